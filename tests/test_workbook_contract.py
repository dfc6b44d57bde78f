"""The project list of the sample, read with openpyxl alone, keeps the contract and agrees with what was read."""

from __future__ import annotations

import datetime as dt
import hashlib
import re
import zipfile
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from openpyxl.cell.cell import Cell
from openpyxl.worksheet.worksheet import Worksheet

from commatch.cli.app import main

SAMPLE = Path(__file__).resolve().parents[1] / "data" / "samples" / "标准表" / "社区月度清单.xlsx"
MONTH = "2026-12"
FIRST, LAST = dt.date(2026, 12, 1), dt.date(2026, 12, 31)

HEADERS = {
    "概览": "项, 值, 说明",
    "项目清单": "项目编号, 需求编号, 项目, 类别, 人群, 网格, 优先分, 牵头, 责任人, 能人, "
    "共建单位, 场地, 日期, 时段, 资金, 经费, 物资, 行动路径, 完成时限, 匹配分, 匹配理由, 状态, 议事决定, 备注",
    "匹配明细": "项目编号, 需求编号, 类型, 要求, 资源编号, 资源名称, 日期, 时段, 数量, 工时, 金额, "
    "匹配分, 步行分钟, 理由, 候补, 回复, 实际工时, 完成情况, 评价",
    "未匹配": "需求编号, 需求, 人群, 网格, 优先分, 原因代码, 原因, 缺口, 最小补救",
    "缺口清单": "类型, 要求, 时段, 网格, 增加, 可多服务需求, 增加优先分, 涉及需求",
    "能人派工": "资源编号, 姓名, 日期, 时段, 项目, 地点, 工时, 本月累计, 每月工时",
    "场地日程": "编号, 场地, 日期, 时段, 项目, 预计人数, 容纳人数",
    "资源使用": "类型, 资源编号, 名称, 可用, 已用, 使用率, 提醒",
    "人群公平": "人群, 需求数, 已匹配, 匹配率, 优先分覆盖",
    "数据问题": "级别, 代码, 文件, 工作表, 单元格, 问题, 建议",
    "变更": "需求编号, 项, 原, 现, 原因",
    "运行记录": "项, 值",
}
ENGLISH = {
    "overview": "item, value, note",
    "projects": "project_id, need_ids, project, category, groups, grid, priority, lead, responsible, helpers, units, "
    "venue, date, half_day, fund, budget, goods, action_path, complete_by, score, match_reason, status, decision, "
    "notes",
    "assignments": "project_id, need_id, kind, requirement, resource_id, resource_name, date, half_day, quantity, "
    "hours, amount, score, walk_minutes, reason, standby, reply, actual_hours, outcome, rating",
    "unserved": "need_id, title, groups, grid, priority, reason_code, reason, shortfall, smallest_remedy",
    "gaps": "kind, requirement, half_day, grid, increase, more_needs_served, priority_gained, need_ids",
    "tasks": "resource_id, name, date, half_day, project, place, hours, hours_so_far, hours_a_month",
    "venue_calendar": "venue_id, venue, date, half_day, project, expected_people, seats",
    "usage": "kind, resource_id, name, available, used, share_used, reminder",
    "fairness": "group, needs, served, share_served, priority_coverage",
    "problems": "severity, code, file, sheet, cell, problem, suggestion",
    "changes": "need_id, item, before, after, reason",
    "run": "item, value",
}
LATER = {"缺口清单", "变更", "gaps", "changes"}
"""Sheets of runs that ask for them."""

TEXT = {
    "项目编号",
    "需求编号",
    "资源编号",
    "编号",
    "网格",
    "project_id",
    "need_id",
    "need_ids",
    "resource_id",
    "venue_id",
    "grid",
}
DATES = {"日期", "完成时限", "date", "complete_by"}
NUMBERS = {
    "优先分", "匹配分", "经费", "数量", "工时", "金额", "步行分钟", "本月累计", "每月工时", "预计人数",
    "容纳人数", "可用", "已用", "使用率", "需求数", "已匹配", "匹配率", "优先分覆盖", "实际工时", "评价",
    "priority", "score", "budget", "quantity", "hours", "amount", "walk_minutes", "hours_so_far", "hours_a_month",
    "expected_people", "seats", "available", "used", "share_used", "needs", "served", "share_served",
    "priority_coverage", "actual_hours", "rating",
}  # fmt: skip
EMPTY = {"项目清单": ["议事决定"], "匹配明细": ["回复", "实际工时", "完成情况", "评价"]}
"""Columns that the council, the helpers or later steps fill."""

