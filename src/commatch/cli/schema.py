"""``commatch schema``: the input sheets and columns, for people and for programs."""

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Annotated, Any

import typer

from commatch.cli.help import command_class
from commatch.cli.options import Options
from commatch.texts.cli import say
from commatch.texts.language import Language

if TYPE_CHECKING:
    from commatch.cli.blocks import Block
    from commatch.workbook.schema import Sheet

__all__ = ["BLANK", "register"]

BLANK: Mapping[str, Any] = {"sheets": []}
"""The JSON document, beside its head, where nothing is described."""


def register(app: typer.Typer, lang: Language) -> None:
    """Add the command to an application."""
    shared = Options(lang)
    sheet_option = typer.Argument(
        help=say(lang, "schema.option.sheet"), metavar=say(lang, "meta.sheet"), show_default=False
    )

    @app.command("schema", cls=command_class(lang), help=say(lang, "schema"))
    def schema(
        sheet: Annotated[str, sheet_option] = "",
        as_json: Annotated[bool, shared.json] = False,
        language: Annotated[str, shared.language] = "",
    ) -> int:
        from commatch.cli.render import render
        from commatch.cli.report import Printed
        from commatch.telling.exits import Exit

        doc = _document(_chosen(sheet, lang))
        page = _sheet_page(doc["sheets"][0], lang) if sheet else _sheets_page(doc["sheets"], lang)
        render(Printed(Exit.PLANNED, doc, lambda: list(page)), as_json=as_json)
        return 0


def _chosen(name: str, lang: Language) -> "tuple[Sheet, ...]":
    """Return the sheet of a name, all sheets where none is named."""
    from commatch.cli.report import Fault
    from commatch.telling.exits import Exit
    from commatch.workbook.names import By, match_name
    from commatch.workbook.schema import INPUT, INPUT_SHEETS, Lang

    if not name:
        return INPUT_SHEETS
    match = match_name(name)
    if match.by is not By.NAME:
        known = say(lang, "usage.list").join(sheet.name(Lang(lang)) for sheet in INPUT_SHEETS)
        raise Fault(Exit.USAGE, say(lang, "schema.unknown", value=name, known=known))
    return (INPUT[match.key],)


def _document(sheets: "Sequence[Sheet]") -> dict[str, Any]:
    """Return sheets as the JSON document says them; it is the same in both languages."""
    from commatch.cli.report import head
    from commatch.telling.exits import Exit
    from commatch.workbook.description import described

    return {
        **head("schema", Exit.PLANNED, outcome="described"),
        "sheets": [described(sheet) for sheet in sheets],
    }


def _names(item: Mapping[str, Any], lang: Language) -> dict[str, str]:
    other = "key" if lang == "zh" else "zh"
    return {"name": item["zh" if lang == "zh" else "key"], "other": item[other]}


def _sheets_page(sheets: Sequence[Mapping[str, Any]], lang: Language) -> "Iterator[Block]":
    from commatch.cli.blocks import Items, Line

    lines = []
    for sheet in sheets:
        line = say(lang, "schema.one.help", **_names(sheet, lang), help=sheet["help"][lang])
        lines.append(line if sheet["used"] else f"{line} [{say(lang, 'schema.idle')}]")
    yield Items(say(lang, "schema.title"), tuple(lines))
    yield Line("")
    yield Line(say(lang, "schema.more", command=f"commatch schema {_names(sheets[0], lang)['name']}"), "quiet")


def _sheet_page(sheet: Mapping[str, Any], lang: Language) -> "Iterator[Block]":
    from commatch.cli.blocks import Items, Line

    yield Line(say(lang, "schema.one", **_names(sheet, lang)), "title")
    yield Line(sheet["help"][lang])
    if sheet["aliases"]:
        yield Line(say(lang, "schema.also", aliases=say(lang, "usage.list").join(sheet["aliases"])), "quiet")
    yield Items(say(lang, "schema.columns"), tuple("\n".join(_lines(column, lang)) for column in sheet["columns"]))


def _lines(column: Mapping[str, Any], lang: Language) -> Iterator[str]:
    """Yield what is said of a column, line by line."""
    from commatch.texts.template import unit_words

    between = say(lang, "usage.list")
    about = [say(lang, f"type.{column['type']}")]
    about += [say(lang, f"schema.{key}") for key in ("required", "personal") if column[key]]
    about += [say(lang, "schema.unit", unit=unit_words(column["unit"], lang))] if column["unit"] else []
    about += [] if column["used"] else [say(lang, "schema.idle")]
    yield say(lang, "schema.column", **_names(column, lang), about=between.join(about))
    yield column["help"][lang]
    if column["values"]:
        yield say(lang, "schema.values", values=between.join(value[lang] for value in column["values"]))
    yield say(lang, "schema.example", example=column["example"][lang])
    if column["aliases"]:
        yield say(lang, "schema.also", aliases=between.join(column["aliases"]))
