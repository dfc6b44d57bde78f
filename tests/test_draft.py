"""Drafts: what was told stays as it was told, what is proposed, what is marked, what is learned."""

from __future__ import annotations

import datetime as dt
import random
import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from cli_runs import book
from draft_books import (
    MONTH,
    PHONE_CLASSES,
    TOLD,
    cell_of,
    coloured,
    confirmed,
    drafted,
    errors,
    header,
    is_violet,
    logged,
    model,
    one_model,
    proposed,
    told,
    told_of,
    written,
)
from openpyxl import load_workbook

from commatch import api, library
from commatch.community import Community, Kind
from commatch.drafting.draft import DraftResult
from commatch.drafting.learned import learn_from
from commatch.drafting.wording import plain
from commatch.matching.demands import demands
from commatch.problems import Severity
from commatch.settings import DEFAULTS
from commatch.workbook import cells
from commatch.workbook.schema import INPUT, Lang

RAW = Path(__file__).resolve().parents[1] / "data" / "samples" / "原始表"
NEEDS_FILE, RESOURCES_FILE = RAW / "居民反映.xlsx", RAW / "能人单位场地.xlsx"
RAW_FILES = [NEEDS_FILE, RESOURCES_FILE]
RAW_SHEETS = {"需求": "needs", "能人": "helpers", "单位": "units", "场地": "venues", "资金": "funds", "物资": "goods"}
RAW_HEADERS = {("needs", "反映内容"): "title", ("needs", "姓名"): "requester", ("needs", "反映时间"): "raised_on"}
VENUES = [["编号", "场地", "容纳人数", "设施"], ["V1", "活动室", 30, "桌椅、投影"]]
HELPERS = [
    ["编号", "姓名", "技能", "每月工时"],
    ["H1", "李老师", "手机教学", 20],
    ["H2", "刘阿姨", "志愿者", 20],
]
Filled = dict[tuple[str, str, str], object]


@pytest.fixture(scope="module", autouse=True)
def _one_model() -> Iterator[None]:
    with one_model():
        yield


