"""From a job and its operations to two plans side by side, and the same as plain data for the JSON document."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from commatch import api
from commatch.altering.grammar import Asked
from commatch.altering.whatif import Month, compared
from commatch.cli.job import Job, check_start, opened
from commatch.cli.report import Fault, head
from commatch.cli.whatif import BLANK
from commatch.groups import GROUP_NAMES
from commatch.matching.plan import Outcome
from commatch.problems import Problem, has_errors
from commatch.telling.document import clash_items, note_items, problem_item, reading_order, violation_items
from commatch.telling.exits import Exit
from commatch.telling.masking import Secrets, mask
from commatch.telling.report import Report
from commatch.texts.cli import say

if TYPE_CHECKING:
    from commatch.altering.compare import Figures, GroupChange, UseChange, WhatIf
    from commatch.altering.rows import Step
    from commatch.community import Need
    from commatch.matching.result import Result

__all__ = ["Found", "document", "run"]


@dataclass(frozen=True)
class Found:
    """What a comparison of the command line gave.

    Attributes
    ----------
    report : Report
        How it ended; its result is the plan after, or that which stopped it.
    whatif : WhatIf
        Both plans.
    """

    report: Report
    whatif: WhatIf

    @property
    def before_is_wrong(self) -> bool:
        """Whether the month can't be compared as the files have it."""
        return self.report.result is self.whatif.before

    @property
    def new_problems(self) -> list[Problem]:
        """The problems that only the changes brought, in the order in which they are read."""
        return sorted((_placed(item, self.report) for item in self.whatif.new_problems), key=reading_order)

    def value(self, sheet: str, column: str, text: str) -> str:
        """Return what a cell holds as it may be printed."""
        from commatch.workbook.outputs import READ

        if READ[sheet].column(column).personal and not self.report.show_personal:
            return mask(text)
        return self.report.shown(text)


def run(job: Job, asked: Asked, progress: Callable[[str, float | None], None]) -> Found:
    """Compare what a job names with what operations make of it.

    Raises
    ------
    Fault
        The command line is wrong: nothing is to be changed, or an operation can't be understood or carried out.
    """
    began = time.perf_counter()
    if not asked.operations and not asked.faults:
        raise Fault(Exit.USAGE, say(job.lang, "usage.whatif.nothing"))
    settings, config_problems = opened(job)
    progress("read", None)
    said: dict[str, Any] = dict(job.overrides)
    month = api.two_months(
        job.files,
        asked.operations,
        settings,
        said,
        accept_proposals=job.accept_proposals,
        previous=job.previous,
    )
    check_start(job, month.before.problems)
    month = month.with_problems(config_problems)
    _check(job, asked, month)
    seconds = {"read": time.perf_counter() - began}
    whatif = compared(month, progress)
    seconds |= {**whatif.seconds, "total": time.perf_counter() - began}
    return Found(_report(job, month, whatif, seconds), whatif)


def _check(job: Job, asked: Asked, month: Month) -> None:
    """See that all operations were carried out; where the files themselves are wrong, those errors come first."""
    if asked.faults or (month.faults and not has_errors(month.before.problems)):
        faults = (*asked.faults, *month.faults)
        raise Fault(Exit.USAGE, "\n".join(item.words(job.lang) for item in faults))


def _report(job: Job, month: Month, whatif: WhatIf, seconds: Mapping[str, float]) -> Report:
    stopped = whatif.before.outcome in (Outcome.INPUT_PROBLEMS, Outcome.AUDIT_FAILED)
    result = whatif.before if stopped else whatif.after
    planned = month.before.settings.month
    report = Report(
        job.command,
        Exit.of(whatif.outcome),
        job.lang,
        month=f"{planned:%Y-%m}" if planned else "",
        result=result,
        show_personal=job.show_personal,
        secrets=Secrets.of(month.before, month.after),
        seconds=seconds,
    )
    problems = whatif.before.problems if stopped else whatif.problems
    return replace(report, problems=tuple(_placed(problem, report) for problem in problems))


