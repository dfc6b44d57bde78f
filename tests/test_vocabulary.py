"""Whichever names a month uses, its standard terms decide: the built-in vocabulary and the sheet 词表."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator
from dataclasses import fields, replace
from pathlib import Path
from typing import Any

import pytest
from cli_runs import in_chinese, run_json
from community_books import FILE, Row, Sheets, codes, row, sound, the_need, write
from community_books import community as read
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook
from test_cells_properties import traditional, wide
from test_same_plan import ENGLISH, FACTS, HAND, MONTH, STANDARD

import commatch
from commatch.community import Community, Kind
from commatch.matching.plan import Outcome
from commatch.matching.result import Result
from commatch.problems import Severity
from commatch.vocabulary import BUILT_IN, Entry, TermKind, Vocabulary, built_in_terms
from commatch.workbook.outputs import OUTPUT
from commatch.workbook.schema import CHOICES, INPUT, Lang
from commatch.workbook.spelling import normal

ENTRIES = {(entry.kind, entry.term): entry for entry in built_in_terms()}

# -- a month whose names are drawn -----------------------------------------------------------------------------------
# <skill:水电工> stands for any name of the skill 水电工. What is not in such brackets is never renamed.

GRIDS = {"一网格": ("东片", "East side"), "二网格": ("西片", "West side"), "三网格": ("南片", "South side")}
TITLES = {
    "修水管": "leaking pipe",
    "装扶手": "grab rails",
    "议事": "residents' council",
    "结对陪伴": "company twice a month",
    "义诊": "free clinic",
    "补课": "tutoring",
    "放电影": "film night",
    "学书法": "calligraphy",
}
DRAWN: Sheets = {
    "需求清单": [
        {
            "编号": "N1",
            "需求": "修水管",
            "类别": "<category:房屋维修>",
            "人群": "<group:独居老人>、<group:失能老人>",
            "网格": "<grid:一网格>",
            "紧急程度": 3,
            "技能": "<skill:水电工>≥3×1；<skill:志愿者>×2",
            "经费": 200,
        },
        {
            "编号": "N2",
            "需求": "装扶手",
            "类别": "<category:房屋维修>",
            "人群": "<group:残障人士>",
            "网格": "<grid:二网格>",
            "紧急程度": 4,
            "技能": "<skill:木工>",
            "物资": "<goods:扶手>×4；<goods:防滑垫>",
            "经费": 300,
        },
        {
            "编号": "N3",
            "需求": "议事",
            "类别": "<category:议事协商>",
            "人群": "<group:商户>",
            "网格": "<grid:二网格>",
            "紧急程度": 2,
            "容纳人数": 20,
            "场地设施": "<facility:桌椅>、<facility:投影>",
            "可行时段": "周二、周四下午",
            "服务": "<service:法律咨询>",
        },
        {
            "编号": "N4",
            "需求": "结对陪伴",
            "类别": "<category:结对>",
            "人群": "<group:困境儿童>",
            "网格": "<grid:三网格>",
            "紧急程度": 3,
            "次数": 2,
            "可行时段": "周三上午、周五上午",
            "技能": "<skill:志愿者>",
            "资质": "<check:儿童服务>、<check:健康证>",
        },
        {"编号": "N5", "需求": "义诊", "类别": "<category:健康服务>", "紧急程度": 2, "受益人数": 40, "模板": "看诊"},
        {"编号": "N6", "需求": "补课", "类别": "<category:教育培训>", "紧急程度": 2, "网格": "<grid:一网格>"},
        {
            "编号": "N7",
            "需求": "放电影",
            "类别": "<category:文化活动>",
            "紧急程度": 1,
            "容纳人数": 80,
            "场地设施": "<facility:户外>",
            "服务": "<service:电影放映>",
            "经费": 100,
        },
        {"编号": "N8", "需求": "学书法", "紧急程度": 1, "技能": "<skill:书法老师>", "物资": "<goods:宣纸>×6"},
    ],
    "服务模板": [
        {"模板": "看诊", "类型": "单位", "要求": "<service:义诊>", "数量": 1},
        {"模板": "看诊", "类型": "能人", "要求": "<skill:护士>", "数量": 1, "等级": 2, "资质": "<check:护理资格>"},
        {"模板": "看诊", "类型": "场地", "要求": "<facility:桌椅>、<facility:无障碍>", "数量": 40},
        {"模板": "看诊", "类型": "物资", "要求": "<goods:血压计>", "数量": 2},
    ],
    "需求拆解": [
        {"需求编号": "N6", "类型": "能人", "要求": "<skill:教师>", "数量": 1, "工时": 3, "资质": "<check:儿童服务>"},
        {"需求编号": "N6", "类型": "场地", "要求": "<facility:桌椅>", "数量": 15},
        {"需求编号": "N6", "类型": "物资", "要求": "<goods:文具>", "数量": 15},
    ],
    "能人": [
        {
            "编号": "H1",
            "姓名": "李师傅",
            "技能": "<skill:水电工>:4、<skill:木工>:2",
            "网格": "<grid:一网格>",
            "每月工时": 8,
        },
        {"编号": "H2", "姓名": "王师傅", "技能": "<skill:木工>", "网格": "<grid:二网格>", "每月工时": 2},
        {
            "编号": "H3",
            "姓名": "义工队",
            "人数": 6,
            "技能": "<skill:志愿者>",
            "网格": "<grid:三网格>",
            "每月工时": 12,
            "服务人群": "<group:独居老人>、<group:困境儿童>",
            "资质": "<check:儿童服务>、<check:健康证>",
        },
        {
            "编号": "H4",
            "姓名": "赵老师",
            "技能": "<skill:教师>:5、<skill:书法老师>",
            "每月工时": 5,
            "资质": "<check:儿童服务>",
        },
        {"编号": "H5", "姓名": "孙护士", "技能": "<skill:护士>", "每月工时": 6, "资质": "<check:护理资格>"},
    ],
    "共建单位": [
        {"编号": "U1", "单位": "社区医院", "服务": "<service:义诊>、<service:慢病管理>", "每月场次": 2},
        {"编号": "U2", "单位": "律所", "服务": "<service:法律咨询>", "每月场次": 1, "服务人群": "<group:商户>"},
        {"编号": "U3", "单位": "影院", "服务": "<service:电影放映>", "每月场次": 1},
    ],
    "场地": [
        {
            "编号": "V1",
            "场地": "议事厅",
            "网格": "<grid:二网格>",
            "容纳人数": 60,
            "设施": "<facility:桌椅>、<facility:无障碍>、<facility:投影>",
            "开放时段": "周一至周五",
        },
        {"编号": "V2", "场地": "广场", "网格": "<grid:一网格>", "容纳人数": 100, "设施": "<facility:户外>"},
    ],
    "资金": [
        {
            "编号": "F1",
            "资金": "修缮基金",
            "可用金额": 450,
            "适用类别": "<category:房屋维修>、<category:健康服务>",
        },
        {"编号": "F2", "资金": "文化基金", "可用金额": 300, "单项上限": 100, "适用类别": "<category:文化活动>"},
    ],
    "物资": [
        {"编号": "G1", "物资": "<goods:扶手>", "数量": 4, "可重复使用": "否"},
        {"编号": "G2", "物资": "<goods:防滑垫>", "数量": 5, "可重复使用": "否"},
        {"编号": "G3", "物资": "<goods:血压计>", "数量": 3, "可重复使用": "是"},
        {"编号": "G4", "物资": "<goods:文具>", "数量": 20, "可重复使用": "否"},
        {"编号": "G5", "物资": "<goods:宣纸>", "数量": 5, "可重复使用": "否"},
    ],
    "网格距离": [
        {"起点": "<grid:一网格>", "终点": "<grid:二网格>", "步行分钟": 8},
        {"起点": "<grid:一网格>", "终点": "<grid:三网格>", "步行分钟": 12},
        {"起点": "<grid:三网格>", "终点": "<grid:二网格>", "步行分钟": 25},
    ],
    "词表": [{"种类": "网格", "标准词": grid, "别名": "、".join(others)} for grid, others in GRIDS.items()],
    "设置": [{"项": "month", "值": "2026-12"}],
}
DRAWN_NAME = re.compile("<([a-z]+):([^<>]+)>")
Pick = Callable[[TermKind, str], str]


def standard(kind: TermKind, term: str, *, english: bool = False) -> str:
    """Return a standard term in the language of a month."""
    return ENTRIES[kind, term].english if english and kind is not TermKind.GRID else term


def named(pick: Pick, *, english: bool = False) -> Sheets:
    """Return the month with a name picked for each place of a term; in English by what its needs are called."""

    def cell(value: object) -> object:
        if not isinstance(value, str):
            return value
        return DRAWN_NAME.sub(lambda found: pick(TermKind(found[1]), found[2]), value)

    made = {name: [{key: cell(value) for key, value in record.items()} for record in DRAWN[name]] for name in DRAWN}
    for record in made["需求清单"] if english else ():
        record["需求"] = TITLES[str(record["需求"])]
    return made


def in_standard_terms(*, english: bool = False) -> Sheets:
    return named(lambda kind, term: standard(kind, term, english=english), english=english)


def spaced(name: str) -> str:
    """Return a name with a space after the first of its characters."""
    return f"{name[:1]} {name[1:]}"


SPELLINGS: tuple[Callable[[str], str], ...] = (str, wide, traditional, spaced, str.upper)


def names_of(kind: TermKind, term: str) -> tuple[str, ...]:
    """Return all names of a term, itself first."""
    if kind is TermKind.GRID:
        return (term, *GRIDS[term])
    entry = ENTRIES[kind, term]
    return (term, entry.english, *entry.aliases)


def a_name(kind: TermKind, term: str, *, english: bool) -> st.SearchStrategy[str]:
    """Draw a name of a term in some spelling; the standard term as it is comes first."""
    plain = standard(kind, term, english=english)
    spelled = st.builds(lambda name, how: how(name), st.sampled_from(names_of(kind, term)), st.sampled_from(SPELLINGS))
    return st.just(plain) | spelled


def canonical(found: Community) -> Community:
    """Return what a community says in standard terms: without the names its sheets use and where they stand."""
    return replace(
        found,
        needs=tuple(replace(need, category_said="") for need in found.needs),
        goods=tuple(replace(goods, name="") for goods in found.goods),
        aliases=(),
        files=(),
        problems=(),
    )


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("named")


@pytest.fixture(scope="module")
def plain(folder: Path) -> dict[bool, Community]:
    """Read the month in standard terms, in Chinese and in English."""
    found = {english: read(folder, in_standard_terms(english=english)) for english in (False, True)}
    assert [codes(month) for month in found.values()] == [[], []]
    return found


def differences(found: Community, expected: Community) -> list[object]:
    """Return what two communities say differently, item by item: what a failure shows."""
    one, other = canonical(found), canonical(expected)
    pairs = [(getattr(one, item.name), getattr(other, item.name)) for item in fields(Community)]
    unequal = [pair for pair in pairs if pair[0] != pair[1]]
    return [
        pair
        for parts in unequal
        for pair in (zip(*parts, strict=True) if isinstance(parts[0], tuple) else [parts])
        if pair[0] != pair[1]
    ]


MANY = settings(
    deadline=None,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],  # to shrink seventy names takes minutes
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


@settings(MANY, max_examples=30)
@given(data=st.data(), english=st.booleans())
def test_any_names_of_the_terms_make_the_same_community(
    folder: Path, plain: dict[bool, Community], data: st.DataObject, english: bool
) -> None:
    other_names = set()

    def pick(kind: TermKind, term: str) -> str:
        name = data.draw(a_name(kind, term, english=english))
        if normal(name) != normal(standard(kind, term, english=english)):
            other_names.add((kind, standard(kind, term, english=english)))
        return name

    found = read(folder, named(pick, english=english))
    assert found.problems == ()
    assert differences(found, plain[english]) == []
    assert {(kind, term) for kind, _, term in found.aliases} == other_names


@settings(MANY, max_examples=10)
@given(data=st.data())
def test_any_names_of_the_terms_make_the_same_plan(folder: Path, plan: Result, data: st.DataObject) -> None:
    found = commatch.match(read(folder, named(lambda kind, term: data.draw(a_name(kind, term, english=False)))))
    for fact in ("served needs", "slots", "resources", "scores", "weights", "reasons"):
        assert FACTS[fact](found) == FACTS[fact](plan), fact


@pytest.fixture(scope="module")
def plan(plain: dict[bool, Community]) -> Result:
    return commatch.match(plain[False])


def test_the_month_in_standard_terms_uses_every_kind_of_resource_and_leaves_a_need(plan: Result) -> None:
    assert plan.outcome is Outcome.PLANNED
    assert {assignment.kind for assignment in plan.plan.assignments} == set(Kind)
    assert [(item.need_id, item.code) for item in plan.unserved] == [("N1", "money_gone"), ("N8", "goods_short")]
    assert plan.demand["N4"].pair
    assert len({plan.candidate(assignment).tenths for assignment in plan.plan.assignments}) > 3


PLACES = [(TermKind(kind), term) for kind, term in DRAWN_NAME.findall(str(DRAWN))]
UNUSED = {kind: [term for of, term in ENTRIES if of is kind and (of, term) not in PLACES] for kind in TermKind}
"""Built-in terms that the month doesn't use."""


