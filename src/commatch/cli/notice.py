"""``commatch notice``: the public notice of a project list."""

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
    "files": [],
    "record": None,
    "counts": dict.fromkeys(("doing", "open", "masked", "errors", "warnings"), 0),
    "masked": [],
    "edited": [],
    "violations": [],
    "problems": [],
    "seconds": {},
}
"""The JSON document, beside its head, where nothing was written."""


def register(app: typer.Typer, lang: Language) -> None:
    """Add the command to an application."""
    shared = Options(lang)

    def option(*flags: str, words: str, meta: str) -> Any:
        return typer.Option(*flags, help=say(lang, words), metavar=say(lang, f"meta.{meta}"), show_default=False)

    result_argument = typer.Argument(
        help=say(lang, "explain.option.result"), metavar=say(lang, "meta.list"), show_default=False
    )
    inputs_argument = typer.Argument(
        help=say(lang, "explain.option.files"), metavar=say(lang, "meta.file"), show_default=False
    )
    format_option = option("--format", words="notice.option.format", meta="formats")
    output_option = option("--output", "-o", words="notice.option.output", meta="dir")
    set_option = option("--set", words="notice.option.set", meta="pair")
    previous_option = option("--previous", words="explain.option.previous", meta="file")
    words = f"{say(lang, 'notice')}\n\n{say(lang, 'notice.more')}"

    @app.command("notice", cls=command_class(lang), help=words, short_help=say(lang, "notice"))
    def notice(
        result: Annotated[str, result_argument],
        files: Annotated[list[str] | None, inputs_argument] = None,
        formats: Annotated[str, format_option] = "",
        output: Annotated[str, output_option] = "",
        settings: Annotated[list[str] | None, set_option] = None,
        previous: Annotated[str, previous_option] = "",
        force: Annotated[bool, shared.force] = False,
        as_json: Annotated[bool, shared.json] = False,
        quiet: Annotated[bool, shared.quiet] = False,
        language: Annotated[str, shared.language] = "",
        show_personal: Annotated[bool, shared.show_personal] = False,
    ) -> int:
        from commatch.cli.job import given
        from commatch.cli.notice_run import printed, run
        from commatch.cli.render import progress, render

        job = given(
            "notice",
            [result, *(files or ())],
            lang,
            settings=settings,
            output=output,
            force=force,
            previous=previous,
            show_personal=show_personal,
        )
        with progress(lang, show=not (quiet or as_json)) as tell:
            found = run(job, formats, tell)
        render(printed(found), as_json=as_json, quiet=quiet)
        return int(found.report.exit)
