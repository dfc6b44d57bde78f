"""The public notice: what it says, what the council decided, what the settings choose; nobody is named."""

from __future__ import annotations

import datetime as dt
import zipfile
from pathlib import Path
from typing import Any

import pytest
from cli_runs import book
from docx import Document
from notice_books import readable
from openpyxl import load_workbook

import commatch
from commatch.reports.notice.api import Posted
from commatch.reports.notice.screening import Screen, Secret, own_name
from commatch.texts.notice import WHY
from commatch.workbook.outputs import REASON_CODES

NEEDS = [
    ["编号", "需求", "说明", "类别", "提出人", "电话", "人群", "受益人数", "技能", "服务", "容纳人数", "可行时段",
     "次数", "状态"],
    ["N1", "给王桂兰家换灯泡", "一个人住", "维修", "王桂兰", "13912345678", "独居老人", 1, "水电工",
     "", None, "", None, ""],
    ["N2", "糖尿病讲座", "请孙主任讲，带轮椅通道", "健康", "李建国", "", "老年人", 40, "志愿者×2", "义诊",
     30, "周六上午", None, ""],
    ["N3", "护理卧床老人", "", "照护", "陈静", "", "失能老人", 1, "护士", "", None, "", 4, ""],
    ["N4", "手语陪同李建国", "", "陪护", "", "", "骑手", 1, "手语翻译", "", None, "", None, ""],
    ["N5", "书法班", "", "文化", "", "", "", 12, "书法", "", 10, "周三", 4, ""],
    ["N6", "路口红绿灯太短", "", "交通", "", "", "", 300, "", "", None, "", None, "转办"],
    ["N7", "端午包粽子", "", "文化", "", "", "", 30, "", "", None, "", None, "已完成"],
]  # fmt: skip
HELPERS = [
    ["编号", "姓名", "电话", "技能", "每月工时"],
    ["H1", "赵师傅", "13712345678", "水电工", 8],
    ["H2", "钱阿姨", "", "护士", 20],
    ["H3", "孙小妹", "", "书法、志愿者", 20],
    ["H4", "周大勇", "", "志愿者", 20],
]
UNITS = [["编号", "单位", "联系人", "服务", "每月场次"], ["U1", "社区医院", "孙主任", "义诊", 4]]
VENUES = [["编号", "场地", "容纳人数", "开放时段"], ["V1", "多功能厅", 50, ""]]


def listed(folder: Path, lang: Any = "zh", typed: dict[str, dict[str, str]] | None = None) -> Path:
    """Match the month and type into its project list: column and text by need."""
    path = book(
        folder / "本月.xlsx",
        需求清单=NEEDS,
        能人=HELPERS,
        共建单位=UNITS,
        场地=VENUES,
        设置=[["项", "值"], ["月份", "2026-12"]],
    )
    result = commatch.match(commatch.read(path, settings=None))
    written = commatch.write_projects(result, folder / "清单.xlsx", lang=lang, force=True)
    if typed:
        workbook = load_workbook(written)
        sheet = workbook["项目清单"]
        rows = list(sheet.iter_rows())
        head = next(row for row in rows if any(cell.value == "议事决定" for cell in row))
        columns = {cell.value: cell.column for cell in head}
        for row in rows:
            for column, text in typed.get(str(row[columns["需求编号"] - 1].value), {}).items():
                sheet.cell(row[0].row, columns[column], text)
        workbook.save(written)
    return written


def posted(folder: Path, typed: dict[str, dict[str, str]] | None = None, **how: Any) -> Posted:
    found = commatch.notice(listed(folder, typed=typed), force=True, **how)
    assert found.ok
    return found


def doing(found: Posted) -> dict[str, Any]:
    assert found.notice
    return {row.what: row for row in found.notice.doing}


def left(found: Posted) -> dict[str, str]:
    assert found.notice
    return {row.what: row.why for row in found.notice.open}


def test_it_says_what_when_where_and_by_whom_and_names_nobody(tmp_path: Path) -> None:
    found = doing(posted(tmp_path))
    lamp, talk, care, class_ = (
        found[what] for what in ("给**家换灯泡", "糖尿病讲座", "照护（具体内容不公开）", "书法班")
    )
    assert (lamp.when, lamp.where, lamp.who, lamp.about) == (
        ("12月内，时间另约",),
        "上门或约定的地点",
        ("水电工 1 人",),
        "",
    )
    assert (talk.where, talk.who) == ("多功能厅", ("社区医院", "志愿者 2 人"))
    assert talk.about == "请**讲，带轮椅通道"
    assert talk.when[0].endswith("（周六）上午")
    assert care.when == ("12月内 4 次，时间另约",)
    assert class_.when[0].startswith("12月2、9、16、23日")
    assert {row.state for row in found.values()} == {"拟办"}


