"""The month's page in a real browser: it sorts and filters, fits a phone, runs nothing of a cell, asks for nothing."""

from __future__ import annotations

import datetime as dt
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from browsing import chromium, opened, too_wide
from month_pages import hostile_month, made, sample_result

import commatch
from commatch.reports.page.month import month_page
from commatch.reports.view import View
from commatch.workbook.schema import Lang

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "benchmarks"))
from generate import Size, draw

pytestmark = pytest.mark.browser
LANGUAGES: list[Any] = list(Lang)


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with chromium() as found:
        yield found


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[Lang, Path]:
    """Write the sample's page in both languages."""
    folder, result = tmp_path_factory.mktemp("pages"), sample_result()
    found = {}
    for lang in Lang:
        found[lang] = folder / f"{lang.value}.html"
        found[lang].write_text(month_page(View(result, lang)), "utf-8")
    return found


def shown(page: Any, key: str, column: int, attribute: str = "") -> list[str]:
    """Return what a column of a table shows, row by row, or what it is sorted by."""
    code = """([key, column, attribute]) => [...document.querySelectorAll(`#${key} tbody tr`)]
        .filter((row) => row.offsetParent !== null)
        .map((row) => attribute ? row.cells[column].dataset[attribute] ?? "" : row.cells[column].innerText.trim())"""
    return list(page.evaluate(code, [key, column, attribute]))


def told(page: Any, key: str) -> str:
    return str(page.locator(f"#{key} output").inner_text())


# -- sorting and filtering ---------------------------------------------------------------------------------------


def test_numbers_sort_as_numbers_and_the_header_says_which_way(browser: Any, pages: dict[Lang, Path]) -> None:
    with opened(browser, pages[Lang.ZH]) as page:
        head = page.locator("#projects thead th").nth(4)
        before = shown(page, "projects", 0)
        assert head.get_attribute("aria-sort") is None
        head.get_by_role("button").click()
        assert head.get_attribute("aria-sort") == "ascending"
        up = [float(text) for text in shown(page, "projects", 4)]
        assert up == sorted(up)
        assert up[0] < 10 < up[-1]  # as texts 10 would stand before 2
        head.get_by_role("button").click()
        assert head.get_attribute("aria-sort") == "descending"
        assert [float(text) for text in shown(page, "projects", 4)] == up[::-1]
        assert page.locator("#projects th[aria-sort]").count() == 1
        page.locator("#projects button[type=reset]").click()
        page.wait_for_function("!document.querySelector('#projects th[aria-sort]')")
        assert shown(page, "projects", 0) == before


def test_dates_sort_as_dates_and_what_has_none_stands_last_both_ways(browser: Any, pages: dict[Lang, Path]) -> None:
    with opened(browser, pages[Lang.EN]) as page:
        button = page.locator("#projects thead th").nth(5).get_by_role("button")
        for way in (1, -1):
            button.click()
            found = shown(page, "projects", 5, "order")
            dated = [text for text in found if text != "~"]
            assert dated
            assert found == [*dated, *["~"] * (len(found) - len(dated))]
            assert dated == sorted(dated)[::way]
            assert all(dt.date.fromisoformat(text.partition("/")[0]) for text in dated)


def test_text_sorts_in_the_language_of_the_page(browser: Any, pages: dict[Lang, Path]) -> None:
    with opened(browser, pages[Lang.ZH]) as page:
        page.locator("#projects thead th").nth(1).get_by_role("button").click()
        found = list(dict.fromkeys(shown(page, "projects", 1)))
        assert found.index("便民服务") < found.index("法律服务") < found.index("教育培训")  # b, f, j


def test_keys_alone_sort_and_open(browser: Any, pages: dict[Lang, Path]) -> None:
    with opened(browser, pages[Lang.ZH]) as page:
        head = page.locator("#unserved thead th").nth(4)
        head.get_by_role("button").focus()
        page.keyboard.press("Enter")
        assert head.get_attribute("aria-sort") == "ascending"
        page.keyboard.press("Space")
        assert head.get_attribute("aria-sort") == "descending"
        summary = page.locator("#projects tbody summary").first
        summary.focus()
        page.keyboard.press("Enter")
        assert page.locator("#projects tbody details").first.get_attribute("open") is not None


