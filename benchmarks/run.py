"""The benchmark suite: every case in a process of its own, beside its peers; tables, targets and a picture.

``python benchmarks/run.py [CASE …] [--quick | --full] [--keep] [--write] [--limit SECONDS]``. Without names about 45
minutes on two cores; ``--quick`` the small cases, 3 minutes; ``--full`` all cases and peers, two hours. ``--write``
puts everything into docs/benchmarks.md and docs/scaling.svg. ``--keep`` measures what is named anew and keeps the
figures of the rest, where machine and versions are the same. Figures stay in build/bench/figures.json; ``--tables``
prints those again.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import subprocess
import sys
import time
from collections.abc import Callable, Iterable
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

import check
import many
import peers
import picture
import startup
import tables
from cases import MONTHS, PAIRS
from targets import targets

HERE = Path(__file__).resolve().parent
DOCS = HERE.parent / "docs"
FOLDER = HERE.parent / "build" / "bench"
OTHERS = ("pairs", "many", "startup", *check.CASES)
QUICK = ("community", "pairs", "startup")
USUAL = (
    *QUICK,
    "quarter",
    "quarter-scarce",
    "street",
    "street-scarce",
    "city",
    "many",
    "check-10k",
)
FULL = (*MONTHS, *OTHERS)
RELAXING = 300.0
"""Seconds for the relaxation of a matrix."""
PACKAGES = ("commatch", "pulp", "highspy", "ortools", "pandas", "openpyxl")
INTRO = (
    "Made by `make bench`, that is `python benchmarks/run.py --write`; nothing here is typed in. The cases are drawn "
    "from seeds and frozen by digest (`benchmarks/cases.py`): communities, towns of many communities with distances, "
    "and generalised assignment problems. Each case and each peer ran in a process of its own; ratios come from "
    "interleaved runs, seconds from one run on a small, noisy machine. CP-SAT solves the whole model of the coverage "
    "tier with two workers; HiGHS and CBC solve our compact matrix, whose value may be more than a plan reaches; "
    "commatch and they use one thread. Pairs that our search had to release from last month's people are free of them "
    "for the peers too. The bound of the LP is worked out from its duals. Phases, tiers "
    "and memory are those of `match` as it comes, by all tiers; what is set beside the peers is, but for the smallest "
    "month, a second search by coverage alone within their limit."
)
Figures = dict[str, Any]


def month(name: str, limit: float, full: bool) -> Figures:
    """Measure a month and its peers."""
    folder = FOLDER / name
    folder.mkdir(parents=True, exist_ok=True)
    line = [sys.executable, str(HERE / "phases.py"), name, str(folder), "--limit", str(limit)]
    subprocess.run(line, check=True, stdout=subprocess.DEVNULL)
    figures: Figures = json.loads((folder / "figures.json").read_text(encoding="utf-8"))
    figures["peers"] = {}
    for key, work in _peers(name, folder, limit, full):
        say(f"  {name}: {key}")
        figures["peers"][key] = work()
    return figures


def _peers(name: str, folder: Path, limit: float, full: bool) -> Iterable[tuple[str, Callable[[], Figures]]]:
    """Yield the peers of a case: all of them for the small ones, or where all are asked."""
    case = MONTHS[name]
    yield "relaxation", lambda: peers.relaxation(folder, RELAXING)
    if full or case.needs <= 500:
        yield "highs", lambda: peers.highs(folder, limit)
        yield "cbc", lambda: peers.cbc(folder, limit)
    if not peers.has_cp_sat() or (name == "city" and not full):
        return
    from_start = case.scarce or case.needs > 1000
    large = (folder / "fewer.json").exists()
    if full or not from_start:
        yield "cp-sat", lambda: peers.cp_sat(name, folder, limit)
    if large:
        yield "cp-sat greedy fewer", lambda: peers.cp_sat(name, folder, limit, "greedy", "fewer")
    if full or (from_start and not large):
        yield "cp-sat greedy", lambda: peers.cp_sat(name, folder, limit, "greedy")
    if full:
        yield "cp-sat final", lambda: peers.cp_sat(name, folder, limit, "final")


def pairs(limit: float) -> list[Figures]:
    """Measure the generalised assignment problems."""
    folder = FOLDER / "pairs"
    folder.mkdir(parents=True, exist_ok=True)
    solvers = ("cp-sat", "highs") if peers.has_cp_sat() else ("highs",)
    return [peers.assignment(name, folder, limit, solvers) for name in PAIRS]


def measure(names: Iterable[str], limit: float, full: bool, before: Figures | None = None) -> Figures:
    """Measure everything named; what was measured so far is kept on disk."""
    about = machine()
    run: Figures = {"machine": about, "months": {}, "check": [], "limit": limit, "seconds": 0.0, "commits": {}}
    if before is not None:
        if (before["machine"], before["limit"]) != (about, limit):
            raise SystemExit("the figures of before are another machine's, of other versions or another limit")
        run = before
    spent, commit = run["seconds"], _commit()
    for name in names:
        say(name)
        run["commits"][name] = commit
        run["check"] = [one for one in run["check"] if one["case"] != name]
        if name in MONTHS:
            run["months"][name] = month(name, limit, full)
        elif name == "pairs":
            run["pairs"] = pairs(limit)
        elif name == "many":
            done = subprocess.run([sys.executable, many.__file__], capture_output=True, text=True, check=True)
            run["many"] = json.loads(done.stdout.splitlines()[-1])
        elif name == "startup":
            run["startup"] = startup.measure(21)
        else:
            run["check"].append(check.measure(name, check.REPEATS if full else 3))
            run["check"].sort(key=lambda one: list(check.CASES).index(one["case"]))
        run["seconds"] = spent + time.perf_counter() - BEGAN
        FOLDER.mkdir(parents=True, exist_ok=True)
        (FOLDER / "figures.json").write_text(json.dumps(run, ensure_ascii=False, indent=1), encoding="utf-8")
    return run


def machine() -> Figures:
    """Return what the figures depend on: versions, cores, memory."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1e9 if hasattr(os, "sysconf") else 0.0
    found = {}
    for name in PACKAGES:
        try:
            found[name] = version(name)
        except PackageNotFoundError:
            found[name] = "not installed"
    return {
        "versions": found,
        "python": platform.python_version(),
        "cores": len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count(),
        "gigabytes": round(memory),
    }


