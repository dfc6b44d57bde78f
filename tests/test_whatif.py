"""``commatch whatif``: the month's plan as it is and with some changes, on the command line and in the library."""

from __future__ import annotations

import json
import re
import shlex
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from cli_runs import HELPERS, NEEDS, Rows, book, in_chinese, run_json
from openpyxl import load_workbook

import commatch
from commatch.altering import AlterError, alter, parse
from commatch.assemble import assemble
from commatch.cli.app import main
from commatch.cli.demo import sample
from commatch.cli.whatif import BLANK
from commatch.community import Community
from commatch.matching import engine
from commatch.matching.plan import Outcome, Violation
from commatch.matching.result import Result
from commatch.telling.exits import Exit
from commatch.texts.cli_whatif import WHATIF_WORDS
from commatch.workbook.reader import read_tables
from commatch.workbook.tables import Tables

ROOT = Path(__file__).resolve().parents[1]

KEYS = [
    "schema", "command", "version", "outcome", "exit_code", "message", "month", "changes", "before", "after",
    "by_group", "gained", "lost", "gone", "moved", "uses", "problems", "new_problems", "violations", "clash", "notes",
    "seconds",
]  # fmt: skip
FIGURES = ["needs", "served", "unserved", "priority", "covered", "must", "must_served", "projects", "proven"]

Run = tuple[int, dict[str, Any]]


