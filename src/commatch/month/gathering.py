"""What the files of many months say, put together: of what several tell, the latest holds, row by row."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

from commatch import collector
from commatch.community import Community, Helper, Past, Unit
from commatch.memory import Attendance, Balance, End, FundMonth
from commatch.month.gathered import Gathered, Planned, Seen, month_of
from commatch.month.histories import HistoryOf, histories
from commatch.month.reading import Read, read_all
from commatch.months import month_after
from commatch.problems import Place, Problem, error, has_errors, warning
from commatch.settings import DEFAULTS, Settings

__all__ = ["gather"]

R = TypeVar("R")
_MOST_YEARS = 20
"""How long before the latest file a month may be; a longer time is a slip of the pen."""


@collector.paused()
def gather(paths: Sequence[Path], settings: Settings, overrides: Mapping[str, object]) -> Gathered:
    """Return what many months' files say together; parameters as :func:`commatch.month.reading.read_all` takes them."""
    read, files, problems = read_all(paths, settings, overrides)
    if has_errors(problems) or not read:
        return Gathered(communities=_communities(read), files=files, problems=_sorted(problems))
    plans = _plans(read, problems)
    used = [item for item in read if item.plan is None or item.plan in plans]
    needs = _needs(used, read)
    plans = tuple(_with_done(plan, needs) for plan in plans)
    latest = {key: _latest(used, key) for key in ("helpers", "units")}
    helpers: dict[str, Helper] = {}
    units: dict[str, Unit] = {}
    for item in used:
        helpers |= {one.helper_id: one for one in (item.community.helpers if item.community else ())}
        units |= {one.unit_id: one for one in (item.community.units if item.community else ())}
    balances = _last_wins((item.memory.balances for item in used), lambda row: row.month)
    funds, opened = _funds(used)
    history = _history(used, problems)
    attendance = _last_wins((rows for item in used for rows in _signed_in(item)), _attendance_key)
    far = list(_far(used[-1].month, needs, history, attendance, balances, funds))
    if far:
        return Gathered(communities=_communities(read), files=files, problems=_sorted([*problems, *far]))
    found = Gathered(
        months=_months(needs, history, attendance, balances, funds, plans),
        needs=needs,
        history=tuple(sorted(history, key=_history_key)),
        attendance=tuple(sorted(attendance, key=_attendance_key)),
        balances=tuple(sorted(balances, key=lambda row: row.month)),
        funds=funds,
        opened=opened,
        helpers=tuple(helpers[key] for key in sorted(helpers)),
        units=tuple(units[key] for key in sorted(units)),
        present=frozenset(latest["helpers"] | latest["units"]),
        offered=_offered(used),
        plans=plans,
        settings=used[-1].settings,
        communities=_communities(read),
        files=files,
    )
    return replace(found, problems=_sorted([*problems, *_doubts(used, found)]))


def _communities(read: Sequence[Read]) -> tuple[Community, ...]:
    return tuple(item.community for item in read if item.community)


