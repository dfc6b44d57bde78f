"""概览: the month in figures, and what to do next."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from commatch.community import Kind
from commatch.matching.demands import priority
from commatch.problems import Severity
from commatch.reports.rows import Share, SheetRows, Value, number, rows_of
from commatch.reports.run_record import left_out
from commatch.reports.usage import Use, uses
from commatch.reports.view import View
from commatch.texts.reports import OVERVIEW
from commatch.workbook.outputs import OUTPUT

__all__ = ["overview"]

_TOP_REASONS = 5
_NEEDS_NAMED = 12


def overview(view: View) -> SheetRows:
    """Return the sheet 概览."""
    month = view.words.month(view.inst.month)
    title = view.words("title", community=view.settings.community_name, month=month)
    return rows_of("overview", _lines(view), title)


def _line(view: View, key: str, value: Value, **figures: object) -> dict[str, Value]:
    item, note = OVERVIEW[key]
    return {
        "item": view.words.fill(item, **figures),
        "value": value,
        "note": view.words.fill(note, **figures),
    }


def _lines(view: View) -> Iterator[dict[str, Value]]:
    yield _line(view, "community", view.settings.community_name)
    yield _line(view, "month", f"{view.inst.month:%Y-%m}", first=view.inst.first.isoformat())
    yield from _needs(view)
    yield _line(view, "projects", len(view.projects))
    yield from _resources(view)
    yield from _reasons(view)
    yield from _trust(view)
    names = {sheet.key: sheet.name(view.lang) for sheet in OUTPUT.values()}
    headers = {
        "decision": OUTPUT["projects"].column("decision").header(view.lang),
        "reply": OUTPUT["assignments"].column("reply").header(view.lang),
    }
    yield _line(view, "next" if view.projects else "next_empty", None, **names, **headers)


def _needs(view: View) -> Iterator[dict[str, Value]]:
    planned = view.planned
    served = [need for need in planned if view.served(need)]
    yield _line(view, "needs", len(planned), left_out=sum(left_out(view).values()))
    yield _line(view, "served", len(served), share=_percent(len(served), len(planned)))
    rest = len(planned) - len(served)
    sheet = OUTPUT["unserved"].name(view.lang)
    yield _line(view, "unserved", rest, share=_percent(rest, len(planned)), unserved=sheet)
    must = [need for need in planned if need.urgency == 5]
    yield _line(view, "must", sum(view.served(need) for need in must), all=len(must))
    weight = sum(float(priority(need, view.settings)) for need in planned)
    covered = sum(float(priority(need, view.settings)) for need in served)
    yield _line(view, "coverage", number(covered), all=f"{number(weight)}", share=_percent(covered, weight))


def _resources(view: View) -> Iterator[dict[str, Value]]:
    by_kind: dict[Kind, list[Use]] = {kind: [] for kind in Kind}
    for use in uses(view):
        by_kind[use.kind].append(use)

    def used(kind: Kind) -> int | float:
        return number(sum(use.used for use in by_kind[kind]))

    def offered(kind: Kind) -> int | float:
        return number(sum(use.available for use in by_kind[kind] if use.resource.active))

    def busy(kind: Kind) -> int:
        served_by = {row.resource_id for row in view.result.plan.assignments if row.kind is kind}
        return len(served_by)

    def active(kind: Kind) -> int:
        return sum(use.resource.active for use in by_kind[kind])

    yield _line(view, "helpers", busy(Kind.HELPER), all=active(Kind.HELPER))
    yield _line(view, "hours", used(Kind.HELPER), all=offered(Kind.HELPER))
    yield _line(view, "units", busy(Kind.UNIT), all=active(Kind.UNIT))
    yield _line(view, "venue_slots", used(Kind.VENUE), all=offered(Kind.VENUE))
    yield _line(view, "money", used(Kind.FUND), all=offered(Kind.FUND))


def _reasons(view: View) -> Iterator[dict[str, Value]]:
    counts = Counter(item.code for item in view.result.unserved)
    for code, count in sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:_TOP_REASONS]:
        ids = [item.need_id for item in view.result.unserved if item.code == code]
        named = "、".join(ids[:_NEEDS_NAMED]) + (" …" if len(ids) > _NEEDS_NAMED else "")
        yield _line(view, "reason", count, reason=view.words.reason_code(code), needs=named)


def _trust(view: View) -> Iterator[dict[str, Value]]:
    for tier in view.result.tiers:
        if not tier.proven:
            yield _line(view, "not_proven", Share(tier.gap), tier=view.words.tier(tier.name))
    severities = Counter(problem.severity for problem in view.result.problems)
    sheet = OUTPUT["problems"].name(view.lang)
    for key, severity in (("errors", Severity.ERROR), ("warnings", Severity.WARNING)):
        if severities[severity] or severity is Severity.WARNING:
            yield _line(view, key, severities[severity], problems=sheet)


def _percent(part: float, whole: float) -> str:
    return f"{part / whole:.1%}" if whole else "–"
