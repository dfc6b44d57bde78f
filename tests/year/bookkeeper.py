"""An independent bookkeeper: every month's files against what was typed, counted anew with openpyxl alone.

Nothing of commatch is imported here. Every fault is a line; no line means that the month is in order.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from year.diary import (
    ASSIGNMENTS,
    CONFIRMED,
    DONE,
    FUND,
    GOES_ON,
    GOODS,
    HANDED_ON,
    HELPER,
    OPEN,
    POSTPONED,
    PROJECTS,
    PROPOSED,
    REFUSED,
    REVIEWED,
    SETTLED,
    UNIT,
    WORKING,
    Diary,
)
from year.places import News, after
from year.points import owed
from year.sheets import AT, Book, Row, day, ids, month_of

RESOURCES = ("能人", "共建单位", "场地", "资金", "物资")
STEPS = ("商议日期", "决策日期", "执行日期", "完成日期", "反馈日期")
ENDS = {"办结": "settled", "结转": "carried", "转办": "handed_on", "不受理": "refused"}
_COLUMNS = {
    "carried_in": "上月结转",
    "raised": "本月新提",
    "opened": "合计",
    "settled": "办结",
    "carried": "结转下月",
    "handed_on": "转办",
    "refused": "不受理",
    "difference": "差额",
}
_LEADS_TO = {
    OPEN: {OPEN, PROPOSED, CONFIRMED, WORKING, DONE, REVIEWED, HANDED_ON, POSTPONED, REFUSED},
    PROPOSED: {OPEN, PROPOSED, CONFIRMED, WORKING, DONE, REVIEWED, HANDED_ON, POSTPONED, REFUSED},
    CONFIRMED: {OPEN, CONFIRMED, WORKING, DONE, REVIEWED, POSTPONED},
    WORKING: {OPEN, WORKING, DONE, REVIEWED, POSTPONED},
    DONE: {DONE, REVIEWED},
    REVIEWED: {REVIEWED},
    HANDED_ON: {HANDED_ON},
    POSTPONED: {OPEN, PROPOSED, CONFIRMED, WORKING, DONE, REVIEWED, HANDED_ON, POSTPONED, REFUSED},
    REFUSED: {REFUSED},
}
"""Where a need may stand after it stood somewhere: on along the way, never back from what is done."""


def end_of(standing: str) -> str:
    """Return what a month comes to for a need that stands there."""
    if standing in SETTLED:
        return "settled"
    return {HANDED_ON: "handed_on", REFUSED: "refused"}.get(standing, "carried")


@dataclass
class Figures:
    """A month's balance as the bookkeeper counts it."""

    month: dt.date
    carried_in: int = 0
    raised: int = 0
    opened: int = 0
    settled: int = 0
    carried: int = 0
    handed_on: int = 0
    refused: int = 0
    difference: int = 0


