"""One spelling for a part of a times cell: what is written in many ways, in two languages, becomes canonical.

The grammar then reads one language only: simplified Chinese with plain digits, ``-`` for a range,
``周`` and a Chinese digit for a weekday, ``12月5日`` for a date said in words.
"""

import re

from commatch.workbook.parsed import NUMERAL, small_number
from commatch.workbook.traditional import simplified

__all__ = ["canonical", "in_common_era", "in_english"]

_DASHES = str.maketrans(dict.fromkeys("‐‑‒–—―−~∼〜", "-"))

_WEEK = "一二三四五六日"
_BEFORE_REPUBLIC = 1911
_HALF = "上午|下午|晚上|早上|全天"
# Years of the Republic (民國115年 is 2026); of three digits they can be no others.
_REPUBLIC = [
    (r"民国 ?(\d{2,3}) ?年", r"(?<!\d)(1\d\d) ?年"),
    (r"民国 ?(\d{2,3})(?=([-/.])\d{1,2}\2\d{1,2})", r"(?<!\d)(?<!\d[/.])(1\d\d)(?=([-/.])\d{1,2}\2\d{1,2}(?!\d|\2\d))"),
]
_REPUBLICAN = re.compile(r"民国|(?<!\d)1\d\d ?[年./-]")
_FESTIVALS = (
    "元旦|除夕|春节|元宵节?|清明节?|劳动节|端午节?|七夕|中秋节?|国庆节?|重阳节?|冬至|腊八节?|小年"
    "|妇女节|儿童节|教师节|平安夜|圣诞节?"
)
_SPELLINGS = [
    (rf"(?<=日)\((?:{_FESTIVALS})\)", " "),
    (r"(?<=\d)\.\.+(?=\d)", "-"),
    (r"(?:一|每)周(?:七|7)天|全周", "每天"),
    (r"平时(?=上午|下午|晚|早|白天|下班)", "工作日"),
    (r"整个(?=\d{1,2}月)|(?<=\d月)(?:以?内|期间)", ""),
    (r"只能|只有|只在", "只"),
    (r"星期|礼拜", "周"),
    (rf"周 (?=[{_WEEK}天])", "周"),
    (r"周天", "周日"),
    (rf"(周[{_WEEK}]\s*(?:-+|至|到)\s*周?[{_WEEK}])\s*[、,]\s*(?=[{_WEEK}](?![点月个周{_WEEK}]))", r"\1、周"),
    (rf"(?<=日)\(([{_WEEK}])\)", r" 周\1"),
    (r"(?<=\d)号", "日"),
    (r"双休(?!日)", "双休日"),
    (r"周末(?:两天|二天)", "周末"),
    (r"7[×x*]24(?:小时)?", "每天"),
    (r"朝九晚五", "9点-17点"),
    (r"一整天", "全天"),
    (r"早(\d{1,2})点?[-至到]*晚(\d{1,2})(?!\d|[:点])", r"早\1点-晚\2点"),
    # a stop between digits is a clock where it can't be a date, or stands after 上午
    (r"(?<![\d.])([01]?\d|2[0-4])\.(00|[3-5][2-9]|4\d|50|51)(?![\d.])", r"\1:\2"),
    (r"(?<![\d.])(1[3-9]|2[0-4])\.([0-5]\d)(?![\d.])", r"\1:\2"),
    (r"(?<=上午|下午|晚上|早上)\s*(\d{1,2})\.(\d\d)(?![\d.])", r" \1:\2"),
    (r"(?<=:\d\d[-至到])(\d{1,2})\.(\d\d)(?![\d.])", r"\1:\2"),
    # and a date where 上午 stands after it
    (rf"(?:^|(?<=[、,和与及除]))\s*(\d{{1,2}})\.(\d{{1,2}})(?=\s*(?:{_HALF}))", r"\1月\2日"),
]
_WEEKDAYS = {
    "mon(?:day)?s?": "一",
    "tue(?:s|sday|sdays)?": "二",
    "wed(?:s|nesday|nesdays)?": "三",
    "thu(?:r|rs|rsday|rsdays)?": "四",
    "fri(?:day)?s?": "五",
    "sat(?:urday)?s?": "六",
    "sun(?:day)?s?": "日",
}
_MONTHS = [
    "jan(?:uary)?",
    "feb(?:ruary)?",
    "mar(?:ch)?",
    "apr(?:il)?",
    "may",
    "june?",
    "july?",
    "aug(?:ust)?",
    "sept?(?:ember)?",
    "oct(?:ober)?",
    "nov(?:ember)?",
    "dec(?:ember)?",
]
_ORDINALS = {"first": 1, "1st": 1, "second": 2, "2nd": 2, "third": 3, "3rd": 3, "fourth": 4, "4th": 4}
_ORDINALS |= {"fifth": 5, "5th": 5, "last": -1, "final": -1}
_ORDINAL = rf"(?:{'|'.join(_ORDINALS)})"
_DAY_OF_MONTH = r"\b\d{1,2}(?:st|nd|rd|th)"
_LIST = r"(?: ?(?:,|-+|&|and|to|through) ?)+"
_DAYS_OF_EVERY_MONTH = rf"({_DAY_OF_MONTH}(?:{_LIST}{_DAY_OF_MONTH})*),? (?:of|in) (?:each|every) month(?![a-z])"
_A_MONTH = r"(?:\s*(?:of|in) (?:the|each|every|a) month)?"


