"""``commatch draft``: raw lists to a standard workbook with proposals."""

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
    from commatch.drafting.draft import DraftResult
    from commatch.settings import Settings
    from commatch.telling.report import Report

__all__ = ["BLANK", "register"]

BLANK: Mapping[str, Any] = {
    "month": None,
    "output": None,
    "files": [],
    "counts": dict.fromkeys(
        ("sheets", "rows", "proposals", "not_proposed", "told_twice", "learned", "errors", "warnings"), 0
    ),
    "columns": [],
    "told_twice": [],
    "left_out": [],
    "learned": [],
    "problems": [],
    "seconds": {},
}


def register(app: typer.Typer, lang: Language) -> None:
    """Add the command to an application; parameters as for ``commatch match``."""
    shared = Options(lang)
    output_option = typer.Option(
        "--output", "-o", help=say(lang, "draft.option.output"), metavar=say(lang, "meta.file"), show_default=False
    )
    learn_option = typer.Option(
        "--learn", help=say(lang, "draft.option.learn"), metavar=say(lang, "meta.file"), show_default=False
    )
    month_option = typer.Option(
        "--month", help=say(lang, "tidy.option.month"), metavar=say(lang, "meta.month"), show_default=False
    )
    words = f"{say(lang, 'draft')}\n\n{say(lang, 'draft.more')}"

    @app.command("draft", cls=command_class(lang), help=words, short_help=say(lang, "draft"))
    def draft(
        files: Annotated[list[str], shared.files],
        output: Annotated[str, output_option] = "",
        learn: Annotated[list[str] | None, learn_option] = None,
        month: Annotated[str, month_option] = "",
        settings: Annotated[list[str] | None, shared.set] = None,
        config: Annotated[str, shared.config] = "",
        force: Annotated[bool, shared.force] = False,
        as_json: Annotated[bool, shared.json] = False,
        quiet: Annotated[bool, shared.quiet] = False,
        language: Annotated[str, shared.language] = "",
    ) -> int:
        from commatch.cli.files import check_inputs, expanded
        from commatch.cli.job import given
        from commatch.cli.render import progress, render

        job = given(
            "draft", files, lang, settings=settings, config=config, named={"month": month}, output=output, force=force
        )
        learned = expanded(learn or ())
        check_inputs(learned, lang)
        with progress(lang, show=not (quiet or as_json)) as tell:
            tell("draft", None)
            report, result = _run(job, learned)
        render(_printed(job, report, result), as_json=as_json, quiet=quiet)
        return int(report.exit)


def _run(job: "Job", learned: "tuple[Path, ...]") -> "tuple[Report, DraftResult | None]":
    """Do a job; raises as :func:`commatch.cli.rewrite.rewrite` does."""
    from commatch import api
    from commatch.cli.rewrite import rewrite

    def write(path: "Path", settings: "Settings") -> "DraftResult":
        said: dict[str, Any] = dict(job.overrides)
        return api.draft(job.files, path, learn=learned, lang=job.lang, force=job.force, settings=settings, **said)

    return rewrite(job, write, learned)


def _printed(job: "Job", report: "Report", result: "DraftResult | None") -> "Printed":
    from commatch.cli.report import Printed

    doc = document(report, result)
    return Printed(report.exit, doc, lambda: list(_page(job, report, doc)), answer=report.output is not None)


def document(report: "Report", result: "DraftResult | None") -> dict[str, Any]:
    """Return what drafting gave as the JSON document says it; nothing personal is in it."""
    from commatch.cli.rewrite import rewritten
    from commatch.cli.tidy import left_out
    from commatch.workbook.schema import RESOURCE_SHEETS

    doc = rewritten(report, "drafted", BLANK)
    counts = doc["counts"]
    if result is None:
        return doc
    doc["learned"] = [{"file": name, "needs": count} for name, count in sorted(result.learned.items())]
    counts["learned"] = sum(result.learned.values())
    if report.output:
        drafted = result.drafted
        doc["left_out"] = left_out(drafted.tidied, report)
        doc["columns"] = list(_columns(report.lang, result))
        doc["told_twice"] = [
            {"need_id": row_id, "earlier": mark.other, "confidence": mark.confidence} for mark, row_id in drafted.marks
        ]
        lists = [sheet for sheet in drafted.tidied.sheets if sheet.sheet.key in ("needs", *RESOURCE_SHEETS.values())]
        counts |= {"sheets": len(lists), "rows": sum(len(sheet.rows) for sheet in lists)}
        counts |= {"proposals": len(drafted.proposals), "told_twice": len(drafted.marks)}
        counts["not_proposed"] = sum(item["not_proposed"] for item in doc["columns"])
    return doc


