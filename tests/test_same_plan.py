"""The same month gives the same workbook, however its rows, sheets and files are ordered, in any form and process."""

from __future__ import annotations

import os
import random
import subprocess
import sys
from collections.abc import Callable, Sequence
from functools import lru_cache
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

import commatch
from commatch.cli.app import main
from commatch.matching.plan import Outcome
from commatch.matching.result import Result

SAMPLES = Path(__file__).resolve().parents[1] / "data" / "samples"
STANDARD = (SAMPLES / "标准表" / "社区月度清单.xlsx",)
HAND = (SAMPLES / "手工表" / "需求登记.xlsx", SAMPLES / "手工表" / "资源登记.xlsx")
ENGLISH = (SAMPLES / "english" / "community-month.xlsx",)
MONTH = "2026-12"

Grid = list[list[tuple[object, str]]]
"""Rows of cells, each its value and its number format."""
Rows = list[tuple[object, ...]]


def planned(paths: Sequence[Path]) -> Result:
    result = commatch.add_gaps(commatch.add_remedies(commatch.match(commatch.read(paths, month=MONTH))))
    assert result.outcome is Outcome.PLANNED
    return result


def written(paths: Sequence[Path], target: Path) -> dict[str, Grid]:
    """Read, match and write; return the workbook but for what tells which files were read."""
    return cells(commatch.write_projects(planned(paths), target, inputs=paths))


def cells(path: Path, *, one_language: bool = True) -> dict[str, Grid]:
    """Return every cell of a workbook by sheet, without files' names and hashes and addresses of input cells."""
    book = load_workbook(path)
    found = {ws.title: [[(cell.value, cell.number_format) for cell in row] for row in ws.iter_rows()] for ws in book}
    if one_language:
        run, problems = found["运行记录"], found["数据问题"]
        files = [row for row in run if str(row[0][0]).startswith("输入文件")]
        assert files
        found["运行记录"] = [row for row in run if row not in files]
        head = [value for value, _ in problems[1]]  # below a title
        hidden = {head.index("文件"), head.index("单元格")}
        found["数据问题"] = [[cell for at, cell in enumerate(row) if at not in hidden] for row in problems]
    return found


@lru_cache(maxsize=1)
def sheets() -> dict[str, Rows]:
    """Return the sheets of the clean form: header and rows."""
    book = load_workbook(STANDARD[0])
    return {ws.title: list(ws.iter_rows(values_only=True)) for ws in book.worksheets}


def save(path: Path, parts: dict[str, Rows]) -> Path:
    book = Workbook()
    book.remove(book.worksheets[0])
    for name, rows in parts.items():
        ws = book.create_sheet(name)
        for row in rows:
            ws.append(row)
    book.save(path)
    return path


def rows_shuffled(rng: random.Random) -> dict[str, Rows]:
    """Return all sheets in another order, each with its rows in another order."""
    names = list(sheets())
    rng.shuffle(names)
    return {name: [sheets()[name][0], *rng.sample(sheets()[name][1:], len(sheets()[name]) - 1)] for name in names}


def columns_shuffled(parts: dict[str, Rows], rng: random.Random) -> dict[str, Rows]:
    """Return the sheets with their columns in another order."""
    shuffled = {}
    for name, rows in parts.items():
        order = rng.sample(range(len(rows[0])), len(rows[0]))
        shuffled[name] = [tuple(row[at] for at in order) for row in rows]
    return shuffled


@pytest.fixture(scope="module")
def expected(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Grid]:
    """Write the plan of the clean form as it is committed."""
    return written(STANDARD, tmp_path_factory.mktemp("expected") / "out.xlsx")


def same(found: dict[str, Grid], expected: dict[str, Grid]) -> None:
    assert list(found) == list(expected)
    for name, rows in expected.items():
        differences = [pair for pair in zip(found[name], rows, strict=False) if pair[0] != pair[1]]
        assert not differences, f"{name}: {len(differences)} rows differ, such as {differences[0]}"
        assert len(found[name]) == len(rows), name


