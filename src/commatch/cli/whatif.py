"""``commatch whatif``: the month's plan as it is and with some changes, side by side; the files stay as they are."""

from typing import Annotated, Any

import typer

from commatch.cli.help import command_class
from commatch.cli.options import Options
from commatch.texts.cli import say
from commatch.texts.language import Language

__all__ = ["BLANK", "register"]

BLANK: dict[str, Any] = {
    "month": None,
    "changes": [],
    "before": None,
    "after": None,
    "by_group": [],
    "gained": [],
    "lost": [],
    "gone": [],
    "moved": [],
    "uses": [],
    "problems": [],
    "new_problems": [],
    "violations": [],
    "clash": [],
    "notes": [],
    "seconds": {},
}
"""The JSON document, beside its head, where nothing was compared."""


def register(app: typer.Typer, lang: Language) -> None:
    """Add the command to an application; parameters as for ``commatch match``."""
    shared = Options(lang)

    def own(name: str) -> Any:
        return typer.Option(
            f"--{name}",
            help=say(lang, f"option.whatif.{name}"),
            metavar=say(lang, f"meta.whatif.{name}"),
            show_default=False,
        )

    @app.command("whatif", cls=command_class(lang), help=f"{say(lang, 'whatif')}\n\n{say(lang, 'whatif.more')}")
    def whatif(
        files: Annotated[list[str], shared.files],
        add: Annotated[list[str] | None, own("add")] = None,
        remove: Annotated[list[str] | None, own("remove")] = None,
        changed: Annotated[list[str] | None, own("set")] = None,
        month: Annotated[str, shared.month] = "",
        start: Annotated[str, shared.start] = "",
        previous: Annotated[str, shared.previous] = "",
        time_limit: Annotated[str, shared.time_limit] = "",
        gap: Annotated[str, shared.gap] = "",
        seed: Annotated[str, shared.seed] = "",
        threads: Annotated[str, shared.threads] = "",
        solver: Annotated[str, shared.solver] = "",
        accept_proposals: Annotated[bool, shared.accept_proposals] = False,
        settings: Annotated[list[str] | None, shared.setting] = None,
        config: Annotated[str, shared.config] = "",
        as_json: Annotated[bool, shared.json] = False,
        quiet: Annotated[bool, shared.quiet] = False,
        language: Annotated[str, shared.language] = "",
        show_personal: Annotated[bool, shared.show_personal] = False,
    ) -> int:
        from commatch.altering.grammar import parse
        from commatch.cli.job import given
        from commatch.cli.render import progress, render
        from commatch.cli.whatif_page import printed
        from commatch.cli.whatif_run import run

        named = {"month": month, "start": start, "time_limit": time_limit, "gap": gap, "seed": seed}
        job = given(
            "whatif",
            files,
            lang,
            settings=settings,
            flag="--setting",
            config=config,
            named={**named, "threads": threads, "solver": solver},
            show_personal=show_personal,
            accept_proposals=accept_proposals,
            previous=previous,
        )
        with progress(lang, show=not (quiet or as_json)) as tell:
            found = run(job, parse(add or (), remove or (), changed or ()), tell)
        render(printed(found), as_json=as_json, quiet=quiet)
        return int(found.report.exit)