def _word(pattern: str) -> str:
    """Return a pattern that matches whole English words only."""
    return rf"(?<![a-z])(?:{pattern})(?![a-z])"


# In order: phrases before the words they are made of.
_PHRASES = [
    (r"([ap])\.m\.?", r"\1m"),
    (r"(\d{4}([-/.])\d{1,2}\2\d{1,2}) am(?![a-z])", r"\1 上午"),
    (r"(\d{4}([-/.])\d{1,2}\2\d{1,2}) pm(?![a-z])", r"\1 下午"),
    (r"\b(all week|(?:7|seven) days a week|24/7)\b", "每天"),
    (_word(r"after work"), "下班后"),
    (_word(r"flexible|whenever"), "随时"),
    (_word(r"m-f"), "周一-周五"),
    (_word(r"(?:every|each) (?:other|second|2nd|alternate)(?! [a-z]+ (?:of|in) )"), "隔"),
    (_word(r"any ?time|always|at all times|no preference"), "随时"),
    (r"^any$", "随时"),
    (
        _word(r"except(?: for| on)?|excluding|other than|(?:but not|not available|unavailable|closed|not)(?: on)?|no"),
        "除",
    ),
    (_word(r"every ?day|daily|each day|any day"), "每天"),
    (_word(rf"(?:the )?first and (?:second|middle) (?:10|ten) days{_A_MONTH}"), "上、中旬"),
    (_word(rf"(?:the )?first and last (?:10|ten) days{_A_MONTH}"), "上、下旬"),
    (_word(rf"(?:the )?(?:second|middle) and last (?:10|ten) days{_A_MONTH}"), "中、下旬"),
    (_word(rf"(?:the )?first (?:10|ten) days{_A_MONTH}"), "上旬"),
    (_word(rf"(?:the )?(?:second|middle) (?:10|ten) days{_A_MONTH}"), "中旬"),
    (_word(rf"(?:the )?(?:last|third|final) (?:10|ten) days{_A_MONTH}"), "下旬"),
    (_word(rf"(?:the )?first half{_A_MONTH}"), "上半月"),
    (_word(rf"(?:the )?second half{_A_MONTH}"), "下半月"),
    (_word(r"(?:of|in) (?:(?:the|each|every|a) )?month"), " "),
    (_word(r"(?:public |official |legal |bank )?holidays?"), "节假日"),
    (_word(r"work ?days?|working days?|business days?|weekdays?"), "工作日"),
    (_word(r"week-?ends?"), "周末"),
    (_word(r"all[ -]day(?: long)?|whole day|full[ -]day"), "全天"),
    (_word(r"day-?time"), "白天"),
    (_word(r"(?:in |on )?(?:the )?mornings?"), "上午"),
    (_word(r"(?:in |on )?(?:the )?afternoons?"), "下午"),
    (_word(r"(?:in |on )?(?:the )?(?:evening|night)s?"), "晚上"),
    (_word(r"monthly|every month|each month"), "每月"),
    (r"(?<![\d:a-z])(?<!\d )am(?![a-z])", "上午"),
    (r"(?<![\d:a-z])(?<!\d )pm(?![a-z])", "下午"),
    (_word(r"only"), " "),
    (_word(r"noon|midday"), "12:00"),
    (_word(r"midnight"), "24:00"),
    (_word(r"o'?clock"), "点"),
    (_word(r"to|through|thru|till|until"), "-"),
]
_LINKS = [
    (r"(?<=\d)(?:st|nd|rd|th)(?![a-z])", "日"),
    (_word(r"and|or"), "、"),
    (_word(r"from|starting(?: at)?|after"), "从"),
    (_word(r"before"), "<"),
    (_word(r"every|each|any"), "每"),
    (_word(r"on|in|at|of|the"), " "),
]


