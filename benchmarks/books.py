"""A drawn community as the workbook that a worker would have typed, to measure reading it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from openpyxl import Workbook

from commatch.community import Community, Kind, Need, Requirement, Stance

KINDS = {Kind.HELPER: "能人", Kind.UNIT: "单位", Kind.VENUE: "场地", Kind.FUND: "资金", Kind.GOODS: "物资"}
STANCES = {Stance.PIN: "锁定", Stance.BAN: "禁止", Stance.PREFER: "优先", Stance.AVOID: "避免", None: None}
Row = tuple[object, ...]


def write(month: Community, path: Path) -> Path:
    """Write a community's month with openpyxl: sheets and headers of the standard form."""
    book = Workbook(write_only=True)
    for name, rows in sheets(month):
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    book.save(path)
    return path


def sheets(month: Community) -> Iterator[tuple[str, Iterable[Row]]]:
    """Yield every sheet's name and its rows, headers first."""
    yield "设置", [("项", "值"), ("月份", f"{month.settings.month:%Y-%m}")]
    yield "需求清单", [_NEED, *map(_need, month.needs)]
    yield (
        "需求拆解",
        [_ASKED, *(_asked(need, item) for need in month.needs for item in need.requirements)],
    )
    yield (
        "能人",
        [
            ("编号", "姓名", "人数", "技能", "网格", "步行上限", "每月工时", "可用时段", "服务人群", "资质"),
            *(
                (
                    one.helper_id,
                    one.name,
                    one.headcount,
                    "、".join(f"{skill}:{level}" for skill, level in one.skills.items()),
                    one.grid,
                    one.max_walk,
                    one.hours,
                    one.times.text,
                    _list(one.groups),
                    _list(one.checks),
                )
                for one in month.helpers
            ),
        ],
    )
    yield (
        "共建单位",
        [
            ("编号", "单位", "服务", "网格", "每月场次", "可用时段", "协议截止", "状态"),
            *(
                (
                    one.unit_id,
                    one.name,
                    _list(one.services),
                    one.grid,
                    one.sessions,
                    one.times.text,
                    one.agreed_until,
                    None if one.active else "暂停",
                )
                for one in month.units
            ),
        ],
    )
    yield (
        "场地",
        [
            ("编号", "场地", "网格", "容纳人数", "设施", "开放时段"),
            *(
                (one.venue_id, one.name, one.grid, one.seats, _list(one.facilities), one.times.text)
                for one in month.venues
            ),
        ],
    )
    yield (
        "资金",
        [
            ("编号", "资金", "可用金额", "单项上限", "适用类别"),
            *((one.fund_id, one.name, one.amount, one.cap, _list(one.categories)) for one in month.funds),
        ],
    )
    yield (
        "物资",
        [
            ("编号", "物资", "数量", "可重复使用"),
            *((one.goods_id, one.name, one.quantity, "是" if one.reusable else "否") for one in month.goods),
        ],
    )
    distances = month.distances.items()
    yield "网格距离", [("起点", "终点", "步行分钟"), *((one, other, minutes) for (one, other), minutes in distances)]
    yield (
        "匹配意见",
        [
            ("需求编号", "资源编号", "意见", "评分", "工时"),
            *(
                (one.need_id, one.resource_id, STANCES[one.stance], one.score or None, one.hours)
                for one in month.opinions
            ),
        ],
    )
    yield (
        "历史",
        [
            ("月份", "需求编号", "资源编号", "工时", "评价"),
            *((f"{one.month:%Y-%m}", one.need_id, one.resource_id, one.hours, one.rating) for one in month.history),
        ],
    )


_NEED: Row = (
    "编号", "需求", "类别", "提出人", "人群", "网格", "紧急程度", "受益人数", "提出日期", "期限", "可行时段", "次数",
)  # fmt: skip
_ASKED: Row = ("需求编号", "类型", "要求", "数量", "工时", "等级", "资质")


def _need(one: Need) -> Row:
    return (
        one.need_id,
        one.title,
        one.category,
        one.requester,
        "、".join(one.groups),
        one.grid,
        one.urgency,
        one.beneficiaries,
        one.raised_on,
        one.due_on,
        one.times.text,
        one.sessions,
    )


def _asked(need: Need, item: Requirement) -> Row:
    helper = item.kind is Kind.HELPER
    said = (item.hours, item.level, _list(item.checks)) if helper else (None, None, None)
    return (need.need_id, KINDS[item.kind], item.what or None, item.quantity, *said)


def _list(items: Iterable[str]) -> str:
    return "、".join(sorted(items))
