"""Data frames to tables: as a workbook's sheets are read, with frame, row label and column for every value."""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import pandas as pd

from commatch.problems import Place, Problem
from commatch.workbook.grids import Grid, tidy_rows
from commatch.workbook.reader import read_grids
from commatch.workbook.serials import without_serials
from commatch.workbook.sheetscan import column_letters
from commatch.workbook.tables import Frame, SourceFile, Table, Tables
from commatch.workbook.wording import NO_WORDS, OwnWords

__all__ = ["DataFrames", "frame_tables"]

DataFrames = Mapping[str, pd.DataFrame]
"""Frames by the names of the sheets that they stand for."""
_ADDRESS = re.compile(r"([A-Z]+)(\d+)")


def frame_tables(frames: DataFrames, words: OwnWords = NO_WORDS) -> Tables:
    """Return the tables of some data frames.

    Parameters
    ----------
    frames : mapping of str to pandas.DataFrame
        Frames by the names of the input sheets, in either language; the headers are the column names. An index that
        has a name is a column as well.
    words : OwnWords
        The community's own words for sheets and columns.

    Returns
    -------
    Tables
        As of one workbook with a sheet for each frame. A place is the frame's name and a column with the row's label:
        ``needs!urgency[3]``.

    Raises
    ------
    TypeError
        Something is no data frame; it is named.
    """
    wrong = [name for name, frame in frames.items() if not isinstance(frame, pd.DataFrame)]
    if wrong:
        raise TypeError(", ".join(wrong))
    labels = {name: _Labels.of(frame) for name, frame in frames.items()}
    grids = [_grid(name, frame) for name, frame in frames.items()]
    read, problems = read_grids("", grids, words)
    tables, counted = without_serials([_placed(table, labels[table.place.sheet]) for table in read])
    found = [_told(problem, labels) for problem in problems]
    files = tuple(SourceFile(grid.name, hashlib.sha256(repr(grid.rows).encode()).hexdigest()) for grid in grids)
    return Tables(tuple(tables), files, (*found, *counted))


@dataclass(frozen=True, slots=True)
class _Labels:
    """What the columns and the rows of a frame are called, by letters and by number in the sheet it stands for."""

    columns: Mapping[str, str]
    rows: Sequence[str]

    @classmethod
    def of(cls, frame: pd.DataFrame) -> _Labels:
        headers = _headers(_whole(frame))
        columns = {column_letters(number): text for number, text in enumerate(headers)}
        return cls(columns, [str(label) for label in frame.index])

    def cell(self, letters: str, number: int) -> str:
        """Return what a cell is called, rows numbered from 0; of the headers only the column."""
        column = self.columns.get(letters, letters)
        return f"{column}[{self.rows[number - 1]}]" if number else column

    def told(self, place: Place) -> Place:
        """Return the place of a cell, with what it is called in place of its address."""
        address = _ADDRESS.fullmatch(place.cell)
        return replace(place, cell=self.cell(address[1], int(address[2]) - 1)) if address else place


@dataclass(frozen=True, slots=True)
class _Labelled(Frame):
    """What the rows of a table share that was a data frame."""

    labels: _Labels

    def at(self, letters: str, number: int) -> Place:
        """Return the place of a cell."""
        return Place(self.place.file, self.place.sheet, self.labels.cell(letters, number))


def _placed(table: Table, labels: _Labels) -> Table:
    """Return a table whose places are those of a frame."""
    if not table.rows:
        return replace(table, headers={key: labels.told(place) for key, place in table.headers.items()})
    old = table.rows[0].frame
    frame = _Labelled(old.place, old.first, old.known, old.extras, labels)
    return replace(
        table,
        place=labels.told(table.place),
        headers={key: labels.told(place) for key, place in table.headers.items()},
        rows=tuple(replace(row, frame=frame) for row in table.rows),
    )


def _told(problem: Problem, labels: Mapping[str, _Labels]) -> Problem:
    """Return a problem with the places of a frame; the other heading of a name that stands twice has one, too."""
    mine = labels.get(problem.place.sheet)
    if mine is None:
        return problem
    params = problem.params
    if problem.code == "duplicate_header":
        params = tuple((key, mine.told(Place(cell=value)).cell if key == "other" else value) for key, value in params)
    return replace(problem, place=mine.told(problem.place), params=params)


def _grid(name: str, frame: pd.DataFrame) -> Grid:
    whole = _whole(frame)
    columns = [[_plain(value) for value in whole.iloc[:, number]] for number in range(whole.shape[1])]
    return Grid(name, tidy_rows([_headers(whole), *zip(*columns, strict=True)]), merges_known=False)


def _whole(frame: pd.DataFrame) -> pd.DataFrame:
    """Return a frame with its index as columns where that has a name: it holds data then."""
    return frame.reset_index() if any(name is not None for name in frame.index.names) else frame


def _headers(frame: pd.DataFrame) -> list[str]:
    return [str(name) for name in frame.columns]


def _plain(value: object) -> object:
    """Return a value as a workbook's cell would have it; a list is written out."""
    if isinstance(value, (list, tuple)):
        return "、".join(str(item) for item in value)
    if pd.api.types.is_scalar(value) and pd.isna(value):  # type: ignore[call-overload]
        return None
    if isinstance(value, pd.Timestamp):
        return value.tz_localize(None).to_pydatetime(warn=False)
    if not isinstance(value, (str, bool, int, float, dt.date, dt.time, dt.timedelta)) and hasattr(value, "item"):
        value = value.item()  # a number of numpy's
    return value if isinstance(value, (str, bool, int, float, dt.date, dt.time, dt.timedelta)) else str(value)
