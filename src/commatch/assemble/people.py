"""Whom the sheets 签到 and 积分兑换 name: seen to be known, and nobody left without points unnoticed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Mapping, Sequence

from commatch.assemble.relations import check_reference
from commatch.problems import Problem, error, warning
from commatch.workbook import cells
from commatch.workbook.values import Record

__all__ = ["check_people"]


def check_people(
    rows: Mapping[str, Sequence[Record]],
    names: Iterable[tuple[str, str]],
    known: Collection[str] | None,
    month: dt.date,
    problems: list[Problem],
) -> None:
    """Note what is wrong with who came and who redeemed.

    Parameters
    ----------
    rows : mapping of str to sequence of Record
        The rows of both sheets, by key; ids as their own sheet writes them.
    names : iterable of (str, str)
        Ids and names of skilled residents and teams.
    known : collection of str, optional
        Ids of all resources and of everybody whom the history names; where no such list was read, none is called
        unknown.
    month : datetime.date
        The month that the files are of; nobody has come to what is later.
    problems : list of Problem
        Grows by what was wrong.
    """
    ids: dict[str, list[str]] = {}
    for helper_id, name in names:
        ids.setdefault(cells.folded(name), []).append(helper_id)
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
    for record in rows["redemptions"]:
        check_reference(record, "helper_id", "unknown_resource", known, problems)
        _check_day(record, "item", after, problems)
        if not record.has("helper_id"):
            problems.append(error("redemption_nobody", record.place("helper_id"), record.text("item")))
        if not record["points"] and "points" not in record.faulty:
            problems.append(warning("redemption_without_points", record.place("points"), record.text("item")))


def _check_day(record: Record, what: str, after: dt.date, problems: list[Problem]) -> None:
    date = record["date"]
    if date is not None and date >= after:
        last = after - dt.timedelta(days=1)
        problems.append(warning("day_to_come", record.place("date"), date.isoformat(), last=last.isoformat()))
    elif not record.has("date"):
        problems.append(warning("day_missing", record.place("date"), record.text(what)))
