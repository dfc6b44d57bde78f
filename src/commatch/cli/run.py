"""``commatch run``: what a settings file says, with nobody watching."""

from collections.abc import Mapping
from typing import Annotated, Any

import typer

from commatch.cli.help import command_class
from commatch.cli.list_options import ListOptions
from commatch.texts.cli import say
from commatch.texts.language import Language

__all__ = ["BLANK", "register"]

BLANK: Mapping[str, Any] = {
    "config": None,
    "month": None,
    "ran": None,
    "log": None,
    "not_logged": "",
    "killed": [],
    "problems": [],
    "seconds": {},
}
"""The JSON document, beside its head, where nothing was done."""


def register(app: typer.Typer, lang: Language) -> None:
    """Add the command to an application."""
    shared = ListOptions(lang)
    words = f"{say(lang, 'run')}\n\n{say(lang, 'run.more')}"

    @app.command("run", cls=command_class(lang), help=words, short_help=say(lang, "run"))
    def run(
        config: Annotated[str, shared.of("run", "config", meta="file")] = "",
        as_json: Annotated[bool, shared.json] = False,
        quiet: Annotated[bool, shared.quiet] = False,
        language: Annotated[str, shared.language] = "",
    ) -> int:
        from commatch.cli.render import complain, render
        from commatch.cli.run_run import run_file

        found, not_logged = run_file(config, lang, given=bool(language), show=not (quiet or as_json))
        render(found, as_json=as_json, quiet=quiet)
        if not_logged:
            complain(not_logged)
        return found.exit