def in_english(text: str) -> bool:
    """Tell whether a cell uses Latin letters, so that 3/4 may be meant either way."""
    return re.search(r"[a-z]", text, re.IGNORECASE) is not None


def canonical(text: str) -> str:
    """Return a part of a times cell in the spelling that the grammar reads.

    Parameters
    ----------
    text : str
        Clean text. Words that are not known stay as they are, for the grammar to stumble over.

    Returns
    -------
    str
        The same part in canonical spelling.
    """
    text = simplified(text).lower().translate(_DASHES)
    text = re.sub(r"(?<=\d)t(?=\d\d:)", " ", in_common_era(text))
    if in_english(text):
        text = _from_english(text)
    for pattern, words in _SPELLINGS:
        text = re.sub(pattern, words, text)
    text = re.sub(r"(?<=[\d零〇一二两三四五六七八九十半])时(?!段|间)", "点", text)
    text = re.sub(rf"(?<![周第]){NUMERAL}(?=月(?!底|初|末))", _in_digits, text)
    text = re.sub(rf"(?<=月){NUMERAL}(?=日|号|至|到|-|、)", _in_digits, text)
    if "周" not in text:  # there, 六日 would be Saturday and Sunday
        text = re.sub(rf"(?<=[、至到-]){NUMERAL}(?=日|号)", _in_digits, text)
    text = re.sub(r"(?<=\d)号", "日", text)
    text = re.sub(rf"^[{_WEEK[:-1]}](?:、?[{_WEEK[:-1]}])+(?=\s*(?:{_HALF}|白天|$))", _weekdays_alone, text)
    text = re.sub(rf"({_HALF})\s*([从<])\s*(?=\d)", r"\2\1", text)
    text = re.sub(rf"(?<!周){NUMERAL}(?=点)", _in_digits, text)
    text = re.sub(rf"(?<=点){NUMERAL}(?=分|\s|$|-|至|到)", _in_digits, text)
    text = re.sub(r"周[1-7](?:[./][1-7])+(?![\d:点月日./])|周[1-7]{2,7}(?![\d:点月日./-])", _weekday_list, text)
    text = re.sub(r"(?<=周[1-7])(?=[0-2]\d[:点])", " ", text)
    text = re.sub(r"周[1-7](?:\s*[、,至到-]\s*[1-7](?![\d:点月日/.]))*(?![\d:点月日])", _weekday_digits, text)
    text = re.sub(r"(?<=\d) (?=[年月日点])|(?<=[年月]) (?=\d{1,2}[月日])|(?<=\d) (?=[ap]m)", "", text)
    return text.strip()


def in_common_era(text: str) -> str:
    """Return simplified text with years of the Republic, 民国115年 or 115/12/5, as those of the common era."""
    if not _REPUBLICAN.search(text):  # most cells
        return text
    for patterns in _REPUBLIC:
        for pattern in patterns:
            text = re.sub(pattern, lambda year: year[0].replace(year[1], str(int(year[1]) + _BEFORE_REPUBLIC)), text)
    return text.replace("民国", "")


