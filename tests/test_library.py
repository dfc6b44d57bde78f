"""The built-in library agrees with itself, and a need that names one of its templates gets all of it."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from community_books import FILE, Row, Sheets, codes, row, sound, the_need, write
from community_books import community as read
from openpyxl import load_workbook

import commatch
from commatch.community import Community, Kind, Need, Requirement
from commatch.library import examples, find_template, pointed_template, split, table, templates
from commatch.matching.plan import Outcome
from commatch.problems import Severity
from commatch.vocabulary import BUILT_IN, TermKind, built_in_terms
from commatch.workbook.outputs import OUTPUT
from commatch.workbook.schema import Lang
from commatch.workbook.spelling import normal
from commatch.workbook.values import choice

TABLES = ("terms", "templates", "requirements", "steps", "examples")
TEMPLATES = {template.name: template for template in templates()}
STANDARD = {(entry.kind, entry.term) for entry in built_in_terms()}
TERMS_OF = {
    Kind.HELPER: TermKind.SKILL,
    Kind.UNIT: TermKind.SERVICE,
    Kind.VENUE: TermKind.FACILITY,
    Kind.GOODS: TermKind.GOODS,
}
CHINESE = re.compile("[㐀-鿿]")

# -- the tables agree with each other --------------------------------------------------------------------------------


@pytest.mark.parametrize("name", TABLES)
def test_every_row_of_a_table_has_a_value_or_a_blank_under_every_header(name: str) -> None:
    rows = table(name)
    assert len(rows) > 40
    assert [item for item in rows if None in item or None in item.values()] == []
    assert [item for item in rows if any(value != value.strip() for value in item.values())] == []
    assert len({tuple(item.values()) for item in rows}) == len(rows)


def test_the_library_is_large() -> None:
    assert len(built_in_terms()) >= 200
    assert len(TEMPLATES) == len(templates()) >= 40
    assert {entry.kind for entry in built_in_terms()} == set(TermKind) - {TermKind.GRID}


def test_every_template_asks_for_something_and_has_steps() -> None:
    assert [name for name, template in TEMPLATES.items() if not template.asked or len(template.steps) < 3] == []


@pytest.mark.parametrize("name", ["requirements", "steps", "examples"])
def test_every_row_belongs_to_a_template(name: str) -> None:
    assert {item["template"] for item in table(name)} - {""} == set(TEMPLATES)


def test_every_requirement_can_be_asked() -> None:
    for template in templates():
        assert {choice("kind", item.kind) for item in template.asked} <= set(Kind), template.name
        for item in template.asked:
            kind = Kind(str(choice("kind", item.kind)))
            assert item.quantity >= 1, (template.name, item)
            assert item.quantity == int(item.quantity), (template.name, item)
            assert (item.hours is None) is (kind is not Kind.HELPER), (template.name, item)
            assert item.level in (None, 1, 2, 3, 4, 5), (template.name, item)
            assert not item.checks or kind is Kind.HELPER, (template.name, item)


def test_no_template_asks_for_two_venues_or_for_the_same_thing_twice() -> None:
    for template in templates():
        asked = Counter((item.kind, item.what) for item in template.asked)
        assert max(asked.values()) == 1, template.name
        assert sum(choice("kind", kind) == Kind.VENUE for kind, _ in asked) <= 1, template.name


def test_everything_asked_is_a_standard_term() -> None:
    unknown = []
    for template in templates():
        for item in template.asked:
            kind = Kind(str(choice("kind", item.kind)))
            if kind is not Kind.FUND:
                names = split(item.what) if kind is Kind.VENUE else (item.what,)
                assert names, (template.name, item)
                unknown += [(template.name, name) for name in names if (TERMS_OF[kind], name) not in STANDARD]
            unknown += [(template.name, name) for name in item.checks if (TermKind.CHECK, name) not in STANDARD]
    assert unknown == []


def test_the_category_of_every_template_is_a_standard_term() -> None:
    categories = {template.category for template in templates()}
    assert {name for name in categories if (TermKind.CATEGORY, name) not in STANDARD} == set()
    assert len(categories) > 10


def test_steps_are_numbered_and_go_from_before_the_event_to_after_it() -> None:
    for template in templates():
        assert [step.order for step in template.steps] == list(range(1, len(template.steps) + 1)), template.name
        days = [step.days_before for step in template.steps]
        assert days == sorted(days, reverse=True), template.name


def test_steps_are_in_both_languages() -> None:
    for template in templates():
        for step in template.steps:
            assert CHINESE.search(step.step), step
            assert CHINESE.search(step.who), step
            assert re.search("[a-z]", step.step_en), step
            assert re.search("[a-z]", step.who_en), step
            assert not CHINESE.search(step.step_en + step.who_en), step


def test_templates_have_a_name_of_their_own_in_each_language() -> None:
    names = [normal(name) for template in templates() for name in (template.name, template.english)]
    assert len(set(names)) == len(names)
    for template in templates():
        assert not CHINESE.search(template.english)
        spellings = (template.name, template.english, template.english.upper(), template.name.replace("", " "))
        assert [find_template(name) for name in spellings] == [template] * 4
    assert find_template("舞龙灯会") is None
    assert find_template("") is None


def test_no_two_templates_share_a_word_that_points_to_them() -> None:
    words = [(normal(word), template.name) for template in templates() for word in template.words]
    owners: dict[str, set[str]] = {}
    for word, name in words:
        owners.setdefault(word, set()).add(name)
    assert {word: names for word, names in owners.items() if len(names) > 1} == {}
    assert all(len(template.words) >= 5 for template in templates())


ALIKE = [(template.name, word) for template in templates() for word in template.words if normal(word) == word]
CHANGED = [(template.name, word) for template in templates() for word in template.words if normal(word) != word]


def test_every_pointing_word_points_to_its_template() -> None:
    assert len(ALIKE) > 20 * len(TEMPLATES)
    assert [(name, word, pointed_template(f"请问{word}，谢谢")) for name, word in ALIKE] == [
        (name, word, name) for name, word in ALIKE
    ]


def test_every_pointing_word_that_has_another_normal_form_points_to_its_template() -> None:
    assert [(name, word, pointed_template(word)) for name, word in CHANGED] == [
        (name, word, name) for name, word in CHANGED
    ]


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("楼道灯不亮", "楼道小修"),
        ("樓道燈 不亮", "楼道小修"),
        ("楼道灯不亮，我家里没事", ""),
        ("院坝里想看场电影", "露天电影"),
        ("水龙头坏了，顺便教发微信", ""),
        ("水龙头和阀门坏了，顺便教发微信", "上门维修"),
        ("想要一条舞龙", ""),
        ("", ""),
    ],
)
def test_what_points_to_one_template_more_than_to_others_and_nothing_speaks_against(words: str, name: str) -> None:
    assert pointed_template(words) == name


def test_examples_are_of_every_template_and_of_none() -> None:
    counts = Counter(name for _, name in examples())
    assert set(counts) == {*TEMPLATES, ""}
    assert min(counts.values()) >= 5
    assert all(text for text, _ in examples())


# -- the terms -------------------------------------------------------------------------------------------------------


def test_every_term_has_an_english_name_that_is_read_back_as_the_term() -> None:
    for entry in built_in_terms():
        assert re.fullmatch("[ -~]+", entry.english), entry
        assert BUILT_IN.find(entry.kind, entry.english) == entry
        assert BUILT_IN.find(entry.kind, entry.term) == entry


def test_no_name_stands_for_two_terms_of_a_kind() -> None:
    owners: dict[tuple[TermKind, str], set[str]] = {}
    for entry in built_in_terms():
        for name in (entry.term, entry.english, *entry.aliases):
            owners.setdefault((entry.kind, normal(name)), set()).add(entry.term)
    assert {name: terms for name, terms in owners.items() if len(terms) > 1} == {}
    assert len(owners) > 2000


TWICE = {(TermKind.GOODS, "折叠桌"), (TermKind.GOODS, "折叠椅"), (TermKind.GOODS, "图书"), (TermKind.GOODS, "花盆")}
"""Terms with a name that is twice among theirs: 摺叠桌, 摺叠椅, books, 花缽."""


def repeats(kind: TermKind, term: str) -> list[str]:
    (entry,) = [entry for entry in built_in_terms() if (entry.kind, entry.term) == (kind, term)]
    counts = Counter(normal(name) for name in (entry.term, entry.english, *entry.aliases))
    return [name for name, count in counts.items() if count > 1]


def test_no_name_is_twice_among_those_of_a_term() -> None:
    assert [(kind, term) for kind, term in STANDARD - TWICE if repeats(kind, term)] == []


@pytest.mark.parametrize(("kind", "term"), sorted(TWICE))
def test_no_name_is_twice_among_those_of_the_term(kind: TermKind, term: str) -> None:
    assert repeats(kind, term) == []


def test_every_term_has_other_names_in_both_languages() -> None:
    for entry in built_in_terms():
        assert len([name for name in entry.aliases if CHINESE.search(name)]) >= 3, entry
        assert any(re.fullmatch("[ -~]+", name) for name in entry.aliases), entry


# -- a need that names a template ------------------------------------------------------------------------------------

CLINIC = [
    Requirement(Kind.HELPER, "医生", 1, 2.0),
    Requirement(Kind.HELPER, "志愿者", 2, 2.0),
    Requirement(Kind.HELPER, "护士", 1, 2.0),
    Requirement(Kind.VENUE, "桌椅、无障碍", 40, facilities=frozenset({"桌椅", "无障碍"})),
    Requirement(Kind.GOODS, "血压计", 2),
]
CLINIC_IN_ENGLISH = [
    Requirement(Kind.HELPER, "doctor", 1, 2.0),
    Requirement(Kind.HELPER, "nurse", 1, 2.0),
    Requirement(Kind.HELPER, "volunteer", 2, 2.0),
    Requirement(
        Kind.VENUE, "tables and chairs、step-free", 40, facilities=frozenset({"tables and chairs", "step-free"})
    ),
    Requirement(Kind.GOODS, "blood pressure meter", 2),
]


@pytest.mark.parametrize("name", ["义诊日", "義診 日", "clinic day", "Clinic Day", "ＣＬＩＮＩＣ day"])
def test_a_built_in_template_is_named_without_a_sheet_of_templates(name: str, tmp_path: Path) -> None:
    need = the_need(tmp_path, {"模板": name})
    assert list(need.requirements) == CLINIC
    assert need.event


def test_what_a_built_in_template_asks_beside_the_quantity(tmp_path: Path) -> None:
    asked = the_need(tmp_path, {"模板": "困境儿童结对"}).requirements
    assert asked == (
        Requirement(Kind.HELPER, "志愿者", 1, 2.0, checks=frozenset({"儿童服务"})),
        Requirement(Kind.HELPER, "社工", 1, 2.0, checks=frozenset({"儿童服务"})),
    )
    assert the_need(tmp_path, {"模板": "健身活动"}).requirements[0].hours == 1.5
    assert the_need(tmp_path, {"模板": "小微提案"}).requirements == (Requirement(Kind.FUND, "", 500),)


def test_a_need_that_names_no_template_gets_none(tmp_path: Path) -> None:
    assert the_need(tmp_path, {"需求": "义诊日", "模板": ""}).requirements == ()


def test_what_the_need_says_itself_beats_the_built_in_template_kind_by_kind(tmp_path: Path) -> None:
    need = the_need(tmp_path, {"模板": "义诊日", "技能": "中医×3", "物资": 0, "资质": "健康证", "工时": 4})
    assert list(need.requirements) == [
        Requirement(Kind.HELPER, "中医", 3, 4.0, checks=frozenset({"健康证"})),
        *CLINIC[3:4],
    ]
    breakdown: list[Row] = [{"需求编号": "N1", "类型": "场地", "要求": "户外", "数量": 10}]
    need = the_need(tmp_path, {"模板": "义诊日"}, 需求拆解=breakdown)
    assert list(need.requirements) == [
        *CLINIC[:3],
        Requirement(Kind.VENUE, "户外", 10, facilities=frozenset({"户外"})),
        *CLINIC[4:],
    ]


def test_checks_of_the_need_come_on_top_of_those_of_the_built_in_template(tmp_path: Path) -> None:
    asked = the_need(tmp_path, {"模板": "课业辅导", "资质": "健康证"}).requirements
    assert asked[0].checks == {"儿童服务", "健康证"}


def test_a_community_s_own_rows_of_a_template_win_whole(tmp_path: Path) -> None:
    rows: list[Row] = [{"模板": "义诊日", "类型": "单位", "要求": "义诊", "数量": 1}]
    need = the_need(tmp_path, {"模板": "义诊日"}, 服务模板=rows)
    assert need.requirements == (Requirement(Kind.UNIT, "义诊", 1),)


def test_other_templates_of_the_community_leave_the_built_in_ones_as_they_are(tmp_path: Path) -> None:
    rows: list[Row] = [{"模板": "义诊", "类型": "单位", "要求": "义诊", "数量": 1}]
    assert list(the_need(tmp_path, {"模板": "义诊日"}, 服务模板=rows).requirements) == CLINIC
    assert the_need(tmp_path, {"模板": "义诊"}, 服务模板=rows).requirements == (Requirement(Kind.UNIT, "义诊", 1),)


@pytest.mark.parametrize("name", ["義診日", "义诊 日"])
def test_own_rows_in_another_spelling_win_too(name: str, tmp_path: Path) -> None:
    rows: list[Row] = [{"模板": name, "类型": "单位", "要求": "义诊", "数量": 1}]
    need = the_need(tmp_path, {"模板": "义诊日"}, 服务模板=rows)
    assert need.requirements == (Requirement(Kind.UNIT, "义诊", 1),)


def unknown_template(folder: Path, sheets: Sheets) -> dict[str, Any]:
    """Return the parameters of the one problem of a month: that a template is unknown, at its cell."""
    (problem,) = read(folder, sheets).problems
    assert (problem.code, problem.severity) == ("unknown_template", Severity.ERROR)
    assert (problem.place.file, problem.place.cell) == (FILE, "I2")
    return dict(problem.params)


def test_an_unknown_template_is_an_error_that_suggests_the_nearest(tmp_path: Path) -> None:
    sheets = sound()
    row(sheets, "需求清单")["模板"] = "上门维休"
    assert "上门维修" in unknown_template(tmp_path, sheets)["known"].split("、")
    row(sheets, "需求清单")["模板"] = "义诊曰"
    assert set(unknown_template(tmp_path, sheets)["known"].split("、")) == {"义诊", "义诊日"}
    row(sheets, "需求清单")["模板"] = "qwertz"
    assert unknown_template(tmp_path, sheets)["known"] == ""


def test_an_unknown_template_in_english_is_shown_the_english_name(tmp_path: Path) -> None:
    sheets = sound()
    row(sheets, "需求清单")["模板"] = "clinic dey"
    assert "clinic day" in unknown_template(tmp_path, sheets)["known"].split("、")


def findings(folder: Path, sheets: Sheets) -> list[tuple[str, str, str]]:
    problems = commatch.check(write(folder / FILE, sheets)).problems
    return [(item.code, item.value, f"{item.place.sheet}!{item.place.cell}") for item in problems]


def test_what_nobody_can_give_for_a_built_in_template_is_said_where_the_need_names_it(tmp_path: Path) -> None:
    sheets = sound()
    row(sheets, "需求清单").update({"技能": "", "工时": "", "模板": "义诊日"})
    found = [item for item in findings(tmp_path, sheets) if item[0] in ("skill_unknown", "goods_unknown")]
    assert set(found) == {
        ("skill_unknown", "医生", "需求清单!I2"),
        ("skill_unknown", "护士", "需求清单!I2"),
        ("goods_unknown", "血压计", "需求清单!I2"),
    }


def test_check_knows_every_term_of_a_built_in_template(tmp_path: Path) -> None:
    for name in TEMPLATES:
        sheets = sound()
        row(sheets, "需求清单").update({"技能": "", "模板": name})
        assert "term_unknown" not in {code for code, *_ in findings(tmp_path, sheets)}, name


def test_a_need_that_asks_for_nothing_is_shown_the_built_in_template_it_points_to(tmp_path: Path) -> None:
    sheets = sound()
    row(sheets, "需求清单").update({"需求": "楼道灯坏了", "技能": "", "工时": ""})
    problems = commatch.check(write(tmp_path / FILE, sheets)).problems
    (shown,) = [dict(item.params)["templates"] for item in problems if item.code == "nothing_asked"]
    assert shown == "楼道小修"


# -- in a month that can serve them all ------------------------------------------------------------------------------


def term(kind: TermKind, name: str, lang: Lang) -> str:
    if lang is Lang.ZH:
        return name
    return next(entry.english for entry in built_in_terms() if (entry.kind, entry.term) == (kind, name))


def everything(lang: Lang) -> Sheets:
    """Return a month with a need for each built-in template and a resource for each thing that one asks."""
    english = lang is Lang.EN
    needs: list[Row] = []
    resources: dict[Kind, list[Row]] = {kind: [] for kind in Kind}
    rows = table("requirements")
    for number, template in enumerate(templates(), 1):
        title = f"Need {number}" if english else f"第{number}件事"
        name = template.english if english else template.name
        needs.append({"编号": f"N{number:02}", "需求": title, "紧急程度": 2, "模板": name})
    for number, asked in enumerate(rows, 1):
        kind = Kind(str(choice("kind", asked["kind"])))
        ident = f"{kind[0].upper()}{number:03}"
        what = asked["what"]
        if kind is not Kind.FUND:
            what = "、".join(term(TERMS_OF[kind], name, lang) for name in split(what))
        resources[kind].append(
            {
                Kind.HELPER: {
                    "编号": ident,
                    "姓名": ident,
                    "技能": what,
                    "人数": asked["quantity"],
                    "每月工时": 8,
                    "资质": "、".join(term(TermKind.CHECK, name, lang) for name in split(asked["checks"])),
                },
                Kind.UNIT: {"编号": ident, "单位": ident, "服务": what, "每月场次": 1},
                Kind.VENUE: {"编号": ident, "场地": ident, "设施": what, "容纳人数": asked["quantity"]},
                Kind.FUND: {"编号": ident, "资金": ident, "可用金额": asked["quantity"]},
                Kind.GOODS: {"编号": ident, "物资": what, "数量": asked["quantity"], "可重复使用": "否"},
            }[kind]
        )
    return {
        "需求清单": needs,
        "能人": resources[Kind.HELPER],
        "共建单位": resources[Kind.UNIT],
        "场地": resources[Kind.VENUE],
        "资金": resources[Kind.FUND],
        "物资": resources[Kind.GOODS],
        # who is on what is no matter here, and an even load of 200 resources takes half a minute to prove
        "设置": [{"项": "month", "值": "2026-12"}, {"项": "tiers", "值": "must、coverage"}],
    }


def projects(found: Community, folder: Path, lang: Lang) -> dict[str, dict[str, Any]]:
    """Return the rows of the project list by need."""
    result = commatch.match(found)
    assert result.outcome is Outcome.PLANNED
    path = commatch.write_projects(result, folder / "清单.xlsx", lang=lang.value, force=True)
    _, head, *rows = load_workbook(path)[OUTPUT["projects"].name(lang)].iter_rows(values_only=True)
    keys = {column.header(lang): column.key for column in OUTPUT["projects"].columns}
    made = [dict(zip([keys[str(name)] for name in head], values, strict=True)) for values in rows]
    return {item["need_ids"]: item for item in made}


@pytest.mark.parametrize("lang", Lang)
def test_every_built_in_template_can_be_served_and_its_steps_become_the_action_path(lang: Lang, tmp_path: Path) -> None:
    found = read(tmp_path, everything(lang))
    assert codes(found) == []
    assert found.aliases == ()
    made = projects(found, tmp_path, lang)
    steps = table("steps")
    column = "step" if lang is Lang.ZH else "step_en"
    assert len(made) == len(TEMPLATES)
    for number, name in enumerate(TEMPLATES, 1):
        path = made[f"N{number:02}"]["action_path"]
        wanted = [item[column] for item in steps if item["template"] == name]
        at = [path.find(step) for step in wanted]
        assert -1 not in at, (name, path)
        assert at == sorted(at), name
        assert len(path.splitlines()) == len(wanted), name


def clinic(**more: list[Any]) -> Sheets:
    """Return a sound month in which N1 is a built-in clinic day and N2 the community's own template."""
    sheets = sound()
    row(sheets, "需求清单").update({"技能": "", "工时": "", "模板": "义诊日", "可行时段": "12月10日上午", "期限": ""})
    sheets["能人"] += [
        {"编号": "H8", "姓名": "钱医生", "技能": "大夫", "每月工时": 8},
        {"编号": "H9", "姓名": "孙护士", "技能": "护士", "每月工时": 8},
    ]
    sheets["物资"].append({"编号": "G2", "物资": "血压仪", "数量": 2, "可重复使用": "是"})
    return {**sheets, **more}


