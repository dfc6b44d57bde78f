"""Lists of a month that lie beside each other: how they are numbered, and that an old one is not taken in silence."""

from __future__ import annotations

import datetime as dt
import shutil
from pathlib import Path
from typing import Any

import pytest
from carried_months import MonthBook
from cli_runs import in_chinese, run_json

import commatch
from commatch.cli.app import main
from commatch.month.numbered import newer_list, next_name, number_of

DECEMBER = dt.date(2026, 12, 1)
LIST = "项目清单-2026-12"


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    in_chinese(monkeypatch, tmp_path)


def lists(folder: Path, *numbers: str, name: str = LIST) -> dict[str, Path]:
    """Return the list of December under its name with each of these endings, its workbook beside it."""
    book = MonthBook(folder)
    book.decide("N01", "N02")
    book.done("N01")
    found = {number: folder / f"{name}{number}.xlsx" for number in numbers}
    for path in found.values():
        shutil.copy(book.saved(), path)
    book.path.unlink()
    return found


def codes(document: dict[str, Any]) -> list[str]:
    return [problem["code"] for problem in document["problems"]]


@pytest.mark.parametrize(
    ("name", "number"),
    [
        ("项目清单-2026-12", (1,)),
        ("项目清单-2026-12-5", (5,)),
        ("项目清单-2026-12-5-2", (5, 2)),
        ("project-list-2026-12-12", (12,)),
        ("清单", (1,)),
        ("清单-3", (3,)),
        ("2026-12", (1,)),
        ("2026-12-5 终稿", (1,)),
    ],
)
def test_the_number_of_a_list_is_not_that_of_its_month(name: str, number: tuple[int, ...]) -> None:
    assert number_of(f"{name}.xlsx") == number


@pytest.mark.parametrize(
    ("there", "given", "following"),
    [
        ((), "项目清单-2026-12", "项目清单-2026-12"),
        (("项目清单-2026-12",), "项目清单-2026-12", "项目清单-2026-12-2"),
        (("项目清单-2026-12-5",), "项目清单-2026-12-5", "项目清单-2026-12-6"),
        (("项目清单-2026-12-5",), "项目清单-2026-12", "项目清单-2026-12-6"),
        (("项目清单-2026-12-2", "项目清单-2026-12-4"), "项目清单-2026-12-2", "项目清单-2026-12-5"),
        (("项目清单-2026-12-5", "项目清单-2026-12-5-2"), "项目清单-2026-12-5", "项目清单-2026-12-6"),
        (("清单", "清单-2"), "清单-2", "清单-3"),
        (("清单-12",), "清单-12", "清单-12-2"),  # of December, perhaps
        (("项目清单-2026-11-7", "项目清单-2026-12"), "项目清单-2026-12", "项目清单-2026-12-2"),
    ],
)
def test_the_next_list_comes_after_all_that_are_there(
    there: tuple[str, ...], given: str, following: str, tmp_path: Path
) -> None:
    for name in there:
        (tmp_path / f"{name}.xlsx").touch()
    assert next_name(tmp_path / f"{given}.xlsx").stem == following


def test_a_list_in_the_other_language_goes_on_with_the_number(tmp_path: Path) -> None:
    assert next_name(tmp_path / "project-list-2026-12.xlsx", Path(f"{LIST}-5.xlsx")).stem == "project-list-2026-12-6"


def test_only_a_list_of_the_same_month_is_a_newer_one(tmp_path: Path) -> None:
    found = lists(tmp_path, "", "-2", "-3")
    (tmp_path / f"{LIST}-9.xlsx").write_bytes((tmp_path / "社区.xlsx").read_bytes())  # no list
    (tmp_path / f"{LIST}-8.xlsx").write_text("no workbook")
    (tmp_path / f"{LIST}-7.txt").touch()
    told = [dict(item.params)["newer"] for item in newer_list(found["-2"], DECEMBER)]
    assert told == [f"{LIST}-3.xlsx"]
    assert newer_list(found["-3"], DECEMBER) == ()
    assert newer_list(found[""], dt.date(2027, 1, 1)) == ()


@pytest.mark.parametrize("command", ["apply", "rollover"])
def test_an_old_list_is_told_of(command: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    found = lists(tmp_path, "", "-2", "-3")
    for number, told in (("", 1), ("-2", 1), ("-3", 0)):
        words = [command, str(found[number]), str(tmp_path / "社区.xlsx"), "-o", "out.xlsx", "--force"]
        code, document = run_json(capsys, *words)
        assert (code, codes(document).count("newer_list")) == (0, told), number
    assert main([command, str(found["-2"]), str(tmp_path / "社区.xlsx"), "-o", "out.xlsx", "--force"]) == 0
    assert f"{LIST}-2.xlsx 旁边有 2026-12 更新的清单 {LIST}-3.xlsx" in capsys.readouterr().out


def test_the_list_before_a_second_round_is_the_newest(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    found = lists(tmp_path, "-3", "-5")
    words = ["match", str(tmp_path / "社区.xlsx"), "--no-gaps", "--no-remedies", "--previous"]
    assert main([*words, str(found["-3"])]) == 0
    out = capsys.readouterr().out
    assert f"{LIST}-3.xlsx 旁边有 2026-12 更新的清单 {LIST}-5.xlsx" in out
    assert f"{LIST}-6.xlsx" in out
    assert "没有动" not in out, "nothing stood in the way"
    code, document = run_json(capsys, *words, str(tmp_path / f"{LIST}-6.xlsx"))
    assert (code, Path(document["output"]).name) == (0, f"{LIST}-7.xlsx")
    assert "newer_list" not in codes(document)


def test_what_lies_beside_is_not_written_into_a_list(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    found = lists(tmp_path, "", "-2")
    words = ["match", str(tmp_path / "社区.xlsx"), "--no-gaps", "--no-remedies", "--previous", str(found[""]), "-o"]
    assert run_json(capsys, *words, "one.xlsx")[0] == 0
    found["-2"].unlink()
    assert run_json(capsys, *words, "two.xlsx")[0] == 0
    assert Path("one.xlsx").read_bytes() == Path("two.xlsx").read_bytes()


def test_trends_take_the_newest_and_say_where_it_holds_less(tmp_path: Path) -> None:
    old = lists(tmp_path, "-5")["-5"]
    applied = commatch.apply(old, tmp_path / "社区.xlsx", tmp_path / f"{LIST}-5-2.xlsx").path
    assert applied is not None
    newest = commatch.trends([old, applied])
    assert newest.figures is not None
    assert [(item.code, item.value) for item in newest.problems] == [("trends_earlier_list", old.name)]
    assert newest.figures.needs.settled == 1
    copy = shutil.copy(old, tmp_path / f"{LIST}-6.xlsx")
    told = [(item.code, item.value) for item in commatch.trends([applied, copy]).problems]
    assert told == [("trends_earlier_list", applied.name), ("trends_list_behind", applied.name)]
