"""``commatch explain``: answers in both languages, from the very files of the plan and from no others."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path
from typing import Any

import pytest
from cli_runs import book, in_chinese, run_json
from explained import codes
from openpyxl import load_workbook

import commatch
from commatch.cli.app import main
from commatch.cli.demo import sample
from commatch.explaining.need import NeedFacts
from commatch.explaining.resource import ResourceFacts
from commatch.telling.exits import Exit
from commatch.workbook.outputs import OUTPUT

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "benchmarks"))
from books import write
from generate import Size, draw

KEYS = [
    "schema", "command", "version", "outcome", "exit_code", "message", "month", "result", "inputs", "asked", "answer",
    "need", "resource", "pair", "edited", "violations", "problems", "seconds",
]  # fmt: skip
NEED_KEYS = [
    "need_id", "title", "state", "status", "project_id", "need_ids", "priority", "slots", "reasons", "requirements",
    "decision", "remedy",
]  # fmt: skip
PART_KEYS = ["kind", "requirement", "asked", "offers", "candidates", "rows", "others", "turned_down"]
ROW_KEYS = ["need_id", "kind", "resource_id", "slot", "quantity", "hours", "amount", "score", "terms"]
STANDING_KEYS = ["resource_id", "score", "code", "by", "figures"]
RESOURCE_KEYS = [
    "resource_id", "kind", "active", "why_not", "capacity", "rows", "openings", "shut", "asking", "demands", "opens",
]  # fmt: skip
OPENING_KEYS = ["need_id", "kind", "requirement", *STANDING_KEYS, "served_by", "scores", "unserved"]
PAIR_KEYS = ["need_id", "resource_id", "state", "rows", "stands", "turned_down", "trial"]
TRIAL_KEYS = ["outcome", "before", "after", "lost", "gained", "rows", "instead_of", "tiers", "clash", "proven"]

NEEDS = [
    ["编号", "需求", "提出人", "电话", "人群", "网格", "紧急程度", "技能", "工时", "可行时段", "状态"],
    ["N01", "换灯泡", "王桂兰", "13912345678", "独居老人", "一网格", "高", "水电工", 2, "", ""],
    ["N02", "修插座", "李建国", "13812345678", "骑手", "一网格", "中", "水电工", 2, "", ""],
    ["N03", "手语陪同", "", "", "", "二网格", "中", "手语翻译", 2, "", ""],
    ["N04", "写春联", "", "", "", "一网格", "中", "书法", 2, "周二晚上", ""],
    ["N05", "早就办完的事", "", "", "", "", "中", "水电工", 1, "", "转办"],
]
HELPERS = [
    ["编号", "姓名", "电话", "技能", "网格", "步行上限", "每月工时", "可用时段"],
    ["H01", "赵师傅", "13712345678", "水电工:5", "一网格", "", 3, ""],
    ["H02", "钱师傅", "13712345679", "水电工:3", "三网格", 10, 8, ""],
    ["H03", "孙老师", "13712345670", "书法:4", "一网格", "", 8, "周二晚上"],
    ["H04", "周老师", "13712345671", "书法:4", "一网格", "", 8, "周四上午"],
    ["H05", "吴老师", "13712345672", "唱歌:4", "一网格", "", 8, ""],
]
WALKS = [["起点", "终点", "步行分钟"], ["三网格", "一网格", 12], ["三网格", "二网格", 5]]


@pytest.fixture(autouse=True)
def plain(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Each test starts in an empty folder, in Chinese, whatever the machine says."""
    in_chinese(monkeypatch, tmp_path)


@pytest.fixture
def files(tmp_path: Path) -> list[Path]:
    """Write a small month in two files."""
    needs = book(tmp_path / "需求.xlsx", 需求清单=NEEDS)
    return [needs, book(tmp_path / "资源.xlsx", 能人=HELPERS, 网格距离=WALKS)]


def made(files: list[Path], name: str = "项目清单.xlsx", *words: str) -> Path:
    """Match a month and return its project list, beside its files."""
    path = files[0].with_name(name)
    assert main(["match", *map(str, files), "--month", "2026-12", "-o", str(path), "-q", "--force", *words]) == 0
    return path


