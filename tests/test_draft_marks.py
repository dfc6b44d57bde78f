"""Proposals that nobody has confirmed: what match, check and tidy do with them, and what confirms them."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator
from copy import copy
from pathlib import Path

import pytest
from cli_runs import book, in_chinese, run_json
from draft_books import (
    MONTH,
    PHONE_CLASSES,
    TOLD,
    cell_of,
    coloured,
    column_of,
    confirmed,
    drafted,
    is_violet,
    logged,
    one_model,
    plain_fill,
    sheet_alone,
    told,
    written,
)
from openpyxl import Workbook, load_workbook
from openpyxl.styles import PatternFill
from test_office import converted

from commatch import api
from commatch.cli.app import main
from commatch.problems import Problem, Severity
from commatch.workbook.proposed import COLOUR
from commatch.workbook.schema import INPUT, Lang

NEEDS, HELPERS = "需求清单", "能人"
WHOLE = ("--month", MONTH)
Pending = dict[str, tuple[str, str]]


@pytest.fixture(scope="module", autouse=True)
def _one_model() -> Iterator[None]:
    with one_model():
        yield


@pytest.fixture(scope="module", params=list(Lang), ids=lambda lang: lang.value)
def in_a_language(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[Lang, Path]:
    return request.param, draft_of(tmp_path_factory.mktemp("draft"), request.param)


@pytest.fixture(scope="module")
def draft(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return draft_of(tmp_path_factory.mktemp("draft"), Lang.ZH)


def draft_of(folder: Path, lang: Lang) -> Path:
    """Write a draft of a month that can be matched, with proposals in two of its sheets and a need told twice."""
    needs = told(
        *((text,) for text in PHONE_CLASSES[:3]),
        ("厨房水管漏了，83岁的老人一个人住，不急", "戊", "13900005005"),
        ("厨房水管的事还没人来", "戊", "13900005005"),
    )
    helpers = [
        ["编号", "姓名", "情况"],
        ["H1", "王师傅", "退休水电工，周一至周五上午，每月20小时"],
        ["H2", "李老师", "会教手机，每天下午，每月20小时"],
        ["H3", "刘阿姨", "志愿者，每天下午，每月20小时"],
    ]
    venues = [["编号", "场地", "容纳人数", "设施"], ["V1", "活动室", 30, "桌椅、投影"]]
    return written(drafted(folder, lang=lang, 需求清单=needs, 能人=helpers, 场地=venues))


@pytest.fixture(autouse=True)
def plain(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Each test starts in an empty folder, in Chinese, whatever the machine says."""
    in_chinese(monkeypatch, tmp_path)


def problems(path: Path, code: str = "proposals_pending", *, accept: bool = False) -> list[Problem]:
    found = api.read(path, month=MONTH, accept_proposals=accept).problems
    return [item for item in found if item.code == code]


def pending(path: Path) -> dict[str, int]:
    """Return how many proposals of each sheet nobody has confirmed."""
    return {item.place.sheet: int(item.value) for item in problems(path)}


def fewer(path: Path, than: Path) -> int:
    """Return how many fewer proposals of the needs wait in one file than in another."""
    return pending(than)[NEEDS] - pending(path).get(NEEDS, 0)


def changed(path: Path, to: Path, change: Callable[[Workbook], None]) -> Path:
    workbook = load_workbook(path)
    change(workbook)
    workbook.save(to)
    return to


