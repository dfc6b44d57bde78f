"""The sheets of many months on how groups take part and are served, and what funders ask for."""

from __future__ import annotations

from collections.abc import Mapping

from commatch.month.taking_part import Part, Shortfall
from commatch.reports.rows import Share, SheetRows, Value, number, rows_in
from commatch.reports.trends.view import TrendView, amount, share, share_of
from commatch.texts.trends import FUNDERS
from commatch.workbook.trend_sheets import TRENDS

__all__ = ["evaluation", "evaluation_months", "funders", "short_figures"]


def evaluation(view: TrendView) -> SheetRows:
    """Return the sheet 参与效能: every group, with the months in which it fell short."""
    records: list[dict[str, Value]] = []
    for part in view.figures.evaluation:
        short = [item for item in view.figures.shortfalls if item.group == part.group]
        records.append(
            {
                "group": view.group(part.group),
                **_part(part),
                "residents": amount(part.residents),
                "share_taking_part": share_of(part.people, part.residents),
                "falls_short": "\n".join(view.say("short_item", **short_figures(item)) for item in short),
            }
        )
    return view.titled(rows_in(TRENDS["evaluation"], records), view.say("groups_of_people"))


def evaluation_months(view: TrendView) -> SheetRows:
    """Return the sheet 参与效能各月."""
    records: list[dict[str, Value]] = [
        {"group": view.group(part.group), "month": f"{part.month:%Y-%m}", **_part(part)} for part in view.figures.groups
    ]
    return view.titled(rows_in(TRENDS["evaluation_months"], records), view.say("groups_of_people"))


def funders(view: TrendView) -> SheetRows:
    """Return the sheet 资助方口径; what is not known says what to set."""
    records: list[dict[str, Value]] = []
    for asked in view.figures.funders:
        name, note, unknown = FUNDERS[asked.key]
        value: Value = view.words.fill(unknown)
        if asked.value is not None:
            value = Share(round(asked.value, 6)) if asked.share else number(asked.value)
        records.append(
            {
                "item": view.words.fill(name),
                "value": value,
                "asked": None if asked.wanted is None else Share(asked.wanted),
                "met": None if asked.met is None else view.say("yes" if asked.met else "no"),
                "note": view.words.fill(note, **dict(asked.figures)),
            }
        )
    return view.titled(rows_in(TRENDS["funders"], records))


def short_figures(short: Shortfall) -> Mapping[str, object]:
    """Return what the words of a month in which a group fell short name."""
    return {
        "month": f"{short.month:%Y-%m}",
        "served": short.served,
        "needs": short.needs,
        "all_served": short.whole_served,
        "all_needs": short.whole_needs,
    }


def _part(part: Part) -> dict[str, Value]:
    return {
        "raised": part.raised,
        "needs": part.needs,
        "served": part.served,
        "share_served": share(part.share),
        "share_of_all_needs": share(part.whole),
        "councils": part.councils,
        "events": part.events,
        "people": part.people,
        "proposals": part.proposals,
        "carried_out": part.carried_out,
        "volunteers": part.volunteers,
        "hours": amount(part.hours),
    }
