"""Documents to print: one look, text made safe, the same bytes, whole or not there at all."""

from __future__ import annotations

import datetime as dt
import zipfile
from pathlib import Path

import pytest
from docx import Document
from docx.enum.section import WD_ORIENT
from docx.table import Table
from paper_months import blocks, words

from commatch.reports.papers.documents import Paper, save_paper
from commatch.workbook.save import OutputError
from commatch.workbook.schema import Lang

DAY = dt.date(2026, 12, 1)
HOSTILE = (
    "=HYPERLINK(1)",
    "+cmd|' /C calc'!A0",
    "@SUM(1)",
    "<script>&amp;</w:t>",
    "a\x00\x07\x1bb\ufffe",
    "\ud800x",
    "\tx\r\ny",
)


def paper(lang: Lang = Lang.ZH, *texts: str) -> Paper:
    made = Paper(lang, DAY, "样张")
    made.title("标题")
    for text in texts:
        made.say(text)
        made.items([text])
        made.table([text, text], [[text, (text, text)]], (1, 2))
    return made


def test_a_page_is_a4_standing_or_on_its_side_with_its_number_at_the_foot(tmp_path: Path) -> None:
    made = paper()
    made.turn(landscape=True)
    made.say("横")
    document = Document(str(save_paper(made, tmp_path / "a")))
    standing, across = document.sections
    assert (standing.page_width, standing.page_height) == (across.page_height, across.page_width)
    assert (standing.orientation, across.orientation) == (WD_ORIENT.PORTRAIT, WD_ORIENT.LANDSCAPE)
    xml = across.footer._element.xml
    assert 'w:instr="PAGE"' in xml
    assert 'w:instr="NUMPAGES"' in xml


def test_a_table_fills_the_width_and_its_header_is_repeated(tmp_path: Path) -> None:
    made = paper()
    made.table(["一", "二", "三"], [["1", "2", "3"]] * 100, (1, 2, 1))
    path = save_paper(made, tmp_path / "a.docx")
    (table,) = Document(str(path)).tables
    assert [bool(row._tr.xpath("./w:trPr/w:tblHeader")) for row in table.rows] == [True, *[False] * 100]
    one, two, three = (column.width or 0 for column in table.columns)
    assert two == pytest.approx(2 * one, rel=0.001)
    assert one + two + three == pytest.approx(17.4 * 360000, rel=0.001)


def test_a_table_may_stand_on_one_page_alone_or_with_what_follows(tmp_path: Path) -> None:
    made = paper()
    for whole, leads in ((False, False), (True, False), (False, True)):
        made.table(["一"], [["1"], ["2"]], (1,), whole=whole, leads=leads)
    path = save_paper(made, tmp_path / "a.docx")
    tables = [block for block in blocks(path) if isinstance(block, Table)]
    stays = [[bool(row._tr.xpath(".//w:keepNext")) for row in table.rows] for table in tables]
    assert stays == [[False] * 3, [True, True, False], [True] * 3]
    below = [block.paragraph_format.keep_with_next for block in blocks(path) if not isinstance(block, Table)]
    assert below[-3:] == [None, None, True]


def test_one_font_is_named_for_both_scripts(tmp_path: Path) -> None:
    path = save_paper(paper(), tmp_path / "a.docx")
    with zipfile.ZipFile(path) as parts:
        styles = parts.read("word/styles.xml").decode()
    for style in ("Normal", "Title", "Heading1", "ListBullet"):
        xml = styles.partition(f'w:styleId="{style}"')[2].partition("</w:style>")[0]
        assert 'w:eastAsia="微软雅黑"' in xml
        assert "Theme" not in xml.partition("<w:rFonts")[2].partition("/>")[0]


def test_hostile_text_is_text_without_what_no_document_can_hold(tmp_path: Path) -> None:
    path = save_paper(paper(Lang.ZH, *HOSTILE), tmp_path / "a.docx")
    said = words(path)
    for text in ("=HYPERLINK(1)", "+cmd|' /C calc'!A0", "@SUM(1)", "<script>&amp;</w:t>", "ab", "\tx\ny"):
        assert said.count(text) >= 7
    assert not set(said) & {*map(chr, range(9)), "\x1b", "\ufffe", "\ud800"}
    with zipfile.ZipFile(path) as parts:
        assert "w:hyperlink" not in parts.read("word/document.xml").decode()


def test_a_text_that_is_far_too_long_is_cut_and_says_so(tmp_path: Path) -> None:
    said = words(save_paper(paper(Lang.ZH, "长" * 40_000), tmp_path / "a.docx"))
    assert "…（全文见表格）" in said
    assert len(said) < 7 * 2100


def test_the_same_content_gives_the_same_bytes_whenever_it_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = save_paper(paper(Lang.EN, "x"), tmp_path / "a.docx").read_bytes()
    monkeypatch.setattr("time.time", lambda: 2_000_000_000.0)
    assert save_paper(paper(Lang.EN, "x"), tmp_path / "b.docx").read_bytes() == first
    with zipfile.ZipFile(tmp_path / "b.docx") as parts:
        assert {part.date_time[0] for part in parts.infolist()} == {1980}
        assert not [name for name in parts.namelist() if "thumbnail" in name]
    about = Document(str(tmp_path / "b.docx")).core_properties
    assert (about.author, about.created, about.title) == ("commatch", dt.datetime(2026, 12, 1, tzinfo=dt.UTC), "样张")


def test_nothing_is_left_where_it_can_t_be_written_and_no_input_is_written_over(tmp_path: Path) -> None:
    with pytest.raises(OutputError) as fault:
        save_paper(paper(), tmp_path / "nowhere" / "a.docx")
    assert fault.value.code == "no_folder"
    source = tmp_path / "a.docx"
    source.write_text("mine", encoding="utf-8")
    assert save_paper(paper(), source, force=True, inputs=[source]).name == "a-2.docx"
    assert source.read_text("utf-8") == "mine"
    assert len(list(blocks(tmp_path / "a-2.docx"))) == 1
