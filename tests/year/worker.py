"""The hands of a worker: what is typed into a project list and beside it in the course of a month, drawn at random."""

from __future__ import annotations

import datetime as dt
import random
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from year.diary import (
    ASSIGNMENTS,
    CONFIRMED,
    DONE,
    GOES_ON,
    HANDED_ON,
    HELPER,
    NOT_THERE,
    OPEN,
    POSTPONED,
    PROJECTS,
    PROPOSED,
    REFUSED,
    REVIEWED,
    SETTLED,
    UNIT,
    UNSERVED,
    WORKING,
    Diary,
    numbered,
)
from year.places import after
from year.sheets import Book, Row, day, ids

_STANDBY = re.compile(r"（(\w+)）")
_ANSWERING = (HELPER, UNIT, "场地")


@dataclass(frozen=True)
class Undo:
    """A cell that was typed into and what stood there, to take it back."""

    row: int
    header: str
    before: object


def council(book: Book, diary: Diary, rng: random.Random) -> None:
    """Type the decisions of the council: most projects are confirmed, some changed, rejected or postponed."""
    for row in book.rows(PROJECTS):
        needs, at = ids(row["需求编号"]), numbered(row)
        standing = diary.project(row)
        if standing in SETTLED:
            continue
        if standing in GOES_ON:
            if rng.random() < 0.04:
                _postpone(book, diary, row, rng)
            continue
        chance = rng.random()
        if chance < 0.66:
            book.put(PROJECTS, at, "议事决定", rng.choice(("确认", "同意", "√")))
            diary.stand(needs, CONFIRMED)
            diary.decided.update(dict.fromkeys(needs, "确认"))
        elif chance < 0.73:
            book.put(PROJECTS, at, "议事决定", "改")
            diary.decided.update(dict.fromkeys(needs, "改"))
        elif chance < 0.79:
            book.put(PROJECTS, at, "议事决定", "否")
            diary.stand(needs, REFUSED)
            diary.decided.update(dict.fromkeys(needs, "否"))
        elif chance < 0.87:
            _postpone(book, diary, row, rng)


def _postpone(book: Book, diary: Diary, row: Row, rng: random.Random) -> None:
    needs, at = ids(row["需求编号"]), numbered(row)
    book.put(PROJECTS, at, "议事决定", "缓")
    diary.stand(needs, POSTPONED)
    diary.decided.update(dict.fromkeys(needs, "缓"))
    if rng.random() < 0.5:
        until = after(diary.month, rng.randint(1, 3)).replace(day=rng.randint(1, 28))
        book.put(PROJECTS, at, "备注", f"{rng.choice(('缓至', '资金未到，缓至'))}{until:%Y-%m-%d}")
        diary.until.update(dict.fromkeys(needs, until))
    else:
        diary.until.update(dict.fromkeys(needs))


def replies(book: Book, diary: Diary, rng: random.Random) -> list[Undo]:
    """Type what people answered, and who stands in for whom; return the cells, in case it can't be done."""
    standing = {row["项目编号"]: diary.project(row) for row in book.rows(PROJECTS)}
    typed: list[Undo] = []
    for row in book.rows(ASSIGNMENTS):
        where = standing.get(row["项目编号"])
        if row["类型"] not in _ANSWERING or where not in (PROPOSED, *GOES_ON):
            continue
        chance, at = rng.random(), numbered(row)
        standby = _STANDBY.findall(str(row["候补"] or ""))
        if chance < 0.04 and (where == PROPOSED or standby):
            typed.append(Undo(at, "回复", row["回复"]))
            book.put(ASSIGNMENTS, at, "回复", "婉拒")
        elif chance < 0.07 and (where == PROPOSED or standby):
            typed.append(Undo(at, "回复", row["回复"]))
            book.put(ASSIGNMENTS, at, "回复", "请假")
        elif chance < 0.085 and standby and row["类型"] == HELPER:
            typed.append(Undo(at, "资源编号", row["资源编号"]))
            book.put(ASSIGNMENTS, at, "资源编号", standby[0])
        elif chance < 0.3:
            book.put(ASSIGNMENTS, at, "回复", "同意")
    return typed


