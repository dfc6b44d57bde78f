"""What a batch says of a community: the cause first, what lies in its folder and no longer holds, what to do next."""

from __future__ import annotations

from pathlib import Path

import pytest
from cli_runs import HELPERS, NEEDS, book, in_chinese

import commatch


@pytest.fixture(autouse=True)
def plain(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    in_chinese(monkeypatch, tmp_path)
    Path("in").mkdir()


def done(**options: object) -> commatch.Batch:
    given = {"month": "2026-12", "jobs": 1, "remedies": False, "gaps": False, **options}
    return commatch.batch("in", "out", **given)  # type: ignore[arg-type]


def test_a_file_that_cannot_be_read_is_said_before_the_list_that_is_missing_with_it() -> None:
    Path("in", "甲").mkdir()
    book(Path("in", "甲", "资源.xlsx"), 能人=HELPERS)
    Path("in", "甲", "需求.xlsx").symlink_to("moved.xlsx")
    (failed,) = done().failed
    assert [item["code"] for item in failed.figures["problems"]] == ["file_missing", "no_needs_sheet"]
    assert "需求.xlsx" in failed.message.partition("另有")[0]


def test_an_id_that_stands_twice_is_said_before_those_that_are_not_there_because_of_it() -> None:
    twice = [*NEEDS, ["N1", *NEEDS[2][1:]]]
    opinions = [["需求编号", "资源编号", "意见"], ["N3", "H1", "锁定"]]
    book(Path("in", "甲.xlsx"), 需求清单=twice, 能人=HELPERS, 匹配意见=opinions)
    (failed,) = done().failed
    assert failed.message.startswith("甲.xlsx 需求清单!A4 ")
    assert [item["code"] for item in failed.figures["problems"]] == ["duplicate_id", "unknown_need"]


def test_a_file_that_has_the_name_of_the_folder_is_told_from_no_permission() -> None:
    book(Path("in", "甲.xlsx"), 需求清单=NEEDS, 能人=HELPERS)
    Path("out").mkdir()
    Path("out", "甲").write_text("", "utf-8")
    (failed,) = done().failed
    assert (int(failed.exit), "权限" in failed.message) == (6, False)
    assert failed.message.startswith(f"名字 {Path('out', '甲')} 已被占用")
