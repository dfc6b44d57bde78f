"""``commatch agenda``: every item once, in the order in which the council deliberates."""

from __future__ import annotations

import datetime as dt
import os
import shutil
import stat
import zipfile
from pathlib import Path
from typing import Any

import pytest
from cli_runs import HELPERS, book, in_chinese, run_json
from docx.table import Table
from month_pages import ATTACKS, column_of, hostile_month, made, typed_in
from openpyxl import load_workbook
from paper_months import answer, blocks, decide, listed, mark, sections, words

import commatch
from commatch.cli.agenda import BLANK
from commatch.cli.app import main
from commatch.telling.exits import Exit

KEYS = [
    "schema", "command", "version", "outcome", "exit_code", "message", "month", "result", "inputs", "files", "edited",
    "violations", "problems", "seconds", "date", "counts",
]  # fmt: skip
TITLES = [
    "桂花社区议事日议程", "一、紧急事项（兜底）", "二、没配上的需求", "三、待确认的项目",
    "四、小额提案（用钱不超过 500 元）", "五、快到期的协议", "六、不在议事范围的", "七、议事决定", "八、到会签名",
]  # fmt: skip


@pytest.fixture(autouse=True)
def plain(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    in_chinese(monkeypatch, tmp_path)


@pytest.fixture(scope="module")
def the_list(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a project list; tests that type into it copy its folder."""
    return listed(tmp_path_factory.mktemp("month"))


@pytest.fixture
def typed(tmp_path: Path) -> Path:
    return listed(tmp_path / "month")


def paper(path: Path, name: str = "议程.docx", **how: Any) -> Path:
    found = commatch.agenda(path, path.with_name(name), force=True, **how)
    assert found.ok, found.problems
    assert found.path is not None
    return found.path


def ids(rows: list[list[str]]) -> list[str]:
    """Return the ids of needs and projects in the first cells of tables."""
    return [row[0].split("\n")[1].removeprefix("2026-12-") for row in rows if len(row) > 1 and "\n" in row[0]]


def test_items_stand_in_the_order_of_deliberation_each_once(the_list: Path) -> None:
    found = sections(paper(the_list))
    assert list(found) == ["", *TITLES]
    urgent, unserved, confirm, small, ending, outside, decisions = (ids(found[title]) for title in TITLES[1:8])
    assert urgent == ["N01", "N02"]  # what can't be served below what can
    assert unserved == ["N03"]
    assert sorted(confirm) == ["N04", "N06", "N09"]
    assert small == ["N05"]
    assert ending == []
    assert [row[0] for row in found[TITLES[5]] if len(row) > 1] == ["共建单位", "桂花医院（U01）"]
    assert outside == ["N07", "N08"]
    assert decisions == ["N01", "N04", "N05", "N06", "N07", "N09"]  # N07 may be outside the remit; it is in the list


def test_the_paper_says_when_where_by_whom_and_with_what(the_list: Path) -> None:
    found = sections(paper(the_list))
    (row,) = [row for row in found[TITLES[3]] if row[0].startswith("书法班")]
    assert row[1] == "12月5日上午、12月12日上午、12月19日上午\n议事厅"
    assert row[2:] == ["书法：孙老师", "毛笔×10"]
    (small,) = [row for row in found[TITLES[4]] if row[0].startswith("楼道书架")]
    assert "300 元" in small[3]
    assert any("批后还剩" in row[0] for row in found[TITLES[4]])


def test_what_is_unserved_has_its_reason_and_the_remedy_of_the_list(the_list: Path) -> None:
    (row,) = [row for row in sections(paper(the_list))[TITLES[2]] if row[0].startswith("教盲文")]
    assert "没有人会“盲文”" in row[1]
    assert "盲文" in row[2]
    assert row[3] == ""


def test_who_holds_what_a_need_asks_for_is_not_told_by_id_and_priority(tmp_path: Path) -> None:
    needs = book(
        tmp_path / "需求.xlsx",
        需求清单=[
            ["编号", "需求", "紧急程度", "技能", "工时"],
            ["N1", "修水管", "高", "水电工", 2],
            ["N2", "修灯", "低", "水电工", 2],
        ],
    )
    helpers = [["编号", "姓名", "技能", "每月工时"], ["H1", "赵师傅", "水电工:4", 2]]
    path = made([needs, book(tmp_path / "资源.xlsx", 能人=helpers)])
    assert "占用：N1" in str([cell.value for row in load_workbook(path)["未匹配"] for cell in row])
    (row,) = [row for row in sections(paper(path))[TITLES[2]] if row[0].startswith("修灯")]
    assert row[1].split("\n")[0]
    assert "N1" not in row[1]
    assert "优先分" not in row[1].replace("总优先分", "")


def test_the_council_meets_on_the_20th_of_the_month_before_or_on_the_day_that_is_said(the_list: Path) -> None:
    assert "2026年11月20日（周五）" in words(paper(the_list))
    assert "2026年11月19日（周四）" in words(paper(the_list, date=dt.date(2026, 11, 19)))


def test_a_council_day_that_is_not_in_the_month_before_is_told(
    the_list: Path, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    found = commatch.agenda(the_list, tmp_path / "a.docx", date=dt.date(2026, 12, 25))
    assert found.ok
    assert [problem.code for problem in found.problems] == ["agenda_other_month"]
    for day, codes in (
        ("2026-12-25", ["agenda_other_month"]),
        ("2026-11-01", []),
        ("2025-11-20", ["agenda_other_month"]),
    ):
        code, doc = run_json(capsys, "agenda", str(the_list), "-o", str(tmp_path), "--date", day)
        assert code == Exit.PLANNED
        assert [item["code"] for item in doc["problems"]] == codes
    assert main(["agenda", str(the_list), "-o", str(tmp_path), "--date", "2026-12-25"]) == 0
    assert "2026-12-25 不在 2026-11 月里" in " ".join(capsys.readouterr().out.split())


def test_the_day_and_the_limit_of_proposals_are_settings(tmp_path: Path) -> None:
    path = paper(listed(tmp_path / "month", settings=[["议事日", 15], ["提案上限", 1000]]))
    assert "2026年11月15日" in words(path)
    assert ids(sections(path)["四、小额提案（用钱不超过 1000 元）"]) == ["N06", "N05"]


def test_what_is_out_of_remit_follows_the_communitys_own_list(tmp_path: Path) -> None:
    path = paper(listed(tmp_path / "month", settings=[["不议事项", "舞台"], ["转办事项", "书架"]]))
    rows = {row[0].split("\n")[1]: row[1] for row in sections(path)[TITLES[6]] if "\n" in row[0]}
    assert list(rows) == ["N05", "N06", "N08"]  # borrowed money may be discussed here
    assert "建议转办：说到“书架”" in rows["N05"]
    assert "2026-12-N06" in rows["N06"]  # it is in the list all the same, and that is said
    assert rows["N08"] == "转办：需求清单里已经标明"


def test_decisions_that_were_typed_in_are_ticked(typed: Path) -> None:
    decide(typed, N01="确认", N04="改", N05="否", N06="缓办")
    rows = {row[0].split("\n")[0]: row[1:5] for row in sections(paper(typed))[TITLES[7]] if len(row) > 1}
    assert rows["项目"] == ["确认", "改", "否", "缓"]
    assert rows["陪独居老人看病"] == ["√", "", "", ""]
    assert rows["书法班"] == ["", "√", "", ""]
    assert rows["楼道书架"] == ["", "", "√", ""]
    assert rows["小区舞台"] == ["", "", "", "√"]
    assert rows["老人义诊"] == ["", "", "", ""]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_what_the_council_has_rejected_or_postponed_is_named_and_not_taken_again(lang: Any, typed: Path) -> None:
    decide(typed, N01="确认", N05="否", N06="缓")
    inputs = [typed.with_name(name) for name in ("需求.xlsx", "资源.xlsx")]
    again = made(inputs, "再排.xlsx", "--previous", str(typed))
    found = commatch.agenda(again, again.with_name("再议.docx"), lang=lang)
    assert found.path is not None
    titles = list(sections(found.path))
    section = sections(found.path)[next(title for title in titles if title[:2] in ("二、", "2."))]
    assert ids(section) == ["N03"]
    said = ["楼道书架（N05）：议事否决", "小区舞台（N06）：议事暂缓"]
    if lang == "en":
        said = ["楼道书架 (N05): rejected", "小区舞台 (N06): postponed"]
    assert [row[0] for row in section if len(row) == 1][-2:] == said
    assert found.counts["unserved"] == 4


def test_a_copy_of_the_workbook_of_then_does_under_another_name(typed: Path) -> None:
    (beside, then) = (typed.with_name("需求.xlsx"), typed.with_name("排的时候.xlsx"))
    beside.rename(then)
    typed_in(shutil.copy(then, beside), "需求清单", {"B2": "另一件"})
    wanted = typed.with_name("议程.docx")
    assert [item.code for item in commatch.agenda(typed, wanted).problems] == ["result_input_changed"]
    assert commatch.agenda(typed, wanted, then).ok


def test_what_may_be_outside_the_remit_can_be_decided_on_all_the_same(the_list: Path) -> None:
    rows = {row[0].split("\n")[0]: row for row in sections(paper(the_list))[TITLES[7]] if len(row) > 1}
    assert rows["邻居借钱不还"][0] == "邻居借钱不还\n2026-12-N07\n先核实该不该议"
    assert not any("先核实" in row[0] for name, row in rows.items() if name != "邻居借钱不还")


def test_who_declined_or_is_on_leave_is_marked(typed: Path) -> None:
    answer(typed, U01="婉拒", H03="请假", V01="婉拒")
    said = words(paper(typed))
    assert "义诊：桂花医院（婉拒）" in said
    assert "书法：孙老师（请假）" in said
    assert "议事厅（婉拒）" in said
    assert "赵师傅（" not in said
    assert "书法: 孙老师 (on leave)" in words(paper(typed, lang="en"))


def test_leave_on_one_of_several_days_says_which(typed: Path) -> None:
    letter, header = column_of(typed, "匹配明细", "回复")
    by, _ = column_of(typed, "匹配明细", "资源编号")
    sheet = load_workbook(typed)["匹配明细"]
    first = next(row for row in range(header + 1, sheet.max_row + 1) if sheet[f"{by}{row}"].value == "H03")
    typed_in(typed, "匹配明细", {f"{letter}{first}": "请假"})
    assert "孙老师（12月5日上午请假）" in words(paper(typed))


@pytest.mark.parametrize("status", ["已完成", "已评价", "实施中", "已确认"])
def test_what_is_settled_by_its_status_is_told_apart_and_not_decided_again(typed: Path, status: str) -> None:
    mark(typed, N04=status, N07=status)
    decide(typed, N09="确认")
    found = sections(paper(typed))
    told = found["四、已经定了、正在办和办完的"]
    assert sorted(ids(told)) == ["N04", "N07"]
    said = "已完成" if status == "已评价" else status
    assert any(row[0].endswith(f"状态：{said}") for row in told)
    assert ids(found["八、议事决定"]) == ["N01", "N05", "N06", "N09"]
    assert "N07" not in ids(found["七、不在议事范围的"])


def test_a_settled_project_that_is_to_change_is_decided_on(typed: Path) -> None:
    mark(typed, N04="实施中", N06="暂缓")
    decide(typed, N04="改")
    found = sections(paper(typed))
    assert {"N04", "N06"} <= set(ids(found[TITLES[7]]))
    assert any("状态：暂缓" in row[0] for row in found[TITLES[3]])


def test_there_is_room_to_sign_and_no_telephone_number_address_or_full_name(the_list: Path) -> None:
    path = paper(the_list)
    assert sections(path)[TITLES[8]].count([""] * 6) >= 10
    said = words(path)
    assert not any(text in said for text in ("1391234", "桂花路", "王桂兰", "李建国", "1371234"))


def test_signatures_stand_on_one_page_with_the_decisions_above_them(the_list: Path) -> None:
    *_, decisions, signatures = (block for block in blocks(paper(the_list)) if isinstance(block, Table))
    stays = [[bool(row._tr.xpath(".//w:keepNext")) for row in table.rows] for table in (decisions, signatures)]
    assert stays == [[True] * 7, [True] * 12 + [False]]


def test_a_month_with_nothing_says_so(tmp_path: Path) -> None:
    needs = book(
        tmp_path / "需求.xlsx", 需求清单=[["编号", "需求", "技能", "状态"], ["N1", "修水管", "水电工", "已完成"]]
    )
    found = sections(paper(made([needs, book(tmp_path / "资源.xlsx", 能人=HELPERS)])))
    assert all(["没有。"] in rows for title, rows in found.items() if title[:1] in "一二三四五六七" and title)


def test_the_same_month_gives_the_same_bytes_however_its_rows_stand(the_list: Path, tmp_path: Path) -> None:
    first = paper(the_list).read_bytes()
    assert paper(the_list, "再一次.docx").read_bytes() == first
    assert paper(listed(tmp_path / "mixed", seed=3)).read_bytes() == first


def test_hostile_text_stays_text(tmp_path: Path) -> None:
    path = paper(made(hostile_month(tmp_path)))
    said = words(path)
    assert all(attack in said for attack in ATTACKS[:2])
    with zipfile.ZipFile(path) as parts:
        xml = parts.read("word/document.xml").decode()
        assert "<script" not in xml
        assert "HYPERLINK" not in xml.replace("=HYPERLINK(", "")  # no field
        assert not any(
            "hyperlink" in parts.read(name).decode("utf-8", "ignore") for name in parts.namelist() if "rels" in name
        )


def test_the_command_says_what_it_wrote_and_only_the_owner_can_read_it(
    the_list: Path, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    code, doc = run_json(capsys, "agenda", str(the_list), "-o", str(tmp_path), "--date", "2026-11-19")
    assert code == Exit.PLANNED
    assert list(doc) == KEYS
    assert doc["counts"] == {
        "urgent": 1, "unserved": 2, "to_confirm": 3, "going_on": 0, "proposals": 1, "ending": 1, "outside": 2,
        "decided": 0,
    }  # fmt: skip
    assert (doc["outcome"], doc["date"]) == ("written", "2026-11-19")
    (path,) = map(Path, doc["files"])
    assert path == tmp_path / "内部-议事议程-2026-12.docx"
    if os.name == "posix":
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert main(["agenda", str(the_list), "-o", str(tmp_path)]) == 0
    assert "内部-议事议程-2026-12-2.docx" in capsys.readouterr().out
    assert main(["agenda", str(the_list), "-o", str(tmp_path), "--lang", "en", "-q"]) == 0
    assert (tmp_path / "internal-agenda-2026-12.docx").exists()


def test_a_list_that_is_none_and_a_day_that_is_none_are_told(
    the_list: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, doc = run_json(capsys, "agenda", str(the_list.with_name("需求.xlsx")))
    assert (code, doc["files"]) == (Exit.INPUT, [])
    assert [item["code"] for item in doc["problems"]] == ["previous_not_a_list"]
    for wrong in (["--date", "11月"], ["--date", "11月20日"], ["-o", "x.xlsx"]):
        code, doc = run_json(capsys, "agenda", str(the_list), *wrong)
        assert code == Exit.USAGE
        assert wrong[1] in doc["message"]
    assert main(["agenda", "没有.xlsx"]) == Exit.USAGE
    assert main(["agenda", str(the_list), "-o", "没有的文件夹/议程.docx"]) == Exit.OUTPUT


def test_a_list_of_before_the_settings_is_read_with_their_defaults(typed: Path) -> None:
    workbook = load_workbook(typed)
    sheet = workbook["运行记录"]
    for row in range(sheet.max_row, 1, -1):
        if any(name in str(sheet.cell(row, 1).value) for name in ("council_day", "proposal_limit", "half_day_starts")):
            sheet.delete_rows(row)
    workbook.save(typed)
    assert "2026年11月20日" in words(paper(typed))


def test_the_blank_document_has_the_keys_of_a_full_one() -> None:
    assert [*KEYS[:6], *BLANK] == KEYS
