"""``commatch tasks``: everybody's sheet of paper, venues' months, and who is left out of them."""

from __future__ import annotations

import os
import stat
from pathlib import Path
from typing import Any

import pytest
from cli_runs import in_chinese, run_json
from docx import Document
from docx.shared import Length
from month_pages import ATTACKS, hostile_month, made
from paper_months import answer, decide, listed, mark, sections, words

import commatch
from commatch.cli.app import main
from commatch.cli.tasks import BLANK
from commatch.telling.exits import Exit
from commatch.workbook.look import width_of

KEYS = [
    "schema", "command", "version", "outcome", "exit_code", "message", "month", "result", "inputs", "files", "edited",
    "violations", "problems", "seconds", "folder", "counts",
]  # fmt: skip


@pytest.fixture(autouse=True)
def plain(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    in_chinese(monkeypatch, tmp_path)


@pytest.fixture(scope="module")
def the_list(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return listed(tmp_path_factory.mktemp("month"))


@pytest.fixture
def typed(tmp_path: Path) -> Path:
    return listed(tmp_path / "month")


def folder(path: Path, **how: Any) -> Path:
    found = commatch.tasks(path, path.parent, force=True, **how)
    assert found.ok, found.problems
    assert found.path is not None
    return found.path


def sheets(path: Path, **how: Any) -> dict[str, list[list[str]]]:
    """Return the rows of everybody's sheet, by the title."""
    found = sections(folder(path, **how) / "内部-派工单-2026-12.docx")
    return {title.partition("：")[2]: rows for title, rows in found.items() if title}


def test_everybody_who_is_asked_has_a_sheet(the_list: Path) -> None:
    assert list(sheets(the_list)) == [
        "赵师傅（H01）", "钱大姐（H02）", "孙老师（H03）", "红马甲队（T01）", "桂花医院（U01）",
    ]  # fmt: skip


def test_a_sheet_says_when_where_what_with_whom_and_what_to_bring(the_list: Path) -> None:
    rows = sheets(the_list)["孙老师（H03）"]
    assert rows[0] == ["内部资料：只给本人和办事的人看，不张贴、不外传。"]
    assert rows[1] == ["桂花社区　有事找：何社工"]
    assert rows[2] == ["本月安排 6 小时，登记的是每月 8 小时。"]
    assert rows[3] == ["时间", "项目、地点", "做什么", "一起的", "物资（总数）", "小时", "答复"]
    days = ["12月5日\n周六 上午", "12月12日\n周六 上午", "12月19日\n周六 上午"]
    assert [row[0] for row in rows[4:7]] == days
    assert rows[4][1].split("\n")[:3] == ["书法班", "2026-12-N04", "议事厅"]
    assert rows[4][2:] == ["书法", "", "毛笔×10", "2", "□同意\n□婉拒\n□请假"]


def test_a_unit_has_its_sessions_and_who_is_on_it_too(the_list: Path) -> None:
    rows = sheets(the_list)["桂花医院（U01）"]
    assert rows[2:4] == [["单位联系人：吴医生"], ["本月安排 1 场，登记的是每月 2 场。"]]
    (task,) = [row for row in rows if len(row) > 1 and row[1].startswith("老人义诊")]
    assert task[0] == "12月5日\n周六 下午"
    assert task[3] in ("钱大姐", "红马甲队")
    assert task[5] == "1"


def test_of_a_resident_there_is_the_first_character_and_the_grid_no_more(the_list: Path) -> None:
    path = folder(the_list)
    (visit,) = [row for rows in sheets(the_list).values() for row in rows if len(row) > 1 and "看病" in row[1]]
    assert "找谁：王**（一网格）" in visit[1]
    said = words(path / "内部-派工单-2026-12.docx")
    assert not any(text in said for text in ("王桂兰", "周红", "1391234", "桂花路", "1371234"))
    assert "上门的门牌和电话向何社工要" in said


def test_what_is_not_settled_says_so(typed: Path) -> None:
    decide(typed, N01="确认", N04="改")
    found = {row[1] for rows in sheets(typed).values() for row in rows if len(row) > 1}
    (confirmed,) = [text for text in found if text.startswith("陪独居老人看病")]
    (changed,) = [text for text in found if text.startswith("书法班")]
    (open_yet,) = [text for text in found if text.startswith("小区舞台")]
    assert "议事会" not in confirmed
    assert "议事会要求改，等新的通知" in changed
    assert "议事会还没定，定了再去" in open_yet


def test_goods_are_said_to_be_for_all_together_where_there_are_any(the_list: Path) -> None:
    found = sheets(the_list)
    said = "物资写的是整个项目一共要的数，不是每个人都带；谁带听何社工安排。"
    assert [said] in found["孙老师（H03）"]
    assert [said] not in found["赵师傅（H01）"]


def test_a_sheet_can_be_read_by_the_old_and_says_no_page_of_others(the_list: Path) -> None:
    for path in folder(the_list).glob("*.docx"):
        document = Document(str(path))
        assert not any(paragraph.text for section in document.sections for paragraph in section.footer.paragraphs)
        size = document.styles["Table Text"].font.size
        assert size is not None
        assert size.pt >= 12


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_no_word_of_a_header_a_day_an_id_or_an_answer_is_broken(lang: Any, the_list: Path) -> None:
    name = "内部-派工单-2026-12.docx" if lang == "zh" else "internal-task-sheets-2026-12.docx"
    document = Document(str(folder(the_list, lang=lang) / name))
    size = document.styles["Table Text"].font.size
    assert size is not None
    assert document.tables
    for table in document.tables:
        rooms = [Length(column.width or 0).pt - 2 * 5.4 for column in table.columns]  # less the margins of a cell
        for number, row in enumerate(table.rows):
            for at in range(len(rooms)) if number == 0 else (0, 1, len(rooms) - 1):
                words = row.cells[at].text.replace("\n", " ").split(" ")  # a box stays with its word
                for word in (word for word in words if word.isascii() or word[0] == "□"):
                    assert width_of(word) * size.pt * 0.56 <= rooms[at], word


def test_how_to_reach_the_community_is_on_every_sheet_where_it_is_set(tmp_path: Path) -> None:
    path = listed(tmp_path / "month", settings=[["公示联系方式", "服务大厅 021-6543210"]])
    assert all(["联系方式：服务大厅 021-6543210"] in rows for rows in sheets(path).values())


def test_a_wall_says_what_is_not_settled(typed: Path) -> None:
    mark(typed, N09="实施中")
    decide(typed, N04="改")
    said = words(folder(typed) / "内部-场地月历-2026-12.docx")
    assert "上午 书法班（15 人）【要改】\n下午 老人义诊（30 人）\n" in f"{said}\n"
    assert "（15 人）【拟办】" not in said


def test_what_is_going_on_or_completed_says_so(typed: Path) -> None:
    mark(typed, N01="实施中", N04="已完成", N06="已确认")
    found = {row[1].split("\n")[0]: row[1] for rows in sheets(typed).values() for row in rows if len(row) > 1}
    assert found["陪独居老人看病"].endswith("正在办")
    assert found["书法班"].endswith("已办完")
    assert "议事会" not in found["小区舞台"]
    assert found["老人义诊"].endswith("议事会还没定，定了再去")


def test_what_its_status_puts_off_is_on_no_sheet(typed: Path) -> None:
    mark(typed, N04="暂缓", N09="转办")
    found = commatch.tasks(typed, typed.parent)
    assert found.counts["left_out"] == 2
    assert found.counts["venues"] == 0


def test_rejected_and_postponed_projects_are_on_no_sheet_and_in_no_calendar(typed: Path) -> None:
    decide(typed, N04="否", N09="缓")
    found = commatch.tasks(typed, typed.parent)
    assert found.path is not None
    assert found.counts["left_out"] == 2
    assert (found.counts["venues"], found.counts["calendars"]) == (0, 0)
    said = words(found.path / "内部-派工单-2026-12.docx")
    assert "书法班" not in said
    assert "义诊" not in said
    assert "看病" in said
    assert [path.name for path in found.files] == ["内部-派工单-2026-12.docx"]


def test_who_declined_is_not_asked_and_not_named_to_others(typed: Path) -> None:
    answer(typed, U01="婉拒", H03="请假")
    found = sheets(typed)
    assert "桂花医院（U01）" not in found
    assert "孙老师（H03）" not in found
    assert all("桂花医院" not in cell for rows in found.values() for row in rows for cell in row)


def test_a_venues_month_has_a_week_to_a_row(the_list: Path) -> None:
    found = sections(folder(the_list) / "内部-场地月历-2026-12.docx")
    (rows,) = [rows for title, rows in found.items() if title == "议事厅（V01）　2026年12月"]
    assert rows.pop(0)[0].startswith("内部资料：只挂在办公室里")
    assert rows[0] == ["周一", "周二", "周三", "周四", "周五", "周六", "周日"]
    assert len(rows) == 6
    assert rows[1] == [
        "", "1\n不开放", "2\n不开放", "3\n不开放", "4\n不开放",
        "5\n上午 书法班（15 人）【拟办】\n下午 老人义诊（30 人）【拟办】", "6",
    ]  # fmt: skip
    assert rows[5][3:] == ["31\n不开放", "", "", ""]


def test_the_same_month_gives_the_same_bytes_however_its_rows_stand(the_list: Path, tmp_path: Path) -> None:
    def content(home: Path) -> dict[str, bytes]:
        return {path.relative_to(home).as_posix(): path.read_bytes() for path in home.rglob("*.*")}

    first = content(folder(the_list))
    assert len(first) == 2 + 4
    assert content(folder(the_list)) == first
    assert content(folder(listed(tmp_path / "mixed", seed=5))) == first


def test_hostile_text_stays_text_and_names_no_other_folder(tmp_path: Path) -> None:
    found = commatch.tasks(made(hostile_month(tmp_path)), tmp_path)
    assert found.path is not None
    assert {path.parent for path in found.files} == {found.path, found.path / "日历"}
    said = words(found.path / "内部-派工单-2026-12.docx")
    assert any(attack in said for attack in ATTACKS)


def test_a_folder_that_is_there_is_replaced_only_where_it_holds_nothing_else(the_list: Path, tmp_path: Path) -> None:
    first = commatch.tasks(the_list, tmp_path).path
    second = commatch.tasks(the_list, tmp_path).path
    assert first is not None
    assert second == first.with_name(f"{first.name}-2")
    assert commatch.tasks(the_list, tmp_path, force=True).path == first
    (first / "我的笔记.txt").write_text("别删", encoding="utf-8")
    assert commatch.tasks(the_list, tmp_path, force=True).path == first.with_name(f"{first.name}-3")
    assert (first / "我的笔记.txt").read_text("utf-8") == "别删"
    assert not [path for path in tmp_path.iterdir() if path.name.startswith(".commatch")]


def test_the_command_says_what_it_wrote_and_only_the_owner_can_look_into_it(
    the_list: Path, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    code, doc = run_json(capsys, "tasks", str(the_list), "-o", str(tmp_path))
    assert (code, list(doc)) == (Exit.PLANNED, KEYS)
    assert doc["counts"] == {"helpers": 4, "units": 1, "venues": 1, "calendars": 4, "left_out": 0}
    home = Path(doc["folder"])
    assert home == tmp_path / "内部-派工单-2026-12"
    assert len(doc["files"]) == 6
    if os.name == "posix":
        assert {stat.S_IMODE(path.stat().st_mode) for path in home.rglob("*.*")} == {0o600}
        assert stat.S_IMODE(home.stat().st_mode) == stat.S_IMODE((home / "日历").stat().st_mode) == 0o700
    assert main(["tasks", str(the_list), "-o", str(tmp_path), "--lang", "en"]) == 0
    assert "internal-task-sheets-2026-12" in capsys.readouterr().out
    assert main(["tasks", str(the_list), "-o", str(tmp_path / "no such folder")]) == Exit.OUTPUT
    assert main(["tasks", str(the_list), "-o", str(the_list)]) == Exit.USAGE
    assert [*KEYS[:6], *BLANK] == KEYS
