"""Many communities one after another in one process: core-seconds each of reading, matching and writing.

``python benchmarks/many.py [COUNT …]`` writes so many workbooks of a community's month, then reads, matches
and writes each; prints one line of JSON. Start-up is not counted.
"""

from __future__ import annotations

import json
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

import books
from generate import Size, draw

import commatch

COUNTS = (10, 60)
FIRST_SEED = 1000
DIFFERENT = 10
"""Communities that differ; more are these over again, so that many are like few."""


def each(count: int, folder: Path) -> float:
    """Return the core-seconds that each of so many communities took."""
    paths = [
        books.write(draw(Size(60, 80, FIRST_SEED + number % DIFFERENT)), folder / f"{number}.xlsx")
        for number in range(count)
    ]
    began = time.process_time()
    for path in paths:
        commatch.write_projects(commatch.match(commatch.read(path)), path.with_suffix(".out.xlsx"))
    return (time.process_time() - began) / count


def measure(counts: Sequence[int] = COUNTS) -> dict[str, float]:
    """Return the core-seconds a community by how many there are."""
    found = {}
    with tempfile.TemporaryDirectory() as name:
        warm = Path(name, "warm")
        warm.mkdir()
        each(1, warm)
        for count in counts:
            folder = Path(name, str(count))
            folder.mkdir()
            found[str(count)] = each(count, folder)
    return found


if __name__ == "__main__":
    print(json.dumps(measure([int(word) for word in sys.argv[1:]] or COUNTS)))
