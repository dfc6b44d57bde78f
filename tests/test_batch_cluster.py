"""``commatch batch --cluster``: a Dask cluster on this machine gives what this process gives, though workers die."""

from __future__ import annotations

import os
import shutil
import signal
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from batch_folders import BROKEN, GOOD, broken, sound, tree
from cli_runs import in_chinese
from test_batch_workers import DIED, dies_once_and_always
from test_stopping import stuck_for_one

import commatch
from commatch.batching import api
from commatch.cli.app import main

distributed = pytest.importorskip("distributed")
pytestmark = pytest.mark.slow


@pytest.fixture(autouse=True)
def plain(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    in_chinese(monkeypatch, tmp_path)
    monkeypatch.setenv(DIED, str(tmp_path / "died"))
    monkeypatch.setenv("COMMATCH_TEST_STUCK", str(tmp_path / "stuck.xlsx"))
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join(sys.path))


@pytest.fixture
def cluster() -> Iterator[Any]:
    with distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None, host="127.0.0.1"
    ) as found:
        yield found


def test_a_cluster_gives_the_same_though_a_worker_is_killed(tmp_path: Path, cluster: Any) -> None:
    broken(sound(tmp_path / "in"))
    for number in range(40):
        shutil.copy(tmp_path / "in" / "丙社区.xlsx", tmp_path / "in" / f"{number:02}.xlsx")
    assert main(["batch", "in", "-o", "whole", "--month", "2026-12", "-q"]) == 7
    pid = cluster.workers[0].pid

    def kill() -> None:
        while not list((tmp_path / "out").glob("0*/*.xlsx")):
            time.sleep(0.01)
        os.kill(pid, signal.SIGKILL)

    killer = threading.Thread(target=kill, daemon=True)
    killer.start()
    words = ["batch", "in", "-o", "out", "--month", "2026-12", "--cluster", cluster.scheduler_address, "-q"]
    assert main(words) == 7
    killer.join(1)
    assert not killer.is_alive()
    assert tree(tmp_path / "out") == tree(tmp_path / "whole")


def test_a_community_that_kills_every_worker_is_reported_and_the_rest_is_done(
    tmp_path: Path, cluster: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken(sound(tmp_path / "in"))
    monkeypatch.setattr(api, "carry_out", dies_once_and_always)
    with distributed.Client(cluster) as client:
        done = commatch.batch("in", "out", month="2026-12", jobs=2, executor=client.get_executor(pure=False))
    said = {one.name: one.message for one in done.failed}
    assert sorted(said) == sorted((*BROKEN, "乙社区"))
    assert "KilledWorker" in said["乙社区"]
    assert {path.parent.name for path in Path("out").rglob("项目清单*")} == set(GOOD) - {"乙社区"}


def test_an_address_where_no_scheduler_is_and_one_without_workers_are_said(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    from commatch.cli import cluster

    monkeypatch.setattr(cluster, "_SECONDS", 1)
    sound(tmp_path / "in")
    assert main(["batch", "in", "-o", "out", "--cluster", "tcp://127.0.0.1:9"]) == 2
    assert "连不上 tcp://127.0.0.1:9 的 Dask 调度器" in capsys.readouterr().err
    with distributed.LocalCluster(n_workers=0, dashboard_address=None, host="127.0.0.1") as none:
        assert main(["batch", "in", "-o", "out", "--cluster", none.scheduler_address]) == 2
    assert "没有工作进程" in capsys.readouterr().err
    assert not (tmp_path / "out").exists()


def test_what_is_with_a_cluster_is_not_waited_for_when_time_is_up(
    tmp_path: Path, cluster: Any, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    sound(tmp_path / "in")
    monkeypatch.setattr(api, "carry_out", stuck_for_one)
    began = time.monotonic()
    words = ["batch", "in", "-o", "out", "--month", "2026-12", "--cluster", cluster.scheduler_address]
    assert main([*words, "--timeout", "15s"]) == 9
    assert time.monotonic() - began < 40
    assert "时间到了：做好了 2/3 个社区" in capsys.readouterr().err
    assert not (tmp_path / "out" / "乙社区").exists()
