"""``commatch draft`` on the command line: exit codes, files, the page, the JSON document, nothing personal."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from cli_runs import book, in_chinese, run_json
from draft_books import MONTH, PHONE_CLASSES, TOLD, column_of, is_violet, logged, one_model, told
from openpyxl import load_workbook

from commatch.cli.app import main
from commatch.workbook.schema import Lang

KEYS = [
    "schema", "command", "version", "outcome", "exit_code", "message", "month", "output", "files", "counts", "columns",
    "told_twice", "left_out", "learned", "problems", "seconds",
]  # fmt: skip
SECRETS = ("王桂兰", "李建国", "赵师傅", "1391234", "1381234", "1371234", "张桂香", "1391111")
WHOLE = ("--month", MONTH)


@pytest.fixture(scope="module", autouse=True)
def _one_model() -> Iterator[None]:
    with one_model():
        yield


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    in_chinese(monkeypatch, tmp_path)
    return tmp_path


@pytest.fixture
def lists(folder: Path) -> Path:
    """Write raw lists whose needs are a class, a leak told twice and something that nobody understands."""
    needs = told(
        (PHONE_CLASSES[0], "王桂兰", "13912345678"),
        (PHONE_CLASSES[1], "李建国", "13812345678"),
        ("厨房水管漏了，83岁的老人一个人住", "王桂兰", "13912345679"),
        ("厨房水管的事还没人来", "王桂兰", "13912345679"),
        ("说不清楚，先记一下",),
    )
    helpers = [["编号", "姓名", "电话", "情况"], ["H1", "赵师傅", "13712345678", "退休水电工，周三下午，每月20小时"]]
    venues = [["编号", "场地", "容纳人数", "设施"], ["V1", "活动室", 30, "桌椅"]]
    return book(folder / "民情.xlsx", 需求清单=needs, 能人=helpers, 场地=venues)


@pytest.fixture
def month(folder: Path) -> Path:
    """Write a confirmed month of one need."""
    needs = told(("想学用微信", "张桂香", "13911112222", "", "戳屏班"), headers=[*TOLD, "模板"])
    own = [["模板", "类型", "要求", "数量"], ["戳屏班", "能人", "手机教学", 1]]
    return book(folder / "十一月.xlsx", 需求清单=needs, 服务模板=own)


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


# -- files and exit codes --------------------------------------------------------------------------


def test_a_draft_stands_beside_the_first_file(lists: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = lists.read_bytes()
    assert main(["draft", lists.name]) == 0
    assert main(["draft", lists.name, "--lang", "en"]) == 0
    assert main(["draft", lists.name]) == 0
    assert "民情-草稿.xlsx 已存在，没有动它；新的写到 民情-草稿-2.xlsx" in capsys.readouterr().out
    assert names(lists.parent) == ["民情-draft.xlsx", "民情-草稿-2.xlsx", "民情-草稿.xlsx", "民情.xlsx"]
    assert lists.read_bytes() == before
    first, second = ((lists.parent / f"民情-草稿{number}.xlsx").read_bytes() for number in ("", "-2"))
    assert first == second


def test_force_replaces_the_draft_that_is_there(lists: Path) -> None:
    (lists.parent / "草稿.xlsx").write_text("old", "utf-8")
    for _ in range(2):
        assert main(["draft", lists.name, "-o", "草稿.xlsx", "--force"]) == 0
    assert names(lists.parent) == ["民情.xlsx", "草稿.xlsx"]
    assert load_workbook(lists.parent / "草稿.xlsx")["需求清单"]["A2"].value == "N01"


def test_a_draft_can_go_into_a_folder(lists: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (lists.parent / "稿").mkdir()
    code, doc = run_json(capsys, "draft", lists.name, "-o", "稿")
    assert (code, doc["output"]) == (0, str(Path("稿") / "民情-草稿.xlsx"))


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ([], 2),
        (["没有.xlsx"], 2),
        (["民情.xlsx", "--learn", "没有.xlsx"], 2),
        (["民情.xlsx", "-o", "草稿.pdf"], 2),
        (["民情.xlsx", "--set", "no_such=1"], 2),
        (["民情.xlsx", "--set", "draft_confidence=2"], 2),
        (["民情.xlsx", "--month", "十二"], 2),
        (["民情.xlsx", "-o", "民情.xlsx", "--force"], 6),
        (["民情.xlsx", "--learn", "十一月.xlsx", "-o", "十一月.xlsx", "--force"], 6),
        (["民情.xlsx", "-o", "没有/草稿.xlsx"], 6),
    ],
)
def test_what_cannot_be_done_has_its_exit_code_and_the_same_keys(
    words: list[str], code: int, lists: Path, month: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    found, doc = run_json(capsys, "draft", *words)
    assert (found, doc["exit_code"], list(doc)) == (code, code, KEYS)
    assert doc["message"]
    assert names(lists.parent) == ["十一月.xlsx", "民情.xlsx"]


@pytest.mark.parametrize("words", [["民情.xlsx", "坏.xlsx"], ["民情.xlsx", "--learn", "坏.xlsx"]])
def test_a_file_that_cannot_be_read_is_3_and_nothing_is_written(
    words: list[str], lists: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (lists.parent / "坏.xlsx").write_bytes(b"PK\x03\x04 no workbook")
    code, doc = run_json(capsys, "draft", *words)
    assert (code, doc["outcome"], doc["output"], doc["files"]) == (3, "input_problems", None, [])
    assert ("file_damaged", "坏.xlsx") in [(item["code"], item["file"]) for item in doc["problems"]]
    assert main(["draft", *words]) == 3
    told_of = capsys.readouterr()
    assert "什么也没有写" in told_of.err
    assert "坏.xlsx" in told_of.err
    assert names(lists.parent) == ["坏.xlsx", "民情.xlsx"]


def test_a_settings_file_that_is_wrong_stops_it(lists: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (lists.parent / "commatch.toml").write_text("no_such = 1", "utf-8")
    code, doc = run_json(capsys, "draft", lists.name)
    assert (code, doc["output"], [item["code"] for item in doc["problems"]]) == (3, None, ["unknown_setting"])


def test_errors_that_remain_are_told_at_their_place_and_the_draft_is_written(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    needs = told(("厨房水管漏了", "王桂兰", "不清楚"), ("想学微信", "李建国", "", "哪天忘了"))
    book(folder / "民情.xlsx", 需求清单=needs)
    code, doc = run_json(capsys, "draft", "民情.xlsx", "-o", "草稿.xlsx")
    assert (code, doc["outcome"], doc["files"]) == (3, "input_problems", ["草稿.xlsx"])
    found = {(item["code"], item["file"], item["sheet"], item["cell"]) for item in doc["problems"]}
    assert {("bad_phone", "草稿.xlsx", "需求清单", "G2"), ("bad_date", "草稿.xlsx", "需求清单", "M3")} <= found
    assert doc["counts"]["errors"] == 2
    assert main(["draft", "民情.xlsx", "-o", "草稿.xlsx", "--force"]) == 3
    told_of = capsys.readouterr().out
    assert "需求清单!G2" in told_of
    assert "commatch check 草稿.xlsx" in told_of
    assert "commatch match" not in told_of


# -- the JSON document -----------------------------------------------------------------------------


def test_the_document_has_its_keys_and_its_figures(
    lists: Path, month: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, doc = run_json(capsys, "draft", lists.name, "-o", "草稿.xlsx", *WHOLE, "--learn", month.name)
    assert code == 0
    assert list(doc) == KEYS
    assert (doc["schema"], doc["command"], doc["outcome"]) == ("commatch.draft/1", "draft", "drafted")
    assert (doc["month"], doc["output"], doc["files"]) == (MONTH, "草稿.xlsx", ["草稿.xlsx"])
    counts = doc["counts"]
    assert list(counts) == [
        "sheets", "rows", "proposals", "not_proposed", "told_twice", "learned", "errors", "warnings",
    ]  # fmt: skip
    assert counts["proposals"] == sum(item["proposed"] for item in doc["columns"])
    assert counts["proposals"] == len(logged(Path("草稿.xlsx"), "proposed"))
    assert counts["not_proposed"] == sum(item["not_proposed"] for item in doc["columns"])
    assert counts["not_proposed"] == len(logged(Path("草稿.xlsx"), "not_proposed")) > 0
    assert {tuple(item) for item in doc["columns"]} == {("sheet", "column", "proposed", "not_proposed")}
    assert doc["learned"] == [{"file": "十一月.xlsx", "needs": 1}]
    (twice,) = doc["told_twice"]
    assert (twice["need_id"], twice["earlier"], counts["told_twice"]) == ("N04", "N03", 1)
    assert 0.6 <= twice["confidence"] <= 1
    assert (counts["learned"], counts["errors"]) == (1, 0)
    assert counts["warnings"] == len(doc["problems"])


def test_how_sure_a_proposal_must_be_can_be_set(lists: Path, capsys: pytest.CaptureFixture[str]) -> None:
    counts = []
    for least in ("0", "0.85", "0.95"):
        code, doc = run_json(capsys, "draft", lists.name, "--set", f"draft_confidence={least}")
        assert code == 0
        counts.append(doc["counts"]["proposals"])
    assert counts[0] > counts[1] > counts[2] > 0
    _, doc = run_json(capsys, "draft", lists.name, "--set", "建议把握=0.95")
    assert doc["counts"]["proposals"] == counts[2]


# -- the page --------------------------------------------------------------------------------------


def test_the_page_says_what_is_proposed_and_what_to_do(
    lists: Path, month: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    learn = ["--learn", month.name, "--learn", lists.name]
    assert main(["draft", lists.name, *WHOLE, *learn]) == 0
    out = capsys.readouterr().out
    proposals = len(logged(Path("民情-草稿.xlsx"), "proposed"))
    assert f"提了 {proposals} 处建议" in out
    assert "1 条疑似重复，在“疑似重复”一列标着；软件不会自己合并" in out
    assert "学了 1 条以前确认过的需求" in out
    assert "民情.xlsx：没有填了“模板”又确认过的需求" in out
    assert "commatch match 民情-草稿.xlsx --month 2026-12\n" in out
    assert "commatch match 民情-草稿.xlsx --month 2026-12 --accept-proposals" in out
    templates = next(line.split() for line in out.splitlines() if line.split()[1:2] == ["模板"])
    assert templates[0] == "需求清单"
    assert int(templates[2]) + int(templates[3]) == 5


def test_quiet_says_nothing_when_all_went_well(lists: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["draft", lists.name, "--quiet"]) == 0
    told_of = capsys.readouterr()
    assert (told_of.out, told_of.err) == ("", "")


def test_in_english_the_page_and_the_sheets_are(lists: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["draft", lists.name, "--lang", "en", *WHOLE]) == 0
    out = capsys.readouterr().out
    assert "1 need perhaps told twice, marked in the column “told twice”" in out
    assert "commatch match 民情-draft.xlsx --month 2026-12 --accept-proposals" in out
    workbook = load_workbook("民情-draft.xlsx")
    assert {"needs", "helpers", "venues", "templates", "steps", "tidy_log"} <= set(workbook.sheetnames)
    sheet = workbook["needs"]

    def column(name: str) -> list[object]:
        return [cell.value for cell in list(sheet.columns)[column_of(sheet, name) - 1][1:]]

    assert column("template")[:3] == ["smartphone class", "smartphone class", "home repair"]
    assert column("category")[:3] == ["learning", "learning", "home repairs"]
    assert column("bundle")[:3] == ["smartphone class", "smartphone class", None]
    assert column("groups")[2] == "elderly 80+ living alone"
    assert workbook["helpers"]["E2"].value == "plumbing and electrics:5"
    assert is_violet(workbook["helpers"]["E2"])
    rows = logged(Path("民情-draft.xlsx"), "proposed", Lang.EN)
    assert {item.column for item in rows if item.sheet == "helpers"} == {"skills", "times", "hours"}
    assert run_json(capsys, "match", "民情-draft.xlsx", *WHOLE, "--accept-proposals", "--lang", "en")[0] == 0


def test_statuses_are_said_in_the_language_of_the_draft(folder: Path) -> None:
    book(folder / "民情.xlsx", 需求清单=told(("路口红绿灯太短",), ("他写了借条不认账",)))
    for lang, sheet, words in (("zh", "需求清单", ["转办", "不受理"]), ("en", "needs", ["handed on", "out of remit"])):
        assert main(["draft", "民情.xlsx", "-o", f"{lang}.xlsx", "--lang", lang, "-q"]) == 0
        page = load_workbook(f"{lang}.xlsx")[sheet]
        at = column_of(page, "状态" if lang == "zh" else "status")
        assert [page.cell(row, at).value for row in (2, 3)] == words


def test_nothing_personal_is_printed(lists: Path, month: Path, capsys: pytest.CaptureFixture[str]) -> None:
    needs = told(("王桂兰家水管漏了", "王桂兰", "找赵师傅要"), ("想学微信", "李建国", "138123456789"))
    wrong = book(lists.parent / "错.xlsx", 需求清单=needs)
    for path, code in ((lists, 0), (wrong, 3)):
        for words in ([], ["--json"], ["--lang", "en"]):
            assert main(["draft", path.name, *words, "--learn", month.name, "-o", "稿.xlsx", "--force"]) == code
            told_of = capsys.readouterr()
            shown = told_of.out + told_of.err
            shown += str(json.loads(told_of.out)) if "--json" in words else ""
            assert not [text for text in SECRETS if text in shown]


def test_the_help_names_its_options_and_its_exit_codes(capsys: pytest.CaptureFixture[str]) -> None:
    for words, shown in (([], "越用越准"), (["--lang", "en"], "it gets better with use")):
        assert main(["draft", "--help", *words]) == 0
        page = " ".join(capsys.readouterr().out.split())
        assert all(name in page for name in ("--learn", "-o", "--output", "--force", "--json", "--month", "--set"))
        assert shown.replace(" ", "") in page.replace(" ", "")
    assert main(["--help"]) == 0
    assert "draft" in capsys.readouterr().out


# -- what is loaded, and whether it is always the same ---------------------------------------------


def test_no_other_command_loads_what_learns(lists: Path) -> None:
    code = """
