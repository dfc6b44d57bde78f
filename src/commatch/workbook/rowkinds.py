"""What a row below a header is: data, or a total, a note, a header once more, or nothing yet."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from commatch.workbook.columns import Columns
from commatch.workbook.grids import Grid
from commatch.workbook.headers import bare, normal
from commatch.workbook.schema import Sheet, Type

__all__ = ["RowKinds"]

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
_POINT = re.compile(r"(?:\(?[\d一二三四五六七八九十]{1,2}[.、)]|[①-⑳])")
_SENTENCE = re.compile(r"[，。：；,;!?！？]")
_SERIAL = frozenset({"序号", "no", "no.", "number"})
_LONG = 12
_MOST = 0.6


@dataclass(frozen=True, slots=True)
class RowKinds:
    """Tells the rows of a table apart.

    Attributes
    ----------
    sheet : Sheet
        What the grid is taken for.
    grid : Grid
        The sheet as it stands in the file.
    columns : Columns
        Its columns.
    filled : mapping of int to (mapping of int to object)
        For every row below the header that is not blank its filled cells, by column.
    """

    sheet: Sheet
    grid: Grid
    columns: Columns
    filled: Mapping[int, Mapping[int, object]]

    @property
    def required(self) -> frozenset[int]:
        """Columns that must be filled."""
        known = self.columns.known
        return frozenset(known[item.key].column for item in self.sheet.columns if item.required and item.key in known)

    def left_out(self) -> Iterator[tuple[int, str]]:
        """Yield the rows that are no data, with the code of the warning."""
        required, headers, trailing = self.required, self._header_values(), self._trailing_notes()
        before = self.columns.header.bottom
        for number, filled in self.filled.items():
            after_gap, before = number != before + 1, number
            if _is_repeated_header(headers, filled):
                yield number, "header_repeated"
            elif _is_total(filled):
                yield number, "totals_left_out"
            elif number in trailing or self._is_banner(number) or (after_gap and self._is_aside(filled, required)):
                yield number, "note_left_out"

    def is_idle(self, number: int) -> bool:
        """Tell whether nothing stands in a known column, or only a serial number given in advance."""
        known = {heading.column: key for key, heading in self.columns.known.items()}
        filled = [column for column in self.filled[number] if column in known]
        if len(filled) == 1 and known[filled[0]] == self.sheet.columns[0].key:
            heading = self.columns.known[known[filled[0]]]
            value = self.grid.at(number, filled[0])
            numeric = isinstance(value, (int, float)) or (isinstance(value, str) and _is_number(value))
            return numeric and bool({bare(word) for word in heading.words} & _SERIAL)
        return not filled

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
        for number in reversed(list(self.filled)):
            if self._is_note(number) or self._is_banner(number):
                notes |= {number, *points}
                points.clear()
            elif self._is_point(number):
                points.add(number)
            elif not _is_total(self.filled[number]):
                break
        return frozenset(notes)

    def _is_note(self, number: int) -> bool:
        filled = self.filled[number]
        return all(isinstance(text, str) and _NOTE.fullmatch(normal(text)) is not None for text in filled.values())

    def _is_point(self, number: int) -> bool:
        """Tell whether a row is a numbered point of a note: a lone cell at the edge of the table."""
        cell = self._lone_text(number)
        return cell is not None and cell[0] <= self.columns.first and _POINT.match(normal(cell[1])) is not None

    def _is_banner(self, number: int) -> bool:
        """Tell whether a row is one text merged over most columns of the table."""
        cell = self._lone_text(number)
        return cell is not None and self._is_wide(number, cell[0])

    def _lone_text(self, number: int) -> tuple[int, str] | None:
        """Return column and text of a row's only filled cell, if it is a text."""
        ((column, value), *more) = self.filled[number].items()
        return None if more or not isinstance(value, str) else (column, value)

    def _is_wide(self, number: int, column: int) -> bool:
        """Tell whether a cell is merged over most columns of the table."""
        headings = [heading.column for heading in self.columns.header.headings]
        for top, left, bottom, right in self.grid.merges:
            if top <= number <= bottom and left <= column <= right:
                covered = sum(left <= heading <= right for heading in headings)
                return covered > 1 and covered >= _MOST * len(headings)
        return False

    def _is_aside(self, filled: Mapping[int, object], required: frozenset[int]) -> bool:
        """Tell whether a lone cell is no row: a required one is blank, or a sentence stands for an id."""
        if len(filled) != 1:
            return False
        ((column, value),) = filled.items()
        if not isinstance(value, str):
            return False
        if required:
            return column not in required
        own_id = {
            self.columns.known[item.key].column
            for item in self.sheet.columns[:1]
            if item.key in self.columns.known and item.type is Type.ID
        }
        return column in own_id and (len(value) >= _LONG or _SENTENCE.search(value) is not None)


def _is_total(filled: Mapping[int, object]) -> bool:
    first = next((value for value in filled.values() if isinstance(value, str) and not _is_number(value)), None)
    return first is not None and _TOTAL.fullmatch(normal(first)) is not None


def _is_number(text: str) -> bool:
    return re.fullmatch(r"[+-]?[\d.,]+%?", normal(text)) is not None


def _is_repeated_header(headers: Mapping[int, frozenset[object]], filled: Mapping[int, object]) -> bool:
    same = sum(value in headers.get(column, ()) for column, value in filled.items())
    return same == len(headers) or (same > 1 and same >= _MOST * len(filled))
