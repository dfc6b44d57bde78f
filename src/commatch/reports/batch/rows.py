"""The rows of a batch's summary from what became of each community."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from commatch.groups import GROUP_NAMES
from commatch.reports.rows import Share, SheetRows, Value, number
from commatch.reports.words import Words
from commatch.texts.batch import BATCH_WORDS
from commatch.workbook.batch_sheets import BATCH
from commatch.workbook.schema import choice_name

if TYPE_CHECKING:
    from commatch.batching.results import CommunityDone

__all__ = ["batch_rows", "communities", "gaps", "groups", "reasons", "some"]

_REASONS = 3
_NAMED = 12
_DRAWN = 15
"""Communities in the chart of those served least."""


def batch_rows(key: str, records: Iterable[Mapping[str, Value]], **looks: Any) -> SheetRows:
    """Return the rows of a sheet of the summary from records by column key."""
    keys = [column.key for column in BATCH[key].columns]
    rows = tuple(tuple(None if record[name] == "" else record[name] for name in keys) for record in records)
    return SheetRows(BATCH[key], rows, **looks)


def some(names: Sequence[str], words: Words) -> str:
    """Return the first names of a list."""
    joined = words.join(names[:_NAMED])
    return words.fill(BATCH_WORDS["some"], names=joined) if len(names) > _NAMED else joined


def share(served: float, needs: float) -> Share | None:
    """Return the part that is served."""
    return Share(round(served / needs, 6)) if needs else None


def communities(done: Sequence[CommunityDone], words: Words) -> SheetRows:
    """Return a row for each community: those that failed first, then those served least."""
    failed = [one for one in done if not one.ok]
    whole = [one for one in done if one.ok]
    whole.sort(key=lambda one: (_share_of(one), one.name))
    drawn = sum(_planned(one) > 0 for one in whole)
    first = len(failed)
    blocks = {"by_community": range(first, first + min(drawn, _DRAWN))}
    return batch_rows("communities", [_community(one, words) for one in (*failed, *whole)], blocks=blocks)


def _planned(one: CommunityDone) -> int:
    return int(one.figures["counts"]["planned"]) if one.figures else 0


def _share_of(one: CommunityDone) -> float:
    """Return what orders communities: those without a need come last."""
    return one.figures["counts"]["served"] / _planned(one) if _planned(one) else 2.0


def _community(one: CommunityDone, words: Words) -> dict[str, Value]:
    figures = one.figures
    counts = figures["counts"] if figures else {}
    planned = _planned(one)
    least = figures.get("least_served")
    top = [
        words("pieces", name=words.reason_name(item["code"]), count=item["needs"])
        for item in figures.get("reasons", [])[:_REASONS]
    ]
    return {
        "community": one.name,
        "month": figures.get("month"),
        "needs": planned or None,
        "served": counts["served"] if planned else None,
        "share_served": share(counts["served"], planned) if planned else None,
        "least_served": words.group(least["group"]) if least else None,
        "least_share": share(least["served"], least["needs"]) if least else None,
        "reasons": words.join(top),
        "errors": counts.get("errors"),
        "warnings": counts.get("warnings"),
        "state": words.fill(BATCH_WORDS[f"status.{one.exit.outcome}"]),
        "exit_code": int(one.exit),
        "message": one.message,
    }


def groups(done: Sequence[CommunityDone], words: Words) -> SheetRows:
    """Return a row for each resident group, summed up over the communities; needs without one last."""
    sums: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0])
    for one in done:
        for item in one.figures.get("by_group", []) if one.ok else []:
            for at, more in enumerate((1, item["needs"], item["served"])):
                sums[item["group"]][at] += more
    order = {group: number for number, group in enumerate(GROUP_NAMES)}
    names = sorted(sums, key=lambda group: (not group, order.get(group, len(order)), group))
    records: list[dict[str, Value]] = []
    for name in names:
        count, needs, served = sums[name]
        shown = words.group(name) if name else words("no_group")
        figures = {"communities": count, "needs": needs, "served": served, "share_served": share(served, needs)}
        records.append({"group": shown, **figures})
    return batch_rows("groups", records)


def reasons(done: Sequence[CommunityDone], words: Words) -> SheetRows:
    """Return a row for each reason why needs are unserved, the most frequent first."""
    sums: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for one in done:
        for item in one.figures.get("reasons", []) if one.ok else []:
            sums[item["code"]][0] += 1
            sums[item["code"]][1] += item["needs"]
    records: list[dict[str, Value]] = [
        {
            "reason": words.reason_name(code),
            "communities": sums[code][0],
            "needs": sums[code][1],
        }
        for code in sorted(sums, key=lambda code: (-sums[code][1], code))
    ]
    return batch_rows("reasons", records)


def gaps(done: Sequence[CommunityDone], words: Words) -> SheetRows:
    """Return what the communities lack together, by kind, requirement and half-day, the largest gain first."""
    sums: dict[tuple[str, str, str], list[float]] = defaultdict(lambda: [0, 0.0])
    where: dict[tuple[str, str, str], list[str]] = defaultdict(list)
    for one in done:
        for item in one.figures.get("gaps", []) if one.ok else []:
            key = (item["kind"], item["requirement"], item["half_day"])
            sums[key][0] += item["more_needs_served"]
            sums[key][1] += item["priority_gained"]
            where[key].append(one.name)
    order = sorted(sums, key=lambda key: (-round(sums[key][1], 6), -sums[key][0], key))
    records: list[dict[str, Value]] = []
    for key in order:
        kind, requirement, half_day = key
        names = list(dict.fromkeys(where[key]))
        records.append(
            {
                "kind": choice_name("kind", kind, words.lang),
                "requirement": requirement,
                "half_day": half_day,
                "communities": len(names),
                "more_needs_served": number(sums[key][0]),
                "priority_gained": number(sums[key][1]),
                "where": some(names, words),
            }
        )
    return batch_rows("all_gaps", records)
