"""The library's function: a question about a plan that was written."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from commatch.explaining.answer import Explanation, Question, answer
from commatch.explaining.opened import Progress
from commatch.paths import PathLike, paths_of

__all__ = ["explain"]


def explain(
    result: PathLike,
    inputs: PathLike | Sequence[PathLike] = (),
    *,
    need: str = "",
    resource: str = "",
    pair: tuple[str, str] | None = None,
    previous: PathLike | None = None,
    time_limit: float | None = None,
    progress: Progress | None = None,
) -> Explanation:
    """Answer a question about a plan that was written: why a need is served or not, why somebody is asked or not.

    Parameters
    ----------
    result : path-like
        The project list, as :func:`commatch.write_projects` wrote it or as it was edited since.
    inputs : path-like or sequence of path-like
        The files that it was made from, unchanged; those not given are looked for beside it.
    need : str
        Id of a need.
    resource : str
        Id of a resource.
    pair : tuple of (str, str), optional
        Ids of a need and a resource. Where the plan has them not together the month is solved again with the pair
        pinned, to tell what it would cost.
    previous : path-like, optional
        The project list of before, for a result that was made with one and does not lie beside it.
    time_limit : float, optional
        Seconds for solving again at most; those of the result's own settings where not given.
    progress : callable, optional
        As :func:`commatch.match` takes it.

    Returns
    -------
    Explanation
        ``facts`` holds the answer as values and ``words("en")`` as text. Without ``ok`` there is none, and ``problems``
        says why: a file that is missing or has changed, an id that nothing has.

    Raises
    ------
    ValueError
        Not exactly one of ``need``, ``resource`` and ``pair`` is given.

    Examples
    --------
    >>> import commatch
    >>> answer = commatch.explain("project-list-2026-12.xlsx", need="N012")  # doctest: +SKIP
    >>> answer.facts.state, answer.words("en")  # doctest: +SKIP
    """
    if sum(map(bool, (need, resource, pair))) != 1:
        raise ValueError("give one of need, resource and pair")
    question = Question(*pair) if pair else Question(need, resource)
    return answer(
        Path(result),
        paths_of(inputs),
        question,
        previous=None if previous is None else Path(previous),
        time_limit=time_limit,
        progress=progress,
    )
