"""Signals and the end of the time: what is written is whole or absent, nobody stays behind, the exit code says it."""

from __future__ import annotations

import multiprocessing
import os
import shutil
import signal
import subprocess
import threading
import time
import uuid
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from batch_folders import running_with, sound, tree
from cli_runs import HELPERS, NEEDS, book, in_chinese, run_json
from commands_apart import STUCK, hidden, start

import commatch
from commatch.batching import api
from commatch.batching.work import Done, Task, carry_out
from commatch.cli import stopping
from commatch.cli.app import main
from commatch.telling.exits import Exit

pytestmark = pytest.mark.skipif(os.name != "posix", reason="Windows has no such signals")
MONTH = ("--month", "2026-12")


@pytest.fixture(autouse=True)
def plain(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    in_chinese(monkeypatch, tmp_path)


def waited_for(path: Path, process: subprocess.Popen[str]) -> None:
    deadline = time.monotonic() + 30
    while not path.exists() and time.monotonic() < deadline:
        assert process.poll() is None, process.communicate()
        time.sleep(0.01)
    assert path.exists()


def nobody_left(mark: str) -> bool:
    deadline = time.monotonic() + 5
    while running_with(mark) and time.monotonic() < deadline:
        time.sleep(0.05)
    return not running_with(mark)


@pytest.mark.parametrize(
    "number",
    [
        signal.SIGTERM,
        pytest.param(signal.SIGINT, marks=pytest.mark.slow),
        pytest.param(signal.SIGHUP, marks=pytest.mark.slow),
    ],
)
def test_a_signal_ends_a_match_whose_solver_does_not_come_back(tmp_path: Path, number: int) -> None:
    book(tmp_path / "月.xlsx", 需求清单=NEEDS, 能人=HELPERS)
    process = start("match", "月.xlsx", *MONTH, before=STUCK, COMMATCH_TEST_STUCK="stuck")
    waited_for(tmp_path / "stuck", process)
    began = time.monotonic()
    process.send_signal(number)
    out, err = process.communicate(timeout=20)
    assert (process.returncode, out, err) == (130, "", "已中断，什么也没有写。\n")
    assert time.monotonic() - began < 10
    assert sorted(path.name for path in tmp_path.iterdir()) == ["stuck", "月.xlsx"]


WRITING = """
import os, time
from pathlib import Path
from commatch.workbook import save
put = save._put_in_place
def late(*given):
    Path(os.environ["COMMATCH_TEST_STUCK"]).touch()
    time.sleep(30)
    return put(*given)
save._put_in_place = late
"""


def test_a_signal_while_a_file_is_written_leaves_nothing_of_it(tmp_path: Path) -> None:
    book(tmp_path / "月.xlsx", 需求清单=NEEDS, 能人=HELPERS)
    process = start("match", "月.xlsx", *MONTH, before=WRITING, COMMATCH_TEST_STUCK="stuck")
    waited_for(tmp_path / "stuck", process)
    assert len(hidden(tmp_path)) == 1
    process.terminate()
    _, err = process.communicate(timeout=20)
    assert (process.returncode, err) == (130, "已中断，什么也没有写。\n")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["stuck", "月.xlsx"]


CBC = """
import os, stat
from pathlib import Path
from commatch.matching import solver
import pulp
slow = Path(os.environ["COMMATCH_TEST_STUCK"] + ".sh")
slow.write_text("#!/bin/sh\\ntouch $COMMATCH_TEST_STUCK\\nexec sleep 60\\n")
slow.chmod(0o700)
made = pulp.PULP_CBC_CMD.__init__
pulp.PULP_CBC_CMD.__init__ = lambda self, *a, **k: (made(self, *a, **k), setattr(self, "path", str(slow.absolute())))[0]
"""


@pytest.mark.slow
def test_a_solver_in_a_process_of_its_own_goes_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "temporary").mkdir()
    monkeypatch.setenv("TMPDIR", str(tmp_path / "temporary"))
    book(tmp_path / "月.xlsx", 需求清单=NEEDS, 能人=HELPERS)
    mark = uuid.uuid4().hex
    words = ("match", "月.xlsx", *MONTH, "--solver", "cbc")
    process = start(*words, before=CBC, COMMATCH_TEST_STUCK="stuck", COMMATCH_TEST=mark)
    waited_for(tmp_path / "stuck", process)
    assert len(running_with(mark)) == 2
    process.terminate()
    assert process.wait(timeout=20) == 130
    process.communicate()
    assert nobody_left(mark)
    assert not list((tmp_path / "temporary").iterdir())


