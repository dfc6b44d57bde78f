"""Projects that go on: their people pinned in the next month, as far as that can be kept."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from commatch.community import (
    FORCED,
    Community,
    Fund,
    Goods,
    Helper,
    Kind,
    Need,
    Opinion,
    Resource,
    Stance,
    Unit,
)
from commatch.matching.engine import match
from commatch.matching.instance import Instance
from commatch.matching.plan import Outcome
from commatch.matching.result import Result
from commatch.month.carrying import reopen, without_a_day
from commatch.month.outcomes import DONE_BY
from commatch.month.pages import Row
from commatch.month.rolling import Rolling
from commatch.months import last_day
from commatch.pooling.loans import without_loans
from commatch.texts.rollover import CARRIED_ON
from commatch.workbook import cells
from commatch.workbook.declared import Lang

__all__ = ["continue_projects", "following_month", "name_pins"]

_OURS = frozenset({CARRIED_ON.zh, CARRIED_ON.en})
Pair = tuple[str, str]


def name_pins(rolling: Rolling) -> None:
    """Give the opinions of the rollover before their reason in the language that is written."""
    for row in rolling.rows("opinions"):
        if row.get("reason") in _OURS:
            rolling.page("opinions").put(row, reason=_reason(rolling))


def continue_projects(rolling: Rolling, newcomers: Iterable[Need]) -> None:
    """Pin who works on the projects that go on, and open those that the next month can't keep.

    Parameters
    ----------
    rolling : Rolling
        The month on its way, its needs and resources as the next month has them.
    newcomers : iterable of Need
        Needs that are new in it.
    """
    newcomers = tuple(newcomers)
    without_a_day(rolling, Instance(following_month(rolling, newcomers)))
    pins = dict.fromkeys(_pins(rolling), Stance.PIN)
    own = {
        (item.need_id, item.resource_id): item
        for item in rolling.state.community.opinions
        if item.reason not in _OURS and item.need_id in rolling.fates and rolling.fates[item.need_id].carried
    }
    for pair in pins:
        if pair in own and own[pair].stance not in (None, Stance.PIN):
            rolling.line("need", pair[0], "opinion", "kept_opinion", need=pair[0], resource=pair[1])
    opinions = {pair: replace(item, stance=item.stance or pins.get(pair)) for pair, item in own.items()}
    opinions |= {pair: Opinion(*pair, stance=stance) for pair, stance in pins.items() if pair not in own}
    _settle(opinions, rolling, newcomers)
    _write(opinions, own, pins, rolling)


def _pins(rolling: Rolling) -> Iterator[Pair]:
    """Yield the pairs that are to be kept, with a line for each that can't be."""
    community = without_loans(rolling.state.community)
    resources = {item.resource_id: item for kind in Kind for item in community.resources(kind)}
    sharing = rolling.state.community.sharing
    borrowed = sharing.only if sharing is not None else {}
    for project in rolling.state.projects:
        going = [need_id for need_id in project.need_ids if need_id in rolling.fates and rolling.fates[need_id].carried]
        if not going or rolling.fates[going[0]].stood not in FORCED:
            continue
        rows = [row for row in project.rows if row.kind in DONE_BY and row.resource_id]
        there = {row.resource_id for row in rows if not row.gone}
        for resource_id in sorted({row.resource_id for row in rows}):
            resource = resources.get(resource_id)
            code = "unpinned_gone" if resource_id not in there else _unable(resource, rolling)
            code = "unpinned_borrowed" if resource_id in borrowed else code
            if not code:
                yield going[0], resource_id
                continue
            said = {"need": going[0], "resource": resource_id}
            rolling.line("need", going[0], "opinion", code, before=resource_id, to_see=True, **said)


def _unable(resource: Resource | None, rolling: Rolling) -> str:
    """Return why somebody can't go on, '' where nothing is against it."""
    if resource is None:
        return "unpinned_unknown"
    if not resource.active or resource.resource_id in rolling.paused:
        return "unpinned_paused"
    first = rolling.following
    if isinstance(resource, Unit):
        ended = resource.agreed_until is not None and resource.agreed_until < first
        if ended or (resource.agreed_from is not None and resource.agreed_from > last_day(first)):
            return "unpinned_ended"
        return "" if resource.sessions > 0 else "unpinned_no_hours"
    return "" if isinstance(resource, Helper) and resource.hours > 0 else "unpinned_no_hours"


def _settle(opinions: dict[Pair, Opinion], rolling: Rolling, newcomers: tuple[Need, ...]) -> None:
    """Try whether all that must be kept can be; weaken pins and open projects until it can."""
    while True:
        community = following_month(rolling, newcomers, opinions.values())
        must = _must(community)
        if not must:
            return
        result = match(replace(community, needs=must, settings=replace(community.settings, tiers=("coverage",))))
        if not _give_way(result, opinions, rolling):
            return


def _must(community: Community) -> tuple[Need, ...]:
    """Return the needs that must be served in any plan, with those that make one project with them."""
    inst = Instance(community)
    pinned = {item.need_id for item in community.opinions if item.stance is Stance.PIN}
    return tuple(
        need
        for demand in inst.demands
        if any(member.status in FORCED or member.need_id in pinned for member in demand.members)
        for need in demand.members
    )