def _weekdays_alone(match: re.Match[str]) -> str:
    """Return matched weekdays that stand without 周, as in 一三五上午; as written where they are in no order."""
    days = [_WEEK.index(char) for char in match[0] if char != "、"]
    return f"周{match[0]}" if days == sorted(set(days)) else match[0]


def _in_digits(match: re.Match[str]) -> str:
    """Return a matched Chinese numeral in digits."""
    return str(small_number(match[0]))


def _weekday_list(match: re.Match[str]) -> str:
    """Return matched weekdays such as 周135 with Chinese digits, as written where one stands twice."""
    digits = re.findall(r"[1-7]", match[0])
    if sorted(set(digits)) != digits:
        return match[0]
    return "周" + "、".join(_WEEK[int(digit) - 1] for digit in digits)


def _weekday_digits(match: re.Match[str]) -> str:
    """Return matched weekdays such as 周1-5 with Chinese digits."""
    return re.sub(r"[1-7]", lambda digit: _WEEK[int(digit[0]) - 1], match[0])


def _from_english(text: str) -> str:
    """Return a part with its English words replaced by the canonical ones."""
    text = re.sub(_DAYS_OF_EVERY_MONTH, _monthly, text)
    for pattern, words in _PHRASES:
        text = re.sub(pattern, words, text)
    month = rf"(?<![a-z])(?P<name>{'|'.join(_MONTHS)})\.?(?![a-z])"
    day = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?(?![\d:])"
    year = r"(?:,? ?(?P<year>(?:19|20|21)\d\d)(?![\d-]))?"
    through = r"(?P<through> ?-+ ?\d{1,2}(?:st|nd|rd|th)?)?"
    text = re.sub(rf"(?<![\d:-]){day}{through} ?(?:of )?{month}{year}", _english_date, text)
    text = re.sub(rf"{month} ?{day}(?! ?[ap]m){year}", _english_date, text)
    text = re.sub(rf"{month}{year}", _english_date, text)
    listed = rf"(?<![a-z\d]){_ORDINAL}(?:(?: ?, ?| and | ?& ?|, and ){_ORDINAL})*"
    listed += rf" (?=(?:{'|'.join(_WEEKDAYS)})(?![a-z]))"
    text = re.sub(listed, _english_ordinals, text)
    for pattern, digit in _WEEKDAYS.items():
        text = re.sub(rf"(?<![a-z]){pattern}\.?(?![a-z])", f"周{digit}", text)
    # "Friday, December 25" is one day; further into a list the comma may as well part two.
    text = re.sub(r"^(周[一二三四五六日]),? (?=(?:\d{4}年)?\d{1,2}月\d)", r"\1 ", text)
    for pattern, words in _LINKS:
        text = re.sub(pattern, words, text)
    return re.sub(r" +", " ", text)


def _english_date(match: re.Match[str]) -> str:
    """Return a matched English date or month in canonical spelling."""
    found = match.groupdict()
    number = next(n for n, name in enumerate(_MONTHS, 1) if re.fullmatch(name, found["name"]))
    year = f"{found['year']}年" if found["year"] else ""
    day = f"{found['day']}日" if found.get("day") else ""
    through = re.sub(r"[a-z ]+", "", found.get("through") or "")
    return f"{year}{number}月{day}{through}" + ("日" if through else "")


def _monthly(match: re.Match[str]) -> str:
    """Return matched days "of every month" in canonical spelling."""
    return "每月 " + re.sub(r"(?<=\d)(?:st|nd|rd|th)", "日", match[1])


def _english_ordinals(match: re.Match[str]) -> str:
    """Return matched ordinals such as "first and third" in canonical spelling."""
    numbers = [_ORDINALS[word] for word in re.findall(_ORDINAL, match[0])]
    return "、".join("最后一个" if n < 0 else f"第{n}个" for n in numbers)
