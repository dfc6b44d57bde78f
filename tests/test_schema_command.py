"""``commatch schema``, the blank workbook and the reference say of every sheet and column what the schema says."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path
from typing import Any

import pytest
from cli_runs import in_chinese, run_json

from commatch.cli.app import main
from commatch.texts.cli import say
from commatch.workbook.examples import example
from commatch.workbook.forms import add_sheet
from commatch.workbook.look import new_workbook
from commatch.workbook.reader import read_tables
from commatch.workbook.save import save
from commatch.workbook.schema import CHOICES, FORM_SHEETS, INPUT, INPUT_SHEETS, Lang, Sheet, Type
from commatch.workbook.template import blank_workbook
from commatch.workbook.values import read_records

ROOT = Path(__file__).resolve().parents[1]
DOCUMENT = ["schema", "command", "version", "outcome", "exit_code", "message", "sheets"]
OF_A_SHEET = ["key", "zh", "aliases", "help", "used", "columns"]
OF_A_COLUMN = [
    "key", "zh", "type", "required", "personal", "unit", "minimum", "maximum", "values", "aliases", "example", "help",
    "used",
]  # fmt: skip


@pytest.fixture(autouse=True)
def chinese(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    in_chinese(monkeypatch, tmp_path)


def test_its_document_has_every_sheet_and_column_in_order(capsys: pytest.CaptureFixture[str]) -> None:
    code, doc = run_json(capsys, "schema")
    assert (code, doc["schema"], doc["exit_code"]) == (0, "commatch.schema/1", 0)
    assert list(doc) == DOCUMENT
    assert [sheet["key"] for sheet in doc["sheets"]] == list(INPUT)
    for said, sheet in zip(doc["sheets"], INPUT_SHEETS, strict=True):
        assert list(said) == OF_A_SHEET
        assert [column["key"] for column in said["columns"]] == [column.key for column in sheet.columns]
        for told, column in zip(said["columns"], sheet.columns, strict=True):
            assert list(told) == OF_A_COLUMN
            assert (told["zh"], told["type"], told["required"]) == (column.zh, column.type.value, column.required)
            assert (told["unit"], told["minimum"], told["aliases"]) == (column.unit, column.minimum, [*column.aliases])


def test_its_document_has_the_values_of_closed_lists(capsys: pytest.CaptureFixture[str]) -> None:
    _, doc = run_json(capsys, "schema")
    for said, sheet in zip(doc["sheets"], INPUT_SHEETS, strict=True):
        for told, column in zip(said["columns"], sheet.columns, strict=True):
            keys = [value["key"] for value in told["values"]]
            if column.type is Type.CHOICE:
                assert keys == [choice.key for choice in CHOICES[column.choices]]
            else:
                assert keys == {Type.YES_NO: [True, False], Type.URGENCY: [1, 2, 3, 4, 5]}.get(column.type, [])


def test_its_document_is_the_same_in_both_languages(capsys: pytest.CaptureFixture[str]) -> None:
    assert run_json(capsys, "schema", "--lang", "zh") == run_json(capsys, "schema", "--lang", "en")


@pytest.mark.parametrize("name", ["能人", "helpers", "社区能人", "Helpers"])
def test_one_sheet_is_asked_for_by_any_of_its_names(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    _, doc = run_json(capsys, "schema", name)
    assert [sheet["key"] for sheet in doc["sheets"]] == ["helpers"]


@pytest.mark.parametrize("name", ["没有这张", "项目清单", "说明"])
def test_a_name_of_no_input_sheet_is_wrong_usage(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["schema", name]) == 2
    assert "需求清单、" in capsys.readouterr().err
    _, doc = run_json(capsys, "schema", name)
    assert (list(doc), doc["outcome"], doc["sheets"]) == (DOCUMENT, "usage", [])


@pytest.mark.parametrize("lang", Lang)
@pytest.mark.parametrize("sheet", INPUT_SHEETS, ids=lambda sheet: sheet.key)
def test_its_page_says_what_a_worker_needs_to_know(
    sheet: Sheet, lang: Lang, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["schema", sheet.name(lang), "--lang", lang]) == 0
    _, *said = re.split(r"\n  (?=\S)", capsys.readouterr().out)
    assert len(said) == len(sheet.columns)
    for own, column in zip(said, sheet.columns, strict=True):
        first = own.splitlines()[0]
        assert first.startswith(column.header(lang))
        assert example(sheet.key, column.key, lang) in own
        assert (column.help_zh if lang is Lang.ZH else column.help_en) in own
        assert (say(lang.value, "schema.required") in first) == column.required


def test_the_list_of_sheets_names_each_and_says_what_is_idle(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["schema"]) == 0
    text = capsys.readouterr().out
    lines = [line for line in text.splitlines() if line.startswith("  ")]
    assert [line.split("：")[0] for line in lines] == [f"  {sheet.zh}（{sheet.key}）" for sheet in INPUT_SHEETS]
    idle = [say("zh", "schema.idle") in line for line in lines]
    assert not any(idle)


@pytest.mark.parametrize("lang", Lang)
@pytest.mark.parametrize("sheet", INPUT_SHEETS, ids=lambda sheet: sheet.key)
def test_every_example_is_read_by_its_column_without_fault(sheet: Sheet, lang: Lang, tmp_path: Path) -> None:
    book = new_workbook(lang, dt.date(2026, 1, 1))
    add_sheet(book, sheet, lang, [[example(sheet.key, column.key, lang) for column in sheet.columns]])
    problems: list[Any] = []
    tables = read_tables([save(book, tmp_path / "x.xlsx")])
    (record,) = read_records(tables, sheet.key, dt.date(2026, 12, 1), problems)
    assert problems == []
    assert [column.key for column in sheet.columns if record[column.key] in (None, "")] == []


@pytest.mark.parametrize("lang", Lang)
def test_the_blank_workbook_has_the_headers_of_the_schema(lang: Lang, capsys: pytest.CaptureFixture[str]) -> None:
    _, doc = run_json(capsys, "schema")
    book = blank_workbook(lang, "x.xlsx")
    name = "zh" if lang is Lang.ZH else "key"
    for sheet in doc["sheets"][: len(FORM_SHEETS)]:
        assert [cell.value for cell in book[sheet[name]][1]] == [column[name] for column in sheet["columns"]]


@pytest.mark.parametrize("lang", Lang)
def test_the_reference_has_every_sheet_and_column_in_order(lang: Lang) -> None:
    page = (ROOT / "docs" / lang / "reference" / "sheets.md").read_text("utf-8")
    sections = re.split(r"^## ", page, flags=re.MULTILINE)[1:]
    for sheet, section in zip(INPUT_SHEETS, sections, strict=False):
        assert section.splitlines()[0].split(" · ")[0] == sheet.name(lang)
        rows = [line.split(" | ") for line in section.splitlines() if line.startswith("| ")][2:]
        assert [row[0].removeprefix("| ") for row in rows] == [column.header(lang) for column in sheet.columns]
        for row, column in zip(rows, sheet.columns, strict=True):
            assert example(sheet.key, column.key, lang).replace("|", "\\|") in row
