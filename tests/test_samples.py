"""The committed sample workbooks are what the script makes, and hold the community they promise."""

import importlib
import re
import sys
from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

ROOT = Path(__file__).resolve().parents[1]
SAMPLES = ROOT / "data" / "samples"
STANDARD = SAMPLES / "标准表" / "社区月度清单.xlsx"
HAND_NEEDS = SAMPLES / "手工表" / "需求登记.xlsx"
HAND_RESOURCES = SAMPLES / "手工表" / "资源登记.xlsx"
ENGLISH = SAMPLES / "english" / "community-month.xlsx"
RAW_NEEDS = SAMPLES / "原始表" / "居民反映.xlsx"
RAW_RESOURCES = SAMPLES / "原始表" / "能人单位场地.xlsx"
COMMITTED = [STANDARD, HAND_NEEDS, HAND_RESOURCES, ENGLISH, RAW_NEEDS, RAW_RESOURCES]

COUNTS = {
    "需求清单": 72,
    "需求拆解": 17,
    "服务模板": 32,
    "行动步骤": 40,
    "能人": 56,
    "共建单位": 21,
    "场地": 14,
    "资金": 3,
    "物资": 15,
    "网格距离": 56,
    "匹配意见": 12,
    "历史": 41,
    "设置": 4,
}
IDENTIFIED = {
    "需求清单": "needs",
    "能人": "helpers",
    "共建单位": "units",
    "场地": "venues",
    "资金": "funds",
    "物资": "goods",
}
# The sheets of the raw form, as the standard form calls them, and what they are called there.
RAW = {"需求清单": "需求", "能人": "能人", "共建单位": "单位", "场地": "场地", "资金": "资金", "物资": "物资"}
DONE = {"N070", "N071"}  # not in the raw form
Records = list[dict[str, object]]


@pytest.fixture(scope="module")
def remade(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, list[Path]]]:
    sys.path.insert(0, str(ROOT / "scripts"))
    try:
        build = importlib.import_module("make_samples.build").build
        target = tmp_path_factory.mktemp("samples")
        yield target, build(target)
    finally:
        sys.path.remove(str(ROOT / "scripts"))


def cells(path: Path) -> dict[str, tuple[list[tuple[object, ...]], list[str]]]:
    """Read every value and every merge of a workbook, by sheet."""
    book = load_workbook(path)
    return {
        ws.title: (list(ws.iter_rows(values_only=True)), sorted(str(span) for span in ws.merged_cells.ranges))
        for ws in book.worksheets
    }


def records(path: Path, sheet: str, head_row: int = 1) -> Records:
    """Read the rows of a sheet by header, with nothing below the table."""
    ws = load_workbook(path)[sheet]
    assert isinstance(ws, Worksheet)
    head, *rows = ws.iter_rows(min_row=head_row, values_only=True)
    return [dict(zip((str(h) for h in head), row, strict=True)) for row in rows]


def hand_ids(ws: Worksheet) -> list[object]:
    """Read the 编号 of a hand-made sheet, whatever stands around the table."""
    rows = list(ws.iter_rows(values_only=True))
    head = next(number for number, row in enumerate(rows) if "编号" in row)
    column = rows[head].index("编号")
    return [row[column] for row in rows[head + 1 :] if row[column]]


def test_making_them_again_gives_the_committed_cells(remade: tuple[Path, list[Path]]) -> None:
    target, made = remade
    assert [path.relative_to(target) for path in made] == [path.relative_to(SAMPLES) for path in COMMITTED]
    for new, old in zip(made, COMMITTED, strict=True):
        assert cells(new) == cells(old), old.name


def test_making_them_twice_gives_the_same_bytes(remade: tuple[Path, list[Path]], tmp_path: Path) -> None:
    _, made = remade
    again = importlib.import_module("make_samples.build").build(tmp_path)
    assert [path.read_bytes() for path in made] == [path.read_bytes() for path in again]


def test_a_term_without_a_translation_stops_the_script(remade: tuple[Path, list[Path]]) -> None:
    headers = ["编号", "资金", "可用金额", "单项上限", "适用类别", "状态"]
    row = ["F01", "没有译名的基金", 1, None, None, None]
    sheet = importlib.import_module("make_samples.books").Sheet("资金", headers, [row])
    with pytest.raises(KeyError):
        importlib.import_module("make_samples.english").translate(sheet)


def test_every_sheet_has_its_rows() -> None:
    book = load_workbook(STANDARD)
    assert {ws.title: ws.max_row - 1 for ws in book.worksheets} == COUNTS
    english = load_workbook(ENGLISH)
    assert [ws.max_row - 1 for ws in english.worksheets] == list(COUNTS.values())


def test_the_needs_are_many_and_different() -> None:
    needs = records(STANDARD, "需求清单")
    assert len({row["需求"] for row in needs}) >= 45
    statuses = Counter(row["状态"] for row in needs)
    assert statuses == {None: 65, "已确认": 1, "转办": 2, "暂缓": 1, "不受理": 1, "已完成": 1, "已评价": 1}
    open_needs = [row for row in needs if row["状态"] in (None, "已确认")]
    assert sum(row["紧急程度"] == "兜底" for row in open_needs) == 3
    assert Counter(row["合并"] for row in needs if row["合并"]) == {"手机课": 4, "上门理发": 3}


