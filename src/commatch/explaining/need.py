"""Why a need is served as it is, or not at all."""

from __future__ import annotations

from dataclasses import dataclass

from commatch.community import PLANNED, Need
from commatch.explaining.rebuild import Rebuilt
from commatch.explaining.standing import Standing, Turned, by_code, standings
from commatch.matching.candidates import Judged
from commatch.matching.demands import Demand
from commatch.matching.plan import Assignment, Unserved
from commatch.previous_projects import Decision
from commatch.times import Slot

__all__ = ["NeedFacts", "PartFacts", "need_facts"]


@dataclass(frozen=True)
class PartFacts:
    """A requirement of a need.

    Attributes
    ----------
    part : Judged
        The requirement, with all its candidates.
    rows : tuple of Assignment
        Who is on it.
    offers : int
        How many offer what it names; of venues and funds all there are.
    standings : tuple of Standing
        How every candidate stands to it, the best scores first.
    turned_down : tuple of Turned
        How many of those who offer it may not, by reason.
    """

    part: Judged
    rows: tuple[Assignment, ...]
    offers: int
    standings: tuple[Standing, ...]
    turned_down: tuple[Turned, ...]

    @property
    def others(self) -> tuple[Standing, ...]:
        """Those who could do it and don't."""
        return tuple(item for item in self.standings if item.code != "on_it")


@dataclass(frozen=True)
class NeedFacts:
    """What there is to say of a need.

    Attributes
    ----------
    need : Need
        The need.
    state : {'served', 'unserved', 'out'}
        Whether it is served; ``out`` takes no part, by its status.
    demand : Demand, optional
        What it is served with: itself, or its bundle.
    slots : tuple of Slot
        When it takes place.
    parts : tuple of PartFacts
        Its requirements.
    unserved : Unserved, optional
        Why it is not served.
    decided : Decision, optional
        What the council decided before.
    decision : str
        What is typed into the project list as the council's decision.
    remedy : str
        What the project list says would be the least remedy.
    """

    need: Need
    state: str
    demand: Demand | None = None
    slots: tuple[Slot, ...] = ()
    parts: tuple[PartFacts, ...] = ()
    unserved: Unserved | None = None
    decided: Decision | None = None
    decision: str = ""
    remedy: str = ""


def need_facts(rebuilt: Rebuilt, need_id: str) -> NeedFacts:
    """Return what there is to say of a need.

    Parameters
    ----------
    rebuilt : Rebuilt
        The month with its plan.
    need_id : str
        A need of the month.
    """
    community, inst, listed = rebuilt.community, rebuilt.inst, rebuilt.listed
    need = next(need for need in community.needs if need.need_id == need_id)
    demand = inst.demand.get(inst.owner.get(need_id, ""))
    decided = community.decided.get(need_id)
    remedy = (listed.remedies or {}).get(need_id, "")
    if demand is None:
        state = "unserved" if need.status in PLANNED and decided is not None else "out"
        return NeedFacts(need, state, unserved=rebuilt.unserved(need_id), decided=decided, remedy=remedy)
    demand_id = demand.demand_id
    served = demand_id in rebuilt.plan.slots
    return NeedFacts(
        need=need,
        state="served" if served else "unserved",
        demand=demand,
        slots=rebuilt.plan.slots.get(demand_id, ()),
        parts=_parts(rebuilt, demand_id),
        unserved=None if served else rebuilt.unserved(need_id),
        decision=(listed.decisions or {}).get(demand_id, ""),
        remedy=remedy,
    )


def _parts(rebuilt: Rebuilt, demand_id: str) -> tuple[PartFacts, ...]:
    item = rebuilt.item(demand_id)
    return tuple(
        PartFacts(
            part,
            rebuilt.rows(part),
            len(rebuilt.inst.pool(part.requirement)),
            standings(rebuilt, item, part),
            by_code(part.rejections),
        )
        for part in item.parts
    )
