"""Files that are given twice, under whatever names: another one was meant, or it would count twice."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from commatch.explaining.written import digest
from commatch.paths import Content
from commatch.problems import Place, Problem, error

__all__ = ["given_twice"]


def given_twice(contents: Iterable[Content]) -> Iterator[Problem]:
    """Yield an error for each file that is the same as one before it.

    Parameters
    ----------
    contents : iterable of (str, bytes)
        Name and content of each file.
    """
    seen: dict[str, str] = {}
    for name, data in contents:
        sha256 = digest(data)
        if sha256 in seen:
            yield error("input_twice", Place(name), name, other=seen[sha256])
        seen.setdefault(sha256, name)
