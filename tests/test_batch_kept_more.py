"""What else a batch leaves alone: files of the other language, what ``--force`` does not reach, and what is said."""

from __future__ import annotations

from pathlib import Path

import pytest
from batch_folders import tree
from cli_runs import in_chinese
from openpyxl import load_workbook
from test_batch_kept import COMMAND, HOME, SUMMARY, asked, batch, lists, planned, refuses, typed
from test_pool_command import street

from commatch.cli.app import main
from commatch.telling.exits import Exit

STEPS = ("match", "notice", "agenda", "tasks", "report")
NAMES = {"zh": "项目清单-2026-12", "en": "project-list-2026-12"}


@pytest.fixture(autouse=True)
def plain(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    in_chinese(monkeypatch, tmp_path)
    Path("in").mkdir()


def made() -> dict[str, bytes]:
    """Return what lies in the community's folder."""
    return {name: data for name, data in tree(HOME).items() if not name.startswith(".")}


def printed(capsys: pytest.CaptureFixture[str], *words: str) -> str:
    """Run the command, and return what it prints, as one line without spaces."""
    capsys.readouterr()
    assert main([*COMMAND, *words]) == Exit.PLANNED
    return "".join(capsys.readouterr().out.split())


@pytest.mark.parametrize(("other", "lang"), [("zh", "en"), ("en", "zh")])
def test_all_that_was_made_of_a_list_that_is_taken_away_goes_and_nothing_in_the_other_language(
    other: str, lang: str
) -> None:
    for each in (other, lang):
        planned(1, do=STEPS, lang=each)
        typed(lists(name=NAMES[each]))
        first = made()
        planned(3, do=STEPS, lang=each)
        second = made().keys() - first.keys()
        assert len({Path(path).parts[0] for path in second}) == 7
    one = planned(1, do=STEPS, lang=lang)
    assert made() == first
    assert (one.kept, one.earlier) == (
        (lists(name=NAMES[lang]),),
        (lists(2, name=NAMES[other]), lists(name=NAMES[other])),
    )


def test_numbered_papers_that_somebody_changed_are_named_under_force_as_well() -> None:
    planned(1, do=STEPS)
    typed(lists())
    planned(3, do=STEPS)
    typed(lists(2))
    notice = HOME / "公示-2026-12-2.html"
    (sheet,) = HOME.glob("内部-派工单-2026-12-2/*.docx")
    for path in (notice, sheet):
        path.write_bytes(b"changed by somebody")
    new = {
        lists(2): lists(),
        notice: HOME / "公示-2026-12.html",
        sheet: HOME / "内部-派工单-2026-12" / sheet.name,
    }
    for hours in (3, 5):
        for force in (True, False, True):
            one = planned(hours, do=STEPS, force=force)
            assert one.instead == new
            assert set(new.values()) <= set(one.files)
    assert planned(5, do=STEPS, resume=True).instead == new


def test_a_numbered_summary_that_somebody_changed_is_named_under_force_as_well(
    capsys: pytest.CaptureFixture[str],
) -> None:
    planned(1)
    typed(SUMMARY)
    second = SUMMARY.with_name("社区汇总-2026-12-2.xlsx")
    asked(3)
    assert batch().summary == second
    typed(second)
    for words in (["--force"], []):
        assert f"{second.name}（新的是{SUMMARY.name}）" in printed(capsys, *words)
    done = batch()
    assert (done.summary, done.kept) == (SUMMARY, (second,))


def test_only_a_list_is_said_to_be_taken_for_the_newer_one(capsys: pytest.CaptureFixture[str]) -> None:
    planned(1, do=["match", "notice"])
    typed(lists())
    planned(3, do=["match", "notice"])
    notice = HOME / "公示-2026-12-2.html"
    notice.write_bytes(b"changed by somebody")
    typed(lists(2))
    said = printed(capsys, "--force", "--do", "match,notice")
    assert f"甲/{notice.name}（新的是公示-2026-12.html）" in said
    assert f"甲/{lists(2).name}（编号比这次的" in said


def test_force_is_offered_only_where_it_would_write_over_something(capsys: pytest.CaptureFixture[str]) -> None:
    planned(1)
    typed(lists())
    planned(3)
    assert "加--force" in printed(capsys)
    typed(lists(2))
    said = printed(capsys, "--force")
    assert ("1个文件没有动" in said, "--force" in said) == (True, False)
    for words in ((), ("--resume",)):
        said = printed(capsys, *words)
        assert ("1个文件没有动" in said, "--force" in said) == (True, False), "the list without a number is as it was"


def test_loans_that_somebody_changed_are_said_to_hold_no_more_without_the_street(
    capsys: pytest.CaptureFixture[str],
) -> None:
    Path("in").rmdir()
    street(Path("in"))
    batch(pool=True)
    loans = lists(home=Path("out", "金桂"), name="社区间借用-2026-12")
    typed_in = load_workbook(loans)
    typed_in.worksheets[0]["Z9"] = "改"
    typed_in.save(loans)
    for words in ((), ("--resume",)):
        assert f"金桂/{loans.name}（以前约定的借用，不再作数）" in printed(capsys, *words)
    rows = {row[0]: row[2] for row in load_workbook(SUMMARY)["概览"].iter_rows(values_only=True)}
    assert f"金桂/{loans.name}（以前约定的借用，不再作数）" in str(rows["没有动的文件"])


def test_files_are_told_in_the_same_order_whether_they_were_made_now_or_before() -> None:
    first = planned(1, do=STEPS).files
    assert list(first) == sorted(first)
    assert planned(1, do=STEPS, resume=True).files == first


def test_force_leaves_a_list_as_it_is_where_its_loans_are_open(monkeypatch: pytest.MonkeyPatch) -> None:
    Path("in").rmdir()
    street(Path("in"))
    batch(pool=True)
    home = Path("out", "梧桐")
    listed, lent = lists(home=home), lists(home=home, name="社区间借用-2026-12")
    decisions = typed(listed)
    workbook = load_workbook(Path("in", "梧桐.xlsx"))
    workbook["需求清单"]["J3"] = "周四上午"  # another half-day of what is borrowed
    workbook.save(Path("in", "梧桐.xlsx"))
    with monkeypatch.context() as patch:
        refuses(patch, lent)
        done = batch(pool=True, force=True)
    assert listed.read_bytes() == decisions
    (one,) = [one for one in done.communities if one.name == "梧桐"]
    assert set(one.instead) == {listed, lent}
    batch(pool=True, force=True)
    assert {path.name for path in home.glob("*.xlsx")} == {listed.name, lent.name}


def test_a_paper_that_is_open_is_named_where_its_list_is_taken_away(monkeypatch: pytest.MonkeyPatch) -> None:
    planned(1, do=STEPS)
    typed(lists())
    planned(3, do=STEPS)
    notice = HOME / "公示-2026-12-2.docx"
    with monkeypatch.context() as patch:
        refuses(patch, notice)
        one = planned(1, do=STEPS)
    assert one.instead == {lists(): lists(), notice: HOME / "公示-2026-12.docx"}
    assert {path.name for path in HOME.iterdir() if "-2026-12-2" in path.name} == {notice.name}
