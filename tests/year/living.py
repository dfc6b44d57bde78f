"""A community lives some months through the command line alone; a bookkeeper checks every one of them.

A month: match, the council's decisions and people's replies, match again, work and its report, apply, more of it, apply
again, and a rollover that takes the next month's new needs. What a worker types is drawn from a seed.
"""

from __future__ import annotations

import calendar
import datetime as dt
import random
import shutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from year import worker
from year.bookkeeper import Bookkeeper, Figures
from year.diary import OPEN, PROJECTS, UNSERVED, Diary, numbered
from year.places import FIRST, News, Place, after, told_again
from year.sheets import Book, differences, ids, made
from year.terminal import Said, Terminal

AGAIN = "-again"
NO_PLAN, PINNED = 4, 3


@dataclass
class Life:
    """A community's life in a folder.

    ``rerun`` repeats every step and compares the files; ``options`` go to every match; ``gave_way`` says which projects
    were let go of where they could not all be kept.
    """

    place: Place
    terminal: Terminal
    seed: int = 1
    rerun: bool = True
    refilled: bool = False
    options: tuple[str, ...] = ()
    faults: list[str] = field(default_factory=list)
    gave_way: list[str] = field(default_factory=list)
    month_over: Callable[[Life], None] = lambda life: None
    said: list[Said] = field(default_factory=list)
    bookkeeper: Bookkeeper = field(init=False)

    def __post_init__(self) -> None:
        """Take up the books."""
        self.bookkeeper = Bookkeeper(self.refilled)

    @property
    def folder(self) -> Path:
        """Where the files are."""
        return self.terminal.folder

    @property
    def figures(self) -> list[Figures]:
        """The balance of every month, as the bookkeeper counted it."""
        return self.bookkeeper.figures

    def live(self, months: int) -> list[str]:
        """Live so many months and return everything that was wrong."""
        month = FIRST
        source = self.place.begin(self.folder / f"{month:%Y-%m}.xlsx")
        self._prepare(source)
        for _ in range(months):
            source = Month(self, month, source).live()
            month = after(month)
            self.month_over(self)
        return self.faults

    def _prepare(self, source: Path) -> None:
        """Add a column of the worker's own to the first month, and a setting where one is to be tried."""
        book = Book(source)
        for count, row in enumerate(list(book.rows("需求清单"))):
            book.put("需求清单", numbered(row), "经办", ("小林", "小周")[count % 2])
        if self.refilled:
            book.add("设置", {"项": "资金结转", "值": "重拨"})
        book.save()

    def type(self, *words: str | Path, expect: Sequence[int] = (0,)) -> Said:
        """Carry out a command that is to end with one of some codes."""
        said = self.terminal.type(*words)
        self.said.append(said)
        if said.code not in expect:
            line = " ".join(map(str, words))
            told = [f"{problem['code']} {problem['message']}" for problem in said.document.get("problems", ())]
            errors = [text for text in told if text] or [said.errors[-500:], str(said.document)[:500]]
            raise Stopped(f"commatch {line}: exit {said.code}: {errors}")
        return said

    def step(self, name: str, *words: str | Path, otherwise: Callable[[Said], None] | None = None) -> Path:
        """Carry out a command that writes a file of this name, twice where that is to be tried, and return it.

        Where there is no plan and somebody is named who gives way, it is carried out again after that.
        """
        target = self.folder / name
        expect = (0, NO_PLAN, PINNED) if otherwise else (0,)
        said = self.type(*words, "-o", target, expect=expect)
        while otherwise and said.code:
            otherwise(said)
            said = self.type(*words, "-o", target, expect=expect)
        if self.rerun:
            twin = target.with_name(f"{target.stem}{AGAIN}.xlsx")
            self.type(*words, "-o", twin)
            self.faults += [f"{words[0]} {name} again: {fault}" for fault in differences(target, twin)[:3]]
            twin.unlink()
        return target


class Stopped(Exception):
    """A command did not end as it should, so that the month can't go on."""


