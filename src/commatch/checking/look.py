"""What every check looks at: a community, the cells behind it, and who could serve what."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property

from commatch.assemble.nearest import nearest
from commatch.checking.doubts import Doubts, doubts
from commatch.checking.places import Places
from commatch.checking.reach import Reach
from commatch.community import PLANNED, Community, Kind, Need
from commatch.matching.demands import Demand
from commatch.matching.instance import Instance
from commatch.workbook.tables import Tables

__all__ = ["Look"]


class Look:
    """A community as the checks see it.

    Parameters
    ----------
    tables : Tables
        What was read.
    community : Community
        What was made of it.
    """

    def __init__(self, tables: Tables, community: Community) -> None:
        self.community = community
        self.places = Places(tables, community)
        self.doubts: Doubts = doubts(community.problems, self.places)
        self._near: dict[tuple[str, str], str] = {}

    @cached_property
    def needs(self) -> tuple[Need, ...]:
        """Needs that take part in matching and whose rows hold no error."""
        planned = tuple([need for need in self.community.needs if need.status in PLANNED])
        return tuple(need for need in planned if not self.doubtful(need)) if self.doubts.particular else planned

    @cached_property
    def whole(self) -> bool:
        """Whether every need that takes part is known as it is."""
        return len(self.needs) == sum(need.status in PLANNED for need in self.community.needs)

    @cached_property
    def inst(self) -> Instance:
        """The month made ready for judging."""
        return Instance(self.community)

    @cached_property
    def reach(self) -> Reach:
        """Who could serve what."""
        resources = (item for kind in Kind for item in self.community.resources(kind))
        broken = {item.resource_id for item in resources if self.doubts.about(item.place)} if self.doubts.rows else ()
        return Reach(self.inst, broken, self.doubts.kinds)

    @cached_property
    def short(self) -> tuple[Demand, ...]:
        """Demands that could not be served even were each alone, those left out that nobody can be sure of."""
        if self.doubts.everything or self.community.settings.month is None:
            return ()
        sure: Iterable[Demand] = self.inst.demands
        if self.doubts.particular:
            sure = (item for item in sure if not any(map(self.doubtful, item.members)))
        return tuple([item for item in sure if not self.reach.servable(item)])

    @cached_property
    def not_checked(self) -> tuple[str, ...]:
        """What the errors leave unchecked or checked in part.

        ``needs``: who could serve the needs; else the kinds of which that is not known of all that is asked, and
        ``rows`` for the needs that hold an error themselves. ``idle``: which resources are of no use.
        """
        doubts = self.doubts
        if doubts.everything:
            return ("needs", "idle")
        if not (doubts.kinds or doubts.particular) or self.community.settings.month is None:
            return ()
        asked = {item for need in self.needs for item in need.requirements}
        unsure = {item.kind for item in asked if not self.reach.sure(item)}
        found = [kind.value for kind in Kind if kind in unsure]
        return tuple(found + ([] if self.whole else ["rows", "idle"]))

    def doubtful(self, need: Need) -> bool:
        """Tell whether a need's row, or what is asked for it elsewhere, holds an error."""
        return self.doubts.about(need.place, need.need_id, need.template)

    def near(self, name: str, about: str, known: Iterable[str]) -> str:
        """Return the known names nearest to one; ``about`` says which names those are."""
        if (about, name) not in self._near:
            self._near[about, name] = nearest(name, set(known))
        return self._near[about, name]
