"""The language of a table's words, which decides what 5/12 can mean."""

import re
from collections.abc import Sequence

from commatch.workbook.tables import Row

__all__ = ["in_english", "slashed"]

_ENOUGH = 100
"""So many rows tell a table's language."""
_CHINESE, _WORD = re.compile("[一-鿿]"), re.compile("[A-Za-z]{3}")


def slashed(values: Sequence[object]) -> bool:
    """Tell whether dates such as 5/12 may stand among the raw values of a column."""
    return any(isinstance(value, str) and "/" in value for value in values)


def in_english(rows: Sequence[Row]) -> bool:
    """Tell whether more cells of a table are in English than in Chinese.

    Parameters
    ----------
    rows : sequence of Row
        Its rows; the first hundred are looked at.

    Returns
    -------
    bool
        True where 5/12 may be meant either way.
    """
    said = [value for row in rows[:_ENOUGH] for value in row.values if isinstance(value, str)]
    english = [text for text in said if not _CHINESE.search(text)]
    return sum(1 for text in english if _WORD.search(text)) > len(said) - len(english)
