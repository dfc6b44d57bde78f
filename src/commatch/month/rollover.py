"""A month rolled over: the workbook that the next one begins with, whole or not at all."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Literal

from openpyxl import Workbook

from commatch.assemble import assemble
from commatch.memory import Balance
from commatch.month.carrying import carry_needs, say_fates
from commatch.month.continuing import continue_projects, following_month, name_pins
from commatch.month.fates import fates
from commatch.month.given import given_twice
from commatch.month.ledger import Ledger, community_ledger
from commatch.month.loans import own_files, say_loans
from commatch.month.newcomers import Newcomers, add_newcomers, read_newcomers, say_twice
from commatch.month.once_in_files import once_in_files
from commatch.month.opened import OpenedState, open_state
from commatch.month.pages import pages_of
from commatch.month.remembered import (
    balance_of,
    remember_balance,
    remember_funds,
    remember_needs,
    remember_past,
    say_settings_given,
    set_month,
)
from commatch.month.rolling import Line, Rolling
from commatch.month.stores import agreements, pause, spend
from commatch.months import month_after
from commatch.paths import PathLike, paths_of
from commatch.problems import Problem, has_errors
from commatch.reports.points import points_rows
from commatch.reports.sheets import add_sheet, fitted
from commatch.reports.tidied import build, rule_name
from commatch.reports.words import Words
from commatch.texts.points import POINTS_WORDS
from commatch.tidying.changes import Tidied
from commatch.tidying.opened import open_files
from commatch.tidying.plan import plan
from commatch.workbook.declared import Lang
from commatch.workbook.limits import Limits
from commatch.workbook.look import print_title
from commatch.workbook.memory import MEMORY
from commatch.workbook.outputs import CARRY_LOG, LEFT_OUT_RULES, POINTS
from commatch.workbook.reader import read_bytes
from commatch.workbook.safe import clean
from commatch.workbook.save import Amended, save
from commatch.workbook.schema import INPUT
from commatch.workbook.tables import Tables

__all__ = ["Rollover", "rollover", "write_rollover"]

Progress = Callable[[str, float | None], None]
_WRITTEN = frozenset(name for sheet in (CARRY_LOG, POINTS) for name in (sheet.zh, sheet.key))
"""Sheets that are written anew every month."""


@dataclass(frozen=True)
class Rollover:
    """What a rollover gave.

    Attributes
    ----------
    opened : OpenedState
        The month that is over.
    balance : Balance, optional
        Where its needs came from and where they went; ``None`` where something can't be.
    lines : tuple of Line
        What changed, and what is to be looked at.
    problems : tuple of Problem
        Errors, with which nothing is written; warnings, of what was assumed.
    ledger : Ledger
        Everybody's points.
    new : int
        Needs that were added.
    path : Path, optional
        The workbook written.
    """

    opened: OpenedState
    balance: Balance | None = None
    lines: tuple[Line, ...] = ()
    problems: tuple[Problem, ...] = ()
    ledger: Ledger = field(default_factory=Ledger)
    new: int = 0
    path: Path | None = None
    tidied: Tidied | None = None
    limits: Limits | None = None

    @property
    def ok(self) -> bool:
        """Whether the next month can be written."""
        return self.tidied is not None and not has_errors(self.problems)

    @property
    def following(self) -> dt.date | None:
        """The next month, where that is known."""
        month = self.opened.written.month
        return month_after(month) if month else None


def rollover(
    result: PathLike,
    inputs: PathLike | Sequence[PathLike] = (),
    path: PathLike | None = None,
    *,
    new: PathLike | Sequence[PathLike] = (),
    pause: Sequence[str] | str = (),
    on: dt.date | None = None,
    lang: Literal["zh", "en"] | None = None,
    force: bool = False,
) -> Rollover:
    """Write the workbook that the next month begins with.

    Parameters
    ----------
    result : path-like
        The month's project list as it came back: decided, carried out, rated.
    inputs : path-like or sequence of path-like
        The files of needs and resources as they are now; those that the list was made of are looked for beside it where
        none are given.
    path : path-like, optional
        The workbook to write; nothing is written where not given.
    new : path-like or sequence of path-like
        Workbooks with needs of the next month.
    pause : sequence of str
        Ids of resources to pause.
    on : datetime.date, optional
        The day of the steps that are new and have none of their own.
    lang : {'zh', 'en'}, optional
        Language of the workbook; Chinese where not given.
    force : bool
        Replace a file that exists; without it the name gets a number.

    Returns
    -------
    Rollover
        ``balance`` says where the needs went, ``lines`` what changed. Without ``ok`` nothing is written.

    Raises
    ------
    commatch.workbook.save.OutputError
        The file can't be written, or did not read back without an error.

    Examples
    --------
    >>> import commatch
    >>> found = commatch.rollover("project-list-2026-12.xlsx", "2026-12.xlsx", "2027-01.xlsx")  # doctest: +SKIP
    >>> found.balance.opened, found.balance.settled, found.balance.carried  # doctest: +SKIP
    """
    files, further = paths_of(inputs), paths_of(new)
    ids = [pause] if isinstance(pause, str) else list(pause)
    found = rolled(Path(result), files, further, ids, on, Lang(lang or "zh"))
    if path is None or not found.ok:
        return found
    return write_rollover(found, Path(path), force=force, inputs=(Path(result), *files, *further))


def rolled(
    result: Path,
    inputs: Sequence[Path],
    new: Sequence[Path],
    paused: Sequence[str],
    on: dt.date | None,
    lang: Lang,
    progress: Progress = lambda phase, done: None,
) -> Rollover:
    """Roll a month over without writing it; parameters as :func:`rollover` takes them."""
    opened = open_state(result, inputs, on, progress)
    state = opened.state
    if state is None or not opened.ok:
        return Rollover(opened, problems=opened.problems)
    month = {"month": f"{state.month:%Y-%m}"}
    files = open_files(own_files(opened.files), opened.settings, month, None)
    following = f"{month_after(state.month):%Y-%m}"
    twice = list(given_twice((path.name, path.read_bytes()) for path in (*opened.files, result, *new)))
    came = read_newcomers(new, files.community.settings, following, lang) if new and not twice else None
    over = replace(state.community.settings, month=month_after(state.month))
    done = (*state.community.history, *state.history)
    ledger = community_ledger(replace(state.community, settings=over), done, state.ways)
    wrong = [*twice, *(came.problems if came else ()), *ledger.problems]
    if not files.whole:
        wrong += files.community.problems
        return Rollover(opened, problems=tuple(dict.fromkeys((*opened.problems, *wrong))))
    progress("judge", None)
    tidied = plan(files.tables, files.community, files.grids, lang)
    rolling = Rolling(state, lang, dict(fates(state)), pages_of(tidied), problems=wrong)
    say_settings_given(opened.settings, files.tables, rolling)
    _leave_out_told_again(files.tables, rolling)
    added = _roll(rolling, came, paused)
    problems = tuple(dict.fromkeys((*opened.problems, *rolling.problems)))
    if has_errors(problems):
        return Rollover(opened, problems=problems)
    _say_tidied(tidied, rolling)
    balance = balance_of(rolling, len(added))
    remember_balance(balance, rolling)
    sheets = tuple(rolling.pages[key].sheets() for key in INPUT if key in rolling.pages)
    return Rollover(
        opened,
        balance,
        tuple(rolling.ordered()),
        problems,
        ledger,
        len(added),
        tidied=Tidied(lang, sheets, tidied.bare, ()),
        limits=files.limits,
    )


def _roll(rolling: Rolling, came: Newcomers | None, paused: Sequence[str]) -> tuple[object, ...]:
    """Change the sheets into those of the next month; return the needs that are new in it."""
    name_pins(rolling)
    carry_needs(rolling)
    added = add_newcomers(came, rolling) if came else ()
    pause(paused, rolling)
    if has_errors(rolling.problems):
        return added
    agreements(rolling)
    say_loans(rolling)
    months = spend(rolling)
    continue_projects(rolling, added)
    say_fates(rolling)
    if came and added:
        say_twice(added, rolling, following_month(rolling, added), came.tables)
    remember_needs(rolling)
    remember_past(rolling)
    remember_funds(months, rolling)
    set_month(rolling)
    return added


def _leave_out_told_again(tables: Tables, rolling: Rolling) -> None:
    """Carry the rows over once that several files have, and say so."""
    gone, told = once_in_files(tables, rolling.state.community.settings, rolling.state.month)
    for key, numbers in gone.items():
        if numbers:
            rolling.pages[key].rows = [row for at, row in enumerate(rolling.rows(key)) if at not in numbers]
    for item in told:
        name, file, other = INPUT[item.sheet].name(rolling.lang), item.file, item.other
        rolling.line("file", name, "sheet", "told_in_two", count=item.count, file=file, other=other)
        for place in item.unkept:
            cell = place.cell
            rolling.line("file", name, "sheet", "own_column_left", to_see=True, cell=cell, file=file, other=other)


def _say_tidied(tidied: Tidied, rolling: Rolling) -> None:
    """Say what of the files is not in the workbook, and what stands there in another form."""
    for change in tidied.log:
        if change.rule in LEFT_OUT_RULES or change.rule == "not_tidied":
            own = change.rule == "sheet_left_out" and change.source.sheet in _WRITTEN
            code = "own_left_out" if own else "left_out" if change.rule in LEFT_OUT_RULES else "not_tidied"
            said = {"rule": rule_name(change.rule, rolling.lang), "where": str(change.source)}
            rolling.line("file", change.source.sheet, "sheet", code, before=change.before, to_see=not own, **said)
    for rule, count in tidied.counts().items():
        if rule not in LEFT_OUT_RULES and rule != "not_tidied":
            name = rule_name(rule, rolling.lang)
            rolling.line("file", "", "tidied", "tidied", after=count, rule=name, count=count)


def write_rollover(found: Rollover, path: Path, *, force: bool = False, inputs: Sequence[Path] = ()) -> Rollover:
    """Write the workbook of the next month, readable by its owner alone.

    Raises
    ------
    commatch.workbook.save.OutputError
        It can't be written, or did not read back without an error.
    """
    assert found.limits is not None, "it can be written"
    limits, below = found.limits, replace(found.opened.settings, month=None, start=None)
    workbook, amended = _workbook(found)

    def reads_back(file: Path) -> bool:
        tables = read_bytes([(path.name, file.read_bytes())], limits)
        return not has_errors(assemble(tables, below).problems)

    files = (*inputs, *found.opened.files)
    written = save(workbook, path, private=True, force=force, inputs=files, amended=amended, sound=reads_back)
    return replace(found, path=written)


def _workbook(found: Rollover) -> tuple[Workbook, dict[str, Amended]]:
    assert found.tidied is not None
    assert found.limits is not None
    assert found.following is not None
    words = Words(found.tidied.lang)
    log = [tuple(clean(cell) for cell in line.cells(words)) for line in found.lines]
    workbook, amended = build(found.tidied, found.limits.cells, found.following, CARRY_LOG, log)
    for sheet in (*(INPUT[key] for key in sorted(MEMORY | {"history"})), CARRY_LOG):
        name = sheet.name(words.lang)
        if name in workbook.sheetnames:
            print_title(workbook[name], _printed(found, name, words))
    if found.ledger.lines:
        title = words.fill(POINTS_WORDS["title"], community=found.opened.community.settings.community_name)
        (rows,), _ = fitted([points_rows(found.ledger, words.lang, title)], words)
        add_sheet(workbook, rows, words, rows.sheet.name(words.lang), len(workbook.sheetnames))
    return workbook, amended


def _printed(found: Rollover, name: str, words: Words) -> str:
    """Return what stands at the head of the printed pages of a sheet that remembers: its own rows have no title."""
    community = found.opened.community.settings.community_name
    assert found.following is not None
    return words("sheet_title", community=community, month=words.month(found.following), sheet=name.replace("_", " "))
