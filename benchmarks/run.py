"""Measure a month's match, phase by phase, against raw highspy and raw arrays on the same matrices; and a check.

Run as ``python benchmarks/run.py [CASE …] [--write]``; ``--write`` puts the table into docs/benchmarks.md. All figures
are ratios or medians of interleaved runs in one process, since machines are small and noisy.
"""

from __future__ import annotations

import argparse
import os
import platform
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from importlib.metadata import version
from pathlib import Path
from typing import Any

import check
import highspy
import numpy as np
import pulp
from cases import CASES, community

from commatch.matching import realise, solver, tiers
from commatch.matching.candidates import judge
from commatch.matching.engine import match
from commatch.matching.instance import Instance
from commatch.matching.model import MatchModel

ROOT = Path(__file__).resolve().parent.parent
REPEATS = 3


class Arrays(MatchModel):
    """The same model built into plain lists and arrays, without PuLP: what building costs at the least."""

    def __init__(self, *args: Any, **options: Any) -> None:
        self.indices: list[int] = []
        self.values: list[float] = []
        self.starts: list[int] = [0]
        self.right: list[float] = []
        self.upper: list[float] = []
        super().__init__(*args, **options)
        self.matrix = (np.array(self.indices), np.array(self.values), np.array(self.starts), np.array(self.right))

    def binary(self, upper: float = 1) -> int:
        """Note a column."""
        self.upper.append(upper)
        return len(self.upper) - 1

    def highest(self, var: int) -> float:
        """Return a column's upper bound."""
        return self.upper[var]

    def row(self, terms: Any, sense: str, right: float, name: str = "") -> str:
        """Note a row."""
        for column, value in terms:
            self.indices.append(column)
            self.values.append(value)
        self.starts.append(len(self.indices))
        self.right.append(right)
        return name


def timed(work: Callable[[], Any]) -> tuple[float, Any]:
    """Return the seconds that some work took, and what it gave."""
    began = time.perf_counter()
    value = work()
    return time.perf_counter() - began, value


def raw_solve(
    model: highspy.HighsLp, start: Mapping[int, float] | None, settings: Any, seconds: float, nodes: int | None
) -> None:
    """Solve the same matrix with the same options, with nothing between us and HiGHS."""
    highs = highspy.Highs()
    options = {
        "output_flag": False,
        "mip_rel_gap": settings.gap,
        "mip_abs_gap": 1 - 1e-3,
        "threads": settings.threads,
        "time_limit": float(seconds),
        "random_seed": settings.seed,
        **solver.tuning(model.num_col_),
    }
    if nodes is not None:
        options["mip_max_nodes"] = nodes
    for name, value in options.items():
        highs.setOptionValue(name, value)
    highs.passModel(model)
    if start is not None:
        values = np.zeros(model.num_col_)
        for column, value in start.items():
            values[column] = value
        highs.setSolution(len(values), np.arange(len(values), dtype=np.int32), values)
    highs.run()
    highs.getSolution()


class Beside:
    """Stands in for :func:`commatch.matching.solver.solve` and runs every solve beside a raw one, in turns."""

    def __init__(self) -> None:
        self.ours = 0.0
        self.raw = 0.0
        self.count = 0

    def __call__(self, model: MatchModel, settings: Any, **options: Any) -> solver.Solution:
        """Solve in turns and add up the medians."""
        matrix = solver.lp_arrays(model.problem, model.vars)
        ours, raw = [], []
        for _ in range(REPEATS):
            took, solution = timed(lambda: solver.solve(model, settings, **options))
            ours.append(took)
            arguments = (options.get("start"), settings, options["seconds"], options.get("nodes"))
            raw.append(timed(lambda given=arguments: raw_solve(matrix, *given))[0])
        self.ours += statistics.median(ours)
        self.raw += statistics.median(raw)
        self.count += 1
        return solution