# -- order of rows, sheets and files -----------------------------------------------------------------------------------


@pytest.mark.parametrize("seed", range(4))
def test_shuffled_rows_and_sheets_give_the_same_workbook(seed: int, expected: dict[str, Grid], tmp_path: Path) -> None:
    path = save(tmp_path / "本月.xlsx", rows_shuffled(random.Random(seed)))
    same(written([path], tmp_path / "out.xlsx"), expected)


def test_shuffled_columns_give_the_same_workbook(expected: dict[str, Grid], tmp_path: Path) -> None:
    rng = random.Random(11)
    path = save(tmp_path / "本月.xlsx", columns_shuffled(rows_shuffled(rng), rng))
    same(written([path], tmp_path / "out.xlsx"), expected)


@pytest.mark.parametrize("seed", [0, *(pytest.param(seed, marks=pytest.mark.slow) for seed in (1, 2))])
def test_several_files_in_any_order_give_the_same_workbook(
    seed: int, expected: dict[str, Grid], tmp_path: Path
) -> None:
    rng = random.Random(f"files {seed}")
    parts = rows_shuffled(rng)
    files: dict[str, dict[str, Rows]] = {}
    for name, rows in parts.items():
        files.setdefault(rng.choice("甲乙丙丁"), {})[name] = rows
    assert len(files) > 1
    paths = [save(tmp_path / f"{name}.xlsx", held) for name, held in files.items()]
    for number, order in enumerate((paths, rng.sample(paths, len(paths)))):
        same(written(order, tmp_path / f"out{number}.xlsx"), expected)


def test_one_file_for_each_sheet_gives_the_same_workbook(expected: dict[str, Grid], tmp_path: Path) -> None:
    paths = [save(tmp_path / f"{name}.xlsx", {name: rows}) for name, rows in sheets().items()]
    same(written(paths[::-1], tmp_path / "out.xlsx"), expected)


# -- again, and elsewhere --------------------------------------------------------------------------------------


def test_the_same_run_twice_in_a_process_gives_the_same_workbook(expected: dict[str, Grid], tmp_path: Path) -> None:
    for number in range(2):
        same(written(STANDARD, tmp_path / f"{number}.xlsx"), expected)


def test_matching_twice_gives_equal_results(tmp_path: Path) -> None:
    community = commatch.read(STANDARD, month=MONTH)
    one, other = commatch.match(community), commatch.match(community)
    assert one.plan == other.plan
    assert one.unserved == other.unserved
    assert [(t.name, t.value, t.bound, t.proven) for t in one.tiers] == [
        (t.name, t.value, t.bound, t.proven) for t in other.tiers
    ]


def test_a_run_after_another_month_gives_the_same_workbook(expected: dict[str, Grid], tmp_path: Path) -> None:
    commatch.match(commatch.read(STANDARD, month="2026-11"))
    same(written(STANDARD, tmp_path / "out.xlsx"), expected)


