"""Files to a tidied workbook that has been read back, and says the same as they do."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from commatch.assemble import assemble
from commatch.community import Community
from commatch.problems import Problem, has_errors
from commatch.reports.tidied import build
from commatch.settings import DEFAULTS, Settings
from commatch.tidying.changes import Tidied
from commatch.tidying.compare import same_data
from commatch.tidying.opened import open_files, remaining
from commatch.tidying.plan import plan
from commatch.workbook.reader import read_bytes
from commatch.workbook.save import save
from commatch.workbook.schema import Lang

__all__ = ["TidyResult", "tidy"]


@dataclass(frozen=True, slots=True)
class TidyResult:
    """What tidying gave.

    Attributes
    ----------
    path : Path, optional
        The workbook written; ``None`` where a file could not be read, or no sheet is known, and nothing was written.
    tidied : Tidied
        Its sheets, and the log of every change.
    community : Community
        The community of the files, with every problem that they had.
    problems : tuple of Problem
        What remains to be mended, at its place in the workbook written; of the files where nothing was written.
    """

    path: Path | None
    tidied: Tidied
    community: Community
    problems: tuple[Problem, ...]

    @property
    def ok(self) -> bool:
        """No error remains."""
        return not has_errors(self.problems)


def tidy(
    paths: Sequence[Path],
    path: Path,
    lang: Lang = Lang.ZH,
    settings: Settings = DEFAULTS,
    overrides: Mapping[str, object] = MappingProxyType({}),
    *,
    force: bool = False,
    today: dt.date | None = None,
) -> TidyResult:
    """Write the data of some files as one workbook in standard form.

    Parameters
    ----------
    paths : sequence of Path
        The files; their order does not matter.
    path : Path
        The workbook to write.
    lang : Lang
        Language of its sheets, headers and words.
    settings, overrides
        As :func:`commatch.assemble.assemble` takes them; they say which month dates without a year are near.
    force : bool
        Replace a file that is there.
    today : datetime.date, optional
        As :func:`commatch.assemble.assemble` takes it.

    Returns
    -------
    TidyResult
        Nothing is written where a file could not be read, or no sheet of any is known.

    Raises
    ------
    OutputError
        The workbook could not be written, or did not read back as the same community.
    """
    files = open_files(paths, settings, overrides, today)
    community, limits = files.community, files.limits
    tidied = plan(files.tables, community, files.grids, lang)
    if not files.whole or not (tidied.sheets or tidied.bare):
        return TidyResult(None, tidied, community, community.problems)
    workbook, amended = build(tidied, limits.cells, community.settings.month or dt.date.today())

    found: dict[str, Community] = {}
    formulas = [item.before for item in tidied.log if item.problem and item.problem.code == "formula_without_value"]

    def reads_back(file: Path, name: str = path.name) -> bool:
        again = read_bytes([(name, file.read_bytes())], limits)
        found[name] = assemble(again, settings, overrides, today=today)
        return same_data(community, found[name], formulas)

    written = save(workbook, path, private=True, force=force, inputs=list(paths), amended=amended, sound=reads_back)
    if written.name not in found:  # it got a number, which the problems' places should say
        reads_back(written, written.name)
    again = found[written.name]
    return TidyResult(written, tidied, community, tuple(remaining(community.problems, again.problems)))
