"""``commatch apply``: a filled list to its next state, on disk and through the command line."""

from __future__ import annotations

import re
import shutil
import subprocess
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from cli_runs import book, run_json
from openpyxl import load_workbook
from previous_books import ListBook

import commatch
from commatch.cli.app import main
from commatch.community import NeedStatus
from commatch.telling.exits import Exit
from commatch.workbook.outputs import OUTPUT
from commatch.workbook.schema import INPUT, Lang, choice_name

NEEDS = [
    ["编号", "需求", "技能", "工时", "可行时段", "合并"],
    ["N1", "修水管", "水电工×1", 2, None, None],
    ["N2", "@SUM(1)法律咨询", "律师×1", 2, None, None],
    ["N3", "+cmd|换灯", "水电工×1", 1, None, None],
    ["N4", "书法", "书法×1", 1, None, None],
]  # fmt: skip
HELPERS = [
    ["编号", "姓名", "技能", "每月工时"],
    ["H1", "赵师傅", "水电工:4", 8],
    ["H2", "钱律师", "律师:4", 8],
    ["H3", "孙师傅", "水电工:3", 8],
]
SOURCE = "本月.xlsx"
SETTINGS = [["项", "值"], ["月份", "2026-12"], ["社区名称", "梧桐里社区"]]
CHINESE = re.compile("[\u4e00-\u9fff]")
FAST = ("--no-gaps", "--no-remedies", "-q")
KEPT = ("progress", "history")


@dataclass
class Desk:
    """A month on disk, and its list open in a language."""

    folder: Path
    source: Path
    listed: ListBook
    capsys: pytest.CaptureFixture[str]

    @property
    def lang(self) -> Lang:
        return self.listed.lang

    def word(self, choices: str, key: str) -> str:
        return choice_name(choices, key, self.lang)

    def decide(self, need: str, key: str) -> str:
        return self.listed.put("projects", {"need_ids": need}, "decision", self.word("decision", key))

    def status(self, need: str, key: str) -> str:
        return self.listed.put("projects", {"need_ids": need}, "status", self.word("need_status", key))

    def save(self) -> Path:
        self.listed.book.save(self.listed.path)
        return self.listed.path

    def apply(self, result: Path | None = None, name: str = "next.xlsx", *words: str) -> Path:
        """Apply a list and return the new one."""
        code, document = run_json(
            self.capsys, "apply", str(result or self.save()), str(self.source), "-o", str(self.folder / name), *words
        )
        assert code == 0, document
        return Path(document["output"])

    def open(self, path: Path) -> ListBook:
        """Return a list as a worker has it open, in a copy."""
        folder = self.folder / f"open-{path.stem}"
        folder.mkdir()
        return ListBook(folder, self.lang, path.read_bytes())


