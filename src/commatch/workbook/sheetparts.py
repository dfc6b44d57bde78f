"""Which part of an .xlsx or .xlsb file holds which sheet."""

from __future__ import annotations

import posixpath
import zipfile
from collections.abc import Iterator
from xml.etree import ElementTree

from commatch.workbook.xlsbscan import sheets_of_binary

__all__ = ["sheet_parts"]

_WORKBOOK = "xl/workbook.xml"


def sheet_parts(archive: zipfile.ZipFile) -> tuple[tuple[str, str], ...]:
    """Return the name and the part of every sheet, in order; none where the file does not say.

    Parameters
    ----------
    archive : zipfile.ZipFile
        The opened file.

    Returns
    -------
    tuple of (str, str)
        Sheet name and name of its part in the archive.
    """
    try:
        workbook = next((target for kind, _, target in _relations(archive, "") if kind == "officeDocument"), _WORKBOOK)
        targets = {key: target for _, key, target in _relations(archive, workbook)}
        if workbook.endswith(".bin"):
            return tuple(
                (name, targets[key]) for name, key in sheets_of_binary(archive.read(workbook)) if key in targets
            )
        return tuple(
            (element.attrib.get("name", ""), targets[key])
            for element in _parse(archive.read(workbook)).iter()
            if _local(element.tag) == "sheet"
            for attribute, key in element.attrib.items()
            if _local(attribute) == "id" and key in targets
        )
    except (KeyError, ElementTree.ParseError, ValueError):
        return ()


def _relations(archive: zipfile.ZipFile, part: str) -> Iterator[tuple[str, str, str]]:
    folder, base = posixpath.split(part)
    root = _parse(archive.read(posixpath.join(folder, "_rels", f"{base}.rels")))
    for element in root:
        target = element.attrib.get("Target", "")
        target = target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
        yield element.attrib.get("Type", "").rpartition("/")[2], element.attrib.get("Id", ""), target


def _parse(data: bytes) -> ElementTree.Element:
    if b"<!DOCTYPE" in data:
        raise ValueError("a document type has no place here")
    return ElementTree.fromstring(data)


def _local(tag: str) -> str:
    return tag.rpartition("}")[2]
