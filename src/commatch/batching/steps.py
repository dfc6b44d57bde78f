"""The steps of a batch: what each makes of a community, as the command of its name does."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from commatch import api
from commatch.batching.work import File, Task
from commatch.planning import plan_month, read_month
from commatch.pooling.loans import agreed
from commatch.problems import Problem, Severity, has_errors
from commatch.reports.loans_book import loans_bytes
from commatch.reports.projects import project_bytes
from commatch.telling.exits import Exit
from commatch.telling.masking import Secrets
from commatch.telling.report import Report
from commatch.texts.language import Language
from commatch.texts.pooling import said
from commatch.workbook.schema import Lang

if TYPE_CHECKING:
    from commatch.community import Community
    from commatch.explaining.opened import Made as MadeOfList
    from commatch.workbook.sources import Source

__all__ = ["STEPS", "Made"]


class Made:
    """What has been made of a community so far: how it stands, and the files."""

    def __init__(self, task: Task) -> None:
        self.task = task
        self.contents = task.contents
        self.report = Report("match", Exit.PLANNED, task.lang)
        self.files: list[File] = []
        self.list: File | None = None

    def found(self, problems: tuple[Problem, ...]) -> None:
        """Count problems, each once; an error ends the community."""
        known = dict.fromkeys((*self.report.problems, *problems))
        exit = Exit.INPUT if has_errors(problems) else self.report.exit
        self.report = replace(self.report, problems=tuple(known), exit=exit)


def _check(made: Made) -> None:
    """Check the month; where anything is wrong or doubtful, each file gets a marked copy, in a folder of the month."""
    from commatch.texts.annotate import COPY_NAMES
    from commatch.workbook.annotate import annotate
    from commatch.workbook.copies import without_copy_name

    task, lang = made.task, Lang(made.task.lang)
    sources: list[Source] = []
    asked = task.asked
    result = api.checked(
        task.contents, asked.settings, asked.overrides, sources, accept_proposals=asked.accept_proposals
    )
    month = result.community.settings.month
    made.report = replace(made.report, month=f"{month:%Y-%m}" if month else "", secrets=Secrets.of(result.community))
    made.found((*task.asked.problems, *task.unread, *result.problems))
    if not result.problems:
        return
    with TemporaryDirectory(prefix="commatch-") as name:
        home = Path(name)
        inputs = [home / Path(file).name for file, _ in task.contents]
        target = home / f"{without_copy_name(inputs[0].stem)}{COPY_NAMES[lang]}.xlsx"
        annotate(inputs, result.problems, target, lang, opened=sources)
        folder = _named(made, "batch.checked")
        made.files += [replace(file, name=f"{folder}/{file.name}") for file in _files_in(home)]


def _match(made: Made) -> None:
    """Plan the month, and make its project list."""
    task = made.task
    share = task.share
    shared = share.community if share is not None else None
    book = _loans(shared, task.lang) if shared is not None else None
    made.contents = (*task.contents, (book.name, book.data)) if book is not None else task.contents
    community = read_month(made.contents, task.asked)
    if shared is not None:
        community = agreed(community, shared)
    if task.unread:
        community = replace(community, problems=(*task.unread, *community.problems))
    month = f"{community.settings.month:%Y-%m}" if community.settings.month else ""
    result = plan_month(community, task.asked, known=share.known if share is not None else None)
    made.report = replace(made.report, month=month, secrets=Secrets.of(community))
    made.found(result.problems)
    exit = Exit.of(result.outcome)
    made.report = replace(made.report, exit=exit, result=None if exit is Exit.INPUT else result)
    if exit is Exit.PLANNED:
        name = _named(made, "match.name")
        made.list = File(name, project_bytes(result, Lang(task.lang), name), part="plan")
        made.files += [made.list, *([book] if book is not None else [])]


def _loans(month: Community, lang: Language) -> File | None:
    """Return the workbook of a month's loans, which is read beside the community's files; none where there are none."""
    name = said(lang, "book", month=f"{month.settings.month:%Y-%m}")
    data = loans_bytes(month, Lang(lang), name)
    return File(name, data, part="plan") if data is not None else None


def _of_list(made: Made, write: Callable[[Path, list[Path], Path], MadeOfList]) -> None:
    """Make something of the project list, with the files in a folder that is gone afterwards."""
    assert made.list is not None
    with TemporaryDirectory(prefix="commatch-") as name:
        home, there = Path(name), Path(name, "made")
        there.mkdir()
        inputs = [home / Path(file).name for file, _ in made.contents]
        for path, (_, data) in zip(inputs, made.contents, strict=True):
            path.write_bytes(data)
        listed = there / made.list.name
        listed.write_bytes(made.list.data)
        found = write(listed, inputs, there)
        listed.unlink()
        wrong = tuple(problem for problem in found.problems if problem.severity is Severity.ERROR)
        made.found(wrong)
        made.files += [replace(file, part="of_plan") for file in _files_in(there)]


def _notice(made: Made) -> None:
    from commatch.reports.notice.api import notice

    lang = made.task.lang
    _of_list(made, lambda listed, inputs, there: notice(listed, inputs, there, lang=lang))


def _agenda(made: Made) -> None:
    from commatch.reports.papers.api import agenda

    name = _named(made, "agenda.name")
    _of_list(made, lambda listed, inputs, there: agenda(listed, there / name, inputs, lang=made.task.lang))


def _tasks(made: Made) -> None:
    from commatch.reports.papers.api import tasks

    _of_list(made, lambda listed, inputs, there: tasks(listed, there, inputs, lang=made.task.lang))


def _report(made: Made) -> None:
    from commatch.reports.page.api import report

    name = _named(made, "report.name")
    _of_list(made, lambda listed, inputs, there: report(listed, there / name, inputs, lang=made.task.lang))


def _named(made: Made, key: str) -> str:
    from commatch.texts.cli import say

    return say(made.task.lang, key, month=made.report.month)


def _files_in(folder: Path) -> list[File]:
    """Return what was written into a folder; private is what its owner alone may read."""
    paths = sorted(path for path in folder.rglob("*") if path.is_file())
    return [
        File(path.relative_to(folder).as_posix(), path.read_bytes(), not path.stat().st_mode & _OTHERS)
        for path in paths
    ]


_OTHERS = 0o077

STEPS: Mapping[str, Callable[[Made], None]] = {
    "check": _check,
    "match": _match,
    "notice": _notice,
    "agenda": _agenda,
    "tasks": _tasks,
    "report": _report,
}
"""The steps by name, in the order in which they are done; those from the third on are made of the project list."""
