"""Pages for a browser: nothing of a cell becomes part of the page, nothing is fetched, the file is whole."""

from __future__ import annotations

import os
import re
import stat
from html.parser import HTMLParser
from pathlib import Path

import pytest

from commatch.reports.page import pages
from commatch.reports.page.pages import rendered, safe_text, save_page
from commatch.workbook.schema import Lang

HOSTILE = "</title></style><script>alert(1)</script>\x00\x07\u202e\x9b\ud800<img src=x onerror=alert(1)>\"'"


class Tags(HTMLParser):
    """The elements of a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))


def test_text_of_a_cell_never_becomes_an_element() -> None:
    page = rendered("base.html", Lang.ZH, title=HOSTILE)
    assert [tag for tag, _ in Tags(page).found] == [
        tag for tag, _ in Tags(rendered("base.html", Lang.ZH, title="一")).found
    ]
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\ud800-\udfff]", page)
    assert "&lt;script&gt;alert(1)" in page


def test_safe_text_leaves_all_else_alone() -> None:
    assert safe_text("王桂兰 <3\t\n𠮷") == "王桂兰 <3\t\n𠮷"
    assert safe_text(3) == 3
    assert safe_text(None) is None


def test_a_page_may_run_and_fetch_nothing_but_what_stands_in_it() -> None:
    page = rendered("base.html", Lang.EN, title="A page")
    [policy] = [
        said["content"] for tag, said in Tags(page).found if said.get("http-equiv") == "Content-Security-Policy"
    ]
    assert policy is not None
    assert "default-src 'none'" in policy
    assert "script-src" not in policy  # falls back to none: this page has no script
    assert "unsafe" not in policy
    assert 'lang="en"' in page


def test_a_style_that_would_end_its_element_is_a_bug(monkeypatch: pytest.MonkeyPatch) -> None:
    assert pages._part("base.css")
    monkeypatch.setattr(Path, "read_text", lambda *_: "a { } </style>")
    with pytest.raises(ValueError, match="end its own element"):
        pages._part.__wrapped__("base.css")


def test_a_page_is_saved_whole_and_never_over_another(tmp_path: Path) -> None:
    first = save_page("<p>一</p>", tmp_path / "总览", private=True)
    again = save_page("<p>二</p>", tmp_path / "总览.html")
    assert (first.name, again.name) == ("总览.html", "总览-2.html")
    assert first.read_text("utf-8") == "<p>一</p>"
    assert save_page("<p>三</p>", first, force=True) == first
    assert sorted(path.name for path in tmp_path.iterdir()) == ["总览-2.html", "总览.html"]


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such modes")
def test_a_private_page_is_its_owner_s_alone(tmp_path: Path) -> None:
    assert stat.S_IMODE(save_page("", tmp_path / "a.html", private=True).stat().st_mode) == 0o600
