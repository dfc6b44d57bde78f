"""Tidying changes how data is written and nothing that it says: on the samples and on seeded messy workbooks."""

from __future__ import annotations

import datetime as dt
import functools
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import pytest
from messy_books import Messy
from openpyxl import load_workbook

import commatch
from commatch.matching.plan import Outcome
from commatch.problems import Problem, Severity
from commatch.tidying.compare import MENDED, same_data
from commatch.tidying.tidy import TidyResult, tidy
from commatch.workbook.outputs import TIDY_LOG
from commatch.workbook.schema import Lang

TODAY = dt.date(2026, 11, 21)
SAMPLES = Path(__file__).resolve().parents[1] / "data" / "samples"
STANDARD = [SAMPLES / "标准表" / "社区月度清单.xlsx"]
HAND = [SAMPLES / "手工表" / "需求登记.xlsx", SAMPLES / "手工表" / "资源登记.xlsx"]
ENGLISH = [SAMPLES / "english" / "community-month.xlsx"]
FORMS = pytest.mark.parametrize("paths", [STANDARD, HAND, ENGLISH], ids=["标准表", "手工表", "english"])
SEEDS = [*range(8), *(pytest.param(seed, marks=pytest.mark.slow) for seed in range(8, 150))]
Cells = dict[str, list[list[tuple[object, str, str]]]]

BECOMES = {"formula_without_value": "cell_error", "missing_column": "required_blank"}
"""Errors that are another one afterwards: what shows nothing is not available; a column that was missing is blank."""


def cells(path: Path | None) -> Cells:
    """Return value, type and format of every cell of the data sheets."""
    assert path is not None
    logs = {TIDY_LOG.name(lang) for lang in Lang}
    return {
        sheet.title: [[(cell.value, cell.data_type, cell.number_format) for cell in line] for line in sheet.iter_rows()]
        for sheet in load_workbook(path).worksheets
        if sheet.title not in logs
    }


def errors(problems: Iterable[Problem]) -> Counter[str]:
    """Return how often each error stands there; a blank cell that must be filled counts once, however often."""
    found = [BECOMES.get(item.code, item.code) for item in problems if item.severity is Severity.ERROR]
    return Counter(code for code in found if code != "required_blank")


def warnings(problems: Iterable[Problem]) -> set[str]:
    return {item.code for item in problems if item.severity is Severity.WARNING}


@functools.lru_cache(maxsize=4)
def matched(*paths: Path) -> commatch.Result:
    result = commatch.match(commatch.read(paths, month="2026-12"))
    assert result.outcome is Outcome.PLANNED
    return result


def resources(result: commatch.Result) -> list[tuple[object, ...]]:
    """Return who and what serves which need, when and for how long."""
    rows = result.plan.assignments
    return sorted((row.demand_id, row.resource_id, row.slot or (), row.quantity, row.hours, row.amount) for row in rows)


@FORMS
def test_a_tidied_sample_is_the_same_community_and_gives_the_same_plan(paths: list[Path], tmp_path: Path) -> None:
    lang = Lang.EN if paths == HAND else Lang.ZH
    result = tidy(paths, tmp_path / "out.xlsx", lang, today=TODAY)
    assert result.ok
    assert result.path is not None
    assert same_data(commatch.read(result.path, month="2026-12"), commatch.read(paths, month="2026-12"))
    found, wanted = matched(result.path), matched(*STANDARD)
    assert found.plan.slots == wanted.plan.slots
    assert resources(found) == resources(wanted)


@FORMS
def test_tidying_into_the_other_language_and_back_gives_the_same_cells(paths: list[Path], tmp_path: Path) -> None:
    straight = tidy(paths, tmp_path / "zh.xlsx", Lang.ZH, today=TODAY)
    english = tidy([straight.path or Path()], tmp_path / "en.xlsx", Lang.EN, today=TODAY)
    back = tidy([english.path or Path()], tmp_path / "back.xlsx", Lang.ZH, today=TODAY)
    assert cells(back.path) == cells(straight.path)


@pytest.mark.parametrize("paths", [STANDARD, ENGLISH], ids=["标准表", "english"])
def test_a_sample_in_standard_form_is_left_as_it_is_but_for_what_it_lacks(paths: list[Path], tmp_path: Path) -> None:
    lang = Lang.ZH if paths == STANDARD else Lang.EN
    result = tidy(paths, tmp_path / "out.xlsx", lang, today=TODAY)
    assert {change.rule for change in result.tidied.changes} <= {
        "choice_form", "columns_added", "column_moved", "list_form", "times_form", "setting_renamed", "sheet_left_out",
    }  # fmt: skip


def test_the_order_of_the_files_does_not_matter(tmp_path: Path) -> None:
    one = tidy(HAND, tmp_path / "1.xlsx", today=TODAY)
    other = tidy(HAND[::-1], tmp_path / "2.xlsx", today=TODAY)
    assert one.tidied == other.tidied
    assert cells(one.path) == cells(other.path)


def test_the_same_files_give_the_same_bytes(tmp_path: Path) -> None:
    written = [tidy(HAND, tmp_path / f"{number}.xlsx", today=TODAY).path for number in range(2)]
    one, other = (path.read_bytes() for path in written if path)
    assert one == other


def messy(seed: int, folder: Path, lang: Lang) -> tuple[TidyResult, TidyResult]:
    """Tidy a messy community, and what came out again; the first tidying has compared the data itself."""
    paths = Messy(seed).write(folder)
    before = [path.read_bytes() for path in paths]
    first = tidy(paths, folder / "out.xlsx", lang, today=TODAY)
    assert [path.read_bytes() for path in paths] == before
    assert first.path is not None
    return first, tidy([first.path], folder / "again.xlsx", lang, today=TODAY)


@pytest.mark.parametrize("seed", SEEDS)
def test_messy_workbooks_keep_what_they_say(seed: int, tmp_path: Path) -> None:
    lang = list(Lang)[seed % 2]
    first, again = messy(seed, tmp_path, lang)
    assert same_data(first.community, again.community, ("=1+1",))  # a formula without a value is blank, then its text
    assert errors(first.community.problems) == errors(first.problems)
    assert warnings(first.community.problems) - MENDED == warnings(first.problems)
    assert not again.tidied.changes
    assert cells(again.path) == cells(first.path)
