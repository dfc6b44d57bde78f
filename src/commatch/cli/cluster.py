"""A Dask cluster's own executor, for ``--cluster``; Dask is imported here alone, and only then."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from commatch.batching.api import workers_for
from commatch.batching.executors import Workers
from commatch.cli.report import Fault
from commatch.telling.exits import Exit
from commatch.texts.cli import say
from commatch.texts.language import Language

__all__ = ["connected"]

_SECONDS = 10
"""How long a scheduler is waited for."""


@contextmanager
def connected(address: str, jobs: int, lang: Language) -> Iterator[Workers]:
    """Give the workers of a cluster.

    Parameters
    ----------
    address : str
        Of its scheduler.
    jobs : int
        How many of its workers are kept busy; 0 for all of them.
    lang : {'zh', 'en'}
        Language of the words.

    Raises
    ------
    Fault
        Dask is not installed, no scheduler answers, or it has no workers.
    """
    try:
        from distributed import Client
    except ImportError:
        raise Fault(Exit.USAGE, say(lang, "usage.no_cluster")) from None
    try:
        client: Any = Client(address, timeout=_SECONDS, set_as_default=False)
    except (OSError, ValueError):  # a time that is over is an OSError, an address that is none a ValueError
        raise Fault(Exit.USAGE, say(lang, "usage.no_scheduler", address=address)) from None
    with client:
        count = len(client.scheduler_info(n_workers=-1)["workers"])
        if not count:
            raise Fault(Exit.USAGE, say(lang, "usage.no_workers", address=address))
        yield workers_for(jobs or count, client.get_executor(pure=False))
