"""What the run record holds of a plan, so that what is changed by hand can be told from it later.

Every project has an item ``plan`` with a JSON list; an entry is the index of a requirement, the kind, the standard
term, the resource's id, the date and the half-day (``""`` and -1 for none), and what the sheet calls the requirement
where that is another word. An entry with index -1 and no kind is a slot of the project that none of its rows names.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from commatch.previous import Used
from commatch.reports.assignments import requirement_words
from commatch.reports.view import Project, View
from commatch.reports.words import Words
from commatch.times import Slot
from commatch.workbook.plan_items import encoded

__all__ = ["plan_facts", "standing_facts"]

_LONGEST_WORD = 2_000
"""No term is longer; an entry must fit into a cell."""


def plan_facts(view: View) -> Iterator[tuple[str, str]]:
    """Yield the items of the run record that hold the plan, by project."""
    for project in view.projects:
        item = view.words.run_item("plan", project.project_id)
        for text in encoded(_entries(view, project)):
            yield item, text


def standing_facts(
    words: Words,
    *,
    declined: Iterable[tuple[str, str]] = (),
    away: Iterable[tuple[str, Slot]] = (),
    pinned: Iterable[tuple[str, str]] = (),
    completed: Iterable[Used] = (),
    did_before: Iterable[tuple[str, str, str]] = (),
) -> Iterator[tuple[str, str]]:
    """Yield the items of the run record for what stands from earlier rounds; none for what is empty.

    Parameters
    ----------
    words : Words
        The words of the workbook's language.
    declined : iterable of (str, str)
        Needs with the resources that declined them.
    away : iterable of (str, Slot)
        Resources with the slots for which they are away.
    pinned : iterable of (str, str)
        Needs with the resources that were put on them by hand.
    completed : iterable of Used
        Needs that are completed, with what they used.
    did_before : iterable of (str, str, str)
        Need, resource and day of what was carried out by those in whose place others are.
    """
    held: dict[str, list[tuple[str | float, ...]]] = {
        "declined": sorted(set(declined)),
        "away": [(who, slot.date.isoformat(), int(slot.half)) for who, slot in sorted(set(away))],
        "pinned": sorted(set(pinned)),
        "completed": [
            (item.need_id, item.status.value, item.kind, item.resource_id, item.charge) for item in completed
        ],
        "did_before": sorted(set(did_before)),
    }
    for key, entries in held.items():
        if entries:
            for text in encoded(entries):
                yield words.run_item(key), text


def _entries(view: View, project: Project) -> Iterator[tuple[str | int, ...]]:
    for slot in project.slots:
        if all(row.slot != slot for row in project.rows):
            yield (-1, "", "", "", *_when(slot))
    for row in project.rows:
        what = project.demand.requirements[row.requirement].what[:_LONGEST_WORD]
        shown = requirement_words(view.words, project.demand, row.requirement)[:_LONGEST_WORD]
        entry = (row.requirement, row.kind.value, what, row.resource_id, *_when(row.slot))
        yield entry if shown == what else (*entry, shown)


def _when(slot: Slot | None) -> tuple[str, int]:
    return (slot.date.isoformat(), int(slot.half)) if slot else ("", -1)
