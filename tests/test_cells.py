"""Cell values: what each way of writing means, what is refused, and that nothing raises."""

import datetime as dt
import math
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from commatch.times import Half
from commatch.workbook import cells
from commatch.workbook.cell_numbers import unit_fits
from commatch.workbook.cell_words import is_none
from commatch.workbook.cells import Counted, Parsed

DECEMBER = dt.date(2026, 12, 1)
Reader = Callable[[object], object]
PARSERS: dict[str, Callable[[object], Parsed[object]]] = {
    "text": cells.text,
    "identifier": cells.identifier,
    "phone": cells.phone,
    "number": lambda value: cells.number(value, minimum=0, maximum=100, unit="h"),
    "whole": lambda value: cells.whole(value, minimum=0, maximum=100),
    "date": lambda value: cells.date(value, month=DECEMBER),
    "month": cells.month,
    "counted": cells.counted,
    "levels": cells.levels,
    "yes_no": cells.yes_no,
    "urgency": cells.urgency,
    "times": cells.times,
}


@pytest.mark.parametrize(
    ("value", "tidy"),
    [
        (None, ""),
        ("  ", ""),
        ("\ufeff社区\u200b 食堂\u00a0 ", "社区 食堂"),
        ("ＡＢ１２；（甲）", "AB12;(甲)"),
        ("一\r\n 二", "一\n二"),
        (12.0, "12"),
        (12.5, "12.5"),
        (True, "TRUE"),
        (dt.date(2026, 12, 5), "2026-12-05"),
        (dt.datetime(2026, 12, 5), "2026-12-05"),
        (dt.time(9, 30), "09:30:00"),
    ],
)
def test_clean_text_is_plain_and_trimmed(value: object, tidy: str) -> None:
    assert cells.clean(value) == tidy


@pytest.mark.parametrize(
    ("value", "identifier"),
    [("0012", "0012"), (12.0, "12"), (7, "7"), (" N  012 ", "N 012"), ("Ｎ０１２", "N012"), ("3.0", "3.0")],
)
def test_an_identifier_is_text_with_single_spaces(value: object, identifier: str) -> None:
    assert cells.identifier(value) == Parsed(identifier)


@pytest.mark.parametrize(
    ("value", "phone"),
    [
        (13800138000.0, "13800138000"),
        (13800138000, "13800138000"),
        ("138 0013 8000", "13800138000"),
        ("13800138000.0", "13800138000"),
        ("010-6255 0000", "010-62550000"),
        ("11010119900101123X", "11010119900101123X"),
    ],
)
def test_a_phone_number_keeps_its_digits(value: object, phone: str) -> None:
    assert cells.phone(value) == Parsed(phone)


@pytest.mark.parametrize("value", [110101199001011234, 1.10101199001011e17, "1.10101E+17"])
def test_a_long_number_stored_as_a_number_has_lost_digits(value: object) -> None:
    assert cells.phone(value).fault == "lost_digits"


def test_a_long_identifier_stored_as_a_number_has_lost_digits() -> None:
    assert cells.identifier(110101199001011234).fault == "lost_digits"


@pytest.mark.parametrize(
    ("value", "number"),
    [
        (3, 3),
        (2.5, 2.5),
        ("１，２００", 1200),
        ("1,200.50元", 1200.5),
        ("¥300", 300),
        ("300块钱", 300),
        ("2小时", 2),
        ("1.5 hrs", 1.5),
        ("30分钟", 30),
        ("5个", 5),
        ("12人", 12),
        ("一百二十", 120),
        ("两", 2),
        ("两百元", 200),
        ("半", 0.5),
        ("半小时", 0.5),
        ("一个半", 1.5),
        ("两个半小时", 2.5),
        ("一小时半", 1.5),
        ("1.2万", 12000),
        ("３千元", 3000),
        ("-5", -5),
        ("零", 0),
    ],
)
def test_a_number_is_read_with_marks_units_and_numerals(value: object, number: float) -> None:
    assert cells.number(value) == Parsed(number)


