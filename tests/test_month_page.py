"""The month's page: what stands in it, in both languages; no text becomes part of it; the same bytes again."""

from __future__ import annotations

import datetime as dt
import re
import shutil
import subprocess
import sys
from collections import Counter
from dataclasses import replace
from pathlib import Path
from string import Formatter
from typing import Any

import pytest
from lxml import html
from month_pages import ATTACKS, column_of, hostile_month, made, sample_result, small_month, typed_in
from openpyxl import load_workbook
from paper_months import answer, decide, mark

import commatch
from commatch.matching.result import Result
from commatch.reports.page.bars import Bar, bars
from commatch.reports.page.month import month_page
from commatch.reports.page.said import MonthSaid
from commatch.reports.view import View
from commatch.texts.month_page import PAGE_WORDS
from commatch.workbook.schema import Lang

LANGUAGES: list[Any] = list(Lang)


@pytest.fixture(scope="module")
def result() -> Result:
    return sample_result()


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    return small_month(tmp_path_factory.mktemp("month"))


@pytest.fixture(scope="module")
def listed(files: list[Path]) -> Path:
    return made(files)


def tree(page: str) -> Any:
    return html.document_fromstring(page)


def reported(path: Path, target: Path, **options: Any) -> Any:
    """Return the page of a project list as a tree."""
    found = commatch.report(path, target, force=True, **options)
    assert found.ok, found.problems
    return tree(target.read_text("utf-8"))


def rows(page: Any, key: str) -> list[list[str]]:
    """Return the texts of a table's rows, cell by cell."""
    return [
        [" ".join(cell.text_content().split()) for cell in row.xpath("./th|./td")]
        for row in page.xpath(f"//section[@id='{key}']//tbody/tr")
    ]


def column(page: Any, key: str, header: str) -> list[str]:
    heads = [head.text_content() for head in page.xpath(f"//section[@id='{key}']//thead//th")]
    return [row[heads.index(header)] for row in rows(page, key)]


def figures(page: Any) -> dict[str, str]:
    cards = page.xpath("//dl[@class='figures']/div")
    return {card.find("dt").text: card.find("dd").text for card in cards}


# -- what stands in it -------------------------------------------------------------------------------------------


def test_the_figures_are_those_of_the_plan(listed: Path, tmp_path: Path) -> None:
    page = reported(listed, tmp_path / "a.html")
    found = figures(page)
    # N01 takes 2 of H01's 3 hours, so N02 finds 1; nobody speaks sign language; three classes and a fair are held
    assert found["需求配上了"] == "3 / 5"
    assert found["没配上"] == "2"
    assert found["项目"] == "3"
    assert found["兜底需求"] == "1 / 1"
    assert found["能人工时"] == "10 / 23"  # 2 + 3 × 2 + 2 of 3 + 12 + 8
    assert found["资金（元）"] == "129 / 1000"  # 20 + 100 + 9
    assert found["场地半天"].startswith("4 / ")
    assert found["是不是最好的安排"] == "已证明"


def test_every_project_and_every_unserved_need_has_its_row(listed: Path, tmp_path: Path) -> None:
    page = reported(listed, tmp_path / "a.html")
    assert [text.split("2026")[0] for text in column(page, "projects", "项目")] == ["换灯泡", "书法班", "年货节"]
    assert column(page, "projects", "时间")[0] == "另约"
    assert column(page, "projects", "时间")[1] == "2026-12-05 上午 起 3 次"
    assert column(page, "projects", "谁来做") == ["赵师傅", "孙老师", "孙老师"]
    assert column(page, "projects", "完成时限")[0] == "2026-12-09"
    assert [text[:3] for text in column(page, "unserved", "需求")] == ["修插座", "手语陪"]
    assert column(page, "unserved", "原因")[1].startswith("无此技能")
    assert column(page, "unserved", "最小补救")[1] == "找 1 位能人：手语翻译，2 小时"
    assert column(page, "gaps", "要求") == ["水电工", "手语翻译"] or set(column(page, "gaps", "要求")) == {
        "水电工",
        "手语翻译",
    }