Row = dict[str, Any]


@dataclass(frozen=True)
class Table:
    """A sheet: its header, and its rows both as cells and as values by header."""

    head: list[str]
    cells: list[list[Cell]]

    @property
    def rows(self) -> list[Row]:
        return [{header: cell.value for header, cell in zip(self.head, row, strict=True)} for row in self.cells]


def table(ws: Worksheet, headers: str) -> Table:
    """Read a sheet below its header, which a title may stand above."""
    rows = [list(row) for row in ws.iter_rows()]
    head = headers.split(", ")
    number = next((at for at, row in enumerate(rows[:3]) if [cell.value for cell in row] == head), None)
    assert number is not None, f"{ws.title}: {[[cell.value for cell in row] for row in rows[:2]]}"
    return Table(head, rows[number + 1 :])  # type: ignore[arg-type]


@lru_cache(maxsize=1)
def given() -> dict[str, list[Row]]:
    """Return the sample's sheets as rows by header."""
    sheets = {}
    for ws in load_workbook(SAMPLE).worksheets:
        head, *rows = ws.iter_rows(values_only=True)
        sheets[ws.title] = [dict(zip(map(str, head), row, strict=True)) for row in rows]
    return sheets


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Write the sample's project list in both languages."""
    folder = tmp_path_factory.mktemp("contract")
    paths = {lang: folder / f"{lang}.xlsx" for lang in ("zh", "en")}
    for lang, path in paths.items():
        assert main(["match", str(SAMPLE), "-o", str(path), "--month", MONTH, "--lang", lang, "-q"]) == 0
    return paths


@pytest.fixture(scope="module")
def out(files: dict[str, Path]) -> dict[str, Table]:
    book = load_workbook(files["zh"])
    return {ws.title: table(ws, HEADERS[ws.title]) for ws in book.worksheets}


@pytest.fixture(scope="module")
def both(files: dict[str, Path], out: dict[str, Table]) -> list[dict[str, Table]]:
    book = load_workbook(files["en"])
    return [out, {ws.title: table(ws, ENGLISH[ws.title]) for ws in book.worksheets}]


def ids(cell: object) -> list[str]:
    return str(cell).split("、")


def projects(out: dict[str, Table]) -> list[Row]:
    return out["项目清单"].rows


def details(out: dict[str, Table], kind: str = "") -> list[Row]:
    return [row for row in out["匹配明细"].rows if kind in ("", row["类型"])]


def record(out: dict[str, Table]) -> dict[str, Any]:
    return {row["项"]: row["值"] for row in out["运行记录"].rows}


def planned() -> dict[str, Row]:
    """Return the needs that take part in matching."""
    open_ones = (None, "", "待匹配", "已匹配(待议)", "已确认", "实施中")
    return {row["编号"]: row for row in given()["需求清单"] if row["状态"] in open_ones}


def registered(sheet: str) -> dict[str, Row]:
    return {row["编号"]: row for row in given()[sheet]}


def served(out: dict[str, Table]) -> list[str]:
    return [need for row in projects(out) for need in ids(row["需求编号"])]


# -- sheets, headers, types ------------------------------------------------------------------------


@pytest.mark.parametrize(("lang", "headers"), [("zh", HEADERS), ("en", ENGLISH)])
def test_sheets_and_headers_are_the_contract_s_to_the_letter(
    lang: str, headers: dict[str, str], files: dict[str, Path]
) -> None:
    book = load_workbook(files[lang])
    assert [name for name in headers if name not in LATER] == [name for name in book.sheetnames if name not in LATER]
    assert book.sheetnames == [name for name in headers if name in book.sheetnames]
    for ws in book.worksheets:
        assert table(ws, headers[ws.title]).head == headers[ws.title].split(", ")


