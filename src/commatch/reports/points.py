"""The ledger of points as sheets and as a workbook; the library's function that makes it of a community's files."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from openpyxl import Workbook

from commatch.community import Community
from commatch.month.ledger import Ledger, Line, Person, community_ledger
from commatch.month.told import read_points
from commatch.paths import PathLike, paths_of
from commatch.problems import Problem, has_errors
from commatch.reports.rows import SheetRows, Value, number
from commatch.reports.sheets import build, fitted
from commatch.reports.words import Words
from commatch.settings import DEFAULTS, RESET, Settings
from commatch.texts.points import POINTS_WORDS
from commatch.workbook.outputs import POINT_BALANCES, POINTS
from commatch.workbook.save import save
from commatch.workbook.schema import INPUT, Lang

__all__ = ["Points", "person_name", "points", "points_rows", "write_points"]


@dataclass(frozen=True)
class Points:
    """The points of a community.

    Attributes
    ----------
    community : Community
        What the files tell.
    ledger : Ledger
        Every line, and what everybody has.
    problems : tuple of Problem
        What is wrong or doubtful in the files and in what was spent, each with its place.
    path : Path, optional
        The workbook written; ``None`` where none was.
    """

    community: Community
    ledger: Ledger
    problems: tuple[Problem, ...] = ()
    path: Path | None = None

    @property
    def ok(self) -> bool:
        """Whether the balances hold."""
        return not has_errors(self.problems)


def points(
    paths: PathLike | Sequence[PathLike],
    path: PathLike | None = None,
    *,
    lang: Literal["zh", "en"] | None = None,
    force: bool = False,
    settings: Settings | None = None,
    **overrides: object,
) -> Points:
    """Count the points of a community: what everybody earned, by what, and what is left.

    Parameters
    ----------
    paths : path-like or sequence of path-like
        Workbooks with the sheets 历史, 签到 and 积分兑换, project lists that were applied among them; of one month or
        several. What two of them tell alike counts once.
    path : path-like, optional
        The workbook to write; none where not given. It holds names and is readable by its owner alone.
    lang : {'zh', 'en'}, optional
        Language of the workbook; Chinese where not given.
    force : bool
        Replace a file that exists; without it the name gets a number.
    settings, **overrides
        As :func:`commatch.read` takes them: ``points_hour=2``, ``points_council=0`` and the like.

    Returns
    -------
    Points
        ``ledger.accounts`` holds the balances, ``ledger.lines`` what they come from. Without ``ok`` nothing is written.

    Raises
    ------
    commatch.workbook.save.OutputError
        The file can't be written.

    Examples
    --------
    >>> import commatch
    >>> found = commatch.points("2027-01.xlsx")  # doctest: +SKIP
    >>> [(one.person.person_id, one.balance) for one in found.ledger.accounts]  # doctest: +SKIP
    """
    files = paths_of(paths)
    said = {key: RESET if value == "" else value for key, value in overrides.items()}
    community = read_points(files, settings or DEFAULTS, said)
    made = community_ledger(community)
    problems = tuple(sorted((*community.problems, *made.problems), key=lambda problem: problem.sort_key))
    found = Points(community, made, problems)
    if path is None or not found.ok:
        return found
    written = write_points(found, Path(path), Lang(lang or "zh"), force=force, inputs=files)
    return Points(community, made, problems, written)


def write_points(found: Points, path: Path, lang: Lang, *, force: bool = False, inputs: Sequence[Path] = ()) -> Path:
    """Write the ledger, and what everybody has, as a workbook that is readable by its owner alone.

    Raises
    ------
    commatch.workbook.save.OutputError
        The file can't be written.
    """
    return save(_workbook(found, lang), path, private=True, force=force, inputs=inputs)


def _workbook(found: Points, lang: Lang) -> Workbook:
    words, settings = Words(lang), found.community.settings
    titles = [words.fill(POINTS_WORDS[key], community=settings.community_name) for key in ("balances", "title")]
    sheets, _ = fitted([_balances(found.ledger, words, titles[0]), points_rows(found.ledger, lang, titles[1])], words)
    assert settings.month is not None
    return build(sheets, lang, settings.month)


def points_rows(made: Ledger, lang: Lang, title: str = "") -> SheetRows:
    """Return the rows of the sheet 积分, one for each line of the ledger.

    Parameters
    ----------
    made : Ledger
        The ledger.
    lang : Lang
        Language of causes and sources.
    title : str
        A line above the header.
    """
    words = Words(lang)
    return SheetRows(POINTS, tuple(_row(line, made, words) for line in made.lines), title)


def person_name(person: Person, made: Ledger, words: Words) -> str:
    """Return what somebody is called in the ledger: one without an id is told apart from who has one."""
    if person.person_id:
        return made.names.get(person.person_id, "")
    return words.fill(POINTS_WORDS["without_id"], name=person.name)


def _row(line: Line, made: Ledger, words: Words) -> tuple[Value, ...]:
    what = f"{line.month:%Y-%m} {line.source}".strip() if line.month else line.source
    return (
        line.date,
        line.person.person_id or None,
        person_name(line.person, made, words) or None,
        words.fill(POINTS_WORDS[line.cause.value]),
        words.fill(POINTS_WORDS["source"], sheet=INPUT[line.sheet].name(words.lang), what=what),
        number(line.quantity),
        number(line.points),
        number(line.balance),
    )


def _balances(made: Ledger, words: Words, title: str) -> SheetRows:
    rows = (
        (
            one.person.person_id or None,
            person_name(one.person, made, words) or None,
            number(one.earned),
            number(one.spent),
            number(one.balance),
            one.last,
        )
        for one in made.accounts
    )
    return SheetRows(POINT_BALANCES, tuple(rows), title)
