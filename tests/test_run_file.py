"""What a settings file says of an unattended run: all that is wrong with it at once, and which month it means."""

from __future__ import annotations

import datetime as dt
import os
import re
import time
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from batch_folders import sound, tree
from cli_runs import in_chinese, run_json

from commatch.cli.app import main
from commatch.cli.run_file import load_run
from commatch.config import load_config
from commatch.config_sample import sample_config
from commatch.texts.run import RUN_KEYS

GOOD = '[run]\ncommand = "batch"\ninputs = "in"\noutput = "out"\n'
DAY = dt.date(2026, 11, 29)


@pytest.fixture(autouse=True)
def plain(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    in_chinese(monkeypatch, tmp_path)
    sound(tmp_path / "in")


def read(text: str, today: dt.date = DAY) -> tuple[Any, dict[str, str]]:
    """Return what a file says, and the codes of what is wrong by where it stands."""
    Path("commatch.toml").write_text(text, "utf-8")
    file, problems = load_run(Path("commatch.toml").absolute(), today)
    return file, {problem.place.cell: problem.code for problem in problems}


def _line(cell: str) -> int:
    return int(cell.partition(":")[0]) if ":" in cell else 0


def test_all_that_is_wrong_is_said_at_once_with_line_and_key(capsys: pytest.CaptureFixture[str]) -> None:
    lines = [
        "venue_wlak = 3", 'gap = "much"', 'month = "2026-12"', "[run]", 'command = "match"',
        'inputs = ["nowhere.xlsx", "in/*.xlsx"]', 'mnth = "next"', 'month = "12月"', "timeout = 0", "jobs = true",
        'do = ["print"]', "previous = 3", 'lang = "fr"', 'resume = "yes"', 'log = ["a"]',
    ]  # fmt: skip
    _, found = read("\n".join(lines))
    assert found == {
        "1: venue_wlak": "unknown_setting",
        "2: gap": "bad_setting",
        "6: inputs": "run_no_path",
        "7: mnth": "run_unknown_key",
        "8: month": "run_bad_value",
        "9: timeout": "run_bad_value",
        "10: jobs": "run_bad_value",
        "11: do": "run_bad_value",
        "12: previous": "run_bad_value",
        "13: lang": "run_bad_value",
        "14: resume": "run_bad_value",
        "15: log": "run_bad_value",
        "output": "run_missing_key",
    }
    assert main(["run"]) == 3
    said = capsys.readouterr().err
    assert "数据有 13 处错误" in said
    lines_said = re.findall(r"^  (\d+): ", said, re.MULTILINE)
    assert lines_said == [cell.partition(":")[0] for cell in sorted(found, key=_line) if ":" in cell]
    assert "最接近的是 month。" in said
    assert not Path("out").exists()
    code, doc = run_json(capsys, "run", "--lang", "en")
    assert (code, doc["outcome"], len(doc["problems"]), doc["ran"]) == (3, "input_problems", 13, None)
    assert {item["sheet"] for item in doc["problems"]} == {"", "[run]"}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", {"": "run_missing"}),
        ("run = 3", {"": "run_missing"}),
        ("[run", {"": "bad_toml"}),
        ("[run]", dict.fromkeys(("command", "inputs", "output"), "run_missing_key")),
        (GOOD + 'previous = "a.xlsx"', {"5: previous": "run_not_for"}),
        (GOOD.replace("batch", "match").replace('"in"', '"in/乙社区.xlsx"') + "jobs = 2", {"5: jobs": "run_not_for"}),
        (GOOD.replace('"in"', '"in/乙社区.xlsx"'), {"3: inputs": "run_no_path"}),
        (GOOD.replace('"in"', '["in", "gone"]'), {"3: inputs": "run_no_path"}),
        (GOOD.replace('"out"', '"no/out"'), {"4: output": "run_no_path"}),
        (GOOD.replace('"batch"', '"draft"'), {"2: command": "run_bad_value"}),
        ('month = "2026-12"\n' + GOOD + 'month = "next"', {"6: month": "run_two_months"}),
    ],
)
def test_each_thing_that_can_be_wrong_is_found(text: str, found: dict[str, str]) -> None:
    codes = read(text)[1]
    if "previous" in text:  # it is not there, either
        assert codes in (found, {"5: previous": "run_no_path"})
    else:
        assert codes == found


def test_only_one_folder_of_communities_can_be_done(tmp_path: Path) -> None:
    sound(tmp_path / "in2")
    assert read(GOOD.replace('"in"', '["in", "in2"]'))[1] == {"3: inputs": "run_bad_value"}


def test_what_is_said_is_read_and_paths_count_from_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    more = 'do = "match, notice"\njobs = 2\nresume = true\ntimeout = "1.5h"\nlog = "a.log"\ngaps = false\nlang = ""\n'
    file, found = read(f"venue_walk = 20\n{GOOD}{more}")
    assert found == {}
    assert file.values == {
        "command": "batch", "inputs": ("in",), "output": "out", "do": ("match", "notice"), "jobs": 2, "resume": True,
        "timeout": 5400, "log": "a.log", "gaps": False,
    }  # fmt: skip
    (tmp_path / "elsewhere").mkdir()
    monkeypatch.chdir(tmp_path / "elsewhere")
    file, problems = load_run(tmp_path / "commatch.toml", DAY)
    assert (problems, file.log) == ([], tmp_path / "a.log")


