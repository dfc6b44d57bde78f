"""What colours of a project list mean: rules that a spreadsheet program carries out, so that they follow what is typed.

A rule looks at the cells of its own row. Nothing is coloured by hand.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from openpyxl.formatting.rule import DataBarRule, Rule
from openpyxl.styles import Border, Font, PatternFill, Side
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.worksheet.worksheet import Worksheet

from commatch.reports.rows import SheetRows
from commatch.reports.words import Words
from commatch.workbook.look import letter_of
from commatch.workbook.outputs import RUN_ITEMS
from commatch.workbook.schema import CHOICES

__all__ = ["Mark", "add_marks", "legend", "marks"]

_FILLS = {"green": "E2F3E8", "amber": "FFF0C9", "red": "FBDAD6", "blue": "DDEAF7", "grey": "ECEDED"}
_INKS = {"grey": "7F8584", "out": "7F8584"}
_LEGEND_INKS = {
    "green": "4FA372",
    "amber": "D9A000",
    "red": "D9534F",
    "blue": "5B8FCB",
    "grey": "A2A8A6",
    "out": "A2A8A6",
    "bar": "9CD3C3",
}
_BAR = "9CD3C3"
_SHARES = frozenset({"share_used", "share_served", "priority_coverage", "least_share"})
_LONGEST_TEXT, _LONGEST_FORMULA = 200, 3000


@dataclass(frozen=True, slots=True)
class Mark:
    """A rule of a sheet.

    Attributes
    ----------
    look : {'green', 'amber', 'red', 'blue', 'grey', 'out', 'line', 'bar'}
        A colour; grey and struck out; a line above; a bar as long as the number.
    means : str
        Which words say what it means; '' for what needs none.
    columns : tuple of str
        Columns that it colours, the whole row where there are none.
    formula : str
        True for a row to be coloured, as it is written for the first one; '' for bars.
    """

    look: str
    means: str
    columns: tuple[str, ...] = ()
    formula: str = ""


class _Cells:
    """Addresses for formulas: of the first row's cells by column, of those above, and of whole columns."""

    def __init__(self, rows: SheetRows) -> None:
        self.first, self.last = rows.row(0), rows.row(len(rows.rows) - 1)
        self.letters = {column.key: letter_of(number) for number, column in enumerate(rows.sheet.columns, 1)}

    def __getitem__(self, key: str) -> str:
        return f"${self.letters[key]}{self.first}"

    def all(self, key: str) -> str:
        return f"${self.letters[key]}${self.first}:${self.letters[key]}${self.last}"

    def other(self, key: str) -> str:
        """Return a formula that is true where a row's cell is not that of the row above."""
        return f"{self[key]}<>${self.letters[key]}{self.first - 1}"


def _projects(at: _Cells, rows: SheetRows, words: Words) -> Iterator[Mark]:
    decision, status = _choices("decision"), _choices("need_status")
    settled = _says(at["decision"], decision["confirm"])
    kept = _says(at["status"], (*status["confirmed"], *status["in_progress"]))
    yield Mark("out", "rejected", (), _says(at["decision"], decision["reject"]))
    yield Mark("blue", "postponed", (), _says(at["decision"], decision["postpone"]))
    yield Mark("amber", "change", (), _says(at["decision"], decision["change"]))
    yield Mark("grey", "over", (), _says(at["status"], (*status["done"], *status["reviewed"])))
    yield Mark("green", "settled", (), f"OR({settled},{kept})")


def _assignments(at: _Cells, rows: SheetRows, words: Words) -> Iterator[Mark]:
    reply = _choices("reply")
    outcome = _choices("outcome")
    yield Mark("grey", "over", (), _says(at["outcome"], outcome["done"]))
    yield Mark("red", "undone", ("outcome",), _says(at["outcome"], (*outcome["absent"], *outcome["not_done"])))
    yield Mark("red", "declined", (), _says(at["reply"], reply["decline"]))
    yield Mark("blue", "away", (), _says(at["reply"], reply["away"]))
    yield Mark("green", "agreed", (), _says(at["reply"], reply["agree"]))
    yield Mark("amber", "alone", ("standby",), _says(at["standby"], (words("nobody"), words("nothing_else"))))


