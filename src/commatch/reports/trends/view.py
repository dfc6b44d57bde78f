"""Many months in a language: its words, what is worth a note, and cells made of values."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from commatch.month.gathered import Gathered
from commatch.month.people_told import HelperTold, UnitTold
from commatch.month.trends import Figures
from commatch.months import last_day
from commatch.reports.rows import Share, SheetRows, Value, number
from commatch.reports.words import Words
from commatch.texts.trends import TREND_WORDS
from commatch.workbook.schema import Lang

__all__ = ["TrendView", "amount", "rounded", "share", "share_of"]


class TrendView:
    """Many months in a language.

    Parameters
    ----------
    gathered : Gathered
        What the files say.
    figures : Figures
        What was counted.
    lang : Lang
        Language of words and headers.
    """

    def __init__(self, gathered: Gathered, figures: Figures, lang: Lang) -> None:
        self.gathered, self.figures, self.lang = gathered, figures, lang
        self.settings, self.words = gathered.settings, Words(lang)

    def say(self, key: str, **figures: object) -> str:
        """Return one of the words of these sheets."""
        return self.words.fill(TREND_WORDS[key], **figures)

    @property
    def span(self) -> str:
        """The months in words."""
        months = self.gathered.months
        if not months:
            return ""
        first, last = f"{months[0]:%Y-%m}", f"{months[-1]:%Y-%m}"
        return first if first == last else self.say("span", first=first, last=last)

    def group(self, name: str) -> str:
        """Return a group as it is written in the language."""
        return self.words.group(name) if name else self.say("none")

    def titled(self, rows: SheetRows, said: str = "") -> SheetRows:
        """Return rows with the title of their sheet."""
        sheet = rows.sheet.name(self.lang).replace("_", " ")
        title = self.say("title", community=self.settings.community_name, months=self.span, sheet=sheet)
        return replace(rows, title=title, said=said)

    @property
    def last_day(self) -> dt.date:
        """The last day of the last month."""
        return last_day(self.gathered.months[-1])

    def too_much(self, one: HelperTold) -> bool:
        """Tell whether somebody carries too much: more of what was offered than brings a reminder."""
        return one.share_offered is not None and one.share_offered > self.settings.usage_reminder

    def never_asked(self, one: HelperTold | UnitTold) -> bool:
        """Tell whether somebody who is there was never asked."""
        return one.present and one.active and not one.asked

    def ends_soon(self, one: UnitTold) -> bool:
        """Tell whether the agreement of a unit that is there ends soon, or has ended."""
        return one.present and one.days_left is not None and one.days_left <= self.settings.agreement_reminder


def share(value: float | None) -> Value:
    """Return the cell of a share, blank where it is not known."""
    return None if value is None else Share(round(value, 6))


def share_of(part: float | None, whole: float | None) -> Value:
    """Return the cell of a part of a whole, blank where either is not known or there is no whole."""
    return share(part / whole if part is not None and whole else None)


def amount(value: float | None) -> Value:
    """Return the cell of a number, blank where it is not known."""
    return None if value is None else number(value)


def rounded(value: float | None, digits: int) -> Value:
    """Return the cell of a mean, blank where it is not known."""
    return None if value is None else number(round(value, digits))