def test_the_confirmed_need_is_pinned() -> None:
    confirmed = {row["编号"] for row in records(STANDARD, "需求清单") if row["状态"] == "已确认"}
    pinned = {row["需求编号"] for row in records(STANDARD, "匹配意见") if row["意见"] == "锁定"}
    assert confirmed == pinned


@pytest.mark.parametrize("sheet", IDENTIFIED)
def test_all_forms_hold_the_same_ids(sheet: str) -> None:
    ids = [row["编号"] for row in records(STANDARD, sheet)]
    assert len(set(ids)) == len(ids)
    english = load_workbook(ENGLISH)[IDENTIFIED[sheet]]
    assert [row[0] for row in english.iter_rows(min_row=2, values_only=True)] == ids
    hand = load_workbook(HAND_NEEDS if sheet == "需求清单" else HAND_RESOURCES)[sheet]
    assert sorted(map(str, hand_ids(hand))) == sorted(map(str, ids))


def raw_records(sheet: str) -> Records:
    return records(RAW_NEEDS if sheet == "需求清单" else RAW_RESOURCES, RAW[sheet], head_row=2)


@pytest.mark.parametrize("sheet", RAW)
def test_the_raw_form_holds_the_same_ids(sheet: str) -> None:
    ids = [row["编号"] for row in records(STANDARD, sheet)]
    assert [row["编号"] for row in raw_records(sheet)] == [key for key in ids if key not in DONE]


@pytest.mark.parametrize("sheet", RAW)
def test_the_raw_form_agrees_with_the_standard_form_where_it_has_a_column(sheet: str) -> None:
    standard = {row["编号"]: row for row in records(STANDARD, sheet)}
    for row in raw_records(sheet):
        for header in row.keys() & standard[row["编号"]].keys():
            assert row[header] == standard[row["编号"]][header], (row["编号"], header)


def test_residents_speak_in_their_own_words() -> None:
    standard = {row["编号"]: row for row in records(STANDARD, "需求清单")}
    said = raw_records("需求清单")
    assert list(said[0]) == ["编号", "反映内容", "姓名", "电话", "反映时间"]
    assert len({row["反映内容"] for row in said}) == len(said)
    for row in said:
        twin = standard[row["编号"]]
        assert row["姓名"] == twin["提出人"]
        assert str(twin["需求"]) not in str(row["反映内容"])
        assert not twin["模板"] or str(twin["模板"]) not in str(row["反映内容"])


def test_the_raw_dates_are_the_standard_ones_in_other_spellings() -> None:
    standard = {row["编号"]: row["提出日期"] for row in records(STANDARD, "需求清单")}
    for row in raw_records("需求清单"):
        raised, written = standard[row["编号"]], row["反映时间"]
        assert isinstance(raised, datetime)
        if isinstance(written, datetime):
            assert written == raised
        else:
            figures = [int(figure) for figure in re.findall(r"\d+", str(written))]
            assert figures in ([raised.month, raised.day], [raised.year, raised.month, raised.day]), row["编号"]


@pytest.mark.parametrize("sheet", ["能人", "共建单位", "场地"])
def test_every_raw_resource_is_described(sheet: str) -> None:
    assert all(len(str(row["情况"] or "")) > 10 for row in raw_records(sheet))


def test_references_point_at_rows_that_are_there() -> None:
    needs = {row["编号"] for row in records(STANDARD, "需求清单")}
    resources = {row["编号"] for sheet in list(IDENTIFIED)[1:] for row in records(STANDARD, sheet)}
    templates = {row["模板"] for row in records(STANDARD, "服务模板")}
    assert {row["需求编号"] for row in records(STANDARD, "需求拆解")} <= needs
    assert {row["模板"] for row in records(STANDARD, "需求清单")} <= templates | {None}
    assert {row["模板"] for row in records(STANDARD, "行动步骤")} <= templates
    assert {row["资源编号"] for row in records(STANDARD, "历史")} <= resources
    for row in records(STANDARD, "匹配意见"):
        assert row["需求编号"] in needs
        assert row["资源编号"] in resources


def test_telephone_numbers_are_plainly_made_up() -> None:
    for sheet in ("需求清单", "能人", "共建单位"):
        for row in records(STANDARD, sheet):
            assert str(row["电话"]).startswith("13900000")
            assert isinstance(row["电话"], str)
    for row in raw_records("需求清单"):
        assert str(row["电话"]).startswith("13900000")


@pytest.mark.parametrize("path", [RAW_NEEDS, RAW_RESOURCES], ids=lambda path: path.stem)
def test_every_raw_sheet_says_that_it_is_invented(path: Path) -> None:
    assert all("虚构" in str(rows[0][0]) for rows, _ in cells(path).values())


@pytest.mark.parametrize("path", COMMITTED, ids=lambda path: path.stem)
def test_every_file_says_that_its_people_are_invented(path: Path) -> None:
    word = "invented" if path == ENGLISH else "虚构"
    assert any(word in str(value) for rows, _ in cells(path).values() for row in rows for value in row)
    assert word in (SAMPLES / "README.md").read_text(encoding="utf-8")
