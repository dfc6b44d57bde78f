"""Which files a command reads and writes: patterns, a default name beside the input, a number where it exists."""

from __future__ import annotations

import glob
import os
import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from commatch.cli.report import Fault
from commatch.telling.exits import Exit
from commatch.texts.cli import say
from commatch.texts.language import Language

__all__ = [
    "check_inputs",
    "check_output",
    "expanded",
    "is_folder",
    "numbered",
    "output_file",
    "quoted",
    "same_as_any",
    "writing",
]

_PLAIN_WORD = re.compile(r"[\w./\\:=~+-]+")
_FILE_TYPE = re.compile(r"\.(?=\w*[a-z])\w+", re.IGNORECASE)


def expanded(names: Iterable[str]) -> tuple[Path, ...]:
    """Return the files that are named, patterns such as ``*.xlsx`` replaced by the files they stand for.

    Not every shell does that. A pattern that is itself a file's name, or stands for none, is kept; what a spreadsheet
    program leaves beside an open file is not one of the files.
    """
    files: list[Path] = []
    for name in names:
        found = [] if os.path.lexists(name) else sorted(glob.glob(name))
        files += [Path(item) for item in found if not Path(item).name.startswith("~$")] or [Path(name)]
    return tuple(files)


def check_inputs(files: Sequence[Path], lang: Language) -> None:
    """See that every input file is there.

    Raises
    ------
    Fault
        Some are missing, or are folders: all of them are named.
    """
    faults = [say(lang, "usage.folder", path=path) for path in files if path.is_dir()]
    missing = dict.fromkeys(str(path) for path in files if not path.exists())
    if missing:
        faults.insert(0, say(lang, "usage.no_file", path=say(lang, "usage.list").join(missing)))
    if faults:
        raise Fault(Exit.USAGE, say(lang, "usage.also").join(faults))


def check_output(wanted: str, lang: Language, suffix: str = ".xlsx") -> None:
    """See that the output is the name of a file of its type, or a folder's.

    Raises
    ------
    Fault
        It is named as a file of another type.
    """
    path = Path(wanted)
    if path.suffix.lower() != suffix and _FILE_TYPE.fullmatch(path.suffix) and not is_folder(wanted):
        raise Fault(Exit.USAGE, say(lang, "usage.bad_output", path=wanted, suffix=suffix))


def numbered(path: Path) -> Path:
    """Return the first of ``name``, ``name-2``, ``name-3`` … that does not exist."""
    number, found = 1, path
    while found.exists():
        number += 1
        found = path.with_name(f"{path.stem}-{number}{path.suffix}")
    return found


def output_file(wanted: str, inputs: Sequence[Path], name: str, lang: Language) -> Path:
    """Return where to write; a file that is there is seen to by the writer.

    Parameters
    ----------
    wanted : str
        What the user named: a file, or a folder for the default name; '' for neither.
    inputs : sequence of Path
        Input files; the default place is beside the first.
    name : str
        The default name; the file written is of its type.
    lang : {'zh', 'en'}
        Language of the words.

    Raises
    ------
    Fault
        Nothing can be written there; found out before the long work.
    """
    if not wanted:
        return inputs[0].parent / name
    if is_folder(wanted) and not Path(wanted).is_dir():
        raise Fault(Exit.OUTPUT, say(lang, "output.no_folder", path=wanted))
    path = Path(wanted) / name if is_folder(wanted) else Path(wanted)
    suffix = Path(name).suffix
    if path.suffix.lower() != suffix:
        path = path.with_name(f"{path.name}{suffix}")
    if not path.parent.is_dir():
        raise Fault(Exit.OUTPUT, say(lang, "output.no_folder", path=path.parent))
    if same_as_any(path, inputs):
        raise Fault(Exit.OUTPUT, say(lang, "output.input", path=path))
    return path


def output_folder(wanted: str, beside: Path, lang: Language) -> Path:
    """Return the folder to write into, the one of the list where none is named; found out before the long work.

    Raises
    ------
    Fault
        There is none.
    """
    folder = Path(wanted) if wanted else beside
    if folder.is_dir():
        return folder
    code, key = (Exit.USAGE, "usage.not_folder") if folder.exists() else (Exit.OUTPUT, "output.no_folder")
    raise Fault(code, say(lang, key, path=wanted or folder))


def quoted(word: object) -> str:
    """Return a word as it may be typed on a command line: in quotes where a shell could take it for something else."""
    return str(word) if _PLAIN_WORD.fullmatch(str(word)) else f'"{word}"'


def same_as_any(path: Path, files: Iterable[Path]) -> bool:
    """Tell whether a path leads to one of some files."""
    return path.exists() and any(path.samefile(item) for item in files)


def is_folder(wanted: str) -> bool:
    """Tell whether a folder is meant: it is one, or is written with a slash at its end."""
    return wanted.endswith(("/", os.sep)) or Path(wanted).is_dir()


@contextmanager
def writing(lang: Language) -> Iterator[None]:
    """Turn a file that can't be written into the fault that the command ends with."""
    from commatch.texts.reports import output_words
    from commatch.workbook.save import OutputError

    try:
        yield
    except OutputError as error:
        exit = Exit.BUSY if error.code == "busy" else Exit.OUTPUT
        raise Fault(exit, output_words(lang, error.code, error.path)) from error
