"""The points of a workbook by the rules as they are told to residents, counted without commatch."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict

from year.sheets import Book, day, month_of

HOUR, COUNCIL, PROPOSAL, LED = 1.0, 3.0, 5.0, 2.0
NO_ID = "（无编号）"


def owed(book: Book) -> tuple[dict[str, float], list[str]]:
    """Return everybody's balance, and who would have less than nothing."""
    helpers = {str(row["编号"]) for row in book.rows("能人")}
    lines: set[tuple[dt.date, str, str, float]] = set()
    found: list[tuple[dt.date, str, float]] = []
    worked: set[tuple[str, str]] = set()
    proposed: dict[tuple[str, str], dt.date] = {}
    signed: dict[tuple[str, str, dt.date], float] = defaultdict(float)
    given: dict[tuple[str, str, dt.date], float] = defaultdict(float)
    for row in book.rows("历史"):
        who, need = str(row["资源编号"]), str(row["需求编号"])
        if who in helpers and row["工时"]:
            date = day(row.get("日期")) or dt.date.fromisoformat(f"{month_of(row['月份'])}-01")
            worked.add((who, f"{month_of(row['月份'])}-{need}"))
            given[who, need, date] = max(given[who, need, date], float(row["工时"]))  # the same told twice is one
    found += [(date, who, HOUR * hours) for (who, _, date), hours in given.items()]
    for row in book.rows("签到"):
        date, event = day(row["日期"]), str(row["活动"])
        who = str(row["编号"] or f"{row['姓名']}{NO_ID}")
        assert date is not None
        if event.startswith("议事会"):
            lines.add((date, who, event, COUNCIL))
        elif event.startswith("提案"):
            proposed.setdefault((who, event), date)  # a proposal is made but once
        elif event.startswith("带队"):
            lines.add((date, who, event, LED))
            event = event.removeprefix("带队").strip()  # who leads may sign for the hours in the same row
        if not event.startswith(("议事会", "提案")) and (who, event) not in worked and row["工时"]:
            signed[who, event, date] = max(signed[who, event, date], float(row["工时"]))
    found += [(date, who, PROPOSAL) for (who, _), date in proposed.items()]
    found += [(date, who, HOUR * hours) for (who, _, date), hours in signed.items()]
    found += [(date, who, points) for date, who, _, points in lines]
    for row in book.rows("积分兑换"):
        date = day(row["日期"])
        assert date is not None
        found.append((date, str(row["编号"]), -float(row["积分"])))
    balances: dict[str, float] = defaultdict(float)
    faults = []
    for date, who, points in sorted(found, key=lambda line: (line[0], line[2] < 0)):
        balances[who] += points
        if balances[who] < -1e-9:
            faults.append(f"{who} owes points on {date}")
    return dict(balances), faults
