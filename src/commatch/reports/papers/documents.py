"""Documents to print and to change in a word processor: one look, safe whatever the cells held, saved whole.

Word, WPS and LibreOffice open them alike: A4, one font for both scripts, tables of a fixed width whose header stands on
every page, page numbers at the foot. The same content gives the same bytes.
"""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK
from docx.oxml.ns import qn
from docx.shared import Cm, Length, Pt, RGBColor
from docx.table import Table
from docx.text.paragraph import Paragraph

from commatch.reports.papers.document_parts import border, child, name_font, table_cell
from commatch.reports.words import Words
from commatch.workbook.look import font_of
from commatch.workbook.safe import clean, shortened
from commatch.workbook.save import save_bytes
from commatch.workbook.schema import Lang

__all__ = ["Cell", "Paper", "on_paper", "save_paper"]

Cell = str | tuple[str, str]
"""What a cell of a table holds: a text, or a bold line with the text below it."""

_A4 = Cm(21), Cm(29.7)
_MARGIN, _SIDE = Cm(1.8), Cm(1.8)
_SIZES = {"Normal": 10.5, "Title": 18, "Heading 1": 14, "Heading 2": 12, "List Bullet": 10.5, "Footer": 9}
_INK = RGBColor(0x1F, 0x5C, 0x4F)
_IN_TABLES, _GRID = 9.5, "TableGrid"
_LONGEST = 2000
"""Most characters of a text on paper: what is longer has its place in the workbook."""
_WHOLE = 400
"""A row whose texts are shorter than this is not broken between two pages."""


def on_paper(text: str, words: Words) -> str:
    """Return a text as a paper or a calendar file may have it: without what isn't seen, and no longer than is read."""
    return shortened(clean(text), words("cut_on_paper"), _LONGEST)


