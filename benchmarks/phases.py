"""One case in a process of its own: every phase's seconds, peak memory, the plan, and the data for the peers.

``python benchmarks/phases.py CASE FOLDER [--limit SECONDS]`` matches by all tiers, and a larger case once more by
coverage alone within the limit, as the peers do. It writes figures.json, month.json and matrix.npz into the
folder, for a large case fewer.json too, with the best candidates only. Memory is the process's peak up to the written
project list, before anything is exported or compared.
"""

from __future__ import annotations

import argparse
import json
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import books
import export
import ratios
from cases import MONTHS, Case, community
from describe import describe

import commatch
from commatch.matching.model import MatchModel
from commatch.matching.plan import Outcome
from commatch.matching.result import Result

READ_UP_TO = 3000
"""Needs up to which the case is written as a workbook and read."""
WHOLE_UP_TO = 1000
"""Needs beyond which the peers are given a second month, with fewer candidates."""
KEPT = 8
"""Candidates of a requirement in it."""
COVERAGE = ("must", "coverage")
"""Tiers of the search that is compared with the peers, who solve these alone."""
SMALL = 60
"""Needs up to which the search by all tiers is compared itself."""
QUICK = 20.0
"""Seconds of a match up to which its solves are compared with raw ones and the command is run."""


def megabytes() -> float:
    """Return this process's peak memory."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / (1_000_000 if sys.platform == "darwin" else 1_000)


class Clock:
    """Seconds and peak memory by phase."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}
        self.megabytes: dict[str, float] = {}

    @contextmanager
    def __call__(self, name: str) -> Iterator[None]:
        """Time a phase."""
        began = time.perf_counter()
        yield
        self.seconds[name] = time.perf_counter() - began
        self.megabytes[name] = megabytes()


def run(case: Case, folder: Path, limit: float) -> dict[str, Any]:
    """Measure a case; leave the peers' data in the folder.

    Parameters
    ----------
    case : Case
        One of the months.
    folder : Path
        Where the files go.
    limit : float
        Seconds of solving for what is compared with the peers; the month's own settings hold for all else.
    """
    clock = Clock()
    with clock("draw"):
        month = community(case)
    book = folder / "month.xlsx"
    if case.needs <= READ_UP_TO:
        books.write(month, book)
        with clock("read"):
            commatch.read(book)
    with clock("match"):
        result = commatch.match(month)
    if result.outcome is Outcome.PLANNED:
        with clock("write"):
            commatch.write_projects(result, folder / "projects.xlsx", force=True)
    figures = {
        "case": case.name,
        "needs": case.needs,
        "helpers": case.helpers,
        "scarce": case.scarce,
        "limit": limit,
        "time_limit": month.settings.time_limit,
        "seconds": clock.seconds,
        "phases": dict(result.seconds),
        "megabytes": clock.megabytes,
        "tiers": [_tier(tier) for tier in result.tiers],
        "outcome": result.outcome.value,
        "violations": len(result.violations),
        "kind": describe(month, result.judged),
    }
    covered = result
    if case.needs > SMALL:
        covered = commatch.match(month, replace(month.settings, time_limit=limit, tiers=COVERAGE))
        figures["within"] = {
            "phases": dict(covered.seconds),
            "tiers": [_tier(tier) for tier in covered.tiers],
            "violations": len(covered.violations),
        }
    figures |= exported(covered, folder)
    if clock.seconds["match"] < QUICK and book.exists():
        figures["command"] = command(book, folder / "out.xlsx", 3 if clock.seconds["match"] < QUICK / 4 else 1)
    return figures


def exported(result: Result, folder: Path) -> dict[str, Any]:
    """Write the peers' data, compare with raw building, handing over and solving; return the figures."""
    month, judged = result.community, result.judged
    inst = export.instance(month, judged, (demand_id for demand_id, *_ in result.plan.released))
    greedy = export.start(inst, judged)
    must = next((int(tier.value) for tier in result.tiers if tier.name == "must"), None)
    hints = {"greedy": greedy, "final": result.plan}
    export.write_document(folder / "month.json", export.document(inst, judged, hints=hints, must=must))
    if len(judged) > WHOLE_UP_TO:
        fewer = export.filtered(judged, export.top(judged, KEPT, hints.values(), inst.kept.required))
        export.write_document(folder / "fewer.json", export.document(inst, fewer, hints=hints, must=must))
    model = MatchModel(inst, judged)
    export.write_matrix(folder / "matrix.npz", model, must)
    quick = sum(result.seconds.values()) < QUICK
    return {
        "columns": len(model.vars),
        "rows": len(model.problem.constraints()),
        "greedy": export.coverage(inst, greedy),
        "greedy_must": sum(inst.demand[demand_id].must for demand_id in greedy.slots),
        "plan": export.coverage(inst, result.plan),
        "must": must,
        "ratios": ratios.measure(month, inst, judged, model, solving=quick),
    }


def command(book: Path, output: Path, repeats: int) -> float:
    """Return the median seconds of the whole ``match`` command on a workbook, start-up and all."""
    line = [sys.executable, "-m", "commatch", "match", str(book), "--output", str(output), "--force", "--quiet"]
    line += ["--no-remedies", "--no-gaps"]  # the plan alone, as the other figures are of
    took = []
    for _ in range(repeats):
        began = time.perf_counter()
        subprocess.run(line, check=True, stdout=subprocess.DEVNULL)
        took.append(time.perf_counter() - began)
    return statistics.median(took)


def _tier(tier: Any) -> dict[str, Any]:
    return {name: getattr(tier, name) for name in ("name", "value", "bound", "proven", "seconds", "stopped_by")}


def main() -> None:
    """Measure the case named."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("case", choices=MONTHS)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--limit", type=float, default=60.0, help="seconds of solving coverage alone")
    options = parser.parse_args()
    options.folder.mkdir(parents=True, exist_ok=True)
    figures = run(MONTHS[options.case], options.folder, options.limit)
    text = json.dumps(figures, ensure_ascii=False, indent=1)
    (options.folder / "figures.json").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