def test_the_month_has_a_place_for_every_kind_of_term() -> None:
    assert {kind for kind, _ in PLACES} == set(TermKind)
    assert len(PLACES) > 70


@pytest.mark.parametrize("kind", TermKind)
def test_the_name_of_another_term_at_one_place_makes_another_community(
    kind: TermKind, folder: Path, plain: dict[bool, Community]
) -> None:
    for spoilt in random.Random(str(kind)).sample([at for at, (of, _) in enumerate(PLACES) if of is kind], 3):
        places = iter(range(len(PLACES)))

        def pick(of: TermKind, term: str, spoilt: int = spoilt, places: Iterator[int] = places) -> str:
            if next(places) != spoilt:
                return term
            return next(name for name in (*UNUSED[of], *GRIDS) if name != term)

        assert differences(read(folder, named(pick)), plain[False]), PLACES[spoilt]


# -- each name of each built-in term ---------------------------------------------------------------------------------

CELLS: dict[TermKind, tuple[tuple[str, str, str], ...]] = {
    TermKind.SKILL: (("需求清单", "技能", "{}"), ("需求清单", "技能", "{}≥2×3"), ("能人", "技能", "{}:4")),
    TermKind.SERVICE: (("需求清单", "服务", "{}"), ("共建单位", "服务", "{}")),
    TermKind.FACILITY: (("需求清单", "场地设施", "{}"), ("场地", "设施", "{}")),
    TermKind.GOODS: (("需求清单", "物资", "{}"), ("需求清单", "物资", "{}×3"), ("物资", "物资", "{}")),
    TermKind.GROUP: (("需求清单", "人群", "{}"), ("能人", "服务人群", "{}")),
    TermKind.CATEGORY: (("需求清单", "类别", "{}"), ("资金", "适用类别", "{}")),
    TermKind.CHECK: (("需求清单", "资质", "{}"), ("能人", "资质", "{}")),
}
"""The columns in which a name of each kind is written, and how."""
ALL_NAMES = [
    (entry.kind, name, entry.term)
    for entry in built_in_terms()
    for name in dict.fromkeys((entry.term, entry.english, *entry.aliases))
]