def _give_way(result: Result, opinions: dict[Pair, Opinion], rolling: Rolling) -> bool:
    """Weaken what can't be kept; tell whether there was anything."""
    if result.outcome is Outcome.INPUT_PROBLEMS:
        broken = [dict(item.params) for item in result.problems if item.code == "pin_breaks_rule"]
        pairs = [(item["need"], item["resource"]) for item in broken]
        members = {need_id: pair for pair in pairs for need_id in result.instance.demand[pair[0]].need_ids}
        weak = [pair for pair in opinions if pair[0] in members and (members[pair[0]][0], pair[1]) in pairs]
        return _weaken(weak, opinions, rolling)
    if result.outcome is not Outcome.NO_PLAN:
        return False
    needs = {dict(figures)["need"] for _, figures in result.clash if "need" in dict(figures)}
    if not needs:
        return False
    members_of = result.instance.demand[max(needs)].need_ids
    reopened = False
    for need_id in members_of:
        fate = rolling.fates.get(need_id)
        if fate is not None and fate.goes_on:
            reopen(need_id, rolling)
            reopened = True
            rolling.given_up.add(need_id)
    return _weaken([pair for pair in opinions if pair[0] in members_of], opinions, rolling) or reopened


def _weaken(pairs: Iterable[Pair], opinions: dict[Pair, Opinion], rolling: Rolling) -> bool:
    """Make pins of pairs a preference."""
    found = False
    for pair in pairs:
        if opinions[pair].stance is Stance.PIN:
            opinions[pair] = replace(opinions[pair], stance=Stance.PREFER)
            found = True
    return found


def _write(opinions: dict[Pair, Opinion], own: dict[Pair, Opinion], pins: dict[Pair, Stance], rolling: Rolling) -> None:
    """Write the opinions that are new or changed, those of the rollover before let go, with a line for each."""
    if not opinions and "opinions" not in rolling.pages:
        return
    page = rolling.page("opinions")
    rows = {_pair(row, opinions): row for row in page.rows if row.get("reason") not in _OURS}
    page.rows = [row for row in page.rows if row.get("reason") not in _OURS or _typed(row)]
    for row in page.rows:
        if row.get("reason") in _OURS:
            page.put(row, opinion=None, reason=None)
            rows.setdefault(_pair(row, opinions), row)
    for pair, opinion in sorted(opinions.items()):
        assert opinion.stance is not None or pair in own
        before = own[pair].stance if pair in own else None
        if opinion.stance is None or opinion.stance is before:
            continue
        if pair not in rows:
            row = page.values({"need_id": pair[0], "resource_id": pair[1]})
            page.rows.append(row)
            rows[pair] = row
        page.put(rows[pair], opinion=opinion.stance.value)
        if pair not in own:
            page.put(rows[pair], reason=_reason(rolling))
        weakened = opinion.stance is Stance.PREFER
        code = "pinned" if not weakened else "preferred" if pair in pins else "pin_weakened"
        said = {"need": pair[0], "resource": pair[1]}
        was = rolling.choice("opinion", before.value) if before else ""
        after = f"{rolling.choice('opinion', opinion.stance.value)} {pair[1]}"
        rolling.line("need", pair[0], "opinion", code, before=was, after=after, to_see=weakened, **said)


def _reason(rolling: Rolling) -> str:
    return CARRIED_ON.zh if rolling.lang is Lang.ZH else CARRIED_ON.en


def _pair(row: Row, opinions: dict[Pair, Opinion]) -> Pair:
    """Return the pair that a row is about, its ids as their own sheets write them."""
    said = cells.folded(str(row.get("need_id") or "")), cells.folded(str(row.get("resource_id") or ""))
    return next((pair for pair in opinions if (cells.folded(pair[0]), cells.folded(pair[1])) == said), said)


def _typed(row: Row) -> bool:
    """Tell whether somebody wrote more into a row than a rollover does."""
    known = ("need_id", "resource_id", "opinion", "reason")
    return any(value is not None for key, value in row.items() if key not in known)


def following_month(rolling: Rolling, newcomers: Iterable[Need], opinions: Iterable[Opinion] = ()) -> Community:
    """Return the next month as far as it decides what can be kept."""
    community = without_loans(rolling.state.community)
    needs = [replace(fate.need, status=fate.status) for fate in rolling.fates.values() if fate.carried]
    return replace(
        community,
        settings=replace(community.settings, month=rolling.following, start=None),
        needs=tuple(sorted((*needs, *newcomers), key=lambda need: need.need_id)),
        helpers=tuple(replace(item, active=_active(item, rolling)) for item in community.helpers),
        units=tuple(replace(item, active=_active(item, rolling)) for item in community.units),
        venues=tuple(replace(item, active=_active(item, rolling)) for item in community.venues),
        funds=tuple(_left(item, rolling) for item in community.funds),
        goods=tuple(_left_of(item, rolling) for item in community.goods),
        opinions=tuple(sorted(opinions, key=lambda item: (item.need_id, item.resource_id))),
        history=(*community.history, *rolling.state.history),
        previous=None,
        problems=(),
    )


def _active(item: Resource, rolling: Rolling) -> bool:
    return item.active and item.resource_id not in rolling.paused


def _left(item: Fund, rolling: Rolling) -> Fund:
    left = rolling.left.get(item.resource_id, item.amount)
    return replace(item, active=_active(item, rolling), amount=left)


def _left_of(item: Goods, rolling: Rolling) -> Goods:
    left = rolling.left.get(item.resource_id, item.quantity)
    return replace(item, active=_active(item, rolling), quantity=int(left))
