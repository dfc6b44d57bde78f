"""Who may import what, read from the source; and the public names."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import commatch

SOURCE = Path(commatch.__file__).parent
MODULES = sorted(SOURCE.rglob("*.py"))

ALLOWED = {
    "pandas": ("workbook/", "reports/", "month/", "matching/result.py"),
    "openpyxl": ("workbook/", "reports/", "month/"),
    "python_calamine": ("workbook/", "reports/", "month/"),
    "xlrd": ("workbook/",),
    "olefile": ("workbook/",),
    "pulp": ("matching/model.py", "matching/solver.py"),
    "highspy": ("matching/solver.py",),
    "docx": ("reports/papers/documents.py", "reports/papers/document_parts.py"),
    "icalendar": ("reports/papers/calendars.py",),
    "jinja2": ("reports/page/pages.py",),
    "pygal": ("reports/page/bars.py",),
    "sklearn": ("drafting/classifier.py",),
    "distributed": ("cli/cluster.py",),
    "filelock": ("workbook/lock.py",),
    "typer": ("cli/",),
    "rich": ("cli/",),
}
"""Package to the places that may import it; result.py names the type of a data frame and no more."""


def imported(tree: ast.AST) -> Iterator[tuple[str, bool]]:
    """Yield every package imported, and whether it is for the type checker alone."""
    typing_only = {
        id(node)
        for branch in ast.walk(tree)
        if isinstance(branch, ast.If) and ast.unparse(branch.test) == "TYPE_CHECKING"
        for node in ast.walk(branch)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((item.name.split(".")[0], id(node) in typing_only) for item in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module.split(".")[0], id(node) in typing_only


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(SOURCE).as_posix())
def test_packages_stay_where_they_belong(path: Path) -> None:
    name = path.relative_to(SOURCE).as_posix()
    for package, typing_only in imported(ast.parse(path.read_text("utf-8"))):
        places = ALLOWED.get(package)
        assert places is None or name.startswith(places), f"{name} imports {package}"
        assert (package, name) != ("pandas", "matching/result.py") or typing_only


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(SOURCE).as_posix())
def test_only_the_renderer_prints(path: Path) -> None:
    name = path.relative_to(SOURCE).as_posix()
    calls = [node for node in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(node, ast.Call)]
    printers = ("print", "typer.echo", "sys.stdout.write", "sys.stderr.write")
    printing = [node.lineno for node in calls if ast.unparse(node.func) in printers]
    assert not printing or name == "cli/render.py", f"{name} prints in lines {printing}"


def test_public_names_are_there() -> None:
    for name in commatch.__all__:
        assert getattr(commatch, name) is not None
        assert name in dir(commatch)
    with pytest.raises(AttributeError):
        commatch.no_such_name  # noqa: B018


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(SOURCE).as_posix())
def test_the_library_does_without_the_command_line(path: Path) -> None:
    name = path.relative_to(SOURCE).as_posix()
    if name.startswith("cli/") or name == "__main__.py":
        return
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        modules = [item.name for item in node.names] if isinstance(node, ast.Import) else []
        if isinstance(node, ast.ImportFrom):
            modules = [str(node.module), *(f"{node.module}.{item.name}" for item in node.names)]
        assert not any(f"{module}.".startswith("commatch.cli.") for module in modules), f"{name} imports {modules}"
