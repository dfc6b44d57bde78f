"""``commatch tasks``: a project list to task sheets, venues' months and calendar files."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Annotated, Any

import typer

from commatch.cli.help import command_class
from commatch.cli.list_options import FIRST, LAST, ListOptions
from commatch.texts.cli import say
from commatch.texts.language import Language

if TYPE_CHECKING:
    from pathlib import Path

    from commatch.cli.job import Job
    from commatch.explaining.opened import Opened
    from commatch.reports.papers.api import Papers

__all__ = ["BLANK", "register"]

BLANK: Mapping[str, Any] = {
    **FIRST,
    "files": [],
    **LAST,
    "folder": None,
    "counts": dict.fromkeys(("helpers", "units", "venues", "calendars", "left_out"), 0),
}
"""The JSON document, beside its head, where nothing was written."""


def register(app: typer.Typer, lang: Language) -> None:
    """Add the command to an application."""
    shared = ListOptions(lang)
    words = f"{say(lang, 'tasks')}\n\n{say(lang, 'tasks.more')}"

    @app.command("tasks", cls=command_class(lang), help=words, short_help=say(lang, "tasks"))
    def tasks(
        result: Annotated[str, shared.result],
        files: Annotated[list[str] | None, shared.files] = None,
        output: Annotated[str, shared.of("tasks", "output", "-o", meta="dir")] = "",
        previous: Annotated[str, shared.previous] = "",
        force: Annotated[bool, shared.force] = False,
        as_json: Annotated[bool, shared.json] = False,
        quiet: Annotated[bool, shared.quiet] = False,
        language: Annotated[str, shared.language] = "",
        show_personal: Annotated[bool, shared.show_personal] = False,
    ) -> int:
        from commatch.cli.files import output_folder
        from commatch.cli.job import given
        from commatch.cli.list_run import carry_out
        from commatch.cli.paper_run import printed

        job = given(
            "tasks",
            [result, *(files or ())],
            lang,
            output=output,
            force=force,
            previous=previous,
            show_personal=show_personal,
        )
        folder = output_folder(output, job.files[0].parent, lang)
        return carry_out(
            job,
            lambda tell: printed(job, lambda opened: _write(job, folder, opened), tell, BLANK, _counts),
            as_json=as_json,
            quiet=quiet,
        )


def _write(job: "Job", folder: "Path", opened: "Opened") -> "tuple[Path, Papers]":
    from commatch.reports.papers.api import tasks_folder, write_tasks
    from commatch.workbook.schema import Lang

    lang = Lang(job.lang)
    return tasks_folder(opened, folder, lang), write_tasks(opened, folder, lang, force=job.force)


def _counts(doc: Mapping[str, Any], lang: Language) -> tuple[str, ...]:
    counts = doc["counts"]
    left_out = (say(lang, "tasks.left_out", **counts),) if counts["left_out"] else ()
    return say(lang, "tasks.counts", **counts), *left_out
