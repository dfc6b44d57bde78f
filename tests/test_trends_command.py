"""``commatch trends``: what it writes and prints, for whose eyes, and what it refuses."""

from __future__ import annotations

import json
import stat
import sys
from pathlib import Path
from typing import Any

import pytest
from cli_runs import in_chinese, run_json
from lxml import html
from month_pages import ATTACKS
from openpyxl import load_workbook
from trend_books import listed, month_book, small, year

import commatch
from commatch.cli.app import main
from commatch.cli.trends import BLANK
from commatch.reports.trends.book import trend_sheets
from commatch.workbook.schema import Lang
from commatch.workbook.trend_sheets import TREND_SHEETS, TRENDS

BOOK, PAGE = "内部-趋势-2026-01至2026-02.xlsx", "内部-趋势-2026-01至2026-02.html"


@pytest.fixture
def files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    in_chinese(monkeypatch, tmp_path)
    return [path.name for path in small(tmp_path)]


def out(capsys: pytest.CaptureFixture[str]) -> str:
    return "\n".join(capsys.readouterr())


# -- what is written -----------------------------------------------------------------------------------------------


def test_it_writes_a_workbook_and_a_page_beside_the_first_file(
    files: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["trends", *files]) == 0
    said = out(capsys)
    assert "收到 6 条，办结 3 条，在办 1 条（转办 1，不受理 1）" in said
    assert "连续落后的人群：流动住户、骑手" in said
    assert "居民人数：不知道：在“设置”里填 居民人数" in said
    assert BOOK in said
    names = load_workbook(tmp_path / BOOK).sheetnames
    assert names == [sheet.zh for sheet in TREND_SHEETS]
    if sys.platform != "win32":
        assert {stat.S_IMODE((tmp_path / name).stat().st_mode) for name in (BOOK, PAGE)} == {0o600}


def test_both_files_get_the_same_number_and_inputs_are_left_alone(files: list[str], tmp_path: Path) -> None:
    (tmp_path / PAGE).write_text("mine")
    before = {name: (tmp_path / name).read_bytes() for name in files}
    assert main(["trends", *files, "-q"]) == 0
    assert (tmp_path / PAGE).read_text() == "mine"
    assert not (tmp_path / BOOK).exists()
    assert {path.name for path in tmp_path.glob("内部*-2.*")} == {BOOK.replace(".", "-2."), PAGE.replace(".", "-2.")}
    assert main(["trends", *files, "-q", "--force"]) == 0
    assert (tmp_path / PAGE).read_text("utf-8").startswith("<!DOCTYPE html>")
    assert before == {name: (tmp_path / name).read_bytes() for name in files}


def test_its_own_workbook_among_the_files_is_not_counted(
    files: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["trends", "*.xlsx", "-q", "-o", "内部.xlsx"]) == 0
    code, document = run_json(capsys, "trends", "*.xlsx")
    assert (code, document["counts"]["files"]) == (0, 4)
    assert document["counts"]["collected"] == 6
    assert [(item["code"], item["file"]) for item in document["problems"]] == [("trends_own_result", "内部.xlsx")]


def test_the_workbook_is_no_input_of_another_command(
    files: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["trends", *files, "-q", "-o", "t.xlsx"])
    community = commatch.read([tmp_path / files[0], tmp_path / "t.xlsx"])
    assert [problem.code for problem in community.problems if problem.place.file == "t.xlsx"] == ["sheets_aside"]
    assert community.needs == commatch.read(tmp_path / files[0]).needs


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_tables_are_the_sheets_of_the_workbook(lang: Any, tmp_path: Path) -> None:
    paths = small(tmp_path)
    found = commatch.trends(paths, tmp_path / "t.xlsx", lang=lang)
    assert [path.name for path in found.files] == ["t.xlsx", "t.html"]
    workbook = load_workbook(tmp_path / "t.xlsx")
    tables = found.tables(lang)
    assert list(tables) == [sheet.key for sheet in TREND_SHEETS]
    for key, table in tables.items():
        rows = list(workbook[TRENDS[key].name(Lang(lang))].values)
        assert list(rows[1][: len(table.columns)]) == list(table.columns)
        assert len(rows) - 2 == len(table)
    assert tables["trend_months"].iloc[0, 1] == 4


