"""Rows become needs, resources and settings: ids, defaults, references, precedence."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from community_books import Row, Sheets, codes, community, row, sound, the_need

from commatch.community import NeedStatus, Past, Stance, Step
from commatch.settings import Settings
from commatch.texts.problems import describe
from commatch.workbook.schema import Lang


def without_ids(*titles: str) -> Sheets:
    rows: list[Row] = [
        {"编号": None, "需求": title, "紧急程度": 1, "说明": f"第{number}条"} for number, title in enumerate(titles)
    ]
    return {"需求清单": rows, "能人": ["编号", "姓名", "技能", "每月工时"]}


def test_derived_ids_come_from_the_content_not_from_the_position(tmp_path: Path) -> None:
    found = community(tmp_path, without_ids("修灯", "修门", "修灯"))
    again = community(tmp_path, without_ids("修门", "修窗"))
    by_title = {need.title: need.need_id for need in found.needs if "-" not in need.need_id}
    assert by_title["修门"] in {need.need_id for need in again.needs}
    ids = [need.need_id for need in found.needs]
    assert len(set(ids)) == 3
    assert f"{by_title['修灯']}-2" in ids
    assert codes(found) == ["id_derived"] * 3


def test_a_sheet_without_ids_is_told_once(tmp_path: Path) -> None:
    sheets = without_ids("修灯", "修门")
    for record in sheets["需求清单"]:
        assert isinstance(record, dict)
        del record["编号"]
    found = community(tmp_path, sheets)
    (problem,) = found.problems
    assert (problem.code, dict(problem.params)["rows"]) == ("ids_derived", "2")
    assert len({need.need_id for need in found.needs}) == 2


def test_a_column_that_is_missing_altogether_is_told_once(tmp_path: Path) -> None:
    sheets = without_ids("修灯", "修门")
    for number, record in enumerate(sheets["需求清单"]):
        assert isinstance(record, dict)
        del record["紧急程度"]
        record["编号"] = f"N{number}"
    (problem,) = community(tmp_path, sheets).problems
    assert (problem.code, problem.place.cell, dict(problem.params)["rows"]) == ("urgency_blank", "", "2")


def test_a_resource_may_have_the_id_of_a_need(tmp_path: Path) -> None:
    sheets = sound()
    row(sheets, "资金")["编号"] = "N1"
    assert community(tmp_path, sheets).problems == ()


def test_rows_of_several_files_make_one_community(tmp_path: Path) -> None:
    one, other = sound(), sound()
    del one["能人"]
    two: Sheets = {"能人": other["能人"], "设置": other["设置"]}
    found = community(tmp_path, one, two)
    assert found.problems == ()
    assert [helper.helper_id for helper in found.helpers] == ["H1", "H2"]
    assert [name for name, _ in found.files] == ["2-本月.xlsx", "本月.xlsx"]


def test_groups_get_their_standard_names(tmp_path: Path) -> None:
    assert the_need(tmp_path, {"人群": "外卖小哥、租户；riders"}).groups == ("骑手", "流动住户")


def test_extra_columns_of_needs_are_carried_along(tmp_path: Path) -> None:
    assert the_need(tmp_path, {"走访记录": "已入户", "经办": None}).extras == (("走访记录", "已入户"),)


def test_blanks_take_their_defaults(tmp_path: Path) -> None:
    sheets = sound()
    row(sheets, "需求清单", 1).pop("紧急程度")
    row(sheets, "需求清单", 1).pop("受益人数")
    row(sheets, "能人").update({"技能": "水电工", "每月工时": None, "人数": None})
    row(sheets, "共建单位").update({"每月场次": None})
    row(sheets, "场地").update({"容纳人数": None})
    found = community(tmp_path, sheets, settings=Settings(default_hours=6, default_sessions=3))
    need, helper = found.needs[1], found.helpers[0]
    assert (need.urgency, need.beneficiaries, need.sessions, need.status) == (2, 1, 1, NeedStatus.OPEN)
    assert (helper.skills, helper.hours, helper.headcount, helper.active) == ({"水电工": 3}, 6, 1, True)
    assert (found.units[0].sessions, found.venues[0].seats) == (3, 0)
    hours = next(problem for problem in found.problems if problem.code == "hours_blank")
    assert "按 6 小时算" in describe(hours, Lang.ZH)[0]


def test_choices_are_read_in_any_spelling(tmp_path: Path) -> None:
    for written in ("已匹配（待议）", "待议", "proposed", "Matched"):
        assert the_need(tmp_path, {"状态": written}).status is NeedStatus.PROPOSED
    assert the_need(tmp_path, {"状态": "In_Progress"}).status is NeedStatus.IN_PROGRESS


def test_distances_are_symmetric_and_of_two_the_larger_counts(tmp_path: Path) -> None:
    sheets = sound()
    sheets["网格距离"] = [
        {"起点": "乙", "终点": "甲", "步行分钟": 5},
        {"起点": "甲", "终点": "乙", "步行分钟": 9},
        {"起点": "甲", "终点": "丙", "步行分钟": "半小时"},
    ]
    found = community(tmp_path, sheets)
    assert found.minutes("甲", "乙") == found.minutes("乙", "甲") == 9
    assert found.minutes("丙", "甲") == 30
    assert found.minutes("乙", "丙") is None


def test_opinions_history_and_steps_are_in_a_fixed_order(tmp_path: Path) -> None:
    sheets = sound()
    sheets["匹配意见"] = [
        {"需求编号": "N2", "资源编号": "U1", "意见": "锁定"},
        {"需求编号": "N1", "资源编号": "H2", "意见": None, "评分": -3},
        {"需求编号": "N1", "资源编号": "H1", "意见": "ban", "评分": None},
    ]
    sheets["历史"] = [
        {"月份": "2026-11", "需求编号": "旧2", "资源编号": "H1", "工时": 2, "评价": 4, "日期": None},
        {"月份": None, "需求编号": "旧1", "资源编号": "走了的人", "日期": "2026-10-08"},
    ]
    sheets["行动步骤"] = [
        {"模板": "义诊", "顺序": 2, "步骤": "签到", "提前天数": -1, "负责": "社工"},
        {"模板": "义诊", "顺序": 1, "步骤": "张贴通知", "提前天数": 7},
    ]
    found = community(tmp_path, sheets)
    assert found.problems == ()
    assert [(item.need_id, item.resource_id, item.stance, item.score) for item in found.opinions] == [
        ("N1", "H1", Stance.BAN, 0),
        ("N1", "H2", None, -3),
        ("N2", "U1", Stance.PIN, 0),
    ]
    assert found.history == (
        Past(dt.date(2026, 10, 1), "旧1", "走了的人", date=dt.date(2026, 10, 8)),
        Past(dt.date(2026, 11, 1), "旧2", "H1", 2, 4),
    )
    assert found.steps == (Step("义诊", 1, "张贴通知", 7), Step("义诊", 2, "签到", -1, "社工"))


def test_a_template_of_action_steps_alone_may_be_named(tmp_path: Path) -> None:
    sheets = sound()
    row(sheets, "需求清单")["模板"] = "上门"
    sheets["行动步骤"] = [{"模板": "上门", "步骤": "打电话"}]
    assert community(tmp_path, sheets).problems == ()


def test_sheets_for_later_bring_no_problems(tmp_path: Path) -> None:
    sheets = sound()
    sheets["词表"] = [{"种类": "技能", "标准词": "水电工", "别名": "水电"}]
    sheets["签到"] = [{"日期": "看不懂", "活动": "议事会", "编号": "H1"}]
    sheets["积分兑换"] = [{"日期": "看不懂", "编号": "H1", "物品": "花", "积分": 5}]
    assert community(tmp_path, sheets).problems == ()


def test_settings_given_are_beaten_by_the_sheet_and_that_by_overrides(tmp_path: Path) -> None:
    sheets = sound()
    sheets["设置"] = [
        {"项": "need-hours", "值": 3},
        {"项": "venue_walk", "值": "20"},
        {"项": "worker", "值": None},
    ]
    below = Settings(need_hours=1, venue_walk=5, worker="王社工", seed=7)
    found = community(tmp_path, sheets, settings=below, overrides={"venue_walk": 25})
    assert found.problems == ()
    used = found.settings
    assert (used.need_hours, used.venue_walk, used.worker, used.seed) == (3, 25, "王社工", 7)


@pytest.mark.parametrize(("today", "month"), [((2026, 11, 21), (2026, 12, 1)), ((2026, 12, 31), (2027, 1, 1))])
def test_the_month_is_the_next_one_where_none_is_set(
    tmp_path: Path, today: tuple[int, int, int], month: tuple[int, int, int]
) -> None:
    sheets = sound()
    del sheets["设置"]
    assert community(tmp_path, sheets, today=dt.date(*today)).settings.month == dt.date(*month)
    assert community(tmp_path, sheets, overrides={"month": "2026-03"}).settings.month == dt.date(2026, 3, 1)


def test_the_same_setting_in_two_files_may_agree_and_may_not_differ(tmp_path: Path) -> None:
    one: Sheets = {**sound(), "设置": [{"项": "need_hours", "值": 3}]}
    assert community(tmp_path, one, {"设置": [{"项": "need-hours", "值": "3"}]}).problems == ()
    (problem,) = community(tmp_path, one, {"设置": [{"项": "need_hours", "值": 4}]}).problems
    assert problem.code == "setting_conflict"
    assert {problem.place.file, dict(problem.params)["other"].split()[0]} == {"本月.xlsx", "2-本月.xlsx"}
