"""Remedies in files: written in the grammar of what-if, each one serves its need in the workbook it came from."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from test_remedies import CASES, feasible, solved

import commatch
from commatch.altering import altered, parse
from commatch.altering.spelled import spelled
from commatch.assemble import assemble
from commatch.community import Community
from commatch.matching.remedies import Remedy
from commatch.problems import has_errors
from commatch.settings import DEFAULTS
from commatch.workbook.limits import limits_of
from commatch.workbook.reader import read_tables
from commatch.workbook.schema import Lang

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "benchmarks"))
import books
from generate import Size, draw

SAMPLES = Path(__file__).resolve().parents[1] / "data" / "samples"


def with_remedy(path: Path, month: str, community: Community, remedy: Remedy, lang: Lang) -> Community:
    """Return the month of a workbook with a remedy's options carried out on its sheets."""
    options = spelled(community, remedy.alterations, lang)
    asked = parse(
        add=[one.text for one in options if one.option == "add"],
        set=[one.text for one in options if one.option == "set"],
    )
    assert asked.faults == (), options
    tables = altered(read_tables([path], limits_of(DEFAULTS)), asked.operations)
    found = assemble(tables, DEFAULTS, {"month": month})
    assert not has_errors(found.problems), (options, found.problems)
    return found


def check(path: Path, month: str = "2026-12") -> int:
    community = commatch.read(path, month=month)
    result = solved(community)
    for number, (demand_id, remedy) in enumerate(result.remedies.items()):
        if remedy is not None:
            lang = (Lang.ZH, Lang.EN)[number % 2]
            found = with_remedy(path, month, community, remedy, lang)
            assert feasible(found, [*result.plan.slots, demand_id]), (
                demand_id,
                spelled(community, remedy.alterations, lang),
            )
    return len(result.remedies)


@pytest.mark.parametrize(
    "path", [SAMPLES / "标准表" / "社区月度清单.xlsx", SAMPLES / "english" / "community-month.xlsx"]
)
def test_the_samples_remedies_work_as_options(path: Path) -> None:
    assert check(path) > 8


@pytest.mark.parametrize("case", CASES)
def test_every_sort_of_remedy_works_as_options(case: str, tmp_path: Path) -> None:
    community, _ = CASES[case]
    path = tmp_path / "month.xlsx"
    books.write(community, path)
    assert check(path) == 1


def test_a_drawn_month_s_remedies_work_as_options(tmp_path: Path) -> None:
    path = tmp_path / "month.xlsx"
    books.write(draw(Size(40, 30, 2, hours=0.6)), path)
    assert check(path) > 5


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(40))
def test_forty_drawn_months_remedies_work_as_options(seed: int, tmp_path: Path) -> None:
    needs = 20 + seed * 100 // 39
    path = tmp_path / "month.xlsx"
    books.write(draw(Size(needs, needs, 100 + seed, hours=0.5 + seed % 3 / 4)), path)
    check(path)


def test_arranging_another_need_anew_saves_a_change() -> None:
    month = commatch.read(SAMPLES / "标准表" / "社区月度清单.xlsx", month="2026-12")
    result = commatch.add_remedies(commatch.match(month))
    found = result.remedies["N024"]
    assert found is not None
    assert (len(found.alterations), len(found.moved)) == (1, 2)
