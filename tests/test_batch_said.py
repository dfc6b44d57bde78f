"""What a batch says of a community: the cause first, what lies in its folder and no longer holds, what to do next."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from cli_runs import HELPERS, NEEDS, book, in_chinese, run_json
from openpyxl import load_workbook
from test_pool_command import street

import commatch
from commatch.cli.app import main
from commatch.telling.exits import Exit

LIST, LOANS, SUMMARY = "项目清单-2026-12.xlsx", "社区间借用-2026-12.xlsx", "社区汇总-2026-12.xlsx"
COMMAND = ("batch", "in", "-o", "out", "--month", "2026-12", "--jobs", "1", "--no-remedies", "--no-gaps")


@pytest.fixture(autouse=True)
def plain(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    in_chinese(monkeypatch, tmp_path)
    Path("in").mkdir()


def overview() -> dict[object, tuple[object, ...]]:
    """Return the values and notes of the summary's overview by item."""
    return {row[0]: row[1:3] for row in load_workbook(Path("out", SUMMARY))["概览"].iter_rows(values_only=True)}


def two() -> None:
    """Write two sound communities."""
    for name in ("甲", "乙"):
        book(Path("in", f"{name}.xlsx"), 需求清单=NEEDS, 能人=HELPERS)


def done(**options: object) -> commatch.Batch:
    given = {"month": "2026-12", "jobs": 1, "remedies": False, "gaps": False, **options}
    return commatch.batch("in", "out", **given)  # type: ignore[arg-type]


def test_a_file_that_cannot_be_read_is_said_before_the_list_that_is_missing_with_it() -> None:
    Path("in", "甲").mkdir()
    book(Path("in", "甲", "资源.xlsx"), 能人=HELPERS)
    Path("in", "甲", "需求.xlsx").symlink_to("moved.xlsx")
    (failed,) = done().failed
    assert [item["code"] for item in failed.figures["problems"]] == ["file_missing", "no_needs_sheet"]
    assert "需求.xlsx" in failed.message.partition("另有")[0]


def test_an_id_that_stands_twice_is_said_before_those_that_are_not_there_because_of_it() -> None:
    twice = [*NEEDS, ["N1", *NEEDS[2][1:]]]
    opinions = [["需求编号", "资源编号", "意见"], ["N3", "H1", "锁定"]]
    book(Path("in", "甲.xlsx"), 需求清单=twice, 能人=HELPERS, 匹配意见=opinions)
    (failed,) = done().failed
    assert failed.message.startswith("甲.xlsx 需求清单!A4 ")
    assert [item["code"] for item in failed.figures["problems"]] == ["duplicate_id", "unknown_need"]


def test_a_file_that_has_the_name_of_the_folder_is_told_from_no_permission() -> None:
    book(Path("in", "甲.xlsx"), 需求清单=NEEDS, 能人=HELPERS)
    Path("out").mkdir()
    Path("out", "甲").write_text("", "utf-8")
    (failed,) = done().failed
    assert (int(failed.exit), "权限" in failed.message) == (6, False)
    assert failed.message.startswith(f"名字 {Path('out', '甲')} 已被占用")


@pytest.mark.parametrize("step", ["make room", "mend"])
def test_what_to_do_next_is_about_the_disk_where_that_is_what_failed(
    step: str, capsys: pytest.CaptureFixture[str]
) -> None:
    two()
    if step == "mend":
        Path("in", "乙.xlsx").write_bytes(b"not a workbook")
    Path("out").mkdir()
    Path("out", "甲").write_text("", "utf-8")
    assert main([*COMMAND]) == Exit.SOME_FAILED
    printed = capsys.readouterr().out.replace("\n", "").replace(" ", "")
    assert "写不了文件的，照它那一行说的腾出空间" in printed
    assert ("改好没做好的社区" in printed) == (step == "mend")
    said = str(overview()["接下来"][1])
    assert "写不了文件的社区，照它那一行说的腾出空间" in said
    assert said.startswith("先改好没做好的社区") == (step == "mend")


def test_files_that_are_left_alone_are_named(capsys: pytest.CaptureFixture[str]) -> None:
    two()
    done()
    Path("out", "甲", LIST).write_bytes(b"decisions of the council")
    book(Path("in", "甲.xlsx"), 需求清单=NEEDS, 能人=[*HELPERS, ["H2", "钱律师", "", "律师", 8]])
    assert main([*COMMAND]) == Exit.PLANNED
    new = LIST.replace(".xlsx", "-2.xlsx")
    line = f"甲/{LIST}（新的是 {new}；这份里议过的，新的里没有，要接着这份排，用 commatch match --previous）"
    assert line.replace(" ", "") in re.sub(r"\s", "", capsys.readouterr().out)
    assert overview()["没有动的文件"] == (1, f"有人改过、正开着，或是这个月的另一份清单：{line}")


