"""Every sheet of a project list workbook, in the order of the contract."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from commatch.matching.plan import Outcome
from commatch.matching.result import Result
from commatch.reports.answered import answered
from commatch.reports.changes_sheet import changes
from commatch.reports.fairness import fairness
from commatch.reports.loans import loans
from commatch.reports.memory_rows import history, progress
from commatch.reports.overview import overview
from commatch.reports.projects_sheet import projects
from commatch.reports.remedies import gaps
from commatch.reports.rows import SheetRows
from commatch.reports.run_record import problems, run
from commatch.reports.schedule import tasks, venue_calendar
from commatch.reports.unserved import unserved
from commatch.reports.usage import usage
from commatch.reports.view import View
from commatch.workbook.schema import Lang, Sheet

__all__ = ["SHEETS", "project_list"]


def _progress(view: View) -> SheetRows:
    previous = view.result.community.previous
    return progress(previous.ways if previous else (), view.words)


def _history(view: View) -> SheetRows:
    previous = view.result.community.previous
    return history(previous.history if previous else (), view.words)


SHEETS: Mapping[str, Callable[[View], SheetRows]] = {
    "overview": overview,
    "projects": projects,
    "assignments": answered,
    "unserved": unserved,
    "gaps": gaps,
    "tasks": tasks,
    "venue_calendar": venue_calendar,
    "usage": usage,
    "loans": loans,
    "fairness": fairness,
    "problems": problems,
    "changes": changes,
    "progress": _progress,
    "history": _history,
    "run": run,
}
"""The sheets that are written, by key; a further sheet is a further function here."""

_KEPT = ("loans", "progress", "history")
"""Sheets that are there where there is something to tell or to remember."""
_LONGEST_NAME = 60
"""Characters of a community's name in a title."""


def project_list(result: Result, lang: Lang) -> tuple[SheetRows, ...]:
    """Return the rows of every sheet.

    Raises
    ------
    ValueError
        The result holds no plan.
    """
    if result.outcome is not Outcome.PLANNED:
        raise ValueError(f"no plan to report: {result.outcome}")
    view = View(result, lang)
    left_out = {"changes": result.community.previous is None, "gaps": result.gaps is None}
    made = [make(view) for key, make in SHEETS.items() if not left_out.get(key)]
    return tuple(
        replace(rows, title=_title(view, rows.sheet)) for rows in made if rows.rows or rows.sheet.key not in _KEPT
    )


def _title(view: View, sheet: Sheet) -> str:
    """Return what stands above a sheet's header: the community, the month, and which sheet it is."""
    called, month = view.settings.community_name, view.words.month(view.inst.month)
    community = called if len(called) <= _LONGEST_NAME else f"{called[:_LONGEST_NAME]}…"
    if sheet.key == "overview":
        return view.words("title", community=community, month=month)
    name = sheet.name(view.lang).replace("_", " ")
    return view.words("sheet_title", community=community, month=month, sheet=name)
