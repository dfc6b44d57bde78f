"""What can't be is refused at the command line: exit code 3, the place and the words, in both languages; no file."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from cli_runs import book, run_json
from previous_books import ListBook

from commatch.cli.app import main
from commatch.workbook.schema import INPUT, Lang

NEEDS = [
    ["编号", "需求", "技能", "工时", "经费"],
    ["N1", "修水管", "水电工×1", 2, None],
    ["N2", "法律咨询", "律师×1", 2, None],
    ["N3", "换灯", "水电工×1", 1, None],
]
HELPERS = [
    ["编号", "姓名", "技能", "每月工时"],
    ["H1", "赵师傅", "水电工:4", 8],
    ["H2", "钱律师", "律师:4", 8],
]
CHINESE = re.compile("[\u4e00-\u9fff]")


@dataclass
class Desk:
    """A month on disk with its project list open in a language."""

    folder: Path
    lang: Lang
    capsys: pytest.CaptureFixture[str]
    source: Path
    listed: ListBook

    def refused(self, *words: str | Path, code: str, sheet: str, cell: str, said: str) -> dict[str, Any]:
        """See a command refused for this at this place, with nothing written; return the problem."""
        self.listed.book.save(self.listed.path)
        before = {path.name: path.read_bytes() for path in self.folder.iterdir()}
        line = [*map(str, words), "--lang", self.lang.value]
        exit_code, document = run_json(self.capsys, *line)
        assert exit_code == 3, document
        assert {path.name: path.read_bytes() for path in self.folder.iterdir()} == before, "something was written"
        found = [problem for problem in document["problems"] if problem["code"] == code]
        assert found, document["problems"]
        (problem,) = [one for one in found if one["cell"] == cell] or [found]
        assert problem["severity"] == "error"
        assert (problem["sheet"], problem["cell"]) == (sheet, cell)
        assert said in problem["message"] + problem["hint"]
        assert bool(CHINESE.search(problem["message"].replace(said, ""))) == (self.lang is Lang.ZH)
        assert problem["hint"], "what to do"
        assert main(line) == 3
        printed = self.capsys.readouterr()
        assert problem["message"].split("，")[0][:10] in (printed.out + printed.err).replace("\n", "")
        return dict(problem)

    def name(self, key: str) -> str:
        return self.listed.sheet(key).title


@pytest.fixture(params=list(Lang))
def desk(
    request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Desk:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "300")
    lang: Lang = request.param
    source = book(
        tmp_path / "本月.xlsx", **{"需求清单": NEEDS, "能人": HELPERS, "设置": [["项", "值"], ["月份", "2026-12"]]}
    )
    made = tmp_path / "made.xlsx"
    assert main(["match", str(source), "-o", str(made), "--lang", lang.value, "-q"]) == 0
    listed = ListBook(tmp_path, lang, made.read_bytes())
    made.unlink()
    capsys.readouterr()
    return Desk(tmp_path, lang, capsys, source, listed)


STEPS: list[Callable[[Desk], list[str | Path]]] = [
    lambda desk: ["apply", desk.listed.path, desk.source, "-o", "next.xlsx"],
    lambda desk: ["rollover", desk.listed.path, desk.source, "-o", "2027-01.xlsx"],
]
both = pytest.mark.parametrize("step", STEPS, ids=["apply", "rollover"])


@both
def test_a_decision_on_an_unknown_project(desk: Desk, step: Callable[[Desk], list[str | Path]]) -> None:
    row = desk.listed.add(
        "projects", {"project_id": "2026-12-N9", "need_ids": "N9", "project": "没有的", "decision": "确认"}
    )
    at = desk.listed.header("projects")[1]["need_ids"]
    cell = desk.listed.sheet("projects").cell(row, at).coordinate
    desk.refused(*step(desk), code="previous_unknown_need", sheet=desk.name("projects"), cell=cell, said="N9")


@both
def test_actual_hours_on_a_rejected_project(desk: Desk, step: Callable[[Desk], list[str | Path]]) -> None:
    where = {"need_ids": "N1"}
    desk.listed.put("projects", where, "decision", "否")
    cell = desk.listed.put("assignments", {"need_id": "N1"}, "actual_hours", 2)
    desk.refused(*step(desk), code="result_on_dropped", sheet=desk.name("assignments"), cell=cell, said="2026-12-N1")


@both
def test_a_rating_of_seven(desk: Desk, step: Callable[[Desk], list[str | Path]]) -> None:
    desk.listed.put("projects", {"need_ids": "N1"}, "status", "已完成")
    cell = desk.listed.put("assignments", {"need_id": "N1"}, "rating", 7)
    desk.refused(*step(desk), code="out_of_range", sheet=desk.name("assignments"), cell=cell, said="7")


@pytest.mark.parametrize("command", ["points", "rollover"])
def test_more_points_than_there_are(desk: Desk, command: str) -> None:
    spent = book(
        desk.folder / "积分.xlsx", 积分兑换=[["日期", "编号", "物品", "积分"], ["2026-12-20", "H1", "绿植", 999]]
    )
    words = {
        "points": ["points", desk.source, spent, "-o", "points.xlsx"],
        "rollover": ["rollover", desk.listed.path, desk.source, spent, "-o", "2027-01.xlsx"],
    }[command]
    sheet = INPUT["redemptions"].zh
    desk.refused(*words, code="points_overspent", sheet=sheet, cell="D2", said="999")


@both
def test_the_same_file_twice(desk: Desk, step: Callable[[Desk], list[str | Path]]) -> None:
    command, result, source, *rest = step(desk)
    desk.refused(command, result, source, source, *rest, code="input_twice", sheet="", cell="", said="本月.xlsx")