def test_the_earlier_list_of_a_community_that_fails_is_named_and_stays(capsys: pytest.CaptureFixture[str]) -> None:
    two()
    before = {one.name: one.files for one in done().communities}
    Path("in", "甲.xlsx").write_bytes(b"not a workbook")
    _, doc = run_json(capsys, *COMMAND)
    (failed,) = [one for one in doc["communities"] if one["exit_code"]]
    assert failed["message"] == f"甲.xlsx 不是能读的工作簿；结果文件夹里的 {LIST} 是以前做的，这次没有做成，别再照它办"
    assert failed["earlier"] == [str(path) for path in before["甲"]]
    assert before["甲"][0].is_file()
    rows = {row[0]: row[12] for row in load_workbook(Path("out", SUMMARY))["社区"].iter_rows(values_only=True)}
    assert (rows["甲"], rows["乙"]) == (failed["message"], None)
    late = [one.message for one in done(timeout=0.0).failed]
    assert late == [f"时间到了，没有做；结果文件夹里的 {LIST} 是以前做的，接着做完以前别照它办"] * 2
    assert "earlier run, not of this one" in str([one.message for one in done(lang="en").failed])
    (other,) = done(month="2027-01").failed
    assert other.message == "甲.xlsx 不是能读的工作簿"


def test_a_list_of_a_community_that_is_no_longer_there_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    two()
    assert done().absent == ()
    Path("in", "甲.xlsx").unlink()
    assert done(month="2027-01").absent == ()
    _, doc = run_json(capsys, *COMMAND)
    assert doc["absent"] == ["甲"]
    assert overview()["这次没有给的社区"][0] == 1
    assert Path("out", "甲", LIST).is_file()
    assert main([*COMMAND]) == Exit.PLANNED
    assert "这次没有给、结果文件夹里还有这个月清单的社区" in capsys.readouterr().out


def test_loans_of_a_community_that_fails_are_said_to_be_agreed_no_more() -> None:
    Path("in").rmdir()
    street(Path("in"))
    done(pool=True)
    assert Path("out", "梧桐", LOANS).is_file()
    Path("in", "梧桐.xlsx").write_bytes(b"not a workbook")
    (failed,) = done(pool=True).failed
    assert [path.name for path in failed.earlier] == [LOANS, LIST]
    assert failed.message.endswith("；其中的借用不再作数")


@pytest.mark.parametrize("typed", [False, True])
def test_loans_go_with_the_list_that_was_planned_with_them(*, typed: bool) -> None:
    Path("in").rmdir()
    street(Path("in"))
    done(pool=True)
    listed, lent = Path("out", "梧桐", LIST), Path("out", "梧桐", LOANS)
    if typed:
        listed.write_bytes(b"decisions of the council")
    assert done().ok
    assert lent.is_file() is typed
    assert not Path("out", "金桂", LOANS).exists()
    lent.write_bytes(b"changed by somebody")
    assert done().ok
    assert lent.is_file()


def test_objectives_of_a_street_that_count_projects_say_so(capsys: pytest.CaptureFixture[str]) -> None:
    Path("in").rmdir()
    street(Path("in"))
    workbook = load_workbook(Path("in", "梧桐.xlsx"))
    needs = workbook["需求清单"]
    first = [cell.value for cell in needs[2]]
    needs.append(["N3", *first[1:]])
    for number, text in enumerate(("合并", "修水管", "", "修水管"), 1):
        needs.cell(number, len(first) + 1, text)
    workbook.save(Path("in", "梧桐.xlsx"))
    _, doc = run_json(capsys, *COMMAND, "--pool")
    served, projects = (sum(one["counts"][key] for one in doc["communities"]) for key in ("served", "projects"))
    assert served == projects + 1
    run = load_workbook(Path("out", SUMMARY))["运行记录"].iter_rows(values_only=True)
    facts = {row[0]: row[1] for row in run}
    assert facts["共享·覆盖数（项目数，合并的需求算一个；值 / 上界）"] == f"{projects} / {projects}"


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_overview_is_printed_upright_with_its_charts_behind_it(lang: str) -> None:
    Path("in").rmdir()
    street(Path("in"))
    summary = done(pool=True, gaps=True, lang=lang).summary
    assert summary is not None
    sheet, *others = load_workbook(summary).worksheets
    figures, charts = (area.rpartition("!")[2].replace("$", "") for area in str(sheet.print_area).split(","))
    assert figures == f"A2:C{sheet.max_row}"
    assert len(sheet._charts) > 2
    assert charts.startswith("E3:E")
    assert {chart.anchor._from.col for chart in sheet._charts} == {4}
    assert (sheet.page_setup.orientation, sheet.oddHeader.left.text) == ("portrait", sheet["A1"].value)
    (loans,) = [other for other in others if other.title in ("借用明细", "all_loans")]
    assert (loans.page_setup.orientation, loans.page_setup.fitToWidth) == ("portrait", 1)
