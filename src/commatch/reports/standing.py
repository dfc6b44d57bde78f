"""What stands from the project lists before this one, in words: projects that are completed, with what they used."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from commatch.community import Goods, NeedStatus
from commatch.previous import Used
from commatch.reports.rows import number
from commatch.reports.view import View

__all__ = ["completed", "standing_notes", "used_in_all"]


def completed(view: View) -> dict[str, NeedStatus]:
    """Return the needs that are completed by this list or one before it, with their status."""
    return {item.need_id: item.status for item in _used(view) if not item.kind}


def used_in_all(view: View) -> str:
    """Return what they used and is gone, by kind of resource; '' where that is nothing."""
    total: dict[str, float] = defaultdict(float)
    for item in _gone(view):
        total[item.kind] += item.charge
    return view.words.join(view.words(f"total.{kind}", amount=number(amount)) for kind, amount in total.items())


def standing_notes(view: View) -> Iterator[str]:
    """Yield a sentence for everything that stands from the lists before."""
    words, gone = view.words, list(_gone(view))
    for need_id, status in completed(view).items():
        said = [_taken(view, item) for item in gone if item.need_id == need_id]
        figures = {"need": view.need_called(need_id), "status": words.status(status.value)}
        yield words("done_used", used=words.join(said), **figures) if said else words("done", **figures)


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
