"""What sharing brought, community by community: alone and shared; and all that is lent in the street."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from commatch.reports.batch.rows import batch_rows
from commatch.reports.rows import SheetRows, Value, number
from commatch.reports.words import Words
from commatch.texts.pooling import ASIDE, POOL_WORDS
from commatch.times import Half
from commatch.workbook.schema import choice_name

if TYPE_CHECKING:
    from commatch.batching.results import CommunityDone

__all__ = ["all_loans", "brought", "loans_in", "sharing", "sharing_facts"]

FIGURES = ("served", "urgent", "coverage")
_COUNTING = frozenset({"must", "coverage_count"})
"""Objectives of a street that are numbers of projects."""


def brought(done: Sequence[CommunityDone]) -> dict[str, dict[str, float]]:
    """Return what all communities that share come to, alone and shared, and the number of those worse off."""
    told = [one.figures["sharing"] for one in done if one.ok and "shared" in one.figures.get("sharing", {})]
    sums = {way: {key: number(sum(one[way][key] for one in told)) for key in FIGURES} for way in ("alone", "shared")}
    worse = sum(any(one["shared"][key] < one["alone"][key] for key in FIGURES) for one in told)
    return {**sums, "communities": {"all": len(told), "worse": worse}}


def loans_in(done: Sequence[CommunityDone]) -> list[Mapping[str, Any]]:
    """Return the loans of all lists that were made, by the borrower."""
    return [loan for one in done if one.ok for loan in one.figures.get("sharing", {}).get("loans", [])]


def sharing(done: Sequence[CommunityDone], words: Words) -> SheetRows:
    """Return a row for each community, and what all of them come to."""
    if not any("sharing" in one.figures for one in done):
        return batch_rows("sharing", [])
    rows = loans_in(done)
    records = [_record(one, rows, words) for one in done]
    total = brought(done)
    records.append(_figures(words.fill(POOL_WORDS["total"]), total, len(rows), len(rows), ""))
    return batch_rows("sharing", records)


def _record(one: CommunityDone, loans: Sequence[Mapping[str, Any]], words: Words) -> dict[str, Value]:
    told = one.figures.get("sharing", {})
    why = "failed" if not one.ok else told.get("aside", "")
    note = words.fill(ASIDE[why], about=told.get("about", "")) if why else ""
    borrowed = sum(loan["borrower"] == one.name for loan in loans)
    lent = sum(loan["lender"] == one.name for loan in loans)
    return _figures(one.name, told if one.ok else {}, borrowed, lent, note)


def _figures(name: str, told: Mapping[str, Any], borrowed: int, lent: int, note: str) -> dict[str, Value]:
    record: dict[str, Value] = {"community": name, "borrowed": borrowed, "lent": lent, "note": note}
    both = "alone" in told and "shared" in told
    for key in FIGURES:
        record[f"{key}_alone"] = number(told["alone"][key]) if both else None
        record[f"{key}_shared"] = number(told["shared"][key]) if both else None
    record["gained"] = number(told["shared"]["served"] - told["alone"]["served"]) if both else None
    return record


def all_loans(done: Sequence[CommunityDone], words: Words) -> SheetRows:
    """Return a row for each thing that is lent: by lender, resource and date."""
    rows = loans_in(done)
    rows.sort(key=lambda loan: (loan["lender"], loan["resource_id"], loan["date"] or "", loan["half_day"] or 0))
    return batch_rows("all_loans", [_loan(loan, words) for loan in rows], printed=len(rows))


def _loan(loan: Mapping[str, Any], words: Words) -> dict[str, Value]:
    day, half = loan["date"], loan["half_day"]
    return {
        "lender": loan["lender"],
        "borrower": loan["borrower"],
        "kind": choice_name("kind", loan["kind"], words.lang),
        "resource_id": loan["resource_id"],
        "requirement": loan["requirement"],
        "date": dt.date.fromisoformat(day) if day else None,
        "half_day": words.half(Half(half)) if half is not None else None,
        "hours": number(loan["hours"]) if loan["hours"] else None,
        "sessions": number(loan["sessions"]) if loan["sessions"] else None,
        "need_id": loan["need_id"],
    }


def sharing_facts(done: Sequence[CommunityDone], words: Words) -> Iterator[tuple[str, Value]]:
    """Yield how good the street's plan is: value and bound of its objectives."""
    told = (one.figures.get("sharing", {}).get("street") for one in done)
    for tier in next(filter(None, told), ()):
        key = "street.projects" if tier["tier"] in _COUNTING else "street"
        item = words.fill(POOL_WORDS[key], tier=words.tier(tier["tier"]))
        yield item, f"{number(tier['value'])} / {number(tier['bound'])}"
