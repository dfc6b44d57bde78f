"""What else a batch leaves alone: files of the other language, what ``--force`` does not reach, and what is said."""

from __future__ import annotations

from pathlib import Path

import pytest
from batch_folders import tree
from cli_runs import in_chinese
from test_batch_kept import HOME, SUMMARY, asked, batch, lists, planned, typed

STEPS = ("match", "notice", "agenda", "tasks", "report")
NAMES = {"zh": "项目清单-2026-12", "en": "project-list-2026-12"}


@pytest.fixture(autouse=True)
def plain(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    in_chinese(monkeypatch, tmp_path)
    Path("in").mkdir()


def made() -> dict[str, bytes]:
    """Return what lies in the community's folder."""
    return {name: data for name, data in tree(HOME).items() if not name.startswith(".")}


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


def test_a_numbered_summary_that_somebody_changed_is_named_under_force_as_well() -> None:
    planned(1)
    typed(SUMMARY)
    second = SUMMARY.with_name("社区汇总-2026-12-2.xlsx")
    asked(3)
    assert batch().summary == second
    typed(second)
    for force in (True, False):
        done = batch(force=force)
        assert (done.summary, done.kept) == (SUMMARY, (second,))
