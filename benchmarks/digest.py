"""A canonical text of a value, and its digest: the same on every machine, whatever order sets and mappings are in.

A field that has its default is left out, so that a new field changes no digest.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterator, Mapping, Set
from dataclasses import MISSING, fields, is_dataclass
from enum import Enum
from functools import lru_cache
from typing import Any

from commatch.times import Times

SKIPPED = frozenset({"place", "text", "problems", "files", "vocabulary"})
"""Fields that say where something stands or how it was written, not what it is."""


def digest(value: object) -> str:
    """Return the first 16 hexadecimal digits of the SHA-256 of a value's canonical text."""
    return hashlib.sha256(canonical(value).encode()).hexdigest()[:16]


def canonical(value: Any) -> str:
    """Return a value as text: names and what they hold, sets and mappings in order.

    Raises
    ------
    TypeError
        A value of a type that has no canonical text.
    """
    if isinstance(value, Times):
        return _times(value)
    if is_dataclass(value):
        return _record(value)
    if isinstance(value, Enum):
        return f"{type(value).__name__}.{value.name}"
    if value is None or isinstance(value, (bool, int, float, str)):
        return repr(value)
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return "{" + ",".join(sorted(f"{canonical(key)}:{canonical(item)}" for key, item in value.items())) + "}"
    if isinstance(value, Set):
        return "{" + ",".join(sorted(map(canonical, value))) + "}"
    if isinstance(value, (tuple, list)):
        return "(" + ",".join(map(canonical, value)) + ")"
    raise TypeError(type(value).__name__)


@lru_cache(maxsize=4096)
def _times(value: Times) -> str:
    return _record(value)


def _record(value: Any) -> str:
    return f"{type(value).__name__}({','.join(_said(value))})"


def _said(value: Any) -> Iterator[str]:
    for name, default in _defaults(type(value)):
        held = getattr(value, name)
        if name not in SKIPPED and (default is MISSING or held != default):
            yield f"{name}={canonical(held)}"


@lru_cache(maxsize=64)
def _defaults(kind: type) -> tuple[tuple[str, Any], ...]:
    """Return the names of a dataclass's fields and their defaults."""
    return tuple(
        (item.name, item.default if item.default_factory is MISSING else item.default_factory())
        for item in fields(kind)
    )
