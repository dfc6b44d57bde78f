"""概览 of a batch: how many communities came out whole, what all of them together come to, what to do next."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Protocol

from commatch.batching.earlier import kept_words
from commatch.reports.batch.rows import batch_rows, some
from commatch.reports.batch.sharing import brought
from commatch.reports.rows import SheetRows, Value
from commatch.reports.words import Words
from commatch.telling.exits import Exit
from commatch.texts.batch import BATCH_OVERVIEW, BATCH_WORDS
from commatch.texts.pooling import POOL_OVERVIEW
from commatch.workbook.batch_sheets import BATCH
from commatch.workbook.outputs import OUTPUT
from commatch.workbook.schema import Lang

if TYPE_CHECKING:
    from commatch.batching.results import Batch

__all__ = ["overview"]

_TOP = 3
_LEAST = 3
"""Needs of a group that is called served least, at least."""


class _Line(Protocol):
    def __call__(self, key: str, value: Value, **figures: object) -> dict[str, Value]: ...


def overview(batch: Batch, sheets: Mapping[str, SheetRows], words: Words) -> SheetRows:
    """Return the lines of the overview."""
    return batch_rows("overview", _lines(batch, sheets, words))


def _lines(batch: Batch, sheets: Mapping[str, SheetRows], words: Words) -> Iterator[dict[str, Value]]:
    def line(key: str, value: Value, **figures: object) -> dict[str, Value]:
        item, note = BATCH_OVERVIEW[key]
        return {"item": words.fill(item, **figures), "value": value, "note": words.fill(note, **figures)}

    names = {key: sheet.name(words.lang) for key, sheet in BATCH.items()}
    whole = [one for one in batch.communities if one.ok]
    failed = [one.name for one in batch.failed]
    yield line("communities", len(batch.communities), whole=len(whole))
    key = "failed" if failed else "none_failed"
    yield line(key, len(failed), names=some(failed, words), sheet=names["communities"])
    counts = [one.figures["counts"] for one in whole if one.figures]
    needs, served = (sum(count[key] for count in counts) for key in ("planned", "served"))
    if needs:
        yield line("needs", needs)
        yield line("served", served, share=f"{served / needs:.1%}")
        yield line("unserved", needs - served, share=f"{(needs - served) / needs:.1%}")
        yield from _least(sheets, line_of=line)
        for row in _records(sheets["reasons"])[:_TOP]:
            yield line("reason", row["needs"], reason=row["reason"], count=row["communities"])
        for row in _records(sheets["all_gaps"])[:_TOP]:
            what = words.join((str(row["requirement"]), str(row["half_day"] or "")))
            figures = {"priority": row["priority_gained"], "count": row["communities"]}
            yield line("gap", row["more_needs_served"], kind=row["kind"], what=what, **figures)
    yield from _sharing(batch, names["sharing"], words)
    if counts:
        yield line("warnings", sum(count["warnings"] for count in counts), problems=OUTPUT["problems"].name(words.lang))
    kept = kept_words(batch, "zh" if words.lang is Lang.ZH else "en")
    if kept:
        yield line("kept", len(kept), names=some(kept, words))
    if batch.absent:
        yield line("absent", len(batch.absent), names=some(batch.absent, words))
    if batch.aside:
        yield line("aside", len(batch.aside), names=some(batch.aside, words))
    what = _next(batch, sheets, bool(needs), words)
    yield line("next", None, what=what[:1].upper() + what[1:])


def _next(batch: Batch, sheets: Mapping[str, SheetRows], planned: bool, words: Words) -> str:
    """Return what to do next; only sheets that are there are named."""

    def step(key: str, sheet: str = "communities") -> str:
        return words.fill(BATCH_WORDS[f"next.{key}"], sheet=BATCH[sheet].name(words.lang))

    if not batch.failed:
        first = step("least" if planned else "checked")
    else:
        exits = {one.exit for one in batch.failed}
        first = step("late") if exits == {Exit.TIMED_OUT} else ""
        if exits - {Exit.TIMED_OUT, Exit.OUTPUT}:
            first = step("street" if sheets["sharing"].rows else "failed")
        if Exit.OUTPUT in exits:
            then = step("unwritten")
            first = words.fill(BATCH_WORDS["next.then"], first=first, then=then) if first else then
    if not sheets["all_gaps"].rows:
        return first
    return words.fill(BATCH_WORDS["next.then"], first=first, then=step("gaps", "all_gaps"))


def _sharing(batch: Batch, sheet: str, words: Words) -> Iterator[dict[str, Value]]:
    """Yield what sharing brought, and that nobody is worse off."""
    total = brought(batch.communities)
    if not total["communities"]["all"]:
        return
    alone, shared = total["alone"], total["shared"]
    figures = {"alone": alone["served"], "shared": shared["served"], "sheet": sheet}
    figures |= {"urgent_alone": alone["urgent"], "urgent": shared["urgent"]}
    figures |= {"weight_alone": alone["coverage"], "weight": shared["coverage"]}
    values = {"gained": shared["served"] - alone["served"], "worse": total["communities"]["worse"]}
    for key, value in values.items():
        item, note = POOL_OVERVIEW[key]
        yield {"item": words.fill(item), "value": value, "note": words.fill(note, **figures)}


def _least(sheets: Mapping[str, SheetRows], line_of: _Line) -> Iterator[dict[str, Value]]:
    """Yield the community and the group that are served least."""
    drawn = sheets["communities"].blocks["by_community"]
    for row in _records(sheets["communities"])[drawn.start : drawn.stop][:1]:
        figures = {"served": row["served"], "all": row["needs"]}
        yield line_of("least_community", row["share_served"], name=row["community"], **figures)
    groups = [row for row in _records(sheets["groups"]) if int(str(row["needs"])) >= _LEAST]
    if groups:
        row = min(groups, key=lambda row: float(str(row["share_served"])))
        figures = {"served": row["served"], "all": row["needs"]}
        yield line_of("least_group", row["share_served"], name=row["group"], **figures)


def _records(rows: SheetRows) -> list[dict[str, Value]]:
    keys = [column.key for column in rows.sheet.columns]
    return [dict(zip(keys, row, strict=True)) for row in rows.rows]
