"""A small month with its project list in either language, and the hands of a worker who edits that."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

import commatch
from commatch.assemble.previous import read_previous
from commatch.community import Community, Fund, Goods, Helper, Kind, Need, Requirement, Unit, Venue
from commatch.matching.plan import Outcome
from commatch.matching.result import Result
from commatch.previous import Previous
from commatch.previous_projects import PreviousProject
from commatch.settings import Settings
from commatch.workbook.outputs import OUTPUT
from commatch.workbook.schema import Lang

DECEMBER = dt.date(2026, 12, 1)
HELPER, UNIT, VENUE, FUND, GOODS = Kind.HELPER, Kind.UNIT, Kind.VENUE, Kind.FUND, Kind.GOODS
COMMUNITY = Community(
    settings=Settings(month=DECEMBER, community_name="梧桐里社区"),
    needs=(
        Need(
            "N01", "义诊日", event=True, beneficiaries=30, requirements=(
                Requirement(HELPER, "医生", 1, 2.0, 2, said="大夫"),
                Requirement(UNIT, "义诊", 1),
                Requirement(VENUE, "桌椅、投影", 20, facilities=frozenset({"桌椅", "投影"})),
                Requirement(FUND, "", 200),
                Requirement(GOODS, "折叠桌", 4),
            ),
        ),
        Need("N02", "修水管", requirements=(Requirement(HELPER, "水电工", 2, 2.0),)),
        Need("N03", "书法班", event=True, sessions=3, requirements=(Requirement(HELPER, "书法", 1, 1.0),)),
        Need("N04", "理发", bundle="理发", requirements=(Requirement(HELPER, "理发", 1, 1.0),)),
        Need("N05", "上门理发", bundle="理发", requirements=(Requirement(HELPER, "理发", 1, 1.0),)),
        Need("N06", "手语", requirements=(Requirement(HELPER, "手语翻译", 2, 1.0),)),
        Need("N08", "领奖品", event=True, requirements=(Requirement(GOODS, "奖品", 2),)),
    ),
    helpers=(
        Helper("H1", "王医生", skills={"医生": 4}),
        Helper("H2", "李师傅", skills={"水电工": 3}),
        Helper("H3", "张师傅", skills={"水电工": 3}),
        Helper("H4", "陈老师", skills={"书法": 5}),
        Helper("H5", "", skills={"理发": 3}),
        Helper("H6", "孙医生", skills={"医生": 1}),
        Helper("H7", "赵师傅", skills={"水电工": 1}, active=False),
    ),
    units=(Unit("U1", "卫生站", services=frozenset({"义诊"}), sessions=2),),
    venues=(
        Venue("V1", "礼堂", seats=50, facilities=frozenset({"桌椅", "投影"})),
        Venue("V2", "小礼堂", seats=10),
    ),
    funds=(Fund("F1", "保障资金", 500),),
    goods=(Goods("C1", "折叠桌", 10, True), Goods("C2", "奖品", 10)),
)  # fmt: skip
NAMES = {item.resource_id: item.name for kind in Kind for item in COMMUNITY.resources(kind)}
NEEDS = {need.need_id: need for need in COMMUNITY.needs}
SERVED = ("N01", "N02", "N03", "N04", "N08")

Where = Mapping[str, object]
"""A row by what stands in some of its columns."""


@lru_cache(maxsize=1)
def plan() -> Result:
    result = commatch.match(COMMUNITY)
    assert result.outcome is Outcome.PLANNED
    assert sorted(result.plan.served) == list(SERVED)
    return result


@lru_cache(maxsize=2)
def written(lang: Lang) -> bytes:
    """Return the project list of the plan."""
    with TemporaryDirectory() as folder:
        return commatch.write_projects(plan(), Path(folder) / "list.xlsx", lang=lang).read_bytes()


class ListBook:
    """A project list as a worker has it open; columns are named by key whatever the language."""

    def __init__(self, folder: Path, lang: Lang = Lang.ZH, data: bytes = b"") -> None:
        self.lang = lang
        self.path = folder / ("项目清单.xlsx" if lang is Lang.ZH else "list.xlsx")
        self.path.write_bytes(data or written(lang))
        self.book = load_workbook(self.path)

    def sheet(self, key: str) -> Worksheet:
        return self.book[OUTPUT[key].name(self.lang)]

    def header(self, key: str) -> tuple[int, dict[str, int]]:
        """Return the row of a sheet's header, and its columns by key."""
        names = {column.header(self.lang): column.key for column in OUTPUT[key].columns}
        for number, row in enumerate(self.sheet(key).iter_rows(values_only=True), 1):
            found = {names[str(value)]: at for at, value in enumerate(row, 1) if value in names}
            if len(found) >= min(4, len(names)):
                return number, found
        raise AssertionError(key)

    def rows(self, key: str, where: Where | None = None) -> Iterator[tuple[int, dict[str, Any]]]:
        """Yield the rows of a sheet with their numbers."""
        top, columns = self.header(key)
        sheet = self.sheet(key)
        for number in range(top + 1, sheet.max_row + 1):
            values = {name: sheet.cell(number, at).value for name, at in columns.items()}
            if any(value is not None for value in values.values()) and all(
                values[name] == value for name, value in (where or {}).items()
            ):
                yield number, values

    def put(self, key: str, where: Where, column: str, value: object) -> str:
        """Type a value into the first row that fits; return the cell."""
        number, _ = next(self.rows(key, where))
        _, columns = self.header(key)
        cell = self.sheet(key).cell(number, columns[column])
        cell.value = value  # type: ignore[assignment]
        return str(cell.coordinate)

    def add(self, key: str, values: Where) -> int:
        """Type a row below the others; return its number."""
        _, columns = self.header(key)
        number = max(number for number, _ in self.rows(key)) + 1
        for name, value in values.items():
            self.sheet(key).cell(number, columns[name]).value = value  # type: ignore[assignment]
        return number

    def delete(self, key: str, where: Where) -> None:
        number, _ = next(self.rows(key, where))
        self.sheet(key).delete_rows(number)

    def at(self, key: str, where: Where, column: str) -> str:
        """Return a cell of the first row that fits."""
        number, _ = next(self.rows(key, where))
        return str(self.sheet(key).cell(number, self.header(key)[1][column]).coordinate)

    def half(self, at: int) -> str:
        return ("上午", "下午", "晚上")[at] if self.lang is Lang.ZH else ("morning", "afternoon", "evening")[at]

    def rebuilt(self, key: str, rng: random.Random, *, title: str = "", extra: str = "") -> None:
        """Put a sheet's rows and columns into another order, a title above and a column of the worker's own into it."""
        sheet = self.sheet(key)
        top, _ = self.header(key)
        head, *rows = [list(row) for row in sheet.iter_rows(min_row=top, values_only=True)]
        if extra:
            head, rows = [*head, extra], [[*row, "联系过"] for row in rows]
        order = rng.sample(range(len(head)), len(head))
        rng.shuffle(rows)
        place = self.book.worksheets.index(sheet)
        name = sheet.title
        self.book.remove(sheet)
        made = self.book.create_sheet(name, place)
        if title:
            made.append([title])
            made.append([])
        for row in (head, *rows):
            made.append([row[at] for at in order])

    def read(self, **options: Any) -> Previous:
        self.book.save(self.path)
        given = {"needs": NEEDS, "resources": NAMES, **options}
        return read_previous(self.path, given.pop("month", DECEMBER), **given)

    def without_record(self) -> None:
        """Leave out the plan from the run record, as an older workbook has none."""
        for number, row in reversed(list(self.rows("run"))):
            if str(row["item"]).startswith(("计划", "plan:")):
                self.sheet("run").delete_rows(number)


def told(previous: Previous) -> list[tuple[str, str]]:
    """Return code and cell of every problem."""
    return [(problem.code, problem.place.cell) for problem in previous.problems]


def project(previous: Previous, need_id: str) -> PreviousProject:
    (found,) = [item for item in previous.projects if item.need_ids[0] == need_id]
    return found
