"""Weights of resident groups as they are set: in any spelling of a group, and only numbers that can be added up."""

from __future__ import annotations

from pathlib import Path

import pytest
from community_books import Row, community, row, sound

from commatch.amending import amend
from commatch.matching.demands import priority
from commatch.settings import DEFAULTS


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
