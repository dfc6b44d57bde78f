"""Proposals beside labels: rows written in many ways of speaking, those that nobody looked at while it was built."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from draft_books import one_model

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "benchmarks"))

import drafting  # noqa: E402
import raw_sample  # noqa: E402

LEAST = 0.9
"""Share of proposals that are to be right at the default confidence."""
TOLD_TWICE = 0.8
"""Of marks, which merge nothing: fewer, and many of the rows are written to tempt."""


@pytest.fixture(scope="module", autouse=True)
def _one_model() -> Iterator[None]:
    with one_model():
        yield


@pytest.fixture(scope="module", params=[False, pytest.param(True, marks=pytest.mark.slow)], ids=["plain", "learned"])
def needs(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, drafting.Score]:
    """Count what is proposed for every month; ``learned`` learns from the months before it, each anew."""
    return drafting.run("unseen", learn=request.param, folder=tmp_path_factory.mktemp("needs"))


@pytest.fixture(scope="module")
def resources(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, drafting.Score]:
    return drafting.run_resources("unseen", tmp_path_factory.mktemp("resources"))


def precision(scores: Mapping[str, drafting.Score]) -> float:
    counted = [score for name, score in scores.items() if not name.endswith("(cell)")]
    return sum(score.right for score in counted) / sum(score.right + score.wrong for score in counted)


def test_the_labelled_set_is_as_large_as_it_should_be() -> None:
    seen, unseen = drafting.rows("needs-seen"), drafting.rows("needs-unseen")
    assert len(seen) + len(unseen) >= 300
    assert 3 * len(unseen) >= len(seen) + len(unseen)
    assert len({row["id"] for row in (*seen, *unseen)}) == len(seen) + len(unseen)
    resources = [drafting.rows(f"resources-{part}") for part in ("seen", "unseen")]
    assert sum(map(len, resources)) >= 120
    assert 3 * len(resources[1]) >= sum(map(len, resources))


def test_nine_in_ten_of_all_proposals_are_right(
    needs: Mapping[str, drafting.Score], resources: Mapping[str, drafting.Score]
) -> None:
    assert precision(needs) >= LEAST
    assert precision(resources) >= LEAST


@pytest.mark.parametrize(
    "field", ["template", "category", "groups", "status (remit)", "told twice", "beneficiaries", "bundle (pairs)"]
)
def test_nine_in_ten_proposals_of_a_field_are_right(field: str, needs: Mapping[str, drafting.Score]) -> None:
    assert needs[field].right + needs[field].wrong >= 10
    assert needs[field].precision >= (TOLD_TWICE if field == "told twice" else LEAST)


def test_most_needs_get_their_template(needs: Mapping[str, drafting.Score]) -> None:
    assert needs["template"].recall >= 0.85


@pytest.mark.parametrize(
    "field",
    [
        *(f"helpers.{column}" for column in ("skills", "times", "hours", "checks")),
        *(f"units.{column}" for column in ("services", "times", "sessions", "groups", "agreed_until")),
        *(f"venues.{column}" for column in ("seats", "facilities", "times")),
    ],
)
def test_nine_in_ten_proposals_of_a_field_of_resources_are_right(
    field: str, resources: Mapping[str, drafting.Score]
) -> None:
    assert resources[field].right + resources[field].wrong >= 10
    assert resources[field].precision >= LEAST


def test_a_plan_from_raw_lists_serves_most_of_what_the_standard_form_serves(
    capsys: pytest.CaptureFixture[str],
) -> None:
    raw_sample.main()
    lines = capsys.readouterr().out.splitlines()
    assert int(lines[1].rsplit("(", 1)[1].rstrip("%)")) >= 78
    assert all(": " in line and not line.endswith("ends in ") for line in lines[2:-1])
