"""Drafts of what somebody has worked on already: own bundles, templates, breakdowns, notes and decisions stay."""

from __future__ import annotations

import io
import re
import time
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from cli_runs import book, run_json
from draft_books import (
    MONTH,
    PHONE_CLASSES,
    TOLD,
    cell_of,
    confirmed,
    drafted,
    logged,
    one_model,
    proposed,
    told,
    written,
)
from openpyxl import load_workbook

from commatch import api
from commatch.drafting.retold import Told, told_twice
from commatch.drafting.terms_said import terms_said
from commatch.drafting.times_said import times_said
from commatch.vocabulary import BUILT_IN, TermKind

HALL = [["编号", "场地", "容纳人数", "场地设施"], ["V1", "大厅", 60, "桌椅、投影"]]
_SONGS = ("，我们有六个人", "，缺个领唱的", "，周末最好", "，老姐妹都想来", "，哪里有地方", "，教我们认谱")
OWN_CLASS = [["模板", "类型", "要求", "数量"], ["手机课", "能人", "手机教学", 1]]


@pytest.fixture(scope="module", autouse=True)
def _one_model() -> Iterator[None]:
    with one_model():
        yield


def with_column(header: str, *values: object) -> list[list[object]]:
    """Return needs for phone classes of different people with one column more."""
    rows = told(*((text,) for text in PHONE_CLASSES[: len(values)]))
    return [[*rows[0], header], *([*row, value] for row, value in zip(rows[1:], values, strict=True))]


# -- bundles ---------------------------------------------------------------------------------------


def test_a_bundle_is_proposed_under_a_name_that_nobody_uses_yet(tmp_path: Path) -> None:
    needs = with_column("合并", "手机课", "手机课", None, None)
    result = drafted(tmp_path, 需求清单=needs, 场地=HALL)
    assert proposed(result, "bundle") == {"N03": "手机课2", "N04": "手机课2"}


@pytest.mark.parametrize(
    ("own", "seats", "facilities"),
    [
        ([*OWN_CLASS, ["手机课", "场地", "投影", 6]], True, ("投影",)),
        ([*OWN_CLASS, ["手机课", "场地", None, 6]], True, None),
        (OWN_CLASS, False, None),
    ],
)
def test_a_bundle_asks_for_the_venue_that_the_community_s_own_template_asks_for(
    own: list[list[object]], seats: bool, facilities: tuple[str, ...] | None, tmp_path: Path
) -> None:
    result = drafted(tmp_path, 需求清单=with_column("备注", None, None), 场地=HALL, 服务模板=own)
    assert set(proposed(result, "bundle").values()) == {"手机课"}
    assert bool(proposed(result, "seats")) is seats
    assert set(proposed(result, "facilities").values()) == ({facilities} if facilities else set())


def test_confirmed_needs_are_in_no_new_bundle(tmp_path: Path) -> None:
    result = drafted(tmp_path, 需求清单=with_column("状态", "已确认", "实施中", None, "待匹配"), 场地=HALL)
    assert set(proposed(result, "bundle")) == {"N03", "N04"}


def test_a_note_names_some_members_of_a_large_bundle(tmp_path: Path) -> None:
    needs = told(*((f"{text}，第{turn}回",) for turn in range(4) for text in PHONE_CLASSES))
    result = drafted(tmp_path, 需求清单=needs)
    found = [item for item, _ in result.drafted.proposals if item.column == "bundle"]
    assert len(found) == 20
    assert {len(item.examples) for item in found} == {6}
    assert {item.examples[-1] for item in found} == {"…"}


# -- what stands there already ---------------------------------------------------------------------


def test_a_need_that_is_broken_down_gets_no_template(tmp_path: Path) -> None:
    rows = [["需求编号", "类型", "要求", "数量"], ["N01", "单位", "物业维修", 1]]
    result = drafted(tmp_path, 需求清单=told(("家里水龙头坏了",), ("家里马桶堵了",)), 需求拆解=rows)
    assert set(proposed(result, "template")) == {"N02"}


def test_a_need_kept_open_gets_its_template_whatever_it_names(tmp_path: Path) -> None:
    both = "不会用智能手机，想学微信和视频，找隔壁那个借我八万不还的说清楚"
    needs = told((both, "甲", "", "", "待匹配"), (both, "乙", "", "", None), headers=[*TOLD, "状态"])
    result = drafted(tmp_path, 需求清单=needs)
    assert (proposed(result, "template"), proposed(result, "status")) == ({"N01": "手机课"}, {"N02": "out_of_remit"})