import sys
from commatch.cli.app import main
for words in (["match"], ["check"], ["tidy", "-o", "整理.xlsx"]):
    main([words[0], "民情.xlsx", *words[1:], "--month", "2026-12", "-q"])
main(["init", "表.xlsx", "-q"])
main(["draft", "--help"])
print(*sys.modules, file=sys.stderr)
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, encoding="utf-8", check=True)
    loaded = set(done.stderr.split())
    assert not {"sklearn", "scipy", "commatch.drafting.classifier"} & loaded
    assert {"highspy", "openpyxl"} <= loaded  # it did match and write
    assert {"整理.xlsx", "表.xlsx"} <= set(names(lists.parent))


def test_the_same_files_give_the_same_bytes_in_another_process(lists: Path) -> None:
    code = "import sys; from commatch.cli.app import main; sys.exit(main(sys.argv[1:]))"
    words = ["draft", lists.name, *WHOLE, "-o"]
    env = {**os.environ, "PYTHONHASHSEED": "1"}
    subprocess.run([sys.executable, "-c", code, *words, "one.xlsx", "-q"], check=True, env=env)
    assert main([*words, "two.xlsx"]) == 0  # sets and hashes are in another order here
    assert Path("one.xlsx").read_bytes() == Path("two.xlsx").read_bytes()
