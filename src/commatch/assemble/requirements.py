"""What a need asks for: from its own columns, from the sheet 需求拆解 and from its 服务模板.

All three become asks first, a list for each kind of resource. For each kind the sheet's rows replace the
need's own columns and those replace the template; what is left becomes requirements in a fixed order.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from commatch.assemble.terms import Terms
from commatch.community import Kind, Requirement
from commatch.problems import Place, Problem, error, warning
from commatch.vocabulary import TermKind
from commatch.workbook import cells
from commatch.workbook.values import Record

__all__ = ["Ask", "Asks", "asks_by_owner", "merge_venues", "own_asks", "requirements_of"]

_WHOLE_KINDS = frozenset({Kind.HELPER, Kind.UNIT, Kind.VENUE, Kind.GOODS})
_COUNTED_KINDS = frozenset({Kind.HELPER, Kind.UNIT})
_NAMED_KINDS = frozenset({Kind.HELPER, Kind.UNIT, Kind.GOODS})
_TERMS = {Kind.HELPER: TermKind.SKILL, Kind.UNIT: TermKind.SERVICE, Kind.GOODS: TermKind.GOODS}
"""What sort of term a requirement of each kind names; a venue's facilities are terms each."""


@dataclass(frozen=True, slots=True)
class Ask:
    """One thing asked, before the need's hours and checks are known.

    ``hours`` is ``None`` where the need's hold; ``facilities`` keep the order in which they are written; ``said`` is
    what the row calls what is asked.
    """

    kind: Kind
    what: str = ""
    quantity: float = 1
    hours: float | None = None
    level: int = 1
    checks: frozenset[str] = frozenset()
    facilities: tuple[str, ...] = ()
    said: str = ""

    @property
    def sort_key(self) -> tuple[object, ...]:
        """Order of rows that does not depend on where they stand."""
        hours = -1.0 if self.hours is None else self.hours
        return (self.what, self.level, self.quantity, hours, sorted(self.checks))


Asks = Mapping[Kind, Sequence[Ask]]


def own_asks(record: Record, terms: Terms) -> dict[Kind, list[Ask]]:
    """Return what a need's own columns ask, in standard terms; a kind that is asked with 0 is there, and empty."""
    asks: dict[Kind, list[Ask]] = {}
    for kind, key in ((Kind.HELPER, "skills"), (Kind.UNIT, "services"), (Kind.GOODS, "goods")):
        if not record.has(key):
            continue
        asks[kind] = []
        for item in record[key] or ():
            level = item.level or 1 if kind is Kind.HELPER else 1
            what = terms(_TERMS[kind], item.what)
            asks[kind].append(Ask(kind, what, item.count, level=level, said=item.what))
    if record.has("seats") or record.has("facilities"):
        facilities, seats = record.items("facilities"), record["seats"] or 0
        wanted = bool(facilities or seats)
        asks[Kind.VENUE] = [_venue(facilities, seats, terms)] if wanted else []
    if record.has("budget"):
        asks[Kind.FUND] = [Ask(Kind.FUND, quantity=record["budget"])] if record["budget"] else []
    return asks


def asks_by_owner(
    records: Iterable[Record], owner: str, terms: Terms, problems: list[Problem]
) -> dict[str, dict[Kind, list[Ask]]]:
    """Return the rows of 需求拆解 or 服务模板 by need or template and by kind, in an order of their own.

    Parameters
    ----------
    records : iterable of Record
        Rows of the sheet.
    owner : str
        Column that names the need or the template.
    terms : Terms
        Standard terms for what is asked.
    problems : list of Problem
        Grows by what is wrong with a quantity or a name.

    Returns
    -------
    dict of str to dict of Kind to list of Ask
        A kind is there if a row of it is, even one that asks for nothing.
    """
    found: dict[str, dict[Kind, list[Ask]]] = defaultdict(dict)
    seen: dict[tuple[object, ...], Record] = {}
    venues: dict[str, list[Place]] = defaultdict(list)
    for record in records:
        name, key = record.text(owner), record["kind"]
        if not name or key is None:
            continue
        kind = Kind(key)
        twin = seen.setdefault(_signature(name, record, terms), record)
        if twin.table.place != record.table.place:
            place, other = record.place(owner), twin.place(owner)
            problems.append(warning("duplicate_row", place, name, kind=kind, what=record.text("what"), other=other))
        asks = found[name].setdefault(kind, [])
        ask = _row_ask(record, kind, terms, problems)
        if kind is Kind.VENUE:
            venues[name].append(record.place("kind"))
        if ask is not None:
            asks.append(ask)
    for name, places in venues.items():
        if len(places) > 1:
            found[name][Kind.VENUE] = [merge_venues(found[name][Kind.VENUE])]
            problems.append(warning("venues_merged", places[-1], name, rows=len(places)))
    for kinds in found.values():
        for asks in kinds.values():
            asks.sort(key=lambda ask: ask.sort_key)
    return dict(found)