def test_the_languages_have_the_same_rows(both: list[dict[str, Table]]) -> None:
    chinese, english = both
    assert [len(sheet.cells) for sheet in chinese.values()] == [len(sheet.cells) for sheet in english.values()]


def test_identifiers_are_text_dates_are_dates_and_numbers_are_numbers(both: list[dict[str, Table]]) -> None:
    seen: Counter[str] = Counter()
    for sheets in both:
        for name, sheet in sheets.items():
            for row in sheet.cells:
                for header, cell in zip(sheet.head, row, strict=True):
                    if cell.value is None:
                        continue
                    where = f"{name}!{cell.coordinate}: {cell.value!r}"
                    seen[header] += 1
                    if header in TEXT:
                        assert cell.data_type == "s", where
                        assert isinstance(cell.value, str), where
                    elif header in DATES:
                        assert cell.is_date, where
                        assert isinstance(cell.value, dt.datetime), where
                        assert cell.value.time() == dt.time(), where
                    elif header in NUMBERS:
                        assert cell.data_type == "n", where
                        assert isinstance(cell.value, int | float), where
                        assert not isinstance(cell.value, bool), where
    for header in ("项目编号", "日期", "匹配分", "venue_id", "date", "hours_so_far"):
        assert seen[header] > 10


def test_there_is_no_formula_anywhere(files: dict[str, Path]) -> None:
    for path in files.values():
        for ws in load_workbook(path).worksheets:
            assert not [cell.coordinate for row in ws.iter_rows() for cell in row if cell.data_type == "f"], ws.title
        with zipfile.ZipFile(path) as parts:
            for name in parts.namelist():
                if name.startswith("xl/worksheets/") and name.endswith(".xml"):
                    assert not re.search(rb"<f[ >/]", parts.read(name)), name
                assert "externalLink" not in name


def test_no_row_is_blank_and_no_text_has_spaces_around(out: dict[str, Table]) -> None:
    for name, sheet in out.items():
        for row in sheet.rows:
            assert any(value is not None for value in row.values()), name
            assert not [v for v in row.values() if isinstance(v, str) and (v != v.strip() or not v)], name


def test_columns_that_others_fill_are_there_and_empty(out: dict[str, Table]) -> None:
    for name, headers in EMPTY.items():
        for header in headers:
            assert {row[header] for row in out[name].rows} == {None}, f"{name} {header}"


# -- needs and projects ----------------------------------------------------------------------------


def test_every_open_need_is_in_a_project_or_unserved_never_both(out: dict[str, Table]) -> None:
    unserved = [row["需求编号"] for row in out["未匹配"].rows]
    assert sorted(served(out) + unserved) == sorted(planned())
    assert unserved == sorted(unserved)


def test_needs_that_must_be_served_are(out: dict[str, Table]) -> None:
    must = [name for name, row in planned().items() if row["状态"] in ("已确认", "实施中")]
    assert must
    assert set(must) <= set(served(out))


def test_needs_left_out_are_counted(out: dict[str, Table]) -> None:
    closed = Counter(row["状态"] for row in given()["需求清单"] if row["编号"] not in planned())
    counted = {key.split(": ")[1]: value for key, value in record(out).items() if key.startswith("不参与匹配: ")}
    assert counted == closed


def test_a_project_s_id_is_the_month_and_its_smallest_need(out: dict[str, Table]) -> None:
    for row in projects(out):
        assert ids(row["需求编号"]) == sorted(ids(row["需求编号"]))
        assert row["项目编号"] == f"{MONTH}-{min(ids(row['需求编号']))}"
    assert [row["项目编号"] for row in projects(out)] == sorted({row["项目编号"] for row in projects(out)})