def _columns(lang: Language, result: "DraftResult") -> Iterator[dict[str, Any]]:
    """Yield how many cells of each column got a proposal and how many did not for want of confidence."""
    from commatch.workbook.schema import INPUT, Lang

    drafted = result.drafted
    proposed = Counter((item.sheet, item.column) for item, _ in drafted.proposals)
    left = Counter((item.sheet, item.column) for item, _ in drafted.unsure)
    for key, sheet in INPUT.items():
        for column in sheet.columns:
            at = (key, column.key)
            if proposed[at] or left[at]:
                yield {
                    "sheet": sheet.name(Lang(lang)),
                    "column": column.header(Lang(lang)),
                    "proposed": proposed[at],
                    "not_proposed": left[at],
                }


def _page(job: "Job", report: "Report", doc: Mapping[str, Any]) -> "Iterator[Block]":
    from commatch.cli.blocks import Items, Line, Table
    from commatch.cli.files import quoted
    from commatch.cli.job import typed_again
    from commatch.cli.report import left_alone
    from commatch.cli.tidy import errors_left, left_out_lines, nothing_written
    from commatch.texts.drafting import DRAFT_TEXTS
    from commatch.workbook.outputs import DRAFT_LOG
    from commatch.workbook.schema import Lang

    lang, counts, output = report.lang, doc["counts"], report.output
    if output is None:
        yield from nothing_written(lang, doc)
        return
    log = DRAFT_LOG.name(Lang(lang))
    yield Line(
        say(lang, "draft.title", sheets=counts["sheets"], rows=counts["rows"], proposals=counts["proposals"]), "title"
    )
    if doc["columns"]:
        keys = ("list", "field", "proposed", "left")
        rows = tuple(
            (item["sheet"], item["column"], str(item["proposed"]), str(item["not_proposed"])) for item in doc["columns"]
        )
        yield Table(say(lang, "draft.table"), tuple(say(lang, f"column.{key}") for key in keys), rows)
    else:
        yield Line(say(lang, "draft.none"), "quiet")
    if counts["told_twice"]:
        header = DRAFT_TEXTS["twice.header"][0 if lang == "zh" else 1]
        yield Line(say(lang, "draft.twice", count=counts["told_twice"], header=header), "plain")
    for item in doc["learned"]:
        if not item["needs"]:
            yield Line(say(lang, "draft.learned_none", file=item["file"]), "bad")
    if counts["learned"]:
        yield Line(say(lang, "draft.learned", count=counts["learned"]), "quiet")
    if doc["left_out"]:
        yield Items(say(lang, "tidy.left_out"), tuple(left_out_lines(lang, doc)), "quiet")
    yield from errors_left(lang, doc, "draft.errors")
    if counts["warnings"]:
        yield Line("")
        yield Line(say(lang, "tidy.warnings", count=counts["warnings"]), "quiet")
    yield from left_alone(report)
    yield Items(say(lang, "planned.files"), tuple(doc["files"]), "good")
    again = " ".join([quoted(output), *typed_again(job)])
    todo = []
    if counts["proposals"]:
        todo.append(say(lang, "draft.next.look", file=output.name, log=log))
    if counts["errors"]:
        todo.append(say(lang, "tidy.next.mend", file=output.name, command=f"commatch check {again}"))
    else:
        todo.append(say(lang, "draft.next.match", command=f"commatch match {again}"))
        if counts["proposals"]:
            todo.append(say(lang, "draft.next.accept", command=f"commatch match {again} --accept-proposals"))
    yield Items(say(lang, "planned.next"), tuple(todo))
