"""Weights of resident groups as they are set: in any spelling of a group, and only numbers that can be added up."""

from __future__ import annotations

from pathlib import Path

import pytest
from community_books import Row, community, row, sound

import commatch
from commatch.amending import amend
from commatch.matching.demands import priority
from commatch.reports.run_record import run
from commatch.reports.view import View
from commatch.settings import DEFAULTS
from commatch.workbook.schema import Lang


@pytest.mark.parametrize("spelling", ["骑手", "外卖小哥", "riders", "Riders", "快递 员", "跑腿的"])
def test_a_weight_holds_for_every_spelling_of_its_group(tmp_path: Path, spelling: str) -> None:
    sheets = sound()
    row(sheets, "需求清单").update({"人群": "快递小哥", "受益人数": 1, "提出日期": "", "紧急程度": 1})
    said: list[Row] = [
        {"项": "人群别名", "值": "跑腿的=骑手；快递 员=骑手"},
        {"项": "人群加权", "值": f"{spelling}=0.9"},
    ]
    sheets["设置"] += said
    found = community(tmp_path, sheets)
    assert found.settings.group_bonus == {**DEFAULTS.group_bonus, "骑手": 0.9}
    assert float(priority(found.needs[0], found.settings)) == 1.9  # 2^0 × (1 + .9)


def test_the_weight_of_a_group_that_nobody_knows_holds_for_its_name() -> None:
    settings, problems = amend(DEFAULTS, {"group_bonus": "双职工家庭=0.4"})
    assert not problems
    assert settings.group_bonus["双职工家庭"] == 0.4
    assert settings.canonical_group("双职工家庭") == "双职工家庭"


@pytest.mark.parametrize("weight", ["nan", "inf", "-inf", "1e999", "很多", ""])
def test_a_weight_that_is_no_number_is_an_error_and_changes_nothing(weight: str) -> None:
    settings, problems = amend(DEFAULTS, {"group_bonus": f"骑手={weight}"})
    assert [problem.code for problem in problems] == ["bad_setting"]
    assert settings == DEFAULTS


def test_an_english_record_has_the_weights_by_english_names_that_read_back_the_same(tmp_path: Path) -> None:
    sheets = sound()
    said: list[Row] = [{"项": "人群别名", "值": "riders=流动住户"}, {"项": "人群加权", "值": "双职工家庭=0.4"}]
    sheets["设置"] += said
    result = commatch.match(community(tmp_path, sheets))
    (value,) = (row[1] for row in run(View(result, Lang.EN)).rows if row[0] == "setting: group_bonus")
    assert "short-stay tenants=0.2" in str(value)
    assert "双职工家庭=0.4" in str(value)
    assert "骑手=0.2" in str(value), "riders mean others here"
    settings, problems = amend(DEFAULTS, {"group_aliases": "riders=流动住户", "group_bonus": value})
    assert not problems
    assert settings.group_bonus == result.settings.group_bonus
