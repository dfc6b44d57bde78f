"""What a community confirmed before: the needs that teach, and the templates of its own that go with them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from commatch import library
from commatch.amending import amend
from commatch.assemble import assemble
from commatch.drafting.examples import Example, learned
from commatch.problems import Place, Problem, Severity
from commatch.settings import Settings
from commatch.workbook.cells import folded
from commatch.workbook.limits import limits_of
from commatch.workbook.proposed import Decision
from commatch.workbook.reader import load_files, read_bytes
from commatch.workbook.schema import INPUT
from commatch.workbook.tables import Tables
from commatch.workbook.values import read_records
from commatch.workbook.wording import OwnWords

__all__ = ["Carried", "Learned", "learn_from"]

_SHEETS = ("templates", "steps")


@dataclass(frozen=True, slots=True)
class Carried:
    """A template that a confirmed month wrote down: the file, and its rows by the key of their sheet."""

    file: str
    rows: Mapping[str, Sequence[tuple[object, ...]]]


class Learned(NamedTuple):
    """What was learned: examples, how many by file, what kept a file from being read, templates by folded name."""

    examples: list[Example]
    counts: dict[str, int]
    problems: list[Problem]
    templates: dict[str, Carried]


def learn_from(
    paths: Sequence[Path],
    settings: Settings,
    overrides: Mapping[str, object],
    today: dt.date | None = None,
    own: Collection[str] = (),
) -> Learned:
    """Return what confirmed months teach.

    Cells that still hold a proposal teach nothing. Neither does a need whose template is written down nowhere: in
    the library, in the month that is drafted or in one of these months.

    Parameters
    ----------
    paths : sequence of Path
        Workbooks of confirmed months.
    settings, overrides
        What is in force while files are read. For each month its own sheet of settings holds, so ``overrides``,
        which are meant for the month that is drafted, tell no more than how large a file may be.
    today : datetime.date, optional
        As :func:`commatch.assemble.assemble` takes it.
    own : collection of str
        Templates that the month to draft writes down.
    """
    in_time = amend(settings, overrides)[0]
    limits, words = limits_of(in_time), OwnWords.of(in_time)
    contents, wrong = load_files(paths, limits)
    by_file: dict[str, list[Example]] = {}
    months: dict[str, dt.date] = {}
    written_down: dict[str, dict[str, Carried]] = {}
    for name, data in contents:
        tables = read_bytes([(name, data)], limits, words)
        read = {table.place.file for table in tables.tables}
        wrong += [item for item in tables.problems if item.severity is Severity.ERROR and item.place.file not in read]
        community = assemble(tables, settings, {}, today=today, accept_proposals=True)
        by_file[name] = learned(name, community, *(_unconfirmed(tables, key) for key in ("template", "category")))
        months[name] = community.settings.month or dt.date.min
        written_down[name] = _templates(name, tables)
    templates: dict[str, Carried] = {}
    for name in sorted(by_file, key=lambda name: (months[name], name)):  # a later month's rows are the ones in force
        templates |= written_down[name]
    written = {*map(folded, own), *templates}
    found: dict[tuple[str, str], Example] = {}
    for name, examples in by_file.items():
        known = [item for item in examples if library.find_template(item.template) or folded(item.template) in written]
        by_file[name] = known
        found |= {(item.text, item.template): item for item in known if (item.text, item.template) not in found}
    return Learned(list(found.values()), {name: len(items) for name, items in by_file.items()}, wrong, templates)


def _templates(file: str, tables: Tables) -> dict[str, Carried]:
    """Return the templates that a month writes down, as their cells stand, by folded name."""
    rows: dict[str, dict[str, list[tuple[object, ...]]]] = {}
    for key in _SHEETS:
        for record in read_records(tables, key, dt.date.today(), []):
            values = tuple(
                None if (cell := record.row.cells.get(column.key)) is None else cell.value
                for column in INPUT[key].columns
            )
            rows.setdefault(folded(record.text("template")), {}).setdefault(key, []).append(values)
    return {name: Carried(file, found) for name, found in rows.items() if name and "templates" in found}


def _unconfirmed(tables: Tables, column: str) -> frozenset[Place]:
    """Return the places of the needs whose cell in a column holds a proposal that nobody has confirmed."""
    if not tables.proposed:
        return frozenset()
    cells = (
        (record, cell)
        for record in read_records(tables, "needs", dt.date.today(), [])
        if (cell := record.row.cells.get(column)) is not None and cell.value is not None
    )
    return frozenset(
        record.row.place
        for record, cell in cells
        if tables.proposed.decision("needs", record.text("need_id"), column, cell.place, cell.value)
        is not Decision.ACCEPTED
    )
