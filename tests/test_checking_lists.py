"""What only the lists together show: each finding at its cell, and nothing said of what an error leaves unknown."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from community_books import FILE, Row, Sheets, row, sound, write

import commatch
from commatch.checking import CheckResult, ListCount
from commatch.problems import Severity

Found = tuple[str, str, str]


def checked(folder: Path, sheets: Sheets, **overrides: object) -> CheckResult:
    return commatch.check(write(folder / FILE, sheets), **overrides)


def found(folder: Path, sheets: Sheets) -> list[Found]:
    """Return the code, the cell and the value of every problem, with its sheet before the cell."""
    return [
        (item.code, f"{item.place.sheet}!{item.place.cell}", item.value) for item in checked(folder, sheets).problems
    ]


def params(folder: Path, sheets: Sheets, code: str) -> dict[str, str]:
    return next(dict(item.params) for item in checked(folder, sheets).problems if item.code == code)


def test_nothing_is_said_of_a_sound_community(tmp_path: Path) -> None:
    result = checked(tmp_path, sound())
    assert result.problems == ()
    assert result.ok


@pytest.mark.parametrize(
    ("own", "expected"),
    [
        ({"技能": "水管工"}, ("skill_unknown", "需求清单!J2", "水管工")),
        ({"技能": "水电工≥5"}, ("level_unreached", "需求清单!J2", "水电工")),
        ({"技能": "水电工×2"}, ("too_few_suit", "需求清单!J2", "水电工")),
        ({"技能": "水电工", "工时": 9}, ("nobody_suits", "需求清单!J2", "水电工")),
        ({"技能": "水电工", "资质": "儿童服务"}, ("checks_unheld", "需求清单!J2", "水电工")),
        ({"服务": "义演"}, ("service_unknown", "需求清单!O2", "义演")),
        ({"物资": "帐篷"}, ("goods_unknown", "需求清单!O2", "帐篷")),
        ({"物资": "折叠桌×11"}, ("goods_too_few", "需求清单!O2", "折叠桌")),
        ({"容纳人数": 61}, ("venue_unfit", "需求清单!O2", "N1")),
        ({"场地设施": "投影"}, ("venue_unfit", "需求清单!O2", "N1")),
        ({"经费": 501}, ("budget_unpaid", "需求清单!O2", "501")),
        ({"期限": "2026-11-30"}, ("due_past", "需求清单!G2", "2026-11-30")),
        ({"可行时段": "2026-11-30上午"}, ("need_without_slot", "需求清单!H2", "2026-11-30上午")),
        ({"可行时段": "12月5日上午", "次数": 2}, ("too_few_slots", "需求清单!L2", "2")),
        ({"可行时段": "周六", "容纳人数": 20}, ("venue_unfit", "需求清单!O2", "N1")),
    ],
)
def test_what_nobody_can_give_is_said_at_its_cell(own: Row, expected: Found, tmp_path: Path) -> None:
    sheets = sound()
    row(sheets, "需求清单").update(own)
    problems = found(tmp_path, sheets)
    assert expected in problems
    assert {code for code, _, _ in problems} <= {expected[0], "not_asked", "suits_none"}


def test_people_and_venue_that_are_never_free_together_are_said_once(tmp_path: Path) -> None:
    sheets = sound()
    row(sheets, "能人")["可用时段"] = "周六"
    row(sheets, "需求清单").update({"可行时段": "随时", "容纳人数": 5})
    row(sheets, "场地")["开放时段"] = "周一至周五"
    assert ("no_time_together", "需求清单!H2", "N1") in found(tmp_path, sheets)


def test_a_need_that_asks_for_nothing_is_shown_the_template_that_is_near(tmp_path: Path) -> None:
    sheets = sound()
    row(sheets, "需求清单").update({"需求": "想请医生来义诊", "技能": "", "工时": ""})
    assert ("nothing_asked", "需求清单!B2", "N1") in found(tmp_path, sheets)
    assert params(tmp_path, sheets, "nothing_asked")["templates"] == "义诊"
    row(sheets, "需求清单")["需求"] = "修水管"
    assert params(tmp_path, sheets, "nothing_asked")["templates"] == ""


def test_the_nearest_skill_is_suggested(tmp_path: Path) -> None:
    sheets = sound()
    row(sheets, "需求清单")["技能"] = "水电公"
    assert params(tmp_path, sheets, "skill_unknown")["known"] == "水电工"


def test_a_requirement_is_said_where_it_is_written(tmp_path: Path) -> None:
    sheets = sound()
    row(sheets, "需求拆解")["要求"] = "志愿军"
    row(sheets, "服务模板")["要求"] = "会诊"
    problems = found(tmp_path, sheets)
    assert ("skill_unknown", "需求拆解!C2", "志愿军") in problems
    assert ("service_unknown", "服务模板!C2", "会诊") in problems


def test_a_template_that_many_needs_use_is_said_once(tmp_path: Path) -> None:
    sheets = sound()
    row(sheets, "服务模板")["要求"] = "会诊"
    sheets["需求清单"].append({**row(sheets, "需求清单", 1), "编号": "N3", "需求": "义诊进楼栋"})
    assert [code for code, _, _ in found(tmp_path, sheets)].count("service_unknown") == 1


def test_resources_of_no_use_are_said_at_what_they_offer(tmp_path: Path) -> None:
    sheets = sound()
    sheets["能人"] += [
        {"编号": "H3", "姓名": "木匠", "技能": "木工", "每月工时": 8},
        {"编号": "H4", "姓名": "电工", "技能": "水电工", "每月工时": 1},
        {"编号": "H5", "姓名": "木匠二", "技能": "木工", "每月工时": 8, "状态": "暂停"},
    ]
    sheets["场地"].append({"编号": "V2", "场地": "小屋", "容纳人数": 5, "设施": "桌椅、无障碍", "开放时段": "每天"})
    assert found(tmp_path, sheets) == [
        ("suits_none", "场地!C3", "V2"),
        ("not_asked", "能人!D4", "H3"),
        ("suits_none", "能人!D5", "H4"),
    ]
    assert params(tmp_path, sheets, "suits_none")["need"] in ("N1", "N2")


@pytest.mark.parametrize(
    ("own", "expected"),
    [
        ({"协议截止": "2026-11-30"}, ("agreement_ended", "共建单位!F2", "2026-11-30")),
        ({"协议开始": "2027-01-01", "协议截止": ""}, ("agreement_not_begun", "共建单位!E2", "2027-01-01")),
    ],
)
def test_an_agreement_that_does_not_cover_the_month_is_said_once(own: Row, expected: Found, tmp_path: Path) -> None:
    sheets = sound()
    row(sheets, "共建单位").update(own)
    problems = found(tmp_path, sheets)
    assert expected in problems
    assert not [item for item in problems if item[0] in ("not_asked", "suits_none")]


def test_a_resident_s_need_in_other_words_is_suspected(tmp_path: Path) -> None:
    sheets = sound()
    first = row(sheets, "需求清单")
    first.update({"需求": "水管漏水", "提出人": "张三"})
    twin = {**first, "编号": "N3", "需求": "家里的水管坏了，一直漏水", "电话": "138-0000-0001"}
    sheets["需求清单"].append(twin)
    assert ("need_twice", "需求清单!B4", "N3") in found(tmp_path, sheets)
    assert params(tmp_path, sheets, "need_twice")["first"] == "N1"
    others: list[dict[str, Any]] = [{"提出人": "李四"}, {"需求": "陪诊"}, {"状态": "已完成"}, {"电话": "13800000009"}]
    for other in others:
        sheets["需求清单"][-1] = {**twin, **other}
        assert "need_twice" not in [code for code, _, _ in found(tmp_path, sheets)], other


def test_needs_of_nobody_in_the_same_words_of_the_same_day_are_suspected(tmp_path: Path) -> None:
    sheets = sound()
    said = {
        "需求": "小区东门路灯坏了看不清",
        "技能": "水电工",
        "紧急程度": 2,
        "网格": "一网格",
        "提出日期": "2026-11-03",
    }
    sheets["需求清单"] += [{**said, "编号": "N3"}, {**said, "编号": "N4"}]
    told = [code for code, _, _ in found(tmp_path, sheets)]
    assert told.count("need_told_alike") == 1
    assert params(tmp_path, sheets, "need_told_alike")["first"] == "N3"
    apart: list[dict[str, Any]] = [
        {"提出日期": "2026-11-04"}, {"网格": "二网格"}, {"需求": "小区西门路灯坏了看不清"}, {"合并": "路灯"},
        {"住址": "3栋2单元"}, {"人群": "老年人"}, {"状态": "已完成"}, {"提出人": "李四"},
    ]  # fmt: skip
    for other in apart:
        sheets["需求清单"][-1] = {**said, "编号": "N4", **other}
        assert "need_told_alike" not in [code for code, _, _ in found(tmp_path, sheets)], other
    short = {**said, "需求": "上门理发"}
    sheets["需求清单"][-2:] = [{**short, "编号": f"N{number}"} for number in (3, 4)]
    assert "need_told_alike" not in [code for code, _, _ in found(tmp_path, sheets)]
    sheets["需求清单"][-2:] = [{**said, "编号": f"N{number}"} for number in range(3, 9)]
    assert "need_told_alike" not in [code for code, _, _ in found(tmp_path, sheets)]


def test_needs_of_one_home_are_suspected_those_of_an_office_are_not(tmp_path: Path) -> None:
    sheets = sound()
    home = {"需求": "修灯泡换灯", "技能": "水电工", "紧急程度": 2, "住址": "梧桐里 3栋 2单元"}
    sheets["需求清单"] += [{**home, "编号": "N3"}, {**home, "编号": "N4", "住址": "梧桐里3栋2单元"}]
    assert [code for code, _, _ in found(tmp_path, sheets)] == ["need_twice"]
    sheets["需求清单"] += [{**home, "编号": f"N{number}", "需求": f"事项{number}"} for number in range(10, 24)]
    assert found(tmp_path, sheets) == []


def test_needs_of_one_bundle_are_not_suspected(tmp_path: Path) -> None:
    sheets = sound()
    first = row(sheets, "需求清单")
    first.update({"合并": "一起", "提出人": "张三"})
    sheets["需求清单"].append({**first, "编号": "N3"})
    assert found(tmp_path, sheets) == []


def test_a_helper_under_two_ids_is_said(tmp_path: Path) -> None:
    sheets = sound()
    row(sheets, "能人")["电话"] = "13700000001"
    sheets["能人"].append({**row(sheets, "能人"), "编号": "H9"})
    assert found(tmp_path, sheets) == [("helper_twice", "能人!A4", "H9")]
    row(sheets, "能人", 2)["电话"] = "13700000002"
    assert found(tmp_path, sheets) == []


def test_a_grid_that_no_distance_knows_is_said_once_with_the_nearest(tmp_path: Path) -> None:
    sheets = sound()
    row(sheets, "需求清单")["网格"] = "一网恪"
    row(sheets, "需求清单", 1)["网格"] = "一网恪"
    row(sheets, "能人")["网格"] = "二网格"
    unknown = [item for item in found(tmp_path, sheets) if item[0] == "grid_unknown"]
    assert unknown == [("grid_unknown", "需求清单!O2", "一网恪")]
    assert params(tmp_path, sheets, "grid_unknown") == {"known": "一网格", "rows": "2"}
    del sheets["网格距离"]
    assert "grid_unknown" not in [code for code, _, _ in found(tmp_path, sheets)]


@pytest.mark.parametrize(
    ("sheet", "own"),
    [
        ("能人", {"技能": "水电工:9"}),
        ("能人", {"每月工时": "很多"}),
        ("设置", {"项": "mont"}),
        ("需求清单", {"可行时段": "看情况"}),
        ("需求拆解", {"需求编号": "N1", "类型": "能人", "要求": "水电工", "数量": "几个"}),
    ],
)
def test_nothing_is_said_of_what_an_error_leaves_unknown(sheet: str, own: Row, tmp_path: Path) -> None:
    sheets = sound()
    row(sheets, "需求清单")["工时"] = 9
    assert ("nobody_suits", "需求清单!J2", "水电工") in found(tmp_path, sheets)
    row(sheets, sheet).update(own)
    result = checked(tmp_path, sheets)
    assert not result.ok
    assert "nobody_suits" not in [item.code for item in result.problems]
    assert not [item for item in result.problems if item.code in ("not_asked", "suits_none")] or sheet == "能人"


def test_a_bad_setting_counts_as_its_default(tmp_path: Path) -> None:
    sheets = sound()
    row(sheets, "需求清单")["技能"] = "水管工"
    sheets["设置"] += [{"项": "场地步行上限", "值": "很远"}, {"项": "场地步行上线", "值": 3}]
    result = checked(tmp_path, sheets)
    assert [(item.code, item.place.cell) for item in result.problems if item.place.sheet == "设置"] == [
        ("bad_setting", "B3"),
        ("unknown_setting", "A4"),
    ]
    assert "skill_unknown" in [item.code for item in result.problems]
    assert result.not_checked == ()


@pytest.mark.parametrize("own", [{"值": "去年"}, {"项": "月分", "值": "2026-12"}])
def test_without_a_month_that_can_be_read_nothing_is_said_of_who_could_serve(own: Row, tmp_path: Path) -> None:
    sheets = sound()
    row(sheets, "需求清单")["技能"] = "水管工"
    row(sheets, "设置").update(own)
    result = checked(tmp_path, sheets)
    assert {item.code for item in result.problems} <= {"bad_setting", "unknown_setting", "raised_after_month"}
    assert result.not_checked == ("needs", "idle")


@pytest.mark.parametrize(
    ("sheet", "number", "own", "left"),
    [
        ("能人", 0, {"技能": "水电工:9"}, ("helper",)),
        ("能人", 0, {"每月工时": "很多"}, ("helper",)),
        ("物资", 0, {"数量": "几张"}, ()),
        ("需求清单", 0, {"可行时段": "看情况"}, ("rows", "idle")),
        ("匹配意见", 0, {"资源编号": "H99"}, ()),
    ],
)
def test_what_the_errors_leave_unchecked_is_named(
    sheet: str, number: int, own: Row, left: tuple[str, ...], tmp_path: Path
) -> None:
    sheets = sound()
    row(sheets, sheet, number).update(own)
    result = checked(tmp_path, sheets)
    assert not result.ok
    assert result.not_checked == left


def test_a_status_nobody_knows_leaves_other_skills_to_be_checked(tmp_path: Path) -> None:
    sheets = sound()
    row(sheets, "需求清单")["技能"] = "水管工"
    row(sheets, "能人", 1)["状态"] = "看情况"
    result = checked(tmp_path, sheets)
    assert [item.code for item in result.problems if item.code != "not_asked"] == ["bad_choice", "skill_unknown"]
    assert result.not_checked == ("helper",)


def test_a_sheet_without_a_row_is_said_where_needs_ask_for_it(tmp_path: Path) -> None:
    sheets = sound()
    sheets["资金"] = ["编号", "资金", "可用金额"]
    assert found(tmp_path, sheets) == []
    row(sheets, "需求清单")["经费"] = 100
    assert ("sheet_without_rows", "资金!", "资金") in found(tmp_path, sheets)
    assert params(tmp_path, sheets, "sheet_without_rows") == {"kind": "fund", "count": "1"}


@pytest.mark.parametrize(
    ("own", "cell"),
    [({"容纳人数": 20, "场地设施": "投影"}, "P2"), ({"容纳人数": 61, "场地设施": "桌椅"}, "O2")],
)
def test_a_venue_that_does_not_fit_is_said_at_the_column_at_fault(own: Row, cell: str, tmp_path: Path) -> None:
    sheets = sound()
    row(sheets, "需求清单").update(own)
    assert ("venue_unfit", f"需求清单!{cell}", "N1") in found(tmp_path, sheets)


@pytest.mark.parametrize(("own", "cell"), [({"要求": "投影"}, "C3"), ({"数量": 61}, "D3")])
def test_a_template_s_venue_is_said_at_what_it_asks_or_how_much(own: Row, cell: str, tmp_path: Path) -> None:
    sheets = sound()
    row(sheets, "服务模板", 1).update(own)
    assert ("venue_unfit", f"服务模板!{cell}", "N2") in found(tmp_path, sheets)


def test_a_header_that_stands_twice_is_not_called_unknown_besides(tmp_path: Path) -> None:
    sheets = {**sound(), "物资": ["编号", "物资", "数量", "物资"]}
    codes = [item.code for item in checked(tmp_path, sheets).problems if item.place.sheet == "物资"]
    assert codes == ["duplicate_header"]


def test_an_error_elsewhere_does_not_keep_the_rest_from_being_said(tmp_path: Path) -> None:
    sheets = sound()
    row(sheets, "需求清单")["技能"] = "水管工"
    row(sheets, "需求清单", 1)["紧急程度"] = "特急"
    row(sheets, "匹配意见")["资源编号"] = "H99"
    assert {code for code, _, _ in found(tmp_path, sheets)} == {"bad_urgency", "unknown_resource", "skill_unknown"}


def test_a_sheet_that_was_not_given_is_said_once_and_not_for_every_need(tmp_path: Path) -> None:
    sheets = sound()
    del sheets["共建单位"], sheets["场地"]
    assert [code for code, _, _ in found(tmp_path, sheets)] == ["kind_not_given", "kind_not_given"]


def test_an_empty_list_of_needs_does_not_make_everybody_idle(tmp_path: Path) -> None:
    sheets = {**sound(), "需求清单": ["编号", "需求"]}
    del sheets["需求拆解"], sheets["匹配意见"]
    assert [code for code, _, _ in found(tmp_path, sheets)] == ["no_needs"]


def test_the_lists_are_counted(tmp_path: Path) -> None:
    sheets = sound()
    row(sheets, "需求清单")["紧急程度"] = "特急"
    row(sheets, "需求清单", 1)["紧急程度"] = ""
    sheets["物资"].append({"编号": "合计", "物资": "", "数量": 10})
    counts = checked(tmp_path, sheets).counts
    assert counts["needs"] == ListCount(2, 0, 1, 1)
    assert counts["goods"] == ListCount(1, 1, 0, 1)
    assert list(counts)[:2] == ["needs", "requirements"]


def test_matching_says_nothing_of_what_only_check_looks_for(tmp_path: Path) -> None:
    sheets = sound()
    row(sheets, "需求清单")["技能"] = "水管工"
    path = write(tmp_path / FILE, sheets)
    assert commatch.match(commatch.read(path)).problems == ()
    assert {item.severity for item in commatch.check(path).problems} == {Severity.WARNING}


def test_check_takes_several_files_and_settings(tmp_path: Path) -> None:
    sheets = sound()
    needs = write(tmp_path / "需求.xlsx", {key: sheets.pop(key) for key in ("需求清单", "需求拆解", "服务模板")})
    others = write(tmp_path / "资源.xlsx", sheets)
    assert commatch.check([needs, others]).problems == commatch.check([others, needs]).problems == ()
    late = commatch.check([needs, others], month="2027-01")
    assert {item.code for item in late.problems} >= {"agreement_ended", "due_past"}
