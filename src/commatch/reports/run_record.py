"""数据问题 and 运行记录: what was wrong or assumed in the input, and the facts of the run.

Nothing here changes from one run to the next of the same input: no durations, no paths, no date of today.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from itertools import groupby

import commatch
from commatch.community import PLANNED, NeedStatus
from commatch.previous import Previous
from commatch.reports.plan_record import plan_facts, standing_facts
from commatch.reports.rows import Share, SheetRows, Value, number, rows_of
from commatch.reports.standing import standing_notes
from commatch.reports.view import View
from commatch.settings import as_text, setting_names
from commatch.texts.problems import describe
from commatch.workbook.schema import choice_name

__all__ = ["left_out", "problems", "run"]


def problems(view: View) -> SheetRows:
    """Return the sheet 数据问题: what in the input was wrong or assumed and did not stop the run."""
    records: list[dict[str, Value]] = []
    for problem in sorted(view.result.problems, key=lambda problem: problem.sort_key):
        message, hint = describe(problem, view.lang)
        records.append(
            {
                "severity": choice_name("severity", problem.severity.value, view.lang),
                "code": problem.code,
                "file": problem.place.file,
                "sheet": problem.place.sheet,
                "cell": problem.place.cell,
                "problem": message,
                "suggestion": hint,
            }
        )
    return rows_of("problems", records)


def run(view: View) -> SheetRows:
    """Return the sheet 运行记录: what people read, then what only the next round reads and is not for paper."""
    facts, recorded = list(_facts(view)), list(_recorded(view))
    rows = rows_of("run", [{"item": item, "value": value} for item, value in (*facts, *recorded)])
    return replace(rows, printed=len(facts))


def left_out(view: View) -> dict[str, int]:
    """Return how many needs take no part in matching, by status."""
    counts = Counter(need.status for need in view.needs.values() if need.status not in PLANNED)
    return {status.value: counts[status] for status in NeedStatus if counts[status]}


def _facts(view: View) -> Iterator[tuple[str, Value]]:
    result, words = view.result, view.words
    yield words.run_item("version"), commatch.__version__
    yield words.run_item("community"), view.settings.community_name
    yield words.run_item("month"), f"{view.inst.month:%Y-%m}"
    yield words.run_item("planned_from"), view.inst.first
    for name, digest in result.community.files:
        yield words.run_item("input_file", name), digest
    yield words.run_item("solver"), result.solver
    yield words.run_item("status"), _status(view)
    for tier in result.tiers:
        yield words.run_item(f"{tier.name}.value"), number(round(tier.value, 6))
        yield words.run_item(f"{tier.name}.bound"), number(round(tier.bound, 6))
        yield words.run_item(f"{tier.name}.gap"), Share(round(tier.gap, 6))
        if tier.held is not None and tier.held != tier.value:
            yield words.run_item(f"{tier.name}.held"), number(round(tier.held, 6))
    broken = len(result.violations)
    yield words.run_item("audit"), words("broken", count=broken) if broken else words("passed")
    for status, count in left_out(view).items():
        yield words.run_item("left_out", words.status(status)), count
    for code, figures in result.notes:
        yield words.run_item("note"), words.say(code, figures)
    for said in standing_notes(view):
        yield words.run_item("note"), said
    for kind, names in groupby(result.community.aliases, key=lambda item: item[0]):
        applied = words.join(f"{said}→{term}" for _, said, term in names)
        yield words.run_item("alias", choice_name("term_kind", kind.value, view.lang)), applied
    for name in setting_names():
        value = as_text(getattr(view.settings, name)) if name != "month" else f"{view.inst.month:%Y-%m}"
        yield words.run_item("setting", name), value


def _recorded(view: View) -> Iterator[tuple[str, Value]]:
    previous = view.result.community.previous
    if previous is not None:
        yield from standing_facts(
            view.words,
            declined=previous.all_declined,
            away=previous.all_away,
            pinned=previous.all_pinned,
            completed=previous.all_completed,
            did_before=_did_before(view, previous),
        )
    yield from plan_facts(view)


def _did_before(view: View, previous: Previous) -> Iterator[tuple[str, str, str]]:
    """Yield need, resource and day of what is recorded of needs that are planned on, by those who do not go on."""
    rows = view.result.plan.assignments
    there = {(row.demand_id, row.resource_id, row.slot.date if row.slot else None) for row in rows}
    for past in previous.history:
        demand_id = view.inst.owner.get(past.need_id, "")
        own = {(demand_id, past.resource_id, day) for day in (past.date, None)}
        if demand_id and past.month == view.inst.month and not own & there:
            yield past.need_id, past.resource_id, past.date.isoformat() if past.date else ""


def _status(view: View) -> str:
    open_tiers = [view.words.tier(tier.name) for tier in view.result.tiers if not tier.proven]
    return view.words("not_optimal", tiers=view.words.join(open_tiers)) if open_tiers else view.words("optimal")
