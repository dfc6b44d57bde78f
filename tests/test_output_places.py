"""Where results can't be written: a full disk, no permission, another run; and who may read what was written."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from batch_folders import GOOD, sound, tree
from cli_runs import HELPERS, NEEDS, book, in_chinese, run_json
from commands_apart import hidden, start

import commatch
from commatch.cli.app import main
from commatch.workbook.lock import BEGUN, NAME, locked
from commatch.workbook.save import OutputError, written_whole
from commatch.workbook.unfinished import beside, discard, sweep

MONTH = ("--month", "2026-12")
JOBS = ("--jobs", "1")
root = pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="for root alone")


@pytest.fixture(autouse=True)
def plain(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    in_chinese(monkeypatch, tmp_path)


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """Give a folder that is a disk of its own, with room for the results of some of three communities."""
    disk = tmp_path / "disk"
    disk.mkdir()
    done = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=48k", "tmpfs", disk], capture_output=True, check=False)
    if done.returncode:
        pytest.skip("no disk can be mounted")
    yield disk
    subprocess.run(["umount", disk], check=True)


@root
@pytest.mark.slow
def test_a_full_disk_is_told_by_each_community_that_it_stops_and_nothing_is_half(
    tmp_path: Path, small_disk: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    sound(tmp_path / "in")
    code, doc = run_json(capsys, "batch", "in", "-o", "disk/out", *MONTH, *JOBS)
    said = {one["community"]: (one["exit_code"], one["message"]) for one in doc["communities"]}
    assert code == 6
    assert doc["message"].startswith("汇总没有写出：磁盘空间不足")
    assert sorted(said) == sorted(GOOD)
    assert {code for code, _ in said.values()} == {0, 6}
    assert all("磁盘空间不足" in message for code, message in said.values() if code)
    assert hidden(small_disk) == []
    assert main(["batch", "in", "-o", "whole", *MONTH, *JOBS, "-q"]) == 0
    whole = tree(tmp_path / "whole")
    lists = [name for name in tree(small_disk / "out") if name.endswith(".xlsx")]
    assert lists
    assert all(tree(small_disk / "out")[name] == whole[name] for name in lists)
    for name in lists:
        assert stat.S_IMODE((small_disk / "out" / name).stat().st_mode) == 0o600
    capsys.readouterr()
    assert main(["batch", "in", "-o", "disk/out", *MONTH, *JOBS, "--resume"]) == 6
    assert "请删掉些不要的文件，或换一个盘" in capsys.readouterr().err


@root
def test_a_full_disk_stops_a_match_with_words_of_its_own(
    tmp_path: Path, small_disk: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    book(tmp_path / "月.xlsx", 需求清单=NEEDS, 能人=HELPERS)
    (small_disk / "full").write_bytes(bytes(40_000))
    assert main(["match", "月.xlsx", *MONTH, "-o", "disk/out.xlsx"]) == 6
    assert "写不了文件：磁盘空间不足：disk/out.xlsx；请删掉些不要的文件，或换一个盘\n" in capsys.readouterr().err
    assert [path.name for path in small_disk.iterdir()] == ["full"]


AS_NOBODY = """
import os, sys
from commatch.cli.app import main
os.umask(0o022)
assert main([*sys.argv[1:], "-q"]) == 0  # what is imported is imported now: nobody may not read all that root may
for path in ("in", "read-only"):
    os.system(f"chmod -R a+rX {path}")
if os.geteuid() == 0:
    os.setgid(65534)
    os.setuid(65534)
sys.exit(main(["read-only/" if word == "there/" else word for word in sys.argv[1:]]))
"""


@pytest.mark.skipif(os.name != "posix", reason="only there folders have a mode")
@pytest.mark.parametrize("command", [pytest.param("match", marks=pytest.mark.slow), "batch"])
def test_a_folder_that_may_not_be_written_is_told_from_a_full_disk(tmp_path: Path, command: str) -> None:
    """By somebody who is not root, for whom no folder is read-only."""
    sound(tmp_path / "in")
    for name in ("there", "read-only"):
        (tmp_path / name).mkdir()
    (tmp_path / "read-only").chmod(0o555)
    words = {"match": ["match", "in/乙社区.xlsx", "-o", "there/"], "batch": ["batch", "in", "-o", "there/", *JOBS]}
    outer = {path: path.stat().st_mode for path in (tmp_path, *tmp_path.parents)}
    try:
        for path, mode in outer.items():
            path.chmod(mode | 0o011) if not mode & 0o001 else None
        done = subprocess.run(
            [sys.executable, "-c", AS_NOBODY, *words[command], *MONTH],
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
    finally:
        for path, mode in outer.items():
            path.chmod(mode) if path.stat().st_mode != mode else None
    assert done.returncode == 6, done.stderr
    assert "请换一个有写入权限的文件夹" in done.stderr
    assert "磁盘" not in done.stderr
    assert list((tmp_path / "read-only").iterdir()) == []


def test_a_second_run_into_a_folder_does_nothing_and_says_why(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    sound(tmp_path / "in")
    (tmp_path / "out").mkdir()
    with locked(tmp_path / "out"):
        code, doc = run_json(capsys, "batch", "in", "-o", "out", *MONTH, *JOBS)
        assert (code, doc["outcome"], doc["communities"]) == (8, "busy", [])
        assert main(["batch", "in", "-o", "out", *MONTH, *JOBS, "--lang", "en"]) == 8
        assert capsys.readouterr().err == "another run is writing here: out; run again when it is done\n"
        with pytest.raises(OutputError, match="busy"):
            commatch.batch("in", "out", month="2026-12", jobs=1)
        assert {path.name for path in (tmp_path / "out").iterdir()} == {BEGUN, NAME}
    assert main(["batch", "in", "-o", "out", *MONTH, *JOBS, "-q"]) == 0


HOLDING = """
import sys, time
from pathlib import Path
from commatch.workbook.lock import locked
with locked(Path("out")):
    print("held", flush=True)
    time.sleep(60)
