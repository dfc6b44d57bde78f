"""A month together with the previous plan: its statuses count, and what completed projects used is gone."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import replace

from commatch.community import (
    FORCED,
    PLANNED,
    Community,
    Fund,
    Goods,
    Helper,
    Kind,
    Need,
    NeedStatus,
    Opinion,
    Stance,
    Unit,
)
from commatch.previous import Previous
from commatch.previous_projects import COMPLETED, Decision, PreviousProject, Reply
from commatch.problems import NOWHERE, Problem, warning

__all__ = ["joined"]


def joined(community: Community, previous: Previous) -> Community:
    """Return a community's month with a previous plan of the same month.

    A project's status beats that of its needs, where those are still open or it is settled; a decision to confirm makes
    them confirmed, one to change makes them proposed.
    A pin of somebody who declined since is let go, with a warning.
    What projects that are completed have used is taken off what there is, with a warning for each project in the
    round in which it is completed. Who gave more than planned keeps the hours that confirmed projects were to take.

    Parameters
    ----------
    community : Community
        The month.
    previous : Previous
        The plan before; its problems join the community's.
    """
    statuses: dict[str, NeedStatus] = {}
    changing: set[str] = set()
    for project in previous.projects:
        status = NeedStatus.CONFIRMED if _newly_confirmed(project) else project.status
        if project.decision is Decision.CHANGE and status not in COMPLETED:
            changing |= set(project.need_ids)
        elif status is not None and not project.undone:
            statuses |= dict.fromkeys(project.need_ids, status)
    completed = previous.all_completed
    statuses |= {item.need_id: item.status for item in completed}
    places = {project.demand_id: project.place for project in previous.projects}
    needs = tuple(_with_status(need, statuses, changing) for need in community.needs)
    used: dict[str, float] = defaultdict(float)
    planned = {need.need_id for need in needs if need.status in PLANNED}
    problems = [item for item in community.problems if item.code != "pin_without_effect" or item.value not in planned]
    problems += previous.problems
    for item in completed:
        used[item.resource_id] += item.charge if _counts(community, item.resource_id) else 0.0
    before = {item.need_id for item in previous.completed}  # of these an earlier round has warned
    for need_id in dict.fromkeys(item.need_id for item in completed if item.need_id not in before):
        mine = [item.resource_id for item in completed if item.need_id == need_id]
        names = "、".join(resource_id for resource_id in mine if _counts(community, resource_id))
        if names:
            place = places.get(need_id, NOWHERE)
            problems.append(warning("previous_used", place, need_id, resources=names))
    settled = _settled(previous)
    opinions = tuple(_unless_declined(opinion, previous, problems) for opinion in community.opinions)
    files = (*community.files, previous.file) if previous.file[0] else community.files
    return replace(
        community,
        needs=needs,
        helpers=tuple(_less_hours(item, used, settled) for item in community.helpers),
        units=tuple(_less_sessions(item, used) for item in community.units),
        funds=tuple(_less_money(item, used) for item in community.funds),
        goods=tuple(_less_pieces(item, used) for item in community.goods),
        opinions=opinions,
        files=tuple(sorted(files)),
        previous=previous,
        problems=tuple(sorted(problems, key=lambda problem: problem.sort_key)),
    )


def _unless_declined(opinion: Opinion, previous: Previous, problems: list[Problem]) -> Opinion:
    """Return an opinion without its pin where the one who was pinned has declined since: nobody can be made to come."""
    pair = (opinion.need_id, opinion.resource_id)
    if opinion.stance is not Stance.PIN or pair not in previous.all_declined:
        return opinion
    problems.append(warning("pin_declined", opinion.place, opinion.need_id, resource=opinion.resource_id))
    return replace(opinion, stance=None)


def _newly_confirmed(project: PreviousProject) -> bool:
    return project.decision is Decision.CONFIRM and project.status in (None, NeedStatus.OPEN, NeedStatus.PROPOSED)


def _with_status(need: Need, statuses: Mapping[str, NeedStatus], changing: Collection[str]) -> Need:
    """Return a need with the status that counts: where its project is settled, whatever its own row says."""
    if need.need_id in changing and need.status in PLANNED:
        return replace(need, status=NeedStatus.PROPOSED)
    status = statuses.get(need.need_id)
    counts = status is not None and (need.status in PLANNED or status in FORCED)
    return replace(need, status=status) if status is not None and counts else need


def _counts(community: Community, resource_id: str) -> bool:
    """Tell whether what was used of a resource is gone: not so of venues and of goods that are given back."""
    reusable = {item.goods_id for item in community.goods if item.reusable}
    return bool(resource_id) and resource_id not in reusable


def _settled(previous: Previous) -> Mapping[str, float]:
    """Return the hours that confirmed projects were planned to take of each helper who is still to come."""
    found: dict[str, float] = defaultdict(float)
    for project in previous.projects:
        for row in project.rows if project.confirmed and project.status not in COMPLETED else ():
            if row.kind is Kind.HELPER and row.reply in (None, Reply.AGREE) and project.now(row) == row.resource_id:
                found[row.resource_id] += row.hours or 0.0
    return found


def _less_hours(helper: Helper, used: Mapping[str, float], settled: Mapping[str, float]) -> Helper:
    gone, kept = used.get(helper.helper_id, 0.0), min(helper.hours, settled.get(helper.helper_id, 0.0))
    return replace(helper, hours=max(kept, round(helper.hours - gone, 6))) if gone else helper


def _less_sessions(unit: Unit, used: Mapping[str, float]) -> Unit:
    gone = int(used.get(unit.unit_id, 0))
    return replace(unit, sessions=max(0, unit.sessions - gone)) if gone else unit


def _less_money(fund: Fund, used: Mapping[str, float]) -> Fund:
    gone = used.get(fund.fund_id, 0.0)
    return replace(fund, amount=max(0.0, round(fund.amount - gone, 2))) if gone else fund


def _less_pieces(goods: Goods, used: Mapping[str, float]) -> Goods:
    gone = 0 if goods.reusable else int(used.get(goods.goods_id, 0))
    return replace(goods, quantity=max(0, goods.quantity - gone)) if gone else goods