@pytest.fixture(scope="module", params=list(Lang), ids=lambda lang: lang.value)
def raw(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> DraftResult:
    """Draft the committed raw lists."""
    path = tmp_path_factory.mktemp("raw") / "草稿.xlsx"
    return api.draft(RAW_FILES, path, lang=request.param.value, month=MONTH)


def key_of(sheet: str, told_header: object) -> str:
    """Return the key of a column of the raw lists; a header that is no column's as it stands."""
    known = {column.zh: column.key for column in INPUT[sheet].columns}
    return RAW_HEADERS.get((sheet, str(told_header)), known.get(str(told_header), str(told_header)))


@cache
def raw_cells() -> Filled:
    """Return the filled cells of the raw lists by sheet, id and column."""
    found: Filled = {}
    for path in RAW_FILES:
        workbook = load_workbook(path)
        for name, sheet in RAW_SHEETS.items():
            if name not in workbook.sheetnames:
                continue
            _, head, *rows = workbook[name].iter_rows(values_only=True)
            for row in rows:
                found |= {
                    (sheet, str(row[0]), key_of(sheet, told_header)): value
                    for told_header, value in zip(head, row, strict=True)
                    if value is not None
                }
    return found


def draft_cells(result: DraftResult) -> dict[tuple[str, str, str], tuple[str, object]]:
    """Return the filled cells of the sheets that were drafted by sheet, id and column: address and value."""
    lang = result.drafted.tidied.lang
    workbook = load_workbook(written(result))
    found = {}
    for sheet in RAW_SHEETS.values():
        known = {column.header(lang): column.key for column in INPUT[sheet].columns}
        head, *rows = workbook[INPUT[sheet].name(lang)].iter_rows()
        for row in rows:
            for at, cell in zip(head, row, strict=True):
                if cell.value is not None:
                    column = known.get(str(at.value), str(at.value))
                    found[sheet, str(row[0].value), column] = (cell.coordinate, cell.value)
    return found


# -- what was told ---------------------------------------------------------------------------------


def test_every_filled_cell_of_the_raw_lists_stands_in_the_draft_as_it_was(raw: DraftResult) -> None:
    drafted_now = draft_cells(raw)
    was = raw_cells()
    assert len(was) > 600
    assert {key: drafted_now[key][1] for key in was} == was
    assert {key[:2] for key in drafted_now} == {key[:2] for key in was}


def test_the_blank_cells_that_got_a_value_are_those_that_the_log_proposes(raw: DraftResult) -> None:
    lang = raw.drafted.tidied.lang
    new = {key: told for key, told in draft_cells(raw).items() if key not in raw_cells()}
    rows = logged(written(raw), "proposed", lang)
    assert len(rows) == len(raw.drafted.proposals) > 400
    said = {(item.sheet, item.cell): (item.id, item.column, cells.clean(item.after)) for item in rows}
    assert len(said) == len(rows)
    assert said == {
        (INPUT[sheet].name(lang), cell): (row_id, header(sheet, column, lang), cells.clean(value))
        for (sheet, row_id, column), (cell, value) in new.items()
    }
    sure = Counter((item.id, item.column, item.confidence) for item in rows)
    assert sure == Counter(
        (row_id, header(item.sheet, item.column, lang), f"{item.confidence:.0%}")
        for item, row_id in raw.drafted.proposals
    )


def test_proposals_alone_are_violet_and_each_has_a_note_with_its_reason_and_its_confidence(raw: DraftResult) -> None:
    rows = logged(written(raw), "proposed", raw.drafted.tidied.lang)
    violet = coloured(written(raw))
    assert set(violet) == {(item.sheet, item.cell) for item in rows}
    for item in rows:
        note = violet[item.sheet, item.cell].comment
        assert note is not None
        assert item.confidence in note.text
        assert item.reason in note.text
        assert all(example in note.text for example in item.examples.split("；"))


def test_what_is_not_sure_enough_is_left_blank_and_listed_with_what_came_nearest(raw: DraftResult) -> None:
    lang = raw.drafted.tidied.lang
    workbook = load_workbook(written(raw))
    rows = {(item.id, item.column): item for item in logged(written(raw), "not_proposed", lang)}
    unsure = {(row_id, header(item.sheet, item.column, lang)): item for item, row_id in raw.drafted.unsure}
    assert rows.keys() == unsure.keys()
    assert any(item.nearest for item in unsure.values())
    for key, item in unsure.items():
        assert workbook[rows[key].sheet][rows[key].cell].value is None
        assert rows[key].confidence == (f"{item.confidence:.0%}" if item.nearest else "")
        if item.nearest:
            assert item.confidence < DEFAULTS.draft_confidence
            assert f"{item.confidence:.0%}" in rows[key].reason
        if item.nearest and lang is Lang.ZH:
            assert f"“{item.nearest}”" in rows[key].reason


def test_odd_cells_stay_as_they_were_and_so_do_words_for_nothing(tmp_path: Path) -> None:
    headers = [*TOLD, "紧急程度", "受益人数", "期限", "可行时段", "模板", "类别", "人群", "网格", "备用"]
    needs = [
        ["007", "  楼道灯坏了 \n三楼 ", "林秋", 13900003001, dt.date(2026, 11, 2), "特急", "十来个", "12月5号",
         "礼拜二下午", "—", "无", "老人家", "1网格", True],
        ["N２", "想学微信", "何 夏", "139 0000 3002", "昨天", "高", 3, "#N/A", "看情况", "戳屏班", "我的类", "暂无",
         "一网格", 0.5],
        ["N3", "灶上漏煤气", None, None, None, 4.5, "３", dt.datetime(2026, 12, 3, 9, 30), "周三", "义诊", "健康",
         "骑手", "二网格", "=1+1"],
    ]  # fmt: skip
    result = drafted(tmp_path, 需求清单=[headers, *needs])
    sheet = load_workbook(written(result))["需求清单"]
    standard = {"反映内容": "需求", "姓名": "提出人", "反映时间": "提出日期"}
    for row in needs:
        for name, value in zip(headers, row, strict=True):
            now = cell_of(sheet, str(row[0]), standard.get(name, name)).value
            if isinstance(value, dt.date) and not isinstance(value, dt.datetime):
                value = dt.datetime.combine(value, dt.time())
            assert now == (str(value) if name == "电话" and value else value), (row[0], name)
    assert proposed(result, "template") == proposed(result, "category") == proposed(result, "groups") == {}


def test_a_row_without_words_gets_nothing(tmp_path: Path) -> None:
    needs = told(("",), ("  ",), (None,), ("家里水龙头关不上",))
    helpers, venues = ([["编号", name, "备注"], ["X1", None, " "]] for name in ("姓名", "场地"))
    result = drafted(tmp_path, 需求清单=needs, 能人=helpers, 场地=venues)
    assert {row_id for _, row_id in result.drafted.proposals} == {"N04"}


# -- what is proposed, and how sure that is --------------------------------------------------------


@pytest.fixture(scope="module")
def by_confidence(tmp_path_factory: pytest.TempPathFactory) -> dict[float, DraftResult]:
    folder = tmp_path_factory.mktemp("least")
    return {
        least: api.draft(RAW_FILES, folder / f"{least}.xlsx", month=MONTH, draft_confidence=least)
        for least in (0.0, 0.6, 0.95)
    }


def test_the_surer_it_must_be_the_less_is_proposed(by_confidence: dict[float, DraftResult]) -> None:
    none, usual, most = (len(by_confidence[least].drafted.proposals) for least in (0.0, 0.6, 0.95))
    assert none > usual > most > 0
    for least, result in by_confidence.items():
        assert all(item.confidence >= least for item, _ in result.drafted.proposals), least
        assert {item.confidence <= 1 for item, _ in result.drafted.proposals} == {True}


def test_what_is_told_is_the_same_however_sure_it_must_be(by_confidence: dict[float, DraftResult]) -> None:
    for result in by_confidence.values():
        now = draft_cells(result)
        assert {key: now[key][1] for key in raw_cells()} == raw_cells()


def test_a_filled_template_category_or_group_is_left_alone(tmp_path: Path) -> None:
    needs = told(
        ("厨房水管漏了，要师傅上门", "甲", "", "", "戳屏班", "我的类别", "骑手"),
        ("厨房水管漏了，家里83岁老人一个人住", "乙", "", "", "", "", ""),
        headers=[*TOLD, "模板", "类别", "人群"],
    )
    result = drafted(tmp_path, 需求清单=needs)
    sheet = load_workbook(written(result))["需求清单"]
    now = [cell_of(sheet, "N01", name) for name in ("模板", "类别", "人群")]
    assert [cell.value for cell in now] == ["戳屏班", "我的类别", "骑手"]
    assert not any(map(is_violet, now))
    assert "N01" not in {row_id for item, row_id in result.drafted.unsure if item.column in ("template", "category")}
    assert proposed(result, "template") == {"N02": "上门维修"}
    assert proposed(result, "category") == {"N02": "房屋维修"}
    assert proposed(result, "groups") == {"N02": ("高龄独居老人",)}


def test_a_need_that_says_what_it_asks_gets_no_template_and_a_closed_one_nothing(tmp_path: Path) -> None:
    needs = told(
        ("厨房水管漏了", "甲", "", "", "木工", ""),
        ("厨房水管漏了，不急", "乙", "", "", "", "已完成"),
        headers=[*TOLD, "技能", "状态"],
    )
    result = drafted(tmp_path, 需求清单=needs)
    assert proposed(result, "template") == {}
    assert {(row_id, item.column) for item, row_id in result.drafted.proposals} == {("N01", "category")}


def test_helpers_units_and_venues_get_what_their_notes_say(tmp_path: Path) -> None:
    result = drafted(
        tmp_path,
        需求清单=told(("楼道灯坏了",)),
        能人=[
            ["编号", "姓名", "情况", "每月工时"],
            ["H1", "赵师傅", "退休电工，周三下午有空，走路十五分钟以内，每月6小时", None],
            ["H2", "爱心组", "我们有8个人，会缝纫，没有护士证", 12],
        ],
        共建单位=[
            ["编号", "单位", "备注"],
            ["U1", "某医院", "可以做健康讲座，不做义诊，每月两次，协议到2027年6月30日"],
        ],
        场地=[["编号", "场地", "备注"], ["V1", "活动室", "能坐35人，有桌椅，投影坏了"]],
    )
    said = {(row_id, item.column): item.value for item, row_id in result.drafted.proposals if item.sheet != "needs"}
    times = said.pop(("H1", "times"))
    assert times.slots(dt.date(2026, 12, 2), dt.date(2026, 12, 2)) == frozenset(
        cells.times("周三下午").value.slots(dt.date(2026, 12, 2), dt.date(2026, 12, 2))
    )
    assert said == {
        ("H1", "skills"): (("水电工", 5),),
        ("H1", "hours"): 6,
        ("H1", "max_walk"): 15,
        ("H2", "headcount"): 8,
        ("H2", "skills"): (("裁缝", None),),
        ("U1", "services"): ("健康讲座",),
        ("U1", "sessions"): 2,
        ("U1", "agreed_until"): dt.date(2027, 6, 30),
        ("V1", "seats"): 35,
        ("V1", "facilities"): ("桌椅",),
    }


def test_a_list_without_numbers_is_drafted_and_its_proposals_are_known_by_the_ids_it_gets(tmp_path: Path) -> None:
    result = drafted(tmp_path, 需求清单=[["反映内容", "电话"], ["厨房水管漏了", "13900004001"], ["想学手机", ""]])
    sheet = load_workbook(written(result))["需求清单"]
    ids = [str(cell.value) for cell in sheet["A"][1:]]
    assert len({*ids, "None"}) == 3
    assert {row_id for _, row_id in result.drafted.proposals} == set(ids)
    (problem,) = [x for x in api.read(written(result), month=MONTH).problems if x.code == "proposals_pending"]
    assert problem.value == str(len(result.drafted.proposals))


def test_the_words_that_a_reason_quotes_were_said(raw: DraftResult) -> None:
    said: dict[tuple[str, str], str] = {}
    for (sheet, row_id, _), value in raw_cells().items():
        said[sheet, row_id] = said.get((sheet, row_id), "") + "".join(plain(value).split())
    others = {"grid", "bundle"}  # a grid's name is told with or without its strokes, a bundle's words are of others too
    quoted = [
        (row_id, item.column, word)
        for item, row_id in raw.drafted.proposals
        for word in re.split("[、 ]", dict(item.figures).get("words", ""))
        if item.column not in others and "".join(word.split()) not in said[item.sheet, row_id]
    ]
    assert quoted == []


def test_a_draft_in_english_names_templates_and_categories_in_english(tmp_path: Path) -> None:
    result = drafted(tmp_path, lang=Lang.EN, 需求清单=told((PHONE_CLASSES[0],), ("什么都说不清楚",)), 场地=VENUES)
    rows = [*logged(written(result), "proposed", Lang.EN), *logged(written(result), "not_proposed", Lang.EN)]
    chinese = {name for item in library.templates() for name in (item.name, item.category)}
    assert [item.reason for item in rows if any(f"“{name}”" in item.reason for name in chinese)] == []


# -- always the same -------------------------------------------------------------------------------


def test_the_same_files_give_the_same_bytes_in_whatever_order_they_come(raw: DraftResult, tmp_path: Path) -> None:
    lang = raw.drafted.tidied.lang.value
    again = api.draft(RAW_FILES[::-1], tmp_path / "草稿.xlsx", lang=lang, month=MONTH)
    assert written(again).read_bytes() == written(raw).read_bytes()


def test_what_is_learned_twice_from_the_same_is_the_same() -> None:
    texts = [text for text, _ in library.examples()[::40]]
    anew = type(model())()
    assert anew is not model()
    assert anew.guess(texts) == model().guess(texts)


def test_rows_in_another_order_get_the_same_proposals(raw: DraftResult, tmp_path: Path) -> None:
    paths = []
    shuffle = random.Random(7).shuffle
    for path in RAW_FILES:
        sheets: dict[str, Any] = {}
        for sheet in load_workbook(path).worksheets:
            title, head, *rows = sheet.iter_rows(values_only=True)
            shuffle(rows)
            sheets[sheet.title] = [title, head, *rows]
        paths.append(book(tmp_path / path.name, **sheets))
    lang = raw.drafted.tidied.lang.value
    again = api.draft(paths, tmp_path / "草稿.xlsx", lang=lang, month=MONTH)
    assert told_of(again) == told_of(raw)


# -- told twice ------------------------------------------------------------------------------------

TWICE = [
    ("6栋3单元501厨房水管漏了，要人来修", "周春", "13900002003", dt.date(2026, 11, 3)),
    ("厨房水管的事还没人来，又漏了一地", "周春", "13900002003", dt.date(2026, 11, 9)),
    ("想学用微信发照片，有人教教吗", "何夏", "13900002002", dt.date(2026, 11, 3)),
    ("想学用微信发照片，有人教教吗", "", "", dt.date(2026, 11, 4)),
    ("晚上跳舞的音乐太吵，请人管一管", "吴冬", "13900002009", dt.date(2026, 11, 4)),
    ("另外还有一件事，楼道灯也不亮", "周春", "13900002003", dt.date(2026, 11, 9)),
    ("2栋1单元302水龙头关不上", "林秋", "13900002010", dt.date(2026, 11, 5)),
    ("2栋1单元303水龙头关不上", "郑伏", "13900002011", dt.date(2026, 11, 6)),
    ("晚上跳舞的音乐太吵，请人管一管", "钱多", "13900002012", dt.date(2026, 11, 6)),
]


@pytest.fixture(scope="module", params=list(Lang), ids=lambda lang: lang.value)
def twice(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> DraftResult:
    return drafted(tmp_path_factory.mktemp("twice"), lang=request.param, 需求清单=told(*TWICE), 场地=VENUES)


def test_a_need_that_seems_told_twice_names_the_earlier_one(twice: DraftResult) -> None:
    assert {row_id: mark.other for mark, row_id in twice.drafted.marks} == {"N02": "N01", "N04": "N03"}
    lang = twice.drafted.tidied.lang
    sheet = load_workbook(written(twice))[INPUT["needs"].name(lang)]
    name = "疑似重复" if lang is Lang.ZH else "told twice"
    assert sheet.cell(1, sheet.max_column).value == name
    others = {"N02": "N01", "N04": "N03"} | dict.fromkeys(("N01", "N03", "N05", "N06", "N07", "N08", "N09"))
    for row_id, other in others.items():
        cell = cell_of(sheet, row_id, name)
        assert cell.value == other
        assert not is_violet(cell)
        assert (cell.comment is not None) == bool(cell.fill.fill_type) == (other is not None)
    rows = logged(written(twice), "told_twice", lang)
    assert {(item.id, item.after, item.column) for item in rows} == {("N02", "N01", name), ("N04", "N03", name)}


def test_needs_told_twice_are_never_merged_and_never_closed(twice: DraftResult) -> None:
    sheet = load_workbook(written(twice))[INPUT["needs"].name(twice.drafted.tidied.lang)]
    assert [cell.value for cell in sheet["B"][1:]] == [text for text, *_ in TWICE]
    assert "N04" not in proposed(twice, "bundle")
    assert proposed(twice, "status") == {}


def test_whatever_the_order_of_rows_a_need_told_three_times_names_the_same_one(tmp_path: Path) -> None:
    needs = [
        ("N01", "4栋2单元厨房水管漏了，要师傅来", "林秋", "13900002001", dt.date(2026, 11, 2)),
        ("N02", "上次说的水管怎么还没人来", "林秋", "13900002001", dt.date(2026, 11, 5)),
        ("N03", "水管的事又来问问", "林秋", "13900002001", dt.date(2026, 11, 8)),
    ]
    first, last = (
        told_of(drafted(tmp_path, 需求清单=[TOLD, *rows])) for rows in (needs, [needs[2], needs[1], needs[0]])
    )
    assert first == last


# -- bundles ---------------------------------------------------------------------------------------


@pytest.fixture(scope="module", params=list(Lang), ids=lambda lang: lang.value)
def bundled(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> DraftResult:
    needs = told(
        (PHONE_CLASSES[0], "甲", "13900005001", "", 4, ""),
        (PHONE_CLASSES[1], "乙", "13900005002", "", "", ""),
        (PHONE_CLASSES[2], "丙", "13900005003", "", 2, ""),
        (PHONE_CLASSES[3], "丁", "13900005004", "", "", "A组"),
        ("厨房水管漏了，来个师傅", "戊", "13900005005", "", "", ""),
        ("卫生间水龙头关不上，要修", "己", "13900005006", "", "", ""),
        headers=[*TOLD, "受益人数", "合并"],
    )
    return drafted(tmp_path_factory.mktemp("bundled"), lang=request.param, 需求清单=needs, 场地=VENUES, 能人=HELPERS)


def test_like_needs_of_different_people_are_proposed_as_one_bundle(bundled: DraftResult) -> None:
    assert proposed(bundled, "bundle") == dict.fromkeys(("N01", "N02", "N03"), "手机课")
    lang = bundled.drafted.tidied.lang
    sheet = load_workbook(written(bundled))[INPUT["needs"].name(lang)]
    name = header("needs", "bundle", lang)
    shown = "手机课" if lang is Lang.ZH else "smartphone class"
    assert [cell_of(sheet, f"N0{number}", name).value for number in range(1, 7)] == [shown] * 3 + ["A组", None, None]
    note = cell_of(sheet, "N01", name).comment
    assert note is not None
    assert "N02；N03" in note.text


def test_each_member_of_a_bundle_brings_the_seats_of_its_own_people(bundled: DraftResult) -> None:
    assert proposed(bundled, "seats") == {"N01": 4, "N02": 1, "N03": 2}
    assert proposed(bundled, "facilities") == dict.fromkeys(("N01", "N02", "N03"), ("桌椅",))


def test_home_repairs_are_no_bundle(bundled: DraftResult) -> None:
    assert {proposed(bundled, "template")[row_id] for row_id in ("N05", "N06")} == {"上门维修"}
    assert not {"N05", "N06"} & proposed(bundled, "bundle").keys()


def test_an_accepted_bundle_makes_one_project(bundled: DraftResult) -> None:
    community = api.read(written(bundled), month=MONTH, accept_proposals=True)
    assert "bundle_differs" not in [item.code for item in community.problems]
    (demand,) = [item for item in demands(community) if item.demand_id == "N01"]
    assert [need.need_id for need in demand.members] == ["N01", "N02", "N03"]
    assert [item.quantity for item in demand.requirements if item.kind is Kind.VENUE] == [7]
    plan = api.match(community).plan
    assert plan is not None
    assert "N01" in plan.served


def test_a_bundle_is_split_where_the_largest_venue_is_too_small(tmp_path: Path) -> None:
    people = (4, 5, 3, 4, 11)
    needs = told(
        *((text, f"居民{number}", "", "", count) for number, (text, count) in enumerate(
            zip(PHONE_CLASSES, people, strict=True)
        )),
        headers=[*TOLD, "受益人数"],
    )  # fmt: skip
    venues = [[*VENUES[0], "状态"], ["V1", "活动室", 10, "桌椅", ""], ["V2", "礼堂", 90, "桌椅", "暂停"]]
    result = drafted(tmp_path, 需求清单=needs, 场地=venues)
    found: dict[str, list[int]] = {}
    for row_id, name in proposed(result, "bundle").items():
        found.setdefault(name, []).append(people[int(row_id[1:]) - 1])
    assert found == {"手机课": [4, 5], "手机课2": [3, 4]}


def test_needs_that_are_handed_on_or_closed_are_in_no_bundle(tmp_path: Path) -> None:
    needs = told(
        *((text, f"居民{number}", "", "", status) for number, (text, status) in enumerate(
            zip(PHONE_CLASSES, ("", "转办", "已完成", "", "待匹配"), strict=True)
        )),
        headers=[*TOLD, "状态"],
    )  # fmt: skip
    assert set(proposed(drafted(tmp_path, 需求清单=needs, 场地=VENUES), "bundle")) == {"N01", "N04", "N05"}


def test_venues_whose_seats_stand_in_their_notes_hold_bundles_too(tmp_path: Path) -> None:
    venues = [["编号", "场地", "情况"], ["V1", "活动室", "能坐30人，有桌椅和投影"]]
    result = drafted(tmp_path, 需求清单=told(*((text,) for text in PHONE_CLASSES)), 场地=venues)
    assert proposed(result, "seats", "venues") == {"V1": 30}
    assert set(proposed(result, "bundle").values()) == {"手机课"}


# -- what the council may take ---------------------------------------------------------------------

OF_REMIT = told(
    ("路口那个红绿灯太短，老人走不过去",),
    ("他写了借条三年不还，帮我要回来",),
    ("路灯不亮，停车也没地方",),
    ("4栋外墙的瓷砖往下掉，吓人",),
    ("想学微信发照片",),
)


def statuses(result: DraftResult) -> dict[str, tuple[str, str]]:
    """Return the statuses proposed, each with the words or the template that is the reason."""
    return {
        row_id: (item.value, dict(item.figures).get("words", "") or dict(item.figures).get("template", ""))
        for item, row_id in result.drafted.proposals
        if item.column == "status"
    }


def test_dots_in_a_list_of_the_settings_stand_for_some_characters(tmp_path: Path) -> None:
    needs = told(("张三借我钱，不还",), ("张三借我八万块不还",), ("借书不用还",))
    for phrase in ("借…不还", "借……不还", "借...不还"):
        found = drafted(tmp_path, 需求清单=needs, 设置=[["项", "值"], ["不议事项", phrase]])
        assert statuses(found) == {"N02": ("out_of_remit", "借我八万块不还")}


def test_a_phone_within_the_words_tells_that_a_need_was_told_before(tmp_path: Path) -> None:
    texts = ("老人要上门理个发，电话13900002222", "老人理发还没人来 13900002222", "手机不会用 13700001111")
    needs = [["编号", "反映内容"], *([f"N{number:02}", text] for number, text in enumerate(texts, 1))]
    assert [(row_id, mark.other) for mark, row_id in drafted(tmp_path, 需求清单=needs).drafted.marks] == [
        ("N02", "N01")
    ]


def test_what_is_beyond_the_council_is_proposed_to_be_handed_on_or_declined(tmp_path: Path) -> None:
    result = drafted(tmp_path, 需求清单=OF_REMIT)
    assert statuses(result) == {
        "N01": ("handed_on", "红绿灯、绿灯太短"),
        "N02": ("out_of_remit", "借条"),
        "N03": ("handed_on", "路灯不亮"),
        "N04": ("handed_on", "外墙"),
    }
    assert "N02" not in proposed(result, "template")
    sheet = load_workbook(written(result))["需求清单"]
    assert [cell_of(sheet, row_id, "状态").value for row_id in ("N01", "N02", "N03", "N04")] == [
        "转办", "不受理", "转办", "转办",
    ]  # fmt: skip


def test_the_community_s_own_lists_replace_the_built_in_ones_and_what_may_be_taken_wins(tmp_path: Path) -> None:
    settings = [["项", "值"], ["转办事项", "路灯、停车"], ["不议事项", "微信、红绿灯"], ["可议事项", "停车、太短"]]
    result = drafted(tmp_path, 需求清单=OF_REMIT, 设置=settings)
    assert statuses(result) == {"N05": ("out_of_remit", "微信"), "N04": ("handed_on", "管网外墙报修")}
    settings[3][1] = "太短"
    assert statuses(drafted(tmp_path, 需求清单=OF_REMIT, 设置=settings))["N03"] == ("handed_on", "路灯、停车")


def test_a_need_whose_template_is_too_large_for_the_community_is_handed_on(tmp_path: Path) -> None:
    needs = told(("楼里的事", "甲", "", "", "管网外墙报修", ""), ("楼里的事", "乙", "", "", "管网外墙报修", "待匹配"),
                 headers=[*TOLD, "模板", "状态"])  # fmt: skip
    assert statuses(drafted(tmp_path, 需求清单=needs)) == {"N01": ("handed_on", "管网外墙报修")}


def test_a_need_told_twice_is_proposed_nothing_less_sure_than_was_asked(tmp_path: Path) -> None:
    needs = told(
        ("4栋2单元楼顶漏雨，屋里下小雨一样", "林秋", "13900002001", dt.date(2026, 11, 2)),
        ("上次说的怎么还没人来", "林秋", "13900002001", dt.date(2026, 11, 8)),
    )
    result = drafted(tmp_path, 需求清单=needs)
    assert result.drafted.marks
    assert [item for item, _ in result.drafted.proposals if item.confidence < DEFAULTS.draft_confidence] == []


# -- learning --------------------------------------------------------------------------------------

CORRECTED = (
    "不会用微信，想学", "视频通话老接不通，教教我", "手机挂号不会弄", "扫码付钱不会", "手机字太小，不会调",
    "想学发朋友圈", "手机里的照片不会存", "学学怎么用手机打车", "不会在手机上缴费", "想学手机支付",
    "手机老弹广告，不会关", "手机里不会存电话", "想学用智能手机", "手机不会连无线网", "微信收不到孙子的照片",
    "想学用手机看戏", "手机没声音了，不会弄", "不会用微信打视频", "手机验证码不会填", "想学用手机拍照发给儿子",
)  # fmt: skip
NEXT = ("想学手机上挂号", "扫二维码老不成功，手机不会用", "手机字体太小了不会调", "打车软件不会用", "微信视频不会打")
OWN_TEMPLATES = [["模板", "类型", "要求", "数量"], ["戳屏班", "能人", "手机教学", 1]]


@pytest.fixture(scope="module")
def month(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Write a confirmed month: what the built-in model calls 手机课 is 戳屏班 here."""
    needs = told(*((text, "张桂香", "13911112222", "", "戳屏班") for text in CORRECTED), headers=[*TOLD, "模板"])
    return book(tmp_path_factory.mktemp("month") / "十一月.xlsx", 需求清单=needs, 服务模板=OWN_TEMPLATES, 能人=HELPERS)


@pytest.fixture(scope="module")
def learned(month: Path, tmp_path_factory: pytest.TempPathFactory) -> DraftResult:
    needs = told(*((text,) for text in (*NEXT, "家里插座坏了", "楼道灯不亮")))
    folder = tmp_path_factory.mktemp("learned")
    return drafted(folder, 需求清单=needs, 服务模板=OWN_TEMPLATES, 能人=HELPERS, learn=[month])


def test_a_template_of_the_community_s_own_is_proposed_for_the_same_sort_of_need(learned: DraftResult) -> None:
    found = proposed(learned, "template")
    assert learned.learned == {"十一月.xlsx": len(CORRECTED)}
    own = [row_id for row_id, name in found.items() if name == "戳屏班"]
    assert len(own) > len(NEXT) / 2
    assert "手机课" not in found.values()
    assert (found["N06"], found["N07"]) == ("上门维修", "楼道小修")
    assert errors(learned) == []


def test_what_was_learned_is_named_by_its_file_and_its_id_and_nobody_by_name(learned: DraftResult) -> None:
    rows = [item for item in logged(written(learned), "proposed") if item.after == "戳屏班" and item.column == "模板"]
    assert rows
    for item in rows:
        assert all(example.startswith("十一月.xlsx N") for example in item.examples.split("；"))
    shown = str([cell.comment.text for cell in coloured(written(learned)).values() if cell.comment])
    assert "张桂香" not in shown
    assert "1391111" not in shown


def test_no_template_is_proposed_that_the_draft_does_not_know(month: Path, tmp_path: Path) -> None:
    result = drafted(tmp_path, 需求清单=told(*((text,) for text in NEXT)), 能人=HELPERS, learn=[month])
    assert "戳屏班" in proposed(result, "template").values()
    assert errors(result) == []


def test_months_are_learned_from_and_left_as_they_are(month: Path, tmp_path: Path) -> None:
    before = month.read_bytes()
    nothing = book(tmp_path / "空.xlsx", 需求清单=told(("修水管",)))
    result = api.draft(nothing, month, learn=[month, nothing], month=MONTH, force=True)
    assert result.learned == {"十一月.xlsx": len(CORRECTED), "空.xlsx": 0}
    assert result.path == month.with_name("十一月-2.xlsx")
    assert month.read_bytes() == before


def test_without_a_month_to_learn_from_the_built_in_template_is_proposed(tmp_path: Path) -> None:
    found = proposed(drafted(tmp_path, 需求清单=told(*((text,) for text in NEXT))), "template")
    assert set(found.values()) == {"手机课"}


def test_cells_that_are_still_proposals_teach_nothing(tmp_path: Path) -> None:
    result = drafted(tmp_path, 需求清单=told(*((text,) for text in (*PHONE_CLASSES[:3], "厨房水管漏了"))))
    assert len(proposed(result, "template")) == 4
    examples, counts, wrong, _ = learn_from([written(result)], DEFAULTS, {})
    assert (examples, list(counts.values()), wrong) == ([], [0], [])
    workbook = load_workbook(written(result))
    cell_of(workbook["需求清单"], "N02", "模板").value = "戳屏班"  # typed over, the colour left as it is
    workbook.save(tmp_path / "改.xlsx")
    examples, *_ = learn_from([tmp_path / "改.xlsx"], DEFAULTS, {}, own=["戳屏班"])
    assert [(item.template, item.shown) for item in examples] == [("戳屏班", "改.xlsx N02")]
    all_confirmed = confirmed(written(result), tmp_path / "确认.xlsx", "模板")
    examples, *_ = learn_from([all_confirmed], DEFAULTS, {})
    assert Counter(item.template for item in examples) == {"手机课": 3, "上门维修": 1}


def test_a_category_that_is_still_a_proposal_teaches_nothing(tmp_path: Path) -> None:
    result = drafted(tmp_path, 需求清单=told(("不会用微信，想学",)))
    workbook = load_workbook(written(result))
    cell_of(workbook["需求清单"], "N01", "模板").value = "戳屏班"
    workbook.save(tmp_path / "改.xlsx")
    (example,), *_ = learn_from([tmp_path / "改.xlsx"], DEFAULTS, {}, own=["戳屏班"])
    assert example.category == ""


def test_a_month_that_cannot_be_read_stops_the_draft(tmp_path: Path) -> None:
    (tmp_path / "坏.xlsx").write_bytes(b"PK\x03\x04 no workbook")
    result = drafted(tmp_path, 需求清单=told(("修水管",)), learn=[tmp_path / "坏.xlsx"])
    assert result.path is None
    assert ("file_damaged", "坏.xlsx") in [(item.code, item.place.file) for item in result.problems]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["坏.xlsx", "民情.xlsx"]


# -- templates -------------------------------------------------------------------------------------

HAIRCUT = told(("老人下不了床，头发长了，想请师傅上门理发",), ("家里水龙头关不上",))


@pytest.mark.parametrize("lang", Lang)
def test_templates_that_are_proposed_are_written_out_with_their_steps(lang: Lang, tmp_path: Path) -> None:
    result = drafted(tmp_path, lang=lang, 需求清单=HAIRCUT, 能人=HELPERS)
    wanted = [item for item in library.templates() if item.name in ("上门理发", "上门维修")]
    names = [item.name if lang is Lang.ZH else item.english for item in wanted]
    assert sorted(result.drafted.added) == sorted((item.name, "") for item in wanted)
    assert [item.after for item in logged(written(result), "template_added", lang)] == names
    workbook = load_workbook(written(result))
    for key, rows in (("templates", "asked"), ("steps", "steps")):
        _, *found = workbook[INPUT[key].name(lang)].iter_rows(values_only=True)
        assert [row[0] for row in found] == [
            name for name, item in zip(names, wanted, strict=True) for _ in getattr(item, rows)
        ]
    community = api.read(written(result), month=MONTH, accept_proposals=True)
    assert not [item for item in community.problems if item.severity is Severity.ERROR]


def test_a_template_that_the_community_wrote_itself_wins(tmp_path: Path) -> None:
    own = [["模板", "类型", "要求", "数量"], ["上门理发", "能人", "剃头匠", 1]]
    result = drafted(tmp_path, 需求清单=HAIRCUT, 能人=HELPERS, 服务模板=own)
    assert result.drafted.added == (("上门维修", ""),)
    workbook = load_workbook(written(result))
    rows = [row[:4] for row in workbook["服务模板"].iter_rows(values_only=True) if row[0] == "上门理发"]
    assert rows == [("上门理发", "能人", "剃头匠", 1)]
    assert "上门理发" not in [cell.value for cell in workbook["行动步骤"]["A"]]
    community = api.read(written(result), month=MONTH, accept_proposals=True)
    assert [item.what for item in community.needs[0].requirements] == ["剃头匠"]


def test_templates_written_out_change_nothing_where_no_need_names_them(tmp_path: Path) -> None:
    raw_lists = {"需求清单": [[*HAIRCUT[0], "技能"], *([*row, "志愿者"] for row in HAIRCUT[1:])], "能人": HELPERS}
    before = api.read(book(tmp_path / "原.xlsx", **raw_lists), month=MONTH)
    result = drafted(tmp_path, 需求清单=HAIRCUT, 能人=HELPERS)
    workbook = load_workbook(written(result))
    sheet = workbook["需求清单"]
    for row in sheet.iter_rows(min_row=2):
        for cell in row:
            cell.value = None if is_violet(cell) else cell.value
    for row_id in ("N01", "N02"):
        cell_of(sheet, row_id, "技能").value = "志愿者"
    workbook.save(tmp_path / "清.xlsx")
    after = api.read(tmp_path / "清.xlsx", month=MONTH)
    assert plan_of(after) == plan_of(before)
    assert "上门理发" in after.templates


def plan_of(community: Community) -> tuple[object, ...]:
    """Return what a community asks, its problems and its plan."""
    result = api.match(community)
    assert result.plan is not None
    needs = [(item.need_id, item.template, item.requirements) for item in community.needs]
    return needs, {item.code for item in community.problems}, sorted(result.plan.served)


# -- nothing is written ----------------------------------------------------------------------------


def test_nothing_is_written_where_a_file_cannot_be_read_or_no_sheet_is_known(tmp_path: Path) -> None:
    good = book(tmp_path / "好.xlsx", 需求清单=told(("修水管",)))
    odd = book(tmp_path / "别的.xlsx", 菜谱=[["菜", "价"], ["白菜", 2]])
    bad = tmp_path / "坏.xlsx"
    bad.write_bytes(b"PK\x03\x04 no workbook")
    for paths in ([good, bad], [odd], [bad]):
        result = api.draft(paths, tmp_path / "草稿.xlsx", month=MONTH)
        assert (result.path, result.ok, result.drafted.proposals) == (None, False, ())
        assert any(item.severity is Severity.ERROR for item in result.problems)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["别的.xlsx", "坏.xlsx", "好.xlsx"]


def test_a_draft_that_nobody_looked_through_is_not_drafted_again(tmp_path: Path) -> None:
    result = drafted(tmp_path, 需求清单=told(("厨房水管漏了",)))
    again = api.draft(written(result), tmp_path / "再.xlsx", month=MONTH)
    assert again.path is None
    assert ("proposals_pending", "D2") in errors(again)
    sure = confirmed(written(result), tmp_path / "确认.xlsx")
    again = api.draft(sure, tmp_path / "再.xlsx", month=MONTH)
    assert proposed(again, "template") == {}
    assert cell_of(load_workbook(written(again))["需求清单"], "N01", "模板").value == "上门维修"