def filler(sheet: str) -> Row:
    """Return what a row needs beside the cell that is tried."""
    return {
        "需求清单": {"需求": "事情", "紧急程度": 1},
        "能人": {"姓名": "某人", "每月工时": 8},
        "共建单位": {"单位": "某单位", "每月场次": 1},
        "场地": {"场地": "某处", "容纳人数": 9},
        "资金": {"资金": "某款", "可用金额": 9},
        "物资": {"数量": 9, "可重复使用": "是"},
    }[sheet]


def misread(folder: Path, kind: TermKind, names: list[tuple[str, str]]) -> list[str]:
    """Return the names that are not read as their terms in some cell of their kind; one row for each."""
    sheets: Sheets = {"设置": [{"项": "month", "值": "2026-12"}], "能人": []}
    wanted: dict[str, tuple[str, str]] = {}
    for column, (sheet, header, form) in enumerate(CELLS[kind]):
        for number, (name, term) in enumerate(names):
            ident = f"{'ABC'[column]}{number}"
            wanted[ident] = (name, term)
            extra: Row = {"技能": "志愿者"} if kind is TermKind.CHECK and sheet == "需求清单" else {}
            record = {"编号": ident, **filler(sheet), **extra, header: form.format(name)}
            sheets.setdefault(sheet, []).append(record)
    for sheet in ("需求清单", "能人", "共建单位", "场地", "资金", "物资"):
        sheets[sheet] = sheets.get(sheet) or [{"编号": f"{sheet}1", **filler(sheet), "物资": "桌"}]
    found = read(folder, sheets)
    terms: dict[str, set[str]] = {}
    for need in found.needs:
        terms[need.need_id] = {
            TermKind.GROUP: set(need.groups),
            TermKind.CATEGORY: {need.category},
            TermKind.CHECK: {name for item in need.requirements for name in item.checks},
            TermKind.FACILITY: {name for item in need.requirements for name in item.facilities},
        }.get(kind, {item.what for item in need.requirements})
    for helper in found.helpers:
        of = {TermKind.GROUP: helper.groups, TermKind.CHECK: helper.checks, TermKind.SKILL: helper.skills}
        terms[helper.helper_id] = set(of.get(kind, ()))
    terms |= {unit.unit_id: set(unit.services) for unit in found.units}
    terms |= {venue.venue_id: set(venue.facilities) for venue in found.venues}
    terms |= {fund.fund_id: set(fund.categories) for fund in found.funds}
    terms |= {goods.goods_id: {goods.what} for goods in found.goods}
    return sorted({name for ident, (name, term) in wanted.items() if terms[ident] != {term}})


@pytest.mark.parametrize("kind", CELLS)
def test_every_name_of_every_built_in_term_is_read_as_the_term_in_every_cell(kind: TermKind, tmp_path: Path) -> None:
    names = [(name, term) for of, name, term in ALL_NAMES if of is kind]
    assert len(names) > 50
    assert misread(tmp_path, kind, names) == []


