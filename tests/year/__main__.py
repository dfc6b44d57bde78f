"""Live a year and print its balance and how long every step took.

``python tests/year [sample|60|500] [--months 12] [--seed 1] [--folder FOLDER] [--apart]``; ``--apart`` gives every
command a process of its own, as at a prompt.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from year.living import Life, Stopped
from year.places import Drawn, Place, Sample, Size
from year.terminal import Terminal

ENDS = ("carried_in", "raised", "opened", "settled", "carried", "handed_on", "refused")


def place_of(name: str) -> Place:
    """Return the sample, or a community of so many needs."""
    if name == "sample":
        return Sample()
    needs = int(name)
    return Drawn(Size(needs, needs * 7 // 5, 7, hours=0.8), needs * 2 // 5)


def _month(life: Life) -> None:
    """Print a month's balance, the processor seconds so far and how many faults there are."""
    figures = life.figures[-1]
    counts = " ".join(str(getattr(figures, end)) for end in ENDS)
    spent = " ".join(f"{step} {sum(took):.1f}" for step, took in life.terminal.seconds.items())
    print(f"{figures.month:%Y-%m} {counts} | {spent} | {len(life.faults)} faults", flush=True)


def main() -> int:
    """Live and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("place", nargs="?", default="sample")
    parser.add_argument("--months", type=int, default=12)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--folder", type=Path)
    parser.add_argument("--rerun", action="store_true", help="carry out every step twice and compare the files")
    parser.add_argument("--apart", action="store_true")
    given = parser.parse_args()
    folder = given.folder or Path(tempfile.mkdtemp(prefix="year-"))
    folder.mkdir(parents=True, exist_ok=True)
    large = given.place not in ("sample", "60")
    options = ("--no-remedies", "--no-gaps") if large else ()
    terminal = Terminal(folder, apart=given.apart)
    print(f"{given.place} in {folder}, seed {given.seed}", "month", *ENDS, flush=True)
    life = Life(place_of(given.place), terminal, given.seed, rerun=given.rerun, options=options, month_over=_month)
    try:
        life.live(given.months)
    except Stopped as stopped:
        life.faults.append(str(stopped))
    print("step times mean sum, processor seconds")
    for step, took in terminal.seconds.items():
        print(f"{step} {len(took)} {sum(took) / len(took):.2f} {sum(took):.1f}")
    print(f"all {sum(map(sum, terminal.seconds.values())):.1f}")
    print(*life.gave_way, f"{len(life.gave_way)} projects gave way", sep="\n")
    print(*life.faults, f"{len(life.faults)} faults", sep="\n")
    return bool(life.faults)


if __name__ == "__main__":
    sys.exit(main())
