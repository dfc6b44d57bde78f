"""Some months of a community's life through the command line: nothing is lost, counted twice or renamed.

How a month goes is told in `year/living.py`, what is checked of it in `year/bookkeeper.py`.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from year.living import Life
from year.places import Drawn, Sample, Size
from year.terminal import Terminal

SMALL = Size(10, 20, 3, hours=1.5)
QUICK = ("--no-remedies", "--no-gaps")


def lived(life: Life, months: int) -> Life:
    """Live some months; everything that was wrong is told at once."""
    faults = life.live(months)
    assert not faults, "\n".join(faults)
    assert len(life.figures) == months
    return life


def test_two_small_months_lose_nothing_and_count_nothing_twice(tmp_path: Path) -> None:
    life = lived(Life(Drawn(SMALL, 5), Terminal(tmp_path), rerun=False, options=QUICK), 2)
    first, second = life.figures
    assert second.carried_in == first.carried
    assert first.settled + second.settled


@pytest.mark.slow
def test_every_step_of_four_months_gives_the_same_file_twice(tmp_path: Path) -> None:
    life = lived(Life(Drawn(Size(14, 30, 3, hours=1.5), 7), Terminal(tmp_path), seed=2), 4)
    assert all(sum(getattr(month, end) for month in life.figures) for end in ("settled", "carried", "refused"))


@pytest.mark.slow
def test_funds_are_refilled_where_the_settings_say_so(tmp_path: Path) -> None:
    lived(Life(Drawn(SMALL, 5), Terminal(tmp_path), seed=2, rerun=False, refilled=True, options=QUICK), 2)


@pytest.mark.slow
@pytest.mark.parametrize("seed", [1, 2])
def test_the_sample_community_lives_a_year(tmp_path: Path, seed: int) -> None:
    lived(Life(Sample(), Terminal(tmp_path), seed=seed, rerun=seed == 1), 12)


@pytest.mark.slow
def test_a_community_of_sixty_needs_lives_a_year(tmp_path: Path) -> None:
    lived(Life(Drawn(Size(60, 75, 7, hours=0.7), 26), Terminal(tmp_path), rerun=False), 12)


@pytest.mark.slow
@pytest.mark.skipif(not os.environ.get("COMMATCH_WHOLE_YEAR"), reason="takes an hour: COMMATCH_WHOLE_YEAR=1")
def test_a_community_of_five_hundred_needs_lives_a_year(tmp_path: Path) -> None:
    lived(Life(Drawn(Size(500, 700, 7), 200), Terminal(tmp_path), rerun=False, options=QUICK), 12)