@pytest.fixture(autouse=True)
def plain(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Each test starts in an empty folder, in Chinese, whatever the machine says."""
    in_chinese(monkeypatch, tmp_path)


@pytest.fixture
def month(tmp_path: Path) -> Path:
    """Write a small month: one need that can be served, one that can't."""
    return book(tmp_path / "本月.xlsx", 需求清单=NEEDS, 能人=HELPERS, 设置=[["项", "值"], ["month", "2026-12"]])


def tight(folder: Path, **more: Rows) -> Path:
    """Write a month of three needs and one helper who has time for two of them."""
    needs: Rows = [
        ["编号", "需求", "技能", "工时", "紧急程度", "人群"],
        ["N1", "修水管", "水电工×1", 2, 5, "独居老人"],
        ["N2", "换灯", "水电工×1", 2, 3, "骑手"],
        ["N3", "修锁", "水电工×1", 2, 1, "骑手"],
    ]
    helpers: Rows = [["编号", "姓名", "技能", "每月工时"], ["H1", "赵师傅", "水电工:4", 4]]
    settings: Rows = [["项", "值"], ["month", "2026-12"]]
    return book(folder / "紧.xlsx", **{"需求清单": needs, "能人": helpers, "设置": settings, **more})


def ids(items: list[Mapping[str, Any]]) -> list[str]:
    return [str(item["need_id"]) for item in items]


# -- what it finds ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "gained", "lost"),
    [
        (["--set", "H1 每月工时+=2"], ["N3"], []),
        (["--set", "H1 hours=6"], ["N3"], []),
        (["--set", "H1 每月工时=2"], [], ["N2"]),
        (["--add", "能人 水电工 2小时"], ["N3"], []),
        (["--add", "helper plumber 2 hours"], ["N3"], []),
        (["--remove", "H1"], [], ["N1", "N2"]),
        (["--remove", "N1"], ["N3"], []),
        (["--remove", "H1", "--add", "能人 水电工 6小时"], ["N3"], []),
        (["--set", "N3 紧急程度=兜底"], ["N3"], ["N2"]),
        (["--set", "N2 状态=暂缓"], ["N3"], ["N2"]),
        (["--add", "需求 需求=急修 水电工×1 2小时 紧急程度=兜底"], ["新1"], ["N2"]),
        (["--set", "H1 备注=好"], [], []),
    ],
    ids=lambda value: " ".join(value),
)
def test_who_gains_and_who_loses(
    words: list[str], gained: list[str], lost: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, doc = run_json(capsys, "whatif", str(tight(tmp_path)), *words)
    assert (code, doc["outcome"]) == (0, "compared")
    assert (ids(doc["gained"]), ids(doc["lost"])) == (gained, lost)
    before, after = doc["before"], doc["after"]
    assert (before["served"], before["must"], before["must_served"]) == (2, 1, 1)
    gone = len(doc["gone"])
    assert after["served"] == before["served"] + len(gained) - len(lost) - gone


def test_the_figures_are_those_of_a_match_of_each(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tight(tmp_path)
    _, doc = run_json(capsys, "whatif", str(path), "--set", "H1 每月工时=2")
    written = load_workbook(path)
    written["能人"]["D2"] = 2
    written.save(tmp_path / "改.xlsx")
    for side, file in (("before", path), ("after", tmp_path / "改.xlsx")):
        _, matched = run_json(capsys, "match", str(file))
        counts, tiers = matched["counts"], {tier["name"]: tier["value"] for tier in matched["tiers"]}
        assert doc[side]["served"] == counts["served"]
        assert doc[side]["projects"] == counts["projects"]
        assert doc[side]["covered"] == tiers["coverage"]
        assert doc[side]["proven"]
        groups = {item["group"]: item[side] for item in doc["by_group"]}
        assert {item["group"]: item["share"] for item in matched["by_group"]} == {
            group: item["share"] for group, item in groups.items()
        }


def test_use_of_resources_and_reasons_of_losses_are_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _, doc = run_json(capsys, "whatif", str(tight(tmp_path)), "--set", "H1 每月工时=2")
    assert doc["lost"] == [{"need_id": "N2", "title": "换灯", "codes": ["hours_taken"]}]
    assert doc["uses"] == [
        {
            "kind": "helper",
            "resource_id": "H1",
            "before": {"available": 4, "used": 4},
            "after": {"available": 2, "used": 2},
        }
    ]
    assert main(["whatif", "紧.xlsx", "--set", "H1 每月工时=2"]) == 0
    out = capsys.readouterr().out
    assert "改 H1（能人）：每月工时 4 → 2" in out
    assert "不再配上的需求（1）\n  N2  换灯（工时用尽）" in out
    assert "能人 H1   4/4   2/2" in out


def test_without_a_difference_it_says_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["whatif", str(tight(tmp_path)), "--set", "H1 备注=好"]) == 0
    assert "没有差别" in capsys.readouterr().out


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_files_stay_as_they_are_and_nothing_is_written(
    lang: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tight(tmp_path)
    before = path.read_bytes()
    assert main(["whatif", str(path), "--remove", "N1", "--set", "H1 hours=9", "--lang", lang]) == 0
    assert capsys.readouterr().out
    assert path.read_bytes() == before
    assert list(tmp_path.iterdir()) == [path]


def test_nothing_that_need_not_change_does() -> None:
    found = commatch.whatif(sample("zh"), set="H012 备注=常来", month="2026-12")
    assert found.before.plan == found.after.plan
    assert (found.gained, found.lost, found.moved, found.uses) == ((), (), (), ())
    assert found.figures[0] == found.figures[1]


def test_of_plans_that_are_as_good_the_nearest_is_taken() -> None:
    found = commatch.whatif(sample("zh"), remove="H004", month="2026-12")
    fresh = commatch.match(found.after.community)
    values = [{tier.name: tier.value for tier in result.tiers} for result in (fresh, found.after)]
    for tier in ("must", "coverage", "coverage_count", "fairness", "fair_coverage"):
        assert values[0][tier] == values[1][tier]
    kept = set(found.before.plan.assignments) & set(found.after.plan.assignments)
    lost = [row for row in found.before.plan.assignments if row not in kept]
    assert {row.demand_id for row in lost} == {need.need_id for need in found.lost}


def test_a_need_moved_to_somebody_else_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tight(tmp_path)
    _, doc = run_json(capsys, "whatif", str(path), "--remove", "H1", "--add", "能人 水电工 4小时")
    assert doc["moved"] == ["N1", "N2"]
    assert (doc["gained"], doc["lost"]) == ([], [])


# -- the document ----------------------------------------------------------------------------------------------------


def test_the_keys_of_the_document_are_kept(month: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, doc = run_json(capsys, "whatif", str(month), "--set", "H1 每月工时=4")
    assert (code, list(doc), doc["schema"]) == (0, KEYS, "commatch.whatif/1")
    assert [list(doc[side]) for side in ("before", "after")] == [FIGURES, FIGURES]
    (change,) = doc["changes"]
    assert change == {
        "action": "set",
        "operation": '--set "H1 每月工时=4"',
        "sheet": "helpers",
        "id": "H1",
        "rows_too": 0,
        "cells": [{"column": "hours", "before": "8", "after": "4"}],
    }
    (group, *_) = doc["by_group"]
    assert list(group) == ["group", "before", "after"]
    assert list(group["before"]) == ["needs", "served", "share"]


@pytest.mark.parametrize(
    "words",
    [
        ["本月.xlsx"],
        ["本月.xlsx", "--remove", "R9"],
        ["no.xlsx", "--remove", "N1"],
        ["本月.xlsx", "--set", "H1 每月工时=多"],
    ],
    ids=" ".join,
)
def test_the_keys_are_there_when_nothing_was_compared(
    words: list[str], month: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, doc = run_json(capsys, "whatif", *words)
    assert code in (Exit.USAGE, Exit.INPUT)
    assert list(doc) == KEYS
    assert doc["before"] is doc["after"] is None
    assert list(BLANK) == KEYS[6:]


# -- exit codes ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ([], "至少一个"),
        (["--add", "水电工"], "要先写加的是什么"),
        (["--remove", "R9", "--set", "H1 颜色=红"], "没有编号 R9 的需求或资源"),
        (["--remove", "R9", "--set", "H1 颜色=红"], "能人里没有“颜色”这一列"),
        (["--set", "venue_walk=20"], "用 --setting 写"),
        (["--setting", "venue_walk"], "--setting 要写成 项=值"),
        (["--setting", "venu_walk=2", "--remove", "N1"], "没有名为“venu_walk”的设置（是不是 venue_walk？）"),
        (["--setting", "gap=2", "--remove", "N1"], "--setting gap 的值“2”不能用"),
        (["--remove", "N1", "--nope"], "没有这个选项"),
        (["--remove", "N1", "--previous", "没有.xlsx"], "找不到文件"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_wrong_usage_is_2_and_says_what_to_do(
    words: list[str], said: str, month: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["whatif", str(month), *words]) == Exit.USAGE
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err.startswith("用法错误：")
    assert said in captured.err


def test_errors_of_the_files_are_3_and_come_before_faults_of_the_changes(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    needs = [NEEDS[0], ["N1", "修水管", "", "", "", "水电工×1", "两三个"]]
    path = book(tmp_path / "坏.xlsx", 需求清单=needs, 能人=HELPERS)
    for words in (["--set", "H1 人数=2"], ["--remove", "R9"], ["--set", "N1 工时=2"]):
        assert main(["whatif", str(path), "--month", "2026-12", *words]) == Exit.INPUT
        err = capsys.readouterr().err
        assert err.startswith("数据有 1 处错误，没有比较")
        assert "G2" in err


def test_errors_that_the_changes_bring_are_3_and_name_the_operation(
    month: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ["--set", "H1 每月工时=很多", "--add", "资金 名称=小金库"]
    assert main(["whatif", str(month), *words]) == Exit.INPUT
    err = capsys.readouterr().err
    assert err.startswith("改了以后有 2 处错误")
    assert '错误 · --set "H1 每月工时=很多"' in err
    assert '错误 · --add "资金 名称=小金库"' in err
    _, doc = run_json(capsys, "whatif", str(month), *words)
    assert {item["file"] for item in doc["new_problems"] if item["severity"] == "error"} == {
        '--set "H1 每月工时=很多"',
        '--add "资金 名称=小金库"',
    }


PINS: Rows = [["需求编号", "资源编号", "意见"], ["N1", "H1", "锁定"], ["N2", "H1", "锁定"], ["N3", "H1", "锁定"]]


def test_no_plan_after_the_changes_is_4_with_what_clashes(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    pins = PINS[:3]
    path = tight(tmp_path, 匹配意见=pins)
    code, doc = run_json(capsys, "whatif", str(path), "--set", "H1 每月工时=3")
    assert (code, doc["outcome"], doc["before"]) == (Exit.NO_PLAN, "no_plan", None)
    assert doc["clash"]
    assert main(["whatif", str(path), "--set", "H1 每月工时=3"]) == Exit.NO_PLAN
    err = capsys.readouterr().err
    assert "改 H1（能人）：每月工时 4 → 3" in err
    assert "锁定 N1 与 H1" in err


def test_a_month_without_a_plan_may_get_one(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tight(tmp_path, 匹配意见=PINS)
    code, doc = run_json(capsys, "whatif", str(path), "--set", "H1 每月工时=6")
    assert (code, doc["before"], doc["after"]["served"]) == (0, None, 3)
    assert main(["whatif", str(path), "--set", "H1 每月工时=6"]) == 0
    assert "改前没有方案" in capsys.readouterr().out


def test_a_failed_audit_is_5(month: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(engine, "audit", lambda *given: (Violation("too_far", "N1", "H1"),))
    code, doc = run_json(capsys, "whatif", str(month), "--remove", "N2")
    assert code == Exit.AUDIT
    assert [item["code"] for item in doc["violations"]] == ["too_far"]


def test_quiet_says_nothing_on_success(month: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["whatif", str(month), "--remove", "N2", "--quiet"]) == 0
    assert capsys.readouterr().out == ""


def test_settings_hold_for_both_plans(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tight(tmp_path)
    words = ["--setting", "default_hours=2", "--add", "能人 水电工", "--month", "2026-12"]
    _, doc = run_json(capsys, "whatif", str(path), *words)
    assert doc["uses"][-1]["after"] == {"available": 2, "used": 2}
    assert [item["code"] for item in doc["new_problems"]] == ["hours_blank"]
    main(["whatif", str(path), *words])
    assert '改动带来的提醒\n  --add "能人 水电工" · 新1\n    每月工时没有填' in capsys.readouterr().out


def test_a_plan_that_is_not_proven_is_said_to_be_so(
    month: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["whatif", str(month), "--remove", "N2"]) == 0
    assert "没有证明最优" not in capsys.readouterr().out
    monkeypatch.setattr(Result, "proven", False)
    assert main(["whatif", str(month), "--remove", "N2"]) == 0
    assert "有一边没有证明最优" in capsys.readouterr().out


# -- names -----------------------------------------------------------------------------------------------------------

SECRETS = ("王桂兰", "13912345678", "赵师傅", "13712345678", "欧阳小红", "13511112222")


@pytest.mark.parametrize(
    "words",
    [
        ["--remove", "H1"],
        ["--set", "H1 姓名=欧阳小红 电话=13511112222"],
        ["--add", "能人 水电工:4 姓名=欧阳小红 电话=13511112222 备注=欧阳小红的徒弟"],
        ["--set", "N1 需求=给王桂兰修水管 说明=打13511112222", "--remove", "H1"],
        ["--set", "H1 姓名=欧阳小红 每月工时=很多"],
        ["--set", "N1 说明=赵师傅认识 期限=哪天"],
        ["--set", "H9 姓名=欧阳小红"],
    ],
    ids=" ".join,
)
def test_no_name_or_number_is_printed(words: list[str], month: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["whatif", str(month), *words])
    captured = capsys.readouterr()
    _, doc = run_json(capsys, "whatif", str(month), *words)
    printed = captured.out + captured.err + json.dumps(doc, ensure_ascii=False)
    assert [secret for secret in SECRETS if secret in printed] == []


def test_names_are_shown_where_that_is_asked(month: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _, doc = run_json(capsys, "whatif", str(month), "--set", "H1 姓名=欧阳小红 每月工时=2", "--show-personal")
    assert doc["changes"][0]["cells"][0] == {"column": "name", "before": "赵师傅", "after": "欧阳小红"}
    assert doc["uses"][0]["name"] == "欧阳小红"


# -- after the council -----------------------------------------------------------------------------------------------


def council(folder: Path, path: Path, **decisions: str) -> Path:
    """Match a month and write decisions into its project list, by need."""
    result = commatch.match(commatch.read(path))
    target = commatch.write_projects(result, folder / "清单.xlsx", lang="zh")
    written = load_workbook(target)
    sheet = written["项目清单"]
    rows = list(sheet.iter_rows())
    top = next(number for number, line in enumerate(rows) if any(cell.value == "项目编号" for cell in line))
    columns = {str(cell.value): at for at, cell in enumerate(rows[top])}
    for line in rows[top + 1 :]:
        decision = decisions.get(str(line[columns["需求编号"]].value))
        if decision:
            line[columns["议事决定"]].value = decision
    written.save(target)
    return target


THREE: Rows = [
    ["编号", "姓名", "技能", "每月工时"],
    ["H1", "赵师傅", "水电工:4", 2],
    ["H2", "钱师傅", "水电工:3", 2],
    ["H3", "孙师傅", "水电工:2", 2],
]


def test_who_leaves_a_confirmed_project_is_replaced(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tight(tmp_path, 能人=THREE)
    previous = ["--previous", str(council(tmp_path, path, N1="确认", N2="确认", N3="否"))]
    code, doc = run_json(capsys, "whatif", str(path), *previous, "--remove", "H1")
    assert code == 0, doc["message"]
    assert (doc["before"]["served"], doc["after"]["served"], doc["lost"]) == (2, 2, [])
    assert len(doc["moved"]) == 1
    assert doc["new_problems"] == []
    code, doc = run_json(capsys, "whatif", str(path), *previous, "--remove", "H1 H2")
    assert (code, doc["outcome"]) == (Exit.NO_PLAN, "no_plan")
    assert doc["clash"]


def test_a_confirmed_need_that_is_taken_away_leaves_no_trace(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tight(tmp_path)
    previous = council(tmp_path, path, N1="确认", N2="确认")
    code, doc = run_json(capsys, "whatif", str(path), "--previous", str(previous), "--remove", "N2")
    assert (code, ids(doc["gained"]), ids(doc["gone"])) == (0, ["N3"], ["N2"])
    assert doc["new_problems"] == []


def test_what_the_council_confirmed_holds_in_both_plans(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tight(tmp_path)
    previous = council(tmp_path, path, N2="确认")
    words = ["--set", "H1 每月工时=2"]
    assert ids(run_json(capsys, "whatif", str(path), *words)[1]["lost"]) == ["N2"]
    _, doc = run_json(capsys, "whatif", str(path), "--previous", str(previous), *words)
    assert ids(doc["lost"]) == ["N1"]


# -- the library -----------------------------------------------------------------------------------------------------


def test_the_library_compares_as_the_command_does(tmp_path: Path) -> None:
    path = tight(tmp_path)
    found = commatch.whatif(path, add="能人 水电工 2小时", month="2026-12")
    assert found.outcome is Outcome.PLANNED
    assert [need.need_id for need in found.gained] == ["N3"]
    assert (found.figures[0].served, found.figures[1].served) == (2, 3)
    groups = {item.group: (item.served_before, item.served_after) for item in found.groups}
    assert groups == {"独居老人": (1, 1), "骑手": (1, 2)}
    assert found.before.plan.served == {"N1", "N2"}
    assert [step.row_id for step in found.steps] == ["新1"]
    with pytest.raises(AlterError, match="no need or resource has the id R9"):
        commatch.whatif([path], remove=["R9"])
    with pytest.raises(AlterError, match="must begin with what is added"):
        commatch.whatif([path], add=["水电工"])


def test_the_library_tells_of_problems_and_does_not_raise_for_them(tmp_path: Path) -> None:
    found = commatch.whatif(tight(tmp_path), set="H1 每月工时=很多")
    assert found.outcome is Outcome.INPUT_PROBLEMS
    assert [(item.code, item.place.file) for item in found.new_problems] == [("bad_number", '--set "H1 每月工时=很多"')]


def test_a_kind_without_a_sheet_that_counts_from_now_on_is_said(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    needs: Rows = [["编号", "需求", "技能", "容纳人数"], ["N1", "讲座", "讲师×1", 30]]
    helpers: Rows = [["编号", "技能", "每月工时"], ["H1", "讲师", 4]]
    path = book(tmp_path / "a.xlsx", 需求清单=needs, 能人=helpers)
    assert main(["whatif", str(path), "--month", "2026-12", "--add", "场地 10人"]) == 0
    out = capsys.readouterr().out
    assert "原来没有“场地”这张表，1 条需求对它的要求没有算" in out
    assert "不再配上的需求（1）" in out


def test_the_words_are_there_in_both_languages() -> None:
    assert all(zh and en for zh, en in WHATIF_WORDS.values())
    assert not [en for _, en in WHATIF_WORDS.values() if any("一" <= char <= "鿿" for char in en)]


# -- the documentation -----------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def samples() -> dict[str, tuple[Tables, Community]]:
    """Return the sample in either language."""
    found = {lang: read_tables([sample(lang)]) for lang in ("zh", "en")}
    return {lang: (tables, assemble(tables)) for lang, tables in found.items()}


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_change_in_the_guide_can_be_carried_out_on_the_sample(
    lang: str, samples: dict[str, tuple[Tables, Community]]
) -> None:
    text = (ROOT / "docs" / lang / "how-to" / "whatif.md").read_text("utf-8")
    written = re.findall(r'^ +--(add|remove|set) "?(.+?)"?$', text, re.MULTILINE)
    assert {option for option, _ in written} == {"add", "remove", "set"}
    assert len(written) == 12
    tables, before = samples[lang]
    for option, words in written:
        found = alter(tables, parse(**{option: words}).operations, before)
        assert [item.words("en") for item in found.faults] == [], words
        errors = [item for item in assemble(found.tables).problems if item.severity == "error"]
        assert errors == [], words


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_guide_shows_what_is_printed(lang: str, capsys: pytest.CaptureFixture[str]) -> None:
    text = (ROOT / "docs" / lang / "how-to" / "whatif.md").read_text("utf-8")
    (command,) = re.findall(r"^    commatch (whatif \S+ --add.+)$", text, re.MULTILINE)
    name, *words = shlex.split(command)[1:]
    assert main(["whatif", str(sample(lang)), *words, "--month", "2026-12", "--lang", lang]) == 0
    assert sample(lang).name == name
    printed = {" ".join(line.split()) for line in capsys.readouterr().out.splitlines()}
    start = text.index("    改前改后" if lang == "zh" else "    Before and after")
    shown = [" ".join(line.split()) for line in text[start:].split("\n\n\n")[0].splitlines() if line.startswith("    ")]
    shown = shown[: next(at for at, line in enumerate(shown) if line.startswith("N035")) + 1]
    assert len(shown) == 8
    assert [line for line in shown if line not in printed] == []
