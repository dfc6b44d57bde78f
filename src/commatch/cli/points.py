"""``commatch points``: what everybody earned and spent in points, and what is left."""

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
    "inputs": [],
    "output": None,
    "files": [],
    "counts": dict.fromkeys(("people", "lines", "earned", "spent", "balance", "errors", "warnings"), 0),
    "balances": [],
    "lines": [],
    "problems": [],
    "seconds": {},
}
"""The JSON document, beside its head, where nothing was counted."""


def register(app: typer.Typer, lang: Language) -> None:
    """Add the command to an application."""
    shared = ListOptions(lang)
    files_argument = typer.Argument(
        help=say(lang, "points.option.files"), metavar=say(lang, "meta.file"), show_default=False
    )
    words = f"{say(lang, 'points')}\n\n{say(lang, 'points.more')}"

    @app.command("points", cls=command_class(lang), help=words, short_help=say(lang, "points"))
    def points(
        files: Annotated[list[str], files_argument],
        output: Annotated[str, shared.of("points", "output", "-o", meta="file")] = "",
        settings: Annotated[list[str] | None, shared.set] = None,
        config: Annotated[str, shared.config] = "",
        force: Annotated[bool, shared.force] = False,
        as_json: Annotated[bool, shared.json] = False,
        quiet: Annotated[bool, shared.quiet] = False,
        language: Annotated[str, shared.language] = "",
        show_personal: Annotated[bool, shared.show_personal] = False,
    ) -> int:
        from commatch.cli.job import given
        from commatch.cli.list_run import carry_out
        from commatch.cli.points_run import printed

        job = given(
            "points",
            files,
            lang,
            settings=settings,
            config=config,
            output=output,
            force=force,
            show_personal=show_personal,
        )
        return carry_out(job, lambda tell: printed(job, tell), as_json=as_json, quiet=quiet)
