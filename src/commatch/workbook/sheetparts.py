"""Which part of an .xlsx or .xlsb file holds which sheet."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from xml.etree import ElementTree

from commatch.workbook.xlsbscan import sheets_of_binary
from commatch.workbook.zipparts import Archive

__all__ = ["sheet_parts"]

_WORKBOOK = "xl/workbook.xml"
_SHEET = "worksheet"


def sheet_parts(archive: Archive) -> dict[str, str]:
    """Return the parts of all sheets with cells by their names, in order.

    Parameters
    ----------
    archive : Archive
        The opened file.

    Returns
    -------
    dict of str to str
        Name of its part in the archive by name of the sheet.

    Raises
    ------
    ValueError
        The file does not say, or two sheets have one name or one part.
    """
    try:
        sheets = list(_sheets(archive))
    except (LookupError, ElementTree.ParseError) as exc:
        raise ValueError(str(exc)) from exc
    if min(len({name for name, _, _ in sheets}), len({target for _, _, target in sheets})) < len(sheets):
        raise ValueError("two sheets of a name or part")
    return {name: target for name, kind, target in sheets if kind == _SHEET}


def _sheets(archive: Archive) -> Iterator[tuple[str, str, str]]:
    workbook = next((target for kind, _, target in _relations(archive, "") if kind == "officeDocument"), _WORKBOOK)
    targets = {key: (kind, target) for kind, key, target in _relations(archive, workbook)}
    if workbook.endswith(".bin"):
        yield from ((name, *targets[key]) for name, key in sheets_of_binary(archive.read(workbook)) if key in targets)
        return
    for element in ElementTree.fromstring(archive.read(workbook)).iter():
        if _local(element.tag) == "sheet":
            key = next((key for attribute, key in element.attrib.items() if _local(attribute) == "id"), "")
            if key in targets:
                yield (element.attrib.get("name", ""), *targets[key])


def _relations(archive: Archive, part: str) -> Iterator[tuple[str, str, str]]:
    folder, base = posixpath.split(part)
    root = ElementTree.fromstring(archive.read(posixpath.join(folder, "_rels", f"{base}.rels")))
    for element in root:
        target = element.attrib.get("Target", "").replace("\\", "/")
        target = target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
        yield element.attrib.get("Type", "").rpartition("/")[2], element.attrib.get("Id", ""), target.lower()


def _local(tag: str) -> str:
    return tag.rpartition("}")[2]
