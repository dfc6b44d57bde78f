"""From a community's files on the command line to its points, and what is said of them."""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from commatch.cli.blocks import Block, Items, Line, Table
from commatch.cli.files import check_output, output_file, quoted, writing
from commatch.cli.findings import sections
from commatch.cli.job import Job, opened, typed_again
from commatch.cli.points import BLANK
from commatch.cli.report import Printed, head, left_alone
from commatch.cli.work import Progress, kept_because
from commatch.month.ledger import Person
from commatch.problems import has_errors
from commatch.reports.points import Points, person_name, points, write_points
from commatch.reports.rows import number
from commatch.reports.words import Words
from commatch.telling.document import problem_item, reading_order
from commatch.telling.exits import Exit
from commatch.telling.masking import Secrets, mask
from commatch.telling.report import Report
from commatch.texts.cli import say
from commatch.workbook.schema import Lang

__all__ = ["printed"]


def printed(job: Job, tell: Progress) -> Printed:
    """Count the points, write the ledger where it is asked for, and return what the renderer prints.

    Raises
    ------
    Fault
        The command line is wrong, or the output can't be written.
    """
    began = time.perf_counter()
    check_output(job.output, job.lang)
    settings, config_problems = opened(job)
    tell("read", None)
    said: dict[str, Any] = dict(job.overrides)
    found = points(job.files, settings=settings, **said)
    found = replace(found, problems=(*config_problems, *found.problems))
    month = found.community.settings.month
    report = Report(
        job.command,
        Exit.PLANNED if found.ok else Exit.INPUT,
        job.lang,
        month=f"{month:%Y-%m}" if month else "",
        problems=found.problems,
        show_personal=job.show_personal,
        secrets=Secrets.of(found.community),
    )
    if found.ok and job.output:
        name = say(job.lang, "points.name", month=report.month)
        wanted = output_file(job.output, job.files, name, job.lang)
        tell("write", None)
        with writing(job.lang):
            path = write_points(found, wanted, Lang(job.lang), force=job.force, inputs=job.files)
        report = replace(report, output=path, files=(path,))
        if path != wanted:
            report = replace(report, instead_of=wanted, kept_because=kept_because(job, wanted))
    report = replace(report, seconds={"total": time.perf_counter() - began})
    doc = _document(found, report)
    return Printed(report.exit, doc, lambda: list(_page(job, report, doc)), answer=True)


def _document(found: Points, report: Report) -> dict[str, Any]:
    made = found.ledger if found.ok else replace(found.ledger, lines=())
    accounts = made.accounts
    counts: dict[str, int | float] = {"people": len(accounts), "lines": len(made.lines)}
    for name in ("earned", "spent", "balance"):
        counts[name] = number(sum(getattr(one, name) for one in accounts))
    words = Words(Lang(report.lang))

    def who(person: Person) -> dict[str, str]:
        name = person.name if report.show_personal else mask(person.name)
        called = made.names.get(person.person_id, "")
        shown = called if report.show_personal else mask(called)
        return {
            "person_id": person.person_id,
            "name": shown if person.person_id else person_name(replace(person, name=name), made, words),
        }

    return {
        **head(report.command, report.exit, outcome="counted"),
        **BLANK,
        "month": report.month or None,
        "inputs": [name for name, _ in found.community.files],
        "output": str(report.output) if report.output else None,
        "files": [str(path) for path in report.files],
        "counts": {**BLANK["counts"], **counts, **report.severities},
        "balances": [
            {
                **who(one.person),
                "earned": number(one.earned),
                "spent": number(one.spent),
                "balance": number(one.balance),
                "last": one.last.isoformat() if one.last else None,
            }
            for one in accounts
        ],
        "lines": [
            {
                "date": line.date.isoformat() if line.date else None,
                **who(line.person),
                "cause": line.cause.value,
                "sheet": line.sheet,
                "source": report.shown(line.source),
                "month": f"{line.month:%Y-%m}" if line.month else None,
                "quantity": number(line.quantity),
                "points": number(line.points),
                "balance": number(line.balance),
            }
            for line in made.lines
        ],
        "problems": [problem_item(item, report) for item in sorted(report.problems, key=reading_order)],
        "seconds": {name: round(value, 4) for name, value in report.seconds.items()},
    }


def _page(job: Job, report: Report, doc: Mapping[str, Any]) -> Iterator[Block]:
    lang = report.lang
    if has_errors(report.problems):
        yield Line(say(lang, "points.refused", count=report.severities["errors"]), "bad")
        yield from sections(report.problems, lang, report.problem)
        return
    yield from sections(report.problems, lang, report.problem)
    yield Line(say(lang, "points.title", people=doc["counts"]["people"]), "title")
    if doc["balances"]:
        yield Line(say(lang, "points.counts", **doc["counts"]))
        headers = tuple(say(lang, f"column.{name}") for name in ("person", "earned", "spent", "balance"))
        rows = tuple(
            (f"{one['person_id']} {one['name']}".strip(), *(f"{one[key]:g}" for key in ("earned", "spent", "balance")))
            for one in doc["balances"]
        )
        yield Table(say(lang, "points.balances"), headers, rows)
    else:
        yield Line(say(lang, "points.none"))
    yield from left_alone(report)
    if report.output:
        yield Items(say(lang, "planned.files"), (str(report.output),), "good")
        yield Items(say(lang, "planned.next"), (say(lang, "points.next.internal"),))
    elif doc["lines"]:
        name = Path(say(lang, "points.name", month=report.month))
        command = " ".join(["commatch points", *map(quoted, job.files), *typed_again(job), f"-o {quoted(name)}"])
        yield Items(say(lang, "planned.next"), (say(lang, "points.next.write", command=command),))
