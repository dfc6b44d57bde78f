"""What is told to those who fill the workbook can be done as it is told."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

import pytest
from cli_runs import in_chinese

from commatch.cli.app import main
from commatch.texts.template import form_words
from commatch.workbook import cells
from commatch.workbook.forms import column_note
from commatch.workbook.schema import INPUT, Lang

PAIRS = {
    Lang.ZH: ["1 低", "2 中", "3 高", "4 紧急", "5 兜底"],
    Lang.EN: ["1 low", "2 medium", "3 high", "4 urgent", "5 must"],
}


@pytest.fixture(autouse=True)
def chinese(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    in_chinese(monkeypatch, tmp_path)


@pytest.mark.parametrize("lang", list(Lang))
def test_every_number_of_urgency_stands_beside_its_word_wherever_it_is_explained(lang: Lang) -> None:
    note = column_note(INPUT["needs"], INPUT["needs"].column("urgency"), lang)
    readme = form_words(lang.value, "readme.urgency.text")
    for pair in PAIRS[lang]:
        number, word = pair.split()
        assert pair in note
        assert pair in readme
        assert cells.urgency(word).value == int(number)


@pytest.mark.parametrize("lang", list(Lang))
def test_the_date_that_is_recommended_needs_no_year_to_be_assumed(lang: Lang) -> None:
    words = form_words(lang.value, "readme.dates.text")
    (recommended,) = re.findall(r"\d[\d年月日-]+", words)
    assert dt.date.fromisoformat(recommended) == dt.date(2026, 12, 15)


@pytest.mark.parametrize(("command", "codes"), [("init", "0 2 6 1 130"), ("schema", "0 2 1 130")])
def test_the_help_lists_only_exit_codes_of_the_command(
    command: str, codes: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([command, "--help"]) == 0
    listed = capsys.readouterr().out.partition("退出码")[2]
    assert re.findall(r"^  (\d+) ", listed, re.MULTILINE) == codes.split()


def test_init_says_in_chinese_that_it_can_t_write(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "taken").write_text("")
    assert main(["init", str(tmp_path / "taken" / "below")]) == 6
    said = capsys.readouterr().err
    assert "写不了文件" in said
    assert "已被占用" in said
    assert "directory" not in said
