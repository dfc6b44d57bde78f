"""From a project list and a question to an answer, or to what is wrong with the files."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from commatch.assemble.nearest import nearest
from commatch.community import Community, Kind
from commatch.explaining.need import NeedFacts, need_facts
from commatch.explaining.opened import Progress, open_month
from commatch.explaining.pair import PairFacts, pair_facts
from commatch.explaining.rebuild import Rebuilt
from commatch.explaining.resource import ResourceFacts, resource_facts
from commatch.problems import Problem, error
from commatch.workbook import cells

__all__ = ["Explanation", "Question", "answer"]

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
    opened = open_month(result, inputs, previous, progress, lambda community: _known(question, community)[1])
    if opened.community.needs:
        question, _ = _known(question, opened.community)
    rebuilt = opened.rebuilt
    facts = _facts(rebuilt, question, time_limit, progress) if rebuilt is not None and opened.ok else None
    return Explanation(question, opened.problems, rebuilt, facts, opened.files, opened.community)


def _facts(rebuilt: Rebuilt, question: Question, time_limit: float | None, progress: Progress | None) -> Facts:
    if question.need_id and question.resource_id:
        return pair_facts(rebuilt, question.need_id, question.resource_id, time_limit, progress)
    if question.need_id:
        return need_facts(rebuilt, question.need_id)
    return resource_facts(rebuilt, question.resource_id)


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
