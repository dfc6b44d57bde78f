"""From many months' files on the command line to their workbook and page, and what is said of them."""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from commatch.cli.blocks import Block, Items
from commatch.cli.files import check_output, output_file, writing
from commatch.cli.job import Job, opened
from commatch.cli.list_run import page
from commatch.cli.report import Fault, Printed, head
from commatch.cli.trends import BLANK
from commatch.cli.work import Progress, kept_because
from commatch.problems import has_errors
from commatch.reports.trends.api import Trends, default_stem, looked_back, write_trends
from commatch.telling.document import problem_item, reading_order
from commatch.telling.exits import Exit
from commatch.telling.masking import Secrets
from commatch.telling.report import Report
from commatch.texts.cli import say
from commatch.texts.trends import FUNDERS
from commatch.workbook.schema import Lang

__all__ = ["printed"]

_EACH_FILES_OWN = ("month", "start")


def printed(job: Job, tell: Progress) -> Printed:
    """Read many months' files, write what they tell together, and return what the renderer prints.

    Raises
    ------
    Fault
        The command line is wrong, or the output can't be written.
    """
    began = time.perf_counter()
    report, found = _run(job, tell)
    report = replace(report, seconds={"total": time.perf_counter() - began})
    doc = _document(job, report, found)

    def lines() -> tuple[str, ...]:
        assert found is not None
        return tuple(_lines(job, found, doc))

    rest = _rest(job, report, found) if found is not None and not report.exit else iter(())
    return Printed(report.exit, doc, lambda: list(page(report, doc, "trends.refused", lines, rest)))


def _run(job: Job, tell: Progress) -> tuple[Report, Trends | None]:
    check_output(job.output, job.lang)
    for key in _EACH_FILES_OWN:
        if key in job.overrides:
            raise Fault(Exit.USAGE, say(job.lang, "usage.no_month_here", value=key))
    settings, config_problems = opened(job)
    report = Report(job.command, Exit.INPUT, job.lang, problems=tuple(config_problems), show_personal=job.show_personal)
    if has_errors(report.problems):
        return report, None
    tell("read", None)
    found = looked_back(job.files, settings, job.overrides)
    secrets = Secrets.of(*found.gathered.communities)
    secrets = replace(secrets, files=secrets.files | {path.name for path in job.files})
    report = replace(report, problems=(*report.problems, *found.problems), secrets=secrets)
    if not found.ok:
        return report, found
    wanted = output_file(job.output, job.files, f"{default_stem(found, Lang(job.lang))}.xlsx", job.lang)
    tell("write", None)
    with writing(job.lang):
        files = write_trends(found, wanted, Lang(job.lang), force=job.force, inputs=job.files)
    report = replace(report, exit=Exit.PLANNED, output=files[0], files=files)
    if files[0] != wanted:
        report = replace(report, instead_of=wanted, kept_because=kept_because(job, wanted))
    return report, found


def _document(job: Job, report: Report, found: Trends | None) -> dict[str, Any]:
    """Return what was told as the JSON document says it; nobody is named."""
    doc = {
        **head(report.command, report.exit, outcome="written"),
        **BLANK,
        "inputs": [str(path) for path in job.files],
        "output": str(report.output) if report.output else None,
        "files": [str(path) for path in report.files],
        "counts": {**BLANK["counts"], **report.severities},
        "problems": [problem_item(item, report) for item in sorted(report.problems, key=reading_order)],
        "seconds": {name: round(value, 4) for name, value in report.seconds.items()},
    }
    if found is None or found.figures is None:
        return doc
    figures, gathered = found.figures, found.gathered
    needs = figures.needs
    doc["counts"] |= {
        "files": len(gathered.files),
        "lists": len(gathered.plans),
        "collected": needs.collected,
        "settled": needs.settled,
        "in_work": needs.in_work,
        "handed_on": needs.handed_on,
        "refused": needs.refused,
    }
    doc["months"] = [f"{month:%Y-%m}" for month in gathered.months]
    doc["median_days"] = needs.median_days
    doc["by_month"] = [
        {
            "month": f"{told.month:%Y-%m}",
            "collected": told.needs.collected if told.needs else None,
            "settled": told.needs.settled if told.needs else None,
            "in_work": told.needs.in_work if told.needs else None,
            "needs": told.planned,
            "served": told.served,
            "hours": round(told.hours, 6),
            "sessions": told.sessions,
        }
        for told in figures.months
    ]
    doc["short"] = [
        {"group": report.shown(item.group), "month": f"{item.month:%Y-%m}", "needs": item.needs, "served": item.served,
         "all_needs": item.whole_needs, "all_served": item.whole_served}
        for item in figures.shortfalls
    ]  # fmt: skip
    doc["funders"] = [
        {"item": asked.key, "value": asked.value, "asked": asked.wanted, "met": asked.met} for asked in figures.funders
    ]
    return doc


def _lines(job: Job, found: Trends, doc: Mapping[str, Any]) -> Iterator[str]:
    """Yield the title, and what came out."""
    lang, view = job.lang, found.view(Lang(job.lang))
    yield say(lang, "trends.title", months=view.span)
    yield say(lang, "trends.counts", **doc["counts"])
    plans = found.gathered.plans
    if plans:
        needs, served = sum(plan.needs for plan in plans), sum(plan.served for plan in plans)
        share = f"{served / needs:.0%}" if needs else "–"
        yield say(lang, "trends.served", lists=len(plans), share=share)
        short = dict.fromkeys(view.group(item["group"]) for item in doc["short"])
        names = say(lang, "usage.list").join(short)
        yield say(lang, "trends.short", names=names) if short else say(lang, "trends.no_short")


def _rest(job: Job, report: Report, found: Trends) -> Iterator[Block]:
    """Yield what is not known, what was written, and what comes next."""
    lang, figures = job.lang, found.figures
    assert figures is not None
    view = found.view(Lang(lang))
    unknown = tuple(
        say(lang, "trends.unknown.item", item=view.words.fill(name), said=view.words.fill(said))
        for asked in figures.funders
        if asked.value is None
        for name, _, said in (FUNDERS[asked.key],)
    )
    if unknown:
        yield Items(say(lang, "trends.unknown"), unknown, "quiet", wrapped=True)
    yield Items(say(lang, "planned.files"), tuple(map(str, report.files)), "good")
    book, web = (Path(path).name for path in report.files)
    todo = (say(lang, "trends.next.open", file=book, page=web), say(lang, "trends.next.internal"))
    yield Items(say(lang, "planned.next"), todo, wrapped=True)
