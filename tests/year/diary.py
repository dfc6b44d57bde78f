"""What a worker did in a month, kept apart from every workbook: the notes that the bookkeeper checks them against."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from year.sheets import AT, Book, Row, day, ids

PROJECTS, ASSIGNMENTS, UNSERVED = "项目清单", "匹配明细", "未匹配"
HELPER, UNIT, FUND, GOODS = "能人", "单位", "资金", "物资"
OPEN, PROPOSED, CONFIRMED, WORKING = "待匹配", "已匹配(待议)", "已确认", "实施中"
DONE, REVIEWED, HANDED_ON, POSTPONED, REFUSED = "已完成", "已评价", "转办", "暂缓", "不受理"
SETTLED, GOES_ON = (DONE, REVIEWED), (CONFIRMED, WORKING)
NOT_THERE = ("缺席", "没来", "未完成")
Key = tuple[str, str, str, dt.date | None, str]


def key_of(row: Row) -> Key:
    """Return what a row of the assignments is known by: need, requirement, resource, date, half-day."""
    return (
        str(row["需求编号"]),
        str(row["要求"]),
        str(row["资源编号"]),
        day(row["日期"]),
        str(row["时段"] or ""),
    )


@dataclass
class Diary:
    """A month's notes.

    ``standing`` is where every need of the month stands by what was typed; ``until`` how long it is postponed; ``rows``
    the rows of the projects in which somebody worked, by project, as they stood when they were last seen.
    """

    month: dt.date
    standing: dict[str, str] = field(default_factory=dict)
    until: dict[str, dt.date | None] = field(default_factory=dict)
    decided: dict[str, str] = field(default_factory=dict)
    members: dict[str, list[str]] = field(default_factory=dict)
    rows: dict[str, dict[Key, Row]] = field(default_factory=lambda: defaultdict(dict))
    attendance: list[Row] = field(default_factory=list)
    redemptions: list[Row] = field(default_factory=list)
    paused: set[str] = field(default_factory=set)
    planned: set[str] = field(default_factory=set)

    def begin(self, book: Book) -> None:
        """Note where every need stands in the month's workbook."""
        for row in book.rows("需求清单"):
            self.standing.setdefault(str(row["编号"]), str(row.get("状态") or OPEN))

    def listed(self, book: Book) -> None:
        """Note who is planned in a list: what is planned and not decided stands as proposed, what is not is open."""
        shown = {need for row in book.rows(PROJECTS) for need in ids(row["需求编号"])}
        self.planned |= shown
        for need, standing in self.standing.items():
            if need in shown and standing == OPEN:
                self.standing[need] = PROPOSED
            elif need not in shown and standing == PROPOSED:
                self.standing[need] = OPEN

    def project(self, row: Row) -> str:
        """Return where a project stands, by its first need."""
        return self.standing[ids(row["需求编号"])[0]]

    def stand(self, needs: Iterable[str], standing: str) -> None:
        """Note where needs stand now."""
        self.standing.update(dict.fromkeys(needs, standing))

    def saw(self, book: Book, project: str) -> None:
        """Note the rows of a project as they stand, keeping what was typed into the same row of a list before."""
        before = self.rows[project]
        now: dict[Key, Row] = {}
        for row in book.rows(ASSIGNMENTS):
            if row["项目编号"] == project:
                old = before.get(key_of(row), {})
                typed = {header: row[header] or old.get(header) for header in ("实际工时", "完成情况", "评价")}
                typed["实际工时"] = old.get("实际工时") if row["实际工时"] is None else row["实际工时"]
                now[key_of(row)] = {**row, **typed}
        for key, row in before.items():
            if key not in now and row["实际工时"] is not None:
                now[key] = row  # what was given stays given, whoever comes next
        self.rows[project] = now

    def hours(self) -> Mapping[tuple[str, str, dt.date | None], float]:
        """Return the hours that were given this month, by need, helper and date, as they are to be remembered."""
        found: dict[tuple[str, str, dt.date | None], float] = defaultdict(float)
        for project, rows in self.rows.items():
            standing = self.standing[self.members[project][0]]
            for row in rows.values():
                if row["类型"] == HELPER:
                    hours = self._given(project, row, standing)
                    if hours:
                        found[str(row["需求编号"]), str(row["资源编号"]), day(row["日期"])] += hours
        return found

    def _given(self, project: str, row: Row, standing: str) -> float:
        """Return the hours of a row: typed, else where it is done those signed for, else those planned."""
        if row["实际工时"] is not None:
            return float(row["实际工时"])
        if standing not in SETTLED or row["完成情况"] in NOT_THERE or row["回复"] in ("婉拒", "请假"):
            return 0.0
        date = day(row["日期"])
        signed = [
            float(one["工时"])
            for one in self.attendance
            if one["活动"] in (project, row["需求编号"])
            and one.get("编号") == row["资源编号"]
            and one.get("工时") is not None
            and date in (None, one["日期"])
        ]
        return sum(signed) if signed else float(row["工时"] or 0.0)

    def used(self, kind: str, header: str) -> Mapping[str, float]:
        """Return what settled projects used up of funds or goods, by id."""
        found: dict[str, float] = defaultdict(float)
        for project, rows in self.rows.items():
            if self.standing[self.members[project][0]] in SETTLED:
                for row in rows.values():
                    if row["类型"] == kind:
                        found[str(row["资源编号"])] += float(row[header] or 0.0)
        return found

    def ratings(self) -> Mapping[tuple[str, str, dt.date | None], float]:
        """Return the ratings that were typed, by need, resource and date."""
        return {
            (str(row["需求编号"]), str(row["资源编号"]), day(row["日期"])): float(row["评价"])
            for rows in self.rows.values()
            for row in rows.values()
            if row["评价"] is not None
        }


def numbered(row: Row) -> int:
    """Return the number of a row in its sheet."""
    return int(row[AT])
