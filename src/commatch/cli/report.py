"""What a command hands to the renderer: how it ended and everything it knows, in one frozen value."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from commatch.cli.blocks import Line
from commatch.cli.exits import Exit
from commatch.cli.masking import Secrets, masked
from commatch.texts.cli import say
from commatch.texts.language import Language

if TYPE_CHECKING:
    from pathlib import Path

    from commatch.cli.blocks import Block
    from commatch.matching.result import Result
    from commatch.problems import Problem

__all__ = ["Fault", "Printed", "Report", "head", "left_alone"]


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


@dataclass(frozen=True)
class Printed:
    """What the renderer prints of any command.

    Attributes
    ----------
    exit : Exit
        How the command ended.
    document : mapping of str to object
        The JSON document; personal data masked.
    page : callable
        Gives the same as blocks for people.
    answer : bool
        The page is what was asked for even where the exit is not 0: it goes to standard output.
    """

    exit: Exit
    document: Mapping[str, Any]
    page: Callable[[], Sequence[Block]]
    answer: bool = False


def left_alone(report: Report) -> Iterator[Line]:
    """Yield a line on the file or folder that was left alone, where another one was written."""
    if report.instead_of and report.output:
        old, new = report.instead_of.name, report.output.name
        yield Line(say(report.lang, f"planned.numbered.{report.kept_because}", old=old, new=new), "quiet")


def head(command: str, exit: Exit, message: str = "", outcome: str = "") -> dict[str, Any]:
    """Return the keys with which every JSON document begins.

    Parameters
    ----------
    command : str
        Name of the command; it names the schema, too.
    exit : Exit
        How the command ended.
    message : str
        One sentence on what stopped it.
    outcome : str
        What a command that went well calls it, where that is not a plan.
    """
    from commatch import __version__

    return {
        "schema": f"commatch.{command}/1",
        "command": command,
        "version": __version__,
        "outcome": exit.outcome if exit or not outcome else outcome,
        "exit_code": int(exit),
        "message": message,
    }


class Fault(Exception):
    """A command can't go on; becomes a report at the edge.

    Parameters
    ----------
    exit : Exit
        How the command ends.
    message : str
        What is wrong, in the user's language.
    """

    def __init__(self, exit: Exit, message: str) -> None:
        super().__init__(message)
        self.exit = exit
        self.message = message