@pytest.mark.parametrize(
    "value",
    [
        "约5",
        "5左右",
        "3-5",
        "5+",
        "1,20",
        "50%",
        "十百",
        "半半",
        "2半",
        "abc",
        "无",
        math.nan,
        True,
    ],
)
def test_what_is_not_one_number_is_refused(value: object) -> None:
    assert cells.number(value).fault == "bad_number"


@pytest.mark.parametrize("value", [dt.date(2026, 1, 1), dt.time(1, 30), dt.timedelta(hours=30)])
def test_a_cell_of_a_time_is_told_from_what_is_no_number(value: object) -> None:
    assert cells.number(value).fault == "number_as_time"


def test_hours_and_minutes_are_converted_when_the_column_has_a_unit() -> None:
    assert cells.number("90分钟", unit="h") == Parsed(1.5)
    assert cells.number("1.5小时", unit="min") == Parsed(90)
    assert cells.number("3小时", unit="元").fault == "bad_number"


def test_a_number_outside_its_bounds_is_refused() -> None:
    assert cells.number(-1, minimum=0).fault == "negative"
    assert cells.number("－1", minimum=0).fault == "negative"
    assert cells.number(0, minimum=1) == Parsed(fault="out_of_range", detail="1–")
    assert cells.number(6, minimum=1, maximum=5).fault == "out_of_range"
    assert cells.number(math.inf).fault == "out_of_range"
    assert cells.number(10**400).fault == "out_of_range"


def test_a_whole_number_has_no_fraction() -> None:
    assert cells.whole("3.0") == Parsed(3)
    assert cells.whole("三人") == Parsed(3)
    assert cells.whole("2.5").fault == "not_whole"
    assert cells.whole("半").fault == "not_whole"


@pytest.mark.parametrize(
    ("value", "day"),
    [
        (dt.date(2026, 11, 3), "2026-11-03"),
        (dt.datetime(2026, 11, 3, 14, 30), "2026-11-03"),
        ("2026-11-03", "2026-11-03"),
        ("2026-11-03 14:30", "2026-11-03"),
        ("2026-11-03T14:30:00", "2026-11-03"),
        ("2026年11月3日", "2026-11-03"),
        ("2026 年 11 月 3 日", "2026-11-03"),
        ("２０２６年１１月３日", "2026-11-03"),
        ("2026年11月3日上午", "2026-11-03"),
        ("2026年11月3日（周二）", "2026-11-03"),
        ("二〇二六年十一月三日", "2026-11-03"),
        ("2026/11/3", "2026-11-03"),
        ("2026.11.3", "2026-11-03"),
        ("20261103", "2026-11-03"),
        (20261103.0, "2026-11-03"),
        (46329.0, "2026-11-03"),
        (46329.75, "2026-11-03"),
        ("46329", "2026-11-03"),
        ("13/4/2026", "2026-04-13"),
        ("04/13/2026", "2026-04-13"),
        ("4/4/2026", "2026-04-04"),
        ("3 Nov 2026", "2026-11-03"),
        ("Nov 3, 2026", "2026-11-03"),
        ("Tuesday, November 3rd, 2026", "2026-11-03"),
    ],
)
def test_a_date_with_its_year_is_read(value: object, day: str) -> None:
    assert cells.date(value, month=DECEMBER) == Parsed(dt.date.fromisoformat(day))


@pytest.mark.parametrize(
    ("value", "day"),
    [
        ("11月3日", "2026-11-03"),
        ("11月3号", "2026-11-03"),
        ("11.3", "2026-11-03"),
        ("11/3", "2026-11-03"),
        ("1月5日", "2027-01-05"),
        ("Nov 3", "2026-11-03"),
        ("3 Jan", "2027-01-03"),
        (11.15, "2026-11-15"),
        (11.4, "2026-11-04"),
        (2.3, "2027-02-03"),
        ("2月29日", "2028-02-29"),
    ],
)
def test_a_date_without_a_year_takes_the_nearest_and_says_so(value: object, day: str) -> None:
    assert cells.date(value, month=DECEMBER) == Parsed(dt.date.fromisoformat(day), note="year_assumed")