@dataclass
class Month:
    """One month of a life."""

    life: Life
    month: dt.date
    source: Path
    rng: random.Random = field(init=False)
    diary: Diary = field(init=False)
    beside: list[Path] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Open a diary."""
        self.rng = random.Random(f"{self.life.seed} {self.month}")
        self.diary = Diary(self.month)

    @property
    def name(self) -> str:
        """The month as files are named."""
        return f"{self.month:%Y-%m}"

    def live(self) -> Path:
        """Live the month; return the next one's workbook."""
        life, diary, rng = self.life, self.diary, self.rng
        diary.begin(Book(self.source))
        words = ("match", self.source, *life.options)
        listed = life.step(f"{self.name}-清单.xlsx", *words, otherwise=lambda said: self._give_way(said, self.source))
        self._planned(listed)
        book = Book(listed)
        worker.council(book, diary, rng)
        typed = worker.replies(book, diary, rng)
        decided = book.save(self._named("议后"))
        before = sorted(diary.decided)
        self._hand_on(listed)
        listed = self._match_again(decided, typed)
        self._planned(listed, before)
        listed = self._work(listed, 16, last=False)
        if rng.random() < 0.5:
            listed = self._rematch(listed, before)
        listed = self._work(listed, calendar.monthrange(self.month.year, self.month.month)[1], last=True)
        self._nothing_new(listed)
        return self._roll(listed)

    def _named(self, what: str) -> Path:
        return self.life.folder / f"{self.name}-{what}.xlsx"

    def _planned(self, listed: Path, before: list[str] | None = None) -> None:
        book = Book(listed)
        self.diary.listed(book)
        found = self.life.bookkeeper.planned(book, self.diary, before or ())
        self.life.faults += [f"{listed.name} {fault}" for fault in found]

    def _hand_on(self, listed: Path) -> None:
        """Type into the month's own workbook what is handed on."""
        book = Book(self.source)
        worker.hand_on(book, Book(listed), self.diary, self.rng)
        book.save()

    def _match_again(self, decided: Path, typed: list[worker.Undo]) -> Path:
        """Match with what was typed; where it can't be done take the replies back, as a worker would."""

        def otherwise(said: Said) -> None:
            if typed:
                book = Book(decided)
                worker.take_back(book, typed)
                book.save()
                typed.clear()
            else:
                self._give_way(said, self.source, decided)

        words = ("match", self.source, "--previous", decided, *self.life.options)
        return self.life.step(f"{self.name}-清单2.xlsx", *words, otherwise=otherwise)

    def _give_way(self, said: Said, source: Path, decided: Path | None = None) -> None:
        """Let go of a project that can't be kept together with the others, as the command says that one may."""
        if said.code != NO_PLAN:
            errors = [item["message"] for item in said.document["problems"] if item["severity"] == "error"]
            raise Stopped(f"{(decided or source).name}: {errors}")
        named = [item["figures"].get("need") for item in said.document["clash"]]
        need = next(need for need in named if need)
        self.life.gave_way.append(f"{self.name} {need}: {'; '.join(i['message'] for i in said.document['clash'])}")
        book = Book(source)
        for row in book.rows("需求清单"):
            if str(row["编号"]) == need:
                book.put("需求清单", numbered(row), "状态", None)
        for row in list(book.rows("匹配意见")):
            if str(row["需求编号"]) == need and row["意见"] == "锁定":
                book.put("匹配意见", numbered(row), "意见", "优先")
        book.save()
        needs = [need]
        if decided:
            book = Book(decided)
            for row in book.rows(PROJECTS):
                if need in ids(row["需求编号"]):
                    needs = ids(row["需求编号"])
                    book.put(PROJECTS, numbered(row), "议事决定", None)
                    book.put(PROJECTS, numbered(row), "状态", OPEN)
            book.save()
        self.diary.stand(needs, OPEN)

    def _work(self, listed: Path, on: int, *, last: bool) -> Path:
        """Type what was done, sign for it, and apply."""
        today = self.month.replace(day=on)
        book = Book(listed)
        worker.work(book, self.diary, self.rng, today, last=last)
        typed = book.save(self._named(f"{on}日填"))
        helpers = [str(row["编号"]) for row in Book(self.source).rows("能人") if row["编号"]]
        if last:
            worker.sign(book, self.diary, self.rng, self.life.bookkeeper.balances, helpers)
            self._sign()
        words = ("apply", typed, self.source, *self.beside, "--on", f"{today}")
        return self.life.step(f"{self.name}-{on}日.xlsx", *words)

    def _sign(self) -> None:
        """Write who came into a file beside the month's workbook."""
        path = self._named("签到")
        made(path, {"签到": self.diary.attendance, "积分兑换": self.diary.redemptions})
        self.beside = [path]

    def _rematch(self, listed: Path, before: list[str]) -> Path:
        """Match once more in the middle of the month."""
        words = ("match", self.source, "--previous", listed, "--from", f"{self.month.replace(day=17)}")
        tried = self.life.type(*words, *self.life.options, "-o", self._named("试"), expect=(0, NO_PLAN))
        self._named("试").unlink(missing_ok=True)
        if tried.code:
            clash = "; ".join(item["message"] for item in tried.document["clash"])
            self.life.gave_way.append(f"{self.name} not matched from the 17th on: {clash}")
            return listed
        found = self.life.step(f"{self.name}-清单3.xlsx", *words, *self.life.options)
        self._planned(found, before)
        return found

    def _nothing_new(self, listed: Path) -> None:
        """Apply once more with nothing new typed: the same workbook."""
        twin, last = self._named("没有新的"), calendar.monthrange(self.month.year, self.month.month)[1]
        words = ("apply", listed, self.source, *self.beside, "--on", f"{self.month.replace(day=last)}")
        self.life.type(*words, "-o", twin)
        self.life.faults += [f"{self.name} nothing new: {fault}" for fault in differences(listed, twin)[:3]]
        twin.unlink()

    def _roll(self, listed: Path) -> Path:
        """Roll over to the next month with what residents told since."""
        following = after(self.month)
        news = self.life.place.news(following, self.rng)
        source, last = Book(self.source), Book(listed)
        still_open = {str(row["需求编号"]) for row in last.rows(UNSERVED)}
        untouched = [need for need in sorted(still_open) if self.diary.standing[need] == OPEN]
        told_again(news, source, [need for need in untouched if need not in self.diary.decided], self.rng)
        path = news.write(self.life.folder / f"{following:%Y-%m}-新需求.xlsx")
        busy = {person for row in last.rows("匹配明细") for person in ids(row["资源编号"])}
        idle = [str(row["编号"]) for row in source.rows("能人") if row["编号"] and str(row["编号"]) not in busy]
        self.diary.paused = set(self.rng.sample(idle, min(1, len(idle))))
        pause = [word for one in sorted(self.diary.paused) for word in ("--pause", one)]
        words = ("rollover", listed, self.source, *self.beside, "--new", path, *pause)
        rolled = self.life.step(f"{following:%Y-%m}.xlsx", *words)
        book = Book(rolled)
        self.life.faults += self.life.bookkeeper.close(self.diary, source, last, book, news)
        self._told_twice(book, news)
        return self._restocked(rolled)

    def _told_twice(self, rolled: Book, news: News) -> None:
        """See that what was told under two ids is suspected, and that it is said what was told word for word.

        Where it was told in a month before, too, that one may be named in place of its twin.
        """
        lines = [(str(row["编号"]), str(row["说明"])) for row in rolled.rows("结转明细")]
        for one, other in news.alike:
            notes = [note for need, note in lines if need in (one, other)]
            if not any("同一件事" in note or one in note or other in note for note in notes):
                self.life.faults.append(f"{self.name} told twice and not suspected: {one} {other}")
        for need in news.twice:
            if not any(said == need and "新需求" in note for said, note in lines):
                self.life.faults.append(f"{self.name} told again without a word: {need}")

    def _restocked(self, rolled: Path) -> Path:
        """Fill up funds and goods and renew agreements, as a worker does at times, in the next month's workbook."""
        shutil.copy(rolled, self._named("结转原样"))
        book = Book(rolled)
        if self.month.month % 3 == 0:
            for row in list(book.rows("资金")):
                book.put("资金", numbered(row), "可用金额", float(row["可用金额"]) + 1000)
            for row in list(book.rows("物资")):
                book.put("物资", numbered(row), "数量", row["数量"] + 5)
            for row in list(book.rows("共建单位")):
                if row.get("协议截止") is not None:
                    book.put("共建单位", numbered(row), "协议截止", after(self.month, 8))
            book.save()
        return rolled
