"""How large a file may be before it is refused unread."""

from __future__ import annotations

from dataclasses import dataclass

from commatch.settings import Settings

__all__ = ["LIMITS", "Limits", "limits_of"]

_MEGABYTE = 1_000_000


@dataclass(frozen=True, slots=True)
class Limits:
    """How large a file may be before it is refused unread.

    Attributes
    ----------
    file_bytes : int
        Size of the file.
    unpacked_bytes : int
        Size of everything in it, unpacked; and of the texts of all its cells, a text counted wherever it stands.
    ratio : float
        Unpacked by packed size; looked at only above ``ratio_from`` unpacked bytes. Usual are 7 to 8.
    ratio_from : int
        See ``ratio``.
    members : int
        Number of parts in the file.
    rows, columns : int
        Last row and column that may be filled.
    cells : int
        Last filled row times last filled column, of all sheets of a file together.
    merged_cells : int
        Cells in the merged ranges of one sheet.
    """

    file_bytes: int = 100 * _MEGABYTE
    unpacked_bytes: int = 300 * _MEGABYTE
    ratio: float = 100
    ratio_from: int = 20 * _MEGABYTE
    members: int = 5_000
    rows: int = 200_000
    columns: int = 16_384
    cells: int = 3_000_000
    merged_cells: int = 500_000


LIMITS = Limits()


def limits_of(settings: Settings) -> Limits:
    """Return the limits that some settings say."""
    return Limits(
        file_bytes=int(settings.limit_file_mb * _MEGABYTE),
        unpacked_bytes=int(settings.limit_unpacked_mb * _MEGABYTE),
        rows=settings.limit_rows,
        cells=settings.limit_cells,
        merged_cells=settings.limit_merged_cells,
    )
