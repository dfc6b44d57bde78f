"""Months of an invented community, written as workbooks by hand: what a rollover and a project list would hold."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Mapping, Sequence
from pathlib import Path

from cli_runs import Rows, book

from commatch.months import month_after
from commatch.workbook.outputs import OUTPUT
from commatch.workbook.schema import INPUT

__all__ = ["listed", "month_book", "sheet", "small", "year"]


def sheet(key: str, records: Sequence[Mapping[str, object]]) -> Rows:
    """Return the rows of a sheet of either kind, with its Chinese headers, from records by column key."""
    declared = INPUT.get(key) or OUTPUT[key]
    keys = [column.key for column in declared.columns]
    assert all(set(record) <= set(keys) for record in records), (key, keys)
    return [[column.zh for column in declared.columns], *([record.get(name) for name in keys] for record in records)]


def month_book(path: Path, month: str, settings: Mapping[str, object] | None = None, **sheets: object) -> Path:
    """Write a month's workbook; ``sheets`` are records by the sheets' keys."""
    said = [
        ["项", "值"],
        ["月份", month],
        ["社区名称", "梧桐社区"],
        *([key, value] for key, value in (settings or {}).items()),
    ]
    named = {INPUT[key].zh: sheet(key, records) for key, records in sheets.items()}  # type: ignore[arg-type]
    return book(path, **named, 设置=said)


def listed(
    path: Path,
    month: str,
    groups: Mapping[str, tuple[int, int]],
    served: Sequence[str] = (),
    left: Mapping[str, str] | None = None,
    usage: Sequence[tuple[str, str, str, float, float]] = (),
    settings: Mapping[str, object] | None = None,
    **more: object,
) -> Path:
    """Write a project list as far as it is read: projects, what is unserved with its reason, groups and resources."""
    projects = [{"project_id": f"{month}-{need}", "need_ids": need, "project": need} for need in served]
    unserved = [{"need_id": need, "reason_code": code} for need, code in (left or {}).items()]
    fair = [{"group": name, "needs": needs, "served": done} for name, (needs, done) in groups.items()]
    used = [
        dict(zip(("kind", "resource_id", "name", "available", "used"), row, strict=True)) for row in usage
    ]  # fmt: skip
    run = [["项", "值"], ["月份", month], ["设置: community_name", "梧桐社区"]]
    run += [[f"设置: {key}", value] for key, value in (settings or {}).items()]
    named = {key: sheet(key, records) for key, records in more.items()}  # type: ignore[arg-type]
    return book(
        path,
        项目清单=sheet("projects", projects),
        匹配明细=sheet("assignments", []),
        未匹配=sheet("unserved", unserved),
        资源使用=sheet("usage", used),
        人群公平=sheet("fairness", fair),
        **{INPUT[key].zh: rows for key, rows in named.items()},
        运行记录=run,
    )


def small(folder: Path) -> list[Path]:
    """Write two months of six needs; every figure of them can be counted on the fingers."""
    ways = [
        # settled after 10, 30 and 10 days
        _way("N1", "维修", "微网格走访", "老年人", "一网格", "2026-01-05", "2026-01", done="2026-01-15", end="办结", at="2026-01", people=1),
        _way("N2", "维修", "民情信箱", "老年人", "一网格", "2026-01-10", "2026-01", done="2026-02-09", end="办结", at="2026-02", people=4),
        _way("N3", "健康", "微网格走访", "骑手", "二网格", "2026-01-30", "2026-01", done="2026-02-09", end="办结", at="2026-02", people=30),
        _way("N4", "健康", "议事会", "骑手、流动住户", "二网格", "2026-01-21", "2026-01", end="结转", at="2026-02"),
        _way("N5", "文化", "议事会", "流动住户", "二网格", "2026-02-01", "2026-02", end="转办", at="2026-02", status="转办"),
        _way("N6", "文化", "民情信箱", "老年人", "一网格", "2026-02-03", "2026-02", end="不受理", at="2026-02", status="不受理"),
    ]  # fmt: skip
    helpers = [
        {"helper_id": "H1", "name": "赵师傅", "headcount": 1, "skills": "水电工", "hours": 5},
        {"helper_id": "H2", "name": "银龄队", "headcount": 6, "skills": "志愿者", "hours": 20},
        {"helper_id": "H3", "name": "孙老师", "headcount": 1, "skills": "书法", "hours": 8},
    ]
    units = [
        {"unit_id": "U1", "name": "社区医院", "services": "义诊", "sessions": 2, "agreed_until": dt.date(2026, 3, 31)},
        {"unit_id": "U2", "name": "图书馆", "services": "讲座", "sessions": 1, "agreed_until": dt.date(2027, 3, 31)},
    ]
    history = [
        {"month": "2026-01", "need_id": "N1", "resource_id": "H1", "hours": 3, "rating": 5, "date": dt.date(2026, 1, 15)},
        {"month": "2026-02", "need_id": "N2", "resource_id": "H1", "hours": 4, "rating": 4, "date": dt.date(2026, 2, 9)},
        {"month": "2026-02", "need_id": "N2", "resource_id": "H2", "hours": 12, "rating": 3, "date": dt.date(2026, 2, 9), "led": 1},
        {"month": "2026-02", "need_id": "N3", "resource_id": "U1", "rating": 4, "date": dt.date(2026, 2, 9), "quantity": 2},
        {"month": "2026-02", "need_id": "N3", "resource_id": "F1", "date": dt.date(2026, 2, 9), "quantity": 300},
    ]  # fmt: skip
    attendance = [
        {"date": dt.date(2026, 1, 20), "event": "议事会", "helper_id": "H1", "groups": "原住业主"},
        {"date": dt.date(2026, 1, 20), "event": "议事会", "name": "王阿姨", "groups": "老年人"},
        {"date": dt.date(2026, 1, 20), "event": "提案 N3", "name": "小陈", "groups": "骑手"},
        {"date": dt.date(2026, 1, 20), "event": "提案 N4", "name": "小陈", "groups": "骑手"},
        {"date": dt.date(2026, 2, 9), "event": "2026-02-N2", "helper_id": "H1", "hours": 4},  # in the history already
        {"date": dt.date(2026, 2, 14), "event": "元宵灯会", "name": "小陈", "groups": "骑手", "hours": 2},
        {"date": dt.date(2026, 2, 14), "event": "元宵灯会", "groups": "老年人"},
        {"date": dt.date(2026, 2, 14), "event": "元宵灯会", "groups": "老年人"},
    ]
    funds = [
        {"month": "2026-01", "fund_id": "F1", "name": "小红花", "opening": 1000, "spent": 0, "next_month": 1000},
        {"month": "2026-02", "fund_id": "F1", "name": "小红花", "opening": 1500, "spent": 300, "next_month": 1200},
    ]
    balance = [
        {"month": "2026-01", "carried_in": 0, "raised": 4, "opened": 4, "settled": 1, "carried": 3, "handed_on": 0, "refused": 0},
        {"month": "2026-02", "carried_in": 3, "raised": 2, "opened": 5, "settled": 2, "carried": 1, "handed_on": 1, "refused": 1},
    ]  # fmt: skip
    rolled = month_book(
        folder / "2026-03.xlsx",
        "2026-03",
        needs=[
            {
                "need_id": "N4",
                "title": "N4",
                "groups": "骑手、流动住户",
                "category": "健康",
                "raised_on": dt.date(2026, 1, 21),
            }
        ],
        helpers=helpers,
        units=units,
        funds=[{"fund_id": "F1", "name": "小红花", "amount": 1200}],
        history=history,
        attendance=attendance,
        progress=ways,
        balance=balance,
        fund_book=funds,
    )
    usage = [("能人", "H1", "赵师傅", 5, 3), ("能人", "H2", "银龄队", 20, 0), ("能人", "H3", "孙老师", 8, 0)]
    january = listed(
        folder / "项目清单-2026-01.xlsx",
        "2026-01",
        {"老年人": (2, 2), "骑手": (2, 1), "流动住户": (1, 0)},
        ("N1", "N2", "N3"),
        {"N4": "人手不足"},
        usage,
    )
    february = listed(
        folder / "项目清单-2026-02.xlsx",
        "2026-02",
        {"老年人": (2, 1), "骑手": (2, 1), "流动住户": (2, 0)},
        ("N2", "N3"),
        {"N4": "人手不足", "N6": "议事否决"},
        [("能人", "H1", "赵师傅", 5, 4), ("能人", "H2", "银龄队", 20, 12), ("能人", "H3", "孙老师", 8, 0)],
    )
    return [rolled, january, february]


def _way(
    need_id: str, category: str, source: str, groups: str, grid: str, raised: str, first: str,
    *, done: str = "", end: str = "", at: str = "", status: str = "", people: int = 1,
) -> dict[str, object]:  # fmt: skip
    return {
        "need_id": need_id, "title": f"需求{need_id}", "category": category, "source": source, "groups": groups,
        "grid": grid, "beneficiaries": people, "raised_on": dt.date.fromisoformat(raised), "first_month": first,
        "done_on": dt.date.fromisoformat(done) if done else None, "status": status or ("已评价" if done else "待匹配"),
        "end": end, "end_month": at, "waited": 0,
    }  # fmt: skip


_CATEGORIES = ("房屋维修", "健康服务", "文化活动", "便民服务", "儿童照护", "环境整治")
_SOURCES = ("微网格走访", "民情信箱", "议事会", "骑手报告")
_GROUPS = ("老年人", "独居老人", "骑手", "流动住户", "新生代家庭", "原住业主")
_GRIDS = ("一网格", "二网格", "三网格", "四网格")
_LUCK = {"老年人": 0.75, "独居老人": 0.85, "骑手": 0.45, "流动住户": 0.3, "新生代家庭": 0.7, "原住业主": 0.7}
"""How likely a need of the group is to be settled in a month."""


def year(folder: Path, needs_a_month: int = 60, months: int = 12, helpers: int = 24, seed: int = 7) -> list[Path]:
    """Write a year: the rolled workbook of every month and its project list, by a seeded draw."""
    draw = random.Random(seed)
    people = [
        {"helper_id": f"H{n:03}", "name": f"能人{n:03}", "headcount": 1 if n % 6 else 8, "skills": "志愿者",
         "hours": draw.choice((6, 8, 12)) * (1 if n % 6 else 5)}
        for n in range(1, helpers + 1)
    ]  # fmt: skip
    units = [
        {"unit_id": f"U{n:02}", "name": f"共建单位{n:02}", "services": "义诊", "sessions": 3,
         "agreed_until": dt.date(2026, 12, 31) + dt.timedelta(days=40 * n - 60)}
        for n in range(1, 9)
    ]  # fmt: skip
    ways: dict[str, dict[str, object]] = {}
    history: list[dict[str, object]] = []
    attendance: list[dict[str, object]] = []
    book_of_funds: list[dict[str, object]] = []
    balance: list[dict[str, object]] = []
    amounts = {"F1": 3000.0, "F2": 8000.0}
    files, month, number = [], dt.date(2026, 1, 1), 0
    for _ in range(months):
        name = f"{month:%Y-%m}"
        carried_in = sum(way["end"] == "结转" for way in ways.values())
        fresh = []
        for _ in range(needs_a_month):
            number += 1
            group = draw.choice(_GROUPS)
            raised = month - dt.timedelta(days=draw.randrange(1, 28))
            way = _way(f"N{number:05}", draw.choice(_CATEGORIES), draw.choice(_SOURCES), group, draw.choice(_GRIDS),
                       raised.isoformat(), name, people=draw.randrange(1, 20))  # fmt: skip
            ways[f"N{number:05}"] = way
            fresh.append(way)
        open_ways = [way for way in ways.values() if way["end"] in ("", "结转")]
        needs = [
            {key: way[key] for key in ("need_id", "title", "category", "source", "groups", "grid", "beneficiaries", "raised_on")}
            for way in open_ways
        ]  # fmt: skip
        files.append(month_book(
            folder / f"{name}.xlsx", name, {"居民人数": 10685, "人群人数": "骑手=100；老年人=1437"}, needs=needs, helpers=people, units=units,
            funds=[{"fund_id": key, "name": {"F1": "小红花基金", "F2": "保障资金"}[key], "amount": amount} for key, amount in amounts.items()],
            history=history, attendance=attendance, progress=[way for way in ways.values() if way["end"]],
            balance=balance, fund_book=book_of_funds,
        ))  # fmt: skip
        served, left = [], {}
        spent = dict.fromkeys(amounts, 0.0)
        asked: dict[str, float] = {}
        groups: dict[str, tuple[int, int]] = {}
        ends = dict.fromkeys(("办结", "结转", "转办", "不受理"), 0)
        for way in open_ways:
            group = str(way["groups"])
            planned = draw.random() < _LUCK[group]
            count, done = groups.get(group, (0, 0))
            groups[group] = count + 1, done + planned
            way["end_month"] = name
            if not planned:
                left[str(way["need_id"])] = "人手不足"
                way["end"] = "转办" if draw.random() < 0.04 else "不受理" if draw.random() < 0.03 else "结转"
                way["status"] = {"转办": "转办", "不受理": "不受理"}.get(str(way["end"]), "待匹配")
            else:
                served.append(str(way["need_id"]))
                day = month + dt.timedelta(days=draw.randrange(1, 27))
                way |= {"end": "办结", "status": "已评价", "done_on": day}
                who = draw.choices(people[:-4], weights=[1 / (n + 2) for n in range(len(people) - 4)])[0]
                hours = draw.choice((1, 1.5, 2, 3))
                asked[str(who["helper_id"])] = asked.get(str(who["helper_id"]), 0) + hours
                history.append({"month": name, "need_id": way["need_id"], "resource_id": who["helper_id"], "hours": hours,
                                "rating": draw.choice((3, 4, 4, 5, 5)), "date": day, "led": draw.choice((None, None, 1))})  # fmt: skip
                if draw.random() < 0.2:
                    unit = draw.choice(units[:-1])
                    history.append({"month": name, "need_id": way["need_id"], "resource_id": unit["unit_id"],
                                    "rating": draw.choice((3, 4, 5)), "date": day, "quantity": 1})  # fmt: skip
                if draw.random() < 0.3:
                    fund = draw.choice(("F1", "F2"))
                    cost = min(amounts[fund] - spent[fund], draw.choice((50.0, 120.0, 300.0)))
                    spent[fund] += cost
                    history.append(
                        {"month": name, "need_id": way["need_id"], "resource_id": fund, "date": day, "quantity": cost}
                    )
            ends[str(way["end"])] += 1
        for _ in range(10):
            attendance.append({"date": month.replace(day=20), "event": "议事会", "name": f"居民{draw.randrange(60):02}",
                               "groups": draw.choice(_GROUPS)})  # fmt: skip
        for _ in range(8):
            attendance.append({"date": month.replace(day=12), "event": "邻里节", "name": f"居民{draw.randrange(60):02}",
                               "groups": draw.choice(_GROUPS), "hours": draw.choice((None, 2))})  # fmt: skip
        attendance.append({"date": month.replace(day=20), "event": f"提案 {draw.choice(fresh)['need_id']}",
                           "name": f"居民{draw.randrange(60):02}", "groups": draw.choice(_GROUPS)})  # fmt: skip
        used = [("能人", str(one["helper_id"]), str(one["name"]), float(str(one["hours"])), asked.get(str(one["helper_id"]), 0.0))
                for one in people]  # fmt: skip
        files.append(listed(folder / f"项目清单-{name}.xlsx", name, groups, served, left, used))
        balance.append({"month": name, "carried_in": carried_in, "raised": needs_a_month, "opened": carried_in + needs_a_month,
                        "settled": ends["办结"], "carried": ends["结转"], "handed_on": ends["转办"], "refused": ends["不受理"],
                        "difference": 0})  # fmt: skip
        for key in amounts:
            book_of_funds.append({"month": name, "fund_id": key, "name": {"F1": "小红花基金", "F2": "保障资金"}[key],
                                  "opening": amounts[key], "spent": spent[key], "left": amounts[key] - spent[key]})  # fmt: skip
            amounts[key] -= spent[key]
        amounts["F1"] += 1500 if month.month % 3 == 0 else 0
        month = month_after(month)
    name = f"{month:%Y-%m}"
    files.append(month_book(
        folder / f"{name}.xlsx", name, {"居民人数": 10685, "人群人数": "骑手=100；老年人=1437"},
        needs=[{key: way[key] for key in ("need_id", "title", "groups", "raised_on")} for way in ways.values() if way["end"] == "结转"],
        helpers=people, units=units, history=history, attendance=attendance, progress=list(ways.values()), balance=balance,
        fund_book=book_of_funds,
        funds=[{"fund_id": key, "name": {"F1": "小红花基金", "F2": "保障资金"}[key], "amount": amount} for key, amount in amounts.items()],
    ))  # fmt: skip
    return files
