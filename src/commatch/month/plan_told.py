"""What a project list tells of its month: the facts of its plan, and the needs that it names."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

from commatch.community import Kind, NeedStatus
from commatch.explaining.written import Written
from commatch.memory import Way
from commatch.month.gathered import Planned
from commatch.settings import Settings
from commatch.texts.reports import WORDS
from commatch.workbook.outputs import REASON_CODES
from commatch.workbook.values import choice

__all__ = ["needs_listed", "planned"]

_IDS = re.compile("[、,]")
_NO_GROUP = frozenset({WORDS["no_group"].zh, WORDS["no_group"].en})
_TAKEN_OUT = frozenset(
    name for code in REASON_CODES if code.key in ("rejected", "postponed") for name in (code.zh, code.en)
)
"""Reason codes of needs that the council took out of the month: they were not for it to plan."""


def needs_listed(written: Written, month: dt.date, settings: Settings) -> Iterator[Way]:
    """Yield the needs that a list names, as far as its rows tell of them."""
    records = written.records or {}
    for key, ids in (("projects", "need_ids"), ("unserved", "need_id")):
        for record in records[key]:
            said = (part.strip() for part in _IDS.split(record.text("groups")))
            groups = [settings.canonical_group(name) or name for name in said if name]
            status = record["status"] if key == "projects" else None
            need_ids = [part.strip() for part in _IDS.split(record.text(ids)) if part.strip()]
            alone = len(need_ids) == 1  # the groups of a bundle are those of all its needs together
            for need_id in need_ids:
                yield Way(
                    need_id=need_id,
                    title=record.text("project" if key == "projects" else "title"),
                    category=record.text("category") if key == "projects" else "",
                    groups=tuple(dict.fromkeys(groups)) if alone else (),
                    grid=record.text("grid"),
                    first_month=month,
                    status=NeedStatus(status or NeedStatus.OPEN),
                )


def planned(written: Written, month: dt.date, settings: Settings) -> Planned:
    """Return the facts of a plan as its sheets say, with what was done before it was made."""
    records = written.records or {}
    listed = {part.strip() for record in records["projects"] for part in _IDS.split(record.text("need_ids"))} - {""}
    left = {row.text("need_id") for row in records["unserved"] if row.text("reason_code") not in _TAKEN_OUT} - {""}
    done = {item.need_id for item in (written.run.completed if written.run else ())} - listed - left
    groups: dict[str, tuple[int, int]] = {}
    for row in written.fairness:
        name = str(row.get("group", "")).strip()
        key = "" if name in _NO_GROUP else settings.canonical_group(name) or name
        groups[key] = int(_number_of(row.get("needs"))), int(_number_of(row.get("served")))
    names, available, used = {}, {}, {}
    borrowed = {record.text("resource_id") for record in records["loans"] if record["way"] == "borrowed"}
    asked = {record.text("resource_id") for record in records["loans"] if record["way"] == "lent"}
    for row in written.usage:
        resource_id, kind = str(row.get("resource_id", "")), choice("kind", str(row.get("kind", "")))
        if resource_id in borrowed:  # of another community, which tells of it
            continue
        names[resource_id] = str(row.get("name", "")) or resource_id
        if _number_of(row.get("used")):
            asked.add(resource_id)
        if kind == Kind.HELPER:
            available[resource_id], used[resource_id] = _number_of(row.get("available")), _number_of(row.get("used"))
    served_ids = listed | done
    return Planned(
        month=month,
        file=written.file[0],
        needs=len(served_ids | left),
        served=len(served_ids),
        groups=groups,
        done=frozenset(done),
        names=names,
        available=available,
        used=used,
        asked=frozenset(asked),
    )


def _number_of(value: object) -> float:
    try:
        return float(str(value))
    except ValueError:
        return 0.0
