"""What a project list looks like: titles, links, rules of colours, drop-downs, charts; no value is another by it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from itertools import pairwise
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

import pandas as pd
import pytest
from openpyxl import load_workbook
from openpyxl.utils import range_boundaries
from openpyxl.workbook.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet
from test_reports import COMMUNITY, NEEDS, planned

import commatch
from commatch.community import Helper, Kind, Need, Requirement
from commatch.matching.result import Result
from commatch.reports.charts import _Places
from commatch.reports.project_list import project_list
from commatch.reports.projects import write_projects
from commatch.workbook.outputs import OUTPUT
from commatch.workbook.schema import CHOICES, Lang, Type

SAMPLE = Path(__file__).parent.parent / "data" / "samples" / "标准表" / "社区月度清单.xlsx"
LANGUAGES = pytest.mark.parametrize("lang", list(Lang))


@cache
def sample() -> Result:
    return commatch.add_gaps(commatch.match(commatch.read(SAMPLE)))


@cache
def written(lang: Lang) -> Path:
    return write_projects(sample(), Path(mkdtemp()) / "清单.xlsx", lang=lang)


@cache
def opened(lang: Lang) -> Workbook:
    return load_workbook(written(lang))


def sheet_of(book: Workbook, key: str, lang: Lang = Lang.ZH) -> Worksheet:
    found = book[OUTPUT[key].name(lang)]
    assert isinstance(found, Worksheet)
    return found


def column_of(sheet: Worksheet, key: str, name: str, lang: Lang = Lang.ZH) -> int:
    header = OUTPUT[key].column(name).header(lang)
    return next(cell.column for cell in sheet[2] if cell.value == header)


# -- titles --------------------------------------------------------------------------------------------------


@LANGUAGES
def test_every_sheet_says_whose_it_is_and_which_above_its_header(lang: Lang) -> None:
    month = {Lang.ZH: "2026年12月", Lang.EN: "2026-12"}[lang]
    for key, sheet in ((key, item.name(lang)) for key, item in OUTPUT.items() if item.name(lang) in opened(lang)):
        first, header = list(opened(lang)[sheet].iter_rows(max_row=2, values_only=True))
        assert str(first[0]).startswith("梧桐里社区（虚构）"), sheet
        assert month in str(first[0])
        assert key == "overview" or sheet.replace("_", " ") in str(first[0])
        assert set(first[1:]) == {None}
        assert list(header) == [column.header(lang) for column in OUTPUT[key].columns]


@LANGUAGES
def test_what_colours_mean_is_said_beside_the_title(lang: Lang) -> None:
    said = {
        key: str(sheet_of(opened(lang), key, lang)["A1"].value) for key in ("projects", "unserved", "usage", "gaps")
    }
    words = {
        Lang.ZH: {
            "projects": ("■ 否", "■ 已确认"),
            "usage": ("■ 用满", "■ 协议快到期或已到期"),
            "gaps": ("色条：增加优先分",),
        },
        Lang.EN: {
            "projects": ("■ rejected", "■ confirmed"),
            "usage": ("■ all used",),
            "gaps": ("bars: priority_gained",),
        },
    }[lang]
    for key, wanted in words.items():
        assert [word for word in wanted if word not in said[key]] == []


def test_a_sheet_without_rows_has_a_title_and_no_rule() -> None:
    book = load_workbook(write_projects(planned(replace(COMMUNITY, needs=NEEDS[5:6])), Path(mkdtemp()) / "a.xlsx"))
    for key in ("projects", "assignments", "tasks"):
        sheet = sheet_of(book, key)
        assert sheet["A1"].value == f"梧桐里社区 2026年12月 {sheet.title}"
        assert len(sheet.conditional_formatting) == 0
        assert sheet.max_row == 2


@LANGUAGES
def test_the_title_of_a_list_on_two_pages_is_at_their_head(lang: Lang) -> None:
    for key in ("projects", "assignments"):
        sheet = sheet_of(opened(lang), key, lang)
        head: Any = sheet.oddHeader
        assert str(sheet["A1"].value).startswith(head.left.text)
        assert sheet.print_title_rows == "$2:$2"
        assert str(sheet.print_area).rpartition("!")[2].startswith("$A$2:")


def test_a_filter_is_on_every_list_and_none_on_the_figures() -> None:
    for sheet in opened(Lang.ZH):
        ref = sheet.auto_filter.ref
        assert (ref is None) == (sheet.title == "概览")
        assert ref is None or ref.startswith("A2:")


# -- links ---------------------------------------------------------------------------------------------------


def ways(book: Workbook, sheet: Worksheet) -> Iterator[tuple[Any, Any]]:
    """Yield the cells that lead somewhere, with the cell that they lead to."""
    for row in sheet.iter_rows():
        for cell in row:
            if cell.hyperlink:
                assert cell.hyperlink.target is None, "nothing leads out of the workbook"
                name, _, address = cell.hyperlink.location.rpartition("!")
                yield cell, book[name.strip("'")][address]


@LANGUAGES
def test_a_project_leads_to_its_rows_and_they_lead_back(lang: Lang) -> None:
    book = opened(lang)
    projects, details = sheet_of(book, "projects", lang), sheet_of(book, "assignments", lang)
    there = list(ways(book, projects))
    assert len(there) == projects.max_row - 2
    for cell, target in there:
        assert (target.parent, target.value) == (details, cell.value)
        assert details.cell(target.row - 1, target.column).value != cell.value  # the first of its rows
    back = list(ways(book, details))
    assert len(back) == details.max_row - 2
    assert all((target.parent, target.value) == (projects, cell.value) for cell, target in back)


@LANGUAGES
def test_an_unserved_need_and_what_would_serve_it_lead_to_each_other(lang: Lang) -> None:
    book = opened(lang)
    unserved, gaps = sheet_of(book, "unserved", lang), sheet_of(book, "gaps", lang)
    for one, other in ((unserved, gaps), (gaps, unserved)):
        found = list(ways(book, one))
        assert found
        for cell, target in found:
            assert target.parent is other
            ids = [set(re.split("、|, ", str(item.value))) for item in (cell, target)]
            assert ids[0] & ids[1]
    lacking = {cell.value for row in gaps.iter_rows(min_row=3) for cell in row[-1:]}
    assert len(list(ways(book, gaps))) == gaps.max_row - 2, lacking


def test_a_resource_leads_to_where_it_is_at_work() -> None:
    book = opened(Lang.ZH)
    usage = sheet_of(book, "usage")
    used = column_of(usage, "usage", "used")
    found = {cell.row: target for cell, target in ways(book, usage)}
    assert {row for row in range(3, usage.max_row + 1) if usage.cell(row, used).value} == set(found)
    assert {target.parent.title for target in found.values()} == {"能人派工", "场地日程", "匹配明细"}
    assert all(usage.cell(row, 2).value == target.value for row, target in found.items())


@LANGUAGES
def test_links_and_rules_leave_every_value_as_the_tables_have_it(lang: Lang) -> None:
    for rows in project_list(sample(), lang):
        cells = list(opened(lang)[rows.sheet.name(lang)].iter_rows(min_row=3, values_only=True))
        plain = [tuple(value.date() if hasattr(value, "date") else value for value in row) for row in cells]
        assert plain == [tuple(row) for row in rows.rows], rows.sheet.key


@LANGUAGES
@pytest.mark.parametrize("engine", ["openpyxl", "calamine"])
def test_a_data_frame_of_a_sheet_has_the_contracts_columns_and_rows(lang: Lang, engine: Any) -> None:
    sheets = pd.read_excel(written(lang), sheet_name=None, header=1, engine=engine)
    for rows in project_list(sample(), lang):
        frame = sheets[rows.sheet.name(lang)]
        assert list(frame.columns) == list(rows.headers(lang))
        assert len(frame) == len(rows.rows)


# -- rules of colours ------------------------------------------------------------------------------------------


def rules(sheet: Worksheet) -> list[tuple[str, Any]]:
    return [(str(area.sqref), rule) for area in sheet.conditional_formatting for rule in area.rules]


@LANGUAGES
def test_a_decision_in_any_word_that_is_read_colours_its_project(lang: Lang) -> None:
    sheet = sheet_of(opened(lang), "projects", lang)
    letter = sheet.cell(2, column_of(sheet, "projects", "decision", lang)).column_letter
    formulas = [rule.formula[0] for area, rule in rules(sheet) if area == f"A3:X{sheet.max_row}"]
    assert len(formulas) == 5
    for choice in CHOICES["decision"]:
        (mine,) = [text for text in formulas if f'TRIM(${letter}3)="{choice.zh}"' in text]
        for word in (choice.en, *choice.aliases):
            assert f'TRIM(${letter}3)="{word}"' in mine


@LANGUAGES
def test_rules_are_of_a_length_that_programs_take_and_cells_have_no_colour_of_their_own(lang: Lang) -> None:
    for sheet in opened(lang):
        for _, rule in rules(sheet):
            assert all(len(text) < 8000 and text.count('"') % 2 == 0 for text in rule.formula)
            assert all(len(text) <= 255 for text in re.findall('"([^"]*)"', " ".join(rule.formula)))
        for row in sheet.iter_rows(min_row=3):
            assert {cell.fill.fill_type for cell in row} == {None}
    assert sum(len(rules(sheet)) for sheet in opened(lang)) > 20


def test_a_need_that_must_be_served_and_is_not_stands_out() -> None:
    needs = (
        replace(NEEDS[5], urgency=5),
        replace(NEEDS[5], need_id='=N"9', urgency=5),
        replace(NEEDS[5], need_id="N10"),
    )
    book = load_workbook(
        write_projects(planned(replace(COMMUNITY, needs=needs, opinions=())), Path(mkdtemp()) / "a.xlsx")
    )
    text = " ".join(rule.formula[0] for _, rule in rules(sheet_of(book, "unserved")) if rule.formula)
    assert 'TRIM($A3)="N06"' in text
    assert 'TRIM($A3)="=N""9"' in text
    assert "N10" not in text


def test_rules_of_very_many_needs_are_several() -> None:
    needs = tuple(replace(NEEDS[5], need_id=f"N{number:04}", urgency=5) for number in range(400))
    book = load_workbook(
        write_projects(planned(replace(COMMUNITY, needs=needs, opinions=())), Path(mkdtemp()) / "a.xlsx")
    )
    red = [rule.formula[0] for _, rule in rules(sheet_of(book, "unserved")) if rule.formula and "N0" in rule.formula[0]]
    assert len(red) > 2
    assert sum(text.count("TRIM(") for text in red) == 400
    assert max(text.count("TRIM(") for text in red) < 255  # a function takes no more


# -- drop-downs ------------------------------------------------------------------------------------------------


@LANGUAGES
def test_what_may_be_typed_in_is_offered_and_explained_and_other_words_are_taken(lang: Lang) -> None:
    for key, name, last in (("projects", "decision", 4), ("projects", "status", 5), ("assignments", "reply", 3)):
        sheet = sheet_of(opened(lang), key, lang)
        column = column_of(sheet, key, name, lang)
        letter = sheet.cell(2, column).column_letter
        (offer,) = [
            o for o in sheet.data_validations.dataValidation if str(o.sqref) == f"{letter}3:{letter}{sheet.max_row}"
        ]
        words = str(offer.formula1).strip('"').split(",")
        assert len(words) == last
        assert set(words) <= {choice.name(lang) for choice in CHOICES[OUTPUT[key].column(name).choices]}
        assert not offer.showErrorMessage
        assert len(offer.prompt) <= 255
        assert all(word in offer.prompt for word in words[1:])


# -- charts ----------------------------------------------------------------------------------------------------


def drawn(path: Path) -> dict[str, list[tuple[Any, Any]]]:
    """Return the bars of every chart by title, looked up in the cells that it is drawn of."""
    book = load_workbook(path)
    found = {}
    for chart in book.worksheets[0]._charts:
        title = "".join(run.t for p in chart.title.tx.rich.p for run in p.r)
        (series,) = chart.series
        labels, values = (cells_of(book, ref.f) for ref in (series.cat.strRef, series.val.numRef))
        assert [point.v for point in series.cat.strRef.strCache.pt] == labels
        assert [float(point.v) for point in series.val.numRef.numCache.pt] == pytest.approx(values)
        found[title] = list(zip(labels, values, strict=True))
    return found


def cells_of(book: Workbook, ref: str) -> list[Any]:
    name, _, area = ref.rpartition("!")
    column, first, _, last = range_boundaries(area.replace("$", ""))
    sheet = book[name.strip("'")]
    return [sheet.cell(row, column).value for row in range(first or 1, (last or 0) + 1)]


def test_charts_are_drawn_of_the_workbooks_own_cells() -> None:
    charts = drawn(written(Lang.ZH))
    assert list(charts) == [
        "各人群的匹配率", "各类需求的匹配率", "等了多久，匹配了多少", "资源用了多少",
        "最值得补的（补上后增加的优先分）",
    ]  # fmt: skip
    needs = [need for need in sample().community.needs if need.need_id in sample().instance.owner]
    for title in ("各类需求的匹配率", "等了多久，匹配了多少"):
        counts = [re.search(r"：(\d+)/(\d+) 件$", str(label)) for label, _ in charts[title]]
        assert sum(int(count[2]) for count in counts if count) == len(needs)
        shares = [int(count[1]) / int(count[2]) for count in counts if count]
        assert [value for _, value in charts[title]] == pytest.approx(shares, abs=1e-6)
    assert list(drawn(written(Lang.EN))) == [
        "Served of each group", "Served of each category", "Served by how long they have waited",
        "How much of the resources is used", "Most worth finding (priority gained)",
    ]  # fmt: skip


@LANGUAGES
def test_charts_stand_beside_the_figures_in_no_column_of_theirs(lang: Lang) -> None:
    sheet = opened(lang).worksheets[0]
    assert sheet.max_column == 3
    ends = 0
    for chart in sheet._charts:
        anchor = chart.anchor
        assert anchor._from.col >= 4
        assert (anchor._from.row, anchor._from.rowOff) >= (ends, 0)
        ends = anchor.to.row
        last = anchor.to.row + bool(anchor.to.rowOff)  # rows that it touches, from 0, and the one after
        broken = [item.id for item in sheet.row_breaks.brk if anchor._from.row < item.id < last]
        assert not broken, "a chart is on two pages"


@pytest.mark.parametrize(
    ("needs", "titles"),
    [
        ((), []),
        ((Need("N1", "修灯", requirements=(Requirement(Kind.HELPER, "水电工", 1, 2.0),)),), 4),
        ((Need("N1", "修灯", groups=("骑" * 90,), requirements=(Requirement(Kind.HELPER, "水电工", 1, 2.0),)),), 3),
    ],
    ids=["no need", "one need without a group", "a name that fits into no chart"],
)
def test_a_chart_without_figures_is_not_there(needs: tuple[Need, ...], titles: list[str] | int, tmp_path: Path) -> None:
    result = planned(replace(COMMUNITY, needs=needs, opinions=()))
    charts = drawn(write_projects(result, tmp_path / "a.xlsx"))
    assert charts == {} if titles == [] else len(charts) == titles
    assert "最值得补的（补上后增加的优先分）" not in charts


def test_many_categories_are_drawn_as_few() -> None:
    needs = tuple(
        Need(
            f"N{number:02}",
            "修灯",
            category=f"类{number % 14:02}",
            requirements=(Requirement(Kind.HELPER, "水电工", 1, 1.0),),
        )
        for number in range(30)
    )
    helpers = (Helper("H1", "赵", skills={"水电工": 3}, hours=40),)
    made = planned(replace(COMMUNITY, needs=needs, helpers=helpers, opinions=()))
    bars = drawn(write_projects(made, Path(mkdtemp()) / "a.xlsx"))["各类需求的匹配率"]
    assert len(bars) == 9
    assert bars[0] == ("类00：3/3 件", 1)
    assert bars[-1] == ("其他类别：12/12 件", 1)


@pytest.mark.parametrize("heights", [[19.0] * 60, [19.0, 51.0, 35.0] * 15, [409.0] * 3, []])
def test_no_chart_is_on_two_pages_however_high_the_rows_are(heights: list[float]) -> None:
    sheet = Workbook().worksheets[0]
    sheet.column_dimensions["A"].width = 190
    for row, height in enumerate([30.0, 24.0, *heights], 1):
        sheet.cell(row, 1).value = row
        sheet.row_dimensions[row].height = height
    places = _Places(sheet, (1, 2), 700.0, (784.0, 500.0))
    spans = [places.next(height, 9.0) for height in (300.0, 155.0, 168.0, 155.0, 240.0, 90.0)]
    breaks = [item.id for item in sheet.row_breaks.brk]
    for (top, above), (bottom, below) in spans:
        assert not [at for at in breaks if top <= at < bottom - (not below)]
        assert above >= 0
    assert all(one[1] <= other[0] for one, other in pairwise(spans))
    assert breaks


@LANGUAGES
def test_the_same_result_gives_the_same_bytes(lang: Lang, tmp_path: Path) -> None:
    assert write_projects(sample(), tmp_path / "a.xlsx", lang=lang).read_bytes() == written(lang).read_bytes()


@LANGUAGES
def test_a_column_of_numbers_has_its_figures_and_what_is_typed_in_on_one_side(lang: Lang) -> None:
    book = opened(lang)
    for declared in (OUTPUT["assignments"], OUTPUT["overview"], OUTPUT["run"]):
        sheet = book[declared.name(lang)]
        for number, column in enumerate(declared.columns, 1):
            cells = [sheet.cell(row, number) for row in range(3, sheet.max_row + 1)]
            sides = {cell.alignment.horizontal for cell in cells if not isinstance(cell.value, str)}
            if column.type in (Type.NUMBER, Type.WHOLE):
                assert sides <= {"right"}, column.key
            elif column.type is Type.TEXT:
                assert sides <= {"left"}, column.key
