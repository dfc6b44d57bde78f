"""Command lines run as processes of their own, for tests of what stops them."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

CODE = """
import signal, sys
signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell that starts the tests with & has it ignored
from commatch.cli.app import main
sys.exit(main(sys.argv[1:]))
"""

STUCK = """
import os, random, sys
from pathlib import Path
import highspy
from commatch.matching import solver

def stuck(*_, **__):
    "Leave the interpreter for the solver's own code, for a minute or until the process ends."
    draw, highs = random.Random(1), highspy.Highs()
    for name, value in (("output_flag", False), ("time_limit", 60.0), ("threads", 1)):
        highs.setOptionValue(name, value)
    kind = highspy.HighsVarType.kInteger
    taken = [highs.addVariable(0, 1, obj=-draw.randint(50, 100), type=kind) for _ in range(200)]
    for _ in range(20):
        highs.addConstr(sum(draw.randint(1, 100) * one for one in taken) <= 2500)
    Path(os.environ["COMMATCH_TEST_STUCK"]).touch()
    highs.run()
    raise AssertionError("the solver came back")

solver._solve_highs = stuck
"""
"""Put before a command, it makes the solver one that does not come back; a file tells when it is there."""


def start(*words: str, before: str = "", **environment: str) -> subprocess.Popen[str]:
    """Start ``commatch`` in the current folder, in Chinese."""
    return subprocess.Popen(
        [sys.executable, "-c", f"{before}\n{CODE}", *words],
        env={**os.environ, **environment},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
    )


def hidden(folder: Path) -> list[str]:
    """Return what was left of files that were being written."""
    return sorted(path.name for path in folder.rglob(".commatch-*.tmp"))
