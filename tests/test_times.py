"""Times cells: what each way of writing frees in a month, and what is refused."""

import calendar
import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commatch.times import ALL_HALVES, ANY_TIME, Half, Slot
from commatch.workbook.times_grammar import TimesSyntaxError, parse_times

LETTERS = {"m": Half.MORNING, "a": Half.AFTERNOON, "e": Half.EVENING}
DECEMBER = list(range(1, 32))
MON, TUE, WED, THU, FRI, SAT, SUN = ([d for d in DECEMBER if dt.date(2026, 12, d).weekday() == n] for n in range(7))
WORKDAYS = sorted(MON + TUE + WED + THU + FRI)


def freed(text: str, month: str = "2026-12") -> set[tuple[int, Half]]:
    """Return day and half-day of every slot of a month that a cell frees."""
    first = dt.date.fromisoformat(month + "-01")
    last = first.replace(day=calendar.monthrange(first.year, first.month)[1])
    return {(slot.date.day, slot.half) for slot in parse_times(text).slots(first, last)}


def expected(days: dict[str, list[int]]) -> set[tuple[int, Half]]:
    """Return the slots of days by the letters of their half-days."""
    return {(day, LETTERS[letter]) for letters, listed in days.items() for day in listed for letter in letters}


IN_DECEMBER: dict[str, dict[str, list[int]]] = {
    # lists and the half-day at their end
    "周二、周四下午": {"a": TUE + THU},
    "周二上午、周四下午": {"m": TUE, "a": THU},
    "周二上午、周四": {"m": TUE, "mae": THU},
    "周二 周四下午": {"a": TUE + THU},
    "周二和周四的下午": {"a": TUE + THU},
    "周二下午周四上午": {"a": TUE, "m": THU},
    "周二上午；周四下午": {"m": TUE, "a": THU},
    "周二上午\n周四下午": {"m": TUE, "a": THU},
    "周二；；": {"mae": TUE},
    "周二、": {"mae": TUE},
    # weekdays
    "周二": {"mae": TUE},
    "星期二": {"mae": TUE},
    "礼拜二": {"mae": TUE},
    "週二": {"mae": TUE},
    "周日": {"mae": SUN},
    "周天": {"mae": SUN},
    "星期天": {"mae": SUN},
    "周一三五": {"mae": MON + WED + FRI},
    "周一、三、五下午": {"a": MON + WED + FRI},
    "周六日": {"mae": SAT + SUN},
    "周六、日": {"mae": SAT + SUN},
    "周1-5": {"mae": WORKDAYS},
    "周1、3": {"mae": MON + WED},
    "周一至周五 9:00-11:30": {"m": WORKDAYS},
    "周一至周五8:30-12:00，13:30-17:30": {"ma": WORKDAYS},
    "周一至五8:30-12:00": {"m": WORKDAYS},
    "11月25-12月2日": {"mae": [1, 2]},
    "12月5日没空，其他时间均可": {"mae": [d for d in DECEMBER if d != 5]},
    "除了周日都可以": {"mae": [d for d in DECEMBER if d not in SUN]},
    "2026-12-05T09:00": {"m": [5]},
    "any weekend": {"mae": SAT + SUN},
    "no Mondays": {"mae": [d for d in DECEMBER if d not in MON]},
    "周一到五": {"mae": WORKDAYS},
    "周一～周四、周六": {"mae": MON + TUE + WED + THU + SAT},
    "周五至周一": {"mae": FRI + SAT + SUN + MON},
    "每周六全天": {"mae": SAT},
    "每逢周六": {"mae": SAT},
    # kinds of days
    "每天": {"mae": DECEMBER},
    "每日晚上": {"e": DECEMBER},
    "工作日晚上": {"e": WORKDAYS},
    "周末": {"mae": SAT + SUN},
    "工作日晚上；周末随时": {"e": WORKDAYS, "mae": SAT + SUN},
    "节假日": {},
    # weekdays counted in the month, thirds
    "每月第二个周六": {"mae": [12]},
    "第一、三个周日": {"mae": [6, 20]},
    "每月的第二、第四个周六上午": {"m": [12, 26]},
    "最后一个周五": {"mae": [25]},
    "第五个周一": {},
    "第五个周二": {"mae": [29]},
    "第二个周六、周日": {"mae": [12, 13]},
    "第二个周六、每周日": {"mae": [12, *SUN]},
    "上旬": {"mae": list(range(1, 11))},
    "中旬下午": {"a": list(range(11, 21))},
    "下旬": {"mae": list(range(21, 32))},
    "上中旬": {"mae": list(range(1, 21))},
    "下半月": {"mae": list(range(16, 32))},
    "上旬周二": {"mae": [1, 8]},
    "上旬周二、周四下午": {"a": [1, 3, 8, 10]},
    "上旬、下旬周二": {"mae": [1, 8, 22, 29]},
    "12月上旬": {"mae": list(range(1, 11))},
    "11月上旬": {},
    "12月每周六": {"mae": SAT},
    "11月至1月 周二": {"mae": TUE},
    # dates
    "11月20日上午": {},
    "12月20日上午": {"m": [20]},
    "12月20号": {"mae": [20]},
    "2026年12月3日": {"mae": [3]},
    "2025年12月3日": {},
    "十二月二十五日": {"mae": [25]},
    "12/3": {"mae": [3]},
    "2026-12-03": {"mae": [3]},
    "2026/12/3下午": {"a": [3]},
    "2026.12.3": {"mae": [3]},
    "12月3日、5日": {"mae": [3, 5]},
    "12月3、5日上午": {"m": [3, 5]},
    "12月3-5日": {"mae": [3, 4, 5]},
    "12月3日至5日上午、8日": {"m": [3, 4, 5], "mae": [8]},
    "12月5日上午；6日下午": {"m": [5], "a": [6]},
    "每月20日": {"mae": [20]},
    "20日": {"mae": [20]},
    "每月5日、20日": {"mae": [5, 20]},
    "每月1-3日": {"mae": [1, 2, 3]},
    "12月25日（周五）下午": {"a": [25]},
    "2026-12-03 至 2026-12-05": {"mae": [3, 4, 5]},
    "2026-12-30至2027-01-03": {"mae": [30, 31]},
    "2026年12月30日至1月3日": {"mae": [30, 31]},
    "12月30日至1月3日": {"mae": [30, 31]},
    "12月1日-15日每周二晚上": {"e": [1, 8, 15]},
    # half-days and clock times
    "上午": {"m": DECEMBER},
    "周二上午下午": {"ma": TUE},
    "周六上午和下午": {"ma": SAT},
    "周二上、下午": {"ma": TUE},
    "周二白天": {"ma": TUE},
    "周二早上": {"m": TUE},
    "周二傍晚": {"e": TUE},
    "周二 9点-11点半": {"m": TUE},
    "下午2点到4点": {"a": DECEMBER},
    "周三14:00—16:00": {"a": WED},
    "周三 9:00-11:00、14:00-16:00": {"ma": WED},
    "周三上午9点到下午4点": {"ma": WED},
    "周三早8点-晚8点": {"mae": WED},
    "晚上七点到九点": {"e": DECEMBER},
    "周二十点到十一点半": {"m": TUE},
    "周三 9:00-12:30": {"m": WED},  # half an hour of the afternoon is too little
    "周三 9:00-13:00": {"ma": WED},
    "周三 11:20-12:10": {"m": WED},  # an hour of nothing: forty minutes against ten
    "周三 11:45-12:30": {"a": WED},
    "工作日 18:00以后": {"e": WORKDAYS},
    "周三 12点以前": {"m": WED},
    "周三 14:30": {"a": WED},
    "全天（9:00-17:00）": {"ma": DECEMBER},
    # as people write them, without spaces and in other signs
    "周一至周四14:00-16:00": {"a": MON + TUE + WED + THU},
    "周一-周四9:00-11:00": {"m": MON + TUE + WED + THU},
    "周一至周四14点-16点": {"a": MON + TUE + WED + THU},
    "周4 14:00-16:00": {"a": THU},
    "周414:00-16:00": {"a": THU},
    "周1至周414:00-16:00": {"a": MON + TUE + WED + THU},
    "周4 9:00-11:00": {"m": THU},
    "每周一、三": {"mae": MON + WED},
    "每周一三五上午": {"m": MON + WED + FRI},
    "周一到周五晚上7点-9点": {"e": WORKDAYS},
    "周六周日全天": {"mae": SAT + SUN},
    "双休日": {"mae": SAT + SUN},
    "工作日 9:00—17:00": {"ma": WORKDAYS},
    "节假日除外": {"mae": DECEMBER},
    "除节假日": {"mae": DECEMBER},
    "周末（除12月5日）": {"mae": [d for d in SAT + SUN if d != 5]},
    "12月5、12、19日下午": {"a": [5, 12, 19]},
    "12月1日-12月15日": {"mae": list(range(1, 16))},
    "12.5上午": {"m": [5]},
    "2026年12月5日（周六）上午": {"m": [5]},
    # exceptions
    "除12月5日": {"mae": [d for d in DECEMBER if d != 5]},
    "12月5日除外": {"mae": [d for d in DECEMBER if d != 5]},
    "随时除12月5日": {"mae": [d for d in DECEMBER if d != 5]},
    "周末；除12月5日": {"mae": [d for d in SAT + SUN if d != 5]},
    "除12月5日；周末": {"mae": [d for d in SAT + SUN if d != 5]},
    "周六；除12月5日下午": {"mae": SAT[1:], "me": [5]},
    "周一至周五（除12月25日）": {"mae": [d for d in WORKDAYS if d != 25]},
    "除周日外每天上午": {"m": [d for d in DECEMBER if d not in SUN]},
    "每天上午，周三除外": {"m": [d for d in DECEMBER if d not in WED]},
    "周二至周日 9:00-17:00（周一闭馆）": {"ma": [d for d in DECEMBER if d not in MON]},
    # as they stand in hand-made sheets
    "12.15上午": {"m": [15]},
    "12.5上午、12.15下午": {"m": [5], "a": [15]},
    "周135": {"mae": MON + WED + FRI},
    "周1/3/5上午": {"m": MON + WED + FRI},
    "周1.3.5": {"mae": MON + WED + FRI},
    "周 六": {"mae": SAT},
    "周六·周日": {"mae": SAT + SUN},
    "周六上午或者周日下午": {"m": SAT, "a": SUN},
    "仅限周末": {"mae": SAT + SUN},
    "双休": {"mae": SAT + SUN},
    "周末两天": {"mae": SAT + SUN},
    "12月5日(六)下午": {"a": [5]},
    "周一至周五每天下午": {"a": WORKDAYS},
    "工作日每天下午": {"a": WORKDAYS},
    "工作日下班后": {"e": WORKDAYS},
    "周二午饭后": {"a": TUE},
    "周二晚饭后": {"e": TUE},
    "周六一整天": {"mae": SAT},
    "周六早9晚5": {"ma": SAT},
    "工作日朝九晚五": {"ma": WORKDAYS},
    "周六24小时": {"mae": SAT},
    "周二8.00-12.00": {"m": TUE},
    "周二 14.30-16.30": {"a": TUE},
    "周二上午8.30-11.30": {"m": TUE},
    "周二下午!": {"a": TUE},
    "上午：周二 下午：周四": {"m": TUE, "a": THU},
    "周一至周五\n9:00-11:30": {"m": WORKDAYS},
    "周一至周五\n9:00-11:30\n14:00-17:00": {"ma": WORKDAYS},
    "晚上；周末": {"e": WORKDAYS, "mae": SAT + SUN},
    "7×24小时": {"mae": DECEMBER},
    "全年无休": {"mae": DECEMBER},
    "無要求": {"mae": DECEMBER},
    "週二、週四下午": {"a": TUE + THU},
    "節假日除外": {"mae": DECEMBER},
    # as communities write them
    "只能周三下午": {"a": WED},
    "只有周末": {"mae": SAT + SUN},
    "晚上才行": {"e": DECEMBER},
    "平时上午": {"m": WORKDAYS},
    "平时下班后": {"e": WORKDAYS},
    "工作日晚上┋周末白天": {"e": WORKDAYS, "ma": SAT + SUN},
    "白天都在家": {"ma": DECEMBER},
    "一三五上午": {"m": MON + WED + FRI},
    "二四六": {"mae": TUE + THU + SAT},
    "二、四、六晚上": {"e": TUE + THU + SAT},
    "周一至五、日上午": {"m": WORKDAYS + SUN},
    "12月内每周六": {"mae": SAT},
    "整个12月": {"mae": DECEMBER},
    "每周七天": {"mae": DECEMBER},
    "晚7-8": {"e": DECEMBER},
    "周六下午2-4": {"a": SAT},
    "上午9到11": {"m": DECEMBER},
    "晚上7以后": {"e": DECEMBER},
    "周二晚上从7点": {"e": TUE},
    "工作日下午3点左右": {"a": WORKDAYS},
    "晚上7点半开始": {"e": DECEMBER},
    "9:00-17:00，周一闭馆": {"ma": [d for d in DECEMBER if d not in MON]},
    "全天，周一休息": {"mae": [d for d in DECEMBER if d not in MON]},
    "12月22日（冬至）下午": {"a": [22]},
    "12月25日（圣诞节）": {"mae": [25]},
    "民國115年12月19日上午": {"m": [19]},
    "115年12月19日(六)下午": {"a": [19]},
    "115/12/19": {"mae": [19]},
    "7:00以后": {"mae": DECEMBER},
    "8-10点": {"m": DECEMBER},
    "7点到11点": {"m": DECEMBER},
    "9点以后": {"mae": DECEMBER},
    "115/12/01~115/12/03": {"mae": [1, 2, 3]},
    "2026-12-10 AM": {"m": [10]},
    "2026/12/10 pm": {"a": [10]},
    "2026-12-12..2026-12-14 夜": {"e": [12, 13, 14]},
    # English
    "Weds 3pm": {"a": WED},
    "not 24–26 Dec": {"mae": [d for d in DECEMBER if d not in (24, 25, 26)]},
    "evenings after 7": {"e": DECEMBER},
    "Weekday evenings after 7": {"e": WORKDAYS},
    "Mornings, not 24–26 Dec": {"m": [d for d in DECEMBER if d not in (24, 25, 26)]},
    "9am-5pm, closed Mondays": {"ma": [d for d in DECEMBER if d not in MON]},
    "not available Wed": {"mae": [d for d in DECEMBER if d not in WED]},
    "1st Sat of month": {"mae": [5]},
    "Fri-Sun 夜": {"e": FRI + SAT + SUN},
    "Tue & Thu pm": {"a": TUE + THU},
    "weekends only": {"mae": SAT + SUN},
    "M-F mornings": {"m": WORKDAYS},
    "Dec 5; 20th of every month": {"mae": [5, 20]},
    "1st to 3rd of every month": {"mae": [1, 2, 3]},
    "workdays after work": {"e": WORKDAYS},
    "first and last ten days Tue": {"mae": [1, 8, 22, 29]},
    "Tue, Thu afternoon": {"a": TUE + THU},
    "Mon-Fri 9:00-11:30": {"m": WORKDAYS},
    "Monday to Friday evenings": {"e": WORKDAYS},
    "every Saturday": {"mae": SAT},
    "Tuesday morning; Thursday afternoon": {"m": TUE, "a": THU},
    "mornings on Tue, Thu": {"m": TUE + THU},
    "workdays evening": {"e": WORKDAYS},
    "weekends": {"mae": SAT + SUN},
    "daily": {"mae": DECEMBER},
    "holidays": {},
    "2026-12-20 morning": {"m": [20]},
    "Dec 20 morning": {"m": [20]},
    "20 December 2026": {"mae": [20]},
    "December 20th, 2025": {},
    "Dec 5, 6 and 7": {"mae": [5, 6, 7]},
    "Dec 5-7": {"mae": [5, 6, 7]},
    "Friday, December 25": {"mae": [25]},
    "25/12": {"mae": [25]},
    "2026-12-03 to 2026-12-05": {"mae": [3, 4, 5]},
    "Dec 30 through Jan 3": {"mae": [30, 31]},
    "20th of each month": {"mae": [20]},
    "second Saturday of the month": {"mae": [12]},
    "first and third Sundays": {"mae": [6, 20]},
    "last Friday of every month": {"mae": [25]},
    "first ten days": {"mae": list(range(1, 11))},
    "Tuesdays in the first ten days of the month": {"mae": [1, 8]},
    "Tuesdays in December": {"mae": TUE},
    "Sat all day": {"mae": SAT},
    "Sat 9am-noon": {"m": SAT},
    "Sat 2-4pm": {"a": SAT},
    "Sat 10am - 2 p.m.": {"ma": SAT},
    "Sat after 6pm": {"e": SAT},
    "Sat before noon": {"m": SAT},
    "weekday evenings": {"e": WORKDAYS},
    "Sat & Sun": {"mae": SAT + SUN},
    "Mondays and Wednesdays 2pm-4pm": {"a": MON + WED},
    "any time except 2026-12-05": {"mae": [d for d in DECEMBER if d != 5]},
    "2026-12-05, 2026-12-12 morning": {"m": [5, 12]},
    "Dec 5, 12 and 19 afternoon": {"a": [5, 12, 19]},
    "except 2026-12-05": {"mae": [d for d in DECEMBER if d != 5]},
    "any time except Dec 5": {"mae": [d for d in DECEMBER if d != 5]},
    "weekends except Dec 12": {"mae": [d for d in SAT + SUN if d != 12]},
}