def files(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


# -- match, check and tidy -------------------------------------------------------------------------


def test_each_sheet_is_told_once_with_how_many_and_its_first_cell(in_a_language: tuple[Lang, Path]) -> None:
    lang, path = in_a_language
    rows = logged(path, "proposed", lang)
    for key in ("needs", "helpers"):
        name = INPUT[key].name(lang)
        (problem,) = [item for item in problems(path) if item.place.sheet == name]
        assert int(problem.value) == sum(item.sheet == name for item in rows) > 5
        workbook = load_workbook(path)
        first = next(cell for row in workbook[name].iter_rows() for cell in row if is_violet(cell))
        assert problem.place.cell == first.coordinate
    assert len(problems(path)) == 2
    assert problems(path, "proposals_accepted") == []


def test_match_refuses_them_and_writes_nothing(draft: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = Path(shutil.copy(draft, tmp_path / "草稿.xlsx"))
    code, doc = run_json(capsys, "match", path.name, *WHOLE)
    found = [item for item in doc["problems"] if item["severity"] == "error"]
    assert (code, doc["files"]) == (3, [])
    assert {(item["code"], item["sheet"]) for item in found} == {
        ("proposals_pending", NEEDS),
        ("proposals_pending", HELPERS),
    }
    assert files(tmp_path) == ["草稿.xlsx"]
    assert main(["match", path.name, *WHOLE]) == 3
    told_of = capsys.readouterr().err
    assert f"“{NEEDS}”里还有 {pending(path)[NEEDS]} 个格子是软件提的建议" in told_of
    assert "--accept-proposals" in told_of
    assert files(tmp_path) == ["草稿.xlsx"]


def test_match_takes_them_when_told_to_and_says_how_many(
    in_a_language: tuple[Lang, Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    lang, draft = in_a_language
    path = Path(shutil.copy(draft, tmp_path / "草稿.xlsx"))
    code, doc = run_json(capsys, "match", path.name, *WHOLE, "--accept-proposals", "--lang", lang.value)
    assert (code, doc["outcome"]) == (0, "planned")
    assert [item["code"] for item in doc["problems"]].count("proposals_accepted") == 2
    sheet = load_workbook(doc["output"])["数据问题" if lang is Lang.ZH else "problems"]
    head, *rows = sheet.iter_rows(min_row=2, values_only=True)  # below the title
    place, words = (head.index(name) for name in (("工作表", "问题") if lang is Lang.ZH else ("sheet", "problem")))
    accepted = [row for row in rows if "proposals_accepted" in row]
    counts = {row[place]: int(re.findall(r"\d+", str(row[words]))[0]) for row in accepted}
    assert counts == {
        INPUT[key].name(lang): sum(item.sheet == INPUT[key].name(lang) for item in logged(path, "proposed", lang))
        for key in ("needs", "helpers")
    }
    assert sum(counts.values()) == len(logged(path, "proposed", lang))


def test_check_says_them_and_is_3(draft: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, doc = run_json(capsys, "check", str(draft), *WHOLE)
    assert (code, doc["outcome"]) == (3, "input_problems")
    assert [item["code"] for item in doc["problems"] if item["severity"] == "error"] == ["proposals_pending"] * 2


@pytest.mark.parametrize("command", ["tidy", "draft"])
def test_tidy_and_draft_write_nothing_from_a_draft_that_waits(
    command: str, draft: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = Path(shutil.copy(draft, tmp_path / "草稿.xlsx"))
    code, doc = run_json(capsys, command, path.name, *WHOLE)
    assert (code, doc["output"], doc["files"]) == (3, None, [])
    assert {item["code"] for item in doc["problems"] if item["severity"] == "error"} == {"proposals_pending"}
    assert files(tmp_path) == ["草稿.xlsx"]


@pytest.mark.parametrize("command", ["tidy", "draft"])
def test_tidy_and_draft_do_not_blame_the_file_for_proposals_that_wait(
    command: str, draft: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([command, str(draft), *WHOLE]) == 3
    told_of = capsys.readouterr()
    assert "读不了" not in told_of.out + told_of.err


def test_a_draft_that_is_confirmed_is_matched_checked_and_tidied(
    draft: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    sure = confirmed(draft, tmp_path / "确认.xlsx")
    assert pending(sure) == {}
    assert problems(sure, "proposals_accepted", accept=True) == []
    for command in ("check", "tidy", "match"):
        code, _ = run_json(capsys, command, sure.name, *WHOLE)
        assert code == 0, command
    tidied = load_workbook(tmp_path / "确认-整理.xlsx")
    assert cell_of(tidied[NEEDS], "N04", "模板").value == "上门维修"
    assert coloured(tmp_path / "确认-整理.xlsx") == {}


# -- what confirms them ----------------------------------------------------------------------------


def decide(workbook: Workbook, row_id: str, column: str, word: str, lang: Lang = Lang.ZH) -> None:
    """Write a decision into the row of the log that tells a proposal."""
    log = workbook["整理记录" if lang is Lang.ZH else "tidy_log"]
    at = {name: column_of(log, name if lang is Lang.ZH else english) for name, english in LOG.items()}
    (row,) = [
        number
        for number in range(2, log.max_row + 1)
        if (log.cell(number, at["编号"]).value, log.cell(number, at["栏目"]).value) == (row_id, column)
        and log.cell(number, at["规则"]).value in ("建议", "proposed")
    ]
    log.cell(row, at["决定"]).value = word


LOG = {"编号": "id", "栏目": "column", "规则": "rule", "决定": "decision"}


def test_a_cell_whose_colour_is_taken_away_is_confirmed(draft: Path, tmp_path: Path) -> None:
    one = changed(draft, tmp_path / "a.xlsx", lambda book: plain_fill(cell_of(book[NEEDS], "N01", "模板")))
    assert fewer(one, draft) == 1
    other = PatternFill("solid", start_color="FFFF00", end_color="FFFF00")
    two = changed(draft, tmp_path / "b.xlsx", lambda book: setattr(cell_of(book[NEEDS], "N01", "模板"), "fill", other))
    assert fewer(two, draft) == 1
    for column in ("模板", "类别"):
        count = sum((item.sheet, item.column) == (NEEDS, column) for item in logged(draft, "proposed"))
        assert fewer(confirmed(draft, tmp_path / "c.xlsx", column), draft) == count > 3


@pytest.mark.parametrize("value", ["健康讲座", None])
def test_a_cell_typed_over_or_cleared_is_confirmed_whatever_its_colour(
    value: str | None, draft: Path, tmp_path: Path
) -> None:
    def change(workbook: Workbook) -> None:
        cell_of(workbook[NEEDS], "N01", "模板").value = value

    assert fewer(changed(draft, tmp_path / "a.xlsx", change), draft) == 1


@pytest.mark.parametrize(
    ("word", "count"),
    [("采纳", 1), ("accepted", 1), (" 采纳 ", 1), ("Accepted", 1), ("是", 1), ("同意", 1), ("√", 1),
     ("再看看", 0), (None, 0)],
)  # fmt: skip
def test_the_log_s_decision_confirms_a_cell(word: str, count: int, draft: Path, tmp_path: Path) -> None:
    path = changed(draft, tmp_path / "a.xlsx", lambda book: decide(book, "N01", "模板", word))
    assert fewer(path, draft) == count


@pytest.mark.parametrize("word", ["不采纳", "declined", "否"])
@pytest.mark.parametrize("colour", [True, False])
def test_a_declined_proposal_that_still_stands_is_an_error_even_when_all_are_accepted(
    word: str, colour: bool, draft: Path, tmp_path: Path
) -> None:
    def change(workbook: Workbook) -> None:
        decide(workbook, "N01", "模板", word)
        if not colour:
            plain_fill(cell_of(workbook[NEEDS], "N01", "模板"))

    path = changed(draft, tmp_path / "a.xlsx", change)
    for accept in (False, True):
        (item,) = problems(path, "proposals_declined", accept=accept)
        assert (item.severity, item.value) == (Severity.ERROR, "1")
    assert not problems(path, accept=True)


def test_the_log_of_an_english_draft_decides_in_english(tmp_path: Path, in_a_language: tuple[Lang, Path]) -> None:
    lang, draft = in_a_language
    column = INPUT["needs"].column("template").header(lang)
    path = changed(draft, tmp_path / "a.xlsx", lambda book: decide(book, "N01", column, "accepted", lang))
    before, after = (sum(pending(file).values()) for file in (draft, path))
    assert before - after == 1


def test_the_decisions_are_offered_in_the_log(in_a_language: tuple[Lang, Path]) -> None:
    lang, path = in_a_language
    log = load_workbook(path)["整理记录" if lang is Lang.ZH else "tidy_log"]
    (offered,) = [item for item in log.data_validations.dataValidation if item.type == "list"]
    assert offered.formula1 == ('"采纳,不采纳"' if lang is Lang.ZH else '"accepted,declined"')
    assert {cell.column for cell in log[1] if f"{cell.column_letter}2" in offered.sqref} == {log.max_column}


def test_a_mark_of_a_need_told_twice_is_no_proposal(draft: Path, tmp_path: Path) -> None:
    sure = confirmed(draft, tmp_path / "a.xlsx")
    sheet = load_workbook(sure)[NEEDS]
    assert cell_of(sheet, "N05", "疑似重复").value == "N04"
    assert pending(sure) == {}


# -- wherever they go ------------------------------------------------------------------------------


def turned(workbook: Workbook) -> None:
    """Sort the needs the other way round, each cell with its colour."""
    sheet = workbook[NEEDS]
    rows = [[(cell.value, copy(cell.fill)) for cell in row] for row in sheet.iter_rows(min_row=2)]
    for new, row in zip(sheet.iter_rows(min_row=2), reversed(rows), strict=True):
        for cell, (value, fill) in zip(new, row, strict=True):
            cell.value, cell.fill = value, fill


def test_rows_that_are_sorted_are_still_known_by_their_ids(draft: Path, tmp_path: Path) -> None:
    path = changed(draft, tmp_path / "a.xlsx", turned)
    assert pending(path) == pending(draft)
    decided = changed(path, tmp_path / "b.xlsx", lambda book: decide(book, "N01", "模板", "采纳"))
    assert fewer(decided, draft) == 1


def test_rows_and_columns_that_are_moved_and_a_sheet_called_otherwise_are_still_known(
    draft: Path, tmp_path: Path
) -> None:
    def change(workbook: Workbook) -> None:
        workbook[NEEDS].insert_rows(1, 2)
        workbook[NEEDS].insert_cols(2)
        workbook[NEEDS].title = "需求"

    path = changed(draft, tmp_path / "a.xlsx", change)
    assert pending(path) == {"需求": pending(draft)[NEEDS], HELPERS: pending(draft)[HELPERS]}
    decided = changed(path, tmp_path / "b.xlsx", lambda book: decide(book, "N01", "模板", "采纳"))
    assert pending(decided)["需求"] == pending(draft)[NEEDS] - 1


def test_a_sheet_copied_alone_is_known_by_its_colours(draft: Path, tmp_path: Path) -> None:
    alone = sheet_alone(draft, tmp_path / "a.xlsx", NEEDS)
    assert pending(alone) == {NEEDS: pending(draft)[NEEDS]}
    one = changed(alone, tmp_path / "b.xlsx", lambda book: plain_fill(cell_of(book[NEEDS], "N01", "模板")))
    assert fewer(one, draft) == 1
    assert pending(confirmed(alone, tmp_path / "c.xlsx")) == {}


def test_without_its_log_a_draft_is_known_by_its_colours(draft: Path, tmp_path: Path) -> None:
    assert pending(changed(draft, tmp_path / "a.xlsx", lambda book: book.remove(book["整理记录"]))) == pending(draft)


def test_a_row_taken_out_takes_its_proposals_with_it(draft: Path, tmp_path: Path) -> None:
    of_first = sum(item.id == "N01" for item in logged(draft, "proposed"))
    path = changed(draft, tmp_path / "a.xlsx", lambda book: book[NEEDS].delete_rows(2))
    assert fewer(path, draft) == of_first


def test_the_needs_and_the_resources_of_a_draft_may_stand_in_two_files(draft: Path, tmp_path: Path) -> None:
    needs = sheet_alone(draft, tmp_path / "需求.xlsx", NEEDS, "整理记录")
    resources = sheet_alone(draft, tmp_path / "资源.xlsx", HELPERS, "场地", "服务模板")
    found = api.read([resources, needs], month=MONTH).problems
    told_of = {item.place.file: int(item.value) for item in found if item.code == "proposals_pending"}
    assert told_of == {"需求.xlsx": pending(draft)[NEEDS], "资源.xlsx": pending(draft)[HELPERS]}


def test_a_confirmed_sheet_beside_the_log_of_its_draft_stays_confirmed(draft: Path, tmp_path: Path) -> None:
    sure = confirmed(draft, tmp_path / "确认.xlsx")
    needs = sheet_alone(sure, tmp_path / "需求.xlsx", NEEDS)
    rest = changed(sure, tmp_path / "资源.xlsx", lambda book: book.remove(book[NEEDS]))
    found = api.read([needs, rest], month=MONTH).problems
    assert "proposals_pending" not in [item.code for item in found]


def test_an_ordinary_workbook_is_no_draft_even_with_a_sheet_of_that_name(tmp_path: Path) -> None:
    log = [["文件", "新工作表", "新值", "规则"], ["a.xlsx", NEEDS, "修水管", "建议"]]
    path = book(tmp_path / "a.xlsx", 需求清单=[TOLD, ["N1", "修水管"]], 整理记录=log)
    assert pending(path) == {}
    violet = PatternFill("solid", start_color=COLOUR, end_color=COLOUR)
    coloured_by_hand = changed(path, tmp_path / "b.xlsx", lambda book: setattr(book[NEEDS]["B2"], "fill", violet))
    assert pending(coloured_by_hand) == {NEEDS: 1}


# -- saved by an office ----------------------------------------------------------------------------

office = [
    pytest.mark.office,
    pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed"),
]


@pytest.mark.parametrize("form", [pytest.param(form, marks=office) for form in ("xlsx", "ods", "xls")])
def test_a_draft_saved_by_an_office_is_still_one(form: str, draft: Path, tmp_path: Path) -> None:
    saved = converted(Path(shutil.copy(draft, tmp_path / "draft.xlsx")), form)
    assert pending(saved) == pending(draft)

    def change(workbook: Workbook) -> None:
        decide(workbook, "N01", "模板", "采纳")
        cell_of(workbook[NEEDS], "N02", "模板").value = "义诊日"

    looked_at = changed(draft, tmp_path / "accepted.xlsx", change)
    assert fewer(converted(looked_at, form), draft) == 2
