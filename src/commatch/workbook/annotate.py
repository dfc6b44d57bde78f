"""Marked copies of files: their problems coloured, with notes, and listed with links. The files are never touched."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from openpyxl.workbook.workbook import Workbook

from commatch.problems import Problem
from commatch.texts.annotate import COPY_NAMES, copy_words, note_words
from commatch.workbook.copies import is_problem_list, without_copy_name
from commatch.workbook.guard import LIMITS, Limits
from commatch.workbook.kept import kept_workbook, losses, mark_workbook, same_values
from commatch.workbook.marks import MOST_NOTES, Entry, Mark, entries_of, marks_of
from commatch.workbook.outputs import OUTPUT
from commatch.workbook.plain import plain_workbook
from commatch.workbook.problem_list import MOST_LISTED, add_problem_list
from commatch.workbook.reader import load_files
from commatch.workbook.save import Amended, OutputError, save
from commatch.workbook.schema import Lang
from commatch.workbook.sheetscan import Position
from commatch.workbook.sources import Source, open_source

__all__ = ["Annotated", "Note", "annotate"]

Note = tuple[str, tuple[tuple[str, str], ...]]
"""What a copy could not keep or mark: a code and its parameters; the words are in :mod:`commatch.texts.annotate`."""


@dataclass(frozen=True, slots=True)
class Annotated:
    """The marked copies.

    Attributes
    ----------
    files : tuple of Path
        The files written.
    of : tuple of str
        The shown names of the files that they are copies of.
    notes : tuple of (str, tuple of (str, str))
        What could not be kept in the copies or marked, for :func:`commatch.texts.annotate.note_words`.
    """

    files: tuple[Path, ...] = ()
    of: tuple[str, ...] = ()
    notes: tuple[Note, ...] = ()


@dataclass(frozen=True, slots=True)
class _Job:
    """One copy: where it goes, what it is a copy of, its problems."""

    target: Path
    source: Source
    entries: Sequence[Entry]
    marks: Mapping[str, Mapping[Position, Mark]]
    lang: Lang
    force: bool
    inputs: tuple[Path, ...]


def annotate(
    sources: Sequence[Path],
    problems: Sequence[Problem],
    target: Path,
    lang: Lang,
    *,
    force: bool = False,
    limits: Limits = LIMITS,
    opened: Sequence[Source] | None = None,
) -> Annotated:
    """Write marked copies of files with problems.

    A workbook that is not large keeps its look; of every other file the copy has the values in the same cells. Read
    again, a copy gives the same data as its file.

    Parameters
    ----------
    sources : sequence of Path
        The files that were checked.
    problems : sequence of Problem
        What the check found; those of no file, and of files that can't be read, go into the first copy.
    target : Path
        The copy. Of several files each that has a problem gets a copy of its own in this folder, named after it.
    lang : Lang
        Language of the words.
    force : bool
        Replace copies that are there; the sources never.
    limits : Limits
        How large a file may be.
    opened : sequence of Source, optional
        The files that could be opened, where the check has kept them; else they are opened again.

    Returns
    -------
    Annotated
        The files written, and what could not be kept.

    Raises
    ------
    OutputError
        A copy could not be written.
    """
    kept = _opened(sources, limits) if opened is None else opened
    readable = [replace(source, grids=[grid for grid in source.grids if not is_problem_list(grid)]) for source in kept]
    if not readable:
        return Annotated(notes=(("nothing_to_mark", ()),))
    of: dict[str, list[Problem]] = defaultdict(list)
    names = {source.name for source in readable}
    for problem in problems:
        of[problem.place.file if problem.place.file in names else readable[0].name].append(problem)
    files: list[Path] = []
    marked: list[str] = []
    notes: list[Note] = []
    for source in readable:
        if len(sources) > 1 and not of[source.name]:
            continue
        entries = entries_of(of[source.name], source.name, source.grids, lang)
        path = target if len(sources) == 1 else target.parent / _copy_name(source.name, lang)
        inputs = (*map(Path, sources), *files)
        written, said = _write(_Job(path, source, entries, marks_of(entries, lang), lang, force, inputs))
        files.append(written)
        marked.append(source.name)
        notes.extend(said)
    return Annotated(tuple(files), tuple(marked), tuple(notes))


def _opened(paths: Sequence[Path], limits: Limits) -> list[Source]:
    found = (open_source(name, data, limits) for name, data in load_files(paths, limits)[0])
    return [source for source in found if isinstance(source, Source)]


def _copy_name(name: str, lang: Lang) -> str:
    return f"{without_copy_name(PurePosixPath(name).stem)}{COPY_NAMES[lang]}.xlsx"


def _write(job: _Job) -> tuple[Path, list[Note]]:
    """Write a copy that keeps the file's look, or else its values."""
    kept = _write_kept(job)
    if kept is not None:
        return kept
    workbook, amended, titles, cut = plain_workbook(job.source.grids, job.marks, job.lang)
    file = job.source.name
    notes: list[Note] = [("values_only", (("file", file),))]
    notes += [("sheet_renamed", (("file", file), ("sheet", a), ("name", b))) for a, b in titles.items() if a != b]
    notes += [(code, (("file", file), ("sheet", sheet))) for code, sheet in cut]
    notes += _caps(job)
    amended |= [_listed(workbook, job, titles, notes)]
    return save(workbook, job.target, private=True, force=job.force, inputs=job.inputs, amended=amended), notes


