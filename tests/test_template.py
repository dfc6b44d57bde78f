"""The blank workbook and ``commatch init``: nothing in it is data until somebody types it in."""

from __future__ import annotations

import datetime as dt
import json
import re
import tomllib
from pathlib import Path
from typing import Any

import pytest
from cli_runs import in_chinese, run_json
from openpyxl import load_workbook
from standard_books import BOOKS, filled, rows_of, told

import commatch
from commatch.assemble import assemble
from commatch.cli.app import main
from commatch.config import load_config
from commatch.config_sample import sample_config
from commatch.settings import DEFAULTS, FILE_LIMITS, setting_key, setting_names
from commatch.workbook.examples import sample_rows
from commatch.workbook.forms import add_sheet, finish
from commatch.workbook.look import new_workbook
from commatch.workbook.names import By, match_name
from commatch.workbook.reader import read_tables
from commatch.workbook.save import save
from commatch.workbook.schema import FORM_SHEETS, INPUT, Lang
from commatch.workbook.template import FILL_ORDER, blank_workbook

NAMES = {Lang.ZH: "社区月度清单.xlsx", Lang.EN: "community-month.xlsx"}
TODAY = dt.date(2026, 11, 21)


def blank(folder: Path, lang: Lang) -> Path:
    return save(blank_workbook(lang, NAMES[lang]), folder / NAMES[lang])


def changed(path: Path, sheet: str, **cells: object) -> Path:
    book = load_workbook(path)
    for address, value in cells.items():
        book[sheet][address] = value
    book.save(path)
    return path


@pytest.mark.parametrize("lang", Lang)
def test_every_input_sheet_is_there_with_every_column(lang: Lang, tmp_path: Path) -> None:
    assert sorted(FILL_ORDER) == sorted(sheet.key for sheet in FORM_SHEETS)
    book = load_workbook(blank(tmp_path, lang))
    readme, *sheets, lists = book.worksheets
    assert [sheet.title for sheet in sheets] == [INPUT[key].name(lang) for key in FILL_ORDER]
    for key, sheet in zip(FILL_ORDER, sheets, strict=True):
        assert [cell.value for cell in sheet[1]] == [column.header(lang) for column in INPUT[key].columns]
    assert match_name(readme.title).by is match_name(lists.title).by is By.HELP
    assert (readme.sheet_state, lists.sheet_state) == ("visible", "hidden")


@pytest.mark.parametrize("lang", Lang)
def test_a_fresh_one_is_read_calmly(lang: Lang, tmp_path: Path) -> None:
    community = assemble(read_tables([blank(tmp_path, lang)]), today=TODAY)
    assert [problem.code for problem in community.problems] == ["no_needs"]
    assert not community.needs
    assert not community.helpers
    assert not community.opinions
    assert not community.history
    assert community.settings.month == dt.date(2026, 12, 1)


@pytest.mark.parametrize("lang", Lang)
def test_its_settings_are_the_defaults(lang: Lang, tmp_path: Path) -> None:
    (table,) = read_tables([blank(tmp_path, lang)]).of("settings")
    listed = [setting_key(str(row.cells["key"].value)) for row in table.rows]
    assert listed == [name for name in setting_names() if name not in FILE_LIMITS], "a sheet can't say the others"
    community = assemble(read_tables([blank(tmp_path, lang)]), today=TODAY)
    in_force = {name: getattr(community.settings, name) for name in setting_names() if name != "month"}
    assert in_force == {name: getattr(DEFAULTS, name) for name in setting_names() if name != "month"}


@pytest.mark.parametrize("lang", Lang)
def test_the_samples_without_their_mark_are_a_sound_community_that_is_served(lang: Lang, tmp_path: Path) -> None:
    book = new_workbook(lang, TODAY)
    for sheet in FORM_SHEETS:
        rows = sample_rows(sheet, lang, marked=False) if sheet.key != "settings" else [["month", "2026-12", None]]
        add_sheet(book, sheet, lang, rows)
    finish(book, lang)
    community = commatch.read(save(book, tmp_path / "x.xlsx"))
    assert not community.problems
    assert len(community.needs) == 3
    assert commatch.match(community).plan.served == {"N1", "N2", "N3"}


