"""What a batch leaves alone in its folder of results, how what is new is numbered beside it, what is said of both."""

from __future__ import annotations

import datetime as dt
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from batch_folders import tree
from cli_runs import HELPERS, NEEDS, book, in_chinese, run_json
from openpyxl import load_workbook
from test_pool_command import street

import commatch
from commatch.batching import state
from commatch.batching.results import CommunityDone
from commatch.cli.app import main
from commatch.month.numbered import newer_list
from commatch.telling.exits import Exit
from commatch.workbook import save

HOME = Path("out", "甲")
STEPS = ("match", "notice", "tasks")
COMMAND = ("batch", "in", "-o", "out", "--month", "2026-12", "--jobs", "1", "--no-remedies", "--no-gaps")
SUMMARY = Path("out", "社区汇总-2026-12.xlsx")


@pytest.fixture(autouse=True)
def plain(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    in_chinese(monkeypatch, tmp_path)
    Path("in").mkdir()


def lists(number: int = 1, home: Path = HOME, name: str = "项目清单-2026-12") -> Path:
    """Return where a list lies."""
    return home / f"{name}{f'-{number}' if number > 1 else ''}.xlsx"


def asked(hours: int) -> None:
    """Write the community's input, the same for the same hours: its plan is another one with other hours."""
    source = Path(f"{hours}.xlsx")
    if not source.exists():
        book(source, 需求清单=NEEDS, 能人=[*HELPERS, ["H9", "孙律师", "", "律师", hours]])
    shutil.copyfile(source, Path("in", "甲.xlsx"))


def batch(**options: object) -> commatch.Batch:
    given = {"month": "2026-12", "jobs": 1, "remedies": False, "gaps": False, **options}
    return commatch.batch("in", "out", **given)  # type: ignore[arg-type]


def planned(hours: int, **options: object) -> CommunityDone:
    """Plan the community, and see that its list is the newest one."""
    asked(hours)
    (one,) = batch(**options).communities
    assert one.ok, one.message
    return one


def typed(path: Path) -> bytes:
    """Type something into a workbook, and return what it is then."""
    workbook = load_workbook(path)
    workbook.worksheets[1]["Z9"] = "王桂兰同意"
    workbook.save(path)
    return path.read_bytes()


def newest(path: Path) -> bool:
    """Tell whether no other command would take another list for a newer one."""
    return newer_list(path, dt.date(2026, 12, 1)) == ()


def refuses(monkeypatch: pytest.MonkeyPatch, held: Path) -> None:
    """Have a file open in another program: nothing takes its place, and it can't be taken away."""
    put, unlink = os.replace, os.unlink

    def replace(source: str | Path, target: str | Path) -> None:
        if Path(target) == held:
            raise PermissionError(13, "Permission denied")
        put(source, target)

    def gone(path: str | Path, **more: int) -> None:
        if Path(path) == held:
            raise PermissionError(13, "Permission denied")
        unlink(path, **more)

    monkeypatch.setattr(save.os, "replace", replace)
    monkeypatch.setattr(os, "unlink", gone)


def test_a_new_list_comes_behind_one_that_somebody_changed_whatever_was_deleted() -> None:
    planned(1)
    typed(lists())
    planned(3)
    decisions = typed(lists(2))
    lists().unlink()
    one = planned(5)
    assert one.files == (lists(3),)
    assert newest(lists(3))
    assert lists(2).read_bytes() == decisions
    assert one.instead == {lists(2): lists(3)}


@pytest.mark.parametrize("way", ["deleted", "forced"])
def test_an_untouched_list_with_a_higher_number_goes_with_all_that_was_made_of_it(way: str) -> None:
    planned(1, do=STEPS)
    typed(lists())
    planned(3, do=STEPS)
    assert [path for path in HOME.rglob("*") if "-2026-12-2" in path.as_posix()]
    if way == "deleted":
        lists().unlink()
    one = planned(5, do=STEPS, force=way == "forced")
    assert lists() in one.files
    assert newest(lists())
    assert one.kept == ()
    assert not [path for path in HOME.rglob("*") if "-2026-12-2" in path.as_posix()]


def test_what_somebody_changed_of_what_was_made_of_a_list_that_is_taken_away_is_named() -> None:
    planned(1, do=STEPS)
    typed(lists())
    planned(3, do=STEPS)
    notice = HOME / "公示-2026-12-2.html"
    notice.write_bytes(b"changed by somebody")
    one = planned(5, do=STEPS, force=True)
    assert not lists(2).exists()
    assert (one.kept, one.instead) == ((notice,), {notice: HOME / "公示-2026-12.html"})
    assert planned(5, do=STEPS, resume=True).kept == (notice,)


def test_what_force_does_not_write_over_is_named_and_what_it_is_taken_for(capsys: pytest.CaptureFixture[str]) -> None:
    planned(1)
    typed(lists())
    planned(3)
    decisions = typed(lists(2))
    asked(5)
    assert main([*COMMAND, "--force"]) == Exit.PLANNED
    printed = capsys.readouterr().out.replace("\n", "").replace(" ", "")
    said = f"甲/{lists(2).name}（编号比这次的{lists().name}大，别的命令会当它是更新的清单）"
    assert said in printed
    assert lists(2).read_bytes() == decisions
    (one,) = batch().communities
    assert (one.files, one.instead) == ((lists(),), {lists(2): lists()})


def test_a_list_that_was_forced_stays_the_communitys_beside_one_that_somebody_changed() -> None:
    planned(1)
    typed(lists())
    planned(3)
    typed(lists(2))
    for force in (True, False, False):
        assert planned(3, force=force).files == (lists(),)


@pytest.mark.parametrize("resume", [True, False])
def test_the_list_that_was_made_of_the_input_of_before_is_the_communitys_again(*, resume: bool) -> None:
    planned(1)
    decisions = typed(lists())
    planned(3)
    one = planned(1, resume=resume)
    assert (one.files, one.instead) == ((lists(),), {lists(): lists()})
    assert lists().read_bytes() == decisions
    assert not lists(2).exists()
    assert planned(3).files == (lists(2),)


def test_a_run_that_ended_before_it_wrote_a_list_leaves_open_what_that_was_made_of(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    planned(1)
    put = os.replace

    def full(source: str | Path, target: str | Path) -> None:
        if Path(target) == lists():
            raise OSError(28, "No space left on device")
        put(source, target)

    asked(3)
    with monkeypatch.context() as patch:
        patch.setattr(save.os, "replace", full)
        assert batch().failed
    typed(lists())
    for resume in (True, False):
        assert planned(3, resume=resume).files == (lists(2),), "the changed list was made of the other input"


def test_all_lists_of_a_community_that_fails_are_named() -> None:
    planned(1)
    typed(lists())
    planned(3)
    Path("in", "甲.xlsx").write_bytes(b"not a workbook")
    (failed,) = batch().failed
    assert failed.earlier == (lists(2), lists())
    assert f"结果文件夹里的 {lists(2).name}、{lists().name} 是以前做的" in failed.message


def test_every_file_that_is_kept_is_said_with_the_new_one_in_each_run_alike() -> None:
    planned(1, do=STEPS)
    typed(lists())
    notice, sheet = HOME / "公示-2026-12.html", next(path for path in HOME.glob("*/*") if path.suffix == ".docx")
    for path in (notice, sheet):
        path.write_bytes(b"changed by somebody")
    planned(3, do=STEPS)
    typed(lists(2))
    one = planned(5, do=STEPS)
    third = Path(sheet.parent.as_posix() + "-3", sheet.name)
    new = {lists(): lists(3), lists(2): lists(3), notice: HOME / "公示-2026-12-3.html", sheet: third}
    assert one.instead == new
    for resume in (True, False, True):
        again = planned(5, do=STEPS, resume=resume)
        assert (again.resumed, again.kept, again.instead) == (resume, one.kept, one.instead)


def test_what_is_kept_is_said_in_the_document_and_on_the_page(capsys: pytest.CaptureFixture[str]) -> None:
    planned(1)
    typed(lists())
    asked(3)
    for words in ((), ("--resume",), ("--resume",)):
        _, doc = run_json(capsys, *COMMAND, *words)
        (one,) = doc["communities"]
        assert (one["kept"], one["instead"]) == ([str(lists())], {str(lists()): str(lists(2))})
        rows = {row[0]: row[2] for row in load_workbook(SUMMARY)["概览"].iter_rows(values_only=True)}
        assert f"甲/{lists().name}（新的是 {lists(2).name}；这份里议过的，新的里没有，" in str(rows["没有动的文件"])


def test_a_summary_that_somebody_changed_is_told_of(capsys: pytest.CaptureFixture[str]) -> None:
    planned(1)
    second = SUMMARY.with_name("社区汇总-2026-12-2.xlsx")
    typed(SUMMARY)
    for _ in range(2):
        done = batch()
        assert (done.summary, done.kept) == (SUMMARY, (SUMMARY,))
    asked(1)
    book(Path("in", "乙.xlsx"), 需求清单=NEEDS, 能人=HELPERS)
    _, doc = run_json(capsys, *COMMAND)
    assert (doc["files"], doc["kept"]) == ([str(second)], [str(SUMMARY)])
    assert main([*COMMAND]) == Exit.PLANNED
    assert f"{SUMMARY.name}（新的是 {second.name}）" in capsys.readouterr().out


def test_a_list_in_the_other_language_is_named_beside_the_new_one(capsys: pytest.CaptureFixture[str]) -> None:
    planned(1)
    english = lists(name="project-list-2026-12")
    for resume in (False, True, True):
        one = planned(1, lang="en", resume=resume)
        assert (one.files, one.kept, one.earlier) == ((english,), (), (lists(),))
    assert main([*COMMAND, "--lang", "en", "--resume"]) == Exit.PLANNED
    assert f"甲/{lists().name} (of an earlier run, in the other language)" in capsys.readouterr().out
    assert lists().is_file()
    assert planned(1, do=["check"]).earlier == ()


@pytest.mark.parametrize("held", ["项目清单-2026-12", "社区间借用-2026-12"])
def test_a_list_and_its_loans_have_one_number_also_where_one_is_open(
    held: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    Path("in").rmdir()
    street(Path("in"))
    batch(pool=True)
    home = Path("out", "梧桐")
    listed, lent = lists(home=home), lists(home=home, name="社区间借用-2026-12")
    assert (listed.is_file(), lent.is_file()) == (True, True)
    workbook = load_workbook(Path("in", "梧桐.xlsx"))
    workbook["需求清单"]["J3"] = "周四上午"  # another half-day of what is borrowed
    workbook.save(Path("in", "梧桐.xlsx"))
    opened = lists(home=home, name=held)
    before, pair = opened.read_bytes(), lent.read_bytes()
    with monkeypatch.context() as patch:
        refuses(patch, opened)
        done = batch(pool=True)
    assert not done.failed
    (one,) = [one for one in done.communities if one.name == "梧桐"]
    second = {lists(2, home), lists(2, home, "社区间借用-2026-12")}
    assert set(one.files) == second
    assert opened.read_bytes() == before
    assert one.instead[opened] in second
    if opened == listed:
        assert lent.read_bytes() == pair, "the old pair stays as it was"
    assert newest(lists(2, home))
    (again,) = [one for one in batch(pool=True).communities if one.name == "梧桐"]
    assert set(again.files) == second
    assert {path.name for path in home.glob("*-3.xlsx")} == set()


@pytest.mark.parametrize("force", [False, True])
def test_a_list_that_cannot_be_taken_away_for_it_is_open_is_not_taken_for_the_newer_one(
    monkeypatch: pytest.MonkeyPatch, *, force: bool
) -> None:
    planned(1)
    decisions = typed(lists())
    planned(3)
    if not force:
        lists().unlink()
    with monkeypatch.context() as patch:
        refuses(patch, lists(2))
        one = planned(5, force=force)
    kept = {lists(), lists(2)} if force else {lists(2)}
    assert (one.files, one.instead) == ((lists(3),), dict.fromkeys(kept, lists(3)))
    assert newest(lists(3))
    if force:
        assert lists().read_bytes() == decisions, "the new list has not taken its place"
    else:
        assert not lists().exists()


@pytest.mark.parametrize("change", [lambda path: path.unlink(), typed])
def test_runs_come_to_the_same_however_often_they_are_made(change: Callable[[Path], object]) -> None:
    planned(1)
    typed(lists())
    planned(3)
    change(lists(2))
    first = planned(5)
    there = {name: data for name, data in tree(HOME).items() if name != state.NAME}
    for resume in (True, False):
        again = planned(5, resume=resume)
        assert (again.files, again.kept, again.instead) == (first.files, first.kept, first.instead)
        assert {name: data for name, data in tree(HOME).items() if name != state.NAME} == there
