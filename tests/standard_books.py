"""Standard workbooks for tests: the blank one filled with the rows of a sample, and what two communities share."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

from openpyxl import load_workbook

from commatch.community import Community
from commatch.settings import setting_key
from commatch.workbook.schema import FORM_SHEETS, Lang
from commatch.workbook.template import blank_workbook

SAMPLES = Path(__file__).resolve().parents[1] / "data" / "samples"
BOOKS = {Lang.ZH: SAMPLES / "标准表" / "社区月度清单.xlsx", Lang.EN: SAMPLES / "english" / "community-month.xlsx"}


def rows_of(path: Path, lang: Lang) -> dict[str, list[dict[str, object]]]:
    """Return the rows of a workbook with standard headers in row 1, by sheet and column key."""
    book = load_workbook(path, data_only=True)
    found = {}
    for sheet in FORM_SHEETS:
        if sheet.name(lang) in book.sheetnames:
            headers, *rows = book[sheet.name(lang)].iter_rows(values_only=True)
            keys = {column.header(lang): column.key for column in sheet.columns}
            found[sheet.key] = [
                {keys[str(header)]: value for header, value in zip(headers, row, strict=True) if value is not None}
                for row in rows
            ]
    return found


def filled(path: Path, lang: Lang, rows: dict[str, list[dict[str, object]]]) -> Path:
    """Write the blank workbook with rows typed in below the samples; settings where their key stands."""
    book = blank_workbook(lang, path.name)
    for sheet in FORM_SHEETS:
        written = book[sheet.name(lang)]
        numbers = {column.key: number for number, column in enumerate(sheet.columns, 1)}
        if sheet.key == "settings":
            at = {setting_key(written.cell(row, 1).value): row for row in range(2, written.max_row + 1)}
            for row in rows.get("settings", []):
                written.cell(at[setting_key(row["key"])], numbers["value"], row.get("value"))
            continue
        for number, row in enumerate(rows.get(sheet.key, []), written.max_row + 1):
            for key, value in row.items():
                written.cell(number, numbers[key], value)
    book.save(path)
    return path


def told(community: Community) -> str:
    """Return everything that a community says apart from its problems, its files and where things stand."""
    text = repr(replace(community, problems=(), files=()))
    return re.sub(r"Place\([^()]*\)", "Place", text)
