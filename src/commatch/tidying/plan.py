"""Tables to standard sheets: a pure function, with every change on the way."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from commatch.assemble.spelling import spelled_alike
from commatch.community import Community, Kind
from commatch.problems import Place, Problem, Severity
from commatch.tidying.changes import Change, Tidied, TidySheet
from commatch.tidying.columns import header_changes, layout_of
from commatch.tidying.remains import bare_sheets, left_out_rows, left_out_sheets, shown_again
from commatch.tidying.rows import Known, tidy_rows
from commatch.tidying.sources import Grids
from commatch.workbook.schema import INPUT, Lang
from commatch.workbook.tables import Table, Tables
from commatch.workbook.values import read_records

__all__ = ["plan"]

_OF_SETTINGS = frozenset({"bad_setting", "unknown_setting"})
_NO_VALUE = frozenset({"cell_error", "formula_without_value", "same_as_above"})


def plan(tables: Tables, community: Community, grids: Grids, lang: Lang, *, as_told: bool = False) -> Tidied:
    """Return the standard sheets of some tables.

    Rows of one sheet that stand in several files or sheets are joined in the order of the files' and the sheets'
    names, so that the order in which files are given does not matter.

    Parameters
    ----------
    tables : Tables
        What was read.
    community : Community
        The same, assembled: its settings are in force, its identifiers are written.
    grids : Grids
        The sheets of the same files as they stand.
    lang : Lang
        Language that is written.
    as_told : bool
        Leave every filled cell as it is: only the sheets and their headers are put in order.
    """
    problems: list[Problem] = []
    month = community.settings.month
    assert month is not None, "assembling sets the month"
    records = {key: read_records(tables, key, month, problems) for key in INPUT}
    records = records if as_told else spelled_alike(records)
    known = Known(
        lang=lang,
        settings=community.settings,
        ids={item.place: item.need_id for item in community.needs}
        | {item.place: item.resource_id for kind in Kind for item in community.resources(kind)},
        assumed=frozenset(item.place for item in problems if item.code == "year_assumed"),
        faults=_faults(tables, community, problems),
        grids=grids,
        vocabulary=community.vocabulary,
        as_told=as_told,
    )
    sheets: list[TidySheet] = []
    log: list[Change] = []
    for key in INPUT:
        found = sorted(tables.of(key), key=lambda table: table.place)
        if not found:
            continue
        layout = layout_of(key, found, tables.problems, lang)
        rows, changed = tidy_rows(records[key], layout, known)
        sheets.append(TidySheet(layout.sheet, layout.shown, rows))
        log += _of_tables(found, layout.sheet.name(lang))
        log += header_changes(found, layout, grids, lang)
        log += _of_rows(found, layout.sheet.name(lang), tables, grids)
        log += changed
    bare, changed = bare_sheets(tables, grids, lang)
    log += [*changed, *left_out_sheets(tables, grids)]
    log.sort(key=lambda change: change.kept)
    return Tidied(lang, tuple(sheets), tuple(bare), tuple(log))


def _faults(tables: Tables, community: Community, problems: Sequence[Problem]) -> dict[Place, Problem]:
    """Return what is wrong with cells that can't be read, by their place."""
    read = [item for item in problems if item.severity is Severity.ERROR]
    settings = [item for item in community.problems if item.code in _OF_SETTINGS]
    without_value = [item for item in tables.problems if item.code in _NO_VALUE]
    return {item.place: item for item in (*read, *settings, *without_value)}


def _of_tables(tables: Sequence[Table], name: str) -> Iterator[Change]:
    """Yield the sheets that got another name, or became one."""
    for table in tables:
        if len(tables) > 1:
            yield Change("tables_joined", table.place, table.place.sheet, name, "", name)
        elif table.place.sheet != name:
            yield Change("sheet_renamed", table.place, table.place.sheet, name, "", name)


def _of_rows(found: Sequence[Table], name: str, tables: Tables, grids: Grids) -> Iterator[Change]:
    first = 0
    for table in found:
        yield from shown_again(table, name, first, grids)
        yield from left_out_rows(table, tables, grids)
        first += len(table.rows)
