"""A community's month from data frames: the same as from workbooks, without a file."""

from __future__ import annotations

import re
import runpy
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

import commatch
from commatch.community import Community

ROOT = Path(__file__).resolve().parents[1]
_PLACE = re.compile(r"Place\(file=.*?, cell='[^']*'\)")


def needs(**columns: object) -> pd.DataFrame:
    return pd.DataFrame({"need_id": ["N1", "N2", "N3"], "title": ["tap", "phone", "talk"], **columns})


def month(frame: pd.DataFrame, **others: pd.DataFrame) -> Community:
    helpers = pd.DataFrame({"helper_id": ["H1"], "name": ["Ann"], "skills": ["plumber"]})
    return commatch.from_frames({"needs": frame, "helpers": helpers, **others}, month="2026-12")


def places(community: Community, severity: str = "error") -> list[tuple[str, str]]:
    return [(one.code, str(one.place)) for one in community.problems if one.severity == severity]


def without_places(community: Community) -> dict[str, str]:
    names = ("needs", "helpers", "units", "venues", "funds", "goods", "settings", "history", "keep", "opinions")
    return {name: _PLACE.sub("", repr(getattr(community, name))) for name in names if hasattr(community, name)}


@pytest.mark.parametrize("home", ["english", "标准表"])
def test_frames_of_a_workbook_s_sheets_make_the_same_month(home: str) -> None:
    books = sorted((ROOT / "data" / "samples" / home).glob("*.xlsx"))
    frames: dict[str, pd.DataFrame] = {}
    for book in books:
        sheets = pd.read_excel(book, sheet_name=None, dtype=object, engine="calamine")
        frames |= {name: frame for name, frame in sheets.items() if not frame.empty}
    made = commatch.from_frames(frames, month="2026-12")
    read = commatch.read(books, month="2026-12")
    assert len(made.needs) == len(read.needs) > 20
    assert without_places(made) == without_places(read)
    codes = [sorted(one.code for one in community.problems if one.place.cell) for community in (made, read)]
    assert codes[0] == codes[1]
    assert places(made) == []


def test_all_problems_come_at_once_with_frame_column_and_row() -> None:
    funds = pd.DataFrame({"编号": ["F1"], "名称": ["a"], "金额": [-1]})
    found = month(needs(urgency=["high", "soon", 9], due_on=["someday", None, None]), 资金=funds)
    assert sorted(places(found)) == [
        ("bad_date", "needs!due_on[0]"),
        ("bad_urgency", "needs!urgency[1]"),
        ("bad_urgency", "needs!urgency[2]"),
        ("negative", "资金!金额[0]"),
    ]


def test_rows_go_by_their_own_labels_and_an_index_with_a_name_is_a_column() -> None:
    bad = needs(urgency=["high", "soon", "low"])
    assert places(month(bad[1:])) == [("bad_urgency", "needs!urgency[1]")]
    by_id = month(bad.set_index("need_id"))
    assert places(by_id) == [("bad_urgency", "needs!urgency[N2]")]
    assert [need.need_id for need in by_id.needs] == ["N1", "N2", "N3"]


def test_what_stands_twice_names_the_other_place() -> None:
    twice = needs()
    twice.loc[2, "need_id"] = "N1"
    found = [one for one in month(twice).problems if one.severity == "error"]
    assert [(str(one.place), dict(one.params)["other"]) for one in found] == [("needs!need_id[2]", "needs!need_id[0]")]
    headers = needs(urgency=1)
    headers.columns = pd.Index(["need_id", "title", "title"])
    found = [one for one in month(headers).problems if one.severity == "error"]
    assert [(one.code, str(one.place)) for one in found] == [("duplicate_header", "needs!title")]


def test_values_of_pandas_are_read_like_those_of_a_workbook() -> None:
    frame = needs(
        groups=[["elderly", "children"], pd.NA, None],
        beneficiaries=np.array([1, 2, 3], dtype="int64"),
        budget=[np.nan, 12.5, np.float64(3)],
        raised_on=[pd.Timestamp("2026-11-03 09:30", tz="Asia/Shanghai"), pd.NaT, pd.Timestamp("2026-11-04")],
        urgency=pd.Categorical(["high", "low", "medium"]),
    )
    before = frame.copy(deep=True)
    community = month(frame)
    assert places(community) == []
    first, second, third = community.needs
    assert [str(need.raised_on) for need in community.needs] == ["2026-11-03", "None", "2026-11-04"]
    assert (len(first.groups), len(second.groups)) == (2, 0)
    assert [need.beneficiaries for need in community.needs] == [1, 2, 3]
    assert [need.urgency for need in community.needs] == [3, 1, 2]
    assert [asked.quantity for need in (second, third) for asked in need.set_aside] == [12.5, 3]
    pd.testing.assert_frame_equal(frame, before)


def test_a_frame_of_no_sheet_is_said_and_no_frame_is_refused() -> None:
    odd = pd.DataFrame({"colour": ["red"], "size": [3]})
    community = month(needs(), paint=odd)
    assert ("unknown_sheet", "paint") in places(community, "warning")
    with pytest.raises(TypeError, match="helpers"):
        commatch.from_frames({"needs": needs(), "helpers": [{"name": "Ann"}]})  # type: ignore[dict-item]


def test_the_same_frames_have_the_same_digest_and_others_another() -> None:
    files = [month(needs(urgency=[1, 2, last])).files for last in (3, 3, 2)]
    assert files[0] == files[1] != files[2]
    assert [name for name, _ in files[0]] == ["helpers", "needs"]


EXAMPLE = ROOT / "docs" / "examples" / "month_from_frames.py"


def test_the_example_of_the_documentation_works(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    ran = runpy.run_path(str(EXAMPLE))
    pool = ThreadPoolExecutor(1)
    monkeypatch.setitem(ran["main"].__globals__, "ProcessPoolExecutor", lambda *_, **__: pool)
    ran["main"]()
    _is_what_it_says(capsys.readouterr().out)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_what_the_page_shows_runs_as_it_is_copied(lang: str, capsys: pytest.CaptureFixture[str]) -> None:
    page = (ROOT / "docs" / lang / "how-to" / "frames.md").read_text("utf-8")
    (code,) = re.findall(r"^```python\n(.*?)^```", page, re.MULTILINE | re.DOTALL)
    ran: dict[str, Any] = {}
    exec(code, ran)
    assert places(ran["community"]) == []
    assert set(ran["sheets"]["assignments"].iloc[:, 1]) >= {"N1", "N2"}
    assert "N2" in capsys.readouterr().out


@pytest.mark.slow
def test_the_example_works_with_processes_of_its_own() -> None:
    done = subprocess.run([sys.executable, EXAMPLE], capture_output=True, encoding="utf-8", check=True)
    _is_what_it_says(done.stdout)


def _is_what_it_says(printed: str) -> None:
    assert "piano lessons nobody offers" in printed
    assert "needs!urgency[1]: urgency: 'soon'" in printed
    assert "funds!amount[0]: amount: '-5'" in printed
    assert printed.endswith("Maple Street 3\n梧桐社区 2\n")
