"""Half-days that a series can't take together: no way to take them has more of a set than is said."""

from __future__ import annotations

from itertools import combinations, pairwise

import pytest

from commatch.community import Helper, Unit
from commatch.matching.exclusive import alike, stretches

SLOTS = (0, 1, 5, 18, 20, 24, 44, 45, 70)


def ways(sessions: int, gap: int) -> list[set[int]]:
    """Return every way to take so many half-days so many days apart."""
    return [
        set(taken)
        for taken in combinations(SLOTS, sessions)
        if all(other // 3 - one // 3 >= gap for one, other in pairwise(taken))
    ]


@pytest.mark.parametrize("sessions", [1, 2, 3, 4])
@pytest.mark.parametrize("gap", [0, 1, 3, 7])
def test_no_series_takes_more_of_a_set_than_is_said(sessions: int, gap: int) -> None:
    sets = list(stretches(SLOTS, sessions, gap))
    assert {slot for _, near in sets for slot in near} == set(SLOTS)
    for most, near in sets:
        assert max(len(taken & set(near)) for taken in ways(sessions, gap)) <= most


def test_one_event_takes_one_of_all() -> None:
    assert list(stretches(SLOTS, 1, 7)) == [(1, SLOTS)]


def test_only_those_who_are_the_same_are_told_as_alike() -> None:
    one = Helper("新1a", skills={"木工": 5}, hours=2)
    new = {
        "新1a": one,
        "新1b": Helper("新1b", skills={"木工": 5}, hours=2),
        "新2a": Helper("新2a", skills={"木工": 5}, hours=4),
        "新3a": Unit("新3a"),
        "新3b": Unit("新3b"),
    }
    assert list(alike(new)) == [("新1a", "新1b"), ("新3a", "新3b")]
