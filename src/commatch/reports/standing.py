"""What stands by the project lists so far, in words: what is completed, who can't come, who was set by hand."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from commatch.community import Goods, NeedStatus
from commatch.previous import Previous, Used
from commatch.reports.rows import number
from commatch.reports.view import View
from commatch.workbook.outputs import OUTPUT
from commatch.workbook.schema import choice_name

__all__ = ["completed", "counted", "standing_notes", "used_before", "used_in_all"]


def completed(view: View) -> dict[str, NeedStatus]:
    """Return the needs that are completed by this list or one before it, with their status."""
    return {item.need_id: item.status for item in _used(view) if not item.kind}


def used_in_all(view: View) -> str:
    """Return what they used and is gone, by kind of resource; '' where that is nothing."""
    total: dict[str, float] = defaultdict(float)
    for item in _gone(view):
        total[item.kind] += item.charge
    return view.words.join(view.words(f"total.{kind}", amount=number(amount)) for kind, amount in total.items())


def used_before(view: View, resource_id: str) -> str:
    """Return that what is done this month used a resource, and how much of it is gone; '' where it did not."""
    gone = [item for item in _gone(view) if item.resource_id == resource_id]
    if gone:
        amount = view.words(f"used.{gone[0].kind}", amount=number(sum(item.charge for item in gone)))
        return view.words("used_up_before", amount=amount)
    previous = view.result.community.previous
    rows = previous.history if previous is not None else ()
    there = any(row.resource_id == resource_id and row.month == view.inst.month for row in rows)
    return view.words("used_before") if there else ""


def standing_notes(view: View) -> Iterator[str]:
    """Yield a sentence for everything that stands by the lists so far."""
    words, gone = view.words, list(_gone(view))
    for need_id, status in completed(view).items():
        said = [_taken(view, item) for item in gone if item.need_id == need_id]
        figures = {"need": view.need_called(need_id), "status": words.status(status.value)}
        yield words("done_used", used=words.join(said), **figures) if said else words("done", **figures)
    previous = view.result.community.previous
    if previous is None:
        return
    for column, word, key in previous.other_words:
        sheet = OUTPUT["assignments" if column == "reply" else "projects"]
        choices, header = sheet.column(column).choices, sheet.column(column).header(view.lang)
        yield words("read_as", column=header, said=word, name=choice_name(choices, key, view.lang))
    for need_id, resource_id in sorted(previous.all_declined):
        yield words("stands.declined", who=view.called(resource_id), need=view.need_called(need_id))
    for resource_id, slot in sorted(previous.all_away):
        yield words("stands.away", who=view.called(resource_id), when=words.slot(slot))
    for need_id, resource_id in _pinned(previous):
        yield words("stands.pinned", who=view.called(resource_id), need=view.need_called(need_id))


def counted(view: View) -> dict[str, int]:
    """Return how many refusals, leaves and people set by hand stand; nothing without a previous list."""
    previous = view.result.community.previous
    if previous is None:
        return {}
    every = {"declined": previous.all_declined, "away": previous.all_away, "pinned": _pinned(previous)}
    return {key: len(those) for key, those in every.items() if those}


def _pinned(previous: Previous) -> list[tuple[str, str]]:
    """Return who was set by hand and has not declined since."""
    return [pair for pair in previous.all_pinned if pair not in previous.all_declined]


def _used(view: View) -> tuple[Used, ...]:
    previous = view.result.community.previous
    return previous.all_completed if previous is not None else ()


def _gone(view: View) -> Iterator[Used]:
    """Yield what is gone for good: not goods that were given back."""
    for item in _used(view):
        resource = view.inst.resource.get(item.resource_id)
        if item.kind and resource is not None and not (isinstance(resource, Goods) and resource.reusable):
            yield item


def _taken(view: View, item: Used) -> str:
    """Say who gave how much."""
    amount = view.words(f"used.{item.kind}", amount=number(item.charge))
    return view.words("used_of", who=view.called(item.resource_id), amount=amount)