@pytest.mark.parametrize(
    ("value", "readings"),
    [
        (11.3, "2026-11-03 / 2026-11-30"),
        (11.1, "2026-11-01 / 2026-11-10"),
        ("3/4/2026", "2026-03-04 / 2026-04-03"),
        ("03/04/2026", "2026-03-04 / 2026-04-03"),
        ("26-12-05", "2005-12-26 / 2026-12-05"),
        ("12/5/26", "2012-05-26 / 2026-05-12 / 2026-12-05"),
    ],
)
def test_a_date_with_two_readings_is_asked_not_guessed(value: object, readings: str) -> None:
    assert cells.date(value, month=DECEMBER) == Parsed(fault="ambiguous_date", detail=readings)


@pytest.mark.parametrize(
    "value",
    [
        "2026-02-30",
        "2026-13-01",
        "2026-11",
        "11月",
        "月底",
        "2026年11月3日（周三）",
        5,
        19999,
        11.155,
        math.nan,
        math.inf,
        True,
        dt.time(9),
        dt.timedelta(1),
        "99999999",
    ],
)
def test_what_is_no_date_is_refused(value: object) -> None:
    assert cells.date(value, month=DECEMBER).fault == "bad_date"


def test_a_date_without_a_year_needs_a_month_to_be_near() -> None:
    assert cells.date("11月3日", month=None).fault == "bad_date"


@pytest.mark.parametrize(
    "value",
    [
        "2026-12",
        "2026年12月",
        "2026年12月份",
        "202612",
        202612.0,
        "2026/12",
        "2026.12",
        2026.12,
        "２０２６－１２",
        dt.date(2026, 12, 5),
        dt.datetime(2026, 12, 5, 9),
        "2026-12-05",
        "Dec 2026",
        "December 2026",
        "二〇二六年十二月",
    ],
)
def test_a_month_is_its_first_day(value: object) -> None:
    assert cells.month(value) == Parsed(DECEMBER)


@pytest.mark.parametrize("value", ["12月", "2026-13", "2026", 2026.1, "next", True, 12])
def test_what_is_no_month_of_a_year_is_refused(value: object) -> None:
    assert cells.month(value).fault == "bad_month"


def test_items_are_split_trimmed_and_listed_once() -> None:
    assert cells.items("老人、儿童，残疾人; 老人 /妇女|青年\n党员") == (
        "老人",
        "儿童",
        "残疾人",
        "妇女",
        "青年",
        "党员",
    )
    assert cells.items(None) == ()
    assert cells.items("、，") == ()
    assert cells.items("001,002") == ("001", "002")


def test_items_do_not_split_dates_or_times() -> None:
    assert cells.items("2026/12/5；9:00-11:00") == ("2026/12/5", "9:00-11:00")


@pytest.mark.parametrize(
    ("value", "members"),
    [
        ("水电工×2；志愿者×3", [Counted("水电工", 2), Counted("志愿者", 3)]),
        ("水电工≥3×2", [Counted("水电工", 2, 3)]),
        ("水电工×2≥3", [Counted("水电工", 2, 3)]),
        ("水电工>=3", [Counted("水电工", 1, 3)]),
        ("水电工≧3 x2", [Counted("水电工", 2, 3)]),
        ("水电工(3级)×2", [Counted("水电工", 2, 3)]),
        ("水电工（3级）", [Counted("水电工", 1, 3)]),
        ("水电工(≥3)×2", [Counted("水电工", 2, 3)]),
        ("水电工3级×2名", [Counted("水电工", 2, 3)]),
        ("水电工x2、木工*3", [Counted("水电工", 2), Counted("木工", 3)]),
        ("志愿者3名", [Counted("志愿者", 3)]),
        ("志愿者三人", [Counted("志愿者", 3)]),
        ("2名医生", [Counted("医生", 2)]),
        ("两位医生", [Counted("医生", 2)]),
        ("2 doctors", [Counted("doctors", 2)]),
        ("志愿者 3", [Counted("志愿者", 3)]),
        ("折叠桌×4", [Counted("折叠桌", 4)]),
        ("折叠桌4张", [Counted("折叠桌", 4)]),
        ("义诊；法律咨询", [Counted("义诊"), Counted("法律咨询")]),
        ("plumber>=3 x2; volunteer", [Counted("plumber", 2, 3), Counted("volunteer")]),
        ("box x 12", [Counted("box", 12)]),
    ],
)
def test_a_counted_list_has_names_counts_and_levels(value: str, members: list[Counted]) -> None:
    assert cells.counted(value) == Parsed(tuple(members))


