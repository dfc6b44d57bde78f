"""What is wrong with an operation: a code, the operation as it was written, and what it is about."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from commatch.texts.language import Language

__all__ = ["AlterError", "AlterFault", "fault"]


@dataclass(frozen=True, slots=True)
class AlterFault:
    """A fault of an operation.

    Attributes
    ----------
    code : str
        Key of its words.
    operation : str
        The operation as it was written, such as ``--set "H1 hours+=2"``.
    value : str
        What it is about: a word, an id, a column.
    params : tuple of (str, str)
        Further values for the words, by name.
    """

    code: str
    operation: str
    value: str = ""
    params: tuple[tuple[str, str], ...] = ()

    def words(self, lang: Language) -> str:
        """Return what is wrong and what to do."""
        from commatch.texts.altering import fault_words

        return fault_words(self.code, lang, self.operation, self.value, dict(self.params))


def fault(code: str, operation: str, value: str = "", **params: str) -> AlterFault:
    """Return a fault."""
    return AlterFault(code, operation, value, tuple(sorted(params.items())))


class AlterError(ValueError):
    """Operations that can't be understood or carried out.

    Parameters
    ----------
    faults : sequence of AlterFault
        Everything that is wrong with them.
    """

    def __init__(self, faults: Sequence[AlterFault]) -> None:
        super().__init__("; ".join(item.words("en") for item in faults))
        self.faults = tuple(faults)
