"""HiGHS alone on the arrays of a matrix: the whole-number model, its relaxation's bound, or an MPS file of it.

Run in a process of its own, ``python benchmarks/peer_highs.py MATRIX.npz mip|lp|mps SECONDS [FILE.mps]``; prints one
line of JSON, in tenths of a point of coverage turned into points. Neither PuLP nor commatch is loaded.

The bound of the relaxation is worked out from the row duals, so that it holds even where the solver was stopped.
"""

from __future__ import annotations

import json
import sys
import time
from typing import Any

import highspy
import numpy as np

SCALE = 10
Arrays = dict[str, np.ndarray[Any, Any]]


def model_of(arrays: Arrays, whole: bool) -> highspy.HighsLp:
    """Return the model, of whole numbers or relaxed."""
    model = highspy.HighsLp()
    model.num_col_, model.num_row_ = len(arrays["cost"]), len(arrays["row_lower"])
    model.col_cost_, model.col_lower_, model.col_upper_ = arrays["cost"], arrays["lower"], arrays["upper"]
    model.row_lower_, model.row_upper_ = arrays["row_lower"], arrays["row_upper"]
    model.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    model.a_matrix_.start_, model.a_matrix_.index_ = arrays["start"], arrays["index"]
    model.a_matrix_.value_ = arrays["value"]
    if whole:
        model.integrality_ = [highspy.HighsVarType.kInteger] * model.num_col_
    return model


def started(options: dict[str, Any], model: highspy.HighsLp) -> highspy.Highs:
    """Return HiGHS with a model, quiet and with some options."""
    highs = highspy.Highs()
    for name, value in {"output_flag": False, "threads": 1, **options}.items():
        highs.setOptionValue(name, value)
    highs.passModel(model)
    return highs


def safe_bound(arrays: Arrays, duals: np.ndarray[Any, Any]) -> float:
    """Return a bound of the minimum that any row duals give, since every column is bounded."""
    low, high = arrays["row_lower"], arrays["row_upper"]
    duals = np.where((duals > 0) & np.isneginf(low), 0.0, duals)
    duals = np.where((duals < 0) & np.isposinf(high), 0.0, duals)
    at = np.where(duals > 0, low, np.where(duals < 0, high, 0.0))
    rows = np.repeat(duals, np.diff(arrays["start"]))
    taken = np.bincount(arrays["index"], weights=rows * arrays["value"], minlength=len(arrays["cost"]))
    reduced = arrays["cost"] - taken
    return float(duals @ at + np.where(reduced > 0, reduced * arrays["lower"], reduced * arrays["upper"]).sum())


def solve_whole(arrays: Arrays, seconds: float) -> dict[str, Any]:
    """Solve the model itself."""
    highs = started({"time_limit": seconds, "mip_rel_gap": 0.0, "mip_abs_gap": 0.999}, model_of(arrays, True))
    highs.run()
    info, status = highs.getInfo(), highs.getModelStatus()
    found = info.primal_solution_status == highspy.SolutionStatus.kSolutionStatusFeasible
    return {
        "value": round(-info.objective_function_value) / SCALE if found else None,
        "bound": np.floor(-info.mip_dual_bound + 1e-6) / SCALE if np.isfinite(info.mip_dual_bound) else None,
        "proven": status == highspy.HighsModelStatus.kOptimal,
        "status": highs.modelStatusToString(status),
    }


def solve_relaxed(arrays: Arrays, seconds: float) -> dict[str, Any]:
    """Solve the relaxation and return the bound that its duals give."""
    highs = started({"time_limit": seconds, "solver": "ipm", "run_crossover": "off"}, model_of(arrays, False))
    highs.run()
    status = highs.getModelStatus()
    bound = -safe_bound(arrays, np.array(highs.getSolution().row_dual))
    return {
        "value": None,
        "bound": min(bound, -float(arrays["cost"].sum())) / SCALE,
        "proven": status == highspy.HighsModelStatus.kOptimal,
        "status": highs.modelStatusToString(status),
    }


def main() -> None:
    """Do what is asked and print what came of it."""
    path, mode, seconds = sys.argv[1:4]
    arrays: Arrays = dict(np.load(path))
    began = time.perf_counter()
    if mode == "mps":
        started({}, model_of(arrays, True)).writeModel(sys.argv[4])
        result: dict[str, Any] = {"file": sys.argv[4]}
    else:
        result = (solve_whole if mode == "mip" else solve_relaxed)(arrays, float(seconds))
    print(json.dumps({"peer": f"highspy {mode}", **result, "seconds": time.perf_counter() - began}))


if __name__ == "__main__":
    main()
