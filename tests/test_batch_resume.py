"""``commatch batch --resume``: what is whole is not done again, what is not is; killed runs leave nothing half."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import time
import uuid
from dataclasses import replace
from pathlib import Path

import pytest
from batch_folders import GOOD, broken, helpers, running_with, sound, tree, without_memory
from cli_runs import HELPERS, NEEDS, book, in_chinese
from commands_apart import CODE

import commatch
from commatch.batching import api, state
from commatch.batching.work import Done, Task, carry_out
from commatch.cli.app import main
from commatch.planning import Asked
from commatch.problems import warning
from commatch.settings import Settings
from commatch.telling.exits import Exit
from commatch.workbook import save
from commatch.workbook.lock import BEGUN

LIST = "项目清单-2026-12.xlsx"


@pytest.fixture(autouse=True)
def plain(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    in_chinese(monkeypatch, tmp_path)


@pytest.fixture
def done_again(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Grows by the name of every community that is done."""
    names: list[str] = []

    def counted(task: Task) -> Done:
        names.append(task.name)
        return carry_out(task)

    monkeypatch.setattr(api, "carry_out", counted)
    return names


@pytest.fixture
def before(tmp_path: Path, done_again: list[str]) -> dict[str, bytes]:
    """Three sound communities and one that is not, done once; what was written."""
    sound(tmp_path / "in")
    (tmp_path / "in" / "非表.xlsx").write_bytes(b"not a workbook")
    resume()
    assert sorted(done_again) == sorted((*GOOD, "非表"))
    done_again.clear()
    return tree(tmp_path / "out")


def resume(**options: object) -> commatch.Batch:
    given = {"month": "2026-12", "jobs": 1, "resume": True, **options}
    return commatch.batch("in", "out", **given)  # type: ignore[arg-type]


def test_what_is_whole_is_not_done_again_and_the_summary_is_the_same(
    before: dict[str, bytes], done_again: list[str]
) -> None:
    found = resume()
    assert done_again == ["非表"]
    assert [one.name for one in found.communities if one.resumed] == sorted(GOOD)
    assert tree(Path("out")) == before


def test_without_it_everything_is_done_again(before: dict[str, bytes], done_again: list[str]) -> None:
    resume(resume=False)
    assert len(done_again) == 4
    assert tree(Path("out")) == before


def test_a_result_that_is_gone_is_made_again(before: dict[str, bytes], done_again: list[str]) -> None:
    Path("out", "甲社区", LIST).unlink()
    resume()
    assert done_again == ["甲社区", "非表"]
    assert tree(Path("out")) == before


@pytest.mark.parametrize("again", [True, False])
def test_a_list_that_somebody_changed_is_left_where_nothing_else_has_changed(
    before: dict[str, bytes], done_again: list[str], *, again: bool
) -> None:
    before[f"甲社区/{LIST}"] = decided("甲社区")
    resume(resume=again)
    after = tree(Path("out"))  # the summary names the file
    assert {name: data for name, data in after.items() if "/" in name} == {
        name: data for name, data in before.items() if "/" in name
    }
    done_again.clear()
    for _ in range(2):
        found = resume(resume=again)
        one = next(one for one in found.communities if one.name == "甲社区")
        assert (one.exit, one.resumed) == (Exit.PLANNED, again)
        assert (one.kept, one.files) == ((Path("out", "甲社区", LIST),), (Path("out", "甲社区", LIST),))
        assert without_memory(Path("out")) == {name: data for name, data in after.items() if state.NAME not in name}
    assert done_again == ["非表"] * 2 if again else [*sorted((*GOOD, "非表"))] * 2


def test_a_list_that_somebody_changed_is_said_to_be_left(
    before: dict[str, bytes], capsys: pytest.CaptureFixture[str]
) -> None:
    decided("甲社区")
    assert main(["batch", "in", "-o", "out", "--month", "2026-12", "--jobs", "1", "--resume"]) == 7
    assert "1 个文件没有动：有人改过" in capsys.readouterr().out
    assert before


def test_new_plans_beside_a_changed_list_go_to_one_number(before: dict[str, bytes]) -> None:
    steps = ["match", "notice", "tasks"]
    resume(do=steps)
    old = tree(Path("out", "甲社区"))
    old[LIST] = decided("甲社区")
    for hours in (3, 5):
        more_people(hours)
        found = resume(do=steps)
        one = next(one for one in found.communities if one.name == "甲社区")
        assert [path.name for path in one.kept] == [LIST]
        there = tree(Path("out", "甲社区"))
        assert {name: data for name, data in there.items() if "-12-2" not in name and name != state.NAME} == {
            name: data for name, data in old.items() if name != state.NAME
        }
        commatch.batch("in", f"anew{hours}", month="2026-12", jobs=1, do=steps)
        anew = tree(Path(f"anew{hours}", "甲社区"))
        assert {name.replace("-12-2", "-12"): data for name, data in there.items() if "-12-2" in name} == {
            name: data for name, data in anew.items() if name != state.NAME
        }
        assert sum("项目清单" in name for name in there) == 2
        assert any("/" in name and "-12-2/" in name for name in there)


