"""Communities to live a year in: what the first month's workbook holds, and the needs that come every month after.

No person is real: the sample community is invented, the others are drawn.
"""

from __future__ import annotations

import datetime as dt
import random
import re
import shutil
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from year.sheets import Book, Row, day, made, plain, steady

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "benchmarks"))

import books  # noqa: E402
from generate import Size, draw  # noqa: E402

FIRST = dt.date(2026, 12, 1)
NEEDS, ASKED = "需求清单", "需求拆解"
_DATED = re.compile(r"12月(\d{1,2})日")


def after(month: dt.date, months: int = 1) -> dt.date:
    """Return the month so many months later."""
    count = month.year * 12 + month.month - 1 + months
    return dt.date(count // 12, count % 12 + 1, 1)


@dataclass
class News:
    """What residents told since: rows of the needs sheet, and of what they are broken down into.

    ``twice`` are ids that are told a second time word for word, ``alike`` pairs of ids under which one thing is told.
    """

    needs: list[Row] = field(default_factory=list)
    asked: list[Row] = field(default_factory=list)
    twice: list[str] = field(default_factory=list)
    alike: list[tuple[str, str]] = field(default_factory=list)

    def write(self, path: Path) -> Path:
        """Write them as a workbook of their own."""
        return made(path, {NEEDS: self.needs, ASKED: self.asked})


class Place(Protocol):
    """A community."""

    def begin(self, path: Path) -> Path:
        """Write the first month's workbook."""
        ...

    def news(self, month: dt.date, rng: random.Random) -> News:
        """Draw the needs that are new in a month."""
        ...


def _moved(row: Row, month: dt.date, rng: random.Random) -> Row:
    """Return a need's row as told for another month: dates are those of the month, and of the one before."""
    own = {header: value for header, value in plain(row).items() if value is not None}
    own["提出日期"] = dt.datetime.combine(month - dt.timedelta(days=rng.randint(1, 40)), dt.time())
    if due := day(own.get("期限")):
        own["期限"] = dt.datetime(month.year, month.month, max(10, min(due.day, 28)))
    if times := own.get("可行时段"):
        own["可行时段"] = _DATED.sub(lambda found: f"{month.month}月{min(int(found[1]), 28)}日", str(times))
    own.pop("状态", None)
    return own


@dataclass
class Sample:
    """The sample community; what comes later is told like what its first month holds, elsewhere."""

    new: tuple[int, int] = (16, 24)
    source: Path = ROOT / "data" / "samples" / "标准表" / "社区月度清单.xlsx"
    _number: int = 100

    def begin(self, path: Path) -> Path:
        """Copy the sample."""
        return Path(shutil.copy(self.source, path))

    def news(self, month: dt.date, rng: random.Random) -> News:
        """Draw from the needs of the sample: bundles as a whole, some told twice, some pressing, some series."""
        book = Book(self.source)
        rows = {str(row["编号"]): row for row in book.rows(NEEDS)}
        grids = sorted({str(row["网格"]) for row in rows.values()})
        asked = list(book.rows(ASKED))
        found = News()
        for old in rng.sample(sorted(rows), rng.randint(*self.new)):
            bundle = rows[old].get("合并")
            alike = [each for each in rows if rows[each].get("合并") == bundle] if bundle else [old]
            mark = f"{month:%Y%m}-{old}"
            grid = rng.choice(grids)
            for each in alike:
                row = _moved(rows[each], month, rng)
                row |= {"编号": self._next(), "网格": grid, "紧急程度": rng.choice(("低", "中", "高", "紧急", "兜底"))}
                row["需求"] = f"{row['需求']}（{month.month}月{rng.choice('甲乙丙丁戊己')}）"
                if row.get("合并"):
                    row["合并"] = f"{row['合并']}{mark}"
                if row.get("次数") is None and row.get("可行时段") and rng.random() < 0.15:
                    row["次数"] = rng.choice((2, 3))
                found.needs.append(row)
                for part in asked:
                    if str(part["需求编号"]) == each:
                        found.asked.append({**plain(part), "需求编号": row["编号"]})
        _again(found, self._next(), rng)
        return found

    def _next(self) -> str:
        self._number += 1
        return f"N{self._number:03d}"


@dataclass
class Drawn:
    """A community drawn at random, and needs drawn like its own."""

    size: Size
    new: int
    _number: int = 0

    def begin(self, path: Path) -> Path:
        """Draw and write it."""
        self._number = self.size.needs
        return steady(books.write(draw(self.size), path))

    def news(self, month: dt.date, rng: random.Random) -> News:
        """Draw a little community and take its needs."""
        other = draw(Size(self.new, 2, rng.randrange(10**6), events=self.size.events))
        found = News()
        named: dict[str, str] = {}
        header, *rows = dict(books.sheets(other))[NEEDS]
        for values in rows:
            row = _moved(dict(zip(map(str, header), values, strict=True)), month, rng)
            named[str(row["编号"])] = row["编号"] = self._next()
            row |= {"需求": f"{month:%m}月{row['需求']}", "住址": f"{row['网格']}{rng.randint(1, 99)}号{row['编号']}室"}
            found.needs.append(row)
        header, *rows = dict(books.sheets(other))[ASKED]
        for values in rows:
            part = dict(zip(map(str, header), values, strict=True))
            found.asked.append({**part, "需求编号": named[str(part["需求编号"])]})
        for count, row in enumerate(rng.sample(found.needs, min(4, len(found.needs) // 2))):
            row["合并"] = f"{month:%m}月{count // 2}"
        _again(found, self._next(), rng)
        return found

    def _next(self) -> str:
        self._number += 1
        return f"N{self._number:05d}"


def _again(found: News, new_id: str, rng: random.Random) -> None:
    """Tell one of the needs a second time under another id."""
    row = rng.choice([row for row in found.needs if not row.get("合并")])
    found.needs.append({**row, "编号": new_id})
    found.asked += [{**part, "需求编号": new_id} for part in found.asked if part["需求编号"] == row["编号"]]
    found.alike.append((str(row["编号"]), new_id))


def told_again(found: News, source: Book, candidates: Sequence[str], rng: random.Random) -> None:
    """Tell a need that is still open a second time, word for word under its own id."""
    rows = {str(row["编号"]): row for row in source.rows(NEEDS)}
    if able := sorted(set(candidates) & set(rows)):
        chosen = rng.choice(able)
        found.needs.append(plain(rows[chosen]))
        found.asked += [plain(part) for part in source.rows(ASKED) if str(part["需求编号"]) == chosen]
        found.twice.append(chosen)
