"""Months whose page is made, for tests: a small one on disk, the sample, and one with hostile text in every cell."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from cli_runs import book
from openpyxl import load_workbook

import commatch
from commatch.cli.app import main
from commatch.cli.demo import sample
from commatch.matching.result import Result

NEEDS = [
    [
        "编号", "需求", "类别", "提出人", "电话", "人群", "网格", "紧急程度", "技能", "工时", "场地设施", "可行时段",
        "次数", "经费", "期限",
    ],
    [
        "N01", "换灯泡", "房屋维修", "王桂兰", "13912345678", "独居老人", "一网格", "高", "水电工", 2, "", "", "", 20,
        "2026-12-09",
    ],
    [
        "N02", "修插座", "房屋维修", "李建国", "13812345678", "骑手", "一网格", "中", "水电工", 2, "", "", "", "",
        "2026-12-20",
    ],
    ["N03", "手语陪同", "便民服务", "", "", "残障人士", "二网格", "中", "手语翻译", 2, "", "", "", "", ""],
    ["N04", "书法班", "文化活动", "", "", "老年人、骑手", "一网格", "中", "书法", 2, "桌椅", "周六", 3, 100, ""],
    ["N05", "年货节", "文化活动", "", "", "老年人", "二网格", "兜底", "书法", 2, "桌椅", "周日下午", "", 9, ""],
]  # fmt: skip
HELPERS = [
    ["编号", "姓名", "电话", "技能", "网格", "步行上限", "每月工时", "可用时段"],
    ["H01", "赵师傅", "13712345678", "水电工:5", "一网格", "", 3, ""],
    ["H03", "孙老师", "13712345670", "书法:4", "一网格", "", 12, ""],
    ["H05", "吴老师", "13712345672", "唱歌:4", "一网格", "", 8, ""],
]
VENUES = [
    ["编号", "场地", "网格", "容纳人数", "设施", "开放时段"],
    ["V01", "议事厅", "一网格", 40, "桌椅", "周末"],
    ["V02", "老年活动室", "二网格", 20, "桌椅", "周日"],
]
FUNDS = [["编号", "资金", "可用金额", "单项上限"], ["F01", "小红花基金", 1000, 500]]
ATTACKS = (
    "<script>window.hacked=1</script>",
    "</td></table><img src=x onerror='window.hacked=1'>",
    "\" onmouseover=\"window.hacked=1\" autofocus onfocus='window.hacked=1",
    "</script></style><svg onload=window.hacked=1>",
    "=HYPERLINK(\"http://evil.example/\",\"x\")",
    "javascript:window.hacked=1",
    "{{ 7*7 }}{% raw %}",
    "<!--<script>-->]]>&#60;b&#62;",
)  # fmt: skip
_FREE = {
    "需求清单": ("需求", "说明", "类别", "来源", "提出人", "住址", "人群"),
    "能人": ("姓名", "备注"),
    "场地": ("场地", "管理单位"),
    "资金": ("资金",),
}
"""Columns that take any text."""


def small_month(folder: Path) -> list[Path]:
    """Write a small month in two files: one need of five can't be served, another needs what the first one has."""
    return [
        book(folder / "需求.xlsx", 需求清单=NEEDS),
        book(folder / "资源.xlsx", 能人=HELPERS, 场地=VENUES, 资金=FUNDS),
    ]


def made(files: list[Path], name: str = "项目清单.xlsx", *words: str) -> Path:
    """Match a month and return its project list, beside its files."""
    path = files[0].with_name(name)
    assert main(["match", *map(str, files), "--month", "2026-12", "-o", str(path), "-q", "--force", *words]) == 0
    return path


def sample_result() -> Result:
    """Return the plan of the sample."""
    return commatch.match(commatch.read(sample("zh"), month="2026-12"))


def typed_in(path: Path, sheet: str, cells: dict[str, Any]) -> None:
    """Type values into cells of a sheet."""
    workbook = load_workbook(path)
    for cell, value in cells.items():
        workbook[sheet][cell] = value
    workbook.save(path)


def column_of(path: Path, sheet: str, header: str) -> tuple[str, int]:
    """Return the letter of a column, and the row of its header."""
    for row in load_workbook(path)[sheet].iter_rows(max_row=5):
        for cell in row:
            if cell.value == header:
                return cell.column_letter, cell.row
    raise AssertionError(header)


def hostile_month(folder: Path, attacks: tuple[str, ...] = ATTACKS) -> list[Path]:
    """Write the small month with a hostile text at the end of every cell that takes any text."""
    found = small_month(folder)
    number = 0
    for path in found:
        workbook = load_workbook(path)
        for sheet in workbook.worksheets:
            headers = [cell.value for cell in sheet[1]]
            for row in sheet.iter_rows(min_row=2):
                for cell in row:
                    if headers[cell.column - 1] in _FREE.get(sheet.title, ()):
                        attack = attacks[number % len(attacks)]
                        cell.value = attack if attack.startswith("=") else f"{cell.value or ''}{attack}"
                        cell.data_type = "s"
                        number += 1
        workbook.save(path)
    return found