def test_a_numbered_list_that_somebody_changed_too_is_kept_beside_the_next(before: dict[str, bytes]) -> None:
    decided("甲社区")
    more_people(3)
    resume()
    second = LIST.replace(".xlsx", "-2.xlsx")
    decided("甲社区", second)
    more_people(5)
    resume()
    assert sorted(path.name for path in Path("out", "甲社区").glob("项目清单*")) == [
        second,
        LIST.replace(".xlsx", "-3.xlsx"),
        LIST,
    ]
    for name in (LIST, second):
        assert Path("out", "甲社区", name).read_bytes() == b"decisions of the council"
    assert before


@pytest.mark.parametrize("again", [True, False])
def test_a_changed_list_is_replaced_where_that_is_wanted_also_with_an_equal_one_beside_it(
    before: dict[str, bytes], done_again: list[str], *, again: bool
) -> None:
    whole = Path("out", "甲社区", LIST)
    copy = whole.with_name(LIST.replace(".xlsx", "-2.xlsx"))
    copy.write_bytes(whole.read_bytes())
    decided("甲社区")
    found = resume(resume=again, force=True)
    assert "甲社区" in done_again
    assert whole.read_bytes() == before[f"甲社区/{LIST}"]
    assert [one.instead for one in found.communities if one.kept] == [{copy: whole}]


def decided(community: str, name: str = LIST) -> bytes:
    """Change a list."""
    Path("out", community, name).write_bytes(b"decisions of the council")
    return b"decisions of the council"


def more_people(hours: int) -> None:
    """Change the input of a community."""
    book(Path("in", "甲社区", "资源.xlsx"), 能人=[*HELPERS, ["H9", "孙律师", "", "律师", hours]])


@pytest.mark.parametrize("step", ["summary", "community"])
def test_what_was_written_when_a_run_ended_is_known_for_ours(
    before: dict[str, bytes], monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    put = os.replace
    full = []

    def refuse(source: str | Path, target: str | Path) -> None:
        """Have no more room once a file is there: of the first community, or the summary."""
        place = Path(target)
        if full and place.parent == full[0]:
            raise OSError(28, "No space left on device")
        put(source, target)
        if place.name == {"summary": "社区汇总-2026-12.xlsx", "community": LIST}[step] and place.parent.name != "anew":
            full.append(place.parent)

    more_people(3)
    with monkeypatch.context() as patch:
        patch.setattr(save.os, "replace", refuse)
        resume()
    assert full
    more_people(5)
    assert not [one for one in resume().communities if one.kept]
    assert not [name for name in tree(Path("out")) if "-2.xlsx" in name]
    commatch.batch("in", "anew", month="2026-12", jobs=1)
    assert without_memory(Path("out")) == without_memory(Path("anew"))
    assert before


def test_what_an_earlier_version_remembered_is_known(before: dict[str, bytes]) -> None:
    memory = Path("out", "甲社区", state.NAME)
    said = json.loads(memory.read_text("utf-8"))
    said["written"] = {name: digests[0] for name, digests in said["written"].items()}
    memory.write_text(json.dumps(said), "utf-8")
    more_people(3)
    resume()
    assert tree(Path("out")).keys() == before.keys()


def test_another_input_is_done_again_in_place_of_the_old_result(
    before: dict[str, bytes], done_again: list[str], tmp_path: Path
) -> None:
    book(Path("in", "甲社区", "资源.xlsx"), 能人=[*HELPERS, ["H9", "孙律师", "", "律师", 8]])
    resume()
    assert done_again == ["甲社区", "非表"]
    assert sorted(tree(Path("out"))) == sorted(before)
    undisturbed = commatch.batch("in", "anew", month="2026-12", jobs=1)
    assert without_memory(Path("anew")) == without_memory(Path("out"))
    assert undisturbed.communities[-2].figures["counts"]["served"] == 2


def test_a_file_more_or_another_name_is_another_input(before: dict[str, bytes], done_again: list[str]) -> None:
    Path("in", "甲社区", "资源.xlsx").rename(Path("in", "甲社区", "资源2.xlsx"))
    resume()
    assert done_again == ["甲社区", "非表"]


def test_other_options_do_everything_again(before: dict[str, bytes], done_again: list[str]) -> None:
    resume(venue_walk=20)
    assert len(done_again) == 4


def test_everything_that_makes_a_result_is_part_of_what_is_remembered(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = Asked(overrides={"month": "2026-12"})
    task = Task("甲", (("a.xlsx", b"1"), ("b.xlsx", b"2")), (), asked, ("match",), "zh")
    others = [
        replace(task, contents=(("a.xlsx", b"1"), ("b.xlsx", b"3"))),
        replace(task, contents=(("a.xlsx", b"1"), ("c.xlsx", b"2"))),
        replace(task, contents=(("a.xlsx", b"1"),)),
        replace(task, unread=(warning("file_twice", value="a.xlsx"),)),
        replace(task, steps=("match", "report")),
        replace(task, lang="en"),
        replace(task, asked=replace(asked, overrides={"month": "2027-01"})),
        replace(task, asked=replace(asked, settings=Settings(venue_walk=20))),
        replace(task, asked=replace(asked, problems=(warning("unknown_setting"),))),
        replace(task, asked=replace(asked, accept_proposals=True)),
        replace(task, asked=replace(asked, remedies=False)),
        replace(task, asked=replace(asked, gaps=False)),
    ]
    keys = {state.key_of(one) for one in (task, *others)}
    assert len(keys) == 13
    assert state.key_of(replace(task, name="乙")) == state.key_of(task)
    monkeypatch.setattr(state, "__version__", "9.9")
    assert state.key_of(task) not in keys


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "[]",
        '{"schema": "commatch.batch-state/2"}',
        '{"schema": 1, "months": {}, "written": {}}',
        '{"schema": "commatch.batch-state/2", "months": [], "written": {}}',
        '{"schema": "commatch.batch-state/2", "months": {"": []}, "written": {}}',
    ],
)
def test_what_is_remembered_may_be_spoilt(tmp_path: Path, text: str) -> None:
    (tmp_path / state.NAME).write_text(text, "utf-8")
    assert state.load(tmp_path) == state.State()
    (tmp_path / state.NAME).unlink()
    assert state.load(tmp_path) == state.State()