def test_every_chart_is_drawn_of_the_cells_that_hold_its_figures(tmp_path: Path) -> None:
    found = commatch.trends(year(tmp_path, needs_a_month=6, months=3), tmp_path / "t.xlsx", lang="en")
    workbook = load_workbook(tmp_path / "t.xlsx")
    charts = workbook["trends"]._charts  # type: ignore[attr-defined]
    assert len(charts) == 9
    assert not any(sheet._charts for sheet in workbook.worksheets[1:])
    drawn = 0
    for chart in charts:
        for series in chart.series:
            name, _, cells = series.val.numRef.f.partition("!")
            held = [cell.value for (cell,) in workbook[name.strip("'")][cells.replace("$", "")]]
            shown: dict[int, float] = {point.idx: float(point.v) for point in series.val.numRef.numCache.pt}
            assert held == [pytest.approx(shown[at]) if at in shown else None for at in range(len(held))]
            name, _, cells = series.cat.strRef.f.partition("!")
            labels = [cell.value for (cell,) in workbook[name.strip("'")][cells.replace("$", "")]]
            assert labels == [point.v for point in series.cat.strRef.strCache.pt]
            drawn += 1
    groups = {part.group for part in found.figures.groups if part.needs}
    assert drawn == 3 + (1 + len(groups)) + 1 + 1 + 1 + 1 + 3 + 1 + 1


# -- for whose eyes ------------------------------------------------------------------------------------------------


