"""变更: what is different from the previous plan, before and after, and why."""

from __future__ import annotations

from collections.abc import Iterator

from commatch.community import Kind
from commatch.matching.changes import PROJECT, SLOTS, Change
from commatch.matching.rules.base import Figures
from commatch.previous_projects import COMPLETED
from commatch.reports.assignments import requirement_words
from commatch.reports.rows import SheetRows, Value, rows_of
from commatch.reports.unserved import reason_words
from commatch.reports.view import View
from commatch.times import Slot

__all__ = ["changes"]

_CLEAR = frozenset({"edited_by_hand", "other_days"})
"""Reasons that say why somebody else is there as well."""


def changes(view: View) -> SheetRows:
    """Return the sheet 变更, by need."""
    return rows_of("changes", [_record(view, change) for change in view.result.changes])


def _record(view: View, change: Change) -> dict[str, Value]:
    return {
        "need_id": change.need_id,
        "item": _item(view, change),
        "before": _said(view, change, change.before),
        "after": _said(view, change, change.after),
        "reason": view.words("also").join((_why(view, change), *_instead(view, change))),
    }


def _item(view: View, change: Change) -> str:
    """Return which project, and what of it."""
    words, need = view.words, None if view.by_id else view.needs.get(change.need_id)
    part = _part(view, change)
    return words("change.of", title=need.title, part=part) if need is not None and need.title else part


def _part(view: View, change: Change) -> str:
    words = view.words
    if change.item in (PROJECT, SLOTS):
        return words(f"change.{change.item}")
    kind = words.kind(Kind(change.item))
    named = change.what and change.item not in (Kind.VENUE, Kind.FUND)
    return words("kind_of", kind=kind, what=words.join(change.what.split("、"))) if named else kind


def _said(view: View, change: Change, values: tuple[str, ...] | tuple[Slot, ...]) -> str:
    """Return slots, resources with their ids, or whether there is a project."""
    words = view.words
    if change.item == PROJECT:
        status = dict(change.reason[1]).get("status", "")
        done = status in COMPLETED and not values
        return words.status(status) if done else words("change.planned" if values else "change.not_planned")
    return words.join(words.slot(value) if isinstance(value, Slot) else view.called(value) for value in values)


def _why(view: View, change: Change) -> str:
    """Return the reason, with people and needs by their names."""
    words, (code, figures) = view.words, change.reason
    if change.item == PROJECT:
        return reason_words(view, code, figures)
    said = reason_words(view, code, _named(view, figures))
    who = dict(figures).get("resource", "")
    named = not who or words.has_figure(code, "resource")
    return said if named else words("labelled", label=view.called(who), text=said)


def _named(view: View, figures: Figures) -> Figures:
    found = []
    for name, value in figures:
        if name == "by":
            value = "、".join(map(view.need_called, value.split("、")))
        found.append((name, view.called(value) if name == "resource" else value))
    return tuple(found)


def _instead(view: View, change: Change) -> Iterator[str]:
    """Yield who is in whose place on which requirement and what speaks for them, unless that was set by hand."""
    steady, words = view.inst.steady, view.words
    if steady is None or change.item in (PROJECT, SLOTS) or change.reason[0] in _CLEAR:
        return
    kind, demand = Kind(change.item), view.inst.demand[change.need_id]
    rows = {
        (row.requirement, row.resource_id): row
        for row in view.result.plan.of(change.need_id)
        if row.kind is kind and row.resource_id in change.after
    }
    for index in sorted({index for index, _ in rows}):
        new = [row for (at, _), row in sorted(rows.items()) if at == index]
        old = sorted(steady.who(change.need_id, index) & set(map(str, change.before)))
        why = [view.score_words(row) or words("all_met") for row in new]
        if len(new) > 1:
            why = [
                words("labelled", label=view.name(row.resource_id), text=text)
                for row, text in zip(new, why, strict=True)
            ]
        yield words(
            "change.instead" if old else "change.more",
            new=view.names(new),
            old=words.join(map(view.name, old)),
            what=requirement_words(words, demand, index),
            why=words("also").join(why),
        )
