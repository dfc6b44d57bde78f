"""What stands between needs and resources: distances, opinions, history; and the steps of templates."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence

from commatch.assemble.nearest import nearest
from commatch.community import PLANNED, Basis, Need, NeedStatus, Opinion, Past, Stance, Step
from commatch.problems import Place, Problem, error, warning
from commatch.workbook.values import Record

__all__ = ["check_reference", "past_of", "read_distances", "read_history", "read_opinions", "read_steps"]


def read_distances(records: Sequence[Record], problems: list[Problem]) -> dict[tuple[str, str], float]:
    """Return the walking minutes between grids, each pair once in plain order; of two the larger."""
    rows: dict[tuple[str, str], list[tuple[float, Place]]] = defaultdict(list)
    for record in records:
        start, end, minutes = record.text("from"), record.text("to"), record["minutes"]
        if not start or not end or minutes is None:
            continue
        place = record.place("minutes")
        if start != end:
            rows[min(start, end), max(start, end)].append((minutes, place))
        elif minutes:
            problems.append(warning("distance_to_itself", place, f"{minutes:g}", grid=start))
    for pair, found in rows.items():
        (low, place), (high, other) = min(found), max(found)
        if low < high:
            kept, grids = f"{high:g}", "–".join(pair)
            problems.append(warning("distance_differs", place, f"{low:g}", high=kept, pair=grids, other=other))
    return {pair: max(rows[pair])[0] for pair in sorted(rows)}


def read_opinions(
    records: Sequence[Record],
    needs: Mapping[str, Need] | None,
    resources: Collection[str] | None,
    problems: list[Problem],
) -> tuple[Opinion, ...]:
    """Return the opinions, ordered by need and resource.

    Parameters
    ----------
    records : sequence of Record
        Rows of 匹配意见.
    needs : mapping of str to Need, optional
        All needs by id; where no needs sheet was read, none is called unknown.
    resources : frozenset of str, optional
        Ids of all resources, likewise.
    problems : list of Problem
        Grows by what was wrong.

    Returns
    -------
    tuple of Opinion
        One for each pair, those about unknown needs or resources left out.
    """
    found: dict[tuple[str, str], Opinion] = {}
    places: dict[tuple[str, str], Place] = {}
    for record in records:
        need_id, resource_id = pair = (record.text("need_id"), record.text("resource_id"))
        known = check_reference(record, "need_id", "unknown_need", needs, problems)
        known &= check_reference(record, "resource_id", "unknown_resource", resources, problems)
        if not all(pair):
            continue
        place = record.place("resource_id")
        if pair in places:
            problems.append(error("duplicate_opinion", place, " ".join(pair), other=places[pair]))
            continue
        places[pair] = place
        if not known:
            continue
        stance = Stance(record["opinion"]) if record["opinion"] else None
        found[pair] = Opinion(
            need_id=need_id,
            resource_id=resource_id,
            stance=stance,
            score=record["score"] or 0.0,
            hours=record["hours"],
            reason=record.text("reason"),
            place=record.row.place,
        )
        status = needs[need_id].status if needs else NeedStatus.OPEN
        if stance is Stance.PIN and status not in PLANNED:
            place = record.place("opinion")
            problems.append(warning("pin_without_effect", place, need_id, resource=resource_id, status=status))
    return tuple(found[pair] for pair in sorted(found))


def read_history(records: Sequence[Record]) -> tuple[Past, ...]:
    """Return the history in the order of its months. Ids of bygone needs and resources are fine."""
    return tuple(sorted(map(past_of, records), key=_history_order))


def past_of(record: Record) -> Past:
    """Return what a row of history says; a blank month is that of the date."""
    date = record["date"]
    return Past(
        month=record["month"] or (date.replace(day=1) if date else None),
        need_id=record.text("need_id"),
        resource_id=record.text("resource_id"),
        hours=record["hours"],
        rating=record["rating"],
        date=date,
        quantity=record["quantity"],
        led=record["led"],
        basis=Basis(record["basis"]) if record["basis"] else None,
        community=record.text("community"),
    )


def read_steps(records: Sequence[Record]) -> tuple[Step, ...]:
    """Return the action steps by template, order and text."""
    found = [
        Step(
            template=record.text("template"),
            order=record["order"] or 0.0,
            step=record.text("step"),
            days_before=record["days_before"] or 0,
            who=record.text("who"),
        )
        for record in records
    ]
    return tuple(sorted(found, key=_step_order))


def check_reference(
    record: Record, key: str, code: str, known: Collection[str] | None, problems: list[Problem]
) -> bool:
    """Tell whether a cell names something known, and note an error with the nearest names if not."""
    name = record.text(key)
    if not name or known is None or name in known:
        return bool(name)
    problems.append(error(code, record.place(key), name, known=nearest(name, known)))
    return False


def _step_order(step: Step) -> tuple[object, ...]:
    return (step.template, step.order, step.step, step.days_before, step.who)


def _history_order(past: Past) -> tuple[object, ...]:
    return (
        past.month.isoformat() if past.month else "",
        past.need_id,
        past.resource_id,
        past.date.isoformat() if past.date else "",
        -1.0 if past.hours is None else past.hours,
        -1.0 if past.rating is None else past.rating,
        -1.0 if past.quantity is None else past.quantity,
        past.led or 0,
    )
