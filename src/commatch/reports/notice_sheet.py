"""The public notice as a workbook: one upright A4 sheet in large letters."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, NamedStyle, PatternFill, Side
from openpyxl.worksheet.pagebreak import Break
from openpyxl.worksheet.worksheet import Worksheet

from commatch.reports.notice import Notice
from commatch.reports.notice_tables import doing_table, open_table
from commatch.reports.words import Words
from commatch.texts.notice import NOTICE_WORDS
from commatch.workbook.look import font_of, letter_of, new_workbook, page, put, row_height
from commatch.workbook.schema import Lang

__all__ = ["notice_workbook"]
