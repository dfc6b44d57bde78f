"""What a street agreed on for a community: its loans, as the workbook beside its list and the list itself tell them."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from commatch.assemble.relations import check_reference
from commatch.community import Community, Helper, Kind, Resource, Unit
from commatch.pooling.sharing import Loan
from commatch.previous import ListedLoan
from commatch.problems import Place, Problem, error, warning
from commatch.times import Half, Slot
from commatch.workbook.schema import CHOICES
from commatch.workbook.values import Record

__all__ = ["listed_loans", "loans_of", "read_loans"]

_HALVES = {choice.key: Half(index) for index, choice in enumerate(CHOICES["half"])}


def read_loans(
    records: Sequence[Record],
    resources: Mapping[Kind, Sequence[Resource]],
    needs: Sequence[Record],
    month: dt.date,
    problems: list[Problem],
) -> tuple[Loan, ...]:
    """Return the loans of a month, a row each.

    Parameters
    ----------
    records : sequence of Record
        Rows of 社区间借用.
    resources : mapping of Kind to sequence of Resource
        What there is, borrowed and own.
    needs : sequence of Record
        Rows of 需求清单.
    month : datetime.date
        The month that is planned.
    problems : list of Problem
        Grows by what can't be, and by more lent than there is.
    """
    known = {item.resource_id: item for items in resources.values() for item in items}
    found = []
    for record in records:
        there = check_reference(record, "resource_id", "unknown_resource", known, problems)
        project, mark = record.text("project_id"), f"{month:%Y-%m}-"
        if project and not project.startswith(mark):
            problems.append(error("loan_other_month", record.place("project_id"), project, month=f"{month:%Y-%m}"))
        elif there and record["way"] and record["kind"]:
            found.append(_loan(record, known[record.text("resource_id")], project[len(mark) :]))
    problems.extend(_overdrawn(found, known))
    if len(found) == len(records):
        problems.extend(_mixed(records, found, known.values(), needs))
    return tuple(found)


def _loan(record: Record, item: Resource, need_id: str) -> Loan:
    other, who, half = record.text("community"), item.resource_id, record["half_day"]
    borrowed = record["way"] == "borrowed"
    return Loan(
        lender=other if borrowed else "",
        borrower="" if borrowed else other,
        kind=Kind(record["kind"]),
        resource_id=who.removeprefix(f"{other}/") if borrowed else who,
        name=item.name,
        need_id=need_id,
        what=record.text("requirement"),
        slot=Slot(record["date"], _HALVES[half]) if record["date"] and half else None,
        hours=record["hours"] or 0.0,
        sessions=record["sessions"] or 0.0,
    )


def _overdrawn(loans: Sequence[Loan], known: Mapping[str, Resource]) -> Iterator[Problem]:
    """Yield a warning for each resource of one's own that has less than it lends by now."""
    lent: dict[str, float] = defaultdict(float)
    for loan in loans:
        if not loan.lender:
            lent[loan.resource_id] += loan.hours + loan.sessions
    for who, taken in sorted(lent.items()):
        item = known[who]
        there = item.hours if isinstance(item, Helper) else item.sessions if isinstance(item, Unit) else taken
        if there < taken:
            yield warning("lent_more", item.place, who, lent=f"{taken:g}", there=f"{there:g}")


def _mixed(
    records: Sequence[Record], loans: Sequence[Loan], resources: Iterable[Resource], needs: Sequence[Record]
) -> Iterator[Problem]:
    """Yield an error for each row that is in the wrong file: the next month begins without the file of the loans."""
    files = {record.row.place.file for record in records}
    borrowed = {loan.here for loan in loans if loan.lender}
    for item in resources:
        if files and (item.place.file in files) != (item.resource_id in borrowed):
            yield error("loans_not_apart", item.place, item.resource_id)
    for record in needs:
        if record.row.place.file in files:
            yield error("loans_not_apart", record.row.place, record.text("need_id"))


def listed_loans(
    records: Iterable[Record], month: dt.date, name: str, known: Iterable[Loan], problems: list[Problem]
) -> tuple[ListedLoan, ...]:
    """Return the loans of a project list, with an error where the month was read without one.

    Parameters
    ----------
    records : iterable of Record
        Rows of 借用.
    month : datetime.date
        The month of the list.
    name : str
        The list's name.
    known : iterable of Loan
        The loans that the month was read with.
    problems : list of Problem
        Grows by what can't be.
    """
    known, mark = tuple(known), f"{month:%Y-%m}-"
    loans: dict[tuple[str, str], list[Loan]] = defaultdict(list)
    for loan in known:
        loans[loan.here, loan.need_id].append(loan)
    found = []
    for record in records:
        who, need_id = record.text("resource_id"), record.text("project_id").removeprefix(mark)
        if alike := loans.get((who, need_id)):
            loan = max(alike, key=lambda loan: _as_told(loan, record))
            if len(alike) > 1:
                alike.remove(loan)  # two rows of one resource on one need are two loans
            unread = "actual_hours" in record.faulty
            found.append(ListedLoan(loan, record["actual_hours"], record.place("actual_hours"), unread))
        elif who and known:
            problems.append(_not_agreed(record, who, need_id, known, mark))
        elif who:
            problems.append(error("list_of_street", Place(name), name, month=f"{month:%Y-%m}"))
    return tuple(found)


def _as_told(loan: Loan, record: Record) -> tuple[bool, bool]:
    """Tell how well a loan of a resource on a need fits a row: by its day, then by what is asked."""
    return loan.slot is None or loan.slot.date == record["date"], loan.what == record.text("requirement")


def _not_agreed(record: Record, who: str, need_id: str, known: Iterable[Loan], mark: str) -> Problem:
    """Return the error of a row that no loan is, at the cell that differs from what was agreed."""
    for_need = sorted({loan.here for loan in known if loan.need_id == need_id and loan.kind == record["kind"]})
    if for_need:
        place, agreed = record.place("resource_id"), "、".join(for_need)
        return error("loan_of_another", place, who, project=f"{mark}{need_id}", resources=agreed)
    projects = sorted({f"{mark}{loan.need_id}" for loan in known if loan.here == who})
    if projects:
        return error(
            "loan_for_another", record.place("project_id"), f"{mark}{need_id}", who=who, projects="、".join(projects)
        )
    return error("loan_not_agreed", record.place("resource_id"), who, project=f"{mark}{need_id}")


def loans_of(community: Community) -> tuple[Loan, ...]:
    """Return the loans that a month was read with."""
    return community.sharing.loans if community.sharing is not None else ()
