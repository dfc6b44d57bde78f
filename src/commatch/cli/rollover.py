"""``commatch rollover``: the workbook that the next month begins with."""

from collections.abc import Mapping
from typing import Annotated, Any

import typer

from commatch.cli.help import command_class
from commatch.cli.list_options import ListOptions
from commatch.texts.cli import say
from commatch.texts.language import Language

__all__ = ["BLANK", "register"]

BLANK: Mapping[str, Any] = {
    "month": None,
    "next_month": None,
    "result": None,
    "inputs": [],
    "output": None,
    "files": [],
    "balance": None,
    "counts": dict.fromkeys(("new", "lines", "to_see", "errors", "warnings"), 0),
    "changes": [],
    "problems": [],
    "seconds": {},
}
"""The JSON document, beside its head, where nothing was written."""


def register(app: typer.Typer, lang: Language) -> None:
    """Add the command to an application."""
    shared = ListOptions(lang)
    inputs = typer.Argument(help=say(lang, "rollover.option.files"), metavar=say(lang, "meta.file"), show_default=False)
    words = f"{say(lang, 'rollover')}\n\n{say(lang, 'rollover.more')}"

    @app.command("rollover", cls=command_class(lang), help=words, short_help=say(lang, "rollover"))
    def rollover(
        result: Annotated[str, shared.result],
        files: Annotated[list[str] | None, inputs] = None,
        output: Annotated[str, shared.of("rollover", "output", "-o", meta="file")] = "",
        new: Annotated[list[str] | None, shared.of("rollover", "new", meta="file")] = None,
        pause: Annotated[list[str] | None, shared.of("rollover", "pause", meta="id")] = None,
        on: Annotated[str, shared.of("rollover", "on", meta="date")] = "",
        force: Annotated[bool, shared.force] = False,
        as_json: Annotated[bool, shared.json] = False,
        quiet: Annotated[bool, shared.quiet] = False,
        language: Annotated[str, shared.language] = "",
        show_personal: Annotated[bool, shared.show_personal] = False,
    ) -> int:
        from commatch.cli.job import day, given
        from commatch.cli.list_run import carry_out
        from commatch.cli.rollover_run import printed

        job = given(
            "rollover",
            [result, *(files or ())],
            lang,
            output=output,
            force=force,
            show_personal=show_personal,
        )
        date = day(on, "--on", lang)
        return carry_out(
            job, lambda tell: printed(job, new or (), pause or (), date, tell), as_json=as_json, quiet=quiet
        )
