"""Ratios on one case: building against raw arrays, handing over against stock PuLP, solving against raw HiGHS.

Both sides of a ratio run by turns in one process, and medians are compared.
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import highspy
import numpy as np
import pulp

from commatch.community import Community
from commatch.matching import realise, solver, tiers
from commatch.matching.candidates import JudgedDemand
from commatch.matching.engine import match
from commatch.matching.instance import Instance
from commatch.matching.model import MatchModel

REPEATS = 3
LARGE = 100_000
"""Columns from which on everything is measured once."""


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


def building(inst: Instance, judged: Sequence[JudgedDemand], repeats: int) -> tuple[float, float]:
    """Return the seconds to build the model, and to build it into raw arrays."""
    ours, arrays = [], []
    for _ in range(repeats):
        ours.append(timed(lambda: MatchModel(inst, judged))[0])
        arrays.append(timed(lambda: Arrays(inst, judged))[0])
    return statistics.median(ours), statistics.median(arrays)


def handover(model: MatchModel, repeats: int) -> tuple[float, float]:
    """Return the seconds to hand a model over in one piece, and the stock way."""
    model.objective({owner.served: -1.0 for owner in model.owners})
    ours, stock = [], []
    for _ in range(repeats):
        one = solver.Highs(model.vars, threads=1)
        one.createAndConfigureSolver(model.problem)
        ours.append(timed(lambda one=one: one.buildSolverModel(model.problem))[0])
        other = pulp.HiGHS(msg=False)
        other.createAndConfigureSolver(model.problem)
        stock.append(timed(lambda other=other: other.buildSolverModel(model.problem))[0])
    return statistics.median(ours), statistics.median(stock)


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
    """Stands in for :func:`commatch.matching.solver.solve` and runs every solve beside a raw one, by turns."""

    def __init__(self, repeats: int = REPEATS) -> None:
        self.ours = 0.0
        self.raw = 0.0
        self.count = 0
        self.repeats = repeats

    def __call__(self, model: MatchModel, settings: Any, **options: Any) -> solver.Solution:
        """Solve by turns and add up the medians."""
        matrix = solver.lp_arrays(model.problem, model.vars)
        ours, raw = [], []
        for _ in range(self.repeats):
            took, solution = timed(lambda: solver.solve(model, settings, **options))
            ours.append(took)
            arguments = (options.get("start"), settings, options["seconds"], options.get("nodes"))
            raw.append(timed(lambda given=arguments: raw_solve(matrix, *given))[0])
        self.ours += statistics.median(ours)
        self.raw += statistics.median(raw)
        self.count += 1
        return solution


def solves(month: Community) -> Beside:
    """Return what all solves of a match took, ours and raw."""
    beside = Beside()
    patched = [module for module in (tiers, realise) if getattr(module, "solve", None) is solver.solve]
    for module in patched:
        module.solve = beside
    try:
        match(month)
    finally:
        for module in patched:
            module.solve = solver.solve
    return beside


def measure(
    month: Community, inst: Instance, judged: Sequence[JudgedDemand], model: MatchModel, *, solving: bool
) -> dict[str, float]:
    """Return all ratios and the seconds behind them.

    Parameters
    ----------
    solving : bool
        Compare the solves too, which repeats the whole match six times over.
    """
    repeats = REPEATS if len(model.vars) < LARGE else 1
    build, arrays = building(inst, judged, repeats)
    ours, stock = handover(model, repeats)
    figures = {
        "build": build,
        "build_ratio": build / arrays,
        "handover": ours,
        "handover_stock": stock,
        "handover_ratio": ours / stock,
    }
    if solving:
        beside = solves(month)
        figures |= {"solves": beside.count, "solves_ratio": beside.ours / beside.raw}
    return figures
