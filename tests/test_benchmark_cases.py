"""The benchmark cases stay what they are, and their peers solve the same problem."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

import commatch
from commatch.matching.audit import audit
from commatch.matching.candidates import judge
from commatch.matching.instance import Instance
from commatch.matching.model import MatchModel

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "benchmarks"))

import books  # noqa: E402
import cases  # noqa: E402
import digest  # noqa: E402
import export  # noqa: E402
import gap  # noqa: E402
import picture  # noqa: E402
import targets  # noqa: E402
from generate import Size, draw  # noqa: E402

SMALL = [name for name, case in cases.CASES.items() if case.needs <= 500]
TINY = Size(14, 16, 28)
"""Small enough for every solver, with teams, series, events, money and goods in it."""


def peer(script: str, *arguments: object) -> dict[str, Any]:
    """Run a peer in its own process and return what it prints."""
    line = [sys.executable, str(ROOT / "benchmarks" / script), *map(str, arguments)]
    done = subprocess.run(line, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr
    found: dict[str, Any] = json.loads(done.stdout)
    return found


@pytest.mark.parametrize("name", SMALL)
def test_a_case_is_what_its_digest_says(name: str) -> None:
    case = cases.CASES[name]
    month = cases.community(case)
    assert (len(month.needs), len(month.helpers)) == (case.needs, case.helpers)


def test_a_case_that_changed_is_refused() -> None:
    case = cases.CASES["community"]
    with pytest.raises(ValueError, match="has changed"):
        cases.community(replace(case, made_from=replace(case.made_from, seed=12)))


def test_a_digest_sees_what_is_said_and_not_where_or_in_which_order() -> None:
    month = draw(TINY)
    needs = (replace(month.needs[0], urgency=month.needs[0].urgency % 5 + 1), *month.needs[1:])
    assert digest.digest(replace(month, needs=needs)) != digest.digest(month)
    turned = dict(reversed(month.distances.items()))
    assert digest.digest(replace(month, distances=turned)) == digest.digest(month)


def test_a_case_can_be_read_back_from_its_workbook(tmp_path: Path) -> None:
    month = cases.community(cases.CASES["community"])
    back = commatch.read(books.write(month, tmp_path / "month.xlsx"))
    assert not [item for item in back.problems if item.severity == "error"]
    assert [need.times for need in back.needs] == [need.times for need in month.needs]
    assert [len(need.requirements) for need in back.needs] == [len(need.requirements) for need in month.needs]
    assert [helper.hours for helper in back.helpers] == [helper.hours for helper in month.helpers]


@pytest.mark.parametrize("name", [name for name, case in cases.PAIRS.items() if case.needs <= 15])
def test_small_pair_scores_reach_their_optimum(name: str) -> None:
    case = cases.PAIRS[name]
    result = commatch.match(cases.community(case))
    quality = next(tier for tier in result.tiers if tier.name == "quality")
    assert len(result.plan.slots) == case.needs
    assert (quality.value, quality.proven) == (case.optimum, True)


def test_the_plain_formulation_reaches_the_same_optimum(tmp_path: Path) -> None:
    case = cases.PAIRS["gap-c515-1"]
    assert isinstance(case.made_from, gap.Assignment)
    problem = gap.problem(case.made_from)
    path = tmp_path / "problem.json"
    path.write_text(json.dumps({"points": problem.points, "hours": problem.hours, "capacity": problem.capacity}))
    found = peer("peer_gap.py", path, "highs", 60)
    assert (found["value"], found["proven"]) == (case.optimum, True)


def exported(folder: Path) -> tuple[Any, Instance, dict[str, Any]]:
    """Export the tiny month; return its result, the instance and the document."""
    month = draw(TINY)
    result = commatch.match(month)
    judged = judge(Instance(month))
    inst = export.instance(month, judged, (demand_id for demand_id, *_ in result.plan.released))
    must = int(next(tier.value for tier in result.tiers if tier.name == "must"))
    hints = {"greedy": export.start(inst, judged), "final": result.plan}
    data = export.document(inst, judged, hints=hints, must=must)
    export.write_document(folder / "month.json", data)
    export.write_matrix(folder / "matrix.npz", MatchModel(inst, judged), must)
    return result, inst, data


def covered(result: Any) -> float:
    """Return the coverage that a result reached."""
    return float(next(tier.value for tier in result.tiers if tier.name == "coverage"))


def test_highs_alone_reaches_our_coverage_on_our_matrix(tmp_path: Path) -> None:
    result, _, _ = exported(tmp_path)
    found = peer("peer_highs.py", tmp_path / "matrix.npz", "mip", 60)
    relaxed = peer("peer_highs.py", tmp_path / "matrix.npz", "lp", 60)
    assert found["proven"]
    assert found["value"] == covered(result) > 0
    assert relaxed["bound"] >= covered(result) - 1e-6


def test_an_answer_comes_back_as_the_plan_it_was(tmp_path: Path) -> None:
    result, inst, data = exported(tmp_path)
    back = export.plan_of(inst, data, data["hints"]["final"])
    assert back.slots == result.plan.slots
    assert sorted(back.assignments, key=str) == sorted(result.plan.assignments, key=str)


@pytest.mark.parametrize("start", ["", "greedy", "final"])
def test_cp_sat_reaches_our_coverage_on_the_whole_model(start: str, tmp_path: Path) -> None:
    pytest.importorskip("ortools", reason="only the benchmarks install OR-tools")
    result, inst, data = exported(tmp_path)
    found = peer("peer_cpsat.py", tmp_path / "month.json", 60, *(("--start", start) if start else ()))
    plan = export.plan_of(inst, data, found["answer"])
    plan = plan.ordered(inst.kept.let_go(plan))
    assert found["proven"]
    assert found["value"] == covered(result) == export.coverage(inst, plan)
    assert audit(inst.community, plan) == ()


def test_the_peers_are_told_whom_pairs_keep(tmp_path: Path) -> None:
    result, inst, data = exported(tmp_path)
    assert data["kept"], "the tiny month has no pair of last month's"
    for demand_id, helpers in data["kept"].items():
        there = {row.resource_id for row in result.plan.of(demand_id)}
        assert demand_id not in result.plan.slots or set(helpers) <= there
    everyone = export.top(judge(inst), 2, required=inst.kept.required)
    left = {
        (item.demand.demand_id, one.resource_id)
        for item in export.filtered(judge(inst), everyone)
        for part in item.parts
        for one in part.candidates
    }
    assert {(demand_id, one) for demand_id, helpers in data["kept"].items() for one in helpers} <= left


def test_a_filter_keeps_the_best_and_some_others() -> None:
    inst = Instance(cases.community(cases.CASES["community"]))
    judged = judge(inst)
    kept = export.filtered(judged, export.top(judged, 4))
    for item, less in zip(judged, kept, strict=True):
        for part, left in zip(item.parts, less.parts, strict=True):
            assert len(left.candidates) <= min(6, len(part.candidates))
            if len(part.candidates) > 1:
                assert max(one.tenths for one in left.candidates) == max(one.tenths for one in part.candidates)


def month_of(**changes: Any) -> dict[str, Any]:
    """Return a month's figures as a run keeps them."""
    return {
        "case": "street-scarce",
        "needs": 3000,
        "helpers": 3000,
        "limit": 60.0,
        "tiers": [{"name": "coverage", "value": 97.0, "bound": 99.0, "proven": False, "seconds": 60.0}],
        "plan": 97.0,
        "greedy": 90.0,
        "greedy_must": 3,
        "must": 3,
        "columns": 150_000,
        "ratios": {"build_ratio": 2.0, "handover_ratio": 0.05},
        "peers": {
            "relaxation": {"peer": "highspy lp", "value": None, "bound": 100.0, "proven": True, "status": ""},
            "cp-sat greedy": {"peer": "CP-SAT", "value": 98.0, "bound": 120.0, "proven": False, "status": ""},
        },
        **changes,
    }


def test_targets_are_told_from_the_figures_alone() -> None:
    found = {
        (one.size.partition(",")[0], one.target): one.met
        for one in targets.targets({"months": {"street-scarce": month_of()}})
    }
    assert found["street-scarce", "≤ 4 %, then ≤ 2 % below the LP bound"] is True
    assert found["street-scarce", "not behind CP-SAT"] is False
    assert found["all", "never below greedy, by must and then by coverage"] is True
    assert found["100k columns and more", "handing over ≤ .1 × stock PuLP"] is True
    assert found["city", "≤ 0.6 % below the LP bound"] is None


def test_the_picture_names_every_line() -> None:
    figures = {
        name: {
            "needs": needs,
            "time_limit": 300.0,
            "seconds": {"match": needs / 50, "read": needs / 1000, "write": needs / 700},
            "phases": {"judge": needs / 100, "start": needs / 600},
            "megabytes": {"match": 60 + needs / 3},
        }
        for name, needs in (("community", 60), ("quarter", 500), ("street", 3000))
    }
    drawn = picture.draw(figures)
    for label in ("all of match", "judge", "greedy start", "read", "write", "peak", "needs"):
        assert f">{label}</text>" in drawn
