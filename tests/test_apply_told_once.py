"""Of one mistake in a list one thing is told, at its place, and following it helps; in both languages."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from carried_months import NEEDS, SETTINGS, MonthBook, also
from cli_runs import run_json

from commatch.workbook.schema import Lang, choice_name

TOLD = {
    "deleted": {
        Lang.ZH: "项目“2026-12-N10”记的是“已确认”",
        Lang.EN: "the project '2026-12-N10' is recorded as 'confirmed'",
    },
    "leaving": {
        Lang.ZH: "需求清单里 N10 的状态是“转办”（社区.xlsx 需求清单!A9），项目 2026-12-N10 不做了，却填了“2”",
        Lang.EN: "the needs sheet has N10 as 'handed on' (社区.xlsx 需求清单!A9), so the project 2026-12-N10 is not",
    },
}
Told = list[tuple[str, str, str, str]]


@pytest.fixture(params=list(Lang))
def lang(request: pytest.FixtureRequest) -> Lang:
    return Lang(request.param)


def run(capsys: pytest.CaptureFixture[str], book: MonthBook, step: str = "apply") -> tuple[int, dict[str, Any]]:
    """Run a command on a list as it stands; see that a refused one wrote nothing."""
    result, source = book.saved(), book.path.with_name("社区.xlsx")
    output = result.with_name(f"{step}.xlsx")
    words = [source, "--previous", result] if step == "match" else [result, source]
    code, document = run_json(capsys, step, *map(str, words), "-o", str(output), "--lang", book.lang.value)
    assert output.exists() is (code == 0), document
    return code, document


def told(document: dict[str, Any]) -> Told:
    return [tuple(one[key] for key in ("code", "file", "sheet", "cell")) for one in document["problems"]]


def says(book: MonthBook, key: str, choices: str = "need_status") -> str:
    return choice_name(choices, key, book.lang)


# -- a cell that can't be read ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("column", ["status", "decision"])
def test_a_status_or_decision_that_can_t_be_read_is_told_alone(
    column: str, lang: Lang, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    book = MonthBook(tmp_path, lang)
    cell = book.put("projects", {"project_id": "2026-12-N10"}, column, "搞定啦")
    book.row("N10", "actual_hours", 2)
    book.row("N10", "rating", 4)
    code, document = run(capsys, book)
    assert code == 3
    assert told(document) == [("bad_choice", book.path.name, book.sheet("projects").title, cell)]


def test_a_status_that_was_recorded_and_can_t_be_read_now_is_told_alone(
    lang: Lang, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    book = MonthBook(tmp_path, lang)
    book.decide("N10", said=says(book, "confirm", "decision"))
    again = MonthBook(tmp_path / "again", lang, source=book.apply().path)
    cell = again.put("projects", {"project_id": "2026-12-N10"}, "decision", "？？")
    again.status("N10", "")
    also(tmp_path / "again", 积分兑换=[["日期", "编号", "物品", "积分"], ["2026-12-30", "H6", "绿植", 1]])
    code, document = run(capsys, again)
    assert code == 3
    assert told(document) == [("bad_choice", again.path.name, again.sheet("projects").title, cell)]


def test_a_status_of_a_need_that_can_t_be_read_is_told_alone(
    lang: Lang, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    book = MonthBook(tmp_path, lang)
    opinion = ["需求编号", "资源编号", "意见"]
    also(
        tmp_path,
        需求清单=[row if row[0] != "N05" else [*row[:-1], "转走了"] for row in NEEDS],
        匹配意见=[opinion, ["N04", "H5", "锁定"], ["N05", "H5", "禁止"]],  # they clash only while N05 is to be planned
    )
    book.row("N04", "actual_hours", 1)
    code, document = run(capsys, book)
    assert code == 3
    assert told(document) == [("bad_choice", "社区.xlsx", "需求清单", "M6")]


# -- the row of a project that was decided -----------------------------------------------------------------------------


@pytest.mark.parametrize("step", ["apply", "rollover", "match"])
@pytest.mark.parametrize(("decision", "done"), [("confirm", False), ("confirm", True), ("reject", False)])
def test_a_decided_project_whose_row_was_deleted_is_told_with_its_place(
    decision: str, done: bool, step: str, lang: Lang, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    book = MonthBook(tmp_path, lang)
    book.decide("N10", said=says(book, decision, "decision"))
    if done:
        book.done("N10", said=says(book, "done", "outcome"))
    again = MonthBook(tmp_path / "again", lang, source=book.apply().path)
    again.delete("projects", {"project_id": "2026-12-N10"})
    code, document = run(capsys, again, step)
    assert code == 3
    wrong = [problem for problem in document["problems"] if problem["severity"] == "error"]
    (problem,) = wrong
    assert problem["code"] == "previous_decided_deleted"
    assert (problem["file"], problem["sheet"], problem["cell"]) == (again.path.name, again.sheet("projects").title, "")
    assert f"{again.path.name} {'进程' if lang is Lang.ZH else 'progress'}!Q" in problem["message"]
    if decision == "confirm" and not done:
        assert problem["message"].startswith(TOLD["deleted"][lang])
    codes = {one["code"] for one in document["problems"]}
    assert not codes & {"previous_project_deleted", "status_backwards", "result_undecided"}


def test_an_undecided_project_whose_row_was_deleted_is_a_warning_still(
    lang: Lang, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    again = MonthBook(tmp_path / "again", lang, source=MonthBook(tmp_path, lang).apply().path)
    again.delete("projects", {"project_id": "2026-12-N10"})
    code, document = run(capsys, again)
    assert code == 0
    assert [one["code"] for one in document["problems"]] == ["previous_project_deleted"]


def test_a_project_that_the_needs_sheet_took_out_may_lose_its_row(
    lang: Lang, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    book = MonthBook(tmp_path, lang)
    source = also(tmp_path, 需求清单=handed_on())
    again = MonthBook(tmp_path / "again", lang, source=book.apply().path)
    (tmp_path / "again" / "社区.xlsx").write_bytes(source.read_bytes())
    again.delete("projects", {"project_id": "2026-12-N10"})
    code, document = run(capsys, again)
    assert code == 0
    assert document["statuses"]["handed_on"] == 1


# -- what was typed in of a need that is handed on ---------------------------------------------------------------------


def handed_on(word: str = "转办") -> list[list[object]]:
    return [list(row) if row[0] != "N10" else [*row[:-1], word] for row in NEEDS]


def test_hours_of_a_need_that_its_sheet_hands_on_are_told_once_and_both_ways_out_help(
    lang: Lang, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    book = MonthBook(tmp_path, lang)
    also(tmp_path, 需求清单=handed_on(), 设置=SETTINGS)
    cell = book.row("N10", "actual_hours", 2)
    code, document = run(capsys, book)
    assert code == 3
    assert told(document) == [("result_of_leaving", book.path.name, book.sheet("assignments").title, cell)]
    assert document["problems"][0]["message"].startswith(TOLD["leaving"][lang])
    book.row("N10", "actual_hours", None)
    code, document = run(capsys, book)
    assert (code, document["statuses"]["handed_on"]) == (0, 1)
    (tmp_path / "apply.xlsx").unlink()
    book.row("N10", "actual_hours", 2)
    book.decide("N10", said=says(book, "confirm", "decision"))
    also(tmp_path)
    code, document = run(capsys, book)
    assert (code, document["statuses"]["in_progress"]) == (0, 1)
    assert document["problems"] == []


@pytest.mark.parametrize("decision", ["", "confirm"])
def test_hours_of_a_project_that_is_handed_on_count_once_its_status_says_so(
    decision: str, lang: Lang, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    book = MonthBook(tmp_path, lang)
    if decision:
        book.decide("N10", said=says(book, decision, "decision"))
    book.status("N10", says(book, "handed_on"))
    cell = book.row("N10", "actual_hours", 2)
    code, document = run(capsys, book)
    assert code == 3
    assert told(document) == [("result_on_handed_on", book.path.name, book.sheet("assignments").title, cell)]
    confirmed, header = says(book, "confirmed"), "状态" if lang is Lang.ZH else "status"
    assert confirmed in document["problems"][0]["hint"]
    assert header in document["problems"][0]["hint"]
    book.status("N10", confirmed)
    code, document = run(capsys, book)
    assert (code, document["statuses"]["in_progress"]) == (0, 1)
