"""``commatch tidy``: hand-made sheets to one standard workbook."""

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Annotated, Any

import typer

from commatch.cli.help import command_class
from commatch.cli.options import Options
from commatch.texts.cli import say
from commatch.texts.language import Language

if TYPE_CHECKING:
    from pathlib import Path

    from commatch.cli.blocks import Block
    from commatch.cli.job import Job
    from commatch.cli.report import Printed
    from commatch.settings import Settings
    from commatch.telling.report import Report
    from commatch.tidying.changes import Tidied
    from commatch.tidying.tidy import TidyResult

__all__ = ["BLANK", "errors_left", "left_out", "left_out_lines", "nothing_written", "register"]

BLANK: Mapping[str, Any] = {
    "month": None,
    "output": None,
    "files": [],
    "counts": dict.fromkeys(("sheets", "rows", "changes", "left_out", "not_tidied", "errors", "warnings"), 0),
    "sheets": [],
    "changes": [],
    "left_out": [],
    "problems": [],
    "seconds": {},
}
_ERRORS_SHOWN = 10


def register(app: typer.Typer, lang: Language) -> None:
    """Add the command to an application; parameters as for ``commatch match``."""
    shared = Options(lang)
    output_option = typer.Option(
        "--output", "-o", help=say(lang, "tidy.option.output"), metavar=say(lang, "meta.file"), show_default=False
    )
    month_option = typer.Option(
        "--month", help=say(lang, "tidy.option.month"), metavar=say(lang, "meta.month"), show_default=False
    )
    words = f"{say(lang, 'tidy')}\n\n{say(lang, 'tidy.more')}"

    @app.command("tidy", cls=command_class(lang), help=words, short_help=say(lang, "tidy"))
    def tidy(
        files: Annotated[list[str], shared.files],
        output: Annotated[str, output_option] = "",
        month: Annotated[str, month_option] = "",
        settings: Annotated[list[str] | None, shared.set] = None,
        config: Annotated[str, shared.config] = "",
        force: Annotated[bool, shared.force] = False,
        as_json: Annotated[bool, shared.json] = False,
        quiet: Annotated[bool, shared.quiet] = False,
        language: Annotated[str, shared.language] = "",
    ) -> int:
        from commatch.cli.job import given
        from commatch.cli.render import progress, render

        job = given(
            "tidy", files, lang, settings=settings, config=config, named={"month": month}, output=output, force=force
        )
        with progress(lang, show=not (quiet or as_json)) as tell:
            tell("read", None)
            report, result = _run(job)
        render(_printed(report, result), as_json=as_json, quiet=quiet)
        return int(report.exit)


def _run(job: "Job") -> "tuple[Report, TidyResult | None]":
    """Do a job; raises as :func:`commatch.cli.rewrite.rewrite` does."""
    from commatch import api
    from commatch.cli.rewrite import rewrite

    def write(path: "Path", settings: "Settings") -> "TidyResult":
        return api.tidy(job.files, path, lang=job.lang, force=job.force, settings=settings, **job.overrides)

    return rewrite(job, write)


def _printed(report: "Report", result: "TidyResult | None") -> "Printed":
    from commatch.cli.report import Printed

    doc = document(report, result)
    return Printed(report.exit, doc, lambda: list(_page(report, doc)), answer=report.output is not None)


def document(report: "Report", result: "TidyResult | None") -> dict[str, Any]:
    """Return what tidying gave as the JSON document says it; nothing personal is in it."""
    from commatch.cli.rewrite import rewritten

    doc = rewritten(report, "tidied", BLANK)
    counts = doc["counts"]
    if result is not None and report.output:
        doc |= _told(result.tidied, report)
        counts |= {"sheets": len(doc["sheets"]), "rows": sum(sheet["rows"] for sheet in doc["sheets"])}
        counts |= {"changes": len(result.tidied.changes), "left_out": len(doc["left_out"])}
        counts |= {"not_tidied": len(result.tidied.log) - counts["changes"]}
    return doc


def _told(tidied: "Tidied", report: "Report") -> dict[str, Any]:
    """Return the sheets, how often each rule applied, and where what was left behind stood."""
    from commatch.reports.tidied import rule_name

    return {
        "sheets": [
            *({"sheet": sheet.sheet.name(tidied.lang), "rows": len(sheet.rows)} for sheet in tidied.sheets),
            *({"sheet": bare.name, "rows": len(bare.rows)} for bare in tidied.bare),
        ],
        "changes": [
            {"rule": rule, "name": rule_name(rule, tidied.lang), "count": count}
            for rule, count in tidied.counts().items()
        ],
        "left_out": left_out(tidied, report),
    }


