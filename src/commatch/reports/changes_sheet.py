"""变更: what is different from the previous plan, before and after, and why."""

from __future__ import annotations

from commatch.community import Kind
from commatch.matching.changes import PROJECT, SLOTS, Change
from commatch.previous import COMPLETED
from commatch.reports.rows import SheetRows, Value, rows_of
from commatch.reports.unserved import reason_words
from commatch.reports.view import View
from commatch.times import Slot

__all__ = ["changes"]


def changes(view: View) -> SheetRows:
    """Return the sheet 变更, by need."""
    return rows_of("changes", [_record(view, change) for change in view.result.changes])


def _record(view: View, change: Change) -> dict[str, Value]:
    code, figures = change.reason
    return {
        "need_id": change.need_id,
        "item": _item(view, change),
        "before": _said(view, change, change.before),
        "after": _said(view, change, change.after),
        "reason": reason_words(view, code, figures),
    }


def _item(view: View, change: Change) -> str:
    words = view.words
    if change.item in (PROJECT, SLOTS):
        return words(f"change.{change.item}")
    kind = words.kind(Kind(change.item))
    named = change.what and change.item not in (Kind.VENUE, Kind.FUND)
    return words("kind_of", kind=kind, what=words.join(change.what.split("、"))) if named else kind


def _said(view: View, change: Change, values: tuple[str, ...] | tuple[Slot, ...]) -> str:
    """Return slots, resources with their ids, or a project."""
    words = view.words
    if change.item == PROJECT:
        status = dict(change.reason[1]).get("status", "")
        done = status in COMPLETED and not values
        return words.status(status) if done else words("change.planned" if values else "change.not_planned")
    said = []
    for value in values:
        if isinstance(value, Slot):
            said.append(words.slot(value))
        else:
            name = view.name(value)
            said.append(name if name == value else words("named", name=name, id=value))
    return words.join(said)
