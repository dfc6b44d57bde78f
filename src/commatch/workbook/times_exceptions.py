"""Exceptions in a part of a times cell: 除周三, 周三除外, 其他时间都可以."""

import re

from commatch.workbook.times_days import DayError

__all__ = ["ANY_TIME_WORDS", "split_exceptions"]

ANY_TIME_WORDS = re.compile(
    r"随时|随便|随叫随到|任意$|(?:哪天|什[么幺]时[候间]|啥时候?|何时|几时)(?=[都均皆]|$)|任何时间|任意时间|任何时候|全部时间|时间不限|不限(?:时间?)?|无限制|[无没]有?要求|时间灵活|灵活|全年(?:无休)?|常年"
)
"""Words that set no limit."""
_FINE = re.compile(r"(?:均|都|皆|也|才)?(?:可以|可|行|有空|有时间|开放|方便)$|都在家$")
_NOT = re.compile(r"(?:均|都|皆)?(?:除外|不行|不可以?|不便|没空|没时间|不在|不开放|闭馆|休息)$")
_REST = re.compile(r"[\s,、]*(?:其[他余它](?:时间|日子|时候)?)?(?:均|都|皆)(?:可以?|行|有空|有时间|开放|方便)$")
_EXCEPT = re.compile(r"^(?P<head>.*?)除(?:了|去|开)?(?!外)(?P<days>.+?)(?:(?:以|之)?外[\s、,]*(?P<tail>.*))?$")
_BRACKETS = re.compile(r"\(([^()]*)\)")


def split_exceptions(text: str) -> tuple[str, list[str]]:
    """Return what a part wants, or nothing, and what it excepts.

    Parameters
    ----------
    text : str
        A part in canonical spelling.

    Returns
    -------
    tuple of str and list of str
        What is wanted, and each stretch of what is not.

    Raises
    ------
    DayError
        If it can't be told where the exceptions start.
    """
    unwanted: list[str] = []

    def set_aside(match: re.Match[str]) -> str:
        if "除" not in match[1] and not _NOT.search(match[1]):
            return f" {match[1]} "
        wanted, found = split_exceptions(match[1])
        unwanted.extend(found)
        return f" {wanted} "

    text = _REST.sub("", _BRACKETS.sub(set_aside, text).strip(" ,、"))
    refused = _NOT.search(text)
    excepted = _EXCEPT.match(text)
    if refused and not excepted:
        text, last = _refused(text[: refused.start()])
        unwanted.append(last)
    elif excepted:
        unwanted.append(excepted["days"])
        text = f"{excepted['head'].strip(' ,、')} {excepted['tail'] or ''}"
    text = _FINE.sub("", text.strip(" ,、")).strip(" ,、")
    if re.fullmatch(r"其他时间|其余时间|其它时间|其他|其余", text):
        text = ""
    return text, unwanted


def _refused(text: str) -> tuple[str, str]:
    """Return what is wanted and what is not in a list that ends with 除外.

    A comma may part the two (每天上午，周三除外) or stand within the exceptions; where both can be meant,
    the list has to be written in two parts.
    """
    wanted, comma, last = text.rpartition(",")
    if not comma:
        return "", text
    clock = re.fullmatch(r"[\s\d:点半至到、,-]*\d[\s\d:点半至到、,-]*|全天", wanted)  # names no day to be an exception
    if clock or re.match(rf"\s*(?:{ANY_TIME_WORDS.pattern}|每|工作日|周.\s*[-至到])", wanted):
        return wanted.strip(), last
    raise DayError(text)
