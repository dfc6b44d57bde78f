"""What a simulated year brought to light: small months in which it happened, through the command line."""

from __future__ import annotations

from pathlib import Path

import pytest
from year.diary import ASSIGNMENTS, PROJECTS, numbered
from year.places import NEEDS
from year.sheets import Book, made
from year.terminal import Terminal

MONTH = {
    NEEDS: [
        {"编号": "N1", "需求": "修水管", "技能": "水电工", "工时": 2},
        {"编号": "N2", "需求": "法律咨询", "技能": "律师", "工时": 3},
    ],
    "能人": [
        {"编号": "H1", "姓名": "赵师傅", "技能": "水电工:4", "每月工时": 8},
        {"编号": "H2", "姓名": "钱律师", "技能": "律师:4", "每月工时": 8},
    ],
    "设置": [{"项": "月份", "值": "2026-12"}],
}


@pytest.fixture
def at(tmp_path: Path) -> Terminal:
    made(tmp_path / "本月.xlsx", MONTH)
    terminal = Terminal(tmp_path)
    assert terminal.type("match", "本月.xlsx", "-o", "清单.xlsx").code == 0
    return terminal


def typed(at: Terminal, name: str, need: str, **words: str | float) -> str:
    """Type into a project's row or into those of its people, whichever has such a column."""
    book = Book(at.folder / name)
    for sheet in (PROJECTS, ASSIGNMENTS):
        for row in list(book.rows(sheet)):
            if row["需求编号"] == need:
                for header, word in words.items():
                    if header in row:
                        book.put(sheet, numbered(row), header, word)
    book.save()
    return name


def test_a_month_that_was_matched_from_a_later_day_rolls_over_with_new_needs(at: Terminal) -> None:
    typed(at, "清单.xlsx", "N1", 议事决定="确认")
    words = ("--previous", "清单.xlsx", "--from", "2026-12-17")
    assert at.type("match", "本月.xlsx", *words, "-o", "清单2.xlsx").code == 0
    made(at.folder / "新.xlsx", {NEEDS: [{"编号": "N3", "需求": "换灯", "技能": "水电工", "工时": 1}]})
    said = at.type("rollover", "清单2.xlsx", "本月.xlsx", "--new", "新.xlsx", "-o", "2027-01.xlsx")
    assert said.code == 0, said.document
    assert [row["编号"] for row in Book(at.folder / "2027-01.xlsx").rows(NEEDS)] == ["N1", "N2", "N3"]


def test_who_did_not_come_to_what_was_done_has_no_hours_after_matching_again(at: Terminal) -> None:
    typed(at, "清单.xlsx", "N1", 状态="已完成", 完成情况="没来")
    typed(at, "清单.xlsx", "N2", 状态="已完成", 实际工时=4.5)
    assert at.type("apply", "清单.xlsx", "本月.xlsx", "-o", "清单2.xlsx").code == 0
    assert at.type("match", "本月.xlsx", "--previous", "清单2.xlsx", "-o", "清单3.xlsx").code == 0
    assert at.type("apply", "清单3.xlsx", "本月.xlsx", "-o", "清单4.xlsx").code == 0
    said = at.type("rollover", "清单4.xlsx", "本月.xlsx", "-o", "2027-01.xlsx")
    assert said.code == 0, said.document
    rows = [(row["需求编号"], row["资源编号"], row["工时"]) for row in Book(at.folder / "2027-01.xlsx").rows("历史")]
    assert [row for row in rows if row[2]] == [("N2", "H2", 4.5)]
