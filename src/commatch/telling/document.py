"""A report as plain data: the JSON document, which the text is made from as well.

Its keys are kept from version to version of its schema; one that does not apply is there and holds nothing.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from commatch import __version__
from commatch.groups import GROUP_NAMES
from commatch.telling.exits import Exit

if TYPE_CHECKING:
    from commatch.matching.plan import Assignment
    from commatch.matching.result import Result
    from commatch.matching.rules.base import Figures
    from commatch.problems import Problem
    from commatch.reports.view import View
    from commatch.telling.report import Report
    from commatch.times import Slot

__all__ = [
    "SCHEMA",
    "clash_items",
    "document",
    "note_items",
    "problem_item",
    "reading_order",
    "slot_item",
    "violation_items",
]

SCHEMA = "commatch.match/1"
_HALVES = ("morning", "afternoon", "evening")
_IDS = frozenset({"need", "resource", "by"})
"""Figures that hold ids."""


def document(report: Report) -> dict[str, Any]:
    """Return a report as the JSON document says it.

    Ids name people and resources; names and personal values are there only with ``--show-personal``. Problems
    come errors first, then as they stand: by file, sheet, row and column.
    """
    result = report.result
    planned = result is not None and report.exit in (Exit.PLANNED, Exit.OUTPUT)
    return {
        "schema": SCHEMA,
        "command": report.command,
        "version": __version__,
        "outcome": report.exit.outcome,
        "exit_code": int(report.exit),
        "message": report.message,
        "month": report.month or None,
        "output": str(report.output) if report.output else None,
        "files": [str(path) for path in report.files],
        "counts": _counts(report),
        "solver": result.solver if result else "",
        "proven": bool(result and result.proven),
        "tiers": _tiers(result) if result else [],
        "by_group": _by_group(result, report) if result and planned else [],
        "reasons": _reasons(result) if result and planned else [],
        "unserved": _unserved(result, report) if result and planned else [],
        "gaps": _gaps(result, report) if result and planned else [],
        "projects": _projects(result, report.show_personal) if result and planned else [],
        "changes": _changes(result, report) if result and planned else [],
        "problems": [problem_item(item, report) for item in sorted(report.problems, key=reading_order)],
        "violations": violation_items(result, report) if result else [],
        "clash": clash_items(result, report) if result else [],
        "notes": note_items(result, report) if result else [],
        "seconds": {name: round(value, 4) for name, value in report.seconds.items()},
    }


def _view(result: Result, report: Report) -> View:
    from commatch.reports.view import View
    from commatch.workbook.schema import Lang

    return View(result, Lang(report.lang), by_id=not report.show_personal)


def _counts(report: Report) -> dict[str, int]:
    result = report.result
    counts = dict.fromkeys(("needs", "planned", "left_out", "served", "unserved", "projects", "assignments"), 0)
    if result is not None and result.community.settings.month:
        view = _view(result, report)
        needs = view.planned
        served = sum(view.served(need) for need in needs)
        everything = len(result.community.needs)
        counts |= {"needs": everything, "planned": len(needs), "left_out": everything - len(needs)}
        counts |= {"served": served, "unserved": len(needs) - served}
        counts |= {"projects": len(result.plan.slots), "assignments": len(result.plan.assignments)}
    return {**counts, **report.severities}


def _tiers(result: Result) -> list[dict[str, Any]]:
    return [
        {
            "name": tier.name,
            "value": tier.value,
            "bound": tier.bound,
            "gap": tier.gap,
            "proven": tier.proven,
            "status": tier.status.value,
            "stopped_by": tier.stopped_by,
            "held": tier.held,
            "seconds": round(tier.seconds, 4),
        }
        for tier in result.tiers
    ]


def _by_group(result: Result, report: Report) -> list[dict[str, Any]]:
    from commatch.reports.fairness import by_group

    view = _view(result, report)
    found = []
    for group, needs in by_group(view).items():
        served = sum(view.served(need) for need in needs)
        shown = group if group in GROUP_NAMES else report.shown(group)
        found.append({"group": shown, "needs": len(needs), "served": served, "share": round(served / len(needs), 4)})
    return found


def _reasons(result: Result) -> list[dict[str, Any]]:
    codes = Counter(item.code for item in result.unserved)
    return [{"code": code, "needs": codes[code]} for code in sorted(codes, key=lambda code: (-codes[code], code))]


def _unserved(result: Result, report: Report) -> list[dict[str, Any]]:
    return [
        {
            "need_id": item.need_id,
            "priority": item.priority,
            "codes": [code for code, _ in item.reasons],
            "remedy": _remedy(result, item.demand_id, report),
        }
        for item in result.unserved
    ]


def _remedy(result: Result, demand_id: str, report: Report) -> dict[str, Any] | None:
    """Return a remedy as options of what-if, ``None`` where none was sought or found."""
    from commatch.altering.spelled import spelled
    from commatch.workbook.schema import Lang

    found = result.remedies.get(demand_id)
    if found is None:
        return None
    options = spelled(result.community, found.alterations, Lang(report.lang))
    return {
        "codes": [one.code for one in found.alterations],
        "whatif": [f"--{option.option}={option.text}" for option in options],
        "moved": list(found.moved),
    }


def _gaps(result: Result, report: Report) -> list[dict[str, Any]]:
    from commatch.reports.remedies import gap_requirement, weekly

    view = _view(result, report)
    return [
        {
            "kind": gap.kind.value,
            "requirement": report.shown(gap_requirement(view, gap.resource)),
            "half_day": weekly(view, gap.resource),
            "grid": getattr(gap.resource, "grid", ""),
            "more_needs_served": gap.needs,
            "more_must_served": gap.must,
            "priority_gained": gap.weight / 10,
            "proven": gap.proven,
            "bound": gap.bound / 10,
            "need_ids": list(gap.demand_ids),
            "gives_way_ids": list(gap.lost_ids),
        }
        for gap in (result.gaps.gaps if result.gaps else ())
    ]


def slot_item(slot: Slot) -> dict[str, str]:
    """Return a slot as documents say it."""
    return {"date": slot.date.isoformat(), "half_day": _HALVES[slot.half]}


def _projects(result: Result, show_personal: bool) -> list[dict[str, Any]]:
    rows: dict[str, list[Assignment]] = {}
    for row in result.plan.assignments:
        rows.setdefault(row.demand_id, []).append(row)
    return [
        {
            "project_id": f"{result.instance.month:%Y-%m}-{demand_id}",
            "need_ids": list(result.instance.demand[demand_id].need_ids),
            "slots": [slot_item(slot) for slot in slots],
            "resources": [_resource(result, row, show_personal) for row in rows.get(demand_id, [])],
        }
        for demand_id, slots in sorted(result.plan.slots.items())
    ]


def _resource(result: Result, row: Assignment, show_personal: bool) -> dict[str, Any]:
    found: dict[str, Any] = {
        "kind": row.kind.value,
        "resource_id": row.resource_id,
        "slot": slot_item(row.slot) if row.slot else None,
        "quantity": row.quantity,
        "hours": row.hours,
        "amount": row.amount,
    }
    if show_personal:
        found["name"] = getattr(result.instance.resource.get(row.resource_id), "name", "")
    return found


def reading_order(problem: Problem) -> tuple[object, ...]:
    """Order in which a reader goes through the files: errors first, then by file, sheet, row and column."""
    return problem.reading_key


def problem_item(problem: Problem, report: Report) -> dict[str, Any]:
    """Return a problem as documents say it, masked unless the report shows what is personal."""
    from commatch.texts.problems import describe
    from commatch.workbook.schema import Lang

    message, hint = describe(report.problem(problem), Lang(report.lang))
    return {
        "code": problem.code,
        "severity": problem.severity.value,
        "file": problem.place.file,
        "sheet": problem.place.sheet,
        "cell": problem.place.cell,
        "message": message,
        "hint": hint,
    }


def violation_items(result: Result, report: Report) -> list[dict[str, Any]]:
    """Return what the audit of a plan found, as documents say it."""
    words = _view(result, report).words
    return [
        {
            "code": item.code,
            "need_id": item.demand_id,
            "resource_id": item.resource_id,
            "detail": report.shown(item.detail),
            "message": words.say(f"audit.{item.code}"),
        }
        for item in result.violations
    ]


def _changes(result: Result, report: Report) -> list[dict[str, Any]]:
    from commatch.reports.changes_sheet import changes

    if result.community.previous is None:
        return []
    rows = changes(_view(result, report))
    keys = [column.key for column in rows.sheet.columns]
    return [
        {
            key: report.shown(str(value or "")) if key != "need_id" else value
            for key, value in zip(keys, row, strict=True)
        }
        for row in rows.rows
    ]


def clash_items(result: Result, report: Report) -> list[dict[str, Any]]:
    """Return what can't be kept together where there is no plan, as documents say it."""
    from commatch.reports.unserved import reason_words

    view = _view(result, report)
    return [_said(code, figures, reason_words(view, code, figures), report) for code, figures in result.clash]


def note_items(result: Result, report: Report) -> list[dict[str, Any]]:
    """Return what was not proven, or decided while solving, as documents say it."""
    words = _view(result, report).words
    return [_said(code, figures, words.say(code, figures), report) for code, figures in result.notes]


def _said(code: str, figures: Figures, message: str, report: Report) -> dict[str, Any]:
    shown = {name: value if name in _IDS else report.shown(value) for name, value in figures}
    return {"code": code, "figures": shown, "message": report.shown(message)}
