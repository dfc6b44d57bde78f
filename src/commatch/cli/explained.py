"""From a question on the command line to its answer: as a page for people and as plain data."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import Any

from commatch.cli.blocks import Block, Items, Line
from commatch.cli.files import check_inputs, expanded, quoted
from commatch.cli.job import Job, checked_settings
from commatch.cli.report import Fault, head
from commatch.community import Community, Kind
from commatch.explaining.answer import Explanation
from commatch.explaining.ask import explain
from commatch.explaining.resource import ResourceFacts
from commatch.explaining.tell import tell
from commatch.explaining.telling import Section, Told
from commatch.telling.exits import Exit
from commatch.telling.masking import Secrets
from commatch.telling.report import Report
from commatch.texts.cli import say
from commatch.texts.language import Language

__all__ = ["Asked", "Explained", "document", "page", "run"]

_UNKNOWN = frozenset({"explain_unknown_need", "explain_unknown_resource", "explain_is_need", "explain_is_resource"})
"""Problems that are of the command line, not of a file."""

_TO_BE_TRIED = frozenset(
    {"lower", "equal", "higher", "team", "hours", "sessions", "money", "pieces", "busy", "not_then"}
)
"""How somebody stands to a need where a pin could change the plan."""


@dataclass(frozen=True)
class Asked:
    """What the command line asks.

    Attributes
    ----------
    lang : {'zh', 'en'}
        Language of the answer.
    result : Path
        The project list.
    files : tuple of Path
        Its input files, as far as they are named.
    need, resource : str
        Ids; both where a pair is asked about.
    previous : Path or None
        The project list of before.
    time_limit : float or None
        Seconds for solving again.
    show_personal : bool
        Names are shown.
    """

    lang: Language
    result: Path
    files: tuple[Path, ...] = ()
    need: str = ""
    resource: str = ""
    previous: Path | None = None
    time_limit: float | None = None
    show_personal: bool = False

    @classmethod
    def of(
        cls,
        lang: Language,
        result: str,
        files: Sequence[str],
        need: str,
        resource: str,
        pair: tuple[str, str],
        previous: str,
        time_limit: str,
        *,
        show_personal: bool,
    ) -> Asked:
        """Return what some options ask.

        Raises
        ------
        Fault
            Not one question is asked, a file is not there, or the time is none.
        """
        questions = (need.strip(), resource.strip(), "".join(pair).strip())
        if sum(map(bool, questions)) != 1 or (any(pair) and not all(part.strip() for part in pair)):
            raise Fault(Exit.USAGE, say(lang, "explain.one_question"))
        asked = cls(
            lang,
            Path(result),
            expanded(files),
            (pair[0] or need).strip(),
            (pair[1] or resource).strip(),
            Path(previous) if previous else None,
            _seconds(lang, time_limit),
            show_personal,
        )
        check_inputs((asked.result, *asked.files, *([asked.previous] if asked.previous else [])), lang)
        return asked

    @property
    def pair(self) -> tuple[str, str] | None:
        """The pair, where one is asked about."""
        return (self.need, self.resource) if self.need and self.resource else None


def _seconds(lang: Language, text: str) -> float | None:
    if not text:
        return None
    job = Job("explain", (), lang, overrides={"time_limit": text}, options={"time_limit": "--time-limit"})
    return checked_settings(job).time_limit


@dataclass(frozen=True)
class Explained:
    """An answer of the command line.

    Attributes
    ----------
    asked : Asked
        The question.
    answer : Explanation
        The answer.
    seconds : float
        How long it took.
    """

    asked: Asked
    answer: Explanation
    seconds: float = 0.0
    exit: Exit = field(default=Exit.PLANNED)

    @cached_property
    def report(self) -> Report:
        """What masks the problems and the texts of the answer."""
        secrets = Secrets.of(self.answer.community)
        # ids are what an answer speaks of: one that looks like a telephone number is none
        ids = {text for text in _ids(self.answer.community) if secrets.hide(text) != text}
        secrets = replace(secrets, files=secrets.files | ids)
        return Report("explain", self.exit, self.asked.lang, show_personal=self.asked.show_personal, secrets=secrets)

    @cached_property
    def told(self) -> Told | None:
        """The answer in words, masked unless what is personal is shown."""
        if not self.answer.ok:
            return None
        told, shown = tell(self.answer, self.asked.lang, by_id=not self.asked.show_personal), self.report.shown
        sections = tuple(Section(part.title, tuple(map(shown, part.lines))) for part in told.sections)
        return Told(shown(told.title), tuple(map(shown, told.lead)), sections)


def _ids(community: Community) -> Iterator[str]:
    yield from (need.need_id for need in community.needs)
    yield from (item.resource_id for kind in Kind for item in community.resources(kind))


def run(asked: Asked, progress: Callable[[str, float | None], None]) -> Explained:
    """Answer a question.

    Raises
    ------
    Fault
        There is no need or resource with such an id.
    """
    began = time.perf_counter()
    answer = explain(
        asked.result,
        asked.files,
        need="" if asked.pair else asked.need,
        resource="" if asked.pair else asked.resource,
        pair=asked.pair,
        previous=asked.previous,
        time_limit=asked.time_limit,
        progress=progress,
    )
    unknown = [problem for problem in answer.problems if problem.code in _UNKNOWN]
    if unknown:
        from commatch.texts.problems import describe
        from commatch.workbook.schema import Lang

        said = (describe(problem, Lang(asked.lang)) for problem in unknown)
        between = "。" if asked.lang == "zh" else "; "
        raise Fault(Exit.USAGE, say(asked.lang, "usage.also").join(between.join(parts) for parts in said))
    ended = Exit.PLANNED if answer.ok else Exit.INPUT
    return Explained(asked, answer, time.perf_counter() - began, ended)


def page(found: Explained) -> Iterator[Block]:
    """Yield an answer as blocks."""
    from commatch.cli.findings import sections

    lang, told = found.asked.lang, found.told
    if told is None:
        yield Line(say(lang, "explain.refused", count=len(found.answer.problems)), "bad")
        yield from sections(found.answer.problems, lang, found.report.problem)
        return
    yield Line(told.title, "title")
    yield from (Line(line) for line in told.lead)
    yield from (Items(part.title, tuple(_items(part.lines)), wrapped=True) for part in told.sections)
    notes = tuple(_notes(found))
    if notes:
        yield Items(say(lang, "explain.careful"), notes, "bad", wrapped=True)
    example = _example(found)
    if example:
        yield Items(say(lang, "planned.next"), (example,))


def _items(lines: Sequence[str]) -> Iterator[str]:
    """Yield lines as items, those that are indented as lines of the item above."""
    item: list[str] = []
    for line in lines:
        if item and not line.startswith(" "):
            yield "\n".join(item)
            item = []
        item.append(line.strip())
    if item:
        yield "\n".join(item)


def _notes(found: Explained) -> Iterator[str]:
    from commatch.texts.problems import describe
    from commatch.workbook.schema import Lang

    for problem in found.answer.problems:
        message, hint = describe(found.report.problem(problem), Lang(found.asked.lang))
        yield f"{message}\n{say(found.asked.lang, 'problems.do', hint=hint)}"


def _example(found: Explained) -> str:
    """Return the command that asks about one of the needs that a resource could serve and does not."""
    facts, asked = found.answer.facts, found.asked
    openings = facts.openings if isinstance(facts, ResourceFacts) else ()
    tried = [item for item in openings if item.standing.code in _TO_BE_TRIED and item.reason != "past_due"]
    if not isinstance(facts, ResourceFacts) or not tried:
        return ""
    words = [quoted(path) for path in (asked.result, *asked.files)]
    words += [f"--previous {quoted(asked.previous)}"] if asked.previous else []
    pair = f"--pair {quoted(tried[0].demand_id)} {quoted(facts.resource.resource_id)}"
    return say(asked.lang, "explain.next.pair", command=" ".join(["commatch", "explain", *words, pair]))


def document(found: Explained) -> dict[str, Any]:
    """Return an answer as the JSON document says it; ids name resources, names are there with ``--show-personal``."""
    from commatch.cli.explain import BLANK
    from commatch.cli.explained_facts import facts_item
    from commatch.telling.document import problem_item

    answer, asked, report = found.answer, found.asked, found.report
    month = answer.community.settings.month
    rebuilt = answer.rebuilt
    return {
        **head("explain", found.exit, outcome="explained"),
        **BLANK,
        "month": f"{month:%Y-%m}" if month else None,
        "result": str(asked.result),
        "inputs": [str(path) for path in answer.inputs],
        "asked": {"need_id": answer.question.need_id or None, "resource_id": answer.question.resource_id or None},
        "answer": list(found.told.lines) if found.told else [],
        **facts_item(answer, report),
        "edited": list(rebuilt.listed.edited) if rebuilt else [],
        "violations": [
            {"code": item.code, "need_id": item.demand_id, "resource_id": item.resource_id}
            for item in (rebuilt.violations if rebuilt else ())
        ],
        "problems": [problem_item(problem, report) for problem in answer.problems],
        "seconds": {"total": round(found.seconds, 4)},
    }
