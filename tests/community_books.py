"""Small workbooks for tests: a sound community, and a way to write any sheets and read them back."""

from __future__ import annotations

import copy
import datetime as dt
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from openpyxl import Workbook

from commatch.assemble import assemble
from commatch.community import Community, Need
from commatch.settings import Settings
from commatch.workbook.reader import read_tables

Row = dict[str, object]
Sheets = dict[str, list[Any]]
"""Sheets by name: rows by header, or headers alone for a sheet without rows."""

TODAY = dt.date(2026, 11, 21)
FILE = "本月.xlsx"

SOUND: Sheets = {
    "需求清单": [
        {
            "编号": "N1",
            "需求": "修水管",
            "人群": "独居老人",
            "紧急程度": "高",
            "受益人数": 1,
            "提出日期": dt.date(2026, 11, 3),
            "期限": "2026-12-20",
            "可行时段": "",
            "模板": "",
            "技能": "水电工",
            "工时": 2,
            "次数": "",
            "状态": "",
            "电话": "13800000001",
        },
        {
            "编号": "N2",
            "需求": "义诊",
            "紧急程度": 2,
            "受益人数": 40,
            "可行时段": "周二、周四上午",
            "模板": "义诊",
        },
    ],
    "服务模板": [
        {"模板": "义诊", "类型": "单位", "要求": "义诊", "数量": 1, "工时": "", "等级": ""},
        {"模板": "义诊", "类型": "场地", "要求": "桌椅、无障碍", "数量": 40},
    ],
    "需求拆解": [
        {"需求编号": "N2", "类型": "能人", "要求": "志愿者", "数量": 2, "工时": 3, "等级": 2, "资质": ""},
    ],
    "能人": [
        {
            "编号": "H1",
            "姓名": "李师傅",
            "人数": 1,
            "技能": "水电工:4",
            "每月工时": 8,
            "可用时段": "",
            "状态": "",
            "可共享": "",
        },
        {"编号": "H2", "姓名": "志愿者队", "人数": 6, "技能": "志愿者", "每月工时": 30},
    ],
    "共建单位": [
        {
            "编号": "U1",
            "单位": "社区医院",
            "服务": "义诊",
            "每月场次": 2,
            "协议开始": "2026-01-01",
            "协议截止": "2026-12-31",
        },
    ],
    "场地": [
        {"编号": "V1", "场地": "议事厅", "容纳人数": 60, "设施": "桌椅、无障碍", "开放时段": "周一至周五"},
    ],
    "资金": [{"编号": "F1", "资金": "提案基金", "可用金额": 1000, "单项上限": 500}],
    "物资": [{"编号": "G1", "物资": "折叠桌", "数量": 10, "可重复使用": "是"}],
    "网格距离": [{"起点": "一网格", "终点": "二网格", "步行分钟": 8}],
    "匹配意见": [{"需求编号": "N1", "资源编号": "H1", "意见": "优先", "评分": "", "工时": ""}],
    "设置": [{"项": "month", "值": "2026-12"}],
}
"""A community without any problem."""


def sound() -> Sheets:
    """Return a community without any problem, to be spoilt."""
    return copy.deepcopy(SOUND)


def row(sheets: Sheets, sheet: str, number: int = 0) -> Row:
    """Return a row of a sheet, to be changed in place."""
    found = sheets[sheet][number]
    assert isinstance(found, dict)
    return found


def write(path: Path, sheets: Mapping[str, Sequence[Any]]) -> Path:
    """Write sheets to a workbook; headers stand in row 1."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        records = [item for item in rows if isinstance(item, dict)]
        headers = list(dict.fromkeys(key for record in records for key in record)) or list(map(str, rows))
        sheet.append(headers)
        for record in records:
            sheet.append([record.get(header) for header in headers])
    book.save(path)
    return path


def community(
    folder: Path,
    *books: Mapping[str, Sequence[Any]],
    settings: Settings | None = None,
    overrides: Mapping[str, object] | None = None,
    today: dt.date = TODAY,
) -> Community:
    """Write workbooks, read them and assemble them."""
    names = [FILE, *(f"{number}-{FILE}" for number in range(2, len(books) + 1))]
    paths = [write(folder / name, sheets) for name, sheets in zip(names, books, strict=True)]
    return assemble(read_tables(paths), settings or Settings(), overrides or {}, today=today)


def codes(found: Community) -> list[str]:
    """Return the codes of all problems."""
    return [problem.code for problem in found.problems]


def the_need(folder: Path, own: Row, **others: list[Any]) -> Need:
    """Return the one need of a community where every kind of resource is given."""
    sheets: Sheets = {
        "需求清单": [{"编号": "N1", "需求": "一件事", "紧急程度": 2, **own}],
        **{name: SOUND[name] for name in ("能人", "共建单位", "场地", "资金", "物资", "设置")},
        **others,
    }
    (need,) = community(folder, sheets).needs
    return need
