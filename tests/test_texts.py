"""The catalogue of problems: every code that is used has its words in both languages, and no others."""

from __future__ import annotations

import ast
import string
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from commatch.problems import Place, Problem, Severity, error, warning
from commatch.reports.project_list import SHEETS
from commatch.settings import setting_names
from commatch.texts import ahead, cli, reports
from commatch.texts.problems import CATALOGUE, DERIVED, describe, setting_words
from commatch.texts.text import fill
from commatch.workbook.outputs import OUTPUT, READ_BACK
from commatch.workbook.schema import Lang

SOURCE = Path(__file__).resolve().parents[1] / "src" / "commatch"
OF_EVERY_CELL = {"sheet", "column", "choices", "range", "detail"}
"""Parameters that a problem of a cell has, whichever function found it."""
AHEAD: set[str] = set()
"""Codes whose words are ready before the code that tells of them."""


def calls() -> Iterator[tuple[str, ast.Call]]:
    for path in sorted(SOURCE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call):
                name = getattr(node.func, "id", getattr(node.func, "attr", ""))
                yield name, node


def texts_of(node: ast.AST | None) -> set[str]:
    """Return every plain text that an expression may be."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value:
        return {node.value}
    if isinstance(node, ast.IfExp):
        return texts_of(node.body) | texts_of(node.orelse)
    return set()


@cache
def problems_made() -> dict[str, set[str]]:
    """Return the codes that problems are made with, and the names of their parameters."""
    found: dict[str, set[str]] = defaultdict(set)
    for name, node in calls():
        if name in {"error", "warning", "Problem", "warn_assumed", "_too_large"} and node.args:
            for code in texts_of(node.args[0]):
                found[code] |= {keyword.arg for keyword in node.keywords if keyword.arg}
                found[code] |= {"rows", "default"} if name == "warn_assumed" else set()
                found[code] |= {"size", "limit"} if name == "_too_large" else set()
        elif name == "check_reference":
            for code in texts_of(node.args[2]):
                found[code] |= {"known"}
        elif name in {"Parsed", "Fault"}:
            codes = [keyword.value for keyword in node.keywords if keyword.arg in {"fault", "note"}]
            for code in texts_of(node.args[0] if name == "Fault" and node.args else None).union(*map(texts_of, codes)):
                found[code] |= OF_EVERY_CELL
    return found


@cache
def texts_in_source() -> set[str]:
    """Return every text that stands anywhere in the source but in the catalogue."""
    return {
        node.value
        for path in sorted(SOURCE.rglob("*.py"))
        if not (path.parent.name == "texts" and path.name.startswith("problems"))
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }


def fields_of(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


def test_every_code_that_is_used_has_words() -> None:
    assert set(problems_made()) - set(CATALOGUE) == set()


def test_every_code_that_has_words_is_used() -> None:
    assert set(CATALOGUE) - texts_in_source() - AHEAD == set()


@pytest.mark.parametrize("code", sorted(CATALOGUE))
def test_both_languages_say_what_is_wrong_and_what_to_do(code: str) -> None:
    text = CATALOGUE[code]
    assert all((text.zh, text.zh_hint, text.en, text.en_hint))
    assert fields_of(text.zh + text.zh_hint) == fields_of(text.en + text.en_hint)
    assert not any("\u4e00" <= char <= "\u9fff" for char in text.en + text.en_hint)
    assert any("\u4e00" <= char <= "\u9fff" for char in text.zh)
    assert not text.zh.endswith("。")


@pytest.mark.parametrize("code", sorted(set(CATALOGUE) - AHEAD))
def test_words_use_only_what_the_problem_brings(code: str) -> None:
    text = CATALOGUE[code]
    used = fields_of(text.zh + text.zh_hint + text.en + text.en_hint)
    brought = problems_made().get(code, set())
    given = brought | {"value"} | {name for name, source in DERIVED.items() if source in brought}
    assert {name for name in used if not name.startswith("at_")} <= given


@pytest.mark.parametrize("code", sorted(set(CATALOGUE) - AHEAD))
def test_no_problem_brings_what_a_hint_is_called(code: str) -> None:
    assert not problems_made().get(code, set()) & DERIVED.keys(), "the hint would stand in its place"


def test_what_a_sentence_names_of_a_project_list_stands_there_so() -> None:
    used = {
        field for text in CATALOGUE.values() for field in fields_of(text.zh + text.zh_hint + text.en + text.en_hint)
    }
    names = {name.removeprefix("at_") for name in used if name.startswith("at_")}
    columns = {column.key for key in ("projects", "assignments") for column in READ_BACK[key].columns}
    assert names
    assert names <= columns | set(READ_BACK)


def test_an_english_sentence_names_a_chinese_list_as_it_stands_there() -> None:
    place = Place("清单.xlsx", "匹配明细", "R5")
    gone = warning("hours_column_gone", replace(place, cell=""), sheet="assignments")
    assert describe(gone, Lang.EN)[0].startswith("匹配明细 has no column 实际工时:")
    assert describe(replace(gone, place=Place("list.xlsx", "assignments")), Lang.ZH)[0].startswith(
        "“assignments”里没有“actual_hours”这一列"
    )
    wrong = error("negative", place, "-2", sheet="assignments", column="actual_hours")
    assert describe(wrong, Lang.EN)[0] == "实际工时: '-2' is negative"
    planned = warning("hours_as_planned", value="2026-12-N1", resources="H1、H2")
    assert "under actual_hours" in describe(planned, Lang.EN)[1]
    assert "under 实际工时" in describe(replace(planned, params=(*planned.params, ("listed", "zh"))), Lang.EN)[1]


def test_a_cell_that_is_far_too_long_is_shortened_in_the_sentence() -> None:
    for problem in (
        warning("outcome_words", value="好" * 30_000),
        warning("hours_of_absent", value="2", outcome="哈" * 30_000),
    ):
        for lang in Lang:
            message, _ = describe(problem, lang)
            assert "…" in message
            assert len(message) < 500


def test_columns_sheets_and_choices_are_named_in_the_language_asked_for() -> None:
    problem = warning("bad_choice", value="在办", sheet="needs", column="status", choices="need_status")
    message, hint = describe(problem, Lang.ZH)
    assert message == "“状态”里的“在办”不认识"
    assert hint.startswith("改成其中一个：待匹配、")
    message, hint = describe(problem, Lang.EN)
    assert message == "status: '在办' is not one of the values known"
    assert hint.startswith("write one of: open, ")


def test_without_a_nearest_name_the_hint_names_none() -> None:
    near = warning("unknown_need", value="N9", known="N8、N7")
    far = warning("unknown_need", value="N9", known="")
    assert describe(near, Lang.ZH)[1] == "最接近的是 N8、N7。改成需求清单里的编号，或删掉这一行"
    assert describe(far, Lang.ZH)[1] == "改成需求清单里的编号，或删掉这一行"
    assert describe(near, Lang.EN)[1].startswith("the nearest is N8 or N7: write")


def test_braces_in_a_value_are_left_alone() -> None:
    assert "{0}" in describe(warning("unknown_need", value="{0}", known=""), Lang.ZH)[0]


def test_a_code_without_words_is_shown_itself() -> None:
    assert describe(Problem("no_such_code", Severity.ERROR, Place()), Lang.EN) == ("no_such_code", "")


def test_a_bad_setting_is_answered_with_the_help_of_that_setting() -> None:
    problem = warning("bad_setting", value="x", key="solver")
    assert describe(problem, Lang.ZH)[1] == "求解器：highs 或 cbc"
    assert describe(problem, Lang.EN)[1] == "solver: highs or cbc"


def test_a_problem_without_its_parameters_still_has_words() -> None:
    message = describe(warning("no_header", value="表一"), Lang.EN)[0]
    assert message == "no header of  was found in the first 20 rows of the sheet '表一'"


def test_a_cell_that_cannot_be_read_is_printed_once() -> None:
    whole = warning("bad_times", value="看情况", detail="看情况", sheet="needs", column="times")
    assert describe(whole, Lang.ZH)[0] == "“可行时段”里的“看情况”看不懂"
    assert describe(whole, Lang.EN)[0] == "times: '看情况' can't be read"


def test_headers_that_are_missed_are_named_the_required_ones_among_them() -> None:
    assert (
        "编号、物资、数量、可重复使用、状态" in describe(warning("no_header", value="表一", sheet="goods"), Lang.ZH)[1]
    )
    hint = describe(warning("extra_column", value="甲", count=1, sheet="opinions"), Lang.EN)[1]
    assert "(such as need_id, resource_id, opinion, score, hours)" in hint


def test_no_text_names_what_there_is_not() -> None:
    words = " ".join(" ".join((text.zh, text.zh_hint, text.en, text.en_hint)) for text in CATALOGUE.values())
    assert "照模板" not in words
    assert "in the template" not in words


def test_a_pin_that_breaks_a_rule_is_told_in_the_rules_own_words() -> None:
    params = {"need": "N1", "resource": "H1", "figure_minutes": "22", "figure_limit": "15"}
    far = warning("pin_breaks_rule", value="H1", rule="too_far", **params)  # type: ignore[arg-type]
    assert describe(far, Lang.ZH)[0] == "锁定的 N1 和 H1 做不到：步行 22 分钟，上限 15 分钟"
    assert describe(far, Lang.EN)[0].endswith("22 minutes' walk, limit 15")
    idle = warning("pin_breaks_rule", value="H1", need="N1", resource="H1", rule="not_asked")
    assert describe(idle, Lang.EN)[0].endswith("it offers nothing the need asks for")
    assert describe(warning("pin_breaks_rule", rule="some text"), Lang.EN)[0].endswith("some text")


def test_an_english_word_is_singular_for_one() -> None:
    text = "{count:need|needs}, {other:more takes|more take} part, {left}"
    assert fill(text, {"count": 1, "other": 2, "left": 3}) == "1 need, 2 more take part, 3"
    assert fill(text, {"count": "1", "other": "1", "left": "{x}"}) == "1 need, 1 more takes part, {x}"


@pytest.mark.parametrize(
    ("key", "zh", "en"),
    [
        ("gap", "允许的相对差距：0 到 1 的数", ": a number from 0 to 1"),
        ("venue_walk", "：0 或更大的数", ": a number, 0 or more"),
        ("threads", "：1 到 256 的整数", ": a whole number from 1 to 256"),
        ("seed", "：0 到 2147483647 的整数", ": a whole number from 0 to 2147483647"),
        ("start", "：写成 2026-12-05", ": written as 2026-12-05"),
        ("no_such_key", "", ""),
    ],
)
def test_the_help_of_a_setting_says_what_it_takes(key: str, zh: str, en: str) -> None:
    assert setting_words(key, Lang.ZH).endswith(zh)
    assert setting_words(key, Lang.EN).endswith(en)
    assert setting_words(key, Lang.ZH) in describe(warning("bad_setting", value="x", key=key), Lang.ZH)[1]


def test_a_list_of_headers_is_joined_with_commas_in_english() -> None:
    assert ": A, B;" in describe(warning("extra_column", value="A、B", count=2), Lang.EN)[0]
    assert "A、B" in describe(warning("extra_column", value="A、B", count=2), Lang.ZH)[0]
    assert "'A、B'" in describe(warning("unknown_need", value="A、B", known=""), Lang.EN)[0]


def test_pairs_of_grids_are_listed_with_commas_in_english() -> None:
    problem = warning("distance_unknown", count=2, pairs="A–B、C–D")
    assert "A–B, C–D" in describe(problem, Lang.EN)[0]
    assert "A–B、C–D" in describe(problem, Lang.ZH)[0]


def test_every_word_of_the_command_line_and_the_reports_is_used() -> None:
    used = texts_in_source()
    made = ("exit.", "planned.numbered.", "phase.", "severity.", "usage.", "output.", "meta.", "option.", "column.")
    assert {key for key in cli.WORDS if not key.startswith(made)} - used == set()
    assert set(reports.OVERVIEW) - used == set()


# -- what is ahead -----------------------------------------------------------------------------------------------


def attributes(*homes: str) -> set[str]:
    """Return the attributes that the source names outside some modules."""
    return {
        node.attr
        for path in SOURCE.rglob("*.py")
        if path.name not in homes
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Attribute)
    }


def test_settings_and_columns_said_to_have_no_effect_are_used_nowhere() -> None:
    assert set(setting_names()) - attributes() == ahead.NOT_USED_SETTINGS
    assert not ahead.NOT_USED_COLUMNS & attributes("schema.py", "community.py", "resources.py")


def test_every_sheet_of_the_contract_is_written() -> None:
    assert {*OUTPUT, *(key for key in READ_BACK if key not in OUTPUT)} == set(SHEETS)
