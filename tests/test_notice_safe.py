"""Whatever the cells hold, the notice and its record are harmless: no formula, no script, whole documents."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest
from browsing import chromium, opened, too_wide
from cli_runs import book
from docx import Document
from notice_books import readable, tags
from openpyxl import load_workbook

import commatch
from commatch.reports.notice.api import Posted

HOSTILE = (
    '=HYPERLINK("http://evil.example","点我")', "+cmd|' /C calc'!A0", "@SUM(A1:A9)", "-2+3+cmd|x",
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>', "]]><w:p/>", "{{ 7*7 }}{% raw %}", "&amp;&lt;", "_x0041_", "\tTAB", "长" * 40_000,
    "<" * 40_000, "右\u202e左", "#N/A", "javascript:alert(1)", "${jndi:ldap://x}",
)  # fmt: skip
CLEAN = re.compile(r"[<>、，,；;×*\n\t/|：:=\d]")


def month(folder: Path, text: str) -> Path:
    """Match a month in which a hostile text stands in every column of text, and return its project list."""
    skill = CLEAN.sub("", text)[:200] or "活"
    needs = [
        [
            "编号",
            "需求",
            "说明",
            "类别",
            "来源",
            "提出人",
            "住址",
            "网格",
            "受益人数",
            "技能",
            "容纳人数",
            "可行时段",
            "状态",
            text[:200],
        ],
        ["A1", text, text, text, text, text, text, text, 20, skill, 10, "周六上午", "", text],
        ["A2", text, text, text, text, text, text, text, 1, skill, None, "", "", text],
        ["A3", text, text, text, text, text, text, text, 1, f"{skill}甲", None, "", "", text],
        ["A4", text, text, text, text, text, text, text, 1, "", None, "", "转办", text],
    ]
    files = book(
        folder / "月.xlsx",
        需求清单=needs,
        能人=[["编号", "姓名", "技能", "网格", "备注"], ["H1", text, skill, text, text]],
        共建单位=[["编号", "单位", "类型", "联系人", "服务"], ["U1", text, text, text, skill]],
        场地=[["编号", "场地", "管理单位", "容纳人数"], ["V1", text, text, 40]],
        设置=[["项", "值"], ["月份", "2026-12"], ["社区名称", text[:300]], ["公示联系方式", text[:300]]],
    )
    workbook = load_workbook(files)
    for sheet in workbook.worksheets:
        for cell in (cell for row in sheet.iter_rows() for cell in row if isinstance(cell.value, str)):
            cell.data_type = "s"  # text, as a spreadsheet program writes what is typed with a '
    workbook.save(files)
    result = commatch.match(commatch.read(files))
    assert result.outcome == "planned", [(item.code, str(item.place), item.value[:40]) for item in result.problems]
    return commatch.write_projects(result, folder / "清单.xlsx")


def posted(folder: Path, text: str, lang: str = "zh") -> Posted:
    found = commatch.notice(month(folder, text), lang=lang)  # type: ignore[arg-type]
    assert found.ok, [(problem.code, problem.value) for problem in found.problems]
    return found


@pytest.mark.parametrize(
    "text",
    [pytest.param(text, marks=[pytest.mark.slow] if len(text) > 1000 else [], id=text[:12]) for text in HOSTILE],
)
def test_hostile_texts_are_harmless(text: str, tmp_path: Path) -> None:
    found = posted(tmp_path, text)
    sheet, paper, page = found.files
    for path in (sheet, *([found.record] if found.record else [])):
        cells = [cell for one in load_workbook(path).worksheets for row in one.iter_rows() for cell in row]
        assert not any(cell.data_type in ("f", "e") or cell.hyperlink for cell in cells)
        assert all(cell.quotePrefix for cell in cells if str(cell.value or "").startswith(("=", "+", "-", "@")))
    assert len(Document(str(paper)).tables) == 2
    markup = page.read_text("utf-8")
    assert not {"script", "img", "iframe", "object", "a"} & set(tags(markup))
    assert "default-src &#39;none&#39;" in markup or "default-src 'none'" in markup
    assert not re.search(r"[\x00-\x08\x0b\x0c\x0e-\x1f\u202a-\u202e]", markup)
    for path in found.files:
        assert max(map(len, readable(path))) < 20_000


@pytest.mark.office
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
@pytest.mark.parametrize("number", [0, 4, 6, 12])
def test_hostile_documents_open_in_an_office(number: int, tmp_path: Path) -> None:
    found = posted(tmp_path, HOSTILE[number])
    for path in found.files[:2]:
        done = subprocess.run(
            ["soffice", f"-env:UserInstallation=file://{tmp_path}/office", "--headless", "--convert-to", "pdf",
             "--outdir", str(tmp_path / path.suffix[1:]), str(path)],
            capture_output=True, check=False, timeout=120,
        )  # fmt: skip
        assert done.returncode == 0
        assert (tmp_path / path.suffix[1:] / f"{path.stem}.pdf").stat().st_size > 5_000


@pytest.mark.browser
@pytest.mark.parametrize("number", [4, 5, 13])
def test_a_page_in_a_browser_asks_for_nothing_runs_nothing_and_fits_a_phone(number: int, tmp_path: Path) -> None:
    page = posted(tmp_path, HOSTILE[number], "en" if number == 5 else "zh").files[2]
    with chromium() as browser:
        for width in (390, 1280):
            with opened(browser, page, width) as shown:
                assert too_wide(shown) <= 0
                assert shown.locator("tbody tr").count() == 4
