"""With all weights but the score off, helpers and hours are a generalised assignment problem, solved exactly."""

from __future__ import annotations

import json
import random
import sys
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations
from pathlib import Path
from typing import Any

import numpy
import pytest
from openpyxl import Workbook, load_workbook

from commatch.cli.app import main

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "benchmarks"))
from gap import PUBLISHED, Problem

OFF = ("level", "near", "group", "served", "rating", "prefer", "avoid")
AGENTS, JOBS = 5, 15


def published() -> Problem:
    """Return c515-1 of the OR-Library's file gap1, whose published optimum is 336, with points in tenths."""
    return replace(PUBLISHED, points=tuple(tuple(10 * each for each in row) for row in PUBLISHED.points))


def drawn(seed: int) -> Problem:
    """Return an instance drawn like the library's, but with points to one decimal and some below nothing."""
    rng = random.Random(f"gap {seed}")
    points = tuple(tuple(rng.randint(-40, 250) for _ in range(JOBS)) for _ in range(AGENTS))
    hours = tuple(tuple(rng.randint(5, 25) for _ in range(JOBS)) for _ in range(AGENTS))
    return Problem(points, hours, tuple(int(0.8 * sum(row) / AGENTS) for row in hours))


def optimum(problem: Problem) -> int | None:
    """Return the most points, ``None`` where the jobs don't fit: agent by agent, over all sets of jobs done so far."""
    jobs = len(problem.hours[0])
    masks = numpy.arange(1 << jobs)
    none = -(10**9)
    best = numpy.full(1 << jobs, none)
    best[0] = 0
    for points, hours, capacity in zip(problem.points, problem.hours, problem.capacity, strict=True):
        reached = best.copy()
        for mask, gained in bundles(points, hours, capacity):
            free = masks[(masks & mask) == 0]
            reached[free | mask] = numpy.maximum(reached[free | mask], best[free] + gained)
        best = reached
    return int(best[-1]) if best[-1] > none // 2 else None


def bundles(points: tuple[int, ...], hours: tuple[int, ...], capacity: int) -> Iterator[tuple[int, int]]:
    """Yield what an agent may do: sets of jobs within its capacity, with their points."""
    for size in range(1, len(hours) + 1):
        found = False
        for chosen in combinations(range(len(hours)), size):
            if sum(hours[job] for job in chosen) <= capacity:
                found = True
                yield sum(1 << job for job in chosen), sum(points[job] for job in chosen)
        if not found:
            return


def workbook(path: Path, problem: Problem) -> Path:
    """Write a problem as a month: a need for each job, a helper for each agent, an opinion for each pair."""
    agents, jobs = range(len(problem.capacity)), range(len(problem.hours[0]))
    sheets: dict[str, list[list[object]]] = {
        "需求清单": [["编号", "需求", "紧急程度", "技能"], *([f"J{j:02d}", f"工作{j}", 2, "岗位"] for j in jobs)],
        "能人": [
            ["编号", "姓名", "技能", "每月工时"],
            *([f"A{i}", f"人{i}", "岗位:3", problem.capacity[i]] for i in agents),
        ],
        "匹配意见": [
            ["需求编号", "资源编号", "评分", "工时"],
            *([f"J{j:02d}", f"A{i}", problem.points[i][j] / 10, problem.hours[i][j]] for j in jobs for i in agents),
        ],
        "设置": [["项", "值"], ["month", "2026-12"], *([f"weight_{name}", 0] for name in OFF)],
    }
    book = Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    book.save(path)
    return path


def solved(path: Path, capsys: pytest.CaptureFixture[str]) -> tuple[dict[str, Any], Path]:
    """Run the command line on a workbook; return its JSON and the workbook it wrote."""
    output = path.with_name("out.xlsx")
    code = main(["match", str(path), "--output", str(output), "--json", "--lang", "en"])
    document = json.loads(capsys.readouterr().out)
    assert code == 0, document
    return document, output


def check(problem: Problem, best: int, document: dict[str, Any], output: Path) -> None:
    """Check that all jobs are done, within the capacities, for the optimum, and that this is proven."""
    tiers = {tier["name"]: tier for tier in document["tiers"]}
    assert document["proven"] is True
    assert tiers["coverage_count"]["value"] == JOBS
    quality = tiers["quality"]
    assert (quality["proven"], quality["gap"]) == (True, 0)
    assert quality["value"] == pytest.approx(best / 10, abs=1e-6)
    assert quality["bound"] == pytest.approx(best / 10, abs=1e-6)
    _, head, *rows = load_workbook(output)["assignments"].iter_rows(values_only=True)
    need, helper = head.index("need_id"), head.index("resource_id")
    pairs = [(int(str(row[need])[1:]), int(str(row[helper])[1:])) for row in rows]
    assert sorted(job for job, _ in pairs) == list(range(JOBS))
    taken: dict[int, int] = defaultdict(int)
    for job, agent in pairs:
        taken[agent] += problem.hours[agent][job]
    assert all(hours <= problem.capacity[agent] for agent, hours in taken.items())
    assert sum(problem.points[agent][job] for job, agent in pairs) == best
    assert [row[head.index("hours")] for row in rows] == [problem.hours[agent][job] for job, agent in pairs]
    assert [row[head.index("score")] for row in rows] == [problem.points[agent][job] / 10 for job, agent in pairs]


@pytest.fixture(autouse=True)
def plain(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("COMMATCH_LANG", "COMMATCH_DEBUG"):
        monkeypatch.delenv(name, raising=False)


def test_the_published_optimum_is_what_exact_enumeration_finds() -> None:
    assert optimum(published()) == 3360


def test_the_published_instance_reaches_its_optimum(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    document, output = solved(workbook(tmp_path / "gap1.xlsx", published()), capsys)
    check(published(), 3360, document, output)


@pytest.mark.parametrize("seed", range(4))
def test_drawn_instances_reach_their_optimum(seed: int, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    problem = drawn(seed)
    best = optimum(problem)
    assert best is not None, "draw another"
    document, output = solved(workbook(tmp_path / "gap.xlsx", problem), capsys)
    check(problem, best, document, output)


def test_jobs_that_do_not_fit_are_left_out_and_the_rest_is_best(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    problem = drawn(0)
    tight = Problem(problem.points, problem.hours, tuple(int(0.55 * hours) for hours in problem.capacity))
    assert optimum(tight) is None
    document, _ = solved(workbook(tmp_path / "tight.xlsx", tight), capsys)
    tiers = {tier["name"]: tier["value"] for tier in document["tiers"]}
    done = int(tiers["coverage_count"])
    assert done < JOBS

    def best_of(count: int) -> int | None:
        """Return the most points of so many jobs: an agent without work takes the rest for nothing."""
        spare = Problem((*tight.points, (0,) * JOBS), (*tight.hours, (1,) * JOBS), (*tight.capacity, JOBS - count))
        return optimum(spare)

    assert best_of(done + 1) is None
    assert tiers["quality"] == pytest.approx((best_of(done) or 0) / 10, abs=1e-6)
    assert document["proven"] is True
