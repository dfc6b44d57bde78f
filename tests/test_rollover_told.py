"""What a rolled month says of itself: the heads of its printed pages, the words of its log in either language."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from previous_books import ListBook
from rolled_months import HELPERS, OPINIONS, codes, decide, listed, month, opened, roll, row, rows

import commatch
from commatch.month.rolling import Line
from commatch.workbook.schema import Lang

HEADS = {
    "zh": ["历史", "进程", "转办", "结转", "资金账", "结转明细"],
    "en": ["history", "progress", "handed_on", "balance", "fund_book", "carried_over"],
}


def lines(found: Any, code: str) -> list[Line]:
    return [line for line in found.lines if line.code == code]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_sheets_that_remember_are_printed_under_community_month_and_name(lang: Any, tmp_path: Path) -> None:
    source, made = opened(tmp_path)
    decide(made, {"N1": "确认", "N3": "转办"})
    made.put("projects", {"need_ids": "N1"}, "status", "已完成")
    found = roll(made, source, lang=lang)
    assert found.path is not None
    workbook = load_workbook(found.path)
    heads: dict[str, Any] = {sheet.title: sheet.oddHeader.left.text for sheet in workbook.worksheets}
    title = "桂花社区 2027年1月 {}" if lang == "zh" else "桂花社区: {} 2027-01"
    said = {name: title.format(name.replace("_", " ")) for name in HEADS[lang]}
    assert {name: text for name, text in heads.items() if text} == said


@pytest.mark.parametrize(
    ("lang", "said"), [("zh", "H4、锁定、上月已定，接着做"), ("en", "H4, pin, settled last month, goes on")]
)
def test_a_pin_of_before_is_told_in_the_language_of_the_file(lang: Any, said: str, tmp_path: Path) -> None:
    other = "settled last month, goes on" if lang == "zh" else "上月已定，接着做"
    source = month(tmp_path, 匹配意见=[*OPINIONS, ["N10", "H4", "锁定", None, other]])
    made = listed(tmp_path, source)
    decide(made, {"N10": "确认"})
    made.put("projects", {"need_ids": "N10"}, "status", "已完成")
    found = roll(made, source, lang=lang)
    assert [line.before for line in lines(found, "row_gone") if line.id == "N10"] == [said]


def test_what_the_program_writes_anew_is_nothing_to_look_at(tmp_path: Path) -> None:
    source = month(tmp_path, 积分=[["日期", "编号"], ["2026-12-01", "H1"]], 说明=[["填表说明"], ["照着填"]])
    found = roll(listed(tmp_path, source), source)
    (own,) = lines(found, "own_left_out")
    assert (own.id, own.to_see) == ("积分", False)
    assert own.note == "2026-12.xlsx 积分：commatch 自己写的表，下月的另外写；上月的还在原来的文件里"
    (left,) = lines(found, "left_out")
    assert (left.to_see, left.note) == (True, "没带这张表：2026-12.xlsx 说明")
    assert row(found.path, "结转明细", 编号="说明")["说明"] == left.note


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        (Lang.ZH, "协议 2027-01-20 到期，从下月 1 日算起（1 日也算）还有 20 天"),
        (Lang.EN, "the agreement ends on 2027-01-20: 20 days of it are left, the first of the month among them"),
    ],
)
def test_the_days_that_an_agreement_has_left_are_said_with_the_first(lang: Lang, said: str, tmp_path: Path) -> None:
    source, made = opened(tmp_path)
    assert [line.note for line in lines(roll(made, source, lang=lang.value), "agreement_soon")] == [said]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_clock_times_that_were_typed_are_carried_over_as_they_are(lang: Any, tmp_path: Path) -> None:
    head, first, *others = HELPERS
    typed = [[*head, "可用时段"], [*first, "周一至周六 9:00-17:00"], [*others[0], "星期二下午"], *others[1:]]
    source = month(tmp_path, 能人=typed)
    found = roll(listed(tmp_path, source), source, lang=lang)
    sheet, key = ("能人", "可用时段") if lang == "zh" else ("helpers", "times")
    assert [line.get(key) for line in rows(found.path, sheet)][:2] == [
        "周一至周六 9:00-17:00", "周二下午" if lang == "zh" else "Tue afternoon",
    ]  # fmt: skip


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_blank_cells_of_every_sheet_have_the_lines_of_their_table(lang: Any, tmp_path: Path) -> None:
    source, made = opened(tmp_path)
    decide(made, {"N1": "确认"})
    found = roll(made, source, lang=lang)
    assert found.path is not None
    shown = [sheet for sheet in load_workbook(found.path).worksheets if sheet.sheet_state == "visible"]
    cells = [cell for sheet in shown for line in sheet[sheet.dimensions] for cell in line if cell.row >= 3]
    assert {cell.parent.title for cell in cells if cell.value is None} >= {shown[0].title, shown[-1].title}
    assert [cell.coordinate for cell in cells if not cell.border.left.style] == []


@pytest.mark.parametrize("lang", list(Lang))
def test_needs_raised_in_the_month_and_deleted_by_hand_are_told_and_the_balance_says_so(
    lang: Lang, tmp_path: Path
) -> None:
    source, made = opened(tmp_path, lang)
    for need in ("N1", "N10"):
        made.put("projects", {"need_ids": need}, "decision", "确认" if lang is Lang.ZH else "confirm")
    made.put("assignments", {"resource_id": "H4"}, "outcome", "完成" if lang is Lang.ZH else "done")
    made.book.save(made.path)
    recorded = commatch.apply(made.path, source)
    assert recorded.path is not None
    workbook = load_workbook(source)
    sheet = workbook["需求清单"]
    for at in (8, 7, 4):  # N10, done; N6, served by nobody; N3, undecided
        sheet.delete_rows(at)
    workbook.save(source)
    back = ListBook(tmp_path, lang, recorded.path.read_bytes())
    back.book.save(back.path)
    again = commatch.apply(back.path, source, tmp_path / "again.xlsx")
    told = [(item.code, item.value) for item in again.problems if "gone" in item.code or "deleted" in item.code]
    assert sorted(told) == [
        ("need_row_deleted", "N3"), ("need_row_deleted", "N6"), ("need_row_deleted_done", "N10"),
        ("previous_done_gone", "N10"), ("previous_need_gone", "N3"),
    ]  # fmt: skip
    found = roll(back, source, lang=lang.value)
    assert [codes(found, need) for need in ("N3", "N6", "N10")] == [["missing_raised"]] * 2 + [["missing_done"]]
    assert all(line.to_see for line in found.lines if line.id in ("N10", "N3", "N6"))
    assert found.balance is not None
    assert (found.balance.opened, found.balance.settled, found.balance.difference) == (4, 0, 0)
    history, need = ("历史", "需求编号") if lang is Lang.ZH else ("history", "need_id")
    assert "N10" in {item[need] for item in rows(found.path, history)}, "what was done stays"


def test_a_need_deleted_before_anything_was_recorded_is_told_too(tmp_path: Path) -> None:
    source, made = opened(tmp_path)
    workbook = load_workbook(source)
    for at in (7, 4):  # N6, served by nobody; N3, proposed
        workbook["需求清单"].delete_rows(at)
    workbook.save(source)
    first = commatch.apply(made.path, source, tmp_path / "again.xlsx")
    assert [item.value for item in first.problems if item.code == "need_row_deleted"] == ["N3", "N6"]
    found = roll(made, source)
    assert [line.id for line in lines(found, "missing_raised")] == ["N3", "N6"]
    assert [one["需求编号"] for one in rows(found.path, "进程") if one["需求编号"] in ("N3", "N6")] == ["N3", "N6"]