@pytest.mark.parametrize(
    "item",
    [
        "水电工×0",
        "水电工×1.5",
        "水电工×-2",
        "水电工×多",
        "水电工≥6",
        "水电工≥0×2",
        "水电工≤3",
        "×2",
        "志愿者3",
        "水电工×2×3",
    ],
)
def test_a_counted_member_that_cannot_be_read_is_named(item: str) -> None:
    assert cells.counted(f"木工；{item}") == Parsed(fault="bad_skills", detail=cells.clean(item))


@pytest.mark.parametrize(
    ("value", "members"),
    [
        ("水电工:4、木工", (("水电工", 4), ("木工", None))),
        ("水电工：4", (("水电工", 4),)),
        ("水电工4级", (("水电工", 4),)),
        ("水电工（4）", (("水电工", 4),)),
        ("plumber level 4", (("plumber", 4),)),
        ("plumber: 4, cook", (("plumber", 4), ("cook", None))),
    ],
)
def test_a_list_of_levels_has_skills_and_levels(value: str, members: object) -> None:
    assert cells.levels(value) == Parsed(members)


@pytest.mark.parametrize(
    "item", ["水电工:6", "水电工:0", "水电工:高", "水电工4", ":4", "水电工:", "水电工9级", "水电工×2"]
)
def test_a_level_that_cannot_be_read_is_named(item: str) -> None:
    assert cells.levels(f"木工、{item}") == Parsed(fault="bad_skills", detail=item)


@pytest.mark.parametrize("value", ["是", "有", "√", "✓", "可以", "能", "Y", "Yes", "ＹＥＳ", True, 1, 1.0, "对"])
def test_yes_is_read_from_a_closed_table(value: object) -> None:
    assert cells.yes_no(value) == Parsed(True)


@pytest.mark.parametrize("value", ["否", "无", "×", "✗", "不可以", "不能", "n", "No", False, 0, 0.0, "错"])
def test_no_is_read_from_a_closed_table(value: object) -> None:
    assert cells.yes_no(value) == Parsed(False)


@pytest.mark.parametrize("value", ["也许", 2, "是否", math.nan])
def test_what_is_neither_yes_nor_no_is_refused(value: object) -> None:
    assert cells.yes_no(value).fault == "bad_yes_no"


@pytest.mark.parametrize(
    ("value", "level"),
    [
        (1, 1),
        (5.0, 5),
        ("３", 3),
        ("3.0", 3),
        ("低", 1),
        ("中", 2),
        ("高", 3),
        ("紧急", 4),
        ("兜底", 5),
        ("low", 1),
        ("Medium", 2),
        ("high", 3),
        ("urgent", 4),
        ("MUST", 5),
    ],
)
def test_urgency_is_a_number_or_a_word(value: object, level: int) -> None:
    assert cells.urgency(value) == Parsed(level)


@pytest.mark.parametrize("value", [0, 6, 2.5, "很急", True, math.nan])
def test_another_urgency_is_refused(value: object) -> None:
    assert cells.urgency(value).fault == "bad_urgency"


def test_times_are_read_from_text_and_from_a_date_cell() -> None:
    day = dt.date(2026, 12, 5)
    read = cells.times(dt.datetime(2026, 12, 5)).value
    assert read is not None
    assert read.names(day)
    assert not read.free(day + dt.timedelta(1), Half.MORNING)
    assert cells.times("周二；大概月底") == Parsed(fault="bad_times", detail="大概月底")
    assert cells.times(12.5).fault == "bad_times"


