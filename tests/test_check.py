"""``commatch check``: exit codes, the page, the JSON document, marked copies, what is masked."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from cli_runs import HELPERS, NEEDS, book, in_chinese, run_json
from openpyxl import load_workbook

from commatch.cli.app import main
from commatch.cli.findings import sections
from commatch.problems import Place, Problem, error, warning

SAMPLES = Path(__file__).resolve().parents[1] / "data" / "samples"
KEYS = [
    "schema", "command", "version", "outcome", "exit_code", "message", "month", "strict", "inputs", "files", "counts",
    "lists", "problems", "not_checked", "notes", "seconds",
]  # fmt: skip
MONTH = ("--month", "2026-12")


@pytest.fixture(autouse=True)
def plain(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Each test starts in an empty folder, in Chinese, whatever the machine says."""
    in_chinese(monkeypatch, tmp_path)


@pytest.fixture
def good(tmp_path: Path) -> Path:
    """Write a month without errors or warnings."""
    return book(tmp_path / "好.xlsx", 需求清单=[[*NEEDS[0], "紧急程度"], [*NEEDS[1], "高"]], 能人=HELPERS)


@pytest.fixture
def doubtful(tmp_path: Path) -> Path:
    """Write a month with a warning: nobody is a lawyer."""
    needs = [[*NEEDS[0], "紧急程度"], *([*need, "高"] for need in NEEDS[1:])]
    return book(tmp_path / "提醒.xlsx", 需求清单=needs, 能人=HELPERS)


@pytest.fixture
def eleven(tmp_path: Path) -> Path:
    """Write a month with eleven different errors."""
    needs = [
        ["编号", "需求", "提出人", "电话", "人群", "紧急程度", "期限", "可行时段", "技能", "经费", "状态"],
        ["N01", "水管漏水", "王桂兰", "13912345678", "独居老人", "高", "2026-02-30", "", "水电工", None, ""],
        ["N02", "法律咨询", "李建国", "13812345678", "骑手", "中", "2026-12-20", "看情况", "律师", None, ""],
        ["N02", "教用手机", "赵秀英", "13800000003", "老年人", "特急", "", "周六上午", "志愿者×2", None, ""],
        ["N04", None, "钱二", "13800000004", "老年人", "低", "", "周日", "志愿者", None, "在办中"],
        ["N05", "包饺子", "孙三", "13800000006", "老年人", "低", "", "周末", "志愿者", "三百块左右", ""],
    ]
    helpers = [
        ["编号", "姓名", "电话", "技能", "每月工时"],
        ["H1", "周师傅", "13700000001", "水电工:4", 8],
        ["H2", "吴老师", "13700000002", "律师:7", 8],
        ["H3", "郑阿姨", "13700000003", "志愿者", -3],
    ]
    opinions = [["需求编号", "资源编号", "意见"], ["N01", "H9", "锁定"], ["N1", "H1", "优先"]]
    return book(tmp_path / "十一处.xlsx", 需求清单=needs, 能人=helpers, 匹配意见=opinions)


# -- exit codes and what is printed ----------------------------------------------------------------


