"""``commatch agenda``: a project list to the council day's paper."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Annotated, Any

import typer

from commatch.cli.help import command_class
from commatch.cli.list_options import FIRST, LAST, ListOptions
from commatch.texts.cli import say
from commatch.texts.language import Language

if TYPE_CHECKING:
    import datetime as dt
    from pathlib import Path

    from commatch.cli.job import Job
    from commatch.explaining.opened import Opened
    from commatch.reports.papers.api import Papers

__all__ = ["BLANK", "register"]

BLANK: Mapping[str, Any] = {
    **FIRST,
    "files": [],
    **LAST,
    "date": None,
    "counts": dict.fromkeys(
        ("urgent", "unserved", "to_confirm", "going_on", "proposals", "ending", "outside", "decided"), 0
    ),
}
"""The JSON document, beside its head, where nothing was written."""


def register(app: typer.Typer, lang: Language) -> None:
    """Add the command to an application."""
    shared = ListOptions(lang)
    words = f"{say(lang, 'agenda')}\n\n{say(lang, 'agenda.more')}"

    @app.command("agenda", cls=command_class(lang), help=words, short_help=say(lang, "agenda"))
    def agenda(
        result: Annotated[str, shared.result],
        files: Annotated[list[str] | None, shared.files] = None,
        date: Annotated[str, shared.of("agenda", "date", meta="date")] = "",
        output: Annotated[str, shared.of("agenda", "output", "-o", meta="file")] = "",
        previous: Annotated[str, shared.previous] = "",
        force: Annotated[bool, shared.force] = False,
        as_json: Annotated[bool, shared.json] = False,
        quiet: Annotated[bool, shared.quiet] = False,
        language: Annotated[str, shared.language] = "",
        show_personal: Annotated[bool, shared.show_personal] = False,
    ) -> int:
        from commatch.cli.files import check_output
        from commatch.cli.job import day, given
        from commatch.cli.list_run import carry_out
        from commatch.cli.paper_run import printed

        job = given(
            "agenda",
            [result, *(files or ())],
            lang,
            output=output,
            force=force,
            previous=previous,
            show_personal=show_personal,
        )
        chosen = day(date, "--date", lang)
        check_output(output, lang, ".docx")
        return carry_out(
            job,
            lambda tell: printed(job, lambda opened: _write(job, chosen, opened), tell, BLANK, _counts),
            as_json=as_json,
            quiet=quiet,
        )


def _write(job: "Job", day: "dt.date | None", opened: "Opened") -> "tuple[Path, Papers]":
    """Write the paper; its name is by the month, which the list says."""
    from commatch.cli.files import output_file
    from commatch.reports.papers.api import write_agenda
    from commatch.workbook.schema import Lang

    inputs, month = (*job.files, *opened.files), opened.written.month
    name = say(job.lang, "agenda.name", month=f"{month:%Y-%m}" if month else "")
    wanted = output_file(job.output, inputs, name, job.lang)
    return wanted, write_agenda(opened, wanted, Lang(job.lang), date=day, force=job.force, inputs=inputs)


def _counts(doc: Mapping[str, Any], lang: Language) -> tuple[str, ...]:
    counts = doc["counts"]
    decided = (say(lang, "agenda.decided", **counts),) if counts["decided"] else ()
    return say(lang, "agenda.counts", **counts), *decided
