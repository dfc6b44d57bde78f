"""What ``commatch batch`` prints when it is through."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from commatch.batching.earlier import kept_words, replaceable
from commatch.batching.results import Batch
from commatch.cli.batch_sharing import brought_lines
from commatch.cli.blocks import Block, Items, Line
from commatch.cli.findings import sections
from commatch.telling.exits import Exit
from commatch.telling.report import Report
from commatch.texts.cli import say
from commatch.texts.language import Language

__all__ = ["STOPPED", "page", "refused"]


def refused(report: Report) -> Iterator[Block]:
    """Yield what is wrong with a settings file, where nothing was done."""
    yield Line(say(report.lang, "problems.title", errors=report.severities["errors"]), "bad")
    yield from sections(report.problems, report.lang, report.problem)


def page(
    done: Batch, doc: Mapping[str, Any], lang: Language, *, pool: bool, force: bool, again: str
) -> Iterator[Block]:
    """Yield what is printed of a batch.

    Parameters
    ----------
    done : Batch
        What became of the communities.
    doc : mapping of str to object
        Its JSON document.
    lang : {'zh', 'en'}
        Language of the words.
    pool : bool
        The communities share.
    force : bool
        What could be written over was.
    again : str
        What to do to go on.
    """
    counts = doc["counts"]
    if doc["message"]:
        yield Line(doc["message"], "bad")
    yield Line(say(lang, "batch.title", count=counts["communities"], whole=counts["done"]), "title")
    if counts["resumed"]:
        yield Line(say(lang, "batch.resumed", count=counts["resumed"]), "quiet")
    if counts["planned"]:
        figures = {key: counts[key] for key in ("planned", "served", "unserved")}
        yield Line(say(lang, "batch.served", **figures), "good")
    if pool:
        yield from brought_lines(done, lang)
    if done.failed:
        items = tuple(
            say(lang, "batch.failed.item", name=one.name, message=one.message, code=int(one.exit))
            for one in done.failed
        )
        yield Items(say(lang, "batch.failed", count=len(items)), items, "bad", wrapped=True)
    kept = kept_words(done, lang)
    if kept:
        key = "batch.kept.force" if replaceable(done) and not force else "batch.kept"
        yield Items(say(lang, key, count=len(kept)), kept, wrapped=True)
    if done.absent:
        yield Items(say(lang, "batch.absent"), done.absent, wrapped=True)
    if done.aside:
        yield Items(say(lang, "batch.aside"), done.aside)
    if any(one.files for one in done.communities):
        yield Line(say(lang, "batch.results", path=doc["output"]))
    if done.summary:
        yield Items(say(lang, "batch.files"), tuple(doc["files"]), "good")
    todo = [say(lang, "batch.next.open", file=done.summary.name)] if done.summary else []
    if any(one.exit not in (*STOPPED, Exit.OUTPUT) for one in done.failed):
        todo.append(say(lang, "batch.next.street" if pool else "batch.next.failed", again=again))
    if any(one.exit is Exit.OUTPUT for one in done.failed):
        todo.append(say(lang, "batch.next.unwritten", again=again))
    if todo:
        yield Items(say(lang, "planned.next"), tuple(todo), wrapped=True)


STOPPED = (Exit.TIMED_OUT, Exit.INTERRUPTED)
"""Ends of a community that ask for nothing but to be gone on with, which the first line says."""
