"""``commatch explain``: why the plan is as it is, for a need, a resource or a pair."""

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
    "result": None,
    "inputs": [],
    "asked": {"need_id": None, "resource_id": None},
    "answer": [],
    "need": None,
    "resource": None,
    "pair": None,
    "edited": [],
    "violations": [],
    "problems": [],
    "seconds": {},
}
"""The JSON document, beside its head, where there is no answer."""


def register(app: typer.Typer, lang: Language) -> None:
    """Add the command to an application."""
    shared = ListOptions(lang)

    def option(name: str, meta: str) -> Any:
        words = say(lang, f"explain.option.{name}")
        return typer.Option(f"--{name.replace('_', '-')}", help=words, metavar=meta, show_default=False)

    need_meta, resource_meta = say(lang, "meta.need"), say(lang, "meta.resource")
    need_option, resource_option = option("need", need_meta), option("resource", resource_meta)
    pair_option = option("pair", f"{need_meta} {resource_meta}")
    limit_option = option("time_limit", say(lang, "meta.seconds"))

    @app.command("explain", cls=command_class(lang), help=f"{say(lang, 'explain')}\n\n{say(lang, 'explain.more')}")
    def explain(
        result: Annotated[str, shared.result],
        files: Annotated[list[str] | None, shared.files] = None,
        need: Annotated[str, need_option] = "",
        resource: Annotated[str, resource_option] = "",
        pair: Annotated[tuple[str, str], pair_option] = ("", ""),
        previous: Annotated[str, shared.previous] = "",
        time_limit: Annotated[str, limit_option] = "",
        as_json: Annotated[bool, shared.json] = False,
        quiet: Annotated[bool, shared.quiet] = False,
        language: Annotated[str, shared.language] = "",
        show_personal: Annotated[bool, shared.show_personal] = False,
    ) -> int:
        from commatch.cli.explained import Asked, document, page, run
        from commatch.cli.render import progress, render
        from commatch.cli.report import Printed

        asked = Asked.of(
            lang, result, files or (), need, resource, pair, previous, time_limit, show_personal=show_personal
        )
        with progress(lang, show=not (quiet or as_json)) as tell:
            found = run(asked, tell)
        printed = Printed(found.exit, document(found), lambda: list(page(found)))
        render(printed, as_json=as_json, quiet=quiet)
        return int(found.exit)
