"""A process that has loaded the library once and reads each file that it is told in a copy of itself.

It takes paths, one a line, and answers each with a line of JSON.
"""

from __future__ import annotations

import json
import os
import resource
import signal
import sys
import tempfile

import olefile  # noqa: F401 - loaded once, here, so that the copies need not
import openpyxl  # noqa: F401
import xlrd  # noqa: F401

import commatch
import commatch.assemble
import commatch.workbook.reader
from commatch.problems import Severity

MEMORY = 1 << 30
"""Bytes of address space: what a process asks for counts, whether it uses it or not."""
SECONDS = 10
"""After twice as many a reading is ended."""


def main() -> None:
    for line in sys.stdin:
        with tempfile.TemporaryFile() as noise, tempfile.TemporaryFile() as told:
            copy = os.fork()
            if not copy:
                _read(line.rstrip("\n"), noise.fileno(), told.fileno())
            _, status, used = os.wait4(copy, 0)
            noise.seek(0)
            told.seek(0)
            answer = {
                "exit": os.waitstatus_to_exitcode(status),
                "seconds": used.ru_utime + used.ru_stime,
                "megabytes": used.ru_maxrss / 1000,
                "noise": noise.read().decode("utf-8", "replace"),
                "codes": json.loads(told.read() or b"null"),
            }
        print(json.dumps(answer), flush=True)


def _read(path: str, noise: int, told: int) -> None:
    """Read a file as ``commatch check`` does, tell what came of it, and end with the code that it would."""
    os.dup2(noise, 2)
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    signal.alarm(2 * SECONDS)
    code = 1
    try:
        community = commatch.read([path], month="2026-12")
        codes = sorted({one.code for one in community.problems if one.severity is Severity.ERROR})
        os.write(told, json.dumps(codes).encode())
        code = 3 if codes else 0
    except BaseException:  # whatever gets out is what the harness is there to see; the process ends below
        sys.excepthook(*sys.exc_info())
    finally:
        os._exit(code)


if __name__ == "__main__":
    main()
