"""The parts of a zip file, unpacked piece by piece, each held to the size and checksum that its entry says."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Iterator

__all__ = ["BROKEN_ZIP", "Archive"]

BROKEN_ZIP = (
    zipfile.BadZipFile, zlib.error, struct.error, NotImplementedError, EOFError, OSError, LookupError,
    ValueError, OverflowError,
)  # fmt: skip
"""What a damaged archive raises."""

_PIECE = 1 << 20
_LOCAL_HEADER = 30
_MOST_READ = 5_000_000


class Archive:
    """A zip file in memory.

    Parameters
    ----------
    data : bytes
        The whole file.

    Raises
    ------
    ValueError
        Two parts have one name or share bytes, or it is damaged in another way (``BROKEN_ZIP``).
    """

    def __init__(self, data: bytes) -> None:
        self._data = memoryview(data)
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = archive.infolist()
        self.encrypted = any(member.flag_bits & 0x1 for member in members)
        self.unpacked = sum(member.file_size for member in members)
        self.count = len(members)
        self._members = {_plain(member.filename): member for member in members}
        if len(self._members) < len(members):
            raise ValueError("two parts of a name")
        self._check_places(members)

    def _check_places(self, members: list[zipfile.ZipInfo]) -> None:
        """Raise where parts overlap, the way to pack much into little that no ratio of one part shows."""
        end = 0
        for member in sorted(members, key=lambda member: member.header_offset):
            if member.header_offset < end:
                raise ValueError("parts overlap")
            end = member.header_offset + _LOCAL_HEADER + member.compress_size
        if end > len(self._data):
            raise ValueError("parts beyond the end")

    def names(self) -> list[str]:
        """Return the names of all parts, in small letters and with forward slashes."""
        return [name for name in self._members if not name.endswith("/")]

    def __contains__(self, name: str) -> bool:
        """Tell whether there is a part of this name."""
        return _plain(name) in self._members

    def pieces(self, name: str) -> Iterator[bytes]:
        """Yield a part piece by piece.

        Raises
        ------
        ValueError
            It isn't what its entry says (and the others of ``BROKEN_ZIP``).
        """
        member = self._members[_plain(name)]
        size, checksum = 0, 0
        for piece in self._unpacked(member):
            size += len(piece)
            checksum = zlib.crc32(piece, checksum)
            if size > member.file_size:
                raise ValueError("larger than said")
            yield piece
        if (size, checksum) != (member.file_size, member.CRC):
            raise ValueError("not what the entry says")

    def read(self, name: str, most: int = _MOST_READ) -> bytes:
        """Return a whole part of a few megabytes at most; raise as :meth:`pieces` does, and where it is larger."""
        if self._members[_plain(name)].file_size > most:
            raise ValueError("a part that must be small is large")
        return b"".join(self.pieces(name))

    def _unpacked(self, member: zipfile.ZipInfo) -> Iterator[bytes]:
        start = member.header_offset
        signature, name_size, extra_size = struct.unpack_from("<4s22xHH", self._data, start)
        if signature != b"PK\x03\x04":
            raise ValueError("no header")
        start += _LOCAL_HEADER + name_size + extra_size
        packed = self._data[start : start + member.compress_size]
        if member.compress_type == zipfile.ZIP_STORED:
            for at in range(0, len(packed), _PIECE):
                yield bytes(packed[at : at + _PIECE])
        elif member.compress_type == zipfile.ZIP_DEFLATED:
            yield from _inflated(packed)
        else:
            raise NotImplementedError("packed in an unusual way")  # as zipfile says it; one of BROKEN_ZIP


def _inflated(packed: memoryview) -> Iterator[bytes]:
    unpacker = zlib.decompressobj(-15)
    at, left = 0, b""
    while not unpacker.eof:
        if not left:
            left = bytes(packed[at : at + _PIECE])
            at += len(left)
        piece = unpacker.decompress(left, _PIECE)
        left = unpacker.unconsumed_tail
        if not piece and not left and at >= len(packed):
            break
        if piece:
            yield piece
    if not unpacker.eof:
        raise ValueError("cut off")


def _plain(name: str) -> str:
    """Return a part's name as it is compared: some writers mind neither slashes nor capitals."""
    return name.replace("\\", "/").lower().lstrip("/")