@pytest.mark.parametrize("text", IN_DECEMBER)
def test_a_cell_frees_exactly_these_half_days_of_december_2026(text: str) -> None:
    assert freed(text) == expected(IN_DECEMBER[text])


@pytest.mark.parametrize(
    ("text", "month", "days"),
    [
        ("工作日", "2026-10", [8, 9, 10, *range(12, 17), *range(19, 24), *range(26, 31)]),
        ("周末", "2026-10", [3, 4, 11, 17, 18, 24, 25, 31]),
        ("周六", "2026-10", [3, 10, 17, 24, 31]),
        ("节假日", "2026-10", [1, 2, 3, 4, 5, 6, 7]),
        ("节假日除外", "2026-10", list(range(8, 32))),
        ("除节假日", "2026-10", list(range(8, 32))),
        ("工作日，除10月10日", "2026-10", [8, 9, *range(12, 17), *range(19, 24), *range(26, 31)]),
        ("工作日", "2026-02", [*range(2, 7), *range(9, 15), *range(24, 29)]),
        ("周末", "2026-02", [1, 7, 8, 15, 21, 22]),
        ("节假日", "2026-02", list(range(15, 24))),
        ("除节假日", "2026-02", [*range(1, 15), *range(24, 29)]),
        ("workdays", "2026-02", [*range(2, 7), *range(9, 15), *range(24, 29)]),
        ("下旬周五", "2026-02", [27]),
        ("最后一个周六", "2026-02", [28]),
        ("每月30日", "2026-02", []),
        ("12月30日至1月3日", "2026-01", [1, 2, 3]),
    ],
)
def test_the_official_calendar_decides_workdays_weekends_and_holidays(text: str, month: str, days: list[int]) -> None:
    assert freed(text, month) == {(day, half) for day in days for half in Half}