@pytest.mark.parametrize("spelling", SPELLINGS)
def test_names_are_the_same_in_width_in_traditional_characters_in_capitals_and_with_spaces(
    spelling: Callable[[str], str],
) -> None:
    lost = [
        name
        for kind, name, term in ALL_NAMES
        if (found := BUILT_IN.find(kind, spelling(name))) is None or found.term != term
    ]
    assert lost == []


def test_a_word_that_no_term_has_is_not_found() -> None:
    assert BUILT_IN.find(TermKind.SKILL, "舞龙") is None
    assert BUILT_IN.find(TermKind.SKILL, "") is None
    assert BUILT_IN.find(TermKind.GRID, "一网格") is None
    assert BUILT_IN.find(TermKind.CHECK, "水电工") is None


def test_a_name_is_a_term_of_its_own_kind(tmp_path: Path) -> None:
    need = the_need(tmp_path, {"技能": "理发", "服务": "理发", "物资": "投影", "场地设施": "投影仪"})
    assert [item.what for item in need.requirements] == ["理发师", "理发服务", "投影", "投影仪"]


def test_two_names_of_one_term_in_a_cell_are_one(tmp_path: Path) -> None:
    sheets = sound()
    row(sheets, "能人")["技能"] = "水电:2、电工:4、木匠"
    row(sheets, "场地")["设施"] = "桌子、椅子、坡道"
    row(sheets, "需求清单")["物资"] = "折叠桌子×2；活动桌×3"
    found = read(tmp_path, sheets)
    assert found.helpers[0].skills == {"水电工": 4, "木工": 3}
    assert found.venues[0].facilities == {"桌椅", "无障碍"}
    assert [(item.what, item.quantity) for item in found.needs[0].requirements[1:]] == [("折叠桌", 5)]


# -- what stays as it is written -------------------------------------------------------------------------------------


def in_other_words() -> Sheets:
    """Return a sound month where need and resource use different names."""
    sheets = sound()
    row(sheets, "需求清单").update({"类别": "房修", "技能": "水电", "物资": "活动桌×2", "经费": 100})
    row(sheets, "服务模板")["要求"] = "免费义诊"
    row(sheets, "服务模板", 1)["要求"] = "桌子、坡道"
    row(sheets, "需求拆解")["要求"] = "义工"
    row(sheets, "能人")["技能"] = "电工:4"
    row(sheets, "共建单位")["服务"] = "义诊活动"
    row(sheets, "场地")["设施"] = "会议桌、轮椅坡道"
    row(sheets, "资金")["适用类别"] = "房屋修缮"
    row(sheets, "物资")["物资"] = "便携折叠桌"
    return sheets


def records(path: Path, sheet: str, lang: Lang = Lang.ZH) -> list[dict[str, Any]]:
    """Return the rows of a sheet of the project list, by key of the column."""
    rows = load_workbook(path)[OUTPUT[sheet].name(lang)].iter_rows(min_row=2, values_only=True)  # below the title
    keys = {column.header(lang): column.key for column in OUTPUT[sheet].columns}
    head = [keys[str(name)] for name in next(rows)]
    return [dict(zip(head, values, strict=True)) for values in rows]


def listed(folder: Path, sheets: Sheets, lang: Lang = Lang.ZH) -> Path:
    """Match a month that has no problem and write its project list."""
    found = read(folder, sheets)
    assert [problem.code for problem in found.problems if problem.severity is Severity.ERROR] == []
    return commatch.write_projects(commatch.match(found), folder / f"清单-{lang}.xlsx", lang=lang.value, force=True)


def test_the_project_list_calls_things_what_the_need_calls_them(tmp_path: Path) -> None:
    path = listed(tmp_path, in_other_words())
    projects = {record["need_ids"]: record for record in records(path, "projects")}
    assert projects.keys() == {"N1", "N2"}
    assert projects["N1"]["category"] == "房修"
    assert projects["N1"]["goods"] == "便携折叠桌×2"
    rows = {(record["need_id"], record["resource_id"]): record for record in records(path, "assignments")}
    assert {pair: record["requirement"] for pair, record in rows.items() if pair[1] != "F1"} == {
        ("N1", "H1"): "水电",
        ("N1", "G1"): "活动桌",
        ("N2", "H2"): "义工",
        ("N2", "U1"): "免费义诊",
        ("N2", "V1"): "桌子、坡道",
    }
    assert rows["N1", "G1"]["resource_name"] == "便携折叠桌"
    assert ("N1", "F1") in rows


def test_a_need_of_two_names_keeps_both_in_its_requirement(tmp_path: Path) -> None:
    sheets = sound()
    row(sheets, "需求清单").update({"容纳人数": 5, "场地设施": "桌子、椅子、坡道"})
    need = read(tmp_path, sheets).needs[0]
    assert [(item.what, item.said) for item in need.requirements if item.kind is Kind.VENUE] == [
        ("桌椅、无障碍", "桌子、椅子、坡道")
    ]


# -- a community's own words -----------------------------------------------------------------------------------------


def own(*rows: tuple[str, str, str]) -> list[Row]:
    return [{"种类": kind, "标准词": term, "别名": aliases} for kind, term, aliases in rows]


def with_own(*rows: tuple[str, str, str]) -> Sheets:
    return {**sound(), "词表": own(*rows)}


def vocabulary(folder: Path, *rows: tuple[str, str, str]) -> Vocabulary:
    found = read(folder, with_own(*rows))
    assert found.problems == ()
    return found.vocabulary


def term(known: Vocabulary, kind: TermKind, name: str) -> str | None:
    entry = known.find(kind, name)
    return entry.term if entry else None


def test_a_word_of_ones_own_is_found_where_need_and_helper_use_different_names(tmp_path: Path) -> None:
    sheets = with_own(("技能", "舞龙", "耍龙灯、龙灯队"))
    row(sheets, "需求清单")["技能"] = "耍龙灯"
    row(sheets, "能人")["技能"] = "龍 燈 隊:4"
    found = read(tmp_path, sheets)
    assert found.problems == ()
    assert found.needs[0].requirements[0].what == "舞龙"
    assert found.helpers[0].skills == {"舞龙": 4}
    assert "N1" in commatch.match(found).plan.served


def test_own_words_add_to_the_built_in_ones(tmp_path: Path) -> None:
    known = vocabulary(tmp_path, ("技能", "水电工", "老师傅"))
    assert [term(known, TermKind.SKILL, name) for name in ("老师傅", "水电", "electrician", "水电工")] == ["水电工"] * 4
    assert term(known, TermKind.SKILL, "木匠") == "木工"


