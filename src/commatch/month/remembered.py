"""What a month leaves to the next ones: how far every need came, history, the balance, and so on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict
from typing import Any

from commatch.assemble.settings_sheet import settings_in_force
from commatch.memory import Balance, End, FundMonth
from commatch.month.pages import Page, Row
from commatch.month.rolling import Rolling
from commatch.reports.memory_rows import history, progress
from commatch.reports.rows import SheetRows
from commatch.reports.words import Words
from commatch.settings import DEFAULTS, WORD_SETTINGS, Settings, as_text, setting_key, setting_label, setting_names
from commatch.workbook import cells
from commatch.workbook.declared import Lang
from commatch.workbook.tables import Tables

__all__ = [
    "balance_of",
    "remember_balance",
    "remember_funds",
    "remember_needs",
    "remember_past",
    "say_settings_given",
    "set_month",
]


_NOT_KEPT = frozenset({"month", "start", "pool_minutes", "pool_own_first"})
"""Settings that are the month's own or those of the whole street, which a community's sheet does not say."""


def _upsert(page: Page, keys: tuple[str, ...], values: Mapping[str, Any]) -> None:
    """Put values into the row with the same keys; into a new one where there is none."""
    row = page.values(values)
    wanted = _key(row, keys)
    for other in page.rows:
        if _key(other, keys) == wanted:
            other.update(row)
            return
    page.rows.append(row)


def _key(row: Row, keys: Iterable[str]) -> tuple[str, ...]:
    return tuple(cells.folded(str(row.get(key) or "")) for key in keys)


def remember_needs(rolling: Rolling) -> None:
    """Write how far every need came, and those that were handed on."""
    page = rolling.page("progress")
    known = {_key(row, ("need_id",)): row for row in page.rows}
    page.rows = []
    ways = [fate.way if (fate := rolling.fates.get(way.need_id)) else way for way in rolling.state.ways]
    for row in _rows(progress(ways, Words(rolling.lang))):
        page.rows.append({**known.get(_key(row, ("need_id",)), {}), **row})
    handed_on = rolling.page("handed_on")
    month = rolling.state.month
    for need_id, fate in rolling.fates.items():
        if fate.end is End.HANDED_ON:
            raised = {"need_id": need_id, "title": fate.need.title, "raised_on": fate.need.raised_on, "month": month}
            _upsert(handed_on, ("need_id", "month"), raised)


def remember_past(rolling: Rolling) -> None:
    """Add what was done in the month to the history, each once; what is there already stays as it is."""
    page, keys = rolling.page("history"), ("month", "need_id", "resource_id", "date")
    there = {_key(row, keys): row for row in page.rows}
    added = 0
    for row in _rows(history(rolling.state.history, Words(rolling.lang))):
        known = there.get(_key(row, keys))
        if known is None:
            there[_key(row, keys)] = row
            page.rows.append(row)
            added += 1
        elif any(known.get(key) != value for key, value in row.items() if value is not None and key not in keys):
            text = page.said(row)
            rolling.line("need", str(row["need_id"]), "history", "history_kept", to_see=True, text=text)
    if added:
        rolling.line("setting", page.sheet.name(rolling.lang), "history", "recorded", after=added, count=added)


def _rows(sheet: SheetRows) -> list[Row]:
    """Return rows as those of a page."""
    keys = [column.key for column in sheet.sheet.columns]
    return [dict(zip(keys, values, strict=True)) for values in sheet.rows]


def remember_funds(months: Iterable[FundMonth], rolling: Rolling) -> None:
    """Write the month of every fund."""
    for month in months:
        _upsert(rolling.page("fund_book"), ("month", "fund_id"), {**asdict(month), "left": month.left})


def balance_of(rolling: Rolling, newcomers: int) -> Balance:
    """Return the balance of the month, its ends counted from the rows that are written.

    Parameters
    ----------
    rolling : Rolling
        The month on its way, its sheets as they are written.
    newcomers : int
        Rows of needs that are of the next month.
    """
    before = rolling.state.carried_in
    month = f"{rolling.state.month:%Y-%m}"

    def ended(end: End) -> int:
        word = rolling.choice("need_end", end.value)
        rows = rolling.rows("progress")
        return sum(row["end"] == word and row["end_month"] == month for row in rows)

    brought = len(before & rolling.fates.keys())
    return Balance(
        month=rolling.state.month,
        carried_in=brought,
        raised=len(rolling.fates) - brought,
        settled=ended(End.SETTLED),
        carried=len(rolling.rows("needs")) - newcomers,
        handed_on=sum(row["month"] == month and _left(row, rolling) for row in rolling.rows("handed_on")),
        refused=ended(End.REFUSED),
    )


def _left(row: Row, rolling: Rolling) -> bool:
    """Tell whether a row of those handed on is of a need that left so; others may be kept by hand."""
    fate = rolling.about(row)
    return fate is not None and fate.end is End.HANDED_ON


def remember_balance(balance: Balance, rolling: Rolling) -> None:
    """Write the balance of the month.

    Raises
    ------
    RuntimeError
        It does not close: something of the program's own is wrong, and nothing is to be written.
    """
    if balance.difference:
        raise RuntimeError(f"the balance of {balance.month:%Y-%m} does not close: {balance}")
    values = {**asdict(balance), "opened": balance.opened, "difference": balance.difference}
    _upsert(rolling.page("balance"), ("month",), values)


def say_settings_given(used: Settings, tables: Tables, rolling: Rolling) -> None:
    """Say which settings the list was made with that the sheet of settings does not say: they were given beside it."""
    written = settings_in_force(tables, DEFAULTS, {}, rolling.state.month, [])
    for name in setting_names():
        value, own = as_text(getattr(used, name)), as_text(getattr(written, name))
        if name not in _NOT_KEPT and value != own:
            label = name
            if rolling.lang is Lang.ZH:
                label, named = setting_label(name), WORD_SETTINGS.get(name, {})
                value, own = named.get(value, value), named.get(own, own)
            rolling.line(
                "setting", label, "given", "setting_given", before=value, after=own, to_see=True, value=value, sheet=own
            )


def set_month(rolling: Rolling) -> None:
    """Set the month to the next one, and clear the first day."""
    page = rolling.page("settings")
    zh = rolling.lang is Lang.ZH
    rows = {key: [row for row in page.rows if setting_key(str(row["key"] or "")) == key] for key in ("month", "start")}
    if not rows["month"]:
        page.rows.insert(0, {"key": setting_label("month") if zh else "month", "value": None, "note": None})
        rows["month"] = page.rows[:1]
    before, after = f"{rolling.state.month:%Y-%m}", f"{rolling.following:%Y-%m}"
    for row in rows["month"]:
        row["value"] = after
    rolling.line("setting", str(rows["month"][0]["key"]), "month", "next_month", before=before, after=after)
    for row in rows["start"]:
        if row["value"] is not None:
            rolling.line("setting", str(row["key"]), "start", "start_cleared", before=row["value"])
            row["value"] = None
