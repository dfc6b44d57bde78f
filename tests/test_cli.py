"""The command line: exit codes, what is printed, what is masked, where files go, which language."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook

from commatch import api
from commatch.cli.app import main
from commatch.cli.demo import sample
from commatch.cli.document import SCHEMA
from commatch.cli.exits import Exit
from commatch.cli.masking import mask, masked
from commatch.matching import engine
from commatch.matching.plan import Outcome, Violation
from commatch.problems import error
from commatch.reports.sheets import OutputError
from commatch.texts.cli import WORDS
from commatch.texts.language import choose

Rows = Sequence[Sequence[object]]

NEEDS: Rows = [
    ["编号", "需求", "提出人", "电话", "人群", "技能", "工时"],
    ["N1", "修水管", "王桂兰", "13912345678", "独居老人", "水电工×1", 2],
    ["N2", "法律咨询", "李建国", "13812345678", "骑手", "律师×1", 2],
]
HELPERS: Rows = [["编号", "姓名", "电话", "技能", "每月工时"], ["H1", "赵师傅", "13712345678", "水电工:4", 8]]

KEYS = [
    "schema", "command", "version", "outcome", "exit_code", "message", "month", "output", "files", "counts",
    "solver", "proven", "tiers", "by_group", "reasons", "unserved", "projects", "problems", "violations",
    "clash", "notes", "seconds",
]  # fmt: skip


def book(path: Path, **sheets: Rows) -> Path:
    """Write a workbook with these sheets."""
    workbook = Workbook()
    workbook.remove(workbook.worksheets[0])
    for name, rows in sheets.items():
        sheet = workbook.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
    workbook.save(path)
    return path


@pytest.fixture(autouse=True)
def plain(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Each test starts in an empty folder, in Chinese, whatever the machine says."""
    for name in ("COMMATCH_LANG", "COMMATCH_DEBUG", "LC_ALL", "LC_MESSAGES"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", "zh_CN.UTF-8")
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def month(tmp_path: Path) -> Path:
    """Write a small month: one need that can be served, one that can't."""
    return book(tmp_path / "本月.xlsx", 需求清单=NEEDS, 能人=HELPERS)


def run_json(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, dict[str, Any]]:
    code = main([*words, "--json"])
    out = capsys.readouterr().out
    return code, json.loads(out)


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
    assert "不能同时满足" in capsys.readouterr().err


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
    assert doc["unserved"] == [{"need_id": "N2", "priority": doc["unserved"][0]["priority"], "codes": ["no_skill"]}]
    assert doc["reasons"] == [{"code": "no_skill", "needs": 1}]
    assert list(doc["tiers"][0]) == [
        "name", "value", "bound", "gap", "proven", "status", "stopped_by", "seconds",
    ]  # fmt: skip
    assert list(doc["by_group"][0]) == ["group", "needs", "served", "share"]
    assert list(doc["problems"][0]) == ["code", "severity", "file", "sheet", "cell", "message", "hint"]
    assert {"read", "solve", "write", "total"} <= set(doc["seconds"])
    assert doc["proven"] is True


# -- personal data ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "shown"), [("王桂兰", "王**"), ("13912345678", "139****"), ("", ""), ("John Doe", "J**")]
)
def test_a_personal_value_is_masked(value: str, shown: str) -> None:
    assert mask(value) == shown


def test_a_masked_problem_does_not_hold_the_value_anywhere() -> None:
    shown = masked(error("x", value="王桂兰", personal=True, other="王桂兰，在 B2"))
    assert "王桂兰" not in repr(shown)
    assert masked(error("x", value="王桂兰")).value == "王桂兰"


def test_no_personal_value_reaches_the_terminal_or_the_json(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    secrets = ("王桂兰", "13912345678", "1391234567", "赵师傅", "13712345678")
    needs = [NEEDS[0], ["N1", "修水管", "王桂兰", "1391234567八", "独居老人", "水电工×1", 2], *NEEDS[1:]]
    bad = book(tmp_path / "坏.xlsx", 需求清单=needs, 能人=HELPERS)
    good = book(tmp_path / "好.xlsx", 需求清单=NEEDS, 能人=HELPERS)
    for path in (bad, good):
        for extra in ([], ["--json"]):
            main(["match", str(path), "--month", "2026-12", *extra])
            captured = capsys.readouterr()
            assert not [secret for secret in secrets if secret in captured.out + captured.err]
    _, doc = run_json(capsys, "match", str(good), "--month", "2026-12", "--show-personal")
    assert doc["projects"][0]["resources"][0]["name"] == "赵师傅"


# -- output files ----------------------------------------------------------------------------------


def test_a_file_that_is_there_is_kept_and_the_new_one_numbered(month: Path, capsys: pytest.CaptureFixture[str]) -> None:
    target = month.with_name("项目清单-2026-12.xlsx")
    target.write_bytes(b"mine")
    assert main(["match", str(month), "--month", "2026-12"]) == 0
    assert target.read_bytes() == b"mine"
    assert month.with_name("项目清单-2026-12-2.xlsx").exists()
    assert "--force" in capsys.readouterr().out
    assert main(["match", str(month), "--month", "2026-12", "--force"]) == 0
    assert load_workbook(target).sheetnames[0] == "概览"


def test_the_english_list_has_an_english_name(month: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, doc = run_json(capsys, "match", str(month), "--month", "2026-12", "--lang", "en")
    assert code == 0
    assert Path(doc["output"]).name == "project-list-2026-12.xlsx"
    assert load_workbook(doc["output"]).sheetnames[0] == "overview"


def test_an_output_may_be_a_folder_or_lack_its_suffix(
    tmp_path: Path, month: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "out").mkdir()
    _, doc = run_json(capsys, "match", str(month), "--month", "2026-12", "-o", "out")
    assert Path(doc["output"]) == Path("out/项目清单-2026-12.xlsx")
    _, doc = run_json(capsys, "match", str(month), "--month", "2026-12", "-o", "mine")
    assert Path(doc["output"]) == Path("mine.xlsx")


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


@pytest.mark.parametrize("lang", ["zh", "en"])
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
