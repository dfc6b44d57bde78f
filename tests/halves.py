"""Cases of which half is tried at every run, and the other half with ``-m slow``."""

from collections.abc import Iterable
from typing import Any

import pytest

__all__ = ["half_slow"]


def half_slow(cases: Iterable[Any]) -> list[Any]:
    """Return cases with every second one marked as slow, from the second on."""
    return [pytest.param(case, marks=pytest.mark.slow) if number % 2 else case for number, case in enumerate(cases)]
