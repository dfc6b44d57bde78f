"""``commatch report``: a project list as one page for a browser."""

from collections.abc import Mapping
from typing import Annotated, Any

import typer

from commatch.cli.help import command_class
from commatch.cli.options import Options
from commatch.texts.cli import say
from commatch.texts.language import Language

__all__ = ["BLANK", "register"]

BLANK: Mapping[str, Any] = {
    "month": None,
    "result": None,
    "inputs": [],
    "output": None,
    "files": [],
    "counts": dict.fromkeys(("needs", "served", "unserved", "projects", "errors", "warnings"), 0),
    "edited": [],
    "violations": [],
    "problems": [],
    "seconds": {},
}
"""The JSON document, beside its head, where nothing was written."""


def register(app: typer.Typer, lang: Language) -> None:
    """Add the command to an application."""
    shared = Options(lang)
    result_argument = typer.Argument(
        help=say(lang, "explain.option.result"), metavar=say(lang, "meta.list"), show_default=False
    )
    inputs_argument = typer.Argument(
        help=say(lang, "explain.option.files"), metavar=say(lang, "meta.file"), show_default=False
    )
    html_option = typer.Option("--html", help=say(lang, "report.option.html"), show_default=False)
    output_option = typer.Option(
        "--output", "-o", help=say(lang, "report.option.output"), metavar=say(lang, "meta.file"), show_default=False
    )
    previous_option = typer.Option(
        "--previous", help=say(lang, "explain.option.previous"), metavar=say(lang, "meta.file"), show_default=False
    )
    words = f"{say(lang, 'report')}\n\n{say(lang, 'report.more')}"

    @app.command("report", cls=command_class(lang), help=words, short_help=say(lang, "report"))
    def report(
        result: Annotated[str, result_argument],
        files: Annotated[list[str] | None, inputs_argument] = None,
        html: Annotated[bool, html_option] = False,
        output: Annotated[str, output_option] = "",
        previous: Annotated[str, previous_option] = "",
        force: Annotated[bool, shared.force] = False,
        as_json: Annotated[bool, shared.json] = False,
        quiet: Annotated[bool, shared.quiet] = False,
        language: Annotated[str, shared.language] = "",
        show_personal: Annotated[bool, shared.show_personal] = False,
    ) -> int:
        from commatch.cli.job import given
        from commatch.cli.month_page_run import printed, run
        from commatch.cli.render import progress, render

        job = given(
            "report",
            [result, *(files or ())],
            lang,
            output=output,
            force=force,
            previous=previous,
            show_personal=show_personal,
        )
        with progress(lang, show=not (quiet or as_json)) as tell:
            found = run(job, tell)
        render(printed(found), as_json=as_json, quiet=quiet)
        return int(found.report.exit)
