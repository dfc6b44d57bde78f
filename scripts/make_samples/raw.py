"""The raw form: needs in people's own words, and one free text for each helper, unit and venue."""

import csv
import re
from datetime import date

from make_samples.books import Cell, Row, Sheet
from make_samples.content import HERE, Community

INVENTED = "（样例，人、单位、场地均为虚构）"
ISO = re.compile(r"\d{4}-\d\d-\d\d")

# A sheet of free texts: the sheet of the standard form, its table, and what the two hold in order of columns.
OF_NEEDS = ("需求", "需求清单", "原始需求", ["编号", "反映内容", "姓名", "电话", "反映时间"])
OF_RESOURCES = [
    ("能人", "能人", "原始能人", ["编号", "姓名", "情况", "网格"]),
    ("单位", "共建单位", "原始单位", ["编号", "单位", "情况", "网格"]),
    ("场地", "场地", "原始场地", ["编号", "场地", "情况", "网格"]),
]
AS_THEY_ARE = {
    "资金": ["编号", "资金", "可用金额", "单项上限", "适用类别"],
    "物资": ["编号", "物资", "数量", "可重复使用"],
}
TITLES = {
    "需求": "梧桐里社区居民反映记录",
    "能人": "梧桐里社区能人和队伍摸底表",
    "单位": "梧桐里社区共建单位摸底表",
    "场地": "梧桐里社区场地摸底表",
    "资金": "梧桐里社区资金表",
    "物资": "梧桐里社区物资表",
}
OURS = {"姓名": "提出人"}


def needs(community: Community) -> list[Sheet]:
    """Return what residents said, with the names and telephones of the standard form."""
    return [_told(community, *OF_NEEDS)]


def resources(community: Community) -> list[Sheet]:
    """Return helpers, units and venues as described by hand, and funds and goods in few columns."""
    told = [_told(community, *sheet) for sheet in OF_RESOURCES]
    return told + [_sheet(name, community.sheet(name), columns, {}) for name, columns in AS_THEY_ARE.items()]


def _told(community: Community, name: str, standard: str, table: str, columns: list[str]) -> Sheet:
    with (HERE / "tables" / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        texts = {record["编号"]: record for record in csv.DictReader(file)}
    return _sheet(name, community.sheet(standard), columns, texts)


def _sheet(name: str, standard: Sheet, columns: list[str], texts: dict[str, dict[str, str]]) -> Sheet:
    """Take each column from ``texts`` where it has it, else from the row of the standard form."""
    known: dict[Cell, dict[str, Cell]] = {
        row[standard.headers.index("编号")]: dict(zip(standard.headers, row, strict=True)) for row in standard.rows
    }
    rows: list[Row] = []
    for key in texts or known:
        row = known[key]  # an id the standard form does not have stops the script
        text = texts.get(str(key), {})
        rows.append([_dated(text[c]) if c in text else row[c if c in row else OURS[c]] for c in columns])
    return Sheet(name, columns, rows, [TITLES[name] + INVENTED])


def _dated(text: str) -> Cell:
    """Return a date for a text that is one in full; what people wrote otherwise stays a text."""
    return date.fromisoformat(text) if ISO.fullmatch(text) else text
