"""``commatch report``: one private page beside the list, in either language, or nothing where it can't be right."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest
from cli_runs import book, in_chinese, run_json
from month_pages import FUNDS, HELPERS, made, small_month

from commatch.cli.app import main
from commatch.telling.exits import Exit
from commatch.workbook import save

KEYS = [
    "schema", "command", "version", "outcome", "exit_code", "message", "month", "result", "inputs", "output", "files",
    "counts", "edited", "violations", "problems", "seconds",
]  # fmt: skip


@pytest.fixture(scope="module")
def month(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Match a small month once, and return the folder with its list and its files."""
    folder = tmp_path_factory.mktemp("month")
    made(small_month(folder), "项目清单.xlsx", "--lang", "zh", "--no-remedies", "--no-gaps")
    return folder


@pytest.fixture
def listed(month: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Start beside a copy of them, in Chinese."""
    in_chinese(monkeypatch, tmp_path)
    for path in month.iterdir():
        (tmp_path / path.name).write_bytes(path.read_bytes())
    return Path("项目清单.xlsx")


def test_the_page_is_written_beside_the_list_and_what_to_do_with_it_is_said(
    listed: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["report", str(listed), "--html"]) == 0
    said = capsys.readouterr().out
    page = Path("内部-总览-2026-12.html").read_text("utf-8")
    assert "2026-12 的总览写好了\n5 条需求，配上 3 条，没配上 2 条（3 个项目）" in said
    assert "双击 内部-总览-2026-12.html" in said
    assert "不要张贴" in said
    assert "赵师傅" in page
    assert "赵师傅" not in said


def test_without_a_kind_it_is_the_page_too_in_the_language_asked_for(listed: Path) -> None:
    assert main(["report", str(listed), "--lang", "en", "-q"]) == 0
    page = Path("internal-overview-2026-12.html").read_text("utf-8")
    assert '<html lang="en">' in page
    assert "Unserved needs" in page


def test_a_list_in_english_gives_the_same_chinese_page(listed: Path) -> None:
    english = made([Path("需求.xlsx"), Path("资源.xlsx")], "list.xlsx", "--lang", "en", "--no-remedies", "--no-gaps")
    for path, page in ((listed, "a.html"), (english, "b.html")):
        assert main(["report", str(path), "-o", page, "-q"]) == 0
    assert Path("a.html").read_bytes() == Path("b.html").read_bytes()


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such modes")
def test_nobody_but_its_owner_may_read_it(listed: Path) -> None:
    assert main(["report", str(listed), "-q"]) == 0
    assert stat.S_IMODE(Path("内部-总览-2026-12.html").stat().st_mode) == 0o600


def test_a_file_that_is_there_is_kept_unless_it_is_forced(listed: Path, capsys: pytest.CaptureFixture[str]) -> None:
    there = Path("内部-总览-2026-12.html")
    there.write_text("我的", "utf-8")
    assert main(["report", str(listed)]) == 0
    assert "内部-总览-2026-12.html 已存在，没有动它" in capsys.readouterr().out
    assert there.read_text("utf-8") == "我的"
    assert Path("内部-总览-2026-12-2.html").exists()
    assert main(["report", str(listed), "--force", "-q"]) == 0
    assert there.read_text("utf-8") != "我的"


def test_the_document_has_its_keys_and_nothing_personal(listed: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, doc = run_json(capsys, "report", str(listed), "-o", "页.html")
    assert (code, doc["outcome"], list(doc)) == (Exit.PLANNED, "written", KEYS)
    assert doc["output"] == "页.html"
    assert sorted(doc["inputs"]) == ["资源.xlsx", "需求.xlsx"]
    assert doc["counts"] == {"needs": 5, "served": 3, "unserved": 2, "projects": 3, "errors": 0, "warnings": 0}
    assert not any(name in str(doc) for name in ("赵师傅", "王桂兰", "13912345678"))


def test_files_that_have_changed_give_no_page_and_every_problem_is_named(
    listed: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    book(Path("资源.xlsx"), 能人=HELPERS[:2], 资金=FUNDS)
    Path("需求.xlsx").unlink()
    code, doc = run_json(capsys, "report", str(listed))
    assert (code, doc["outcome"], list(doc)) == (Exit.INPUT, "input_problems", KEYS)
    assert {item["code"] for item in doc["problems"]} == {"result_input_changed", "result_input_missing"}
    assert main(["report", str(listed)]) == Exit.INPUT
    assert "没有写：下面 2 处要先弄好。" in capsys.readouterr().err
    assert not list(Path().glob("*.html"))


@pytest.mark.parametrize(
    ("words", "exit_code", "said"),
    [
        (["没有.xlsx"], Exit.USAGE, "没有.xlsx"),
        (["项目清单.xlsx", "-o", "a.docx"], Exit.USAGE, "-o 要写 .html 文件或文件夹"),
        (["项目清单.xlsx", "-o", "没有这个文件夹/a.html"], Exit.OUTPUT, "没有文件夹"),
        (["需求.xlsx"], Exit.INPUT, "需求.xlsx"),
    ],
)
def test_what_is_wrong_on_the_command_line_is_said_and_nothing_is_written(
    words: list[str], exit_code: Exit, said: str, listed: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["report", *words]) == exit_code
    assert said in capsys.readouterr().err
    assert not list(Path().rglob("*.html"))


def test_a_page_that_did_not_reach_the_disk_whole_is_dropped(
    listed: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(save.os, "fsync", lambda handle: os.truncate(handle, 100))
    assert main(["report", str(listed)]) == Exit.OUTPUT
    assert "读回时不完整" in capsys.readouterr().err
    assert not [path for path in Path().iterdir() if path.suffix != ".xlsx"]