def take_back(book: Book, typed: Sequence[Undo]) -> None:
    """Clear what can't be done."""
    for undo in typed:
        book.put(ASSIGNMENTS, undo.row, undo.header, undo.before)


def hand_on(source: Book, listed: Book, diary: Diary, rng: random.Random) -> None:
    """Type into the month's own workbook what becomes of needs that could not be served: one handed on, one refused."""
    able = [row["需求编号"] for row in listed.rows(UNSERVED) if diary.standing[str(row["需求编号"])] == OPEN]
    rows = {str(row["编号"]): row for row in source.rows("需求清单")}
    chosen = rng.sample(able, min(len(able), 3))
    for need, status in zip(chosen, rng.sample((HANDED_ON, HANDED_ON, REFUSED, POSTPONED), 3), strict=False):
        if not rows[need].get("合并"):
            source.put("需求清单", numbered(rows[need]), "状态", status)
            diary.stand([need], status)
            diary.until[need] = None


def work(book: Book, diary: Diary, rng: random.Random, today: dt.date, *, last: bool) -> None:
    """Type what was done up to a day: hours, how it went, ratings; at the end of the month most of it is over."""
    rows: dict[str, list[Row]] = {}
    for row in book.rows(ASSIGNMENTS):
        rows.setdefault(str(row["项目编号"]), []).append(row)
    for project in book.rows(PROJECTS):
        name, needs = str(project["项目编号"]), ids(project["需求编号"])
        own = rows.get(name, [])
        diary.members[name] = needs
        standing = diary.project(project)
        if standing in GOES_ON and (last or rng.random() < 0.5):
            over = all(day(row["日期"]) is None or day(row["日期"]) <= today for row in own)  # type: ignore[operator]
            _carry_out(book, diary, project, own, rng, today, over=over)
        elif standing == DONE and rng.random() < 0.6:
            _rate(book, own, rng)
            diary.stand(needs, REVIEWED)
        elif standing == PROPOSED and last and rng.random() < 0.08:
            status = rng.choice((HANDED_ON, REFUSED))
            book.put(PROJECTS, numbered(project), "状态", status)
            diary.stand(needs, status)
            continue
        if diary.project(project) in (WORKING, *SETTLED):
            diary.saw(book, name)


def _carry_out(
    book: Book, diary: Diary, project: Row, own: Sequence[Row], rng: random.Random, today: dt.date, *, over: bool
) -> None:
    """Type how a project went: all of it, somebody missing, a part, begun alone, or nothing at all."""
    needs, chance = ids(project["需求编号"]), rng.random()
    people = [row for row in own if row["类型"] in (HELPER, UNIT)]
    free = [row for row in people if row["回复"] not in ("婉拒", "请假")]
    if over and chance < 0.64 and people:
        _went(book, free, rng)
        if len(free) < len(people) or any(row["类型"] == HELPER and rng.random() < 0.1 for row in free):
            book.put(PROJECTS, numbered(project), "状态", DONE)
        diary.stand(needs, DONE)
        if rng.random() < 0.6:
            _rate(book, free, rng)
            diary.stand(needs, REVIEWED)
    elif over and chance < 0.74:
        book.put(PROJECTS, numbered(project), "状态", DONE)
        diary.stand(needs, DONE)
        _went(book, free[1:], rng)
        if free and not _typed(book, free[0]):
            book.put(ASSIGNMENTS, numbered(free[0]), "完成情况", rng.choice(("缺席", "没来")))
    elif chance < 0.85 and (past := [row for row in free if (day(row["日期"]) or today) <= today]):
        _hours(book, past[0], rng)
        said = ("部分完成", "下雨，改天再来") if past[0]["类型"] == HELPER else ("部分完成",)
        book.put(ASSIGNMENTS, numbered(past[0]), "完成情况", rng.choice(said))
        diary.stand(needs, WORKING)
    elif chance < 0.91:
        book.put(PROJECTS, numbered(project), "状态", WORKING)
        diary.stand(needs, WORKING)


