"""The names of a community's files in its folder: what somebody changed there stays, and its list is the newest."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from commatch.batching import state
from commatch.batching.lists import lying, made_of_list, names_of, numbered
from commatch.batching.state import digest_of
from commatch.batching.work import File
from commatch.month.numbered import Number, number_of
from commatch.texts.language import Language

__all__ = ["There"]


@dataclass(frozen=True, slots=True)
class There:
    """What lies in a folder, beside what is known of it.

    Attributes
    ----------
    home : Path
        The community's folder.
    month : str
        The month of the lists that are among what is written; '' where there is none.
    lang : {'zh', 'en'}
        Language of what is written.
    known : State
        What is remembered of the folder.
    force : bool
        Replace what somebody changed.
    held : frozenset of str
        What is open in another program.
    """

    home: Path
    month: str
    lang: Language
    known: state.State
    force: bool
    held: frozenset[str]

    @property
    def lists(self) -> tuple[str, ...]:
        """How the month's list and its loans are called without a number, where there may be any."""
        return names_of(self.month, self.lang) if self.month else ()

    def ours(self, name: str) -> bool:
        """Tell whether a file is as a run left it."""
        return self.known.ours(self.home, name)

    def stays(self, name: str) -> bool:
        """Tell whether something lies there that no run can take away."""
        return os.path.lexists(self.home / name) and (name in self.held or not self.ours(name))

    def changed(self, name: str, digest: str) -> bool:
        """Tell whether a file is neither ours nor what is to be written, and is not to be written over."""
        return (name in self.held or not self.force) and self._other(name, digest)

    def _other(self, name: str, digest: str) -> bool:
        """Tell whether something stays there that is not what is to be written."""
        return self.stays(name) and digest_of(self.home / name) != digest

    def plan(self, plan: Mapping[str, str]) -> int:
        """Return the number of a plan's files: that which it has already, or one behind all lists that stay."""
        if not plan or (self.force and not self.held):
            return 1
        (listed, digest), *_ = plan.items()
        there = [lying(self.home, name) for name in self.lists]
        stay = [(name, number) for one in there for name, number in one.items() if self.stays(name)]
        passed = max((number for name, number in stay if name in self.held), default=())
        last = {name for one in self.known.months.values() for name in one.files}
        known = [
            (name in last, changed, number[0])
            for name, number in there[0].items()
            if name == numbered(listed, number[0]) and self._whole(plan, number[0])
            if (changed := self.changed(name, digest)) or number > passed
        ]
        if known:  # that of the last run, else one that somebody changed, else the newest
            return max(known)[-1]
        return 1 + max((number[0] for _, number in stay), default=0)

    def _whole(self, plan: Mapping[str, str], number: int) -> bool:
        """Tell whether a list of this plan has the number, and nothing of another plan has it."""
        files = [(numbered(name, number), digest) for name, digest in plan.items()]
        name, digest = files[0]
        same = digest_of(self.home / name) == digest or self._made_of(name, digest)
        return same and not any(self._taken(*file) for file in files)

    def _made_of(self, name: str, digest: str) -> bool:
        """Tell whether a file that is to be kept was made of what is to be written."""
        return self.known.made_of(name, digest) and self.changed(name, digest)

    def _taken(self, name: str, digest: str) -> bool:
        """Tell whether a file is to be kept that was made of something else."""
        return self.changed(name, digest) and not self.known.made_of(name, digest)

    def names(self, files: Mapping[File, str]) -> dict[File, tuple[str, list[str]]]:
        """Return what each of some files is called, by their SHA-256, and where another one of it was left alone."""
        plan = self.plan({file.name: digest for file, digest in files.items() if file.part == "plan"})
        parts = {part for name in self.known.written for part in PurePosixPath(name).parts}
        numbers = sorted({number_of(part)[0] for part in parts})
        return {file: self._name(file, plan, numbers, digest) for file, digest in files.items()}

    def _name(self, file: File, plan: int, numbers: Sequence[int], digest: str) -> tuple[str, list[str]]:
        folder, _, rest = file.name.partition("/")
        if file.part == "plan":
            return numbered(file.name, plan), []
        first, others = file.name, []
        if file.part == "of_plan" and rest:
            first = f"{numbered(folder, plan)}/{rest}"
            others = [f"{numbered(folder, number)}/{rest}" for number in numbers]
        others += [numbered(first, number) for number in numbers]
        least = plan if file.part == "of_plan" and not rest else 1
        name = self._free(first, digest, [number for number in numbers if number >= least], least)
        return name, [other for other in dict.fromkeys(others) if other != name and self._other(other, digest)]

    def _free(self, first: str, digest: str, numbers: Sequence[int], number: int) -> str:
        """Return the name of one that somebody changed and that was made of the same, else the first that is free.

        Where the first of them is there as it is to be written, it is that.
        """
        if digest_of(self.home / numbered(first, number)) == digest:
            return numbered(first, number)
        for name in (numbered(first, one) for one in numbers):
            if self._made_of(name, digest):
                return name
        while self._taken(numbered(first, number), digest):
            number += 1
        return numbered(first, number)

    def behind(self, found: Collection[str]) -> Iterator[tuple[Number, str]]:
        """Yield the files of lists of ours that would be taken for newer than the plan's, with their numbers.

        What was made of those lists is among them, and loans with the plan's number where the plan has none.
        """
        listed, lent = (lying(self.home, name) for name in self.lists)
        own = self.own(found)
        stay = {number for name, number in listed.items() if self.stays(name)}
        behind = {number for number in (*listed.values(), *lent.values()) if number > own} - stay
        for name, number in (*listed.items(), *lent.items(), *self._made_of_lists()):
            old = number in behind or (number == own and name in lent)
            if old and name not in found and os.path.lexists(self.home / name):
                yield number, name

    def own(self, found: Collection[str]) -> Number:
        """Return the number of the list that is written."""
        return next(number_of(name) for name in found if name == numbered(self.lists[0], number_of(name)[0]))

    def _made_of_lists(self) -> Iterator[tuple[str, Number]]:
        """Yield what was made of numbered lists of the month in the same language, with their numbers."""
        for name in self.known.written:
            first = PurePosixPath(name).parts[0]
            if made_of_list(first, self.month, self.lang):
                yield name, number_of(first)
