"""The hand-made form: the same rows under other headers, in other spellings, with totals and notes."""

from collections.abc import Callable
from datetime import date
from itertools import groupby

from make_samples.books import Cell, Row, Sheet
from make_samples.times import FULL_WIDTH
from make_samples.times import by_hand as times_by_hand

NEED_SHEETS = ["需求清单", "需求拆解", "服务模板", "行动步骤", "匹配意见", "历史", "设置"]
RESOURCE_SHEETS = ["能人", "共建单位", "场地", "资金", "物资", "网格距离"]
INVENTED = "（样例，人名均为虚构）"

# What a community calls its columns, in its own order: our header, and theirs after = where it differs.
COLUMNS = {
    "需求清单": "类别 编号 需求=需求内容 说明=具体情况 人群=所属人群 网格=所在网格 提出人 电话=联系电话 "
    "住址=家庭住址 来源=需求来源 紧急程度 受益人数=受益人数（人） 提出日期=提出时间 期限=截止日期 "
    "可行时段=期望时间 模板=服务模板 技能=所需技能 工时=每人工时 服务=所需服务 容纳人数=场地人数 "
    "场地设施=场地要求 资质=资质要求 经费=所需经费（元） 物资=所需物资 次数=本月次数 合并 状态=办理状态",
    "能人": "编号 姓名 人数 技能=特长 电话=手机号 网格=所在网格 可用时段=空闲时间 每月工时=每月可服务小时 "
    "步行上限=步行上限（分钟） 服务人群=服务对象 资质=资质证书 可共享=是否共享 状态 备注",
    "共建单位": "编号 单位=单位名称 类型=单位类型 服务=可提供服务 联系人 电话=联系电话 网格=所在网格 "
    "可用时段=可服务时间 每月场次=每月可服务场次 服务人群=服务对象 协议开始=协议开始日期 "
    "协议截止=协议到期日 可共享=是否共享 状态",
    "场地": "编号 场地=场地名称 容纳人数=可容纳人数 设施=设备设施 网格=所在网格 开放时段=开放时间 管理单位 "
    "可共享=是否共享 状态",
    "资金": "编号 资金=资金名称 适用类别=使用范围 可用金额=可用金额（元） 单项上限=单项上限（元） 状态",
    "物资": "编号 物资=物资名称 数量=库存数量 可重复使用=能否重复使用 状态",
}
TITLES = {
    "需求清单": [
        "梧桐里社区2026年12月需求清单" + INVENTED,
        "填报单位：梧桐里社区工作站    填报日期：2026年11月20日",
    ],
    "能人": ["梧桐里社区能人和志愿者队伍登记表" + INVENTED, "2026年12月"],
    "共建单位": ["梧桐里社区共建单位登记表" + INVENTED],
    "场地": ["梧桐里社区可用场地登记表" + INVENTED],
    "资金": ["梧桐里社区资金登记表" + INVENTED],
    "物资": ["梧桐里社区物资登记表" + INVENTED],
}
NOTES = {
    "需求清单": "备注：紧急程度为兜底的须优先安排；电话、住址仅供工作站联系使用。",
    "能人": "备注：暂停的能人本月不安排。",
    "物资": "备注：借用物资用完三天内归还。",
}
TOTALS = {"需求清单": ["受益人数", "经费"], "资金": ["可用金额"], "物资": ["数量"]}
GROUPED = {"需求清单"}
TIMES = {"可行时段", "可用时段", "开放时段"}
YEARLESS = {"提出日期", "期限"}
URGENCIES = {"低": "１", "中": "2", "高": "３", "紧急": "4", "兜底": "5"}


