"""What a check found as a page for people: the problems, how much of each list was read, what to do next."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from commatch.checking import ListCount
from commatch.cli.blocks import Block, Items, Line, Table
from commatch.cli.files import quoted
from commatch.cli.findings import sections
from commatch.cli.job import typed_again
from commatch.texts.cli import say

if TYPE_CHECKING:
    from commatch.cli.checkup import Checkup

__all__ = ["page"]

_COLUMNS = ("list", "rows", "left_out", "errors", "warnings")
_FILES_NAMED = 4


def page(found: Checkup) -> Iterator[Block]:
    """Yield what was found as blocks; the verdict and what to do come last, where the eye is."""
    lang, month = found.job.lang, found.result.community.settings.month
    yield from sections(found.result.problems, lang, found.shown, found.result.sheets)
    if found.result.counts:
        yield _lists(found)
    if found.notes:
        yield Items(say(lang, "check.notes"), found.notes, "quiet", wrapped=True)
    if found.files:
        yield Items(say(lang, "check.files"), tuple(map(str, found.files)), "good")
        if len(found.files) == 1 and found.target and found.target not in found.files:
            from commatch.cli.work import kept_because

            key = f"planned.numbered.{kept_because(found.job, found.target)}"
            yield Line(say(lang, key, old=found.target.name, new=found.files[0].name), "quiet")
    yield Line("")
    key = "found" if found.errors else "only_warnings" if found.warnings else "fine"
    words = say(lang, f"check.{key}", files=len(found.job.files), errors=found.errors, warnings=found.warnings)
    planned = say(lang, "check.month", month=f"{month:%Y-%m}") if month else ""
    yield Line(words + planned, "bad" if found.errors else "good")
    if found.result.not_checked:
        left = say(lang, "check.semicolon").join(say(lang, f"check.not.{name}") for name in found.result.not_checked)
        yield Line(say(lang, "check.not", what=left), "bad")
    yield Items(say(lang, "planned.next"), tuple(_next(found)))


def _lists(found: Checkup) -> Table:
    from commatch.workbook.schema import INPUT, Lang

    lang = found.job.lang
    rows = [
        (INPUT[key].name(Lang(lang)), *map(str, (count.rows, count.left_out, count.errors, count.warnings)))
        for key, count in found.result.counts.items()
        if key == "needs" or count != ListCount()
    ]
    return Table(say(lang, "check.lists"), tuple(say(lang, f"column.{name}") for name in _COLUMNS), tuple(rows))


def _next(found: Checkup) -> Iterator[str]:
    lang = found.job.lang
    if found.files:
        names = say(lang, "check.comma").join(map(str, found.files))
        yield say(lang, "check.next.open", file=names)
    elif any(problem.place.cell for problem in found.result.problems):
        yield say(lang, "check.next.annotate", command=_command("check", found, "--annotate"))
    if found.errors:
        key = "check.next.mend_copy" if found.files else "check.next.mend"
        yield say(lang, key, command=_command("check", found))
        return
    if found.warnings:
        yield say(lang, "check.next.warnings")
    needed = found.result.community.needs
    yield say(lang, "check.next.match", command=_command("match", found)) if needed else say(lang, "planned.next.empty")


def _command(command: str, found: Checkup, *words: str) -> str:
    """Return a command line on the same files, a marked copy in place of each that has one."""
    paths = [found.copies.get(path, path) for path in found.job.files]
    files = [quoted(path) for path in paths]
    if len(files) > _FILES_NAMED:
        files = [*files[:_FILES_NAMED], "…"]
    return " ".join(["commatch", command, *files, *typed_again(found.job), *words])
