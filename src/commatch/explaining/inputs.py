"""Which files a project list was made from: given, or found beside it, and the very same by their SHA-256."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from commatch.explaining.written import Written, digest, is_project_list
from commatch.problems import Place, Problem, error
from commatch.workbook.reader import load_files

__all__ = ["Found", "find_inputs"]


@dataclass(frozen=True, slots=True)
class Found:
    """The files of a month: inputs, the project list of before if there was one, or what is wrong with them."""

    inputs: tuple[Path, ...] = ()
    previous: Path | None = None
    problems: tuple[Problem, ...] = ()


def find_inputs(written: Written, result: Path, given: Sequence[Path], previous: Path | None) -> Found:
    """Return the files that a project list was made from.

    Parameters
    ----------
    written : Written
        What the project list says of its run.
    result : Path
        The project list; files that are not given are looked for beside it.
    given : sequence of Path
        The input files, as far as they are named.
    previous : Path, optional
        The project list of before.

    Returns
    -------
    Found
        Files that hold what was planned, to the byte; with an error for each that does not, or is not there.
    """
    wanted = dict(written.inputs)
    if not wanted:
        return Found(problems=(error("result_without_inputs", Place(written.file[0]), written.file[0]),))
    paths = [path for path in dict.fromkeys(given) if not _same(path, result)]
    contents: dict[Path, bytes] = {}
    problems: list[Problem] = []
    for path in (*paths, *([previous] if previous else [])):
        loaded, wrong = load_files([path])
        contents.update((path, data) for _, data in loaded)
        problems += wrong
    problems += [_other(path, wanted) for path, data in contents.items() if digest(data) not in wanted.values()]
    there = {digest(data): path for path, data in contents.items()}
    for name, sha256 in wanted.items():
        if sha256 in there:
            continue
        near = {path: path.read_bytes() for path in _beside(result, name)}
        beside = next((path for path, data in near.items() if digest(data) == sha256), None)
        if beside:
            there[sha256], contents[beside] = beside, near[beside]
        elif not any(problem.value == Path(name).name for problem in problems):
            place, about = Place(name), written.file[0]
            problems.append(
                error("result_input_changed" if near else "result_input_missing", place, name, result=about)
            )
    if problems:
        return Found(problems=tuple(problems))
    chosen = [there[sha256] for sha256 in dict.fromkeys(wanted.values())]
    if not written.again:
        return Found(tuple(chosen))
    former = previous or _former(chosen, contents)
    if former is None:
        return Found(problems=(error("result_needs_previous", Place(written.file[0]), written.file[0]),))
    return Found(tuple(path for path in chosen if path != former), former)


def _other(path: Path, wanted: Mapping[str, str]) -> Problem:
    """Return why a file that was given is none of the inputs: it has changed, or was never one."""
    known = {PurePosixPath(name).name for name in wanted}
    if path.name in known:
        return error("result_input_changed", Place(path.name), path.name)
    return error("result_input_foreign", Place(path.name), path.name, inputs="、".join(wanted))


def _beside(result: Path, name: str) -> list[Path]:
    """Return the files of a name beside the project list, the name's folders left out if need be; one may be numbered.

    A batch gives the loans of a list the list's number.
    """
    path = PurePosixPath(name)
    numbered = re.compile(rf"{re.escape(path.stem)}-\d{{1,3}}{re.escape(path.suffix)}")
    others = sorted(one for one in result.parent.glob("*") if numbered.fullmatch(one.name))
    places = dict.fromkeys((result.parent / name, result.parent / path.name, *others))
    return [place for place in places if place.is_file()]


def _former(paths: Sequence[Path], contents: Mapping[Path, bytes]) -> Path | None:
    """Return the only project list among some files, ``None`` where there is none or several."""
    lists = [path for path in paths if is_project_list(path.name, contents[path])]
    return lists[0] if len(lists) == 1 else None


def _same(one: Path, other: Path) -> bool:
    return one.exists() and other.exists() and one.samefile(other)
