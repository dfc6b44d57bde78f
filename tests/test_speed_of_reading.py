"""Reading stays quick, held by counting what is done, since a clock tells another story on every machine."""

from __future__ import annotations

import gc
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest
from community_books import SOUND, TODAY, write

from commatch import collector
from commatch.assemble import assemble
from commatch.workbook import cells, values
from commatch.workbook.grids import Grid
from commatch.workbook.reader import read_bytes

HEAVY = {"pandas", "numpy", "openpyxl", "pulp", "highspy", "rich", "typer", "holidays"}
HEADERS = "编号,需求,说明,类别,提出人,电话,住址,人群,网格,紧急程度,受益人数,提出日期,可行时段,技能,工时"
CALLS_A_ROW = 80


def needs(rows: int) -> bytes:
    lines = [
        f"N{n:05d},修水管,第{n}封信,维修,居民{n},138{n:08d},{n}号楼,独居老人,{n % 9}网格,{n % 5 + 1},{n % 7 + 1},"
        "2026-11-03,周二、周四下午,水电工×2、志愿者,2"
        for n in range(rows)
    ]
    return "\n".join([HEADERS, *lines]).encode()


def calls(rows: int) -> int:
    """Count the calls of Python functions that it takes to read some needs."""
    counted: Counter[str] = Counter()
    data = needs(rows)
    sys.setprofile(lambda frame, event, argument: counted.update([event]))
    try:
        community = assemble(read_bytes([("需求清单.csv", data)]), today=TODAY)
    finally:
        sys.setprofile(None)
    assert len(community.needs) == rows
    return counted["call"]


def test_the_work_grows_with_the_rows_and_no_faster() -> None:
    calls(10)
    base, once, twice = calls(500), calls(1500), calls(2500)
    assert twice - once == pytest.approx(once - base, rel=0.05)
    assert (twice - once) / 1000 < CALLS_A_ROW


def test_a_value_in_many_cells_of_a_column_is_read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    read: Counter[object] = Counter()

    def times(value: object) -> object:
        read[value] += 1
        return cells.times(value)

    monkeypatch.setitem(values._READERS, values.Type.TIMES, times)
    assemble(read_bytes([("需求清单.csv", needs(50))]), today=TODAY)
    assert read == {"周二、周四下午": 1}


def test_numbers_that_are_equal_and_of_different_types_are_read_apart() -> None:
    column = values.READ["needs"].column("beneficiaries")
    said, odd = values._read_column(column, (1, True, 1.0, None, "1"), TODAY)
    assert said == [1, None, 1, None, 1]
    assert [(at, parsed.fault) for at, parsed in odd.items()] == [(1, "bad_number")]


def test_a_cell_knows_where_it_stands_though_it_is_made_late() -> None:
    (table,) = read_bytes([("需求清单.csv", "编号,自加,需求\nN1,甲,修灯\n,,\nN2,,送餐\n".encode())]).tables
    first, second = table.rows
    assert [(key, cell.value, cell.place.cell) for key, cell in second.cells.items()] == [
        ("need_id", "N2", "A4"),
        ("title", "送餐", "C4"),
    ]
    assert [(name, cell.value, cell.place.cell) for name, cell in first.extras.items()] == [("自加", "甲", "B2")]
    assert first.cells.get("category") is None
    assert (str(second.place), len(first.cells)) == ("需求清单.csv 需求清单!A4", 2)


def test_garbage_is_not_collected_while_a_sheet_is_read_and_is_again_after(monkeypatch: pytest.MonkeyPatch) -> None:
    seen = []
    blank = Grid.blank.fget
    assert blank is not None

    def looked(grid: Grid) -> bool:
        seen.append(gc.isenabled())
        return bool(blank(grid))

    monkeypatch.setattr(Grid, "blank", property(looked))
    read_bytes([("需求清单.csv", needs(2))])
    assert seen
    assert not any(seen)
    assert gc.isenabled()


@pytest.mark.parametrize("enabled", [True, False])
def test_the_collector_is_left_as_it_was_even_after_an_error(enabled: bool) -> None:
    try:
        (gc.enable if enabled else gc.disable)()
        with pytest.raises(KeyError), collector.paused():
            raise KeyError
        assert gc.isenabled() is enabled
    finally:
        gc.enable()


def test_reading_a_workbook_imports_neither_a_solver_nor_another_reader(tmp_path: Path) -> None:
    path = write(tmp_path / "本月.xlsx", SOUND)
    code = "import sys, commatch; print(len(commatch.read(sys.argv[1]).needs)); print(*sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", code, str(path)], capture_output=True, encoding="utf-8", check=True
    ).stdout.split()
    assert done[0] == str(len(SOUND["需求清单"]))
    assert not HEAVY & {name.split(".")[0] for name in done[1:]}