def test_what_somebody_wrote_beside_a_need_told_twice_stays(tmp_path: Path) -> None:
    again = ("上次说的水龙头还在漏，没人来修", "甲", "13900010001", "2026-11-09")
    third = ("又来问问那个水龙头", "甲", "13900010001", "2026-11-20")
    needs = told(("家里水龙头漏水", "甲", "13900010001", "2026-11-03"), again, third)
    needs = [[*needs[0], "疑似重复"], *([*row, None] for row in needs[1:])]
    needs[2][-1] = "已核实，不重复"
    result = drafted(tmp_path, 需求清单=needs)
    sheet = load_workbook(written(result))["需求清单"]
    assert [cell_of(sheet, row_id, "疑似重复").value for row_id in ("N01", "N02", "N03")] == [
        None, "已核实，不重复", "N01",
    ]  # fmt: skip
    assert [row.id for row in logged(written(result), "told_twice")] == ["N03"]


def test_the_words_for_a_grid_of_the_word_list_name_it(tmp_path: Path) -> None:
    helpers = [["编号", "姓名", "技能", "网格"], ["H1", "王阿姨", "志愿者", "一网格"]]
    words = [["种类", "标准词", "别名"], ["网格", "一网格", "老街片"]]
    result = drafted(tmp_path, 需求清单=told(("老街片的楼道灯坏了",)), 能人=helpers, 词表=words)
    assert proposed(result, "grid") == {"N01": "一网格"}


@pytest.mark.parametrize("turned", [False, True])
def test_of_two_confirmed_months_the_later_one_s_template_is_carried(turned: bool, tmp_path: Path) -> None:
    months = []
    for month, helpers in (("2026-10", 1), ("2026-11", 3)):
        rows = [["模板", "类型", "要求", "数量"], ["红歌队", "能人", "音乐老师", helpers]]
        needs = told(
            *((f"想一起唱红歌{words}", f"甲{n}", "", "", "红歌队") for n, words in enumerate(_SONGS)),
            headers=[*TOLD, "模板"],
        )
        setting = [["项", "值"], ["月份", month]]
        months.append(book(tmp_path / f"{month}.xlsx", 需求清单=needs, 服务模板=rows, 设置=setting))
    learn = months[::-1] if turned else months
    result = drafted(tmp_path, 需求清单=told(("想一起唱红歌，热闹",)), learn=learn)
    assert proposed(result, "template") == {"N01": "红歌队"}
    sheet = load_workbook(written(result))["服务模板"]
    assert [row[3] for row in sheet.iter_rows(min_row=2, values_only=True) if row[0] == "红歌队"] == [3]


# -- what is told of the files -----------------------------------------------------------------------


def test_a_list_that_is_left_behind_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    helpers = [["编号", "姓名", "技能"], ["H1", "王阿姨", "志愿者"]]
    path = book(tmp_path / "民情.xlsx", 能人=helpers, 会议=[["时间", "议题"], ["周一", "停车"]], 整理记录=[["我的话"]])
    _, answer = run_json(capsys, "draft", str(path), "-o", str(tmp_path / "草稿.xlsx"), "--month", MONTH)
    assert {(item["rule"], item["sheet"]) for item in answer["left_out"]} == {
        ("sheet_left_out", "会议"), ("sheet_left_out", "整理记录"),
    }  # fmt: skip
    assert {"unknown_sheet", "no_needs_sheet"} <= {item["code"] for item in answer["problems"]}
    assert answer["exit_code"] == 3


def test_how_a_list_of_one_column_was_taken_is_told(tmp_path: Path) -> None:
    result = drafted(tmp_path, 需求=[["社区缺少活动场地"], ["我想学用智能手机"]])
    assert len(result.drafted.tidied.sheets[0].rows) == 2
    assert "lone_column" in {item.code for item in result.problems}


@pytest.mark.parametrize("headers", [["no", "what was said", "who", "phone", "date"], ["id", "said", "name", "phone"]])
def test_english_words_for_what_was_said_are_known(headers: list[str], tmp_path: Path) -> None:
    row = ["1", "I want to learn to use my phone", "Wang", "13900010001", "2026-11-03"]
    path = book(tmp_path / "list.xlsx", told=[headers, row[: len(headers)]])
    result = api.draft(path, tmp_path / "draft.xlsx", month=MONTH, lang="en")
    assert [item.code for item in result.problems if item.code == "required_blank"] == []
    assert result.drafted.tidied.sheets[0].sheet.key == "needs"


