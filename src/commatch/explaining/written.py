"""A project list as it stands: the facts of its run record, read again."""

from __future__ import annotations

import datetime as dt
import hashlib
import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from commatch.assemble.previous_run import Run, read_run, run_items, setting_items
from commatch.explaining.listed_gaps import listed_rows
from commatch.matching.plan import SolveStatus, Tier
from commatch.problems import Place, Problem, Severity, error
from commatch.settings import DEFAULTS, as_text, setting_names
from commatch.texts.reports import TIERS, WORDS
from commatch.workbook import cells
from commatch.workbook.guard import LIMITS
from commatch.workbook.names import match_result
from commatch.workbook.outputs import READ_BACK, TIER_ITEMS
from commatch.workbook.reader import load_files
from commatch.workbook.results import results_in
from commatch.workbook.sources import Source, open_source
from commatch.workbook.tables import Tables
from commatch.workbook.values import Record, read_records

__all__ = ["Written", "digest", "holds_list", "is_project_list", "read_written", "written_in"]

_NEEDED = ("projects", "assignments", "run")
_LEAST = frozenset({"projects", "assignments"})
_BLIND = frozenset({"no_header", "missing_column", "duplicate_header", "header_other_unit"})
"""Codes of errors after which what the rows say can't be told."""


@dataclass(frozen=True)
class Written:
    """What a project list says of its own run.

    Attributes
    ----------
    file : tuple of (str, str)
        Name and SHA-256 of the workbook.
    month : datetime.date, optional
        Month of the plan.
    version : str
        The program's version that wrote it.
    inputs : tuple of (str, str)
        Names of its input files with their SHA-256.
    settings : mapping of str to object
        Every setting in force, by key.
    tiers : tuple of Tier
        The objectives as they were reached.
    solver : str
        Name and version of the solver.
    again : bool
        It was made with a project list of before.
    run : Run
        The plan as it was written.
    records : mapping of str to sequence of Record
        The rows of its sheets by the sheet's key.
    gaps : tuple of mapping, optional
        What its sheet of gaps says, row by row, by the columns' keys; ``None`` where it has no such sheet.
    fairness, usage : tuple of mapping
        What its sheets of groups and of resources say, likewise; empty where it has none.
    passed : tuple of Problem
        What is wrong with single cells, which is no matter for the plan.
    problems : tuple of Problem
        Why it can't be read; empty where it can.
    """

    file: tuple[str, str]
    month: dt.date | None = None
    version: str = ""
    inputs: tuple[tuple[str, str], ...] = ()
    settings: Mapping[str, object] | None = None
    tiers: tuple[Tier, ...] = ()
    solver: str = ""
    again: bool = False
    run: Run | None = None
    records: Mapping[str, Sequence[Record]] | None = None
    gaps: tuple[Mapping[str, object], ...] | None = None
    fairness: tuple[Mapping[str, object], ...] = ()
    usage: tuple[Mapping[str, object], ...] = ()
    passed: tuple[Problem, ...] = ()
    problems: tuple[Problem, ...] = ()


def read_written(path: str | os.PathLike[str]) -> Written:
    """Read what a project list says of its own run.

    Parameters
    ----------
    path : path-like
        The workbook, in either language.

    Returns
    -------
    Written
        With an error among its problems nothing else of it is to be used.
    """
    contents, problems = load_files([path])
    for name, data in contents:
        source = open_source(name, data, LIMITS)
        if isinstance(source, Problem):
            return Written((name, digest(data)), problems=(source,))
        return written_in(source)
    return Written((Path(path).name, ""), problems=tuple(problems))


def written_in(source: Source) -> Written:
    """Return what an opened project list says of its own run, as :func:`read_written` does."""
    file = (source.name, digest(source.data))
    tables = results_in(source)
    lacking = [key for key in _NEEDED if key not in {table.key for table in tables.tables}]
    blind = [item for item in tables.problems if item.code in _BLIND and item.severity is Severity.ERROR]
    if lacking or blind:
        missing = [error("previous_not_a_list", Place(source.name), source.name, sheet=key) for key in lacking[:1]]
        return Written(file, problems=(*missing, *blind))
    return _read(file, tables, source)


def is_project_list(name: str, data: bytes) -> bool:
    """Tell whether a file is a project list."""
    source = open_source(name, data, LIMITS)
    return not isinstance(source, Problem) and holds_list(source)


def holds_list(source: Source) -> bool:
    """Tell whether an opened file is a project list."""
    return _keys(source) >= _LEAST


