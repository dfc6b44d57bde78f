"""``commatch batch``: what each community gets, what is said of those that can't be done, the summary."""

from __future__ import annotations

import json
import random
import re
import shutil
import stat
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from batch_folders import BROKEN, GOOD, broken, broken_in_ten_ways, helpers, sound, tree
from cli_runs import HELPERS, NEEDS, book, in_chinese, run_json
from openpyxl import load_workbook

import commatch
from commatch.batching import api, communities
from commatch.batching.communities import communities_in
from commatch.batching.work import Done, Task, carry_out
from commatch.cli.app import main
from commatch.telling.exits import Exit

COMMAND = ("--month", "2026-12", "--jobs", "1")
LIST = "项目清单-2026-12.xlsx"
SUMMARY = "社区汇总-2026-12.xlsx"


@pytest.fixture(autouse=True)
def plain(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    in_chinese(monkeypatch, tmp_path)


@pytest.fixture(scope="module")
def street(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Write nine communities and a file that is none, with the results of a batch beside them."""
    home = tmp_path_factory.mktemp("street")
    broken(sound(home / "in"))
    (home / "in" / "说明.txt").write_text("不是工作簿", "utf-8")
    with pytest.MonkeyPatch.context() as patch:
        in_chinese(patch, home)
        assert main(["batch", "in", "-o", "out", *COMMAND, "-q"]) == Exit.SOME_FAILED
    return home


@pytest.fixture
def doc(street: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> dict[str, Any]:
    monkeypatch.chdir(street)
    _, found = run_json(capsys, "batch", "in", "-o", "out", *COMMAND, "--resume")
    return found


def test_each_community_gets_what_match_writes_for_it_alone(street: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(street)
    for name in GOOD:
        files = sorted(map(str, Path("in").glob(f"{name}*/*.xlsx"))) or [f"in/{name}.xlsx"]
        assert main(["match", *files, "--month", "2026-12", "-o", f"{name}-alone.xlsx", "-q"]) == 0
        assert (street / "out" / name / LIST).read_bytes() == (street / f"{name}-alone.xlsx").read_bytes()
    assert {path.parent.name for path in (street / "out").rglob("项目清单*")} == set(GOOD)


def test_broken_ones_stop_nobody_and_each_has_a_line_that_says_why(doc: dict[str, Any]) -> None:
    assert (doc["exit_code"], doc["outcome"]) == (7, "some_failed")
    found = {one["community"]: (one["exit_code"], one["message"]) for one in doc["communities"]}
    assert list(found) == sorted((*GOOD, *BROKEN))
    assert all(found[name] == (0, "") for name in GOOD)
    said = {
        "非表": (3, "非表.xlsx 不是能读的工作簿"),
        "炸弹": (3, "炸弹.xlsx"),
        "空": (3, "文件夹里没有工作簿"),
        "缺表": (3, "需求清单"),
        "错格": (3, "错格.xlsx"),
        "冲突": (4, "不能同时满足：锁定 N1 与 H1"),
    }
    for name, (code, words) in said.items():
        assert found[name][0] == code
        assert words in found[name][1]
    assert "另有" in found["错格"][1]
    errors = {one["community"]: one["problems"] for one in doc["communities"]}
    assert {item["sheet"] for item in errors["错格"]} == {"需求清单", "能人"}
    assert doc["counts"] | {"communities": 9, "done": 3, "failed": 6, "resumed": 3} == doc["counts"]
    assert doc["aside"] == ["说明.txt"]


def test_what_stands_in_a_cell_is_not_said_of_a_community_that_failed(tmp_path: Path) -> None:
    people = [HELPERS[0], [*HELPERS[1][:-1], "张三丰 王家村3号"]]
    (tmp_path / "in").mkdir()
    book(tmp_path / "in" / "甲.xlsx", 需求清单=NEEDS, 能人=people)
    done = commatch.batch(tmp_path / "in", tmp_path / "out", month="2026-12", jobs=1)
    (failed,) = done.failed
    assert "能人!" in failed.message
    assert "张三丰" not in f"{failed.message} {failed.figures}"


def test_nothing_personal_is_said(doc: dict[str, Any]) -> None:
    text = json.dumps(doc, ensure_ascii=False)
    assert not [word for word in ("王桂兰", "李建国", "赵师傅", "周小梅", "13912345678", "13712345678") if word in text]


def test_the_summary_has_a_row_a_community_those_that_failed_first(street: Path) -> None:
    workbook = load_workbook(street / "out" / SUMMARY)
    assert workbook.sheetnames[:2] == ["概览", "社区"]
    header, *rows = [[cell.value for cell in row] for row in workbook["社区"].iter_rows(min_row=2)]
    records = [dict(zip(header, row, strict=True)) for row in rows]
    assert [record["社区"] for record in records] == [*sorted(BROKEN), "乙社区", "甲社区", "丙社区"]
    by_name = {record["社区"]: record for record in records}
    assert (by_name["甲社区"]["需求数"], by_name["甲社区"]["已匹配"], by_name["甲社区"]["匹配率"]) == (2, 1, 0.5)
    assert by_name["甲社区"]["未匹配的主要原因"] == "无此技能×1"
    assert (by_name["冲突"]["状态"], by_name["冲突"]["退出码"]) == ("没有方案", 4)
    assert (by_name["错格"]["错误"], by_name["错格"]["状态"]) == (2, "数据有错误")
    overview = {row[0].value: row[1].value for row in workbook["概览"].iter_rows(min_row=3)}
    assert (overview["社区"], overview["没做好的社区"], overview["需求"], overview["已匹配"]) == (9, 6, 7, 4)
    assert len(workbook["概览"]._charts) == 4


def test_gaps_are_added_up_over_the_communities(street: Path) -> None:
    sheet = load_workbook(street / "out" / SUMMARY)["缺口合计"]
    header, *rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2)]
    records = [dict(zip(header, row, strict=True)) for row in rows]
    lawyer = next(record for record in records if record["要求"] == "律师" and not record["时段"])
    alone = [
        row
        for name in ("甲社区", "乙社区")
        for row in load_workbook(street / "out" / name / LIST)["缺口清单"].iter_rows(min_row=3, values_only=True)
        if row[1] == "律师" and not row[2]
    ]
    assert (lawyer["社区数"], lawyer["可多服务需求"]) == (2, sum(row[5] for row in alone))
    assert lawyer["增加优先分"] == pytest.approx(sum(row[6] for row in alone))
    assert lawyer["哪些社区"] == "乙社区、甲社区"
    gains = [record["增加优先分"] for record in records]
    assert gains == sorted(gains, reverse=True)


def test_two_processes_and_another_order_of_the_folder_give_the_same(
    street: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen = communities.Path.iterdir

    def shuffled(self: Path) -> Iterator[Path]:
        entries = list(seen(self))
        random.Random(1).shuffle(entries)
        yield from entries

    monkeypatch.setattr(communities.Path, "iterdir", shuffled)
    words = ["batch", str(street / "in"), "-o", "again", "--month", "2026-12", "--jobs", "2", "-q"]
    assert main(words) == Exit.SOME_FAILED
    assert tree(tmp_path / "again") == tree(street / "out")


def test_what_is_personal_is_for_its_owner_alone(street: Path) -> None:
    home = street / "out" / "甲社区"
    assert stat.S_IMODE(home.stat().st_mode) == 0o700
    assert {stat.S_IMODE(path.stat().st_mode) for path in home.iterdir()} == {0o600}


def test_lines_tell_how_far_it_is_where_there_is_no_terminal(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    book(tmp_path / "in.xlsx", 需求清单=NEEDS, 能人=HELPERS)
    (tmp_path / "in").mkdir()
    shutil.move(tmp_path / "in.xlsx", tmp_path / "in" / "甲.xlsx")
    assert main(["batch", "in", "-o", "out", *COMMAND, "--lang", "en"]) == 0
    out, err = capsys.readouterr()
    assert err == "[1/1] 甲: 1 of 2 served\n"
    assert out.startswith("1 community, 1 done\n2 needs: 1 served, 1 unserved\n")
    assert "out/communities-2026-12.xlsx" in out


def test_other_steps_are_done_as_their_commands_do_them(tmp_path: Path) -> None:
    sound(tmp_path / "in")
    shutil.rmtree(tmp_path / "in" / "甲社区")
    (tmp_path / "in" / "丙社区.xlsx").unlink()
    steps = "notice，check"
    assert main(["batch", "in", "-o", "out", *COMMAND, "--do", steps, "-q"]) == 0
    names = {path.name: path for path in (tmp_path / "out" / "乙社区").iterdir()}
    assert {LIST, "公示-2026-12.xlsx", "公示-2026-12.docx", "公示-2026-12.html"} <= set(names)
    assert [path.name for path in names["检查-2026-12"].iterdir()] == ["乙社区-检查.xlsx"]  # it has what is doubtful
    assert stat.S_IMODE(names["公示-2026-12.html"].stat().st_mode) & 0o044
    shutil.copy(names[LIST], tmp_path / LIST)
    shutil.copy(tmp_path / "in" / "乙社区.xlsx", tmp_path)
    assert main(["notice", LIST, "-o", ".", "-q"]) == 0
    for name in ("公示-2026-12.html", "公示-2026-12.xlsx"):
        assert names[name].read_bytes() == (tmp_path / name).read_bytes()


def test_checking_alone_plans_nothing_and_fails_where_there_are_errors(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "in").mkdir()
    book(tmp_path / "in" / "好.xlsx", 需求清单=NEEDS, 能人=HELPERS)
    book(tmp_path / "in" / "错.xlsx", 需求清单=NEEDS, 能人=helpers("很多"))
    code, doc = run_json(capsys, "batch", "in", "-o", "out", *COMMAND, "--do", "check")
    good, bad = sorted(doc["communities"], key=lambda one: one["exit_code"])
    assert (code, good["exit_code"], bad["exit_code"]) == (7, 0, 3)
    assert good["counts"]["planned"] == 0
    assert good["counts"]["warnings"] > 0
    assert not list(tmp_path.rglob("项目清单*"))
    assert [Path(name).relative_to("out").as_posix() for name in bad["files"]] == ["错/检查-2026-12/错-检查.xlsx"]


def test_names_that_a_folder_and_workbooks_share_are_told_apart(tmp_path: Path) -> None:
    (tmp_path / "甲").mkdir()
    for name in ("甲.xlsx", "甲/a.xlsx", "乙.xlsx", "乙.csv", "丙.xlsx", "~$丙.xlsx", ".丁.xlsx", "甲/图.png"):
        (tmp_path / name).touch()
    found = communities.communities_in(tmp_path, tmp_path / "out")
    assert [place.name for place in found.places] == ["丙", "乙.csv", "乙.xlsx", "甲", "甲.xlsx"]
    assert found.aside == ("甲/图.png",)
    assert [place.name for place in communities.communities_in(tmp_path, tmp_path / "甲").places][-1] == "甲"


def test_a_whole_name_that_is_also_what_another_is_called_is_nobody_else_s(tmp_path: Path) -> None:
    (tmp_path / "甲").mkdir()
    names = ("甲.xlsx", "甲.xlsx.xlsx", "甲.xlsx.csv", "乙.XLSX", "乙.xlsx.csv", "乙.csv", "丙.xlsx.xlsx")
    for name in names:
        (tmp_path / name).touch()
    places = communities.communities_in(tmp_path, tmp_path / "out").places
    assert {place.name: [path.name for path in place.files] for place in places} == {
        "甲": [],
        **{name: [name] for name in names if name != "丙.xlsx.xlsx"},
        "丙.xlsx": ["丙.xlsx.xlsx"],
    }
    assert len(places) == 8


def test_a_folder_that_cannot_be_looked_into_is_one_communitys_matter(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    sound(tmp_path / "in")
    seen = communities.Path.iterdir

    def refused(self: Path) -> Iterator[Path]:
        if self.name == "甲社区":
            raise PermissionError(13, "Permission denied")
        return seen(self)

    monkeypatch.setattr(communities.Path, "iterdir", refused)
    code, doc = run_json(capsys, "batch", "in", "-o", "out", *COMMAND)
    failed = {one["community"]: one["message"] for one in doc["communities"] if one["exit_code"]}
    assert (code, failed) == (7, {"甲社区": "没有权限看这个文件夹"})


def test_the_folder_of_results_is_no_community(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "in").mkdir()
    book(tmp_path / "in" / "甲.xlsx", 需求清单=NEEDS, 能人=HELPERS)
    for _ in range(2):
        code, doc = run_json(capsys, "batch", "in", "-o", "in/out", *COMMAND)
        assert (code, [one["community"] for one in doc["communities"]]) == (0, ["甲"])


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (["没有", "-o", "out"], 2, "找不到文件：没有"),
        (["in"], 2, "缺少 --output"),
        (["in", "-o", "in"], 2, "不能写进放社区的文件夹本身"),
        (["in", "-o", "in/乙"], 2, "也不能写进一个社区的文件夹：in/乙"),
        (["in", "-o", "out", "--month", "2026-12", "--from", "2027-01-03"], 2, "不在要安排的月份 2026-12 里"),
        (["empty", "-o", "out"], 2, "empty 里没有社区"),
        (["in/甲.xlsx", "-o", "out"], 2, "in/甲.xlsx 不是文件夹"),
        (["in", "-o", "out", "--do", "match,print"], 2, "--do 只能是 check、match"),
        (["in", "-o", "out", "--jobs", "0"], 2, "--jobs 要写 1 以上的整数，不是“0”"),
        (["in", "-o", "out", "--set", "nonsense=1"], 2, "nonsense"),
        (["in", "-o", "out", "--config", "bad.toml"], 3, "1 处错误"),
        (["in", "-o", "no/such/out"], 6, "文件夹不存在"),
    ],
)
def test_wrong_command_lines_do_nothing(
    words: list[str], code: int, said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("in", "empty"):
        (tmp_path / name).mkdir()
    (tmp_path / "in" / "乙").mkdir()
    for name in ("甲.xlsx", "乙/月.xlsx"):
        book(tmp_path / "in" / name, 需求清单=NEEDS, 能人=HELPERS)
    (tmp_path / "bad.toml").write_text("nonsense = [", "utf-8")
    assert main(["batch", *words]) == code
    assert said in capsys.readouterr().err
    assert not (tmp_path / "out").exists()
    assert main(["batch", *words, "--json"]) == code
    doc = json.loads(capsys.readouterr().out)
    assert (doc["schema"], doc["exit_code"], doc["communities"]) == ("commatch.batch/1", code, [])


def test_a_cluster_needs_dask_and_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    sound(tmp_path / "in")
    monkeypatch.setitem(sys.modules, "distributed", None)
    assert main(["batch", "in", "-o", "out", "--cluster", "tcp://127.0.0.1:1"]) == 2
    assert "pip install 'commatch[cluster]'" in capsys.readouterr().err


def test_the_library_does_the_same_with_a_callback(street: Path, tmp_path: Path) -> None:
    told: list[tuple[str, int, int]] = []
    done = commatch.batch(
        street / "in",
        "out",
        jobs=1,
        month="2026-12",
        progress=lambda one, at, count: told.append((one.name, at, count)),
    )
    assert tree(tmp_path / "out") == tree(street / "out")
    assert (done.ok, [one.name for one in done.failed]) == (False, sorted(BROKEN))
    assert sorted(name for name, _, _ in told) == sorted((*GOOD, *BROKEN))
    assert [(at, count) for _, at, count in told] == [(at, 9) for at in range(1, 10)]


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"do": ("mach",)}, "do=mach: some of check, match, notice, agenda, tasks, report"),
        ({"jobs": 0}, "jobs=0: a whole number from 1 on"),
        ({"jobs": -2, "nonsense": 1}, "jobs=-2: a whole number from 1 on; there is no setting named 'nonsense'"),
        ({"month": "2026-13"}, "the setting month can't be '2026-13': month, such as 2026-12; blank = the next one"),
        ({"gap": 3}, "the setting gap can't be '3': relative gap at which a tier is left: a number from 0 to 1"),
    ],
)
def test_the_library_says_what_it_would_take(tmp_path: Path, given: dict[str, Any], said: str) -> None:
    sound(tmp_path / "in")
    with pytest.raises(ValueError, match=f"^{re.escape(said)}$"):
        commatch.batch("in", "out", **given)
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("out", ["in", "in/甲社区", "in/../in"])
def test_the_library_writes_nothing_among_the_communities_files(tmp_path: Path, out: str) -> None:
    before = tree(sound(tmp_path / "in"))
    with pytest.raises(ValueError, match=f"^out={re.escape(out)}: neither the folder of the communities nor one of"):
        commatch.batch("in", out, month="2026-12", jobs=1)
    assert tree(tmp_path / "in") == before


def test_names_that_a_spreadsheet_would_calculate_are_text(tmp_path: Path) -> None:
    (tmp_path / "in" / '=HYPERLINK("x")').mkdir(parents=True)
    book(tmp_path / "in" / "+cmd.xlsx", 需求清单=NEEDS, 能人=HELPERS)
    assert main(["batch", "in", "-o", "out", *COMMAND, "-q"]) == 7
    sheet = load_workbook(tmp_path / "out" / SUMMARY)["社区"]
    assert {cell.value: cell.data_type for cell in sheet["A"][2:]} == {'=HYPERLINK("x")': "s", "+cmd": "s"}


def told_next(out: str) -> str:
    """Return what the summary says is to be done next."""
    rows = load_workbook(Path(out, SUMMARY))["概览"].iter_rows(values_only=True)
    return next(str(row[2]) for row in rows if row[0] == "接下来")


def test_the_summary_sends_nobody_to_a_sheet_that_is_not_there(street: Path, tmp_path: Path) -> None:
    said = "先改好没做好的社区，再运行一次加 --resume（commatch run 的写 resume = true），只做没做好的"
    assert told_next(str(street / "out")) == f"{said}；然后看“缺口合计”：整条街最缺什么"
    sound(tmp_path / "in")
    for out, words, said in (
        ("gaps", (), "看“社区”里匹配率低的社区；然后看“缺口合计”：整条街最缺什么"),
        ("none", ("--no-gaps",), "看“社区”里匹配率低的社区"),
        ("checked", ("--do", "check"), "看“社区”里各社区的数据问题"),
    ):
        assert main(["batch", "in", "-o", out, *COMMAND, *words, "-q"]) == 0
        assert told_next(out) == said
        sheets = load_workbook(Path(out, SUMMARY)).sheetnames
        assert all(name in sheets for name in re.findall("“(.*?)”", said))


def interrupted_at(name: str) -> Callable[[Task], Done]:
    """Return what does the work until a community has its turn."""

    def work(task: Task) -> Done:
        if task.name == name:
            raise KeyboardInterrupt
        return carry_out(task)

    return work


def test_an_interrupted_batch_says_one_thing_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    sound(tmp_path / "in")
    monkeypatch.setattr(api, "carry_out", interrupted_at("甲社区"))
    assert main(["batch", "in", "-o", "out", *COMMAND]) == 130
    message = "已中断：做好了 2/3 个社区，都是完整的；用同样的命令加 --resume 再运行一次，接着做"
    out, err = capsys.readouterr()
    assert out == ""
    assert err.splitlines()[2:] == [
        message,
        "3 个社区，做好了 2 个",
        "5 条需求，配上 3 条，没配上 2 条",
        "各社区的结果在 out",
    ]
    code, doc = run_json(capsys, "batch", "in", "-o", "out", *COMMAND)
    assert (code, doc["outcome"], doc["message"], doc["files"]) == (130, "interrupted", message, [])
    assert doc["counts"] | {"communities": 3, "done": 2, "failed": 0} == doc["counts"]
    assert [one["community"] for one in doc["communities"]] == ["丙社区", "乙社区"]
    assert doc["seconds"]["total"] > 0
    monkeypatch.setattr(api, "carry_out", interrupted_at("丙社区"))
    assert main(["batch", "in", "-o", "none", *COMMAND]) == 130
    said = capsys.readouterr().err.splitlines()
    assert said == [message.replace("2/3", "0/3"), "3 个社区，做好了 0 个"]


@pytest.mark.slow
def test_of_a_hundred_communities_ten_are_broken_in_ten_ways(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    sound(tmp_path / "in")
    bad = broken_in_ten_ways(tmp_path / "in")
    sources = [tmp_path / "in" / f"{name}.xlsx" for name in ("乙社区", "丙社区")]
    for number in range(87):
        shutil.copy(sources[number % 2], tmp_path / "in" / f"社区{number:02}.xlsx")
    code, doc = run_json(capsys, "batch", "in", "-o", "out", "--month", "2026-12")
    assert (code, len(doc["communities"]), doc["counts"]["done"]) == (7, 100, 90)
    failed = {one["community"]: one["message"] for one in doc["communities"] if one["exit_code"]}
    assert sorted(failed) == sorted(bad)
    assert len(set(failed.values())) == 10
    assert all(message and "\n" not in message for message in failed.values())
    good = [one for one in doc["communities"] if not one["exit_code"]]
    for one in good:
        assert load_workbook(*one["files"], read_only=True).sheetnames[1] == "项目清单"


def test_a_project_list_among_the_inputs_is_left_aside_and_named(tmp_path: Path) -> None:
    home = tmp_path / "in"
    (home / "甲").mkdir(parents=True)
    for name in ("甲/需求.xlsx", "甲/项目清单-2026-12-2.xlsx", "乙.xlsx", "项目清单-2026-12.xlsx", "Project-list.xlsx"):
        (home / name).touch()
    (home / "project-list-2026-12-3.xlsx").touch()
    found = communities_in(home, tmp_path / "out")
    assert {place.name: [path.name for path in place.files] for place in found.places} == {
        "Project-list": ["Project-list.xlsx"],  # without a month nobody knows
        "乙": ["乙.xlsx"],
        "甲": ["需求.xlsx"],
    }
    assert found.aside == ("project-list-2026-12-3.xlsx", "甲/项目清单-2026-12-2.xlsx", "项目清单-2026-12.xlsx")
