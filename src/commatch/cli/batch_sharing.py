"""What a batch in which communities share says on the terminal of what that brought."""

from __future__ import annotations

from collections.abc import Iterator

from commatch.batching.results import Batch
from commatch.cli.blocks import Block, Line
from commatch.reports.batch.sharing import brought, loans_in
from commatch.texts.cli import say
from commatch.texts.language import Language

__all__ = ["brought_lines"]


def brought_lines(done: Batch, lang: Language) -> Iterator[Block]:
    """Yield what sharing brought."""
    total = brought(done.communities)
    if total["communities"]["all"]:
        alone, shared = (int(total[way]["served"]) for way in ("alone", "shared"))
        worse = int(total["communities"]["worse"])
        loans = len(loans_in(done.communities))
        figures = {"gained": shared - alone, "alone": alone, "shared": shared, "loans": loans, "worse": worse}
        yield Line(say(lang, "batch.sharing", **figures), "good")
