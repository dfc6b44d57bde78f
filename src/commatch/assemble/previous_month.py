"""The month of a project list that comes back."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Sequence

from commatch.assemble.previous_run import Run
from commatch.problems import Place, Problem, error
from commatch.workbook import cells
from commatch.workbook.values import Record

__all__ = ["NAMED_PROJECT", "month_of"]

NAMED_PROJECT = re.compile(r"(\d{4}-\d{2})-(.+)", re.DOTALL)
"""The id of a project: its month, then its smallest need."""


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
