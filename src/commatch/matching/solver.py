"""The only module that calls a solver: HiGHS in one piece with a start, CBC as the fallback; one value comes back.

Traps kept in mind: PuLP's ``status`` says Optimal on a time limit with an incumbent, so only ``sol_status`` is read;
values are taken only where there is a solution; "infeasible" is believed only when a second solver agrees; a change of
``threads`` inside a process needs the scheduler reset.
"""

from __future__ import annotations

import math
import subprocess
import sys
import tempfile
import time
import warnings
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from importlib.metadata import version
from itertools import chain
from traceback import walk_stack, walk_tb
from types import FrameType
from typing import Any

import highspy
import numpy as np
import pulp
from pulp import constants

from commatch.matching.model import MatchModel, Var
from commatch.matching.plan import SolveStatus
from commatch.settings import Settings

INTEGRAL = 1e-6
"""Objectives are whole numbers: a bound is rounded down after allowing for this much noise."""

NOISE = 1e-2
"""The same for the relaxation, where each of many columns may be a little off."""

SMALL = 10_000
"""Columns up to which a model counts as small."""


def tuning(columns: int, *, poor_start: bool = False) -> dict[str, Any]:
    """Return HiGHS options for a model of so many columns.

    A small one has a good start already: searching for better ones in sub-problems and starting over cost more than
    they bring. On 31 models of small months this took a third of the time; a large one needs both. Where the start is
    poor, one search around the relaxation finds the best at once: branching took five to fifteen times as long.
    """
    if columns > SMALL:
        return {}
    return {
        "mip_heuristic_run_feasibility_jump": False,
        "mip_heuristic_run_rins": False,
        "mip_heuristic_run_rens": poor_start,
        "mip_heuristic_run_root_reduced_cost": False,
        "mip_allow_restart": False,
        "mip_pool_soft_limit": 1000,
    }


@dataclass(frozen=True, slots=True)
class Solution:
    """What one call of a solver gave.

    ``values`` holds the positive variables by number; ``bound`` is the dual bound of the minimised objective, rounded
    up to a whole number; ``stopped_by`` is '' for a finished run, else 'time' or 'work'.
    """

    status: SolveStatus
    values: Mapping[int, float] = field(default_factory=dict)
    bound: float = -math.inf
    stopped_by: str = ""
    seconds: float = 0.0


@dataclass(frozen=True, slots=True)
class Relaxed:
    """The relaxation's positive values by number, and what the minimised objective can't be below in whole numbers.

    ``value`` is the objective itself and ``costs`` the reduced costs of all variables.
    """

    values: Mapping[int, float]
    bound: int
    value: float
    costs: Sequence[float]


class Highs(pulp.HiGHS):  # type: ignore[misc]  # pulp has no types
    """PuLP's HiGHS, handed the model in one piece and given a start.

    Parameters
    ----------
    variables : sequence of Var
        All variables of the model in their order.
    start : mapping of int to float, optional
        Values of variables by number for a feasible start; those not named are 0.
    **options
        Options of :class:`pulp.HiGHS` and of HiGHS itself.
    """

    _threads = 0

    def __init__(self, variables: Sequence[Var], start: Mapping[int, float] | None = None, **options: object) -> None:
        super().__init__(msg=False, **options)
        self.variables = variables
        self.start = start

    def buildSolverModel(self, lp: pulp.LpProblem) -> None:
        """Pass the whole model as arrays."""
        if Highs._threads != self.threads:
            highspy.Highs.resetGlobalScheduler(True)
            Highs._threads = self.threads
        arrays = lp_arrays(lp, self.variables)
        if not self.mip:
            arrays.integrality_ = []
        lp.solverModel.passModel(arrays)
        if self.start is not None:
            columns = np.arange(len(self.variables), dtype=np.int32)
            values = np.zeros(len(self.variables))
            for number, value in self.start.items():
                values[number] = value
            lp.solverModel.setSolution(len(columns), columns, values)

    def findSolutionValues(self, lp: pulp.LpProblem) -> tuple[int, int]:
        """Map the model status; take values only where there is a feasible solution."""
        highs = lp.solverModel
        status = highs.getModelStatus()
        info = highs.getInfo()
        if status in (highspy.HighsModelStatus.kInfeasible, highspy.HighsModelStatus.kUnboundedOrInfeasible):
            return constants.LpStatusInfeasible, constants.LpSolutionInfeasible
        if info.primal_solution_status != highspy.SolutionStatus.kSolutionStatusFeasible:
            return constants.LpStatusNotSolved, constants.LpSolutionNoSolutionFound
        for var, value in zip(self.variables, highs.getSolution().col_value, strict=True):
            var.varValue = value
        if status in (highspy.HighsModelStatus.kOptimal, highspy.HighsModelStatus.kModelEmpty):
            return constants.LpStatusOptimal, constants.LpSolutionOptimal
        return constants.LpStatusNotSolved, constants.LpSolutionIntegerFeasible

    def actualSolve(self, lp: pulp.LpProblem) -> int:
        """Configure, pass, run, read; without PuLP's walks over all variables and rows."""
        self.createAndConfigureSolver(lp)
        self.buildSolverModel(lp)
        self.callSolver(lp)
        status, sol_status = self.findSolutionValues(lp)
        lp.assignStatus(status, sol_status)
        return status


