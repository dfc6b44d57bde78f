"""``commatch match``: workbooks to a project list."""

from pathlib import Path
from typing import Annotated

import typer

from commatch.cli.help import command_class
from commatch.cli.options import Options
from commatch.texts.cli import say
from commatch.texts.language import Language

__all__ = ["register"]

_FLAGS = {"start": "from"}


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
        time_limit: Annotated[str, shared.time_limit] = "",
        gap: Annotated[str, shared.gap] = "",
        seed: Annotated[str, shared.seed] = "",
        threads: Annotated[str, shared.threads] = "",
        solver: Annotated[str, shared.solver] = "",
        settings: Annotated[list[str] | None, shared.set] = None,
        config: Annotated[str, shared.config] = "",
        force: Annotated[bool, shared.force] = False,
        as_json: Annotated[bool, shared.json] = False,
        quiet: Annotated[bool, shared.quiet] = False,
        language: Annotated[str, shared.language] = "",
        show_personal: Annotated[bool, shared.show_personal] = False,
    ) -> int:
        from commatch.cli.files import expanded
        from commatch.cli.render import progress, render
        from commatch.cli.summary import printed
        from commatch.cli.work import Job, pairs, run

        given = {"month": month, "start": start, "time_limit": time_limit, "gap": gap, "seed": seed}
        named = {key: value for key, value in {**given, "threads": threads, "solver": solver}.items() if value}
        job = Job(
            command="match",
            files=expanded(files),
            lang=lang,
            output=output,
            overrides={**pairs(settings or [], lang), **named},
            options={key: f"--{_FLAGS.get(key, key.replace('_', '-'))}" for key in named},
            config=Path(config) if config else None,
            force=force,
            show_personal=show_personal,
        )
        with progress(lang, show=not (quiet or as_json)) as tell:
            report = run(job, tell)
        render(printed(report), as_json=as_json, quiet=quiet)
        return int(report.exit)
