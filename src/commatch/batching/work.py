"""What a worker does: a community's files as bytes in, what came out and its files as bytes back. Nothing is raised."""

from __future__ import annotations

import tempfile
import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, Literal

from commatch.paths import Content
from commatch.problems import Problem
from commatch.telling.exits import Exit
from commatch.texts.language import Language

if TYPE_CHECKING:
    from commatch.batching import steps
    from commatch.matching.plan import Plan
    from commatch.planning import Asked
    from commatch.pooling.share import Share
    from commatch.problems import Problem

__all__ = ["ONE", "Done", "File", "Task", "carry_out"]

ONE = threading.Lock()
"""One community at a time in a process: the solver has one scheduler, and an executor may have threads."""
_KEPT = ("month", "counts", "by_group", "reasons")
_KEPT_OF_GAP = ("kind", "requirement", "half_day", "more_needs_served", "priority_gained")
"""What a summary needs of the document of a plan; a city has 3,000 of them at once."""
_ERRORS, _LONGEST = 20, 300
"""Errors of a community that are told one by one, and characters of the line on what stopped it."""


@dataclass(frozen=True, slots=True)
class Task:
    """A community to be carried out somewhere.

    Attributes
    ----------
    name : str
        What the community is called.
    contents : tuple of (str, bytes)
        Its files.
    unread : tuple of Problem
        What was wrong with files that could not be read.
    asked : Asked
        Settings and options.
    steps : tuple of str
        What is to be made, in order.
    lang : {'zh', 'en'}
        Language of what is written and said.
    share : Share, optional
        Its part in a street, where communities share.
    """

    name: str
    contents: tuple[Content, ...]
    unread: tuple[Problem, ...]
    asked: Asked
    steps: tuple[str, ...]
    lang: Language
    share: Share | None = None


@dataclass(frozen=True, slots=True)
class File:
    """A file that was made.

    Attributes
    ----------
    name : str
        Its place in the community's folder.
    data : bytes
        What it holds.
    private : bool
        Its owner alone may read it.
    part : {'alone', 'plan', 'of_plan'}
        What it has its number with, where it gets one: those of the plan have one number, and what is made of the plan
        goes by it.
    """

    name: str
    data: bytes
    private: bool = True
    part: Literal["alone", "plan", "of_plan"] = "alone"


@dataclass(frozen=True, slots=True)
class Done:
    """What became of a community.

    Attributes
    ----------
    exit : Exit
        How it ended, as the command for one community would.
    message : str
        One line on what stopped it; nothing personal is in it.
    figures : mapping of str to object
        ``month``, ``counts``, ``by_group``, ``reasons`` and the most of ``gaps`` as the document of ``commatch match``
        has them, ``least_served`` of the groups, and ``problems``, the first errors.
    files : tuple of File
        What was made.
    seconds : float
        How long it took.
    plan : Plan, optional
        Its plan, where communities share: it is looked at beside the others'.
    """

    exit: Exit
    message: str = ""
    figures: Mapping[str, Any] = field(default_factory=dict)
    files: tuple[File, ...] = ()
    seconds: float = 0.0
    plan: Plan | None = None


def carry_out(task: Task) -> Done:
    """Do what is asked of a community."""
    with ONE:
        began = time.perf_counter()
        try:
            done = _carried_out(task)
        except Exception as fault:  # one community's bug is a line of the summary
            done = _stopped(task, fault)
    return replace(done, seconds=time.perf_counter() - began)


def _stopped(task: Task, fault: Exception) -> Done:
    """Return how a community ended that raised something: no room for what is kept meanwhile, or a bug of ours."""
    from commatch.telling.bugs import bug_words
    from commatch.texts.reports import output_words
    from commatch.workbook.save import OutputError
    from commatch.workbook.unfinished import output_code

    if isinstance(fault, OutputError) or (isinstance(fault, OSError) and output_code(fault) == "disk_full"):
        code = fault.code if isinstance(fault, OutputError) else output_code(fault)
        return Done(Exit.OUTPUT, output_words(task.lang, code, tempfile.gettempdir()))
    return Done(Exit.BUG, bug_words(fault))


def _carried_out(task: Task) -> Done:
    from commatch.batching import steps
    from commatch.telling.document import document
    from commatch.telling.report import unseen
    from commatch.workbook.safe import clean, shortened

    made = steps.Made(task)
    for step in task.steps:
        steps.STEPS[step](made)
        if made.report.exit:
            break
    doc = document(unseen(made.report))
    errors = sorted((item for item in doc["problems"] if item["severity"] == "error"), key=_from_cause_on)
    figures = {key: doc[key] for key in _KEPT}
    figures["gaps"] = [{key: gap[key] for key in _KEPT_OF_GAP} for gap in doc["gaps"]]
    figures |= {"least_served": _least_served(made, doc), "problems": errors[:_ERRORS]}
    plan = _add_sharing(figures, task, made) if task.share is not None else None
    line = " ".join(clean(_message(task, doc, errors)).split())
    return Done(made.report.exit, shortened(line, "…", _LONGEST), figures, tuple(made.files), plan=plan)


def _add_sharing(figures: dict[str, Any], task: Task, made: steps.Made) -> Plan | None:
    """Add what sharing brought to the figures, and return the plan."""
    from commatch.pooling.share import figures_of

    assert task.share is not None
    result = made.report.result
    if task.share.figures is not None:
        figures["sharing"] = dict(task.share.figures)
        if result is not None and "alone" in task.share.figures:
            figures["sharing"]["shared"] = figures_of(result.community, result.plan)
    return result.plan if result is not None else None


def _least_served(made: steps.Made, doc: Mapping[str, Any]) -> Mapping[str, Any] | None:
    """Return the group that is served least, of those that fairness looks at."""
    result = made.report.result
    fair = result.instance.fair_groups if result is not None and doc["by_group"] else {}
    groups = [item for item in doc["by_group"] if item["group"] in fair]
    return min(groups, key=lambda item: item["served"] / item["needs"], default=None)


def _message(task: Task, doc: Mapping[str, Any], errors: Sequence[Mapping[str, Any]]) -> str:
    """Return one line on what stopped a community; the first of several things, and how many more there are."""
    from commatch.texts.batch import said

    if doc["outcome"] == Exit.PLANNED.outcome:
        return ""
    if doc["message"]:
        return str(doc["message"])
    if errors:
        first = errors[0]
        place = "!".join(part for part in (first["sheet"], first["cell"]) if part)
        where = f"{first['file']} {place} " if place else ""  # a message about a whole file names it
        line, more = f"{where}{first['message']}", len(errors) - 1
    elif doc["violations"]:
        first = doc["violations"][0]
        line, more = f"{first['code']} {first['need_id']} {first['message']}", len(doc["violations"]) - 1
    elif doc["clash"]:
        found = [item["message"] for item in doc["clash"]]
        line, more = said(task.lang, "no_plan", what=" | ".join(found[:_CLASHING])), max(0, len(found) - _CLASHING)
    else:
        line, more = " ".join(item["message"] for item in doc["notes"]), 0
    return said(task.lang, "more", line=line, count=more) if more else line


def _from_cause_on(item: Mapping[str, Any]) -> int:
    """Order errors in reading order: of files that can't be read, then others, then what may follow of those."""
    return 0 if item["code"].startswith("file_") else 2 if item["code"] in _FOLLOWING else 1


_FOLLOWING = frozenset({"unknown_need", "unknown_resource", "unknown_template"})
"""Ids that are not there: an error in the list where they should be may be why."""
_CLASHING = 4
"""Things that can't be kept together that are named on one line."""
