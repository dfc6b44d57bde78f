"""Papers opened in LibreOffice and saved again: nothing of them is lost.

Run with ``pytest -m office`` where ``soffice`` with its writer is installed.
"""

from __future__ import annotations

import datetime as dt
import shutil
from pathlib import Path

import pytest
from cli_runs import in_chinese
from docx import Document
from docx.table import Table
from month_pages import ATTACKS, hostile_month, made
from paper_months import blocks, words
from test_office import converted

import commatch
from commatch.cli.demo import sample
from commatch.reports.papers.documents import Paper, save_paper
from commatch.texts.language import Language
from commatch.workbook.schema import Lang

pytestmark = [
    pytest.mark.office,
    pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed"),
]


@pytest.fixture(autouse=True)
def plain(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    in_chinese(monkeypatch, tmp_path)


def shapes(path: Path) -> list[tuple[int, int, bool]]:
    """Return how many rows and columns each table has, and whether its first row is repeated."""
    return [
        (len(block.rows), len(block.columns), bool(block.rows[0]._tr.xpath("./w:trPr/w:tblHeader")))
        for block in blocks(path)
        if isinstance(block, Table)
    ]


def pages(path: Path) -> list[tuple[int, int]]:
    """Return how wide and how high the pages of each section are, in millimetres."""
    return [
        (round((section.page_width or 0) / 36000), round((section.page_height or 0) / 36000))
        for section in Document(str(path)).sections
    ]


def written(path: Path) -> list[str]:
    """Return the lines of a document; blank ones beside a new section come and go."""
    return [line for line in words(path).split("\n") if line.strip()]


def lossless(path: Path, home: Path) -> None:
    plain = home / "paper.docx"  # where the machine lacks the locale, LibreOffice finds no file with a Chinese name
    shutil.copy(path, plain)
    (home / "docx" / "paper.docx").unlink(missing_ok=True)
    again = converted(plain, "docx")
    assert written(again) == written(path)
    assert shapes(again) == shapes(path)
    assert pages(again) == pages(path)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_papers_of_the_sample_survive_an_office(lang: Language, tmp_path: Path) -> None:
    source = tmp_path / sample(lang).name
    shutil.copy(sample(lang), source)
    result = commatch.match(commatch.read(source, month="2026-12"))
    path = commatch.write_projects(result, tmp_path / "list.xlsx", lang=lang)
    found = [commatch.agenda(path, tmp_path / "agenda.docx", lang=lang), commatch.tasks(path, tmp_path, lang=lang)]
    documents = [file for papers in found for file in papers.files if file.suffix == ".docx"]
    assert len(documents) == 3
    for file in documents:
        lossless(file, tmp_path)


def test_hostile_text_survives_an_office_as_text(tmp_path: Path) -> None:
    path = made(hostile_month(tmp_path))
    found = commatch.agenda(path, tmp_path / "agenda.docx").path
    assert found is not None
    assert any(attack in words(found) for attack in ATTACKS)
    lossless(found, tmp_path)


def test_every_sort_of_content_survives_an_office(tmp_path: Path) -> None:
    paper = Paper(Lang.ZH, dt.date(2026, 12, 1), "样张")
    paper.title("标题")
    paper.heading("一级")
    paper.heading("二级", 2)
    paper.say("段落\n第二行", bold=True)
    paper.items(["甲", "=HYPERLINK(1)"])
    paper.table(["一", "二"], [[("粗", "细\n行"), "长" * 40]] * 60, (1, 2))
    paper.turn(landscape=True)
    paper.table([], [["甲", "乙"]], (1, 1), height=3)
    lossless(save_paper(paper, tmp_path / "样张"), tmp_path)
