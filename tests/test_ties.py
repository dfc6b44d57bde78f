"""Where no tier tells plans apart, the smaller id comes first; and what the solver draws by chance decides nothing."""

from __future__ import annotations

from dataclasses import replace

import pytest
from oracle.by_hand import ANYONE, PM, at, event, flexible, helper, month

import commatch
from commatch.community import Community
from commatch.matching.objectives.balance import lateness
from commatch.times import Slot

PEOPLE = (helper("H1"), helper("H2"))


def plans(community: Community) -> list[commatch.Plan]:
    """Return the plans with the rows as they are and turned around, each with several seeds of the solver."""
    turned = replace(community, needs=community.needs[::-1], helpers=community.helpers[::-1])
    found = []
    for seed in range(3):
        for one in (community, turned):
            result = commatch.match(replace(one, settings=replace(one.settings, seed=seed)))
            assert result.plan is not None
            found.append(result.plan)
    return found


def who(plan: commatch.Plan) -> list[tuple[str, int, str, Slot | None]]:
    return sorted((row.demand_id, row.requirement, row.resource_id, row.slot) for row in plan.assignments)


def test_of_two_events_the_one_with_the_smaller_id_is_earlier() -> None:
    days = [at(3), at(4, PM)]
    community = month(event("N1", days), event("N2", days), helpers=(helper("H1"),))
    for plan in plans(community):
        assert plan.slots == {"N1": (at(3),), "N2": (at(4, PM),)}


def test_the_helper_with_the_smaller_id_comes_to_the_earlier_session() -> None:
    # Two hours each: one after the other is less load than both by one of them.
    community = month(event("N1", [at(3), at(20)], sessions=2), helpers=PEOPLE)
    for plan in plans(community):
        assert who(plan) == [("N1", 0, "H1", at(3)), ("N1", 0, "H2", at(20))]


def test_the_helper_with_the_smaller_id_does_the_first_requirement() -> None:
    community = month(flexible("N1", ANYONE, ANYONE), helpers=PEOPLE)
    for plan in plans(community):
        assert who(plan) == [("N1", 0, "H1", None), ("N1", 1, "H2", None)]


@pytest.mark.parametrize("first", [1, 60])
def test_sessions_of_one_sum_cost_less_the_earlier_the_first_one_is(first: int) -> None:
    costs = [lateness(slot, first, series=True) for slot in range(93)]
    assert costs == sorted(set(costs))  # later costs more
    for one in range(1, 92):
        for other in range(one + 9, 92):  # three days off
            assert costs[one - 1] + costs[other + 1] < costs[one] + costs[other]