@pytest.mark.parametrize("name", PARSERS)
@pytest.mark.parametrize("value", [None, "", " \u3000\u200b\n", "\ufeff"])
def test_a_blank_cell_has_neither_value_nor_fault(name: str, value: object) -> None:
    assert PARSERS[name](value) == Parsed()


PIECES = st.sampled_from(
    [*"0123456789.,:×x*≥>(（）级名个半万千百十两年月日周/-；、 \n", "分钟", "小时", "Nov ", "中", "¥", "e"]
)
RAW = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.just(10**5000)
    | st.floats()
    | st.floats(0, 100000).map(lambda number: round(number, 2))
    | st.text()
    | st.lists(PIECES, max_size=10).map("".join)
    | st.dates()
    | st.datetimes()
    | st.times()
    | st.timedeltas()
)


@pytest.mark.parametrize("name", PARSERS)
@settings(deadline=None)
@given(value=RAW)
def test_no_cell_raises_and_a_fault_comes_without_a_value(name: str, value: object) -> None:
    parsed = PARSERS[name](value)
    assert parsed.value is None or not parsed.fault
    assert parsed.value is not None or not parsed.note
    blank = not cells.clean(value) or is_none(cells.clean(value))
    assert parsed.fault or parsed.value is not None or blank or name in {"counted", "levels"}


@given(RAW)
def test_clean_text_and_items_never_raise_and_are_stable(value: object) -> None:
    tidy = cells.clean(value)
    assert cells.clean(tidy) == tidy
    assert all(member == member.strip() and member for member in cells.items(value))


@pytest.mark.parametrize("name", [name for name in PARSERS if name != "text"])  # free text is kept as it is written
@settings(deadline=None)
@given(text=st.lists(PIECES, max_size=8).map("".join))
def test_full_width_forms_are_read_like_plain_ones(name: str, text: str) -> None:
    wide = "".join(chr(ord(char) + 0xFEE0) if "!" <= char <= "~" else char for char in text)
    assert PARSERS[name](wide) == PARSERS[name](text)


@pytest.mark.parametrize(
    ("unit", "value", "number"),
    [
        ("h", "一小时30分", 1.5),
        ("h", "1h30m", 1.5),
        ("h", "三刻钟", 0.75),
        ("h", "2小時半", 2.5),
        ("min", "1小时15分", 75),
        ("min", "步行15分钟", 15),
        ("元", "伍佰元整", 500),
        ("元", "1.5w", 15000),
        ("元", "2K", 2000),
        ("元", "RMB 500", 500),
        ("元", "+500.", 500),
        ("人", "可容纳30人", 30),
        ("人", "30个座位", 30),
        ("天", "提前两周", 14),
        ("天", "活动后1天", -1),
        ("天", "当天", 0),
        ("件", "20瓶", 20),
    ],
)
def test_a_number_is_read_in_the_words_of_its_column(unit: str, value: str, number: float) -> None:
    assert cells.number(value, unit=unit) == Parsed(number)


@pytest.mark.parametrize(
    ("unit", "value"),
    [
        ("元", "$500"),
        ("元", "提前500"),
        ("人", "2k"),
        ("人", "3户"),
        ("次", "2周"),
        ("h", "一小时90分"),
        ("h", "8小时/月"),
        ("h", "1:30"),
        ("h", "2-3小时"),
        ("元", "万元"),
        ("", "2周"),
        ("min", "500米"),
    ],
)
def test_a_number_of_something_else_is_refused(unit: str, value: str) -> None:
    assert cells.number(value, unit=unit).fault == "bad_number"


@pytest.mark.parametrize(
    ("value", "members"),
    [
        ("水电工（2人）", [Counted("水电工", 2)]),
        ("水電工兩名", [Counted("水電工", 2)]),
        ("帳篷3頂", [Counted("帳篷", 3)]),
        ("A4纸2包", [Counted("A4纸", 2)]),
        ("2 x electrician", [Counted("electrician", 2)]),
        ("Office 365×1", [Counted("Office 365", 1)]),
        ("义诊（血压、血糖）×2", [Counted("义诊(血压、血糖)", 2)]),
        ("1、义诊；2、法律咨询", [Counted("义诊"), Counted("法律咨询")]),
        ("①义诊②理发", [Counted("义诊"), Counted("理发")]),
        ("义诊、理发。", [Counted("义诊"), Counted("理发")]),
        ("签到2人", [Counted("签到", 2)]),
    ],
)
def test_counts_are_read_as_people_write_them(value: str, members: list[Counted]) -> None:
    assert cells.counted(value) == Parsed(tuple(members))


