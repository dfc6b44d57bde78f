"""How a command or one community of a batch ended, and everything that is known of it, in one frozen value."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from commatch.telling.exits import Exit
from commatch.telling.masking import Secrets, masked, without_text, without_words
from commatch.texts.language import Language

if TYPE_CHECKING:
    from pathlib import Path

    from commatch.matching.result import Result
    from commatch.problems import Problem

__all__ = ["Report", "unseen"]


@dataclass(frozen=True)
class Report:
    """How a command ended.

    Attributes
    ----------
    command : str
        Name of the command.
    exit : Exit
        How it ended.
    lang : {'zh', 'en'}
        Language of the words.
    message : str
        One sentence on what stopped it; blank for a plan.
    month : str
        Month planned, ``YYYY-MM``; blank where it is not known.
    output : Path or None
        The workbook that was written.
    instead_of : Path or None
        The file that was left alone, where the output got a number.
    kept_because : {'', 'there', 'input', 'open'}
        Why it was left alone: it was there, it is an input, it is open in another program.
    files : tuple of Path
        Everything that was written.
    problems : tuple of Problem
        Problems of the input.
    result : Result or None
        What matching gave.
    show_personal : bool
        Names and personal values are shown.
    secrets : Secrets
        What is masked where they are not.
    seconds : mapping of str to float
        Wall-clock time by phase.
    """

    command: str
    exit: Exit
    lang: Language
    message: str = ""
    month: str = ""
    output: Path | None = None
    instead_of: Path | None = None
    kept_because: str = ""
    files: tuple[Path, ...] = ()
    problems: tuple[Problem, ...] = ()
    result: Result | None = None
    show_personal: bool = False
    secrets: Secrets = field(default_factory=Secrets)
    seconds: Mapping[str, float] = field(default_factory=dict)

    @property
    def severities(self) -> dict[str, int]:
        """How many errors and warnings there are, as the JSON documents count them."""
        found = Counter(problem.severity.value for problem in self.problems)
        return {"errors": found["error"], "warnings": found["warning"]}

    def shown(self, text: str) -> str:
        """Return a text of the input as it may be printed."""
        return text if self.show_personal else self.secrets.hide(text)

    def problem(self, problem: Problem) -> Problem:
        """Return a problem as it may be printed."""
        return problem if self.show_personal else masked(problem, self.secrets)


def unseen(report: Report) -> Report:
    """Return a report for where others read of it, with nothing that somebody wrote into a cell of free text."""
    result = report.result
    if result is not None and result.clash:
        said = (
            (code, tuple((name, without_words(name, text)) for name, text in figures)) for code, figures in result.clash
        )
        result = replace(result, clash=tuple(said))
    return replace(report, problems=tuple(map(without_text, report.problems)), result=result)