def _sorted(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    return tuple(sorted(dict.fromkeys(problems), key=lambda problem: problem.sort_key))


def _plans(read: Sequence[Read], problems: list[Problem]) -> tuple[Planned, ...]:
    """Return the last project list of each month; of the others a warning tells that they were not used."""
    last = {item.month: item for item in read if item.plan}
    for item in read:
        used = last.get(item.month)
        if item.plan and used is not None and item is not used:
            month = f"{item.month:%Y-%m}"
            place = Place(item.name)
            problems.append(warning("trends_earlier_list", place, item.name, used=used.name, month=month))
            more, fewer = len(item.history), len(used.history)
            if more > fewer:
                problems.append(
                    warning(
                        "trends_list_behind",
                        place,
                        item.name,
                        used=used.name,
                        month=month,
                        more=more,
                        fewer=fewer,
                        sheet="history",
                    )
                )
    return tuple(item.plan for _, item in sorted(last.items()) if item.plan)


def _with_done(plan: Planned, needs: Sequence[Seen]) -> Planned:
    """Return a plan whose groups count the needs that were done before it was made anew."""
    groups = dict(plan.groups)
    for need in needs:
        for group in (need.way.groups or ("",)) if need.way.need_id in plan.done else ():
            asked, served = groups.get(group, (0, 0))
            groups[group] = asked + 1, served + 1
    return replace(plan, groups=groups)


def _needs(used: Sequence[Read], read: Sequence[Read]) -> tuple[Seen, ...]:
    """Return every need: as the files tell that are used, else as any list names it."""
    found: dict[str, Seen] = {}
    for item in used:
        found |= {way.need_id: Seen(way, item.month) for way in item.ways}
    for item in read:
        found |= {way.need_id: Seen(way, item.month) for way in item.listed if way.need_id not in found}
    return tuple(found[need_id] for need_id in sorted(found))


def _last_wins(files: Iterable[Sequence[R]], key: Callable[[R], Hashable]) -> list[R]:
    """Return rows of several files: those that a later file tells with the same key stand for the earlier ones."""
    found: dict[Hashable, list[R]] = {}
    for rows in files:
        own: dict[Hashable, list[R]] = {}
        for row in rows:
            own.setdefault(key(row), []).append(row)
        found |= own
    return [row for rows in found.values() for row in rows]


def _signed_in(item: Read) -> Iterator[Sequence[Attendance]]:
    """Yield who came by each of the files that were read together, the one of the month last."""
    names = {row.place.file for row in item.memory.attendance}
    for name in sorted(names, key=lambda name: (name == item.name, name)):
        yield [row for row in item.memory.attendance if row.place.file == name]


def _history(read: Sequence[Read], problems: list[Problem]) -> list[Past]:
    """Return the rows of history that count."""
    files = [
        HistoryOf(item.name, item.history, frozenset(row.month for row in item.memory.balances), item.plan is not None)
        for item in read
    ]
    kept, given_way = histories(files)
    problems += given_way
    return [item.history[at] for item, numbers in zip(read, kept, strict=True) for at in numbers]


def _history_key(row: Past) -> tuple[object, ...]:
    return (row.month or dt.date.min, row.need_id, row.resource_id, row.date or dt.date.min)


def _attendance_key(row: Attendance) -> tuple[object, ...]:
    return (row.date or dt.date.min, row.event, row.helper_id, row.name, row.groups)


def _funds(read: Sequence[Read]) -> tuple[tuple[FundMonth, ...], frozenset[tuple[dt.date, str]]]:
    """Return the book of funds, and of a month that is not in it what its workbook says there was."""
    book = {(row.month, row.fund_id): row for item in read for row in item.memory.funds}
    opened = {
        (item.month, fund.fund_id): FundMonth(item.month, fund.fund_id, fund.name, fund.amount)
        for item in read
        for fund in (item.community.funds if item.community else ())
        if (item.month, fund.fund_id) not in book
    }
    rows = {**opened, **book}
    order = sorted(rows, key=lambda key: (key[1], key[0]))
    return tuple(rows[key] for key in order), frozenset(opened)


def _latest(read: Sequence[Read], kind: str) -> frozenset[str]:
    """Return the ids of the helpers or units that the workbooks of the latest month list in which any does."""
    listed = [(item.month, row.resource_id) for item in read if item.community for row in getattr(item.community, kind)]
    last = max((month for month, _ in listed), default=None)
    return frozenset(resource_id for month, resource_id in listed if month == last)


def _offered(read: Sequence[Read]) -> Mapping[tuple[dt.date, str], float]:
    """Return the hours that helpers offered: by the month's workbook, which tells who is paused, else by its list."""
    plans = (item.plan for item in read if item.plan)
    found = {(plan.month, helper_id): hours for plan in plans for helper_id, hours in plan.available.items()}
    for item in read:
        helpers = item.community.helpers if item.community else ()
        found |= {(item.month, one.helper_id): one.hours if one.active else 0.0 for one in helpers}
    return found


def _months(
    needs: Sequence[Seen],
    history: Sequence[Past],
    attendance: Sequence[Attendance],
    balances: Sequence[Balance],
    funds: Sequence[FundMonth],
    plans: Sequence[Planned],
) -> tuple[dt.date, ...]:
    """Return every month from the first to the last in which anything happened."""
    told = {row.month for row in balances} | {row.month for row in plans} | {row.month for row in history if row.month}
    told |= {need.first_month for need in needs} | {month for need in needs if (month := need.end_month)}
    told |= {month for row in attendance if (month := month_of(row.date))}
    told |= {row.month for row in funds if row.spent}
    found = []
    month, last = min(told, default=None), max(told, default=dt.date.min)
    while month is not None and month <= last:
        found.append(month)
        month = month_after(month)
    return tuple(found)


def _far(
    last: dt.date,
    needs: Sequence[Seen],
    history: Sequence[Past],
    attendance: Sequence[Attendance],
    balances: Sequence[Balance],
    funds: Sequence[FundMonth],
) -> Iterable[Problem]:
    """Yield an error for each month that can't be meant: after that of the latest file, or very long before it."""
    told: dict[str, list[dt.date | None]] = {
        "progress": [month for need in needs for month in (need.first_month, need.end_month)],
        "history": [row.month for row in history],
        "attendance": [month_of(row.date) for row in attendance],
        "balance": [row.month for row in balances],
        "fund_book": [row.month for row in funds],
    }
    first = last.replace(year=last.year - _MOST_YEARS)
    for sheet, months in told.items():
        for month in sorted({month for month in months if month and not first <= month <= last}):
            yield error("trends_far_month", Place(), f"{month:%Y-%m}", sheet=sheet, last=f"{last:%Y-%m}")


def _doubts(read: Sequence[Read], found: Gathered) -> Iterable[Problem]:
    """Yield what may be wrong with the files taken together."""
    names = {item.settings.community_name: item.name for item in reversed(read) if item.settings.community_name}
    own = found.settings.community_name
    for name, file in names.items():
        if name not in (own, DEFAULTS.community_name) and own != DEFAULTS.community_name:
            yield warning("trends_other_community", Place(file), name, community=own)
    undated = sum(row.month is None for row in found.history)
    if undated:
        yield warning("trends_undated", Place(), undated, sheet="history", count=undated)
    for balance in found.balances:
        settled = sum(need.end is End.SETTLED and need.end_month == balance.month for need in found.needs)
        raised = sum(need.first_month == balance.month for need in found.needs)
        for key, told, counted in (("settled", balance.settled, settled), ("raised", balance.raised, raised)):
            if told != counted:
                month = f"{balance.month:%Y-%m}"
                yield warning(
                    "trends_balance_apart", Place(), month, column=key, sheet="balance", told=told, found=counted
                )
