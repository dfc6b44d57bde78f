"""The only module that prints: a page for people, or one JSON document; progress while the work goes on.

Results go to standard output, what stopped a command and the progress to standard error.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, TextIO

from commatch.texts.cli import WORDS, say

if TYPE_CHECKING:
    from rich.progress import Task

    from commatch.cli.blocks import Block
    from commatch.cli.report import Printed
    from commatch.texts.language import Language

__all__ = ["complain", "line", "progress", "render", "tally", "trace", "use_utf8"]

_STYLES = {"plain": "", "title": "bold", "good": "green", "bad": "bold red", "quiet": "dim"}


def use_utf8() -> None:
    """Make both streams take any character; Windows consoles and redirected files otherwise may not.

    One that was closed by whoever started the program takes everything and keeps nothing.
    """
    sys.stdout = sys.stdout or open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115  # for as long as we run
    sys.stderr = sys.stderr or open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115
    for stream in (sys.stdout, sys.stderr):
        if (getattr(stream, "encoding", "") or "").lower().replace("-", "") != "utf8":
            reconfigure = getattr(stream, "reconfigure", None)
            if reconfigure is not None:
                reconfigure(encoding="utf-8", errors="replace")


@contextmanager
def _read_to_any_end() -> Iterator[None]:
    """Let whoever reads stop before the end, as ``head`` does: the rest is dropped, the exit code stays as it is."""
    with suppress(BrokenPipeError):
        yield
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except BrokenPipeError:  # the interpreter would complain when it flushes the stream at its end
            os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def line(text: str) -> None:
    """Print a line to standard output."""
    with _read_to_any_end():
        print(text)


def complain(text: str) -> None:
    """Print a line to standard error."""
    with _read_to_any_end():
        print(text, file=sys.stderr)


def trace() -> None:
    """Print the traceback of the exception in hand to standard error."""
    import traceback

    traceback.print_exc(file=sys.stderr)


def render(printed: Printed, *, as_json: bool = False, quiet: bool = False) -> None:
    """Print what a command gave.

    Parameters
    ----------
    printed : Printed
        How it ended, as a document and as a page.
    as_json : bool
        As one JSON document on standard output.
    quiet : bool
        Nothing where all went well.
    """
    with _read_to_any_end():
        _render(printed, as_json, quiet)


def _render(printed: Printed, as_json: bool, quiet: bool) -> None:
    if as_json:
        import json

        print(json.dumps(printed.document, indent=2))  # ASCII alone: right in whatever encoding it is redirected
        return
    if quiet and not printed.exit:
        return
    stream = sys.stderr if printed.exit and not printed.answer else sys.stdout
    blocks = printed.page()
    if stream.isatty():
        _draw(blocks, stream)
    else:
        _write(blocks, stream)


def _write(blocks: Sequence[Block], stream: TextIO) -> None:
    from commatch.cli.blocks import Items, Line
    from commatch.cli.width import columns

    for block in blocks:
        if isinstance(block, Line):
            print(block.text, file=stream)
        elif isinstance(block, Items):
            print(f"\n{block.title}", file=stream)
            for item in block.items:
                print("  " + item.replace("\n", "\n    "), file=stream)
        else:
            print(f"\n{block.title}", file=stream)
            numbers = range(1, len(block.headers))
            for row in columns([block.headers, *block.rows], right=numbers):
                print("  " + row, file=stream)


def _draw(blocks: Sequence[Block], stream: TextIO) -> None:
    from rich import box
    from rich.console import Console
    from rich.table import Table as Grid
    from rich.text import Text

    from commatch.cli.blocks import Items, Line
    from commatch.cli.width import wrap

    console = Console(file=stream, highlight=False)
    for block in blocks:
        if isinstance(block, Line):
            console.print(Text(block.text, _STYLES[block.tone]), soft_wrap=True)
        elif isinstance(block, Items):
            console.print()
            console.print(Text(block.title, (block.wrapped and _STYLES[block.tone]) or "bold"))
            for item in block.items:
                lines = item.split("\n")
                if block.wrapped:
                    lines = [part for line in lines for part in wrap(line, console.width - 4)]
                style = "" if block.wrapped else _STYLES[block.tone]
                console.print(Text("  " + "\n    ".join(lines), style), soft_wrap=True)
        else:
            grid = Grid(
                *block.headers,
                title=block.title,
                title_justify="left",
                title_style="bold",
                box=box.SIMPLE_HEAD,
            )
            for column in grid.columns[1:]:
                column.justify = "right"
            for row in block.rows:
                grid.add_row(*map(Text, row))
            console.print()
            console.print(grid)


@contextmanager
def progress(lang: Language, *, show: bool) -> Iterator[Callable[[str, float | None], None]]:
    """Give a function that shows what is going on, on standard error where that is a terminal.

    Parameters
    ----------
    lang : {'zh', 'en'}
        Language of the phases.
    show : bool
        Show anything at all.
    """
    if not (show and sys.stderr.isatty()):
        yield lambda phase, done: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    parts = (SpinnerColumn(), TextColumn("{task.description}"), BarColumn(bar_width=24), TimeElapsedColumn())
    with Progress(*parts, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=None)

        def tell(phase: str, done: float | None) -> None:
            key = f"phase.{phase}"
            total = None if done is None else 1.0
            words = say(lang, key) if key in WORDS else phase
            bar.update(task, description=words, total=total, completed=done or 0.0)

        yield tell


@contextmanager
def tally(lang: Language, *, show: bool) -> Iterator[Callable[[str, int, int], None]]:
    """Give a function that shows how far a batch is: a bar with rate and time left on a terminal, else a line each.

    Parameters
    ----------
    lang : {'zh', 'en'}
        Language of the words.
    show : bool
        Show anything at all.
    """
    if not show:
        yield lambda text, at, count: None
        return
    if not sys.stderr.isatty():
        yield lambda text, at, count: print(f"[{at}/{count}] {text}", file=sys.stderr, flush=True)
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, ProgressColumn, TextColumn
    from rich.table import Column
    from rich.text import Text

    class Rate(ProgressColumn):
        """How many a minute, and how long it still takes."""

        def render(self, task: Task) -> Text:
            if not task.speed or task.time_remaining is None:
                return Text("")
            left = int(task.time_remaining)
            rate = say(lang, "batch.rate", rate=f"{60 * task.speed:.0f}")
            time_left = say(lang, "batch.left", left=f"{left // 3600}:{left // 60 % 60:02}:{left % 60:02}")
            return Text(f"{rate}  {time_left}", "dim")

    whole, rest = Column(no_wrap=True), Column(no_wrap=True, overflow="ellipsis", ratio=1)
    rate, name = Rate(table_column=whole), TextColumn("{task.description}", markup=False, table_column=rest)
    parts = (BarColumn(bar_width=24), MofNCompleteColumn(table_column=whole), rate, name)
    with Progress(*parts, console=Console(stderr=True), transient=True, expand=True) as bar:
        task = bar.add_task("", total=None)
        yield lambda text, at, count: bar.update(task, description=text, total=count, completed=at)
