"""A small month on disk that is carried out and rolled over, and what stands in the workbook of the next one."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from cli_runs import Rows, book
from openpyxl import load_workbook
from previous_books import ListBook

import commatch
from commatch.cli.app import main
from commatch.month.rollover import Rollover
from commatch.workbook.schema import Lang

NEED = ["编号", "需求", "技能", "工时", "经费", "物资", "期限", "合并", "状态", "提出日期", "楼长意见"]
NEEDS: Rows = [
    NEED,
    ["N1", "修水管", "水电工", 2, 100, "水管×2", None, None, None, dt.date(2026, 11, 3), "急"],
    ["N2", "法律咨询", "律师", 2, None, None, None, None, None, dt.date(2026, 11, 4), '=HYPERLINK("http://x")'],
    ["N3", "换灯", "水电工", 1, None, None, None, None, None, dt.date(2026, 11, 5), None],
    ["N4", "理发", "理发", 1, None, None, None, "理发", None, dt.date(2026, 11, 6), None],
    ["N5", "上门理发", "理发", 1, None, None, None, "理发", None, dt.date(2026, 11, 6), None],
    ["N6", "手语课", "手语翻译", 1, None, None, None, None, None, dt.date(2026, 11, 7), "楼长说"],
    ["N10", "量血压", "医生", 2, 50, None, None, None, None, None, None],
]
HELPERS: Rows = [
    ["编号", "姓名", "技能", "每月工时", "状态"],
    ["H1", "赵师傅", "水电工:4", 8, None],
    ["H2", "钱律师", "律师:4", 8, None],
    ["H3", "孙师傅", "理发:3", 8, None],
    ["H4", "李医生", "医生:4", 8, None],
    ["H5", "周师傅", "水电工:2", 8, "暂停"],
]
UNITS: Rows = [
    ["编号", "单位", "服务", "每月场次", "协议截止"],
    ["U1", "卫生站", "义诊", 2, dt.date(2026, 12, 31)],
    ["U2", "律所", "讲座", 2, dt.date(2027, 1, 20)],
]
FUNDS: Rows = [["编号", "资金", "可用金额"], ["F1", "保障资金", 1000]]
GOODS: Rows = [["编号", "物资", "数量", "可重复使用"], ["C1", "水管", 10, "否"]]
OPINIONS: Rows = [
    ["需求编号", "资源编号", "意见", "评分", "理由"],
    ["N2", "H2", "优先", 3, "认识"],
    ["N1", "H5", "避免", None, "手慢"],
]
SETTINGS: Rows = [["项", "值", "说明"], ["月份", "2026-12", None], ["社区名称", "桂花社区", None]]
SHEETS: dict[str, Rows] = {
    "需求清单": NEEDS,
    "能人": HELPERS,
    "共建单位": UNITS,
    "资金": FUNDS,
    "物资": GOODS,
    "匹配意见": OPINIONS,
    "设置": SETTINGS,
}


def month(folder: Path, name: str = "2026-12.xlsx", **sheets: Rows) -> Path:
    """Write the month; a sheet given as an empty list is left out."""
    return book(folder / name, **{key: rows for key, rows in {**SHEETS, **sheets}.items() if rows})


def listed(folder: Path, source: Path, *words: str, lang: Lang = Lang.ZH) -> ListBook:
    """Match a month and open its project list."""
    made = folder / "made.xlsx"
    code = main(["match", str(source), "-o", str(made), "--force", "-q", "--lang", lang.value, *words])
    assert code == 0
    data = made.read_bytes()
    made.unlink()
    return ListBook(folder, lang, data)


@lru_cache(maxsize=2)
def december(lang: Lang = Lang.ZH) -> tuple[bytes, bytes]:
    """Return the month as it is in SHEETS, and its project list."""
    with TemporaryDirectory() as name:
        source = month(Path(name))
        data = listed(Path(name), source, lang=lang).path.read_bytes()
        return source.read_bytes(), data


def opened(folder: Path, lang: Lang = Lang.ZH) -> tuple[Path, ListBook]:
    """Put that month and its list into a folder."""
    source, data = december(lang)
    path = folder / "2026-12.xlsx"
    path.write_bytes(source)
    return path, ListBook(folder, lang, data)


def decide(made: ListBook, said: Mapping[str, str]) -> None:
    """Type decisions and statuses: confirm, reject, postpone, change; done, in progress and the like."""
    for need_ids, word in said.items():
        column = "decision" if word in ("确认", "否", "缓", "改") else "status"
        made.put("projects", {"need_ids": need_ids}, column, word)


def roll(made: ListBook, source: Path | Sequence[Path], name: str = "2027-01.xlsx", **options: Any) -> Rollover:
    """Save the list and roll the month over."""
    made.book.save(made.path)
    found = commatch.rollover(made.path, source, made.path.parent / name, force=True, **options)
    assert found.ok, found.problems
    return found


def rows(path: Path | None, sheet: str) -> list[dict[str, Any]]:
    """Return the rows of a sheet by header, blank cells left out."""
    assert path is not None
    workbook = load_workbook(path)
    if sheet not in workbook.sheetnames:
        return []
    lines = list(workbook[sheet].iter_rows(values_only=True))
    at = next(number for number, line in enumerate(lines) if sum(value is not None for value in line) > 1)
    head = [str(value) for value in lines[at]]
    found = [
        {name: _plain(value) for name, value in zip(head, line, strict=True) if value is not None}
        for line in lines[at + 1 :]
    ]
    return [row for row in found if row]


def _plain(value: object) -> object:
    return value.date() if isinstance(value, dt.datetime) else value


def row(path: Path | None, sheet: str, **where: object) -> dict[str, Any]:
    """Return the only row with these values."""
    (found,) = [item for item in rows(path, sheet) if all(item.get(key) == value for key, value in where.items())]
    return found


def codes(found: Rollover, need: str = "") -> list[str]:
    """Return what the log says of a need, or in all."""
    return [line.code for line in found.lines if not need or line.id == need]
