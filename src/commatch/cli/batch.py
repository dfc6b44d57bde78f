"""``commatch batch``: every community of a folder in one go."""

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
    "folder": None,
    "output": None,
    "files": [],
    "kept": [],
    "counts": dict.fromkeys(
        ("communities", "done", "resumed", "failed", "planned", "served", "unserved", "errors", "warnings"), 0
    ),
    "communities": [],
    "aside": [],
    "absent": [],
    "problems": [],
    "seconds": {},
}
"""The JSON document, beside its head, where nothing was done."""


def register(app: typer.Typer, lang: Language) -> None:
    """Add the command to an application."""
    shared = ListOptions(lang)
    words = f"{say(lang, 'batch')}\n\n{say(lang, 'batch.more')}"
    folder_argument = typer.Argument(
        help=say(lang, "batch.option.folder"), metavar=say(lang, "meta.dir"), show_default=False
    )

    @app.command("batch", cls=command_class(lang), help=words, short_help=say(lang, "batch"))
    def batch(
        folder: Annotated[str, folder_argument],
        output: Annotated[str, shared.of("batch", "output", "-o", meta="dir")],
        steps: Annotated[str, shared.of("batch", "do", meta="steps")] = "match",
        jobs: Annotated[str, shared.of("batch", "jobs", meta="number")] = "",
        cluster: Annotated[str, shared.of("batch", "cluster", meta="address")] = "",
        pool: Annotated[bool, shared.of("batch", "pool")] = False,
        resume: Annotated[bool, shared.of("batch", "resume")] = False,
        timeout: Annotated[str, shared.of("batch", "timeout", meta="span")] = "",
        month: Annotated[str, shared.month] = "",
        start: Annotated[str, shared.start] = "",
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
        force: Annotated[bool, shared.of("batch", "force")] = False,
        as_json: Annotated[bool, shared.json] = False,
        quiet: Annotated[bool, shared.quiet] = False,
        language: Annotated[str, shared.language] = "",
    ) -> int:
        from commatch.cli.batch_run import Chosen, printed
        from commatch.cli.job import given
        from commatch.cli.render import render, tally

        named = {"month": month, "start": start, "time_limit": time_limit, "gap": gap, "seed": seed}
        job = given(
            "batch",
            (),
            lang,
            settings=settings,
            config=config,
            named={**named, "threads": threads, "solver": solver},
            output=output,
            force=force,
            accept_proposals=accept_proposals,
            remedies=remedies,
            gaps=gaps,
        )
        chosen = Chosen.of(job, folder, steps, jobs, cluster, timeout, resume=resume, pool=pool)
        with tally(lang, show=not (quiet or as_json)) as tell:
            found = printed(chosen, tell)
        render(found, as_json=as_json, quiet=quiet)
        return found.exit
