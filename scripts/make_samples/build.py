"""The four forms of the sample: a clean Chinese workbook, two hand-made, an English one, and two raw ones."""

from pathlib import Path

from make_samples import raw
from make_samples.books import Sheet, save
from make_samples.content import load
from make_samples.english import translate
from make_samples.handmade import NEED_SHEETS, RESOURCE_SHEETS, by_hand


def build(target: Path) -> list[Path]:
    """Write every sample workbook below ``target`` and return their paths.

    The bytes depend on the tables in this folder alone: no clock, no chance, no order of a set.
    """
    community = load()
    english = [translate(sheet) for sheet in community.sheets]
    _check_one_to_one(community.sheets, english)
    books = {
        "标准表/社区月度清单.xlsx": community.sheets,
        "手工表/需求登记.xlsx": [by_hand(community.sheet(name)) for name in NEED_SHEETS],
        "手工表/资源登记.xlsx": [by_hand(community.sheet(name)) for name in RESOURCE_SHEETS],
        "english/community-month.xlsx": english,
        "原始表/居民反映.xlsx": raw.needs(community),
        "原始表/能人单位场地.xlsx": raw.resources(community),
    }
    return [save(target / name, sheets) for name, sheets in books.items()]


def _check_one_to_one(chinese: list[Sheet], english: list[Sheet]) -> None:
    """Two different cells of a column must stay different in English, or the plans could differ."""
    for before, after in zip(chinese, english, strict=True):
        for column, header in enumerate(before.headers):
            seen: dict[object, object] = {}
            for row, twin in zip(before.rows, after.rows, strict=True):
                if seen.setdefault(twin[column], row[column]) != row[column]:
                    raise ValueError(f"{before.name}/{header}: two cells became {twin[column]!r}")
