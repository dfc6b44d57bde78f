"""The command line: exit codes, what is printed, what is masked, where files go, which language."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from cli_runs import HELPERS, NEEDS, book, in_chinese, run_json
from openpyxl import load_workbook

from commatch import api
from commatch.cli.app import main
from commatch.cli.demo import sample
from commatch.matching import engine
from commatch.matching.plan import Outcome, Violation
from commatch.telling.document import SCHEMA
from commatch.telling.exits import Exit
from commatch.texts.cli import WORDS, say
from commatch.texts.language import choose
from commatch.workbook.save import OutputError

KEYS = [
    "schema", "command", "version", "outcome", "exit_code", "message", "month", "output", "files", "counts",
    "solver", "proven", "tiers", "by_group", "reasons", "unserved", "gaps", "projects", "changes", "problems",
    "violations", "clash", "notes", "seconds",
]  # fmt: skip


@pytest.fixture(autouse=True)
def plain(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Each test starts in an empty folder, in Chinese, whatever the machine says."""
    in_chinese(monkeypatch, tmp_path)


@pytest.fixture
def month(tmp_path: Path) -> Path:
    """Write a small month: one need that can be served, one that can't."""
    return book(tmp_path / "本月.xlsx", 需求清单=NEEDS, 能人=HELPERS)


# -- exit codes ------------------------------------------------------------------------------------


def test_a_plan_is_0_and_is_written_beside_the_first_file(month: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["match", str(month), "--month", "2026-12"]) == 0
    out = capsys.readouterr().out
    written = month.with_name("项目清单-2026-12.xlsx")
    assert written.exists()
    assert "2 条需求，配上 1 条" in out
    assert "无此技能" in out
    assert str(written) in out