@pytest.fixture
def months(before: dict[str, bytes], done_again: list[str]) -> dict[str, dict[str, bytes]]:
    """Two months of the communities in one folder, checked and matched; each month's files by their places."""
    found = {}
    for month in ("2026-12", "2027-01"):
        resume(month=month, do=["check", "match"])
        found[month] = {name: data for name, data in tree(Path("out")).items() if month in name}
    done_again.clear()
    return found


def test_a_second_month_beside_the_first_leaves_it_as_it_is_and_either_can_be_resumed(
    months: dict[str, dict[str, bytes]], done_again: list[str]
) -> None:
    assert [name for name in months["2026-12"] if "甲社区" in name] == [
        f"甲社区/{LIST}",
        "甲社区/检查-2026-12/需求-检查.xlsx",
    ]
    for month, files in months.items():
        found = resume(month=month, do=["check", "match"])
        assert {one.name: one.resumed for one in found.communities} == {**dict.fromkeys(GOOD, True), "非表": False}
        assert not [one for one in found.communities if one.kept]
        assert found.summary == Path("out", f"社区汇总-{month}.xlsx")
        assert {name: data for name, data in tree(Path("out")).items() if month in name} == files
    assert done_again == ["非表"] * 2
    assert not [name for name in tree(Path("out")) if "-2.xlsx" in name]


def test_what_is_made_again_of_an_earlier_month_takes_the_place_of_what_was_made_of_it(
    months: dict[str, dict[str, bytes]], done_again: list[str]
) -> None:
    book(Path("in", "甲社区", "资源.xlsx"), 能人=[*HELPERS, ["H9", "孙律师", "", "律师", 8]])
    found = resume(do=["check", "match"])
    assert done_again == ["甲社区", "非表"]
    assert not [one for one in found.communities if one.kept]
    after = tree(Path("out"))
    assert {name for name in after if "2026-12" in name} == set(months["2026-12"])
    assert after[f"甲社区/{LIST}"] != months["2026-12"][f"甲社区/{LIST}"]
    assert {name: data for name, data in after.items() if "2027-01" in name} == months["2027-01"]


def test_decisions_typed_into_the_first_months_list_stay_whatever_is_made_after(
    months: dict[str, dict[str, bytes]],
) -> None:
    decided("甲社区")
    more_people(3)
    assert not [one for one in resume(month="2027-01", do=["check", "match"]).communities if one.kept]
    found = resume(do=["check", "match"])
    assert [path.name for one in found.communities for path in one.kept] == [LIST]
    assert Path("out", "甲社区", LIST).read_bytes() == b"decisions of the council"
    assert sorted(path.name for path in Path("out", "甲社区").glob("项目清单-2026-12*")) == [
        LIST.replace(".xlsx", "-2.xlsx"),
        LIST,
    ]
    assert months


