"""What a command hands to the renderer, and how it says that it can't go on."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from commatch.cli.blocks import Line
from commatch.telling.exits import Exit
from commatch.texts.cli import say

if TYPE_CHECKING:
    from commatch.cli.blocks import Block
    from commatch.telling.report import Report

__all__ = ["Fault", "Printed", "head", "left_alone"]


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