@pytest.mark.parametrize("text", ["每天", "全天", "daily"])
def test_every_day_is_given_and_frees_everything(text: str) -> None:
    times = parse_times(text)
    assert times.given
    assert len(times.slots(dt.date(2026, 12, 1), dt.date(2026, 12, 31))) == 93


@pytest.mark.parametrize(
    "text", ["", "  ", "随时", "任何时间", "不限", "any time", "；", "随便", "任意", "哪天都行", "什么时候都行", "any"]
)
def test_any_time_is_not_given_and_frees_everything(text: str) -> None:
    times = parse_times(text)
    assert not times.given
    assert len(freed(text)) == 31 * 3


@pytest.mark.parametrize("text", ["随时除12月5日", "除12月5日", "周二", "上午", "随时，周日除外"])
def test_times_with_a_limit_are_given(text: str) -> None:
    assert parse_times(text).given


@pytest.mark.parametrize(
    "text",
    [
        "月底",
        "下周二",
        "明天",
        "本月20日",
        "隔周周六",
        "单周周六",
        "每周一次",
        "有空就行吧",
        "周二至",
        "周八",
        "春节",
        "除",
        "除夕",
        "中午",
        "2月30日",
        "2026-02-29",
        "13月1日",
        "32日",
        "周二 25:00-26:00",
        "周二 9:75-10:00",
        "周二 11:00-9:00",
        "周二 2:00-4:00",
        "周14:00",
        "周二 22:30-23:30",
        "上午 14:00-16:00",
        "12月10日至12月5日",
        "2026-12-10至2026-12-05",
        "2026年12月25日（周六）",
        "12.25",
        "9.30-11.30",
        "周二 9-11",
        "周一，周三除外",
        "11月、12月上旬",
        "工作日周二",
        "周二 3日",
        "someday",
        "every second Saturday",
        "12/3 morning",
        "周末；晚上",
        "周二上午；下午",
        "周二\n上午",
        "周131",
        "周二中午",
        "放学后",
        "无",
        "周二下午？",
        "①周二上午②周四下午",
        "每月一个周六",
        "周二9.30上午",
        "Tue 25pm",
        "晚上9点打烊后",
        "上學日16:00以後",
        "另行商定",
        "每週兩次",
        "第二周周四上午",
        "除元旦",
        "月底前",
        "12月10日前",
        "12月21日起没空",
        "接娃前",
        "睡完午觉",
        "下午，睡完午觉",
        "看情况",
        "电话联系",
        "预约",
        "尽快",
        "同上",
        "在家",
        "平时周末",
        "周一一周五",
        "一一",
        "三日上午",
        "五、六日上午",
        "12点左右",
        "周三下午两点开始",
        "周一到周五 16-18",
        "周一店休",
        "上午不开门",
        "12月不行，1月可以",
        "深夜",
        "12/5/2026 or 12/12/2026",
        "7点以后",
        "周六8点",
        "2点以后",
        "2:00以后",
        "7点到9点",
        "6点半到8点",
        "节假日不休",
        "Feb 30",
    ],
)
def test_a_part_that_cannot_be_read_is_an_error(text: str) -> None:
    with pytest.raises(TimesSyntaxError):
        parse_times(text)


