"""Problems as lists for people: by file and sheet, errors first; many of one kind in one sheet are said once."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from commatch.cli.blocks import Items
from commatch.problems import Problem, Severity
from commatch.texts.cli import say
from commatch.texts.language import Language

__all__ = ["sections", "suggestions"]

_SAID_EACH = 3
"""Problems of one kind in one column that are said one by one; more are said at once."""
_CELLS_NAMED = 6
_VALUES_NAMED = 10
_VALUE_SHOWN = 60
_CELL = re.compile(r"([A-Z]+)(\d+)")
_NEAR = ("known", "likely", "templates", "sheets")
"""Parameters that name what was perhaps meant."""

Shown = Callable[[Problem], Problem]


def sections(
    problems: Sequence[Problem], lang: Language, shown: Shown, sheets: Sequence[tuple[str, str]] = ()
) -> Iterator[Items]:
    """Yield a list for each sheet with errors, then one for each with warnings.

    Parameters
    ----------
    problems : sequence of Problem
        In any order.
    lang : {'zh', 'en'}
        Language of the words.
    shown : callable
        Gives a problem as it may be printed.
    sheets : sequence of (str, str)
        Files and sheets in the order in which a file's sheets are said; any other ones come last.
    """
    order = {sheet: number for number, sheet in enumerate(sheets)}

    def where_it_stands(problem: Problem) -> tuple[object, ...]:
        file, sheet = problem.place.file, problem.place.sheet
        return file, order.get((file, sheet), len(order) if sheet else -1), problem.reading_key

    ordered = sorted(problems, key=where_it_stands)
    for severity in Severity:
        of = [problem for problem in ordered if problem.severity is severity]
        for (file, sheet), found in groupby(of, key=lambda problem: (problem.place.file, problem.place.sheet)):
            where = " · ".join(part for part in (file, sheet) if part) or say(lang, "problems.elsewhere")
            title = f"{say(lang, f'severity.{severity.value}')} · {where}"
            items = tuple(_items(list(found), lang, shown))
            yield Items(title, items, "bad" if severity is Severity.ERROR else "plain", wrapped=True)


def suggestions(problem: Problem) -> list[str]:
    """Return what was perhaps meant by the value of a problem."""
    return [name for key, text in problem.params if key in _NEAR for name in text.split("、") if name]


def _items(problems: Sequence[Problem], lang: Language, shown: Shown) -> Iterator[str]:
    """Yield the text of each problem of one sheet, or of each kind of which there are many."""
    kinds: dict[tuple[str, str], list[Problem]] = {}
    for problem in problems:
        cell = _CELL.fullmatch(problem.place.cell)
        kinds.setdefault((problem.code, cell[1] if cell else problem.place.cell), []).append(problem)
    for found in kinds.values():
        if len(found) > _SAID_EACH:
            yield _many(found, lang, shown)
        else:
            yield from (_one(shown(problem), lang) for problem in found)


def _one(problem: Problem, lang: Language) -> str:
    message, hint = _described(problem, lang)
    return "\n".join([f"{problem.place.cell}  {message}".strip(), *hint])


def _many(problems: Sequence[Problem], lang: Language, shown: Shown) -> str:
    """Return the words of the first problem, with the cells of all and some of their values."""
    first = shown(problems[0])
    rows = [int(text) for problem in problems for key, text in problem.params if key == "rows"]
    near = {tuple(suggestions(problem)) for problem in problems}
    params = tuple(
        (key, str(sum(rows)) if key == "rows" else "" if key in _NEAR and len(near) > 1 else text)
        for key, text in first.params
    )
    message, hint = _described(replace(first, params=params), lang)
    others: dict[str, Problem] = {}
    for problem in problems:
        others.setdefault(_about(problem), problem)
    for value in ("", _about(problems[0])):
        others.pop(value, None)
    lines = [_cells(problems, lang), message]
    if others:
        some = [shown(problem) for problem in list(others.values())[:_VALUES_NAMED]]
        named = say(lang, "check.comma").join(dict.fromkeys(_value(problem, lang) for problem in some))
        if len(others) > _VALUES_NAMED:
            named += say(lang, "check.and_more", count=len(others))
        lines.append(say(lang, "check.others", values=named))
    return "\n".join([*lines, *hint])


def _described(problem: Problem, lang: Language) -> tuple[str, list[str]]:
    from commatch.texts.problems import describe
    from commatch.workbook.schema import Lang

    here = f"{problem.place.file} {problem.place.sheet}!"  # said above already
    params = tuple((key, text.removeprefix(here) if key == "other" else text) for key, text in problem.params)
    message, hint = describe(replace(problem, params=params), Lang(lang))
    return message, [say(lang, "problems.do", hint=hint)] if hint else []


def _project(problem: Problem) -> str:
    return dict(problem.params).get("project", "")


def _resource(problem: Problem) -> str:
    return dict(problem.params).get("resource", "")


def _about(problem: Problem) -> str:
    """Return what tells a problem from others of its kind: the project or the resource it is about, or its value."""
    return _project(problem) or _resource(problem) or problem.value


def _value(problem: Problem, lang: Language) -> str:
    """Return a value with what was perhaps meant by it, or with the other place that it is about.

    Of a project it is the project's id, with the cell; of a resource its id, with the value.
    """
    from commatch.workbook.safe import shortened

    if _project(problem):
        return say(lang, "check.beside", value=_project(problem), other=problem.place.cell)
    value = say(lang, "check.value", value=shortened(problem.value or _resource(problem), "…", _VALUE_SHOWN))
    resource = _resource(problem)
    if resource and problem.value not in ("", resource):
        return say(lang, "check.beside", value=resource, other=shortened(problem.value, "…", _VALUE_SHOWN))
    params = dict(problem.params)
    near, other = suggestions(problem), params.get("resources", "").replace("、", say(lang, "check.comma"))
    other = other or params.get("other", "").rpartition("!")[2]
    if near:
        return say(lang, "check.near", value=value, near=say(lang, "check.comma").join(near))
    if other:
        return say(lang, "check.beside", value=value, other=other)
    return value


def _cells(problems: Sequence[Problem], lang: Language) -> str:
    """Return the cells of problems of one column, those below each other as a range."""
    if not any(problem.place.cell for problem in problems):
        return say(lang, "check.times", count=len(problems))
    letters = problems[0].place.cell.rstrip("0123456789")
    runs: list[list[int]] = []
    for row in sorted({int(problem.place.cell.removeprefix(letters) or 0) for problem in problems}):
        if runs and row == runs[-1][1] + 1:
            runs[-1][1] = row
        else:
            runs.append([row, row])
    named = [f"{letters}{low}" if low == high else f"{letters}{low}–{letters}{high}" for low, high in runs]
    shown = say(lang, "check.comma").join(named[:_CELLS_NAMED]) + (" …" if len(named) > _CELLS_NAMED else "")
    return say(lang, "check.cells", cells=shown, count=sum(high - low + 1 for low, high in runs))
