"""``commatch match``: workbooks to a project list."""

from typing import Annotated

import typer

from commatch.cli.help import command_class
from commatch.cli.options import Options
from commatch.texts.cli import say
from commatch.texts.language import Language

__all__ = ["register"]


def register(app: typer.Typer, lang: Language) -> None:
    """Add the command to an application.

    Parameters
    ----------
    app : typer.Typer
        The application.
    lang : {'zh', 'en'}
        Language of help, messages and the workbook.
    """
    shared = Options(lang)

    @app.command("match", cls=command_class(lang), help=f"{say(lang, 'match')}\n\n{say(lang, 'match.more')}")
    def match(
        files: Annotated[list[str], shared.files],
        output: Annotated[str, shared.output] = "",
        month: Annotated[str, shared.month] = "",
        start: Annotated[str, shared.start] = "",
        previous: Annotated[str, shared.previous] = "",
        time_limit: Annotated[str, shared.time_limit] = "",
        gap: Annotated[str, shared.gap] = "",
        seed: Annotated[str, shared.seed] = "",
        threads: Annotated[str, shared.threads] = "",
        solver: Annotated[str, shared.solver] = "",
        accept_proposals: Annotated[bool, shared.accept_proposals] = False,
        remedies: Annotated[bool | None, shared.remedies] = None,
        gaps: Annotated[bool | None, shared.gaps] = None,
        settings: Annotated[list[str] | None, shared.set] = None,
        config: Annotated[str, shared.config] = "",
        force: Annotated[bool, shared.force] = False,
        as_json: Annotated[bool, shared.json] = False,
        quiet: Annotated[bool, shared.quiet] = False,
        language: Annotated[str, shared.language] = "",
        show_personal: Annotated[bool, shared.show_personal] = False,
    ) -> int:
        from commatch.cli.job import given
        from commatch.cli.render import progress, render
        from commatch.cli.summary import printed
        from commatch.cli.work import run

        named = {"month": month, "start": start, "time_limit": time_limit, "gap": gap, "seed": seed}
        job = given(
            "match",
            files,
            lang,
            settings=settings,
            config=config,
            named={**named, "threads": threads, "solver": solver},
            output=output,
            force=force,
            show_personal=show_personal,
            accept_proposals=accept_proposals,
            previous=previous,
            remedies=remedies,
            gaps=gaps,
        )
        with progress(lang, show=not (quiet or as_json)) as tell:
            report = run(job, tell)
        render(printed(report), as_json=as_json, quiet=quiet)
        return int(report.exit)