def test_a_built_in_template_is_served_by_other_names_and_its_steps_are_dated(tmp_path: Path) -> None:
    made = projects(read(tmp_path, clinic()), tmp_path, Lang.ZH)
    path = made["N1"]["action_path"].splitlines()
    steps = TEMPLATES["义诊日"].steps
    assert len(path) == len(steps) == 5
    for line, step in zip(path, steps, strict=True):
        assert step.step in line
        assert f"（{step.who}）" in line
    assert [line.split()[0] for line in path] == ["11月26日", "12月3日", "12月10日", "12月10日", "12月13日"]
    assert steps[0].step not in made["N2"]["action_path"]


def test_a_community_s_own_steps_win_and_leave_the_requirements(tmp_path: Path) -> None:
    found = read(tmp_path, clinic(行动步骤=[{"模板": "义诊日", "顺序": 1, "步骤": "贴告示", "提前天数": 2}]))
    assert list(found.needs[0].requirements) == CLINIC
    path = projects(found, tmp_path, Lang.ZH)["N1"]["action_path"]
    assert path == "12月8日 贴告示"


def test_own_rows_without_steps_keep_the_built_in_steps(tmp_path: Path) -> None:
    sheets = clinic()
    sheets["服务模板"].append({"模板": "义诊日", "类型": "能人", "要求": "医生", "数量": 1})
    found = read(tmp_path, sheets)
    assert [item.what for item in found.needs[0].requirements] == ["医生"]
    assert [step.template for step in found.steps] == ["义诊日"] * 5


