"""Cells that still hold a draft's proposal: errors, or taken and counted."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from commatch.problems import Place, Problem, error, warning
from commatch.workbook.proposed import Decision, Proposed
from commatch.workbook.schema import RESOURCE_SHEETS
from commatch.workbook.values import Record

__all__ = ["UNDECIDED", "proposals_left"]

UNDECIDED = frozenset({"proposals_pending", "proposals_declined"})
"""Codes of problems that leave open what a cell is to say."""
_SHEETS = ("needs", *RESOURCE_SHEETS.values())


def proposals_left(proposed: Proposed, rows: Mapping[str, Sequence[Record]], *, accepted: bool) -> Iterator[Problem]:
    """Yield one problem for each sheet that holds proposals nobody has confirmed: how many, and where the first is.

    Parameters
    ----------
    proposed : Proposed
        What drafts proposed.
    rows : mapping of str to sequence of Record
        Rows by the key of their sheet.
    accepted : bool
        They are taken all the same: warnings, not errors. One that the log declines is an error even so.
    """
    if not proposed:
        return
    for key in _SHEETS:
        found: dict[tuple[str, str, Decision], list[tuple[Place, str]]] = defaultdict(list)
        for record in rows.get(key, ()):
            row_id = record.text(record.sheet.columns[0].key)
            for column, cell in record.row.cells.items():
                if cell.value is not None:
                    decision = proposed.decision(key, row_id, column, cell.place, cell.value)
                    found[cell.place.file, cell.place.sheet, decision].append((cell.place, column))
        for (_, _, decision), cells in found.items():
            columns = "、".join(dict.fromkeys(column for _, column in cells))
            if decision is Decision.DECLINED:
                yield error("proposals_declined", cells[0][0], len(cells), sheet=key, columns=columns)
            elif decision is Decision.OPEN and accepted:
                yield warning("proposals_accepted", cells[0][0], len(cells), sheet=key, columns=columns)
            elif decision is Decision.OPEN:
                yield error("proposals_pending", cells[0][0], len(cells), sheet=key, columns=columns)