@pytest.mark.slow
def test_a_signal_that_was_to_be_ignored_is(tmp_path: Path) -> None:
    book(tmp_path / "月.xlsx", 需求清单=NEEDS, 能人=HELPERS)
    before = f"import signal; signal.signal(signal.SIGHUP, signal.SIG_IGN)\n{WRITING.replace('30', '1')}"
    process = start("match", "月.xlsx", *MONTH, "-q", before=before, COMMATCH_TEST_STUCK="stuck")
    waited_for(tmp_path / "stuck", process)
    process.send_signal(signal.SIGHUP)  # as the end of a session does, which nohup is for
    process.communicate(timeout=20)
    assert process.returncode == 0
    assert (tmp_path / "项目清单-2026-12.xlsx").exists()


SECOND = """
import os
from pathlib import Path
from commatch.batching import api, work
one = work.carry_out
def carry_out(task):
    if task.name != "丙社区":
        exec(os.environ["COMMATCH_TEST_CODE"], {})
    return one(task)
api.carry_out = carry_out
"""


def test_a_batch_whose_solver_does_not_come_back_says_what_was_done(tmp_path: Path) -> None:
    sound(tmp_path / "in")
    words = ("batch", "in", "-o", "out", *MONTH, "--jobs", "1")
    process = start(*words, before=SECOND, COMMATCH_TEST_STUCK="stuck", COMMATCH_TEST_CODE=STUCK)
    waited_for(tmp_path / "stuck", process)
    process.terminate()
    out, err = process.communicate(timeout=20)
    assert (process.returncode, out) == (130, "")
    assert err.splitlines()[1:] == ["已中断：做好了 1/3 个社区，都是完整的；用同样的命令加 --resume 再运行一次，接着做"]


def stuck_for_one(task: Task) -> Done:
    """Be at one community until the process ends."""
    if task.name == "乙社区":
        book(Path(os.environ["COMMATCH_TEST_STUCK"]), 需求清单=NEEDS)
        time.sleep(60)
    return carry_out(task)


@pytest.mark.slow
def test_what_is_done_when_time_is_up_is_whole_and_what_is_not_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    sound(tmp_path / "in")
    monkeypatch.setenv("COMMATCH_TEST_STUCK", str(tmp_path / "stuck.xlsx"))
    monkeypatch.setattr(api, "carry_out", stuck_for_one)
    began = time.monotonic()
    words = ("batch", "in", "-o", "out", *MONTH, "--jobs", "2", "--timeout", "12s")
    code, doc = run_json(capsys, *words)
    assert time.monotonic() - began < 20
    assert (code, doc["outcome"], doc["counts"]["done"]) == (9, "timed_out", 2)
    assert "做好了 2/3 个社区" in doc["message"]
    said = {one["community"]: (one["exit_code"], one["message"]) for one in doc["communities"]}
    assert said == {"丙社区": (0, ""), "甲社区": (0, ""), "乙社区": (9, "时间到了，没有做")}
    assert (tmp_path / "stuck.xlsx").exists()
    assert not (tmp_path / "out" / "乙社区").exists()
    assert not multiprocessing.active_children()
    monkeypatch.setattr(api, "carry_out", carry_out)
    assert main(["batch", "in", "-o", "out", *MONTH, "--jobs", "1", "--resume", "-q"]) == 0
    assert main(["batch", "in", "-o", "anew", *MONTH, "--jobs", "1", "-q"]) == 0
    assert tree(tmp_path / "out") == tree(tmp_path / "anew")