def test_a_plan_that_serves_nobody_is_0_too(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = book(tmp_path / "a.xlsx", 需求清单=[NEEDS[0], NEEDS[2]], 能人=HELPERS)
    code, doc = run_json(capsys, "match", str(path), "--month", "2026-12")
    assert (code, doc["counts"]["served"], doc["counts"]["unserved"]) == (0, 0, 1)
    assert Path(doc["output"]).exists()


@pytest.mark.parametrize(
    "words",
    [
        ["match"],
        ["match", "nothing-here.xlsx"],
        ["match", "."],
        ["match", "本月.xlsx", "--nope"],
        ["match", "本月.xlsx", "-o"],
        ["match", "本月.xlsx", "--month", "soon"],
        ["match", "本月.xlsx", "--time-limit", "-1"],
        ["match", "本月.xlsx", "--solver", "guess"],
        ["match", "本月.xlsx", "--set", "venue_walk"],
        ["match", "本月.xlsx", "--set", "venu_walk=3"],
        ["match", "本月.xlsx", "--config", "no.toml"],
        ["match", "本月.xlsx", "--lang", "fr"],
        ["match", "本月.xlsx", "--gap", "2"],
        ["match", "本月.xlsx", "--month", "2026-12", "--from", "2027-01-01"],
        ["macth", "本月.xlsx"],
    ],
    ids=" ".join,
)
def test_wrong_usage_is_2_and_says_so(words: list[str], month: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(words) == Exit.USAGE
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err.startswith("用法错误：")
    assert list(month.parent.glob("项目清单*")) == []


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--gap", "2"], "--gap 的值“2”不能用。允许的相对差距：0 到 1 的数"),
        (["--set", "gap=2"], "--set gap 的值“2”不能用"),
        (["--time-limit", "x"], "--time-limit 的值“x”不能用。求解最多几秒：0.1 或更大的数"),
        (["--threads", "1.5"], "1 到 256 的整数"),
        (["--from", "soon"], "--from 的值“soon”不能用"),
        (
            ["--set", "venu_walk=3", "--seed", "x"],
            "0 到 2147483647 的整数；没有名为“venu_walk”的设置（是不是 venue_walk？）",
        ),
        (["--month", "2026-12", "--from", "2027-01-01"], "--from 的 2027-01-01 不在要安排的月份 2026-12 里"),
        (["--set", "month=2026-12", "--set", "start=2027-01-01"], "--set start 的 2027-01-01 不在"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_a_wrong_setting_is_told_as_an_option(
    words: list[str], said: str, month: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["match", str(month), *words]) == Exit.USAGE
    err = capsys.readouterr().err
    assert said in err
    assert "删掉" not in err
    assert "把 start" not in err


def test_problems_are_listed_by_place_errors_first(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rows: list[list[object]] = [["编号", "需求", "受益人数", "提出日期", "紧急程度"]]
    rows += [[f"N{number}", "修灯", 1, "", ""] for number in range(1, 11)]
    rows[1][2], rows[9][3], rows[9][2], rows[10][1] = "很多", "2026-13-45", "很多", ""
    first = book(tmp_path / "b.xlsx", 需求清单=rows)
    second = book(tmp_path / "a.xlsx", 能人=[HELPERS[0], ["H1", "赵", "", "水电工:9", 8]])
    _, doc = run_json(capsys, "match", str(first), str(second), "--month", "2026-12")
    found = [(item["file"], item["cell"]) for item in doc["problems"] if item["severity"] == "error"]
    assert found == [("a.xlsx", "D2"), ("b.xlsx", "C2"), ("b.xlsx", "C10"), ("b.xlsx", "D10"), ("b.xlsx", "B11")]
    severities = [item["severity"] for item in doc["problems"]]
    assert severities == sorted(severities)
    assert "warning" in severities
    main(["match", str(first), str(second), "--month", "2026-12"])
    err = capsys.readouterr().err
    assert err.index("C2  ") < err.index("C10  ") < err.index("B11  ")


def test_input_problems_are_3_all_at_once_and_nothing_is_written(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    needs = [["编号", "需求", "受益人数", "提出日期"], ["N1", "", "很多", "2026-13-45"]]
    path = book(tmp_path / "坏.xlsx", 需求清单=needs, 能人=HELPERS)
    assert main(["match", str(path), "--month", "2026-12"]) == Exit.INPUT
    err = capsys.readouterr().err
    assert "需求清单" in err
    assert all(cell in err for cell in ("B2", "C2", "D2"))
    assert "→" in err
    assert list(tmp_path.glob("项目清单*")) == []


def test_a_pin_that_breaks_a_rule_is_listed_beside_other_errors(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    needs = [
        [*NEEDS[0], "受益人数"],
        [*NEEDS[1], 1],
        [*NEEDS[2], "很多"],
        ["N3", "电路", "", "", "", "水电工≥5×1", 2, 1],
    ]
    pins = [["需求编号", "资源编号", "意见"], ["N3", "H1", "锁定"]]
    path = book(tmp_path / "a.xlsx", 需求清单=needs, 能人=HELPERS, 匹配意见=pins)
    code, doc = run_json(capsys, "match", str(path), "--month", "2026-12")
    errors = [item["code"] for item in doc["problems"] if item["severity"] == "error"]
    assert (code, sorted(errors)) == (Exit.INPUT, ["bad_number", "pin_breaks_rule"])


def test_an_unknown_key_in_the_settings_file_is_3(
    tmp_path: Path, month: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "commatch.toml").write_text('venu_walk = 3\nmonth = "2026-12"\n', "utf-8")
    code, doc = run_json(capsys, "match", str(month))
    assert code == Exit.INPUT
    assert ("unknown_setting", "commatch.toml") in [(item["code"], item["file"]) for item in doc["problems"]]


def test_a_settings_file_that_is_no_toml_is_3(tmp_path: Path, month: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "x.toml").write_text("month = soon", "utf-8")
    code, doc = run_json(capsys, "match", str(month), "--config", "x.toml")
    assert code == Exit.INPUT
    assert [item["code"] for item in doc["problems"] if item["severity"] == "error"] == ["bad_toml"]


def test_pins_that_clash_are_4_with_the_clashing_set(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    needs = [NEEDS[0], NEEDS[1], ["N3", "修灯", "", "", "", "水电工×1", 2]]
    helpers = [HELPERS[0], ["H1", "赵师傅", "", "水电工", 2]]
    pins = [["需求编号", "资源编号", "意见"], ["N1", "H1", "锁定"], ["N3", "H1", "锁定"]]
    path = book(tmp_path / "a.xlsx", 需求清单=needs, 能人=helpers, 匹配意见=pins)
    code, doc = run_json(capsys, "match", str(path), "--month", "2026-12")
    assert code == Exit.NO_PLAN
    assert doc["clash"]
    assert all(item["message"] for item in doc["clash"])
    assert main(["match", str(path), "--month", "2026-12"]) == Exit.NO_PLAN
    err = capsys.readouterr().err
    assert "不能同时满足" in err
    assert "\n  锁定 N1 与 H1\n  锁定 N3 与 H1\n" in err
    assert "去掉其中一条锁定" in err
    assert "待匹配" not in err


def test_a_confirmed_need_that_nobody_can_serve_is_4_with_the_reason(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    needs = [[*NEEDS[0], "状态"], [*NEEDS[1], ""], [*NEEDS[2], "已确认"]]
    path = book(tmp_path / "a.xlsx", 需求清单=needs, 能人=HELPERS)
    code, doc = run_json(capsys, "match", str(path), "--month", "2026-12")
    assert code == Exit.NO_PLAN
    assert [item["code"] for item in doc["clash"]] == ["forced", "no_skill"]
    assert main(["match", str(path), "--month", "2026-12"]) == Exit.NO_PLAN
    err = capsys.readouterr().err
    assert "\n  N2 已确认或实施中，必须安排\n  没有人会“律师”\n" in err
    assert "改为“待匹配”，或补足它缺的资源" in err
    assert "锁定" not in err


def test_reasons_of_a_clash_name_resources_by_id(
    month: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    whole = engine.match
    near = (("what", "律师"), ("kind", "helper"), ("resource", "H1"), ("others", "no_skill×1"))

    def clashing(*given: Any) -> Any:
        return replace(whole(*given), outcome=Outcome.NO_PLAN, clash=(("no_skill", near),))

    monkeypatch.setattr(engine, "match", clashing)
    assert main(["match", str(month), "--month", "2026-12"]) == Exit.NO_PLAN
    err = capsys.readouterr().err
    assert "最接近：H1" in err
    assert "改掉上面写的条件，或补足资源" in err


def test_a_plan_that_fails_its_audit_is_5_and_not_written(
    month: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    whole = engine.match

    def broken(*given: Any) -> Any:
        found = whole(*given)
        return replace(found, outcome=Outcome.AUDIT_FAILED, violations=(Violation("level", "N1", "H1", "1 < 3"),))

    monkeypatch.setattr(engine, "match", broken)
    code, doc = run_json(capsys, "match", str(month), "--month", "2026-12")
    assert code == Exit.AUDIT
    assert doc["violations"][0]["code"] == "level"
    assert doc["output"] is None
    assert main(["match", str(month), "--month", "2026-12"]) == Exit.AUDIT
    assert "1 < 3" in capsys.readouterr().err
    assert list(month.parent.glob("项目清单*")) == []


def test_an_output_that_cannot_be_written_is_6(
    month: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["match", str(month), "--month", "2026-12", "-o", "no/such/folder.xlsx"]) == Exit.OUTPUT
    assert main(["match", str(month), "--month", "2026-12", "-o", str(month), "--force"]) == Exit.OUTPUT

    def full(*_: Any, **__: Any) -> Path:
        raise OutputError("disk_full", Path("x.xlsx"))

    monkeypatch.setattr(api, "write_projects", full)
    assert main(["match", str(month), "--month", "2026-12"]) == Exit.OUTPUT
    assert "磁盘空间不足" in capsys.readouterr().err


def test_a_bug_of_ours_is_1_in_one_calm_message_without_data(
    month: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def bug(*_: Any) -> Any:
        raise ValueError("王桂兰 13912345678")

    monkeypatch.setattr(engine, "match", bug)
    assert main(["match", str(month), "--month", "2026-12"]) == Exit.BUG
    err = capsys.readouterr().err
    assert "ValueError at commatch." in err
    assert "Traceback" not in err
    assert "王桂兰" not in err
    monkeypatch.setenv("COMMATCH_DEBUG", "1")
    assert main(["match", str(month), "--month", "2026-12"]) == Exit.BUG
    assert "Traceback" in capsys.readouterr().err


def test_ctrl_c_is_130(month: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    def interrupted(*_: Any) -> Any:
        raise KeyboardInterrupt

    monkeypatch.setattr(engine, "match", interrupted)
    code, doc = run_json(capsys, "match", str(month), "--month", "2026-12")
    assert (code, doc["outcome"]) == (130, "interrupted")


# -- the JSON document -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "outcome"),
    [
        (["match", "本月.xlsx", "--month", "2026-12"], "planned"),
        (["match"], "usage"),
        (["match", "no.xlsx"], "usage"),
        (["match", "本月.xlsx", "--month", "2026-12", "-o", "no/x.xlsx"], "output_failed"),
    ],
)
def test_json_is_one_document_with_the_same_keys_for_every_outcome(
    words: list[str], outcome: str, month: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, doc = run_json(capsys, *words)
    assert list(doc) == KEYS
    assert (doc["schema"], doc["outcome"], doc["exit_code"]) == (SCHEMA, outcome, code)


def test_json_is_ascii_whatever_it_holds(month: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["match", str(month), "--month", "2026-12", "--json"])
    out = capsys.readouterr().out
    assert out.isascii()
    assert "\\u72ec\\u5c45" in out


def test_json_of_a_plan_is_pinned(month: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _, doc = run_json(capsys, "match", str(month), "--month", "2026-12")
    assert doc["counts"] == {
        "needs": 2, "planned": 2, "left_out": 0, "served": 1, "unserved": 1, "projects": 1, "assignments": 1,
        "errors": 0, "warnings": doc["counts"]["warnings"],
    }  # fmt: skip
    assert doc["projects"] == [
        {
            "project_id": "2026-12-N1",
            "need_ids": ["N1"],
            "slots": [],
            "resources": [
                {
                    "kind": "helper",
                    "resource_id": "H1",
                    "slot": None,
                    "quantity": 1,
                    "hours": 2.0,
                    "amount": 0.0,
                }
            ],
        }
    ]
    (unserved,) = doc["unserved"]
    assert list(unserved) == ["need_id", "priority", "codes", "remedy"]
    assert (unserved["need_id"], unserved["codes"]) == ("N2", ["no_skill"])
    assert unserved["remedy"]["codes"] == ["new_helper"]
    assert unserved["remedy"]["whatif"][0].startswith("--add=")
    assert doc["reasons"] == [{"code": "no_skill", "needs": 1}]
    assert list(doc["tiers"][0]) == [
        "name", "value", "bound", "gap", "proven", "status", "stopped_by", "held", "seconds",
    ]  # fmt: skip
    assert list(doc["by_group"][0]) == ["group", "needs", "served", "share"]
    assert list(doc["problems"][0]) == ["code", "severity", "file", "sheet", "cell", "message", "hint"]
    assert {"read", "solve", "write", "total"} <= set(doc["seconds"])
    assert doc["proven"] is True


# -- what is printed and written -------------------------------------------------------------------


def test_quiet_prints_nothing_on_success(month: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["match", str(month), "--month", "2026-12", "-q"]) == 0
    captured = capsys.readouterr()
    assert captured.out + captured.err == ""


def test_settings_come_in_their_order(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "commatch.toml").write_text('month = "2026-10"\n', "utf-8")
    bare = book(tmp_path / "a.xlsx", 需求清单=NEEDS, 能人=HELPERS)
    _, doc = run_json(capsys, "match", str(bare))
    assert doc["month"] == "2026-10"
    sheet = book(tmp_path / "b.xlsx", 需求清单=NEEDS, 能人=HELPERS, 设置=[["项", "值"], ["month", "2026-11"]])
    _, doc = run_json(capsys, "match", str(sheet))
    assert doc["month"] == "2026-11"
    _, doc = run_json(capsys, "match", str(sheet), "--set", "month=2026-12")
    assert doc["month"] == "2026-12"
    _, doc = run_json(capsys, "match", str(sheet), "--set", "月份=2027-02", "--month", "2026-12")
    assert doc["month"] == "2026-12"


def test_a_blank_on_the_command_line_is_the_default(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "commatch.toml").write_text('venue_walk = 30\ncommunity_name = "梧桐里"\n', "utf-8")
    settings = [["项", "值"], ["worker", "李社工"], ["month", "2026-12"]]
    path = book(tmp_path / "a.xlsx", 需求清单=NEEDS, 能人=HELPERS, 设置=settings)

    def run_record(*words: str) -> dict[str, object]:
        _, doc = run_json(capsys, "match", str(path), *words)
        return dict(load_workbook(doc["output"])["运行记录"].iter_rows(values_only=True))

    record = run_record()
    assert (record["设置: worker"], record["设置: venue_walk"]) == ("李社工", "30")
    record = run_record("--set", "worker=", "--set", "venue_walk=", "--set", "community_name= ")
    assert (record["设置: worker"], record["设置: venue_walk"], record["社区"]) == (None, "15", "社区")
    assert api.read(path, worker="", month=None).settings.worker == ""
    assert api.read(path, worker=None).settings.worker == "李社工"


def test_nothing_to_plan_is_said_and_no_reasons_are_promised(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    needs = [[*NEEDS[0], "状态"], [*NEEDS[1], "转办"]]
    path = book(tmp_path / "a.xlsx", 需求清单=needs, 能人=HELPERS)
    assert main(["match", str(path), "--month", "2026-12"]) == 0
    out = capsys.readouterr().out
    assert "没有要安排的需求" in out
    assert "未匹配" not in out
    notes = [
        str(row[2]) for row in load_workbook(tmp_path / "项目清单-2026-12.xlsx")["概览"].iter_rows(values_only=True)
    ]
    assert not [note for note in notes if "未匹配" in note]
    path = book(tmp_path / "b.xlsx", 需求清单=[NEEDS[0], NEEDS[2]], 能人=HELPERS)
    assert main(["match", str(path), "--month", "2026-12"]) == 0
    assert "原因见“未匹配”" in capsys.readouterr().out


@pytest.mark.parametrize("lang", ["zh", pytest.param("en", marks=pytest.mark.slow)])
def test_the_demonstration_writes_the_sample_and_its_plan(
    lang: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["demo", "here", "--lang", lang]) == 0
    out = capsys.readouterr().out
    names = sorted(path.name for path in (tmp_path / "here").iterdir())
    assert sample("zh" if lang == "zh" else "en").name in names
    assert len(names) == 2
    assert all(name in out for name in names)
    assert main(["demo", "here", "--lang", lang]) == 0
    assert len(list((tmp_path / "here").iterdir())) == 3
    assert main(["demo", "here", "--lang", lang, "--force"]) == 0
    assert len(list((tmp_path / "here").iterdir())) == 3


# -- language --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("argv", "environ", "lang"),
    [
        ([], {}, "zh"),
        ([], {"LANG": "C"}, "zh"),
        ([], {"LANG": "C.UTF-8"}, "zh"),
        ([], {"LC_ALL": "POSIX", "LANG": "en_US.UTF-8"}, "zh"),
        ([], {"LANG": "zh_TW.UTF-8"}, "zh"),
        ([], {"LANG": "en_US.UTF-8"}, "en"),
        ([], {"LANG": "de_DE"}, "en"),
        ([], {"LC_MESSAGES": "zh_CN", "LANG": "en_US"}, "zh"),
        ([], {"COMMATCH_LANG": "en", "LANG": "zh_CN"}, "en"),
        (["match", "--lang", "zh"], {"COMMATCH_LANG": "en"}, "zh"),
        (["--lang=en"], {"LANG": "zh_CN"}, "en"),
        (["match", "--", "--lang", "en"], {}, "zh"),
    ],
)
def test_the_language_is_chosen_in_order(argv: list[str], environ: Mapping[str, str], lang: str) -> None:
    assert choose(argv, environ, "linux") == lang


@pytest.mark.parametrize(
    ("words", "environ", "wanted"),
    [
        ([], {"LANG": "C"}, "项目清单-2026-12.xlsx"),
        ([], {"LANG": "en_GB.UTF-8"}, "project-list-2026-12.xlsx"),
        ([], {"LANG": "zh_CN.UTF-8", "COMMATCH_LANG": "en"}, "project-list-2026-12.xlsx"),
        (["--lang", "zh"], {"LANG": "en_GB.UTF-8", "COMMATCH_LANG": "en"}, "项目清单-2026-12.xlsx"),
    ],
)
def test_messages_and_the_workbook_are_in_the_same_language(
    words: list[str],
    environ: dict[str, str],
    wanted: str,
    month: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    for name, value in environ.items():
        monkeypatch.setenv(name, value)
    assert main(["match", str(month), "--month", "2026-12", *words]) == 0
    assert ("条需求" in capsys.readouterr().out) == (wanted[0] == "项")
    (written,) = [path for path in month.parent.iterdir() if path != month]
    assert written.name == wanted
    assert load_workbook(written).sheetnames[0] == ("概览" if wanted[0] == "项" else "overview")


def test_one_of_a_thing_is_singular_in_english(month: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["match", str(month), "--month", "2026-12", "--lang", "en"])
    out = capsys.readouterr().out
    assert "2 needs: 1 served, 1 unserved (1 project)" in out
    assert say("en", "planned.warnings", count=1).startswith("1 warning about the input")
    assert say("en", "problems.title", errors=2).startswith("The input has 2 errors;")


def test_help_is_whole_in_both_languages(capsys: pytest.CaptureFixture[str]) -> None:
    for command in ([], ["match"], ["demo"]):
        assert main([*command, "--help", "--lang", "zh"]) == 0
        chinese = capsys.readouterr().out
        assert "用法：" in chinese
        assert not [word for word in ("Usage", "Options", "Show this") if word in chinese]
        assert main([*command, "--help", "--lang", "en"]) == 0
        assert capsys.readouterr().out.isascii() or "…" in chinese


def test_every_text_has_both_languages_and_the_same_figures() -> None:
    import string

    for key, (zh, en) in WORDS.items():
        names = [{field for _, field, _, _ in string.Formatter().parse(text) if field} for text in (zh, en)]
        assert zh, key
        assert en, key
        assert names[0] == names[1], key


def test_python_m_commatch_is_the_command(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "commatch", "match", "no.xlsx", "--lang", "en"],
        capture_output=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONIOENCODING": "ascii"},
        cwd=tmp_path,
        check=False,
    )
    assert done.returncode == 2
    assert "no such file: no.xlsx" in done.stderr


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_help_names_every_exit_code(lang: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--help", "--lang", lang]) == 0
    _, _, codes = capsys.readouterr().out.rpartition({"zh": "退出码：\n", "en": "Exit codes:\n"}[lang])
    assert sorted(int(line.split()[0]) for line in codes.splitlines() if line[2] != " ") == sorted(Exit)
