"""Rows become needs, resources and settings: ids, defaults, references, precedence."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from community_books import Row, Sheets, codes, community, row, sound, the_need

from commatch.amending import amend
from commatch.community import Kind, NeedStatus, Past, Stance, Step
from commatch.problems import Place, Severity
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


def test_a_needs_sheet_without_needs_is_told(tmp_path: Path) -> None:
    sheets = {
        **sound(),
        "需求清单": ["编号", "需求"],
        "需求拆解": ["需求编号", "类型"],
        "匹配意见": ["需求编号", "资源编号"],
    }
    (problem,) = community(tmp_path, sheets).problems
    assert (problem.code, problem.severity, problem.place) == (
        "no_needs",
        Severity.WARNING,
        Place("本月.xlsx", "需求清单"),
    )
    assert community(tmp_path, sheets, {"需求清单": sound()["需求清单"]}).problems == ()


@pytest.mark.parametrize(("sheet", "owner"), [("服务模板", "模板"), ("需求拆解", "需求编号")])
def test_the_same_row_in_two_files_is_told_and_counts_twice(tmp_path: Path, sheet: str, owner: str) -> None:
    sheets = sound()
    name = str(row(sheets, sheet)[owner])
    twin = {owner: name, "类型": "物资", "要求": "ＡＢ桌", "数量": 3}
    sheets[sheet].append(twin)
    row(sheets, "需求清单", 1)["模板"] = "义诊"
    again: Sheets = {sheet: [{**twin, "要求": "ab桌"}]}
    found = community(tmp_path, sheets, again)
    (problem,) = found.problems
    assert (problem.code, problem.severity, problem.value) == ("duplicate_row", Severity.WARNING, name)
    files = {problem.place.file, dict(problem.params)["other"].split()[0]}
    assert files == {"本月.xlsx", "2-本月.xlsx"}
    need = next(need for need in found.needs if need.need_id == "N2")
    assert [item.quantity for item in need.requirements if item.kind is Kind.GOODS] == [6]
    assert community(tmp_path, sheets, {sheet: [{**twin, "数量": 4}]}).problems == ()


def test_rows_that_are_alike_in_one_sheet_are_two_requirements(tmp_path: Path) -> None:
    sheets = sound()
    sheets["需求拆解"].append(dict(row(sheets, "需求拆解")))
    assert community(tmp_path, sheets).problems == ()


def test_names_are_the_same_whatever_their_width_and_case(tmp_path: Path) -> None:
    sheets = sound()
    row(sheets, "需求清单", 0).update({"网格": "Grid １", "人群": "骑手、VIP", "模板": "ab", "合并": "Ｋ1"})
    row(sheets, "需求清单", 1).update({"网格": "grid 1", "人群": "vip；ＲＩＤＥＲＳ", "模板": "ＡＢ", "合并": "k1"})
    row(sheets, "能人")["网格"] = "GRID 2"
    row(sheets, "能人")["技能"] = "PS:2；ｐｓ:4"
    row(sheets, "能人", 1)["网格"] = "grid 1"
    sheets["网格距离"] = [{"起点": "ｇｒｉｄ 1", "终点": "grid 2", "步行分钟": 7}]
    sheets["服务模板"] = [{"模板": "Ab", "类型": "单位", "要求": "义诊"}]
    row(sheets, "需求清单", 0)["技能"] = ""
    sheets["需求拆解"] = ["需求编号", "类型"]
    found = community(tmp_path, sheets)
    one, other = found.needs
    assert (one.grid, one.template, one.bundle) == (other.grid, other.template, other.bundle)
    assert (one.grid, one.template, one.bundle) == ("Grid 1", "AB", "K1")
    assert found.minutes(one.grid, found.helpers[0].grid) == 7
    assert found.minutes(other.grid, found.helpers[1].grid) == 0
    assert [item.what for item in one.requirements] == [item.what for item in other.requirements] == ["义诊"]
    assert set(one.groups) == set(other.groups) == {"骑手", one.groups[1]}
    assert found.helpers[0].skills == {"PS": 4}
    assert codes(found) == ["bundle_differs", "unknown_group", "unknown_group"]
    assert {dict(p.params).get("columns") for p in found.problems if p.code == "bundle_differs"} == {"times、due_on"}


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


@pytest.mark.parametrize(("sheet", "header"), [("共建单位", "可用时段"), ("场地", "开放时段"), ("能人", "可用时段")])
def test_times_without_a_half_day_in_the_month_are_told_of_resources_at_work(
    tmp_path: Path, sheet: str, header: str
) -> None:
    sheets = sound()
    row(sheets, sheet)[header] = "1月1日至1月5日"
    (problem,) = community(tmp_path, sheets).problems
    assert (problem.code, problem.place.sheet, problem.value) == ("times_empty", sheet, "1月1日至1月5日")
    assert "times_empty" not in codes(community(tmp_path, sheets, overrides={"month": "2026-01"}))
    row(sheets, sheet)["状态"] = "暂停"
    assert community(tmp_path, sheets).problems == ()


def with_settings(tmp_path: Path, *pairs: tuple[object, object], **overrides: object) -> Settings:
    sheets = sound()
    sheets["设置"] = [{"项": key, "值": value} for key, value in pairs]
    found = community(tmp_path, sheets, overrides=overrides)
    assert found.problems == ()
    return found.settings


@pytest.mark.parametrize(
    "start", ["12月10日", "12.10", "2026年12月10日", dt.date(2026, 12, 10), dt.datetime(2026, 12, 10), 46366]
)
def test_the_start_is_written_like_any_date(tmp_path: Path, start: object) -> None:
    wanted = dt.date(2026, 12, 10)
    assert with_settings(tmp_path, ("month", "2026-12"), ("start", start)).start == wanted
    assert with_settings(tmp_path, ("起始日", start), ("月份", "2026年12月")).start == wanted
    assert with_settings(tmp_path, ("start", start), month="2026-12").start == wanted
    assert with_settings(tmp_path, ("start", start)).start == wanted  # the month after today's


def test_a_start_without_a_year_is_of_the_month_planned(tmp_path: Path) -> None:
    sheets = {**sound(), "设置": [{"项": "月份", "值": "2031-01"}, {"项": "起始日", "值": "1月6日"}]}
    assert community(tmp_path, sheets).settings.start == dt.date(2031, 1, 6)
    assert community(tmp_path, sheets, overrides={"month": "2026-01"}).settings.start == dt.date(2026, 1, 6)
    assert community(tmp_path, sheets, overrides={"start": "1月9日"}).settings.start == dt.date(2031, 1, 9)


def test_a_start_without_a_year_is_of_the_month_said_beside_it() -> None:
    settings, wrong = amend(Settings(), {"from": "1月6日", "month": "2031-01"})
    assert (settings.start, wrong) == (dt.date(2031, 1, 6), [])


def test_members_of_a_bundle_whose_words_differ_in_width_and_case_ask_the_same(tmp_path: Path) -> None:
    needs = [
        {"编号": f"N{n}", "需求": "一件事", "紧急程度": 2, "合并": "甲", "类别": c}
        for n, c in ((1, "A类"), (2, "ａ类"))
    ]
    asks = [{"需求编号": f"N{n}", "类型": "物资", "要求": what} for n, what in ((1, "A4纸"), (2, "ａ４纸"))]
    assert community(tmp_path, {**sound(), "需求清单": needs, "需求拆解": asks, "匹配意见": []}).problems == ()


def test_every_setting_has_a_chinese_name_of_its_own_that_is_read_as_its_key(tmp_path: Path) -> None:
    from dataclasses import fields

    from commatch.settings import setting_key

    names = {item.metadata["name_zh"]: item.name for item in fields(Settings)}
    assert len(names) == len(fields(Settings))
    assert all(setting_key(name) == key == setting_key(key.upper().replace("_", "-")) for name, key in names.items())
    used = with_settings(tmp_path, ("月份", "2026-12"), ("场地步行上限", 20), ("责任社工", "王社工"), ("系列间隔", 3))
    assert (used.month, used.venue_walk, used.worker, used.series_gap) == (dt.date(2026, 12, 1), 20, "王社工", 3)


def test_what_the_sheet_can_not_say_is_a_warning_where_it_does_not_count(tmp_path: Path) -> None:
    sheets = {**sound(), "设置": [{"项": "月份", "值": "2026-13"}, {"项": "场地步行上限", "值": "很远"}]}
    alone = community(tmp_path, sheets)
    assert [one.severity for one in alone.problems] == ["error", "error"]
    found = community(tmp_path, sheets, overrides={"month": "2026-12", "venue-walk": None})
    assert [(dict(one.params)["key"], one.severity) for one in found.problems] == [
        ("venue_walk", "error"),
        ("month", "warning"),
    ]
    assert found.settings.month == dt.date(2026, 12, 1)


def test_a_setting_said_in_both_languages_may_not_differ(tmp_path: Path) -> None:
    sheets = {**sound(), "设置": [{"项": "月份", "值": "2026-12"}, {"项": "month", "值": "2027-01"}]}
    (problem,) = community(tmp_path, sheets).problems
    assert (problem.code, dict(problem.params)["key"]) == ("setting_conflict", "month")
    assert "月份（month）" in describe(problem, Lang.ZH)[0]


def test_an_unknown_chinese_setting_is_answered_with_the_nearest(tmp_path: Path) -> None:
    sheets = {**sound(), "设置": [{"项": "month", "值": "2026-12"}, {"项": "场地步行上线", "值": 5}]}
    (problem,) = community(tmp_path, sheets).problems
    assert (problem.code, dict(problem.params)["known"].split("、")[0]) == ("unknown_setting", "场地步行上限")
