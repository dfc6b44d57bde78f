"""A street of two communities lives through a month on the command line: papers, decisions, hours, the next month."""

from __future__ import annotations

import dataclasses as dc
import datetime as dt
import re
import shutil
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from cli_runs import book, in_chinese, run_json
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet
from streets import alone, drawn, shared

import commatch
from commatch.cli.app import main
from commatch.community import Kind
from commatch.matching.audit import audit
from commatch.pooling.loans import without_loans
from commatch.pooling.parted import month_of
from commatch.reports.loans_book import loans_bytes
from commatch.telling.exits import Exit
from commatch.workbook.schema import Lang

LIST, LOANS = "项目清单-2026-12.xlsx", "社区间借用-2026-12.xlsx"
LENDER, BORROWER = "梧桐", "金桂（一）"
HERE = "金桂(一)"
"""The borrower's name as a cell of identifiers says it."""

NEEDS = ["编号", "需求", "人群", "网格", "紧急程度", "技能", "工时", "服务", "容纳人数", "可行时段"]
HELPERS = ["编号", "姓名", "电话", "技能", "网格", "步行上限", "每月工时", "可共享", "备注"]
UNITS = ["编号", "单位", "服务", "网格", "每月场次", "可共享"]
VENUES = ["编号", "场地", "网格", "容纳人数", "开放时段", "可共享"]


def street(folder: Path) -> Path:
    """Write two communities: one has the electrician, the other the clinic and the hall."""
    folder.mkdir()
    book(
        folder / f"{LENDER}.xlsx",
        需求清单=[
            NEEDS,
            ["N1", "修水管", "独居老人", "一网格", "高", "水电工", 1, "", "", ""],
            ["N2", "义诊", "老年人", "一网格", "兜底", "", 2, "义诊", 30, "周三上午"],
        ],
        能人=[HELPERS, ["H1", "赵师傅", "13712345678", "水电工:4", "一网格", 20, 8, "是", "腰不好"]],
        共建单位=[UNITS],
        场地=[VENUES],
        网格距离=[["起点", "终点", "步行分钟"], [LENDER, BORROWER, 12]],
    )
    book(
        folder / f"{BORROWER}.xlsx",
        需求清单=[
            NEEDS,
            ["N1", "换龙头", "独居老人", "一网格", "紧急", "水电工", 2, "", "", ""],
            ["N2", "写遗嘱", "老年人", "一网格", "低", "律师", 2, "", "", ""],
            ["N3", "用电课", "老年人", "一网格", "高", "水电工", 3, "", 20, "周五上午"],
        ],
        能人=[HELPERS, ["H1", "孙木匠", "13812345678", "木工", "一网格", 15, 4, "否", ""]],
        共建单位=[UNITS, ["U1", "社区医院", "义诊", "一网格", 3, "是"]],
        场地=[VENUES, ["V1", "活动大厅", "一网格", 60, "每天", "是"]],
    )
    return folder


def table(path: Path, sheet: str) -> list[dict[str, Any]]:
    """Return the rows of a sheet by header, below its title where it has one."""
    rows = list(load_workbook(path)[sheet].iter_rows(values_only=True))
    if "编号" not in " ".join(map(str, rows[0])) and sheet not in ("设置", "结转"):
        rows = rows[1:]
    return [dict(zip(map(str, rows[0]), row, strict=True)) for row in rows[1:]]


def columns(sheet: Worksheet) -> dict[str, int]:
    return {str(cell.value): cell.column for cell in sheet[2]}


def fill(path: Path, to: Path, **sheets: dict[str, dict[str, object]]) -> Path:
    """Type into the rows of a list: by sheet, by what its key column says, by header."""
    workbook = load_workbook(path)
    for name, typed in sheets.items():
        sheet = workbook[name]
        at = columns(sheet)
        for row in range(3, sheet.max_row + 1):
            said = {str(sheet.cell(row, column).value) for column in at.values()}
            for key in said & typed.keys():
                for header, value in typed[key].items():
                    sheet.cell(row, at[header]).value = value  # type: ignore[assignment]
    workbook.save(to)
    return to