def test_who_declined_is_marked_and_what_was_rejected_is_not_counted(files: list[Path], tmp_path: Path) -> None:
    for file in files:
        shutil.copy(file, tmp_path)
    path = made([tmp_path / file.name for file in files])
    decide(path, N05="否")
    answer(path, H01="婉拒")
    mark(path, N04="实施中")
    page = reported(path, tmp_path / "a.html")
    assert column(page, "projects", "谁来做") == ["赵师傅（婉拒）", "孙老师", "孙老师"]
    assert (
        "另约 换灯泡（婉拒）"
        in dict(zip(column(page, "people", "名称"), column(page, "people", "做什么"), strict=True))["赵师傅H01"]
    )
    assert column(page, "projects", "状态")[1] == "实施中"
    assert "年货节" not in page.xpath("//section[@id='calendar']")[0].text_content()
    found = figures(page)
    assert found["需求配上了"] == "2 / 5"
    assert found["没配上"] == "2"
    assert found["兜底需求"] == "0 / 1"
    (note,) = page.xpath("//dt[text()='需求配上了']/../dd[2]/text()")
    assert note == "40%；议事会否了、缓办的 1 件没有算进去"


def test_what_is_sorted_by_is_a_number_or_a_date(listed: Path, tmp_path: Path) -> None:
    page = reported(listed, tmp_path / "a.html")
    heads = {head.text_content(): head.get("data-sort") for head in page.xpath("//section[@id='projects']//thead//th")}
    assert (heads["优先分"], heads["时间"], heads["完成时限"], heads["经费"]) == ("number", "date", "date", "number")
    orders = page.xpath("//section[@id='projects']//tbody/tr/*[10]/@data-order")
    assert orders == ["2026-12-09", "2026-12-31", "2026-12-31"]
    assert all(
        re.fullmatch(r"[\d.]+", one) for one in page.xpath("//section[@id='projects']//tbody/tr/*[5]/@data-order")
    )


def test_the_calendar_shows_each_occasion_on_its_day_and_leads_to_the_project(listed: Path, tmp_path: Path) -> None:
    page = reported(listed, tmp_path / "a.html")
    days = page.xpath("//ol[contains(@class, 'month')]/li")
    assert len(days) == 31
    assert page.xpath("//ol[contains(@class, 'before-1')]")  # 1 December 2026 is a Tuesday
    shown = {day.xpath("./time/@datetime")[0]: day.xpath(".//a") for day in days if day.xpath(".//a")}
    titles = [link.text_content().strip() for day in sorted(shown) for link in shown[day]]
    assert Counter(title.split()[1] for title in titles) == {"书法班": 3, "年货节": 1}
    assert len(shown) == 4
    for link in page.xpath("//section[@id='calendar']//a"):
        [row] = page.xpath(f"//tr[@id='{link.get('href')[1:]}']")
        half, _, dated = link.text_content().strip().partition(" ")
        assert (dated or half).split()[0] in row.text_content()
    assert [link.text for link in page.xpath("//details[@class='undated']//a")] == ["换灯泡"]


def test_who_is_asked_for_how_much_names_everybody_the_busiest_of_a_kind_first(listed: Path, tmp_path: Path) -> None:
    page = reported(listed, tmp_path / "a.html")
    names = [name.split("H0")[0].split("V0")[0].split("F0")[0].strip() for name in column(page, "people", "名称")]
    assert names == ["孙老师", "赵师傅", "吴老师", "议事厅", "老年活动室", "小红花基金"]
    assert column(page, "people", "已用")[:3] == ["8", "2", "0"]
    assert column(page, "people", "使用率")[0] == "67%"
    assert "书法班" in column(page, "people", "做什么")[0]


def test_what_the_council_decided_in_the_list_is_shown(files: list[Path], tmp_path: Path) -> None:
    path = made(files, "议过.xlsx")
    assert "议事决定" not in figures(reported(path, tmp_path / "a.html"))
    letter, header = column_of(path, "项目清单", "议事决定")
    typed_in(path, "项目清单", {f"{letter}{header + 1}": "确认", f"{letter}{header + 3}": "缓"})
    page = reported(path, tmp_path / "a.html")
    assert column(page, "projects", "议事决定") == ["确认", "", "缓"]
    assert figures(page)["议事决定"] == "2 / 3"


