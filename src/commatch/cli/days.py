"""Days that are named on the command line."""

from __future__ import annotations

import datetime as dt

from commatch.cli.exits import Exit
from commatch.cli.report import Fault
from commatch.texts.cli import say
from commatch.texts.language import Language
from commatch.workbook import cells

__all__ = ["named_day"]


def named_day(text: str, option: str, lang: Language) -> dt.date | None:
    """Return the day that an option names, ``None`` for none.

    Raises
    ------
    Fault
        It is no day, or has no year.
    """
    if not text:
        return None
    read = cells.date(text)
    if read.value is None or read.note:  # a day without its year
        raise Fault(Exit.USAGE, say(lang, "usage.bad_date", option=option, value=text))
    return read.value
