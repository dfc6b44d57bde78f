"""Every sheet of a project list workbook, in the order of the contract."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from commatch.matching.plan import Outcome
from commatch.matching.result import Result
from commatch.month.state import month_state
from commatch.reports.answered import answered
from commatch.reports.changes_sheet import changes
from commatch.reports.fairness import fairness
from commatch.reports.memory_rows import memory_sheets
from commatch.reports.overview import overview
from commatch.reports.projects_sheet import projects
from commatch.reports.remedies import gaps
from commatch.reports.rows import SheetRows
from commatch.reports.run_record import problems, run
from commatch.reports.schedule import tasks, venue_calendar
from commatch.reports.unserved import unserved
from commatch.reports.usage import usage
from commatch.reports.view import View
from commatch.workbook.outputs import OUTPUT
from commatch.workbook.schema import Lang

__all__ = ["SHEETS", "project_list"]

SHEETS: Mapping[str, Callable[[View], SheetRows]] = {
    "overview": overview,
    "projects": projects,
    "assignments": answered,
    "unserved": unserved,
    "gaps": gaps,
    "tasks": tasks,
    "venue_calendar": venue_calendar,
    "usage": usage,
    "fairness": fairness,
    "problems": problems,
    "changes": changes,
    "run": run,
}
"""The sheets that are written, by key; a further sheet is a further function here."""

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
    sheets = (replace(make(view), title=_title(view, key)) for key, make in SHEETS.items() if not left_out.get(key))
    return (*sheets, *_remembered(result, lang))


def _remembered(result: Result, lang: Lang) -> tuple[SheetRows, ...]:
    """Return what the list before says of how far needs have come and what was done: it must not be lost with it."""
    previous = result.community.previous
    if previous is None:
        return ()
    state = month_state(result.community, previous)
    return memory_sheets(state.ways, state.history, lang) if previous.ways or state.history else ()


def _title(view: View, key: str) -> str:
    """Return what stands above a sheet's header: the community, the month, and which sheet it is."""
    name, month = view.settings.community_name, view.words.month(view.inst.month)
    community = name if len(name) <= _LONGEST_NAME else f"{name[:_LONGEST_NAME]}…"
    if key == "overview":
        return view.words("title", community=community, month=month)
    sheet = OUTPUT[key].name(view.lang).replace("_", " ")
    return view.words("sheet_title", community=community, month=month, sheet=sheet)
