"""Every plan that serves a set of demands, as far as the tiers can tell plans apart."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from commatch.community import Community

from .scarce import Scarce, Taken, less
from .tier_terms import load_cost, past_minutes
from .ways import Capacities, Way
from .weights import Demand

Left = tuple[int, ...]
Minutes = tuple[int, ...]


class Held(NamedTuple):
    """What is held once it is solved: people of released pairs, former triples and slots that a plan has not."""

    continuity: int = 0
    lost: int = 0
    moved: int = 0

    def plus(self, other: Held) -> Held:
        """Return the sum."""
        return Held(self.continuity + other.continuity, self.lost + other.lost, self.moved + other.moved)

    def keeps(self, other: Held) -> bool:
        """Tell whether nothing of it is worse than another's."""
        return self.continuity >= other.continuity and self.lost <= other.lost and self.moved <= other.moved


class Tail(NamedTuple):
    """What is compared after balance, more being better."""

    never_asked: int = 0
    early: int = 0
    ids: int = 0

    def plus(self, other: Tail) -> Tail:
        """Return the sum."""
        return Tail(self.never_asked + other.never_asked, self.early + other.early, self.ids + other.ids)


@dataclass(frozen=True)
class Choice:
    """A way to serve a demand and all that the tiers measure of it.

    ``score`` and ``size`` (of absolute scores) in tenths; ``minutes`` by helper, in the order of the community.
    """

    demand: Demand
    way: Way
    held: Held
    score: int
    size: int
    minutes: Minutes
    tail: Tail


Path = tuple[Choice, ...]


class Found(NamedTuple):
    """The end of the best plan of a set."""

    balance: int
    tail: Tail
    path: Path

    def order(self) -> tuple[int, ...]:
        """Return what makes the best end the least."""
        return (self.balance, *(-number for number in self.tail))


class Search:
    """Looks through the plans of sets of demands.

    Parameters
    ----------
    community : Community
        The month.
    choices : mapping of Demand to list of Choice
        The choices of each demand.
    """

    def __init__(self, community: Community, choices: Mapping[Demand, Sequence[Choice]]) -> None:
        scarce = Scarce(([item.way for item in found] for found in choices.values()), Capacities(community))
        self._start = scarce.start
        self._choices = {
            demand: [(scarce.taken(item.way), item) for item in found] for demand, found in choices.items()
        }
        self._brief = {demand: _brief(found) for demand, found in self._choices.items()}
        self._helpers = [(helper.hours, past_minutes(community, helper.helper_id)) for helper in community.helpers]

    def reached(self, served: Sequence[Demand]) -> frozenset[Held]:
        """Return all that plans of exactly these demands reach of what is held; empty where there is no plan."""
        states = {(self._start, Held())}
        for demand in served:
            states = {
                (rest, held.plus(more))
                for left, held in states
                for taken, more in self._brief[demand]
                if (rest := less(left, taken)) is not None
            }
        return frozenset(held for _, held in states)

    def quality(self, served: Sequence[Demand], wanted: Held) -> tuple[int, frozenset[int]] | None:
        """Return the best score of plans that reach what is wanted, and the sizes of all plans with that score."""
        states: dict[tuple[Left, Held], tuple[int, frozenset[int]]] = {(self._start, Held()): (0, frozenset({0}))}
        for demand in served:
            after: dict[tuple[Left, Held], tuple[int, frozenset[int]]] = {}
            for (left, held), (score, sizes) in states.items():
                for taken, item in self._choices[demand]:
                    rest = less(left, taken)
                    if rest is None:
                        continue
                    mark = (rest, held.plus(item.held))
                    more = (score + item.score, frozenset(size + item.size for size in sizes))
                    after[mark] = _better(after.get(mark), more)
            states = after
        best: tuple[int, frozenset[int]] | None = None
        for (_, held), value in states.items():
            if held.keeps(wanted):
                best = _better(best, value)
        return best

    def last(self, served: Sequence[Demand], wanted: Held, floor: int) -> Found | None:
        """Return the best end of plans that reach what is wanted with a score no less than the floor."""
        return min(self.ends(served, wanted, floor), key=Found.order, default=None)

    def ends(self, served: Sequence[Demand], wanted: Held, floor: int) -> list[Found]:
        """Return the ends of such plans, of those with the same minutes the best."""
        order = sorted(served, key=lambda demand: len(self._choices[demand]))
        later = [sum(_most(self._choices[demand]) for demand in order[at + 1 :]) for at in range(len(order))]
        states: dict[tuple[Left, Held, Minutes], _Front] = {
            (self._start, Held(), (0,) * len(self._helpers)): [(0, Tail(), ())]
        }
        for demand, to_come in zip(order, later, strict=True):
            after: dict[tuple[Left, Held, Minutes], _Front] = {}
            for (left, held, minutes), front in states.items():
                for taken, item in self._choices[demand]:
                    rest = less(left, taken)
                    if rest is None:
                        continue
                    total = tuple(one + other for one, other in zip(minutes, item.minutes, strict=True))
                    for score, tail, path in front:
                        if score + item.score + to_come >= floor:
                            entry = (score + item.score, tail.plus(item.tail), (*path, item))
                            _add(after.setdefault((rest, held.plus(item.held), total), []), entry)
            states = after
        return [
            Found(self._cost(minutes), tail, path)
            for (_, held, minutes), front in states.items()
            for score, tail, path in front
            if held.keeps(wanted) and score >= floor
        ]

    def _cost(self, minutes: Minutes) -> int:
        return sum(load_cost(hours, past, more) for (hours, past), more in zip(self._helpers, minutes, strict=True))


_Front = list[tuple[int, Tail, Path]]
"""Of plans alike in all else: score, tail and the choices made; none as good as another in both."""


def _add(front: _Front, entry: tuple[int, Tail, Path]) -> None:
    score, tail, _ = entry
    if not any(other >= score and end >= tail for other, end, _ in front):
        front[:] = [(other, end, path) for other, end, path in front if other > score or end > tail]
        front.append(entry)


def _better(one: tuple[int, frozenset[int]] | None, other: tuple[int, frozenset[int]]) -> tuple[int, frozenset[int]]:
    """Return the higher score with its sizes, of equal scores all sizes."""
    if one is None or other[0] > one[0]:
        return other
    return one if one[0] > other[0] else (one[0], one[1] | other[1])


def _most(choices: Iterable[tuple[Taken, Choice]]) -> int:
    return max((item.score for _, item in choices), default=0)


def _brief(choices: Iterable[tuple[Taken, Choice]]) -> list[tuple[Taken, Held]]:
    """Return what choices take and reach, without those that take more than another that reaches the same."""
    kept: list[tuple[dict[int, int], Held]] = []
    found = {(taken, item.held) for taken, item in choices}
    for taken, held in sorted(found, key=lambda pair: (len(pair[0]), sum(amount for _, amount in pair[0]), pair)):
        mine = dict(taken)
        if not any(same == held and _within(other, mine) for other, same in kept):
            kept.append((mine, held))
    return [(tuple(sorted(mine.items())), held) for mine, held in kept]


def _within(one: Mapping[int, int], other: Mapping[int, int]) -> bool:
    return all(amount <= other.get(key, 0) for key, amount in one.items())
