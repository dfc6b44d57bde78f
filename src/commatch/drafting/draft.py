"""Files to a draft: a standard workbook with proposals in its blank cells, read back before it is put in its place."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from types import MappingProxyType

from commatch.assemble import assemble
from commatch.community import Community, Venue
from commatch.drafting.drafted import Drafted
from commatch.drafting.examples import Example, standard_name
from commatch.drafting.learned import learn_from
from commatch.drafting.needs import propose_needs
from commatch.drafting.proposal import Mark, Proposal, Unsure
from commatch.drafting.resources import MAIN_COLUMN, propose_resources
from commatch.problems import Problem, has_errors
from commatch.reports.drafted import build, reads_back
from commatch.settings import DEFAULTS, Settings
from commatch.tidying.opened import OF_A_PART, open_files, remaining
from commatch.tidying.plan import plan
from commatch.workbook import cells
from commatch.workbook.reader import read_bytes
from commatch.workbook.save import save
from commatch.workbook.schema import Lang
from commatch.workbook.tables import Tables
from commatch.workbook.values import Record, read_records

__all__ = ["DraftResult", "draft"]


_HOW_TAKEN = frozenset({"kinds_mixed", "lone_column", "sheet_by_headers", "sheets_aside"})
"""Warnings of how the sheets of the files were taken, which the draft shows no more."""


@dataclass(frozen=True, slots=True)
class DraftResult:
    """What drafting gave.

    Attributes
    ----------
    path : Path, optional
        The workbook written; ``None`` where a file could not be read, or no sheet is known, and nothing was written.
    drafted : Drafted
        Its sheets, every proposal, what was not sure enough, and the needs that seem to be told twice.
    community : Community
        The community of the files.
    learned : mapping of str to int
        Confirmed needs that were learned from, by file.
    problems : tuple of Problem
        What remains to be mended, at its place in the workbook written; of the files where nothing was written.
    """

    path: Path | None
    drafted: Drafted
    community: Community
    learned: Mapping[str, int]
    problems: tuple[Problem, ...]

    @property
    def ok(self) -> bool:
        """No error remains."""
        return self.path is not None and not has_errors(self.problems)


def draft(
    paths: Sequence[Path],
    path: Path,
    lang: Lang = Lang.ZH,
    settings: Settings = DEFAULTS,
    overrides: Mapping[str, object] = MappingProxyType({}),
    *,
    learn: Sequence[Path] = (),
    force: bool = False,
    today: dt.date | None = None,
) -> DraftResult:
    """Write the data of some files as one standard workbook, with proposals in its blank cells.

    Parameters
    ----------
    paths : sequence of Path
        The files; their order does not matter.
    path : Path
        The workbook to write.
    lang : Lang
        Language of its sheets, headers and words.
    settings, overrides
        As :func:`commatch.assemble.assemble` takes them.
    learn : sequence of Path
        Workbooks of confirmed months: their needs with a template are examples.
    force : bool
        Replace a file that is there.
    today : datetime.date, optional
        As :func:`commatch.assemble.assemble` takes it.

    Returns
    -------
    DraftResult
        Nothing is written where a file could not be read, or no sheet of any is known.

    Raises
    ------
    OutputError
        The workbook could not be written, or did not read back as what was told and proposed.
    """
    files = open_files(paths, settings, overrides, today)
    tables, community, limits = files.tables, files.community, files.limits
    examples, counts, wrong, carried = learn_from(learn, settings, overrides, today, community.templates)
    tidied = plan(tables, community, files.grids, lang, as_told=True)
    if not files.whole or has_errors(wrong) or not (tidied.sheets or tidied.bare):
        told = [item for item in community.problems if not (wrong and item.code in OF_A_PART)]
        return DraftResult(None, Drafted(tidied), community, counts, (*wrong, *told))
    drafted = Drafted.of(tidied, _proposals(tables, community, examples), community, carried)
    workbook, amended = build(drafted, limits.cells, community.settings.month or dt.date.today())
    found: dict[str, Community] = {}

    def sound(file: Path, name: str = path.name) -> bool:
        again = read_bytes([(name, file.read_bytes())], limits)
        found[name] = assemble(again, settings, overrides, today=today, accept_proposals=True)
        return reads_back(drafted, again)

    written = save(workbook, path, private=True, force=force, inputs=[*paths, *learn], amended=amended, sound=sound)
    if written.name not in found:  # it got a number, which the problems' places should say
        sound(written, written.name)
    left = remaining(community.problems, found[written.name].problems, _HOW_TAKEN)
    return DraftResult(
        written, drafted, community, counts, tuple(item for item in left if item.code != "proposals_accepted")
    )


def _proposals(tables: Tables, community: Community, examples: Sequence[Example]) -> Iterable[Proposal | Unsure | Mark]:
    month = community.settings.month or dt.date.today()
    least = community.settings.draft_confidence
    of_resources: list[Proposal | Unsure] = []
    for key in MAIN_COLUMN:
        records = read_records(tables, key, month, [])
        found = list(propose_resources(key, records, community.vocabulary, least, month.year))
        of_resources += found
        if key == "venues":
            community = replace(community, venues=_as_proposed(community.venues, records, found))
    needs = read_records(tables, "needs", month, [])
    if needs:
        from commatch.drafting.classifier import Classifier

        ids = {need.place: need.need_id for need in community.needs}
        yield from propose_needs(
            needs,
            [ids[record.row.place] for record in needs],
            community,
            Classifier(examples),
            _own_venues(read_records(tables, "templates", month, [])),
        )
    yield from of_resources


def _own_venues(records: Sequence[Record]) -> Mapping[str, tuple[str, ...] | None]:
    """Return the facilities of the venue that each template of the community asks for, ``None`` where it asks none."""
    found: dict[str, tuple[str, ...] | None] = {}
    for record in records:
        name = standard_name(record.text("template"))
        found.setdefault(name, None)
        if record["kind"] == "venue":
            found[name] = (*(found[name] or ()), *cells.items(record.text("what")))
    return found


def _as_proposed(
    venues: Sequence[Venue], records: Sequence[Record], found: Iterable[Proposal | Unsure]
) -> tuple[Venue, ...]:
    """Return venues with the seats and facilities that are proposed for them."""
    said = {
        (records[item.row].row.place, item.column): item.value
        for item in found
        if isinstance(item, Proposal) and item.column in ("seats", "facilities")
    }
    return tuple(
        replace(
            venue,
            seats=said.get((venue.place, "seats"), venue.seats),
            facilities=frozenset(said.get((venue.place, "facilities"), venue.facilities)),
        )
        for venue in venues
    )
