"""``commatch apply``: what was decided and carried out, seen to be possible and written into the list's next state."""

from collections.abc import Mapping
from typing import Annotated, Any

import typer

from commatch.cli.help import command_class
from commatch.cli.list_options import FIRST, ListOptions
from commatch.texts.cli import say
from commatch.texts.language import Language

__all__ = ["BLANK", "register"]

BLANK: Mapping[str, Any] = {
    **FIRST,
    "output": None,
    "files": [],
    "counts": dict.fromkeys(("needs", "projects", "moved", "history", "errors", "warnings"), 0),
    "statuses": {},
    "moved": [],
    "notes": [],
    "problems": [],
    "seconds": {},
}
"""The JSON document, beside its head, where nothing was written."""


def register(app: typer.Typer, lang: Language) -> None:
    """Add the command to an application."""
    shared = ListOptions(lang)
    words = f"{say(lang, 'apply')}\n\n{say(lang, 'apply.more')}"
    files_argument = typer.Argument(
        help=say(lang, "apply.option.files"), metavar=say(lang, "meta.file"), show_default=False
    )

    @app.command("apply", cls=command_class(lang), help=words, short_help=say(lang, "apply"))
    def apply(
        result: Annotated[str, shared.result],
        files: Annotated[list[str] | None, files_argument] = None,
        output: Annotated[str, shared.of("apply", "output", "-o", meta="file")] = "",
        on: Annotated[str, shared.of("apply", "on", meta="date")] = "",
        force: Annotated[bool, shared.force] = False,
        as_json: Annotated[bool, shared.json] = False,
        quiet: Annotated[bool, shared.quiet] = False,
        language: Annotated[str, shared.language] = "",
        show_personal: Annotated[bool, shared.show_personal] = False,
    ) -> int:
        from commatch.cli.apply_run import printed
        from commatch.cli.files import check_output
        from commatch.cli.job import day, given
        from commatch.cli.list_run import carry_out

        job = given("apply", [result, *(files or ())], lang, output=output, force=force, show_personal=show_personal)
        date = day(on, "--on", lang)
        check_output(output, lang)
        return carry_out(job, lambda tell: printed(job, date, tell), as_json=as_json, quiet=quiet)