@pytest.mark.parametrize("hash_seed", ["0", "1", "2"])
def test_other_processes_give_the_same_workbook(hash_seed: str, expected: dict[str, Grid], tmp_path: Path) -> None:
    target = tmp_path / "out.xlsx"
    environment = {name: value for name, value in os.environ.items() if not name.startswith("COMMATCH_")}
    done = subprocess.run(
        [sys.executable, "-m", "commatch", "match", str(STANDARD[0]), "-o", str(target), "--month", MONTH, "-q"],
        cwd=tmp_path,
        env={**environment, "PYTHONHASHSEED": hash_seed, "COMMATCH_LANG": "zh", "PYTHONUTF8": "1"},
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr.decode()
    same(cells(target), expected)


def test_hash_seeds_do_not_move_shuffled_rows(expected: dict[str, Grid], tmp_path: Path) -> None:
    path = save(tmp_path / "本月.xlsx", rows_shuffled(random.Random("hash")))
    target = tmp_path / "out.xlsx"
    subprocess.run(
        [sys.executable, "-m", "commatch", "match", str(path), "-o", str(target), "--month", MONTH, "--lang", "zh"],
        cwd=tmp_path,
        env={**os.environ, "PYTHONHASHSEED": "77", "PYTHONUTF8": "1"},
        capture_output=True,
        check=True,
    )
    same(cells(target), expected)


# -- three forms, two languages --------------------------------------------------------------------------------------

Facts = Callable[[Result], object]

FACTS: dict[str, Facts] = {
    "served needs": lambda result: sorted(result.plan.served),
    "slots": lambda result: {name: tuple(slots) for name, slots in result.plan.slots.items()},
    "resources": lambda result: sorted(
        (r.demand_id, r.kind, r.resource_id, r.slot or (), r.quantity, r.hours, r.amount)
        for r in result.plan.assignments
    ),
    "scores": lambda result: sorted(
        (r.demand_id, r.kind, r.resource_id, r.slot or (), result.candidate(r).tenths) for r in result.plan.assignments
    ),
    "weights": lambda result: {name: demand.weight for name, demand in result.demand.items()},
    "reasons": lambda result: [(item.need_id, item.code, item.priority) for item in result.unserved],
    "tiers": lambda result: [(tier.name, tier.value, tier.bound, tier.proven) for tier in result.tiers],
}


@lru_cache(maxsize=3)
def form(paths: tuple[Path, ...]) -> Result:
    return planned(paths)


@pytest.mark.parametrize("paths", [HAND, ENGLISH], ids=["手工表", "english"])
@pytest.mark.parametrize("fact", FACTS)
def test_every_form_of_the_sample_gives_the_same_plan(fact: str, paths: tuple[Path, ...]) -> None:
    found, wanted = FACTS[fact](form(paths)), FACTS[fact](form(STANDARD))
    if isinstance(found, dict) and isinstance(wanted, dict):
        found, wanted = sorted(found.items()), sorted(wanted.items())
    assert found == wanted


def test_the_hand_made_files_can_be_given_in_either_order(tmp_path: Path) -> None:
    one, other = written(HAND, tmp_path / "1.xlsx"), written(HAND[::-1], tmp_path / "2.xlsx")
    same(other, one)


IDS = {
    "projects": ("项目清单", ("项目编号", "需求编号"), ("project_id", "need_ids")),
    "assignments": ("匹配明细", ("项目编号", "需求编号", "资源编号"), ("project_id", "need_id", "resource_id")),
    "unserved": ("未匹配", ("需求编号",), ("need_id",)),
    "tasks": ("能人派工", ("资源编号",), ("resource_id",)),
    "venue_calendar": ("场地日程", ("编号",), ("venue_id",)),
    "usage": ("资源使用", ("资源编号",), ("resource_id",)),
}


def columns(grid: Grid, headers: Sequence[str]) -> list[list[object]]:
    head = [value for value, _ in grid[1]]  # below a title
    return [[row[head.index(header)][0] for header in headers] for row in grid[2:]]


def test_english_words_change_no_id_no_number_and_no_date(
    expected: dict[str, Grid], tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    target = tmp_path / "list.xlsx"
    assert main(["match", str(STANDARD[0]), "-o", str(target), "--month", MONTH, "--lang", "en", "-q"]) == 0
    found = cells(target, one_language=False)
    for name, (chinese, headers, english) in IDS.items():
        assert columns(found[name], english) == columns(expected[chinese], headers), name
        assert unworded(found[name]) == unworded(expected[chinese]), name


def unworded(grid: Grid) -> list[list[tuple[object, str]]]:
    """Return a sheet's numbers, dates and blanks, with a mark for every text."""
    return [[("text", "") if isinstance(value, str) else (value, style) for value, style in row] for row in grid]
