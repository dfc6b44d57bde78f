"""The library's function: what many months say together."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from commatch.month.gathered import Gathered
from commatch.month.gathering import gather
from commatch.month.trends import Figures, count
from commatch.paths import PathLike, paths_of
from commatch.problems import Problem, error
from commatch.reports.trends.book import trend_sheets, trends_workbook
from commatch.reports.trends.page import trends_page
from commatch.reports.trends.view import TrendView
from commatch.settings import DEFAULTS, RESET, Settings
from commatch.workbook.save import OutputError, save
from commatch.workbook.schema import Lang

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["Trends", "default_stem", "looked_back", "trends", "write_trends"]


@dataclass(frozen=True)
class Trends:
    """What many months say together.

    Attributes
    ----------
    gathered : Gathered
        What the files say, the later one where several tell the same.
    figures : Figures, optional
        What was counted; ``None`` where a file is wrong.
    files : tuple of Path
        What was written: the workbook and the page.
    """

    gathered: Gathered
    figures: Figures | None = None
    files: tuple[Path, ...] = ()

    @property
    def ok(self) -> bool:
        """Whether anything was counted."""
        return self.figures is not None

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Errors, with which nothing is counted; warnings, of what is to be known."""
        return self.gathered.problems

    def tables(self, lang: Literal["zh", "en"] | Lang = "zh") -> dict[str, pd.DataFrame]:
        """Return every sheet of the workbook as a data frame, by the sheet's key.

        Parameters
        ----------
        lang : {'zh', 'en'}
            Language of headers and words.

        Raises
        ------
        ValueError
            Nothing was counted.
        """
        from commatch.reports.frames import frame

        return {rows.sheet.key: frame(rows, Lang(lang)) for rows in trend_sheets(self.view(Lang(lang)))}

    def view(self, lang: Lang) -> TrendView:
        """Return the months in a language."""
        if self.figures is None:
            raise ValueError("nothing was counted: see problems")
        return TrendView(self.gathered, self.figures, lang)


def trends(
    paths: PathLike | Sequence[PathLike],
    path: PathLike | None = None,
    *,
    lang: Literal["zh", "en"] = "zh",
    force: bool = False,
    settings: Settings | None = None,
    **overrides: object,
) -> Trends:
    """Say what many months' workbooks and project lists tell together.

    Parameters
    ----------
    paths : path-like or sequence of path-like
        Workbooks of months and project lists, in any order; where several tell the same the latest holds.
    path : path-like, optional
        A workbook to write, with a page for a browser beside it; nothing is written where not given.
    lang : {'zh', 'en'}
        Language of what is written.
    force : bool
        Replace files that exist; without it both names get the same number.
    settings, **overrides
        As :func:`commatch.read` takes them; the month is each file's own.

    Returns
    -------
    Trends
        Frozen values in ``figures``, data frames from ``tables()``. With an error among ``problems`` nothing is
        counted or written.

    Raises
    ------
    commatch.workbook.save.OutputError
        A file can't be written.

    Examples
    --------
    >>> import commatch
    >>> found = commatch.trends(["2026-11.xlsx", "2026-12.xlsx"], residents=10685)  # doctest: +SKIP
    >>> found.figures.needs.collected, found.tables("en")["trend_months"]  # doctest: +SKIP
    """
    found = looked_back(paths_of(paths), settings or DEFAULTS, overrides)
    if path is None or not found.ok:
        return found
    files = write_trends(found, Path(path), Lang(lang), force=force, inputs=paths_of(paths))
    return replace(found, files=files)


def looked_back(paths: Sequence[Path], settings: Settings, overrides: Mapping[str, object]) -> Trends:
    """Return what the files tell together, counted where none is wrong."""
    said = {key: RESET if value == "" else value for key, value in overrides.items()}
    gathered = gather(paths, settings, said)
    if gathered.ok and not gathered.months:
        nothing = error("trends_nothing_at_all")
        return Trends(replace(gathered, problems=(*gathered.problems, nothing)))
    return Trends(gathered, count(gathered)) if gathered.ok else Trends(gathered)


def default_stem(found: Trends, lang: Lang) -> str:
    """Return the name of the files without its ending."""
    view = found.view(lang)
    months = found.gathered.months
    first, last = f"{months[0]:%Y-%m}", f"{months[-1]:%Y-%m}"
    span = first if first == last else view.say("name.span", first=first, last=last)
    return view.say("name", months=span)


def write_trends(
    found: Trends, path: Path, lang: Lang, *, force: bool = False, inputs: Sequence[Path] = ()
) -> tuple[Path, Path]:
    """Write the workbook and the page beside it, readable by their owner alone, and return both.

    Raises
    ------
    commatch.workbook.save.OutputError
        One can't be written; neither is left behind.
    """
    from commatch.reports.page.pages import save_page

    view = found.view(lang)
    workbook, page = trends_workbook(view), trends_page(view)
    stem = path.with_suffix("") if path.suffix.lower() == ".xlsx" else path
    stem = _free(stem, force=force, inputs=inputs)
    book = save(workbook, stem.with_name(f"{stem.name}.xlsx"), private=True, force=force, inputs=inputs)
    try:
        written = save_page(page, book.with_suffix(".html"), private=True, force=force, inputs=inputs)
    except OutputError:
        book.unlink(missing_ok=True)
        raise
    return book, written


def _free(stem: Path, *, force: bool, inputs: Iterable[Path]) -> Path:
    """Return the first of ``name``, ``name-2`` … under which neither file is there, or both may be replaced."""
    taken = {item.resolve() for item in inputs}
    number, found = 1, stem
    while True:
        pair = [found.with_name(f"{found.name}{ending}") for ending in (".xlsx", ".html")]
        if not any(one.exists() and (not force or one.resolve() in taken) for one in pair):
            return found
        number += 1
        found = stem.with_name(f"{stem.name}-{number}")
