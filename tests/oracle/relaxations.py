"""A community with one rule lifted at a time."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from commatch.community import FORCED, Community, NeedStatus, Stance
from commatch.times import ANY_TIME

MANY = 1000


def relaxations(community: Community) -> Iterator[tuple[str, Community]]:
    """Yield names of rules, and the community as it would be without each."""
    for lift in (_people, _places, _money_and_goods, _needs, _opinions):
        yield from lift(community)


def _people(community: Community) -> Iterator[tuple[str, Community]]:
    people, units = community.helpers, community.units
    for name, helpers in {
        "helper hours": tuple(replace(item, hours=MANY) for item in people),
        "helper times": tuple(replace(item, times=ANY_TIME) for item in people),
        "helper groups": tuple(replace(item, groups=frozenset()) for item in people),
        "helper max_walk": tuple(replace(item, max_walk=None) for item in people),
        "helper paused": tuple(replace(item, active=True) for item in people),
        "helper checks": tuple(replace(item, checks=frozenset({"儿童服务"})) for item in people),
        "helper levels": tuple(replace(item, skills=dict.fromkeys(item.skills, 5)) for item in people),
        "teams": tuple(replace(item, headcount=1) for item in people),
    }.items():
        yield name, replace(community, helpers=helpers)
    for name, partners in {
        "unit sessions": tuple(replace(item, sessions=MANY) for item in units),
        "unit times": tuple(replace(item, times=ANY_TIME) for item in units),
        "unit groups": tuple(replace(item, groups=frozenset()) for item in units),
        "unit agreements": tuple(replace(item, agreed_from=None, agreed_until=None) for item in units),
        "unit paused": tuple(replace(item, active=True) for item in units),
    }.items():
        yield name, replace(community, units=partners)


def _places(community: Community) -> Iterator[tuple[str, Community]]:
    venues, settings = community.venues, community.settings
    facilities = frozenset({"无障碍", "投影", "桌椅"})
    for name, rooms in {
        "venue seats": tuple(replace(item, seats=MANY) for item in venues),
        "venue facilities": tuple(replace(item, facilities=facilities) for item in venues),
        "venue times": tuple(replace(item, times=ANY_TIME) for item in venues),
        "venue one at a time": (*venues, *(replace(item, venue_id=item.venue_id + "b") for item in venues)),
    }.items():
        yield name, replace(community, venues=rooms)
    yield "venue_walk", replace(community, settings=replace(settings, venue_walk=MANY))
    yield "series_gap", replace(community, settings=replace(settings, series_gap=0))
    yield "pair_categories", replace(community, settings=replace(settings, pair_categories=()))
    yield "start", replace(community, settings=replace(settings, start=None))


def _money_and_goods(community: Community) -> Iterator[tuple[str, Community]]:
    funds, goods = community.funds, community.goods
    for name, purses in {
        "fund amounts": tuple(replace(item, amount=MANY) for item in funds),
        "fund caps": tuple(replace(item, cap=None) for item in funds),
        "fund categories": tuple(replace(item, categories=frozenset()) for item in funds),
    }.items():
        yield name, replace(community, funds=purses)
    for name, reusable in (("goods reusable", True), ("goods used up", False)):
        rows = tuple(replace(item, quantity=9) if item.reusable is reusable else item for item in goods)
        yield name, replace(community, goods=rows)


def _needs(community: Community) -> Iterator[tuple[str, Community]]:
    needs = community.needs
    opened = tuple(replace(item, status=NeedStatus.OPEN) if item.status in FORCED else item for item in needs)
    for name, others in {
        "due dates": tuple(replace(item, due_on=None) for item in needs),
        "bundles": tuple(replace(item, bundle="") for item in needs),
        "urgency 5": tuple(replace(item, urgency=min(item.urgency, 4)) for item in needs),
        "statuses": opened,
    }.items():
        yield name, replace(community, needs=others)


def _opinions(community: Community) -> Iterator[tuple[str, Community]]:
    said = community.opinions
    for name, rows in {
        "pins": tuple(row for row in said if row.stance is not Stance.PIN),
        "bans": tuple(row for row in said if row.stance is not Stance.BAN),
        "own hours": tuple(replace(row, hours=None) for row in said),
        "scores": tuple(replace(row, score=0.0) for row in said),
    }.items():
        yield name, replace(community, opinions=rows)
    yield "history", replace(community, history=())
