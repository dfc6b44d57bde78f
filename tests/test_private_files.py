"""Workbooks with personal data: nobody but their owner may read them, from the first byte on."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest
from cli_runs import HELPERS, NEEDS, book, in_chinese
from openpyxl import Workbook

from commatch.cli.app import main
from commatch.workbook.save import save, written_whole

pytestmark = pytest.mark.skipif(os.name != "posix", reason="only there files have a mode")


@pytest.fixture(autouse=True)
def usual_mask(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[None]:
    in_chinese(monkeypatch, tmp_path)
    before = os.umask(0o022)
    yield
    os.umask(before)


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


@pytest.mark.parametrize(
    ("command", "written"),
    [
        ("match 月.xlsx --month 2026-12 --output out.xlsx", "out.xlsx"),
        ("tidy 月.xlsx --month 2026-12 --output out.xlsx", "out.xlsx"),
        ("draft 月.xlsx --month 2026-12 --output out.xlsx", "out.xlsx"),
        ("check 月.xlsx --month 2026-12 --annotate", "月-*.xlsx"),
    ],
)
def test_a_workbook_that_a_command_makes_of_a_community_is_its_owners_alone(
    tmp_path: Path, command: str, written: str
) -> None:
    source = book(tmp_path / "月.xlsx", 需求清单=NEEDS, 能人=HELPERS)
    main(command.split())
    (made,) = tmp_path.glob(written)
    assert mode(made) == 0o600
    assert mode(source) == 0o644  # the inputs are left as they are


def test_a_blank_workbook_is_for_everybody(tmp_path: Path) -> None:
    main(["init", "新"])
    (made,) = (tmp_path / "新").glob("*.xlsx")
    assert mode(made) == 0o644


def test_a_file_that_is_replaced_gets_the_mode_of_what_is_written_now(tmp_path: Path) -> None:
    target = tmp_path / "a.xlsx"
    target.write_text("public")
    workbook = Workbook()
    assert save(workbook, target, force=True, private=True) == target
    assert mode(target) == 0o600


def test_while_it_is_written_it_is_its_owners_alone(tmp_path: Path) -> None:
    seen = []
    written_whole(
        tmp_path / "a.txt",
        lambda handle: seen.extend([handle.write(b"x"), *(mode(path) for path in tmp_path.iterdir())]),
        private=True,
    )
    assert seen == [1, 0o600]
    assert (tmp_path / "a.txt").read_bytes() == b"x"


def test_a_file_of_another_kind_is_whole_or_not_there(tmp_path: Path) -> None:
    target = tmp_path / "a.html"
    target.write_text("old")
    assert written_whole(target, lambda handle: None) == tmp_path / "a-2.html"  # kept without force
    with pytest.raises(ZeroDivisionError):
        written_whole(target, lambda handle: handle.write(b"%d" % (1 // 0)), force=True)
    assert target.read_text() == "old"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a-2.html", "a.html"]
