"""Laws of every cell function: total, the same for twins in width and in traditional characters, and never slow."""

from __future__ import annotations

import datetime as dt
import time
import unicodedata
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from test_times import IN_DECEMBER

from commatch.workbook import cells
from commatch.workbook.cell_words import is_none
from commatch.workbook.cells import Parsed
from commatch.workbook.grids import Fault
from commatch.workbook.headers import normal
from commatch.workbook.names import By, match_name
from commatch.workbook.schema import CHOICES, INPUT_SHEETS, Lang, Sheet
from commatch.workbook.traditional import _PAIRS, simplified
from commatch.workbook.values import choice

DECEMBER = dt.date(2026, 12, 1)
READERS: dict[str, Callable[[object], Parsed[object]]] = {
    "text": cells.text,
    "identifier": cells.identifier,
    "phone": cells.phone,
    "hours": lambda value: cells.number(value, minimum=0, unit="h"),
    "minutes": lambda value: cells.number(value, minimum=0, unit="min"),
    "yuan": lambda value: cells.number(value, minimum=0, unit="元"),
    "people": lambda value: cells.whole(value, minimum=1, unit="人"),
    "days": lambda value: cells.whole(value, unit="天"),
    "pieces": lambda value: cells.whole(value, minimum=0, unit="件"),
    "date": lambda value: cells.date(value, month=DECEMBER),
    "month": cells.month,
    "list": lambda value: Parsed(cells.items(value) or None),
    "counted": cells.counted,
    "levels": cells.levels,
    "yes_no": cells.yes_no,
    "urgency": cells.urgency,
    "times": cells.times,
    "choice": lambda value: Parsed(choice("need_status", value)),
}
EXAMPLES: dict[str, list[str]] = {
    "identifier": ["N001", "第1网格", "N 01"],
    "phone": ["13800000000", "021-50000000转12", "13800000000 13900000000"],
    "hours": ["2", "1.5小时", "两个半小时", "一小时30分", "90分钟", "三刻钟", "半小时"],
    "minutes": ["15分钟", "步行15分钟", "一刻钟", "1小时"],
    "yuan": ["1,200元", "1.2万元", "伍佰元整", "人民币500元", "¥500", "2k", "五百块"],
    "people": ["12人", "一百二十", "可容纳30人", "30个座位", "两名"],
    "days": ["提前3天", "两周", "当天", "活动后1天"],
    "pieces": ["10张", "两箱", "20瓶"],
    "date": ["2026年12月5日", "二〇二六年十二月五日", "12月5号", "截至12月5日", "5-Dec-26", "2026、12、5"],
    "month": ["2026年12月", "2026-12", "12/2026"],
    "list": ["桌椅、投影；无障碍", "1. 义诊 2. 理发", "书法（楷书、行书）"],
    "counted": ["水电工≥3×2；志愿者×3", "两名水电工", "折叠桌4张", "椅子（20把）"],
    "levels": ["水电工:4、木工", "水电工（4级）"],
    "yes_no": ["是", "无", "☑是□否", "不可以", "√"],
    "urgency": ["紧急", "兜底", "紧急（4）", "3"],
    "times": [text for text in sorted(IN_DECEMBER) if "\n" not in text],
    "choice": [name for item in CHOICES["need_status"] for name in (item.zh, item.en)],
}
CELLS = [(name, text) for name, texts in EXAMPLES.items() for text in texts]

OBJECTS = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.just(10**5000)
    | st.floats()
    | st.text()
    | st.dates()
    | st.datetimes()
    | st.times()
    | st.timedeltas()
    | st.builds(Fault, st.just("cell_error"), st.text(max_size=5))
)


@pytest.mark.parametrize("name", READERS)
@settings(deadline=None)
@given(value=OBJECTS)
def test_any_object_gives_a_value_a_blank_or_a_fault(name: str, value: object) -> None:
    read = READERS[name](value)
    assert isinstance(read, Parsed)
    assert not (read.fault and read.value is not None)
    assert read == READERS[name](value)


@pytest.mark.parametrize(("name", "text"), CELLS)
def test_the_examples_are_read(name: str, text: str) -> None:
    read = READERS[name](text)
    assert read.fault == ""
    assert read.value is not None


def wide(text: str) -> str:
    """Return text in full-width forms."""
    return "".join(chr(ord(char) + 0xFEE0) if "!" <= char <= "~" else char for char in text).replace(" ", "\u3000")