def test_an_own_word_wins_over_a_built_in_name(tmp_path: Path) -> None:
    known = vocabulary(tmp_path, ("技能", "木工", "电工"))
    assert term(known, TermKind.SKILL, "电工") == "木工"
    assert term(known, TermKind.SKILL, "水电") == "水电工"


def test_a_built_in_term_may_become_a_name_of_an_own_term_with_all_its_names(tmp_path: Path) -> None:
    sheets = with_own(("技能", "万能师傅", "水电工"))
    row(sheets, "需求清单")["技能"] = "electrician"
    row(sheets, "能人")["技能"] = "水电:4"
    found = read(tmp_path, sheets)
    assert found.needs[0].requirements[0].what == "万能师傅"
    assert found.helpers[0].skills == {"万能师傅": 4}


def test_a_built_in_name_may_become_the_standard_term(tmp_path: Path) -> None:
    known = vocabulary(tmp_path, ("技能", "电工", "水电工"))
    assert {term(known, TermKind.SKILL, name) for name in ("电工", "水电工", "水电", "plumber")} == {"电工"}


def test_chains_of_own_words_lead_to_their_end(tmp_path: Path) -> None:
    rows = [("服务", "乙", "甲"), ("服务", "丙", "乙"), ("服务", "丁", "丙、戊")]
    for order in (rows, rows[::-1]):
        known = vocabulary(tmp_path, *order)
        assert {term(known, TermKind.SERVICE, name) for name in "甲乙丙丁戊"} == {"丁"}


def test_a_chain_may_end_in_a_built_in_term(tmp_path: Path) -> None:
    known = vocabulary(tmp_path, ("技能", "水电", "修管的"), ("技能", "水电工", "水电"))
    assert term(known, TermKind.SKILL, "修管的") == "水电工"


def test_a_term_may_stand_among_its_own_names(tmp_path: Path) -> None:
    known = vocabulary(tmp_path, ("技能", "舞龙", "舞龙、舞 龍、耍龙灯"))
    assert term(known, TermKind.SKILL, "舞龙") == term(known, TermKind.SKILL, "耍龙灯") == "舞龙"


def test_rows_of_one_term_are_put_together(tmp_path: Path) -> None:
    known = vocabulary(tmp_path, ("物资", "舞龙道具", "龙头"), ("物资", "舞龍 道具", "龙身、龙头"))
    assert {term(known, TermKind.GOODS, name) for name in ("龙头", "龙身", "舞龍道具")} == {"舞龙道具"}


def test_one_name_may_stand_for_a_term_of_each_kind(tmp_path: Path) -> None:
    known = vocabulary(tmp_path, ("技能", "舞龙", "龙灯"), ("物资", "舞龙道具", "龙灯"), ("服务", "龙灯表演", "龙灯"))
    kinds = (TermKind.SKILL, TermKind.GOODS, TermKind.SERVICE, TermKind.CHECK)
    assert [term(known, kind, "龙灯") for kind in kinds] == ["舞龙", "舞龙道具", "龙灯表演", None]


def test_a_term_without_other_names_is_known_by_itself(tmp_path: Path) -> None:
    known = vocabulary(tmp_path, ("资质", "龙舟证", ""))
    assert term(known, TermKind.CHECK, "龍舟 證") == "龙舟证"


def test_a_grid_has_other_names(tmp_path: Path) -> None:
    sheets = with_own(("网格", "一网格", "东片、East side"), ("网格", "二网格", "西片"))
    row(sheets, "需求清单")["网格"] = "東 片"
    row(sheets, "能人")["网格"] = "西片"
    row(sheets, "场地")["网格"] = "east side"
    found = read(tmp_path, sheets)
    assert found.problems == ()
    assert (found.needs[0].grid, found.helpers[0].grid, found.venues[0].grid) == ("一网格", "二网格", "一网格")
    assert found.minutes("一网格", "二网格") == 8


def test_distances_between_the_other_names_of_grids_count(tmp_path: Path) -> None:
    sheets = with_own(("网格", "一网格", "东片"), ("网格", "二网格", "西片"))
    sheets["网格距离"] = [{"起点": "东片", "终点": "西片", "步行分钟": 9}]
    assert dict(read(tmp_path, sheets).distances) == {("一网格", "二网格"): 9}


def test_a_group_of_the_community_s_own_is_known_on_every_sheet(tmp_path: Path) -> None:
    sheets = with_own(("人群", "陪读妈妈", "陪读家长"))
    row(sheets, "需求清单")["人群"] = "陪读家长、孤老"
    row(sheets, "能人")["服务人群"] = "陪讀媽媽、独居"
    found = read(tmp_path, sheets)
    assert found.problems == ()
    assert found.needs[0].groups == ("陪读妈妈", "独居老人")
    assert found.helpers[0].groups == {"陪读妈妈", "独居老人"}
    del sheets["词表"]
    assert codes(read(tmp_path, sheets)) == ["unknown_group", "unknown_group"]


def test_an_own_word_for_a_built_in_group_has_its_bonus(tmp_path: Path) -> None:
    sheets = with_own(("人群", "独居老人", "巷子里的老人"))
    row(sheets, "需求清单")["人群"] = "巷子里的老人"
    weights = [commatch.match(read(tmp_path, month)).demand["N1"].weight for month in (sheets, sound())]
    assert weights[0] == weights[1]


def test_a_built_in_group_under_an_own_name_keeps_its_bonus(tmp_path: Path) -> None:
    sheets = with_own(("人群", "独居长辈", "独居老人"))
    weights = [commatch.match(read(tmp_path, month)).demand["N1"].weight for month in (sheets, sound())]
    assert weights[0] == weights[1]


def test_a_category_under_an_own_name_is_still_one_of_pairs(tmp_path: Path) -> None:
    sheets = with_own(("类别", "牵手", "结对"))
    row(sheets, "需求清单").update({"类别": "结对帮扶", "次数": 2, "可行时段": "周三"})
    found = read(tmp_path, sheets)
    assert found.needs[0].category == "牵手"
    assert commatch.match(found).demand["N1"].pair
    row(sheets, "需求清单")["类别"] = "健康"
    assert not commatch.match(read(tmp_path, sheets)).demand["N1"].pair


