"""``commatch apply``: what is written beside the list, what stays as it was, what the command prints."""

from __future__ import annotations

import datetime as dt
import os
import shutil
import stat
from pathlib import Path
from typing import Any

import pytest
from carried_months import NEEDS, SETTINGS, MonthBook, also, said, sheet_rows
from cli_runs import in_chinese, run_json
from openpyxl import load_workbook
from openpyxl.styles import PatternFill
from test_office import converted

import commatch
from commatch.cli.app import main
from commatch.month.numbered import next_name
from commatch.reports import continued
from commatch.workbook import save
from commatch.workbook.schema import Lang

HOSTILE = ('=HYPERLINK("http://x","y")', "+cmd|' /C calc'!A0", "@SUM(A1)", "<script>alert(1)</script>")
MEMORY = {Lang.ZH: ("进程", "历史"), Lang.EN: ("progress", "history")}


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    in_chinese(monkeypatch, tmp_path)


def filled(folder: Path, lang: Lang = Lang.ZH) -> MonthBook:
    """Return the list with one project done and rated, one begun, and what a worker adds of his own."""
    book = MonthBook(folder, lang)
    yes, done = ("确认", "完成") if lang is Lang.ZH else ("confirm", "done")
    book.decide("N01", "N02", said=yes)
    book.done("N01", said=done)
    book.row("N01", "rating", 5)
    at = book.row("N02", "outcome", HOSTILE[0], resource_id="H2")
    book.sheet("assignments")[at].data_type = "s"  # typed as text
    book.row("N02", "outcome", HOSTILE[3], resource_id="H3")
    return book


def values(path: Path) -> dict[str, list[tuple[Any, ...]]]:
    return {sheet.title: list(sheet.values) for sheet in load_workbook(path)}


@pytest.mark.parametrize("lang", [Lang.ZH, pytest.param(Lang.EN, marks=pytest.mark.slow)])
def test_run_again_it_writes_the_same_sheets_in_the_list_s_language(lang: Lang, tmp_path: Path) -> None:
    book = filled(tmp_path, lang)
    first = book.apply()
    assert first.path is not None, said(first)
    before = book.path.read_bytes()
    second = commatch.apply(first.path)
    assert second.path is not None
    assert (first.path.name, second.path.name) == (f"{book.path.stem}-2.xlsx", f"{book.path.stem}-3.xlsx")
    assert book.path.read_bytes() == before
    assert values(first.path) == values(second.path)
    assert second.moved == ()
    assert set(MEMORY[lang]) <= set(load_workbook(first.path).sheetnames)
    assert load_workbook(first.path).sheetnames[0] == book.book.sheetnames[0]
    same = commatch.apply(book.path, path=tmp_path / "same.xlsx")
    assert same.path is not None
    assert same.path.read_bytes() == first.path.read_bytes()
    properties = [load_workbook(path).properties for path in (book.path, first.path, second.path)]
    assert len({(item.created, item.modified) for item in properties}) == 1  # no clock
    if os.name == "posix":
        assert stat.S_IMODE(first.path.stat().st_mode) == 0o600
    if lang is Lang.ZH:
        found = {row["需求编号"]: row for row in sheet_rows(first.path, "进程")}
        assert len(found) == len(NEEDS) - 1
        assert {key: found["N01"][key] for key in ("议事决定", "状态", "评价", "首次月份")} == {
            "议事决定": "确认", "状态": "已评价", "评价": 5, "首次月份": "2026-12",
        }  # fmt: skip
        assert [row["资源编号"] for row in sheet_rows(first.path, "历史")] == ["G1", "H1", "U1"]


def test_what_a_worker_added_stays_and_the_list_s_charts_and_rules_too(tmp_path: Path) -> None:
    book = filled(tmp_path)
    own = book.book.create_sheet("我的记录")
    own.append(["电话记录", HOSTILE[1]])
    projects = book.sheet("projects")
    top, columns = book.header("projects")
    at = len(columns) + 1
    projects.cell(top, at).value = "街道意见"
    projects.cell(top + 1, at).value = "同意"
    projects.cell(top + 1, at).fill = PatternFill("solid", start_color="FF00FF")
    applied = book.apply()
    assert applied.path is not None
    assert applied.notes == ()
    copy = load_workbook(applied.path)
    sheet = copy[projects.title]
    assert copy["我的记录"]["B1"].value == HOSTILE[1]
    assert copy["我的记录"]["B1"].data_type == "s"
    assert sheet.cell(top + 1, at).value == "同意"
    assert sheet.cell(top + 1, at).fill.start_color.rgb[-6:] == "FF00FF"
    assert len(sheet.conditional_formatting) == len(projects.conditional_formatting)
    assert len(sheet.data_validations.dataValidation) == len(projects.data_validations.dataValidation)
    assert len(copy["概览"]._charts) == len(book.book["概览"]._charts) > 0
    cells = [cell for row in copy[book.sheet("assignments").title].iter_rows() for cell in row]
    assert {cell.data_type for cell in cells if cell.value in HOSTILE} == {"s"}