def strewn(text: str) -> str:
    """Return text with invisible characters in it and no-break spaces around it."""
    return "\u00a0\ufeff" + "\u200b".join(text) + "\u00a0"


@pytest.mark.parametrize(("name", "text"), CELLS)
def test_width_and_invisible_characters_change_nothing(name: str, text: str) -> None:
    plain = READERS[name](text)
    assert READERS[name](wide(text)) == plain
    assert READERS[name](strewn(text)) == plain
    assert READERS[name](unicodedata.normalize("NFD", text)) == plain


TRADITIONAL: dict[str, str] = {}
for old, new in zip(_PAIRS[::2], _PAIRS[1::2], strict=True):
    TRADITIONAL.setdefault(new, old)


def traditional(text: str) -> str:
    """Return text with each character that has a traditional form in that form."""
    return "".join(TRADITIONAL.get(char, char) for char in text)


CLOSED = (
    "hours",
    "minutes",
    "yuan",
    "people",
    "days",
    "pieces",
    "date",
    "month",
    "yes_no",
    "urgency",
    "times",
    "choice",
)


@pytest.mark.parametrize(("name", "text"), [(name, text) for name, text in CELLS if name in CLOSED])
def test_values_with_fixed_words_are_read_in_traditional_characters(name: str, text: str) -> None:
    assert READERS[name](traditional(text)) == READERS[name](text)


def test_the_words_of_a_list_stay_in_the_characters_they_are_written_in() -> None:
    assert cells.counted("電工兩名").value == (cells.Counted("電工", 2),)
    assert cells.items("書法、電腦") == ("書法", "電腦")


@pytest.mark.parametrize("sheet", INPUT_SHEETS, ids=lambda sheet: sheet.key)
def test_names_of_sheets_and_headers_are_read_in_traditional_characters(sheet: Sheet) -> None:
    match = match_name(traditional(sheet.zh))
    assert (match.by, match.key) == (By.NAME, sheet.key)
    for column in sheet.columns:
        for name in (column.zh, *column.aliases):
            assert normal(traditional(name)) == normal(name)


@pytest.mark.parametrize("choices", CHOICES)
def test_closed_lists_are_read_in_traditional_characters(choices: str) -> None:
    for item in CHOICES[choices]:
        assert choice(choices, traditional(item.zh)) == choice(choices, item.zh) == item.key
        assert choice(choices, item.name(Lang.EN)) == item.key


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("需求清單", "需求清单"),
        ("編號", "编号"),
        ("緊急程度", "紧急程度"),
        ("週二下午", "周二下午"),
        ("隨時", "随时"),
        ("節假日", "节假日"),
        ("場地", "场地"),
        ("協議截止", "协议截止"),
        ("聯繫人", "联系人"),
        ("電話", "电话"),
        ("臺", "台"),
        ("個", "个"),
        ("裡裏", "里里"),
        ("萬億兩", "万亿两"),
    ],
)
def test_traditional_characters_have_a_simplified_form_of_the_same_length(old: str, new: str) -> None:
    assert simplified(old) == new
    assert simplified(new) == new


@pytest.mark.parametrize("mark", ["无", "無", "暂无", "—", "-", "/", "N/A", "none"])
def test_what_says_that_there_is_nothing_is_no_name(mark: str) -> None:
    assert is_none(mark)
    for name in ("identifier", "phone", "date", "month", "list", "counted", "levels"):
        assert READERS[name](mark) == Parsed()


@pytest.mark.parametrize("name", READERS)
def test_a_stroke_through_a_cell_leaves_it_blank_but_for_free_text(name: str) -> None:
    assert READERS[name]("—") == (Parsed("—") if name == "text" else Parsed())


SEEDS = [
    "周二 ",
    "12 ",
    "2名",
    "(2 ",
    "≥ ",
    "a x ",
    "1月",
    "十",
    "1. a ",
    "桌椅、",
    "(a",
    "□ ",
    "4 级",
    ": ",
    "1st, ",
    "，",
]


@pytest.mark.parametrize("name", READERS)
def test_a_cell_as_long_as_a_cell_can_be_is_no_trap(name: str) -> None:
    start = time.process_time()
    for seed in SEEDS:
        READERS[name]((seed * 32_000)[:32_000])
    assert (
        time.process_time() - start < 10
    )  # a third of a second where it was measured; a quadratic pattern takes minutes
