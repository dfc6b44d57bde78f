"""The sheets of many months that count needs: by month, by what they are, and each group's served share."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace

from commatch.month.needs_told import Tally
from commatch.month.taking_part import Part, Shortfall
from commatch.reports.rows import SheetRows, Value, number, rows_in
from commatch.reports.trends.parts import short_figures
from commatch.reports.trends.view import TrendView, amount, rounded, share, share_of
from commatch.workbook.trend_sheets import TRENDS

__all__ = ["groups", "months", "parts"]

_DAYS_SHOWN = 1


def months(view: TrendView) -> SheetRows:
    """Return the sheet 各月."""
    records: list[dict[str, Value]] = []
    for told in view.figures.months:
        records.append(
            {
                "month": f"{told.month:%Y-%m}",
                **(_tally(told.needs) if told.needs else {}),
                "settled_by_now": told.settled_since if told.needs else None,
                "needs": told.planned,
                "served": told.served,
                "share_served": share_of(told.served, told.planned),
                "hours": number(told.hours),
                "helpers": told.helpers,
                "sessions": told.sessions,
                "mean_rating": rounded(told.rating, 2),
                "ratings": told.ratings,
                "money_raised": amount(told.money.raised),
                "money_spent": amount(told.money.spent),
                "money_left": amount(told.money.left),
            }
        )
    return view.titled(rows_in(TRENDS["trend_months"], records))


def parts(view: TrendView) -> SheetRows:
    """Return the sheet 分项, with the rows of each way to tell needs apart as a block."""
    records: list[dict[str, Value]] = []
    blocks: dict[str, range] = {}
    for at, part in enumerate(view.figures.parts):
        name = view.group(part.name) if part.by == "group" else part.name or view.say("none")
        records.append({
            "by": view.say(f"by.{part.by}"), "name": name, **_tally(part.tally), "timed": part.tally.timed,
        })  # fmt: skip
        blocks[part.by] = range(blocks.get(part.by, range(at, at)).start, at + 1)
    rows = view.titled(rows_in(TRENDS["trend_parts"], records), view.say("several_groups"))
    return replace(rows, blocks=blocks)


def groups(view: TrendView) -> SheetRows:
    """Return the sheet 人群各月匹配: a block for each group, every month in it."""
    short = {(item.group, item.month): item for item in view.figures.shortfalls}
    records: list[dict[str, Value]] = []
    blocks: dict[str, range] = {}
    for part in _drawn_groups(view):
        below = None if part.share is None or part.whole is None else part.whole - part.share
        records.append(
            {
                "group": view.group(part.group),
                "month": f"{part.month:%Y-%m}",
                "needs": part.needs,
                "served": part.served,
                "share_served": share(part.share),
                "share_of_all_needs": share(part.whole),
                "below": share(below),
                "note": _short(view, part, short.get((part.group, part.month or dt.date.min))),
            }
        )
        blocks[part.group] = range(blocks.get(part.group, range(len(records) - 1, 0)).start, len(records))
    name = TRENDS["trend_groups"].column("below").header(view.lang)
    said = view.words("also").join([view.say("several_groups"), view.say("below", below=name)])
    rows = view.titled(rows_in(TRENDS["trend_groups"], records), said)
    return replace(rows, blocks=blocks)


def _drawn_groups(view: TrendView) -> Iterator[Part]:
    """Yield every month of the groups that any project list tells of."""
    known = {part.group for part in view.figures.groups if part.needs}
    return (part for part in view.figures.groups if part.group in known)


def _short(view: TrendView, part: Part, short: Shortfall | None) -> str:
    if part.needs is None:
        return view.say("no_list")
    if not part.needs:
        return view.say("no_need")
    return view.say("short", **short_figures(short)) if short else ""


def _tally(tally: Tally) -> dict[str, Value]:
    return {
        "collected": tally.collected,
        "settled": tally.settled,
        "handed_on": tally.handed_on,
        "refused": tally.refused,
        "in_work": tally.in_work,
        "median_days": rounded(tally.median_days, _DAYS_SHOWN),
        "mean_days": rounded(tally.mean_days, _DAYS_SHOWN),
    }
