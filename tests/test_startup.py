"""Help is quick: it imports nothing that only the work needs."""

from __future__ import annotations

import subprocess
import sys

HEAVY = {
    "pandas", "numpy", "openpyxl", "pulp", "highspy", "rich", "python_calamine", "rapidfuzz", "holidays",
    "chinese_calendar", "cn2an",
}  # fmt: skip
CODE = """
import sys
from commatch.cli.app import main
main({words!r})
print(*sorted(sys.modules), file=sys.stderr)
"""


def modules(words: list[str]) -> set[str]:
    done = subprocess.run(
        [sys.executable, "-c", CODE.format(words=words)], capture_output=True, encoding="utf-8", check=True
    )
    return set(done.stderr.split())


def test_help_imports_nothing_heavy() -> None:
    for words in (["--help"], ["match", "--help"], ["demo", "--help"], ["explain", "--help"], ["--version"]):
        loaded = modules(words)
        assert not HEAVY & {name.split(".")[0] for name in loaded}, words
        work = ("commatch.matching", "commatch.workbook", "commatch.reports")
        assert not [name for name in loaded if name.startswith(work)], words


def test_importing_the_package_imports_only_itself() -> None:
    code = "import sys; old = set(sys.modules); import commatch; print(*sorted(set(sys.modules) - old))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, encoding="utf-8", check=True)
    loaded = done.stdout.split()
    assert {name.split(".")[0] for name in loaded} <= {"commatch", *sys.stdlib_module_names}
    assert not [name for name in loaded if name.startswith("commatch.")]
    assert done.stderr == ""
