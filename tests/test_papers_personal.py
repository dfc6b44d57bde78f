"""Papers for those at work: in titles and notes there is nothing personal of a resident, on whatever paper."""

from __future__ import annotations

from pathlib import Path

import pytest
from cli_runs import in_chinese
from month_pages import column_of, typed_in
from paper_months import listed, words

import commatch

TITLES = {
    "N01": "陪王桂兰(13812345678)看病",
    "N02": "李建国家在桂花路8号301",
    "N03": "教王奶奶盲文 电话139-1111-2222",
    "N04": "王桂兰八十大寿书法班",
    "N06": "找孙老师搭小区舞台",
    "N07": "周红借钱不还",
    "N09": "糖尿病义诊 5号楼2单元301",
}
PERSONAL = ("王桂兰", "李建国", "周红", "王奶奶", "1381234", "1111", "桂花路", "2单元301")


@pytest.fixture(autouse=True)
def plain(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    in_chinese(monkeypatch, tmp_path)


@pytest.fixture(scope="module")
def the_list(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = listed(tmp_path_factory.mktemp("month"), titles=TITLES)
    letter, header = column_of(path, "项目清单", "备注")
    note = "王桂兰的女儿说 139-1111-2222，请孙老师去"
    typed_in(path, "项目清单", {f"{letter}{header + 1}": note})
    return path


def test_the_agenda_names_no_resident_and_no_number_but_those_who_help_and_what_is_about_health(the_list: Path) -> None:
    paper = commatch.agenda(the_list, the_list.with_name("议程.docx")).path
    assert paper is not None
    said = words(paper)
    assert not [text for text in PERSONAL if text in said]
    assert "**的女儿说 **，请孙老师去" in said
    assert "找孙老师搭小区舞台" in said
    assert "糖尿病义诊" in said
    assert "**八十大寿书法班" in said


def test_task_sheets_walls_and_calendars_name_no_resident_and_no_number(the_list: Path, tmp_path: Path) -> None:
    found = commatch.tasks(the_list, tmp_path)
    documents = [words(path) for path in found.files if path.suffix == ".docx"]
    events = ["".join(path.read_text("utf-8").split("\r\n ")) for path in found.files if path.suffix == ".ics"]
    assert len(documents) == 2
    assert len(events) == 4
    for said in (*documents, *events):
        assert not [text for text in PERSONAL if text in said]
    assert all("**八十大寿书法班" in said for said in documents)
    assert any("**八十大寿书法班" in said for said in events)


def test_a_word_that_may_be_kept_is_kept(tmp_path: Path) -> None:
    path = listed(tmp_path / "month", titles={"N04": "王奶奶书法班"}, settings=[["公示保留词", "王奶奶书法班"]])
    paper = commatch.agenda(path, path.with_name("议程.docx")).path
    assert paper is not None
    assert "王奶奶书法班" in words(paper)
