"""``commatch tidy`` on the command line: exit codes, files, the JSON document, nothing personal."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from cli_runs import HELPERS, NEEDS, book, in_chinese, run_json

from commatch import api
from commatch.cli.app import main

KEYS = [
    "schema", "command", "version", "outcome", "exit_code", "message", "month", "output", "files", "counts", "sheets",
    "changes", "left_out", "problems", "seconds",
]  # fmt: skip


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    in_chinese(monkeypatch, tmp_path)
    return tmp_path


@pytest.fixture
def month(folder: Path) -> Path:
    needs = [["王桂兰等居民需求登记"], *NEEDS, ["合计", 2]]
    return book(folder / "需求登记.xlsx", 需求清单=needs, 能人=HELPERS, 随手记=[["李建国来电"]])


def test_a_tidied_workbook_stands_beside_the_first_file(month: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = month.read_bytes()
    assert main(["tidy", str(month)]) == 0
    assert main(["tidy", str(month), "--lang", "en"]) == 0
    assert main(["tidy", str(month)]) == 0
    assert month.read_bytes() == before
    names = sorted(path.name for path in month.parent.iterdir())
    assert names == ["需求登记-tidied.xlsx", "需求登记-整理-2.xlsx", "需求登记-整理.xlsx", "需求登记.xlsx"]
    assert "需求登记-整理-2.xlsx" in capsys.readouterr().out


def test_the_document_has_its_keys_and_its_figures(month: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, doc = run_json(capsys, "tidy", str(month), "-o", "整理.xlsx", "--month", "2026-12")
    assert code == 0
    assert list(doc) == KEYS
    assert (doc["schema"], doc["outcome"], doc["month"], doc["output"]) == (
        "commatch.tidy/1",
        "tidied",
        "2026-12",
        "整理.xlsx",
    )
    assert doc["sheets"] == [{"sheet": "需求清单", "rows": 2}, {"sheet": "能人", "rows": 1}]
    counts = {key: doc["counts"][key] for key in ("sheets", "rows", "left_out", "not_tidied", "errors")}
    assert counts == {"sheets": 2, "rows": 3, "left_out": 3, "not_tidied": 0, "errors": 0}
    assert doc["counts"]["changes"] == sum(item["count"] for item in doc["changes"])
    assert [(item["rule"], item["sheet"], item["cell"], item["rows"]) for item in doc["left_out"]] == [
        ("title_left_out", "需求清单", "A1", 1),
        ("total_left_out", "需求清单", "A5", 1),
        ("sheet_left_out", "随手记", "", 1),
    ]


def test_nothing_personal_is_printed(month: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for words in ([], ["--json"], ["--lang", "en"]):
        assert main(["tidy", str(month), *words]) == 0
        told = capsys.readouterr()
        shown = told.out + told.err
        shown += str(json.loads(told.out)) if "--json" in words else ""
        assert not [text for text in ("王桂兰", "李建国", "赵师傅", "13912345678") if text in shown]


def test_errors_that_remain_are_told_and_the_workbook_is_written(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    needs = [*NEEDS, ["N3", "修灯", "王桂兰", "不清楚", "", "电工×很多", 2]]
    path = book(folder / "需求.xlsx", 需求清单=needs, 能人=HELPERS)
    assert main(["tidy", str(path), "-o", "整理.xlsx", "-q"]) == 3
    told = capsys.readouterr().out
    assert "需求清单!G4" in told
    assert "需求清单!Q4" in told
    assert (folder / "整理.xlsx").exists()
    code, doc = run_json(capsys, "tidy", str(path), "-o", "整理.xlsx", "--force")
    assert (code, doc["outcome"], doc["output"]) == (3, "input_problems", "整理.xlsx")
    found = {(item["code"], item["cell"]) for item in doc["problems"] if item["severity"] == "error"}
    assert found == {("bad_phone", "G4"), ("bad_skills", "Q4")}
    assert doc["counts"]["not_tidied"] == 2


def test_a_file_that_cannot_be_read_leaves_nothing_behind(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = folder / "坏.xlsx"
    path.write_bytes(b"PK\x03\x04 no workbook")
    code, doc = run_json(capsys, "tidy", str(path))
    assert (code, doc["output"], doc["files"], list(doc)) == (3, None, [], KEYS)
    assert [path.name for path in folder.iterdir()] == ["坏.xlsx"]
    assert main(["tidy", str(path)]) == 3
    assert "坏.xlsx" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["没有.xlsx"], 2),
        (["需求登记.xlsx", "-o", "整理.pdf"], 2),
        (["需求登记.xlsx", "--set", "no_such=1"], 2),
        (["需求登记.xlsx", "-o", "需求登记.xlsx"], 6),
        (["需求登记.xlsx", "-o", "没有/整理.xlsx"], 6),
    ],
)
def test_what_cannot_be_done_has_its_exit_code_and_the_same_keys(
    words: list[str], code: int, month: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    found, doc = run_json(capsys, "tidy", *words)
    assert (found, doc["exit_code"], list(doc)) == (code, code, KEYS)
    assert doc["message"]
    assert [path.name for path in month.parent.iterdir()] == ["需求登记.xlsx"]


def test_a_settings_file_that_is_wrong_stops_it(month: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (month.parent / "commatch.toml").write_text("no_such = 1", "utf-8")
    code, doc = run_json(capsys, "tidy", str(month))
    assert (code, doc["output"], [item["code"] for item in doc["problems"]]) == (3, None, ["unknown_setting"])


def test_the_month_says_which_year_a_date_is_in(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    needs = [["编号", "需求", "期限"], ["N1", "修灯", "1月5日"]]
    path = book(folder / "需求.xlsx", 需求清单=needs, 能人=HELPERS)
    for month, year in (("2026-12", "2027"), ("2026-02", "2026")):
        code, doc = run_json(capsys, "tidy", str(path), "-o", f"{month}.xlsx", "--month", month)
        assert (code, [item["count"] for item in doc["changes"] if item["rule"] == "year_assumed"]) == (0, [1])
        (need,) = api.read(folder / f"{month}.xlsx", month=month).needs
        assert f"{need.due_on}" == f"{year}-01-05"


def test_quiet_says_nothing_when_all_went_well(month: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["tidy", str(month), "--quiet"]) == 0
    told = capsys.readouterr()
    assert (told.out, told.err) == ("", "")
