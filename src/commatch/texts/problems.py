"""The words for every problem: what is wrong and what to do, in Chinese and in English.

Texts are written for a social worker. Fields in braces are the problem's parameters, ``value`` (what stands
in the cell) and what `describe` adds: ``near``, ``maybe``, ``saw``, ``template`` and ``renamed``, sentences that name known words where
some are near; ``need_status``, ``named`` and ``setting``, a status, a setting's name and its help with its range, in the
language asked for; ``expected``, the headers that a sheet should have first of all; ``at_decision`` and the like, a
header or a sheet of a project list. Those are named as they stand in the list, whatever the language of the sentence.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import Field, fields
from functools import cache
from typing import Any

from commatch.problems import Problem
from commatch.settings import DEFAULTS, Settings, setting_label
from commatch.texts.points import POINTS_TEXTS
from commatch.texts.problems_cells import CELL_TEXTS
from commatch.texts.problems_checks import CHECK_TEXTS
from commatch.texts.problems_config import CONFIG_TEXTS
from commatch.texts.problems_explain import EXPLAIN_TEXTS
from commatch.texts.problems_files import FILE_TEXTS
from commatch.texts.problems_month import MONTH_TEXTS
from commatch.texts.problems_previous import PREVIOUS_TEXTS
from commatch.texts.problems_rows import ROW_TEXTS
from commatch.texts.problems_trends import TREND_TEXTS
from commatch.texts.rollover import ROLLOVER_TEXTS
from commatch.texts.run import run_key_words
from commatch.texts.text import Text, fill
from commatch.workbook.outputs import READ, READ_BACK
from commatch.workbook.safe import shortened
from commatch.workbook.schema import CHOICES, Lang, choice_name

__all__ = ["CATALOGUE", "DERIVED", "LOOKED_UP", "Text", "describe", "name_in_list", "setting_words", "with_names"]

CATALOGUE: Mapping[str, Text] = {
    **CONFIG_TEXTS,
    **FILE_TEXTS,
    **CELL_TEXTS,
    **ROW_TEXTS,
    **CHECK_TEXTS,
    **PREVIOUS_TEXTS,
    **EXPLAIN_TEXTS,
    **MONTH_TEXTS,
    **POINTS_TEXTS,
    **ROLLOVER_TEXTS,
    **TREND_TEXTS,
}
"""The words of every code."""

DERIVED: Mapping[str, str] = {
    "near": "known",
    "maybe": "likely",
    "saw": "seen",
    "template": "templates",
    "renamed": "sheets",
    "need_status": "status",
    "setting": "key",
    "named": "key",
    "expected": "sheet",
    "counted": "sheet",
    "of_rows": "rows",
}
"""Fields of the texts that are made from a parameter, and that parameter."""

_SETTINGS: Mapping[str, Field[Any]] = {item.name: item for item in fields(Settings)}
_FIGURE = "figure_"
_OF_LISTS = re.compile(r"\{at_(\w+)\}")
_LONGEST = 300
"""Characters of a value of the input that a sentence shows: a cell can hold a hundred times as many."""
_HEADERS_NAMED = 5
_ASKED: Mapping[Lang, str] = {Lang.ZH: "要求", Lang.EN: "what is asked"}
_LISTS = frozenset(
    {
        "column_without_header",
        "extra_column",
        "hidden_columns",
        "previous_extra_column",
        "sheets_aside",
        "tables_split",
    }
)
"""Codes whose value is a list."""


class _Words(dict[str, str]):
    """Fields of a text; one that a problem does not have is blank."""

    def __missing__(self, key: str) -> str:
        return ""


def describe(problem: Problem, lang: Lang) -> tuple[str, str]:
    """Return the message and the hint of a problem.

    Parameters
    ----------
    problem : Problem
        The problem; its value is shown as it is, so that what is personal must be masked before.
    lang : Lang
        The language.

    Returns
    -------
    tuple of (str, str)
        The message and the hint; for a code that has no words the code itself and ``''``.
    """
    text = CATALOGUE.get(problem.code)
    if text is None:
        return problem.code, ""
    params = {name: shortened(said, "…", _LONGEST) for name, said in problem.params}
    value = shortened(problem.value, "…", _LONGEST)
    listed = lang is Lang.EN and problem.code in _LISTS
    words = _Words(params, value=value.replace("、", ", ") if listed else value)
    of_list = _language_of_list(problem, params, lang)
    for name, render in _RENDERERS.items():
        if name in params:
            words[name] = render(params, of_list if name in _NAMES else lang)
    for name, source in DERIVED.items():
        words[name] = _DERIVED[name](params.get(source, ""), lang)
    message, hint = (text.zh, text.zh_hint) if lang is Lang.ZH else (text.en, text.en_hint)
    message, hint = (with_names(said, of_list) for said in (message, hint))
    return fill(message, words), fill(hint, words).strip()


def _language_of_list(problem: Problem, params: Mapping[str, str], lang: Lang) -> Lang:
    """Return the language of the headers of the project list that a problem is about, ``lang`` where of none."""
    if params.get("listed"):
        return Lang(params["listed"])
    names = {sheet.name(of): of for sheet in READ_BACK.values() for of in Lang}
    return names.get(problem.place.sheet, lang)


def with_names(text: str, lang: Lang) -> str:
    """Return a text with the sheets and headers of project lists that it names as they stand in one of a language."""
    return _OF_LISTS.sub(lambda found: name_in_list(found[1], lang), text)


def name_in_list(name: str, lang: Lang) -> str:
    """Return how a sheet or a header of project lists stands there."""
    if name in READ_BACK:
        return READ_BACK[name].name(lang)
    columns = (column for key in ("projects", "assignments") for column in READ_BACK[key].columns)
    return next(column.header(lang) for column in columns if column.key == name)


def _header(params: Mapping[str, str], key: str, lang: Lang) -> str:
    sheet = READ.get(params.get("sheet", "needs"))
    column = next((column for column in sheet.columns if column.key == key), None) if sheet else None
    if column:
        return column.header(lang)
    return _ASKED[lang] if key == "requirements" else key


def _headers(params: Mapping[str, str], lang: Lang) -> str:
    names = [_header(params, key, lang) for key in params["columns"].split("、")]
    return "、".join(names) if lang is Lang.ZH else ", ".join(names)


def _choices(params: Mapping[str, str], lang: Lang) -> str:
    return ("、" if lang is Lang.ZH else ", ").join(item.name(lang) for item in CHOICES[params["choices"]])


def _sheet(params: Mapping[str, str], lang: Lang) -> str:
    return READ[params["sheet"]].name(lang) if params["sheet"] in READ else params["sheet"]


def _kind(params: Mapping[str, str], lang: Lang) -> str:
    known = any(item.key == params["kind"] for item in CHOICES["kind"])
    return choice_name("kind", params["kind"], lang) if known else params["kind"]


def _rule(params: Mapping[str, str], lang: Lang) -> str:
    """Return a rule's own words for the code it rejects a pair with, figures filled in."""
    from commatch.matching.rules import PHRASES

    if params["rule"] == "not_asked":
        return _not_asked(params.get(f"{_FIGURE}what", ""), lang)
    phrase = PHRASES.get(params["rule"])
    if phrase is None:
        return params["rule"]
    figures = {name.removeprefix(_FIGURE): text for name, text in params.items() if name.startswith(_FIGURE)}
    return (phrase.zh if lang is Lang.ZH else phrase.en).format_map(_Words(figures))