def digest(data: bytes) -> str:
    """Return the SHA-256 of a file's content, as run records have it."""
    return hashlib.sha256(data).hexdigest()


def _keys(source: Source) -> frozenset[str]:
    return frozenset(match_result(grid.name).key for grid in source.grids)


def _read(file: tuple[str, str], tables: Tables, source: Source) -> Written:
    # the month is in the run record, and dates without a year need it: that sheet is read first
    first = read_records(tables, "run", dt.date.min, [])
    found = _facts(first)
    month = cells.month(found.get(("month", ""))).value
    settings = _settings(found, setting_items(first))
    if month is None or not settings:
        return Written(file, problems=(error("result_without_record", Place(file[0]), file[0]),))
    passed: list[Problem] = []
    records = {key: read_records(tables, key, month, passed) for key in READ_BACK}
    tiers = _tiers(found)
    return Written(
        file=file,
        month=month,
        version=_text(found, "version"),
        inputs=tuple((of, str(value).strip().casefold()) for (key, of), value in found.items() if key == "input_file"),
        settings={**settings, "month": month},
        tiers=tiers,
        solver=_text(found, "solver"),
        again="changes" in _keys(source),
        run=read_run(records["run"], []),
        records=records,
        gaps=listed_rows(source.grids, "gaps"),
        fairness=listed_rows(source.grids, "fairness") or (),
        usage=listed_rows(source.grids, "usage") or (),
        passed=tuple(passed),
    )


def _facts(records: Iterable[Record]) -> dict[tuple[str, str], Any]:
    """Return the values of a run record by item and what it is of; the first of several."""
    found: dict[tuple[str, str], Any] = {}
    for key, _, of, value, _ in run_items(records):
        found.setdefault((key, of), value)
    return found


def _text(found: Mapping[tuple[str, str], Any], key: str) -> str:
    return cells.clean(found.get((key, ""), "")) or ""


def _settings(found: Mapping[tuple[str, str], Any], named: frozenset[str]) -> dict[str, object]:
    """Return the settings of a run record; a cell left blank was written for a blank setting.

    One that the record does not name is newer than the list: it is as it is by default.
    """
    if not any(key == "setting" for key, _ in found):
        return {}
    return {
        name: _setting(name, found.get(("setting", name), "")) if name in named else getattr(DEFAULTS, name)
        for name in setting_names()
    }


def _setting(name: str, value: object) -> object:
    """Return a setting as the record's text says it, the very default where that is its text."""
    default = getattr(DEFAULTS, name)
    text = value.strip() if isinstance(value, str) else as_text(value)  # as it is: separators must not change
    if text == as_text(default):
        return default
    if isinstance(default, Mapping):
        pairs = (part.partition("=") for part in text.split("；") if part)
        return {key: float(said) if name in ("group_bonus", "group_residents") else said for key, _, said in pairs}
    if isinstance(default, tuple):
        return tuple(part for part in text.split("、") if part)
    if name == "start":
        return cells.date(value).value
    return text


def _tiers(found: Mapping[tuple[str, str], Any]) -> tuple[Tier, ...]:
    """Return the objectives of a run record, those with a value."""
    unproven = _unproven(_text(found, "status"))
    tiers = []
    for name, _, _ in TIER_ITEMS:
        value, bound, held = (cells.number(found.get((f"{name}.{part}", ""))).value for part in _PARTS)
        if value is not None:
            proven = name not in unproven
            status = SolveStatus.OPTIMAL if proven else SolveStatus.FEASIBLE
            bound = value if bound is None else bound
            tiers.append(Tier(name, value, bound, proven, status, held=value if held is None else held))
    return tuple(tiers)


_PARTS = ("value", "bound", "held")


def _unproven(status: str) -> frozenset[str]:
    """Return the objectives that a status names as not proven; it says so in either language."""
    said = [WORDS["not_optimal"].zh, WORDS["not_optimal"].en]
    heads = [cells.clean(text.partition("{")[0]) for text in said]
    rest = next((status[len(head) :].strip() for head in heads if status.startswith(head)), "")
    chinese = set(rest.split("、"))
    found = {key for key, words in TIERS.items() if cells.clean(words.zh) in chinese}
    rest = f", {rest}, "
    for key, words in sorted(TIERS.items(), key=lambda item: -len(item[1].en)):  # some names hold others and a comma
        if f", {words.en}, " in rest:
            rest = rest.replace(f", {words.en}, ", ", ")
            found.add(key)
    return frozenset(found)