def test_bundles_are_whole(out: dict[str, Table]) -> None:
    bundles: dict[str, list[str]] = defaultdict(list)
    for name, row in planned().items():
        bundles[row["合并"] or name].append(name)
    assert {tuple(ids(row["需求编号"])) for row in projects(out)} <= {tuple(sorted(m)) for m in bundles.values()}
    assert any(len(ids(row["需求编号"])) > 1 for row in projects(out))


def test_a_project_says_what_its_need_says(out: dict[str, Table]) -> None:
    for row in projects(out):
        members = [planned()[name] for name in ids(row["需求编号"])]
        lead = members[0]
        assert (row["项目"], row["类别"], row["网格"]) == (lead["需求"], lead["类别"], lead["网格"])
        asked = [group for member in members for group in re.split("[、，,；]", member["人群"] or "") if group]
        assert (ids(row["人群"]) if row["人群"] else []) == list(dict.fromkeys(asked))
        assert row["状态"] == ("已确认" if "已确认" in {m["状态"] for m in members} else "已匹配(待议)")
        due = lead["期限"]
        assert row["完成时限"].date() == (due.date() if isinstance(due, dt.datetime) else due or LAST)
    for row in out["未匹配"].rows:
        need = planned()[row["需求编号"]]
        assert (row["需求"], row["网格"], row["人群"]) == (need["需求"], need["网格"], need["人群"])
        assert row["原因代码"]
        assert row["原因"]


def test_a_project_s_cells_are_its_details(out: dict[str, Table]) -> None:
    of: dict[str, list[Row]] = defaultdict(list)
    for row in details(out):
        assert row["项目编号"] == f"{MONTH}-{row['需求编号']}"
        of[row["项目编号"]].append(row)
    assert set(of) == {row["项目编号"] for row in projects(out)}
    for row in projects(out):
        mine = of[row["项目编号"]]
        for header, kind in (("能人", "能人"), ("共建单位", "单位"), ("资金", "资金")):
            names = {one["资源名称"] for one in mine if one["类型"] == kind}
            assert set(ids(row[header]) if row[header] else []) == names, row["项目编号"]
        first = min(((one["日期"], "上午 下午 晚上".index(one["时段"])) for one in mine if one["日期"]), default=None)
        assert (row["日期"] is None) == (first is None)
        if first is not None:
            assert (row["日期"], "上午 下午 晚上".index(row["时段"])) == first
        units = [one["资源名称"] for one in mine if one["类型"] == "单位"]
        assert row["牵头"] in units if units else row["牵头"] == record(out)["社区"]
        helpers = sorted((-one["匹配分"], one["资源编号"], one["资源名称"]) for one in mine if one["类型"] == "能人")
        assert row["责任人"] == (helpers[0][2] if helpers else None)


# -- scores and weights ----------------------------------------------------------------------------


def weight(need: Row) -> Decimal:
    """Return a need's 优先分 by the formula."""
    bonus = {
        **dict.fromkeys(("高龄独居老人", "失能老人", "困境儿童"), Decimal("0.5")),
        **dict.fromkeys(("独居老人", "残障人士"), Decimal("0.3")),
        **dict.fromkeys(("流动住户", "骑手"), Decimal("0.2")),
    }
    words = {"低": 1, "中": 2, "高": 3, "紧急": 4, "兜底": 5, None: 2}
    urgency = words[need["紧急程度"]] if need["紧急程度"] in words else int(need["紧急程度"])
    groups = ids(need["人群"]) if need["人群"] else []
    raised = need["提出日期"]
    months = max(0, 12 * (2026 - raised.year) + 12 - raised.month) if raised else 0
    exact = (
        Decimal(2 ** (urgency - 1))
        * (1 + max((bonus.get(group, Decimal(0)) for group in groups), default=Decimal(0)))
        * (1 + Decimal("0.25") * Decimal(int(need["受益人数"] or 1)).log10())
        * (1 + Decimal("0.15") * months)
    )
    return exact.quantize(Decimal("0.1"), ROUND_HALF_UP)


def total(values: Iterable[float]) -> Decimal:
    return sum((Decimal(str(value)) for value in values), Decimal(0))


