"""A folder of communities for tests of batches: some sound, some broken in different ways; and its results compared."""

from __future__ import annotations

import io
import os
import zipfile
from pathlib import Path

import format_books
from cli_runs import HELPERS, NEEDS, Rows, book

from commatch.batching.state import NAME

GOOD = ("丙社区", "乙社区", "甲社区")
"""Those that come out whole, by name."""
BROKEN = ("冲突", "炸弹", "空", "缺表", "错格", "非表")
"""Those that don't, by name."""


def helpers(hours: object) -> Rows:
    return [HELPERS[0], ["H1", "赵师傅", "13712345678", "水电工:4", hours]]


def sound(folder: Path) -> Path:
    """Write three sound communities: two workbooks, and a sub-folder whose two make one."""
    folder.mkdir(exist_ok=True)
    (folder / "甲社区").mkdir()
    book(folder / "甲社区" / "需求.xlsx", 需求清单=NEEDS)
    book(folder / "甲社区" / "资源.xlsx", 能人=HELPERS)
    book(folder / "乙社区.xlsx", 需求清单=NEEDS, 能人=helpers(1), 设置=[["项", "值"], ["月份", "2026-12"]])
    more = [*NEEDS, ["N3", "换灯泡", "周小梅", "13612345678", "骑手", "水电工×1", 1]]
    book(folder / "丙社区.xlsx", 需求清单=more, 能人=[*HELPERS, ["H2", "钱律师", "13512345678", "律师", 4]])
    return folder


def broken(folder: Path) -> Path:
    """Add one of each sort that can't be done."""
    (folder / "非表.xlsx").write_bytes(b"not a workbook")
    (folder / "炸弹.xlsx").write_bytes(bomb())
    (folder / "空").mkdir()
    book(folder / "缺表.xlsx", 能人=HELPERS)
    book(folder / "错格.xlsx", 需求清单=[*NEEDS, NEEDS[1]], 能人=helpers("很多"))
    pins = [["需求编号", "资源编号", "意见"], ["N1", "H1", "锁定"], ["N3", "H1", "锁定"]]
    clash = [NEEDS[0], *([need, "修水管", "王桂兰", "", "独居老人", "水电工×1", 6] for need in ("N1", "N3"))]
    book(folder / "冲突.xlsx", 需求清单=clash, 能人=HELPERS, 匹配意见=pins)
    return folder


def broken_in_ten_ways(folder: Path) -> tuple[str, ...]:
    """Add one of each sort that can't be done, and some more, and return their names."""
    broken(folder)
    whole = (folder / "丙社区.xlsx").read_bytes()
    (folder / "截断.xlsx").write_bytes(whole[: len(whole) // 2])
    (folder / "零字节.xlsx").touch()
    (folder / "加密.xlsx").write_bytes(format_books.container([("EncryptedPackage", b"secret")]))
    (folder / "改名.xls").write_bytes(whole)
    return (*BROKEN, "截断", "零字节", "加密", "改名")


def bomb() -> bytes:
    """Return a workbook of which a part unpacks to far more than it is."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("xl/workbook.xml", "<workbook/>")
        archive.writestr("xl/worksheets/sheet1.xml", b" " * 40_000_000)
    return data.getvalue()


def tree(out: Path) -> dict[str, bytes]:
    """Return every file of a folder by its place in it."""
    return {path.relative_to(out).as_posix(): path.read_bytes() for path in out.rglob("*") if path.is_file()}


def without_memory(out: Path) -> dict[str, bytes]:
    """Return every file of the results, and nothing that a batch remembers for itself."""
    return {name: data for name, data in tree(out).items() if Path(name).name != NAME}


def running_with(mark: str) -> list[int]:
    """Return the processes that have a word in their environment, where the system tells."""
    found = []
    for path in Path("/proc").glob("[0-9]*/environ"):
        try:
            if mark.encode() in path.read_bytes() and int(path.parent.name) != os.getpid():
                found.append(int(path.parent.name))
        except OSError:
            continue
    return found
