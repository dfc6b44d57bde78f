"""Who signed in at a project that was not to be held is asked about at the cell, wherever it counts; both languages."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from carried_months import SIGNED, MonthBook
from cli_runs import book as workbook
from cli_runs import run_json

from commatch.workbook.schema import Lang, choice_name

DAY = dt.date(2026, 12, 9)
ROWS = [
    SIGNED,
    [DAY, "2026-12-N10", "H6", "", 2],  # rejected
    [DAY, "2026-12-N11", "H6", "", 1],  # undecided
    [DAY, "N12", "", "路过的人", 1],  # postponed, by the need's id and nobody of the project
    [DAY, "2026-12-N13", "H6", "", 1],  # confirmed
    [DAY, "提案 N10", "H1"],  # a proposal is one whatever became of it
    [DAY, "楼道清扫", "H2", "", 1],
    [DAY, "2026-12-N14", "H6", "", 1],  # begun, and handed on since
    [DAY, "2026-11-N10", "H6", "", 1],  # another month's
]
ASKED = [("B2", "2026-12-N10"), ("B3", "2026-12-N11"), ("B4", "2026-12-N12")]
SAID = {
    Lang.ZH: "签到里有人到过“2026-12-N10”，可项目 2026-12-N10 是“不受理”，没有定下来办",
    Lang.EN: "somebody signed in at '2026-12-N10', but the project 2026-12-N10 is 'out of remit', not settled to",
}


@pytest.mark.parametrize("lang", list(Lang))
def test_attendance_of_a_project_that_was_not_to_be_held_is_a_question_with_its_cell(
    lang: Lang, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    signed = workbook(tmp_path / "签到.xlsx", 签到=ROWS)
    book = MonthBook(tmp_path, lang)
    for need_id, decision in {"N10": "reject", "N12": "postpone", "N13": "confirm", "N14": "confirm"}.items():
        book.decide(need_id, said=choice_name("decision", decision, lang))
    book.row("N14", "actual_hours", 1)
    begun = MonthBook(tmp_path / "begun", lang, source=book.apply([tmp_path / "社区.xlsx", signed]).path)
    begun.status("N14", choice_name("need_status", "handed_on", lang))
    begun.row("N14", "actual_hours", None)
    result = begun.saved()

    def asked(*words: str | Path) -> list[tuple[str, str]]:
        code, document = run_json(capsys, *map(str, words), "--lang", lang.value)
        assert code == 0, document
        found = [one for one in document["problems"] if one["code"] == "signed_not_held"]
        assert all((one["severity"], one["file"], one["sheet"]) == ("warning", "签到.xlsx", "签到") for one in found)
        if found:
            assert min(one["message"] for one in found if one["cell"] == "B2").startswith(SAID[lang])
            hours = [one["message"] for one in document["problems"] if one["code"] == "hours_as_signed"]
            assert not any("N10" in message or "N11" in message for message in hours), "no two stories of one row"
        projects = {"B2": "2026-12-N10", "B3": "2026-12-N11", "B4": "2026-12-N12"}
        return sorted((one["cell"], next(it for it in projects.values() if it in one["message"])) for one in found)

    files = ("社区.xlsx", signed.name)
    assert asked("apply", result, *files, "-o", "next.xlsx") == ASKED
    assert asked("points", "next.xlsx", *files) == ASKED
    assert asked("rollover", "next.xlsx", *files, "-o", "2027-01.xlsx") == ASKED
    assert asked("match", *files, "--previous", "next.xlsx", "-o", "again.xlsx") == ASKED
    mended = MonthBook(tmp_path / "mended", lang, source=tmp_path / "next.xlsx")
    mended.decide("N10", "N11", "N12", said=choice_name("decision", "confirm", lang))
    for need_id in ("N10", "N11", "N12"):
        mended.status(need_id, choice_name("need_status", "done", lang))
    assert asked("apply", mended.saved(), *files, "-o", "mended.xlsx") == []
    assert asked("points", "mended.xlsx", *files) == []
