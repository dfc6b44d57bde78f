"""The elements of a document that the library makes slowly or not at all."""

from __future__ import annotations

from typing import Any

from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Length
from docx.table import Table

__all__ = ["TABLE_TEXT", "border", "child", "name_font", "table_cell"]

TABLE_TEXT = "TableText"
"""The style of paragraphs in tables."""
_LINE, _HEADER = "9DB0AA", "D5E8E1"


def element(name: str, **attributes: str) -> Any:
    """Return an element such as ``w:shd`` with its attributes."""
    made = OxmlElement(name)
    for key, value in attributes.items():
        made.set(qn(f"w:{key}"), value)
    return made


def child(parent: Any, name: str, **attributes: str) -> Any:
    """Add an element at the end of another one, and return it."""
    made = element(name, **attributes)
    parent.append(made)
    return made


def table_cell(head: str, text: str, width: Length, *, header: bool, leads: bool) -> Any:
    """Return a cell, which may stay on the page of what follows it.

    It is put together by its elements: the library's own calls take three times as long.
    """
    cell = OxmlElement("w:tc")
    about = child(cell, "w:tcPr")
    child(about, "w:tcW", w=str(int(width.twips)), type="dxa")
    if header:
        child(about, "w:shd", val="clear", color="auto", fill=_HEADER)
    paragraph = child(cell, "w:p")
    style = child(paragraph, "w:pPr")
    child(style, "w:pStyle", val=TABLE_TEXT)
    if leads:
        child(style, "w:keepNext")
    if header:
        child(style, "w:jc", val="center")
    if head:
        run = child(paragraph, "w:r")
        child(child(run, "w:rPr"), "w:b")
        run.text = head
    if text:
        child(paragraph, "w:r").text = f"\n{text}" if head else text
    return cell


def name_font(fonts: Any, name: str) -> None:
    """Set one font for both scripts; a font of the theme would beat it."""
    for key in list(fonts.attrib):
        del fonts.attrib[key]
    for script in ("ascii", "hAnsi", "eastAsia", "cs"):
        fonts.set(qn(f"w:{script}"), name)


def border(table: Table) -> None:
    """Draw thin lines around and between the cells of a table of fixed widths."""
    borders = OxmlElement("w:tblBorders")
    for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
        borders.append(element(f"w:{side}", val="single", sz="4", space="0", color=_LINE))
    layout: Any = table._tbl.tblPr.find(qn("w:tblLayout"))
    layout.addprevious(borders)  # the order that the schema wants
