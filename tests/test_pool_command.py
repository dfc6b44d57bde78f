"""``commatch batch --pool``: what each community and the street are told, and what one that is broken changes."""

from __future__ import annotations

import datetime as dt
import multiprocessing
import os
import shutil
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from batch_folders import tree, without_memory
from cli_runs import Rows, book, in_chinese, run_json
from commands_apart import hidden
from openpyxl import load_workbook

import commatch
from commatch.batching import executors, pool
from commatch.batching.pool import _standing_together
from commatch.cli.app import main
from commatch.community import Kind
from commatch.matching.plan import Violation
from commatch.pooling.check import StreetCheck
from commatch.pooling.sharing import Loan
from commatch.telling.exits import Exit

COMMAND = ("--pool", "--month", "2026-12", "--jobs", "1", "--no-gaps", "--no-remedies")
LIST, SUMMARY = "项目清单-2026-12.xlsx", "社区汇总-2026-12.xlsx"

NEEDS = ["编号", "需求", "人群", "网格", "紧急程度", "技能", "工时", "服务", "容纳人数", "可行时段"]
HELPERS = ["编号", "姓名", "技能", "网格", "步行上限", "每月工时", "可共享"]
UNITS = ["编号", "单位", "服务", "网格", "每月场次", "可共享"]
VENUES = ["编号", "场地", "网格", "容纳人数", "开放时段", "可共享"]


def street(folder: Path) -> Path:
    """Write three communities: two that have what the other lacks, and one that is far from both."""
    folder.mkdir()
    book(
        folder / "梧桐.xlsx",
        需求清单=[
            NEEDS,
            ["N1", "修水管", "独居老人", "一网格", "高", "水电工", 2, "", "", ""],
            ["N2", "义诊", "老年人", "一网格", "兜底", "", 2, "义诊", 30, "周三上午"],
        ],
        能人=[
            HELPERS,
            ["H1", "赵师傅", "水电工", "一网格", 20, 8, "是"],
            ["H2", "钱律师", "律师", "一网格", "", 6, "否"],
        ],
        共建单位=[UNITS],
        场地=[VENUES],
        网格距离=[["起点", "终点", "步行分钟"], ["梧桐", "金桂", 12], ["梧桐", "银杏", 30]],
    )
    book(
        folder / "金桂.xlsx",
        需求清单=[
            NEEDS,
            ["N1", "换龙头", "独居老人", "一网格", "紧急", "水电工", 2, "", "", ""],
            ["N2", "写遗嘱", "老年人", "一网格", "低", "律师", 2, "", "", ""],
        ],
        能人=[HELPERS, ["H1", "孙木匠", "木工", "一网格", 15, 4, "否"]],
        共建单位=[UNITS, ["U1", "社区医院", "义诊", "一网格", 3, "是"]],
        场地=[VENUES, ["V1", "活动大厅", "一网格", 60, "每天", "是"]],
    )
    book(
        folder / "银杏.xlsx",
        需求清单=[NEEDS, ["N1", "修水管", "独居老人", "一网格", "高", "水电工", 2, "", "", ""]],
        能人=[HELPERS, ["H1", "李师傅", "理发", "一网格", 15, 4, "是"]],
    )
    return folder