@pytest.mark.parametrize("lang", Lang)
def test_a_sample_that_is_typed_over_counts(lang: Lang, tmp_path: Path) -> None:
    path = changed(blank(tmp_path, lang), INPUT["needs"].name(lang), A2="N001", H2="5-1-102")
    (need,) = assemble(read_tables([path]), today=TODAY).needs
    assert (need.need_id, need.address) == ("N001", "5-1-102")


@pytest.mark.parametrize("lang", Lang)
def test_a_sample_with_something_typed_over_and_its_old_id_is_left_out_and_said_so(lang: Lang, tmp_path: Path) -> None:
    sheet = INPUT["needs"].name(lang)
    community = assemble(read_tables([changed(blank(tmp_path, lang), sheet, B2="修门")]), today=TODAY)
    found = [(problem.code, problem.place.cell) for problem in community.problems]
    assert found == [("no_needs", ""), ("sample_left_out", "A2")]
    assert not community.needs


def test_a_sample_further_down_and_in_another_language_is_none_the_less_one(tmp_path: Path) -> None:
    book = new_workbook(Lang.ZH, TODAY)
    needs = INPUT["needs"]
    own = [["N1", "修门", *[None] * (len(needs.columns) - 2)]]
    add_sheet(book, needs, Lang.ZH, own + sample_rows(needs, Lang.EN) + sample_rows(needs, Lang.ZH))
    tables = read_tables([save(book, tmp_path / "x.xlsx")])
    assert tables.problems == ()
    assert [row.place.cell for table in tables.tables for row in table.rows] == ["A2"]


@pytest.mark.parametrize("need_id", ["示例小区-1", "sample1", "S-1", "范例-1"])
def test_an_id_that_only_looks_like_a_sample_s_counts(need_id: str, tmp_path: Path) -> None:
    book = new_workbook(Lang.ZH, TODAY)
    needs = INPUT["needs"]
    add_sheet(book, needs, Lang.ZH, [[need_id, "修门", *[None] * (len(needs.columns) - 2)]])
    (table,) = read_tables([save(book, tmp_path / "x.xlsx")]).tables
    assert len(table.rows) == 1


@pytest.mark.parametrize("lang", Lang)
def test_the_sample_month_typed_into_it_is_the_sample_month(lang: Lang, tmp_path: Path) -> None:
    path = filled(tmp_path / NAMES[lang], lang, rows_of(BOOKS[lang], lang))
    typed, original = (assemble(read_tables([book]), today=TODAY) for book in (path, BOOKS[lang]))
    assert len(original.needs) > 50
    assert told(typed) == told(original)
    assert [problem.code for problem in typed.problems] == [problem.code for problem in original.problems]


@pytest.mark.parametrize("lang", Lang)
def test_it_is_the_same_file_every_time_and_holds_no_formula_but_the_hidden_ones(lang: Lang, tmp_path: Path) -> None:
    one, two = blank(tmp_path, lang), tmp_path / "2.xlsx"
    save(blank_workbook(lang, NAMES[lang]), two)
    assert one.read_bytes() == two.read_bytes()
    *shown, _ = load_workbook(one).worksheets
    assert not [cell for sheet in shown for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]