def test_marked_copies_of_a_community_that_failed_are_known_for_ours(done_again: list[str]) -> None:
    Path("in").mkdir()
    for hours in ("很多", "不少"):
        book(Path("in", "甲.xlsx"), 需求清单=NEEDS, 能人=helpers(hours))
        (one,) = resume(do=["check"]).failed
        assert ([path.name for path in one.files], one.kept) == (["甲-检查.xlsx"], ())


def test_a_full_disk_fails_one_community_and_is_told_from_no_permission(
    before: dict[str, bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    put = os.replace

    def refuse(source: str | Path, target: str | Path) -> None:
        if Path(target).parent.name == "甲社区":
            raise OSError(28, "No space left on device")
        if Path(target).parent.name == "乙社区":
            raise PermissionError(13, "Permission denied")
        put(source, target)

    monkeypatch.setattr(save.os, "replace", refuse)
    found = resume(venue_walk=20)
    said = {one.name: (int(one.exit), one.message) for one in found.communities}
    assert (said["甲社区"][0], "磁盘空间不足" in said["甲社区"][1]) == (6, True)
    assert (said["乙社区"][0], "不能写入" in said["乙社区"][1]) == (6, True)
    assert said["丙社区"] == (0, "")
    assert not list(Path("out").rglob("*.tmp"))


def start(out: str, *words: str, mark: str = "") -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", CODE, "batch", "in", "-o", out, "--month", "2026-12", *words],
        env={**os.environ, "COMMATCH_TEST": mark},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        encoding="utf-8",
    )


def killed_then_resumed(moments: int, seed: int, jobs: str) -> None:
    """Kill a run at random moments, resume it, and see that it comes to what an undisturbed run comes to.

    A moment is that at which so many files are there, or a file is being written, and a little while more.
    """
    assert start("whole", "--jobs", jobs).wait() == 7
    whole, rng, mark = tree(Path("whole")), random.Random(seed), uuid.uuid4().hex
    for number in range(moments):
        out, wanted, writing = Path(f"out{number}"), rng.randrange(len(whole)), rng.random() < 0.5
        process = start(str(out), "--jobs", jobs, mark=mark)
        while process.poll() is None:
            names = [name for _, _, names in os.walk(out) for name in names]
            if len(names) >= wanted and (not writing or any(name.endswith(".tmp") for name in names)):
                break
        time.sleep(rng.uniform(0, 0.02))
        process.send_signal(signal.SIGKILL)
        process.communicate()
        there = tree(out) if out.is_dir() else {}
        assert all(
            whole[name] == data for name, data in there.items() if not name.endswith((".tmp", state.NAME, BEGUN))
        )
        assert start(str(out), "--jobs", jobs, "--resume").wait() == 7
        assert tree(out) == whole
    deadline = time.monotonic() + 20
    while running_with(mark) and time.monotonic() < deadline:
        time.sleep(0.1)
    assert not running_with(mark), "workers outlived the run"


def test_a_run_that_was_killed_is_gone_on_with(tmp_path: Path) -> None:
    broken(sound(tmp_path / "in"))
    killed_then_resumed(1, seed=2, jobs="1")


@pytest.mark.slow
@pytest.mark.parametrize(("seed", "jobs"), [(1, "1"), (2, "2")])
def test_sixty_runs_that_were_killed_are_gone_on_with(tmp_path: Path, seed: int, jobs: str) -> None:
    broken(sound(tmp_path / "in"))
    for number in range(2):
        for name in ("甲社区.xlsx", "丙社区.xlsx"):
            source = tmp_path / "in" / name
            if source.exists():
                (tmp_path / "in" / f"{number:02}{name}").write_bytes(source.read_bytes())
    killed_then_resumed(30, seed, jobs)


@pytest.mark.skipif(not hasattr(os, "fork"), reason="Windows has no such signals")
@pytest.mark.parametrize("number", [signal.SIGTERM, pytest.param(signal.SIGINT, marks=pytest.mark.slow)])
def test_a_signal_ends_it_with_130_and_nothing_half(tmp_path: Path, number: int) -> None:
    sound(tmp_path / "in")
    for copy in range(30):
        book(tmp_path / "in" / f"{copy:02}.xlsx", 需求清单=NEEDS, 能人=HELPERS)
    mark = uuid.uuid4().hex
    process = start("out", "--jobs", "2", mark=mark)
    assert process.stderr is not None
    assert process.stderr.readline().startswith("[1/33]")
    process.send_signal(number)
    _, err = process.communicate(timeout=20)
    assert process.returncode == 130
    assert "已中断：做好了" in err
    assert "Traceback" not in err
    there = tree(tmp_path / "out")
    assert 0 < len(there) < 66
    assert not [name for name in there if name.endswith(".tmp")]
    assert not running_with(mark)
    assert main(["batch", "in", "-o", "out", "--month", "2026-12", "--jobs", "1", "--resume", "-q"]) == 0
