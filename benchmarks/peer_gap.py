"""The optimum of a generalised assignment problem, by CP-SAT or HiGHS on its plain formulation.

Run in a process of its own, ``python benchmarks/peer_gap.py PROBLEM.json cp-sat|highs SECONDS``; prints one line of
JSON.
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path
from typing import Any

Solved = dict[str, Any]


def by_cp_sat(problem: dict[str, Any], seconds: float) -> Solved:
    """Solve with CP-SAT, two workers."""
    from ortools.sat.python import cp_model

    points, hours, capacity = problem["points"], problem["hours"], problem["capacity"]
    agents, jobs = range(len(capacity)), range(len(points[0]))
    model = cp_model.CpModel()
    does = [[model.new_bool_var("") for _ in jobs] for _ in agents]
    for job in jobs:
        model.add_exactly_one(does[agent][job] for agent in agents)
    for agent in agents:
        model.add(sum(hours[agent][job] * does[agent][job] for job in jobs) <= capacity[agent])
    model.maximize(sum(points[agent][job] * does[agent][job] for agent in agents for job in jobs))
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 2
    solver.parameters.max_time_in_seconds = seconds
    status = solver.solve(model)
    found = status in (cp_model.OPTIMAL, cp_model.FEASIBLE)
    return {
        "value": solver.objective_value if found else None,
        "bound": solver.best_objective_bound,
        "proven": status == cp_model.OPTIMAL,
        "status": solver.status_name(status),
    }


def by_highs(problem: dict[str, Any], seconds: float) -> Solved:
    """Solve with HiGHS, one thread."""
    import highspy

    points, hours, capacity = problem["points"], problem["hours"], problem["capacity"]
    agents, jobs = range(len(capacity)), range(len(points[0]))
    highs = highspy.Highs()
    for name, value in (("output_flag", False), ("threads", 1), ("time_limit", seconds), ("mip_rel_gap", 0.0)):
        highs.setOptionValue(name, value)
    does = [[highs.addBinary() for _ in jobs] for _ in agents]
    for job in jobs:
        highs.addConstr(sum(does[agent][job] for agent in agents) == 1)
    for agent in agents:
        highs.addConstr(sum(hours[agent][job] * does[agent][job] for job in jobs) <= capacity[agent])
    highs.maximize(sum(points[agent][job] * does[agent][job] for agent in agents for job in jobs))
    status, info = highs.getModelStatus(), highs.getInfo()
    found = info.primal_solution_status == highspy.SolutionStatus.kSolutionStatusFeasible
    return {
        "value": round(info.objective_function_value) if found else None,
        "bound": info.mip_dual_bound,
        "proven": status == highspy.HighsModelStatus.kOptimal,
        "status": highs.modelStatusToString(status),
    }


def main() -> None:
    """Solve the problem named and print what came of it."""
    path, solver, seconds = sys.argv[1:4]
    problem = json.loads(Path(path).read_text(encoding="utf-8"))
    began = time.perf_counter()
    solved = (by_cp_sat if solver == "cp-sat" else by_highs)(problem, float(seconds))
    print(json.dumps({"peer": solver, **solved, "seconds": time.perf_counter() - began}))


if __name__ == "__main__":
    main()
