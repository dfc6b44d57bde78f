"""A community as a whole: no order matters, the three samples agree, nothing is ever raised."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Sequence
from dataclasses import fields, replace
from pathlib import Path

import pytest
from community_books import Sheets, community, sound, the_need
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from commatch.assemble import assemble
from commatch.community import Community, Kind
from commatch.problems import Place, Problem
from commatch.settings import Settings
from commatch.texts.problems import describe
from commatch.times import Half
from commatch.workbook.reader import read_tables
from commatch.workbook.schema import INPUT_SHEETS, Lang
from commatch.workbook.tables import Frame, SourceFile, Table, Tables
from commatch.workbook.tables import Row as TableRow

SAMPLES = Path(__file__).resolve().parents[1] / "data" / "samples"


def nowhere(found: Community) -> Community:
    """Return a community without the places of its rows and problems."""
    names = ("needs", "helpers", "units", "venues", "funds", "goods", "opinions")
    rows = {name: tuple(replace(item, place=Place()) for item in getattr(found, name)) for name in names}
    problems = tuple(
        replace(item, place=Place(), params=tuple(pair for pair in item.params if pair[0] != "other"))
        for item in found.problems
    )
    return replace(found, problems=problems, files=(), **rows)  # type: ignore[arg-type]


def mixed(sheets: Sheets, seed: int) -> Sheets:
    chance = random.Random(seed)

    def shuffled(rows: Sequence[object]) -> list[object]:
        return chance.sample(rows, len(rows)) if rows and isinstance(rows[0], dict) else list(rows)

    names = chance.sample(sorted(sheets), len(sheets))
    return {name: shuffled(sheets[name]) for name in names}


@pytest.mark.parametrize("seed", range(5))
def test_neither_order_of_rows_nor_of_files_matters(tmp_path: Path, seed: int) -> None:
    sheets = sound()
    sheets["需求清单"] += [
        {"编号": None, "需求": "换灯", "紧急程度": None, "人群": "怪人"},
        {"编号": None, "需求": "换灯", "紧急程度": 9, "说明": "又一次"},
        {"编号": "N1", "需求": "换锁", "合并": "换"},
        {"编号": "N5", "需求": "换窗", "合并": "换", "技能": "木工"},
    ]
    sheets["网格距离"] += [{"起点": "二网格", "终点": "一网格", "步行分钟": m} for m in (3, 12, 7)]
    shuffled = mixed(sheets, seed)
    names = sorted(shuffled)[: seed + 1]
    part = {name: shuffled.pop(name) for name in names}
    one, two = community(tmp_path, sheets), community(tmp_path, part, shuffled)
    assert nowhere(one) == nowhere(two)


def test_the_three_forms_of_the_sample_are_one_community() -> None:
    def read(*names: str) -> Community:
        found = assemble(read_tables([SAMPLES / name for name in names]), Settings(), today=dt.date(2026, 11, 21))
        assert not [problem for problem in found.problems if problem.severity == "error"]
        return found

    def numbers(found: Community) -> dict[str, object]:
        first, last = dt.date(2026, 12, 1), dt.date(2026, 12, 31)
        kinds = [*found.needs, *(item for kind in Kind for item in found.resources(kind))]
        plain = (int, float, bool, dt.date, type(None))
        return {
            "values": [
                [value for item in fields(row) if isinstance(value := getattr(row, item.name), plain)] for row in kinds
            ],
            "times": [sorted(row.times.slots(first, last)) for row in kinds if hasattr(row, "times")],
            "asked": [
                sorted(
                    (item.kind, item.quantity, item.hours, item.level, len(item.checks)) for item in need.requirements
                )
                for need in found.needs
            ],
            "ids": [getattr(row, "need_id", "") or row.resource_id for row in kinds],  # type: ignore[union-attr]
            "groups": [need.groups for need in found.needs],
            "status": [need.status for need in found.needs],
            "opinions": [
                (item.need_id, item.resource_id, item.stance, item.score, item.hours) for item in found.opinions
            ],
            "history": found.history,
            "minutes": sorted(found.distances.values()),
            "month": found.settings.month,
        }

    standard = read("标准表/社区月度清单.xlsx")
    by_hand = read("手工表/需求登记.xlsx", "手工表/资源登记.xlsx")
    assert numbers(by_hand) == numbers(standard)
    assert [need.requirements for need in by_hand.needs] == [need.requirements for need in standard.needs]
    assert by_hand.distances == standard.distances
    assert by_hand.steps == standard.steps
    assert numbers(read("english/community-month.xlsx")) == numbers(standard)


def test_a_time_of_a_need_says_when(tmp_path: Path) -> None:
    times = the_need(tmp_path, {"可行时段": "周二上午；除12月8日"}).times
    days = {slot.date.day for slot in times.slots(dt.date(2026, 12, 1), dt.date(2026, 12, 31))}
    assert days == {1, 15, 22, 29}
    assert times.free(dt.date(2026, 12, 1), Half.MORNING)


def any_tables(draw: st.DrawFn) -> Tables:
    value = st.one_of(
        st.none(),
        st.text(max_size=12),
        st.sampled_from(
            [
                "N1",
                "H1",
                "甲",
                "能人",
                "场地",
                "已确认",
                "锁定",
                "周二",
                "0",
                "month",
                "2026-12",
                "是",
                "N1、H1",
            ]
        ),
        st.integers(-10, 10**19),
        st.floats(),
        st.booleans(),
        st.dates(),
        st.datetimes(),
        st.times(),
    )
    tables = []
    for sheet in draw(st.lists(st.sampled_from(INPUT_SHEETS), max_size=5)):
        place = Place("表.xlsx", sheet.zh)
        columns = [column for column in sheet.columns if draw(st.integers(0, 4))]
        letters = {column.key: (n, chr(65 + n)) for n, column in enumerate(columns)}
        headers = {key: replace(place, cell=f"{letter}1") for key, (_, letter) in letters.items()}
        frame = Frame(place, "A", letters, {"其他": (0, "Z")})
        rows = tuple(
            TableRow(frame, number, tuple(draw(value) for _ in columns), (draw(value),))
            for number in range(1, 1 + draw(st.integers(0, 3)))
        )
        tables.append(Table(sheet.key, place, headers, rows))
    return Tables(tuple(tables), (SourceFile("表.xlsx", "0" * 64),))


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(tables=st.composite(any_tables)())
def test_whatever_the_cells_hold_nothing_is_raised(tables: Tables) -> None:
    found = assemble(tables, Settings(), today=dt.date(2026, 11, 21))
    assert found.settings.month is not None
    assert list(found.problems) == sorted(found.problems, key=lambda problem: problem.sort_key)
    assert all(
        isinstance(problem, Problem) and all(describe(problem, lang)) for problem in found.problems for lang in Lang
    )
    for kind in Kind:
        ids = [item.resource_id for item in found.resources(kind)]
        assert ids == sorted(ids)