def test_the_error_names_the_part() -> None:
    with pytest.raises(TimesSyntaxError) as caught:
        parse_times("周二上午；大概月底；周四")
    assert caught.value.part == "大概月底"


@pytest.mark.parametrize(
    ("text", "day", "named"),
    [
        ("12月25日", "2026-12-25", True),
        ("12月25日", "2027-12-25", True),
        ("2026-12-25", "2026-12-25", True),
        ("2026-12-25", "2027-12-25", False),
        ("12月25日下午", "2026-12-25", True),
        ("12月25日（周五）", "2026-12-25", True),
        ("周二；12月25日", "2026-12-25", True),
        ("12月24日、25日", "2026-12-25", True),
        ("12月24日至25日", "2026-12-25", False),
        ("每月25日", "2026-12-25", False),
        ("周五", "2026-12-25", False),
        ("12月25日；除12月25日", "2026-12-25", False),
        ("节假日", "2026-10-03", True),
        ("节假日晚上", "2026-10-03", True),
        ("节假日", "2026-12-05", False),
        ("周末", "2026-10-03", False),
        ("随时", "2026-10-03", False),
    ],
)
def test_only_single_dates_and_holidays_name_a_day(text: str, day: str, named: bool) -> None:
    assert parse_times(text).names(dt.date.fromisoformat(day)) is named


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("周二下午；周四下午", "周二、四下午"),
        ("周二上午；周二下午", "周二上、下午"),
        ("12月周二、周四", "12月周四和周二"),
        ("周二上旬", "上旬周二"),
        ("2026年12月5日（周六）", "2026-12-05"),
        ("12月、11月周二", "12月周二；11月周二"),
    ],
)
def test_times_in_another_order_or_in_more_parts_are_the_same(one: str, other: str) -> None:
    assert parse_times(one) == parse_times(other)