@pytest.mark.parametrize(
    ("said", "today", "month"),
    [
        ("", "2026-11-29", "2026-12"),
        ("next", "2026-12-31", "2027-01"),
        ("this", "2026-12-31", "2026-12"),
        ("next", "2027-01-01", "2027-02"),
        ("2027-03", "2026-11-29", "2027-03"),
        ("2027年3月", "2026-11-29", "2027-03"),
    ],
)
def test_the_month_is_counted_from_the_day(said: str, today: str, month: str) -> None:
    text = GOOD + (f'month = "{said}"' if said else "")
    file, found = read(text, dt.date.fromisoformat(today))
    assert (file.month, found) == (month, {})


def test_the_month_of_the_settings_holds_where_the_run_says_none() -> None:
    assert read('month = "2027-05"\n' + GOOD)[0].month == "2027-05"


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """Give a function that sets the zone, and the instant that the clock shows first; it goes on a day at each look."""

    def set_to(zone: str, instant: str) -> None:
        monkeypatch.setenv("TZ", zone)
        time.tzset()
        now = dt.datetime.fromisoformat(instant).timestamp()
        looks = iter(range(1000))
        monkeypatch.setattr(time, "time", lambda: now + 86_400 * next(looks))

    yield set_to
    monkeypatch.undo()
    time.tzset()


@pytest.mark.skipif(not hasattr(time, "tzset"), reason="Windows sets no zone so")
@pytest.mark.parametrize(
    ("zone", "instant", "began", "month"),
    [
        ("Asia/Shanghai", "2026-12-31T15:59:59+00:00", "2026-12-31T23:59:59+08:00", "2027-01"),
        ("Asia/Shanghai", "2026-12-31T16:00:00+00:00", "2027-01-01T00:00:00+08:00", "2027-02"),
        ("UTC", "2026-12-31T16:00:00+00:00", "2026-12-31T16:00:00+00:00", "2027-01"),
    ],
)
def test_next_is_by_the_local_day_and_the_clock_is_looked_at_once(
    clock: Any, zone: str, instant: str, began: str, month: str, capsys: pytest.CaptureFixture[str]
) -> None:
    Path("commatch.toml").write_text(GOOD + 'month = "next"\njobs = 1\nlog = "a.log"\n', "utf-8")
    Path("in", "乙社区.xlsx").unlink()  # it says a month of its own
    clock(zone, instant)
    code, doc = run_json(capsys, "run")
    assert (code, doc["month"]) == (0, month)
    assert {one["month"] for one in doc["ran"]["communities"]} == {month}
    assert Path("a.log").read_text("utf-8").startswith(f"{began} run=batch month={month} exit=0 ")


@pytest.mark.skipif(not hasattr(time, "tzset"), reason="Windows sets no zone so")
def test_two_months_run_into_one_folder_beside_each_other(clock: Any, capsys: pytest.CaptureFixture[str]) -> None:
    Path("commatch.toml").write_text(GOOD + 'month = "next"\njobs = 1\nresume = true\n', "utf-8")
    clock("UTC", "2026-10-25T02:00:00+00:00")
    assert main(["run", "-q"]) == 0
    first = tree(Path("out"))
    clock("UTC", "2026-11-25T02:00:00+00:00")
    code, doc = run_json(capsys, "run")
    assert (code, doc["month"], doc["ran"]["counts"]["resumed"]) == (0, "2026-12", 0)
    assert {name: data for name, data in tree(Path("out")).items() if "2026-11" in name} == {
        name: data for name, data in first.items() if "2026-11" in name
    }
    for day in ("2026-10-26", "2026-11-26"):
        clock("UTC", f"{day}T02:00:00+00:00")
        code, doc = run_json(capsys, "run")
        assert (code, doc["ran"]["counts"]["resumed"]) == (0, 3)
        assert not [one for one in doc["ran"]["communities"] if one["kept"]]


def test_the_month_of_the_run_holds_for_a_community_that_says_another(capsys: pytest.CaptureFixture[str]) -> None:
    Path("commatch.toml").write_text(GOOD + 'month = "2027-03"\njobs = 1\n', "utf-8")
    code, doc = run_json(capsys, "run")
    assert (code, {one["month"] for one in doc["ran"]["communities"]}) == (0, {"2027-03"})


def test_the_other_commands_pass_over_the_table() -> None:
    Path("commatch.toml").write_text(f"venue_walk = 20\n{GOOD}", "utf-8")
    settings, problems = load_config("commatch.toml")
    assert (settings.venue_walk, problems) == (20, [])


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_sample_of_the_settings_has_every_key_and_can_be_opened(lang: Any, tmp_path: Path) -> None:
    (tmp_path / "communities").mkdir()
    _, _, table = sample_config(lang).partition("# [run]\n")
    opened = "[run]\n" + re.sub(r"^# ", "", table, flags=re.MULTILINE)
    file, found = read(opened)
    assert (list(tomllib.loads(opened)["run"]), found) == (list(RUN_KEYS), {})
    assert set(file.values) == set(RUN_KEYS) - {"cluster", "previous"}  # those are blank


def test_more_than_three_unknown_settings_are_each_named(capsys: pytest.CaptureFixture[str]) -> None:
    Path("commatch.toml").write_text("aa = 1\nbb = 2\ncc = 3\ndd = 4\n", "utf-8")
    assert main(["check", "in/乙社区.xlsx"]) == 3
    said = capsys.readouterr()
    assert all(
        f"{line}: {key}  没有名为“{key}”的设置" in said.out + said.err
        for line, key in enumerate(("aa", "bb", "cc", "dd"), 1)
    )


def test_the_folder_that_a_run_began_in_is_the_same_afterwards(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    Path("commatch.toml").write_text(GOOD.replace('"in"', '"elsewhere"'), "utf-8")
    os.chdir("elsewhere")
    assert main(["run", "--config", "../commatch.toml"]) == 2
    assert Path.cwd() == tmp_path / "elsewhere"
