"""Text of a community that a spreadsheet program could carry out, in every text column: harmless in every sheet."""

from __future__ import annotations

import datetime as dt
import re
import zipfile
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from openpyxl import Workbook, load_workbook

import commatch
from commatch.workbook.schema import INPUT_SHEETS, Column, Lang, Type

LONG = "长" * 40_000
HOSTILE = {
    "formula": '=HYPERLINK("http://x.example","y")',
    "command": "+cmd|' /C calc'!A0",
    "minus": "-2+3",
    "at": "@SUM(1+1)",
    "full_width": "＝1+1",
    "tab": "\t=1+1",
    "script": "<script>alert(1)</script>&amp;",
    "control": "一\x07二\x1f_x0041_ ]]> &D&F",
    "error": "#N/A",
    "quotes": '"\'{item}{0}%s$A$1""',
    "long": LONG,
}
TEXT = {Type.TEXT, Type.ID, Type.LIST}


def fed(column: Column, text: str, plain: object) -> object:
    """Return what stands in a column: the hostile text where it holds text, else what is asked for there."""
    return text if column.type in TEXT else plain


def community(path: Path, text: str) -> Path:
    """Write a community in which every text column holds a text; it is served, but for what nobody can do."""
    word = text[:60]  # of ids and names that are looked up
    # of skills and goods, which have a grammar of their own
    what = "".join((text[:1].strip("=＝<"), *re.findall("[A-Za-z长]", text)[:20], "手"))
    plain: dict[str, dict[str, object]] = {
        "needs": {"need_id": f"{word}N1", "urgency": 5, "beneficiaries": 3, "raised_on": dt.date(2026, 11, 3)},
        "helpers": {
            "helper_id": f"{word}H1",
            "skills": "水电工",
            "hours": 8,
            "groups": None,
            "checks": None,
            "status": None,
        },
        "units": {"unit_id": f"{word}U1", "services": "义诊", "sessions": 3, "groups": None, "status": None},
        "venues": {"venue_id": f"{word}V1", "facilities": "桌椅", "seats": 40, "status": None},
        "funds": {"fund_id": f"{word}F1", "amount": 900, "categories": None, "status": None},
        "goods": {"goods_id": f"{word}G1", "quantity": 5, "reusable": "是", "status": None},
        "opinions": {"need_id": f"{word}N1", "resource_id": f"{word}H1", "opinion": "优先", "score": 3},
    }
    asked = {
        "template": None, "skills": "水电工", "services": "义诊", "facilities": "桌椅", "checks": None,
        "goods": f"{what}×1", "budget": 100, "seats": 5, "status": None, "bundle": None, "groups": word,
    }  # fmt: skip
    plain["needs"] |= asked
    plain["goods"] |= {"name": what}
    book = Workbook()
    book.remove(book.worksheets[0])
    for sheet in INPUT_SHEETS:
        if sheet.key not in plain:
            continue
        rows = [plain[sheet.key]]
        if sheet.key == "needs":
            rows.append({**rows[0], "need_id": f"{word}N2", "skills": what, "urgency": 5})
            rows.append({**rows[0], "need_id": f"{word}N3", "status": "转办"})
        page = book.create_sheet(sheet.zh)
        page.append([column.zh for column in sheet.columns])
        for number, row in enumerate(rows, 2):
            for at, column in enumerate(sheet.columns, 1):
                value = row[column.key] if column.key in row else fed(column, text, None)
                cell: Any = page.cell(number, at)
                cell._value = value[:32_000] if isinstance(value, str) else value
                cell.data_type = "s" if isinstance(value, str) else "d" if isinstance(value, dt.date) else "n"
                if isinstance(value, str):
                    cell._value = re.sub("[\x00-\x08\x0b\x0c\x0e-\x1f]", lambda m: f"_x{ord(m[0]):04X}_", cell._value)
    settings = book.create_sheet("设置")
    for number, (key, value) in enumerate(
        (("项", "值"), ("月份", "2026-12"), ("社区名称", text[:30_000]), ("责任社工", "")), 1
    ):
        for at, said in enumerate((key, value), 1):
            cell = settings.cell(number, at)
            cell._value, cell.data_type = re.sub("[\x00-\x1f]", "", said), "s"
    book.save(path)
    return path


