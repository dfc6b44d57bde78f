"""``commatch agenda``: a project list to the council day's paper."""

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
    import datetime as dt
    from pathlib import Path

    from commatch.cli.job import Job
    from commatch.explaining.opened import Opened
    from commatch.reports.papers import Papers

__all__ = ["BLANK", "register"]

BLANK: Mapping[str, Any] = {
    **SHARED,
    "date": None,
    "counts": dict.fromkeys(("urgent", "unserved", "to_confirm", "proposals", "ending", "outside", "decided"), 0),
}
"""The JSON document, beside its head, where nothing was written."""


def register(app: typer.Typer, lang: Language) -> None:
    """Add the command to an application."""
    shared, own = Options(lang), PaperOptions("agenda", lang)
    words = f"{say(lang, 'agenda')}\n\n{say(lang, 'agenda.more')}"
    date_option = typer.Option(
        "--date", help=say(lang, "agenda.option.date"), metavar=say(lang, "meta.date"), show_default=False
    )

    @app.command("agenda", cls=command_class(lang), help=words, short_help=say(lang, "agenda"))
    def agenda(
        result: Annotated[str, own.result],
        files: Annotated[list[str] | None, own.files] = None,
        date: Annotated[str, date_option] = "",
        output: Annotated[str, own.output("file")] = "",
        previous: Annotated[str, own.previous] = "",
        force: Annotated[bool, shared.force] = False,
        as_json: Annotated[bool, shared.json] = False,
        quiet: Annotated[bool, shared.quiet] = False,
        language: Annotated[str, shared.language] = "",
        show_personal: Annotated[bool, shared.show_personal] = False,
    ) -> int:
        from commatch.cli.files import check_output
        from commatch.cli.job import given
        from commatch.cli.paper_run import printed, run
        from commatch.cli.render import progress, render

        job = given(
            "agenda",
            [result, *(files or ())],
            lang,
            output=output,
            force=force,
            previous=previous,
            show_personal=show_personal,
        )
        day = _day(date, lang)
        check_output(output, lang, ".docx")
        with progress(lang, show=not (quiet or as_json)) as tell:
            found = run(job, lambda opened: _write(job, day, opened), tell)
        render(printed(found, BLANK, _counts), as_json=as_json, quiet=quiet)
        return int(found.report.exit)


def _day(text: str, lang: Language) -> "dt.date | None":
    """Return a day that was named.

    Raises
    ------
    Fault
        It is none.
    """
    from commatch.cli.exits import Exit
    from commatch.cli.report import Fault
    from commatch.workbook import cells

    if not text:
        return None
    read = cells.date(text)
    if read.value is None or read.note:  # a day without its year
        raise Fault(Exit.USAGE, say(lang, "agenda.bad_date", value=text))
    return read.value


def _write(job: "Job", day: "dt.date | None", opened: "Opened") -> "tuple[Path, Papers]":
    """Write the paper; its name is by the month, which the list says."""
    from commatch.cli.files import output_file
    from commatch.reports.papers import write_agenda
    from commatch.workbook.schema import Lang

    inputs, month = (*job.files, *opened.files), opened.written.month
    name = say(job.lang, "agenda.name", month=f"{month:%Y-%m}" if month else "")
    wanted = output_file(job.output, inputs, name, job.lang)
    return wanted, write_agenda(opened, wanted, Lang(job.lang), date=day, force=job.force, inputs=inputs)


def _counts(doc: Mapping[str, Any], lang: Language) -> tuple[str, ...]:
    counts = doc["counts"]
    decided = (say(lang, "agenda.decided", **counts),) if counts["decided"] else ()
    return say(lang, "agenda.counts", **counts), *decided