def test_killed_while_writing_nothing_half_is_left(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    book = filled(tmp_path)
    there = sorted(tmp_path.iterdir())

    def killed(*args: Any, **how: Any) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(save.os, "replace", killed)
    monkeypatch.setattr(save.os, "link", killed)
    with pytest.raises(KeyboardInterrupt):
        book.apply()
    assert sorted(tmp_path.iterdir()) == there


def test_a_list_too_large_for_its_look_keeps_its_values(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(continued, "_MOST_XML", 1000)
    book = filled(tmp_path)
    applied = book.apply()
    assert applied.path is not None
    assert [code for code, _ in applied.notes] == ["values_only"]
    found = values(applied.path)
    assert set(book.book.sheetnames) | {"进程", "历史"} == set(found)
    assert [row[0] for row in found["匹配明细"]] == [row[0] for row in book.sheet("assignments").values]


def test_the_terminal_names_what_moved_and_what_is_next(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    book = filled(tmp_path)
    code, doc = run_json(capsys, "apply", str(book.saved()), "--on", "2026-12-16")
    assert (code, doc["outcome"], doc["month"]) == (0, "written", "2026-12")
    assert doc["files"] == [doc["output"]] == [str(tmp_path / "项目清单-2.xlsx")]
    assert doc["inputs"] == [str(tmp_path / "社区.xlsx")]
    assert doc["counts"] == {"needs": 19, "projects": 17, "moved": 2, "history": 3, "errors": 0, "warnings": 3}
    assert doc["moved"] == [
        {"project_id": "2026-12-N01", "before": "proposed", "after": "reviewed"},
        {"project_id": "2026-12-N02", "before": "proposed", "after": "in_progress"},
    ]
    assert (doc["statuses"]["reviewed"], doc["statuses"]["open"]) == (1, 1)
    assert main(["apply", str(book.path), "-o", "新.xlsx", "--lang", "zh"]) == 0
    shown = capsys.readouterr()
    text = shown.out + shown.err
    assert "2026-12-N01：已匹配(待议) → 已评价" in text
    assert "commatch rollover 新.xlsx" in text
    assert "王桂兰" not in text
    assert "13912345678" not in text
    assert "13912345678" not in str(doc)


def test_exit_codes_tell_what_went_wrong(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    book = MonthBook(tmp_path)
    cell = book.row("N10", "outcome", "完成")
    code, doc = run_json(capsys, "apply", str(book.saved()))
    assert code == 3
    assert doc["output"] is None
    assert (doc["counts"]["errors"], doc["counts"]["needs"], doc["moved"]) == (1, 0, [])
    assert (doc["problems"][0]["code"], doc["problems"][0]["sheet"], doc["problems"][0]["cell"]) == (
        "result_undecided", "匹配明细", cell,
    )  # fmt: skip
    assert main(["apply", "没有.xlsx"]) == 2
    assert main(["apply", str(book.path), "--on", "32号"]) == 2
    book.row("N10", "outcome", None)
    assert main(["apply", str(book.saved()), "-o", str(book.path), "--force"]) in (2, 6)
    assert main(["apply", str(book.path), "-o", "没有/这里.xlsx"]) in (2, 6)
    capsys.readouterr()
    assert main(["apply", str(book.path), "--lang", "en"]) == 0
    shown = capsys.readouterr().out
    assert "No project's status has changed." in shown
    assert "write 议事决定 in 项目清单" in shown


def test_matched_again_the_next_list_goes_on_with_progress_and_history(tmp_path: Path) -> None:
    book = filled(tmp_path)
    book.decide("N12", said="否")
    first = book.apply(on=dt.date(2026, 12, 12))
    assert first.path is not None
    assert first.state is not None
    again = commatch.read(tmp_path / "社区.xlsx", previous=first.path)
    path = commatch.write_projects(commatch.match(again), tmp_path / "again.xlsx")
    listed = {row["项目编号"] for row in sheet_rows(path, "项目清单") if "项目编号" in row}
    assert "2026-12-N01" not in listed
    assert list(sheet_rows(path, "历史")) == list(sheet_rows(first.path, "历史"))
    assert list(sheet_rows(path, "进程")) == list(sheet_rows(first.path, "进程"))
    second = MonthBook(tmp_path, source=path)
    second.done("N02")
    applied = second.apply(on=dt.date(2026, 12, 20))
    assert applied.ok, said(applied)
    assert applied.state is not None
    assert applied.state.way["N01"] == first.state.way["N01"]
    assert applied.state.way["N12"] == first.state.way["N12"]
    assert [row for row in applied.state.history if row.need_id == "N01"] == list(first.state.history)
    assert [row.resource_id for row in applied.state.history if row.need_id == "N02"] == ["H2", "H3"]
    assert f"{applied.state.way['N02'].started_on:%m-%d}" == f"{first.state.way['N02'].started_on:%m-%d}" == "12-12"


def test_months_remembered_stay_in_progress(tmp_path: Path) -> None:
    book = filled(tmp_path)
    remembered = [
        ["需求编号", "需求", "首次月份", "状态", "去向", "去向月份"],
        ["N00", "旧事", "2026-11", "已评价", "办结", "2026-11"],
    ]
    also(tmp_path, 进程=remembered, 设置=SETTINGS)
    applied = book.apply()
    assert applied.path is not None, said(applied)
    rows = {row["需求编号"]: row for row in sheet_rows(applied.path, "进程")}
    assert rows["N00"]["去向"] == "办结"
    assert len(rows) == len(NEEDS)
    assert next_name(applied.path).name == "项目清单-3.xlsx"


@pytest.mark.office
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
@pytest.mark.parametrize("ending", ["ods", "xls"])
def test_a_list_of_another_format_keeps_its_values(ending: str, tmp_path: Path) -> None:
    book = filled(tmp_path)
    applied = commatch.apply(converted(book.saved(), ending))
    assert applied.path is not None, said(applied)
    assert [code for code, _ in applied.notes] == ["values_only"]
    again = commatch.apply(applied.path)
    assert again.ok
    assert again.moved == ()
    assert again.state is not None
    assert applied.state is not None
    assert again.state.ways == applied.state.ways
    assert again.state.history == applied.state.history