def by_hand(sheet: Sheet) -> Sheet:
    """Return ``sheet`` as people keep it; every row means what it meant before."""
    spellings = COLUMNS.get(sheet.name, " ".join(sheet.headers)).split()
    columns = {ours: theirs for ours, _, theirs in (spelling.partition("=") for spelling in spellings)}
    if sorted(columns) != sorted(sheet.headers):
        raise ValueError(f"{sheet.name}: hand-made columns differ from the contract's")
    order = [sheet.headers.index(header) for header in columns]
    rows = [[row[place] for place in order] for row in sheet.rows]
    if sheet.name in GROUPED:
        rows = _by_category(rows)
    rows = [
        [_spell(header, value, number) for header, value in zip(columns, row, strict=True)]
        for number, row in enumerate(rows)
    ]
    headers = [theirs or ours for ours, theirs in columns.items()]
    if sheet.name in COLUMNS:  # the small sheets are kept as they are, bar the spellings
        headers = ["序号", *headers]
        rows = [[number, *row] for number, row in enumerate(rows, 1)]
    merges: list[tuple[int, int, int]] = []
    if sheet.name in GROUPED:
        headers.append("走访记录")
        rows = [[*row, "已入户" if number % 3 == 0 else None] for number, row in enumerate(rows)]
        rows, merges = _merge_categories(rows)
    return Sheet(sheet.name, headers, rows, TITLES.get(sheet.name, []), _footer(sheet, columns), merges)


def _by_category(rows: list[Row]) -> list[Row]:
    """Sort rows by their first cell, the category, in order of first appearance."""
    categories = list(dict.fromkeys(row[0] for row in rows))
    return sorted(rows, key=lambda row: categories.index(row[0]))


def _merge_categories(rows: list[Row]) -> tuple[list[Row], list[tuple[int, int, int]]]:
    """Merge the category cells (second column), and leave a blank row half-way down the categories."""
    groups = [list(group) for _, group in groupby(rows, key=lambda row: row[1])]
    merged: list[Row] = []
    merges = []
    for number, group in enumerate(groups):
        if number == len(groups) // 2:
            merged.append([None] * len(group[0]))
        if len(group) > 1:  # a merge of one cell would be a broken file
            merges.append((1, len(merged), len(merged) + len(group) - 1))
        merged += [group[0], *([row[0], None, *row[2:]] for row in group[1:])]
    return merged, merges


def _footer(sheet: Sheet, columns: dict[str, str]) -> list[Row]:
    footer: list[Row] = []
    if sheet.name in TOTALS:
        total: Row = ["合计", *([None] * len(columns))]
        for header in TOTALS[sheet.name]:
            values = [row[sheet.headers.index(header)] for row in sheet.rows]
            total[1 + list(columns).index(header)] = sum(v for v in values if isinstance(v, int))
        footer.append(total)
    if sheet.name in NOTES:
        footer.append([NOTES[sheet.name]])
    return footer


def _spell(header: str, value: Cell, number: int) -> Cell:
    """Write the same value as another hand does; ``number`` picks the hand."""
    if isinstance(value, date):
        return _date(header, value, number)
    if header == "电话" and isinstance(value, str):
        return int(value)
    if header == "受益人数" and isinstance(value, int) and number % 3 == 0:
        return str(value).translate(FULL_WIDTH)
    if not isinstance(value, str):
        return value
    if header in TIMES:
        return times_by_hand(value, number)
    rule = SPELLINGS.get(header)
    return rule(value, number) if rule else value


def _date(header: str, value: date, number: int) -> Cell:
    styles: list[Cell] = [
        value,
        f"{value.year}年{value.month}月{value.day}日",
        f"{value.year}/{value.month}/{value.day}",
        f"{value.month}月{value.day}日" if header in YEARLESS else value,
    ]
    return styles[number % 4]


def _separators(value: str, number: int) -> str:
    return value.replace("、", ["、", "，", "/", "；"][number % 4])


def _counts(value: str, number: int) -> str:
    """Full-width figures after × and :, and another mark between the items."""
    if number % 2:
        value = value.replace("；", "、")
    return value.translate(FULL_WIDTH) if number % 3 == 1 else value


SPELLINGS: dict[str, Callable[[str, int], Cell]] = {
    "人群": _separators,
    "服务人群": _separators,
    "场地设施": _separators,
    "设施": _separators,
    "服务": _separators,
    "适用类别": _separators,
    "技能": _counts,
    "物资": _counts,
    "紧急程度": lambda value, number: URGENCIES[value] if number % 4 == 1 else value,
    "可共享": lambda value, number: {"是": "√", "否": "×"}[value] if number % 2 else value,
    "可重复使用": lambda value, number: {"是": "√", "否": "×"}[value] if number % 2 else value,
}
