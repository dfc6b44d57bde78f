"""Resources into the next month: who is paused, which agreements end, what is left of money and goods."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from commatch.assemble.nearest import nearest
from commatch.community import Fund, Goods, Kind, NeedStatus, Resource, Unit
from commatch.memory import FundMonth
from commatch.month.pages import Row
from commatch.month.rolling import Rolling
from commatch.problems import error
from commatch.reports.rows import number
from commatch.workbook import cells
from commatch.workbook.schema import INPUT, RESOURCE_SHEETS

__all__ = ["agreements", "pause", "spend"]


def _rows(kind: Kind, rolling: Rolling) -> Iterator[tuple[Resource, Row]]:
    """Yield the resources of a kind with their rows."""
    key = RESOURCE_SHEETS[kind.value]
    column = INPUT[key].columns[0].key
    found = {cells.folded(item.resource_id): item for item in rolling.state.community.resources(kind)}
    for row in rolling.rows(key):
        resource = found.get(cells.folded(str(row[column] or "")))
        if resource is not None:
            yield resource, row


def pause(ids: Iterable[str], rolling: Rolling) -> None:
    """Pause resources by their ids; an error for each that is none."""
    known = {item.resource_id for kind in Kind for item in rolling.state.community.resources(kind)}
    wanted = {cells.folded(name): name for name in ids}
    for folded, name in sorted(wanted.items()):
        if folded not in map(cells.folded, known):
            rolling.problems.append(error("pause_unknown", value=name, known=nearest(name, known)))
    for kind in Kind:
        for resource, row in _rows(kind, rolling):
            if cells.folded(resource.resource_id) not in wanted or not resource.active:
                continue
            rolling.page(RESOURCE_SHEETS[kind.value]).put(row, status="paused")
            rolling.paused.add(resource.resource_id)
            before, after = (rolling.choice("resource_status", word) for word in ("active", "paused"))
            rolling.line(kind, resource.resource_id, "status", "paused", name=resource.name, before=before, after=after)


def agreements(rolling: Rolling) -> None:
    """Say which agreements have ended when the next month begins, or end soon, with the days left."""
    first = rolling.following
    for unit, _ in _rows(Kind.UNIT, rolling):
        assert isinstance(unit, Unit)
        last = unit.agreed_until
        if last is None or not unit.active or unit.resource_id in rolling.paused:
            continue
        days = (last - first).days + 1
        if days <= rolling.state.community.settings.agreement_reminder:
            code = "agreement_ended" if days <= 0 else "agreement_soon"
            rolling.line(
                Kind.UNIT,
                unit.resource_id,
                "agreement",
                code,
                name=unit.name,
                before=last,
                to_see=True,
                days=days,
                date=last,
            )


def spend(rolling: Rolling) -> list[FundMonth]:
    """Take off funds and goods what the settled needs used; return the month of every fund."""
    used = _used(rolling)
    months = []
    for fund, row in _rows(Kind.FUND, rolling):
        assert isinstance(fund, Fund)
        spent = used.get(fund.resource_id, 0.0)
        refilled = rolling.state.community.settings.fund_rollover == "refilled"
        left = fund.amount if refilled else max(0.0, fund.amount - spent)
        if spent:
            code = "refilled" if refilled else "spent" if spent <= fund.amount else "overspent"
            _left(Kind.FUND, fund, row, "amount", code, (fund.amount, spent, left), rolling)
        months.append(FundMonth(rolling.state.month, fund.resource_id, fund.name, fund.amount, spent, left))
    for goods, row in _rows(Kind.GOODS, rolling):
        assert isinstance(goods, Goods)
        spent = used.get(goods.resource_id, 0.0)
        if spent and not goods.reusable:
            code = "spent" if spent <= goods.quantity else "overspent"
            left = max(0.0, goods.quantity - spent)
            _left(Kind.GOODS, goods, row, "quantity", code, (float(goods.quantity), spent, left), rolling)
    _unfinished(rolling)
    return months


def _left(
    kind: Kind,
    resource: Fund | Goods,
    row: Row,
    column: str,
    code: str,
    figures: tuple[float, float, float],
    rolling: Rolling,
) -> None:
    """Write what is left of a resource into its row, with a line."""
    before, spent, left = figures
    rolling.page(RESOURCE_SHEETS[kind.value]).put(row, **{column: number(left)})
    rolling.left[resource.resource_id] = left
    see = code == "overspent"
    rolling.line(
        kind, resource.resource_id, column, code, name=resource.name, before=before, after=left, to_see=see, spent=spent
    )


def _used(rolling: Rolling) -> Mapping[str, float]:
    """Return yuan and pieces that the needs used which are settled, by resource."""
    used: dict[str, float] = defaultdict(float)
    for past in rolling.state.history:
        fate = rolling.fates.get(past.need_id)
        if past.quantity and (fate is None or not fate.carried):
            used[past.resource_id] += past.quantity
    return {resource_id: round(amount, 6) for resource_id, amount in used.items()}


def _unfinished(rolling: Rolling) -> None:
    """Say what projects ask again that were begun and are not done."""
    for project in rolling.state.projects:
        fate = rolling.fates.get(project.need_ids[0])
        amount = sum(row.amount for row in project.rows if row.kind is Kind.FUND and row.came)
        if fate is not None and fate.carried and project.status is NeedStatus.IN_PROGRESS and amount:
            need = fate.need
            rolling.line(
                "need",
                need.need_id,
                "amount",
                "asked_again",
                name=need.title,
                before=amount,
                after=amount,
                to_see=True,
                need=need.need_id,
                amount=amount,
            )