@pytest.mark.parametrize(
    "item",
    [
        "水电工(2)",
        "志愿者各2名",
        "志愿者约3名",
        "志愿者3-5名",
        "志愿者3到5名",
        "志愿者不少于3人",
        "志愿者3名以上",
        "志愿者若干",
        "志愿者数名",
        "椅子20把（带扶手）",
        "1/2级",
    ],
)
def test_a_rough_count_is_refused(item: str) -> None:
    assert cells.counted(item).fault == "bad_skills"


@pytest.mark.parametrize("value", ["一级", "1级", -1, "高(4)", "4-高", "特急", "一般"])
def test_an_urgency_that_can_mean_two_things_is_refused(value: object) -> None:
    assert cells.urgency(value).fault == "bad_urgency"


@pytest.mark.parametrize(
    ("value", "phone"),
    [
        ("13800000000\n13900000000", "13800000000、13900000000"),
        ("13800000000 13900000000", "13800000000、13900000000"),
        ("021 5000 0000", "02150000000"),
    ],
)
def test_two_phone_numbers_stay_two(value: str, phone: str) -> None:
    assert cells.phone(value) == Parsed(phone)


@pytest.mark.parametrize("value", ["☑是□否", "□否 ☑是", "是√", "√", "v", "是。", "對", "需要"])
def test_a_ticked_yes_is_yes(value: str) -> None:
    assert cells.yes_no(value) == Parsed(True)


@pytest.mark.parametrize("value", ["□是 □否", "☑是☑否", "是□否□", "□", "?"])
def test_boxes_that_do_not_tell_are_refused(value: str) -> None:
    assert cells.yes_no(value).fault == "bad_yes_no"


@pytest.mark.parametrize(
    "item",
    [
        "英语四级",
        "计算机二级",
        "水电工四级",
        "水電工（四級）",
        "英语4级",
        "钢琴10级",
        "普通话（2级）",
    ],
)
def test_a_grade_that_may_be_that_of_a_certificate_is_asked(item: str) -> None:
    fault = Parsed(fault="unclear_level", detail=cells.clean(item))
    assert cells.levels(f"木工、{item}") == fault
    assert cells.counted(f"木工；{item}") == fault
    assert cells.counted(f"{item}×2").fault == "unclear_level"


@pytest.mark.parametrize("skill", ["小学三年级语文", "三年级", "二级心理咨询师", "高级电工", "电工（中级）", "C++"])
def test_a_skill_with_a_grade_in_its_name_is_a_skill(skill: str) -> None:
    assert cells.levels(skill) == Parsed(((cells.clean(skill), None),))


@pytest.mark.parametrize("value", ["七八个", "两三个", "五六十", "三四百", "一二百"])
def test_about_so_many_in_words_is_no_number(value: str) -> None:
    assert cells.number(value).fault == "bad_number"


@pytest.mark.parametrize(
    ("value", "number"),
    [
        ("一万二", 12000),
        ("一百五", 150),
        ("一百零五", 105),
        ("4万5千元", 45000),
        ("1万2", 12000),
        ("860元5角", 860.5),
        ("12块5毛", 12.5),
    ],
)
def test_an_amount_is_read_as_people_say_it(value: str, number: float) -> None:
    assert cells.number(value, unit="元") == Parsed(number)


@pytest.mark.parametrize(
    "value", ["1,00", "NT$3,000", "$500", "<=500", "160元/次", "一次最多500", "500元左右", "300元/月"]
)
def test_an_amount_that_has_to_be_asked_is_refused(value: str) -> None:
    assert cells.number(value, unit="元").fault == "bad_number"