@pytest.fixture
def listed(files: list[Path]) -> Path:
    return made(files)


def asked(capsys: pytest.CaptureFixture[str], *words: object) -> str:
    """Return the page of a question that is answered."""
    assert main(["explain", *map(str, words)]) == 0, capsys.readouterr().err
    return capsys.readouterr().out


def refused(capsys: pytest.CaptureFixture[str], *words: object) -> list[str]:
    """Return the codes for which there is no answer."""
    code, doc = run_json(capsys, "explain", *map(str, words))
    assert (code, doc["outcome"], doc["answer"]) == (Exit.INPUT, "input_problems", [])
    return [item["code"] for item in doc["problems"]]


def unquoted(page: str) -> str:
    """Return a page without what it quotes of the list, in the language of that."""
    lines = page.splitlines()
    return "\n".join(line for line in lines if "清单里写的" not in line and "as the list says" not in line)


# -- answers ---------------------------------------------------------------------------------------------------


def test_a_need_that_is_served_says_who_does_it_and_who_else_could(
    listed: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    page = asked(capsys, listed, "--need", "N01")
    assert "已匹配：项目 2026-12-N01，时间由双方约定。" in page
    assert "能人（水电工）：H01（2 小时；匹配分 16：" in page
    assert "不合要求的 1：距离过远×1（最接近 H02：步行 12 分钟，上限 10 分钟）" in page


def test_a_need_that_is_not_served_says_what_is_in_the_way(listed: Path, capsys: pytest.CaptureFixture[str]) -> None:
    page = asked(capsys, listed, "--need", "N02")
    assert "没有匹配上，主要原因：工时用尽。" in page
    assert "水电工 缺1小时" in page
    assert "H01 匹配分 16：每月 3 小时，只剩 1，这件要 2（用在 N01）" in page
    nobody = asked(capsys, listed, "--need", "N03")
    assert "没有人会“手语翻译”" in nobody
    assert "能人（手语翻译）：要 1，没有人（单位、物资）提供" in nobody
    assert "状态是“转办”" in asked(capsys, listed, "--need", "N05")


def test_somebody_idle_is_told_why_not_and_what_would_help(listed: Path, capsys: pytest.CaptureFixture[str]) -> None:
    far = asked(capsys, listed, "--resource", "H02")
    assert "本月没有排上。对口的需求有 2 件，不合条件：距离过远。" in far
    assert "步行上限从 10 分钟放到 12 分钟：就合条件 2 件（N01、N02），其中 1 件现在没配上" in far
    late = asked(capsys, listed, "--resource", "H04")
    assert "不合条件：无共同时段。" in late
    assert "N04 周二晚上" in late
    assert "每周二晚上有空：就合条件 N04" in late
    assert "没有一件对口" in asked(capsys, listed, "--resource", "H05")


def test_who_serves_is_told_what_is_used_and_what_is_left_out(listed: Path, capsys: pytest.CaptureFixture[str]) -> None:
    page = asked(capsys, listed, "--resource", "H01")
    assert "本月排了 1 件。" in page
    assert "每月 3 小时，用了 2" in page
    assert "N02 能人（水电工）：没有匹配上（工时用尽）。" in page
    assert f"commatch explain {listed} --pair N02 H01" in page


def test_a_pair_is_told_what_it_would_cost(listed: Path, capsys: pytest.CaptureFixture[str]) -> None:
    page = asked(capsys, listed, "--pair", "N02", "H01")
    assert "可以，但没有这样排。" in page
    assert "会少配上：N01（工时用尽）" in page
    assert "会多配上：N02" in page
    assert "H01 做：能人（水电工）；2 小时" in page
    assert "就是这样排的。" in asked(capsys, listed, "--pair", "N01", "H01")
    assert "步行 12 分钟，上限 10 分钟" in asked(capsys, listed, "--pair", "N01", "H02")
    assert "没有 H05 能做的" in asked(capsys, listed, "--pair", "N01", "H05")


def test_a_pair_may_be_named_the_other_way_round_and_ids_in_any_spelling(
    listed: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert "N02 和 H01" in asked(capsys, listed, "--pair", "h01", "n02")
    assert asked(capsys, listed, "--need", "ｎ01") == asked(capsys, listed, "--need", "N01")


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_list_in_either_language_gives_the_same_answer(
    lang: str, files: list[Path], capsys: pytest.CaptureFixture[str]
) -> None:
    english = made(files, "list.xlsx", "--lang", "en")
    chinese = made(files, "清单.xlsx", "--lang", "zh")
    for question in (["--need", "N02"], ["--resource", "H02"], ["--pair", "N02", "H01"]):
        one, other = (
            unquoted(asked(capsys, path, *question, "--lang", lang)).replace(path.name, "")
            for path in (chinese, english)
        )
        assert one == other
        assert ("score" in one or "minutes" in one) == (lang == "en")


def test_all_of_the_sample_is_answered_as_it_was_planned(tmp_path: Path) -> None:
    """Every need and resource of the sample; the plan and the reasons are those that were written."""
    month = shutil.copy(sample("zh"), tmp_path / "月.xlsx")
    result = commatch.match(commatch.read(month, month="2026-12"))
    path = commatch.write_projects(result, tmp_path / "清单.xlsx")
    answer = commatch.explain(path, need="N012")
    assert answer.ok
    assert answer.rebuilt is not None
    assert answer.rebuilt.plan == result.plan
    assert answer.rebuilt.complete().unserved == result.unserved
    assert answer.community.settings == result.settings
    assert codes(answer) == []
    served = {need_id for demand in result.plan.slots for need_id in result.demand[demand].need_ids}
    for need in result.community.needs[::7]:
        facts = commatch.explain(path, need=need.need_id).facts
        assert isinstance(facts, NeedFacts)
        assert (facts.state == "served") == (need.need_id in served)


@pytest.mark.parametrize("seed", range(5))
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_drawn_months_come_back_from_their_files(seed: int, lang: Any, tmp_path: Path) -> None:
    month = write(draw(Size(30, 20, seed, hours=0.4)), tmp_path / "月.xlsx")
    result = commatch.match(commatch.read(month, venue_walk=12.5, quality_tolerance=0.003))
    assert result.unserved
    path = commatch.write_projects(result, tmp_path / "清单.xlsx", lang=lang)
    answer = commatch.explain(path, need=result.unserved[0].need_id)
    assert codes(answer) == []
    assert answer.rebuilt is not None
    assert answer.rebuilt.plan == result.plan
    assert answer.rebuilt.complete().unserved == result.unserved
    assert answer.community.settings == result.settings
    assert isinstance(answer.facts, NeedFacts)
    assert answer.facts.unserved == result.unserved[0]


def test_quiet_says_nothing_and_json_says_it_all(listed: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert asked(capsys, listed, "--need", "N01", "-q") == ""
    page = asked(capsys, listed, "--need", "N01")
    _, doc = run_json(capsys, "explain", str(listed), "--need", "N01")
    lines = [line.strip() for line in page.splitlines() if line.strip()]
    assert [line.strip() for line in doc["answer"]] == lines


# -- the very files ----------------------------------------------------------------------------------------------


def test_files_are_found_beside_the_list_or_by_what_they_hold(
    listed: Path, files: list[Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    wanted = asked(capsys, listed, "--need", "N02")
    elsewhere = tmp_path / "别处"
    elsewhere.mkdir()
    moved = [shutil.move(path, elsewhere / f"改名-{path.name}") for path in files]
    assert refused(capsys, listed, "--need", "N02") == ["result_input_missing"] * 2
    assert refused(capsys, listed, moved[0], "--need", "N02") == ["result_input_missing"]
    assert asked(capsys, listed, *moved, "--need", "N02") == wanted
    shutil.copy(moved[0], files[0])
    assert asked(capsys, listed, moved[1], "--need", "N02") == wanted


def test_a_file_that_has_changed_is_refused_and_named(
    listed: Path, files: list[Path], capsys: pytest.CaptureFixture[str]
) -> None:
    book(files[1], 能人=[*HELPERS, ["H06", "郑老师", "", "手语翻译", "", "", 8, ""]])
    assert refused(capsys, listed, "--need", "N03") == ["result_input_changed"]
    assert refused(capsys, listed, *files, "--need", "N03") == ["result_input_changed"]
    assert main(["explain", str(listed), "--need", "N03"]) == Exit.INPUT
    err = capsys.readouterr().err
    assert "没有回答：下面 1 处要先弄好。" in err
    assert "资源.xlsx 和排这份清单时不一样了" in err


def test_a_file_of_another_plan_is_refused(
    listed: Path, files: list[Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    other = book(tmp_path / "别的.xlsx", 需求清单=NEEDS[:2])
    assert refused(capsys, listed, *files, other, "--need", "N01") == ["result_input_foreign"]


def test_the_list_itself_among_the_files_is_no_fault(
    listed: Path, files: list[Path], capsys: pytest.CaptureFixture[str]
) -> None:
    assert "已匹配" in asked(capsys, listed, listed, *files, "--need", "N01")


def test_what_is_no_project_list_is_refused(
    listed: Path, files: list[Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert refused(capsys, files[0], "--need", "N01") == ["previous_not_a_list"]
    text = tmp_path / "笔记.xlsx"
    text.write_text("不是工作簿", encoding="utf-8")
    assert len(refused(capsys, text, "--need", "N01")) == 1
    workbook = load_workbook(listed)
    sheet = workbook[OUTPUT["run"].zh]
    for row in reversed(range(1, sheet.max_row + 1)):
        if str(sheet.cell(row, 1).value).startswith("设置"):
            sheet.delete_rows(row)
    workbook.save(listed)
    assert refused(capsys, listed, "--need", "N01") == ["result_without_record"]


def test_a_plan_that_was_made_of_no_files_says_so(tmp_path: Path) -> None:
    from previous_books import plan

    path = commatch.write_projects(plan(), tmp_path / "手工.xlsx")
    answer = commatch.explain(path, need="N01")
    assert not answer.ok
    assert codes(answer) == ["result_without_inputs"]


def test_settings_are_those_of_the_plan_whatever_stands_around(
    files: list[Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    listed = made(files, "清单.xlsx", "--set", "weight_level=5", "--set", "weight_level_cap=20")
    (tmp_path / "commatch.toml").write_text("weight_level = 1\nmonth = '2027-03'\n", encoding="utf-8")
    assert "匹配分 30：技能高 4 级 +20" in asked(capsys, listed, "--need", "N01")


# -- after a second round -------------------------------------------------------------------------------------------


def second_round(listed: Path, files: list[Path]) -> Path:
    workbook = load_workbook(listed)
    sheet = workbook[OUTPUT["projects"].zh]
    heads = {cell.value: cell.column for cell in sheet[2]}
    row = next(cell.row for cell in sheet["B"] if cell.value == "N01")
    sheet.cell(row, heads["议事决定"]).value = "否"
    sheet.cell(row, heads["备注"]).value = "已自行解决"
    workbook.save(listed)
    return made(files, "第二轮.xlsx", "--previous", str(listed))


def test_a_second_round_is_explained_with_the_list_of_before(
    listed: Path, files: list[Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    second = second_round(listed, files)
    page = asked(capsys, second, "--need", "N01")
    assert "主要原因：议事否决。" in page
    assert "议事会否决了：已自行解决" in page
    assert "H01（2 小时" in asked(capsys, second, "--need", "N02")
    away = Path(shutil.move(listed, tmp_path / "别处.xlsx"))
    assert refused(capsys, second, "--need", "N01") == ["result_input_missing"]
    assert asked(capsys, second, "--previous", away, "--need", "N01") == page
    assert asked(capsys, second, away, "--need", "N01") == page
    assert refused(capsys, second, "--previous", files[0], "--need", "N01") == ["result_input_missing"]


# -- edited since ----------------------------------------------------------------------------------------------------


def edit(listed: Path, key: str, column: str, value: object, **where: object) -> None:
    """Type a value into the row of a sheet where other columns say so."""
    workbook = load_workbook(listed)
    sheet = workbook[OUTPUT[key].zh]
    heads = {str(cell.value): cell.column for cell in sheet[2]}
    names = {item.key: item.zh for item in OUTPUT[key].columns}
    for row in range(3, sheet.max_row + 1):
        if all(sheet.cell(row, heads[names[name]]).value == wanted for name, wanted in where.items()):
            sheet.cell(row, heads[names[column]]).value = value  # type: ignore[assignment]
    workbook.save(listed)


def test_a_plan_edited_against_the_rules_is_answered_with_a_warning(
    listed: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    edit(listed, "assignments", "resource_id", "H02", need_id="N01")
    code, doc = run_json(capsys, "explain", str(listed), "--need", "N01")
    assert (code, doc["edited"]) == (0, ["N01"])
    assert [item["code"] for item in doc["problems"]] == ["result_edited", "result_breaks_rules"]
    assert [item["code"] for item in doc["violations"]] == ["walk"]
    (part,) = doc["need"]["requirements"]
    assert [row["resource_id"] for row in part["rows"]] == ["H02"]
    page = asked(capsys, listed, "--need", "N01")
    assert "清单里这些项目改动过，以现在写的为准：N01" in page
    assert "现在的清单有 1 处不合规则（N01）" in page


def test_what_the_list_says_of_remedies_standby_and_decisions_is_quoted(
    listed: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    edit(listed, "unserved", "smallest_remedy", "水电工再多 1 小时", need_id="N02")
    edit(listed, "assignments", "standby", "H02", need_id="N01")
    edit(listed, "projects", "decision", "确认", need_ids="N01")
    assert "最小补救（清单里写的）：水电工再多 1 小时" in asked(capsys, listed, "--need", "N02")
    page = asked(capsys, listed, "--need", "N01")
    assert "；候补：H02）" in page
    assert "议事决定栏里写着“确认”。" in page
    assert "先说明" not in page


def test_a_list_of_another_version_is_answered_with_a_warning(listed: Path, capsys: pytest.CaptureFixture[str]) -> None:
    edit(listed, "run", "value", "0.0.9", item="版本")
    code, doc = run_json(capsys, "explain", str(listed), "--need", "N01")
    assert (code, [item["code"] for item in doc["problems"]]) == (0, ["result_other_version"])
    assert "0.0.9" in doc["problems"][0]["message"]


def test_a_plan_of_proposals_that_were_taken_is_explained(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    told = book(tmp_path / "反映.xlsx", 需求清单=[["编号", "需求"], ["N1", "楼道灯坏了，想找电工换灯泡"]])
    draft = tmp_path / "草稿.xlsx"
    helpers = book(tmp_path / "能人.xlsx", 能人=HELPERS)
    assert main(["draft", str(told), str(helpers), "-o", str(draft), "--month", "2026-12", "-q"]) == 0
    listed = made([draft], "清单.xlsx", "--accept-proposals")
    assert "N1" in asked(capsys, listed, "--need", "N1")


# -- wrong usage ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ([], "--need、--resource、--pair 要写一个"),
        (["--need", "N01", "--resource", "H01"], "只写一个"),
        (["--pair", "N01", ""], "只写一个"),
        (["--pair", "N01"], "--pair"),
        (["--need", "N1"], "需求清单里没有编号“N1”。最接近的是 N01"),
        (["--resource", "H1"], "资源表里没有编号“H1”。最接近的是 H01"),
        (["--need", "H01"], "“H01”是资源，不是需求。问资源用 --resource"),
        (["--resource", "N01"], "“N01”是需求，不是资源。问需求用 --need"),
        (["--pair", "N01", "H77"], "资源表里没有编号“H77”"),
        (["--pair", "N02", "H01", "--time-limit", "soon"], "--time-limit 的值“soon”不能用"),
        (["--need", "N01", "--previous", "没有.xlsx"], "找不到文件：没有.xlsx"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_wrong_usage_is_2_and_says_what_is_meant(
    words: list[str], said: str, listed: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["explain", str(listed), *words]) == Exit.USAGE
    captured = capsys.readouterr()
    assert captured.out == ""
    assert said in captured.err


def test_the_library_asks_for_one_question_alone(listed: Path) -> None:
    for question in ({}, {"need": "N01", "resource": "H01"}, {"need": "N01", "pair": ("N01", "H01")}):
        with pytest.raises(ValueError, match="one of"):
            commatch.explain(listed, **question)  # type: ignore[arg-type]


def test_the_library_gives_facts_and_words(listed: Path, files: list[Path]) -> None:
    answer = commatch.explain(listed, files, resource="H02")
    assert isinstance(answer.facts, ResourceFacts)
    assert answer.facts.why_not == "shut"
    assert answer.words("en")[1].startswith("It is not asked this month. 2 needs ask for what it offers")
    assert answer.words("zh")[0] == "能人 H02"
    assert answer.words("zh", names=True)[0] == "能人 钱师傅（H02）"
    assert set(answer.inputs) == set(files)
    nowhere = commatch.explain(listed.with_name("没有.xlsx"), need="N01")
    assert (nowhere.ok, codes(nowhere)) == (False, ["file_missing"])
    gone = commatch.explain(listed, files[0].with_name("没有.xlsx"), need="N01")
    assert (gone.ok, codes(gone)) == (False, ["file_missing"])
    unknown = commatch.explain(listed, resource="H99")
    assert (unknown.ok, unknown.words(), codes(unknown)) == (False, (), ["explain_unknown_resource"])


# -- what is printed and kept ---------------------------------------------------------------------------------------


def test_names_and_telephones_are_shown_only_when_asked_for(listed: Path, capsys: pytest.CaptureFixture[str]) -> None:
    edit(listed, "assignments", "standby", "钱师傅", need_id="N01")
    secrets = ("王桂兰", "13912345678", "赵师傅", "钱师傅", "13712345678")
    for question in (["--need", "N01"], ["--need", "N02"], ["--resource", "H02"], ["--pair", "N02", "H01"]):
        _, doc = run_json(capsys, "explain", str(listed), *question)
        printed = asked(capsys, listed, *question) + str(doc)
        assert not [secret for secret in secrets if secret in printed]
    shown = asked(capsys, listed, "--need", "N02", "--show-personal")
    assert "赵师傅（H01）" in shown
    _, doc = run_json(capsys, "explain", str(listed), "--resource", "H02", "--show-personal")
    assert doc["resource"]["name"] == "钱师傅"


def test_an_id_that_looks_like_a_telephone_number_is_an_id(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    needs = [NEEDS[0], ["20261201001", *NEEDS[1][1:]], ["20261201002", *NEEDS[2][1:]]]
    listed = made([book(tmp_path / "月.xlsx", 需求清单=needs, 能人=HELPERS[:2])])
    page = asked(capsys, listed, "--need", "20261201002")
    assert "用在 20261201001" in page
    _, doc = run_json(capsys, "explain", str(listed), "--need", "20261201002")
    assert doc["need"]["requirements"][0]["others"][0]["by"] == ["20261201001"]
    assert "20261201001" in doc["need"]["reasons"][0]["figures"]["by"]


def test_the_keys_of_the_document_are_kept(listed: Path, capsys: pytest.CaptureFixture[str]) -> None:
    docs: dict[str, Any] = {}
    for key, question in (("need", ["N01"]), ("resource", ["H01"]), ("pair", ["N02", "H01"])):
        code, docs[key] = run_json(capsys, "explain", str(listed), f"--{key}", *question)
        assert list(docs[key]) == KEYS
        assert (code, docs[key]["schema"], docs[key]["outcome"]) == (0, "commatch.explain/1", "explained")
        assert [other for other in ("need", "resource", "pair") if docs[key][other] is not None] == [key]
    need, resource, pair = docs["need"]["need"], docs["resource"]["resource"], docs["pair"]["pair"]
    assert list(need) == NEED_KEYS
    assert list(need["requirements"][0]) == PART_KEYS
    assert list(need["requirements"][0]["rows"][0]) == ROW_KEYS
    assert list(need["requirements"][0]["turned_down"][0]) == ["code", "count", "nearest", "figures"]
    assert list(resource) == RESOURCE_KEYS
    assert list(resource["openings"][0]) == OPENING_KEYS
    assert list(pair) == PAIR_KEYS
    assert list(pair["trial"]) == TRIAL_KEYS
    assert list(pair["trial"]["before"]) == ["needs", "must", "priority", "score"]
    code, doc = run_json(capsys, "explain", str(listed), "--need", "N99")
    assert (code, list(doc)) == (Exit.USAGE, KEYS)
    assert docs["need"]["asked"] == {"need_id": "N01", "resource_id": None}
    assert docs["need"]["month"] == "2026-12"