@pytest.fixture(params=list(Lang))
def desk(
    request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Desk:
    return made(request.param, tmp_path, monkeypatch, capsys)


@pytest.fixture
def chinese(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Desk:
    return made(Lang.ZH, tmp_path, monkeypatch, capsys)


def made(lang: Lang, folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Desk:
    monkeypatch.chdir(folder)
    source = book(folder / SOURCE, 需求清单=NEEDS, 能人=HELPERS, 设置=SETTINGS)
    listed = ListBook(folder, lang, planned(lang))
    capsys.readouterr()
    return Desk(folder, source, listed, capsys)


@lru_cache(maxsize=2)
def planned(lang: Lang) -> bytes:
    """Return the project list of the month."""
    with TemporaryDirectory() as name:
        source = book(Path(name) / SOURCE, 需求清单=NEEDS, 能人=HELPERS, 设置=SETTINGS)
        path = Path(name) / "list.xlsx"
        assert main(["match", str(source), "-o", str(path), "--lang", lang.value, "-q"]) == 0
        return path.read_bytes()


def table(path: Path, key: str) -> list[dict[str, Any]]:
    """Return the rows of a list's sheet of memory, by column key, whichever language it is in."""
    sheets, declared = load_workbook(path), INPUT[key]
    title = next(name for name in sheets.sheetnames if name in (declared.zh, declared.key))
    rows = [list(row) for row in sheets[title].iter_rows(values_only=True)]
    lang = Lang.ZH if title == declared.zh else Lang.EN
    names = {column.header(lang): column.key for column in declared.columns}
    top = next(number for number, row in enumerate(rows) if row[0] in names)
    return [dict(zip((names[str(name)] for name in rows[top]), row, strict=True)) for row in rows[top + 1 :]]


def memory(path: Path) -> list[list[dict[str, Any]]]:
    return [table(path, key) for key in KEPT]


def filled(desk: Desk) -> Path:
    """Fill in a month: one reviewed, one done by hours of another, one confirmed."""
    desk.status("N1", "done")
    desk.listed.put("assignments", {"need_id": "N1"}, "actual_hours", 2.5)
    desk.listed.put("assignments", {"need_id": "N1"}, "rating", 5)
    desk.decide("N2", "confirm")
    desk.listed.put("assignments", {"need_id": "N2"}, "outcome", desk.word("outcome", "partly"))
    desk.decide("N3", "reject")
    return desk.save()


# -- the next state --------------------------------------------------------------------------------------------------


def test_statuses_move_along_and_nothing_else_changes(desk: Desk) -> None:
    path = filled(desk)
    before = {sheet.title: list(sheet.iter_rows(values_only=True)) for sheet in load_workbook(path)}
    bytes_before = path.read_bytes()
    new = desk.apply(path)
    assert path.read_bytes() == bytes_before
    after = {sheet.title: list(sheet.iter_rows(values_only=True)) for sheet in load_workbook(new)}
    kept = [INPUT[key].name(desk.lang) for key in KEPT]
    assert [name for name in after if name not in before] == kept
    run = OUTPUT["run"].name(desk.lang)
    assert list(after)[-3:] == [*kept, run]
    changed = {
        (title, row, column)
        for title, rows in before.items()
        for row, (one, other) in enumerate(zip(rows, after[title], strict=True))
        for column, (was, now) in enumerate(zip(one, other, strict=True))
        if was != now
    }
    assert {title for title, _, _ in changed} == {OUTPUT["projects"].name(desk.lang)}
    opened = desk.open(new)
    found = {row["need_ids"]: row["status"] for _, row in opened.rows("projects")}
    keys = {"N1": "reviewed", "N2": "in_progress", "N3": "out_of_remit"}
    assert found == {need: desk.word("need_status", key) for need, key in keys.items()}
    assert len(changed) == 3


def test_the_look_of_the_list_stays(chinese: Desk) -> None:
    sheet = chinese.listed.sheet("projects")
    sheet["A20"].value = "自己写的"
    sheet.column_dimensions["C"].width = 41
    filled(chinese)
    new = load_workbook(chinese.apply())[sheet.title]
    assert new["A20"].value == "自己写的"
    assert new.column_dimensions["C"].width == 41
    assert new.freeze_panes == sheet.freeze_panes
    assert len(new.data_validations.dataValidation) == len(sheet.data_validations.dataValidation)
    assert len(new.conditional_formatting) == len(sheet.conditional_formatting)


def test_progress_and_history_are_written_in_the_lists_language(desk: Desk) -> None:
    filled(desk)
    ways, rows = memory(desk.apply(None, "next.xlsx", "--lang", "zh"))
    assert [way["need_id"] for way in ways] == ["N1", "N2", "N3", "N4"]
    assert [way["status"] for way in ways] == [
        desk.word("need_status", key) for key in ("reviewed", "in_progress", "out_of_remit", "open")
    ]
    assert ways[2]["decision"] == desk.word("decision", "reject")
    assert ways[0]["first_month"] == "2026-12"
    assert [(row["need_id"], row["hours"], row["rating"]) for row in rows] == [("N1", 2.5, 5), ("N2", None, None)]
    assert {row["month"] for row in rows} == {"2026-12"}


def test_what_could_be_a_formula_is_text(chinese: Desk) -> None:
    filled(chinese)
    sheet = load_workbook(chinese.apply())[INPUT["progress"].zh]
    cells = [cell for row in sheet.iter_rows() for cell in row if str(cell.value).startswith(("@", "+"))]
    assert {cell.data_type for cell in cells} == {"s"}
    assert len(cells) == 2
    assert all(cell.quotePrefix for cell in cells)


def test_applied_again_it_is_the_same_file(desk: Desk) -> None:
    filled(desk)
    first = desk.apply()
    second = desk.apply(first, "again.xlsx")
    third = desk.apply(second, "third.xlsx")
    assert memory(first) == memory(second)
    assert second.read_bytes() == third.read_bytes()


def test_the_same_files_give_the_same_bytes(chinese: Desk) -> None:
    path = filled(chinese)
    assert chinese.apply(path, "a.xlsx").read_bytes() == chinese.apply(path, "b.xlsx").read_bytes()


def test_matched_again_nothing_is_lost(desk: Desk) -> None:
    filled(desk)
    first = desk.apply(None, "next.xlsx", "--on", "2026-12-10")
    second = desk.folder / "matched.xlsx"
    words = ["match", str(desk.source), "--previous", str(first), "-o", str(second), "--lang", desk.lang.value]
    assert main([*words, *FAST]) == 0
    assert memory(second) == memory(first)
    (row,) = [row for _, row in desk.open(second).rows("assignments", {"need_id": "N2"})]
    assert row["outcome"] == desk.word("outcome", "partly")
    third = desk.apply(second, "third.xlsx", "--on", "2026-12-20")
    assert memory(third) == memory(first)
    (way,) = [way for way in memory(third)[0] if way["need_id"] == "N1"]
    assert f"{way['done_on']:%d}" == "10"


def test_what_was_done_since_is_recorded_when_it_is_matched_again(chinese: Desk) -> None:
    filled(chinese)
    new = chinese.folder / "matched.xlsx"
    assert main(["match", str(chinese.source), "--previous", str(chinese.listed.path), "-o", str(new), *FAST]) == 0
    ways, rows = memory(new)
    assert ways[0]["status"] == "已评价"
    assert [(row["need_id"], row["hours"]) for row in rows] == [("N1", 2.5), ("N2", None)]
    assert "进程" not in load_workbook(chinese.listed.path).sheetnames


def test_attendance_typed_in_since_counts(chinese: Desk) -> None:
    chinese.status("N1", "done")
    helper = next(row["resource_id"] for _, row in chinese.listed.rows("assignments", {"need_id": "N1"}))
    names = {column.key: column.zh for column in INPUT["attendance"].columns}
    header = [names["date"], names["event"], names["helper_id"], names["hours"]]
    extra = book(chinese.folder / "签到.xlsx", 签到=[header, ["2026-12-06", "2026-12-N1", helper, 1.5]])
    code, document = run_json(chinese.capsys, "apply", str(chinese.save()), str(chinese.source), str(extra))
    assert code == 0, document
    ways, rows = memory(Path(document["output"]))
    assert [row["hours"] for row in rows] == [1.5]
    assert f"{ways[0]['done_on']:%Y-%m-%d}" == "2026-12-06"
    assert [problem["code"] for problem in document["problems"]] == ["hours_as_signed"]


def test_inputs_are_found_beside_the_list_and_read_as_they_are_now(chinese: Desk) -> None:
    filled(chinese)
    rows = [*NEEDS, ["N9", "新来的", "水电工×1", 1, None, None]]
    book(chinese.source, 需求清单=rows, 能人=HELPERS, 设置=SETTINGS)
    code, document = run_json(chinese.capsys, "apply", str(chinese.listed.path))
    assert code == 0
    assert document["inputs"] == [str(chinese.source)]
    assert "N9" in [way["need_id"] for way in memory(Path(document["output"]))[0]]


def test_the_new_list_has_the_next_number(chinese: Desk) -> None:
    path = filled(chinese)
    names = []
    for result in (path, path, path.with_name("项目清单-2.xlsx")):
        code, document = run_json(chinese.capsys, "apply", str(result), str(chinese.source))
        assert code == 0
        names.append(Path(document["output"]).name)
    assert names == ["项目清单-2.xlsx", "项目清单-3.xlsx", "项目清单-4.xlsx"]
    assert oct(path.with_name(names[0]).stat().st_mode & 0o777) == "0o600"


def test_a_list_of_a_month_is_numbered_behind_its_month(chinese: Desk) -> None:
    path = chinese.folder / "项目清单-2026-12.xlsx"
    filled(chinese).rename(path)
    code, document = run_json(chinese.capsys, "apply", str(path), str(chinese.source))
    assert (code, Path(document["output"]).name) == (0, "项目清单-2026-12-2.xlsx")


# -- lists of other programs -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("ending", ["xls", "ods"])
@pytest.mark.skipif(shutil.which("soffice") is None, reason="no LibreOffice")
@pytest.mark.office
def test_lists_of_other_formats_are_written_on(chinese: Desk, ending: str) -> None:
    path = filled(chinese)
    user = f"-env:UserInstallation=file://{chinese.folder}/office"
    words = ["soffice", user, "--headless", "--convert-to", ending, "--outdir", str(chinese.folder), str(path)]
    subprocess.run(words, check=True, capture_output=True, timeout=120)
    code, document = run_json(chinese.capsys, "apply", str(path.with_suffix(f".{ending}")), str(chinese.source))
    assert code == 0, document
    assert len(document["notes"]) == 1
    assert memory(Path(document["output"])) == memory(chinese.apply(path))
    again = chinese.apply(Path(document["output"]), "again.xlsx")
    assert memory(again) == memory(Path(document["output"]))


# -- what is refused, and what is told -------------------------------------------------------------------------------


def refused(desk: Desk, code: str, cell: str, *words: str) -> dict[str, Any]:
    """See a list refused for this at this place, in both languages, with nothing written."""
    path = desk.save()
    there = sorted(desk.folder.iterdir())
    for lang in Lang:
        line = ["apply", str(path), *(words or (str(desk.source),)), "--lang", lang.value]
        exit_code, document = run_json(desk.capsys, *line)
        assert exit_code == Exit.INPUT
        assert document["outcome"] == "input_problems"
        assert (document["output"], document["moved"]) == (None, [])
        problem = next(one for one in document["problems"] if one["code"] == code)
        assert (problem["severity"], problem["cell"]) == ("error", cell)
        headers = [str(name.value) for sheet in desk.listed.book for name in sheet[2]]
        said = problem["message"].replace(desk.source.name, "")
        for name in headers if lang is not desk.lang else ():
            said = said.replace(name, "")  # the list's own are named as they stand there
        assert bool(CHINESE.search(said)) == (lang is Lang.ZH)
        assert problem["hint"]
        assert main(line) == Exit.INPUT
        printed = desk.capsys.readouterr()
        assert problem["message"][:12] in (printed.out + printed.err).replace("\n", "")
    assert sorted(desk.folder.iterdir()) == there
    return dict(problem)


def test_a_decision_on_an_unknown_project(desk: Desk) -> None:
    row = desk.listed.add("projects", {"project_id": "2026-12-N9", "need_ids": "N9", "decision": "确认"})
    at = desk.listed.header("projects")[1]["need_ids"]
    refused(desk, "previous_unknown_need", desk.listed.sheet("projects").cell(row, at).coordinate)


def test_an_unknown_resource(chinese: Desk) -> None:
    chinese.decide("N1", "confirm")
    refused(
        chinese, "previous_unknown_resource", chinese.listed.put("assignments", {"need_id": "N1"}, "resource_id", "H99")
    )


def test_hours_on_a_rejected_project(desk: Desk) -> None:
    desk.decide("N1", "reject")
    refused(desk, "result_on_dropped", desk.listed.put("assignments", {"need_id": "N1"}, "actual_hours", 2))


def test_a_rating_of_seven(desk: Desk) -> None:
    desk.status("N1", "done")
    refused(desk, "out_of_range", desk.listed.put("assignments", {"need_id": "N1"}, "rating", 7))


def test_going_back_from_what_is_recorded(chinese: Desk) -> None:
    chinese.status("N1", "done")
    chinese.listed = chinese.open(chinese.apply())
    refused(chinese, "status_backwards", chinese.status("N1", "confirmed"))


def test_the_same_file_twice(chinese: Desk) -> None:
    assert refused(chinese, "input_twice", "", str(chinese.source), str(chinese.source))["file"] == "本月.xlsx"


def test_the_workbook_of_a_later_month(chinese: Desk) -> None:
    header = [column.zh for column in INPUT["balance"].columns]
    rows = [header, ["2026-12", 0, 4, 4, 1, 3, 0, 0, 0]]
    book(chinese.source, 需求清单=NEEDS, 能人=HELPERS, 设置=SETTINGS, 结转=rows)
    refused(chinese, "input_later_month", "")


def test_more_points_spent_than_there_are(chinese: Desk) -> None:
    names = {column.key: column.zh for column in INPUT["redemptions"].columns}
    spent = book(
        chinese.folder / "兑换.xlsx",
        积分兑换=[[names[key] for key in ("date", "helper_id", "item", "points")], ["2026-12-20", "H1", "绿植", 999]],
    )
    refused(chinese, "points_overspent", "D2", str(chinese.source), str(spent))


def test_points_earned_in_the_list_can_be_spent(chinese: Desk) -> None:
    chinese.status("N1", "done")
    helper = next(row["resource_id"] for _, row in chinese.listed.rows("assignments", {"need_id": "N1"}))
    chinese.listed.put("assignments", {"need_id": "N1"}, "actual_hours", 2)
    names = {column.key: column.zh for column in INPUT["redemptions"].columns}
    header = [names[key] for key in ("date", "helper_id", "item", "points")]
    spent = book(chinese.folder / "兑换.xlsx", 积分兑换=[header, ["2026-12-31", helper, "绿植", 2]])
    line = ["apply", str(chinese.save()), str(chinese.source), str(spent)]
    code, document = run_json(chinese.capsys, *line)
    assert code == 0, document["problems"]


def test_columns_and_rows_that_are_not_kept_are_told(desk: Desk) -> None:
    filled(desk)
    opened = load_workbook(desk.apply())
    history = opened[INPUT["history"].name(desk.lang)]
    history.cell(2, history.max_column + 1).value = "经办"
    history.cell(3, history.max_column).value = "小林"
    names = [cell.value for cell in history[2]]
    number = history.max_row + 1
    for key, value in (("month", "2026-11"), ("need_id", "N1"), ("resource_id", "H1"), ("hours", 3)):
        history.cell(number, names.index(INPUT["history"].column(key).header(desk.lang)) + 1).value = value
    path = desk.folder / "more.xlsx"
    opened.save(path)
    code, document = run_json(desk.capsys, "apply", str(path), str(desk.source))
    assert code == 0, document
    assert {problem["code"] for problem in document["problems"]} >= {"columns_not_kept", "history_of_other_month"}


def test_a_list_without_a_column_of_statuses_says_so_and_keeps_its_cells(chinese: Desk) -> None:
    chinese.decide("N1", "confirm")
    sheet = chinese.listed.sheet("projects")
    sheet.delete_cols(chinese.listed.header("projects")[1]["status"])
    before = list(sheet.iter_rows(values_only=True))
    code, document = run_json(chinese.capsys, "apply", str(chinese.save()), str(chinese.source))
    assert code == 0, document
    assert "status_column_gone" in {problem["code"] for problem in document["problems"]}
    assert list(load_workbook(document["output"])[sheet.title].iter_rows(values_only=True)) == before


# -- the command line ------------------------------------------------------------------------------------------------


def test_the_document_counts_what_moved_and_names_nobody(desk: Desk) -> None:
    path = filled(desk)
    code, document = run_json(desk.capsys, "apply", str(path), str(desk.source), "--on", "2026-12-16")
    assert code == 0
    assert document["outcome"] == "written"
    assert document["counts"] == {
        "needs": 4, "projects": 3, "moved": 3, "history": 2, "errors": 0, "warnings": document["counts"]["warnings"],
    }  # fmt: skip
    assert document["moved"][0] == {"project_id": "2026-12-N1", "before": "done", "after": "reviewed"}
    assert document["statuses"]["reviewed"] == 1
    assert sum(document["statuses"].values()) == 4
    assert not any(name in str(document) for name in ("赵师傅", "钱律师", "孙师傅"))


def test_the_page_says_what_moved_and_what_comes_next(desk: Desk) -> None:
    path = filled(desk)
    assert main(["apply", str(path), str(desk.source), "--lang", desk.lang.value]) == 0
    out = desk.capsys.readouterr().out
    assert "2026-12-N1" in out
    assert f"{desk.word('need_status', 'done')} → {desk.word('need_status', 'reviewed')}" in out
    assert "commatch match" in out
    assert "commatch rollover" in out


@pytest.mark.parametrize("word", ["今天", "2026-13-01", "12-05"])
def test_a_day_that_is_none(chinese: Desk, word: str) -> None:
    code, document = run_json(chinese.capsys, "apply", str(chinese.save()), "--on", word)
    assert code == Exit.USAGE
    assert "--on" in document["message"]


def test_the_library_gives_the_same(chinese: Desk) -> None:
    path = filled(chinese)
    applied = commatch.apply(path, chinese.source, chinese.folder / "lib.xlsx")
    assert applied.ok
    assert applied.path == chinese.folder / "lib.xlsx"
    assert applied.state is not None
    assert applied.state.statuses["N1"] is NeedStatus.REVIEWED
    assert memory(applied.path) == memory(chinese.apply(path))
    chinese.listed.put("assignments", {"need_id": "N1"}, "rating", 9)
    refused_one = commatch.apply(chinese.save(), chinese.source, chinese.folder / "no.xlsx")
    assert (refused_one.ok, refused_one.path) == (False, None)
    assert not (chinese.folder / "no.xlsx").exists()
