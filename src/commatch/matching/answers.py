"""A result with answers to what a worker asks next: what would serve the others, and what one more would bring."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace
from typing import TypeVar

from commatch.matching.gaps import gaps
from commatch.matching.plan import Outcome
from commatch.matching.remedies import remedies
from commatch.matching.result import Result
from commatch.matching.rules.base import figures

T = TypeVar("T")


def add_remedies(result: Result, *, progress: Callable[[str, float | None], None] | None = None) -> Result:
    """Seek the smallest change that would serve each unserved need and lose nobody who is served.

    Parameters
    ----------
    result : Result
        A result of :func:`match`; one without a plan is returned as it is.
    progress : callable, optional
        Called with the phase's name, and the share done, 0 to 1.

    Returns
    -------
    Result
        With ``remedies``: by demand, what was found. Each was carried out on the month, and the plan with the need in
        it passed the audit.

    Examples
    --------
    >>> import commatch
    >>> result = commatch.add_remedies(commatch.match(commatch.read("month.xlsx")))  # doctest: +SKIP
    >>> result.remedies["N012"].alterations  # doctest: +SKIP
    """
    if result.outcome is not Outcome.PLANNED:
        return result
    found, seconds = _timed("remedies", remedies, result, progress)
    said = figures(asked=len(found), found=sum(one is not None for one in found.values()))
    notes = (*result.notes, ("remedies_sought", said)) if found else result.notes
    return replace(result, notes=notes, remedies=found, seconds=seconds)


def add_gaps(result: Result, *, progress: Callable[[str, float | None], None] | None = None) -> Result:
    """See what one more of each scarce thing would bring, by solving the month again.

    Parameters
    ----------
    result : Result
        A result of :func:`match`; one without a plan is returned as it is.
    progress : callable, optional
        Called with the phase's name, and the share done, 0 to 1.

    Returns
    -------
    Result
        With ``gaps``: the largest gain of coverage first.

    Examples
    --------
    >>> import commatch
    >>> result = commatch.add_gaps(commatch.match(commatch.read("month.xlsx")))  # doctest: +SKIP
    >>> [(gap.resource, gap.needs) for gap in result.gaps.gaps]  # doctest: +SKIP
    """
    if result.outcome is not Outcome.PLANNED:
        return result
    found, seconds = _timed("gaps", gaps, result, progress)
    notes = (*result.notes, ("gaps_sought", figures(screened=found.screened, solved=found.solved)))
    return replace(result, notes=notes, gaps=found, seconds=seconds)


def _timed(
    phase: str,
    seek: Callable[[Result, Callable[[float], None] | None], T],
    result: Result,
    progress: Callable[[str, float | None], None] | None,
) -> tuple[T, dict[str, float]]:
    """Return what is found, and the seconds of all phases with this one."""
    began = time.perf_counter()
    found = seek(result, (lambda share: progress(phase, share)) if progress else None)
    return found, {**result.seconds, phase: time.perf_counter() - began}
