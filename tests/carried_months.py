"""A month that is decided and carried out, for tests: its files, its project list, and how it stands afterwards."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from cli_runs import Rows, book
from openpyxl import load_workbook
from previous_books import ListBook

import commatch
from commatch.matching.result import Result
from commatch.memory import Way
from commatch.month.applied import Applied, checked
from commatch.month.opened import open_state
from commatch.problems import Severity
from commatch.texts.problems import describe
from commatch.workbook.schema import Lang

NEEDS: Rows = [
    ["编号", "需求", "提出人", "电话", "技能", "工时", "服务", "可行时段", "次数", "物资", "合并", "提出日期", "状态"],
    ["N01", "义诊日", "王桂兰", "13912345678", "医生", 2, "义诊", "12月10日上午", "", "桌子×4", "", "2026-11-03", ""],
    ["N02", "修水管", "", "", "水电工×2", 2, "", "", "", "", "", "2026-11-04", ""],
    ["N03", "书法班", "", "", "书法", 1.5, "", "12月5日、12日、19日下午", 3, "", "", "", ""],
    ["N04", "理发", "", "", "理发", 1, "", "", "", "", "理发", "", ""],
    ["N05", "上门理发", "", "", "理发", 1, "", "", "", "", "理发", "", ""],
    ["N06", "手语翻译", "", "", "手语", 1, "", "", "", "", "", "", ""],
    ["N07", "体检讲座", "", "", "", "", "体检、讲座", "12月8日上午", "", "", "", "", ""],
    *([f"N{at}", f"整理楼道{at}", "", "", "整理", 1, "", "", "", "", "", "", ""] for at in range(10, 22)),
]  # fmt: skip
HELPERS: Rows = [
    ["编号", "姓名", "电话", "技能", "每月工时"],
    ["H1", "王医生", "13712345678", "医生:4", 10],
    ["H2", "李师傅", "13712345679", "水电工:4", 10],
    ["H3", "张师傅", "", "水电工:4", 10],
    ["H4", "陈老师", "", "书法:4", 10],
    ["H5", "周师傅", "", "理发:4", 10],
    ["H6", "赵大姐", "", "整理:4", 40],
    ["H9", "孙师傅", "", "水电工:2、整理:1", 3],
]
UNITS: Rows = [
    ["编号", "单位", "服务", "每月场次", "协议开始", "协议截止"],
    ["U1", "卫生站", "义诊", 4, "2026-01-01", "2027-12-31"],
    ["U2", "大医院", "体检、讲座", 4, "2026-01-01", "2027-12-31"],
]
GOODS: Rows = [["编号", "物资", "数量", "可重复使用"], ["G1", "桌子", 10, "是"]]
SETTINGS: Rows = [["项", "值"], ["月份", "2026-12"], ["社区名称", "桂花社区"], ["议事日", 25]]
SIGNED = ["日期", "活动", "编号", "姓名", "工时"]
SHEETS: dict[str, Rows] = {
    "需求清单": NEEDS, "能人": HELPERS, "共建单位": UNITS, "物资": GOODS, "设置": SETTINGS,
}  # fmt: skip
COUNCIL = dt.date(2026, 11, 25)


@lru_cache(maxsize=1)
def _planned() -> tuple[bytes, Result]:
    with TemporaryDirectory() as folder:
        path = book(Path(folder) / "社区.xlsx", **SHEETS)
        result = commatch.match(commatch.read(path))
        assert sorted(result.plan.served) == [row[0] for row in NEEDS[1:] if row[0] not in ("N05", "N06")]
        return path.read_bytes(), result


@lru_cache(maxsize=2)
def listed(lang: Lang) -> tuple[bytes, bytes]:
    """Return the month's workbook and its project list."""
    data, result = _planned()
    with TemporaryDirectory() as folder:
        return data, commatch.write_projects(result, Path(folder) / "list.xlsx", lang=lang).read_bytes()


class MonthBook(ListBook):
    """The list of the month as a worker has it open, its workbook beside it."""

    def __init__(self, folder: Path, lang: Lang = Lang.ZH, source: Path | None = None) -> None:
        folder.mkdir(exist_ok=True)
        data, result = listed(lang)
        (folder / "社区.xlsx").write_bytes(data)
        super().__init__(folder, lang, source.read_bytes() if source else result)

    def decide(self, *need_ids: str, said: str = "确认") -> None:
        for need_id in need_ids:
            self.put("projects", {"project_id": f"2026-12-{need_id}"}, "decision", said)

    def status(self, need_id: str, said: str) -> str:
        return self.put("projects", {"project_id": f"2026-12-{need_id}"}, "status", said)

    def done(self, *need_ids: str, said: str = "完成") -> None:
        """Say in every row of some projects that it is done."""
        for need_id in need_ids:
            for number, _ in self.rows("assignments", {"project_id": f"2026-12-{need_id}"}):
                self.sheet("assignments").cell(number, self.header("assignments")[1]["outcome"]).value = said

    def row(self, need_id: str, column: str, value: object, **where: object) -> str:
        """Type into the first row of a project that fits."""
        return self.put("assignments", {"project_id": f"2026-12-{need_id}", **where}, column, value)

    def saved(self) -> Path:
        self.book.save(self.path)
        return self.path

    def apply(self, inputs: Sequence[Path] = (), **how: Any) -> Applied:
        """Save it and take it a step further."""
        return commatch.apply(self.saved(), inputs, **how)

    def seen(self, inputs: Sequence[Path] = (), on: dt.date | None = None) -> Applied:
        """Save it and see how it stands, as apply does before it writes."""
        return Applied(checked(open_state(self.saved(), inputs, on)))


def also(folder: Path, **sheets: Rows) -> Path:
    """Fill the month's workbook further, as is done during the month; return it."""
    return book(folder / "社区.xlsx", **{**SHEETS, **sheets})


def way(applied: Applied, need_id: str) -> Way:
    """Return how far a need has come."""
    assert applied.ok, said(applied)
    assert applied.state is not None
    return applied.state.way[need_id]


def days(applied: Applied, need_id: str) -> list[str]:
    """Return the days of a need's steps from the list on, as month and day."""
    it = way(applied, need_id)
    steps = (it.planned_on, it.decided_on, it.started_on, it.done_on, it.reviewed_on)
    return [f"{day:%m-%d}" for day in steps if day]


def past(applied: Applied, need_id: str) -> list[tuple[object, ...]]:
    """Return the rows of a need in the month's history: who, when, hours, quantity, rating, sessions led."""
    assert applied.ok, said(applied)
    assert applied.state is not None
    return [
        (row.resource_id, f"{row.date:%m-%d}" if row.date else "", row.hours, row.quantity, row.rating, row.led)
        for row in applied.state.history
        if row.need_id == need_id
    ]


def told(applied: Applied, severity: Severity = Severity.ERROR) -> list[tuple[str, str, str]]:
    """Return code, sheet and cell of everything of a severity."""
    return [(item.code, item.place.sheet, item.place.cell) for item in applied.problems if item.severity is severity]


def said(applied: Applied, lang: Lang = Lang.ZH) -> list[str]:
    """Return what is wrong or assumed, in words."""
    return [" ".join(filter(None, describe(item, lang))) for item in applied.problems]


def sheet_rows(path: Path, name: str) -> Iterator[dict[str, Any]]:
    """Yield the rows of a sheet with a title in row 1 and its header in row 2."""
    sheet = load_workbook(path)[name]
    head, *rows = list(sheet.iter_rows(min_row=2, values_only=True))
    for row in rows:
        yield {str(name): value for name, value in zip(head, row, strict=True) if value is not None}