def lp_arrays(lp: pulp.LpProblem, variables: Sequence[Var]) -> highspy.HighsLp:
    """Return a PuLP problem as one HiGHS model of numpy arrays, rows in the order they were added."""
    for number, var in enumerate(variables):
        var.index = number
    rows = lp.constraints()
    model = highspy.HighsLp()
    model.num_col_ = len(variables)
    model.num_row_ = len(rows)
    cost = np.zeros(len(variables))
    for var, coefficient in (lp.objective or {}).items():
        if isinstance(var, Var):  # PuLP's CBC leaves a dummy variable in an empty objective
            cost[var.index] = coefficient
    model.col_cost_ = cost
    model.col_lower_ = np.array([var.lowBound for var in variables], dtype=np.float64)
    model.col_upper_ = np.array([var.upBound for var in variables], dtype=np.float64)
    model.integrality_ = [highspy.HighsVarType.kInteger] * len(variables)
    right = np.array([-row.constant for row in rows], dtype=np.float64)
    sense = np.array([row.sense for row in rows], dtype=np.int8)
    model.row_lower_ = np.where(sense >= 0, right, -highspy.kHighsInf)
    model.row_upper_ = np.where(sense <= 0, right, highspy.kHighsInf)
    expressions = [row.expr for row in rows]
    lengths = np.fromiter(map(len, expressions), dtype=np.int32, count=len(rows))
    total = int(lengths.sum())
    model.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    model.a_matrix_.start_ = np.concatenate(([0], np.cumsum(lengths))).astype(np.int32)
    model.a_matrix_.index_ = np.fromiter(
        (var.index for var in chain.from_iterable(expressions)), dtype=np.int32, count=total
    )
    model.a_matrix_.value_ = np.fromiter(
        chain.from_iterable(item.values() for item in expressions), dtype=np.float64, count=total
    )
    return model


def solve(
    model: MatchModel,
    settings: Settings,
    *,
    seconds: float,
    start: Mapping[int, float] | None = None,
    nodes: int | None = None,
    solver: str | None = None,
    thorough: bool = False,
    poor_start: bool = False,
) -> Solution:
    """Minimise the model's objective.

    Parameters
    ----------
    model : MatchModel
        With its objective set; every coefficient a whole number.
    settings : Settings
        Gap, seed, threads and the solver.
    seconds : float
        Wall-clock limit.
    start : mapping of int to float, optional
        A feasible start; CBC takes none.
    nodes : int, optional
        Greatest number of branch-and-bound nodes: work that does not depend on the clock. HiGHS only.
    solver : {'highs', 'cbc'}, optional
        In place of the settings' solver.
    thorough : bool
        Look for better starts in sub-problems also where the model is small.
    poor_start : bool
        Look for a better one around the relaxation.
    """
    began = time.perf_counter()
    if (solver or settings.solver) == "cbc":
        solution = _solve_cbc(model, settings, seconds)
    else:
        options = {} if thorough else tuning(len(model.vars), poor_start=poor_start)
        solution = _solve_highs(model, settings, seconds, start, nodes, options)
    return Solution(solution.status, solution.values, solution.bound, solution.stopped_by, time.perf_counter() - began)


def _solve_highs(
    model: MatchModel,
    settings: Settings,
    seconds: float,
    start: Mapping[int, float] | None,
    nodes: int | None,
    options: dict[str, Any],
) -> Solution:
    options = {"random_seed": settings.seed, **options}
    if nodes is not None:
        options["mip_max_nodes"] = nodes
    solver = Highs(
        model.vars,
        start,
        gapRel=settings.gap,
        gapAbs=1 - 1e-3,  # objectives are whole: less than one apart is the same
        threads=settings.threads,
        timeLimit=max(0.01, seconds),
        **options,
    )
    problem = model.problem
    solver.actualSolve(problem)
    status = _status(problem)
    highs = problem.solverModel
    info, ended = highs.getInfo(), highs.getModelStatus()
    model.iterations += info.simplex_iteration_count
    stopped = {highspy.HighsModelStatus.kTimeLimit: "time", highspy.HighsModelStatus.kSolutionLimit: "work"}
    bound = info.mip_dual_bound if math.isfinite(info.mip_dual_bound) else -math.inf
    return Solution(
        status=status,
        values=_values(model) if status in (SolveStatus.OPTIMAL, SolveStatus.FEASIBLE) else {},
        bound=math.ceil(bound - INTEGRAL) if math.isfinite(bound) else bound,
        stopped_by="" if status is SolveStatus.OPTIMAL else stopped.get(ended, ""),
    )