def _unserved(at: _Cells, rows: SheetRows, words: Words) -> Iterator[Mark]:
    decided = [words.reason_code(code) for code in ("rejected", "postponed", "change_asked")]
    yield Mark("grey", "decided", (), _says(at["reason_code"], decided))
    for formula in _any_of(at["need_id"], rows.pressing):
        yield Mark("red", "must", (), formula)
    yield Mark("bar", "bar", ("priority",))


def _gaps(at: _Cells, rows: SheetRows, words: Words) -> Iterator[Mark]:
    yield Mark("bar", "bar", ("priority_gained",))


def _tasks(at: _Cells, rows: SheetRows, words: Words) -> Iterator[Mark]:
    full = _number(at["hours_a_month"], f"{at['hours_so_far']}>={at['hours_a_month']}")
    yield Mark("amber", "hours_full", ("hours_so_far", "hours_a_month"), full)
    yield Mark("line", "", (), at.other("resource_id"))


def _venue_calendar(at: _Cells, rows: SheetRows, words: Words) -> Iterator[Mark]:
    too_many = _number(at["seats"], f"{at['expected_people']}>{at['seats']}")
    yield Mark("red", "too_many", ("expected_people", "seats"), too_many)
    yield Mark("line", "", (), at.other("venue_id"))


def _usage(at: _Cells, rows: SheetRows, words: Words) -> Iterator[Mark]:
    begins = [words(key, date="\0").partition("\0")[0] for key in ("agreement_ends", "agreement_ended")]
    ending = ",".join(f"ISNUMBER(SEARCH({_text(begin)},{at['reminder']}))" for begin in begins)
    yield Mark("amber", "agreement", ("reminder",), f"OR({ending})")
    yield Mark("red", "all_used", ("available", "used"), _number(at["share_used"], f"{at['share_used']}>=1"))
    never = f"ISERROR(SEARCH({_text(words('used_before'))},{at['reminder']}))"
    yield Mark("grey", "unused", (), _number(at["used"], f"{at['used']}=0", never))
    yield Mark("bar", "bar", ("share_used",))
    yield Mark("line", "", (), at.other("kind"))


def _fairness(at: _Cells, rows: SheetRows, words: Words) -> Iterator[Mark]:
    share = at["share_served"]
    yield Mark("amber", "least", ("group",), _number(share, f"{share}<1", f"{share}=MIN({at.all('share_served')})"))
    yield Mark("bar", "bar", ("share_served", "priority_coverage"))


def _problems(at: _Cells, rows: SheetRows, words: Words) -> Iterator[Mark]:
    severity = _choices("severity")
    yield Mark("red", "", ("severity",), _says(at["severity"], severity["error"]))
    yield Mark("amber", "", ("severity",), _says(at["severity"], severity["warning"]))


def _changes(at: _Cells, rows: SheetRows, words: Words) -> Iterator[Mark]:
    not_planned = [words("change.not_planned")]
    yield Mark("red", "lost", ("after",), _says(at["after"], not_planned))
    yield Mark("green", "gained", ("after",), _says(at["before"], not_planned))


def _communities(at: _Cells, rows: SheetRows, words: Words) -> Iterator[Mark]:
    yield Mark("red", "failed", ("community", "state", "exit_code", "message"), f"{at['exit_code']}<>0")
    yield Mark("bar", "bar", ("share_served", "least_share"))


def _groups(at: _Cells, rows: SheetRows, words: Words) -> Iterator[Mark]:
    yield Mark("bar", "bar", ("share_served",))


def _reasons(at: _Cells, rows: SheetRows, words: Words) -> Iterator[Mark]:
    yield Mark("bar", "bar", ("needs",))


def _run(at: _Cells, rows: SheetRows, words: Words) -> Iterator[Mark]:
    gaps = [item.name(words.lang) for item in RUN_ITEMS if item.key.endswith(".gap")]
    item, value = at["item"], at["value"]
    audit = f"AND({_says(item, [words.run_item('audit')])},{value}<>{_text(words('passed'))})"
    yield Mark("amber", "doubt", (), f"OR({audit},{_number(value, f'{value}>0', _says(item, gaps))})")