def left_out(tidied: "Tidied", report: "Report") -> list[dict[str, Any]]:
    """Return what was left behind of the files, and where it stood."""
    from commatch.workbook.outputs import LEFT_OUT_RULES

    return [
        {
            "rule": change.rule,
            "file": change.source.file,
            "sheet": report.shown(change.source.sheet),
            "cell": change.source.cell,
            "rows": int(change.before) if change.rule == "sheet_left_out" else 1,
        }
        for change in tidied.log
        if change.rule in LEFT_OUT_RULES
    ]


def _page(report: "Report", doc: Mapping[str, Any]) -> "Iterator[Block]":
    from commatch.cli.blocks import Items, Line, Table
    from commatch.cli.files import quoted
    from commatch.cli.report import left_alone
    from commatch.workbook.outputs import LEFT_OUT_RULES, TIDY_LOG
    from commatch.workbook.schema import Lang

    lang, counts, output = report.lang, doc["counts"], report.output
    if output is None:
        yield from nothing_written(lang, doc)
        return
    log = TIDY_LOG.name(Lang(lang))
    yield Line(say(lang, "tidy.title", sheets=counts["sheets"], rows=counts["rows"]), "title")
    told = [item for item in doc["changes"] if item["rule"] not in LEFT_OUT_RULES]
    if told:
        headers = (say(lang, "column.rule"), say(lang, "column.count"))
        rows = tuple((item["name"], str(item["count"])) for item in told)
        yield Table(say(lang, "tidy.changes", log=log), headers, rows)
    elif not doc["left_out"]:
        yield Line(say(lang, "tidy.same"), "good")
    if doc["left_out"]:
        yield Items(say(lang, "tidy.left_out"), tuple(left_out_lines(lang, doc)), "quiet")
    yield from errors_left(lang, doc, "tidy.errors")
    if counts["warnings"]:
        yield Line("")
        yield Line(say(lang, "tidy.warnings", count=counts["warnings"]), "quiet")
    yield from left_alone(report)
    yield Items(say(lang, "planned.files"), tuple(doc["files"]), "good")
    command = f"commatch check {quoted(output)}"
    todo = [say(lang, "tidy.next.look", file=output.name, log=log)]
    if any(item["code"] == "unknown_sheet" for item in doc["problems"]):
        todo.append(say(lang, "tidy.next.unknown", command="commatch schema"))
    if counts["errors"]:
        todo.append(say(lang, "tidy.next.mend", file=output.name, command=command))
    else:
        todo.append(say(lang, "tidy.next.check", command=command))
    yield Items(say(lang, "planned.next"), tuple(todo))


def nothing_written(lang: Language, doc: Mapping[str, Any]) -> "Iterator[Block]":
    """Yield that nothing was written, and why."""
    from commatch.assemble.proposals import UNDECIDED
    from commatch.cli.blocks import Line

    undecided = any(item["code"] in UNDECIDED for item in doc["problems"])
    yield Line(say(lang, "tidy.undecided" if undecided else "tidy.unread"), "bad")
    yield from errors_left(lang, doc, "tidy.errors")


def errors_left(lang: Language, doc: Mapping[str, Any], title: str) -> "Iterator[Block]":
    """Yield the first errors that remain; all of them are in the document, and what ``commatch check`` says."""
    from commatch.cli.blocks import Items

    errors = [item for item in doc["problems"] if item["severity"] == "error"]
    lines = []
    for item in errors[:_ERRORS_SHOWN]:
        where = "!".join(part for part in (item["sheet"] or item["file"], item["cell"]) if part)
        lines.append(f"{where}  {item['message']}\n{say(lang, 'problems.do', hint=item['hint'])}".strip())
    if len(errors) > len(lines):
        lines.append(say(lang, "tidy.errors.more", count=len(errors) - len(lines)))
    if lines:
        key = title if doc["output"] else "severity.error"
        yield Items(say(lang, key, count=len(errors)), tuple(lines), "bad")


def left_out_lines(lang: Language, doc: Mapping[str, Any]) -> Iterator[str]:
    """Yield a line for each sheet: how many of its rows, of which sort, stay behind; or that all of it does."""
    from commatch.reports.tidied import rule_name
    from commatch.workbook.schema import Lang

    sheets: dict[str, Counter[str]] = {}
    for item in doc["left_out"]:
        place = f"{item['file']} · {item['sheet']}"
        if item["rule"] == "sheet_left_out":
            yield say(lang, "tidy.left_out.sheet", place=place, rows=item["rows"])
        else:
            sheets.setdefault(place, Counter())[rule_name(item["rule"], Lang(lang))] += 1
    for place, found in sheets.items():
        some = [say(lang, "tidy.left_out.some", name=name, count=count) for name, count in found.items()]
        yield say(lang, "tidy.left_out.rows", place=place, words=say(lang, "usage.list").join(some))
