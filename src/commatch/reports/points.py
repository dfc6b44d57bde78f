"""The ledger of points as a sheet."""

from __future__ import annotations

from commatch.month.ledger import Ledger, Line, Person
from commatch.reports.rows import SheetRows, Value, number
from commatch.reports.words import Words
from commatch.texts.points import POINTS_WORDS
from commatch.workbook.outputs import POINTS
from commatch.workbook.schema import INPUT, Lang

__all__ = ["person_name", "points_rows"]


def points_rows(made: Ledger, lang: Lang, title: str = "") -> SheetRows:
    """Return the rows of the sheet 积分, one for each line of the ledger.

    Parameters
    ----------
    made : Ledger
        The ledger.
    lang : Lang
        Language of causes and sources.
    title : str
        A line above the header.
    """
    words = Words(lang)
    return SheetRows(POINTS, tuple(_row(line, made, words) for line in made.lines), title)


def person_name(person: Person, made: Ledger, words: Words) -> str:
    """Return what somebody is called in the ledger: one without an id is told apart from who has one."""
    if person.person_id:
        return made.names.get(person.person_id, "")
    return words.fill(POINTS_WORDS["without_id"], name=person.name)


def _row(line: Line, made: Ledger, words: Words) -> tuple[Value, ...]:
    what = f"{line.month:%Y-%m} {line.source}".strip() if line.month else line.source
    return (
        line.date,
        line.person.person_id or None,
        person_name(line.person, made, words) or None,
        words.fill(POINTS_WORDS[line.cause.value]),
        words.fill(POINTS_WORDS["source"], sheet=INPUT[line.sheet].name(words.lang), what=what),
        number(line.quantity),
        number(line.points),
        number(line.balance),
    )
