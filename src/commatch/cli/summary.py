"""A report as a page for people: what came out, why, what was written, what to do next."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from commatch.cli.blocks import Block, Items, Line, Table
from commatch.cli.report import Printed, head, left_alone
from commatch.telling.exits import Exit
from commatch.texts.cli import say
from commatch.texts.language import Language

if TYPE_CHECKING:
    from commatch.telling.report import Report

__all__ = ["page", "printed", "stopped"]

_REASONS_SHOWN = 8
_WARNINGS_SHOWN = 5
_IN_NO_SHEET = frozenset({"newer_list"})
"""Warnings of what lies beside the files: no workbook has them, so they are shown first."""
_ADVICE = (
    ("pin", "no_plan.pins"),
    ("kept", "no_plan.kept"),
    ("kept_slot", "no_plan.kept"),
    ("edited", "no_plan.kept"),
    ("edited_slot", "no_plan.kept"),
    ("forced", "no_plan.forced"),
)
"""What to do about each kind of thing that can't be kept."""


def printed(report: Report) -> Printed:
    """Return what the renderer prints of a report."""
    from commatch.telling.document import document

    doc = document(report)
    return Printed(report.exit, doc, lambda: page(report, doc))


def stopped(command: str, exit: Exit, lang: Language, message: str, blank: Mapping[str, Any] | None = None) -> Printed:
    """Return what the renderer prints of a command that gave nothing: wrong usage, a bug, an interrupt.

    Parameters
    ----------
    command : str
        Name of the command; '' where there is none.
    exit : Exit
        How it ended.
    lang : {'zh', 'en'}
        Language of the words.
    message : str
        What stopped it.
    blank : mapping of str to object, optional
        What the command's own document holds beside its head where there is nothing; the document is that of
        ``commatch match`` where not given.
    """
    from commatch.telling.report import Report

    report = Report(command, exit, lang, message=message)
    if blank is None:
        return printed(report)
    doc = {**head(command, exit, message), **blank}
    return Printed(exit, doc, lambda: page(report, doc))


def page(report: Report, doc: Mapping[str, Any]) -> list[Block]:
    """Return a report as blocks.

    Parameters
    ----------
    report : Report
        What the command gave.
    doc : mapping
        The same as plain data, masked.
    """
    makers = {
        Exit.PLANNED: _planned,
        Exit.INPUT: _input,
        Exit.NO_PLAN: _no_plan,
        Exit.AUDIT: _audit,
        Exit.OUTPUT: _output,
        Exit.USAGE: _usage,
        Exit.BUG: _bug,
        Exit.BUSY: _busy,
        Exit.TIMED_OUT: _interrupted,
        Exit.INTERRUPTED: _interrupted,
    }
    return list(makers[report.exit](report, doc))


def _planned(report: Report, doc: Mapping[str, Any]) -> Iterator[Block]:
    lang, counts = report.lang, doc["counts"]
    yield Line(say(lang, "planned.title", month=doc["month"]), "title")
    yield Line(say(lang, "planned.served", **_only(counts, "planned", "served", "unserved", "projects")), "good")
    if counts["left_out"]:
        yield Line(say(lang, "planned.left_out", count=counts["left_out"]), "quiet")
    if not counts["served"]:
        yield Line(say(lang, "planned.nothing" if counts["planned"] else "planned.empty"), "bad")
    yield from _tables(lang, doc)
    yield from (Line(note["message"], "quiet") for note in doc["notes"])
    warnings = [item for item in doc["problems"] if item["severity"] == "warning"]
    if warnings:
        warnings.sort(key=lambda item: item["code"] not in _IN_NO_SHEET)
        shown = [_place(item) + item["message"] for item in warnings[:_WARNINGS_SHOWN]]
        if len(warnings) > len(shown):
            shown.append(say(lang, "problems.more", count=len(warnings) - len(shown)))
        yield Items(say(lang, "planned.warnings", count=len(warnings)), tuple(shown))
    yield from left_alone(report)
    yield Items(say(lang, "planned.files"), tuple(doc["files"]), "good")
    todo = [say(lang, "planned.next.empty")]
    if counts["planned"]:
        todo = [say(lang, "planned.next.open", file=report.output or "")]
    if warnings:
        todo.append(say(lang, "planned.next.warnings"))
    if report.command == "demo":
        todo.append(say(lang, "planned.next.demo", command=f"commatch match {say(lang, 'meta.file')}.xlsx"))
    yield Items(say(lang, "planned.next"), tuple(todo))


