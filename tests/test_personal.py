"""What the lists hold that must not be posted: names as people write them into cells, and what is no name."""

from __future__ import annotations

from pathlib import Path

import pytest
from cli_runs import book

import commatch
from commatch.reports.notice.personal import secrets_of
from commatch.reports.notice.screening import Screen
from commatch.workbook.reader import read_tables
from commatch.workbook.schema import Lang


def screen(folder: Path, cell: str, column: str = "提出人", **sheets: list[list[object]]) -> Screen:
    """Return what screens the texts of a month in which a personal cell says something."""
    needs = [["编号", "需求", column], ["N1", "一件事", cell]]
    path = book(folder / "月.xlsx", 需求清单=needs, **sheets)
    community = commatch.read(path, month="2026-12")
    return Screen(secrets_of(read_tables([path]), community, {}, Lang.ZH))


@pytest.mark.parametrize(
    "cell",
    [
        "王桂兰", "王 桂 兰", "王桂兰（女儿代）", "王桂兰13912345678", "李建国、王桂兰", "李建国和王桂兰",
        "李建国 王桂兰", "王桂兰奶奶", "王桂兰女儿", "王桂兰的家属", "居民王桂兰", "业主：王桂兰",
        "5栋502王桂兰", "王桂蘭",
    ],
)  # fmt: skip
def test_a_name_is_known_however_it_stands_in_its_cell(cell: str, tmp_path: Path) -> None:
    assert screen(tmp_path, cell).hide("请帮王桂兰换灯泡")[0] == "请帮**换灯泡"


def test_a_name_of_latin_letters_is_known_by_its_words(tmp_path: Path) -> None:
    found = screen(tmp_path, "Emily Watson")
    assert [found.hide(text)[0] for text in ("Watson, Emily", "for Emily", "Watson's lamp")] == [
        "**",
        "for **",
        "**'s lamp",
    ]
    assert screen(tmp_path, "Silver Band Team").hide("a silver band")[0] == "a silver band"


@pytest.mark.parametrize("cell", ["居民", "多名居民", "志愿者", "老年人", "水电工", "residents", "物业", "匿名"])
def test_a_word_in_a_column_of_names_is_no_name(cell: str, tmp_path: Path) -> None:
    text = f"给{cell}用的"
    assert screen(tmp_path, cell).hide(text)[0] == text


def test_given_names_alone_are_words(tmp_path: Path) -> None:
    assert screen(tmp_path, "王 国庆").hide("国庆节，国庆叔叔来了")[0] == "国庆节，**来了"


def test_units_and_public_places_in_personal_columns_may_be_named(tmp_path: Path) -> None:
    units = [["编号", "单位", "服务"], ["U1", "梧桐小学", "课后托管"], ["U2", "王桂兰", "义诊"]]
    venues = [["编号", "场地"], ["V1", "党群服务中心"]]
    assert screen(tmp_path, "梧桐小学", 共建单位=units).hide("梧桐小学门口")[0] == "梧桐小学门口"
    assert screen(tmp_path, "王桂兰", 共建单位=units).hide("王桂兰门口")[0] == "**门口"
    assert screen(tmp_path, "党群服务中心", "住址", 场地=venues).hide("党群服务中心")[0] == "党群服务中心"


def test_a_lone_building_is_no_home_and_a_whole_address_is(tmp_path: Path) -> None:
    assert screen(tmp_path, "3号楼", "住址").hide("3号楼电梯")[0] == "3号楼电梯"
    assert screen(tmp_path, "梧桐里小院东头", "住址").hide("梧桐里小院东头")[0] == "**"


def test_other_columns_whose_header_is_personal_count(tmp_path: Path) -> None:
    found = screen(tmp_path, "周小鱼", "监护人")
    assert found.hide("周小鱼要补课")[0] == "**要补课"
    assert found.hide("周小鱼要补课")[1][0].source == "需求清单·监护人"


def test_short_numbers_of_personal_columns_and_ids_are_known(tmp_path: Path) -> None:
    helpers = [["编号", "姓名", "技能"], ["NR77", "李建国", "木工"]]
    found = screen(tmp_path, "64321", "电话", 能人=helpers)
    assert found.hide("打64321找NR77")[0] == "打**找**"
