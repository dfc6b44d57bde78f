"""Which file's history holds: an older state of a month does not come back, and what it says else is told."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import trend_books

import commatch
from commatch.community import Basis, Past
from commatch.month.histories import HistoryOf, histories
from commatch.problems import Problem
from commatch.texts.problems import describe
from commatch.workbook.schema import Lang

DECEMBER = dt.date(2026, 12, 1)
OVER = frozenset({DECEMBER})


def did(who: str = "H1", hours: float | None = 2.0, need: str = "N1", **of: Any) -> Past:
    return Past(**{"month": DECEMBER, "need_id": need, "resource_id": who, "hours": hours, **of})


def held(*files: HistoryOf) -> tuple[list[tuple[str, float | None]], list[tuple[str, str, int]]]:
    """Return who counts with how many hours, and what is told of which file: the one that is used, how many rows."""
    kept, problems = histories(files)
    rows = [file.rows[at] for file, numbers in zip(files, kept, strict=True) for at in numbers]
    return [(row.resource_id, row.hours) for row in rows], [told(problem) for problem in problems]


def told(problem: Problem) -> tuple[str, str, int]:
    params = dict(problem.params)
    assert problem.code == "history_given_way"
    return problem.value, str(params["used"]), int(str(params["count"]))


# -- which rows count --------------------------------------------------------------------------------------------


def test_a_month_that_is_over_is_as_the_last_workbook_tells_it() -> None:
    listed = HistoryOf("list-2026-12-4", [did(hours=120.0), did("H2"), did("H3")], listed=True)
    early = HistoryOf("2027-01", [did(hours=3.0), did("H3"), did("H4")], OVER)
    late = HistoryOf("2027-03", [did(hours=2.0), did("H3")], OVER)
    rows, said = held(listed, early, late)
    assert rows == [("H1", 2.0), ("H3", 2.0)]
    assert said == [("list-2026-12-4", "2027-03", 2), ("2027-01", "2027-03", 2)]


def test_a_workbook_whose_history_of_the_month_was_taken_out_does_not_take_it_from_the_others() -> None:
    listed = HistoryOf("list-2026-12", [did()], listed=True)
    november = did(month=dt.date(2026, 11, 1))
    assert held(listed, HistoryOf("2027-01", [november], OVER)) == ([("H1", 2.0), ("H1", 2.0)], [])


def test_of_a_months_lists_the_highest_number_counts_whatever_their_order() -> None:
    lists = [
        HistoryOf("项目清单-2026-12-10.xlsx", [did(), did("H3")], listed=True),
        HistoryOf("项目清单-2026-12-9.xlsx", [did("H2"), did("H3")], listed=True),
        HistoryOf("项目清单-2026-12.xlsx", [did("H3", 1.0, basis=Basis.PLANNED)], listed=True),
    ]
    said = [("项目清单-2026-12-9.xlsx", "项目清单-2026-12-10.xlsx", 1)]  # of what was only planned nothing is told
    assert held(*lists) == ([("H1", 2.0), ("H3", 2.0)], said)
    assert held(*reversed(lists)) == ([("H1", 2.0), ("H3", 2.0)], said)


def test_of_any_other_files_the_last_counts_row_by_row_and_nothing_is_lost() -> None:
    one = HistoryOf("a", [did(), did("H2"), did("H3", hours=None, rating=4.0)])
    other = HistoryOf("list-2026-12", [did(hours=3.0), did("H2"), did("H3", hours=None, rating=5.0)], listed=True)
    rows, said = held(one, other)
    assert rows == [("H1", 3.0), ("H2", 2.0), ("H3", None)]
    assert said == [("a", "list-2026-12", 1)]  # a rating that is given later contradicts nothing


def test_rows_of_one_file_are_all_kept_equal_ones_too() -> None:
    twice = HistoryOf("a", [did(), did(), did(hours=4.0)])
    assert held(twice) == ([("H1", 2.0), ("H1", 2.0), ("H1", 4.0)], [])
    assert held(twice, HistoryOf("b", [did()], OVER)) == ([("H1", 2.0)], [("a", "b", 1)])


def test_rows_of_no_month_count_by_their_need_and_resource() -> None:
    rows, said = held(HistoryOf("a", [did(month=None)]), HistoryOf("b", [did(month=None), did("H2", month=None)]))
    assert (rows, said) == ([("H1", 2.0), ("H2", 2.0)], [])


# -- in the commands ---------------------------------------------------------------------------------------------


def files(folder: Path) -> list[Path]:
    """Write January's workbook, and an older list of December with minutes for hours and somebody who was swapped."""
    rolled = trend_books.month_book(
        folder / "2027-01.xlsx",
        "2027-01",
        helpers=[{"helper_id": key, "name": key, "skills": "志愿者", "hours": 8} for key in ("H1", "H2", "H3")],
        history=[
            {"month": "2026-12", "need_id": "N1", "resource_id": "H1", "hours": 2},
            {"month": "2026-12", "need_id": "N2", "resource_id": "H2", "hours": 1},
        ],
        progress=[
            {"need_id": key, "first_month": "2026-12", "end": "办结", "end_month": "2026-12"} for key in ("N1", "N2")
        ],
        balance=[
            {"month": "2026-12", "carried_in": 0, "raised": 2, "opened": 2, "settled": 2, "carried": 0, "handed_on": 0}
        ],
    )  # fmt: skip
    listed = trend_books.listed(
        folder / "项目清单-2026-12-4.xlsx",
        "2026-12",
        {},
        ["N1", "N2"],
        history=[
            {"month": "2026-12", "need_id": "N1", "resource_id": "H1", "hours": 120},
            {"month": "2026-12", "need_id": "N2", "resource_id": "H3", "hours": 1},
        ],
    )
    return [rolled, listed]


def test_an_earlier_list_brings_no_corrected_hours_back_in_points_or_in_trends(tmp_path: Path) -> None:
    given = files(tmp_path)
    for paths in (given, given[::-1]):
        found = commatch.points(paths)
        assert [(one.person.person_id, one.earned) for one in found.ledger.accounts] == [("H1", 2), ("H2", 1)]
        (problem,) = [item for item in found.problems if item.code == "history_given_way"]
        assert told(problem) == ("项目清单-2026-12-4.xlsx", "2027-01.xlsx", 2)
        for lang in Lang:
            message, _ = describe(problem, lang)
            assert "N1 H1、N2 H3" in message or "N1 H1, N2 H3" in message
            assert "2026-12" in message
    trends = commatch.trends(given)
    assert [(one.helper_id, one.hours) for one in trends.figures.helpers if one.hours] == [("H1", 2), ("H2", 1)]
    assert "history_given_way" in [problem.code for problem in trends.problems]
