"""What a row below a header is: data, or a total, a note, a header once more, or nothing yet."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from commatch.workbook.columns import Columns
from commatch.workbook.grids import Grid
from commatch.workbook.headers import bare, normal
from commatch.workbook.schema import Sheet, Type
from commatch.workbook.serials import SERIALS

__all__ = ["RowKinds", "leading_word"]

_TOTAL = re.compile(
    r"(?:本页|本月|以上)?(?:合计|总计|小计|共计|总和|累计|grandtotal|subtotal|total|sum)(?:[:(].*|[\d.,]+.*)?",
    re.DOTALL,
)
_NOTE = re.compile(
    r"(?:备注|注|说明|附注|注意|注意事项|温馨提示|提示|(?:填报|填表|填写|使用|特别|情况)(?:说明|须知|要求)|"
    r"填报|填表|制表|(?:填报|填表|填写|制表|编制|报送|统计|登记|汇总)(?:人|单位|日期|时间|部门)|"
    r"审核|审核人|复核|复核人|审批|审批人|负责人签字|负责人|经办人|联系人|联系电话|联系方式|联系人及电话|"
    r"签字|签名|盖章|单位盖章|"
    r"note|notes|remark|remarks|instructions|n\.b\.|preparedby|filledinby|checkedby|contact|source)"
    r"(?:\d*[:.、)(].*)?",
    re.DOTALL,
)
_DIVIDER = re.compile(
    r"[—–\-=*~·.…#]{2,}.*|[(【\[]?(?:以下|以上|下面|上面|上述|转下页|接下页|承上页|接上页|续上页|续表|上月结转|上月|结转|新增|补充).*|"
    r"(?:本月|本周|本期|本季度|本网格|目前|暂时|暂|现)?(?:均)?(?:无|没有)(?:新增|上报|登记|任何)?(?:诉求|需求|事项|问题|情况|内容)?[。.]?",
    re.DOTALL,
)
_POINT = re.compile(r"(?:\(?[\d一二三四五六七八九十]{1,2}[.、)]|[①-⑳])")
_SENTENCE = re.compile(r"[，。：；,;!?！？]")
_NUMBER = re.compile(r"[+-]?[\d.,]+%?")
_PLAIN_WORD = re.compile(r"[A-FH-RU-Za-fh-ru-z]")  # no number and no total begins with these: most identifiers do
_LONG = 12
_MOST = 0.6


_LEAD = re.compile(r"\s*(\D*?)\s*(?:[:：(（.、)）\d]|$)")


def leading_word(text: str) -> str:
    """Return the word by which a total or a note is known, with the colon behind it; '' where it begins otherwise."""
    found = _LEAD.match(text)
    word = normal(found[1]) if found else ""
    known = bool(word) and (_TOTAL.fullmatch(word) or _NOTE.fullmatch(word))
    if not found or not known:
        return ""
    return found[1] + (text[found.end() - 1] if text[: found.end()].endswith((":", "：")) else "")


class RowKinds:
    """Tells the rows of a table apart.

    Parameters
    ----------
    sheet : Sheet
        What the grid is taken for.
    grid : Grid
        The sheet as it stands in the file.
    columns : Columns
        Its columns.

    Attributes
    ----------
    filled : dict of int to int
        For every row below the header that is not blank the number of its filled cells.
    """

    def __init__(self, sheet: Sheet, grid: Grid, columns: Columns) -> None:
        self.sheet = sheet
        self.grid = grid
        self.columns = columns
        start = columns.header.bottom + 1
        counts = ((number, len(row) - row.count(None)) for number, row in enumerate(grid.rows[start:], start))
        self.filled = {number: count for number, count in counts if count}
        self._known = {heading.column: key for key, heading in columns.known.items()}
        required = (item.key for item in sheet.columns if item.required)
        self._required = frozenset(columns.known[key].column for key in required if key in columns.known)

    def left_out(self) -> Iterator[tuple[int, str]]:
        """Yield the rows that are no data, with the code of the warning."""
        headers, trailing = self._header_values(), self._trailing_notes()
        words = frozenset().union(*headers.values())
        before = self.columns.header.bottom
        for number, count in self.filled.items():
            after_gap, before = number != before + 1, number
            row = self.grid.rows[number]
            if not words.isdisjoint(row) and _is_repeated_header(headers, self._cells(number)):
                yield number, "header_repeated"
            elif _is_total(row):
                yield number, "totals_left_out"
            elif number in trailing or (count == 1 and self._is_between(number, after_gap)):
                yield number, "note_left_out"

    def is_idle(self, number: int) -> bool:
        """Tell whether nothing stands in a known column, or only a serial number given in advance."""
        row = self.grid.rows[number]
        if self.filled[number] - len(self.columns.extras) > 1:  # so many can't all be in other columns
            return False
        filled = [column for column in self._known if column < len(row) and row[column] is not None]
        if len(filled) == 1 and self._known[filled[0]] == self.sheet.columns[0].key:
            heading = self.columns.known[self._known[filled[0]]]
            value = row[filled[0]]
            numeric = isinstance(value, (int, float)) or (isinstance(value, str) and _is_number(value))
            return numeric and bool({bare(word) for word in heading.words} & SERIALS)
        return not filled

    def _cells(self, number: int) -> dict[int, object]:
        """Return the filled cells of a row by column."""
        return {column: value for column, value in enumerate(self.grid.rows[number]) if value is not None}

    def _header_values(self) -> dict[int, frozenset[object]]:
        """Return by column what stands in the rows of the header."""
        numbers = range(self.columns.header.top, self.columns.header.bottom + 1)
        return {
            heading.column: frozenset(self.grid.at(number, heading.column) for number in numbers) - {None}
            for heading in self.columns.header.headings
        }

    def _trailing_notes(self) -> frozenset[int]:
        """Return the notes after the last row of data, the numbered points below a note among them."""
        notes: set[int] = set()
        points: set[int] = set()
        for number in reversed(self.filled):
            if self._is_note(number) or self._is_banner(number):
                notes |= {number, *points}
                points.clear()
            elif self._is_point(number):
                points.add(number)
            elif not _is_total(self.grid.rows[number]):
                break
        return frozenset(notes)

    def _is_note(self, number: int) -> bool:
        texts = self._cells(number).values()
        return all(isinstance(text, str) and _NOTE.fullmatch(normal(text)) is not None for text in texts)

    def _is_point(self, number: int) -> bool:
        """Tell whether a row is a numbered point of a note: a lone cell at the edge of the table."""
        cell = self._lone_text(number)
        return cell is not None and cell[0] <= self.columns.first and _POINT.match(normal(cell[1])) is not None

    def _is_between(self, number: int, after_gap: bool) -> bool:
        """Tell whether a lone cell stands between the rows and is none: a banner, a divider, a sentence."""
        cell = self._lone_text(number)
        if cell is None:
            return False
        column, text = cell
        if self._is_banner(number) or (after_gap and self._is_aside(number)):
            return True
        if column not in self._required and _DIVIDER.fullmatch(normal(text)):
            return True
        absent = bool(self._required) and column not in self._required
        return absent and len(text) >= _LONG and _SENTENCE.search(text) is not None

    def _is_banner(self, number: int) -> bool:
        """Tell whether a row is one text merged over most columns of the table."""
        cell = self._lone_text(number)
        return cell is not None and self._is_wide(number, cell[0])

    def _lone_text(self, number: int) -> tuple[int, str] | None:
        """Return column and text of a row's only filled cell, if it is a text."""
        if self.filled[number] > 1:
            return None
        ((column, value),) = self._cells(number).items()
        return (column, value) if isinstance(value, str) else None

    def _is_wide(self, number: int, column: int) -> bool:
        """Tell whether a cell is merged over most columns of the table."""
        headings = [heading.column for heading in self.columns.header.headings]
        for top, left, bottom, right in self.grid.merges:
            if top <= number <= bottom and left <= column <= right:
                covered = sum(left <= heading <= right for heading in headings)
                return covered > 1 and covered >= _MOST * len(headings)
        return False

    def _is_aside(self, number: int) -> bool:
        """Tell whether a lone cell is no row: a required one is blank, or a sentence stands for an id."""
        cell = self._lone_text(number)
        if cell is None:
            return False
        column, text = cell
        if self._required:
            return column not in self._required
        own_id = self.sheet.columns[0].type is Type.ID and self._known.get(column) == self.sheet.columns[0].key
        return own_id and (len(text) >= _LONG or _SENTENCE.search(text) is not None)


def _is_total(row: Iterable[object]) -> bool:
    """Tell whether the first word of a row, numbers passed over, is one such as 合计."""
    for value in row:
        if isinstance(value, str):
            if _PLAIN_WORD.match(value):
                return False
            text = normal(value)
            if not _NUMBER.fullmatch(text):
                return _TOTAL.fullmatch(text) is not None
    return False


def _is_number(text: str) -> bool:
    return _NUMBER.fullmatch(normal(text)) is not None


def _is_repeated_header(headers: Mapping[int, frozenset[object]], filled: Mapping[int, object]) -> bool:
    same = sum(value in headers.get(column, ()) for column, value in filled.items())
    return same == len(headers) or (same > 1 and same >= _MOST * len(filled))