@pytest.mark.parametrize(
    ("unit", "value", "number"),
    [
        ("h/月", "8", 8),
        ("h/月", "8小时", 8),
        ("h/月", "8小时/月", 8),
        ("h/月", "8h/月", 8),
        ("h/月", "120 h/mo", 120),
        ("h/月", "每月8小時", 8),
        ("h/月", "每個月三十小时", 30),
        ("h/月", "月8小时", 8),
        ("h/月", "一个月半小时", 0.5),
        ("h/月", "8 hours a month", 8),
        ("次/月", "2", 2),
        ("次/月", "每月2次", 2),
        ("次/月", "每月兩次", 2),
        ("次/月", "2场/月", 2),
        ("次/月", "4次每月", 4),
        ("次/月", "2 a month", 2),
    ],
)
def test_a_number_a_month_is_read_in_a_column_of_a_month(unit: str, value: str, number: float) -> None:
    assert cells.number(value, unit=unit) == Parsed(number)


@pytest.mark.parametrize(
    ("unit", "value"),
    [
        ("h/月", "8小时/周"),
        ("h/月", "每周2小时"),
        ("h/月", "8小时/次"),
        ("h/月", "每人每月8小时"),
        ("h/月", "5-10小时"),
        ("h/月", "2次"),
        ("h/月", "月"),
        ("次/月", "2次/周"),
        ("次/月", "每週兩次"),
        ("次/月", "每季度1次"),
        ("次/月", "不限"),
        ("次/月", "2小时"),
        ("次/月", "每月第2次"),
    ],
)
def test_a_number_of_another_span_is_asked(unit: str, value: str) -> None:
    assert cells.number(value, unit=unit).fault == "bad_number"


@pytest.mark.parametrize(
    ("written", "unit", "fits"),
    [
        ("小时", "h/月", True),
        ("小时/月", "h/月", True),
        ("次/月", "次/月", True),
        ("次/周", "次/月", False),
        ("小时/周", "h/月", False),
        ("分钟", "h/月", False),
        ("个人", "次/月", False),
    ],
)
def test_a_unit_in_a_header_fits_a_column_of_a_month_or_not(written: str, unit: str, fits: bool) -> None:
    assert unit_fits(written, unit) is fits


@pytest.mark.parametrize(
    ("value", "note"),
    [
        ("民國115年12月5日", ""),
        ("民国 115 年 12 月 5 日", ""),
        ("民國115/12/5", ""),
        ("115年12月5日", "year_assumed"),
        ("115年12月5日（六）", "year_assumed"),
        ("115.12.5", "year_assumed"),
        ("115/12/05", "year_assumed"),
        ("115-12-05", "year_assumed"),
    ],
)
def test_a_year_of_the_republic_is_read_and_said_where_it_is_not_named(value: str, note: str) -> None:
    assert cells.date(value, month=DECEMBER) == Parsed(dt.date(2026, 12, 5), note=note)


def test_a_month_may_have_a_year_of_the_republic() -> None:
    assert cells.month("民國115年12月") == Parsed(DECEMBER)
    assert cells.date("民國99年5月6日") == Parsed(dt.date(2010, 5, 6))
    assert cells.date("115年2月30日", month=DECEMBER).fault == "bad_date"


@pytest.mark.parametrize("value", ["长期", "長期有效", "永久", "不限", "rolling"])
def test_an_agreement_without_an_end_has_no_date(value: str) -> None:
    assert cells.date(value, month=DECEMBER) == Parsed()


@pytest.mark.parametrize("value", ["12月10日前", "2026-12-10之前", "2025年底", "2027年3月", "待定", "12月5日前后"])
def test_a_date_that_is_near_another_only_is_refused(value: str) -> None:
    assert cells.date(value, month=DECEMBER).fault == "bad_date"


def test_a_day_of_the_month_may_stand_in_words() -> None:
    assert cells.date("十一月十六", month=DECEMBER) == Parsed(dt.date(2026, 11, 16), note="year_assumed")
    assert cells.date("十二月初五", month=DECEMBER).fault == "bad_date"


