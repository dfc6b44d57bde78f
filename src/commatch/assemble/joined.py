"""A month together with the previous plan: its statuses count, and what completed projects used is gone."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace

from commatch.community import PLANNED, Community, Fund, Goods, Helper, Kind, Need, NeedStatus, Unit
from commatch.previous import Decision, Previous, PreviousProject
from commatch.problems import Problem, warning

__all__ = ["joined"]

_OVER = frozenset({NeedStatus.DONE, NeedStatus.REVIEWED})


def joined(community: Community, previous: Previous) -> Community:
    """Return a community's month with a previous plan of the same month.

    A project's status beats that of its needs, where those are still open; a decision to confirm makes them confirmed.
    What projects that are completed have used is taken off what there is, with a warning for each project.

    Parameters
    ----------
    community : Community
        The month.
    previous : Previous
        The plan before; its problems join the community's.
    """
    statuses: dict[str, NeedStatus] = {}
    for project in previous.projects:
        status = NeedStatus.CONFIRMED if _newly_confirmed(project) else project.status
        if status is not None and not project.undone:
            statuses |= dict.fromkeys(project.need_ids, status)
    needs = tuple(_with_status(need, statuses) for need in community.needs)
    over = {need.need_id for need in needs if need.status in _OVER}
    spent = [project for project in previous.projects if over.issuperset(project.need_ids)]
    used: dict[str, float] = defaultdict(float)
    problems: list[Problem] = [*community.problems, *previous.problems]
    for project in spent:
        for row in project.rows:
            used[row.resource_id] += _charge(row.kind, row.hours, row.quantity, row.amount)
        names = "、".join(dict.fromkeys(row.resource_id for row in project.rows))
        if names:
            problems.append(warning("previous_used", project.place, project.project_id, resources=names))
    files = (*community.files, previous.file) if previous.file[0] else community.files
    return replace(
        community,
        needs=needs,
        helpers=tuple(_less_hours(item, used) for item in community.helpers),
        units=tuple(_less_sessions(item, used) for item in community.units),
        funds=tuple(_less_money(item, used) for item in community.funds),
        goods=tuple(_less_pieces(item, used) for item in community.goods),
        files=tuple(sorted(files)),
        previous=previous,
        problems=tuple(sorted(problems, key=lambda problem: problem.sort_key)),
    )


def _newly_confirmed(project: PreviousProject) -> bool:
    return project.decision is Decision.CONFIRM and project.status in (None, NeedStatus.OPEN, NeedStatus.PROPOSED)


def _with_status(need: Need, statuses: Mapping[str, NeedStatus]) -> Need:
    status = statuses.get(need.need_id)
    return replace(need, status=status) if status is not None and need.status in PLANNED else need


def _charge(kind: Kind, hours: float | None, quantity: float | None, amount: float | None) -> float:
    return {Kind.HELPER: hours, Kind.UNIT: quantity, Kind.FUND: amount, Kind.GOODS: quantity}.get(kind) or 0.0


def _less_hours(helper: Helper, used: Mapping[str, float]) -> Helper:
    gone = used.get(helper.helper_id, 0.0)
    return replace(helper, hours=max(0.0, round(helper.hours - gone, 6))) if gone else helper


def _less_sessions(unit: Unit, used: Mapping[str, float]) -> Unit:
    gone = int(used.get(unit.unit_id, 0))
    return replace(unit, sessions=max(0, unit.sessions - gone)) if gone else unit


def _less_money(fund: Fund, used: Mapping[str, float]) -> Fund:
    gone = used.get(fund.fund_id, 0.0)
    return replace(fund, amount=max(0.0, round(fund.amount - gone, 2))) if gone else fund


def _less_pieces(goods: Goods, used: Mapping[str, float]) -> Goods:
    gone = 0 if goods.reusable else int(used.get(goods.goods_id, 0))
    return replace(goods, quantity=max(0, goods.quantity - gone)) if gone else goods