def _commit() -> str:
    found = subprocess.run(["git", "rev-parse", "--short", "HEAD"], capture_output=True, text=True, cwd=HERE)
    return found.stdout.strip()


def sections(run: Figures) -> Iterable[tuple[str, str]]:
    """Yield the parts of the page: heading and text."""
    months = list(run["months"].values())
    if months:
        yield "Targets", tables.of_targets(targets(run))
        yield "Phases, tiers and memory", tables.of_months(months)
        yield "Peers on coverage", tables.of_peers(months)
    if "pairs" in run:
        yield "Pair scores alone: generalised assignment", tables.of_pairs(run["pairs"])
    if run["check"]:
        yield "Check", tables.across(run["check"])
    if "startup" in run:
        empty, helped = run["startup"]
        text = f"`commatch --help` takes {helped / empty:.1f} times an empty Python ({helped:.2f} s, {empty:.3f} s); "
        yield "Start-up", text + f"the target is {startup.TARGET:g}."
    shared = Path(__file__).with_name("pool.md")  # measured by pool.py
    if shared.exists():
        yield "Streets that share", shared.read_text("utf-8").strip()


def page(run: Figures) -> str:
    """Return docs/benchmarks.md."""
    about = run["machine"]
    by_commit: dict[str, list[str]] = {}
    for name, commit in run["commits"].items():
        by_commit.setdefault(commit, []).append(name)
    after = "; ".join(f"{', '.join(names)} after commit {commit}" for commit, names in by_commit.items())
    versions = ", ".join(f"{name} {number}" for name, number in about["versions"].items())
    intro = (
        f"{INTRO}\n\n"
        f"{versions}; Python {about['python']}; {about['cores']} cores, {about['gigabytes']} GB; {after}; "
        f"the peers' limit is {run['limit']:g} s; {run['seconds'] / 60:.0f} minutes in all."
    )
    parts = [f"# Benchmarks\n\n{intro}"]
    for heading, text in sections(run):
        parts.append(f"## {heading}\n\n{text}")
        if heading.startswith("Phases") and (DOCS / "scaling.svg").exists():
            parts.append("![Seconds and peak memory from 60 to 10,000 needs](scaling.svg)")
    return "\n\n".join(parts) + "\n"


def say(text: str) -> None:
    """Tell how far it is."""
    print(f"{time.perf_counter() - BEGAN:6.0f} s  {text}", file=sys.stderr, flush=True)


def main() -> None:
    """Measure what is asked and print it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("cases", nargs="*", metavar="CASE", help=f"{', '.join(FULL)}")
    parser.add_argument("--quick", action="store_true", help="the small cases only")
    parser.add_argument("--full", action="store_true", help="all cases, all peers")
    parser.add_argument("--keep", action="store_true", help="keep the figures of what is not named")
    parser.add_argument("--write", action="store_true", help="write docs/benchmarks.md and docs/scaling.svg")
    parser.add_argument("--limit", type=float, default=60.0, help="seconds of solving coverage, ours and each peer's")
    parser.add_argument("--tables", action="store_true", help="measure nothing: the figures of the last run")
    options = parser.parse_args()
    unknown = set(options.cases) - set(FULL)
    if unknown:
        parser.error(f"no case {', '.join(sorted(unknown))}; there are {', '.join(FULL)}")
    names = options.cases or (QUICK if options.quick else FULL if options.full else USUAL)
    if options.tables:
        run = json.loads((FOLDER / "figures.json").read_text(encoding="utf-8"))
    else:
        kept = FOLDER / "figures.json"
        if options.keep and not kept.exists():
            parser.error("--keep has nothing to keep: no figures in build/bench")
        before = json.loads(kept.read_text(encoding="utf-8")) if options.keep else None
        run = measure(names, options.limit, options.full, before)
    print("\n\n".join(f"{heading}\n\n{text}" for heading, text in sections(run)))
    if options.write:
        picture.write(run["months"], DOCS / "scaling.svg")
        (DOCS / "benchmarks.md").write_text(page(run), encoding="utf-8")


BEGAN = time.perf_counter()

if __name__ == "__main__":
    main()
