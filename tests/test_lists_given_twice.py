"""The same list, or a second one, where one is meant is refused with words in both languages; nothing is written."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from carried_months import SIGNED, MonthBook, also
from cli_runs import run_json
from test_year_refusals import CHINESE

from commatch.cli.app import main
from commatch.workbook.schema import Lang


@pytest.fixture(params=list(Lang))
def made(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> MonthBook:
    monkeypatch.chdir(tmp_path)
    book = MonthBook(tmp_path, request.param)
    also(tmp_path, 签到=[SIGNED, [dt.date(2026, 12, 20), "议事会", "H6"]])
    book.saved()
    return book


def refused(capsys: pytest.CaptureFixture[str], book: MonthBook, *words: str) -> list[tuple[str, str]]:
    """See a command line refused with words in its language and nothing written; return code and file of each error."""
    before = {path.name: path.read_bytes() for path in book.path.parent.iterdir()}
    line = [*words, "--lang", book.lang.value]
    code, document = run_json(capsys, *line)
    assert code == 3, document
    assert main(line) == 3
    capsys.readouterr()
    assert {path.name: path.read_bytes() for path in book.path.parent.iterdir()} == before, "something was written"
    errors = [one for one in document["problems"] if one["severity"] == "error"]
    for one in errors:
        said = one["message"].replace(book.path.name, "").replace("抄.xlsx", "").replace("社区.xlsx", "")
        assert bool(CHINESE.search(said)) == (book.lang is Lang.ZH)
        assert one["hint"]
    return [(one["code"], one["file"]) for one in errors]


COMMANDS = {
    "apply": ["-o", "next.xlsx"],
    "rollover": ["-o", "2027-01.xlsx"],
    "points": ["-o", "points.xlsx"],
    "trends": ["-o", "trends.xlsx"],
}
TWICE = {"trends": "trends_file_twice"}


@pytest.mark.parametrize("copied", [False, True], ids=["path", "copy"])
@pytest.mark.parametrize("command", list(COMMANDS))
def test_the_same_list_twice(command: str, copied: bool, made: MonthBook, capsys: pytest.CaptureFixture[str]) -> None:
    name = made.path.name
    if copied:
        name = "抄.xlsx"
        Path(name).write_bytes(made.path.read_bytes())
    words = [command, made.path.name, name, "社区.xlsx", *COMMANDS[command]]
    ((code, file),) = refused(capsys, made, *words)
    assert code == TWICE.get(command, "input_twice")
    assert file in (name, made.path.name)


@pytest.mark.parametrize("command", list(COMMANDS))
def test_the_same_workbook_twice(command: str, made: MonthBook, capsys: pytest.CaptureFixture[str]) -> None:
    Path("抄.xlsx").write_bytes(Path("社区.xlsx").read_bytes())
    words = [command, made.path.name, "社区.xlsx", "抄.xlsx", *COMMANDS[command]]
    ((code, _),) = refused(capsys, made, *words)
    assert code == TWICE.get(command, "input_twice")


@pytest.mark.parametrize("command", ["apply", "rollover"])
def test_another_list_beside_the_list(command: str, made: MonthBook, capsys: pytest.CaptureFixture[str]) -> None:
    Path("抄.xlsx").write_bytes(made.path.read_bytes())
    made.decide("N10")
    made.saved()
    words = [command, made.path.name, "抄.xlsx", "社区.xlsx", *COMMANDS[command]]
    assert refused(capsys, made, *words) == [("input_is_list", "抄.xlsx")]