def test_a_slashed_date_among_english_words_is_asked() -> None:
    assert cells.date("5/12", month=DECEMBER).value == dt.date(2027, 5, 12)
    assert cells.date("5/12", month=DECEMBER, english=True).fault == "ambiguous_date"
    assert cells.date("25/12", month=DECEMBER, english=True).value == dt.date(2026, 12, 25)
    assert cells.times("5/12", english=True) == Parsed(fault="bad_times", detail="5/12")
    assert cells.times("5/12").fault == ""


@pytest.mark.parametrize("value", ["否", "不", "不合并", "不合併", "无", "×", "No", "单独", False, "—", None])
def test_a_need_is_in_no_bundle_where_the_cell_says_no(value: object) -> None:
    assert cells.bundle(value) == Parsed()


@pytest.mark.parametrize("value", ["是", "要", "合并", "√", "yes", "同上", True])
def test_yes_names_no_bundle(value: object) -> None:
    assert cells.bundle(value).fault == "unnamed_bundle"


@pytest.mark.parametrize(
    ("value", "name"), [("照明", "照明"), ("A", "A"), ("n", "n"), (1.0, "1"), ("可回收", "可回收")]
)
def test_a_bundle_has_any_other_name(value: object, name: str) -> None:
    assert cells.bundle(value) == Parsed(name)


@pytest.mark.parametrize(
    ("value", "members"),
    [
        ("60岁以上┋儿童", ("60岁以上", "儿童")),
        ("流动住户┋其他〖自由职业〗", ("流动住户", "自由职业")),
        ("义诊+理发", ("义诊", "理发")),
        ("60+老人", ("60+老人",)),
        ("书法（楷书+行书）", ("书法(楷书+行书)",)),
        ("(空)", ()),
        ("（跳过）", ()),
        ("不限", ()),
        ("都可以", ()),
    ],
)
def test_a_list_is_read_as_survey_platforms_and_people_write_it(value: str, members: tuple[str, ...]) -> None:
    assert cells.items(value) == members


@pytest.mark.parametrize(
    ("value", "members"),
    [
        ("医生2名+志愿者3名", [Counted("医生", 2), Counted("志愿者", 3)]),
        ("志愿者：3人", [Counted("志愿者", 3)]),
        ("羽毛球场4片", [Counted("羽毛球场", 4)]),
    ],
)
def test_counts_are_read_with_other_marks(value: str, members: list[Counted]) -> None:
    assert cells.counted(value) == Parsed(tuple(members))


@pytest.mark.parametrize(
    "item",
    [
        "2医",
        "1社工1志愿者",
        "志愿者两三名",
        "志愿者一两名",
        "志愿者十几名",
        "电工1名或2名",
        "志愿者（若干）",
        "大米10斤",
        "橙子5公斤",
        "志愿者:3",
    ],
)
def test_a_count_that_is_none_is_refused_not_made_a_name(item: str) -> None:
    assert cells.counted(item) == Parsed(fault="bad_skills", detail=cells.clean(item))


@pytest.mark.parametrize(
    ("value", "answer"), [("可共享", True), ("可重复使用", True), ("不共享", False), ("一次性", False)]
)
def test_yes_and_no_may_be_said_in_the_words_of_the_column(value: str, answer: bool) -> None:
    assert cells.yes_no(value) == Parsed(answer)


@pytest.mark.parametrize("value", ["Y (lead only)", "pending", "2人未核查", "部分", "看情况", "Y/N"])
def test_half_a_yes_is_refused(value: str) -> None:
    assert cells.yes_no(value).fault == "bad_yes_no"


@pytest.mark.parametrize(("value", "level"), [("不急", 1), ("不緊急", 1), ("中等", 2), ("Urgent!!", 4)])
def test_an_urgency_is_read_in_plain_words(value: str, level: int) -> None:
    assert cells.urgency(value) == Parsed(level)


@pytest.mark.parametrize("value", ["急", "急死了", "比较急", "★★★", "P0", "普通", "高/紧急", "较高"])
def test_an_urgency_on_another_scale_is_asked(value: str) -> None:
    assert cells.urgency(value).fault == "bad_urgency"
