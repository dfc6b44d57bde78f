"""The words of the month's page that are not a sheet's own."""

from __future__ import annotations

from collections.abc import Mapping

from commatch.matching.rules.base import Phrase

__all__ = ["PAGE_WORDS"]

PAGE_WORDS: Mapping[str, Phrase] = {
    "title": Phrase("{community} {month} 总览", "{community}: overview of {month}"),
    "internal": Phrase(
        "内部资料：有能人的姓名，也有居民的事。不要张贴，不要转发到群里。",
        "Internal: it names helpers and speaks of residents. Do not post it, do not send it on.",
    ),
    "contents": Phrase("本页内容", "On this page"),
    "figures": Phrase("这个月", "The month"),
    "charts": Phrase("图", "Charts"),
    "calendar": Phrase("月历", "Calendar"),
    "projects": Phrase("项目", "Projects"),
    "unserved": Phrase("没配上的需求", "Unserved needs"),
    "people": Phrase("请谁出多少力", "Who is asked for how much"),
    "gaps": Phrase("缺口", "Gaps"),
    "careful": Phrase("先说明", "To begin with"),
    "hint": Phrase("怎么办：{hint}", "What to do: {hint}"),
    "foot": Phrase(
        "commatch {version} 按项目清单写成，打开不用联网，也不向外发任何东西。",
        "Written by commatch {version} from the project list. It opens without a network and sends nothing anywhere.",
    ),
    # figures
    "of": Phrase("{part} / {all}", "{part} of {all}"),
    "needs_served": Phrase("需求配上了", "needs served"),
    "needs_out": Phrase("；议事会否了、缓办的 {count} 件没有算进去", "; {count} rejected or put off not counted"),
    "needs_left": Phrase("没配上", "unserved"),
    "nothing_left": Phrase("全部配上", "all served"),
    "projects_count": Phrase("项目", "projects"),
    "dated": Phrase("{dated} 个定了日期，{rest} 个时间另约", "{dated} with a date, {rest} to be arranged"),
    "must": Phrase("兜底需求", "must-serve needs"),
    "coverage": Phrase("优先分覆盖", "priority covered"),
    "coverage_note": Phrase("{part} / {all} 分", "{part} of {all}"),
    "hours": Phrase("能人工时", "helpers' hours"),
    "hours_note": Phrase("{busy} 位（队）能人有安排，在岗 {all}", "{busy} of {all} active helpers and teams at work"),
    "money": Phrase("资金（元）", "money (yuan)"),
    "rooms": Phrase("场地半天", "venue half-days"),
    "units": Phrase("共建单位", "partner units"),
    "units_note": Phrase("有安排的 / 在岗的", "taking part, of those active"),
    "proof": Phrase("是不是最好的安排", "Is it the best plan?"),
    "proof_yes": Phrase("已证明", "proven"),
    "proof_no": Phrase("未证明", "not proven"),
    "proof_edited": Phrase("之后改动过", "changed since"),
    "proof_was_yes": Phrase("改动之前已证明最优", "proven optimal before it was changed by hand"),
    "proof_was_no": Phrase("改动之前也未证明最优", "not proven optimal before it was changed by hand either"),
    "decisions": Phrase("议事决定", "council's decisions"),
    "decided": Phrase("{name} {count}", "{name} {count}"),
    "undecided": Phrase("还没填", "not yet"),
    # charts
    "chart_groups": Phrase("各人群：配上 / 需求数", "Groups: served / needs"),
    "chart_categories": Phrase("各类别：配上 / 需求数", "Categories: served / needs"),
    "chart_reasons": Phrase("没配上的主要原因（件）", "Main reasons for unserved needs"),
    "chart_use": Phrase("资源用了多少（%）", "Resources used (%)"),
    "chart_gaps": Phrase("补什么最值得（增加的优先分）", "Most worth finding (priority gained)"),
    "served": Phrase("配上", "served"),
    "left": Phrase("没配上", "unserved"),
    "none_given": Phrase("未填", "not given"),
    "others": Phrase("其他 {count} 种", "{count} others"),
    "group_note": Phrase(
        "一件需求属于几个人群的，每个人群都算一次。", "A need of several groups counts in each of them."
    ),
    # calendar
    "undated": Phrase("时间另约的项目：{count} 个", "To be arranged: {count:project|projects}"),
    "more_happenings": Phrase("还有 {count} 件", "{count} more"),
    "occasion_of": Phrase("第{number}次", "No. {number}"),
    # tables
    "who": Phrase("谁来做", "who"),
    "when": Phrase("时间", "when"),
    "times": Phrase("{first} 起 {count} 次", "{count} times from {first}"),
    "arranged": Phrase("另约", "to be arranged"),
    "details": Phrase("详情", "details"),
    "tasks": Phrase("做什么", "tasks"),
    "unit_of": Phrase("单位", "in"),
    "in_helper": Phrase("小时", "hours"),
    "in_unit": Phrase("场", "sessions"),
    "in_venue": Phrase("半天", "half-days"),
    "in_fund": Phrase("元", "yuan"),
    "in_goods": Phrase("件", "pieces"),
    "no_projects": Phrase("没有项目。", "There are no projects."),
    "no_unserved": Phrase("没有配不上的需求。", "Every need is served."),
    "no_people": Phrase("没有资源。", "There are no resources."),
    "no_gaps": Phrase(
        "清单里没有缺口：没有找，或没有一样东西多一个就能多服务。",
        "The list has no gaps: they were not sought, or one more of nothing would serve more.",
    ),
    "use_idle": Phrase("本月没有安排的也列在里面。", "Those not asked this month are listed, too."),
    # tools
    "search": Phrase("查找", "search"),
    "search_hint": Phrase("任何文字", "any text"),
    "any": Phrase("全部", "all"),
    "sort": Phrase("排序", "sort by"),
    "as_listed": Phrase("清单的顺序", "as listed"),
    "upwards": Phrase("{name} ↑", "{name} ↑"),
    "downwards": Phrase("{name} ↓", "{name} ↓"),
    "reset": Phrase("全部显示", "show all"),
    "more_rows": Phrase("再显示一些", "show more"),
    "shown": Phrase("显示 {shown} / {all}", "{shown} of {all} shown"),
}
"""Words by key."""
