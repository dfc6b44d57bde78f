"""What the commands share that begin with a project list: arguments, options, the JSON document's keys."""

from collections.abc import Mapping
from typing import Any

import typer

from commatch.cli.options import Options
from commatch.texts.cli import say

__all__ = ["FIRST", "LAST", "ListOptions"]

FIRST: Mapping[str, Any] = {"month": None, "result": None, "inputs": []}
LAST: Mapping[str, Any] = {"edited": [], "violations": [], "problems": [], "seconds": {}}
"""What the JSON documents begin with behind their head, and what follows, where nothing was written."""


class ListOptions(Options):
    """The arguments and options in a language; each property is what ``Annotated`` takes."""

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
        return self.of("explain", "previous", meta="file")

    def of(self, command: str, name: str, *flags: str, meta: str = "") -> Any:
        """Return an option of a command: flag ``--name``, help ``<command>.option.name``, ``meta.<meta>``."""
        return typer.Option(
            f"--{name}",
            *flags,
            help=say(self.lang, f"{command}.option.{name}"),
            metavar=say(self.lang, f"meta.{meta}") if meta else None,
            show_default=False,
        )
