"""Small months on disk for tests of the command line, and a run of it as its JSON document."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from commatch.cli.app import main

Rows = Sequence[Sequence[object]]

NEEDS: Rows = [
    ["编号", "需求", "提出人", "电话", "人群", "技能", "工时"],
    ["N1", "修水管", "王桂兰", "13912345678", "独居老人", "水电工×1", 2],
    ["N2", "法律咨询", "李建国", "13812345678", "骑手", "律师×1", 2],
]
HELPERS: Rows = [["编号", "姓名", "电话", "技能", "每月工时"], ["H1", "赵师傅", "13712345678", "水电工:4", 8]]


def book(path: Path, **sheets: Rows) -> Path:
    """Write a workbook with these sheets."""
    workbook = Workbook()
    workbook.remove(workbook.worksheets[0])
    for name, rows in sheets.items():
        sheet = workbook.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
    workbook.save(path)
    return path


def in_chinese(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    """Start in a folder, in Chinese, whatever the machine says."""
    for name in ("COMMATCH_LANG", "COMMATCH_DEBUG", "LC_ALL", "LC_MESSAGES"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", "zh_CN.UTF-8")
    monkeypatch.chdir(folder)


def run_json(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, dict[str, Any]]:
    """Return the exit code and the document of a command line."""
    code = main([*words, "--json"])
    return code, json.loads(capsys.readouterr().out)