def test_own_terms_are_what_a_built_in_template_asks(tmp_path: Path) -> None:
    sheets = with_own(("技能", "水电老师傅", "水电工"))
    row(sheets, "需求清单").update({"技能": "", "模板": "上门维修"})
    assert [item.what for item in read(tmp_path, sheets).needs[0].requirements] == ["水电老师傅"]


def test_the_sheet_is_read_by_its_english_name_and_headers(tmp_path: Path) -> None:
    sheets = sound()
    sheets["vocabulary"] = [
        {"kind": "skill", "term": "水电工", "aliases": "sparky, tap man"},
        {"kind": "Goods", "term": "舞龙道具", "aliases": "dragon kit"},
        {"kind": "grid", "term": "一网格", "aliases": "Grid East"},
    ]
    row(sheets, "需求清单")["技能"] = "Tap Man"
    row(sheets, "需求清单")["网格"] = "grid east"
    found = read(tmp_path, sheets)
    assert found.problems == ()
    assert (found.needs[0].requirements[0].what, found.needs[0].grid) == ("水电工", "一网格")
    assert term(found.vocabulary, TermKind.GOODS, "DragonKit") == "舞龙道具"


@pytest.mark.parametrize("kind", TermKind)
def test_every_kind_is_written_in_either_language(kind: TermKind, tmp_path: Path) -> None:
    column = INPUT["vocabulary"].column("kind")
    (chosen,) = [item for item in CHOICES[column.choices] if item.key == kind]
    for written in (chosen.zh, chosen.en, *chosen.aliases):
        assert term(vocabulary(tmp_path, (written, "甲", "乙")), kind, "乙") == "甲"


def test_the_order_of_the_rows_changes_no_term(tmp_path: Path) -> None:
    rows = [("物资", "LED灯箱", "灯箱"), ("物资", "led灯箱", "亮箱")]
    assert term(vocabulary(tmp_path, *rows), TermKind.GOODS, "亮箱") == term(
        vocabulary(tmp_path, *rows[::-1]), TermKind.GOODS, "亮箱"
    )


def test_a_month_in_english_goes_by_own_terms_too(tmp_path: Path) -> None:
    sheets: Sheets = {
        "needs": [{"need_id": "N1", "title": "tap drips", "urgency": "high", "skills": "sparky"}],
        "helpers": [{"helper_id": "H1", "name": "Li", "skills": "electrician:4", "hours": 8}],
        "vocabulary": [{"kind": "skill", "term": "plumbing and electrics", "aliases": "sparky"}],
        "settings": [{"key": "month", "value": "2026-12"}],
    }
    found = read(tmp_path, sheets)
    assert found.needs[0].requirements[0].what == "plumbing and electrics"
    assert found.helpers[0].skills == {"plumbing and electrics": 4}


# -- mistakes on the sheet -------------------------------------------------------------------------------------------

Said = tuple[str, str, str, str, str]


def mistakes(folder: Path, sheets: Sheets) -> list[Said]:
    """Return what is wrong with a month: code, file, sheet, cell and value."""
    found = read(folder, sheets).problems
    assert all(problem.severity is Severity.ERROR for problem in found)
    return [
        (problem.code, problem.place.file, problem.place.sheet, problem.place.cell, problem.value) for problem in found
    ]


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([("技能", "甲", "丙"), ("技能", "乙", "丁、丙")], [("alias_clash", "C3", "丙")]),
        ([("技能", "甲", "龙灯"), ("能人技能", "乙", "龍 燈")], [("alias_clash", "C3", "龍 燈")]),
        ([("技能", "甲", "乙"), ("技能", "乙", "甲")], [("alias_cycle", "C2", "乙"), ("alias_cycle", "C3", "甲")]),
        (
            [("物资", "甲", "乙"), ("物资", "丙", "甲"), ("物资", "乙", "丙、丁")],
            [("alias_cycle", "C2", "乙"), ("alias_cycle", "C3", "甲"), ("alias_cycle", "C4", "丙")],
        ),
        ([("动物", "猫", "咪咪")], [("bad_choice", "A2", "动物")]),
        ([("", "舞龙", "龙灯")], [("required_blank", "A2", "")]),
        ([("技能", "", "龙灯")], [("required_blank", "B2", "")]),
        ([("技能", "舞龙", "龙灯"), ("", "", "龙身")], [("required_blank", "A3", ""), ("required_blank", "B3", "")]),
    ],
)
def test_a_mistake_on_the_sheet_is_an_error_at_its_cell(
    rows: list[tuple[str, str, str]], expected: list[tuple[str, str, str]], tmp_path: Path
) -> None:
    found = mistakes(tmp_path, with_own(*rows))
    assert sorted(found) == [(code, FILE, "词表", cell, value) for code, cell, value in expected]


def test_a_clash_names_both_terms_and_where_the_other_stands(tmp_path: Path) -> None:
    (problem,) = read(tmp_path, with_own(("技能", "甲", "丙"), ("技能", "乙", "丙"))).problems
    assert dict(problem.params) == {"term": "乙", "before": "甲", "other": f"{FILE} 词表!C2"}


def test_a_clash_between_two_files_is_found(tmp_path: Path) -> None:
    two: Sheets = {"词表": own(("技能", "乙", "丙")), "设置": sound()["设置"]}
    found = read(tmp_path, with_own(("技能", "甲", "丙")), two).problems
    (problem,) = [item for item in found if item.severity is Severity.ERROR]
    places = {str(problem.place), dict(problem.params)["other"]}
    assert problem.code == "alias_clash"
    assert places == {f"{FILE} 词表!C2", f"2-{FILE} 词表!C2"}


def test_names_that_are_the_same_in_two_kinds_do_not_clash(tmp_path: Path) -> None:
    assert mistakes(tmp_path, with_own(("技能", "甲", "丙"), ("服务", "乙", "丙"), ("技能", "甲", "丙"))) == []