def test_a_filter_shows_the_rows_that_have_it_and_says_how_many(browser: Any, pages: dict[Lang, Path]) -> None:
    with opened(browser, pages[Lang.ZH]) as page:
        every = shown(page, "projects", 2)
        page.locator("#projects [data-facet=group]").select_option("骑手")
        wanted = [text for text in every if "骑手" in text.split("、")]
        assert 0 < len(wanted) < len(every)
        assert shown(page, "projects", 2) == wanted
        assert told(page, "projects") == f"显示 {len(wanted)} / {len(every)}"
        page.locator("#projects [data-facet=grid]").select_option(index=1)
        assert len(shown(page, "projects", 2)) <= len(wanted)
        page.locator("#projects thead th").nth(4).get_by_role("button").click()  # sorting keeps what is chosen
        assert len(shown(page, "projects", 2)) <= len(wanted)
        page.locator("#projects button[type=reset]").click()
        page.wait_for_function(f"document.querySelector('#projects output').textContent.includes('{len(every)} /')")
        assert len(shown(page, "unserved", 0)) == 14  # a filter is of its own table


def test_any_text_is_found_in_any_width_of_letters_and_in_what_is_closed(browser: Any, pages: dict[Lang, Path]) -> None:
    with opened(browser, pages[Lang.ZH]) as page:
        search = page.locator("#projects input")
        search.fill("ｎ00７")
        [found] = shown(page, "projects", 0)
        assert "2026-12-N007" in found
        search.fill("回访反馈 书法")
        assert shown(page, "projects", 0)
        search.fill("没有这样的字")
        assert shown(page, "projects", 0) == []
        assert told(page, "projects") == "显示 0 / 47"


def test_a_link_of_the_calendar_leads_to_its_project_though_it_was_filtered_away(
    browser: Any, pages: dict[Lang, Path]
) -> None:
    with opened(browser, pages[Lang.ZH]) as page:
        link = page.locator("#calendar .day a").first
        page.locator("#projects input").fill("没有这样的字")
        link.click()
        row = page.locator(link.get_attribute("href"))
        assert row.is_visible()
        assert row.bounding_box()["y"] < 800
        assert str(link.inner_text()).split()[-1] in row.inner_text()


# -- alone and safe ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 768, 1280])
def test_no_width_makes_the_page_scroll_sideways(
    browser: Any, pages: dict[Lang, Path], width: int, scheme: str, lang: Lang
) -> None:
    with opened(browser, pages[lang], width, color_scheme=scheme) as page:
        assert too_wide(page) == 0
        dark = page.evaluate("getComputedStyle(document.body).backgroundColor")
        assert (dark == "rgb(255, 255, 255)") == (scheme == "light")
        assert page.locator("#projects tbody tr").first.is_visible()


def test_a_phone_shows_rows_as_cards_that_are_sorted_by_a_list(browser: Any, pages: dict[Lang, Path]) -> None:
    with opened(browser, pages[Lang.ZH], 390, has_touch=True) as page:
        assert shown(page, "projects", 0)
        assert len(shown(page, "projects", 0)) == 30
        page.locator("#projects [data-sorter]").select_option(label="优先分 ↓")
        found = [float(text) for text in shown(page, "projects", 4, "order")]
        assert found == sorted(found, reverse=True)
        page.locator("#projects .more").click()
        assert len(shown(page, "projects", 0)) == 47
        assert not page.locator("#projects .more").is_visible()
        assert page.evaluate("getComputedStyle(document.querySelector('#projects td'), '::before').content").startswith(
            '"类别'
        )


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("javascript", [True, False])
def test_hostile_text_runs_nothing_and_the_page_still_works(
    browser: Any, tmp_path: Path, javascript: bool, width: int
) -> None:
    path = made(hostile_month(tmp_path))
    target = commatch.report(path, tmp_path / "a.html").path
    assert target is not None
    with opened(browser, target, width, java_script_enabled=javascript) as page:
        assert "<script>window.hacked=1</script>" in page.locator("body").inner_text()
        if javascript:
            assert too_wide(page) == 0
            page.evaluate("for (const one of document.querySelectorAll('thead button')) one.click()")
            page.locator("#projects [data-facet=group]").select_option(index=1)
            for link in page.locator("#calendar a").all()[:3]:
                link.click()
            page.mouse.move(100, 100)
            assert page.evaluate("window.hacked") is None
            assert page.evaluate("document.scripts.length") == 1


