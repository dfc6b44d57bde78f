"""The project list workbook: what a match hands to the worker and to the council."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from openpyxl import Workbook

from commatch.matching.result import Result
from commatch.reports.project_list import project_list
from commatch.reports.rows import SheetRows
from commatch.reports.sheets import build, fitted
from commatch.reports.words import Words
from commatch.workbook.save import save, workbook_bytes
from commatch.workbook.schema import Lang

__all__ = ["project_bytes", "write_projects"]


def write_projects(
    result: Result,
    path: str | os.PathLike[str],
    *,
    lang: Lang | str | None = None,
    force: bool = False,
    inputs: Sequence[str | os.PathLike[str]] = (),
) -> Path:
    """Write the project list workbook of a plan.

    Parameters
    ----------
    result : Result
        With outcome PLANNED.
    path : path-like
        Where; a file that is there is kept unless ``force``, and a number added to the name instead.
    lang : {'zh', 'en'}, optional
        Language of sheets, headers and words; Chinese where not given.
    force : bool
        Replace a file that is there, unless it is one of ``inputs`` or open in another program.
    inputs : sequence of path-like
        The files that were read; never written over.

    Returns
    -------
    Path
        The file written, which may have a number in its name.

    Raises
    ------
    ValueError
        The result holds no plan.
    OutputError
        The file could not be written; nothing is left behind.
    """
    workbook = _workbook(result, Lang(lang) if lang is not None else Lang.ZH)
    return save(workbook, Path(path), private=True, force=force, inputs=[Path(source) for source in inputs])


def project_bytes(result: Result, lang: Lang, name: str) -> bytes:
    """Return the project list workbook of a plan as the bytes of its file, for one who writes it elsewhere.

    Raises
    ------
    ValueError
        The result holds no plan.
    OutputError
        What was made does not read back.
    """
    return workbook_bytes(_workbook(result, lang), name)


def _workbook(result: Result, lang: Lang) -> Workbook:
    words = Words(lang)
    sheets, cut = fitted(project_list(result, lang), words)
    if cut:
        sheets = tuple(_noted(rows, cut, words) if rows.sheet.key == "run" else rows for rows in sheets)
    return build(sheets, lang, result.instance.month)


def _noted(rows: SheetRows, notes: Sequence[str], words: Words) -> SheetRows:
    """Return the run record with what had to be cut, before what only the next round reads."""
    item, at = words.run_item("note"), len(rows.rows) if rows.printed is None else rows.printed
    added = tuple((item, note) for note in notes)
    return replace(rows, rows=(*rows.rows[:at], *added, *rows.rows[at:]), printed=at + len(added))
