"""From a project list and a question to an answer, or to what is wrong with the files."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Literal

from commatch import __version__
from commatch.assemble.nearest import nearest
from commatch.community import Community, Kind
from commatch.explaining.inputs import find_inputs
from commatch.explaining.need import NeedFacts, need_facts
from commatch.explaining.pair import PairFacts, pair_facts
from commatch.explaining.rebuild import Rebuilt, rebuild
from commatch.explaining.resource import ResourceFacts, resource_facts
from commatch.explaining.written import Written, read_written
from commatch.problems import Place, Problem, error, has_errors, warning
from commatch.workbook import cells

__all__ = ["Explanation", "Question", "answer"]

Progress = Callable[[str, float | None], None]
Facts = NeedFacts | ResourceFacts | PairFacts


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked of a plan: a need, a resource, or both as a pair."""

    need_id: str = ""
    resource_id: str = ""


@dataclass(frozen=True)
class Explanation:
    """An answer.

    Attributes
    ----------
    question : Question
        What was asked, with ids as the sheets write them.
    problems : tuple of Problem
        What is wrong: with an error there is no answer. A warning says that the plan was edited, or breaks a rule.
    rebuilt : Rebuilt, optional
        The month with the plan that was written.
    facts : NeedFacts, ResourceFacts or PairFacts, optional
        The answer.
    inputs : tuple of Path
        The files that were read beside the project list.
    community : Community
        What was read; empty where nothing was.
    """

    question: Question
    problems: tuple[Problem, ...] = ()
    rebuilt: Rebuilt | None = None
    facts: Facts | None = None
    inputs: tuple[Path, ...] = ()
    community: Community = field(default_factory=Community)

    @property
    def ok(self) -> bool:
        """Whether there is an answer."""
        return self.facts is not None

    def words(self, lang: Literal["zh", "en"] = "zh", *, names: bool = False) -> tuple[str, ...]:
        """Return the answer in words, line by line; nothing where there is none.

        Parameters
        ----------
        lang : {'zh', 'en'}
            Language of the words.
        names : bool
            Call people, units, venues and funds by their names; by their ids where not.
        """
        from commatch.explaining.tell import tell

        return tell(self, lang, by_id=not names).lines if self.ok else ()


def answer(
    result: Path,
    inputs: Sequence[Path],
    question: Question,
    *,
    previous: Path | None = None,
    time_limit: float | None = None,
    progress: Progress | None = None,
) -> Explanation:
    """Answer a question about a plan that was written.

    Parameters
    ----------
    result : Path
        The project list.
    inputs : sequence of Path
        The files that it was made from; those that are not given are looked for beside it.
    question : Question
        What is asked.
    previous : Path, optional
        The project list of before, for one that was made with it.
    time_limit : float, optional
        Seconds for solving again at most, for a pair.
    progress : callable, optional
        Called with a phase's name as it begins.
    """
    tell = progress or (lambda phase, done: None)
    tell("read", None)
    written = read_written(result)
    if has_errors(written.problems):
        return Explanation(question, written.problems)
    found = find_inputs(written, result, inputs, previous)
    if found.problems:
        return Explanation(question, found.problems)
    community = _community(written, found.inputs, found.previous)
    files = (*found.inputs, *((found.previous,) if found.previous else ()))
    if has_errors(community.problems):
        wrong = tuple(problem for problem in community.problems if has_errors((problem,)))
        return Explanation(question, (*_notes(written), *wrong), inputs=files, community=community)
    question, unknown = _known(question, community)
    if unknown:
        return Explanation(question, unknown, inputs=files, community=community)
    tell("judge", None)
    rebuilt = rebuild(written, community)
    found_out = Explanation(question, (), rebuilt, None, files, community)
    if rebuilt.listed.problems:
        return replace(found_out, problems=rebuilt.listed.problems)
    notes = (*_notes(written), *_about_plan(written, rebuilt))
    return replace(found_out, problems=notes, facts=_facts(rebuilt, question, time_limit, progress))


def _facts(rebuilt: Rebuilt, question: Question, time_limit: float | None, progress: Progress | None) -> Facts:
    if question.need_id and question.resource_id:
        return pair_facts(rebuilt, question.need_id, question.resource_id, time_limit, progress)
    if question.need_id:
        return need_facts(rebuilt, question.need_id)
    return resource_facts(rebuilt, question.resource_id)


def _community(written: Written, inputs: Sequence[Path], previous: Path | None) -> Community:
    """Read the month with the settings that were in force.

    A draft's proposals are taken: where the files are the same there are none, or they were taken before.
    """
    from commatch import api

    said: dict[str, Any] = dict(written.settings or {})
    blank = {name: value for name, value in said.items() if value in ("", None)}
    given = {name: value for name, value in said.items() if name not in blank}
    community = api.read(inputs, accept_proposals=True, previous=previous, **given)
    own = community.settings
    # what can't be said as an override: a mapping to be taken as it is, a text or a day that is blank
    others = {name: value for name, value in blank.items() if getattr(own, name) not in ("", None)}
    others |= {name: given[name] for name in _AS_IT_IS if name in given and getattr(own, name) != given[name]}
    return replace(community, settings=replace(own, **others)) if others else community


_AS_IT_IS = ("group_bonus",)


def _known(question: Question, community: Community) -> tuple[Question, tuple[Problem, ...]]:
    """Return a question with its ids as the sheets write them, and an error for each that nothing has."""
    needs = {cells.folded(need.need_id): need.need_id for need in community.needs}
    if cells.folded(question.resource_id) in needs and question.need_id:  # a pair the other way round
        question = Question(question.resource_id, question.need_id)
    resources = {
        cells.folded(item.resource_id): item.resource_id for kind in Kind for item in community.resources(kind)
    }
    problems = []
    need_id, resource_id = question.need_id, question.resource_id
    if need_id and cells.folded(need_id) not in needs:
        near, other = nearest(need_id, needs.values()), cells.folded(need_id) in resources
        problems.append(error("explain_is_resource" if other else "explain_unknown_need", value=need_id, known=near))
    if resource_id and cells.folded(resource_id) not in resources:
        near, other = nearest(resource_id, resources.values()), cells.folded(resource_id) in needs
        problems.append(
            error("explain_is_need" if other else "explain_unknown_resource", value=resource_id, known=near)
        )
    said = Question(needs.get(cells.folded(need_id), need_id), resources.get(cells.folded(resource_id), resource_id))
    return said, tuple(problems)


def _notes(written: Written) -> tuple[Problem, ...]:
    if written.version == __version__:
        return ()
    place = Place(written.file[0])
    return (warning("result_other_version", place, written.version, version=__version__),)


def _about_plan(written: Written, rebuilt: Rebuilt) -> tuple[Problem, ...]:
    """Return what is to be known of the plan itself: changed by hand, or against the rules."""
    found = []
    place = Place(written.file[0])
    if rebuilt.listed.edited:
        found.append(warning("result_edited", place, "、".join(rebuilt.listed.edited)))
    if rebuilt.violations:
        about = dict.fromkeys(item.demand_id or item.resource_id for item in rebuilt.violations)
        found.append(warning("result_breaks_rules", place, "、".join(about), count=len(rebuilt.violations)))
    return tuple(found)