def test_what_cant_be_done_is_said_in_plain_words_without_other_needs(tmp_path: Path) -> None:
    found = posted(tmp_path)
    assert left(found) == {
        "手语陪同**": "还没有会做这件事的人（手语翻译）",
        "路口红绿灯太短": "已转给有关部门办理",
    }
    assert found.notice is not None
    assert any("已经办完 1 件：端午包粽子" in text for text in found.notice.lead)


def test_every_reason_has_plain_words() -> None:
    assert {choice.key for choice in REASON_CODES} <= set(WHY)


def test_what_the_council_decided_holds(tmp_path: Path) -> None:
    typed = {
        "N1": {"议事决定": "确认"},
        "N2": {"议事决定": "否"},
        "N3": {"议事决定": "缓"},
        "N5": {"议事决定": "改"},
    }
    found = posted(tmp_path, typed)
    assert {what: row.state for what, row in doing(found).items()} == {"给**家换灯泡": "已定"}
    assert left(found)["糖尿病讲座"] == "居民议事会讨论后，决定不办"
    assert left(found)["照护（具体内容不公开）"] == "居民议事会讨论后，决定缓一缓再办"
    assert left(found)["书法班"].startswith("居民议事会要求调整")


def test_what_is_discreet_is_not_told_by_the_skill_that_it_takes(tmp_path: Path) -> None:
    found = posted(tmp_path, notice_discreet=("骑手", "失能老人"))
    assert left(found)["陪护（具体内容不公开）"] == "还没有会做这件事的人"
    assert doing(found)["照护（具体内容不公开）"].who == ("志愿者或专业人员 1 人",)


def test_who_declined_leaves_a_gap_that_is_said(tmp_path: Path) -> None:
    path = listed(tmp_path)
    workbook = load_workbook(path)
    rows = list(workbook["匹配明细"].iter_rows())
    head = next(row for row in rows if any(cell.value == "回复" for cell in row))
    columns = {cell.value: cell.column for cell in head}
    for row in rows:
        if row[columns["资源编号"] - 1].value == "H1":
            workbook["匹配明细"].cell(row[0].row, columns["回复"], "婉拒")
    workbook.save(path)
    found = commatch.notice(path, force=True)
    assert found.notice is not None
    assert doing(found)["给**家换灯泡"].who == ("人手还在落实",)
    assert len(found.notice.missing) == 1


def test_what_is_done_is_named_and_not_counted_as_planned(tmp_path: Path) -> None:
    found = posted(tmp_path, {"N2": {"状态": "已完成"}})
    assert found.notice is not None
    assert "打算办 3 项" in found.notice.lead[0]
    assert "已经办完 2 件：糖尿病讲座、端午包粽子。" in found.notice.lead


def test_a_status_typed_into_the_list_counts(tmp_path: Path) -> None:
    found = posted(tmp_path, {"N1": {"状态": "实施中"}, "N2": {"状态": "已完成"}})
    assert {what: row.state for what, row in doing(found).items() if row.state != "拟办"} == {
        "给**家换灯泡": "正在办",
        "糖尿病讲座": "已办完",
    }


def test_undecided_projects_can_be_left_out(tmp_path: Path) -> None:
    found = posted(tmp_path, {"N1": {"议事决定": "确认"}}, notice_undecided="不写")
    assert list(doing(found)) == ["给**家换灯泡"]
    assert found.notice is not None
    assert any("3 项在等居民议事会讨论" in text for text in found.notice.lead)
    assert not any("拟办" in text for text in found.notice.lead)


def test_settings_choose_names_descriptions_discretion_and_the_contact(tmp_path: Path) -> None:
    found = posted(
        tmp_path,
        notice_names="姓",
        notice_descriptions="all",
        notice_discreet=("骑手",),
        notice_kept=("孙主任",),
        notice_contact="服务大厅 021-65432100",
    )
    assert {"给王**家换灯泡", "护理**老人"} <= set(doing(found))
    assert doing(found)["糖尿病讲座"].about == "请孙主任讲，带轮椅通道"
    assert doing(found)["给王**家换灯泡"].about == "一个人住"
    assert "陪护（具体内容不公开）" in left(found)
    assert found.notice is not None
    assert found.notice.foot[0].endswith("服务大厅 021-65432100")
    none = posted(tmp_path, notice_descriptions="不写")
    assert {row.about for row in doing(none).values()} == {""}


