"""概览: the month in figures, and what to do next."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from commatch.community import Kind
from commatch.matching.demands import priority
from commatch.matching.standby import PEOPLE
from commatch.problems import Severity
from commatch.reports.fairness import by_group, fairness_cost, served_before
from commatch.reports.figures import by_category, by_kind, by_waiting
from commatch.reports.remedies import gap_requirement, weekly
from commatch.reports.rows import Share, SheetRows, Value, number, rows_of
from commatch.reports.run_record import left_out
from commatch.reports.standing import completed, counted, used_in_all
from commatch.reports.usage import Use, uses
from commatch.reports.view import View
from commatch.texts.reports import OVERVIEW
from commatch.workbook.outputs import OUTPUT

__all__ = ["overview"]

_TOP_REASONS = 5
_TOP_GAPS = 3
_NEEDS_NAMED = 12


def overview(view: View) -> SheetRows:
    """Return the sheet 概览, with the lines that charts are drawn of before the last one, which says what to do."""
    lines = list(_lines(view))
    blocks = {}
    for key, figures in (
        ("by_category", by_category(view)),
        ("by_waiting", by_waiting(view)),
        ("by_kind", by_kind(view) if view.planned else []),
    ):
        blocks[key] = range(len(lines), len(lines) + len(figures))
        lines += [_line(view, key, share, **about) for share, about in figures]
    return replace(rows_of("overview", [*lines, _next(view)]), blocks=blocks)


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
    yield from _fairness(view)
    yield _line(view, "projects", len(view.projects))
    yield from _resources(view)
    yield from _single_points(view)
    yield from _reasons(view)
    yield from _top_gaps(view)
    yield from _standing(view)
    yield from _trust(view)


def _next(view: View) -> dict[str, Value]:
    """Return the line that says what to do next."""
    names = {sheet.key: sheet.name(view.lang) for sheet in OUTPUT.values()}
    headers = {
        "decision": OUTPUT["projects"].column("decision").header(view.lang),
        "reply": OUTPUT["assignments"].column("reply").header(view.lang),
    }
    step = "next" if view.projects else "next_empty" if view.planned else "next_nothing"
    return _line(view, step, None, **names, **headers)


def _needs(view: View) -> Iterator[dict[str, Value]]:
    planned = view.planned
    served = [need for need in planned if view.served(need)]
    yield _line(view, "needs", len(planned), left_out=sum(left_out(view).values()))
    yield _line(view, "served", len(served), share=_percent(len(served), len(planned)))
    rest = len(planned) - len(served)
    sheet = OUTPUT["unserved"].name(view.lang)
    yield _line(view, "unserved" if rest else "all_served", rest, share=_percent(rest, len(planned)), unserved=sheet)
    yield from _completed(view)
    must = [demand for demand in view.inst.demands if demand.must]  # as the objective counts: a bundle once
    yield _line(view, "must", sum(demand.demand_id in view.result.plan.slots for demand in must), all=len(must))
    weight = sum(float(priority(need, view.settings)) for need in planned)
    covered = sum(float(priority(need, view.settings)) for need in served)
    yield _line(view, "coverage", number(covered), all=f"{number(weight)}", share=_percent(covered, weight))


def _completed(view: View) -> Iterator[dict[str, Value]]:
    """Yield what is completed, and what that used of the month."""
    done, used = completed(view), used_in_all(view)
    if done:
        named = _some(view, [view.need_called(need_id) for need_id in done], view.words("also"))
        yield _line(view, "completed_used" if used else "completed", len(done), needs=named, used=used)


def _fairness(view: View) -> Iterator[dict[str, Value]]:
    """Yield what fairness cost, and who is served least with it and without."""
    groups = {group: needs for group, needs in by_group(view).items() if group in view.inst.fair_groups}
    if not groups or not any(tier.name == "fair_coverage" for tier in view.result.tiers):
        return
    shares = {group: sum(map(view.served, needs)) / len(needs) for group, needs in groups.items()}
    least = min(shares, key=lambda group: shares[group])
    before = min(count / len(groups[group]) for group, count in served_before(view).items() if group in groups)
    cost, _ = fairness_cost(view)
    group, share = view.words.group(least), f"{shares[least]:.0%}"
    yield _line(view, "fairness", number(cost), group=group, share=share, before=f"{before:.0%}")


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


def _single_points(view: View) -> Iterator[dict[str, Value]]:
    """Yield how many assignments nobody could take over."""
    people = [row for row in view.result.standby if row.kind in PEOPLE]
    if people:
        alone = sum(view.result.standby[row].nobody for row in people)
        sheet = OUTPUT["assignments"]
        header = sheet.column("standby").header(view.lang)
        yield _line(view, "single_points", alone, all=len(people), assignments=sheet.name(view.lang), standby=header)


def _reasons(view: View) -> Iterator[dict[str, Value]]:
    words = view.words
    counts = Counter(item.code for item in view.result.unserved)
    order = sorted(counts, key=lambda code: (-counts[code], code))
    shown = order if len(order) <= _TOP_REASONS + 1 else order[:_TOP_REASONS]
    for code in shown:
        ids = [item.need_id for item in view.result.unserved if item.code == code]
        yield _line(view, "reason", counts[code], reason=words.reason_name(code), needs=_some(view, ids))
    rest = order[len(shown) :]
    if rest:
        said = words.join(words("pieces", name=words.reason_name(code), count=counts[code]) for code in rest)
        yield _line(view, "other_reasons", sum(counts[code] for code in rest), reasons=said)


def _top_gaps(view: View) -> Iterator[dict[str, Value]]:
    """Yield what it would be most worth to find."""
    for gap in (view.result.gaps.gaps if view.result.gaps else ())[:_TOP_GAPS]:
        when = weekly(view, gap.resource)
        what = gap_requirement(view, gap.resource)
        named = view.words.join((what, when)) if when else what
        ids = view.words.join(gap.demand_ids)
        kind = view.words.kind(gap.kind)
        yield _line(view, "gap", gap.needs, kind=kind, what=named, priority=number(gap.weight / 10), needs=ids)


def _standing(view: View) -> Iterator[dict[str, Value]]:
    """Yield what holds of what was answered and set by hand in this round and before."""
    found = counted(view)
    if found:
        said = view.words.join(view.words(f"count.{key}", count=count) for key, count in found.items())
        yield _line(view, "standing", sum(found.values()), counts=said, run=OUTPUT["run"].name(view.lang))


def _some(view: View, names: Sequence[str], joint: str = "") -> str:
    """Return the first names of a list."""
    return (joint or view.words("list")).join(names[:_NEEDS_NAMED]) + (" …" if len(names) > _NEEDS_NAMED else "")


def _trust(view: View) -> Iterator[dict[str, Value]]:
    for tier in view.result.tiers:
        if not tier.proven:
            key = "within_gap" if tier.stopped_by == "gap" else "not_proven"
            yield _line(view, key, Share(tier.gap), tier=view.words.tier(tier.name))
    warnings = sum(problem.severity is Severity.WARNING for problem in view.result.problems)
    yield _line(view, "warnings", warnings, problems=OUTPUT["problems"].name(view.lang))


def _percent(part: float, whole: float) -> str:
    return f"{part / whole:.1%}" if whole else "–"
