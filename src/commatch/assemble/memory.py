"""The sheets that one month leaves to the next, and those that say who came and what points were spent on."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Collection, Mapping, Sequence

from commatch.community import NeedStatus
from commatch.memory import Attendance, Balance, End, FundMonth, HandedOn, Memory, Redemption, Way
from commatch.problems import Problem, error
from commatch.settings import Settings
from commatch.workbook import cells
from commatch.workbook.values import Record

__all__ = ["attendance_of", "read_memory", "read_ways", "redemption_of"]

_DAYS = (
    "raised_on",
    "first_month",
    "planned_on",
    "decided_on",
    "started_on",
    "done_on",
    "reviewed_on",
    "ask_again_on",
    "end_month",
)
_WORDS = re.compile(r"[0-9a-z]+(?:[._-][0-9a-z]+)*(?!\w)")
"""What an id looks like that stands among other words, in plain form."""


def read_memory(rows: Mapping[str, Sequence[Record]], settings: Settings, problems: list[Problem]) -> Memory:
    """Return what is remembered.

    Parameters
    ----------
    rows : mapping of str to sequence of Record
        The rows of the sheets, by key.
    settings : Settings
        They know the standard names of groups.
    problems : list of Problem
        Grows by what is told twice.
    """
    needs = frozenset(
        cells.folded(need_id)
        for key in ("needs", "progress", "history")
        for record in rows.get(key, ())
        if (need_id := record.text("need_id"))
    )
    return Memory(
        ways=read_ways(rows["progress"], settings, problems),
        handed_on=tuple(sorted(map(_handed_on, rows["handed_on"]), key=lambda row: (_day(row.month), row.need_id))),
        balances=_balances(rows["balance"], problems),
        funds=tuple(sorted(map(_fund_month, rows["fund_book"]), key=lambda row: (row.month, row.fund_id))),
        attendance=tuple(
            sorted(
                (attendance_of(record, settings, needs) for record in rows["attendance"]),
                key=lambda row: (_day(row.date), row.event, row.helper_id, row.name, row.groups, row.hours or 0.0),
            )
        ),
        redemptions=tuple(
            sorted(
                map(redemption_of, rows["redemptions"]),
                key=lambda row: (_day(row.date), row.helper_id, row.item, row.points),
            )
        ),
    )


def read_ways(records: Sequence[Record], settings: Settings, problems: list[Problem]) -> tuple[Way, ...]:
    """Return how far every need has come, each once."""
    found: dict[str, Way] = {}
    places: dict[str, Record] = {}
    for record in records:
        way = _way(record, settings)
        if way.need_id in found and way != found[way.need_id]:
            other = places[way.need_id].place("need_id")
            problems.append(error("way_told_twice", record.place("need_id"), way.need_id, other=other))
        elif way.need_id:
            found[way.need_id], places[way.need_id] = way, record
    return tuple(found[need_id] for need_id in sorted(found))


def _way(record: Record, settings: Settings) -> Way:
    days = {key: record[key] for key in _DAYS}
    return Way(
        need_id=record.text("need_id"),
        title=record.text("title"),
        category=record.text("category"),
        source=record.text("source"),
        groups=_groups(record, settings),
        grid=record.text("grid"),
        beneficiaries=record["beneficiaries"] or 1,
        decision=record.text("decision"),
        rating=record["rating"],
        status=NeedStatus(record["status"] or "open"),
        waited=record["waited"] or 0,
        end=End(record["end"]) if record["end"] else None,
        project_id=record.text("project_id"),
        **days,
    )


def _groups(record: Record, settings: Settings) -> tuple[str, ...]:
    return tuple(dict.fromkeys(settings.canonical_group(name) or name for name in record.items("groups")))


def _handed_on(record: Record) -> HandedOn:
    return HandedOn(
        need_id=record.text("need_id"),
        title=record.text("title"),
        raised_on=record["raised_on"],
        month=record["month"],
        to=record.text("to"),
        answer=record.text("answer"),
        answered_on=record["answered_on"],
        notes=record.text("notes"),
    )


def _balances(records: Sequence[Record], problems: list[Problem]) -> tuple[Balance, ...]:
    found: dict[dt.date, Balance] = {}
    places: dict[dt.date, Record] = {}
    for record in records:
        month = record["month"]
        if month is None:
            continue
        keys = ("carried_in", "raised", "settled", "carried", "handed_on", "refused")
        balance = Balance(month, *(record[key] or 0 for key in keys))
        if month in found:
            other = places[month].place("month")
            problems.append(error("month_told_twice", record.place("month"), f"{month:%Y-%m}", other=other))
        else:
            found[month], places[month] = balance, record
    return tuple(found[month] for month in sorted(found))


def _fund_month(record: Record) -> FundMonth:
    return FundMonth(
        month=record["month"] or dt.date.min,
        fund_id=record.text("fund_id"),
        name=record.text("name"),
        opening=record["opening"] or 0.0,
        spent=record["spent"] or 0.0,
        next_month=record["next_month"] or 0.0,
    )


def attendance_of(record: Record, settings: Settings, needs: Collection[str] = ()) -> Attendance:
    """Return what a row of attendance says.

    Parameters
    ----------
    record : Record
        The row.
    settings : Settings
        They know the standard names of groups.
    needs : collection of str
        Ids of all needs that are known, in plain form: one of them may be named.
    """
    return Attendance(
        date=record["date"],
        event=record.text("event"),
        helper_id=record.text("helper_id"),
        name=record.text("name"),
        groups=_groups(record, settings),
        hours=record["hours"],
        need_id=_need_named(record.text("event"), needs),
        place=record.place("event"),
        hours_place=record.place("hours"),
    )


def _need_named(event: str, needs: Collection[str]) -> str:
    """Return the need that an event names by its id, beside other words only where that is no mere number or word."""
    said = cells.folded(event)
    if said in needs:
        return said
    words = (word for word in _WORDS.findall(said) if any(map(str.isdigit, word)) and not word.isdecimal())
    return next((word for word in words if word in needs), "")


def redemption_of(record: Record) -> Redemption:
    """Return what a row of redemptions says."""
    return Redemption(
        date=record["date"],
        helper_id=record.text("helper_id"),
        item=record.text("item"),
        points=record["points"] or 0.0,
        place=record.place("points"),
    )


def _day(date: dt.date | None) -> dt.date:
    return date or dt.date.min
