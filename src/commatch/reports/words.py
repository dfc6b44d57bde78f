"""How a report says things in one language: codes with figures, dates, names of closed lists, groups."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping

from commatch.community import Kind
from commatch.groups import GROUP_ENGLISH
from commatch.matching.demands import term
from commatch.matching.rules import PHRASES
from commatch.matching.rules.base import Figures, Phrase
from commatch.texts.reports import NOTES, REASONS, STOPS, TIERS, WORDS
from commatch.texts.text import fill
from commatch.times import Half, Slot
from commatch.workbook.outputs import REASON_CODES, RUN_ITEMS
from commatch.workbook.schema import CHOICES, INPUT, RESOURCE_SHEETS, Choice, Lang, choice_name

__all__ = ["Words", "points"]

_SAID: Mapping[str, Phrase] = {**PHRASES, **REASONS, **NOTES}
_REASON_CODES = {choice.key: choice for choice in REASON_CODES}
_RUN_ITEMS = {choice.key: choice for choice in RUN_ITEMS}
_GROUPS = {term(group): english for group, english in GROUP_ENGLISH.items()}


class _Figures(dict[str, object]):
    """Figures of a phrase; one that is not there is shown as a dash."""

    def __missing__(self, key: str) -> str:
        return "–"


class Words:
    """The words of reports in one language.

    Parameters
    ----------
    lang : Lang
        The language.
    """

    def __init__(self, lang: Lang) -> None:
        self.lang = lang

    def fill(self, phrase: Phrase, **figures: object) -> str:
        """Return a phrase with its figures."""
        return fill(phrase.zh if self.lang is Lang.ZH else phrase.en, _Figures(figures))

    def __call__(self, key: str, /, **figures: object) -> str:
        """Return one of the workbook's own words."""
        return self.fill(WORDS[key], **figures)

    def say(self, code: str, figures: Figures = ()) -> str:
        """Return the words of a rule's, a reason's or a note's code; the code itself where it has none."""
        if code not in _SAID:
            return " ".join((code, *(f"{name}={value}" for name, value in figures)))
        given: dict[str, object] = {name: self._figure(name, value) for name, value in figures}
        if code in NOTES and "gap" in given:
            given["gap"] = f"{float(str(given['gap'])):.2%}"
        return self.fill(_SAID[code], **given)

    def has_figure(self, code: str, name: str) -> bool:
        """Tell whether the words of a code name a figure."""
        return code in _SAID and f"{{{name}}}" in _SAID[code].zh

    def _figure(self, name: str, value: str) -> str:
        if name == "groups":
            return self.groups(value.split("、"))
        if name == "kind" and value in RESOURCE_SHEETS:
            return choice_name("kind", value, self.lang)
        if name == "tier":
            return self.tier(value)
        if name == "slot":
            date, _, half = value.partition("/")
            return self.slot(Slot(dt.date.fromisoformat(date), Half(int(half))))
        if name == "status":
            return self.status(value)
        if name == "by" and value in STOPS:
            return self.fill(STOPS[value])
        return value if self.lang is Lang.ZH else value.replace("、", ", ")

    def join(self, names: Iterable[str]) -> str:
        """Return names as a list, each once, in their order."""
        return self("list").join(dict.fromkeys(name for name in names if name))

    def group(self, name: str) -> str:
        """Return a resident group as it is written in the language."""
        return name if self.lang is Lang.ZH else _GROUPS.get(term(name), name)

    def groups(self, names: Iterable[str]) -> str:
        """Return resident groups as a list."""
        return self.join(self.group(name) for name in names)

    def half(self, half: Half) -> str:
        """Return a half-day's name."""
        return CHOICES["half"][int(half)].name(self.lang)

    def day(self, day: dt.date) -> str:
        """Return a day inside a sentence."""
        return self("day", year=day.year, month=day.month, day=day.day)

    def month(self, day: dt.date) -> str:
        """Return the month of a day inside a sentence."""
        return self("month", year=day.year, month=day.month)

    def slot(self, slot: Slot) -> str:
        """Return a slot inside a sentence."""
        return f"{self.day(slot.date)}{'' if self.lang is Lang.ZH else ' '}{self.half(slot.half)}"

    def kind(self, kind: Kind) -> str:
        """Return the name of a kind of resource."""
        return choice_name("kind", kind.value, self.lang)

    def sheet(self, kind: Kind) -> str:
        """Return the name of the sheet of a kind of resource."""
        return INPUT[RESOURCE_SHEETS[kind.value]].name(self.lang)

    def reason_code(self, code: str) -> str:
        """Return a reason code as the workbook shows it."""
        return _named(_REASON_CODES, code, self.lang)

    def reason_name(self, code: str) -> str:
        """Return a reason's short name inside a sentence."""
        return self.reason_code(code).replace("_", " ")

    def run_item(self, key: str, of: str = "") -> str:
        """Return an item of the run record, of a file or a setting if one is named."""
        name = _named(_RUN_ITEMS, key, self.lang)
        return f"{name}: {of}" if of else name

    def tier(self, name: str) -> str:
        """Return a tier's name."""
        return self.fill(TIERS[name]) if name in TIERS else name

    def status(self, status: str) -> str:
        """Return a need's status."""
        return choice_name("need_status", status, self.lang)


def points(tenths: int) -> str:
    """Return tenths of a point with their sign: ``+4``, ``−2.5``."""
    return f"{'+' if tenths >= 0 else '−'}{abs(tenths) / 10:g}"


def _named(choices: Mapping[str, Choice], key: str, lang: Lang) -> str:
    return choices[key].name(lang) if key in choices else key