def test_weights_are_those_of_the_formula(out: dict[str, Table]) -> None:
    for row in [*projects(out), *out["未匹配"].rows]:
        wanted = sum((weight(planned()[name]) for name in ids(row["需求编号"])), Decimal(0))
        assert Decimal(str(row["优先分"])) == wanted, row["需求编号"]


def test_coverage_is_the_sum_of_the_projects_weights(out: dict[str, Table]) -> None:
    run = record(out)
    assert Decimal(str(run["覆盖·值"])) == total(row["优先分"] for row in projects(out))
    assert run["覆盖数·值"] == len(projects(out))
    must = [row for row in projects(out) if any(planned()[name]["紧急程度"] == "兜底" for name in ids(row["需求编号"]))]
    assert run["兜底·值"] == len(must)


def test_scores_add_up_to_the_projects_and_to_quality(out: dict[str, Table]) -> None:
    sums: dict[str, Decimal] = defaultdict(Decimal)
    for row in details(out):
        sums[row["项目编号"]] += Decimal(str(row["匹配分"]))
    assert sums == {row["项目编号"]: Decimal(str(row["匹配分"])) for row in projects(out)}
    facts = record(out)
    best = Decimal(str(facts["质量·值"]))
    assert Decimal(str(facts.get("质量·底线", best))) <= sum(sums.values()) <= best


def test_the_terms_of_a_score_add_up_to_it(out: dict[str, Table]) -> None:
    for row in details(out):
        terms = re.findall(r" ([+−])(\d+(?:\.\d+)?)(?=，|$)", row["理由"])
        said = sum((Decimal(sign.replace("−", "-") + points) for sign, points in terms), Decimal(0))
        assert said == Decimal(str(row["匹配分"])), row


def test_tiers_are_proven_and_the_audit_passed(out: dict[str, Table]) -> None:
    run = record(out)
    for tier in ("兜底", "覆盖", "覆盖数", "质量"):
        assert run[f"{tier}·值"] == run[f"{tier}·上界"]
        assert run[f"{tier}·差距"] == 0
    assert run["审核"] == "通过"
    assert run["月份"] == MONTH


def test_groups_are_counted_anew(out: dict[str, Table]) -> None:
    by_group: dict[str, list[str]] = defaultdict(list)
    for name, row in planned().items():
        for group in ids(row["人群"]):
            by_group[group].append(name)
    there = set(served(out))
    rows = {row["人群"]: row for row in out["人群公平"].rows}
    assert len(rows) == len(out["人群公平"].rows)
    assert set(rows) == set(by_group)
    for group, needs in by_group.items():
        row = rows[group]
        got = [name for name in needs if name in there]
        assert (row["需求数"], row["已匹配"]) == (len(needs), len(got)), group
        assert row["匹配率"] == pytest.approx(len(got) / len(needs), abs=1e-6)
        covered = sum(weight(planned()[n]) for n in got) / sum(weight(planned()[n]) for n in needs)
        assert row["优先分覆盖"] == pytest.approx(float(covered), abs=1e-6), group


# -- resources -------------------------------------------------------------------------------------


def test_details_name_resources_that_are_there_and_active(out: dict[str, Table]) -> None:
    sheets = {"能人": "姓名", "单位": "单位", "场地": "场地", "资金": "资金", "物资": "物资"}
    for row in details(out):
        sheet = "共建单位" if row["类型"] == "单位" else row["类型"]
        resource = registered(sheet)[row["资源编号"]]
        assert row["资源名称"] == resource[sheets[row["类型"]]]
        assert resource["状态"] in (None, "", "在岗")
        assert (row["工时"] is not None) == (row["类型"] == "能人")
        assert (row["金额"] is not None) == (row["类型"] == "资金")
        assert row["数量"] > 0


def test_everything_happens_in_the_month(out: dict[str, Table]) -> None:
    for name in ("项目清单", "匹配明细", "能人派工", "场地日程"):
        for row in out[name].rows:
            assert (row["日期"] is None) == (row["时段"] is None)
            if row["日期"] is not None:
                assert FIRST <= row["日期"].date() <= LAST
                assert row["时段"] in ("上午", "下午", "晚上")


