"""``commatch trends``: many months in one workbook and on one page."""

from collections.abc import Mapping
from typing import Annotated, Any

import typer

from commatch.cli.help import command_class
from commatch.cli.list_options import ListOptions
from commatch.texts.cli import say
from commatch.texts.language import Language

__all__ = ["BLANK", "register"]

BLANK: Mapping[str, Any] = {
    "months": [],
    "inputs": [],
    "output": None,
    "files": [],
    "counts": dict.fromkeys(
        ("files", "lists", "collected", "settled", "in_work", "handed_on", "refused", "errors", "warnings"), 0
    ),
    "median_days": None,
    "by_month": [],
    "short": [],
    "funders": [],
    "problems": [],
    "seconds": {},
}
"""The JSON document, beside its head, where nothing was written."""


def register(app: typer.Typer, lang: Language) -> None:
    """Add the command to an application; parameters as for ``commatch match``."""
    shared = ListOptions(lang)
    words = f"{say(lang, 'trends')}\n\n{say(lang, 'trends.more')}"
    files_argument = typer.Argument(
        help=say(lang, "trends.option.files"), metavar=say(lang, "meta.file"), show_default=False
    )

    @app.command("trends", cls=command_class(lang), help=words, short_help=say(lang, "trends"))
    def trends(
        files: Annotated[list[str], files_argument],
        output: Annotated[str, shared.of("trends", "output", "-o", meta="file")] = "",
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
        from commatch.cli.trends_run import printed

        job = given(
            "trends",
            files,
            lang,
            settings=settings,
            config=config,
            output=output,
            force=force,
            show_personal=show_personal,
        )
        return carry_out(job, lambda tell: printed(job, tell), as_json=as_json, quiet=quiet)