@pytest.mark.parametrize("lang", Lang)
def test_the_instructions_name_every_sheet_and_what_to_run(lang: Lang) -> None:
    readme = blank_workbook(lang, NAMES[lang]).worksheets[0]
    rows = [[cell.value for cell in row] for row in readme.iter_rows()]
    labels = {row[0] for row in rows}
    assert {INPUT[key].name(lang) for key in FILL_ORDER} <= labels
    text = "\n".join(str(value) for row in rows for value in row if value)
    for command in ("check", "match", "tidy"):
        assert f"commatch {command} " in text
    links = [cell.hyperlink.location for row in readme.iter_rows() for cell in row if cell.hyperlink]
    assert links == [f"'{INPUT[key].name(lang)}'!A1" for key in FILL_ORDER]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_settings_file_has_every_setting_and_changes_nothing(lang: Any, tmp_path: Path) -> None:
    text = sample_config(lang)
    assert tomllib.loads(text) == {}
    opened = re.sub(r"^#(?=\w)", "", text, flags=re.MULTILINE)
    path = tmp_path / "commatch.toml"
    path.write_text(opened, "utf-8")
    assert list(tomllib.loads(opened)) == list(setting_names())
    assert load_config(path) == (DEFAULTS, [])


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    in_chinese(monkeypatch, tmp_path)
    return tmp_path


KEYS = ["schema", "command", "version", "outcome", "exit_code", "message", "output", "files", "kept"]


def test_init_writes_a_workbook_and_a_settings_file(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, doc = run_json(capsys, "init", "新社区/本月")
    home = Path("新社区/本月")
    assert code == 0
    assert list(doc) == KEYS
    assert (doc["schema"], doc["output"], doc["kept"]) == ("commatch.init/1", str(home / NAMES[Lang.ZH]), [])
    assert doc["files"] == [str(home / NAMES[Lang.ZH]), str(home / "commatch.toml")]
    assert sorted(path.name for path in home.iterdir()) == ["commatch.toml", NAMES[Lang.ZH]]
    assert (home / "commatch.toml").read_text("utf-8") == sample_config("zh")


def test_init_leaves_alone_what_is_there(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / NAMES[Lang.ZH]).write_text("mine")
    (folder / "commatch.toml").write_text("seed = 1")
    code, doc = run_json(capsys, "init")
    assert code == 0
    assert doc["files"] == ["社区月度清单-2.xlsx"]
    assert doc["kept"] == [NAMES[Lang.ZH], "commatch.toml"]
    assert (folder / NAMES[Lang.ZH]).read_text() == "mine"
    assert (folder / "commatch.toml").read_text() == "seed = 1"


def test_init_with_force_writes_anew(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / NAMES[Lang.ZH]).write_text("old")
    (folder / "commatch.toml").write_text("seed = 1")
    code, doc = run_json(capsys, "init", "--force")
    assert (code, doc["kept"]) == (0, [])
    assert (folder / NAMES[Lang.ZH]).read_bytes()[:2] == b"PK"
    assert (folder / "commatch.toml").read_text("utf-8") == sample_config("zh")


def test_init_writes_the_month_and_the_language_asked_for(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["init", "--lang", "en", "--month", "2027年3月", "--quiet"]) == 0
    assert capsys.readouterr() == ("", "")
    community = commatch.read("community-month.xlsx")
    assert community.settings.month == dt.date(2027, 3, 1)


@pytest.mark.parametrize("words", [["init", "--month", "13月"], ["init", "taken"]])
def test_init_takes_no_bad_month_and_no_file_for_a_folder(
    words: list[str], folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "taken").write_text("")
    assert main([*words, "--json"]) == 2
    doc = json.loads(capsys.readouterr().out)
    assert list(doc) == KEYS
    assert (doc["outcome"], doc["schema"]) == ("usage", "commatch.init/1")
    assert [path.name for path in folder.iterdir()] == ["taken"]


def test_init_says_where_it_can_t_write(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "taken").write_text("")
    assert main(["init", "taken/below"]) == 6
    assert "taken" in capsys.readouterr().err


def test_init_tells_what_comes_next(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["init"]) == 0
    printed = capsys.readouterr().out
    assert f"commatch check {NAMES[Lang.ZH]}" in printed
    assert f"commatch match {NAMES[Lang.ZH]}" in printed


def test_matching_a_fresh_one_says_that_there_is_no_need(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["init", "--quiet"]) == 0
    code, doc = run_json(capsys, "match", NAMES[Lang.ZH])
    assert code == 0
    assert [problem["code"] for problem in doc["problems"]] == ["no_needs"]
