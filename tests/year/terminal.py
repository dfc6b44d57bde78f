"""The command line as a user types it: in this process for speed, or in one of its own to be measured or killed."""

from __future__ import annotations

import contextlib
import io
import json
import os
import subprocess
import sys
import time
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

SRC = Path(__file__).resolve().parents[2] / "src"


@dataclass(frozen=True)
class Said:
    """What a command answered: its exit code, its JSON document, how long it took."""

    code: int
    document: dict[str, Any]
    seconds: float
    errors: str = ""

    @property
    def codes(self) -> list[str]:
        """Codes of its problems."""
        return [str(problem["code"]) for problem in self.document.get("problems", ())]

    def wrote(self, folder: Path) -> Path:
        """Return the file that it says it wrote."""
        path = Path(str(self.document["output"]))
        return path if path.is_absolute() else folder / path


@dataclass
class Terminal:
    """Where commands are typed, with the processor seconds that each took: those do not depend on what else runs."""

    folder: Path
    apart: bool = False
    lang: str = "zh"
    seconds: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))

    def type(self, *words: str | Path) -> Said:
        """Carry out ``commatch …`` and return what it answered."""
        line = [str(word) for word in words]
        began = _worked()
        code, out, errors = self._apart(line) if self.apart else self._here(line)
        took = _worked() - began
        self.seconds[line[0] + (" again" if "--previous" in line else "")].append(took)
        return Said(code, json.loads(out) if out.strip() else {}, took, errors)

    def killed(self, line: list[str], after: float | None) -> bool:
        """Begin a command in a process of its own and kill it; return whether it still ran.

        It is killed after some seconds, or else at once when it begins to write a file.
        """
        process = self._process(line)
        until = time.monotonic() + (60.0 if after is None else after)
        while process.poll() is None and time.monotonic() < until:
            if after is None and any(self.folder.glob(".commatch-*")):
                break
            time.sleep(0.001)
        running = process.poll() is None
        process.kill()
        process.communicate()
        return running

    def _here(self, line: list[str]) -> tuple[int, str, str]:
        from commatch.cli.app import main

        out, errors = io.StringIO(), io.StringIO()
        with (
            contextlib.chdir(self.folder),
            contextlib.redirect_stdout(out),
            contextlib.redirect_stderr(errors),
        ):
            code = main([*line, "--json", "--lang", self.lang])
        return code, out.getvalue(), errors.getvalue()

    def _process(self, line: list[str]) -> subprocess.Popen[str]:
        return subprocess.Popen(
            [sys.executable, "-m", "commatch", *line, "--json", "--lang", self.lang],
            cwd=self.folder,
            env={**os.environ, "PYTHONPATH": str(SRC)},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            encoding="utf-8",
        )

    def _apart(self, line: list[str]) -> tuple[int, str, str]:
        process = self._process(line)
        out, errors = process.communicate()
        return process.returncode, out, errors


def _worked() -> float:
    """Return the processor seconds of this process and of those that it began and that are over."""
    times = os.times()
    return times.user + times.system + times.children_user + times.children_system
