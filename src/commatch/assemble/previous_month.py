"""What a project list is that comes back: whether it is one, its language, its month."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from commatch.assemble.previous_run import Run
from commatch.problems import Place, Problem, Severity, error
from commatch.workbook import cells
from commatch.workbook.declared import Lang
from commatch.workbook.outputs import READ_BACK
from commatch.workbook.tables import Tables
from commatch.workbook.values import Record

__all__ = ["MAIN", "NAMED_PROJECT", "lacking", "language_of", "month_of", "of_later"]

MAIN = ("projects", "assignments")
"""The sheets that must be there."""
NAMED_PROJECT = re.compile(r"(\d{4}-\d{2})-(.+)", re.DOTALL)
"""The id of a project: its month, then its smallest need."""
_LATER = frozenset({"actual_hours", "rating"})


def month_of(
    records: Sequence[Record], run: Run, planned: dt.date, name: str, problems: list[Problem]
) -> dt.date | None:
    """Return the month of the run record, else that of the projects' ids.

    Parameters
    ----------
    records : sequence of Record
        Rows of 项目清单.
    run : Run
        What the run record tells.
    planned : datetime.date
        The month that is planned.
    name : str
        Name of the file.
    problems : list of Problem
        Grows by one where the month is not the one planned.
    """
    month, place = run.month, run.month_place
    if month is None:
        named = (NAMED_PROJECT.fullmatch(record.text("project_id")) for record in records)
        months = Counter(cells.month(found[1]).value for found in named if found)
        month = next((month for month, _ in months.most_common(1)), None)
    if month is None:
        if records:
            problems.append(error("previous_no_month", place if place.cell else Place(name), name))
    elif month != planned:
        told, wanted = f"{month:%Y-%m}", f"{planned:%Y-%m}"
        problems.append(error("previous_other_month", place if place.cell else Place(name), told, month=wanted))
    return month


def lacking(tables: Tables) -> list[str]:
    """Return the sheets that are not there, none of a file that could not be opened."""
    headless = {dict(problem.params).get("sheet") for problem in tables.problems if problem.code == "no_header"}
    there = {table.key for table in tables.tables} | headless
    unopened = not tables.tables and any(problem.severity is Severity.ERROR for problem in tables.problems)
    return [] if unopened and not headless else [key for key in MAIN if key not in there]


def language_of(title: str) -> str:
    """Return the language in which the sheet of projects is named; '' for a name of the worker's own."""
    return next((lang.value for lang in Lang if READ_BACK["projects"].name(lang) == title), "")


def of_later(problem: Problem) -> Problem:
    """Return what is wrong with a cell that is for later steps as a warning: no plan is made of it."""
    later = dict(problem.params).get("column") in _LATER
    return replace(problem, severity=Severity.WARNING) if later else problem
