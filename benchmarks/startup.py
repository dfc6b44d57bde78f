"""How long ``commatch --help`` takes, in times of an empty Python: ``python benchmarks/startup.py [rounds]``.

Both run by turns in the same environment; the median of each is compared. The target is 8 or less.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import time

TARGET = 8.0
HELP = "import sys; from commatch.cli.app import main; sys.exit(main(['--help']))"


def seconds(code: str) -> float:
    """Return the wall-clock seconds of a Python process that runs a line of code."""
    began = time.perf_counter()
    subprocess.run([sys.executable, "-c", code], check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - began


def measure(rounds: int) -> tuple[float, float]:
    """Return the median seconds of an empty Python and of the help page, measured by turns."""
    for code in ("pass", HELP):
        seconds(code)
    pairs = [(seconds("pass"), seconds(HELP)) for _ in range(rounds)]
    empty, helped = zip(*pairs, strict=True)
    return statistics.median(empty), statistics.median(helped)


def main() -> None:
    """Print both medians and their ratio."""
    empty, helped = measure(int(sys.argv[1]) if len(sys.argv) > 1 else 21)
    ratio = helped / empty
    print(f"python -c pass   {empty * 1000:7.1f} ms")
    print(f"commatch --help  {helped * 1000:7.1f} ms")
    print(f"ratio            {ratio:7.1f}   (target: at most {TARGET:g})")


if __name__ == "__main__":
    main()
