"""The communities of a folder: each sub-folder with all its workbooks, each workbook that lies in it directly."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from commatch.batching.lists import called_list
from commatch.batching.state import NAME
from commatch.workbook.guard import READABLE

__all__ = ["Found", "Place", "among_inputs", "communities_in"]


@dataclass(frozen=True, slots=True)
class Place:
    """Where a community's month lies.

    Attributes
    ----------
    name : str
        What it is called: its folder's name, or its workbook's without the ending.
    files : tuple of Path
        Its workbooks, by name; none in a folder that holds none.
    readable : bool
        Its folder could be looked into.
    """

    name: str
    files: tuple[Path, ...]
    readable: bool = True


@dataclass(frozen=True, slots=True)
class Found:
    """The communities of a folder by name, and the names of what lies there and is no workbook, or a project list."""

    places: tuple[Place, ...]
    aside: tuple[str, ...]


def communities_in(folder: Path, out: Path) -> Found:
    """Return the communities of a folder, whatever order the disk gives them in.

    Hidden files and what a spreadsheet program leaves beside an open file are passed over. Where a folder and a
    workbook, or two workbooks, would have one name, the workbooks are called by their whole names.

    Parameters
    ----------
    folder : Path
        Where to look.
    out : Path
        The folder of the results, which is no community.

    Raises
    ------
    OSError
        The folder can't be looked into.
    """
    entries = [path for path in _seen(folder) if not _same(path, out)]
    folders = [path for path in entries if path.is_dir()]
    books, aside = _apart([path for path in entries if not path.is_dir()])
    called = _called(books, folders)
    places = [Place(called[path], (path,)) for path in books]
    for path in folders:
        try:
            own, rest = _apart([item for item in _seen(path) if not _same(item, out)])
        except OSError:
            places.append(Place(path.name, (), readable=False))
            continue
        places.append(Place(path.name, tuple(own)))
        aside += [Path(path.name, item.name) for item in rest]
    names = [path.name if path.parent == folder else path.as_posix() for path in aside]
    return Found(tuple(sorted(places, key=lambda place: place.name)), tuple(sorted(names)))


def among_inputs(out: Path, folder: Path) -> bool:
    """Tell whether results would lie among what they are made of: in the folder itself, or in a community's."""
    if not out.exists():
        return False
    ours = (out / NAME).exists()
    within = out.resolve().parent == folder.resolve() and not ours and bool(_apart(_seen(out))[0])
    return out.samefile(folder) or within


def _called(books: Sequence[Path], folders: Sequence[Path]) -> dict[Path, str]:
    """Return what workbooks are called, each otherwise than all else: a whole name may be the stem of a further one."""
    called = {path: path.stem for path in books}
    while True:
        names = Counter(name.casefold() for name in (*called.values(), *(path.name for path in folders)))
        twice = [path for path, name in called.items() if name != path.name and names[name.casefold()] > 1]
        if not twice:
            return called
        called |= {path: path.name for path in twice}


def _seen(folder: Path) -> list[Path]:
    return sorted(path for path in folder.iterdir() if not path.name.startswith((".", "~$")))


def _apart(paths: Sequence[Path]) -> tuple[list[Path], list[Path]]:
    """Return the workbooks among some files, and the rest: a project list is what comes out, not what is planned."""
    books = [
        path for path in paths if path.suffix.lower() in READABLE and not path.is_dir() and not called_list(path.name)
    ]
    return books, [path for path in paths if path not in set(books)]


def _same(one: Path, other: Path) -> bool:
    return one.exists() and other.exists() and one.samefile(other)
