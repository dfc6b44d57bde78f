"""The sheets of a project list as pandas data frames."""

from __future__ import annotations

from typing import TYPE_CHECKING

from commatch.matching.result import Result
from commatch.reports.project_list import project_list
from commatch.reports.rows import SheetRows
from commatch.workbook.schema import Lang, Type

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["frame", "frames"]


def frames(result: Result, lang: Lang | str = Lang.ZH) -> dict[str, pd.DataFrame]:
    """Return every sheet as a data frame with the contract's columns, by sheet key.

    Parameters
    ----------
    result : Result
        With outcome PLANNED.
    lang : Lang or str
        Language of headers and words.

    Returns
    -------
    dict of str to pandas.DataFrame
        Dates are ``datetime64``, numbers floats (``NaN`` where blank), text is text (``None`` where blank).

    Raises
    ------
    ValueError
        The result holds no plan, or the language is unknown.
    """
    language = Lang(lang)
    return {rows.sheet.key: frame(rows, language) for rows in project_list(result, language)}


def frame(rows: SheetRows, lang: Lang) -> pd.DataFrame:
    """Return a sheet's rows as a data frame, as :func:`frames` does."""
    import pandas as pd

    data = {}
    for column, values in zip(rows.sheet.columns, _columns(rows), strict=True):
        series = pd.Series(values, dtype="object")
        if column.type is Type.DATE:
            series = pd.to_datetime(series)
        elif column.type in (Type.NUMBER, Type.WHOLE):
            series = series.astype(float)
        data[column.header(lang)] = series
    return pd.DataFrame(data)


def _columns(rows: SheetRows) -> list[list[object]]:
    if not rows.rows:
        return [[] for _ in rows.sheet.columns]
    return [
        [float(value) if isinstance(value, float) else value for value in column]
        for column in zip(*rows.rows, strict=True)
    ]
