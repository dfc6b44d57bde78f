"""What earlier runs left in a folder of results that holds no more: lists of a month, and loans that are none now."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import replace
from pathlib import Path, PurePosixPath

from commatch.batching import state
from commatch.batching.results import CommunityDone
from commatch.batching.state import digest_of
from commatch.telling.exits import Exit
from commatch.texts.batch import said
from commatch.texts.cli import say
from commatch.texts.language import Language
from commatch.texts.pooling import said as said_of_loans
from commatch.workbook.save import OutputError
from commatch.workbook.unfinished import output_code

__all__ = ["absent", "earlier_lists", "take_away_loans", "with_earlier"]

_LANGUAGES: tuple[Language, ...] = ("zh", "en")


def earlier_lists(home: Path, month: str) -> tuple[Path, ...]:
    """Return the project lists of a month that earlier runs wrote into a community's folder, and their loans.

    They are those that the last run that came out whole remembers, as long as they are there, whoever changed them.
    """
    whole = state.load(home).months.get(month)
    stems = (*_stems_of_lists(month), *_stems_of_loans(month))
    names = [name for name in (whole.files if whole is not None else ()) if name.startswith(stems)]
    return tuple(home / name for name in sorted(names) if (home / name).is_file())


def with_earlier(one: CommunityDone, out: Path, asked_month: str, lang: Language) -> CommunityDone:
    """Return a community that failed with its lists of an earlier run, and with what is to be said of them.

    Parameters
    ----------
    one : CommunityDone
        What became of it.
    out : Path
        The folder of the results.
    asked_month : str
        Its month, where that is not known.
    lang : {'zh', 'en'}
        Language of the words.
    """
    month = str(one.figures.get("month") or asked_month)
    found = earlier_lists(out / one.name, month)
    if not found:
        return one
    lent = any(path.name.startswith(_stems_of_loans(month)) for path in found)
    names = ("、" if lang == "zh" else ", ").join(path.name for path in found)
    key = "earlier.late" if one.exit is Exit.TIMED_OUT else "earlier.loans" if lent else "earlier"
    line = said(lang, key, names=names)
    return replace(one, message=said(lang, "earlier.beside", line=one.message, what=line), earlier=found)


def absent(out: Path, names: Collection[str], months: Collection[str]) -> tuple[str, ...]:
    """Return the folders of results with a list of these months that are of none of the communities by name."""
    folders = sorted(path.parent for path in out.glob(f"*/{state.NAME}") if path.parent.name not in names)
    return tuple(home.name for home in folders if any(earlier_lists(home, month) for month in months))


def take_away_loans(home: Path, month: str, files: Collection[str]) -> None:
    """Take away the loans beside lists that were just written without any, where they are as an earlier run left them.

    Parameters
    ----------
    home : Path
        The community's folder.
    month : str
        Which month was planned.
    files : collection of str
        What was just written.

    Raises
    ------
    OutputError
        They can't be taken away.
    """
    written = state.load(home).written
    for path in (home / name for name in _loans_beside(month, files) if name not in files):
        if digest_of(path) in written.get(path.name, ()):
            try:
                path.unlink()
            except OSError as error:
                raise OutputError(output_code(error), path) from error


def _loans_beside(month: str, files: Collection[str]) -> Iterator[str]:
    """Yield how the workbooks of loans are called that belong to lists, the number of a list in their names."""
    for listed, lent in zip(_stems_of_lists(month), _stems_of_loans(month), strict=True):
        yield from (lent + name.removeprefix(listed) for name in files if name.startswith(listed))


def _stems_of_lists(month: str) -> tuple[str, ...]:
    return tuple(PurePosixPath(say(lang, "match.name", month=month)).stem for lang in _LANGUAGES)


def _stems_of_loans(month: str) -> tuple[str, ...]:
    return tuple(PurePosixPath(said_of_loans(lang, "book", month=month)).stem for lang in _LANGUAGES)
