"""The month's page: figures, charts, a calendar and tables that sort and filter, in one file for a browser."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from commatch import __version__
from commatch.reports.page.calendar import calendar
from commatch.reports.page.figures import charts, figures
from commatch.reports.page.pages import rendered, save_page
from commatch.reports.page.said import MonthSaid
from commatch.reports.page.table import Table
from commatch.reports.page.tables import MonthTables
from commatch.reports.view import View
from commatch.texts.month_page import PAGE_WORDS
from commatch.workbook.schema import Lang

__all__ = ["month_page", "write_month_page"]

_NOTHING = MonthSaid()


def month_page(view: View, said: MonthSaid = _NOTHING) -> str:
    """Return the page of a month: the same month and list, the same page.

    Parameters
    ----------
    view : View
        The month, be its plan one that the audit finds fault with; of a project list, what was typed into it, too. What
        the list says stays in its own language.
    said : MonthSaid
        What the project list says beside its plan.
    """
    lang = view.lang
    words = {key: view.words.fill(phrase) for key, phrase in PAGE_WORDS.items() if "{" not in phrase.zh}
    made = MonthTables(view, said)
    gaps = made.gaps()
    month = view.words.month(view.inst.month)
    community = view.settings.community_name
    return rendered(
        "month.html",
        lang,
        title=view.words.fill(PAGE_WORDS["title"], community=community, month=month),
        styles=("month.css",),
        scripts=("month.js",),
        say=words,
        patterns={key: PAGE_WORDS[key].zh if lang is Lang.ZH else PAGE_WORDS[key].en for key in _PATTERNS},
        notes=[
            (message, view.words.fill(PAGE_WORDS["hint"], hint=hint) if hint else "") for message, hint in said.notes
        ],
        figures=figures(view, said),
        charts=charts(view, _gains(gaps)),
        calendar=(days := calendar(view)),
        undated=view.words.fill(PAGE_WORDS["undated"], count=len(days.undated)),
        tables=(made.projects(), made.unserved(), made.people(), gaps),
        foot=view.words.fill(PAGE_WORDS["foot"], version=__version__),
    )


_PATTERNS = ("shown", "upwards", "downwards")
"""Phrases that the script fills in."""


def _gains(gaps: Table) -> list[tuple[str, float]]:
    """Return the name of each gap and how much priority it would gain."""
    found = []
    for row in gaps.rows:
        what, kind, when, *_ = (one.text for one in row.cells)
        gained = row.cells[6].order
        try:
            found.append((" ".join(filter(None, (what or kind, when))), float(gained)))
        except ValueError:  # typed in
            continue
    return found


def write_month_page(
    view: View,
    path: Path,
    said: MonthSaid = _NOTHING,
    *,
    force: bool = False,
    inputs: Sequence[Path] = (),
) -> Path:
    """Write the page of a month, readable by its owner alone, and return the file; see :func:`month_page`.

    Raises
    ------
    commatch.workbook.save.OutputError
        It could not be written; no file is left behind.
    """
    return save_page(month_page(view, said), path, private=True, force=force, inputs=inputs)