def test_a_sound_month_is_0_and_says_what_next(good: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", good.name, *MONTH]) == 0
    captured = capsys.readouterr()
    assert captured.err == ""
    assert "没有问题" in captured.out
    assert captured.out.rstrip().endswith("commatch match 好.xlsx --month 2026-12")


def test_warnings_are_0_and_with_strict_3(doubtful: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, doc = run_json(capsys, "check", doubtful.name, *MONTH)
    assert (code, doc["outcome"], doc["strict"]) == (0, "checked", False)
    assert [(item["code"], item["cell"]) for item in doc["problems"]] == [("skill_unknown", "F3")]
    code, doc = run_json(capsys, "check", doubtful.name, *MONTH, "--strict")
    assert (code, doc["outcome"], doc["exit_code"], doc["strict"]) == (3, "input_problems", 3, True)


def test_quiet_says_nothing_where_all_is_well_and_everything_where_not(
    doubtful: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check", doubtful.name, *MONTH, "-q"]) == 0
    captured = capsys.readouterr()
    assert captured.out + captured.err == ""
    assert main(["check", doubtful.name, *MONTH, "-q", "--strict"]) == 3
    assert "律师" in capsys.readouterr().out


def test_eleven_errors_are_all_said_at_their_cells(eleven: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, doc = run_json(capsys, "check", eleven.name, *MONTH)
    errors = [(item["code"], item["sheet"], item["cell"]) for item in doc["problems"] if item["severity"] == "error"]
    assert code == 3
    assert errors == [
        ("unknown_resource", "匹配意见", "B2"),
        ("unknown_need", "匹配意见", "A3"),
        ("bad_skills", "能人", "D3"),
        ("negative", "能人", "E4"),
        ("bad_date", "需求清单", "G2"),
        ("bad_times", "需求清单", "H3"),
        ("duplicate_id", "需求清单", "A4"),
        ("bad_urgency", "需求清单", "F4"),
        ("required_blank", "需求清单", "B5"),
        ("bad_choice", "需求清单", "K5"),
        ("bad_number", "需求清单", "J6"),
    ]
    assert doc["counts"]["errors"] == 11
    nearest = {item["code"]: item["suggestions"] for item in doc["problems"]}
    assert nearest["unknown_need"] == ["N01"]
    assert nearest["bad_date"] == []


@pytest.mark.parametrize(("lang", "again"), [("zh", "再检查一次："), ("en", "check again: ")])
def test_errors_end_with_the_command_that_checks_again(
    lang: str, again: str, eleven: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check", eleven.name, *MONTH, "--lang", lang]) == 3
    out = capsys.readouterr().out
    assert out.rstrip().endswith(f"{again}commatch check 十一处.xlsx --month 2026-12")
    assert "commatch match" not in out
    assert out.index("G2  ") < out.index("B2  ") < out.index("commatch check")  # sheets as they stand in the file


def test_a_list_of_needs_alone_can_be_checked(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    needs = book(tmp_path / "需求.xlsx", 需求清单=NEEDS)
    code, doc = run_json(capsys, "check", needs.name, *MONTH)
    assert code == 3
    assert [item["code"] for item in doc["problems"] if item["severity"] == "error"] == ["no_resource_sheet"]
    assert doc["lists"] == [{"list": "needs", "rows": 2, "left_out": 0, "errors": 0, "warnings": 1}]


@pytest.mark.parametrize("words", [["check"], ["check", "none.xlsx"], ["check", "好.xlsx", "--set", "venu_walk=3"]])
def test_wrong_usage_is_2_with_check_s_own_document(
    words: list[str], good: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, doc = run_json(capsys, *words)
    assert (code, doc["schema"], doc["outcome"]) == (2, "commatch.check/1", "usage")
    assert list(doc) == KEYS


# -- the JSON document -----------------------------------------------------------------------------


def test_the_keys_of_the_document_are_pinned(doubtful: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _, doc = run_json(capsys, "check", doubtful.name, *MONTH)
    assert list(doc) == KEYS
    assert (doc["schema"], doc["command"], doc["month"]) == ("commatch.check/1", "check", "2026-12")
    assert doc["counts"] == {"errors": 0, "warnings": 1}
    assert list(doc["lists"][0]) == ["list", "rows", "left_out", "errors", "warnings"]
    assert list(doc["problems"][0]) == [
        "code", "severity", "file", "sheet", "cell", "value", "message", "hint", "suggestions",
    ]  # fmt: skip
    assert {"check", "total"} <= set(doc["seconds"])


def test_the_settings_file_is_read_and_what_is_wrong_in_it_is_said(
    good: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "commatch.toml").write_text('month = "2026-10"\nnone = 1\n', "utf-8")
    code, doc = run_json(capsys, "check", good.name)
    assert (code, doc["month"]) == (3, "2026-10")
    assert [item["code"] for item in doc["problems"]] == ["unknown_setting"]


# -- many problems of one kind ---------------------------------------------------------------------


def flood(count: int) -> list[Problem]:
    """Return problems of one kind in column F, every fifth row left out."""
    rows = [row for row in range(3, 3 + 2 * count) if row % 5][:count]
    return [
        error("unknown_need", Place("a.xlsx", "意见", f"F{row}"), f"N{row % 13}", known=f"N0{row % 13}") for row in rows
    ]


def lines(problems: list[Problem], lang: Any = "zh") -> list[list[str]]:
    return [item.split("\n") for block in sections(problems, lang, lambda problem: problem) for item in block.items]


def test_three_of_a_kind_are_said_one_by_one_more_at_once() -> None:
    assert len(lines(flood(3))) == 3
    assert len(lines(flood(4))) == 1


def test_a_flood_is_said_once_with_its_cells_and_some_values() -> None:
    ((cells, message, others, hint),) = lines(flood(103))
    assert cells == "F3–F4、F6–F9、F11–F14、F16–F19、F21–F24、F26–F29 …（共 103 格）"
    assert message == "需求清单里没有编号“N3”"
    assert others.startswith("同样的还有：“N4”（最接近 N04）、“N6”（最接近 N06）、")
    assert others.endswith("“N5”（最接近 N05） 等 12 个")
    assert "N03" not in hint


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        ("zh", "同样的还有：U2（2026-12-02）、U3（2026-12-03）、U4（2026-12-04）"),
        ("en", "the same holds for: U2 (2026-12-02), U3 (2026-12-03), U4 (2026-12-04)"),
    ],
)
def test_a_flood_about_resources_names_each_with_its_value(lang: str, said: str) -> None:
    ended = [
        warning(
            "agreement_ended", Place("a", "共建单位", f"J{n}"), f"2026-12-0{n}", resource=f"U{n}", first="2027-01-01"
        )
        for n in range(1, 5)
    ]
    ((_, _, others, _),) = lines(ended, lang)
    assert others == said


def test_a_flood_about_projects_names_each_with_its_cell_as_far_as_ten() -> None:
    def undecided(count: int) -> list[Problem]:
        rows = range(4, 4 + count)
        return [
            error("result_undecided", Place("a", "匹配明细", f"R{row}"), "2", project=f"2026-12-N{row}") for row in rows
        ]

    ((cells, message, others, _),) = lines(undecided(6))
    assert cells == "R4–R9（共 6 格）"
    assert "2026-12-N4" in message
    assert others == "同样的还有：" + "、".join(f"2026-12-N{row}（R{row}）" for row in range(5, 10))
    ((_, _, many, _),) = lines(undecided(40), "en")
    assert "2026-12-N14 (R14)" in many
    assert "2026-12-N15" not in many
    assert many.endswith("39 in all")


def test_a_value_that_is_far_too_long_is_shortened_among_the_others() -> None:
    texts = ["行" * 30_000 + str(number) for number in range(5)]
    for item in lines([warning("outcome_words", Place("a", "b", f"S{at}"), text) for at, text in enumerate(texts, 2)]):
        assert all(len(line) < 1000 for line in item)


def test_a_flood_of_blanks_adds_its_rows_up() -> None:
    blanks = [warning("hours_blank", Place("a.xlsx", "能人", f"E{row}"), rows=1, default="8") for row in range(2, 12)]
    ((cells, message, _),) = lines(blanks)
    assert cells == "E2–E11（共 10 格）"
    assert "（10 行）" in message
    ((cells, message, _),) = lines(blanks, "en")
    assert cells == "E2–E11 (10 cells)"
    assert "(10 rows)" in message


def test_kinds_columns_and_sheets_are_said_apart_errors_first() -> None:
    problems = [
        warning("hours_blank", Place("b.xlsx", "能人", "E2"), rows=1, default="8"),
        *(error("bad_number", Place("a.xlsx", "资金", f"{letter}{row}"), "x") for letter in "BC" for row in range(4)),
        error("bad_number", Place("b.xlsx", "物资", "B2"), "x"),
    ]
    blocks = list(sections(problems, "zh", lambda problem: problem))
    assert [(block.title, len(block.items)) for block in blocks] == [
        ("错误 · a.xlsx · 资金", 2),
        ("错误 · b.xlsx · 物资", 1),
        ("提醒 · b.xlsx · 能人", 1),
    ]


def test_the_other_place_is_short_where_it_is_in_the_same_sheet() -> None:
    def said(other: Place) -> str:
        twice = error("duplicate_id", Place("a.xlsx", "能人", "A7"), "H1", other=other)
        return lines([twice])[0][0]

    assert said(Place("a.xlsx", "能人", "A3")) == "A7  编号“H1”用了两次，另一处在 A3"
    assert said(Place("b.xlsx", "能人", "A3")).endswith("另一处在 b.xlsx 能人!A3")


def test_json_has_every_problem_of_a_flood(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    needs = [[*NEEDS[0], "紧急程度"], *([f"N{row}", "修水管", "", "", "", "水管工", 2, "高"] for row in range(40))]
    path = book(tmp_path / "a.xlsx", 需求清单=needs, 能人=HELPERS)
    _, doc = run_json(capsys, "check", path.name, *MONTH)
    assert [item["code"] for item in doc["problems"]].count("skill_unknown") == 40
    main(["check", path.name, *MONTH])
    assert "F2–F41（共 40 格）" in capsys.readouterr().out


# -- personal data ---------------------------------------------------------------------------------


def test_personal_data_is_masked_unless_asked_for(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    secrets = ("王桂兰", "1391234567", "赵师傅", "13712345678")
    needs = [[*NEEDS[0], "紧急程度"], ["N1", "王桂兰家水管", "王桂兰", "找王桂兰要", "", "水电工 13912345670", 2, "高"]]
    twins = [*HELPERS, ["H2", *HELPERS[1][1:]]]
    path = book(tmp_path / "a.xlsx", 需求清单=needs, 能人=twins)
    for words in ([], ["--json"]):
        main(["check", path.name, *MONTH, *words])
        captured = capsys.readouterr()
        assert not [secret for secret in secrets if secret in captured.out + captured.err]
    code, doc = run_json(capsys, "check", path.name, *MONTH, "--show-personal")
    assert code == 3
    assert "找王桂兰要" in {item["value"] for item in doc["problems"]}


# -- marked copies ---------------------------------------------------------------------------------


def test_a_marked_copy_is_written_beside_the_file_or_where_it_is_asked(
    eleven: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = eleven.read_bytes()
    code, doc = run_json(capsys, "check", eleven.name, *MONTH, "--annotate")
    assert (code, doc["files"]) == (3, ["十一处-检查.xlsx"])
    sheet = load_workbook(doc["files"][0])["需求清单"]
    assert sheet["G2"].comment is not None
    _, doc = run_json(capsys, "check", eleven.name, *MONTH, "-o", "marked.xlsx")
    assert doc["files"] == ["marked.xlsx"]
    assert eleven.read_bytes() == before
    main(["check", eleven.name, *MONTH, "--annotate", "--lang", "en"])
    assert "十一处-checked.xlsx" in capsys.readouterr().out


def test_a_copy_that_is_there_is_left_alone(eleven: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for _ in range(2):
        main(["check", eleven.name, *MONTH, "--annotate"])
    assert "十一处-检查.xlsx 已存在，没有动它；新的写到 十一处-检查-2.xlsx" in capsys.readouterr().out
    _, doc = run_json(capsys, "check", eleven.name, *MONTH, "--annotate", "--force")
    assert doc["files"] == ["十一处-检查.xlsx"]


@pytest.mark.parametrize(("wanted", "code"), [("no/x.xlsx", 6), ("十一处.xlsx", 6), ("x.csv", 2)])
def test_a_copy_that_cannot_be_written_is_said(
    wanted: str, code: int, eleven: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    found, doc = run_json(capsys, "check", eleven.name, *MONTH, f"--output={wanted}")
    assert (found, doc["exit_code"], list(doc)) == (code, code, KEYS)
    assert doc["message"]


def test_what_next_names_the_copy_with_its_folder_and_checks_it(
    eleven: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "改"
    folder.mkdir()
    assert main(["check", eleven.name, *MONTH, "-o", "改"]) == 3
    out = capsys.readouterr().out
    copy = str(Path("改") / "十一处-检查.xlsx")
    assert f"打开 {copy}，" in out
    assert out.rstrip().endswith(f"再检查它：commatch check {copy} --month 2026-12")


def test_of_several_files_the_marked_ones_stand_for_their_originals(
    good: Path, eleven: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    helpers = book(good.with_name("人.xlsx"), 能人=[HELPERS[0], ["H9", *HELPERS[1][1:]]])
    main(["check", helpers.name, eleven.name, *MONTH, "--annotate"])
    out = capsys.readouterr().out
    assert out.rstrip().splitlines()[-1].endswith("commatch check 人.xlsx 十一处-检查.xlsx --month 2026-12")
    main(
        [
            "check",
            book(good.with_name("加.xlsx"), 网格距离=[["起点", "终点", "步行分钟"]]).name,
            good.name,
            *MONTH,
            "-o",
            ".",
        ]
    )
    assert "commatch match 加.xlsx 好.xlsx" in capsys.readouterr().out


def test_of_several_files_the_copies_need_a_folder(
    good: Path, eleven: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = sorted(tmp_path.iterdir())
    code, doc = run_json(capsys, "check", good.name, eleven.name, *MONTH, "-o", "标好.xlsx")
    assert (code, list(doc)) == (2, KEYS)
    assert "标好.xlsx" in doc["message"]
    assert sorted(tmp_path.iterdir()) == before


def test_what_no_copy_keeps_is_said_once(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name, words in (("一.csv", "N1,修水管"), ("二.csv", "N1,修灯")):
        (tmp_path / name).write_text(f"编号,需求\n{words}\n", "utf-8")
    _, doc = run_json(capsys, "check", "一.csv", "二.csv", *MONTH, "--annotate")
    assert doc["files"] == ["一-检查.xlsx", "二-检查.xlsx"]
    (note,) = doc["notes"]
    assert note.startswith("一.csv、二.csv：")


# -- what is told of the run -----------------------------------------------------------------------


def test_the_files_read_and_what_was_not_checked_are_said(eleven: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _, doc = run_json(capsys, "check", eleven.name, *MONTH)
    assert doc["inputs"] == ["十一处.xlsx"]
    assert doc["not_checked"] == ["rows", "idle"]
    main(["check", eleven.name, *MONTH])
    assert "没有查，或没有查全：有错误的需求能不能配上；" in capsys.readouterr().out


def test_each_part_that_may_be_left_unchecked_has_words() -> None:
    from commatch.community import Kind
    from commatch.texts.cli import WORDS

    assert {f"check.not.{name}" for name in ("needs", "rows", "idle", *Kind)} <= set(WORDS)


def test_sheets_are_said_as_they_stand_in_the_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    goods = [["编号", "物资", "数量"], ["X1", "桌", "几张"]]
    helpers = [HELPERS[0], ["H1", "周师傅", "", "水电工", "很多"]]
    path = book(tmp_path / "a.xlsx", 需求清单=NEEDS, 物资=goods, 能人=helpers)
    main(["check", path.name, *MONTH])
    out = capsys.readouterr().out
    assert out.index("错误 · a.xlsx · 物资") < out.index("错误 · a.xlsx · 能人")


def test_a_row_that_is_left_out_is_known_by_its_word_and_masked(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    needs = [*NEEDS, ["合计：李建国三件"], ["备注：找李建国"], ["合计"]]
    path = book(tmp_path / "a.xlsx", 需求清单=needs, 能人=HELPERS)
    _, doc = run_json(capsys, "check", path.name, *MONTH)
    left = {item["cell"]: item["value"] for item in doc["problems"] if item["code"].endswith("_left_out")}
    assert left == {"A4": "合计：**", "A5": "备注：**", "A6": "合计"}
    assert "李建国三件" not in str(doc)


def test_a_setting_is_named_as_it_was_typed(good: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _, doc = run_json(capsys, "check", good.name, "--set", "场地步行上限=远")
    assert "--set 场地步行上限 " in doc["message"]
    _, doc = run_json(capsys, "check", good.name, "--set", "venue_walk=far")
    assert "--set venue_walk " in doc["message"]


def test_a_command_that_is_none_is_answered_with_those_there_are(capsys: pytest.CaptureFixture[str]) -> None:
    from commatch.cli.app import COMMANDS

    assert main(["检查", "a.xlsx"]) == 2
    assert "；有这些命令：" + " ".join(COMMANDS) in capsys.readouterr().err


@pytest.mark.parametrize(
    ("words", "code"), [(["check", "提醒.xlsx", *MONTH], 0), (["check", "--help"], 0), (["match"], 2)]
)
def test_a_reader_that_stops_early_changes_nothing(words: list[str], code: int, doubtful: Path) -> None:
    read, write = os.pipe()
    os.close(read)
    run = [sys.executable, "-c", "import sys; from commatch.cli.app import main; sys.exit(main())", *words]
    done = subprocess.run(run, stdout=write, stderr=subprocess.PIPE, encoding="utf-8", check=False)
    os.close(write)
    assert done.returncode == code
    assert "Traceback" not in done.stderr
    assert "BrokenPipe" not in done.stderr


# -- the samples -----------------------------------------------------------------------------------


def test_the_hand_made_sample_is_checked_line_by_line(capsys: pytest.CaptureFixture[str]) -> None:
    code, doc = run_json(capsys, "check", *map(str, sorted((SAMPLES / "手工表").glob("*.xlsx"))))
    assert code == 0
    said = {(item["sheet"], item["cell"]): item["code"] for item in doc["problems"]}
    needs = {cell: code for (sheet, cell), code in said.items() if sheet == "需求清单" and code != "year_assumed"}
    assert needs == {
        "A3": "extra_column", "B4": "merged_filled", "T28": "nobody_suits", "AA31": "bundle_differs",
        "AA32": "bundle_differs", "AA33": "bundle_differs", "R36": "nobody_suits", "U41": "venue_unfit",
        "R42": "nobody_suits", "T47": "nobody_suits", "AA49": "bundle_differs", "AA50": "bundle_differs",
        "R52": "skill_unknown", "O53": "due_past", "X62": "budget_unpaid", "D72": "nothing_asked",
        "A77": "totals_left_out", "A78": "note_left_out",
    }  # fmt: skip
    years = [cell for (_, cell), code in said.items() if code == "year_assumed"]
    assert len(years) == 18
    assert {cell[0] for cell in years} == {"N"}
    others = {key: code for key, code in said.items() if key[0] != "需求清单" and code != "extra_column"}
    units = ["E3", "E5", "E16", "E17", "E19", "E20", "E21", "E22", "E23"]
    assert others == {
        **{("共建单位", cell): "not_asked" for cell in units},
        ("共建单位", "M4"): "agreement_ended",
        **{("能人", cell): "suits_none" for cell in ("E23", "E24", "E25", "E29", "E39")},
        ("能人", "A60"): "note_left_out",
        ("物资", "A18"): "totals_left_out",
        ("物资", "A19"): "note_left_out",
        ("资金", "A6"): "totals_left_out",
        ("网格距离", ""): "distance_unknown",
    }
    lists = {item["list"]: (item["rows"], item["left_out"]) for item in doc["lists"]}
    assert (lists["needs"], lists["helpers"], lists["units"]) == ((72, 2), (56, 1), (21, 0))
    assert (lists["funds"], lists["goods"], lists["requirements"]) == ((3, 1), (15, 2), (17, 0))


def test_the_clean_samples_have_the_same_findings_in_both_languages(capsys: pytest.CaptureFixture[str]) -> None:
    _, chinese = run_json(capsys, "check", str(SAMPLES / "标准表" / "社区月度清单.xlsx"))
    _, english = run_json(capsys, "check", str(SAMPLES / "english" / "community-month.xlsx"), "--lang", "en")
    codes = [[(item["code"], item["cell"]) for item in doc["problems"]] for doc in (chinese, english)]
    assert sorted(codes[0]) == sorted(codes[1])
    assert len(codes[0]) == 30


# -- what is loaded --------------------------------------------------------------------------------


def test_check_loads_no_spreadsheet_writer_no_solver_and_no_frames(doubtful: Path) -> None:
    code = (
        "import sys; from commatch.cli.app import main; "
        f"main(['check', {str(doubtful)!r}, '--month', '2026-12']); print(*sys.modules, file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, encoding="utf-8", check=True)
    loaded = {name.split(".")[0] for name in done.stderr.split()}
    assert loaded.isdisjoint({"pandas", "numpy", "openpyxl", "pulp", "highspy", "rich"})
    assert "python_calamine" in loaded


def test_its_help_loads_nothing_of_the_work() -> None:
    code = (
        "import sys; from commatch.cli.app import main; main(['check', '--help']); print(*sys.modules, file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, encoding="utf-8", check=True)
    work = ("commatch.checking", "commatch.matching", "commatch.workbook", "commatch.assemble")
    assert not [name for name in done.stderr.split() if name.startswith(work)]
    assert "--annotate" in done.stdout