"""


def test_what_a_killed_run_held_is_free(tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    process = subprocess.Popen([sys.executable, "-c", HOLDING], stdout=subprocess.PIPE, encoding="utf-8")
    assert process.stdout is not None
    assert process.stdout.readline() == "held\n"
    with pytest.raises(OutputError, match="busy"), locked(tmp_path / "out"):
        pass
    process.kill()
    process.communicate()
    for killed in (True, False):
        with locked(tmp_path / "out") as before:
            assert bool(before) == killed


@pytest.mark.parametrize("text", ["", "2026-13-01T02:00", "王桂兰"])
def test_what_does_not_tell_when_a_killed_run_began_is_not_repeated(tmp_path: Path, text: str) -> None:
    (tmp_path / BEGUN).write_text(text, "utf-8")
    with locked(tmp_path) as before:
        assert before == ()
    assert not (tmp_path / BEGUN).exists()


@pytest.mark.slow
def test_of_two_runs_at_once_one_does_it_and_the_other_says_so(tmp_path: Path) -> None:
    sound(tmp_path / "in")
    for copy in range(6):
        book(tmp_path / "in" / f"{copy}.xlsx", 需求清单=NEEDS, 能人=HELPERS)
    both = [start("batch", "in", "-o", "out", *MONTH, "--jobs", "2") for _ in range(2)]
    said = [process.communicate(timeout=60)[1] for process in both]
    assert sorted(process.returncode for process in both) == [0, 8]
    late = next(words for process, words in zip(both, said, strict=True) if process.returncode == 8)
    assert late == "另一次运行正在往这里写：out；等它做完再运行\n"
    assert main(["batch", "in", "-o", "alone", *MONTH, "--jobs", "2", "-q"]) == 0
    assert tree(tmp_path / "out") == tree(tmp_path / "alone")


@pytest.mark.skipif(os.name != "posix", reason="only there files have a mode")
@pytest.mark.parametrize("mask", [0o000, 0o022, 0o077, 0o777])
def test_whatever_the_umask_personal_files_are_their_owners_alone(tmp_path: Path, mask: int) -> None:
    sound(tmp_path / "in")
    (tmp_path / "in" / "乙社区.xlsx").unlink()
    (tmp_path / "in" / "丙社区.xlsx").unlink()
    (tmp_path / "out").mkdir()
    before = os.umask(mask)
    try:
        assert main(["batch", "in", "-o", "out", *MONTH, *JOBS, "--do", "tasks", "-q"]) == 0
    finally:
        os.umask(before)
    (home,) = (path for path in (tmp_path / "out").iterdir() if path.is_dir())
    found = [home, *home.rglob("*")]
    assert len(found) > 4
    for path in found:
        assert stat.S_IMODE(path.stat().st_mode) == (0o700 if path.is_dir() else 0o600), path


def test_what_is_being_written_is_taken_away_and_what_others_write_is_not(tmp_path: Path) -> None:
    with beside(tmp_path) as mine:
        mine.write_text("half")
        discard()
        assert not mine.exists()
    with beside(tmp_path) as folder:
        folder.mkdir()
        (folder / "a").touch()
    left, young, other = (
        tmp_path / name for name in (f".commatch-{'a' * 16}.tmp", f".commatch-{'b' * 16}.tmp", "c.tmp")
    )
    for path in (left, young, other):
        path.touch()
    os.utime(left, (time.time() - 700,) * 2)
    sweep(tmp_path, 600)
    assert sorted(tmp_path.iterdir()) == sorted((young, other))
    sweep(tmp_path)
    assert list(tmp_path.iterdir()) == [other]
    sweep(tmp_path / "no such folder")


@pytest.mark.parametrize(("number", "code"), [(28, "disk_full"), (122, "disk_full"), (13, "not_writable")])
def test_no_room_is_told_from_no_permission(tmp_path: Path, number: int, code: str) -> None:
    def write(_: object) -> None:
        raise OSError(number, os.strerror(number))

    with pytest.raises(OutputError, match=code):
        written_whole(tmp_path / "a.txt", write)
    assert list(tmp_path.iterdir()) == []
