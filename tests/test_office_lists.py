"""A project list in LibreOffice: the rules of its colours are carried out there, and saved by it the list comes back.

Run with ``pytest -m office`` where ``soffice`` is installed.
"""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from openpyxl.formula.translate import Translator
from openpyxl.worksheet.worksheet import Worksheet
from test_office import converted
from test_project_list_look import SAMPLE, column_of, rules, sheet_of, written

import commatch
from commatch.workbook.schema import CHOICES, Lang, choice_name

pytestmark = [
    pytest.mark.office,
    pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed"),
]
BESIDE = 40
"""The first column in which the rules are worked out."""


def worked_out(sheet: Worksheet) -> list[str]:
    """Write the rules of a sheet as formulas beside its rows; return the colour of each."""
    found = [
        (rule.formula[0], rule.dxf.fill) for _, rule in rules(sheet) if rule.type == "expression" and rule.dxf.fill
    ]
    for at, (formula, _) in enumerate(found):
        for row in range(3, sheet.max_row + 1):
            text = Translator(f"={formula}", origin="A3").translate_formula(f"A{row}")
            sheet.cell(row, BESIDE + at).value = f"=IF({text[1:]},1,0)"
    return [str(fill.fgColor.rgb) for _, fill in found]


def colours(path: Path, name: str, lang: Lang, looks: list[str], row: int) -> list[str]:
    """Return the colours that an office gives a row."""
    sheet: Any = load_workbook(path, data_only=True)[name]
    return [look for at, look in enumerate(looks) if sheet.cell(row, BESIDE + at).value == 1]


@pytest.mark.parametrize("lang", list(Lang))
def test_an_office_colours_a_project_by_what_is_typed(lang: Lang, tmp_path: Path) -> None:
    book = load_workbook(written(lang))
    sheet = sheet_of(book, "projects", lang)
    column = column_of(sheet, "projects", "decision", lang)
    words = [choice.name(lang) for choice in CHOICES["decision"]]
    for row, word in enumerate([*words, f" {CHOICES['decision'][2].aliases[0]} ", "?"], 3):
        sheet.cell(row, column).value = word
    status = column_of(sheet, "projects", "status", lang)
    sheet.cell(9, status).value = choice_name("need_status", "done", lang)
    looks = worked_out(sheet)
    book.save(tmp_path / "typed.xlsx")
    saved = converted(tmp_path / "typed.xlsx", "xlsx")
    green, amber, grey, blue, same_grey, nothing, over = (
        colours(saved, sheet.title, lang, looks, row) for row in range(3, 10)
    )
    assert [len(found) for found in (green, amber, grey, blue, same_grey, nothing, over)] == [1, 1, 1, 1, 1, 0, 1]
    assert len({*green, *amber, *grey, *blue}) == 4
    assert grey == same_grey


def test_a_list_saved_by_an_office_comes_back(tmp_path: Path) -> None:
    book = load_workbook(written(Lang.ZH))
    sheet = sheet_of(book, "projects")
    sheet.cell(3, column_of(sheet, "projects", "decision")).value = "否"
    need = str(sheet.cell(3, 2).value)
    book.save(tmp_path / "清单.xlsx")
    community = commatch.read(SAMPLE, previous=converted(tmp_path / "清单.xlsx", "xlsx"))
    assert not [problem for problem in community.problems if problem.severity == "error"]
    again = commatch.match(community)
    assert [(item.need_id, item.code) for item in again.unserved if item.code == "rejected"] == [(need, "rejected")]
    assert {change.need_id for change in again.changes if change.item == "project"} >= {need}