def test_gaps_are_shown_as_they_stand_in_the_list_whatever_was_typed_there(files: list[Path], tmp_path: Path) -> None:
    path = made(files, "缺口.xlsx")
    workbook = load_workbook(path)
    gaps = workbook["缺口清单"]
    letter, header = column_of(path, "缺口清单", "增加优先分")
    gaps[f"{letter}{header + 1}"] = "很多"
    gaps[f"A{header + 4}"] = dt.datetime(2026, 12, 24)
    gaps.insert_rows(1)
    gaps["A1"] = "上次会上说的缺口"
    workbook.save(path)
    page = reported(path, tmp_path / "a.html")
    gained = column(page, "gaps", "增加优先分")
    assert gained[0] == "很多"
    assert float(gained[1]) > 0
    assert column(page, "gaps", "类型")[2].startswith("2026-12-24")
    del workbook["缺口清单"]
    workbook.save(path)
    assert rows(reported(path, tmp_path / "a.html"), "gaps") == []


def test_a_list_that_was_edited_against_the_rules_is_shown_with_a_warning(files: list[Path], tmp_path: Path) -> None:
    path = made(files, "改过.xlsx")
    rows_of = column_of(path, "匹配明细", "资源编号"), column_of(path, "匹配明细", "资源名称")
    (ids, header), (names, _) = rows_of
    typed_in(path, "匹配明细", {f"{ids}{header + 1}": "H05", f"{names}{header + 1}": "吴老师"})  # who can't do it
    found = commatch.report(path, tmp_path / "a.html")
    assert {problem.code for problem in found.problems} == {"result_edited", "result_breaks_rules"}
    page = tree((tmp_path / "a.html").read_text("utf-8"))
    assert column(page, "projects", "谁来做")[0] == "吴老师"
    assert figures(page)["是不是最好的安排"] == "之后改动过"
    assert len(page.xpath("//section[@class='careful']/ul/li")) == 2


def test_nothing_to_plan_gives_a_page_all_the_same(tmp_path: Path) -> None:
    from cli_runs import book
    from month_pages import HELPERS, NEEDS

    done = [[*row[:15], "状态" if row is NEEDS[0] else "已完成"] for row in NEEDS]
    path = made([book(tmp_path / "月.xlsx", 需求清单=done, 能人=HELPERS)])
    page = reported(path, tmp_path / "a.html")
    assert figures(page)["需求配上了"] == "0 / 0"
    assert "没有项目。" in page.xpath("//section[@id='projects']")[0].text_content()


# -- both languages ----------------------------------------------------------------------------------------------


def test_the_english_page_has_no_chinese_words_of_its_own(result: Result) -> None:
    said = MonthSaid(notes=(("A note", "a hint"),))
    page = tree(month_page(View(result, Lang.EN), said))
    own = page.xpath(
        "//h1|//h2|//nav|//dl[@class='figures']//dt|//thead|//form/label/text()|//button|//summary|//footer"
    )
    texts = [one if isinstance(one, str) else one.text_content() for one in own]
    assert texts
    community = result.settings.community_name
    for text in texts:
        assert not re.search("[\u4e00-\u9fff]", text.replace(community, "")), text
    assert page.get("lang") == "en"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_need_of_the_sample_is_in_the_page_once(result: Result, lang: Lang) -> None:
    page = tree(month_page(View(result, lang)))
    served = {need_id for demand in result.plan.slots for need_id in result.demand[demand].need_ids}
    assert len(rows(page, "projects")) == len(result.plan.slots)
    assert len(rows(page, "unserved")) == len(result.unserved)
    text = page.xpath("//section[@id='projects']")[0].text_content()
    assert all(need_id in text for need_id in served)


# -- safe, alone, and the same -----------------------------------------------------------------------------------


def harmless(text: str) -> str:
    """Return a text as long that is none of a page's."""
    return re.sub("[<>\"'={}&#%]", "x", text)


def test_hostile_text_in_every_column_adds_no_element_and_no_attribute(tmp_path: Path) -> None:
    pages = []
    for name, attacks in (("hostile", ATTACKS), ("harmless", tuple(map(harmless, ATTACKS)))):
        folder = tmp_path / name
        folder.mkdir()
        path = made(hostile_month(folder, attacks))
        pages.append(reported(path, folder / "a.html"))
    hostile, plain = pages
    assert Counter(node.tag for node in hostile.iter()) == Counter(node.tag for node in plain.iter())
    assert Counter(name for node in hostile.iter() for name in node.attrib) == Counter(
        name for node in plain.iter() for name in node.attrib
    )
    text = hostile.text_content()
    assert all(attack in text for attack in (ATTACKS[0], ATTACKS[4], ATTACKS[5], ATTACKS[6], ATTACKS[7]))  # titles
    assert not [name for node in hostile.iter() for name in node.attrib if name.startswith("on")]
    assert {one for one in hostile.xpath("//@href|//@src|//@action") if not one.startswith("#")} == set()


