"""The words of the project list's look: titles, what colours mean, what is asked where something is typed in, charts."""

from __future__ import annotations

from collections.abc import Mapping

from commatch.matching.rules.base import Phrase

__all__ = ["CHARTS", "FIGURES", "LOOK_WORDS", "PROMPTS"]

LOOK_WORDS: Mapping[str, Phrase] = {
    "title": Phrase("{community} {month} 项目清单", "{community}: project list {month}"),
    "sheet_title": Phrase("{community} {month} {sheet}", "{community}: {sheet} {month}"),
    "legend.settled": Phrase("已确认", "confirmed"),
    "legend.change": Phrase("要改", "to change"),
    "legend.postponed": Phrase("缓", "postponed"),
    "legend.rejected": Phrase("否", "rejected"),
    "legend.over": Phrase("已完成", "done"),
    "legend.undone": Phrase("没来、没做成", "absent or not done"),
    "legend.agreed": Phrase("同意", "agreed"),
    "legend.declined": Phrase("婉拒", "declined"),
    "legend.away": Phrase("请假", "on leave"),
    "legend.alone": Phrase("来不了就没有人能替", "nobody could step in"),
    "legend.must": Phrase("兜底需求，必须另想办法", "must be served: find another way"),
    "legend.decided": Phrase("议事会已决定", "decided by the council"),
    "legend.hours_full": Phrase("本月工时用满", "all hours of the month used"),
    "legend.too_many": Phrase("人数超过容量", "more people than seats"),
    "legend.all_used": Phrase("用满", "all used"),
    "legend.unused": Phrase("没用到", "not used"),
    "legend.agreement": Phrase("协议快到期或已到期", "agreement ending or ended"),
    "legend.least": Phrase("匹配率最低的人群", "least served"),
    "legend.gained": Phrase("新安排", "newly planned"),
    "legend.lost": Phrase("不再安排", "no longer planned"),
    "legend.doubt": Phrase("要看一看", "worth a look"),
    "legend.failed": Phrase("没做好", "failed"),
    "legend.bar": Phrase("色条：{column}", "bars: {column}"),
    "legend.typed_in": Phrase("黄色表头由人填写", "yellow headers are to be filled in"),
    "legend.links": Phrase("点编号可跳到相关的行", "ids lead to the rows they belong to"),
    "legend.apart": Phrase("　", "   "),
    "figure.other": Phrase("其他类别", "other categories"),
    "figure.waited.0": Phrase("当月提出", "this month"),
    "figure.waited.1": Phrase("1 个月", "1 month"),
    "figure.waited.2": Phrase("2 个月", "2 months"),
    "figure.waited.3": Phrase("3 个月", "3 months"),
    "figure.waited.4": Phrase("4–6 个月", "4–6 months"),
    "figure.waited.7": Phrase("7 个月以上", "7 months on"),
    "figure.waited.unknown": Phrase("没填日期", "no date"),
}
"""Titles, what a colour means, and words of the figures that are drawn."""

PROMPTS: Mapping[str, Phrase] = {
    "decision": Phrase(
        "确认：定下来，不再动。改：换时间或资源。否：这个月不做。缓：以后再议。空着：还没议。",
        "confirm: settled. change: another time or resource. reject: not this month. postpone: later. "
        "blank: not decided.",
    ),
    "status": Phrase(
        "已确认、实施中：不再动。已完成、已评价：不再安排，用掉的从本月可用的里扣除。",
        "confirmed, in progress: stays. done, reviewed: not planned again; what it used is taken off the month.",
    ),
    "reply": Phrase(
        "同意：照这样。婉拒：不再派这件需求。请假：那天那个时段不派。",
        "agree: as it is. decline: not asked for this need again. on leave: not asked in that half-day.",
    ),
    "actual_hours": Phrase(
        "能人这一次实际做了几小时。空着：按签到，没有签到就按计划的算。",
        "hours the helper really gave here. blank: those signed for, else those planned.",
    ),
    "outcome": Phrase(
        "每一行都写完成，项目就是已完成。缺席、未完成：不算工时。别的话照样留着，不算数。",
        "with done in every row the project is done. absent, not done: no hours. other words stay and do not count.",
    ),
    "rating": Phrase(
        "做完以后，1 到 5 分，5 分最好。",
        "once it is done: 1 to 5, 5 is best.",
    ),
}
"""What is shown where something is to be chosen, by column; at most 255 characters."""

FIGURES: Mapping[str, tuple[Phrase, Phrase]] = {
    "by_category": (
        Phrase("类别匹配率：{name}", "served by category: {name}"),
        Phrase("{name}：{served}/{all} 件", "{name}: {served} of {all}"),
    ),
    "by_waiting": (
        Phrase("等候匹配率：{name}", "served by waiting time: {name}"),
        Phrase("{name}：{served}/{all} 件", "{name}: {served} of {all}"),
    ),
    "by_kind": (
        Phrase("使用率：{name}", "used: {name}"),
        Phrase("{name}：{used}/{all}", "{name}: {used} of {all}"),
    ),
}
"""Lines of the overview that charts are drawn of: the item and the note beside its value, which is its label there."""

CHARTS: Mapping[str, Phrase] = {
    "by_community": Phrase("匹配率最低的社区", "Communities served least"),
    "groups": Phrase("各人群的匹配率", "Served of each group"),
    "reasons": Phrase("为什么没配上（需求数）", "Why needs are unserved (needs)"),
    "all_gaps": Phrase("整条街最值得补的（补上后增加的优先分）", "Most worth finding together (priority gained)"),
    "by_group": Phrase("各人群的匹配率", "Served of each group"),
    "by_category": Phrase("各类需求的匹配率", "Served of each category"),
    "by_waiting": Phrase("等了多久，匹配了多少", "Served by how long they have waited"),
    "by_kind": Phrase("资源用了多少", "How much of the resources is used"),
    "gaps": Phrase("最值得补的（补上后增加的优先分）", "Most worth finding (priority gained)"),
}
"""Titles of the charts."""
