"""What else a batch leaves alone: files of the other language, what ``--force`` does not reach, and what is said."""

from __future__ import annotations

from pathlib import Path

import pytest
from batch_folders import tree
from cli_runs import in_chinese
from test_batch_kept import HOME, lists, planned, typed

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