def test_nobody_is_in_two_places_at_once(out: dict[str, Table]) -> None:
    there: dict[tuple[object, ...], set[str]] = defaultdict(set)
    for row in details(out):
        if row["日期"] is not None and row["类型"] in ("能人", "单位", "场地"):
            there[row["资源编号"], row["日期"], row["时段"]].add(row["需求编号"])
    assert there
    assert all(len(needs) == 1 for needs in there.values())


def test_hours_are_kept(out: dict[str, Table]) -> None:
    hours: dict[str, Decimal] = defaultdict(Decimal)
    for row in details(out, "能人"):
        hours[row["资源编号"]] += Decimal(str(row["工时"]))
    limits = {name: row["每月工时"] for name, row in registered("能人").items()}
    assert all(amount <= Decimal(str(8 if limits[name] is None else limits[name])) for name, amount in hours.items())


def test_helpers_are_able_and_venues_large_enough(out: dict[str, Table]) -> None:
    for row in details(out, "能人"):
        skills = {part.split(":")[0] for part in ids(registered("能人")[row["资源编号"]]["技能"])}
        assert row["要求"] in skills
    for row in details(out, "单位"):
        assert row["要求"] in ids(registered("共建单位")[row["资源编号"]]["服务"])
    for row in details(out, "场地"):
        seats = [planned()[row["需求编号"]]["容纳人数"] or 0]
        assert registered("场地")[row["资源编号"]]["容纳人数"] >= max(seats)
    for row in details(out, "物资"):
        assert row["要求"] == row["资源名称"]


def test_funds_are_kept(out: dict[str, Table]) -> None:
    spent: dict[str, Decimal] = defaultdict(Decimal)
    by_need: dict[str, Decimal] = {}
    for row in details(out, "资金"):
        fund, need = registered("资金")[row["资源编号"]], planned()[row["需求编号"]]
        spent[row["资源编号"]] += Decimal(str(row["金额"]))
        assert row["需求编号"] not in by_need, "paid twice"
        by_need[row["需求编号"]] = Decimal(str(row["金额"]))
        assert fund["单项上限"] is None or row["金额"] <= fund["单项上限"]
        assert not fund["适用类别"] or need["类别"] in ids(fund["适用类别"])
        assert need["经费"] in (None, row["金额"])
    assert spent
    assert all(amount <= registered("资金")[name]["可用金额"] for name, amount in spent.items())
    for row in projects(out):
        paid = by_need.get(min(ids(row["需求编号"])))
        assert (None if row["经费"] is None else Decimal(str(row["经费"]))) == paid


def used(out: dict[str, Table]) -> dict[str, Decimal]:
    """Return what the details take of every resource, in the unit of its kind."""
    amounts: dict[str, Decimal] = defaultdict(Decimal)
    held: dict[str, dict[object, Decimal]] = defaultdict(lambda: defaultdict(Decimal))
    for row in details(out):
        name = row["资源编号"]
        if row["类型"] in ("能人", "资金"):
            amounts[name] += Decimal(str(row["工时" if row["类型"] == "能人" else "金额"]))
        elif row["类型"] != "物资":
            amounts[name] += Decimal(str(row["数量"]))
        elif registered("物资")[name]["可重复使用"] == "是":
            held[name][(row["日期"], row["时段"]) if row["日期"] else None] += Decimal(str(row["数量"]))
        else:
            amounts[name] += Decimal(str(row["数量"]))
    for name, slots in held.items():
        always = slots.pop(None, Decimal(0))
        amounts[name] = always + max(slots.values(), default=Decimal(0))
    return amounts


