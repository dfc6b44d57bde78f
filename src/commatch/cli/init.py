"""``commatch init``: a blank workbook and a settings file to begin with."""

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from commatch.cli.help import command_class
from commatch.cli.options import Options
from commatch.texts.cli import say
from commatch.texts.language import Language

if TYPE_CHECKING:
    from commatch.cli.blocks import Block
    from commatch.cli.report import Fault, Printed

__all__ = ["BLANK", "register"]

BLANK: Mapping[str, Any] = {"output": None, "files": [], "kept": []}
"""The JSON document, beside its head, where nothing was written."""
_WORKBOOK = {"zh": "社区月度清单.xlsx", "en": "community-month.xlsx"}


def register(app: typer.Typer, lang: Language) -> None:
    """Add the command to an application."""
    shared = Options(lang)
    more = f"{say(lang, 'init')}\n\n{say(lang, 'init.more')}"
    folder_option = typer.Argument(
        help=say(lang, "init.option.folder"), metavar=say(lang, "meta.dir"), show_default=False
    )
    month_option = typer.Option(
        "--month", help=say(lang, "init.option.month"), metavar=say(lang, "meta.month"), show_default=False
    )

    @app.command("init", cls=command_class(lang), help=more, short_help=say(lang, "init"))
    def init(
        folder: Annotated[str, folder_option] = ".",
        month: Annotated[str, month_option] = "",
        force: Annotated[bool, shared.force] = False,
        as_json: Annotated[bool, shared.json] = False,
        quiet: Annotated[bool, shared.quiet] = False,
        language: Annotated[str, shared.language] = "",
    ) -> int:
        from commatch.cli.render import render

        written = _write(Path(folder), _month(month, lang), lang, force)
        render(_printed(written, lang), as_json=as_json, quiet=quiet)
        return 0


@dataclass(frozen=True)
class _Written:
    """What was written: the workbook, the settings file if it was, and where the workbook was wanted."""

    workbook: Path
    wanted: Path
    config: Path
    config_kept: bool


def _month(text: str, lang: Language) -> dt.date | None:
    from commatch.cli.report import Fault
    from commatch.telling.exits import Exit
    from commatch.workbook import cells

    month = cells.month(text)
    if month.fault:
        raise Fault(Exit.USAGE, say(lang, "init.bad_month", value=text))
    return month.value


def _write(folder: Path, month: dt.date | None, lang: Language, force: bool) -> _Written:
    from commatch.cli.report import Fault
    from commatch.config import FILE_NAME
    from commatch.config_sample import sample_config
    from commatch.telling.exits import Exit
    from commatch.workbook.save import OutputError, save
    from commatch.workbook.schema import Lang
    from commatch.workbook.template import blank_workbook
    from commatch.workbook.unfinished import output_code

    wanted, config = folder / _WORKBOOK[lang], folder / FILE_NAME
    try:
        if folder.exists() and not folder.is_dir():
            raise Fault(Exit.USAGE, say(lang, "usage.not_folder", path=folder))
        folder.mkdir(parents=True, exist_ok=True)
        workbook = save(blank_workbook(Lang(lang), wanted.name, month), wanted, force=force)
        kept = config.exists() and not force
        if not kept:
            config.write_text(sample_config(lang), "utf-8", newline="\n")
    except OutputError as fault:
        raise _unwritten(fault.code, fault.path, lang) from fault
    except OSError as fault:
        raise _unwritten(output_code(fault), folder, lang) from fault
    return _Written(workbook, wanted, config, kept)


def _unwritten(code: str, path: Path, lang: Language) -> "Fault":
    """Return why nothing could be written, in the words of the language."""
    from commatch.cli.report import Fault
    from commatch.telling.exits import Exit
    from commatch.texts.reports import output_words

    return Fault(Exit.OUTPUT, output_words(lang, code, path))


def _printed(written: _Written, lang: Language) -> "Printed":
    from commatch.cli.report import Printed
    from commatch.telling.exits import Exit

    return Printed(Exit.PLANNED, _document(written), lambda: list(_page(written, lang)))


def _document(written: _Written) -> dict[str, Any]:
    from commatch.cli.report import head
    from commatch.telling.exits import Exit

    kept = [written.wanted] if written.workbook != written.wanted else []
    kept += [written.config] if written.config_kept else []
    files = [written.workbook] if written.config_kept else [written.workbook, written.config]
    return {
        **head("init", Exit.PLANNED, outcome="written"),
        "output": str(written.workbook),
        "files": [str(path) for path in files],
        "kept": [str(path) for path in kept],
    }


def _page(written: _Written, lang: Language) -> "Iterator[Block]":
    from commatch.cli.blocks import Items, Line
    from commatch.cli.files import quoted

    doc = _document(written)
    yield Line(say(lang, "init.title"), "title")
    if written.workbook != written.wanted:
        yield Line(say(lang, "init.numbered", old=written.wanted, new=written.workbook))
    if written.config_kept:
        yield Line(say(lang, "init.kept", path=written.config), "quiet")
    yield Items(say(lang, "init.files"), tuple(doc["files"]))
    yield Items(
        say(lang, "init.next"),
        (
            say(lang, "init.next.fill", path=written.workbook),
            say(lang, "init.next.check", command=f"commatch check {quoted(written.workbook)}"),
            say(lang, "init.next.match", command=f"commatch match {quoted(written.workbook)}"),
        ),
    )