def _typed(book: Book, row: Row) -> bool:
    """Tell whether hours stand in a row already."""
    return row["实际工时"] is not None


def _went(book: Book, rows: Sequence[Row], rng: random.Random) -> None:
    """Type that everybody did their part, a fifth of them without their hours, once somebody else in their place."""
    taken = {row["资源编号"] for row in rows}
    for row in rows:
        standby = [one for one in _STANDBY.findall(str(row["候补"] or "")) if one not in taken]
        if row["类型"] == HELPER and standby and not _typed(book, row) and rng.random() < 0.04:
            book.put(ASSIGNMENTS, numbered(row), "资源编号", standby[0])
            taken.add(standby[0])
        if rng.random() < 0.8 and not _typed(book, row):
            _hours(book, row, rng)
        book.put(ASSIGNMENTS, numbered(row), "完成情况", rng.choice(("完成", "完成", "做完了", "√")))


def _hours(book: Book, row: Row, rng: random.Random) -> None:
    if row["类型"] == HELPER:
        planned = float(row["工时"] or 0)
        hours = max(0.5, planned + rng.choice((0, 0, 0, 0.5, 1, -0.5)))
        book.put(ASSIGNMENTS, numbered(row), "实际工时", hours)


def _rate(book: Book, rows: Sequence[Row], rng: random.Random) -> None:
    people = [row for row in rows if row["类型"] in (HELPER, UNIT)] or list(rows)
    for row in rng.sample(people, rng.randint(1, len(people))):
        book.put(ASSIGNMENTS, numbered(row), "评价", rng.choice((3, 4, 4, 5, 5, 4.5)))


def sign(book: Book, diary: Diary, rng: random.Random, balances: Mapping[str, float], helpers: Sequence[str]) -> None:
    """Note who came to the council, to projects and to other things, who led and proposed, and what was redeemed."""
    day_of = diary.month.replace(day=20)
    for helper in rng.sample(helpers, min(len(helpers), 6)):
        _came(diary, day_of, "议事会", helper)
    _came(diary, day_of, "议事会", "", "路过的居民")
    _came(diary, day_of, "议事会", "", "路过的居民")  # the same name twice that day: one event
    _came(diary, day_of - dt.timedelta(days=3), "楼道大扫除", rng.choice(helpers), hours=2)
    _came(diary, day_of, f"提案 {rng.choice(sorted(diary.standing))}", rng.choice(helpers))
    for row in book.rows(ASSIGNMENTS):
        there = row["项目编号"] in diary.members and diary.standing[diary.members[row["项目编号"]][0]] in SETTLED
        there = there and row["完成情况"] not in (*NOT_THERE, None)
        if row["类型"] == HELPER and there and rng.random() < 0.2:
            date = day(row["日期"]) or diary.month.replace(day=rng.randint(2, 26))
            planned = float(row["工时"] or 1)
            _came(diary, date, str(row["项目编号"]), str(row["资源编号"]), hours=rng.choice((planned, planned + 0.5)))
            if rng.random() < 0.3:
                _came(diary, date, f"带队 {row['项目编号']}", str(row["资源编号"]))
    rich = sorted(helper for helper, balance in balances.items() if balance >= 4 and helper in set(helpers))
    for helper in rng.sample(rich, min(len(rich), 2)):
        spent = rng.randint(1, int(balances[helper]) // 2)
        row = {"日期": day_of + dt.timedelta(days=7), "编号": helper, "物品": "绿植", "积分": spent}
        diary.redemptions.append(row)


def _came(diary: Diary, date: dt.date, event: str, helper: str, name: str = "", hours: float | None = None) -> None:
    row = {"日期": date, "活动": event, "编号": helper or None, "姓名": name or None, "工时": hours}
    diary.attendance.append(row)