@dataclass
class Bookkeeper:
    """What is remembered from month to month, by the bookkeeper's own count."""

    refilled: bool = False
    titles: dict[str, str] = field(default_factory=dict)
    waited: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    first: dict[str, str] = field(default_factory=dict)
    gone: dict[str, tuple[str, str]] = field(default_factory=dict)
    until: dict[str, dt.date | None] = field(default_factory=dict)
    brought: set[str] = field(default_factory=set)
    steps: dict[str, dict[str, dt.date]] = field(default_factory=dict)
    status: dict[str, str] = field(default_factory=dict)
    figures: list[Figures] = field(default_factory=list)
    pins: dict[str, set[str]] = field(default_factory=dict)
    balances: dict[str, float] = field(default_factory=dict)

    def planned(self, listed: Book, diary: Diary, before: Sequence[str] = ()) -> Iterator[str]:
        """Check a list as it was written: audit passed, nobody missing, what continues keeps its people."""
        run = {str(row["项"]): row["值"] for row in listed.rows("运行记录")}
        if run.get("审核") != "通过":
            yield f"audit: {run.get('审核')}"
        shown = [need for row in listed.rows(PROJECTS) for need in ids(row["需求编号"])]
        open_rows = Counter([*shown, *(str(row["需求编号"]) for row in listed.rows("未匹配"))])
        if twice := sorted(need for need, count in open_rows.items() if count > 1):
            yield f"listed twice: {twice}"
        out = (HANDED_ON, REFUSED, POSTPONED, *SETTLED)
        wanted = {need for need, standing in diary.standing.items() if standing not in out}
        wanted |= {need for need in diary.decided if diary.standing[need] in (REFUSED, POSTPONED) and need in before}
        if lacking := sorted(wanted - set(open_rows)):
            yield f"neither planned nor unserved: {lacking}"
        people: dict[str, set[str]] = defaultdict(set)
        for row in listed.rows(ASSIGNMENTS):
            people[str(row["需求编号"])].add(str(row["资源编号"]))
        for need, wanted_people in self.pins.items():
            if diary.standing.get(need) in GOES_ON and not before and wanted_people - people[need]:
                yield f"{need}: without its {sorted(wanted_people - people[need])}"

    def close(self, diary: Diary, source: Book, last: Book, rolled: Book, news: News) -> list[str]:
        """Check what a month leaves to the next, and remember it."""
        month, following = f"{diary.month:%Y-%m}", after(diary.month)
        faults: list[str] = []
        ends = {need: end_of(standing) for need, standing in diary.standing.items()}
        counted = Counter(ends.values())
        figures = Figures(
            diary.month,
            len(self.brought & set(ends)),
            len(set(ends) - self.brought),
            len(ends),
            counted["settled"],
            counted["carried"],
            counted["handed_on"],
            counted["refused"],
        )
        self.figures.append(figures)
        faults += self._balance(figures, rolled, month)
        faults += self._needs(diary, ends, source, rolled, news, following)
        faults += self._ways(diary, ends, rolled, month, news)
        faults += self._history(diary, source, rolled, month)
        faults += self._stores(diary, source, rolled, month)
        faults += self._kept(diary, source, rolled)
        faults += self._pins(diary, source, last, rolled, following)
        faults += self._points(rolled)
        self.brought = {need for need, end in ends.items() if end == "carried"}
        return [f"{month} {fault}" for fault in faults]

    def _balance(self, figures: Figures, rolled: Book, month: str) -> Iterator[str]:
        rows = [row for row in rolled.rows("结转") if month_of(row["月份"]) == month]
        if len(rows) != 1:
            yield f"{len(rows)} rows of the balance"
            return
        for key, header in _COLUMNS.items():
            if rows[0][header] != getattr(figures, key):
                yield f"balance {header}: {rows[0][header]}, counted {getattr(figures, key)}"
        if len(list(rolled.rows("结转"))) != len(self.figures):
            yield "the balance lacks a month before"

    def _needs(
        self, diary: Diary, ends: Mapping[str, str], source: Book, rolled: Book, news: News, following: dt.date
    ) -> Iterator[str]:
        came = {str(row["编号"]): row for row in news.needs}
        old = {str(row["编号"]): row for row in source.rows("需求清单")}
        now = {str(row["编号"]): row for row in rolled.rows("需求清单")}
        if len(now) != len(list(rolled.rows("需求清单"))):
            yield "a need stands twice"
        wanted = {need for need, end in ends.items() if end == "carried"} | set(came)
        if set(now) != wanted:
            yield f"needs lost {sorted(wanted - set(now))}, too many {sorted(set(now) - wanted)}"
        self.until |= diary.until
        self.titles |= {need: str(row["需求"]) for need, row in old.items()}
        for need in sorted(wanted & set(now)):
            row, before = now[need], old.get(need) or came[need]
            changed = {
                header: (value, row.get(header))
                for header, value in before.items()
                if header != AT and header not in ("状态", "可行时段") and not _same(value, row.get(header))
            }
            if changed:
                yield f"{need} changed: {changed}"
            if need in ends and (wrong := self._carried_as(need, diary.standing[need], row, following)):
                yield wrong

    def _carried_as(self, need: str, standing: str, row: Row, following: dt.date) -> str:
        """Return what is wrong with the status that a need is carried with."""
        status = str(row.get("状态") or OPEN)
        right: tuple[str, ...] = (OPEN,)
        if standing in GOES_ON:
            right = (standing, OPEN)  # open where no day is left for it: the log says so, which _pins looks at
        elif standing == POSTPONED and (self.until.get(need) or following) >= after(following):
            right = (POSTPONED,)
        return "" if status in right else f"{need} stood at {standing}, carried as {status}"

    def _ways(self, diary: Diary, ends: Mapping[str, str], rolled: Book, month: str, news: News) -> Iterator[str]:
        ways = {str(row["需求编号"]): row for row in rolled.rows("进程")}
        if len(ways) != len(list(rolled.rows("进程"))):
            yield "a need stands twice in 进程"
        for need, end in ends.items():
            self.first.setdefault(need, month)
            self.waited[need] += end == "carried"
            self.gone[need] = (end, month)
        came = {str(row["编号"]) for row in news.needs}
        if lost := sorted(set(self.gone) - set(ways)):
            yield f"进程 lost {lost}"
        if strange := sorted(set(ways) - set(self.gone) - came):
            yield f"进程 has {strange} that never were"
        for need in sorted(set(self.gone) & set(ways)):
            yield from self._way(need, ways[need], diary)

    def _way(self, need: str, way: Row, diary: Diary) -> Iterator[str]:
        end, month = self.gone[need]
        if (ENDS.get(str(way["去向"])), month_of(way["去向月份"])) != (end, month):
            yield f"{need} 去向 {way['去向']} {month_of(way['去向月份'])}, is {end} {month}"
        if way["需求"] != self.titles[need]:
            yield f"{need} is called {way['需求']}, not {self.titles[need]}"
        if (way["已等月数"] or 0) != self.waited[need]:
            yield f"{need} waited {way['已等月数']}, is {self.waited[need]}"
        if month_of(way["首次月份"]) != self.first[need]:
            yield f"{need} 首次月份 {month_of(way['首次月份'])}, is {self.first[need]}"
        status = str(way["状态"] or OPEN)
        standing = diary.standing.get(need)
        if standing in (*SETTLED, HANDED_ON, REFUSED) and status != standing:
            yield f"{need} 状态 {status}, is {standing}"
        if status not in _LEADS_TO[self.status.get(need, OPEN)]:
            yield f"{need} went from {self.status[need]} to {status}"
        self.status[need] = status
        taken = {step: date for step in STEPS if (date := day(way[step])) is not None}
        if list(taken.values()) != sorted(taken.values()):
            yield f"{need} steps out of order: {taken}"
        for step, date in self.steps.get(need, {}).items():
            if step != "决策日期" and taken.get(step) != date and standing not in (None, OPEN, PROPOSED):
                yield f"{need} {step} was {date}, is {taken.get(step)}"
        self.steps[need] = taken
        for step, reached in (("完成日期", SETTLED), ("反馈日期", (REVIEWED,))):
            if standing in reached and need in diary.planned and step not in taken:
                yield f"{need} is {standing} without {step}"
            if standing is not None and standing not in reached and step in taken:
                yield f"{need} is {standing} with {step}"

    def _history(self, diary: Diary, source: Book, rolled: Book, month: str) -> Iterator[str]:
        before = Counter(map(_past, source.rows("历史")))
        now = Counter(map(_past, rolled.rows("历史")))
        if lost := before - now:
            yield f"历史 lost {sorted(lost, key=str)}"
        kinds = {str(row["编号"]) for row in source.rows("能人")}
        new = [row for row in rolled.rows("历史") if month_of(row["月份"]) == month]
        found: dict[tuple[str, str, dt.date | None], float] = defaultdict(float)
        dated = {(need, who) for need, who, date in diary.hours() if date}
        for row in new:
            if str(row["资源编号"]) in kinds and row["工时"]:
                need, who = str(row["需求编号"]), str(row["资源编号"])
                found[need, who, day(row["日期"]) if (need, who) in dated else None] += float(row["工时"])
        yield from _unequal("hours", diary.hours(), found)
        keys = Counter((str(row["需求编号"]), str(row["资源编号"]), day(row["日期"])) for row in new)
        if twice := sorted(str(key) for key, count in keys.items() if count > 1):
            yield f"历史 twice: {twice}"
        rated = {
            (need, who, day(row["日期"]) if (need, who) in dated else None): row["评价"]
            for row in new
            for need, who in [(str(row["需求编号"]), str(row["资源编号"]))]
            if who in kinds and row["评价"] is not None
        }
        wanted = {key: rating for key, rating in diary.ratings().items() if key[1] in kinds and key in diary.hours()}
        yield from _unequal("rating", wanted, rated)

    def _stores(self, diary: Diary, source: Book, rolled: Book, month: str) -> Iterator[str]:
        spent = diary.used(FUND, "金额")
        now = {str(row["编号"]): row for row in rolled.rows("资金")}
        book = {str(row["编号"]): row for row in rolled.rows("资金账") if month_of(row["月份"]) == month}
        for row in source.rows("资金"):
            if row["编号"] is None:
                continue
            fund, opening = str(row["编号"]), float(row["可用金额"])
            left = opening - spent.get(fund, 0.0)
            following = opening if self.refilled else left
            if not _same(now[fund]["可用金额"], following):
                yield f"{fund} has {now[fund]['可用金额']}, counted {following}"
            said = tuple(book[fund][header] for header in ("期初", "支出", "期末", "下月可用")) if fund in book else ()
            right = (opening, spent.get(fund, 0.0), left, following)
            if not said or not all(map(_same, said, right)):
                yield f"资金账 {fund}: {said}, counted {right}"
        used = diary.used(GOODS, "数量")
        goods = {str(row["编号"]): row for row in rolled.rows("物资")}
        for row in source.rows("物资"):
            if row["编号"] is None:
                continue
            one = str(row["编号"])
            left = float(row["数量"]) - (0.0 if row["可重复使用"] == "是" else used.get(one, 0.0))
            if not _same(goods[one]["数量"], left):
                yield f"{one} has {goods[one]['数量']}, counted {left}"

    def _kept(self, diary: Diary, source: Book, rolled: Book) -> Iterator[str]:
        """Yield resources, attendance, redemptions and settings that were not carried."""
        for sheet in RESOURCES:
            old, now = ({str(row["编号"]): row for row in book.rows(sheet) if row["编号"]} for book in (source, rolled))
            if lost := sorted(set(old) ^ set(now)):
                yield f"{sheet} lost or gained {lost}"
            for one in sorted(diary.paused & set(now)):
                if now[one]["状态"] != "暂停":
                    yield f"{one} is not paused"
        for sheet, extra in (("签到", diary.attendance), ("积分兑换", diary.redemptions)):
            old = Counter(_plain(row) for row in (*source.rows(sheet),))
            typed = Counter(_plain(row) for row in extra)
            now_rows = Counter(_plain(row) for row in rolled.rows(sheet))
            if now_rows != (old | typed):
                yield f"{sheet}: lost {sorted((old | typed) - now_rows)}, gained {sorted(now_rows - (old | typed))}"
        months = [month_of(row["值"]) for row in rolled.rows("设置") if row["项"] in ("month", "月份")]
        if months != [f"{after(diary.month):%Y-%m}"]:
            yield f"设置 月份 {months}"

    def _pins(self, diary: Diary, source: Book, last: Book, rolled: Book, following: dt.date) -> Iterator[str]:
        """Yield continuing projects whose people are not pinned without a word; remember those that are."""
        rows = {str(row["编号"]): row for row in rolled.rows("需求清单")}
        pinned: dict[str, set[str]] = defaultdict(set)
        for row in rolled.rows("匹配意见"):
            if row["意见"] == "锁定":
                pinned[str(row["需求编号"])].add(str(row["资源编号"]))
            if str(row["需求编号"]) not in rows:
                yield f"匹配意见 for {row['需求编号']}, which is gone"
        said = "\n".join(" ".join(str(value) for value in row.values()) for row in rolled.rows("结转明细"))
        people: dict[str, set[str]] = defaultdict(set)
        for row in last.rows(ASSIGNMENTS):
            if row["类型"] in (HELPER, UNIT) and row["回复"] not in ("婉拒", "请假"):
                people[str(row["需求编号"])].add(str(row["资源编号"]))
        self.pins = {}
        for project in last.rows(PROJECTS):
            needs = ids(project["需求编号"])
            first = needs[0]
            if diary.standing[first] not in GOES_ON or first not in rows:
                continue
            if str(rows[first].get("状态") or OPEN) == OPEN:
                if first not in said:
                    yield f"{first} no longer goes on, without a word"
                continue
            self.pins[first] = pinned[first]
            for one in sorted(people[first] - pinned[first]):
                if one not in said:
                    yield f"{first}: {one} is not pinned, without a word"

    def _points(self, rolled: Book) -> Iterator[str]:
        self.balances, faults = owed(rolled)
        yield from faults
        told: dict[str, float] = {}
        for row in rolled.rows("积分"):
            told[str(row["编号"] or row["姓名"])] = float(row["余额"])
        yield from _unequal("积分", self.balances, told)


