"""Text that is written, whatever the cells held: nothing unseen is in it, and it is read as it was."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commatch.workbook import cells
from commatch.workbook.safe import clean

UNSEEN = "\x00\x07\x7f\x80\x9b\u202a\u202e\u2066\u2069\ud800\udfff\ufdd0\ufdef\ufffe\uffff"


@pytest.mark.parametrize("char", UNSEEN, ids=lambda char: f"{ord(char):04x}")
def test_what_is_not_seen_is_not_written(char: str) -> None:
    assert clean(f"修{char}水管") == "修水管"


@pytest.mark.parametrize("end", ["\r\n", "\r", "\n", "\x85"], ids=repr)
def test_line_breaks_stay(end: str) -> None:
    assert clean(f"一{end}二") == "一\n二"


# a form feed and its like, which no workbook can hold, are breaks for the reader alone
@given(st.text(st.characters(exclude_characters="\v\f\x1c\x1d\x1e")))
def test_what_is_written_reads_as_what_was_read(text: str) -> None:
    assert cells.clean(clean(text)) == cells.clean(text)
