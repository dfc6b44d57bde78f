"""``commatch notice``: options, the JSON document, what is printed, exit codes."""

from __future__ import annotations

from pathlib import Path

import pytest
from cli_runs import HELPERS, NEEDS, book, in_chinese, run_json

from commatch.cli.app import main
from commatch.telling.exits import Exit

KEYS = [
    "schema", "command", "version", "outcome", "exit_code", "message", "month", "result", "inputs", "files", "record",
    "counts", "masked", "edited", "violations", "problems", "seconds",
]  # fmt: skip


@pytest.fixture(autouse=True)
def plain(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    in_chinese(monkeypatch, tmp_path)


@pytest.fixture
def listed(tmp_path: Path) -> Path:
    needs = [*NEEDS, ["N3", "李建国要找人写信", "", "", "老年人", "书法", 1]]
    path = book(tmp_path / "月.xlsx", 需求清单=needs, 能人=HELPERS)
    assert main(["match", str(path), "--month", "2026-12", "-o", "清单.xlsx", "-q"]) == 0
    return tmp_path / "清单.xlsx"


def test_it_writes_the_notice_beside_the_list_and_says_what_was_masked(
    listed: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["notice", "清单.xlsx"]) == 0
    page = capsys.readouterr().out
    assert "2026-12 的公示写好了" in page
    assert "要办的 1 项，暂时办不了的 2 件" in page
    assert "需求清单 N3 需求：**要找人写信（姓名）" in page
    assert "李建国" not in page
    names = {"公示-2026-12.xlsx", "公示-2026-12.docx", "公示-2026-12.html", "内部-公示遮盖记录-2026-12.xlsx"}
    assert names <= {path.name for path in listed.parent.iterdir()}
    assert all(name in page for name in names)


def test_the_document_tells_the_same_and_nothing_personal(listed: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, doc = run_json(capsys, "notice", "清单.xlsx", "--format", "html，docx", "--lang", "en")
    assert (code, doc["outcome"], list(doc)) == (0, "written", KEYS)
    assert [Path(name).name for name in doc["files"]] == ["notice-2026-12.docx", "notice-2026-12.html"]
    assert Path(doc["record"]).name == "internal-notice-masks-2026-12.xlsx"
    assert doc["counts"] == {"doing": 1, "open": 2, "masked": 1, "errors": 0, "warnings": 0}
    assert doc["masked"] == [
        {"sheet": "needs", "id": "N3", "column": "title", "sort": "name", "posted": "**要找人写信"}
    ]
    assert "李建国" not in str(doc)


def test_settings_of_the_notice_can_be_given_and_no_others(listed: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, doc = run_json(capsys, "notice", "清单.xlsx", "--set", "公示姓名=姓", "--set", "notice_undecided=omit")
    assert (code, doc["counts"]["doing"], doc["masked"][0]["posted"]) == (0, 0, "李**要找人写信")
    for words, said in (
        (["--set", "venue_walk=3"], "venue_walk"),
        (["--set", "notice_names=all"], "notice_names"),
        (["--format", "pdf"], "pdf"),
        (["-o", "清单.xlsx"], "清单.xlsx"),
    ):
        code, doc = run_json(capsys, "notice", "清单.xlsx", *words)
        assert (code, list(doc)) == (Exit.USAGE, KEYS)
        assert said in doc["message"]
    code, doc = run_json(capsys, "notice", "清单.xlsx", "-o", "没有/")
    assert (code, doc["outcome"]) == (Exit.OUTPUT, "output_failed")


def test_a_list_whose_files_have_changed_is_refused(listed: Path, capsys: pytest.CaptureFixture[str]) -> None:
    book(listed.parent / "月.xlsx", 需求清单=NEEDS, 能人=HELPERS)
    code, doc = run_json(capsys, "notice", "清单.xlsx")
    assert (code, doc["outcome"], doc["files"]) == (Exit.INPUT, "input_problems", [])
    assert [item["code"] for item in doc["problems"]] == ["result_input_changed"]
    assert main(["notice", "清单.xlsx"]) == Exit.INPUT
    assert "没有写" in capsys.readouterr().err


def test_files_that_are_there_are_kept_unless_told_otherwise(listed: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for words in ([], [], ["--force"]):
        _, doc = run_json(capsys, "notice", "清单.xlsx", "--format", "html", *words)
        made = [Path(name).name for name in doc["files"]]
        assert made == (
            ["公示-2026-12-2.html"] if words == [] and (listed.parent / "公示-2026-12-2.html").exists() else made
        )
    assert made == ["公示-2026-12.html"]
    assert (listed.parent / "公示-2026-12-2.html").exists()


def test_settings_that_are_not_the_notices_are_refused_with_the_names_that_a_reader_knows(
    listed: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, doc = run_json(capsys, "notice", "清单.xlsx", "--set", "gap=1")
    assert code == Exit.USAGE
    assert "公示保留词" in doc["message"]
    assert "notice_" not in doc["message"]