@pytest.fixture(autouse=True)
def plain(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    in_chinese(monkeypatch, tmp_path)


@pytest.fixture(scope="module")
def planned(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Plan the street, and return where the folders are."""
    home = tmp_path_factory.mktemp("street")
    street(home / "in")
    with pytest.MonkeyPatch.context() as patch:
        in_chinese(patch, home)
        words = ("--pool", "--month", "2026-12", "--jobs", "1", "--no-gaps", "--no-remedies", "-q")
        assert main(["batch", "in", "-o", "out", "--do", "match,tasks,notice", *words]) == Exit.PLANNED
        yield home


@pytest.fixture
def month(planned: Path, tmp_path: Path) -> Path:
    """Return a copy of the planned street."""
    shutil.copytree(planned, tmp_path, dirs_exist_ok=True)
    return tmp_path


def files(name: str) -> tuple[str, str]:
    return f"in/{name}.xlsx", f"out/{name}/{LOANS}"


def test_what_is_borrowed_is_a_row_for_what_was_agreed_and_nothing_more(planned: Path) -> None:
    path = planned / "out" / BORROWER / LOANS
    (lent,) = table(path, "能人")
    assert (lent["编号"], lent["姓名"], lent["技能"]) == ("梧桐/H1", "赵师傅（借自梧桐）", "水电工:4")
    assert (lent["每月工时"], lent["电话"]) == (5, None)
    assert "腰" not in lent["备注"], "what its community notes of a person stays there"
    (unit,) = table(planned / "out" / LENDER / LOANS, "共建单位")
    assert (unit["编号"], unit["每月场次"], unit["可用时段"]) == (f"{HERE}/U1", 1, "2026-12-02 上午")
    loans = table(path, "社区间借用")
    assert [
        (row["借入借出"], row["资源编号"], row["工时"], row["项目编号"]) for row in loans if row["类型"] == "能人"
    ] == [
        ("借入", "梧桐/H1", 2, "2026-12-N1"),
        ("借入", "梧桐/H1", 3, "2026-12-N3"),
    ]


def test_every_paper_is_made_of_a_list_with_loans(month: Path) -> None:
    own, _ = files(BORROWER)
    listed = f"out/{BORROWER}/{LIST}"
    for command in ("tasks", "notice", "agenda", "report"):
        assert main([command, listed, own, "-q"]) == Exit.PLANNED, command
    assert main(["explain", listed, own, "--need", "N3"]) == Exit.PLANNED
    assert main(["explain", listed, own, "--resource", "梧桐/H1"]) == Exit.PLANNED
    posted = "".join(path.read_text("utf-8") for path in (month / "out" / BORROWER).glob("公示*.html"))
    assert "换龙头" in posted
    assert "赵师傅" not in posted
    sheets = {row["项目"] for row in table(month / listed, "能人派工") if row["资源编号"] == "梧桐/H1"}
    assert len(sheets) == 2


def test_a_changed_list_keeps_its_loans_and_the_next_has_its_own(month: Path) -> None:
    home, second = month / "out" / BORROWER, [name.replace(".xlsx", "-2.xlsx") for name in (LIST, LOANS)]
    book = load_workbook(home / LIST)
    book["概览"]["H40"] = "议事会看过"
    book.save(home / LIST)
    kept = {name: (home / name).read_bytes() for name in (LIST, LOANS)}
    needs = load_workbook(month / "in" / f"{BORROWER}.xlsx")
    rows = needs["需求清单"]
    rows["G2"] = 1  # hours of N1, for which the electrician is borrowed
    needs.save(month / "in" / f"{BORROWER}.xlsx")
    words = ("--pool", "--month", "2026-12", "--jobs", "1", "--no-gaps", "--no-remedies", "-q")
    for hours in (1, 1.5):
        rows["G2"] = hours
        needs.save(month / "in" / f"{BORROWER}.xlsx")
        assert main(["batch", "in", "-o", "out", *words, "--resume"]) == Exit.PLANNED
        assert {name: (home / name).read_bytes() for name in kept} == kept
        assert sorted(path.name for path in home.glob("*-2026-12*.xlsx") if "公示" not in path.name) == sorted(
            (*kept, *second)
        )
    listed, own = f"out/{BORROWER}/{second[0]}", f"in/{BORROWER}.xlsx"
    assert main(["tasks", listed, own, "-q"]) == Exit.PLANNED
    assert main(["apply", listed, own, f"out/{BORROWER}/{second[1]}", "-q"]) == Exit.PLANNED
    given = f"out/{BORROWER}/{LIST}", own, f"out/{BORROWER}/{LOANS}"
    assert main(["apply", *given, "-q"]) == Exit.PLANNED


@pytest.mark.parametrize("name", [LENDER, BORROWER])
def test_without_its_loans_a_list_is_refused_and_they_are_named(
    month: Path, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    own, _ = files(name)
    listed = f"out/{name}/{LIST}"
    for words in (("apply", listed, own), ("rollover", listed, own), ("match", own, "--previous", listed)):
        code, doc = run_json(capsys, *words)
        found = doc["problems"]
        assert (code, [item["code"] for item in found]) == (3, ["list_of_street"])
        assert LOANS in found[0]["hint"]
    (month / "out" / name / LOANS).unlink()
    code, doc = run_json(capsys, "tasks", listed, own)
    assert (code, [item["code"] for item in doc["problems"]]) == (3, ["result_input_missing"])


def test_a_month_is_carried_out_and_every_hour_counts_once(month: Path) -> None:
    done = {"完成情况": "完成", "评价": 5}
    typed = {
        LENDER: {
            "项目清单": {"2026-12-N1": {"议事决定": "确认"}, "2026-12-N2": {"议事决定": "确认"}},
            "匹配明细": {"2026-12-N1": {"实际工时": 1, **done}, "2026-12-N2": done},
            "借用": {"2026-12-N1": {"实际工时": 1.5}, "2026-12-N3": {"实际工时": 3.5}},
        },
        BORROWER: {
            "项目清单": {"2026-12-N1": {"议事决定": "确认"}, "2026-12-N3": {"议事决定": "确认"}},
            "匹配明细": {
                "2026-12-N1": {"实际工时": 1.5, **done},
                "2026-12-N3": {"实际工时": 3.5, **done},
                "V1": {"实际工时": None},
            },
            "借用": {"U1": {"实际工时": 2}},
        },
    }
    following, points = {}, {}
    for name in (LENDER, BORROWER):
        back = fill(month / "out" / name / LIST, month / f"{name}-回来.xlsx", **typed[name])
        applied, following[name] = month / f"{name}-记下.xlsx", month / f"{name}-2027-01.xlsx"
        assert main(["apply", str(back), *files(name), "-o", str(applied), "-q"]) == Exit.PLANNED
        again = month / f"{name}-再记.xlsx"
        assert main(["apply", str(applied), *files(name), "-o", str(again), "-q"]) == Exit.PLANNED
        assert table(again, "历史") == table(applied, "历史"), "recorded once, however often"
        assert main(["rollover", str(again), *files(name), "-o", str(following[name]), "-q"]) == Exit.PLANNED
        points[name] = {
            (row["编号"], row["依据"]): row["数量"]
            for row in (table(following[name], "积分") if "积分" in load_workbook(following[name]).sheetnames else ())
        }

    told = {
        name: {(row["需求编号"], row["资源编号"], row["工时"], row["社区"]) for row in table(path, "历史")}
        for name, path in following.items()
    }
    assert told[LENDER] >= {
        ("N1", "H1", 1, None),
        (f"{HERE}/N1", "H1", 1.5, HERE),
        (f"{HERE}/N3", "H1", 3.5, HERE),
        ("N2", f"{HERE}/U1", None, HERE),
    }
    assert told[BORROWER] >= {
        ("N1", "梧桐/H1", 1.5, "梧桐"),
        ("N3", "梧桐/H1", 3.5, "梧桐"),
        ("梧桐/N2", "U1", None, "梧桐"),
    }
    assert {who for who, _ in points[LENDER]} == {"H1"}
    assert sum(points[LENDER].values()) == 6
    assert points[BORROWER] == {}, "hours count where the person is at home, and there alone"

    for name, count in ((LENDER, 2), (BORROWER, 3)):
        (balance,) = table(following[name], "结转")
        assert (balance["合计"], balance["差额"]) == (count, 0)
        ids = [row["编号"] for sheet in ("能人", "共建单位", "场地") for row in table(following[name], sheet)]
        assert not [who for who in ids if "/" in who]
        assert "社区间借用" not in load_workbook(following[name]).sheetnames
        said = {(row["编号"], row["项"]) for row in table(following[name], "结转明细")}
        assert {(who, "借用") for who in ("H1", f"{HERE}/U1", f"{HERE}/V1")} <= said or name == BORROWER
        assert main(["match", str(following[name]), "-o", str(month / f"{name}-下月.xlsx"), "-q"]) == Exit.PLANNED
    (helper,) = table(following[LENDER], "能人")
    assert helper["每月工时"] == 8
    (unit,) = table(following[BORROWER], "共建单位")
    assert unit["每月场次"] == 3


def test_hours_of_what_is_lent_that_nobody_typed_in_are_asked_for(month: Path) -> None:
    following = month / "2027-01.xlsx"
    assert main(["rollover", f"out/{LENDER}/{LIST}", *files(LENDER), "-o", str(following), "-q"]) == Exit.PLANNED
    asked = [
        row for row in table(following, "结转明细") if row["编号"] == "H1" and "没有填实际工时" in str(row["说明"])
    ]
    assert [row["原"] for row in asked] == ["2", "3"]
    assert "（2026-12-N1）" in asked[0]["说明"]
    assert re.search(r"（2026-12-N3 2026-12-\d\d）", asked[1]["说明"]), "which day of a series"
    assert not [row for row in table(following, "历史") if row["资源编号"] == "H1"]


def test_hours_of_what_is_lent_that_can_t_be_read_or_stand_in_the_wrong_row_are_told(
    month: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def told(name: str, **typed: dict[str, object]) -> tuple[int, dict[str, str]]:
        fill(month / "out" / name / LIST, month / "回来.xlsx", 借用=typed)
        code, doc = run_json(capsys, "apply", "回来.xlsx", *files(name))
        return code, {item["code"]: item["cell"] for item in doc["problems"]}

    assert told(LENDER, H1={"实际工时": "两三个钟头吧"}) == (3, {"bad_number": "L6"})
    assert told(LENDER, H1={"实际工时": -1}) == (3, {"negative": "L6"})
    code, found = told(BORROWER, **{"梧桐/H1": {"实际工时": 2}})
    assert (code, found.keys()) == (0, {"loan_hours_borrowed"})
    code, _ = told(LENDER, H1={"实际工时": 1, "类型": "?", "借入借出": "?", "工时": "?"})
    assert code == 0, "what was agreed is told by the workbook of loans"
    assert main(["rollover", "回来.xlsx", *files(LENDER), "-o", "下月.xlsx", "-q"]) == Exit.PLANNED
    assert sum(row["工时"] for row in table(month / "下月.xlsx", "历史") if row["资源编号"] == "H1") == 2


def test_a_project_that_goes_on_does_not_keep_the_one_who_was_borrowed(month: Path) -> None:
    back = fill(
        month / "out" / BORROWER / LIST, month / "回来.xlsx",
        项目清单={"2026-12-N1": {"议事决定": "确认"}}, 匹配明细={"2026-12-N1": {"实际工时": 1}},
    )  # fmt: skip
    following = month / "2027-01.xlsx"
    assert main(["rollover", str(back), *files(BORROWER), "-o", str(following), "-q"]) == Exit.PLANNED
    said = " ".join(str(row["说明"]) for row in table(following, "结转明细"))
    assert "梧桐/H1 是借来的" in said
    assert "改为待匹配；" in said
    assert "原来的人优先" not in said, "there is nobody of them"
    assert main(["match", str(following), "-o", str(month / "下月.xlsx"), "-q"]) == Exit.PLANNED


def test_planned_again_what_is_borrowed_serves_no_other_need(month: Path) -> None:
    own, loans = files(BORROWER)
    workbook = load_workbook(month / own)
    workbook["需求清单"].append(["N4", "装开关", "独居老人", "一网格", "兜底", "水电工", 2, "", "", ""])
    workbook.save(month / own)
    back = fill(month / "out" / BORROWER / LIST, month / "回来.xlsx", 项目清单={"2026-12-N1": {"议事决定": "否"}})
    again = month / "再排.xlsx"
    assert main(["match", own, loans, "--previous", str(back), "-o", str(again), "-q"]) == Exit.PLANNED
    served = {(row["需求编号"], row["资源编号"]) for row in table(again, "匹配明细")}
    assert served == {("N3", "梧桐/H1"), ("N3", "V1")}
    why = {row["需求编号"]: row["原因代码"] for row in table(again, "未匹配")}
    assert why["N4"] == "借作他用"
    assert {row["资源编号"] for row in table(again, "借用")} == {"梧桐/H1", "U1", "V1"}


def test_what_was_borrowed_for_a_project_that_was_dropped_is_told_once(
    month: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    own, loans = files(BORROWER)
    decided = {"2026-12-N1": {"议事决定": "否"}, "2026-12-N3": {"议事决定": "缓"}}
    back = fill(month / "out" / BORROWER / LIST, month / "回来.xlsx", 项目清单=decided)

    def told(*words: str) -> list[str]:
        code, doc = run_json(capsys, *words)
        assert code == Exit.PLANNED
        return [item["message"] for item in doc["problems"] if item["code"] == "borrowed_idle"]

    said = [
        f"项目 2026-12-{need} 不做了（{word}），为它借来的 梧桐/H1 空着"
        for need, word in (("N1", "不受理"), ("N3", "暂缓"))
    ]
    assert told("apply", str(back), own, loans, "-o", "记下.xlsx") == said
    again = ("match", own, loans, "--previous", str(back), "-o", "再排.xlsx")
    assert told(*again) == said
    assert told("apply", "再排.xlsx", own, loans, "-o", "再记.xlsx") == said, "as long as the month lasts"


def test_what_is_lent_is_not_there_for_its_own_community(month: Path) -> None:
    own, loans = files(BORROWER)
    community = commatch.read([own, loans], month="2026-12")
    assert not [item for item in community.problems if item.severity.value == "error"]
    (unit,) = community.units
    assert unit.sessions == 2
    assert community.sharing is not None
    (slot,) = community.sharing.away["V1"]
    assert slot.date == dt.date(2026, 12, 2)
    alone_again, as_before = without_loans(community), commatch.read(own, month="2026-12")
    for kind in Kind:
        assert alone_again.resources(kind) == as_before.resources(kind)


@pytest.mark.parametrize("name", [LENDER, BORROWER])
def test_unknown_distances_are_told_of_ones_own_sheet_and_not_of_the_loans(month: Path, name: str) -> None:
    own, loans = files(name)
    workbook = load_workbook(month / own)
    workbook["需求清单"].append(["N9", "修门铃", "独居老人", "三网格", "低", "木工", 1, "", "", ""])
    if "网格距离" not in workbook.sheetnames:
        workbook.create_sheet("网格距离").append(["起点", "终点", "步行分钟"])
    workbook.save(month / own)
    community = commatch.read([own, loans], month="2026-12")
    (found,) = (item for item in community.problems if item.code == "distance_unknown")
    assert (found.place.file, found.place.sheet) == (f"{name}.xlsx", "网格距离")
    assert (dict(found.params)["count"], dict(found.params)["pairs"]) == ("1", "一网格–三网格")


def test_loans_of_another_month_or_in_one_file_with_ones_own_lists_are_errors(month: Path) -> None:
    own, loans = files(BORROWER)

    def wrong(*paths: str, said: str = "2026-12") -> set[str]:
        return {item.code for item in commatch.read(paths, month=said).problems if item.severity.value == "error"}

    assert wrong(own, loans, said="2027-01") == {"loan_other_month"}
    one, further = load_workbook(month / own), load_workbook(month / loans)
    for sheet in further:
        there = one[sheet.title] if sheet.title in one.sheetnames else one.create_sheet(sheet.title)
        for row in list(sheet.values)[there.max_row > 1 :]:
            there.append(row)
    one.save(month / "合在一起.xlsx")
    assert "loans_not_apart" in wrong("合在一起.xlsx")


def test_a_folder_that_holds_the_loans_of_before_takes_no_part_again(month: Path) -> None:
    (month / "in" / LENDER).mkdir()
    shutil.move(month / "in" / f"{LENDER}.xlsx", month / "in" / LENDER)
    shutil.copy(month / "out" / LENDER / LOANS, month / "in" / LENDER)
    done = commatch.batch("in", "out2", month="2026-12", jobs=1, pool=True, gaps=False, remedies=False)
    told = {one.name: one.figures["sharing"]["aside"] for one in done.communities}
    assert told[LENDER] == "loans"


@pytest.mark.parametrize("seed", [0, 2, 3])
@pytest.mark.parametrize("lang", [Lang.ZH, Lang.EN])
def test_a_workbook_of_loans_reads_back_as_what_was_agreed(seed: int, lang: Lang) -> None:
    street = shared(alone(drawn(seed, (9, 12, 8))), time_limit=5.0, pool_minutes=10.0)
    assert street.loans, "or nothing is seen here"
    for name in street.members:
        month = month_of(street, name, lang.value)
        data = loans_bytes(month, lang, "loans.xlsx")
        assert month.sharing is not None
        assert (data is None) == (not month.sharing.loans)
        if data is None:
            continue
        read = commatch.read([("loans.xlsx", data)], month=f"{month.settings.month:%Y-%m}")
        assert read.sharing is not None or not month.sharing.only
        for kind in (Kind.HELPER, Kind.UNIT, Kind.VENUE):
            agreed = {
                item.resource_id: item for item in month.resources(kind) if item.resource_id in month.sharing.only
            }
            there = {item.resource_id: item for item in read.resources(kind)}
            assert there.keys() == agreed.keys()
            for who, item in agreed.items():
                for part in ("name", "seats", "times", "groups", "grid",
                             "max_walk", "hours", "sessions", "headcount", "agreed_from", "agreed_until"):  # fmt: skip
                    assert getattr(there[who], part, None) == getattr(item, part, None), (who, part)
        came = tuple(loan for loan in month.sharing.loans if loan.lender)
        if read.sharing is not None:
            found = tuple(loan for loan in read.sharing.loans if loan.lender)
            assert [(one.here, one.need_id, one.slot, one.hours) for one in found] == [
                (one.here, one.need_id, one.slot, one.hours) for one in came
            ]
            assert read.sharing.only == month.sharing.only


@pytest.mark.parametrize(("lang", "groups", "title"), [
    (Lang.ZH, "流动住户、骑手", "金桂社区 2026年12月 社区间借用"),
    (Lang.EN, "riders, short-stay tenants", "金桂社区: street loans 2026-12"),
])  # fmt: skip
def test_a_workbook_of_loans_names_what_is_lent_and_its_month_in_its_language(
    month: Path, lang: Lang, groups: str, title: str
) -> None:
    community = commatch.read(files(BORROWER), month="2026-12")
    community = dc.replace(
        community,
        settings=dc.replace(community.settings, community_name="金桂社区"),
        helpers=tuple(dc.replace(one, groups=frozenset({"流动住户", "骑手"})) for one in community.helpers),
    )
    data = loans_bytes(community, lang, "loans.xlsx")
    assert data is not None
    workbook = load_workbook(BytesIO(data))
    loans, helpers = workbook.worksheets[:2]
    assert loans.oddHeader.left.text == title
    heads = [cell.value for cell in loans[1]]
    named = heads.index("名称" if lang is Lang.ZH else "name")
    assert {row[named] for row in loans.iter_rows(min_row=2, values_only=True)} == {
        "赵师傅（借自梧桐）",
        "社区医院",
        "活动大厅",
    }
    assert groups in [cell.value for cell in helpers[2]]
    read = commatch.read([("loans.xlsx", data)], month="2026-12")
    assert {one.groups for one in read.helpers} == {frozenset({"流动住户", "骑手"})}


def test_hours_told_of_what_is_lent_stay_told_when_the_month_is_planned_again(month: Path) -> None:
    back = fill(month / "out" / LENDER / LIST, month / "回来.xlsx", 借用={"2026-12-N1": {"实际工时": 1.5}})
    again, applied = month / "再排.xlsx", month / "记下.xlsx"
    assert main(["match", *files(LENDER), "--previous", str(back), "-o", str(again), "-q"]) == Exit.PLANNED
    assert main(["apply", str(again), *files(LENDER), "-o", str(applied), "-q"]) == Exit.PLANNED
    told = [(row["需求编号"], row["工时"]) for row in table(applied, "历史") if row["资源编号"] == "H1"]
    assert told == [(f"{HERE}/N1", 1.5)]
    nothing = fill(again, month / "没来.xlsx", 借用={"2026-12-N1": {"实际工时": 0}})
    assert main(["apply", str(nothing), *files(LENDER), "-o", str(applied), "--force", "-q"]) == Exit.PLANNED
    assert "历史" not in load_workbook(applied).sheetnames or not table(applied, "历史")


def applied_to(month: Path, capsys: pytest.CaptureFixture[str], back: Path, to: Path) -> dict[str, tuple[str, ...]]:
    """Record the lender's list, and return the places of what was told, by code."""
    code, doc = run_json(capsys, "apply", str(back), *files(LENDER), "-o", str(to), "--force")
    assert code in (Exit.PLANNED, Exit.INPUT)
    found: dict[str, tuple[str, ...]] = {}
    for item in doc["problems"]:
        found[item["code"]] = (*found.get(item["code"], ()), item["cell"])
    return found


def lent_hours(path: Path) -> list[tuple[str, float | None]]:
    rows = table(path, "历史") if "历史" in load_workbook(path).sheetnames else []
    return [(row["需求编号"], row["工时"]) for row in rows if "/" in row["需求编号"]]


def test_lent_hours_that_are_cleared_leave_the_history_with_a_warning(
    month: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    listed, first, again = month / "out" / LENDER / LIST, month / "记下.xlsx", month / "再记.xlsx"
    back = fill(listed, month / "回来.xlsx", 借用={"2026-12-N1": {"实际工时": 120}, "2026-12-N3": {"实际工时": 3}})
    told = applied_to(month, capsys, back, first)
    assert "history_cleared" not in told
    assert lent_hours(first) == [(f"{HERE}/N1", 120), (f"{HERE}/N3", 3)]
    cleared = fill(first, month / "清空.xlsx", 借用={"2026-12-N1": {"实际工时": None}})
    assert applied_to(month, capsys, cleared, again)["history_cleared"] == ("L5",)
    assert lent_hours(again) == [(f"{HERE}/N3", 3)]
    assert "history_cleared" not in applied_to(month, capsys, again, month / "三记.xlsx"), "said once"
    unread = fill(first, month / "看不懂.xlsx", 借用={"2026-12-N1": {"实际工时": "没记"}})
    told = applied_to(month, capsys, unread, month / "四记.xlsx")
    assert ("bad_number" in told, "history_cleared" in told) == (True, False)
    assert main(["match", *files(LENDER), "--previous", str(unread), "-o", str(again), "--force", "-q"]) == Exit.PLANNED
    assert (f"{HERE}/N1", 120) in lent_hours(again), "what is recorded stays while nobody knows better"


def test_a_session_lent_that_is_cleared_leaves_the_history_with_a_warning(
    month: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    first, again = month / "记下.xlsx", month / "再记.xlsx"
    back = fill(month / "out" / BORROWER / LIST, month / "回来.xlsx", 借用={"U1": {"实际工时": 2}})
    assert main(["apply", str(back), *files(BORROWER), "-o", str(first), "-q"]) == Exit.PLANNED
    assert lent_hours(first) == [("梧桐/N2", None)]
    cleared = fill(first, month / "清空.xlsx", 借用={"U1": {"实际工时": None}})
    code, doc = run_json(capsys, "apply", str(cleared), *files(BORROWER), "-o", str(again))
    assert (code, [item["code"] for item in doc["problems"]]) == (0, ["lent_cleared"])
    assert lent_hours(again) == []


def test_hours_typed_in_of_what_is_lent_stand_in_the_list_that_is_matched_again(
    month: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    typed = {"2026-12-N1": {"实际工时": 1.5}, "2026-12-N3": {"实际工时": 0}}
    back, again = fill(month / "out" / LENDER / LIST, month / "回来.xlsx", 借用=typed), month / "再排.xlsx"
    assert main(["match", *files(LENDER), "--previous", str(back), "-o", str(again), "-q"]) == Exit.PLANNED
    hours = {row["项目编号"]: row["实际工时"] for row in table(again, "借用") if row["资源编号"] == "H1"}
    assert hours == {"2026-12-N1": 1.5, "2026-12-N3": 0}
    assert "history_cleared" not in applied_to(month, capsys, again, month / "记下.xlsx")
    assert lent_hours(month / "记下.xlsx") == [(f"{HERE}/N1", 1.5)]


def test_lent_hours_that_look_like_minutes_and_hours_of_a_hall_are_asked_about(
    month: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    typed = {"2026-12-N1": {"实际工时": 120}, "2026-12-N3": {"实际工时": 12}}
    back = fill(month / "out" / LENDER / LIST, month / "回来.xlsx", 借用=typed)
    assert applied_to(month, capsys, back, month / "记下.xlsx")["hours_far_above"] == ("L5",)
    code, doc = run_json(capsys, "rollover", str(back), *files(LENDER), "-o", str(month / "2027-01.xlsx"))
    assert (code, {item["cell"] for item in doc["problems"]}) == (0, {"L5"})
    back = fill(month / "out" / BORROWER / LIST, month / "回来.xlsx", 借用={"V1": {"实际工时": 2}})
    code, doc = run_json(capsys, "apply", str(back), *files(BORROWER), "-o", str(month / "记下.xlsx"), "--force")
    assert (code, [item["code"] for item in doc["problems"]]) == (0, ["hours_idle"])


@pytest.mark.parametrize(
    ("typed", "code", "cell", "named"),
    [
        ({"资源编号": "H9"}, "loan_of_another", "D5", "H1"),
        ({"项目编号": "2026-12-N2"}, "loan_for_another", "K5", "2026-12-N1、2026-12-N3"),
        ({"资源编号": "H9", "项目编号": "2026-12-N7"}, "loan_not_agreed", "D5", "2026-12-N7"),
    ],
)
def test_a_row_of_loans_that_was_not_agreed_is_told_at_its_cell(
    month: Path, typed: dict[str, object], code: str, cell: str, named: str, capsys: pytest.CaptureFixture[str]
) -> None:
    back = fill(month / "out" / LENDER / LIST, month / "回来.xlsx", 借用={"2026-12-N1": typed})
    exit_code, doc = run_json(capsys, "apply", str(back), *files(LENDER))
    (found,) = (item for item in doc["problems"] if item["severity"] == "error")
    assert (exit_code, found["code"], found["sheet"], found["cell"]) == (3, code, "借用", cell)
    assert named in found["message"]


def test_looking_back_on_a_month_nobody_of_another_community_is_counted(month: Path) -> None:
    back = fill(
        month / "out" / BORROWER / LIST, month / "回来.xlsx",
        项目清单={"2026-12-N1": {"议事决定": "确认"}, "2026-12-N3": {"议事决定": "确认"}},
        匹配明细={"2026-12-N1": {"实际工时": 1, "完成情况": "完成"}, "2026-12-N3": {"实际工时": 3}},
    )  # fmt: skip
    applied = month / "记下.xlsx"
    own, loans = files(BORROWER)
    assert main(["apply", str(back), own, loans, "-o", str(applied), "-q"]) == Exit.PLANNED
    found = commatch.trends([own, loans, applied], month="2026-12").figures
    assert found is not None
    assert [(one.helper_id, one.hours) for one in found.helpers] == [("H1", 0.0)]
    lent = fill(month / "out" / LENDER / LIST, month / "借出.xlsx", 借用={"2026-12-N3": {"实际工时": 3}})
    told = month / "借出记下.xlsx"
    assert main(["apply", str(lent), *files(LENDER), "-o", str(told), "-q"]) == Exit.PLANNED
    found = commatch.trends([files(LENDER)[0], told], month="2026-12").figures
    assert found is not None
    assert [(one.helper_id, one.hours) for one in found.helpers] == [("H1", 3.0)]


def test_looking_back_who_was_lent_was_asked(month: Path) -> None:
    workbook = load_workbook(month / files(LENDER)[0])
    workbook["能人"].append(["H2", "钱师傅", "", "油漆工", "一网格", 20, 8, "否", ""])
    workbook.save(month / "家里.xlsx")
    listed = load_workbook(month / "out" / LENDER / LIST)
    usage = listed["资源使用"]
    heads = columns(usage)
    for row in range(3, usage.max_row + 1):
        usage.cell(row, heads["已用"]).value = 0  # all that it did it did elsewhere
    listed.save(month / "清单.xlsx")
    found = commatch.trends([month / "家里.xlsx", month / "清单.xlsx"], month="2026-12").figures
    assert found is not None
    assert {one.helper_id: one.asked for one in found.helpers} == {"H1": True, "H2": False}


def test_the_audit_sees_what_is_borrowed_used_for_another_project(month: Path) -> None:
    own, loans = files(BORROWER)
    community = commatch.read([own, loans], month="2026-12")
    plan = commatch.match(community).plan
    assert audit(community, plan) == ()
    assert community.sharing is not None
    elsewhere = dc.replace(community.sharing, wanted={"梧桐/H1": frozenset({"N2"})}, only={"梧桐/H1": frozenset()})
    broken = audit(dc.replace(community, sharing=elsewhere), plan)
    assert {(item.code, item.demand_id) for item in broken} == {
        ("lent_for_other", "N1"), ("lent_for_other", "N3"), ("lent_out", "N3"),
    }  # fmt: skip
