"""A month's steps killed at any moment and begun again: the same files, and nothing half of one before."""

from __future__ import annotations

import random
from pathlib import Path
from typing import ClassVar

import pytest
from year.living import Life
from year.places import Drawn, Size
from year.sheets import cells, differences
from year.terminal import Said, Terminal


class Killing(Terminal):
    """A terminal at which every command that writes is first killed: at two moments drawn, and while it writes."""

    killed_at: ClassVar[list[str]] = []

    def type(self, *words: str | Path) -> Said:
        """Kill the command some times, then carry it out."""
        line = [str(word) for word in words]
        if "-o" in line:
            rng = random.Random(" ".join(line).replace(str(self.folder), ""))
            for after in (rng.uniform(0.1, 1.5), rng.uniform(0.1, 1.5), None):
                self._kill(line, Path(line[line.index("-o") + 1]), after)
        return super().type(*words)

    def _kill(self, line: list[str], target: Path, after: float | None) -> None:
        before = _bytes(self.folder)
        if self.killed(line, after):
            self.killed_at.append(line[0])
        now = _bytes(self.folder)
        assert {name: data for name, data in now.items() if name in before} == before, f"{line[0]} changed a file"
        assert set(now) - set(before) <= {target.name}, f"{line[0]} left {set(now) - set(before)}"
        if target.exists():
            assert cells(target), "half a file"
            target.unlink()
        for half in self.folder.glob(".commatch-*"):
            half.unlink()


def _bytes(folder: Path) -> dict[str, bytes]:
    """Return every file of a folder; what was being written when it was killed has a name of its own, and is hidden."""
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir()) if not path.name.startswith(".commatch-")}


def _disturbed(tmp_path: Path, seed: int, months: int) -> None:
    size = Size(14, 30, 3 + seed, hours=1.5)
    folders = [tmp_path / name for name in ("calm", "disturbed")]
    for folder in folders:
        folder.mkdir()
    calm, disturbed = folders
    Killing.killed_at.clear()
    assert not Life(Drawn(size, 7), Terminal(calm), seed, rerun=False).live(months)
    assert not Life(Drawn(size, 7), Killing(disturbed), seed, rerun=False).live(months)
    assert {"match", "apply", "rollover"} <= set(Killing.killed_at), "nothing was killed while it ran"
    assert set(_bytes(calm)) == set(_bytes(disturbed))
    for name in _bytes(calm):
        assert not differences(calm / name, disturbed / name), name


@pytest.mark.slow
def test_killed_at_any_moment_and_begun_again_every_step_gives_the_same_file(tmp_path: Path) -> None:
    _disturbed(tmp_path, 1, 1)


@pytest.mark.slow
@pytest.mark.parametrize("seed", [2, 3, 4])
def test_months_that_are_disturbed_all_the_time_come_to_the_same(tmp_path: Path, seed: int) -> None:
    _disturbed(tmp_path, seed, 2)
