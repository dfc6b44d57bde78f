"""Whom the sheets 签到 and 积分兑换 name: seen to be known, nobody left without points, nor with hours past a day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Mapping, Sequence

from commatch.assemble.relations import check_reference
from commatch.community import Helper
from commatch.long_hours import DAY
from commatch.problems import Problem, error, warning
from commatch.workbook import cells
from commatch.workbook.values import Record

__all__ = ["check_people"]


def check_people(
    rows: Mapping[str, Sequence[Record]],
    helpers: Iterable[Helper],
    known: Collection[str] | None,
    month: dt.date,
    problems: list[Problem],
) -> None:
    """Note what is wrong with who came and who redeemed, and hours of the history that no day has.

    Parameters
    ----------
    rows : mapping of str to sequence of Record
        The rows of the sheets, by key; ids as their own sheet writes them.
    helpers : iterable of Helper
        Skilled residents and teams.
    known : collection of str, optional
        Ids of all resources and of everybody whom the history names; where no such list was read, none is called
        unknown.
    month : datetime.date
        The month that the files are of; nobody has come to what is later.
    problems : list of Problem
        Grows by what was wrong.
    """
    ids: dict[str, list[str]] = {}
    people: dict[str, int] = {}
    for helper in helpers:
        ids.setdefault(cells.folded(helper.name), []).append(helper.helper_id)
        people[helper.helper_id] = helper.headcount
    after = (month.replace(day=28) + dt.timedelta(days=4)).replace(day=1)
    for record in rows["attendance"]:
        check_reference(record, "helper_id", "unknown_resource", known, problems)
        _check_day(record, "event", after, problems)
        if not record.has("event"):
            problems.append(warning("attendance_without_event", record.place("event")))
        if record.has("helper_id"):
            continue
        name = record.text("name")
        if not name:
            problems.append(warning("attendance_nobody", record.place("helper_id")))
        elif same := ids.get(cells.folded(name)):
            place = record.place("helper_id")
            problems.append(warning("attendance_known_name", place, name, personal=True, ids="、".join(sorted(same))))
    _check_hours(rows, people, problems)
    for record in rows["redemptions"]:
        check_reference(record, "helper_id", "unknown_resource", known, problems)
        _check_day(record, "item", after, problems)
        if not record.has("helper_id"):
            problems.append(error("redemption_nobody", record.place("helper_id"), record.text("item")))
        if not record["points"] and "points" not in record.faulty:
            problems.append(warning("redemption_without_points", record.place("points"), record.text("item")))


def _check_hours(rows: Mapping[str, Sequence[Record]], people: Mapping[str, int], problems: list[Problem]) -> None:
    """Note where somebody has more hours on one day than it has; the same event in two rows is one."""
    for key, who_columns, what in (
        ("attendance", ("helper_id", "name"), "event"),
        ("history", ("resource_id",), "need_id"),
    ):
        days: dict[tuple[str, dt.date], dict[str, Record]] = {}
        for record in rows[key]:
            who = next(filter(None, map(record.text, who_columns)), "")
            if not who or record["date"] is None or not record["hours"]:
                continue
            of_day = days.setdefault((who, record["date"]), {})
            event = cells.folded(record.text(what))
            if event not in of_day or of_day[event]["hours"] < record["hours"]:
                of_day[event] = record
        for (who, _), of_day in days.items():
            hours, limit = sum(record["hours"] for record in of_day.values()), DAY * people.get(who, 1)
            if hours > limit:
                place = max(of_day.values(), key=lambda record: record["hours"]).place("hours")
                problems.append(warning("hours_over_a_day", place, f"{hours:g}", limit=f"{limit:g}"))


def _check_day(record: Record, what: str, after: dt.date, problems: list[Problem]) -> None:
    date = record["date"]
    if date is not None and date >= after:
        last = after - dt.timedelta(days=1)
        problems.append(warning("day_to_come", record.place("date"), date.isoformat(), last=last.isoformat()))
    elif not record.has("date"):
        problems.append(warning("day_missing", record.place("date"), record.text(what)))
