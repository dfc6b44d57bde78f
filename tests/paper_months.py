"""A month whose papers are made, for tests, and what stands in a document: its sections with their tables."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from cli_runs import book
from docx import Document
from docx.table import Table
from docx.text.paragraph import Paragraph
from month_pages import column_of, made, typed_in
from openpyxl import load_workbook

NEEDS = [
    [
        "编号", "需求", "说明", "提出人", "电话", "住址", "人群", "网格", "紧急程度", "受益人数", "技能",
        "服务", "工时",
        "场地设施", "可行时段", "次数", "经费", "物资", "状态",
    ],
    [
        "N01", "陪独居老人看病", "", "王桂兰", "13912345678", "桂花路8号301", "独居老人", "一网格", "兜底", 1,
        "志愿者", "", 2,
        "", "", 2, "", "", "",
    ],
    [
        "N02", "手语陪同就医", "", "李建国", "13812345678", "", "", "二网格", "兜底", 1, "手语", "", 2, "", "",
        "", "", "", "",
    ],
    ["N03", "教盲文", "", "", "", "", "", "二网格", "中", 3, "盲文", "", 2, "", "", "", "", "", ""],
    [
        "N04", "书法班", "", "周红", "", "", "老年人", "一网格", "中", 15, "书法", "", 2, "桌椅", "周六上午",
        3, "", "毛笔×10",
        "",
    ],
    ["N05", "楼道书架", "", "", "", "", "", "一网格", "中", 30, "水电工", "", 1, "", "", "", 300, "", ""],
    ["N06", "小区舞台", "", "", "", "", "", "一网格", "中", 80, "水电工", "", 1, "", "", "", 800, "", ""],
    ["N07", "邻居借钱不还", "", "", "", "", "", "一网格", "中", 1, "水电工", "", 1, "", "", "", "", "", ""],
    ["N08", "路口红绿灯太短", "", "", "", "", "", "一网格", "中", 1, "", "", "", "", "", "", "", "", "转办"],
    [
        "N09", "老人义诊", "", "", "", "", "老年人", "一网格", "中", 30, "志愿者", "义诊", 3, "桌椅",
        "12月5日下午", "", "", "",
        "",
    ],
]  # fmt: skip
HELPERS = [
    ["编号", "姓名", "电话", "技能", "每月工时", "可用时段"],
    ["H01", "赵师傅", "13712345678", "水电工:4", 10, ""],
    ["H02", "钱大姐", "13712345679", "志愿者:3", 12, ""],
    ["H03", "孙老师", "13712345670", "书法:4", 8, ""],
    ["T01", "红马甲队", "", "志愿者:3", 4, ""],
]
UNITS = [
    ["编号", "单位", "联系人", "服务", "每月场次", "协议开始", "协议截止"],
    ["U01", "桂花医院", "吴医生", "义诊", 2, "2026-01-01", "2027-01-15"],
    ["U02", "远方大学", "", "讲座", 2, "2026-01-01", "2028-01-15"],
]
VENUES = [["编号", "场地", "网格", "容纳人数", "设施", "开放时段"], ["V01", "议事厅", "一网格", 40, "桌椅", "周末"]]
FUNDS = [["编号", "资金", "可用金额"], ["F01", "小红花基金", 1000], ["F02", "公益金", 2000]]
GOODS = [["编号", "物资", "数量", "可重复使用"], ["G01", "毛笔", 20, "是"]]
SETTINGS = [["项", "值"], ["社区名称", "桂花社区"], ["责任社工", "何社工"]]


def month(
    folder: Path,
    *,
    seed: int | None = None,
    settings: list[list[Any]] | None = None,
    titles: Mapping[str, str] | None = None,
) -> list[Path]:
    """Write the month in two files, its rows shuffled where a seed is given, some needs with other titles."""
    needs = [[row[0], (titles or {}).get(row[0], row[1]), *row[2:]] for row in NEEDS]

    def rows(of: list[list[Any]]) -> list[list[Any]]:
        if seed is None:
            return of
        return [of[0], *random.Random(seed).sample(of[1:], len(of) - 1)]

    folder.mkdir(exist_ok=True)
    there = {"能人": HELPERS, "共建单位": UNITS, "场地": VENUES, "资金": FUNDS, "物资": GOODS}
    return [
        book(folder / "需求.xlsx", 需求清单=rows(needs), 设置=[*SETTINGS, *(settings or [])]),
        book(folder / "资源.xlsx", **{name: rows(of) for name, of in there.items()}),
    ]


def listed(folder: Path, **how: Any) -> Path:
    """Return the project list of the month, beside its files."""
    return made(month(folder, **how), "项目清单.xlsx", "--lang", "zh")


def decide(path: Path, **decisions: str) -> None:
    """Type decisions into a project list, by need."""
    _type(path, "项目清单", "议事决定", "需求编号", decisions)


def mark(path: Path, **statuses: str) -> None:
    """Type statuses into a project list, by need."""
    _type(path, "项目清单", "状态", "需求编号", statuses)


def answer(path: Path, **replies: str) -> None:
    """Type replies into a project list, by resource."""
    _type(path, "匹配明细", "回复", "资源编号", replies)


def _type(path: Path, sheet: str, header: str, key: str, said: dict[str, str]) -> None:
    (letter, row), (by, _) = column_of(path, sheet, header), column_of(path, sheet, key)
    rows = load_workbook(path)[sheet]
    places = {number: rows[f"{by}{number}"].value for number in range(row + 1, rows.max_row + 1)}
    typed_in(path, sheet, {f"{letter}{number}": said[name] for number, name in places.items() if name in said})


def blocks(path: Path) -> Iterator[Paragraph | Table]:
    """Yield what stands in a document, from top to bottom."""
    yield from Document(str(path)).iter_inner_content()


def words(path: Path) -> str:
    """Return everything that a document says, in its order."""
    lines = []
    for block in blocks(path):
        if isinstance(block, Table):
            lines += [cell.text for row in block.rows for cell in row.cells]
        else:
            lines.append(block.text)
    return "\n".join(lines)


def sections(path: Path) -> dict[str, list[list[str]]]:
    """Return the rows of all tables below each heading of the first level; other text is a row of its own."""
    found: dict[str, list[list[str]]] = {"": []}
    heading = ""
    for block in blocks(path):
        if isinstance(block, Table):
            found[heading] += [[cell.text for cell in row.cells] for row in block.rows]
        elif block.style is not None and block.style.name in ("Heading 1", "Title"):
            heading = block.text
            found[heading] = []
        elif block.text:
            found[heading].append([block.text])
    return found
