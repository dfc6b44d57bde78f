"""Identifiers are compared whatever the case of their letters, and stay as they are written in their own sheet."""

from __future__ import annotations

from pathlib import Path

import pytest
from community_books import Sheets, codes, community, row, sound


def test_identifiers_that_differ_in_case_only_are_one_used_twice(tmp_path: Path) -> None:
    sheets = sound()
    row(sheets, "需求清单", 1)["编号"] = "ｎ1"
    found = community(tmp_path, sheets)
    (problem,) = (problem for problem in found.problems if problem.code == "duplicate_id")
    assert (problem.value, problem.place.cell) == ("n1", "A3")
    assert dict(problem.params)["other"].endswith("需求清单!A2")


def test_a_helper_and_a_unit_can_not_share_an_identifier_in_another_case(tmp_path: Path) -> None:
    sheets = sound()
    row(sheets, "共建单位")["编号"] = "h1"
    (problem,) = (problem for problem in community(tmp_path, sheets).problems if problem.code == "duplicate_id")
    assert (problem.value, problem.place.sheet) == ("h1", "共建单位")
    assert dict(problem.params)["other"].endswith("能人!A2")


@pytest.mark.parametrize("need", ["n1", "Ｎ1", " N1 "])
def test_a_row_may_name_a_need_and_a_resource_in_another_case(tmp_path: Path, need: str) -> None:
    sheets = sound()
    row(sheets, "匹配意见").update({"需求编号": need, "资源编号": "h1"})
    row(sheets, "需求拆解")["需求编号"] = "n2"
    sheets["历史"] = [{"月份": "2026-11", "需求编号": need, "资源编号": "h1"}]
    found = community(tmp_path, sheets)
    assert codes(found) == codes(community(tmp_path, sound()))
    assert [(item.need_id, item.resource_id) for item in found.opinions] == [("N1", "H1")]
    assert [(item.need_id, item.resource_id) for item in found.history] == [("N1", "H1")]
    assert {item.what for item in found.needs[1].requirements} >= {"志愿者"}


def test_identifiers_of_bygone_needs_stay_as_written(tmp_path: Path) -> None:
    sheets: Sheets = {**sound(), "历史": [{"月份": "2026-11", "需求编号": "old9", "资源编号": "Old-h"}]}
    assert [(item.need_id, item.resource_id) for item in community(tmp_path, sheets).history] == [("old9", "Old-h")]


def test_two_opinions_of_a_pair_in_different_case_are_one_too_many(tmp_path: Path) -> None:
    sheets = sound()
    sheets["匹配意见"].append({"需求编号": "n1", "资源编号": "H1", "意见": "避免"})
    (problem,) = (problem for problem in community(tmp_path, sheets).problems if problem.code == "duplicate_opinion")
    assert (problem.value, problem.place.cell) == ("N1 H1", "B3")