def harmless(path: Path) -> int:
    """See that nothing in a workbook is carried out; return how many cells it has."""
    seen = 0
    book = load_workbook(path, rich_text=False)
    for sheet in book.worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                assert cell.data_type not in ("f", "e"), f"{sheet.title}!{cell.coordinate}"
                if isinstance(cell.value, str):
                    seen += 1
                    assert not cell.value.startswith(("=", "+", "-", "@", "\t", "＝", "#")) or cell.quotePrefix
                    assert len(cell.value) <= 32_767
                if cell.hyperlink:
                    assert cell.hyperlink.target is None
                    assert re.fullmatch(r"'[^']+'![A-Z]+[0-9]+", cell.hyperlink.location)
        for area in sheet.conditional_formatting:
            for rule in area.rules:
                assert all(text.count('"') % 2 == 0 for text in rule.formula)
        head: Any = sheet.oddHeader
        assert not re.search("(?<!&)(?:&&)*&[A-Z]", head.left.text or "")
    with zipfile.ZipFile(path) as parts:
        for name in parts.namelist():
            content = parts.read(name)
            assert "externalLink" not in name
            if name.endswith((".xml", ".rels")):
                root = ElementTree.fromstring(content)
                assert not [item for item in root.iter() if item.get("TargetMode") == "External"], name
            if name.startswith("xl/worksheets/"):
                assert not re.search(rb"<f[ >/]", content), name
    return seen


@pytest.mark.parametrize("kind", list(HOSTILE))
def test_hostile_text_in_every_text_column_is_harmless_in_every_sheet(kind: str, tmp_path: Path) -> None:
    source = community(tmp_path / "月.xlsx", HOSTILE[kind])
    read = commatch.read([source])
    assert not [problem for problem in read.problems if problem.severity == "error"], read.problems
    result = commatch.add_gaps(commatch.add_remedies(commatch.match(read)))
    assert result.plan.slots, "something is planned"
    assert result.unserved, "something is not"
    for lang in Lang:
        path = commatch.write_projects(result, tmp_path / f"{lang.value}.xlsx", lang=lang)
        assert harmless(path) > 150
        book = load_workbook(path)
        full = [sheet.title for sheet in book.worksheets if sheet.max_row > 2]
        assert len(full) >= 9, full
        assert len(book.worksheets[0]._charts) >= 2


@pytest.mark.parametrize("kind", ["formula", "at", "quotes"])
def test_hostile_text_is_kept_to_the_letter(kind: str, tmp_path: Path) -> None:
    text = HOSTILE[kind]
    result = commatch.match(commatch.read([community(tmp_path / "月.xlsx", text)]))
    book = load_workbook(commatch.write_projects(result, tmp_path / "out.xlsx"))
    _, header, first, *_ = book["项目清单"].iter_rows(values_only=True)
    assert dict(zip(header, first, strict=True))["项目"] == text


def test_a_list_made_of_hostile_text_comes_back(tmp_path: Path) -> None:
    source = community(tmp_path / "月.xlsx", HOSTILE["formula"])
    listed = commatch.write_projects(commatch.match(commatch.read([source])), tmp_path / "清单.xlsx")
    book = load_workbook(listed)
    header = [cell.value for cell in book["项目清单"][2]]
    book["项目清单"].cell(3, header.index("议事决定") + 1).value = "确认"
    note: Any = book["项目清单"].cell(3, header.index("备注") + 1)
    note.value, note.data_type = HOSTILE["command"], "s"
    book.save(listed)
    again = commatch.match(commatch.read([source], previous=listed))
    assert not [problem for problem in again.problems if problem.severity == "error"], again.problems
    path = commatch.write_projects(again, tmp_path / "二.xlsx")
    assert harmless(path)
    values = [cell.value for row in load_workbook(path)["项目清单"].iter_rows(min_row=3) for cell in row]
    assert "已确认" in values
    assert any(str(value).startswith(HOSTILE["command"]) for value in values)