def _not_asked(what: str, lang: Lang) -> str:
    """Return what is meant by a resource that has nothing of what a need asks."""
    if lang is Lang.ZH:
        return f"这里要的是“{what}”，它不能提供" if what else "这件需求要的，它都不能提供"
    asked = what.replace("、", ", ")
    return (
        f"what is asked here is '{asked}', which it does not offer" if what else "it offers nothing the need asks for"
    )


def _near(known: str, lang: Lang) -> str:
    if not known:
        return ""
    return f"最接近的是 {known}。" if lang is Lang.ZH else f"the nearest is {known.replace('、', ' or ')}: "


def _maybe(likely: str, lang: Lang) -> str:
    if not likely:
        return ""
    return f"可能是“{likely}”。" if lang is Lang.ZH else f"perhaps '{likely}': "


def _saw(headers: str, lang: Lang) -> str:
    if not headers:
        return ""
    return f"；看到的表头：{headers}" if lang is Lang.ZH else f"; headers seen: {headers.replace('、', ', ')}"


def _template(names: str, lang: Lang) -> str:
    if not names:
        return ""
    return f"可能用得上模板“{names}”。" if lang is Lang.ZH else f"the template '{names}' may do: "


def _renamed(names: str, lang: Lang) -> str:
    if not names:
        return ""
    if lang is Lang.ZH:
        return f"“{names}”像是它：是的话，把那张工作表改名为“需求清单”；不是就"
    return f"if it is '{names}', name that sheet needs; else "