@pytest.fixture(autouse=True)
def plain(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    in_chinese(monkeypatch, tmp_path)


@pytest.fixture(scope="module")
def done(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Share, and return where the folders are."""
    home = tmp_path_factory.mktemp("pool")
    street(home / "in")
    with pytest.MonkeyPatch.context() as patch:
        in_chinese(patch, home)
        assert main(["batch", "in", "-o", "out", *COMMAND, "-q"]) == Exit.PLANNED
    return home


def rows(path: Path, sheet: str) -> Rows:
    """Return the rows of a sheet below its title and its header, without blank cells."""
    found = load_workbook(path)[sheet]
    return [[cell for cell in row if cell is not None] for row in found.iter_rows(min_row=3, values_only=True)]


def test_a_borrowed_resource_stands_in_the_list_with_whom_it_is_lent_by(done: Path) -> None:
    shown = rows(done / "out" / "梧桐" / LIST, "匹配明细")
    assert {(row[1], row[4], row[5]) for row in shown} == {
        ("N1", "H1", "赵师傅"),
        ("N2", "金桂/U1", "社区医院（借自金桂）"),
        ("N2", "金桂/V1", "活动大厅（借自金桂）"),
    }
    assert ["借出", "金桂", "能人", "H1", "赵师傅", "水电工", 2, "2026-12-N1"] in rows(
        done / "out" / "梧桐" / LIST, "借用"
    )


def test_the_lender_is_told_what_is_lent_and_what_is_left(done: Path) -> None:
    used = {row[1]: row for row in rows(done / "out" / "梧桐" / LIST, "资源使用")}
    assert used["H1"][3:5] == [6, 2]
    assert used["H1"][-1] == "另借出 2 小时（金桂）"
    used = {row[1]: row for row in rows(done / "out" / "金桂" / LIST, "资源使用")}
    assert used["U1"][3] == 2
    assert used["U1"][-1] == "另借出 1 场（梧桐）"


def test_what_is_borrowed_comes_on_the_first_day_on_which_all_can(done: Path) -> None:
    shown = rows(done / "out" / "梧桐" / LIST, "借用")
    assert all(dt.datetime(2026, 12, 2) in row for row in shown if row[0] == "借入")


def test_the_summary_says_what_sharing_brought_and_that_nobody_is_worse_off(done: Path) -> None:
    told = {row[0]: row[1:] for row in rows(done / "out" / SUMMARY, "共享")}
    assert told["梧桐"][:5] == [1, 2, 1, 0, 1]
    assert told["金桂"][:5] == [0, 1, 1, 0, 0]
    assert told["银杏"][:3] == [0, 0, 0]
    assert told["合计"][:5] == [1, 3, 2, 0, 1]
    overview = {row[0]: row[1] for row in rows(done / "out" / SUMMARY, "概览")}
    assert (overview["共享多办的需求"], overview["因共享变差的社区"]) == (2, 0)
    assert len(rows(done / "out" / SUMMARY, "借用明细")) == 3


def test_what_is_too_far_or_not_shared_or_of_unknown_distance_is_not_lent(done: Path) -> None:
    lent = {(row[0], row[1], row[3]) for row in rows(done / "out" / SUMMARY, "借用明细")}
    assert lent == {("梧桐", "金桂", "H1"), ("金桂", "梧桐", "U1"), ("金桂", "梧桐", "V1")}


def test_a_setting_says_how_far_apart_communities_are(tmp_path: Path) -> None:
    street(tmp_path / "in")
    assert main(["batch", "in", "-o", "out", *COMMAND, "-q", "--set", "pool_minutes=10"]) == Exit.PLANNED
    told = {row[0]: row[1:] for row in rows(tmp_path / "out" / SUMMARY, "共享")}
    assert told["银杏"][:3] == [0, 0, 0], "梧桐's own sheet says 30"
    book(
        tmp_path / "in" / "银杏.xlsx",
        需求清单=[NEEDS, ["N1", "写遗嘱", "", "", "高", "律师", 2, "", "", ""]],
        能人=[HELPERS],
    )
    named = load_workbook(tmp_path / "in" / "梧桐.xlsx")
    named["能人"]["G3"] = "是"
    named.save(tmp_path / "in" / "梧桐.xlsx")
    assert main(["batch", "in", "-o", "out", *COMMAND, "-q", "--force"]) == Exit.PLANNED
    told = {row[0]: row[1:] for row in rows(tmp_path / "out" / SUMMARY, "共享")}
    assert told["银杏"][:3] == [0, 1, 1], "who has no walking limit is lent at any distance"


def test_a_broken_community_neither_borrows_nor_lends_and_stops_nobody(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    street(tmp_path / "in")
    (tmp_path / "in" / "金桂.xlsx").write_bytes(b"broken")
    code, doc = run_json(capsys, "batch", "in", "-o", "out", *COMMAND)
    assert code == Exit.SOME_FAILED
    found = {one["community"]: one for one in doc["communities"]}
    assert found["金桂"]["outcome"] == "input_problems"
    assert found["梧桐"]["sharing"]["alone"] == found["梧桐"]["sharing"]["shared"]
    assert not found["梧桐"]["sharing"]["loans"]
    told = {row[0]: row for row in rows(tmp_path / "out" / SUMMARY, "共享")}
    assert told["金桂"][-1] == "没做好，不借入也不借出"


def test_nothing_to_share_gives_each_the_list_that_it_has_alone(tmp_path: Path) -> None:
    street(tmp_path / "in")
    for name in ("金桂", "银杏"):
        (tmp_path / "in" / f"{name}.xlsx").unlink()
    assert main(["batch", "in", "-o", "out", *COMMAND, "-q"]) == Exit.PLANNED
    assert main(["batch", "in", "-o", "alone", *COMMAND[1:], "-q"]) == Exit.PLANNED
    assert (tmp_path / "out/梧桐" / LIST).read_bytes() == (tmp_path / "alone/梧桐" / LIST).read_bytes()
    assert rows(tmp_path / "out" / SUMMARY, "共享")[0][-1] == "能共享的社区不到两个，按单独安排"


def test_resumed_only_where_nothing_in_the_street_has_changed(
    done: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.copytree(done, tmp_path, dirs_exist_ok=True)
    before = tree(tmp_path / "out")

    def resumed(*words: str) -> list[bool]:
        _, doc = run_json(capsys, "batch", "in", "-o", "out", *COMMAND, "--resume", *words)
        return [one["resumed"] for one in doc["communities"]]

    assert resumed() == [True] * 3
    assert tree(tmp_path / "out") == before
    (tmp_path / "out" / "银杏" / LIST).unlink()
    assert resumed() == [False] * 3
    assert tree(tmp_path / "out") == before
    book(
        tmp_path / "in" / "银杏.xlsx",
        需求清单=[NEEDS, ["N9", "理发", "", "", "高", "理发", 2, "", "", ""]],
        能人=[HELPERS],
    )
    assert resumed() == [False] * 3
    assert resumed("--set", "pool_own_first=people") == [False] * 3


OPTIONS: Any = {"month": "2026-12", "jobs": 1, "pool": True, "gaps": False, "remedies": False}
COUNTS_ON = "没有写出：它的清单指望着 {}，那边没有做成；改好后把整条街重做"


def test_a_plan_that_clashes_with_another_s_is_not_written_nor_what_counts_on_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    street(tmp_path / "in")
    monkeypatch.setattr(
        StreetCheck, "add", lambda self, name, plan: (Violation("hours", "N1", "H1"),) * (name == "金桂")
    )
    done = commatch.batch("in", "out", **OPTIONS)
    said = {one.name: (one.exit, one.message) for one in done.communities}
    assert said["梧桐"] == (Exit.OUTPUT, COUNTS_ON.format("金桂"))
    assert said["金桂"][0] is Exit.AUDIT
    assert "hours N1 H1" in said["金桂"][1]
    assert said["银杏"] == (Exit.PLANNED, "")
    assert sorted(path.parent.name for path in (tmp_path / "out").rglob(LIST)) == ["银杏"]
    assert "借用明细" not in load_workbook(tmp_path / "out" / SUMMARY).sheetnames


def test_where_one_list_cannot_be_written_none_is_that_counts_on_it(tmp_path: Path) -> None:
    street(tmp_path / "in")
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "金桂").touch()  # where its folder is to be
    done = commatch.batch("in", "out", **OPTIONS)
    said = {one.name: (one.exit, one.message) for one in done.failed}
    assert said["梧桐"] == (Exit.OUTPUT, COUNTS_ON.format("金桂"))
    assert (said["金桂"][0], "已被占用" in said["金桂"][1]) == (Exit.OUTPUT, True)
    assert sorted(path.parent.name for path in (tmp_path / "out").rglob(LIST)) == ["银杏"]
    assert hidden(tmp_path) == []
    told = {row[0]: row[-1] for row in rows(tmp_path / "out" / SUMMARY, "概览")}
    assert told["接下来"].startswith("写不了文件的社区，照它那一行说的腾出空间")
    (tmp_path / "out" / "金桂").unlink()
    assert commatch.batch("in", "out", resume=True, **OPTIONS).ok
    commatch.batch("in", "anew", **OPTIONS)
    assert without_memory(tmp_path / "out") == without_memory(tmp_path / "anew")


def test_whoever_lends_to_one_who_lends_to_a_third_stands_with_both() -> None:
    def loan(lender: str, borrower: str) -> Loan:
        return Loan(lender, borrower, Kind.HELPER, "H1", "赵师傅", "N1", "水电工", None)

    found = _standing_together([loan("甲", "乙"), loan("丙", "丁"), loan("戊", "己"), loan("丁", "乙")])
    assert found == {
        **dict.fromkeys("甲乙丙丁", frozenset("甲乙丙丁")),
        **dict.fromkeys("戊己", frozenset("戊己")),
    }


@pytest.mark.parametrize("step", ["_plan_alone", "_agree"])
def test_where_time_is_up_before_the_street_has_agreed_nothing_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    street(tmp_path / "in")
    late, over = threading.Event(), threading.Event()

    def stuck(_: object) -> None:
        late.set()
        over.wait(60)

    clock = SimpleNamespace(monotonic=lambda: time.monotonic() + 10_000 * late.is_set())
    monkeypatch.setattr(executors, "time", clock)
    monkeypatch.setattr(pool, step, stuck)
    with ThreadPoolExecutor(2) as executor:
        done = commatch.batch("in", "out", **OPTIONS, executor=executor, timeout=5_000)
        over.set()
    assert late.is_set()
    assert {(one.name, one.exit, one.message) for one in done.communities} == {
        (name, Exit.TIMED_OUT, "时间到了，没有做") for name in ("梧桐", "金桂", "银杏")
    }
    assert done.summary == Path("out", SUMMARY)
    assert [path.name for path in (tmp_path / "out").iterdir() if path.is_dir()] == []


@pytest.mark.slow
def test_processes_agree_on_the_same(done: Path, tmp_path: Path) -> None:
    commatch.batch(done / "in", "out", **{**OPTIONS, "jobs": 2})
    assert tree(tmp_path / "out") == tree(done / "out")


def stuck_street(asked: object) -> None:
    """Never agree."""
    Path(os.environ["COMMATCH_TEST_STUCK"]).touch()
    time.sleep(300)


@pytest.mark.slow
def test_a_street_that_does_not_come_to_an_end_is_stopped_when_time_is_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    street(tmp_path / "in")
    monkeypatch.setenv("COMMATCH_TEST_STUCK", str(tmp_path / "stuck"))
    monkeypatch.setattr(pool, "_agree", stuck_street)
    began = time.monotonic()
    code, doc = run_json(capsys, "batch", "in", "-o", "out", *COMMAND, "--timeout", "30s")
    assert time.monotonic() - began < 60
    assert (tmp_path / "stuck").exists()
    assert (code, doc["outcome"], doc["counts"]["done"]) == (9, "timed_out", 0)
    assert doc["files"] == [str(Path("out", SUMMARY))]
    assert not multiprocessing.active_children()
    assert not list((tmp_path / "out").rglob(LIST))


def test_without_sharing_nothing_is_said_of_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    street(tmp_path / "in")
    _, doc = run_json(capsys, "batch", "in", "-o", "out", *COMMAND[1:])
    sharing: list[Any] = [one["sharing"] for one in doc["communities"]]
    assert sharing == [None] * 3
    assert "共享" not in load_workbook(tmp_path / "out" / SUMMARY).sheetnames
    assert "借用" not in load_workbook(tmp_path / "out" / "梧桐" / LIST).sheetnames
