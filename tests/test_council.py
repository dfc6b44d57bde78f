"""The round after the council as the people read it: what changed and why, what stands, what they typed."""

from __future__ import annotations

from pathlib import Path

import pytest
from previous_books import COMMUNITY, ListBook

import commatch
from commatch.assemble.joined import joined
from commatch.matching.plan import Outcome
from commatch.matching.result import Result
from commatch.reports.project_list import project_list
from commatch.workbook.schema import Lang

Rows = list[dict[str, object]]


@pytest.fixture(params=list(Lang))
def book(request: pytest.FixtureRequest, tmp_path: Path) -> ListBook:
    return ListBook(tmp_path, request.param)


def said(book: ListBook, zh: str, en: str) -> str:
    """Return a word in the language of a book."""
    return zh if book.lang is Lang.ZH else en


def next_round(book: ListBook) -> Result:
    """Match again with the book as it stands."""
    result = commatch.match(joined(COMMUNITY, book.read()))
    assert result.outcome is Outcome.PLANNED, (result.problems, result.clash)
    return result


def sheets(result: Result, lang: Lang) -> dict[str, Rows]:
    return {
        made.sheet.key: [dict(zip((c.key for c in made.sheet.columns), row, strict=True)) for row in made.rows]
        for made in project_list(result, lang)
    }


def read_again(book: ListBook, result: Result, folder: Path) -> ListBook:
    """Return the list of a round as a book of its own."""
    path = commatch.write_projects(result, folder / "next.xlsx", lang=book.lang)
    return ListBook(folder, book.lang, path.read_bytes())


def notes(made: dict[str, Rows], book: ListBook) -> list[str]:
    """Return the notes of a run record."""
    return [str(row["value"]) for row in made["run"] if row["item"] == said(book, "备注", "note")]


# -- what is completed -------------------------------------------------------------------------------------


def test_what_is_completed_is_said_as_such_and_what_it_used(book: ListBook, tmp_path: Path) -> None:
    book.put("projects", {"project_id": "2026-12-N02"}, "status", said(book, "已完成", "done"))
    first = next_round(book)
    (change,) = sheets(first, book.lang)["changes"]
    assert (change["need_id"], change["before"], change["after"]) == (
        "N02", said(book, "已安排", "planned"), said(book, "已完成", "done")
    )  # fmt: skip
    later = next_round(read_again(book, first, tmp_path))
    assert sheets(later, book.lang)["changes"] == []
    for result in (first, later):
        made = sheets(result, book.lang)
        (line,) = [row for row in made["overview"] if row["item"] == said(book, "已完成的需求", "needs completed")]
        assert line["value"] == 1
        assert said(book, "修水管（N02）", "修水管 (N02)") in str(line["note"])
        assert said(book, "工时 4", "4 hours") in str(line["note"])
        (note,) = notes(made, book)
        assert note == said(
            book,
            "修水管（N02）：已完成，用掉的已从本月可用的里扣除（李师傅（H2）2 小时、张师傅（H3）2 小时）",
            "修水管 (N02): done, and what it used is taken off what the month has "
            "(李师傅 (H2) 2 hours, 张师傅 (H3) 2 hours)",
        )
