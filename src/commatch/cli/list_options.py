"""What the commands share that make papers of a project list: arguments, options, the JSON document's keys."""

from collections.abc import Mapping
from typing import Any

import typer

from commatch.texts.cli import say
from commatch.texts.language import Language

__all__ = ["BLANK", "PaperOptions"]

BLANK: Mapping[str, Any] = {
    "month": None,
    "result": None,
    "inputs": [],
    "files": [],
    "edited": [],
    "violations": [],
    "problems": [],
    "seconds": {},
}
"""What the JSON documents hold, beside their head, where nothing was written."""


class PaperOptions:
    """The arguments and options of a command in a language; each property is what ``Annotated`` takes."""

    def __init__(self, command: str, lang: Language) -> None:
        self.command, self.lang = command, lang

    @property
    def result(self) -> Any:
        """The project list."""
        words, meta = say(self.lang, "explain.option.result"), say(self.lang, "meta.list")
        return typer.Argument(help=words, metavar=meta, show_default=False)

    @property
    def files(self) -> Any:
        """Its input files."""
        words, meta = say(self.lang, "explain.option.files"), say(self.lang, "meta.file")
        return typer.Argument(help=words, metavar=meta, show_default=False)

    @property
    def previous(self) -> Any:
        """The project list of before."""
        words, meta = say(self.lang, "explain.option.previous"), say(self.lang, "meta.file")
        return typer.Option("--previous", help=words, metavar=meta, show_default=False)

    def output(self, meta: str) -> Any:
        """Where to write: a file or a folder."""
        words = say(self.lang, f"{self.command}.option.output")
        return typer.Option("--output", "-o", help=words, metavar=say(self.lang, f"meta.{meta}"), show_default=False)
