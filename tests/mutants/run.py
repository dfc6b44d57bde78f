"""What becomes of mutants: each read in a process of its own, with a gigabyte of address space and ten seconds."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from mutants.make import mutant

SECONDS = 10.0
_TOLD = 600


@dataclass(frozen=True)
class Outcome:
    """What a process did with a file.

    ``codes`` are those of the errors, ``None`` where the process did not come to its end; ``exit`` what it ended
    with, negative for a signal; ``seconds`` its own time, in and for it; ``noise`` what it wrote to its error stream.
    """

    name: str
    exit: int
    seconds: float
    megabytes: float
    noise: str
    codes: list[str] | None

    @property
    def fault(self) -> str:
        """What is wrong with how the file was taken, ``''`` where nothing is."""
        if self.codes is None or self.exit != (3 if self.codes else 0):
            return f"exit {self.exit} after {self.seconds:.1f} s, {self.codes}: {self.noise[-_TOLD:]}"
        if self.noise:
            return f"noise: {self.noise[-_TOLD:]}"
        return f"took {self.seconds:.1f} s" if self.seconds > SECONDS else ""


def outcomes(seed: int, numbers: Iterable[int], workers: int = 2) -> Iterator[Outcome]:
    """Yield the outcomes of some mutants in their order."""
    mine = threading.local()
    readers: list[subprocess.Popen[str]] = []

    def read(number: int) -> Outcome:
        if not hasattr(mine, "reader"):
            mine.reader = _reader()
            readers.append(mine.reader)
        spoilt = mutant(seed, number)
        path = Path(folder) / spoilt.name
        path.write_bytes(spoilt.data)
        mine.reader.stdin.write(f"{path}\n")
        mine.reader.stdin.flush()
        answer = json.loads(mine.reader.stdout.readline())
        path.unlink()
        return Outcome(spoilt.name, **answer)

    with tempfile.TemporaryDirectory() as folder, ThreadPoolExecutor(workers) as pool:
        try:
            yield from pool.map(read, numbers)
        finally:
            for reader in readers:
                reader.communicate("")


def _reader() -> subprocess.Popen[str]:
    command = [sys.executable, str(Path(__file__).with_name("reader.py"))]
    return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8")
