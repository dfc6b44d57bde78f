"""Which file a command writes: a default name beside the input, a number where it exists."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from commatch.cli.exits import Exit
from commatch.cli.report import Fault
from commatch.texts.cli import say
from commatch.texts.language import Language

__all__ = ["check_inputs", "default_name", "numbered", "output_file"]

_NAMES = {"zh": "项目清单-{month}.xlsx", "en": "project-list-{month}.xlsx"}


def check_inputs(files: Sequence[Path], lang: Language) -> None:
    """See that every input file is there.

    Raises
    ------
    Fault
        One is missing, or is a folder.
    """
    for path in files:
        if path.is_dir():
            raise Fault(Exit.USAGE, say(lang, "usage.folder", path=path))
        if not path.exists():
            raise Fault(Exit.USAGE, say(lang, "usage.no_file", path=path))


def default_name(month: str, lang: Language) -> str:
    """Return the name of a month's project list."""
    return _NAMES[lang].format(month=month)


def numbered(path: Path) -> Path:
    """Return the first of ``name``, ``name-2``, ``name-3`` … that does not exist."""
    number, found = 1, path
    while found.exists():
        number += 1
        found = path.with_name(f"{path.stem}-{number}{path.suffix}")
    return found


def output_file(wanted: Path | None, inputs: Sequence[Path], name: str, lang: Language) -> Path:
    """Return where to write; a file that is there is seen to by the writer.

    Parameters
    ----------
    wanted : Path or None
        What the user named: a file, or a folder for the default name.
    inputs : sequence of Path
        Input files; the default place is beside the first.
    name : str
        The default name.
    lang : {'zh', 'en'}
        Language of the words.

    Raises
    ------
    Fault
        Nothing can be written there; found out before the long work.
    """
    if wanted is None:
        return inputs[0].parent / name
    path = wanted / name if wanted.is_dir() else wanted
    if path.suffix.lower() != ".xlsx":
        path = path.with_name(f"{path.name}.xlsx")
    if not path.parent.is_dir():
        raise Fault(Exit.OUTPUT, say(lang, "output.no_folder", path=path.parent))
    if any(path.exists() and path.samefile(item) for item in inputs):
        raise Fault(Exit.OUTPUT, say(lang, "output.input", path=path))
    return path
