"""``commatch notice``: the public notice of a project list."""

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
    "files": [],
    "record": None,
    "counts": dict.fromkeys(("doing", "open", "masked", "errors", "warnings"), 0),
    "masked": [],
    **LAST,
}
"""The JSON document, beside its head, where nothing was written."""


def register(app: typer.Typer, lang: Language) -> None:
    """Add the command to an application."""
    shared = ListOptions(lang)
    words = f"{say(lang, 'notice')}\n\n{say(lang, 'notice.more')}"

    @app.command("notice", cls=command_class(lang), help=words, short_help=say(lang, "notice"))
    def notice(
        result: Annotated[str, shared.result],
        files: Annotated[list[str] | None, shared.files] = None,
        formats: Annotated[str, shared.of("notice", "format", meta="formats")] = "",
        output: Annotated[str, shared.of("notice", "output", "-o", meta="dir")] = "",
        settings: Annotated[list[str] | None, shared.of("notice", "set", meta="pair")] = None,
        previous: Annotated[str, shared.previous] = "",
        force: Annotated[bool, shared.force] = False,
        as_json: Annotated[bool, shared.json] = False,
        quiet: Annotated[bool, shared.quiet] = False,
        language: Annotated[str, shared.language] = "",
        show_personal: Annotated[bool, shared.show_personal] = False,
    ) -> int:
        from commatch.cli.job import given
        from commatch.cli.list_run import carry_out
        from commatch.cli.notice_run import printed

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
        return carry_out(job, lambda tell: printed(job, formats, tell), as_json=as_json, quiet=quiet)
