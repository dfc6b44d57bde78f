"""New needs of a second workbook: added by id, kept once where they are known, never merged in silence."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from commatch.checking.look import Look
from commatch.checking.twins import needs_twice
from commatch.community import Community, Need
from commatch.memory import Memory
from commatch.month.pages import Page, Row, pages_of
from commatch.month.rolling import Rolling
from commatch.problems import Place, Problem, Severity, error
from commatch.settings import Settings
from commatch.tidying.opened import OF_A_PART, open_files
from commatch.tidying.plan import plan
from commatch.workbook import cells
from commatch.workbook.declared import Lang
from commatch.workbook.tables import Tables

__all__ = ["Newcomers", "add_newcomers", "read_newcomers", "say_twice"]

_READ = frozenset({"needs", "requirements"})
_NOT_COMPARED = frozenset({"need_id", "status"})


@dataclass(frozen=True)
class Newcomers:
    """The needs of further files.

    Attributes
    ----------
    needs : tuple of Need
        The needs, each once.
    again : tuple of Need
        Those that are told a second time in the very same words.
    pages : mapping of str to Page
        Their sheets.
    tables : Tables
        What was read.
    problems : tuple of Problem
        What is wrong in them.
    """

    needs: tuple[Need, ...]
    pages: Mapping[str, Page]
    tables: Tables
    problems: tuple[Problem, ...]
    again: tuple[Need, ...] = ()


def read_newcomers(paths: Sequence[Path], settings: Settings, month: str, lang: Lang) -> Newcomers:
    """Read the needs of further files, their dates near a month."""
    below = replace(settings, month=None, start=None)  # a first day is one of the month that is over
    files = open_files(paths, below, {"month": month}, None)
    wrong = [item for item in files.community.problems if item.severity is Severity.ERROR]
    problems = [item for item in wrong if item.code not in OF_A_PART]
    tidied = plan(files.tables, files.community, files.grids, lang)
    pages = pages_of(tidied)
    if "needs" not in pages:
        problems += [] if problems else [error("new_without_needs", Place(paths[0].name), paths[0].name)]
        return Newcomers((), pages, files.tables, tuple(problems))
    alike = _told_alike(pages["needs"].rows)
    pages["needs"].rows = [row for key, rows in alike.items() for row in (rows[:1] if key else rows)]
    once: dict[str, Need] = {}
    again = [need for need in files.community.needs if once.setdefault(_key(need.need_id), need) is not need]
    same = {key for key, rows in alike.items() if len(rows) > 1}
    problems = [item for item in problems if not (item.code == "duplicate_id" and _key(item.value) in same)]
    told = tuple(replace(one, need_id=once[key].need_id) for one in again if (key := _key(one.need_id)) in same)
    return Newcomers(tuple(once.values()), pages, files.tables, tuple(problems), told)


def _told_alike(rows: Iterable[Row]) -> dict[str, list[Row]]:
    """Return rows by id where those of one id say the same; the others stay each by itself under no id."""
    by_id: dict[str, list[Row]] = {}
    for row in rows:
        by_id.setdefault(_key(row["need_id"]), []).append(row)
    found: dict[str, list[Row]] = {}
    for key, own in by_id.items():
        alike = not any(
            _other(row.get(name), value) for row in own for name, value in own[0].items() if name != "need_id"
        )
        found.setdefault(key if alike else "", []).extend(own)
    return found


def _key(need_id: object) -> str:
    return cells.folded(str(need_id or ""))


def add_newcomers(new: Newcomers, rolling: Rolling) -> tuple[Need, ...]:
    """Add the needs that are new; return them.

    One that is there already and says the same is kept once, with a line; one that says something else, or has an id
    that was used before, is a problem.
    """
    if "needs" not in new.pages:
        return ()
    there = {_key(row["need_id"]): row for row in _all_rows(rolling)}
    memory = rolling.state.community.memory or Memory()
    left = {_key(way.need_id): way for way in memory.ways if way.need_id not in rolling.fates}
    places = {_key(need.need_id): need.place for need in rolling.state.community.needs}
    rows = {_key(row["need_id"]): row for row in new.pages["needs"].rows}
    added: dict[str, Need] = {}
    for need in new.needs:
        key = _key(need.need_id)
        if key not in rows:
            continue  # it has no id that can be read, which is said
        if key in there:
            if differ := _differ(rows[key], there[key]):
                columns, other = "、".join(differ), places[key]
                rolling.problems.append(
                    error("new_need_differs", need.place, need.need_id, other=other, columns=columns, sheet="needs")
                )
            else:
                _say(need, "added_once", rolling)
        elif key in left:
            month = left[key].end_month
            said = f"{month:%Y-%m}" if month else ""
            rolling.problems.append(error("new_need_taken", need.place, need.need_id, month=said))
        else:
            added[key] = need
            _say(need, "added", rolling)
    for need in new.again:
        _say(need, "told_once", rolling)
    for name in sorted(_READ & new.pages.keys()):
        page = rolling.page(name)
        page.add(row for row in new.pages[name].rows if _key(row["need_id"]) in added)
    for key, page in new.pages.items():
        if key not in _READ and page.rows:
            file = min((table.place.file for table in new.tables.of(key)), default="")
            name, count = page.sheet.name(rolling.lang), len(page.rows)
            rolling.line("file", name, "sheet", "not_read", to_see=True, file=file, count=count)
    return tuple(added.values())


def _all_rows(rolling: Rolling) -> list[Row]:
    return [*rolling.rows("needs"), *rolling.left_rows]


def _say(need: Need, code: str, rolling: Rolling) -> None:
    rolling.line("need", need.need_id, "new", code, name=need.title, file=need.place.file)


def _differ(row: Row, other: Row) -> list[str]:
    """Return the columns in which a row says something else than another one; what it leaves blank says nothing."""
    return [
        str(key)
        for key, value in row.items()
        if isinstance(key, str) and key not in _NOT_COMPARED and value is not None and _other(value, other.get(key))
    ]


def _other(one: object, other: object) -> bool:
    return cells.clean(one) != cells.clean(other)


def say_twice(added: Sequence[Need], rolling: Rolling, community: Community, tables: Tables) -> None:
    """Say which new needs seem to be the same as others under another id."""
    new = {need.need_id for need in added}
    for problem in needs_twice(Look(tables, community)):
        first = dict(problem.params)["first"]
        if new & {problem.value, first}:
            rolling.line("need", problem.value, "new", "twice", to_see=True, first=first)