def test_control_characters_and_very_long_texts_do_no_harm(result: Result) -> None:
    needs = tuple(
        replace(need, title=f"长\x00\x1b\u202e{'文' * 40_000}") if number % 20 == 0 else need
        for number, need in enumerate(result.community.needs)
    )
    page = month_page(View(commatch.match(replace(result.community, needs=needs)), Lang.ZH))
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f\u202a-\u202e]", page)
    longest = max((node.text or "" for node in tree(page).xpath("//th//summary")), key=len)
    assert len(longest) < 100


def test_the_page_names_no_other_place(listed: Path, tmp_path: Path) -> None:
    page = reported(listed, tmp_path / "a.html")
    text = (tmp_path / "a.html").read_text("utf-8")
    assert re.findall(r"https?://|//[\w.]+\.\w+/|url\(|@import|data:", text) == []
    assert not page.xpath("//link|//iframe|//object|//embed|//img|//base|//*[@style]|//svg//script|//svg//style")
    assert len(page.xpath("//script")) == len(page.xpath("//style")) == 1
    assert not any(phone in text for phone in ("13912345678", "13712345678", "王桂兰", "李建国"))


def test_the_same_list_gives_the_same_bytes(listed: Path, tmp_path: Path) -> None:
    code = "import sys, commatch; assert commatch.report(sys.argv[1], sys.argv[2]).ok"
    made_by = []
    for seed in ("0", "1"):
        target = tmp_path / f"{seed}.html"
        env = {"PYTHONHASHSEED": seed, "PYTHONPATH": ":".join(sys.path), "PATH": ""}
        subprocess.run([sys.executable, "-c", code, str(listed), str(target)], check=True, env=env)
        made_by.append(target.read_bytes())
    assert made_by[0] == made_by[1]


# -- charts ------------------------------------------------------------------------------------------------------


def test_a_chart_is_shapes_and_text_alone() -> None:
    drawn = str(bars([Bar("骑手<b>&", "3/4", (3, 1)), Bar("一" * 99, "0/0", (0, 0))]))
    found = html.fragment_fromstring(drawn)
    assert {node.tag for node in found.iter()} == {"svg", "g", "rect", "text"}
    texts = found.xpath("//text/text()")
    assert texts[1] == "骑手<b>& 3/4"
    assert texts[0].endswith("… 0/0")
    assert len(texts[0]) < 20


def test_the_pieces_of_a_bar_are_as_long_as_its_figures_and_labels_have_room() -> None:
    found = html.fragment_fromstring(
        str(bars([Bar("新生代家庭及儿童青少年", "3/4", (3, 1)), Bar("骑手", "2/2", (2, 0))]))
    )
    one, other = (
        [float(width) for width in found.xpath(f"//g[contains(@class, 'color-{number}')]//rect/@width")]
        for number in (0, 1)
    )
    assert one[1] / other[-1] == pytest.approx(3)
    assert one[1] / one[0] == pytest.approx(1.5)
    [place] = {node.get("transform") for node in found.xpath("//g[@class='plot']")}
    assert float(place.split("(")[1].split(",")[0]) > 11 * 13  # eleven characters of 13 pixels


# -- words -------------------------------------------------------------------------------------------------------


def test_the_words_of_the_page_name_the_same_figures_in_both_languages_and_are_used() -> None:
    folder = Path(month_page.__code__.co_filename).parent
    source = "".join(path.read_text("utf-8") for path in sorted(folder.rglob("*")) if path.suffix in (".py", ".html"))
    made_up = ("no_", "in_", "proof_was_")
    for key, phrase in PAGE_WORDS.items():
        chinese, english = (
            {name for _, name, _, _ in Formatter().parse(text) if name} for text in (phrase.zh, phrase.en)
        )
        assert chinese == english, key
        assert key.startswith(made_up) or re.search(rf'say\.{key}\b|"{key}"', source), key