def relax(model: MatchModel, settings: Settings, *, seconds: float, large: bool = True) -> Relaxed | None:
    """Minimise the model's objective in fractions; ``None`` where time ran out, or HiGHS is not the solver.

    An interior point method and then a vertex: on months of thousands of needs the quicker way. Else the simplex.
    """
    if settings.solver != "highs" or seconds <= 0:
        return None
    options: dict[str, Any] = {"solver": "ipm", "run_crossover": "on"} if large else {"solver": "simplex"}
    options["random_seed"] = settings.seed
    solver = Highs(model.vars, mip=False, threads=settings.threads, timeLimit=seconds, **options)
    solver.actualSolve(model.problem)
    if model.problem.sol_status != constants.LpSolutionOptimal:
        return None
    objective = model.problem.solverModel.getInfo().objective_function_value
    values = {number: var.varValue for number, var in enumerate(model.vars) if var.varValue}
    costs = model.problem.solverModel.getSolution().col_dual
    return Relaxed(values, math.ceil(objective - NOISE), objective, costs)


def _solve_cbc(model: MatchModel, settings: Settings, seconds: float) -> Solution:
    problem = model.problem
    for var in model.vars:
        var.varValue = None
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        solver = pulp.PULP_CBC_CMD(
            msg=False,
            timeLimit=max(1.0, seconds),
            gapRel=settings.gap or None,
            gapAbs=1 - 1e-3,
            threads=settings.threads,
            options=[f"randomCbcSeed {settings.seed + 1}"],
        )
        with tempfile.TemporaryDirectory(prefix="commatch-", ignore_cleanup_errors=True) as solver.tmpDir:
            try:
                problem.solve(solver)
            except pulp.PulpSolverError:  # it broke down: the other one is asked
                return Solution(SolveStatus.UNSOLVED)
            except BaseException as stopped:  # Ctrl-C too: CBC is a process of its own and would go on
                _stop_cbc(frame for frame, _ in walk_tb(stopped.__traceback__))
                raise
    # PuLP has no solution status for CBC's "Integer infeasible", only a status of the problem
    infeasible = problem.status == constants.LpStatusInfeasible
    status = SolveStatus.INFEASIBLE if infeasible else _status(problem)
    if status not in (SolveStatus.OPTIMAL, SolveStatus.FEASIBLE):
        return Solution(status)
    values = _values(model)
    objective = problem.objective or {}
    value = sum(round(var.varValue or 0.0) * coefficient for var, coefficient in objective.items())
    return Solution(
        status,
        values,
        bound=round(value) if status is SolveStatus.OPTIMAL and not settings.gap else -math.inf,
        stopped_by="" if status is SolveStatus.OPTIMAL else "time",
    )


def stop_cbc() -> None:
    """End CBC, which is a process of its own, where a thread of this one waits for it; this one is about to end."""
    for frame in sys._current_frames().values():
        _stop_cbc(frame for frame, _ in walk_stack(frame))


def _stop_cbc(frames: Iterable[FrameType]) -> None:
    for frame in frames:
        cbc = frame.f_locals.get("cbc")  # as PuLP, which would leave it running, calls it
        if isinstance(cbc, subprocess.Popen):
            cbc.kill()


def _status(problem: pulp.LpProblem) -> SolveStatus:
    return {
        constants.LpSolutionOptimal: SolveStatus.OPTIMAL,
        constants.LpSolutionIntegerFeasible: SolveStatus.FEASIBLE,
        constants.LpSolutionInfeasible: SolveStatus.INFEASIBLE,
    }.get(problem.sol_status, SolveStatus.UNSOLVED)


def _values(model: MatchModel) -> dict[int, float]:
    """Return the variables that are not 0, rounded to whole numbers."""
    return {number: float(value) for number, var in enumerate(model.vars) if (value := round(var.varValue or 0.0))}


def solver_name(settings: Settings) -> str:
    """Return the solver's name and version."""
    if settings.solver == "cbc":
        return f"CBC (PuLP {pulp.__version__})"
    return f"HiGHS {version('highspy')} (PuLP {pulp.__version__})"