def _placed(problem: Problem, report: Report) -> Problem:
    """Return a problem with its place as it may be printed: an operation may hold what is personal."""
    file = problem.place.file
    return replace(problem, place=replace(problem.place, file=report.shown(file))) if file.startswith("--") else problem


def document(found: Found) -> dict[str, Any]:
    """Return what was found as the JSON document says it: ids name people and resources, titles are masked."""
    report, whatif = found.report, found.whatif
    result = report.result
    doc = {**head("whatif", report.exit, outcome="compared"), **BLANK, "month": report.month or None}
    doc["changes"] = [_change(found, step) for step in whatif.steps]
    doc["problems"] = [problem_item(item, report) for item in sorted(report.problems, key=reading_order)]
    doc["new_problems"] = [problem_item(item, report) for item in found.new_problems]
    if result is not None:
        doc |= {"violations": violation_items(result, report), "clash": clash_items(result, report)}
        doc["notes"] = [
            {"of": of, **note}
            for of, side in (("before", whatif.before), ("after", whatif.after))
            for note in note_items(side, report)
        ]
    if report.exit is Exit.PLANNED:
        doc |= _compared(found)
    doc["seconds"] = {name: round(value, 4) for name, value in report.seconds.items()}
    return doc


def _compared(found: Found) -> dict[str, Any]:
    whatif = found.whatif
    before, after = whatif.figures
    return {
        "before": _figures(before, whatif.before),
        "after": _figures(after, whatif.after),
        "by_group": [_group(found, group) for group in whatif.groups],
        "gained": [_need(found, need) for need in whatif.gained],
        "lost": [{**_need(found, need), "codes": list(whatif.why(need))} for need in whatif.lost],
        "gone": [_need(found, need) for need in whatif.gone],
        "moved": [need.need_id for need in whatif.moved],
        "uses": [_use(found, use) for use in whatif.uses],
    }


def _figures(figures: Figures, result: Result) -> dict[str, Any] | None:
    """Return the figures of a plan; nothing where there is none."""
    if result.outcome is not Outcome.PLANNED:
        return None
    return {
        "needs": figures.needs,
        "served": figures.served,
        "unserved": figures.needs - figures.served,
        "priority": round(figures.priority, 1),
        "covered": round(figures.covered, 1),
        "must": figures.must,
        "must_served": figures.must_served,
        "projects": figures.projects,
        "proven": result.proven,
    }


def _group(found: Found, group: GroupChange) -> dict[str, Any]:
    def side(needs: int, served: int) -> dict[str, Any]:
        return {"needs": needs, "served": served, "share": round(served / needs, 4) if needs else None}

    name = group.group if group.group in GROUP_NAMES else found.report.shown(group.group)
    before, after = side(group.needs_before, group.served_before), side(group.needs_after, group.served_after)
    return {"group": name, "before": before, "after": after}


def _need(found: Found, need: Need) -> dict[str, Any]:
    return {"need_id": need.need_id, "title": found.report.shown(need.title)}


def _use(found: Found, use: UseChange) -> dict[str, Any]:
    def side(available: float | None, used: float | None) -> dict[str, Any] | None:
        return None if available is None else {"available": available, "used": used}

    before, after = side(use.available_before, use.used_before), side(use.available_after, use.used_after)
    item = {"kind": use.kind.value, "resource_id": use.resource_id, "before": before, "after": after}
    if found.report.show_personal:
        item["name"] = _name(found.whatif, use.resource_id)
    return item


def _name(whatif: WhatIf, resource_id: str) -> str:
    held = (side.instance.resource.get(resource_id) for side in (whatif.after, whatif.before))
    return next((item.name for item in held if item is not None), "")


def _change(found: Found, step: Step) -> dict[str, Any]:
    return {
        "action": step.action,
        "operation": found.report.shown(step.label),
        "sheet": step.sheet,
        "id": step.row_id,
        "rows_too": step.rows_too,
        "cells": [
            {
                "column": cell.column,
                "before": found.value(step.sheet, cell.column, cell.before),
                "after": found.value(step.sheet, cell.column, cell.after),
            }
            for cell in step.cells
        ],
    }