def _write_kept(job: _Job) -> tuple[Path, list[Note]] | None:
    """Write a copy that keeps the file's look; none where that can't be done without changing a value."""
    workbook = kept_workbook(job.source.data, job.source.kind)
    if workbook is None:
        return None
    for title in {sheet.title for sheet in workbook.worksheets} - {grid.name for grid in job.source.grids}:
        del workbook[title]  # the list of an earlier check
    amended = mark_workbook(workbook, job.source.grids, job.marks)
    if amended is None:
        return None
    notes = _caps(job)
    amended |= [_listed(workbook, job, {grid.name: grid.name for grid in job.source.grids}, notes)]
    lost: list[str] = []

    def sound(path: Path) -> bool:
        data = path.read_bytes()
        copy = open_source("copy.xlsx", data, LIMITS)
        lost.extend(losses(job.source.data, data))
        return isinstance(copy, Source) and same_values(job.source.grids, copy.grids[1:])

    try:
        written = save(
            workbook, job.target, private=True, force=job.force, inputs=job.inputs, amended=amended, sound=sound
        )
    except OutputError as error:
        if error.code == "not_verified":
            return None
        raise
    if lost:
        notes.append(("not_kept", (("file", job.source.name), ("what", "、".join(lost)))))
    return written, notes


def _listed(workbook: Workbook, job: _Job, titles: Mapping[str, str], notes: Sequence[Note]) -> tuple[str, Amended]:
    guide = ["guide.errors", "guide.links"] if job.entries else []
    shown = {name: title for name, title in titles.items() if workbook[title].sheet_state == "visible"}
    lines = [copy_words(key, job.lang) for key in guide] + [note_words(*note, job.lang) for note in notes]
    return add_problem_list(workbook, job.entries, shown, lines, job.lang)


def _caps(job: _Job) -> list[Note]:
    """Return what there is too much of to be marked or listed."""
    file, listed = ("file", job.source.name), ("list", OUTPUT["problems"].name(job.lang))
    notes: list[Note] = []
    for sheet, marks in sorted(job.marks.items()):
        if len(marks) > MOST_NOTES:
            counts = ("count", str(len(marks))), ("limit", str(MOST_NOTES))
            notes.append(("notes_capped", (file, ("sheet", sheet), *counts, listed)))
    if len(job.entries) > MOST_LISTED:
        notes.append(("list_capped", (file, ("limit", str(MOST_LISTED)), listed)))
    return notes
