"""Settings with some values replaced: texts of files, sheets and options read as each setting's own type."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from commatch.problems import NOWHERE, Place, Problem, error
from commatch.settings import (
    DEFAULTS,
    RESET,
    TIER_NAMES,
    WORD_SETTINGS,
    Settings,
    setting_key,
    setting_label,
    setting_names,
)

__all__ = ["amend", "refusals"]


def amend(
    settings: Settings,
    values: Mapping[str, object],
    places: Mapping[str, Place] | None = None,
    near: dt.date | None = None,
) -> tuple[Settings, list[Problem]]:
    """Return settings with some values replaced, and what was wrong with the rest.

    Parameters
    ----------
    settings : Settings
        What holds where nothing is said.
    values : mapping of str to object
        Texts or typed values by key; a blank text leaves a setting as it is, :data:`RESET` makes it the default.
    places : mapping of str to Place, optional
        Where each value stands, for the problems.
    near : datetime.date, optional
        The month that a start without a year is near; the settings' own month where not given.

    Returns
    -------
    tuple of (Settings, list of Problem)
        A value that can't be read, is out of range or has an unknown key changes nothing and is an error.
    """
    problems: list[Problem] = []
    known = set(setting_names())
    for key in sorted(values, key=lambda key: (setting_key(key) != "month", key)):
        place = (places or {}).get(key, NOWHERE)
        name = setting_key(key)
        if name not in known:
            problems.append(error("unknown_setting", place, key, known="、".join(_near(name))))
            continue
        text = values[key]
        if text is RESET:
            settings = replace(settings, **{name: getattr(DEFAULTS, name)})
            continue
        if text is None or (isinstance(text, str) and not text.strip()):
            continue
        try:
            settings = replace(settings, **_parsed(name, text, near or settings.month, settings))
        except (ValueError, TypeError, ArithmeticError):
            problems.append(error("bad_setting", place, text, key=name))
    return settings, problems


def refusals(settings: Settings, values: Mapping[str, object]) -> list[str]:
    """Return what :func:`amend` would not take, as the words of an exception."""
    from commatch.texts.problems import describe, setting_words
    from commatch.workbook.schema import Lang

    return [
        ": ".join(
            part
            for part in (describe(one, Lang.EN)[0], setting_words(dict(one.params).get("key", ""), Lang.EN))
            if part
        )
        for one in amend(settings, values)[1]
    ]


def _near(name: str) -> list[str]:
    """Return the one or two nearest names of settings, in the language of the name."""
    from rapidfuzz import process

    names = setting_names() if name.isascii() else tuple(map(setting_label, setting_names()))
    return [match[0] for match in process.extract(name, sorted(names), limit=2, score_cutoff=60)]


def _parsed(name: str, text: object, near: dt.date | None, settings: Settings) -> dict[str, Any]:
    return {name: _parse(name, text, near, settings)}


def _parse(name: str, value: object, near: dt.date | None, settings: Settings) -> object:
    from commatch.workbook import cells

    default = getattr(DEFAULTS, name)
    if name == "month" or name == "start":
        parsed = cells.month(value) if name == "month" else cells.date(value, month=near)
        if parsed.value is None:
            raise ValueError(name)
        return parsed.value
    if name in WORD_SETTINGS:
        said = {chinese: key for key, chinese in WORD_SETTINGS[name].items()}
        word = cells.clean(value)
        return said.get(word, word.casefold())
    if isinstance(default, str):
        return cells.clean(value).casefold() if name == "solver" else cells.text(value).value or ""
    if name == "tiers":
        said = {chinese: key for key, chinese in TIER_NAMES.items()}
        given = cells.items(value) if not isinstance(value, (list, tuple)) else map(str, value)
        return tuple(said.get(item, item.casefold()) for item in given)
    if name == "fair_groups":
        groups = cells.items(value) if not isinstance(value, (list, tuple)) else map(str, value)
        found = [settings.canonical_group(item) for item in groups]
        if None in found:
            raise ValueError(name)
        return tuple(filter(None, found))
    if isinstance(default, tuple):
        return tuple(cells.items(value)) if not isinstance(value, (list, tuple)) else tuple(map(str, value))
    if isinstance(default, Mapping):
        pairs = dict(value) if isinstance(value, Mapping) else dict(part.split("=", 1) for part in cells.items(value))
        cleaned = {cells.clean(left): cells.clean(right) for left, right in pairs.items()}
        if name in ("header_aliases", "sheet_aliases"):
            from commatch.workbook.wording import known_headers, known_sheets, normal

            known = known_headers() if name == "header_aliases" else known_sheets()
            if any(normal(right) not in known for right in cleaned.values()):
                raise ValueError(name)
            return cleaned
        if name == "group_aliases":
            return cleaned
        numbers = {settings.canonical_group(left) or left: float(right) for left, right in cleaned.items()}
        if not all(map(math.isfinite, numbers.values())):
            raise ValueError(name)
        return {**default, **numbers}
    number = cells.whole(value) if isinstance(default, int) else cells.number(value)
    if number.value is None:
        raise ValueError(name)
    return number.value
