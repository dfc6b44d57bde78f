"""The page of many months in a real browser: it fits, is read in the dark, runs nothing, asks for nothing."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from browsing import chromium, opened, too_wide
from trend_books import year

import commatch

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_year_fits_a_phone_and_a_screen_and_asks_for_nothing(lang: Any, tmp_path: Path) -> None:
    found = commatch.trends(year(tmp_path, needs_a_month=6), tmp_path / "t.xlsx", lang=lang)
    with chromium() as browser:
        for width in (320, 390, 768, 1280):
            for scheme in ("light", "dark"):
                with opened(browser, found.files[1], width, color_scheme=scheme) as page:
                    assert too_wide(page) == 0
                    assert page.locator("figure svg").count() == 6
                    paper = page.evaluate("getComputedStyle(document.body).backgroundColor")
                    assert (paper == "rgb(255, 255, 255)") == (scheme == "light")
