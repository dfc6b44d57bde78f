"""``commatch tasks``: a project list to task sheets, venues' months and calendar files."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Annotated, Any

import typer

from commatch.cli.help import command_class
from commatch.cli.options import Options
from commatch.cli.paper_options import BLANK as SHARED
from commatch.cli.paper_options import PaperOptions
from commatch.texts.cli import say
from commatch.texts.language import Language

if TYPE_CHECKING:
    from pathlib import Path

    from commatch.cli.job import Job
    from commatch.explaining.opened import Opened
    from commatch.reports.papers import Papers

__all__ = ["BLANK", "register"]

BLANK: Mapping[str, Any] = {
    **SHARED,
    "folder": None,
    "counts": dict.fromkeys(("helpers", "units", "venues", "calendars", "left_out"), 0),
}
"""The JSON document, beside its head, where nothing was written."""


def register(app: typer.Typer, lang: Language) -> None:
    """Add the command to an application."""
    shared, own = Options(lang), PaperOptions("tasks", lang)
    words = f"{say(lang, 'tasks')}\n\n{say(lang, 'tasks.more')}"

    @app.command("tasks", cls=command_class(lang), help=words, short_help=say(lang, "tasks"))
    def tasks(
        result: Annotated[str, own.result],
        files: Annotated[list[str] | None, own.files] = None,
        output: Annotated[str, own.output("dir")] = "",
        previous: Annotated[str, own.previous] = "",
        force: Annotated[bool, shared.force] = False,
        as_json: Annotated[bool, shared.json] = False,
        quiet: Annotated[bool, shared.quiet] = False,
        language: Annotated[str, shared.language] = "",
        show_personal: Annotated[bool, shared.show_personal] = False,
    ) -> int:
        from commatch.cli.job import given
        from commatch.cli.paper_run import printed, run
        from commatch.cli.render import progress, render

        job = given(
            "tasks",
            [result, *(files or ())],
            lang,
            output=output,
            force=force,
            previous=previous,
            show_personal=show_personal,
        )
        _check_folder(output, lang)
        with progress(lang, show=not (quiet or as_json)) as tell:
            found = run(job, lambda opened: _write(job, opened), tell)
        render(printed(found, BLANK, _counts), as_json=as_json, quiet=quiet)
        return int(found.report.exit)


def _check_folder(wanted: str, lang: Language) -> None:
    """See that there is a folder to write into, before the long work.

    Raises
    ------
    Fault
        There is none.
    """
    from pathlib import Path

    from commatch.cli.exits import Exit
    from commatch.cli.report import Fault

    if wanted and not Path(wanted).is_dir():
        code, key = (Exit.USAGE, "usage.not_folder") if Path(wanted).exists() else (Exit.OUTPUT, "output.no_folder")
        raise Fault(code, say(lang, key, path=wanted))


def _write(job: "Job", opened: "Opened") -> "tuple[Path, Papers]":
    from pathlib import Path

    from commatch.reports.papers import tasks_folder, write_tasks
    from commatch.workbook.schema import Lang

    folder, lang = Path(job.output) if job.output else job.files[0].parent, Lang(job.lang)
    return tasks_folder(opened, folder, lang), write_tasks(opened, folder, lang, force=job.force)


def _counts(doc: Mapping[str, Any], lang: Language) -> tuple[str, ...]:
    counts = doc["counts"]
    left_out = (say(lang, "tasks.left_out", **counts),) if counts["left_out"] else ()
    return say(lang, "tasks.counts", **counts), *left_out