def _tables(lang: Language, doc: Mapping[str, Any]) -> Iterator[Block]:
    from commatch.reports.words import Words
    from commatch.workbook.schema import Lang

    words = Words(Lang(lang))
    if doc["reasons"]:
        shown, rest = doc["reasons"][:_REASONS_SHOWN], doc["reasons"][_REASONS_SHOWN:]
        rows = [(words.reason_name(item["code"]), str(item["needs"])) for item in shown]
        if rest:
            rows.append((say(lang, "planned.others"), str(sum(item["needs"] for item in rest))))
        yield _table(lang, "planned.reasons", ("reason", "needs"), rows)
    if doc["by_group"]:
        groups = [
            (
                words.group(item["group"]) or say(lang, "group.none"),
                str(item["needs"]),
                str(item["served"]),
                f"{item['share']:.0%}",
            )
            for item in doc["by_group"]
        ]
        yield _table(lang, "planned.groups", ("group", "needs", "served", "share"), groups)
    tiers = [
        (
            words.tier(item["name"]),
            _number(item["value"]),
            _number(item["bound"]),
            say(lang, "yes" if item["proven"] else "no"),
            f"{item['seconds']:.2f}",
        )
        for item in doc["tiers"]
    ]
    if tiers:
        yield _table(lang, "planned.tiers", ("tier", "value", "bound", "proven", "seconds"), tiers)


def _table(lang: Language, title: str, headers: Sequence[str], rows: Sequence[tuple[str, ...]]) -> Table:
    return Table(say(lang, title), tuple(say(lang, f"column.{name}") for name in headers), tuple(rows))


def _number(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")


def _only(values: Mapping[str, Any], *keys: str) -> dict[str, Any]:
    return {key: values[key] for key in keys}


def _place(item: Mapping[str, Any]) -> str:
    place = "!".join(part for part in (item["sheet"], item["cell"]) if part)
    return f"{place}  " if place else ""


def _input(report: Report, doc: Mapping[str, Any]) -> Iterator[Block]:
    lang = report.lang
    yield Line(say(lang, "problems.title", errors=doc["counts"]["errors"]), "bad")
    from commatch.cli.findings import sections

    yield from sections(report.problems, lang, report.problem)


def _no_plan(report: Report, doc: Mapping[str, Any]) -> Iterator[Block]:
    lang = report.lang
    yield Line(say(lang, "no_plan.title"), "bad")
    if doc["clash"]:
        yield Items(say(lang, "no_plan.clash"), tuple(item["message"] for item in doc["clash"]), "bad")
        codes = {item["code"] for item in doc["clash"]}
        keys = [key for code, key in _ADVICE if code in codes]
        keys = list(dict.fromkeys(keys))
        yield from (Line(say(lang, key)) for key in keys or ["no_plan.other"])
    else:
        yield from (Line(note["message"]) for note in doc["notes"])
        yield Line(say(lang, "no_plan.time"))


def _audit(report: Report, doc: Mapping[str, Any]) -> Iterator[Block]:
    found = tuple(
        " ".join(part for part in (item["code"], item["need_id"], item["resource_id"], item["detail"]) if part)
        + f"\n{item['message']}"
        for item in doc["violations"]
    )
    yield Items(say(report.lang, "audit.title"), found, "bad")


def _output(report: Report, doc: Mapping[str, Any]) -> Iterator[Block]:
    yield Line(say(report.lang, "output.title", message=report.message), "bad")


def _busy(report: Report, doc: Mapping[str, Any]) -> Iterator[Block]:
    yield Line(report.message, "bad")


def _usage(report: Report, doc: Mapping[str, Any]) -> Iterator[Block]:
    command = " ".join(part for part in ("commatch", report.command) if part)
    yield Line(say(report.lang, "usage.error", message=report.message), "bad")
    yield Line(say(report.lang, "usage.see", command=command))


def _bug(report: Report, doc: Mapping[str, Any]) -> Iterator[Block]:
    yield Line(say(report.lang, "bug.title"), "bad")
    yield Line(report.message)
    yield Line(say(report.lang, "bug.debug"), "quiet")


def _interrupted(report: Report, doc: Mapping[str, Any]) -> Iterator[Block]:
    key = "timed_out" if report.exit is Exit.TIMED_OUT else "interrupted"
    yield Line(report.message or say(report.lang, key), "bad")
