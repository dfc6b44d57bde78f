"""The people of pairs: who served a need of theirs last month serves it again, as long as they may and can."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from commatch.community import Kind

if TYPE_CHECKING:
    from commatch.matching.candidates import JudgedDemand
    from commatch.matching.instance import Instance
    from commatch.matching.plan import Plan


class KeptPeople:
    """Who must serve the needs of pairs that they had last month, and who was released.

    Parameters
    ----------
    inst : Instance
        The month.

    Attributes
    ----------
    required : dict of str to frozenset of str
        By demand, the helpers who are on it if it is served.
    released : set of (str, str)
        Pairs of demand and helper that could be and are no longer required, since the need went unserved with them.
    gone : dict of (str, str) to str
        Pairs that can't be, with the code of the reason.
    """

    def __init__(self, inst: Instance) -> None:
        self.last = last_people(inst)
        self.required: dict[str, frozenset[str]] = {}
        self.released: set[tuple[str, str]] = set()
        self.gone: dict[tuple[str, str], str] = {}

    def judge(self, judged: Sequence[JudgedDemand]) -> None:
        """See who of last month's people may serve again; the others are gone, with the reason."""
        for item in judged:
            demand_id = item.demand.demand_id
            helpers = self.last.get(demand_id)
            if not helpers:
                continue
            parts = [part for part in item.parts if part.requirement.kind is Kind.HELPER]
            may = {candidate.resource_id for part in parts for candidate in part.candidates}
            if helpers & may:
                self.required[demand_id] = helpers & may
            for helper_id in sorted(helpers - may):
                reasons = (part.against(helper_id) for part in parts)
                self.gone[demand_id, helper_id] = next((found.code for found in reasons if found), "not_asked")

    def release(self, demand_id: str) -> None:
        """Require the people of a demand no longer."""
        self.released |= {(demand_id, helper_id) for helper_id in self.required.pop(demand_id, ())}

    def let_go(self, plan: Plan) -> tuple[tuple[str, str, str], ...]:
        """Return who of last month's people is not in a plan that serves the demand, with the code of the reason."""
        there = {(row.demand_id, row.resource_id) for row in plan.assignments}
        reasons = {**self.gone, **dict.fromkeys(self.released, "pair_unserved")}
        return tuple(
            (demand_id, helper_id, code)
            for (demand_id, helper_id), code in sorted(reasons.items())
            if demand_id in plan.slots and (demand_id, helper_id) not in there
        )


def last_people(inst: Instance) -> Mapping[str, frozenset[str]]:
    """Return, by demand of a pairing category, the helpers who served it in the month before."""
    helpers = {helper.helper_id for helper in inst.community.helpers}
    found: dict[str, set[str]] = defaultdict(set)
    for row in inst.community.history:
        demand_id = inst.owner.get(row.need_id, "")
        if not demand_id or row.month is None or row.resource_id not in helpers or not inst.demand[demand_id].pair:
            continue
        if (inst.month.year - row.month.year) * 12 + inst.month.month - row.month.month == 1:
            found[demand_id].add(row.resource_id)
    return {demand_id: frozenset(ids) for demand_id, ids in found.items()}
