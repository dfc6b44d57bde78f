"""A list that is decided and carried out: how far every need has come, when, and what is in the history."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from carried_months import SIGNED, MonthBook, also, days, past, said, told, way

import commatch
from commatch.community import NeedStatus
from commatch.problems import Severity
from commatch.workbook.schema import Lang

ON = dt.date(2026, 12, 16)
WORDS = {
    Lang.ZH: ("确认", "否", "缓", "改", "完成", "部分完成", "缺席", "已完成", "实施中"),
    Lang.EN: ("confirm", "reject", "postpone", "change", "done", "partly done", "absent", "done", "in progress"),
}  # fmt: skip


@pytest.mark.parametrize("lang", list(Lang))
def test_every_need_goes_as_far_as_its_row_says(lang: Lang, tmp_path: Path) -> None:
    yes, no, later, other, done, partly, absent, over, begun = WORDS[lang]
    book = MonthBook(tmp_path, lang)
    book.decide("N01", "N02", "N03", "N04", "N10", "N11", said=yes)
    book.decide("N12", said=no)
    book.decide("N13", said=later)
    book.decide("N14", said=other)
    book.done("N01", "N04", said=done)
    book.row("N02", "outcome", done, resource_id="H2")  # one of two
    book.row("N03", "actual_hours", 1)
    book.row("N10", "outcome", partly)
    book.row("N11", "outcome", absent)
    book.status("N15", over)
    book.status("N16", begun)
    book.status("N17", over)
    book.row("N17", "rating", 4)
    applied = book.apply()
    assert applied.ok, said(applied)
    assert applied.state is not None
    assert {need_id: status.value for need_id, status in applied.state.statuses.items()} == {
        "N01": "done", "N02": "in_progress", "N03": "in_progress", "N04": "done", "N05": "done", "N06": "open",
        "N07": "proposed", "N10": "in_progress", "N11": "in_progress", "N12": "out_of_remit", "N13": "postponed",
        "N14": "proposed", "N15": "done", "N16": "in_progress", "N17": "reviewed",
        **dict.fromkeys(("N18", "N19", "N20", "N21"), "proposed"),
    }  # fmt: skip
    assert [(it.project_id, it.before.value, it.after.value) for it in applied.moved if it.project_id[8:] > "N14"] == [
        ("2026-12-N17", "done", "reviewed")
    ]
    assert way(applied, "N01").decision == "confirm"
    assert way(applied, "N14").decision == "change"
    assert way(applied, "N17").rating == 4
    assert way(applied, "N01").raised_on == dt.date(2026, 11, 3)
    assert way(applied, "N06").planned_on is None
    written = MonthBook(tmp_path / "new", lang, source=applied.path)
    stands = {row["project_id"][8:]: row["status"] for _, row in written.rows("projects")}
    assert (stands["N01"], stands["N02"], stands["N15"], stands["N07"]) == (over, begun, over, stands["N14"])


def test_steps_without_a_day_of_their_own_take_council_day_and_the_month_s_ends(tmp_path: Path) -> None:
    book = MonthBook(tmp_path)
    book.decide("N01", "N02", "N03", "N04")
    book.done("N01", "N02", "N03", "N04")
    for need_id in ("N01", "N02"):
        book.row(need_id, "rating", 5)
    book.decide("N12", said="否")
    applied = book.seen()
    assert days(applied, "N01") == ["11-25", "11-25", "12-10", "12-10", "12-10"]
    assert days(applied, "N02") == ["11-25", "11-25", "12-01", "12-31", "12-31"]
    assert days(applied, "N03") == ["11-25", "11-25", "12-05", "12-19"]
    assert days(applied, "N05") == days(applied, "N04") == ["11-25", "11-25", "12-01", "12-31"]
    assert days(applied, "N07") == ["11-25"]
    assert days(applied, "N12") == ["11-25", "11-25"]


def test_a_day_that_is_given_is_that_of_new_steps_and_none_is_before_the_one_before_it(tmp_path: Path) -> None:
    book = MonthBook(tmp_path)
    book.decide("N01", "N02", "N03")
    book.done("N01", "N02")
    book.row("N01", "rating", 5)
    book.row("N03", "actual_hours", 1)
    applied = book.apply(on=ON)
    assert days(applied, "N01") == ["11-25", "12-16", "12-16", "12-16", "12-16"]  # its day was before it was decided
    assert days(applied, "N02") == ["11-25", "12-16", "12-16", "12-16"]
    assert days(applied, "N03") == ["11-25", "12-16", "12-16"]
    again = MonthBook(tmp_path / "b", source=applied.path)
    again.done("N03")
    again.row("N02", "rating", 3)
    again.decide("N10")
    later = again.seen(on=dt.date(2026, 12, 28))
    assert days(later, "N02") == ["11-25", "12-16", "12-16", "12-16", "12-28"]  # what is recorded stays
    assert days(later, "N03") == ["11-25", "12-16", "12-16", "12-19"]
    assert days(later, "N10") == ["11-25", "12-28"]


def test_who_signed_tells_when_a_project_without_a_date_was_done_and_how_long(tmp_path: Path) -> None:
    book = MonthBook(tmp_path)
    book.decide("N01", "N02", "N03", "N10")
    book.done("N01", "N02", "N03", "N10")
    book.row("N02", "actual_hours", 3, resource_id="H3")
    book.row("N10", "rating", 4)
    signed = [
        SIGNED,
        [dt.date(2026, 12, 14), "2026-12-N02", "h2", "", 2.5],
        [dt.date(2026, 12, 17), "n02", "H2", "", 1],
        [dt.date(2026, 12, 17), "N02", "H3", "", 9],
        [dt.date(2026, 12, 9), "N01", "H1", "", 9],  # another day
        [dt.date(2026, 12, 12), "2026-12-N03", "H4", "", 2],
        [dt.date(2026, 12, 12), "带队 2026-12-N03", "H4", "", None],
        [dt.date(2026, 12, 19), "带队 N03", "H4", "", None],
        [dt.date(2026, 11, 12), "2026-11-N10", "H6", "", 5],  # another month's project
    ]
    also(tmp_path, 签到=signed)
    applied = book.seen()
    assert days(applied, "N02") == ["11-25", "11-25", "12-14", "12-17"]
    assert past(applied, "N02") == [("H2", "", 3.5, None, None, None), ("H3", "12-17", 3.0, None, None, None)]
    assert past(applied, "N01")[1] == ("H1", "12-10", 2.0, None, None, None)
    assert past(applied, "N03") == [
        ("H4", "12-05", 1.5, None, None, None),
        ("H4", "12-12", 2.0, None, None, 1),
        ("H4", "12-19", 1.5, None, None, 1),
    ]
    assert past(applied, "N10") == [("H6", "", 1.0, None, 4.0, None)]
    assumed = [
        (item.code, item.value, dict(item.params)["resources"])
        for item in applied.problems
        if item.code in ("hours_as_planned", "hours_as_signed")
    ]
    assert sorted(assumed) == [
        ("hours_as_planned", "2026-12-N01", "H1"),
        ("hours_as_planned", "2026-12-N03", "H4"),
        ("hours_as_planned", "2026-12-N10", "H6"),
        ("hours_as_signed", "2026-12-N02", "H2"),
        ("hours_as_signed", "2026-12-N03", "H4"),
    ]


def test_history_holds_who_did_it_and_nobody_who_did_not(tmp_path: Path) -> None:
    book = MonthBook(tmp_path)
    book.decide("N01", "N02", "N03", "N07", "N10", "N11", "N12")
    book.row("N02", "resource_id", "H9", resource_id="H3")
    book.row("N02", "actual_hours", 2.5, resource_id="H9")
    book.row("N02", "outcome", "缺席", resource_id="H2")
    book.status("N02", "已完成")
    book.done("N07")
    book.row("N10", "outcome", "来了一会儿就走了")
    book.row("N11", "reply", "婉拒")
    book.status("N11", "已完成")
    first, second, _ = (number for number, _ in book.rows("assignments", {"project_id": "2026-12-N03"}))
    columns = book.header("assignments")[1]
    book.sheet("assignments").cell(first, columns["actual_hours"]).value = 2
    book.sheet("assignments").cell(second, columns["outcome"]).value = "未完成"
    book.row("N12", "actual_hours", 0)
    book.add("assignments", {
        "project_id": "2026-12-N12", "need_id": "N12", "kind": "能人", "requirement": "整理", "resource_id": "H9",
        "actual_hours": 0.5, "outcome": "到了",
    })  # fmt: skip
    applied = book.seen()
    assert past(applied, "N02") == [("H9", "", 2.5, None, None, None)]
    assert past(applied, "N07") == [("U2", "12-08", None, 2.0, None, None)]  # two services of one unit
    assert past(applied, "N10") == []
    assert past(applied, "N11") == []
    assert past(applied, "N03") == [("H4", "12-05", 2.0, None, None, None)]
    assert past(applied, "N12") == [("H6", "", 0.0, None, None, None), ("H9", "", 0.5, None, None, None)]
    assert way(applied, "N10").status is NeedStatus.IN_PROGRESS
    assert [item for item in told(applied, Severity.WARNING) if item[0] == "outcome_words"] == [
        ("outcome_words", "匹配明细", book.at("assignments", {"project_id": "2026-12-N10"}, "outcome"))
    ]


def test_one_session_given_by_somebody_else_is_his_alone(tmp_path: Path) -> None:
    book = MonthBook(tmp_path)
    book.decide("N03")
    book.done("N03")
    number = [number for number, _ in book.rows("assignments", {"project_id": "2026-12-N03"})][1]
    book.sheet("assignments").cell(number, book.header("assignments")[1]["resource_id"]).value = "H6"
    applied = book.seen()
    assert [row[:2] for row in past(applied, "N03")] == [("H4", "12-05"), ("H4", "12-19"), ("H6", "12-12")]


def test_whom_another_was_put_in_place_of_stays_in_history_with_a_word_until_he_is_deleted(tmp_path: Path) -> None:
    book = MonthBook(tmp_path)
    book.decide("N02")
    book.row("N02", "actual_hours", 2, resource_id="H3")
    first = book.apply()
    half = MonthBook(tmp_path, source=first.path)
    half.row("N02", "reply", "婉拒", resource_id="H3")  # the hours that he gave still stand
    matched = commatch.match(commatch.read(tmp_path / "社区.xlsx", previous=half.saved()))
    again = MonthBook(tmp_path, source=commatch.write_projects(matched, tmp_path / "又一份.xlsx"))
    assert {row["resource_id"] for _, row in again.rows("assignments", {"project_id": "2026-12-N02"})} == {"H2", "H9"}
    applied = again.seen()
    assert [row[:3] for row in past(applied, "N02")] == [("H3", "", 2.0)]
    assert "“历史”记着 H3 做过 N02，项目里现在没有这一位：照样留着" in " ".join(said(applied))
    again.row("N02", "actual_hours", 1, resource_id="H9")
    again = MonthBook(tmp_path, source=again.apply().path)  # a step further it is known still
    applied = again.seen()
    assert [row[:3] for row in past(applied, "N02")] == [("H3", "", 2.0), ("H9", "", 1.0)]
    sheet = again.book["历史"]
    sheet.delete_rows(next(row[0].row for row in sheet.iter_rows() if row[2].value == "H3"))
    applied = again.seen()
    assert [row[0] for row in past(applied, "N02")] == ["H9"]
    assert "H3" not in " ".join(said(applied))


def test_who_is_changed_and_changed_back_leaves_no_hours_behind(tmp_path: Path) -> None:
    book = MonthBook(tmp_path)
    book.decide("N02")
    book.row("N02", "actual_hours", 2, resource_id="H3")
    other = MonthBook(tmp_path, source=book.apply().path)
    other.row("N02", "resource_id", "H9", resource_id="H3")
    applied = other.apply()
    assert [row[0] for row in past(applied, "N02")] == ["H9"]
    taken = "N02 的人或日子改过了：“历史”里 {} 2026-12 那一行去掉，按现在的记"
    assert taken.format("H3") in " ".join(said(applied))
    back = MonthBook(tmp_path, source=applied.path)
    back.row("N02", "resource_id", "H3", resource_id="H9")
    applied = back.apply()
    assert [row[:3] for row in past(applied, "N02")] == [("H3", "", 2.0)]
    assert taken.format("H9") in " ".join(said(applied))
    assert past(MonthBook(tmp_path, source=applied.path).seen(), "N02") == past(applied, "N02")


@pytest.mark.parametrize(
    ("note", "until"),
    [
        ("缓至2027-02-01", dt.date(2027, 2, 1)),
        ("居民出门，暂缓到 2027年1月15日。", dt.date(2027, 1, 15)),
        ("until 2027-02-01", dt.date(2027, 2, 1)),
        ("缓至2027-03", dt.date(2027, 3, 1)),
        ("缓至2027年3月1日。再问街道", dt.date(2027, 3, 1)),
        ("缓至2027年3月1日，再问街道", dt.date(2027, 3, 1)),
        ("缓至2027.3.1.再问街道", dt.date(2027, 3, 1)),
        ("until 2027-02-01, then ask", dt.date(2027, 2, 1)),
        ("以后再说", None),
        ("缓至天气转暖", None),
    ],
)
def test_a_note_says_until_when_a_need_waits(note: str, until: dt.date | None) -> None:
    from commatch.month.ways import until as until_of

    assert until_of(note, dt.date(2026, 12, 1)) == until


def test_what_was_postponed_waits_until_its_note_says_and_no_longer_once_confirmed(tmp_path: Path) -> None:
    book = MonthBook(tmp_path)
    book.decide("N12", "N13", said="缓")
    book.put("projects", {"project_id": "2026-12-N12"}, "notes", "缓至2027-02-01")
    applied = book.apply()
    assert way(applied, "N12").ask_again_on == dt.date(2027, 2, 1)
    assert way(applied, "N13").ask_again_on is None
    again = MonthBook(tmp_path / "b", source=applied.path)
    again.decide("N12")
    later = again.seen()
    assert (way(later, "N12").status, way(later, "N12").ask_again_on) == (NeedStatus.CONFIRMED, None)


def test_the_needs_sheet_counts_where_a_project_is_undecided_or_there_is_none(tmp_path: Path) -> None:
    book = MonthBook(tmp_path)
    book.decide("N10")
    rows = [list(row) for row in also_needs()]
    said_now = {"N06": "转办", "N10": "转办", "N11": "暂缓", "N12": "不受理", "N13": "已完成"}
    also(tmp_path, 需求清单=[rows[0], *([*row[:-1], said_now.get(str(row[0]), "")] for row in rows[1:])])
    applied = book.seen()
    assert {need_id: way(applied, need_id).status.value for need_id in said_now} == {
        "N06": "handed_on", "N10": "confirmed", "N11": "postponed", "N12": "out_of_remit", "N13": "done",
    }  # fmt: skip
    assert days(applied, "N06") == []
    assert days(applied, "N13") == ["11-25", "11-25", "12-01", "12-31"]


def also_needs() -> list[list[object]]:
    from carried_months import NEEDS

    return [list(row) for row in NEEDS]


def test_a_unit_counts_the_sessions_of_its_quantity_which_may_be_mended(tmp_path: Path) -> None:
    book = MonthBook(tmp_path)
    book.decide("N07")
    book.row("N07", "outcome", "部分完成", resource_id="U2")
    assert [row[3] for row in past(book.seen(), "N07")] == [1.0]
    book.row("N07", "quantity", 0.5, resource_id="U2")
    assert [row[3] for row in past(book.seen(), "N07")] == [0.5]
