"""``commatch check``: what is wrong in the workbooks, cell by cell, before anything is matched."""

from collections.abc import Sequence
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
    "files": [],
    "counts": {"errors": 0, "warnings": 0},
    "lists": [],
    "problems": [],
    "notes": [],
    "seconds": {},
}
"""The JSON document, beside its head, where nothing was checked."""
_ANNOTATE = "--annotate"
_VALUED = ("--month", "--set", "--config", "--lang")


def register(app: typer.Typer, lang: Language) -> None:
    """Add the command to an application; parameters as for ``commatch match``."""
    shared = Options(lang)
    annotate_option = typer.Option(
        _ANNOTATE, help=say(lang, "check.option.annotate"), metavar=say(lang, "meta.maybe_file"), show_default=False
    )
    strict_option = typer.Option("--strict", help=say(lang, "check.option.strict"), show_default=False)

    class Check(command_class(lang)):  # type: ignore[misc]  # made for the language
        def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
            return super().parse_args(ctx, _spelled_out(args))  # type: ignore[no-any-return]

    @app.command("check", cls=Check, help=f"{say(lang, 'check')}\n\n{say(lang, 'check.more')}")
    def check(
        files: Annotated[list[str], shared.files],
        annotate: Annotated[str | None, annotate_option] = None,
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
            output=annotate or "",
            force=force,
            show_personal=show_personal,
        )
        with progress(lang, show=not (quiet or as_json)) as tell:
            found = run(job, strict=strict, annotate=annotate is not None, progress=tell)
        doc = document(found) if as_json else {}
        printed = Printed(found.exit, doc, lambda: list(page(found)), answer=True)
        render(printed, as_json=as_json, quiet=quiet)
        return int(found.exit)


def _spelled_out(words: Sequence[str]) -> list[str]:
    """Return a command line whose ``--annotate`` has a value: a blank one where no name of a copy follows.

    A name that follows is the copy's, unless it is the only one: then it is the file to be checked.
    """
    pairs = zip(["", *words], words, strict=False)
    files = [(last, word) for last, word in pairs if word[:1] != "-" and last not in _VALUED]
    alone = all(last == _ANNOTATE for last, _ in files)
    following = [*words[1:], "-"]
    return [
        f"{word}=" if word == _ANNOTATE and (alone or after[:1] == "-") else word
        for word, after in zip(words, following, strict=False)
    ]
