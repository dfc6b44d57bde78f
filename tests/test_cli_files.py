"""Files on the command line: which are read, where the plan goes, what is never written over."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from cli_runs import HELPERS, NEEDS, book, in_chinese, run_json
from openpyxl import load_workbook

from commatch.cli.app import main
from commatch.cli.files import expanded
from commatch.telling.exits import Exit


@pytest.fixture(autouse=True)
def plain(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Each test starts in an empty folder, in Chinese, whatever the machine says."""
    in_chinese(monkeypatch, tmp_path)


@pytest.fixture
def month(tmp_path: Path) -> Path:
    """Write a small month: one need that can be served, one that can't."""
    return book(tmp_path / "本月.xlsx", 需求清单=NEEDS, 能人=HELPERS)


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


def test_a_folder_that_is_not_there_is_said_to_be_missing(month: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["match", str(month), "--month", "2026-12", "-o", "dir1/"]) == Exit.OUTPUT
    assert "没有文件夹 dir1/" in capsys.readouterr().err
    assert sorted(path.name for path in month.parent.iterdir()) == ["本月.xlsx"]
    Path("dir1").mkdir()
    _, doc = run_json(capsys, "match", str(month), "--month", "2026-12", "-o", "dir1/")
    assert Path(doc["output"]) == Path("dir1/项目清单-2026-12.xlsx")


@pytest.mark.parametrize("name", ["out.csv", "out.xls", "清单.txt", "a.PDF"])
def test_another_type_of_file_is_wrong_usage(name: str, month: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["match", str(month), "--month", "2026-12", "-o", name]) == Exit.USAGE
    assert name in capsys.readouterr().err
    assert not Path(name).exists()


@pytest.mark.parametrize(("name", "written"), [("2026.12", "2026.12.xlsx"), ("a.XLSX", "a.XLSX")])
def test_a_number_after_a_dot_is_no_type(
    name: str, written: str, month: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _, doc = run_json(capsys, "match", str(month), "--month", "2026-12", "-o", name)
    assert doc["output"] == written


def test_why_a_file_was_left_alone_is_said(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    source = book(tmp_path / "项目清单-2026-12.xlsx", 需求清单=NEEDS, 能人=HELPERS)
    before = source.read_bytes()
    assert main(["match", str(source), "--month", "2026-12", "--force"]) == 0
    out = capsys.readouterr().out
    assert "项目清单-2026-12.xlsx 是输入文件" in out
    assert "--force" not in out
    assert source.read_bytes() == before
    real = os.replace
    target = tmp_path / "清单.xlsx"
    target.write_bytes(b"open")

    def locked(old: Path, new: Path) -> None:
        if new == target:
            raise PermissionError
        real(old, new)

    monkeypatch.setattr(os, "replace", locked)
    assert main(["match", str(source), "--month", "2026-12", "--force", "-o", str(target)]) == 0
    out = capsys.readouterr().out
    assert "清单.xlsx 正被别的程序打开" in out
    assert "--force" not in out


def test_all_missing_files_are_named_at_once(month: Path, capsys: pytest.CaptureFixture[str]) -> None:
    words = ["match", "a.xlsx", str(month), "b.xlsx", ".", "--config", "c.toml"]
    assert main(words) == Exit.USAGE
    err = capsys.readouterr().err
    assert "a.xlsx、b.xlsx、c.toml" in err
    assert ". 是文件夹" in err
    assert "本月" not in err


def test_a_pattern_stands_for_the_files_it_fits(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    book(tmp_path / "2需求.xlsx", 需求清单=NEEDS)
    book(tmp_path / "1资源.xlsx", 能人=HELPERS)
    (tmp_path / "~$2需求.xlsx").write_bytes(b"lock")
    assert expanded(["*.xlsx"]) == (Path("1资源.xlsx"), Path("2需求.xlsx"))
    assert expanded(["[ab].csv", "1资源.xlsx"]) == (Path("[ab].csv"), Path("1资源.xlsx"))
    (tmp_path / "[12]需求.xlsx").write_bytes(b"")
    assert expanded(["[12]需求.xlsx"]) == (Path("[12]需求.xlsx"),)
    (tmp_path / "[12]需求.xlsx").unlink()
    code, doc = run_json(capsys, "match", "*.xlsx", "--month", "2026-12")
    assert (code, doc["counts"]["served"]) == (0, 1)
    assert main(["match", "*.ods"]) == Exit.USAGE
    assert "找不到文件：*.ods" in capsys.readouterr().err
