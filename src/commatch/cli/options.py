"""Options that commands share: each one's flags, placeholder and help in one place."""

from typing import Any

import typer

from commatch.texts.cli import say
from commatch.texts.language import Language

__all__ = ["Options"]


class Options:
    """The shared options in a language; each property is what ``Annotated`` takes."""

    def __init__(self, lang: Language) -> None:
        self.lang = lang

    def option(self, name: str, *flags: str, meta: str = "") -> Any:
        """Return an option: flag ``--name``, help ``option.name``, placeholder ``meta.<meta>``."""
        flag = "--" + name.replace("_", "-")
        return typer.Option(
            flag,
            *flags,
            help=say(self.lang, f"option.{name}"),
            metavar=say(self.lang, f"meta.{meta}") if meta else None,
            show_default=False,
        )

    @property
    def files(self) -> Any:
        """Input workbooks."""
        return typer.Argument(
            help=say(self.lang, "option.files"), metavar=say(self.lang, "meta.file"), show_default=False
        )

    @property
    def folder(self) -> Any:
        """The folder that the demonstration writes to."""
        return typer.Argument(help=say(self.lang, "option.dir"), metavar=say(self.lang, "meta.dir"), show_default=False)

    @property
    def output(self) -> Any:
        """The workbook that is written."""
        return self.option("output", "-o", meta="file")

    @property
    def month(self) -> Any:
        """Month to plan."""
        return self.option("month", meta="month")

    @property
    def start(self) -> Any:
        """First day to plan."""
        return self.option("from", meta="date")

    @property
    def previous(self) -> Any:
        """The project list that came back."""
        return self.option("previous", meta="file")

    @property
    def time_limit(self) -> Any:
        """Seconds for solving."""
        return self.option("time_limit", meta="seconds")

    @property
    def gap(self) -> Any:
        """Relative gap allowed."""
        return self.option("gap", meta="share")

    @property
    def seed(self) -> Any:
        """Random seed."""
        return self.option("seed", meta="number")

    @property
    def threads(self) -> Any:
        """Threads of the solver."""
        return self.option("threads", meta="number")

    @property
    def solver(self) -> Any:
        """Which solver."""
        return typer.Option("--solver", help=say(self.lang, "option.solver"), metavar="highs|cbc", show_default=False)

    @property
    def accept_proposals(self) -> Any:
        """Take what a draft proposed."""
        return self.option("accept_proposals")

    @property
    def remedies(self) -> Any:
        """Whether remedies are sought."""
        return self.switch("remedies")

    @property
    def gaps(self) -> Any:
        """Whether the sheet of gaps is made."""
        return self.switch("gaps")

    def switch(self, name: str) -> Any:
        """Return an option that is on, off or not given: ``--name`` and ``--no-name``, help ``option.name``."""
        return typer.Option(f"--{name}/--no-{name}", help=say(self.lang, f"option.{name}"), show_default=False)

    @property
    def set(self) -> Any:
        """Any setting."""
        return self.option("set", meta="pair")

    @property
    def setting(self) -> Any:
        """Any setting, where ``--set`` is something else."""
        return typer.Option(
            "--setting", help=say(self.lang, "option.set"), metavar=say(self.lang, "meta.pair"), show_default=False
        )

    @property
    def config(self) -> Any:
        """The settings file."""
        return self.option("config", meta="file")

    @property
    def force(self) -> Any:
        """Replace files."""
        return self.option("force")

    @property
    def json(self) -> Any:
        """One JSON document."""
        return self.option("json")

    @property
    def quiet(self) -> Any:
        """Nothing on success."""
        return self.option("quiet", "-q")

    @property
    def language(self) -> Any:
        """Language of messages and of what is written."""
        return typer.Option("--lang", help=say(self.lang, "option.lang"), metavar="zh|en", show_default=False)

    @property
    def show_personal(self) -> Any:
        """Personal data unmasked."""
        return self.option("show_personal")
