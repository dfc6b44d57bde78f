"""A report as plain data: the JSON document, which the text is made from as well.

Its keys are kept from version to version of its schema; one that does not apply is there and holds nothing.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from commatch import __version__
from commatch.cli.exits import Exit
from commatch.cli.masking import masked

if TYPE_CHECKING:
    from commatch.cli.report import Report
    from commatch.community import Need
    from commatch.matching.plan import Assignment
    from commatch.matching.result import Result
    from commatch.problems import Problem
    from commatch.times import Slot

__all__ = ["SCHEMA", "document"]

SCHEMA = "commatch.match/1"
_HALVES = ("morning", "afternoon", "evening")


def document(report: Report) -> dict[str, Any]:
    """Return a report as the JSON document says it.

    Ids name people and resources; names and personal values are there only with ``--show-personal``.
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
        "by_group": _by_group(result) if result and planned else [],
        "reasons": _reasons(result) if result and planned else [],
        "unserved": _unserved(result) if result and planned else [],
        "projects": _projects(result, report.show_personal) if result and planned else [],
        "problems": [_problem(item, report) for item in report.problems],
        "violations": _violations(result, report) if result else [],
        "clash": _said(result.clash, report) if result else [],
        "notes": _said(result.notes, report) if result else [],
        "seconds": {name: round(value, 4) for name, value in report.seconds.items()},
    }


def _planned_needs(result: Result) -> list[Need]:
    return [need for demand in result.instance.demands for need in demand.members]


def _is_served(result: Result, need: Need) -> bool:
    return result.instance.owner[need.need_id] in result.plan.slots


def _counts(report: Report) -> dict[str, int]:
    result = report.result
    severities = Counter(problem.severity.value for problem in report.problems)
    counts = dict.fromkeys(("needs", "planned", "left_out", "served", "unserved", "projects", "assignments"), 0)
    if result is not None and result.community.settings.month:
        needs = _planned_needs(result)
        served = sum(_is_served(result, need) for need in needs)
        everything = len(result.community.needs)
        counts |= {"needs": everything, "planned": len(needs), "left_out": everything - len(needs)}
        counts |= {"served": served, "unserved": len(needs) - served}
        counts |= {"projects": len(result.plan.slots), "assignments": len(result.plan.assignments)}
    return {**counts, "errors": severities["error"], "warnings": severities["warning"]}


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
            "seconds": round(tier.seconds, 4),
        }
        for tier in result.tiers
    ]


def _by_group(result: Result) -> list[dict[str, Any]]:
    asked: Counter[str] = Counter()
    served: Counter[str] = Counter()
    for need in _planned_needs(result):
        for group in need.groups or ("",):
            asked[group] += 1
            served[group] += _is_served(result, need)
    order = sorted(asked, key=lambda group: (not group, -asked[group], group))
    return [
        {
            "group": group,
            "needs": asked[group],
            "served": served[group],
            "share": round(served[group] / asked[group], 4),
        }
        for group in order
    ]


def _reasons(result: Result) -> list[dict[str, Any]]:
    codes = Counter(item.code for item in result.unserved)
    return [{"code": code, "needs": codes[code]} for code in sorted(codes, key=lambda code: (-codes[code], code))]


def _unserved(result: Result) -> list[dict[str, Any]]:
    return [
        {"need_id": item.need_id, "priority": item.priority, "codes": [code for code, _ in item.reasons]}
        for item in result.unserved
    ]


def _slot(slot: Slot) -> dict[str, str]:
    return {"date": slot.date.isoformat(), "half_day": _HALVES[slot.half]}


def _projects(result: Result, show_personal: bool) -> list[dict[str, Any]]:
    rows: dict[str, list[Assignment]] = {}
    for row in result.plan.assignments:
        rows.setdefault(row.demand_id, []).append(row)
    return [
        {
            "project_id": f"{result.instance.month:%Y-%m}-{demand_id}",
            "need_ids": list(result.instance.demand[demand_id].need_ids),
            "slots": [_slot(slot) for slot in slots],
            "resources": [_resource(result, row, show_personal) for row in rows.get(demand_id, [])],
        }
        for demand_id, slots in sorted(result.plan.slots.items())
    ]


def _resource(result: Result, row: Assignment, show_personal: bool) -> dict[str, Any]:
    found: dict[str, Any] = {
        "kind": row.kind.value,
        "resource_id": row.resource_id,
        "slot": _slot(row.slot) if row.slot else None,
        "quantity": row.quantity,
        "hours": row.hours,
        "amount": row.amount,
    }
    if show_personal:
        found["name"] = getattr(result.instance.resource.get(row.resource_id), "name", "")
    return found


def _problem(problem: Problem, report: Report) -> dict[str, Any]:
    from commatch.cli.wording import describe

    shown = problem if report.show_personal else masked(problem)
    message, hint = describe(shown, report.lang)
    return {
        "code": problem.code,
        "severity": problem.severity.value,
        "file": problem.place.file,
        "sheet": problem.place.sheet,
        "cell": problem.place.cell,
        "message": message,
        "hint": hint,
    }


def _violations(result: Result, report: Report) -> list[dict[str, Any]]:
    from commatch.reports.words import Words
    from commatch.workbook.schema import Lang

    words = Words(Lang(report.lang))
    return [
        {
            "code": item.code,
            "need_id": item.demand_id,
            "resource_id": item.resource_id,
            "detail": item.detail,
            "message": words.say(f"audit.{item.code}"),
        }
        for item in result.violations
    ]


def _said(phrases: tuple[tuple[str, tuple[tuple[str, str], ...]], ...], report: Report) -> list[dict[str, Any]]:
    if not phrases:
        return []
    from commatch.reports.words import Words
    from commatch.workbook.schema import Lang

    words = Words(Lang(report.lang))
    return [{"code": code, "figures": dict(figures), "message": words.say(code, figures)} for code, figures in phrases]
