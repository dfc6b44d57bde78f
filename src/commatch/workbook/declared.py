"""What a sheet, a column and a value of a closed list are: the words in which all of them are declared."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

__all__ = ["Choice", "Column", "Lang", "Sheet", "Type"]


class Lang(StrEnum):
    """A language of sheets and messages."""

    ZH = "zh"
    EN = "en"


class Type(StrEnum):
    """What a cell of a column holds; one parser each in :mod:`commatch.workbook.cells`."""

    ID = "id"
    TEXT = "text"
    PHONE = "phone"
    NUMBER = "number"
    WHOLE = "whole"
    DATE = "date"
    MONTH = "month"
    TIMES = "times"
    LIST = "list"
    COUNTED = "counted"
    LEVELS = "levels"
    YES_NO = "yes_no"
    URGENCY = "urgency"
    CHOICE = "choice"


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its two headers, the other headers that are read as it, and what its cells hold.

    Attributes
    ----------
    key : str
        English header and name inside the program.
    zh : str
        Chinese header.
    type : Type
        What a cell holds.
    aliases : tuple of str
        Other headers read as this column, in either language.
    required : bool
        The header must be there and the cell filled.
    personal : bool
        Values are personal data: masked on the terminal, in JSON and in logs.
    choices : str
        For ``Type.CHOICE`` the key of the closed list in :data:`CHOICES`.
    minimum, maximum : float, optional
        Least and greatest number taken.
    unit : str
        Unit of a number, if any.
    help_zh, help_en : str
        One line of help.
    """

    key: str
    zh: str
    type: Type = Type.TEXT
    aliases: tuple[str, ...] = ()
    required: bool = False
    personal: bool = False
    choices: str = ""
    minimum: float | None = None
    maximum: float | None = None
    unit: str = ""
    help_zh: str = ""
    help_en: str = ""

    def header(self, lang: Lang) -> str:
        """Return the header in a language."""
        return self.zh if lang is Lang.ZH else self.key


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet: its two names, the other names read as it, and its columns in order."""

    key: str
    zh: str
    columns: tuple[Column, ...]
    aliases: tuple[str, ...] = ()
    help_zh: str = ""
    help_en: str = ""

    def name(self, lang: Lang) -> str:
        """Return the sheet's name in a language."""
        return self.zh if lang is Lang.ZH else self.key

    def column(self, key: str) -> Column:
        """Return the column with this key.

        Raises
        ------
        KeyError
            The sheet has no such column.
        """
        for column in self.columns:
            if column.key == key:
                return column
        raise KeyError(key)


@dataclass(frozen=True, slots=True)
class Choice:
    """A value of a closed list: its key, its name in both languages, and other spellings."""

    key: str
    zh: str
    en: str
    aliases: tuple[str, ...] = ()

    def name(self, lang: Lang) -> str:
        """Return the value as it is written in a language."""
        return self.zh if lang is Lang.ZH else self.en
