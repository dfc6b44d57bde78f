"""What a need asks for: breakdown before own columns before template, kind by kind."""

from __future__ import annotations

from pathlib import Path

from community_books import Row, Sheets, codes, community, the_need

from commatch.community import Kind, Need, Requirement

HELPER, UNIT, VENUE, FUND, GOODS = Kind


def asked(need: Need, kind: Kind) -> list[tuple[str, float]]:
    return [(item.what, item.quantity) for item in need.requirements if item.kind is kind]


def test_own_columns_become_requirements_in_the_order_of_kinds_and_of_the_cell(tmp_path: Path) -> None:
    own: Row = {
        "物资": "折叠桌×4；椅子×20",
        "经费": 200,
        "容纳人数": 40,
        "场地设施": "桌椅、无障碍",
        "服务": "义诊",
        "技能": "志愿者×3；医生≥4×2",
        "资质": "健康证",
        "工时": 3,
    }
    assert the_need(tmp_path, own).requirements == (
        Requirement(HELPER, "志愿者", 3, 3.0, 1, frozenset({"健康证"})),
        Requirement(HELPER, "医生", 2, 3.0, 4, frozenset({"健康证"})),
        Requirement(UNIT, "义诊", 1),
        Requirement(VENUE, "桌椅、无障碍", 40, facilities=frozenset({"桌椅", "无障碍"})),
        Requirement(FUND, "", 200),
        Requirement(GOODS, "折叠桌", 4),
        Requirement(GOODS, "椅子", 20),
    )


def test_breakdown_beats_own_columns_and_those_beat_the_template_kind_by_kind(tmp_path: Path) -> None:
    templates: list[Row] = [
        {"模板": "活动", "类型": "能人", "要求": "主持", "数量": 1},
        {"模板": "活动", "类型": "单位", "要求": "演出", "数量": 1},
        {"模板": "活动", "类型": "资金", "要求": "", "数量": 300},
        {"模板": "活动", "类型": "物资", "要求": "音响", "数量": 1},
    ]
    breakdown: list[Row] = [{"需求编号": "N1", "类型": "能人", "要求": "木工", "数量": 2}]
    own: Row = {"模板": "活动", "技能": "水电工", "服务": "义诊；法律咨询", "经费": 0}
    need = the_need(tmp_path, own, 服务模板=templates, 需求拆解=breakdown)
    assert asked(need, HELPER) == [("木工", 2)]
    assert asked(need, UNIT) == [("义诊", 1), ("法律咨询", 1)]
    assert asked(need, FUND) == []
    assert asked(need, GOODS) == [("音响", 1)]


def test_hours_are_the_rows_else_the_needs_else_the_settings(tmp_path: Path) -> None:
    rows: list[Row] = [
        {"需求编号": "N1", "类型": "能人", "要求": "甲", "工时": 5, "资质": "儿童服务"},
        {"需求编号": "N1", "类型": "能人", "要求": "乙", "工时": None, "资质": None},
    ]
    need = the_need(tmp_path, {"工时": 3, "资质": "健康证"}, 需求拆解=rows)
    assert [item.hours for item in need.requirements] == [3, 5]
    assert [sorted(item.checks) for item in need.requirements] == [["健康证"], ["健康证", "儿童服务"]]
    assert the_need(tmp_path, {"技能": "甲"}).requirements[0].hours == 2
    assert the_need(tmp_path, {"技能": "甲", "工时": 0}).requirements[0].hours == 0


def test_rows_of_one_kind_do_not_depend_on_their_order(tmp_path: Path) -> None:
    rows: list[Row] = [
        {"需求编号": "N1", "类型": "能人", "要求": "乙", "数量": 1, "等级": 3},
        {"需求编号": "N1", "类型": "能人", "要求": "乙", "数量": 2, "等级": 2},
        {"需求编号": "N1", "类型": "能人", "要求": "甲", "数量": 1, "等级": 1},
        {"需求编号": "N1", "类型": "物资", "要求": "桌", "数量": 3},
        {"需求编号": "N1", "类型": "物资", "要求": "椅", "数量": 5},
        {"需求编号": "N1", "类型": "物资", "要求": "桌", "数量": 4},
    ]
    one = the_need(tmp_path, {}, 需求拆解=rows)
    assert one.requirements == the_need(tmp_path, {}, 需求拆解=rows[::-1]).requirements
    assert [(item.what, item.level) for item in one.requirements[:3]] == [("乙", 2), ("乙", 3), ("甲", 1)]
    assert asked(one, GOODS) == [("桌", 7), ("椅", 5)]


def test_several_venue_rows_are_one_venue_and_several_fund_rows_one_sum(tmp_path: Path) -> None:
    rows: list[Row] = [
        {"需求编号": "N1", "类型": "场地", "要求": "投影", "数量": 20},
        {"需求编号": "N1", "类型": "场地", "要求": "桌椅、投影", "数量": 50},
        {"需求编号": "N1", "类型": "资金", "要求": "", "数量": 150.5},
        {"需求编号": "N1", "类型": "资金", "要求": "", "数量": 100},
    ]
    need = the_need(tmp_path, {}, 需求拆解=rows)
    assert need.requirements == (
        Requirement(VENUE, "投影、桌椅", 50, facilities=frozenset({"桌椅", "投影"})),
        Requirement(FUND, "", 250.5),
    )


def test_blank_quantities_are_1_and_no_seats(tmp_path: Path) -> None:
    rows: list[Row] = [
        {"需求编号": "N1", "类型": "场地", "要求": None},
        {"需求编号": "N1", "类型": "单位", "要求": "义诊"},
    ]
    need = the_need(tmp_path, {}, 需求拆解=rows)
    assert need.requirements == (Requirement(UNIT, "义诊", 1), Requirement(VENUE, "", 0))


def test_nothing_asked_is_no_requirement_but_replaces_the_template(tmp_path: Path) -> None:
    templates: list[Row] = [
        {"模板": "活动", "类型": "资金", "要求": "", "数量": 300},
        {"模板": "活动", "类型": "物资", "要求": "音响", "数量": 1},
        {"模板": "活动", "类型": "场地", "要求": "", "数量": 30},
    ]
    breakdown: list[Row] = [{"需求编号": "N1", "类型": "物资", "要求": "音响", "数量": 0}]
    own: Row = {"模板": "活动", "经费": 0, "容纳人数": 0}
    need = the_need(tmp_path, own, 服务模板=templates, 需求拆解=breakdown)
    assert need.requirements == ()
    assert not need.event


def test_a_need_is_an_event_when_it_asks_for_a_venue_or_has_times(tmp_path: Path) -> None:
    assert the_need(tmp_path, {"容纳人数": 10}).event
    assert the_need(tmp_path, {"场地设施": "投影"}).event
    assert the_need(tmp_path, {"技能": "甲", "可行时段": "周二"}).event
    assert not the_need(tmp_path, {"技能": "甲", "可行时段": "随时"}).event


def test_what_a_kind_without_a_sheet_was_asked_is_set_aside_and_the_need_stays_an_event(
    tmp_path: Path,
) -> None:
    sheets: Sheets = {
        "需求清单": [{"编号": "N1", "需求": "讲座", "紧急程度": 2, "容纳人数": 30, "技能": "讲师"}],
        "能人": ["编号", "姓名", "技能", "每月工时"],
    }
    found = community(tmp_path, sheets)
    (need,) = found.needs
    assert found.given == {HELPER}
    assert [item.kind for item in need.requirements] == [HELPER]
    assert [item.kind for item in need.set_aside] == [VENUE]
    assert need.event
    assert codes(found) == ["kind_not_given"]