# -- decisions ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("word", "code"),
    [("已采纳", None), ("采纳。", None), ("√", None), ("拒", "proposals_declined"), ("不用", "proposals_declined")],
)
def test_decisions_are_read_as_people_write_them(word: str, code: str | None, tmp_path: Path) -> None:
    path = written(drafted(tmp_path, 需求清单=told(("想学用智能手机",))))
    workbook = load_workbook(path)
    log = workbook["整理记录"]
    at = next(cell.column for cell in log[1] if cell.value == "决定")
    for row in range(2, log.max_row + 1):
        log.cell(row, at).value = word
    workbook.save(path)
    found = {problem.code for problem in api.check(path, month=MONTH).problems}
    assert found & {"proposals_pending", "proposals_declined"} == ({code} if code else set())


def test_a_draft_with_styles_that_openpyxl_does_not_know_is_read_with_its_log(tmp_path: Path) -> None:
    path = written(drafted(tmp_path, 需求清单=told(("想学用智能手机",))))
    data = io.BytesIO()
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(data, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if name == "xl/styles.xml":
                content = re.sub(rb'<family val="\d+" ?/>', b"", content).replace(
                    b"</font>", b'<family val="34"/></font>', 1
                )
            new.writestr(name, content)
    path.write_bytes(data.getvalue())
    with pytest.raises(ValueError, match="stylesheet"):
        load_workbook(path)
    assert "proposals_pending" in {problem.code for problem in api.check(path, month=MONTH).problems}


# -- order and size ----------------------------------------------------------------------------------


@pytest.mark.parametrize("order", [(0, 1, 2), (2, 1, 0), (1, 2, 0)])
def test_what_is_asked_a_third_time_gets_what_the_first_was_understood_as(
    order: tuple[int, ...], tmp_path: Path
) -> None:
    rows = [
        ["A", "家里水龙头漏水，关不严", "甲", "13900010001", "2026-11-01"],
        ["B", "又来问问", "甲", "13900010001", "2026-11-25"],
        ["C", "又来催", "甲", "13900010001", "2026-12-20"],
    ]
    result = drafted(tmp_path, 需求清单=[list(TOLD), *(rows[number] for number in order)])
    assert proposed(result, "category") == dict.fromkeys("ABC", "房屋维修")


def test_however_often_the_same_words_are_told_each_is_marked() -> None:
    from draft_books import model

    needs = [Told(f"N{number:03}", "想学用智能手机", "手机课") for number in range(60)]
    found = told_twice(needs, model().vectors([need.text for need in needs]))
    assert [(item.later, item.earlier) for item in found] == [(number, 0) for number in range(1, 60)]


def test_long_lists_of_what_is_not_there_are_read_in_a_moment() -> None:
    began = time.perf_counter()
    many = "、".join(["剪纸", "书法", "面点"] * 40)
    assert terms_said(f"不会{many}、但能做电工", TermKind.SKILL, BUILT_IN) is not None
    assert times_said("Mon, Tue, Wed, " * 400) is None
    assert time.perf_counter() - began < 5


def test_a_confirmed_draft_drafted_again_keeps_what_was_decided(tmp_path: Path) -> None:
    first = written(drafted(tmp_path, 需求清单=told(*((text,) for text in PHONE_CLASSES)), 场地=HALL))
    path = confirmed(first, tmp_path / "看过.xlsx")
    again = api.draft(path, tmp_path / "再来.xlsx", month=MONTH, force=True)
    assert not proposed(again, "template")
    assert not proposed(again, "bundle")


@pytest.mark.parametrize(
    ("said", "template"),
    [
        ("修水管", "上门维修"), ("家里灯不亮了", "上门维修"), ("漏水淹到楼下了，急", "上门维修"),
        ("手机不会用", "手机课"),
        ("老人摔倒了没人管，很急", "一对一结对"), ("楼道灯坏了", "楼道小修"), ("外面总管爆了", "管网外墙报修"),
        ("没人做饭", "助餐送餐"), ("停车难", "议事会"),
    ],
)  # fmt: skip
def test_a_few_plain_words_are_enough(said: str, template: str, tmp_path: Path) -> None:
    result = drafted(tmp_path, 需求清单=told((said,)))
    assert proposed(result, "template") == {"N01": template}
