"""Peers on the same month, each in a process of its own: CP-SAT, HiGHS and CBC on our matrix, the relaxation's bound.

Every plan of CP-SAT goes through our audit. HiGHS and CBC solve the compact model's coverage tier, whose value may be
more than any plan reaches.
"""

from __future__ import annotations

import importlib.util
import json
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

import cases
import export
import gap
import pulp

from commatch.matching.audit import audit
from commatch.matching.candidates import judge
from commatch.matching.engine import match
from commatch.matching.instance import Instance

HERE = Path(__file__).resolve().parent
SPARE = 600.0
"""Seconds beyond its limit after which a peer is stopped: reading and building the model are not in the limit."""
Answer = dict[str, Any]


def has_cp_sat() -> bool:
    """Tell whether OR-tools are installed."""
    return importlib.util.find_spec("ortools") is not None


def asked(script: str, *arguments: object, seconds: float) -> Answer:
    """Run a peer and return what it prints, or what went wrong."""
    line = [sys.executable, str(HERE / script), *map(str, arguments)]
    try:
        done = subprocess.run(line, capture_output=True, text=True, timeout=seconds + SPARE)
    except subprocess.TimeoutExpired:
        return {"peer": script, "status": "stopped", "value": None, "bound": None, "proven": False}
    if done.returncode:
        last = (done.stderr.strip().splitlines() or [f"exit {done.returncode}"])[-1]
        return {"peer": script, "status": last, "value": None, "bound": None, "proven": False}
    answer: Answer = json.loads(done.stdout.splitlines()[-1])
    return answer


def relaxation(folder: Path, seconds: float) -> Answer:
    """Return the bound of the compact model's relaxation."""
    return asked("peer_highs.py", folder / "matrix.npz", "lp", seconds, seconds=seconds)


def highs(folder: Path, seconds: float) -> Answer:
    """Solve our matrix with HiGHS alone."""
    return asked("peer_highs.py", folder / "matrix.npz", "mip", seconds, seconds=seconds)


def cbc(folder: Path, seconds: float) -> Answer:
    """Solve our matrix with the CBC that PuLP brings."""
    model, found = folder / "matrix.mps", folder / "cbc.txt"
    asked("peer_highs.py", folder / "matrix.npz", "mps", 0, model, seconds=seconds)
    found.unlink(missing_ok=True)
    began = time.perf_counter()
    line = [pulp.PULP_CBC_CMD().path, str(model), "sec", str(seconds), "threads", "1", "timeMode", "elapsed"]
    subprocess.run([*line, "solve", "solution", str(found)], stdout=subprocess.DEVNULL, timeout=seconds + SPARE)
    took = time.perf_counter() - began
    status = found.read_text().splitlines()[0] if found.exists() else "nothing written"
    proven = status.startswith("Optimal")
    there = " - objective value " in status and "no integer solution" not in status
    value = round(-float(status.rpartition(" ")[2])) / 10 if there else None
    bound = value if proven else None
    return {"peer": "CBC", "status": status, "value": value, "bound": bound, "proven": proven, "seconds": took}


def cp_sat(name: str, folder: Path, seconds: float, start: str = "", data: str = "month") -> Answer:
    """Solve a month's coverage with CP-SAT and audit what it finds.

    Parameters
    ----------
    name : str
        The case.
    folder : Path
        Where its data are.
    seconds : float
        Limit of the solving, without the building.
    start : {'', 'greedy', 'final'}
        The plan of ours to start from.
    data : {'month', 'fewer'}
        All candidates, or the best of each requirement.
    """
    extra = ("--start", start) if start else ()
    document = folder / f"{data}.json"
    answer = asked("peer_cpsat.py", document, seconds, *extra, seconds=seconds)
    if data == "fewer":
        answer["peer"] += ", the best candidates"
        answer["bound"] = None  # it holds for these candidates only
    solution = answer.pop("answer", None)
    if solution is not None:
        month = cases.community(cases.MONTHS[name])
        data_of_month = json.loads(document.read_text(encoding="utf-8"))
        judged = judge(Instance(month))
        plain = export.instance(month, judged)
        inst = export.instance(month, judged, plain.kept.required.keys() - data_of_month["kept"].keys())
        plan = export.plan_of(inst, data_of_month, solution)
        plan = plan.ordered(inst.kept.let_go(plan))
        answer["audited"] = export.coverage(inst, plan)
        answer["violations"] = len(audit(month, plan))
    return answer


def reached(answer: Answer, value: float) -> float | None:
    """Return the seconds after which a peer had so much coverage, ``None`` where it never did."""
    return next((seconds for seconds, found in answer.get("found", ()) if found >= value - 1e-6), None)


def assignment(name: str, folder: Path, seconds: float, solvers: Sequence[str]) -> dict[str, Any]:
    """Return what we and the peers make of a generalised assignment problem."""
    case = cases.PAIRS[name]
    if not isinstance(case.made_from, gap.Assignment):
        raise TypeError(name)
    path = folder / "problem.json"
    path.write_text(json.dumps(asdict(gap.problem(case.made_from))), encoding="utf-8")
    began = time.perf_counter()
    result = match(cases.community(case))
    took = time.perf_counter() - began
    tiers = {tier.name: tier for tier in result.tiers}
    return {
        "case": name,
        "jobs": case.needs,
        "agents": case.helpers,
        "optimum": case.optimum,
        "served": len(result.plan.slots),
        "value": tiers["quality"].value,
        "proven": tiers["quality"].proven,
        "seconds": took,
        "violations": len(result.violations),
        "peers": [asked("peer_gap.py", path, solver, seconds, seconds=seconds) for solver in solvers],
    }
