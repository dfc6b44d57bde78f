"""One spelling for a part of a times cell: what is written in many ways, in two languages, becomes canonical.

The grammar then reads one language only: simplified Chinese with plain digits, ``-`` for a range,
``周`` and a Chinese digit for a weekday, ``12月5日`` for a date said in words.
"""

import re

from commatch.workbook.parsed import NUMERAL, small_number

__all__ = ["canonical", "in_english"]

_TRADITIONAL = str.maketrans("週點時號節隨間個後與兩無從處雙開始閉館體", "周点时号节随间个后与两无从处双开始闭馆体")
_DASHES = str.maketrans(dict.fromkeys("‐‑‒–—―−~∼〜", "-"))

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
_A_MONTH = r"(?:\s*(?:of|in) (?:the|each|every|a) month)?"


def _word(pattern: str) -> str:
    """Return a pattern that matches whole English words only."""
    return rf"(?<![a-z])(?:{pattern})(?![a-z])"


# In order: phrases before the words they are made of.
_PHRASES = [
    (r"([ap])\.m\.?", r"\1m"),
    (_word(r"(?:every|each) (?:other|second|2nd|alternate)(?! [a-z]+ (?:of|in) )"), "隔"),
    (_word(r"any ?time|always|at all times"), "随时"),
    (_word(r"except(?: for| on)?|excluding|other than|but not(?: on)?|not(?: on)?|no"), "除"),
    (_word(r"every ?day|daily|each day|any day"), "每天"),
    (_word(rf"(?:the )?first (?:10|ten) days{_A_MONTH}"), "上旬"),
    (_word(rf"(?:the )?(?:second|middle) (?:10|ten) days{_A_MONTH}"), "中旬"),
    (_word(rf"(?:the )?(?:last|third|final) (?:10|ten) days{_A_MONTH}"), "下旬"),
    (_word(rf"(?:the )?first half{_A_MONTH}"), "上半月"),
    (_word(rf"(?:the )?second half{_A_MONTH}"), "下半月"),
    (_word(r"(?:of|in) (?:the|each|every|a) month|monthly|every month|each month"), " "),
    (_word(r"(?:public |official |legal |bank )?holidays?"), "节假日"),
    (_word(r"work ?days?|working days?|business days?|weekdays?"), "工作日"),
    (_word(r"week-?ends?"), "周末"),
    (_word(r"all[ -]day(?: long)?|whole day|full[ -]day"), "全天"),
    (_word(r"day-?time"), "白天"),
    (_word(r"(?:in |on )?(?:the )?mornings?"), "上午"),
    (_word(r"(?:in |on )?(?:the )?afternoons?"), "下午"),
    (_word(r"(?:in |on )?(?:the )?(?:evening|night)s?"), "晚上"),
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
    text = text.lower().translate(_TRADITIONAL).translate(_DASHES)
    text = re.sub(r"(?<=\d)t(?=\d\d:)", " ", text)
    if in_english(text):
        text = _from_english(text)
    text = re.sub(r"星期|礼拜|禮拜", "周", text)
    text = re.sub(r"周天", "周日", text)
    text = re.sub(r"(?<=\d)(号|號)", "日", text)
    text = re.sub(r"(?<=[\d零〇一二两三四五六七八九十半])时(?!段|间)", "点", text)
    text = re.sub(rf"(?<![周第]){NUMERAL}(?=月(?!底|初|末))", _in_digits, text)
    text = re.sub(rf"(?<=月){NUMERAL}(?=日|号|至|到|-|、)", _in_digits, text)
    if "周" not in text:  # there, 六日 would be Saturday and Sunday
        text = re.sub(rf"(?<=[、至到-]){NUMERAL}(?=日|号)", _in_digits, text)
    text = re.sub(r"(?<=\d)号", "日", text)
    text = re.sub(rf"(?<!周){NUMERAL}(?=点)", _in_digits, text)
    text = re.sub(rf"(?<=点){NUMERAL}(?=分|\s|$|-|至|到)", _in_digits, text)
    text = re.sub(r"(?<=周[1-7])(?=[0-2]\d[:点])", " ", text)
    text = re.sub(r"周[1-7](?:\s*[、,至到-]\s*[1-7](?![\d:点月日/.]))*(?![\d:点月日])", _weekday_digits, text)
    text = re.sub(r"(?<=\d) (?=[年月日点])|(?<=[年月]) (?=\d{1,2}[月日])|(?<=\d) (?=[ap]m)", "", text)
    return text.strip()


def _in_digits(match: re.Match[str]) -> str:
    """Return a matched Chinese numeral in digits."""
    return str(small_number(match[0]))


def _weekday_digits(match: re.Match[str]) -> str:
    """Return matched weekdays such as 周1-5 with Chinese digits."""
    return re.sub(r"[1-7]", lambda digit: "一二三四五六日"[int(digit[0]) - 1], match[0])


def _from_english(text: str) -> str:
    """Return a part with its English words replaced by the canonical ones."""
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


def _english_ordinals(match: re.Match[str]) -> str:
    """Return matched ordinals such as "first and third" in canonical spelling."""
    numbers = [_ORDINALS[word] for word in re.findall(_ORDINAL, match[0])]
    return "、".join("最后一个" if n < 0 else f"第{n}个" for n in numbers)
