"""From a project list on the command line to its public notice, and what is said of it."""

from __future__ import annotations

import re
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from pathlib import Path
from typing import Any

from commatch.cli.blocks import Block, Items, Line
from commatch.cli.document import problem_item, violation_items
from commatch.cli.exits import Exit
from commatch.cli.files import check_inputs
from commatch.cli.findings import sections
from commatch.cli.job import Job, checked_settings
from commatch.cli.masking import Secrets
from commatch.cli.notice import BLANK
from commatch.cli.report import Fault, Printed, Report, head
from commatch.explaining.opened import open_month
from commatch.reports.notice_texts import Masked
from commatch.reports.notices import FORMATS, NOTICE_SETTINGS, Posted, post
from commatch.settings import RESET
from commatch.texts.cli import say
from commatch.texts.reports import OUTPUT_ERRORS
from commatch.workbook.outputs import READ
from commatch.workbook.save import OutputError
from commatch.workbook.schema import Lang

__all__ = ["Ran", "document", "printed", "run"]

_SHOWN = 8
"""Masked texts that the terminal lists; the record has all of them."""


@dataclass(frozen=True)
class Ran:
    """What the command did: its job, what was posted, and how it ended."""

    job: Job
    posted: Posted
    report: Report


def run(job: Job, formats: str, progress: Callable[[str, float | None], None]) -> Ran:
    """Open a project list and write its notice.

    Raises
    ------
    Fault
        The command line is wrong, or a file can't be written.
    """
    began = time.perf_counter()
    chosen = _formats(formats, job)
    _check_settings(job)
    check_inputs((*job.files, *([job.previous] if job.previous else [])), job.lang)
    folder = _folder(job)
    opened = open_month(job.files[0], job.files[1:], job.previous, progress)
    month = opened.written.month
    report = Report(
        job.command,
        Exit.INPUT,
        job.lang,
        month=f"{month:%Y-%m}" if month else "",
        problems=opened.problems,
        show_personal=job.show_personal,
        secrets=Secrets.of(opened.community),
    )
    posted = Posted(opened)
    if opened.ok:
        progress("write", None)
        posted = _posted(job, posted, folder, chosen)
        report = replace(report, exit=Exit.PLANNED, files=posted.files)
    return Ran(job, posted, replace(report, seconds={"total": time.perf_counter() - began}))


def _posted(job: Job, posted: Posted, folder: Path, formats: Sequence[str]) -> Posted:
    said = {key: RESET if value == "" else value for key, value in job.overrides.items()}
    inputs = (*job.files, *posted.opened.files)
    try:
        return post(
            posted.opened, folder, Lang(job.lang), formats=formats, settings=said, force=job.force, inputs=inputs
        )
    except OutputError as fault:
        phrase = OUTPUT_ERRORS[fault.code]
        raise Fault(Exit.OUTPUT, (phrase.zh if job.lang == "zh" else phrase.en).format(path=fault.path)) from fault


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
            known = say(job.lang, "usage.list").join(sorted(NOTICE_SETTINGS))
            raise Fault(Exit.USAGE, say(job.lang, "usage.not_of_notice", known=known, value=key))
    checked_settings(job)


def _folder(job: Job) -> Path:
    """Return the folder to write to, found out before the long work."""
    folder = Path(job.output) if job.output else job.files[0].parent
    if folder.exists() and not folder.is_dir():
        raise Fault(Exit.USAGE, say(job.lang, "usage.not_folder", path=job.output))
    if not folder.is_dir():
        raise Fault(Exit.OUTPUT, say(job.lang, "output.no_folder", path=job.output))
    return folder


def printed(found: Ran) -> Printed:
    """Return what the renderer prints."""
    return Printed(found.report.exit, document(found), lambda: list(_page(found)))


def document(found: Ran) -> dict[str, Any]:
    """Return what was done as the JSON document says it; nothing personal is in it."""
    report, posted = found.report, found.posted
    rebuilt, made = posted.opened.rebuilt, posted.notice
    severities = Counter(problem.severity.value for problem in report.problems)
    counts = {**BLANK["counts"], "errors": severities["error"], "warnings": severities["warning"]}
    if made is not None:
        counts |= {"doing": len(made.doing), "open": len(made.open), "masked": len(made.masked)}
    return {
        **head(report.command, report.exit, outcome="written"),
        **BLANK,
        "month": report.month or None,
        "result": str(found.job.files[0]),
        "inputs": [str(path) for path in posted.opened.files],
        "files": [str(path) for path in posted.files],
        "record": str(posted.record) if posted.record else None,
        "counts": counts,
        "masked": [
            {"sheet": one.sheet, "id": one.row_id, "column": one.column, "sort": one.found.sort, "posted": one.posted}
            for one in (made.masked if made else ())
        ],
        "edited": list(rebuilt.listed.edited) if rebuilt else [],
        "violations": violation_items(rebuilt.result, report) if rebuilt else [],
        "problems": [problem_item(problem, report) for problem in report.problems],
        "seconds": {name: round(value, 4) for name, value in report.seconds.items()},
    }


def _page(found: Ran) -> Iterator[Block]:
    report, posted, lang = found.report, found.posted, found.report.lang
    made = posted.notice
    if made is None:
        yield Line(say(lang, "notice.refused", count=len(report.problems)), "bad")
        yield from sections(report.problems, lang, report.problem)
        return
    yield Line(say(lang, "notice.title", month=report.month), "title")
    yield Line(say(lang, "notice.counts", doing=len(made.doing), open=len(made.open)))
    items = (problem_item(problem, report) for problem in report.problems)
    notes = tuple(f"{item['message']}\n{say(lang, 'problems.do', hint=item['hint'])}" for item in items)
    if notes:
        yield Items(say(lang, "explain.careful"), notes, "bad", wrapped=True)
    if made.masked and posted.record:
        lines = tuple(_masked(made.masked, posted.record.name, found))
        yield Items(say(lang, "notice.masked", count=len(made.masked)), lines, wrapped=True)
    yield Items(say(lang, "notice.public"), tuple(map(str, posted.files)), "good")
    if posted.record:
        yield Items(say(lang, "notice.internal"), (str(posted.record),))
    printable = next((path for path in posted.files if path.suffix != ".html"), posted.files[0])
    todo = (say(lang, "notice.next.read"), say(lang, "notice.next.print", file=printable.name))
    yield Items(say(lang, "planned.next"), todo, wrapped=True)


def _masked(masked: Sequence[Masked], record: str, found: Ran) -> Iterator[str]:
    """Yield a line for each cell in which something was masked: as it is posted, and of which sorts that was."""
    from commatch.texts.notice import NOTICE_WORDS
    from commatch.texts.screening import SORTS

    lang = found.report.lang
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
