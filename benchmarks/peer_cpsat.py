"""CP-SAT on the coverage tier of a month, the whole model: see ``cpsat_model.py``.

Run in a process of its own, ``python benchmarks/peer_cpsat.py MONTH.json SECONDS [--start NAME] [--workers N]``; prints
one line of JSON.
"""

from __future__ import annotations

import argparse
import json
import time
from pathlib import Path

from cpsat_model import Coverage
from ortools.sat.python import cp_model


class Progress(cp_model.CpSolverSolutionCallback):
    """Notes when each better value was found."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[float, float]] = []

    def on_solution_callback(self) -> None:
        """Note a solution."""
        self.found.append((self.wall_time, self.objective_value / 10))


def main() -> None:
    """Solve a month's coverage and print what came of it."""
    parser = argparse.ArgumentParser()
    parser.add_argument("month", type=Path)
    parser.add_argument("seconds", type=float)
    parser.add_argument("--start", default="", help="name of the plan to start from")
    parser.add_argument("--workers", type=int, default=2)
    options = parser.parse_args()
    began = time.perf_counter()
    coverage = Coverage(json.loads(options.month.read_text(encoding="utf-8")), options.start)
    built = time.perf_counter()
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = options.workers
    solver.parameters.max_time_in_seconds = options.seconds
    progress = Progress()
    status = solver.solve(coverage.model, progress)
    found = status in (cp_model.OPTIMAL, cp_model.FEASIBLE)
    result = {
        "peer": f"CP-SAT from the {options.start} plan" if options.start else "CP-SAT",
        "value": round(solver.objective_value) / 10 if found else None,
        "bound": solver.best_objective_bound / 10,
        "proven": status == cp_model.OPTIMAL,
        "status": solver.status_name(status),
        "seconds": time.perf_counter() - built,
        "building": built - began,
        "booleans": len(coverage.values),
        "found": progress.found,
        "answer": coverage.answer(solver) if found else None,
    }
    print(json.dumps(result))


if __name__ == "__main__":
    main()
