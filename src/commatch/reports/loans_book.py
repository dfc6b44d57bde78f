"""The workbook of a community's loans: given beside its own, the month holds what the street agreed on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from commatch.community import Community, Kind, Resource
from commatch.pooling.sharing import Loan
from commatch.reports.rows import SheetRows
from commatch.reports.sheets import build, fitted
from commatch.reports.words import Words
from commatch.settings import Settings
from commatch.times import Times
from commatch.workbook.choices import CHOICES
from commatch.workbook.look import print_title
from commatch.workbook.printing import written
from commatch.workbook.save import workbook_bytes
from commatch.workbook.schema import INPUT, RESOURCE_SHEETS, Lang

__all__ = ["loans_bytes"]


def loans_bytes(month: Community, lang: Lang, name: str) -> bytes | None:
    """Return the bytes of a workbook that adds a month's loans to the community's own files.

    It holds the loans, a row for each resource that is borrowed with no more of it than was agreed on, and how far
    they are.

    Parameters
    ----------
    month : Community
        The month as the street leaves it; nothing is written of one without loans.
    lang : Lang
        Language that is written.
    name : str
        Name of the file, for an error.

    Raises
    ------
    OutputError
        What was made does not read back.
    """
    sharing = month.sharing
    if sharing is None or not sharing.loans:
        return None
    assert month.settings.month is not None, "a plan has its month"
    borrowed = [item for kind in Kind for item in month.resources(kind) if item.resource_id in sharing.only]
    grids = {getattr(item, "grid", "") for item in borrowed}
    project = f"{month.settings.month:%Y-%m}"
    sheets = {"street_loans": [_loan(loan, project) for loan in sharing.loans]}
    for kind in Kind:
        key, items = RESOURCE_SHEETS[kind], month.resources(kind)
        sheets[key] = [_resource(item, key) for item in items if item.resource_id in sharing.only]
    sheets["distances"] = [
        {"from": one, "to": other, "minutes": minutes}
        for (one, other), minutes in sorted(month.distances.items())
        if one in grids or other in grids
    ]
    words = Words(lang)
    if lang is Lang.EN:
        for key in (RESOURCE_SHEETS[kind] for kind in Kind):
            sheets[key] = [_in_english(record, month.settings, words) for record in sheets[key]]
    rows, _ = fitted([_sheet(key, found, lang) for key, found in sheets.items() if found], words)
    workbook = build(rows, lang, month.settings.month)
    for sheet in workbook.worksheets:  # its rows have no title, as those of a sheet that is read
        said = {"community": month.settings.community_name, "month": words.month(month.settings.month)}
        print_title(sheet, words("sheet_title", sheet=sheet.title.replace("_", " "), **said))
    return workbook_bytes(workbook, name)


def _sheet(key: str, records: Iterable[Mapping[str, Any]], lang: Lang) -> SheetRows:
    columns = INPUT[key].columns
    rows = (tuple(written(column, record.get(column.key), lang) for column in columns) for record in records)
    return SheetRows(INPUT[key], tuple(rows))


def _loan(loan: Loan, project: str) -> dict[str, Any]:
    return {
        "way": "borrowed" if loan.lender else "lent",
        "community": loan.lender or loan.borrower,
        "kind": loan.kind.value,
        "resource_id": loan.here,
        "name": loan.name,
        "requirement": loan.what or None,
        "date": loan.slot.date if loan.slot else None,
        "half_day": CHOICES["half"][int(loan.slot.half)].key if loan.slot else None,
        "hours": loan.hours or None,
        "sessions": loan.sessions or None,
        "project_id": f"{project}-{loan.need_id}",
    }


def _resource(item: Resource, key: str) -> dict[str, Any]:
    """Return what a resource's sheet says of it: its columns have the names of what they hold."""
    return {column.key: _value(getattr(item, column.key, None)) for column in INPUT[key].columns}


def _in_english(record: Mapping[str, Any], settings: Settings, words: Words) -> dict[str, Any]:
    """Return a resource with the groups that it serves in English, where that reads back as the same."""
    names = {group: words.group(group) for group in record.get("groups") or ()}
    groups = [said if settings.canonical_group(said) == group else group for group, said in names.items()]
    return {**record, "groups": tuple(sorted(groups)) or None}


def _value(value: Any) -> Any:
    if isinstance(value, Times):
        return value if value.given else None
    if isinstance(value, Mapping):
        return tuple(sorted(value.items()))
    if isinstance(value, frozenset):
        return tuple(sorted(value)) or None
    return None if value == "" else value