def test_a_cell_of_thousands_of_parts_is_refused() -> None:
    with pytest.raises(TimesSyntaxError):
        parse_times("周二；" * 1000)


def test_times_are_equal_when_they_say_the_same() -> None:
    assert parse_times("周二、周四下午") == parse_times("星期二、星期四 14:00-17:00")
    assert len({parse_times("周二"), parse_times("Tuesday")}) == 1
    assert parse_times("周二").text == "周二"


def test_slots_sort_by_date_then_half_day() -> None:
    day = dt.date(2026, 12, 5)
    later = Slot(day + dt.timedelta(1), Half.MORNING)
    assert sorted([later, Slot(day, Half.EVENING), Slot(day, Half.MORNING)])[-1] == later
    assert sorted(ALL_HALVES) == [Half.MORNING, Half.AFTERNOON, Half.EVENING]


def test_any_time_frees_every_slot_of_a_day() -> None:
    day = dt.date(2026, 12, 5)
    assert ANY_TIME.slots(day, day) == {Slot(day, half) for half in Half}


WORDS = st.sampled_from(
    [
        *"周一二三日月点至到-、，；除外的每第个上下午旬年:/.()0159 ",
        "每月",
        "周末",
        "上午",
        "9:00",
        "12月",
        "除外",
        "Dec ",
        "Tue",
        " to ",
        "first ",
        "pm",
        "except ",
        "2026",
        "半",
        "号",
        "随时",
        "工作日",
        "最后一个",
        "从",
    ]
)


@given(st.lists(WORDS, max_size=12).map("".join) | st.text(max_size=30))
def test_any_text_is_read_or_refused_by_name(text: str) -> None:
    first = dt.date(2026, 1, 1)
    refused = ""
    try:
        times = parse_times(text)
    except TimesSyntaxError as error:
        times, refused = ANY_TIME, error.part
    slots = times.slots(first, first + dt.timedelta(364))
    assert refused.strip() == refused
    assert all(times.free(*slot) for slot in slots)
    assert times.given or len(slots) == 365 * 3


@given(st.sampled_from(sorted(IN_DECEMBER)))
def test_full_width_forms_are_read_like_plain_ones(text: str) -> None:
    wide = "".join(chr(ord(char) + 0xFEE0) if "!" <= char <= "~" else char for char in text)
    assert parse_times(wide) == parse_times(text)
