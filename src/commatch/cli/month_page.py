"""``commatch report``: a project list as one page for a browser."""

from collections.abc import Mapping
from typing import Annotated, Any

import typer

from commatch.cli.help import command_class
from commatch.cli.list_options import FIRST, LAST, ListOptions
from commatch.texts.cli import say
from commatch.texts.language import Language

__all__ = ["BLANK", "register"]

BLANK: Mapping[str, Any] = {
    **FIRST,
    "output": None,
    "files": [],
    "counts": dict.fromkeys(("needs", "served", "unserved", "projects", "errors", "warnings"), 0),
    **LAST,
}
"""The JSON document, beside its head, where nothing was written."""


def register(app: typer.Typer, lang: Language) -> None:
    """Add the command to an application."""
    shared = ListOptions(lang)
    words = f"{say(lang, 'report')}\n\n{say(lang, 'report.more')}"

    @app.command("report", cls=command_class(lang), help=words, short_help=say(lang, "report"))
    def report(
        result: Annotated[str, shared.result],
        files: Annotated[list[str] | None, shared.files] = None,
        html: Annotated[bool, shared.of("report", "html")] = False,
        output: Annotated[str, shared.of("report", "output", "-o", meta="file")] = "",
        previous: Annotated[str, shared.previous] = "",
        force: Annotated[bool, shared.force] = False,
        as_json: Annotated[bool, shared.json] = False,
        quiet: Annotated[bool, shared.quiet] = False,
        language: Annotated[str, shared.language] = "",
        show_personal: Annotated[bool, shared.show_personal] = False,
    ) -> int:
        from commatch.cli.job import given
        from commatch.cli.list_run import carry_out
        from commatch.cli.month_page_run import printed

        job = given(
            "report",
            [result, *(files or ())],
            lang,
            output=output,
            force=force,
            previous=previous,
            show_personal=show_personal,
        )
        return carry_out(job, lambda tell: printed(job, tell), as_json=as_json, quiet=quiet)
