"""趋势概览: the months in figures."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from commatch.month.money import money_in
from commatch.reports.rows import Share, SheetRows, Value, number, rows_in
from commatch.reports.trends.view import TrendView
from commatch.texts.trends import TREND_OVERVIEW
from commatch.workbook.trend_sheets import TRENDS

__all__ = ["overview"]

_NAMED = 12


def overview(view: TrendView) -> SheetRows:
    """Return the sheet 趋势概览."""
    return view.titled(rows_in(TRENDS["trends"], list(_lines(view))))


def _line(view: TrendView, key: str, value: Value, **figures: object) -> dict[str, Value]:
    item, note = TREND_OVERVIEW[key]
    return {
        "item": view.words.fill(item),
        "value": view.say("unknown") if value is None else value,
        "note": view.words.fill(note, **figures),
    }


def _lines(view: TrendView) -> Iterator[dict[str, Value]]:
    gathered = view.gathered
    yield _line(view, "community", view.settings.community_name)
    yield _line(view, "months", view.span, count=len(gathered.months), files=len(gathered.files))
    yield from _needs(view)
    yield from _people(view)
    yield from _rest(view)


def _needs(view: TrendView) -> Iterator[dict[str, Value]]:
    needs = view.figures.needs
    told = {"collected": needs.collected, "settled": needs.settled, "in_work": needs.in_work}
    yield _line(view, "collected", needs.collected, **told)
    share = f"{needs.settled / needs.collected:.0%}" if needs.collected else "–"
    yield _line(view, "settled", needs.settled, share=share)
    yield _line(view, "in_work", needs.in_work)
    yield _line(view, "handed_on", needs.handed_on)
    yield _line(view, "refused", needs.refused)
    for key, days in (("median_days", needs.median_days), ("mean_days", needs.mean_days)):
        yield _line(view, key, None if days is None else number(round(days, 1)), timed=needs.timed)
    plans = view.gathered.plans
    planned, served = sum(plan.needs for plan in plans), sum(plan.served for plan in plans)
    share_served = Share(round(served / planned, 6)) if planned else None
    yield _line(view, "share_served", share_served, served=served, needs=planned)
    told_of = {plan.month for plan in plans}
    lacking = [f"{month:%Y-%m}" for month in view.gathered.months if month not in told_of]
    if lacking:
        yield _line(view, "no_lists", len(lacking), months=_some(view, lacking))


def _people(view: TrendView) -> Iterator[dict[str, Value]]:
    helpers = view.figures.helpers
    working = sum(bool(one.hours) for one in helpers)
    yield _line(view, "hours", number(sum(one.hours for one in helpers)), helpers=working)
    much = [one.name for one in helpers if view.too_much(one)]
    yield _line(view, "too_much", len(much), share=f"{view.settings.usage_reminder:.0%}", names=_some(view, much))
    idle = [one.name for one in helpers if view.never_asked(one)]
    yield _line(view, "never_asked", len(idle), names=_some(view, idle))


def _rest(view: TrendView) -> Iterator[dict[str, Value]]:
    figures, settings = view.figures, view.settings
    yield _line(view, "sessions", sum(month.sessions for month in figures.months))
    ending = [f"{one.name} {one.agreed_until}" for one in figures.units if view.ends_soon(one)]
    day = view.last_day.isoformat() if view.gathered.months else ""
    yield _line(view, "ending", len(ending), days=settings.agreement_reminder, day=day, names=_some(view, ending))
    money = money_in(figures.funds)
    yield _line(view, "money_raised", None if money.raised is None else number(money.raised))
    yield _line(view, "money_spent", None if money.spent is None else number(money.spent))
    count = sum(month.ratings for month in figures.months)
    yield _line(view, "rating", None if figures.rating is None else number(round(figures.rating, 2)), count=count)
    short = dict.fromkeys(view.group(item.group) for item in figures.shortfalls)
    told = {"months": settings.shortfall_months, "share": f"{settings.shortfall_share:.0%}"}
    if view.gathered.plans:
        yield _line(view, "short" if short else "no_short", len(short), names=_some(view, short), **told)


def _some(view: TrendView, names: Iterable[str]) -> str:
    names = list(names)
    if not names:
        return "–"
    return view.words("list").join(names[:_NAMED]) + (" …" if len(names) > _NAMED else "")