def test_the_policy_stops_what_would_be_put_in(browser: Any, pages: dict[Lang, Path], tmp_path: Path) -> None:
    """Were anything of a cell ever to become part of the page, it would not run, nor fetch."""
    text = pages[Lang.ZH].read_text("utf-8")
    added = "<script>window.hacked=1</script><img src='http://localhost:9/x.png' onerror='window.hacked=1'>"
    path = tmp_path / "broken.html"
    path.write_text(text.replace("<main>", f"<main>{added}", 1), "utf-8")
    complaints: list[str] = []
    page = browser.new_page()
    page.on("console", lambda message: complaints.append(message.text))
    page.goto(path.as_uri())
    assert page.evaluate("window.hacked") is None
    assert sum("Content Security Policy" in text or "Content-Security-Policy" in text for text in complaints) >= 2
    page.close()


def test_without_scripts_every_row_is_there(browser: Any, pages: dict[Lang, Path]) -> None:
    with opened(browser, pages[Lang.ZH], java_script_enabled=False) as page:
        assert page.locator("#projects tbody tr:visible").count() == 47
        assert page.locator(".tools:visible").count() == 0


# -- paper and large months --------------------------------------------------------------------------------------


def test_paper_holds_every_row_and_no_buttons(browser: Any, pages: dict[Lang, Path], tmp_path: Path) -> None:
    with opened(browser, pages[Lang.ZH], 390, color_scheme="dark") as page:
        page.emulate_media(media="print", color_scheme="dark")
        page.evaluate("dispatchEvent(new Event('beforeprint'))")
        assert len(shown(page, "projects", 0)) == 47
        assert page.locator(".no-print:visible").count() == 0
        assert page.locator("#calendar details[open]").count() == page.locator("#calendar details").count()
        assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
        page.pdf(path=tmp_path / "a.pdf", prefer_css_page_size=True)
    words = shutil.which("pdftotext")
    if words:  # of poppler
        done = subprocess.run([words, "-layout", tmp_path / "a.pdf", "-"], capture_output=True, check=True)
        sheets = done.stdout.decode("utf-8").split("\f")
        assert 8 <= len(sheets) <= 24
        assert (
            sum("完成时限" in sheet for sheet in sheets) >= 4
        )  # the header of the projects is on each of their sheets
        last = next(sheet for sheet in reversed(sheets) if sheet.strip())
        assert len(last.split("\n")) > 3
        assert "commatch" not in last


def test_five_hundred_needs_are_quick_to_open_sort_and_filter(browser: Any, tmp_path: Path) -> None:
    month = draw(Size(500, 500, 7, hours=0.6))
    result = commatch.match(replace(month, settings=replace(month.settings, time_limit=15)))
    path = tmp_path / "big.html"
    began = time.perf_counter()
    path.write_text(month_page(View(result, Lang.ZH)), "utf-8")
    assert time.perf_counter() - began < 10
    assert path.stat().st_size < 3_000_000
    with opened(browser, path, 390) as page:
        assert too_wide(page) == 0
        took = page.evaluate(
            """() => {
              const began = performance.now();
              document.querySelector("#projects thead button").click();
              const box = document.querySelector("#projects input");
              box.value = "1"; box.dispatchEvent(new Event("input"));
              document.body.offsetHeight;
              return performance.now() - began;
            }"""
        )
        assert took < 2000
        opened_in = page.evaluate("performance.getEntriesByType('navigation')[0].loadEventEnd")
        assert opened_in < 8000
