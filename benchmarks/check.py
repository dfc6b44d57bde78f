"""How long ``commatch check`` takes, and how much memory, beside a bare ``pandas.read_excel`` of the same file.

Run as ``python benchmarks/check.py [CASE …]``, or by way of ``run.py``. Every figure is of whole processes that run by
turns, start-up and all; the median of each is compared. The target is a quarter of pandas with openpyxl.
"""

from __future__ import annotations

import datetime as dt
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from openpyxl import Workbook

REPEATS = 5
SETTINGS = [["项", "值"], ["月份", "2026-12"]]
NEED_HEADERS = (
    "编号", "需求", "说明", "类别", "来源", "提出人", "电话", "住址", "人群", "网格", "紧急程度", "受益人数",
    "提出日期", "技能", "工时",
)  # fmt: skip
HELPER_HEADERS = ("编号", "姓名", "电话", "人数", "技能", "网格", "每月工时", "可用时段", "状态")
TITLES = ("修水管", "换灯泡", "陪诊", "理发", "教手机", "送餐", "打扫楼道", "看电表")
CATEGORIES = ("维修", "健康", "教育", "文化", "环境")
SOURCES = ("微网格走访", "民情信箱", "议事会")
GROUPS = ("独居老人", "老年人", "骑手", "流动住户", "困境儿童、独居老人")
ASKED = ("水电工", "志愿者×2", "水电工≥3×2；志愿者×3", "理发", "医生", "电脑", "摄影×2")
OFFERED = ("水电工:4", "志愿者", "理发:5、摄影", "医生:4", "电脑")
TIMES = ("", "周末", "周二、周四下午", "工作日晚上")


@dataclass(frozen=True, slots=True)
class Case:
    """A workbook: the rows of its needs sheet and of its helpers sheet, and its seed."""

    needs: int
    helpers: int
    seed: int


CASES = {"check-10k": Case(10_000, 300, 21), "check-100k": Case(100_000, 600, 22)}
PEER = "import sys, pandas; pandas.read_excel(sys.argv[1], engine='openpyxl')"
OURS = {
    "read ÷ pandas": "import sys, commatch; commatch.read(sys.argv[1])",
    "check ÷ pandas": "import sys; from commatch.cli.app import main; main(['check', sys.argv[1], '--quiet'])",
    "check with annotated copy ÷ pandas": (
        "import sys; from commatch.cli.app import main; "
        "main(['check', sys.argv[1], '--quiet', '--force', '--annotate', '-o', sys.argv[1] + '.marked.xlsx'])"
    ),
}


@dataclass(frozen=True, slots=True)
class Run:
    """A finished process: its wall-clock seconds and its peak memory in megabytes."""

    seconds: float
    megabytes: float


def write(case: Case, path: Path) -> None:
    """Write a case's workbook: 15 columns of needs, some helpers; no person in it is real."""
    rng = random.Random(case.seed)
    book = Workbook(write_only=True)
    needs = book.create_sheet("需求清单")
    needs.append(NEED_HEADERS)
    for number in range(case.needs):
        block = rng.randint(1, max(60, case.needs // 100))  # so that few households ask twice
        needs.append(
            [
                f"N{number:06d}",
                rng.choice(TITLES),
                f"{block}号楼{rng.randint(1, 18)}层，{rng.choice(TITLES)}，住户来信{number}",
                rng.choice(CATEGORIES),
                rng.choice(SOURCES),
                f"居民{rng.randrange(case.needs * 2)}",
                f"138{rng.randrange(10**8):08d}",
                f"{block}号楼{rng.randint(1, 3)}单元{rng.randint(1, 24)}0{rng.randint(1, 4)}",
                rng.choice(GROUPS),
                f"{rng.randint(1, 12)}网格",
                rng.choice((1, 2, 3, 4, "高", "中")),
                rng.choice((1, 1, 1, 5, 30)),
                dt.date(2026, 11, 1) - dt.timedelta(rng.randrange(120)),
                rng.choice(ASKED),
                rng.choice((1, 2, 2, 3, 1.5)),
            ]
        )
    helpers = book.create_sheet("能人")
    helpers.append(HELPER_HEADERS)
    for number in range(case.helpers):
        phone, team = f"139{rng.randrange(10**8):08d}", rng.choice((1, 1, 1, 6))
        skills, grid = rng.choice(OFFERED), f"{rng.randint(1, 12)}网格"
        hours, times = rng.choice((4, 8, 12)), rng.choice(TIMES)
        helpers.append([f"H{number:04d}", f"能人{number}", phone, team, skills, grid, hours, times, "在岗"])
    settings = book.create_sheet("设置")
    for row in SETTINGS:
        settings.append(row)
    book.save(path)


def run(code: str, path: Path) -> Run:
    """Run a line of Python on a file in a process of its own."""
    began = time.perf_counter()
    process = subprocess.Popen([sys.executable, "-c", code, str(path)], stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - began
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise RuntimeError(f"exit {process.returncode}: {code}")
    return Run(seconds, usage.ru_maxrss / (1_000_000 if sys.platform == "darwin" else 1_000))


def measure(name: str, repeats: int = REPEATS) -> dict[str, str]:
    """Return one case's row of the table."""
    case = CASES[name]
    codes = {"pandas": PEER, **OURS}
    runs: dict[str, list[Run]] = {label: [] for label in codes}
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "本月.xlsx")
        write(case, path)
        for _ in range(repeats):
            for label, code in codes.items():
                runs[label].append(run(code, path))
    peer = statistics.median(one.seconds for one in runs["pandas"])
    row = {
        "case": name,
        "needs × columns": f"{case.needs} × {len(NEED_HEADERS)}",
        "pandas + openpyxl": f"{peer:.2f} s, {max(one.megabytes for one in runs['pandas']):.0f} MB",
    }
    for label in OURS:
        ratio = statistics.median(one.seconds for one in runs[label]) / peer
        row[label] = f"{ratio:.2f}, {max(one.megabytes for one in runs[label]):.0f} MB"
    return row


def main(names: Sequence[str]) -> None:
    """Print the figures of the cases named, or of all."""
    for name in names or CASES:
        for label, figure in measure(name).items():
            print(f"{label:36}{figure}")


if __name__ == "__main__":
    main(sys.argv[1:])
