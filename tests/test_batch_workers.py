"""Who does the work of a batch: processes that die, executors of others, how many tasks are about at once."""

from __future__ import annotations

import gc
import os
import struct
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import BrokenExecutor, Future, ThreadPoolExecutor
from multiprocessing.queues import SimpleQueue
from pathlib import Path

import pytest
from batch_folders import GOOD, broken, sound, tree
from cli_runs import in_chinese

import commatch
from commatch.batching import api
from commatch.batching.executors import Given, Here, Lost, Processes, carried_out
from commatch.batching.work import Done, Task, carry_out
from commatch.matching import engine

DIED = "COMMATCH_TEST_DIED"


@pytest.fixture(autouse=True)
def plain(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    in_chinese(monkeypatch, tmp_path)
    monkeypatch.setenv(DIED, str(tmp_path / "died"))


def dies_once_and_always(task: Task) -> Done:
    """Take the process along: for one community the first time, for another each time, and never before that one."""
    died = Path(os.environ[DIED])
    if task.name == "丙社区" and not died.exists():
        died.touch()
        os._exit(9)
    if task.name == "乙社区":
        deadline = time.monotonic() + 300
        while not died.exists() and time.monotonic() < deadline:
            time.sleep(0.01)
        os._exit(9)
    return carry_out(task)


def test_a_worker_that_dies_takes_one_community_along_and_that_only_the_second_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken(sound(tmp_path / "in"))
    whole = commatch.batch("in", "whole", month="2026-12", jobs=1)
    monkeypatch.setattr(api, "carry_out", dies_once_and_always)
    done = commatch.batch("in", "out", month="2026-12", jobs=2)
    said = {one.name: (int(one.exit), one.message) for one in done.communities}
    lost = said.pop("乙社区")
    assert lost[0] == 1
    assert "两次意外结束" in lost[1]
    assert said == {one.name: (int(one.exit), one.message) for one in whole.communities if one.name != "乙社区"}
    theirs = {name: data for name, data in tree(tmp_path / "whole").items() if name.startswith(GOOD)}
    assert {name: data for name, data in tree(tmp_path / "out").items() if name.startswith(GOOD)} == {
        name: data for name, data in theirs.items() if not name.startswith("乙社区")
    }


def test_a_crash_of_ours_is_one_communitys_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    sound(tmp_path / "in")
    match = engine.match

    def crashing(community: commatch.Community, *rest: object, **more: object) -> commatch.Result:
        if len(community.needs) == 3:
            raise RuntimeError("王桂兰 13912345678")
        return match(community, *rest, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(engine, "match", crashing)
    done = commatch.batch("in", "out", month="2026-12", jobs=1)
    (one,) = done.failed
    assert (one.name, int(one.exit)) == ("丙社区", 1)
    assert one.message.startswith("RuntimeError at ")
    assert "王桂兰" not in one.message


def test_an_executor_of_somebody_elses_does_as_well(tmp_path: Path) -> None:
    sound(tmp_path / "in")
    (tmp_path / "in" / "空").mkdir()
    commatch.batch("in", "whole", month="2026-12", jobs=1)
    with ThreadPoolExecutor(3) as executor:
        done = commatch.batch("in", "out", month="2026-12", jobs=3, executor=executor)
        assert executor.submit(int, "7").result() == 7, "it is not ours to shut down"
    assert tree(tmp_path / "out") == tree(tmp_path / "whole")
    assert [one.name for one in done.failed] == ["空"]


def test_no_more_tasks_are_made_than_there_is_room_for() -> None:
    made, through, most = 0, 0, 0

    def tasks() -> Iterator[int]:
        nonlocal made, most
        for number in range(100):
            made += 1
            most = max(most, made - through)
            yield number

    def work(number: int) -> int:
        return number

    with ThreadPoolExecutor(2) as executor:
        for _ in carried_out(tasks(), work, Given(executor, 4)):
            through += 1
    assert (made, through) == (100, 100)
    assert most <= 5


def test_a_task_that_is_lost_is_tried_once_more_with_nothing_beside_it() -> None:
    running, beside, tries = 0, 0, {3: 0, 7: 0}
    lock = threading.Lock()

    def work(number: int) -> int:
        nonlocal running, beside
        with lock:
            running += 1
            again = number in tries and tries[number] > 0
            beside += again and running > 1
        try:
            if number in tries:
                tries[number] += 1
                if number == 7 or tries[number] == 1:
                    raise KeyError("the worker is gone")
            return number
        finally:
            with lock:
                running -= 1

    with ThreadPoolExecutor(4) as executor:
        found = dict(carried_out(iter(range(20)), work, Given(executor, 8)))
    assert tries == {3: 2, 7: 2}
    assert beside == 0
    assert isinstance(found.pop(7), Lost)
    assert found == {number: number for number in range(20) if number != 7}


def test_an_executor_that_is_no_more_loses_the_rest_and_ends() -> None:
    class Gone(Here):
        def submit(self, work: Callable[[int], int], task: int) -> Future[int]:  # type: ignore[override]
            if task >= 2:
                raise BrokenExecutor
            return super().submit(work, task)

    found = dict(carried_out(iter(range(5)), abs, Gone()))
    assert [found[0], found[1]] == [0, 1]
    assert all(isinstance(found[number], Lost) for number in (2, 3, 4))


def test_processes_end_when_they_are_let_go_whatever_they_are_at() -> None:
    workers = Processes(1, os.getpid)
    pid = workers.submit(_pid, 0).result()
    workers.submit(_forever, 0)
    workers.close()
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)


def _pid(_: int) -> int:
    return os.getpid()


def _forever(_: int) -> None:
    threading.Event().wait()


def test_half_a_result_is_not_waited_for_when_processes_are_let_go() -> None:
    workers = Processes(1, os.getpid)
    assert workers.submit(abs, -1).result() == 1
    workers.submit(_sends_half, 0)
    time.sleep(0.5)
    began = time.monotonic()
    workers.close()
    assert time.monotonic() - began < 10


def _sends_half(_: int) -> None:
    """Send the head of a result and no more."""
    for queue in gc.get_objects():
        if type(queue) is SimpleQueue:
            os.write(queue._writer.fileno(), struct.pack("!i", 1000) + b"x")
    threading.Event().wait()