def test_nobody_is_named_in_the_page_or_the_json(
    files: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, document = run_json(capsys, "trends", *files, "--set", "residents=100")
    assert code == 0
    page = (tmp_path / PAGE).read_text("utf-8")
    book = load_workbook(tmp_path / BOOK)
    named = {cell for row in book["能人出力"].values for cell in row}
    for name in ("赵师傅", "银龄队", "孙老师"):
        assert name in named
        assert name not in page
        assert name not in json.dumps(document, ensure_ascii=False)
    assert "小陈（无编号）" in named
    assert "小陈" not in page
    assert "王阿姨" not in page


def test_the_json_document_says_it_all(files: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    code, document = run_json(capsys, "trends", *files, "--set", "居民人数=100")
    assert code == 0
    assert set(BLANK) < set(document)
    assert document["outcome"] == "written"
    assert document["months"] == ["2026-01", "2026-02"]
    assert document["by_month"][1] == {
        "month": "2026-02", "collected": 2, "settled": 2, "in_work": 1, "needs": 3, "served": 2, "hours": 18.0,
        "sessions": 2,
    }  # fmt: skip
    assert [(item["group"], item["month"]) for item in document["short"]] == [
        ("流动住户", "2026-01"), ("流动住户", "2026-02"), ("骑手", "2026-01"), ("骑手", "2026-02"),
    ]  # fmt: skip
    told = {item["item"]: item for item in document["funders"]}
    assert told["volunteer_share"] == {"item": "volunteer_share", "value": 0.09, "asked": 0.2, "met": False}
    assert told["indirect"]["value"] is None


# -- the page ------------------------------------------------------------------------------------------------------


def test_the_page_shows_the_same_figures_and_marks_who_falls_short(tmp_path: Path) -> None:
    commatch.trends(small(tmp_path), tmp_path / "t.xlsx", lang="en")
    page = html.document_fromstring((tmp_path / "t.html").read_text("utf-8"))
    figures = {card.find("dt").text: card.find("dd").text for card in page.xpath("//dl[@class='figures']/div")}
    assert figures["collected / settled / in work"] == "6 / 3 / 1"
    assert figures["days from raised to settled (median)"] == "10"
    assert figures["money raised / spent (yuan)"] == "1,500 / 300"
    assert figures["helpers asked too much / never asked"] == "0 / 1"
    assert figures["groups that fall short"] == "2"
    red = page.xpath("//section[@id='groups']//td[contains(@class, 'short')]")
    assert [cell.text_content().strip() for cell in red] == ["0%0/1", "0%0/2", "50%1/2", "50%1/2"]
    assert "not known: set residents" in page.xpath("//section[@id='funders']")[0].text_content()


def test_no_text_becomes_part_of_the_page_or_a_formula(tmp_path: Path) -> None:
    ways = [
        {"need_id": f"N{at}", "title": text, "category": text, "source": text, "groups": text, "grid": f"={at}+1",
         "first_month": "2026-01", "end": "结转", "end_month": "2026-01"}
        for at, text in enumerate((*ATTACKS, "+cmd|'/c calc'!A0", "@SUM(1)"))
    ]  # fmt: skip
    helpers = [{"helper_id": f"H{at}", "name": text, "skills": "x"} for at, text in enumerate(ATTACKS)]
    units = [{"unit_id": f"U{at}", "name": text, "services": "x"} for at, text in enumerate(ATTACKS)]
    past = [{"month": "2026-01", "need_id": "N1", "resource_id": f"U{at}", "quantity": 1} for at in range(len(ATTACKS))]
    path = month_book(tmp_path / "a.xlsx", "2026-02", progress=ways, helpers=helpers, units=units, history=past)
    groups = dict.fromkeys(ATTACKS, (2, 1))
    plan = listed(tmp_path / "项目清单-2026-01.xlsx", "2026-01", groups, ("N1",))
    found = commatch.trends([as_text(path), as_text(plan)], tmp_path / "t.xlsx", community_name=ATTACKS[0])
    assert found.ok
    page = html.document_fromstring((tmp_path / "t.html").read_text("utf-8"))
    assert not page.xpath(
        "//script|//img|//iframe|//*[@onload or @onerror or @onmouseover or @onfocus]|//a[not(starts-with(@href, '#'))]"
    )
    workbook = load_workbook(tmp_path / "t.xlsx")
    cells = [cell for sheet in workbook.worksheets for row in sheet.iter_rows() for cell in row]
    assert "f" not in {cell.data_type for cell in cells}
    assert any(str(cell.value).startswith("=HYPERLINK") for cell in cells)


def as_text(path: Path) -> Path:
    """Make text of what openpyxl took for formulas."""
    workbook = load_workbook(path)
    for sheet in workbook.worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.data_type == "f":
                    cell.data_type = "s"
    workbook.save(path)
    return path


# -- what is refused -----------------------------------------------------------------------------------------------


def test_everything_wrong_is_told_at_once_and_nothing_is_written(
    files: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    month_book(tmp_path / "空.xlsx", "2026-01")
    month_book(tmp_path / "错.xlsx", "2026-01", history=[{"month": "2026-01", "need_id": "N1", "rating": 7}])
    (tmp_path / "抄.xlsx").write_bytes((tmp_path / files[0]).read_bytes())
    code, document = run_json(capsys, "trends", *files, "空.xlsx", "错.xlsx", "抄.xlsx")
    assert (code, document["outcome"]) == (3, "input_problems")
    assert {(item["code"], item["file"], item["cell"]) for item in document["problems"]} == {
        ("trends_nothing_told", "空.xlsx", ""),
        ("out_of_range", "错.xlsx", "E2"),
        ("trends_file_twice", "抄.xlsx", ""),
    }
    assert not list(tmp_path.glob("内部*"))
    assert main(["trends", *files, "空.xlsx", "错.xlsx", "抄.xlsx"]) == 3
    said = out(capsys)
    assert "没有写：下面 3 处要先弄好。" in said
    assert "Traceback" not in said


@pytest.mark.parametrize(
    ("words", "code", "told"),
    [
        (["没有.xlsx"], 2, "没有.xlsx"),
        (["2026-03.xlsx", "--set", "month=2026-01"], 2, "month"),
        (["2026-03.xlsx", "--set", "落后月数=0"], 2, "落后月数"),
        (["2026-03.xlsx", "-o", "t.pdf"], 2, "t.pdf"),
        (["2026-03.xlsx", "-o", "没有/t.xlsx"], 6, "没有"),
        (["2026-03.xlsx", "-o", "2026-03.xlsx"], 6, "2026-03.xlsx"),
    ],
)
def test_a_wrong_command_line_is_told(
    files: list[str], words: list[str], code: int, told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["trends", *words]) == code
    assert told in out(capsys)


def test_settings_of_the_command_line_hold(files: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    _, document = run_json(capsys, "trends", *files, "--set", "shortfall_months=3", "--set", "志愿者占比要求=0.05")
    assert document["short"] == []
    wanted = {item["item"]: item["asked"] for item in document["funders"]}
    assert wanted["volunteer_share"] == 0.05


def test_notes_say_who_carries_too_much_and_who_was_never_asked(tmp_path: Path) -> None:
    found = commatch.trends(small(tmp_path), usage_reminder=0.6)
    notes = found.tables("zh")["trend_helpers"].set_index("编号")["说明"]
    assert notes["H1"] == "用到提供工时的 60% 以上，请少派"
    assert notes["H2"] is None
    assert notes["H3"] == "这几个月没有请过"
    units = found.tables("en")["trend_units"].set_index("unit_id")["note"]
    assert units["U1"] == "the agreement ends in 31 days"
    assert units["U2"] == "never asked in these months"
    assert len(trend_sheets(found.view(Lang.EN))) == len(TREND_SHEETS)
