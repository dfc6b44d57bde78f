"""What answers are made of: sections of lines, and the words of the things that all of them speak of."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from commatch.community import Kind
from commatch.explaining.rebuild import Rebuilt
from commatch.explaining.standing import Standing
from commatch.matching.candidates import Judged
from commatch.matching.plan import Assignment
from commatch.matching.rules.base import Figures
from commatch.reports.assignments import requirement_words
from commatch.reports.rows import number
from commatch.reports.unserved import reason_words
from commatch.reports.view import View
from commatch.reports.words import points
from commatch.texts.cli import say
from commatch.texts.language import Language
from commatch.times import Half, Slot
from commatch.workbook.schema import Lang

__all__ = ["Section", "Teller", "Told"]

_PLACED = frozenset({Kind.HELPER, Kind.UNIT, Kind.VENUE})


@dataclass(frozen=True, slots=True)
class Section:
    """A title with lines below it."""

    title: str
    lines: tuple[str, ...]


@dataclass(frozen=True)
class Told:
    """An answer in words: a title, what it comes to, and the sections that bear it out."""

    title: str
    lead: tuple[str, ...]
    sections: tuple[Section, ...] = ()

    @property
    def lines(self) -> tuple[str, ...]:
        """All of it line by line; the lines of sections are indented."""
        rest = [text for part in self.sections for text in (part.title, *(f"  {line}" for line in part.lines))]
        return (self.title, *self.lead, *rest)


class Teller:
    """The words that answers share.

    Parameters
    ----------
    rebuilt : Rebuilt
        The month with its plan.
    lang : {'zh', 'en'}
        Language of the words.
    by_id : bool
        Resources are called by their ids, not by their names.
    """

    def __init__(self, rebuilt: Rebuilt, lang: Language, *, by_id: bool) -> None:
        self.rebuilt, self.lang = rebuilt, lang
        self.view = View(rebuilt.result, Lang(lang), by_id=by_id)
        self.words = self.view.words

    def say(self, key: str, **values: object) -> str:
        """Return the words of a key that begins with ``explain.``."""
        return say(self.lang, f"explain.{key}", **values)

    def join(self, parts: Iterable[str]) -> str:
        """Return names as a list."""
        return self.words.join(parts)

    def also(self, parts: Iterable[str]) -> str:
        """Return parts of a sentence side by side."""
        return self.words("also").join(part for part in parts if part)

    def comma(self, parts: Iterable[str]) -> str:
        """Return small parts of a sentence side by side."""
        return self.words("comma").join(part for part in parts if part)

    def who(self, resource_id: str) -> str:
        """Return what a resource is called: its id, with its name where names may be said."""
        name = self.view.name(resource_id)
        return name if name == resource_id else self.words("named", name=name, id=resource_id)

    def what(self, part: Judged) -> str:
        """Return a requirement with its kind, such as 能人（水电工）."""
        words, kind = self.words, part.requirement.kind
        said = requirement_words(words, part.asking.demand, part.index)
        name = words.kind(kind)
        if kind is Kind.FUND:
            return words("kind_of", kind=name, what=self.say("amount", amount=number(part.requirement.quantity)))
        return name if said in (name, words("any_venue")) else words("kind_of", kind=name, what=said)

    def slots(self, slots: Sequence[Slot]) -> str:
        """Return the slots of a project in words."""
        said = [self.words.slot(slot) for slot in slots]
        if not said:
            return self.say("need.flexible")
        return said[0] if len(said) == 1 else self.say("need.series", count=len(said), slots=self.join(said))

    def score(self, tenths: int | None) -> str:
        """Return a match score, a dash where there is none."""
        return "–" if tenths is None else f"{tenths / 10:g}"

    def terms(self, row: Assignment) -> str:
        """Return the match score of a row with the points that make it."""
        tenths = self.rebuilt.score(row)
        asking = self.rebuilt.items[row.demand_id].parts[row.requirement].asking
        terms = asking.terms(self.rebuilt.inst.resource[row.resource_id])
        said = [self.words.say(item.code, (*item.figures, ("points", points(item.tenths)))) for item in terms]
        if not said:
            return self.say("score", score=self.score(tenths)) if tenths else ""
        return self.say("score_of", score=self.score(tenths), terms=self.comma(said))

    def charge(self, rows: Sequence[Assignment]) -> str:
        """Return what rows of one resource take of it."""
        kind, first = rows[0].kind, rows[0]
        if kind is Kind.HELPER:
            return self.say("hours", hours=number(sum(row.hours for row in rows)))
        if kind is Kind.FUND:
            return self.say("amount", amount=number(sum(row.amount for row in rows)))
        return self.say("pieces", count=number(first.quantity)) if kind is Kind.GOODS else ""

    def when(self, rows: Sequence[Assignment]) -> str:
        """Return when rows of one resource are, '' where they have no time."""
        slots = sorted({row.slot for row in rows if row.slot is not None})
        return self.join(self.words.slot(slot) for slot in slots) if rows[0].kind in _PLACED else ""

    def stands(self, item: Standing) -> str:
        """Return how somebody stands to a requirement."""
        given = dict(item.figures)
        if "slot" in given:
            day, _, half = given["slot"].partition("/")
            given["slot"] = self.words.slot(Slot(dt.date.fromisoformat(day), Half(int(half))))
        if "beside" in given:
            given["beside"] = self.join(map(self.who, given["beside"].split("、")))
        if "because" in given:
            given["because"] = self.say(f"because.{given['because']}", **given)
        key = item.code
        if key == "busy" and int(given.get("slots", "1")) > 1:
            key = "busy_all"
        elif key == "lower" and "、" in dict(item.figures)["beside"]:
            key = "lower_all"
        elif key in ("apart", "free") and "times" in given:
            key += "_at"
        if item.code == "not_then" and "slot" not in given:
            return self.words.say("no_common_time")
        return self.say(f"stands.{key}", by=self.join(item.by), **given)

    def one(self, item: Standing) -> str:
        """Return somebody with the score and how they stand."""
        key = "one" if item.tenths else "one.plain"
        return self.say(key, who=self.who(item.resource_id), score=self.score(item.tenths), how=self.stands(item))

    def reason(self, code: str, figures: Figures) -> str:
        """Return a reason with its figures, and who is in the way."""
        return reason_words(self.view, code, figures)

    def rejected(self, code: str, figures: Figures) -> str:
        """Return why somebody may not, in the words of the rule."""
        return self.words.say(code, figures)