def _past(row: Row) -> tuple[object, ...]:
    return (
        month_of(row["月份"]),
        str(row["需求编号"]),
        str(row["资源编号"]),
        float(row["工时"] or 0),
        float(row["评价"] or 0),
        str(day(row.get("日期"))),
    )


def _plain(row: Row) -> str:
    """Return a row of attendance or redemptions as text, the same for the same things."""
    return " ".join(
        f"{header}={day(value) or (float(value) if isinstance(value, int | float) else value)}"
        for header, value in sorted(row.items())
        if value is not None and not header.startswith("_")
    )


_ONE_OF = re.compile(r"×1(?!\d)")
"""One of a thing is written without its number."""
_URGENCY: Mapping[object, object] = {"低": 1, "中": 2, "高": 3, "紧急": 4, "兜底": 5}


def _same(one: object, other: object) -> bool:
    """Tell whether two cells say the same: numbers as numbers, dates as dates, blank as blank."""
    one, other = (_URGENCY.get(cell, _ONE_OF.sub("", cell) if isinstance(cell, str) else cell) for cell in (one, other))
    if isinstance(one, int | float) and isinstance(other, int | float):
        return abs(one - other) < 1e-6
    return (day(one) or str(one or "")) == (day(other) or str(other or ""))


def _unequal(what: str, wanted: Mapping[object, float], found: Mapping[object, float]) -> Iterable[str]:
    for key in sorted({*wanted, *found}, key=str):
        if abs(wanted.get(key, 0.0) - found.get(key, 0.0)) > 1e-6:
            yield f"{what} of {key}: {found.get(key)}, counted {wanted.get(key)}"