def _need_status(status: str, lang: Lang) -> str:
    known = any(item.key == status for item in CHOICES["need_status"])
    return choice_name("need_status", status, lang) if known else status


def _named(key: str, lang: Lang) -> str:
    return f"{setting_label(key)}（{key}）" if lang is Lang.ZH and key in _SETTINGS else key


@cache
def _expected(sheet: str, lang: Lang) -> str:
    """Return the headers that must be there and the first few others, as ordered in the sheet."""
    if sheet not in READ:
        return ""
    columns = READ[sheet].columns
    wanted = sorted(columns, key=lambda column: not column.required)[:_HEADERS_NAMED]
    return ("、" if lang is Lang.ZH else ", ").join(column.header(lang) for column in columns if column in wanted)


def _of_rows(rows: str, lang: Lang) -> str:
    """Return in how many rows something is so; nothing of one alone, whose cell is named."""
    if rows in ("", "1"):
        return ""
    return f"（{rows} 行）" if lang is Lang.ZH else f" ({rows} rows)"


def _counted(sheet: str, lang: Lang) -> str:
    """Return how skills and goods are written on a sheet: with levels by helpers, with counts elsewhere."""
    if sheet == "helpers":
        zh, en = (
            "写成“水电工:4、木工”，等级 1–5，不知道就不写",
            "write 'electrician:4, carpenter'; levels run from 1 to 5",
        )
    else:
        zh = "写成“水电工×2；志愿者×3”（数量至少 1），要等级时写“水电工≥3×2”"
        en = "write 'electrician×2; volunteer×3' (1 or more), with a level 'electrician≥3×2'"
    return zh if lang is Lang.ZH else en


def setting_words(key: str, lang: Lang) -> str:
    """Return what a setting is and which values it takes; '' for one that is not known."""
    if key not in _SETTINGS:
        return ""
    said, form = str(_SETTINGS[key].metadata[lang]), _form(_SETTINGS[key], lang)
    return said if not form else f"{said}：{form}" if lang is Lang.ZH else f"{said}: {form}"


def _form(item: Field[Any], lang: Lang) -> str:
    """Return the values that a setting takes where it is a number or a day."""
    default, low, high = getattr(DEFAULTS, item.name), item.metadata["low"], item.metadata["high"]
    if item.name == "start":
        return "写成 2026-12-05" if lang is Lang.ZH else "written as 2026-12-05"
    if low is None:
        return ""
    whole = isinstance(default, int)
    if lang is Lang.ZH:
        noun = "整数" if whole else "数"
        return f"{low:.10g} 或更大的{noun}" if high is None else f"{low:.10g} 到 {high:.10g} 的{noun}"
    noun = "a whole number" if whole else "a number"
    return f"{noun}, {low:.10g} or more" if high is None else f"{noun} from {low:.10g} to {high:.10g}"


def _listed(name: str) -> Callable[[Mapping[str, str], Lang], str]:
    """Return what writes a list with the commas of the language."""
    return lambda params, lang: params[name] if lang is Lang.ZH else params[name].replace("、", ", ")


_RENDERERS: Mapping[str, Callable[[Mapping[str, str], Lang], str]] = {
    "column": lambda params, lang: _header(params, params["column"], lang),
    "columns": _headers,
    "choices": _choices,
    "sheet": _sheet,
    "kind": _kind,
    "rule": _rule,
    "half_day": lambda params, lang: choice_name("half", params["half_day"], lang),
    "of": lambda params, lang: choice_name("term_kind", params["of"], lang),
    "run_key": lambda params, lang: run_key_words(params["run_key"], lang.value),
    "pairs": _listed("pairs"),
    "resources": _listed("resources"),
    "projects": _listed("projects"),
    "communities": _listed("communities"),
}
_NAMES = frozenset({"column", "columns", "sheet"})
_DERIVED: Mapping[str, Callable[[str, Lang], str]] = {
    "near": _near,
    "maybe": _maybe,
    "saw": _saw,
    "template": _template,
    "renamed": _renamed,
    "need_status": _need_status,
    "setting": setting_words,
    "named": _named,
    "expected": _expected,
    "counted": _counted,
    "of_rows": _of_rows,
}
LOOKED_UP = frozenset({"column", "columns", "choices", "sheet", "kind", "rule", "of", "status", "key"})
"""Parameters that name something of the program's own, whose words are looked up."""
