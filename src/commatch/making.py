"""Many frozen values at once: a long sheet has a hundred thousand of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import field, fields, make_dataclass
from typing import Any, ParamSpec, TypeVar

__all__ = ["maker"]

P = ParamSpec("P")
T = TypeVar("T")


def maker(frozen: Callable[P, T]) -> Callable[P, T]:
    """Return what makes values of a frozen dataclass with slots, as its own call does and several times as fast.

    A frozen class sets its fields one by one through ``object.__setattr__``. Here they are set while the value is
    still of a class with the same slots that is not frozen.
    """
    kind: Any = frozen

    def freeze(value: Any) -> None:
        value.__class__ = kind

    slots = [
        (item.name, item.type, field(default=item.default, default_factory=item.default_factory))
        for item in fields(kind)
    ]
    namespace = {"__post_init__": freeze}
    thawed: Any = make_dataclass(kind.__name__, slots, slots=True, eq=False, repr=False, namespace=namespace)
    made: Callable[P, T] = thawed
    return made
