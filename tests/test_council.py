"""The round after the council as the people read it: what changed and why, what stands, what they typed."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
from coming_back import next_round as next_plan
from coming_back import planned, reply
from previous_books import COMMUNITY, ListBook

import commatch
from commatch.assemble.joined import joined
from commatch.community import Community, Helper, Kind, Need, Opinion, Requirement, Stance
from commatch.matching.plan import Outcome
from commatch.matching.result import Result
from commatch.month.state import carried_along
from commatch.previous_projects import Reply
from commatch.reports.changes_sheet import changes
from commatch.reports.marks import marks
from commatch.reports.project_list import project_list
from commatch.reports.view import View
from commatch.reports.words import Words
from commatch.texts.problems import describe
from commatch.texts.reason_names import REASON_NAMES
from commatch.workbook.outputs import OUTPUT, REASON_CODES
from commatch.workbook.schema import CHOICES, Lang

Rows = list[dict[str, object]]


@pytest.fixture(params=list(Lang))
def book(request: pytest.FixtureRequest, tmp_path: Path) -> ListBook:
    return ListBook(tmp_path, request.param)


def said(book: ListBook, zh: str, en: str) -> str:
    """Return a word in the language of a book."""
    return zh if book.lang is Lang.ZH else en


def next_round(book: ListBook, community: Community = COMMUNITY) -> Result:
    """Match again with the book as it stands."""
    names = {item.resource_id: item.name for kind in Kind for item in community.resources(kind)}
    result = commatch.match(joined(community, book.read(resources=names)))
    assert result.outcome is Outcome.PLANNED, (result.problems, result.clash)
    return result


def sheets(result: Result, lang: Lang) -> dict[str, Rows]:
    return {
        made.sheet.key: [dict(zip((c.key for c in made.sheet.columns), row, strict=True)) for row in made.rows]
        for made in project_list(result, lang)
    }


def read_again(book: ListBook, result: Result, folder: Path) -> ListBook:
    """Return the list of a round as a book of its own."""
    path = commatch.write_projects(result, folder / "next.xlsx", lang=book.lang)
    return ListBook(folder, book.lang, path.read_bytes())


def notes(made: dict[str, Rows], book: ListBook) -> list[str]:
    """Return the notes of a run record."""
    return [str(row["value"]) for row in made["run"] if row["item"] == said(book, "备注", "note")]


# -- what is completed -------------------------------------------------------------------------------------


def test_what_is_completed_is_said_as_such_and_what_it_used(book: ListBook, tmp_path: Path) -> None:
    book.put("projects", {"project_id": "2026-12-N02"}, "status", said(book, "已完成", "done"))
    first = next_round(book)
    (change,) = sheets(first, book.lang)["changes"]
    assert (change["need_id"], change["before"], change["after"]) == (
        "N02", said(book, "已安排", "planned"), said(book, "已完成", "done")
    )  # fmt: skip
    later = next_round(read_again(book, first, tmp_path))
    assert sheets(later, book.lang)["changes"] == []
    for result in (first, later):
        made = sheets(result, book.lang)
        (line,) = [row for row in made["overview"] if row["item"] == said(book, "已完成的需求", "needs completed")]
        assert line["value"] == 1
        assert said(book, "修水管（N02）", "修水管 (N02)") in str(line["note"])
        assert said(book, "工时 4", "4 hours") in str(line["note"])
        (note,) = notes(made, book)
        assert note == said(
            book,
            "修水管（N02）：已完成，用掉的已从本月可用的里扣除（李师傅（H2）2 小时、张师傅（H3）2 小时）",
            "修水管 (N02): done, and what it used is taken off what the month has "
            "(李师傅 (H2) 2 hours, 张师傅 (H3) 2 hours)",
        )


def test_who_gave_to_what_is_done_is_not_called_unused(book: ListBook, tmp_path: Path) -> None:
    community = replace(COMMUNITY, helpers=tuple(replace(one, hours=2.0) for one in COMMUNITY.helpers))
    book.put("projects", {"project_id": "2026-12-N01"}, "status", said(book, "已完成", "done"))
    book.put("assignments", {"need_id": "N01", "resource_id": "H1"}, "actual_hours", 1.5)
    names = {item.resource_id: item.name for kind in Kind for item in community.resources(kind)}
    first = commatch.match(joined(community, carried_along(community, book.read(resources=names))))
    again = ListBook(
        tmp_path, book.lang, commatch.write_projects(first, tmp_path / "1.xlsx", lang=book.lang).read_bytes()
    )
    later = commatch.match(joined(community, carried_along(community, again.read(resources=names))))
    for result in (first, later):
        use = {row["resource_id"]: row for row in sheets(result, book.lang)["usage"]}
        assert (use["H1"]["available"], use["H1"]["used"]) == (0.5, 0)
        assert use["H1"]["reminder"] == said(book, "用于本月已做的：1.5 小时", "used by what is done: 1.5 hours")
        assert use["F1"]["reminder"] == said(book, "用于本月已做的：200 元", "used by what is done: 200 yuan")
        assert use["V1"]["reminder"] == said(book, "用于本月已做的", "used by what is done")
        assert use["H6"]["reminder"] == said(book, "本月未使用", "not used this month")
        (usage,) = [made for made in project_list(result, book.lang) if made.sheet.key == "usage"]
        (grey,) = [mark for mark in marks(usage, Words(book.lang)) if mark.look == "grey"]
        assert f'ISERROR(SEARCH("{use["V1"]["reminder"]}",' in grey.formula


# -- what changed ------------------------------------------------------------------------------------------


def test_a_change_can_be_read_without_looking_up_ids(book: ListBook) -> None:
    more = replace(COMMUNITY.helpers[1], helper_id="H8", name="周师傅", skills={"水电工": 2})
    wide = replace(COMMUNITY, helpers=(*COMMUNITY.helpers, more))
    who, at = {"need_id": "N01", "resource_id": "H1"}, {"need_id": "N02", "resource_id": "H3"}
    book.put("assignments", who, "reply", said(book, "请假", "on leave"))
    book.put("assignments", at, "reply", said(book, "婉拒", "decline"))
    found = {row["need_id"]: row for row in sheets(next_round(book, wide), book.lang)["changes"]}
    moved, handed = found["N01"], found["N02"]
    assert moved["item"] == said(book, "义诊日 · 时间", "义诊日 · time")
    assert moved["reason"] == said(book, "王医生（H1）：请假", "王医生 (H1): on leave")
    assert handed["item"] == said(book, "修水管 · 能人（水电工）", "修水管 · helper (水电工)")
    assert (handed["before"], handed["after"]) == (
        said(book, "张师傅（H3）", "张师傅 (H3)"),
        said(book, "周师傅（H8）", "周师傅 (H8)"),
    )
    assert handed["reason"] == said(
        book,
        "张师傅（H3）：已婉拒；周师傅代替张师傅（水电工）：技能高 1 级 +2",
        "张师傅 (H3): declined; 周师傅 in place of 张师傅 (水电工): level 1 above what is asked +2",
    )


def test_who_declined_is_let_go_though_pinned_and_the_line_says_so(book: ListBook) -> None:
    at = {"need_id": "N02", "resource_id": "H3"}
    book.put("assignments", at, "reply", said(book, "婉拒", "decline"))
    pinned = replace(COMMUNITY, opinions=(*COMMUNITY.opinions, Opinion("N02", "H3", Stance.PIN)))
    result = next_round(book, pinned)
    assert "H3" not in {row.resource_id for row in result.plan.of("N02")}
    assert [(it.value, dict(it.params)) for it in result.problems if it.code == "pin_declined"] == [
        ("N02", {"resource": "H3"})
    ]


def test_only_the_requirement_that_changed_hands_is_named() -> None:
    asked = (Requirement(Kind.HELPER, "水电工", 1, 2.0), Requirement(Kind.HELPER, "木工", 1, 2.0, said="木匠"))
    helpers = (
        Helper("H1", "甲", skills={"水电工": 3}),
        Helper("H2", "乙", skills={"木工": 5}),
        Helper("H3", "丙", skills={"木工": 3}),
    )
    month = replace(COMMUNITY, needs=(Need("N1", "改浴室", requirements=asked),), helpers=helpers)
    first = planned(month)
    second = next_plan(month, reply(first.as_previous(), "N1", "H2", Reply.DECLINE))
    (change,) = sheets(second, Lang.ZH)["changes"]
    assert change["item"] == "改浴室 · 能人（木匠）"
    assert str(change["reason"]).startswith("乙（H2）：已婉拒；丙代替乙（木匠）：")


def test_the_json_of_changes_names_nobody(tmp_path: Path) -> None:
    book = ListBook(tmp_path)
    book.put("assignments", {"need_id": "N01", "resource_id": "H1"}, "reply", "请假")
    (row,) = changes(View(next_round(book), Lang.ZH, by_id=True)).rows
    assert "".join(map(str, row)).count("H1") == 1
    assert not any(name in str(row) for name in ("王医生", "义诊日"))


# -- plain words -------------------------------------------------------------------------------------------

CODES = {("unserved", "reason_code"), ("problems", "code"), ("run", "item")}
"""Columns that hold codes by contract."""


@pytest.mark.parametrize("key", ["overview", "projects", "assignments", "unserved", "usage", "problems", "changes"])
def test_no_code_stands_in_an_english_sentence(key: str, tmp_path: Path) -> None:
    book = ListBook(tmp_path, Lang.EN)
    book.put("projects", {"project_id": "2026-12-N02"}, "status", "done")
    book.put("projects", {"project_id": "2026-12-N04"}, "decision", "change")
    book.put("projects", {"project_id": "2026-12-N08"}, "decision", "postpone")
    book.put("assignments", {"need_id": "N01", "resource_id": "H1"}, "reply", "decline")
    result = next_round(book)
    assert {item.code for item in result.unserved} >= {"change_asked", "no_skill"}
    names = {column.key for sheet in OUTPUT.values() for column in sheet.columns}
    for row in sheets(result, Lang.EN)[key]:
        for column, value in row.items():
            if (key, column) not in CODES:
                codes = set(re.findall(r"[a-z]+(?:_[a-z]+)+", str(value or ""))) - names
                assert not codes, (column, value)
                assert "、" not in str(value or ""), (column, value)


def test_reasons_have_a_name_for_sentences() -> None:
    assert set(REASON_NAMES) == {choice.key for choice in REASON_CODES}
    assert not any("_" in name for name in REASON_NAMES.values())


@pytest.mark.parametrize(
    ("resource", "zh", "en"),
    [
        ("H4", "这里要的是“水电工”，它不能提供", "what is asked here is '水电工', which it does not offer"),
        ("V2", "这里要的是“水电工”，它不能提供", "what is asked here is '水电工', which it does not offer"),
    ],
)
def test_an_id_that_can_t_be_meant_is_told_with_what_is_asked(resource: str, zh: str, en: str, book: ListBook) -> None:
    book.put("assignments", {"need_id": "N02", "resource_id": "H2"}, "resource_id", resource)
    (problem,) = commatch.match(joined(COMMUNITY, book.read())).problems
    assert describe(problem, book.lang)[0].endswith(said(book, zh, en))


# -- what stands -------------------------------------------------------------------------------------------


def test_what_stands_is_said_in_every_round_and_warned_of_once(book: ListBook, tmp_path: Path) -> None:
    book.put("projects", {"project_id": "2026-12-N02"}, "status", said(book, "已完成", "done"))
    book.put("assignments", {"need_id": "N01", "resource_id": "H1"}, "reply", said(book, "请假", "on leave"))
    book.put("assignments", {"need_id": "N04", "resource_id": "H5"}, "reply", said(book, "婉拒", "decline"))
    first = next_round(book)
    assert [problem.code for problem in first.problems] == ["previous_used"]
    later = next_round(read_again(book, first, tmp_path))
    assert [problem.code for problem in later.problems] == []
    assert later.changes == ()
    for result in (first, later):
        made = sheets(result, book.lang)
        (line,) = [
            row for row in made["overview"] if row["item"] == said(book, "一直算数的答复和指定", "answers that stand")
        ]
        assert line["value"] == 2
        assert str(line["note"]).startswith(
            said(book, "不再派 1 处、请假 1 次；", "1 not to be asked again, 1 half-day on leave; ")
        )
        _, declined, away = notes(made, book)
        assert declined == said(
            book,
            "H5来不了“理发（N04）”，以后各轮不再派",
            "H5 can't come for '理发 (N04)' and is not asked for it again",
        )
        assert away.startswith(said(book, "王医生（H1）在12月", "王医生 (H1) is on leave on 2026-12-"))


# -- what was typed ----------------------------------------------------------------------------------------


def test_notes_and_agreement_reach_the_next_list_and_read_back_the_same(book: ListBook, tmp_path: Path) -> None:
    agreed = {"need_id": "N02", "resource_id": "H2"}
    agree = said(book, "同意", "agree")
    book.put("assignments", agreed, "reply", said(book, "好的", "ok"))
    book.put("assignments", {"need_id": "N01", "resource_id": "U1"}, "reply", agree)
    book.put("projects", {"project_id": "2026-12-N02"}, "notes", "记得带钥匙；先打电话")
    book.put(
        "projects",
        {"project_id": "2026-12-N04"},
        "notes",
        said(book, "合并 2 件需求，共受益 2 人；自带剪刀", "own scissors"),
    )
    first = next_round(book)
    assert first.changes == ()
    again = read_again(book, first, tmp_path)
    ((_, row),) = again.rows("assignments", agreed)
    assert row["reply"] == agree
    assert [row["reply"] for _, row in again.rows("assignments", {"resource_id": "U1"})] == [agree]
    ((_, pipes),) = again.rows("projects", {"project_id": "2026-12-N02"})
    ((_, hair),) = again.rows("projects", {"project_id": "2026-12-N04"})
    assert pipes["notes"] == said(book, "记得带钥匙；先打电话", "记得带钥匙; 先打电话")
    assert str(hair["notes"]).count("2 ") == 2
    assert str(hair["notes"]).endswith(said(book, "；自带剪刀", "; own scissors"))
    previous = again.read()
    assert previous.problems == ()
    assert [item.note for item in previous.projects if item.note] == [
        "记得带钥匙；先打电话",
        said(book, "自带剪刀", "own scissors"),
    ]
    second = next_round(again)
    assert (second.changes, second.plan) == ((), first.plan)
    for key in ("projects", "assignments"):
        assert sheets(second, book.lang)[key] == sheets(first, book.lang)[key]


def test_nobody_has_agreed_to_another_day(book: ListBook) -> None:
    book.put("assignments", {"need_id": "N01", "resource_id": "H1"}, "reply", said(book, "请假", "on leave"))
    book.put("assignments", {"need_id": "N01", "resource_id": "U1"}, "reply", said(book, "同意", "agree"))
    result = next_round(book)
    assert [(change.need_id, change.item) for change in result.changes] == [("N01", "slots")]
    assert [row["reply"] for row in sheets(result, book.lang)["assignments"] if row["reply"]] == []


def test_who_was_put_on_a_row_and_agreed_has_agreed(book: ListBook) -> None:
    more = replace(COMMUNITY.helpers[1], helper_id="H8", name="周师傅")
    wide = replace(COMMUNITY, helpers=(*COMMUNITY.helpers, more))
    where = {"need_id": "N02", "resource_id": "H2"}
    book.put("assignments", where, "reply", said(book, "同意", "agree"))
    book.put("assignments", where, "resource_id", "H8")
    rows = sheets(next_round(book, wide), book.lang)["assignments"]
    assert [row["resource_id"] for row in rows if row["reply"]] == ["H8"]


def test_a_plan_as_a_previous_one_keeps_what_was_typed(tmp_path: Path) -> None:
    book = ListBook(tmp_path)
    book.put("assignments", {"need_id": "N02", "resource_id": "H2"}, "reply", "同意")
    book.put("projects", {"project_id": "2026-12-N02"}, "notes", "记得带钥匙")
    first = next_round(book)
    again = first.as_previous()
    written = read_again(book, first, tmp_path).read()
    assert [(item.project_id, item.note) for item in again.projects] == [
        (item.project_id, item.note) for item in written.projects
    ]
    assert {(row.resource_id, row.reply) for row in again.rows if row.reply} == {("H2", Reply.AGREE)}
    assert {(row.resource_id, row.reply) for row in written.rows if row.reply} == {("H2", Reply.AGREE)}


def test_why_somebody_was_set_by_hand_is_said_in_every_round(book: ListBook, tmp_path: Path) -> None:
    more = replace(COMMUNITY.helpers[1], helper_id="H8", name="周师傅")
    wide = replace(COMMUNITY, helpers=(*COMMUNITY.helpers, more))
    where = {"need_id": "N02", "resource_id": "H2"}
    book.put("assignments", where, "reason", "居民点名（两次）")
    book.put("assignments", where, "resource_id", "H8")
    first = next_round(book, wide)
    second = next_round(read_again(book, first, tmp_path), wide)
    third = next_round(read_again(book, second, tmp_path), wide)
    why = said(book, "手工指定（居民点名（两次））；", "set by hand (居民点名（两次）); ")
    for result in (first, second, third):
        (row,) = [row for row in sheets(result, book.lang)["assignments"] if row["resource_id"] == "H8"]
        assert str(row["reason"]).startswith(why)
    assert (second.changes, third.changes) == ((), ())


def test_other_words_are_told_as_what_they_were_read(book: ListBook) -> None:
    book.put("projects", {"project_id": "2026-12-N01"}, "decision", "同意")
    book.put("projects", {"project_id": "2026-12-N03"}, "decision", said(book, "确认", "Confirm"))
    book.put("projects", {"project_id": "2026-12-N04"}, "status", "进行中")
    book.put("assignments", {"need_id": "N01", "resource_id": "H1"}, "reply", "好的")
    book.put("assignments", {"need_id": "N02", "resource_id": "H2"}, "reply", "好的")
    result = next_round(book)
    assert result.problems == ()
    assert notes(sheets(result, book.lang), book) == [
        said(book, "“议事决定”里的“同意”按“确认”算", "decision: '同意' was read as confirm"),
        said(book, "“回复”里的“好的”按“同意”算", "reply: '好的' was read as agree"),
        said(book, "“状态”里的“进行中”按“实施中”算", "status: '进行中' was read as in progress"),
    ]


@pytest.mark.parametrize("lang", list(Lang))
def test_the_guide_lists_every_word_that_is_understood(lang: Lang) -> None:
    text = (Path(__file__).parent.parent / "docs" / lang.value / "how-to" / "council.md").read_text("utf-8")
    rows = [[cell.strip(" `") for cell in line.strip("|").split("|")] for line in text.splitlines() if "|" in line]
    told = {(row[0], row[1]): set(re.split("、|, ", row[2])) for row in rows if len(row) == 3}
    for sheet, key in (("projects", "decision"), ("assignments", "reply")):
        header = OUTPUT[sheet].column(key).header(lang)
        for choice in CHOICES[key]:
            own = {word for word in choice.aliases if (word.isalpha() and word.isascii()) or " " in word}
            signs = {word for word in choice.aliases if not word.isalpha() and " " not in word}
            chinese = set(choice.aliases) - own - signs
            assert told[header, choice.name(lang)] == signs | (chinese if lang is Lang.ZH else own)


def test_a_leave_moves_the_day_and_a_confirmed_one_keeps_it(book: ListBook) -> None:
    wide = replace(COMMUNITY, helpers=(*COMMUNITY.helpers, Helper("H8", "周医生", skills={"医生": 3})))
    who = {"need_id": "N01", "resource_id": "H1"}
    book.put("assignments", who, "reply", said(book, "请假", "on leave"))
    assert [(change.item, change.reason[0]) for change in next_round(book, wide).changes] == [("slots", "away")]
    book.put("projects", {"project_id": "2026-12-N01"}, "decision", said(book, "确认", "confirm"))
    assert [(change.item, change.after) for change in next_round(book, wide).changes] == [("helper", ("H8",))]
