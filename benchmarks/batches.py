"""Many communities in one go: core-seconds and memory of ``commatch batch``, here or on a Dask cluster of this machine.

``python benchmarks/batches.py COUNT FOLDER [--cluster] [--kill] [OPTION …]`` writes so many workbooks of 60 needs into
a folder (those that are there stay), plans them and prints a line of JSON; what is behind goes to ``commatch batch``.
With ``--cluster`` a scheduler and two worker processes are started for it, and with ``--kill`` one of them is killed
(SIGKILL) while they are at it. ``digest`` is of the bytes of all project lists: runs with one digest came out cell for
cell the same.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import re
import resource
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import books
from generate import Size, draw

FIRST_SEED = 1000
PORT = 18786
KILLED_AFTER = 30
"""Seconds after which a worker is killed."""


def communities(count: int, folder: Path) -> Path:
    """Return a folder of so many communities, each of its own seed."""
    home = folder / f"communities-{count}"
    home.mkdir(parents=True, exist_ok=True)
    for number in range(count):
        path = home / f"community-{number:04}.xlsx"
        if not path.exists():
            books.write(draw(Size(60, 80, FIRST_SEED + number)), path)
    return home


@contextlib.contextmanager
def cluster(*, kill: bool) -> Iterator[list[str]]:
    """Give the options for a scheduler and two workers, each with its nanny, that are gone afterwards."""
    address = f"tcp://127.0.0.1:{PORT}"
    scheduler = [sys.executable, "-m", "distributed.cli.dask_scheduler", "--host", "127.0.0.1", "--port", str(PORT)]
    worker = [sys.executable, "-m", "distributed.cli.dask_worker", address, "--nthreads", "1", "--nworkers", "2"]
    started = [subprocess.Popen([*scheduler, "--no-dashboard"], stderr=subprocess.DEVNULL)]
    time.sleep(5)
    started.append(subprocess.Popen([*worker, "--no-dashboard"], stderr=subprocess.DEVNULL))
    time.sleep(10)
    if kill:
        threading.Timer(KILLED_AFTER, _kill_one, (started[1].pid,)).start()
    try:
        yield ["--cluster", address]
    finally:
        for process in reversed(started):
            process.terminate()
            process.wait()


def _kill_one(nanny: int) -> None:
    """Kill the first worker that a nanny started."""
    for place in sorted(Path("/proc").glob("[0-9]*"), key=lambda place: int(place.name)):
        with contextlib.suppress(OSError):
            parent = re.search(r"^PPid:\s+(\d+)", (place / "status").read_text(), re.MULTILINE)
            said = (place / "cmdline").read_bytes()
            if parent and int(parent[1]) == nanny and b"resource_tracker" not in said:
                os.kill(int(place.name), signal.SIGKILL)
                print(f"killed {place.name}", file=sys.stderr)
                return


def planned(home: Path, options: Sequence[str]) -> dict[str, object]:
    """Plan the communities of a folder; return what it took and what came out."""
    with TemporaryDirectory(prefix="commatch-") as out:
        words = [sys.executable, "-m", "commatch", "batch", str(home), "-o", out, "--month", "2026-12", "--json"]
        began = time.perf_counter()
        done = subprocess.run([*words, *options], capture_output=True, encoding="utf-8", check=False)
        wall, used = time.perf_counter() - began, resource.getrusage(resource.RUSAGE_CHILDREN)
        lists = hashlib.sha256()
        for path in sorted(Path(out).glob("*/*.xlsx")):
            lists.update(path.parent.name.encode() + path.read_bytes())
        doc = json.loads(done.stdout)
        return {
            "exit": done.returncode,
            "counts": doc["counts"],
            "wall": round(wall, 1),
            "core": round(used.ru_utime + used.ru_stime, 1),
            "at_it": round(sum(one["seconds"] for one in doc["communities"]), 1),
            "peak_megabytes": round(used.ru_maxrss / 1024),
            "digest": lists.hexdigest()[:16],
        }


def main(words: Sequence[str]) -> None:
    """Measure what the command line names."""
    count, folder, *options = words
    home = communities(int(count), Path(folder))
    chosen = [word for word in options if word not in ("--cluster", "--kill")]
    if "--cluster" in options:
        with cluster(kill="--kill" in options) as told:
            print(json.dumps(planned(home, [*told, *chosen])))
    else:
        print(json.dumps(planned(home, chosen)))


if __name__ == "__main__":
    main(sys.argv[1:])
