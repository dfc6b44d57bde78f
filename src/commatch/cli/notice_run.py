"""From a project list on the command line to its public notice, and what is said of it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby
from pathlib import Path
from typing import Any

from commatch.cli.blocks import Block, Items
from commatch.cli.files import output_folder
from commatch.cli.job import Job, checked_settings
from commatch.cli.list_run import Done, check_list, document, page, run
from commatch.cli.notice import BLANK
from commatch.cli.report import Fault, Printed
from commatch.cli.work import Progress
from commatch.explaining.opened import Opened
from commatch.reports.notice.api import FORMATS, NOTICE_SETTINGS, Posted, post
from commatch.reports.notice.contents import Notice
from commatch.reports.notice.texts import Masked
from commatch.settings import RESET, setting_label
from commatch.telling.exits import Exit
from commatch.texts.cli import say
from commatch.texts.language import Language
from commatch.workbook.outputs import READ
from commatch.workbook.schema import Lang

__all__ = ["printed"]

_SHOWN = 8
"""Masked texts that the terminal lists; the record has all of them."""


def printed(job: Job, formats: str, tell: Progress) -> Printed:
    """Open a project list, write its notice, and return what the renderer prints.

    Raises
    ------
    Fault
        The command line is wrong, or a file can't be written.
    """
    chosen = _formats(formats, job)
    _check_settings(job)
    check_list(job)
    folder = output_folder(job.output, job.files[0].parent, job.lang)
    found = run(job, lambda opened: _posted(job, opened, folder, chosen), tell)
    report, posted = found.report, found.made or Posted(found.opened)
    made, record = posted.notice, str(posted.record) if posted.record else None
    counts = {**BLANK["counts"], **report.severities, **_counts(made)}
    doc = document(found, BLANK, record=record, counts=counts, masked=_items(made))

    def lines() -> tuple[str, ...]:
        return say(job.lang, "notice.title", month=report.month), say(job.lang, "notice.counts", **_counts(made))

    return Printed(report.exit, doc, lambda: list(page(report, doc, "notice.refused", lines, _files(posted, job.lang))))


def _posted(job: Job, opened: Opened, folder: Path, formats: Sequence[str]) -> Done[Posted]:
    said = {key: RESET if value == "" else value for key, value in job.overrides.items()}
    inputs = (*job.files, *opened.files)
    posted = post(opened, folder, Lang(job.lang), formats=formats, settings=said, force=job.force, inputs=inputs)
    return Done(posted, posted.files)


def _formats(text: str, job: Job) -> tuple[str, ...]:
    """Return the formats that the command line names; all where it names none."""
    names = [name.strip(" .").casefold() for name in re.split(r"[,，、;；\s]+", text) if name.strip(" .")]
    for name in names:
        if name not in FORMATS:
            raise Fault(Exit.USAGE, say(job.lang, "usage.bad_format", value=name))
    return tuple(names) or FORMATS


def _check_settings(job: Job) -> None:
    """See that only the notice is changed: the plan was made with the other settings."""
    for key in job.overrides:
        if key not in NOTICE_SETTINGS:
            names = [setting_label(name) if job.lang == "zh" else name for name in sorted(NOTICE_SETTINGS)]
            known = say(job.lang, "usage.list").join(names)
            raise Fault(Exit.USAGE, say(job.lang, "usage.not_of_notice", known=known, value=key))
    checked_settings(job)


def _counts(made: Notice | None) -> dict[str, int]:
    return {"doing": len(made.doing), "open": len(made.open), "masked": len(made.masked)} if made else {}


def _items(made: Notice | None) -> list[dict[str, Any]]:
    return [
        {"sheet": one.sheet, "id": one.row_id, "column": one.column, "sort": one.found.sort, "posted": one.posted}
        for one in (made.masked if made else ())
    ]


def _files(posted: Posted, lang: Language) -> Iterator[Block]:
    masked = posted.notice.masked if posted.notice else ()
    if masked and posted.record:
        lines = tuple(_masked(masked, posted.record.name, lang))
        yield Items(say(lang, "notice.masked", count=len(masked)), lines, wrapped=True)
    yield Items(say(lang, "notice.public"), tuple(map(str, posted.files)), "good")
    if posted.record:
        yield Items(say(lang, "notice.internal"), (str(posted.record),))
    missing = posted.notice.missing if posted.notice else ()
    ids = say(lang, "usage.list").join(missing)
    first = [say(lang, "notice.missing", count=len(missing), ids=ids)] if missing else []
    printable = next((path for path in posted.files if path.suffix != ".html"), posted.files[0])
    todo = (*first, say(lang, "notice.next.read"), say(lang, "notice.next.print", file=printable.name))
    yield Items(say(lang, "planned.next"), todo, wrapped=True)


def _masked(masked: Sequence[Masked], record: str, lang: Language) -> Iterator[str]:
    """Yield a line for each cell in which something was masked: as it is posted, and of which sorts that was."""
    from commatch.texts.notice import NOTICE_WORDS
    from commatch.texts.screening import SORTS

    cells = [(key, list(group)) for key, group in groupby(masked, key=lambda one: (one.sheet, one.row_id, one.column))]
    for (key, row_id, column), group in cells[:_SHOWN]:
        sheet = READ[key]
        sorts = dict.fromkeys(SORTS.get(one.found.sort) or NOTICE_WORDS[f"{one.found.sort}.sort"] for one in group)
        names = say(lang, "usage.list").join(phrase.zh if lang == "zh" else phrase.en for phrase in sorts)
        said = say(
            lang,
            "notice.masked.item",
            sheet=sheet.name(Lang(lang)),
            id=row_id,
            column=sheet.column(column).header(Lang(lang)),
            posted=group[0].posted,
        )
        yield said + say(lang, "notice.masked.sorts", sorts=names)
    if len(cells) > _SHOWN:
        count = sum(len(group) for _, group in cells[_SHOWN:])
        yield say(lang, "notice.masked.more", count=count, file=record)