_MARKS: Mapping[str, Callable[[_Cells, SheetRows, Words], Iterator[Mark]]] = {
    "projects": _projects,
    "assignments": _assignments,
    "unserved": _unserved,
    "gaps": _gaps,
    "tasks": _tasks,
    "venue_calendar": _venue_calendar,
    "usage": _usage,
    "fairness": _fairness,
    "problems": _problems,
    "changes": _changes,
    "run": _run,
    "communities": _communities,
    "groups": _groups,
    "reasons": _reasons,
    "all_gaps": _gaps,
}


def marks(rows: SheetRows, words: Words) -> tuple[Mark, ...]:
    """Return the rules of a sheet, the first the strongest; none where it has no rows."""
    made = _MARKS.get(rows.sheet.key)
    return tuple(made(_Cells(rows), rows, words)) if made and rows.rows else ()


def legend(rows: SheetRows, words: Words) -> list[tuple[str, str]]:
    """Return what is said beside a sheet's title, in pieces with their colours: what it says, what colours mean."""
    apart = words("legend.apart")
    pieces = [(apart + rows.said, "")] if rows.said else []
    for look, means, keys in dict.fromkeys((mark.look, mark.means, mark.columns) for mark in marks(rows, words)):
        if means:
            columns = words.join(rows.sheet.column(key).header(words.lang) for key in keys)
            pieces += [(f"{apart}■ ", _LEGEND_INKS[look]), (words(f"legend.{means}", column=columns), "")]
    return pieces


def add_marks(sheet: Worksheet, rows: SheetRows, words: Words) -> None:
    """Add a sheet's rules to its rows."""
    cells = _Cells(rows)
    for mark in marks(rows, words):
        names = [cells.letters[key] for key in mark.columns]
        areas = [f"{name}{cells.first}:{name}{cells.last}" for name in names]
        whole = f"A{cells.first}:{letter_of(len(cells.letters))}{cells.last}"
        for area in areas or [whole]:
            sheet.conditional_formatting.add(area, _rule(mark))


def _rule(mark: Mark) -> Rule:
    if mark.look != "bar":
        return Rule(type="expression", formula=[mark.formula], dxf=_style(mark.look))
    most: dict[str, Any] = {"end_type": "num", "end_value": 1} if mark.columns[0] in _SHARES else {"end_type": "max"}
    make: Any = DataBarRule
    rule: Rule = make(start_type="num", start_value=0, **most, color=_BAR, minLength=0, maxLength=100)
    return rule


def _style(look: str) -> DifferentialStyle:
    if look == "line":
        return DifferentialStyle(border=Border(top=Side(style="thin", color="5F7B74")))
    fill = _FILLS.get(look, _FILLS["grey"])
    font = Font(color=_INKS[look], strike=True if look == "out" else None) if look in _INKS else None
    return DifferentialStyle(font=font, fill=PatternFill("solid", start_color=fill, end_color=fill))


def _choices(name: str) -> dict[str, tuple[str, ...]]:
    """Return every way to write each value of a closed list."""
    return {choice.key: (choice.zh, choice.en, *choice.aliases) for choice in CHOICES[name]}


def _says(cell: str, values: Iterable[str]) -> str:
    """Return a formula that is true where a cell holds one of some texts."""
    return f"OR({','.join(f'TRIM({cell})={_text(value)}' for value in values)})"


def _number(cell: str, *conditions: str) -> str:
    """Return a formula that is true where a cell holds a number and some conditions hold."""
    return f"AND({','.join((f'ISNUMBER({cell})', *conditions))})"


def _any_of(cell: str, ids: Sequence[str]) -> Iterator[str]:
    """Yield formulas that together are true for rows of these ids, none of them longer than a program takes."""
    part: list[str] = []
    for name in ids:
        if len(name) > _LONGEST_TEXT:
            continue
        part.append(name)
        if sum(map(len, part)) + 30 * len(part) > _LONGEST_FORMULA:
            yield _says(cell, part)
            part = []
    if part:
        yield _says(cell, part)


def _text(value: str) -> str:
    """Return a text as a formula writes it."""
    return '"{}"'.format(value.replace('"', '""'))
