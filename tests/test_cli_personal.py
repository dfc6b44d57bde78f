"""Personal data on the terminal and in JSON: masked wherever it stands."""

from __future__ import annotations

from pathlib import Path

import pytest
from cli_runs import HELPERS, NEEDS, book, in_chinese, run_json
from openpyxl import load_workbook

from commatch import api
from commatch.cli.app import main
from commatch.problems import Place, error
from commatch.telling.masking import Secrets, mask, masked


@pytest.fixture(autouse=True)
def plain(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Each test starts in an empty folder, in Chinese, whatever the machine says."""
    in_chinese(monkeypatch, tmp_path)


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("王桂兰", "王**"),
        ("13912345678", "139****"),
        ("+8613912345678", "+86****"),
        ("", ""),
        ("John Doe", "J**"),
        ("王桂兰 13912345678", "王**"),
    ],
)
def test_a_personal_value_is_masked(value: str, shown: str) -> None:
    assert mask(value) == shown


def test_a_masked_problem_does_not_hold_the_value_anywhere() -> None:
    shown = masked(error("x", value="王桂兰", personal=True, other="王桂兰，在 B2"))
    assert "王桂兰" not in repr(shown)
    assert masked(error("x", value="王桂兰")).value == "王桂兰"


def test_no_personal_value_reaches_the_terminal_or_the_json(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    secrets = ("王桂兰", "13912345678", "1391234567", "赵师傅", "13712345678")
    needs = [NEEDS[0], ["N1", "修水管", "王桂兰", "1391234567八", "独居老人", "水电工×1", 2], *NEEDS[1:]]
    bad = book(tmp_path / "坏.xlsx", 需求清单=needs, 能人=HELPERS)
    good = book(tmp_path / "好.xlsx", 需求清单=NEEDS, 能人=HELPERS)
    for path in (bad, good):
        main(["match", str(path), "--month", "2026-12"])
        captured = capsys.readouterr()
        _, doc = run_json(capsys, "match", str(path), "--month", "2026-12")
        printed = captured.out + captured.err + str(doc)
        assert not [secret for secret in secrets if secret in printed]
    _, doc = run_json(capsys, "match", str(good), "--month", "2026-12", "--show-personal")
    assert doc["projects"][0]["resources"][0]["name"] == "赵师傅"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("电话1391234567890", "电话139****"),
        ("139-1234-5678", "139****"),
        ("110101195003071234", "110****"),
        ("11010119500307123X起", "110****起"),
        ("123456", "123456"),
        ("2026-12-05", "2026-12-05"),
        ("找王桂兰要", "找王**要"),
        ("王桂兰英要", "王**要"),
        ("找王 桂·兰要", "找王**要"),
        ("Li at Lima", "L** at Lima"),
        ("梧桐路3号楼502室", "梧**"),
        ("名单20261201.xlsx 里的20261201", "名单20261201.xlsx 里的202****"),
    ],
)
def test_numbers_and_known_names_are_masked_inside_a_text(text: str, shown: str) -> None:
    names = frozenset({"王桂兰英", "王桂兰", "Li", "梧桐路3号楼502室"})
    assert Secrets(names, frozenset({"名单20261201.xlsx"})).hide(text) == shown


def test_an_error_literal_in_a_personal_column_is_shown() -> None:
    assert masked(error("cell_error", value="#REF!", personal=True)).value == "#REF!"
    assert masked(error("cell_error", value="#N/A", personal=True)).value == "#N/A"
    assert masked(error("cell_error", value="#小王", personal=True)).value == "#**"


def test_what_the_program_looks_up_is_not_masked() -> None:
    names = Secrets(frozenset({"needs", "phone"}))
    shown = masked(error("bad_phone", value="x", sheet="needs", column="phone", detail="needs"), names)
    assert dict(shown.params) == {"sheet": "needs", "column": "phone", "detail": "n**"}


def test_a_file_s_own_name_is_shown() -> None:
    assert masked(error("file_empty", Place("20261201.xlsx"), "20261201.xlsx")).value == "20261201.xlsx"
    assert masked(error("bad_date", Place("20261201.xlsx"), "20261345")).value == "202****"


def test_names_in_free_text_are_masked_but_for_the_sheet_of_problems(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    groups = "王桂兰的邻居13912345678"
    needs = [NEEDS[0], [*NEEDS[1][:4], groups, *NEEDS[1][5:]], NEEDS[2]]
    units = [["编号", "单位", "联系人", "服务"], ["U1", "卫生站", "孙主任", "义诊"]]
    opinions = [["需求编号", "资源编号", "意见", "理由"], ["N1", "H1", "优先", ""], ["N1", "孙主任", "优先", ""]]
    path = book(tmp_path / "a.xlsx", 需求清单=needs, 能人=HELPERS, 共建单位=units)
    _, doc = run_json(capsys, "match", str(path), "--month", "2026-12")
    (said,) = [item["message"] for item in doc["problems"] if item["code"] == "unknown_group"]
    assert "王**的邻居139****" in said
    assert "王**的邻居139****" in [item["group"] for item in doc["by_group"]]
    (row,) = [
        r for r in load_workbook(doc["output"])["数据问题"].iter_rows(values_only=True) if r[1] == "unknown_group"
    ]
    assert groups in str(row[5])
    path = book(tmp_path / "b.xlsx", 需求清单=needs, 能人=HELPERS, 共建单位=units, 匹配意见=opinions)
    assert main(["match", str(path), "--month", "2026-12"]) == 3
    err = capsys.readouterr().err
    assert "孙**" in err
    assert "孙主任" not in err
    assert main(["match", str(path), "--month", "2026-12", "--show-personal"]) == 3
    assert "孙主任" in capsys.readouterr().err


def test_the_names_are_those_of_requesters_helpers_and_contacts(tmp_path: Path) -> None:
    units = [["编号", "单位", "联系人", "服务"], ["U1", "卫生站", "孙主任", "义诊"]]
    needs = [[*NEEDS[0], "住址"], [*NEEDS[1], "3号楼502"], [*NEEDS[2][:2], "李", *NEEDS[2][3:], ""]]
    community = api.read(book(tmp_path / "a.xlsx", 需求清单=needs, 能人=HELPERS, 共建单位=units), month="2026-12")
    found = Secrets.of(community)
    assert found.names == {"王桂兰", "赵师傅", "孙主任", "3号楼502"}
    assert found.files == {"a.xlsx"}
