"""Opinions about members of one bundle: what contradicts is an error, what differs a warning, at both cells."""

from __future__ import annotations

from pathlib import Path

import pytest
from community_books import FILE, Row, Sheets, community, row, sound

from commatch.problems import Place, Problem, Severity
from commatch.texts.problems import describe
from commatch.workbook.schema import Lang


def told(folder: Path, *opinions: Row, **more: object) -> list[Problem]:
    sheets: Sheets = sound()
    for number in range(2):
        row(sheets, "需求清单", number).update({"合并": "一起办", "技能": "", "模板": "", "可行时段": "", "期限": ""})
    row(sheets, "需求清单", 1).update(more)
    sheets["需求拆解"] = ["需求编号", "类型"]
    blank: Row = {"需求编号": "", "资源编号": "H1", "意见": "", "评分": "", "工时": ""}
    sheets["匹配意见"] = [{**blank, **opinion} for opinion in opinions]
    return list(community(folder, sheets).problems)


CLASHES: list[tuple[Row, Row, str, str, str]] = [
    ({"意见": "锁定"}, {"意见": "ban"}, "opinions_clash", "C", "锁定"),
    ({"意见": "禁止"}, {"意见": "锁定"}, "opinions_clash", "C", "禁止"),
    ({"工时": 2}, {"工时": 3}, "opinions_clash", "E", "2"),
    ({"意见": "优先"}, {"意见": "避免"}, "opinions_differ", "C", "优先"),
    ({"评分": 5}, {"评分": -1}, "opinions_differ", "D", "5"),
]


@pytest.mark.parametrize(("first", "second", "code", "column", "said"), CLASHES)
@pytest.mark.parametrize("swapped", [False, True])
def test_opinions_of_members_that_do_not_agree_are_told_at_both_cells(
    tmp_path: Path, first: Row, second: Row, code: str, column: str, said: str, swapped: bool
) -> None:
    rows: list[Row] = [{"需求编号": "N1", **first}, {"需求编号": "N2", **second}]
    (problem,) = told(tmp_path, *(rows[::-1] if swapped else rows))
    here, there = ("2", "3") if swapped else ("3", "2")
    assert (problem.code, problem.place) == (code, Place(FILE, "匹配意见", column + here))
    assert problem.severity is (Severity.ERROR if code == "opinions_clash" else Severity.WARNING)
    params = dict(problem.params)
    assert params["other"] == f"{FILE} 匹配意见!{column}{there}"
    assert (params["first"], params["need"], params["said"]) == ("N1", "N2", said)
    for lang in Lang:
        message, hint = describe(problem, lang)
        assert all(word in message for word in ("N1", "N2", "H1", "一起办", said, params["other"]))
        assert hint


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ({"意见": "锁定"}, {"意见": "pin"}),
        ({"意见": "禁止"}, {"意见": "避免"}),
        ({"意见": "锁定"}, {"意见": "避免"}),
        ({"工时": 2}, {"工时": "2小时"}),
        ({"工时": 2}, {"工时": ""}),
        ({"评分": 5}, {"评分": 0}),
        ({"评分": 5}, {"意见": "避免"}),
        ({"意见": "锁定"}, {"意见": "禁止", "资源编号": "H2"}),
    ],
)
def test_opinions_that_go_together_are_not_told(tmp_path: Path, first: Row, second: Row) -> None:
    assert told(tmp_path, {"需求编号": "N1", **first}, {"需求编号": "N2", **second}) == []


def test_opinions_of_needs_that_are_not_planned_together_are_not_told(tmp_path: Path) -> None:
    rows: list[Row] = [{"需求编号": "N1", "意见": "锁定"}, {"需求编号": "N2", "意见": "禁止"}]
    assert told(tmp_path, *rows, 合并="另一组") == []
    assert told(tmp_path, *rows, 状态="暂缓") == []