def merge_venues(asks: Sequence[Ask]) -> Ask:
    """Return one venue that does for several: all facilities, the greatest number of seats."""
    ordered = sorted(asks, key=lambda ask: ask.sort_key)
    facilities: dict[str, str] = {}
    for item in (item for ask in ordered for item in ask.facilities):
        facilities.setdefault(cells.folded(item), item)
    said = dict.fromkeys(item for ask in ordered for item in ask.said.split("、") if item)
    seats = max((ask.quantity for ask in ordered), default=0)
    return Ask(
        Kind.VENUE, "、".join(facilities.values()), seats, facilities=tuple(facilities.values()), said="、".join(said)
    )


def requirements_of(layers: Sequence[Asks], hours: float, checks: frozenset[str]) -> tuple[Requirement, ...]:
    """Return a need's requirements by kind, from the first layer that speaks of the kind.

    Parameters
    ----------
    layers : sequence of mapping of Kind to sequence of Ask
        Strongest first: the sheet 需求拆解, the need's own columns, the template.
    hours : float
        Hours of each helper where an ask says none.
    checks : frozenset of str
        What every helper on the need must have passed; what an ask adds comes on top.

    Returns
    -------
    tuple of Requirement
        Helpers, units, a venue, a fund, goods.
    """
    found: list[Requirement] = []
    for kind in Kind:
        asks = next((layer[kind] for layer in layers if kind in layer), ())
        if kind is Kind.FUND:
            total = sum(ask.quantity for ask in asks)
            asks = [Ask(kind, quantity=total)] if total else []
        elif kind is Kind.GOODS:
            asks = _added_up(asks)
        for ask in asks:
            helper = kind is Kind.HELPER
            found.append(
                Requirement(
                    kind,
                    ask.what,
                    ask.quantity,
                    hours=(hours if ask.hours is None else ask.hours) if helper else 0.0,
                    level=ask.level if helper else 1,
                    checks=checks | ask.checks if helper else frozenset(),
                    facilities=frozenset(ask.facilities),
                    said=ask.said,
                )
            )
    return tuple(found)


def _signature(owner: str, record: Record, terms: Terms) -> tuple[object, ...]:
    """Return what a row says, names as they are compared: equal for rows that say the same."""
    numbers = (record[key] for key in ("quantity", "hours", "level"))
    checks = frozenset(map(cells.folded, terms.all(TermKind.CHECK, record.items("checks"))))
    what, kind = record.text("what"), Kind(record["kind"])
    if kind is Kind.VENUE:
        what = "、".join(sorted(terms.all(TermKind.FACILITY, cells.items(what))))
    elif kind in _TERMS:
        what = terms(_TERMS[kind], what)
    return (owner, kind, cells.folded(what), *numbers, checks)


def _row_ask(record: Record, kind: Kind, terms: Terms, problems: list[Problem]) -> Ask | None:
    what, quantity = record.text("what"), record["quantity"]
    wrong = "quantity" in record.faulty
    sheet, column, place = record.sheet.key, "quantity", record.place("quantity")
    if not what and kind in _NAMED_KINDS:
        problems.append(error("required_blank", record.place("what"), sheet=sheet, column="what"))
        wrong = True
    if quantity is None:
        quantity = 0 if kind is Kind.VENUE else 1
        if kind is Kind.FUND and not wrong:
            problems.append(warning("fund_quantity_blank", place, what))
    elif kind in _WHOLE_KINDS and quantity != int(quantity):
        problems.append(error("not_whole", place, cells.clean(quantity), sheet=sheet, column=column))
        wrong = True
    elif kind in _COUNTED_KINDS and quantity < 1:
        value = cells.clean(quantity)
        problems.append(error("out_of_range", place, value, sheet=sheet, column=column, range="≥ 1"))
        wrong = True
    if wrong or (kind in (Kind.FUND, Kind.GOODS) and not quantity):
        return None
    if kind is Kind.VENUE:
        return _venue(cells.items(what), int(quantity), terms)
    if kind is Kind.FUND:
        return Ask(kind, quantity=quantity)
    checks = frozenset(terms.all(TermKind.CHECK, record.items("checks")))
    term = terms(_TERMS[kind], what)
    return Ask(kind, term, int(quantity), record["hours"], record["level"] or 1, checks, said=what)


def _venue(said: tuple[str, ...], seats: float, terms: Terms) -> Ask:
    facilities = terms.all(TermKind.FACILITY, said)
    return Ask(Kind.VENUE, "、".join(facilities), seats, facilities=facilities, said="、".join(said))


def _added_up(asks: Sequence[Ask]) -> list[Ask]:
    pieces: dict[str, Ask] = {}
    for ask in asks:
        before = pieces.get(cells.folded(ask.what))
        whole = replace(before, quantity=before.quantity + ask.quantity) if before else ask
        pieces[cells.folded(ask.what)] = whole
    return list(pieces.values())
