"""A street's loans at the end of their month: the next one begins without them, and each is told."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from commatch.community import Kind
from commatch.month.lent import key_of
from commatch.month.rolling import Rolling
from commatch.workbook.guard import LIMITS
from commatch.workbook.names import match_name
from commatch.workbook.sources import Source, open_source

__all__ = ["own_files", "say_loans"]


def own_files(paths: Sequence[Path]) -> tuple[Path, ...]:
    """Return the files of a month without the workbook of its loans, which holds nothing of the community's own."""
    return tuple(path for path in paths if not _holds_loans(path))


def _holds_loans(path: Path) -> bool:
    source = open_source(path.name, path.read_bytes(), LIMITS)
    return isinstance(source, Source) and any(match_name(grid.name).key == "street_loans" for grid in source.grids)


def say_loans(rolling: Rolling) -> None:
    """Add a line for every resource that was borrowed or lent, and for all that was lent and nobody told of."""
    state = rolling.state
    told = {(row.need_id, row.resource_id, row.date) for row in (*state.community.history, *state.history)}
    said = set()
    for row in sorted(state.loans, key=lambda row: row.loan.order()):
        loan, other = row.loan, row.loan.lender or row.loan.borrower
        if (loan.here, other) not in said:
            code = "borrowed" if loan.lender else "lent"
            rolling.line(loan.kind, loan.here, "loan", code, name=loan.name, community=other)
        said.add((loan.here, other))
        if loan.lender or loan.kind is Kind.VENUE or row.given is not None or key_of(loan) in told:
            continue
        project = f"{state.month:%Y-%m}-{loan.need_id}"
        if loan.slot is not None:  # a series is lent a day at a time
            project = f"{project} {loan.slot.date.isoformat()}"
        rolling.line(
            loan.kind, loan.here, "loan", "lent_untold", name=loan.name, before=loan.hours or loan.sessions,
            to_see=True, project=project, community=other,
        )  # fmt: skip
