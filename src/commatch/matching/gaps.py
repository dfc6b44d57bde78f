"""What one more of each scarce thing would bring: an addition to the month, and the month solved again.

Additions are screened by the weight of the unserved demands that could gain, and the foremost are solved. A gain is
what the coverage tier gains: of a small month the best, proven; of a large one what was found in the part around it,
with a bound. The bound holds since without the demands that use an addition any plan is one of the month as it is.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from commatch.community import KIND_OF, Fund, Goods, Helper, Kind, Requirement, Resource, Unit, Venue
from commatch.matching.candidates import Judged
from commatch.matching.demands import term
from commatch.matching.instance import Instance
from commatch.matching.large import is_large
from commatch.matching.mending import unused
from commatch.matching.plan import Outcome, Plan
from commatch.matching.result import Result
from commatch.matching.trials import Addition, Gap, PartTrial, WholeTrial, shown
from commatch.times import Half, Part, Times, Weekdays

FIRST = 4
"""How much more what an unserved demand asks itself promises than what those ask who hold what it could use."""
SOLVED = 20
"""Most additions that are solved at any time."""
ITERATIONS = 240
"""Of the simplex method, for each demand of a small month, after which no further addition is solved."""
TIMED = 6
"""Most of these of which single half-days of the week are solved too."""
HALF_DAYS = 1
"""Most half-days of the week for one of them."""
MONEY = 500.0
"""Yuan of one more fund."""


@dataclass(frozen=True, slots=True)
class Gaps:
    """All gaps found, the largest gain first, and how many additions were screened and solved."""

    gaps: tuple[Gap, ...] = ()
    screened: int = 0
    solved: int = 0


def gaps(result: Result, progress: Callable[[float], None] | None = None) -> Gaps:
    """Return what one more of each scarce thing would bring.

    Parameters
    ----------
    result : Result
        With a plan, and coverage among its tiers.
    progress : callable, optional
        Called with the share done, 0 to 1.
    """
    if result.outcome is not Outcome.PLANNED or "coverage" not in {tier.name for tier in result.tiers}:
        return Gaps()
    additions = sorted(_additions(result), key=lambda one: (-one.promise, _order(one.resource)))
    trial = PartTrial(result) if is_large(result.judged) else WholeTrial(result)
    found: list[Gap] = []
    timed = 0
    budget = ITERATIONS * len(result.instance.demands)
    for number, addition in enumerate(additions[:SOLVED]):
        if trial.iterations > budget:
            break
        if progress:
            progress(number / min(SOLVED, len(additions)))
        gap, plan = trial.gain(addition)
        if gap is None:
            continue
        patterns = _patterns(gap, plan) if timed < TIMED and trial.iterations <= budget else []
        timed += bool(patterns)
        narrower = [_narrower(trial, addition, gap, plan, _at(gap.resource, *pattern)) for pattern in patterns]
        best = max((one for one in narrower if one is not None), key=lambda one: (one.must, one.weight), default=gap)
        both = [best, gap] if (best.must, best.weight) < (gap.must, gap.weight) else [best]
        found += [replace(one, resource=_placed(result.instance, one)) for one in both]
    found = _apart(result.instance, found)
    found.sort(key=lambda one: (-one.must, -one.weight, -one.needs, _order(one.resource)))
    return Gaps(tuple(found), len(additions), trial.solved)


def _narrower(
    trial: PartTrial | WholeTrial, addition: Addition, gap: Gap, plan: Plan, resource: Resource
) -> Gap | None:
    """Return what an addition brings that is there less often; solved only where the plan with more does not tell."""
    found = shown(trial.result, gap, plan, resource)
    if found is None:
        return trial.gain(replace(addition, resource=resource))[0]
    trial.solved += 1
    return found


def _apart(inst: Instance, found: Sequence[Gap]) -> list[Gap]:
    """Return one gap of those that bring the same by the same kind of addition: one near by, that asks least of it."""
    best: dict[object, Gap] = {}

    def far(gap: Gap) -> bool:
        return getattr(gap.resource, "grid", "") not in {inst.demand[name].lead.grid for name in gap.demand_ids}

    for gap in sorted(found, key=lambda one: (far(one), _asks(one.resource), _order(one.resource))):
        best.setdefault((gap.kind, gap.demand_ids, gap.must, gap.weight), gap)
    return list(best.values())


def _asks(resource: Resource) -> tuple[int, ...]:
    """Return how much is asked of an addition: that it may come at any time, facilities, level and checks, seats."""
    times = getattr(resource, "times", None)
    return (
        times is not None and not times.given,
        len(getattr(resource, "facilities", ())),
        sum(getattr(resource, "skills", {}).values()) + len(getattr(resource, "checks", ())),
        getattr(resource, "seats", 0),
    )


# -- additions ----------------------------------------------------------------------------------------------------


def _additions(result: Result) -> Iterator[Addition]:
    """Yield one addition for whatever unserved demands ask, or others who share with them; with the weight at stake."""
    inst, plan = result.instance, result.plan
    asked: dict[tuple[object, ...], list[Requirement]] = defaultdict(list)
    who: dict[tuple[object, ...], dict[str, int]] = defaultdict(dict)
    for item in result.judged:
        demand = item.demand
        due, timely = demand.lead.due_on, not demand.event or inst.window(demand)
        if demand.demand_id in plan.slots or (due is not None and due < inst.first) or not timely:
            continue
        for part in item.parts:
            others = [other for other in item.parts if other is not part]
            if not _enough(part) or any(other.there < other.asked for other in others):
                continue  # one more would not do
            key = _key(part.requirement, demand.lead.grid)
            asked[key].append(part.requirement)
            who[key][demand.demand_id] = FIRST * demand.weight
            for candidate in part.candidates if part.there >= part.asked else ():
                for other in sorted(plan.users([candidate.resource_id])):
                    for row in plan.of(other):
                        if row.resource_id == candidate.resource_id:
                            held = inst.demand[other].requirements[row.requirement]
                            near = _key(held, inst.demand[other].lead.grid)
                            asked[near].append(held)
                            who[near].setdefault(demand.demand_id, demand.weight)
    for key, requirements in asked.items():
        times = max(inst.demand[demand_id].sessions for demand_id in who[key])
        resource = _resource(result, key, requirements, times)
        yield Addition(resource, sum(who[key].values()), tuple(sorted(who[key])))


def _enough(part: Judged) -> bool:
    """Tell whether one more could make up what a requirement asks."""
    if part.requirement.kind is Kind.FUND:
        return part.requirement.quantity <= MONEY
    return part.requirement.kind is Kind.GOODS or part.asked - part.there <= 1


def _key(asked: Requirement, grid: str) -> tuple[object, ...]:
    if asked.kind is Kind.VENUE:
        return asked.kind, tuple(sorted(term(name) for name in asked.facilities)), grid
    return asked.kind, term(asked.what)


def _resource(result: Result, key: tuple[object, ...], asked: Sequence[Requirement], times: int) -> Resource:
    """Return one more of what is asked: as good and as much as any of the requirements wants it, at any time."""
    name, first = f"{unused(result.instance)}0", min(asked, key=lambda one: (one.what, one.said))
    if first.kind is Kind.HELPER:
        checks = frozenset[str]().union(*(one.checks for one in asked))
        level = max(one.level for one in asked)
        hours = max(result.settings.default_hours, *(one.hours * times for one in asked))
        return Helper(name, skills={first.what: level}, hours=hours, checks=checks)
    if first.kind is Kind.UNIT:
        return Unit(name, services=frozenset({first.what}), sessions=times)
    if first.kind is Kind.VENUE:
        seats = int(max(one.quantity for one in asked))
        return Venue(name, grid=str(key[2]), seats=seats, facilities=first.facilities)
    if first.kind is Kind.FUND:
        return Fund(name, amount=MONEY)
    pool = result.instance.pool(first)
    reusable = any(isinstance(row, Goods) and row.reusable for row in pool)
    pieces = int(max(one.quantity for one in asked))
    return Goods(name, name=first.what, quantity=pieces, reusable=reusable, term=first.what)


def _order(resource: Resource) -> tuple[object, ...]:
    """Order additions by what they are."""
    return (
        list(KIND_OF).index(type(resource)),
        *(sorted(getattr(resource, name, ())) for name in ("skills", "services", "facilities")),
        getattr(resource, "name", ""),
        getattr(resource, "grid", ""),
        repr(getattr(resource, "times", "")),
    )


def _patterns(gap: Gap, plan: Plan) -> list[tuple[int, Half]]:
    """Return the half-days of the week in which an addition that may come at any time is used most."""
    if isinstance(gap.resource, (Fund, Goods)):
        return []
    counts = Counter(
        (row.slot.date.weekday(), row.slot.half)
        for row in plan.assignments
        if row.resource_id == gap.resource.resource_id and row.slot is not None
    )
    return sorted(counts, key=lambda pattern: (-counts[pattern], pattern))[:HALF_DAYS]


def _at(resource: Resource, weekday: int, half: Half) -> Resource:
    times = Times((Part(Weekdays(frozenset({weekday})), frozenset({half})),))
    return resource if isinstance(resource, (Fund, Goods)) else replace(resource, times=times)


def _placed(inst: Instance, gap: Gap) -> Resource:
    """Return the addition in the grid of most of the demands that gain; a helper's grid does not limit it."""
    if not isinstance(gap.resource, Helper):
        return gap.resource
    grids = Counter(inst.demand[demand_id].lead.grid for demand_id in gap.demand_ids)
    grids.pop("", None)
    return replace(gap.resource, grid=min(grids, key=lambda grid: (-grids[grid], grid), default=""))
