"""Two plans side by side as a page for people: the changes, the figures, who gains and who loses, what to mind."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from commatch.cli.blocks import Block, Items, Line, Table, Tone
from commatch.cli.report import Printed
from commatch.cli.summary import page as stopped_page
from commatch.community import Kind
from commatch.telling.exits import Exit
from commatch.texts.cli import say
from commatch.workbook.schema import INPUT, RESOURCE_SHEETS, Lang

if TYPE_CHECKING:
    from commatch.cli.whatif_run import Found
    from commatch.problems import Problem
    from commatch.texts.language import Language

__all__ = ["page", "printed"]

_USES_SHOWN = 12
_NEEDS_NAMED = 30
_DASH = "–"
_FIGURES = ("needs", "served", "unserved", "covered", "must", "projects")

Doc = Mapping[str, Any]


def printed(found: Found) -> Printed:
    """Return what the renderer prints of a comparison."""
    from commatch.cli.whatif_run import document

    doc = document(found)
    return Printed(found.report.exit, doc, lambda: list(page(found, doc)))


def page(found: Found, doc: Doc) -> Iterator[Block]:
    """Yield a comparison as blocks."""
    report, lang = found.report, found.report.lang
    if report.exit is Exit.INPUT:
        yield from _errors(found)
        return
    if report.exit is not Exit.PLANNED:
        if not found.before_is_wrong:
            yield Line(say(lang, "whatif.title", month=report.month), "title")
            yield from _changes(lang, doc)
            yield Line("")
        yield from stopped_page(report, {**doc, "notes": [note for note in doc["notes"] if note["of"] == "after"]})
        return
    yield Line(say(lang, "whatif.title", month=report.month), "title")
    yield from _changes(lang, doc)
    yield from _compared(lang, doc)
    yield from _notes(found, doc)


def _errors(found: Found) -> Iterator[Block]:
    from commatch.cli.findings import sections

    report = found.report
    errors = sum(item.severity.value == "error" for item in report.problems)
    if found.before_is_wrong:
        yield Line(say(report.lang, "whatif.errors.before", errors=errors), "bad")
        yield from sections(report.problems, report.lang, report.problem)
    else:
        yield Line(say(report.lang, "whatif.errors.after", errors=errors), "bad")
        yield from sections(found.new_problems, report.lang, report.problem)


def _changes(lang: Language, doc: Doc) -> Iterator[Block]:
    said, semicolon = Lang(lang), say(lang, "check.semicolon")
    lines = []
    for item in doc["changes"]:
        sheet = INPUT[item["sheet"]]
        cells = [
            say(
                lang,
                "whatif.cell" if item["action"] == "set" else "whatif.cell.new",
                column=sheet.column(cell["column"]).header(said),
                before=cell["before"] or say(lang, "whatif.blank"),
                after=cell["after"] or say(lang, "whatif.blank"),
            )
            for cell in item["cells"]
        ]
        words = say(
            lang, f"whatif.{item['action']}", id=item["id"], sheet=sheet.name(said), cells=semicolon.join(cells)
        )
        if item["rows_too"]:
            words += say(lang, "whatif.rows_too", count=item["rows_too"])
        lines.append(words)
    yield Items(say(lang, "whatif.changes"), tuple(lines))


def _compared(lang: Language, doc: Doc) -> Iterator[Block]:
    if doc["before"] is None:
        yield Line("")
        yield Line(say(lang, "whatif.no_plan_before"), "bad")
    yield _table(lang, "whatif.figures", ("figure", "before", "after", "difference"), list(_figures(lang, doc)))
    if doc["by_group"]:
        yield _table(lang, "planned.groups", ("group", "before", "after", "difference"), _groups(lang, doc))
    if not any((doc["gained"], doc["lost"], doc["gone"], doc["moved"], doc["uses"])):
        yield Line("")
        yield Line(say(lang, "whatif.same"), "good")
        return
    tones: dict[str, Tone] = {"gained": "good", "lost": "bad", "gone": "plain"}
    for key, tone in tones.items():
        if doc[key]:
            title = say(lang, f"whatif.{key}", count=len(doc[key]))
            yield Items(title, tuple(_needs(lang, doc[key])), tone)
    if not doc["gained"] and not doc["lost"]:
        yield Line("")
        yield Line(say(lang, "whatif.nobody"))
    if doc["moved"]:
        ids = say(lang, "usage.list").join(doc["moved"][:_NEEDS_NAMED])
        more = " …" if len(doc["moved"]) > _NEEDS_NAMED else ""
        yield Line("")
        yield Line(say(lang, "whatif.moved", count=len(doc["moved"]), ids=ids + more))
    yield from _uses(lang, doc["uses"])


def _figures(lang: Language, doc: Doc) -> Iterator[tuple[str, ...]]:
    before, after = doc["before"], doc["after"]
    for key in _FIGURES:
        old, new = (None if side is None else side["must_served" if key == "must" else key] for side in (before, after))
        shown = [_figure(key, side) for side in (before, after)]
        yield (say(lang, f"whatif.figure.{key}"), *shown, "" if old is None else _difference(new - old))


def _figure(key: str, side: Doc | None) -> str:
    if side is None:
        return _DASH
    if key == "must":
        return f"{side['must_served']}/{side['must']}"
    if key == "covered":
        share = f" ({side['covered'] / side['priority']:.0%})" if side["priority"] else ""
        return f"{side['covered']:g}{share}"
    return f"{side[key]:g}"


def _groups(lang: Language, doc: Doc) -> list[tuple[str, ...]]:
    from commatch.reports.words import Words

    words, rows = Words(Lang(lang)), []
    for item in doc["by_group"]:
        sides = [item["before"], item["after"]]
        shown = [f"{side['served']}/{side['needs']} {side['share']:.0%}" if side["needs"] else _DASH for side in sides]
        name = words.group(item["group"]) or say(lang, "group.none")
        rows.append((name, *shown, _difference(sides[1]["served"] - sides[0]["served"])))
    return rows


def _needs(lang: Language, items: Sequence[Doc]) -> Iterator[str]:
    from commatch.reports.words import Words

    words = Words(Lang(lang))
    for item in items[:_NEEDS_NAMED]:
        why = ""
        if "codes" in item:
            reason = words.reason_name(item["codes"][0]) if item["codes"] else say(lang, "whatif.takes_no_part")
            why = say(lang, "whatif.why", reason=reason)
        yield f"{item['need_id']}  {item['title']}{why}"
    if len(items) > _NEEDS_NAMED:
        yield say(lang, "whatif.more_needs", count=len(items) - _NEEDS_NAMED)


def _uses(lang: Language, items: Sequence[Doc]) -> Iterator[Block]:
    from commatch.reports.words import Words

    if not items:
        return
    if len(items) > _USES_SHOWN:
        yield Line("")
        yield Line(say(lang, "whatif.many_uses", count=len(items)), "quiet")
        return
    words = Words(Lang(lang))
    rows = []
    for item in items:
        parts = (words.kind(Kind(item["kind"])), item["resource_id"], item.get("name", ""))
        rows.append((" ".join(filter(None, parts)), _used(item["before"]), _used(item["after"])))
    yield _table(lang, "whatif.uses", ("resource", "before", "after"), rows)


def _used(side: Doc | None) -> str:
    return _DASH if side is None else f"{side['used']:g}/{side['available']:g}"


def _notes(found: Found, doc: Doc) -> Iterator[Block]:
    lang = found.report.lang
    before, after = found.whatif.before.community, found.whatif.after.community
    said = [say(lang, f"whatif.note.{note['of']}", message=note["message"]) for note in doc["notes"]]
    for kind in sorted(after.given - before.given):
        asking = sum(any(item.kind is kind for item in need.set_aside) for need in before.needs)
        if asking:
            sheet = INPUT[RESOURCE_SHEETS[kind]].name(Lang(lang))
            said.append(say(lang, "whatif.note.given", sheet=sheet, count=asking))
    if not all(side is None or side["proven"] for side in (doc["before"], doc["after"])):
        said.insert(0, say(lang, "whatif.not_proven"))
    if said:
        yield Line("")
    yield from (Line(line, "quiet") for line in said)
    warnings = [_described(item, found) for item in found.new_problems]
    if warnings:
        yield Items(say(lang, "whatif.warnings"), tuple(warnings), wrapped=True)


def _described(problem: Problem, found: Found) -> str:
    from commatch.texts.problems import describe

    place = problem.place
    cell = "!".join(part for part in (place.sheet, place.cell) if part)
    where = " · ".join(part for part in (place.file, cell) if part)
    message, _ = describe(found.report.problem(problem), Lang(found.report.lang))
    return f"{where}\n{message}" if where else message


def _difference(value: float) -> str:
    return f"{value:+.10g}" if round(value, 6) else "="


def _table(lang: Language, title: str, headers: Sequence[str], rows: Sequence[tuple[str, ...]]) -> Table:
    return Table(say(lang, title), tuple(say(lang, f"column.whatif.{name}") for name in headers), tuple(rows))