def test_only_templates_that_a_need_names_bring_their_steps(tmp_path: Path) -> None:
    assert read(tmp_path, sound()).steps == ()
    assert {step.template for step in read(tmp_path, clinic()).steps} == {"义诊日"}


def english_clinic(folder: Path, template: str) -> Need:
    sheets: Sheets = {
        "needs": [
            {"need_id": "N1", "title": "free clinic", "urgency": "high", "template": template},
            {"need_id": "N2", "title": "修水管", "urgency": "high", "skills": "电工"},
            {"need_id": "N3", "title": "leaking tap", "urgency": "high", "skills": "水电"},
        ],
        "helpers": [{"helper_id": "H1", "name": "Li", "skills": "医生, nurse, volunteer, electrician", "hours": 9}],
        "venues": [{"venue_id": "V1", "name": "Hall", "seats": 50, "facilities": "坡道, chairs"}],
        "goods": [{"goods_id": "G1", "name": "血压计", "quantity": 3, "reusable": "yes"}],
        "settings": [{"key": "month", "value": "2026-12"}],
    }
    found = read(folder, sheets)
    assert found.problems == ()
    assert set(found.helpers[0].skills) == {"doctor", "nurse", "volunteer", "plumbing and electrics"}
    assert found.venues[0].facilities == {"step-free", "tables and chairs"}
    assert found.goods[0].what == "blood pressure meter"
    steps = TEMPLATES["义诊日"].steps
    assert [step.step for step in found.steps] == [step.step_en for step in steps]
    assert [step.who for step in found.steps] == [step.who_en for step in steps]
    return found.needs[0]


@pytest.mark.parametrize("template", ["clinic day", "义诊日"])
def test_in_a_month_in_english_a_built_in_template_speaks_english(template: str, tmp_path: Path) -> None:
    assert list(english_clinic(tmp_path, template).requirements) == CLINIC_IN_ENGLISH


def test_half_of_the_needs_in_english_make_no_english_month(tmp_path: Path) -> None:
    sheets = clinic()
    row(sheets, "需求清单")["需求"] = "free clinic"
    assert list(read(tmp_path, sheets).needs[0].requirements) == CLINIC


def test_needs_without_a_title_make_no_english_month(tmp_path: Path) -> None:
    sheets = clinic()
    sheets["需求清单"] += [{"编号": f"E{number}", "需求": None, "紧急程度": 1} for number in range(3)]
    assert [list(need.requirements) for need in read(tmp_path, sheets).needs if need.need_id == "N1"] == [CLINIC]