def handover(model: MatchModel) -> tuple[float, float]:
    """Return the seconds to hand a model over in one piece, and the stock way."""
    model.objective({owner.served: -1.0 for owner in model.owners})
    ours, stock = [], []
    for _ in range(REPEATS):
        one = solver.Highs(model.vars, threads=1)
        one.createAndConfigureSolver(model.problem)
        ours.append(timed(lambda one=one: one.buildSolverModel(model.problem))[0])
        other = pulp.HiGHS(msg=False)
        other.createAndConfigureSolver(model.problem)
        stock.append(timed(lambda other=other: other.buildSolverModel(model.problem))[0])
    return statistics.median(ours), statistics.median(stock)


def measure(name: str) -> dict[str, str]:
    """Return one case's row of the table."""
    month = community(CASES[name])
    inst = Instance(month)
    judged = judge(inst)
    build, arrays = [], []
    for _ in range(REPEATS):
        build.append(timed(lambda: MatchModel(inst, judged))[0])
        arrays.append(timed(lambda: Arrays(inst, judged))[0])
    model = MatchModel(inst, judged)
    ours, stock = handover(model)
    whole, result = timed(lambda: match(month))
    row = {
        "case": name,
        "needs × helpers": f"{CASES[name].needs} × {CASES[name].helpers}",
        "columns × rows": f"{len(model.vars)} × {len(model.problem.constraints())}",
        "match, s": f"{whole:.2f}",
        "build ÷ raw arrays": f"{statistics.median(build) / statistics.median(arrays):.2f}",
        "handover ÷ stock": f"{ours / stock:.2f}",
    }
    for tier in result.tiers:
        row[tier.name] = (
            f"{tier.value:g} of {tier.bound:g}{'' if tier.proven else ' (not proven)'}, {tier.seconds:.2f} s"
        )
    if whole < 60:
        beside = Beside()
        tiers.solve, realise.solve = beside, beside
        try:
            match(month)
        finally:
            tiers.solve, realise.solve = solver.solve, solver.solve
        row["solves ÷ raw highspy"] = f"{beside.ours / beside.raw:.2f} ({beside.count} solves)"
    row["violations"] = str(len(result.violations))
    return row


def table(rows: Sequence[Mapping[str, str]]) -> str:
    """Return the rows as a Markdown table, one column a case."""
    keys = list(dict.fromkeys(key for row in rows for key in row))
    lines = ["| " + " | ".join([keys[0], *(row[keys[0]] for row in rows)]) + " |", "|" + " --- |" * (len(rows) + 1)]
    lines += ["| " + " | ".join([key, *(row.get(key, "–") for row in rows)]) + " |" for key in keys[1:]]
    return "\n".join(lines)


def main() -> None:
    """Measure the cases named, or all."""
    parser = argparse.ArgumentParser(description=__doc__)
    every = [*CASES, *check.CASES]
    parser.add_argument("cases", nargs="*", default=every, help="names of cases; all where none is named")
    parser.add_argument("--write", action="store_true", help="write docs/benchmarks.md")
    options = parser.parse_args()
    tables = [
        table([measured(name) for name in options.cases if name in known])
        for measured, known in ((measure, CASES), (check.measure, check.CASES))
        if not known.keys().isdisjoint(options.cases)
    ]
    text = "\n\n".join(tables)
    print(text)
    if options.write:
        commit = subprocess.run(["git", "rev-parse", "--short", "HEAD"], capture_output=True, text=True, cwd=ROOT)
        versions = ", ".join(f"{name} {version(name)}" for name in ("commatch", "pulp", "highspy"))
        (ROOT / "docs" / "benchmarks.md").write_text(
            "# Benchmarks\n\nMade by `python benchmarks/run.py --write`; seeded communities of `benchmarks/cases.py`. "
            "Ratios come from interleaved runs in one process; seconds are of one run on a small, noisy machine. The "
            "figures of a check are medians of whole processes that ran by turns, start-up and all.\n\n"
            f"{text}\n\n{versions}; Python {platform.python_version()}; {os.cpu_count()} cores; "
            f"after commit {commit.stdout.strip()}.\n",
            encoding="utf-8",
        )


if __name__ == "__main__":
    sys.exit(main())
