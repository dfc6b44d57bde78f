"""Calendar files: read by another library than the one that wrote them."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest
import vobject
from cli_runs import in_chinese
from month_pages import column_of, hostile_month, made, typed_in
from openpyxl import load_workbook
from paper_months import decide, listed, mark

import commatch

CHINA = dt.timezone(dt.timedelta(hours=8))


@pytest.fixture(autouse=True)
def plain(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    in_chinese(monkeypatch, tmp_path)


@pytest.fixture(scope="module")
def the_list(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return listed(tmp_path_factory.mktemp("month"))


def calendars(path: Path, *files: Path) -> dict[str, list[Any]]:
    """Return the events of every calendar file, by the file's name, as the other library reads them."""
    found = commatch.tasks(path, path.parent, files, force=True)
    read = {}
    for file in found.files:
        if file.suffix == ".ics":
            (calendar,) = vobject.readComponents(file.read_bytes().decode())
            calendar.validate(raiseException=True)
            read[file.name] = list(calendar.vevent_list)
    return read


def test_helpers_units_and_venues_have_a_file_each(the_list: Path) -> None:
    found = calendars(the_list)
    assert {"内部-能人-H03.ics", "内部-单位-U01.ics", "内部-场地-V01.ics"} <= set(found)
    assert "内部-能人-H01.ics" not in found  # nothing with a day
    assert len(found["内部-场地-V01.ics"]) == 4


def test_an_event_begins_with_its_half_day_and_lasts_as_long_as_is_asked(the_list: Path) -> None:
    events = calendars(the_list)["内部-能人-H03.ics"]
    assert [event.dtstart.value.astimezone(CHINA) for event in events] == [
        dt.datetime(2026, 12, day, 9, tzinfo=CHINA) for day in (5, 12, 19)
    ]
    assert {event.dtend.value - event.dtstart.value for event in events} == {dt.timedelta(hours=2)}
    (visit,) = calendars(the_list)["内部-单位-U01.ics"]
    assert visit.dtstart.value.astimezone(CHINA) == dt.datetime(2026, 12, 5, 14, tzinfo=CHINA)
    assert visit.dtend.value - visit.dtstart.value == dt.timedelta(hours=3)


def test_an_event_says_what_where_with_whom_and_whom_to_ask(the_list: Path) -> None:
    (visit,) = calendars(the_list)["内部-单位-U01.ics"]
    assert (visit.summary.value, visit.location.value) == ("老人义诊", "议事厅")
    lines = visit.description.value.split("\n")
    assert lines[0] == "2026-12-N09"
    assert "桂花社区　有事找：何社工" in lines
    assert any(line.startswith("一起的：") for line in lines)


def test_an_event_is_tentative_until_the_council_has_decided(tmp_path: Path) -> None:
    path = listed(tmp_path / "month")
    assert {event.status.value for events in calendars(path).values() for event in events} == {"TENTATIVE"}
    decide(path, N04="确认")
    mark(path, N09="实施中")
    assert {event.status.value for events in calendars(path).values() for event in events} == {"CONFIRMED"}
    decide(path, N04="改")
    assert {event.status.value for event in calendars(path)["内部-能人-H03.ics"]} == {"TENTATIVE"}


def test_the_hours_at_which_half_days_begin_are_a_setting(tmp_path: Path) -> None:
    found = calendars(listed(tmp_path / "month", settings=[["半天开始", "8:30、13:30、18:30"]]))
    event = found["内部-能人-H03.ics"][0]
    assert event.dtstart.value.astimezone(CHINA).time() == dt.time(8, 30)


def test_an_event_that_is_moved_keeps_its_identifier_and_no_two_have_the_same(tmp_path: Path) -> None:
    path = listed(tmp_path / "month")
    before = calendars(path)
    events = [event for those in before.values() for event in those]
    assert len({event.uid.value for event in events}) == len(events)
    letter, header = column_of(path, "匹配明细", "日期")
    by, _ = column_of(path, "匹配明细", "需求编号")
    sheet = load_workbook(path)["匹配明细"]
    rows = [n for n in range(header + 1, sheet.max_row + 1) if sheet[f"{by}{n}"].value == "N09"]
    old = sheet[f"{letter}{rows[0]}"].value
    typed_in(path, "匹配明细", {f"{letter}{n}": old + dt.timedelta(days=1) for n in rows})
    (moved,) = calendars(path)["内部-单位-U01.ics"]
    (still,) = before["内部-单位-U01.ics"]
    assert moved.uid.value == still.uid.value
    assert moved.dtstart.value - still.dtstart.value == dt.timedelta(days=1)


def test_hostile_text_becomes_no_property_and_no_event(tmp_path: Path) -> None:
    attacks = ("\nEND:VEVENT\nBEGIN:VEVENT\nSUMMARY:x", ";X=1,2:\\n", "=HYPERLINK(1)", "长" * 3000)
    files = hostile_month(tmp_path, attacks)
    found = calendars(made(files), *files)
    assert found
    names = {"uid", "dtstamp", "dtstart", "dtend", "status", "summary", "location", "description"}
    for events in found.values():
        assert all(set(event.contents) == names for event in events)
    assert sum(map(len, found.values())) == sum(map(len, calendars(made(files), *files).values()))


def test_ids_with_any_characters_give_names_that_any_system_takes(the_list: Path) -> None:
    from commatch.community import Kind
    from commatch.explaining.opened import open_month
    from commatch.reports.listed_month import ListedMonth
    from commatch.reports.papers.calendars import _file_name
    from commatch.workbook.schema import Lang

    opened = open_month(the_list)
    assert opened.rebuilt is not None
    month = ListedMonth(opened.rebuilt, Lang.EN)
    assert _file_name(month, Kind.HELPER, "../../a:b*c", {}) == "internal-helper-_a_b_c.ics"
    assert _file_name(month, Kind.HELPER, "H?1", {"internal-helper-h_1.ics": b""}) == "internal-helper-H_1-2.ics"