def test_the_use_of_resources_is_what_the_details_take(out: dict[str, Table]) -> None:
    columns = {"能人": "每月工时", "单位": "每月场次", "资金": "可用金额", "物资": "数量"}
    amounts = used(out)
    rows = out["资源使用"].rows
    sheets = ("能人", "共建单位", "场地", "资金", "物资")
    assert [row["资源编号"] for row in rows] == [name for sheet in sheets for name in sorted(registered(sheet))]
    for row in rows:
        name = row["资源编号"]
        assert Decimal(str(row["已用"])) == amounts.get(name, Decimal(0)), name
        assert row["已用"] <= row["可用"], name
        if row["类型"] in columns:
            sheet = "共建单位" if row["类型"] == "单位" else row["类型"]
            asked = registered(sheet)[name][columns[row["类型"]]]
            assert row["可用"] == ({"能人": 8, "单位": 1}[row["类型"]] if asked is None else asked)
        if row["可用"]:
            assert row["使用率"] == pytest.approx(row["已用"] / row["可用"], abs=1e-6)
        else:
            assert row["使用率"] is None


def test_tasks_are_the_details_of_helpers_with_running_totals(out: dict[str, Table]) -> None:
    titles = {row["项目编号"]: row["项目"] for row in projects(out)}
    tasks = out["能人派工"].rows
    wanted = Counter(
        (row["资源编号"], row["资源名称"], row["日期"], row["时段"], titles[row["项目编号"]], row["工时"])
        for row in details(out, "能人")
    )
    headers = ("资源编号", "姓名", "日期", "时段", "项目", "工时")
    assert Counter(tuple(row[header] for header in headers) for row in tasks) == wanted
    so_far: dict[str, Decimal] = defaultdict(Decimal)
    for row in tasks:
        so_far[row["资源编号"]] += Decimal(str(row["工时"]))
        assert Decimal(str(row["本月累计"])) == so_far[row["资源编号"]]
        assert row["本月累计"] <= row["每月工时"]
    order = [(row["资源编号"], row["日期"] or dt.datetime.min) for row in tasks]
    assert order == sorted(order)


def test_the_venues_calendar_is_the_details_of_venues(out: dict[str, Table]) -> None:
    titles = {row["项目编号"]: row["项目"] for row in projects(out)}
    rows = out["场地日程"].rows
    wanted = Counter(
        (row["资源编号"], row["资源名称"], row["日期"], row["时段"], titles[row["项目编号"]])
        for row in details(out, "场地")
    )
    assert Counter(tuple(row[h] for h in ("编号", "场地", "日期", "时段", "项目")) for row in rows) == wanted
    assert max(Counter((row["编号"], row["日期"], row["时段"]) for row in rows).values()) == 1
    for row in rows:
        assert row["容纳人数"] == registered("场地")[row["编号"]]["容纳人数"]


def test_a_series_has_a_row_for_every_slot_days_apart(out: dict[str, Table]) -> None:
    slots: dict[str, set[dt.datetime]] = defaultdict(set)
    for row in details(out):
        if row["日期"] is not None:
            slots[row["需求编号"]].add(row["日期"])
    series = {name: sorted(days) for name, days in slots.items() if len(days) > 1}
    assert series
    for name, days in slots.items():
        assert len(days) == (planned()[name]["次数"] or 1), name
    assert all((b - a).days >= 6 for days in series.values() for a, b in pairwise(days))


def test_the_overview_agrees(out: dict[str, Table]) -> None:
    figures = {row["项"]: row["值"] for row in out["概览"].rows}
    assert figures["参与匹配的需求"] == len(planned())
    assert figures["已匹配"] == len(served(out))
    assert figures["未匹配"] == len(out["未匹配"].rows)
    assert figures["项目"] == len(projects(out))
    assert Decimal(str(figures["覆盖的优先分"])) == total(row["优先分"] for row in projects(out))
    assert Decimal(str(figures["安排的工时"])) == total(row["工时"] for row in details(out, "能人"))
    assert Decimal(str(figures["安排的资金（元）"])) == total(row["金额"] for row in details(out, "资金"))
    assert figures["使用的场地时段"] == len(details(out, "场地"))


def test_the_run_record_names_the_file_and_its_hash(out: dict[str, Table]) -> None:
    digest = hashlib.sha256(SAMPLE.read_bytes()).hexdigest()
    assert record(out)[f"输入文件: {SAMPLE.name}"] == digest
