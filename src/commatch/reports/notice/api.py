"""The library's function: the public notice from a project list, and the record of what it does not show."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Literal

from commatch.amending import amend, refusals
from commatch.explaining.opened import Made, Opened, Progress, open_named
from commatch.paths import PathLike
from commatch.reports.notice.contents import Notice
from commatch.settings import Settings, setting_key
from commatch.workbook.schema import Lang

__all__ = ["FORMATS", "NOTICE_SETTINGS", "Posted", "notice", "post"]

FORMATS = ("xlsx", "docx", "html")
"""The formats of a notice."""
NOTICE_SETTINGS = frozenset(
    {"community_name", *(item.name for item in fields(Settings) if item.name.startswith("notice_"))}
)
"""Settings that say how a notice is: they may be given when it is written."""


@dataclass(frozen=True)
class Posted(Made):
    """A notice that was written.

    Attributes
    ----------
    opened : Opened
        The month as it was read.
    files : tuple of Path
        The notice in each format; empty where the month could not be opened.
    record : Path, optional
        The internal record of what was masked; ``None`` where nothing was.
    notice : Notice, optional
        What is posted, and what was masked.
    """

    opened: Opened
    files: tuple[Path, ...] = ()
    record: Path | None = None
    notice: Notice | None = None


def notice(
    result: PathLike,
    inputs: PathLike | Sequence[PathLike] = (),
    folder: PathLike | None = None,
    *,
    formats: Sequence[Literal["xlsx", "docx", "html"]] = ("xlsx", "docx", "html"),
    previous: PathLike | None = None,
    lang: Literal["zh", "en"] | None = None,
    force: bool = False,
    progress: Progress | None = None,
    **settings: object,
) -> Posted:
    """Write the public notice of a project list: what will be done, what can't be done yet and why.

    It names units, no resident and no helper. Titles and descriptions are screened for everything that stands in a
    personal column of any of the files, for telephone and identity numbers, homes and words of health. What was masked
    is in a record of its own, readable by its owner alone.

    Parameters
    ----------
    result : path-like
        The project list, as :func:`commatch.write_projects` wrote it or as it was edited since.
    inputs : path-like or sequence of path-like
        The files that it was made from, unchanged; those not given are looked for beside it.
    folder : path-like, optional
        Where the files go; beside the project list where not given.
    formats : sequence of {'xlsx', 'docx', 'html'}
        The formats to write.
    previous : path-like, optional
        The project list of before, for a result that was made with one and does not lie beside it.
    lang : {'zh', 'en'}, optional
        Language of the notice; Chinese where not given. What the sheets hold stays in its own.
    force : bool
        Replace files that exist; without it a name gets a number.
    progress : callable, optional
        As :func:`commatch.match` takes it.
    **settings : object
        Settings of the notice, by name, in place of those of the list: ``notice_names="surname"``.

    Returns
    -------
    Posted
        ``files`` names what may be posted, ``record`` what may not. Without ``ok`` nothing was written.

    Raises
    ------
    ValueError
        There is no such format, or a setting is none of the notice's or takes no such value.
    commatch.workbook.save.OutputError
        A file can't be written.

    Examples
    --------
    >>> import commatch
    >>> posted = commatch.notice("project-list-2026-12.xlsx", formats=["html"], lang="en")  # doctest: +SKIP
    >>> posted.files, len(posted.notice.masked)  # doctest: +SKIP
    """
    unknown = [name for name in (*formats, *map(setting_key, settings)) if name not in {*FORMATS, *NOTICE_SETTINGS}]
    if wrong := [*unknown, *refusals(Settings(), settings)]:
        raise ValueError("; ".join(map(str, wrong)))
    opened = open_named(result, inputs, previous, progress)
    if not opened.ok:
        return Posted(opened)
    if progress is not None:
        progress("write", None)
    where = Path(folder) if folder is not None else Path(result).parent
    taken = (Path(result), *opened.files)
    return post(opened, where, Lang(lang or "zh"), formats=formats, settings=settings, force=force, inputs=taken)


def post(
    opened: Opened,
    folder: Path,
    lang: Lang,
    *,
    formats: Sequence[str] = FORMATS,
    settings: Mapping[str, object] | None = None,
    force: bool = False,
    inputs: Sequence[Path] = (),
) -> Posted:
    """Write the notice of a month that is open, and what it does not show.

    Raises
    ------
    commatch.workbook.save.OutputError
        A file can't be written.
    """
    from commatch.reports.listed_month import ListedMonth
    from commatch.reports.notice.contents import make_notice
    from commatch.reports.notice.masks import masks_workbook
    from commatch.reports.notice.personal import secrets_in
    from commatch.reports.notice.screening import Screen, own_name
    from commatch.texts.notice import NOTICE_WORDS
    from commatch.workbook.save import save

    assert opened.rebuilt is not None
    month = ListedMonth(opened.rebuilt, lang)
    chosen, _ = amend(month.settings, settings or {})
    secrets = secrets_in(opened, lang)
    kept = (*chosen.notice_kept, *own_name(chosen.community_name, secrets))
    screen = Screen(secrets, kept, surnames=chosen.notice_names == "surname")
    made, said = make_notice(month, screen, chosen), f"{month.inst.month:%Y-%m}"

    def path(key: str, ending: str) -> Path:
        return folder / f"{month.words.fill(NOTICE_WORDS[key], month=said)}.{ending}"

    record = None
    if made.masked:  # first: there is no notice without it
        workbook = masks_workbook(month, made.masked)
        record = save(workbook, path("name.masks", "xlsx"), private=True, force=force, inputs=inputs)
    files = tuple(
        _write(made, month.inst.month, path("name.notice", ending), force=force, inputs=inputs)
        for ending in FORMATS
        if ending in formats
    )
    return Posted(opened, files, record, made)


def _write(made: Notice, date: dt.date, path: Path, *, force: bool, inputs: Sequence[Path]) -> Path:
    """Write a notice in the format that a path ends with."""
    if path.suffix == ".docx":
        from commatch.reports.notice.paper import notice_paper
        from commatch.reports.papers.documents import save_paper

        return save_paper(notice_paper(made, date), path, force=force, inputs=inputs)
    if path.suffix == ".html":
        from commatch.reports.notice.page import notice_page
        from commatch.reports.page.pages import save_page

        return save_page(notice_page(made), path, force=force, inputs=inputs)
    from commatch.reports.notice.sheet import notice_workbook
    from commatch.workbook.save import save

    return save(notice_workbook(made, date), path, force=force, inputs=inputs)