@pytest.mark.slow
def test_a_process_whose_solver_does_not_come_back_ends_when_time_is_up(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    book(tmp_path / "in" / "甲.xlsx", 需求清单=NEEDS, 能人=HELPERS)
    (tmp_path / "sitecustomize.py").write_text(
        "import sys, os\nif 'multiprocessing.spawn' in ' '.join(sys.orig_argv):\n"
        + "".join(f"    {line}\n" for line in STUCK.splitlines()),
        "utf-8",
    )
    mark = uuid.uuid4().hex
    path = os.pathsep.join([str(tmp_path), *filter(None, [os.environ.get("PYTHONPATH", "")])])
    words = ("batch", "in", "-o", "out", *MONTH, "--jobs", "1", "--timeout", "6")
    process = start(*words, COMMATCH_TEST_STUCK="stuck", COMMATCH_TEST=mark, PYTHONPATH=path)
    waited_for(tmp_path / "stuck", process)
    _, err = process.communicate(timeout=20)
    assert process.returncode == 9, err
    assert "时间到了：做好了 0/1 个社区" in err
    assert nobody_left(mark)


def test_the_library_ends_in_time_and_tells_it_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    sound(tmp_path / "in")
    over = threading.Event()

    def slow_for_one(task: Task) -> Done:
        if task.name == "乙社区":
            over.wait(30)
        return carry_out(task)

    monkeypatch.setattr(api, "carry_out", slow_for_one)
    with ThreadPoolExecutor(1) as executor:
        done = commatch.batch("in", "out", month="2026-12", executor=executor, timeout=2)
        over.set()
    assert [(one.name, one.exit) for one in done.communities] == [
        ("丙社区", Exit.PLANNED),
        ("乙社区", Exit.TIMED_OUT),
        ("甲社区", Exit.TIMED_OUT),
    ]
    assert done.summary is not None
    assert [path.name for path in (tmp_path / "out").iterdir() if path.is_dir()] == ["丙社区"]


def test_where_there_is_no_time_nothing_is_begun(tmp_path: Path) -> None:
    sound(tmp_path / "in")
    done = commatch.batch("in", "out", month="2026-12", jobs=1, timeout=0)
    assert {one.exit for one in done.communities} == {Exit.TIMED_OUT}
    assert done.summary == Path("out", "社区汇总-2026-12.xlsx")
    assert [path.name for path in (tmp_path / "out").iterdir() if path.is_dir()] == []


@pytest.mark.parametrize("value", ["0", "soon", "-5", "6 days"])
def test_a_timeout_is_a_span_of_time(tmp_path: Path, value: str, capsys: pytest.CaptureFixture[str]) -> None:
    sound(tmp_path / "in")
    assert main(["batch", "in", "-o", "out", "--timeout", value]) == 2
    assert f"--timeout 要写 90s、30m、6h 这样的时长，不是“{value}”" in capsys.readouterr().err


def test_signals_are_as_they_were_after_a_command(tmp_path: Path) -> None:
    before = [signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)]
    assert main(["--version"]) == 0
    assert [signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)] == before
    assert stopping.reason() is Exit.INTERRUPTED


@pytest.mark.slow
def test_a_run_that_was_killed_while_writing_is_swept_after(tmp_path: Path) -> None:
    sound(tmp_path / "in")
    process = start("batch", "in", "-o", "out", *MONTH, "--jobs", "1", before=WRITING, COMMATCH_TEST_STUCK="stuck")
    waited_for(tmp_path / "stuck", process)
    process.kill()
    process.communicate()
    assert len(hidden(tmp_path / "out")) == 1
    shutil.rmtree(tmp_path / "in" / "甲社区")
    assert main(["batch", "in", "-o", "out", *MONTH, "--jobs", "1", "-q"]) == 0
    assert hidden(tmp_path / "out") == []
