"""Attendance that is kept in a file of its own: joined with the months that it belongs to, nothing counted twice."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from cli_runs import book, run_json
from trend_books import listed, month_book, sheet

import commatch
from commatch.reports.trends.api import Trends

HELPERS = [{"helper_id": "H1", "name": "赵师傅", "hours": 8}, {"helper_id": "H2", "name": "钱姐", "hours": 8}]
NEEDS = [{"need_id": "N1", "title": "修水管", "groups": "老年人"}]
PAST = [{"month": "2026-12", "need_id": "N1", "resource_id": "H1", "hours": 2, "date": dt.date(2026, 12, 5)}]
DECEMBER = [
    {"date": dt.date(2026, 12, 5), "event": "2026-12-N1", "helper_id": "h1", "hours": 2},  # the history has it, too
    {"date": dt.date(2026, 12, 9), "event": "楼道清扫", "helper_id": "h2", "groups": "外卖员", "hours": 3},
    {"date": dt.date(2026, 12, 20), "event": "议事会", "helper_id": "H2"},
    {"date": dt.date(2026, 12, 20), "event": "议事会", "groups": "外卖员"},  # nobody is named: each row is somebody
    {"date": dt.date(2026, 12, 20), "event": "议事会", "groups": "外卖员"},
]
NOVEMBER = [{"date": dt.date(2026, 11, 20), "event": "议事会", "helper_id": "H1", "hours": 1}]
SETTINGS = {"group_aliases": "外卖员=骑手"}


def workbook(folder: Path, month: str = "2026-12", **sheets: object) -> Path:
    return month_book(folder / f"{month}.xlsx", month, SETTINGS, needs=NEEDS, helpers=HELPERS, history=PAST, **sheets)


def signed(folder: Path, rows: list[dict[str, object]], name: str = "签到.xlsx", title: str = "签到") -> Path:
    return book(folder / name, **{title: sheet("attendance", rows)})


def figures(found: Trends) -> object:
    assert found.ok, found.problems
    return found.figures


@pytest.mark.parametrize("name", ["签到.xlsx", "签到2026-12.xlsx", "attendance.xlsx"])
def test_attendance_alone_tells_what_it_tells_in_the_months_workbook(name: str, tmp_path: Path) -> None:
    rows = [*NOVEMBER, *DECEMBER]
    together = commatch.trends(workbook(tmp_path, attendance=rows))
    apart = commatch.trends([workbook(tmp_path), signed(tmp_path, rows, name)])
    assert figures(apart) == figures(together)
    assert apart.problems == together.problems
    assert apart.gathered.settings == together.gathered.settings
    november, december = apart.figures.months  # type: ignore[union-attr]
    assert (november.hours, december.hours) == (0.0, 5.0)  # a council is no work; 2 of the history and 3 signed for
    (riders,) = [part for part in apart.figures.evaluation if part.group == "骑手"]  # type: ignore[union-attr]
    assert (riders.councils, riders.people) == (3, 3)  # H2, and two who are not named


def test_what_a_rollover_took_over_from_the_same_file_counts_once(tmp_path: Path) -> None:
    following = workbook(tmp_path, "2027-01", attendance=DECEMBER)
    first = workbook(tmp_path)
    told = figures(commatch.trends([first, following]))
    assert figures(commatch.trends([first, following, signed(tmp_path, DECEMBER)])) == told
    assert figures(commatch.trends([signed(tmp_path, DECEMBER), following, first])) == told


def test_several_files_of_attendance_and_the_order_of_files_do_not_matter(tmp_path: Path) -> None:
    one, other = signed(tmp_path, NOVEMBER, "甲.xlsx"), signed(tmp_path, DECEMBER, "乙.xlsx")
    month = workbook(tmp_path)
    told = figures(commatch.trends(workbook(tmp_path / "..", attendance=[*NOVEMBER, *DECEMBER])))
    assert figures(commatch.trends([one, month, other])) == told
    assert figures(commatch.trends([other, one, month])) == told


def test_attendance_beside_project_lists_alone_is_read_by_their_settings(tmp_path: Path) -> None:
    path = listed(tmp_path / "项目清单-2026-12.xlsx", "2026-12", {"骑手": (1, 1)}, ("N1",), settings=SETTINGS)
    rows = [{**row, "helper_id": str(row.get("helper_id") or "").upper()} for row in DECEMBER]
    found = commatch.trends([path, signed(tmp_path, rows, title="attendance")])
    (riders,) = [part for part in figures(found).evaluation if part.group == "骑手"]  # type: ignore[attr-defined]
    assert (riders.councils, riders.served) == (3, 1)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_attendance_that_can_t_be_joined_says_what_to_do(
    lang: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    month, alone = workbook(tmp_path), signed(tmp_path, DECEMBER)

    def told(*files: Path) -> list[tuple[str, str, str]]:
        code, document = run_json(capsys, "trends", *map(str, files), "-o", "out.xlsx", "--lang", lang)
        assert code == (3 if document["problems"] else 0)
        assert all(one["hint"] for one in document["problems"])
        return [(one["code"], one["file"], one["cell"]) for one in document["problems"]]

    assert told(month, alone) == []
    assert told(alone) == [("trends_no_month", "签到.xlsx", "")]
    unknown = signed(tmp_path, [{"date": dt.date(2026, 12, 9), "event": "清扫", "helper_id": "H77"}], "别的.xlsx")
    assert told(month, unknown) == [("unknown_resource", "别的.xlsx", "C2")]
    later = signed(tmp_path, [{"date": dt.date(2062, 12, 9), "event": "清扫", "helper_id": "H1"}], "手误.xlsx")
    assert [code for code, *_ in told(month, later)] == ["trends_far_month"]