def test_all_files_say_the_same_and_no_name_is_in_any(tmp_path: Path) -> None:
    found = posted(tmp_path)
    assert [path.name for path in found.files] == ["公示-2026-12.xlsx", "公示-2026-12.docx", "公示-2026-12.html"]
    for path in found.files:
        text = "\n".join(readable(path))
        assert "给**家换灯泡" in text
        assert "已转给有关部门办理" in text
        assert not any(name in text for name in ("王桂兰", "李建国", "赵师傅", "孙主任", "13912345678", "N1\n", "H1"))
    assert [sheet.title for sheet in load_workbook(found.files[0]).worksheets] == ["要办的事", "暂时办不了的"]
    assert len(Document(str(found.files[1])).tables) == 2


def test_the_record_of_what_was_masked_is_for_the_worker_alone(tmp_path: Path) -> None:
    found = posted(tmp_path)
    assert found.record is not None
    assert found.record.name == "内部-公示遮盖记录-2026-12.xlsx"
    assert found.record.stat().st_mode & 0o077 == 0
    assert all(path.stat().st_mode & 0o044 for path in found.files)
    rows = list(load_workbook(found.record)["公示遮盖记录"].iter_rows(values_only=True))
    assert ("需求清单", "N1", "需求", "给王桂兰家换灯泡", "王桂兰", "姓名", "需求清单·提出人", "给**家换灯泡") in rows


def test_the_same_list_gives_the_same_bytes(tmp_path: Path) -> None:
    path = listed(tmp_path)
    once, again = ([item.read_bytes() for item in commatch.notice(path, force=True).files] for _ in range(2))
    assert once == again
    for item in commatch.notice(path, force=True).files[:2]:
        with zipfile.ZipFile(item) as archive:
            assert {entry.date_time[:3] for entry in archive.infolist()} == {(1980, 1, 1)}


def test_formats_folder_and_language_can_be_chosen(tmp_path: Path) -> None:
    (tmp_path / "板报").mkdir()
    found = commatch.notice(listed(tmp_path), (), tmp_path / "板报", formats=["html"], lang="en")
    assert [path.relative_to(tmp_path).as_posix() for path in found.files] == ["板报/notice-2026-12.html"]
    page = found.files[0].read_text("utf-8")
    assert "What can't be done yet" in page.replace("&#39;", "'")
    assert "社区医院" in page


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"formats": ["pdf"]}, "^pdf$"),
        ({"notice_names": "all"}, "^the setting notice_names can't be 'all': "),
        ({"venue_walk": 3}, "^venue_walk$"),
        ({"no_such": 1}, "there is no setting named 'no_such'$"),
    ],
)
def test_what_is_no_format_or_setting_of_the_notice_is_refused(
    wrong: dict[str, Any], said: str, tmp_path: Path
) -> None:
    with pytest.raises(ValueError, match=said):
        commatch.notice(tmp_path / "清单.xlsx", **wrong)


def test_nothing_is_written_where_a_file_has_changed(tmp_path: Path) -> None:
    path = listed(tmp_path)
    book(tmp_path / "本月.xlsx", 需求清单=NEEDS[:3], 能人=HELPERS)
    found = commatch.notice(path)
    assert not found.ok
    assert [problem.code for problem in found.problems] == ["result_input_changed"]
    assert not list(tmp_path.glob("*公示*"))


def test_a_month_without_a_project_still_has_a_notice(tmp_path: Path) -> None:
    path = book(
        tmp_path / "空.xlsx", 需求清单=[NEEDS[0], NEEDS[4]], 能人=HELPERS, 设置=[["项", "值"], ["月份", "2026-12"]]
    )
    written = commatch.write_projects(commatch.match(commatch.read(path)), tmp_path / "清单.xlsx")
    found = commatch.notice(written)
    assert found.notice is not None
    assert (len(found.notice.doing), len(found.notice.open), len(found.files)) == (0, 1, 3)
    assert dt.date(2026, 12, 1) == load_workbook(found.files[0]).properties.created.date()


def test_the_community_s_own_name_is_not_masked_though_addresses_begin_with_it() -> None:
    """In the English sample homes are told as Wutongli and a number."""
    secrets = (Secret("Wutongli", "address"), Secret("梧桐里", "address"), Secret("梧桐里3号楼201", "address"))
    for name in ("Wutongli Community", "梧桐里社区"):
        assert own_name(name, secrets) == (name,)
        assert Screen(secrets, own_name(name, secrets)).hide(f"{name}: notice")[0].startswith(name)
    assert own_name("梧桐里3号楼201社区", secrets) == ()
    assert own_name("王桂兰社区", (Secret("王桂兰", "name"),)) == ()