class Paper:
    """A document as it grows, from its first page on.

    Parameters
    ----------
    lang : Lang
        Language of the page numbers and of the font's name.
    date : datetime.date
        What the document's properties say of its making: the same content, the same file.
    title : str
        The title among its properties.
    landscape : bool
        The first pages lie on their side.
    larger : float
        How much larger than usual its letters are.
    numbered : bool
        Its pages are numbered: not where each is handed to somebody else.
    """

    def __init__(
        self,
        lang: Lang,
        date: dt.date,
        title: str,
        *,
        landscape: bool = False,
        larger: float = 1.0,
        numbered: bool = True,
    ) -> None:
        self.words = Words(lang)
        self.larger = larger
        self.document = Document()
        self._styles(font_of(lang).name or "")
        self._properties(date, self._safe(title))
        self._lay(self.document.sections[0], landscape=landscape)
        if numbered:
            self._number_pages()
        styles: Any = self.document.styles
        self._ids = {name: styles[name].style_id for name in _SIZES}  # by name one is looked up very slowly
        self._last: Paragraph | None = None

    def title(self, text: str, *, points: int | None = None) -> None:
        """Add the title of the paper, or of one of several in the same file; its letters may have their own size."""
        paragraph = self._add("Title", text)
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        if points is not None:
            for run in paragraph.runs:
                run.font.size = Pt(points)

    def heading(self, text: str, level: int = 1) -> None:
        """Add a heading of level 1 or 2; it stays on the page of what follows it."""
        self._add(f"Heading {level}", text)

    def say(self, text: str, *, bold: bool = False, leads: bool = False, right: bool = False) -> None:
        """Add a paragraph; one that leads stays on the page of what follows it."""
        paragraph = self._add("Normal", text)
        if right:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        paragraph.paragraph_format.keep_with_next = leads or None
        for run in paragraph.runs:
            run.bold = bold or None

    def items(self, texts: Sequence[str]) -> None:
        """Add a list with a dot before each item."""
        for text in texts:
            self._add("List Bullet", text)

    def table(
        self,
        headers: Sequence[str],
        rows: Sequence[Sequence[Cell]],
        widths: Sequence[float],
        *,
        height: float = 0.0,
        whole: bool = False,
        leads: bool = False,
    ) -> None:
        """Add a table as wide as the page's text.

        Parameters
        ----------
        headers : sequence of str
            Repeated on every page; empty for a table without any.
        rows : sequence of sequence of Cell
            A cell for each column.
        widths : sequence of float
            How wide each column is beside the others, in any unit.
        height : float
            Least height of a row below the header, in centimetres: room to write in.
        whole : bool
            It stands on one page, as far as it is no longer than that.
        leads : bool
            It stands on one page with what follows it, likewise.
        """
        across = self._text_width()
        columns = [Length(int(across * width / sum(widths))) for width in widths]
        every = [*([tuple(headers)] if headers else []), *rows]
        table = self.document.add_table(0, len(columns))
        table._tbl.tblStyle_val = _GRID
        table.autofit = False
        table.alignment = WD_TABLE_ALIGNMENT.CENTER
        border(table)
        for column, width in zip(table.columns, columns, strict=True):
            column.width = width
        for number, row in enumerate(every):
            stays = leads or (whole and number < len(every) - 1)
            self._row(table, row, columns, header=bool(headers) and number == 0, height=height, leads=stays)
        between = self._add("Normal", "").paragraph_format  # two tables in a row would become one
        between.line_spacing, between.space_after = Pt(6), Pt(2)
        between.keep_with_next = leads or None

    def page_break(self) -> None:
        """Go on with a new page."""
        (self._last or self._add("Normal", "")).add_run().add_break(WD_BREAK.PAGE)

    def turn(self, *, landscape: bool) -> None:
        """Go on with a new page that lies on its side, or stands."""
        self._lay(self.document.add_section(), landscape=landscape)

    def _add(self, style: str, text: str) -> Paragraph:
        self._last = self.document.add_paragraph(self._safe(text))
        self._last._p.style = self._ids[style]
        return self._last

    def _safe(self, text: str) -> str:
        return on_paper(text, self.words)

    def _row(
        self,
        table: Table,
        row: Sequence[Cell],
        columns: Sequence[Length],
        *,
        header: bool,
        height: float,
        leads: bool,
    ) -> None:
        tr = table._tbl.add_tr()
        about = tr.get_or_add_trPr()
        longest = 0
        for cell, width in zip(row, columns, strict=True):
            head, text = ("", cell) if isinstance(cell, str) else cell
            if header:
                head, text = text, ""
            head, text = self._safe(head), self._safe(text)
            tr.append(table_cell(head, text, width, header=header, leads=leads))
            longest = max(longest, len(head) + len(text))
        if longest < _WHOLE:
            child(about, "w:cantSplit")
        if height and not header:
            tr.trHeight_val = Cm(height)
        if header:
            child(about, "w:tblHeader")

    def _styles(self, font: str) -> None:
        styles: Any = self.document.styles
        fonts = styles.element.find(f"{qn('w:docDefaults')}/{qn('w:rPrDefault')}/{qn('w:rPr')}/{qn('w:rFonts')}")
        name_font(fonts, font)
        for name, size in _SIZES.items():
            style = styles[name]
            style.font.size = self._points(size)
            name_font(style.element.get_or_add_rPr().get_or_add_rFonts(), font)
            style.paragraph_format.space_after = Pt(6 if name in ("Normal", "Title") else 3)
            if name.startswith(("Title", "Heading")):
                style.font.bold = True
                style.font.color.rgb = _INK
        styles["Title"].paragraph_format.space_before = Pt(0)
        about = styles["Title"].element.get_or_add_pPr()
        about.remove(about.find(qn("w:pBdr")))  # a line below
        style = styles.add_style("Table Text", WD_STYLE_TYPE.PARAGRAPH)
        style.base_style = styles["Normal"]
        style.font.size = self._points(_IN_TABLES)
        style.paragraph_format.space_after = Pt(1)
        style.paragraph_format.space_before = Pt(1)

    def _points(self, size: float) -> Length:
        return Pt(round(size * self.larger * 2) / 2)

    def _properties(self, date: dt.date, title: str) -> None:
        about = self.document.core_properties
        about.author = about.last_modified_by = "commatch"
        about.title, about.comments, about.revision = title[:200], "", 1
        about.created = about.modified = dt.datetime(date.year, date.month, date.day)
        package: Any = self.document.part.package
        for key, relation in list(package.rels.items()):
            if relation.reltype.endswith("/thumbnail"):  # a picture of another document
                del package.rels[key]

    @staticmethod
    def _lay(section: Any, *, landscape: bool) -> None:
        narrow, wide = _A4
        section.orientation = WD_ORIENT.LANDSCAPE if landscape else WD_ORIENT.PORTRAIT
        section.page_width, section.page_height = (wide, narrow) if landscape else (narrow, wide)
        section.left_margin = section.right_margin = _SIDE
        section.top_margin = section.bottom_margin = _MARGIN
        section.header_distance = section.footer_distance = Cm(0.9)

    def _text_width(self) -> int:
        section = self.document.sections[-1]
        return int(section.page_width or 0) - 2 * int(_SIDE)

    def _number_pages(self) -> None:
        """Put the number of the page and of all pages at the foot: the words of the workbook, with fields in them."""
        paragraph = self.document.sections[0].footer.paragraphs[0]
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        before, _, rest = self.words("footer").partition("&P")
        between, _, after = rest.partition("&N")
        for text, field in ((before, "PAGE"), (between, "NUMPAGES"), (after, "")):
            paragraph.add_run(text)
            if field:
                child(child(paragraph._p, "w:fldSimple", instr=field), "w:r").text = "1"


def save_paper(
    paper: Paper, path: Path, *, private: bool = False, force: bool = False, inputs: Sequence[Path] = ()
) -> Path:
    """Write a document as :func:`commatch.workbook.save.save_bytes` does; ``.docx`` is added where it is missing."""
    return save_bytes(_steady(paper), path, ".docx", private=private, force=force, inputs=inputs)


def _steady(paper: Paper) -> bytes:
    """Return a document's bytes, its parts without a time of writing."""
    raw, steady = io.BytesIO(), io.BytesIO()
    paper.document.save(raw)
    with zipfile.ZipFile(raw) as made, zipfile.ZipFile(steady, "w") as archive:
        for name in made.namelist():
            archive.writestr(zipfile.ZipInfo(name), made.read(name), zipfile.ZIP_DEFLATED)
    return steady.getvalue()
