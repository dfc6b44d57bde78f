"""A batch's summary as a workbook: written whole, replaced where nobody has changed it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import commatch
from commatch.amending import amend
from commatch.batching import outputs
from commatch.batching.state import digest_of
from commatch.batching.work import File
from commatch.planning import Asked
from commatch.reports.batch.overview import overview
from commatch.reports.batch.rows import batch_rows, communities, gaps, groups, reasons
from commatch.reports.batch.sharing import all_loans, sharing, sharing_facts
from commatch.reports.rows import SheetRows, Value
from commatch.reports.sheets import build, fitted
from commatch.reports.words import Words
from commatch.settings import DEFAULTS, as_text, setting_names
from commatch.texts.batch import BATCH_WORDS
from commatch.texts.language import Language
from commatch.workbook.batch_sheets import BATCH_SHEETS
from commatch.workbook.save import workbook_bytes
from commatch.workbook.schema import Lang

if TYPE_CHECKING:
    from commatch.batching.results import Batch

__all__ = ["sheets_of", "write_summary"]


def write_summary(
    batch: Batch, out: Path, asked: Asked, steps: Sequence[str], lang: Language, *, force: bool
) -> tuple[Path, tuple[Path, ...]]:
    """Write the summary of a batch into the folder of its results; return it, and which of before were left alone.

    Raises
    ------
    OutputError
        It can't be written.
    """
    words = Words(Lang(lang))
    month = _month(batch, asked)
    sheets, _ = fitted(sheets_of(batch, asked, steps, words), words)
    first = dt.date.fromisoformat(f"{month}-01") if month else asked.settings.month or dt.date(2000, 1, 1)
    name = words.fill(BATCH_WORDS["name" if month else "name.months"], month=month)
    file = File(name, workbook_bytes(build(sheets, words.lang, first), name), private=False)
    names, kept = outputs.write(out, (file,), (), "", lang, force=force)
    (summary, digest), *_ = names.items()
    changed = [summary] if digest_of(out / summary) != digest else []
    return out / summary, tuple(out / name for name in (*kept, *changed))


def sheets_of(batch: Batch, asked: Asked, steps: Sequence[str], words: Words) -> tuple[SheetRows, ...]:
    """Return the rows of every sheet, in their order."""
    done = batch.communities
    made = {
        "communities": communities(done, words),
        "sharing": sharing(done, words),
        "all_loans": all_loans(done, words),
        "groups": groups(done, words),
        "reasons": reasons(done, words),
        "all_gaps": gaps(done, words),
        "batch_run": batch_rows("batch_run", _run(batch, asked, steps, words)),
    }
    made["overview"] = overview(batch, made, words)
    month = _month(batch, asked)
    title = words.fill(BATCH_WORDS["title" if month else "title.months"], month=month)
    titles = {
        sheet.key: words.fill(BATCH_WORDS["sheet_title"], title=title, sheet=sheet.name(words.lang))
        for sheet in BATCH_SHEETS
    }
    titles["overview"] = title
    return tuple(
        replace(made[sheet.key], title=titles[sheet.key])
        for sheet in BATCH_SHEETS
        if made[sheet.key].rows or sheet.key == "communities"
    )


def _month(batch: Batch, asked: Asked) -> str:
    """Return the month of all communities, where none was reached that which was asked for; '' for several."""
    months = {str(one.figures.get("month") or "") for one in batch.communities} - {""}
    wanted = amend(asked.settings, asked.overrides)[0].month
    if not months and wanted:
        return f"{wanted:%Y-%m}"
    return months.pop() if len(months) == 1 else ""


def _run(batch: Batch, asked: Asked, steps: Sequence[str], words: Words) -> Iterator[dict[str, Value]]:
    """Yield the facts of the run: nothing that another run of the same would say otherwise."""
    settings, _ = amend(asked.settings, asked.overrides)
    facts: list[tuple[str, Value]] = [
        (words.run_item("version"), commatch.__version__),
        (words.run_item("month"), _month(batch, asked)),
        (words.fill(BATCH_WORDS["steps"]), words.join(steps)),
        (words.fill(BATCH_WORDS["communities"]), len(batch.communities)),
        (words.fill(BATCH_WORDS["failed"]), len(batch.failed)),
    ]
    facts += sharing_facts(batch.communities, words)
    facts += [
        (words.run_item("setting", name), as_text(getattr(settings, name)))
        for name in setting_names()
        if name != "month" and getattr(settings, name) != getattr(DEFAULTS, name)
    ]
    yield from ({"item": item, "value": value} for item, value in facts)