@pytest.mark.parametrize(
    ("rows", "code"),
    [
        ([("技能", "甲", "丙"), ("技能", "乙", "丙")], "alias_clash"),
        ([("技能", "甲", "乙"), ("技能", "乙", "甲")], "alias_cycle"),
    ],
)
def test_a_month_with_a_mistake_among_its_words_is_not_matched(
    rows: list[tuple[str, str, str]],
    code: str,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    in_chinese(monkeypatch, tmp_path)
    write(tmp_path / FILE, with_own(*rows))
    exit_code, document = run_json(capsys, "match", FILE, "-o", "清单.xlsx")
    assert exit_code == 3
    assert {item["code"] for item in document["problems"] if item["severity"] == "error"} == {code}
    assert not (tmp_path / "清单.xlsx").exists()


def test_the_same_month_without_the_mistake_is_matched(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    in_chinese(monkeypatch, tmp_path)
    write(tmp_path / FILE, with_own(("技能", "甲", "丙"), ("技能", "乙", "丁")))
    assert run_json(capsys, "match", FILE, "-o", "清单.xlsx")[0] == 0
    assert (tmp_path / "清单.xlsx").exists()


def test_a_month_whose_own_words_take_a_name_from_a_built_in_group_can_be_tidied(tmp_path: Path) -> None:
    sheets = with_own(("人群", "新居民", "租户"))
    row(sheets, "需求清单")["人群"] = "租户"
    result = commatch.tidy(write(tmp_path / FILE, sheets), tmp_path / "整理.xlsx")
    assert result.path is not None
    assert commatch.read(result.path).needs[0].groups == ("新居民",)


# -- commatch check --------------------------------------------------------------------------------------------------


def unknown(folder: Path, sheets: Sheets) -> list[tuple[str, str, str, str]]:
    """Return the terms that check calls unknown: the term, its cell, its kind and the nearest names."""
    found = commatch.check(write(folder / FILE, sheets)).problems
    of = [problem for problem in found if problem.code == "term_unknown"]
    assert all(problem.severity is Severity.WARNING for problem in of)
    return [
        (item.value, f"{item.place.sheet}!{item.place.cell}", dict(item.params)["of"], dict(item.params)["known"])
        for item in of
    ]


@pytest.mark.parametrize(
    ("sheet", "own_cell", "expected"),
    [
        ("能人", {"技能": "水电工:4、社区工"}, ("社区工", "能人!D2", "skill", "社工")),
        ("能人", {"资质": "电工证书"}, ("电工证书", "能人!I2", "check", "电工证")),
        ("共建单位", {"服务": "义诊、电影放映会"}, ("电影放映会", "共建单位!C2", "service", "电影放映")),
        ("场地", {"设施": "桌椅、无障碍、舞台车"}, ("舞台车", "场地!D2", "facility", "舞台")),
        ("资金", {"适用类别": "房屋维修、公益创投"}, ("公益创投", "资金!E2", "category", "")),
        ("物资", {"物资": "折叠圆桌"}, ("折叠圆桌", "物资!B2", "goods", "折叠桌")),
        ("需求清单", {"类别": "结对工作"}, ("结对工作", "需求清单!O2", "category", "结对")),
        ("需求清单", {"资质": "龙舟证"}, ("龙舟证", "需求清单!O2", "check", "")),
        ("需求清单", {"场地设施": "电影幕墙"}, ("电影幕墙", "需求清单!O2", "facility", "")),
    ],
)
def test_a_term_that_nobody_knows_is_said_at_its_cell_with_the_nearest_one(
    sheet: str, own_cell: Row, expected: tuple[str, str, str, str], tmp_path: Path
) -> None:
    sheets = sound()
    row(sheets, sheet).update(own_cell)
    ((value, cell, kind, known),) = unknown(tmp_path, sheets)
    assert (value, cell, kind) == expected[:3]
    if expected[3]:
        assert expected[3] in known.split("、")


def test_a_term_that_nobody_knows_is_said_once(tmp_path: Path) -> None:
    sheets = sound()
    sheets["能人"] += [{**row(sheets, "能人"), "编号": f"H{number}", "技能": "舞龙"} for number in range(5, 8)]
    sheets["场地"] += [{**row(sheets, "场地"), "编号": f"V{number}", "设施": "大鼓"} for number in range(5, 8)]
    found = unknown(tmp_path, sheets)
    assert sorted((value, cell) for value, cell, *_ in found) == [("大鼓", "场地!D3"), ("舞龙", "能人!D4")]


def both(need: Row, **resources: Row) -> Sheets:
    """Return a month in which a need and a resource have something in these cells."""
    sheets = sound()
    row(sheets, "需求清单").update(need)
    for sheet, own_cell in resources.items():
        row(sheets, sheet).update(own_cell)
    return sheets


BOTH: list[tuple[Row, dict[str, Row]]] = [
    ({"技能": "舞龙"}, {"能人": {"技能": "舞龙:4"}}),
    ({"服务": "办灯会"}, {"共建单位": {"服务": "义诊、办灯会"}}),
    ({"资质": "龙舟证"}, {"能人": {"资质": "龙舟证"}}),
    ({"场地设施": "大鼓"}, {"场地": {"设施": "桌椅、无障碍、大鼓"}}),
    ({"类别": "灯会"}, {"资金": {"适用类别": "灯会"}}),
    ({"物资": "龙灯"}, {"物资": {"物资": "龙灯"}}),
]


@pytest.mark.parametrize(("need", "resources"), BOTH)
def test_nothing_is_said_of_a_term_that_need_and_resource_both_use(
    need: Row, resources: dict[str, Row], tmp_path: Path
) -> None:
    assert unknown(tmp_path, both(need, **resources)) == []


@pytest.mark.parametrize(("need", "resources"), BOTH)
def test_it_is_said_where_only_the_resource_uses_it(need: Row, resources: dict[str, Row], tmp_path: Path) -> None:
    assert len(unknown(tmp_path, both({}, **resources))) == 1


def test_nothing_is_said_of_a_term_that_both_use_in_other_letters(tmp_path: Path) -> None:
    sheets = both({"资质": "WSET证"}, 能人={"资质": "wset证"})
    assert "N1" in commatch.match(read(tmp_path, sheets)).plan.served
    assert unknown(tmp_path, sheets) == []


@pytest.mark.parametrize(
    ("sheet", "own_cell"), [("能人", {"技能": "电焊:4"}), ("场地", {"设施": "大鼓"}), ("资金", {"适用类别": "灯会"})]
)
def test_a_word_on_the_sheet_of_words_is_known(sheet: str, own_cell: Row, tmp_path: Path) -> None:
    sheets = with_own(("技能", "焊工", "电焊"), ("设施", "大鼓", ""), ("类别", "文化活动", "灯会"))
    row(sheets, sheet).update(own_cell)
    assert unknown(tmp_path, sheets) == []
    del sheets["词表"]
    assert len(unknown(tmp_path, sheets)) == 1


def test_a_skill_that_a_need_asks_and_nobody_has_is_said_once_only(tmp_path: Path) -> None:
    sheets = both({"技能": "舞龙"})
    assert unknown(tmp_path, sheets) == []
    assert "skill_unknown" in [problem.code for problem in commatch.check(tmp_path / FILE).problems]


def test_nothing_is_said_of_a_need_that_takes_no_part(tmp_path: Path) -> None:
    assert unknown(tmp_path, both({"类别": "灯会", "状态": "暂缓"})) == []
    assert len(unknown(tmp_path, both({"类别": "灯会"}))) == 1


@pytest.mark.parametrize(
    ("sheet", "own_cell", "wanted"),
    [("能人", {"资质": "健康症"}, "健康证"), ("需求清单", {"类别": "房屋维休类"}, "房屋维修")],
)
def test_a_standard_term_is_suggested_rather_than_a_misspelling_of_it(
    sheet: str, own_cell: Row, wanted: str, tmp_path: Path
) -> None:
    sheets = sound()
    row(sheets, sheet).update(own_cell)
    ((*_, known),) = unknown(tmp_path, sheets)
    assert known.split("、")[0] == wanted


def test_an_own_word_is_suggested_as_it_is_written(tmp_path: Path) -> None:
    sheets = with_own(("物资", "Folding Kayak", "Kayak Boat"))
    sheets["物资"].append({"编号": "G2", "物资": "Kayak Boad", "数量": 1, "可重复使用": "是"})
    ((*_, known),) = unknown(tmp_path, sheets)
    assert known.split("、")[0] in ("Kayak Boat", "Folding Kayak")


def test_a_check_in_the_breakdown_is_said_at_its_cell(tmp_path: Path) -> None:
    sheets = sound()
    row(sheets, "需求拆解")["资质"] = "龙舟证"
    ((_, cell, *_),) = unknown(tmp_path, sheets)
    assert cell == "需求拆解!G2"


@pytest.mark.parametrize("paths", [STANDARD, HAND, ENGLISH], ids=["标准表", "手工表", "english"])
def test_every_term_of_the_samples_is_known(paths: tuple[Path, ...]) -> None:
    problems = commatch.check(paths, month=MONTH).problems
    assert len(problems) > 10
    assert "term_unknown" not in {problem.code for problem in problems}


# -- the run record --------------------------------------------------------------------------------------------------


def applied(path: Path, lang: Lang = Lang.ZH) -> dict[str, str]:
    """Return what the run record says of names, by its item."""
    name = {Lang.ZH: "别名", Lang.EN: "alias"}[lang]
    found = [(record["item"], record["value"]) for record in records(path, "run", lang)]
    assert len(found) == len(dict(found))
    return {item: value for item, value in found if item.startswith(name)}


def test_the_run_record_says_which_names_were_applied(tmp_path: Path) -> None:
    sheets = in_other_words()
    row(sheets, "需求清单")["人群"] = "孤老"
    sheets["词表"] = own(("网格", "一网格", "东片"))
    row(sheets, "能人")["网格"] = "东片"
    assert applied(listed(tmp_path, sheets)) == {
        "别名: 人群": "孤老→独居老人",
        "别名: 技能": "义工→志愿者、水电→水电工、电工→水电工",
        "别名: 服务": "义诊活动→义诊、免费义诊→义诊",
        "别名: 设施": "会议桌→桌椅、坡道→无障碍、桌子→桌椅、轮椅坡道→无障碍",
        "别名: 物资": "便携折叠桌→折叠桌、活动桌→折叠桌",
        "别名: 类别": "房修→房屋维修、房屋修缮→房屋维修",
        "别名: 网格": "东片→一网格",
    }


def test_the_run_record_says_it_in_english(tmp_path: Path) -> None:
    found = applied(listed(tmp_path, in_other_words(), Lang.EN), Lang.EN)
    assert found["alias: category"] == "房修→房屋维修, 房屋修缮→房屋维修"
    assert set(found) == {f"alias: {kind}" for kind in ("skill", "service", "facility", "goods", "category")}


def test_a_month_in_standard_terms_applies_none(tmp_path: Path, plan: Result) -> None:
    assert applied(listed(tmp_path, in_standard_terms())) == {}
    assert applied(listed(tmp_path, sound())) == {}
    assert plan.community.aliases == ()


def test_a_standard_term_in_another_spelling_is_no_other_name(tmp_path: Path) -> None:
    sheets = sound()
    row(sheets, "需求清单")["技能"] = "水電 工"
    row(sheets, "物资")["物资"] = "折疊 桌"
    found = read(tmp_path, sheets)
    assert (found.needs[0].requirements[0].what, found.goods[0].what) == ("水电工", "折叠桌")
    assert found.aliases == ()


@pytest.mark.parametrize("paths", [STANDARD, HAND, ENGLISH], ids=["标准表", "手工表", "english"])
def test_the_samples_apply_none(paths: tuple[Path, ...]) -> None:
    found = commatch.read(paths, month=MONTH)
    assert len(found.needs) > 60
    assert found.aliases == ()


def test_terms_in_an_english_month_are_the_english_ones() -> None:
    needs = commatch.read(ENGLISH, month=MONTH).needs
    said = {item.what for need in needs for item in need.requirements if item.kind is Kind.HELPER}
    assert said <= {entry.english for entry in built_in_terms() if entry.kind is TermKind.SKILL}


def test_an_entry_knows_its_names() -> None:
    entry = BUILT_IN.find(TermKind.SKILL, "electrician")
    assert isinstance(entry, Entry)
    assert (entry.kind, entry.term, entry.english) == (TermKind.SKILL, "水电工", "plumbing and electrics")
    assert {"电工", "electrician"} <= set(entry.aliases)
