"""The sheets of many months on who gave what: helpers and teams, units, funds."""

from __future__ import annotations

from collections.abc import Sequence

from commatch.month.people_told import HelperTold, UnitTold
from commatch.reports.rows import SheetRows, Value, number, rows_in
from commatch.reports.trends.view import TrendView, amount, rounded, share
from commatch.workbook.trend_sheets import TRENDS

__all__ = ["funds", "helpers", "units"]


def helpers(view: TrendView) -> SheetRows:
    """Return the sheet 能人出力, the most hours first."""
    records: list[dict[str, Value]] = [
        {
            "helper_id": one.helper_id,
            "name": one.name if one.helper_id else view.say("no_id", name=one.name),
            "headcount": one.headcount,
            "hours": number(one.hours),
            "hours_offered": amount(one.offered),
            "share_of_offered": share(one.share_offered),
            "share_of_all": share(one.share_all),
            "months": one.months,
            "needs": one.needs,
            "led": one.led,
            "mean_rating": rounded(one.rating, 2),
            "note": _helper_note(view, one),
        }
        for one in view.figures.helpers
    ]
    return view.titled(rows_in(TRENDS["trend_helpers"], records))


def _helper_note(view: TrendView, one: HelperTold) -> str:
    said = [
        view.say("too_much", share=f"{view.settings.usage_reminder:.0%}") if view.too_much(one) else "",
        view.say("never_asked") if view.never_asked(one) else "",
    ]
    return _also(view, said, one)


def units(view: TrendView) -> SheetRows:
    """Return the sheet 单位场次, the most sessions first."""
    records: list[dict[str, Value]] = [
        {
            "unit_id": one.unit_id,
            "name": one.name,
            "type": one.type,
            "sessions": number(one.sessions),
            "months": one.months,
            "mean_rating": rounded(one.rating, 2),
            "agreed_until": one.agreed_until,
            "days_left": one.days_left,
            "note": _unit_note(view, one),
        }
        for one in view.figures.units
    ]
    return view.titled(rows_in(TRENDS["trend_units"], records))


def _unit_note(view: TrendView, one: UnitTold) -> str:
    said = []
    if view.ends_soon(one) and one.days_left is not None:
        said.append(view.say("ended") if one.days_left < 0 else view.say("ends", days=one.days_left))
    if view.never_asked(one):
        said.append(view.say("never_asked"))
    return _also(view, said, one)


def _also(view: TrendView, said: Sequence[str], one: HelperTold | UnitTold) -> str:
    more = ["" if one.active else view.say("paused"), "" if one.present else view.say("gone")]
    return view.words("also").join(filter(None, (*said, *more)))


def funds(view: TrendView) -> SheetRows:
    """Return the sheet 资金各月, by fund and month."""
    records: list[dict[str, Value]] = [
        {
            "fund_id": row.fund_id,
            "name": row.name,
            "month": f"{row.month:%Y-%m}",
            "opening": number(row.opening),
            "raised": number(row.raised),
            "spent": amount(row.spent),
            "left": amount(row.left),
            "note": view.say("spent_unknown") if row.spent is None else "",
        }
        for row in view.figures.funds
    ]
    return view.titled(rows_in(TRENDS["trend_funds"], records))
