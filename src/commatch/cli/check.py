"""``commatch check``: what is wrong in the workbooks, cell by cell, before anything is matched."""

from typing import Annotated, Any

import typer

from commatch.cli.help import command_class
from commatch.cli.options import Options
from commatch.texts.cli import say
from commatch.texts.language import Language

__all__ = ["BLANK", "register"]

BLANK: dict[str, Any] = {
    "month": None,
    "strict": False,
    "inputs": [],
    "files": [],
    "counts": {"errors": 0, "warnings": 0},
    "lists": [],
    "problems": [],
    "not_checked": [],
    "notes": [],
    "seconds": {},
}
"""The JSON document, beside its head, where nothing was checked."""


def register(app: typer.Typer, lang: Language) -> None:
    """Add the command to an application; parameters as for ``commatch match``."""
    shared = Options(lang)
    annotate_option = typer.Option("--annotate", help=say(lang, "check.option.annotate"), show_default=False)
    copy_option = typer.Option(
        "--output", "-o", help=say(lang, "check.option.output"), metavar=say(lang, "meta.file"), show_default=False
    )
    strict_option = typer.Option("--strict", help=say(lang, "check.option.strict"), show_default=False)

    @app.command("check", cls=command_class(lang), help=f"{say(lang, 'check')}\n\n{say(lang, 'check.more')}")
    def check(
        files: Annotated[list[str], shared.files],
        annotate: Annotated[bool, annotate_option] = False,
        output: Annotated[str, copy_option] = "",
        strict: Annotated[bool, strict_option] = False,
        month: Annotated[str, shared.month] = "",
        settings: Annotated[list[str] | None, shared.set] = None,
        config: Annotated[str, shared.config] = "",
        force: Annotated[bool, shared.force] = False,
        as_json: Annotated[bool, shared.json] = False,
        quiet: Annotated[bool, shared.quiet] = False,
        language: Annotated[str, shared.language] = "",
        show_personal: Annotated[bool, shared.show_personal] = False,
    ) -> int:
        from commatch.cli.check_page import page
        from commatch.cli.checkup import document, run
        from commatch.cli.job import given
        from commatch.cli.render import progress, render
        from commatch.cli.report import Printed

        job = given(
            "check",
            files,
            lang,
            settings=settings,
            config=config,
            named={"month": month},
            output=output,
            force=force,
            show_personal=show_personal,
        )
        with progress(lang, show=not (quiet or as_json)) as tell:
            found = run(job, strict=strict, annotate=annotate or bool(output), progress=tell)
        doc = document(found) if as_json else {}
        printed = Printed(found.exit, doc, lambda: list(page(found)), answer=True)
        render(printed, as_json=as_json, quiet=quiet)
        return int(found.exit)
