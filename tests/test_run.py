"""``commatch run``: both commands from a settings file, what is logged, and what a log that can't be written stops."""

from __future__ import annotations

import json
import os
import re
from pathlib import Path

import pytest
from batch_folders import broken, sound, tree
from cli_runs import HELPERS, NEEDS, book, in_chinese, run_json
from commands_apart import STUCK, hidden, start

from commatch.cli import run_log
from commatch.cli.app import main
from commatch.workbook.lock import BEGUN, NAME, locked

BATCH = '[run]\ncommand = "batch"\ninputs = "in"\noutput = "out"\nmonth = "2026-12"\njobs = 1\nlog = "a.log"\n'
MATCH = '[run]\ncommand = "match"\ninputs = ["*需求.xlsx", "资源.xlsx"]\noutput = "清单.xlsx"\nlog = "a.log"\n'
FACT = re.compile(r'(\w+)=("(?:[^"\\]|\\.)*"|\S+)')


@pytest.fixture(autouse=True)
def plain(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    in_chinese(monkeypatch, tmp_path)


def settings(text: str) -> None:
    Path("commatch.toml").write_text(text, "utf-8")


def logged(path: str = "a.log") -> list[dict[str, str]]:
    """Return the facts of each line, and see that it begins with a time."""
    found = []
    for line in Path(path).read_text("utf-8").splitlines():
        began, _, rest = line.partition(" ")
        assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[+-]\d\d:\d\d", began), line
        found.append({key: json.loads(value) if value[0] == '"' else value for key, value in FACT.findall(rest)})
    return found


def month() -> None:
    book(Path("一需求.xlsx"), 需求清单=NEEDS)
    book(Path("资源.xlsx"), 能人=HELPERS)


def test_a_batch_is_the_batch_of_the_command_line_and_has_a_line_a_run_and_one_for_each_that_failed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    broken(sound(tmp_path / "in"))
    settings(f"venue_walk = 20\n{BATCH}resume = true\n")
    assert main(["run", "-q"]) == 7
    assert main(["batch", "in", "-o", "alone", "--month", "2026-12", "--jobs", "1", "-q"]) == 7
    assert tree(tmp_path / "out").keys() == tree(tmp_path / "alone").keys()
    lists = [name for name in tree(tmp_path / "out") if name.endswith("项目清单-2026-12.xlsx")]
    assert len(lists) == 3
    first, *rest = logged()
    assert first | {"seconds": "", "version": ""} == {
        "run": "batch", "month": "2026-12", "exit": "7", "outcome": "some_failed", "communities": "9", "done": "3",
        "resumed": "0", "failed": "6", "planned": "7", "served": "4", "errors": "5", "warnings": "5", "seconds": "",
        "version": "",
    }  # fmt: skip
    assert float(first["seconds"]) > 0
    assert [one["failed"] for one in rest] == ["冲突", "炸弹", "空", "缺表", "错格", "非表"]
    assert [one["exit"] for one in rest] == ["4", "3", "3", "3", "3", "3"]
    assert rest[2]["message"] == "文件夹里没有工作簿"
    text = Path("a.log").read_text("utf-8")
    assert not [word for word in ("王桂兰", "李建国", "赵师傅", "13912345678") if word in text]
    capsys.readouterr()
    code, doc = run_json(capsys, "run")
    assert (code, doc["schema"], doc["ran"]["schema"], doc["ran"]["counts"]["resumed"]) == (
        7,
        "commatch.run/1",
        "commatch.batch/1",
        3,
    )
    assert [one["run"] for one in logged() if "run" in one] == ["batch", "batch"]


@pytest.mark.parametrize("resume", [True, False])
def test_what_can_be_done_next_is_what_run_takes_and_paths_are_whole(
    resume: bool, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    broken(sound(tmp_path / "in"))
    settings(f"{BATCH}resume = {str(resume).lower()}\n")
    assert main(["run"]) == 7
    shown = "".join(capsys.readouterr())
    again = "再运行一次" if resume else "在设置文件里写上 resume = true，再运行一次"
    assert f"改好没做好的社区，{again}，只做没做好的".replace(" ", "") in re.sub(r"\s", "", shown)
    assert "--resume" not in shown
    assert f"各社区的结果在 {tmp_path / 'out'}" in shown
    assert f"{tmp_path / 'out' / '社区汇总-2026-12.xlsx'}" in shown


def test_a_street_is_planned_as_one_where_the_file_says_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    sound(tmp_path / "in")
    settings(f"{BATCH}pool = true\n")
    code, doc = run_json(capsys, "run")
    assert code == 0
    assert all(one["sharing"] for one in doc["ran"]["communities"])


def test_a_match_is_the_match_of_the_command_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    month()
    settings(MATCH + 'month = "2026-12"\nlang = "en"\ngaps = false\n')
    assert main(["run"]) == 0
    assert capsys.readouterr().out.startswith("The plan for 2026-12\n")
    words = [
        "match",
        "一需求.xlsx",
        "资源.xlsx",
        "--month",
        "2026-12",
        "-o",
        "b.xlsx",
        "--lang",
        "en",
        "--no-gaps",
        "-q",
    ]
    assert main(words) == 0
    assert Path("清单.xlsx").read_bytes() == Path("b.xlsx").read_bytes()
    (line,) = logged()
    assert (line["run"], line["exit"], line["planned"], line["served"]) == ("match", "0", "2", "1")
    assert Path(NAME).exists()


def test_a_match_that_fails_is_logged_without_what_is_personal(capsys: pytest.CaptureFixture[str]) -> None:
    month()
    book(Path("资源.xlsx"), 能人=[*HELPERS, ["H1", "周小梅", "13612345678", "很多", "很多"]])
    settings(MATCH)
    assert main(["run"]) == 3
    assert "数据有" in capsys.readouterr().err
    (line,) = logged()
    assert (line["exit"], line["outcome"]) == ("3", "input_problems")
    assert int(line["errors"]) > 0
    assert "周小梅" not in Path("a.log").read_text("utf-8")


def test_a_second_run_ends_at_once_and_is_logged_too(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    sound(tmp_path / "in")
    month()
    for text, folder in ((BATCH, "out"), (MATCH, ".")):
        settings(text)
        Path(folder).mkdir(exist_ok=True)
        with locked(Path(folder)):
            assert main(["run"]) == 8
        assert f"另一次运行正在往这里写：{tmp_path / folder}；" in capsys.readouterr().err
    assert [one["outcome"] for one in logged() if "run" in one] == ["busy", "busy"]
    assert not Path("清单.xlsx").exists()


@pytest.mark.parametrize("command", ["batch", "match"])
def test_a_run_that_was_killed_has_its_line_from_the_next_one(
    command: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    sound(tmp_path / "in")
    month()
    text, folder = {"batch": (BATCH, tmp_path / "out"), "match": (MATCH, tmp_path)}[command]
    settings(text)
    mark = folder / BEGUN
    for times in (1, 2):
        process = start("run", before=STUCK, COMMATCH_TEST_STUCK=f"stuck{times}")
        while not mark.is_file() or len(mark.read_text().split()) < times:
            assert process.poll() is None
        began = mark.read_text().split()
        assert main(["run", "-q"]) == 8, "it is still at it"
        process.kill()
        process.communicate()
    assert [one for one in logged() if "killed" in one] == []
    code, doc = run_json(capsys, "run")
    assert (code, doc["killed"]) == (0, began)
    *_, first, second, line = logged()
    assert ([first["killed"], second["killed"]], line["exit"]) == (began, "0")
    assert first["message"].startswith("那时开始的一次运行没有做完就被停掉了")
    assert not mark.exists()
    assert run_json(capsys, "run")[1]["killed"] == []


def test_a_log_that_cannot_be_written_stops_nothing_and_is_said(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    month()
    settings(MATCH.replace("a.log", "no/such/a.log"))
    assert main(["run", "-q"]) == 0
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith("这次运行没有记下来，写不了 ")
    assert Path("清单.xlsx").exists()
    (tmp_path / "a.log").mkdir()
    settings(MATCH)
    code, doc = run_json(capsys, "run")
    assert (code, "a.log" in doc["not_logged"]) == (0, True)


def test_a_log_is_begun_anew_when_it_is_long_and_five_are_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(run_log, "_SIZE", 400)
    for number in range(40):
        assert run_log.log(tmp_path / "a.log", iter([f"{number:02} " + "x" * 90])) == ""
    names = sorted(path.name for path in tmp_path.iterdir())
    assert names == ["a.log", *(f"a.log.{number}" for number in range(1, 6))]
    assert all(path.stat().st_size <= 400 for path in tmp_path.iterdir())
    assert (tmp_path / "a.log").read_text("utf-8").splitlines()[-1].startswith("39 ")
    assert (tmp_path / "a.log.1").read_text("utf-8").splitlines()[-1].startswith("35 ")


def test_a_line_stays_a_line_whatever_a_folder_is_called() -> None:
    ran = {"counts": {}, "communities": [{"community": 'a\nb "c" \x1b[31m', "exit_code": 3, "message": "x\r\ny=1"}]}
    first, second = run_log.lines_of("2026-12-31T23:59:00+08:00", "batch", "", run_log.Exit.SOME_FAILED, 1.25, ran)
    assert first.startswith("2026-12-31T23:59:00+08:00 run=batch exit=7 outcome=some_failed seconds=1.2 version=")
    assert second == '2026-12-31T23:59:00+08:00 failed="a b \\"c\\" \\u001b[31m" exit=3 message="x y=1"'


def test_what_goes_wrong_in_a_file_that_is_right_is_said_and_logged(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "in").mkdir()
    settings(BATCH)
    assert main(["run"]) == 2
    assert "in 里没有社区" in capsys.readouterr().err
    assert main(["run", "--config", "none.toml"]) == 2
    assert "找不到文件" in capsys.readouterr().err
    month()
    settings(MATCH)

    def broken_here(*_: object) -> None:
        raise RuntimeError("王桂兰")

    monkeypatch.setattr("commatch.cli.run_run.match", broken_here)
    assert main(["run"]) == 1
    assert [one["outcome"] for one in logged() if "run" in one] == ["usage", "bug"]
    assert "王桂兰" not in Path("a.log").read_text("utf-8")


@pytest.mark.slow
@pytest.mark.skipif(os.name != "posix", reason="Windows has no such signals")
def test_a_signal_in_the_middle_is_logged_with_what_was_done(tmp_path: Path) -> None:
    sound(tmp_path / "in")
    for copy in range(30):
        book(tmp_path / "in" / f"{copy:02}.xlsx", 需求清单=NEEDS, 能人=HELPERS)
    settings(BATCH)
    process = start("run")
    assert process.stderr is not None
    assert process.stderr.readline().startswith("[1/33]")
    process.terminate()
    _, err = process.communicate(timeout=30)
    assert (process.returncode, "Traceback" in err) == (130, False)
    first, second = logged()
    assert (first["exit"], first["outcome"], first["failed"]) == ("130", "interrupted", "0")
    assert 0 < int(first["done"]) < 33
    assert second["message"].startswith(f"已中断：做好了 {first['done']}/33 个社区")
    assert hidden(tmp_path) == []
    with locked(tmp_path / "out"):
        pass


@pytest.mark.slow
def test_a_match_whose_solver_does_not_come_back_ends_when_time_is_up_and_is_logged(tmp_path: Path) -> None:
    month()
    settings(MATCH + 'timeout = "2s"\n')
    process = start("run", before=STUCK, COMMATCH_TEST_STUCK="stuck")
    out, err = process.communicate(timeout=30)
    assert (process.returncode, out) == (9, "")
    assert err == "时间到了，还没做完，什么也没有写。\n"
    assert hidden(tmp_path) == []
    assert not Path("清单.xlsx").exists()
    (line,) = logged()
    assert (line["exit"], line["outcome"]) == ("9", "timed_out")
    with locked(tmp_path):  # it is free again
        pass
