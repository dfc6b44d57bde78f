"""What others read of a month (logs, mail, summaries) has nothing in it that was written into a cell of free text."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Literal

import pytest
from cli_runs import HELPERS, NEEDS, book, in_chinese, run_json

import commatch
from commatch.batching import work
from commatch.cli.app import main
from commatch.problems import Place, Problem, Severity
from commatch.telling.exits import Exit
from commatch.telling.masking import without_text
from commatch.texts.problems import CATALOGUE, DERIVED, LOOKED_UP, describe
from commatch.workbook.schema import INPUT_SHEETS, Lang

NAME = "司马相如"
FORMS = (
    NAME,
    f"看{NAME}有空",
    f"{NAME}会的:九级",
    f"木工:4；{NAME}×很多",
    f"N1、{NAME}",
    f"周二；{NAME}在家",
    f"{NAME} 139 0000 0002",
)
"""What somebody may write where something else is wanted."""
WORDED = LOOKED_UP | {"half_day", "run_key", "range", "other", "extension", "actual", "kind"}
"""Parameters that the program words itself."""


@pytest.mark.parametrize("code", CATALOGUE)
def test_no_kind_of_problem_says_what_is_written_in_a_cell(code: str) -> None:
    text = CATALOGUE[code]
    fields = set(re.findall(r"\{(\w+)", text.zh + text.zh_hint + text.en + text.en_hint)) - {"value"}
    names = {DERIVED.get(name, name) for name in fields} - WORDED
    params = tuple((name, f"看{NAME}有空") for name in sorted(names | {"detail", "figure_what"}))
    problem = Problem(code, Severity.ERROR, Place("甲.xlsx", "需求清单", "C3"), f"{NAME}3栋", params)
    for lang in Lang:
        assert NAME not in "".join(describe(without_text(problem), lang))


@pytest.mark.parametrize("form", FORMS)
def test_no_column_of_any_sheet_is_told(form: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each row of each sheet has it in another column, and what is sound in the others."""
    monkeypatch.setattr(work, "_ERRORS", 10_000)
    sheets = {}
    for sheet in INPUT_SHEETS:
        headers = [column.zh for column in sheet.columns]
        rows = [[_SOUND.get(column.key, "") for column in sheet.columns] for _ in headers]
        for number, row in enumerate(rows):
            row[0] = f"{sheet.key[:2].upper()}{number}"
            row[number] = form
        sheets[sheet.zh] = [headers, *rows]
    (tmp_path / "in").mkdir()
    book(tmp_path / "in" / "甲.xlsx", **sheets)
    done = commatch.batch(tmp_path / "in", tmp_path / "out", do=("check",), month="2026-12", jobs=1)
    (failed,) = done.failed
    assert failed.exit is Exit.INPUT
    assert len(failed.figures["problems"]) > 20
    assert NAME not in f"{failed.message}{failed.figures}"


_SOUND = {"need": "修水管", "requester": "王桂兰", "name": "赵师傅", "skills": "水电工:4", "hours": "2", "kind": "能人"}
"""What the other cells of a row hold, by column."""


@pytest.mark.parametrize(
    ("typed", "shown"),
    [("2026-13", "2026-13"), ("-3", "-3"), ("2.75", "2.75"), ("H-007", "H-007"), ("2026-12-40", "2026-12-40")]
    + [
        (text, "…")
        for text in ("13900000002", "139 0000 0002", "1950-03-02", "2 hrs?", "两小时多", "63123456", "1.5元")
    ],
)
def test_ids_numbers_and_days_stay_and_what_may_be_a_telephone_does_not(typed: str, shown: str) -> None:
    problem = Problem("bad_number", Severity.ERROR, Place("甲.xlsx", "需求清单", "C3"), typed)
    assert without_text(problem).value == shown


def test_names_of_files_stay_where_it_is_about_one() -> None:
    problem = Problem("file_damaged", Severity.ERROR, Place("金桂社区.xlsx"), "金桂社区.xlsx")
    assert without_text(problem) == problem


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_what_can_not_be_kept_together_is_told_without_what_is_asked(lang: Literal["zh", "en"], tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    needs = [NEEDS[0], ["N1", "修水管", "王桂兰", "", "独居老人", f"水电工×1；{NAME}看过的×1", 2]]
    pins = [["需求编号", "资源编号", "意见"], ["N1", "H1", "锁定"]]
    book(tmp_path / "in" / "甲.xlsx", 需求清单=needs, 能人=HELPERS, 匹配意见=pins)
    done = commatch.batch(tmp_path / "in", tmp_path / "out", month="2026-12", jobs=1, lang=lang)
    (failed,) = done.failed
    assert failed.exit is Exit.NO_PLAN
    assert "H1" in failed.message
    assert "…" in failed.message
    assert NAME not in failed.message


def test_what_is_lacking_is_told_without_a_name_that_stands_in_the_same_month(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    needs = [NEEDS[0], ["N1", "陪护", "王桂兰", "", "独居老人", "王桂兰的陪护×1", 2]]
    book(tmp_path / "in" / "甲.xlsx", 需求清单=needs, 能人=HELPERS)
    (one,) = commatch.batch(tmp_path / "in", tmp_path / "out", month="2026-12", jobs=1).communities
    assert [gap["requirement"] for gap in one.figures["gaps"]] == ["王**的陪护"]


@pytest.mark.parametrize("command", ["batch", "match"])
def test_a_run_says_it_neither_in_its_log_nor_where_it_is_mailed(
    command: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    in_chinese(monkeypatch, tmp_path)
    (tmp_path / "in").mkdir()
    helpers = [[*HELPERS[0], "可用时段"], [*HELPERS[1], f"等她丈夫{NAME}出院"]]
    book(tmp_path / "in" / "甲.xlsx", 需求清单=NEEDS, 能人=helpers)
    inputs, output = ("in", "out") if command == "batch" else ("in/甲.xlsx", "清单.xlsx")
    text = f'[run]\ncommand = "{command}"\ninputs = "{inputs}"\noutput = "{output}"\nmonth = "2026-12"\nlog = "a.log"\n'
    (tmp_path / "commatch.toml").write_text(text, "utf-8")
    assert main(["run"]) in (3, 7)
    shown = "".join(capsys.readouterr())
    document = json.dumps(run_json(capsys, "run")[1], ensure_ascii=False)
    for text in (shown, document):
        assert "“可用时段”里的“…”" in text
        assert NAME not in text
    assert NAME not in (tmp_path / "a.log").read_text("utf-8")
    kept = [path.read_bytes().decode("utf-8", "replace") for path in tmp_path.rglob(".commatch-batch.json")]
    assert NAME not in json.dumps(kept, ensure_ascii=False)
