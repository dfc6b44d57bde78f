"""The needs of a month into the next one: who leaves, who goes on, and with which status."""

from __future__ import annotations

from collections.abc import Iterator

from commatch.community import Need, NeedStatus
from commatch.matching.instance import Instance
from commatch.memory import Memory
from commatch.month.events import need_of
from commatch.month.fates import Fate
from commatch.month.pages import Row
from commatch.month.rolling import Rolling
from commatch.previous_projects import COMPLETED, Decision
from commatch.workbook import cells

__all__ = ["carry_needs", "reopen", "say_fates", "without_a_day"]

_HANGING = ("requirements", "opinions")
"""Sheets whose rows leave with their need."""


def carry_needs(rolling: Rolling) -> None:
    """Take the needs that are settled, handed on or refused off the list, and set the status of the others."""
    page = rolling.page("needs")
    kept: list[Row] = []
    for row in page.rows:
        fate = rolling.about(row)
        assert fate is not None, "every row of needs is a need"
        if fate.carried:
            word = None if fate.status is NeedStatus.OPEN else fate.status.value
            page.put(row, status=word)
            kept.append(row)
        else:
            rolling.left_rows.append(row)
    page.rows = kept
    for key in _HANGING:
        _leave(key, rolling)
    _strangers(rolling)


def say_fates(rolling: Rolling) -> None:
    """Add a line for every need: whether it left, or how it goes on."""
    for fate in rolling.fates.values():
        _say(fate, rolling)


def _say(fate: Fate, rolling: Rolling) -> None:
    need_id, title, stood = fate.need.need_id, fate.need.title, rolling.choice("need_status", fate.stood.value)
    if not fate.carried:
        after = rolling.choice("need_end", fate.end.value)
        code = "settled_unrated" if fate.stood is NeedStatus.DONE else fate.end.value
        if fate.stood is NeedStatus.DONE and not _done_by_anyone(fate, rolling):
            code = "settled_untold"
        rolling.line("need", need_id, "end", code, name=title, before=stood, after=after)
        return
    status = rolling.choice("need_status", fate.status.value)
    project = rolling.state.project.get(need_id)
    code, until = "carried", fate.way.ask_again_on
    if fate.goes_on:
        code = "continues"
    elif fate.stood is NeedStatus.POSTPONED:
        code = "postponed" if fate.status is NeedStatus.POSTPONED else "ask_again"
    elif project is not None and project.decision is Decision.CHANGE:
        code = "to_change"
    elif need_id in rolling.given_up:
        code = "cannot_go_on" if _preferred(need_id, rolling) else "cannot_go_on_alone"
    see = code in ("ask_again", "to_change", "cannot_go_on", "cannot_go_on_alone")
    said = {"waited": fate.way.waited, "until": until or ""}
    rolling.line("need", need_id, "status", code, name=title, before=stood, after=status, to_see=see, **said)


def _preferred(need_id: str, rolling: Rolling) -> bool:
    """Tell whether anybody who worked on a need that can't go on is preferred for its project."""
    project = rolling.state.project.get(need_id)
    names = {need_id, *(project.need_ids if project is not None else ())}
    return any(line.id in names and line.code in ("preferred", "pin_weakened") for line in rolling.lines)


def _done_by_anyone(fate: Fate, rolling: Rolling) -> bool:
    """Tell whether the history has a row of a need, or of the project that it was in."""
    names = {cells.folded(fate.need.need_id), need_of(fate.way.project_id)} - {""}
    rows = (*rolling.state.community.history, *rolling.state.history)
    return any(cells.folded(row.need_id) in names for row in rows)


def _leave(key: str, rolling: Rolling) -> None:
    """Take the rows off a sheet that are about a need which left, each with a line."""
    if key not in rolling.pages:
        return
    page, kept = rolling.pages[key], []
    for row in page.rows:
        fate = rolling.about(row)
        if fate is None or fate.carried:
            kept.append(row)
            continue
        text, sheet = page.said(row, without=frozenset({"need_id"})), page.sheet.name(rolling.lang)
        need_id = fate.need.need_id
        rolling.line("need", need_id, "row", "row_gone", before=text, sheet=sheet, need=need_id)
    page.rows = kept


def _strangers(rolling: Rolling) -> None:
    """Say which needs were on the list and are gone, and which had left or were gone and are here again."""
    state = rolling.state
    for way in state.deleted:
        code = "missing" if way.need_id in state.carried_in else "missing_raised"
        code = "missing_done" if way.status in COMPLETED else code
        stood, raised = rolling.choice("need_status", way.status.value), f"{way.first_month or state.month:%Y-%m}"
        rolling.line("need", way.need_id, "end", code, name=way.title, before=stood, to_see=True, month=raised)
    memory = state.community.memory or Memory()
    over = max((balance.month for balance in memory.balances), default=None)
    for way in memory.ways:
        name, left = way.title, f"{way.end_month:%Y-%m}" if way.end_month else ""
        if way.need_id in rolling.fates and way.closed:
            rolling.line("need", way.need_id, "end", "back_again", name=name, month=left)
        elif way.need_id in rolling.fates and over and way.end_month and way.end_month < over:
            rolling.line("need", way.need_id, "end", "found_again", name=name, month=left)


def without_a_day(rolling: Rolling, inst: Instance) -> None:
    """Say of which needs the deadline or the times leave no day of the next month; those that go on are opened.

    Parameters
    ----------
    rolling : Rolling
        The month on its way.
    inst : Instance
        The next month made ready.
    """
    for demand in inst.demands:
        due = demand.lead.due_on
        passed = due is not None and due < rolling.following
        if not passed and not (demand.event and not inst.window(demand)):
            continue
        for need in demand.members:
            fate = rolling.fates.get(need.need_id)
            if fate is not None:
                _no_day(need, fate, passed, rolling)


def _no_day(need: Need, fate: Fate, passed: bool, rolling: Rolling) -> None:
    code, item = ("due_passed", "deadline") if passed else ("no_day", "times")
    before = need.due_on if passed else need.times.text
    status = rolling.choice("need_status", fate.status.value)
    if fate.goes_on:
        reopen(need.need_id, rolling)
        code = f"{code}_on"
    rolling.line("need", need.need_id, item, code, name=need.title, before=before, to_see=True, status=status)


def reopen(need_id: str, rolling: Rolling) -> None:
    """Carry a need as one that is matched anew, whatever was settled."""
    rolling.fates[need_id] = rolling.fates[need_id].opened()
    for row in _rows_of(need_id, rolling):
        rolling.page("needs").put(row, status=None)


def _rows_of(need_id: str, rolling: Rolling) -> Iterator[Row]:
    wanted = cells.folded(need_id)
    return (row for row in rolling.rows("needs") if cells.folded(str(row["need_id"] or "")) == wanted)
