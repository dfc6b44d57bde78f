"""The words of the workbook and the page of many months."""

from __future__ import annotations

from collections.abc import Mapping

from commatch.matching.rules.base import Phrase

__all__ = ["FUNDERS", "TREND_CHARTS", "TREND_OVERVIEW", "TREND_PAGE", "TREND_WORDS"]

TREND_WORDS: Mapping[str, Phrase] = {
    "title": Phrase("{community} {months} {sheet}", "{community}: {sheet}, {months}"),
    "span": Phrase("{first} 至 {last}", "{first} to {last}"),
    "name": Phrase("内部-趋势-{months}", "internal-trends-{months}"),
    "name.span": Phrase("{first}至{last}", "{first}-to-{last}"),
    "by.category": Phrase("类别", "category"),
    "by.source": Phrase("来源", "source"),
    "by.grid": Phrase("网格", "grid"),
    "by.group": Phrase("人群", "group"),
    "none": Phrase("未填", "not given"),
    "all_needs": Phrase("全体", "all needs"),
    "yes": Phrase("是", "yes"),
    "no": Phrase("否", "no"),
    "no_id": Phrase("{name}（无编号）", "{name} (no id)"),
    "no_list": Phrase("这个月没有给项目清单", "no project list of this month was given"),
    "no_need": Phrase("这个月没有这个人群的需求", "no need of this group this month"),
    "short": Phrase(
        "连续落后：{served}/{needs}，全体 {all_served}/{all_needs}",
        "falls short: {served} of {needs}, all needs {all_served} of {all_needs}",
    ),
    "short_item": Phrase(
        "{month}：{served}/{needs}，全体 {all_served}/{all_needs}",
        "{month}: {served} of {needs}, all needs {all_served} of {all_needs}",
    ),
    "too_much": Phrase("用到提供工时的 {share} 以上，请少派", "more than {share} of what was offered: ask less"),
    "never_asked": Phrase("这几个月没有请过", "never asked in these months"),
    "paused": Phrase("已暂停", "paused"),
    "gone": Phrase("最近一份表里没有了", "no longer in the latest list"),
    "ends": Phrase("协议 {days} 天后到期", "the agreement ends in {days:day|days}"),
    "ended": Phrase("协议已到期", "the agreement has ended"),
    "spent_unknown": Phrase("支出还没有结转记下", "what is spent is not in the book yet"),
    "below": Phrase(
        "“{below}”是和全体比低多少，负数就是比全体高",
        "{below}: how far a group is below all needs, negative where it is above them",
    ),
    "several_groups": Phrase("一件需求属于几个人群的，每个人群都算", "a need of several groups counts in each"),
    "groups_of_people": Phrase(
        "人属于哪个人群，看签到；签到没有说的，出力算在“未填”",
        "a person's group is known from attendance alone; whoever it does not tell of counts under 'not given', hours and all",
    ),
    "unknown": Phrase("不知道", "not known"),
}
"""Words of several sheets."""

TREND_OVERVIEW: Mapping[str, tuple[Phrase, Phrase]] = {
    "community": (Phrase("社区", "community"), Phrase("", "")),
    "months": (Phrase("月份", "months"), Phrase("{count} 个月，读了 {files} 个文件", "{count:month|months}, {files:file|files} read")),
    "collected": (Phrase("收到需求", "needs collected"), Phrase("收到 / 办结 / 在办：{collected} / {settled} / {in_work}", "collected / settled / in work: {collected} / {settled} / {in_work}")),
    "settled": (Phrase("办结", "settled"), Phrase("占收到的 {share}", "{share} of those collected")),
    "in_work": (Phrase("在办", "in work"), Phrase("最后一个月末还没有去向的", "not settled, handed on or refused at the end of the last month")),
    "handed_on": (Phrase("转办", "handed on"), Phrase("转给街道或部门的", "handed to the street office or a department")),
    "refused": (Phrase("不受理", "refused"), Phrase("不受理和议事否决的", "out of remit, or rejected by the council")),
    "median_days": (Phrase("从提出到办结（中位天数）", "days from raised to settled (median)"), Phrase("{timed} 件办结的有两头的日期", "of {timed:settled need|settled needs} with both dates")),
    "mean_days": (Phrase("从提出到办结（平均天数）", "days from raised to settled (mean)"), Phrase("", "")),
    "share_served": (Phrase("匹配率", "served share"), Phrase("各月项目清单合计：{served} / {needs}", "all project lists together: {served} of {needs}")),
    "no_lists": (Phrase("没有项目清单的月份", "months without a project list"), Phrase("{months}：匹配率不知道", "{months}: served shares are not known")),
    "hours": (Phrase("能人出力（小时）", "hours given"), Phrase("{helpers} 位（队）出过力", "by {helpers:helper or team|helpers and teams}")),
    "too_much": (Phrase("用得太多的能人", "helpers who carry too much"), Phrase("用到提供工时的 {share} 以上：{names}", "more than {share} of what they offered: {names}")),
    "never_asked": (Phrase("没有请过的能人", "helpers never asked"), Phrase("{names}", "{names}")),
    "sessions": (Phrase("活动场次", "sessions held"), Phrase("历史里有日期的，同一需求同一天算一场", "with a date in history; one need on one day is one")),
    "ending": (Phrase("快到期的协议", "agreements that end"), Phrase("从 {day} 起 {days} 天之内：{names}", "within {days} days of {day}: {names}")),
    "money_raised": (Phrase("筹到的资金（元）", "money raised (yuan)"), Phrase("每笔资金第一次的数，加上以后每月比上月余下多的", "what each fund had first, and what it had more than was left the month before")),
    "money_spent": (Phrase("用掉的资金（元）", "money spent (yuan)"), Phrase("资金账里的支出", "as the fund book says")),
    "rating": (Phrase("平均评价", "mean rating"), Phrase("{count} 个评价，1–5 分", "of {count:rating|ratings}, 1 to 5")),
    "short": (Phrase("连续落后的人群", "groups that fall short"), Phrase("{names}：匹配率连续 {months} 个月以上比全体低 {share} 以上", "{names}: served share {share} or more below the whole for {months} months in a row or more")),
    "no_short": (Phrase("连续落后的人群", "groups that fall short"), Phrase("没有人群连续 {months} 个月比全体低 {share} 以上", "no group was {share} or more below the whole for {months} months in a row")),
}  # fmt: skip
"""Lines of the overview: what each is called, and what is said beside it."""

FUNDERS: Mapping[str, tuple[Phrase, Phrase, Phrase]] = {
    "residents": (Phrase("居民人数", "residents"), Phrase("设置“居民人数”", "setting residents"), Phrase("不知道：在“设置”里填 居民人数", "not known: set residents")),
    "volunteers": (Phrase("志愿者人数", "volunteers"), Phrase("能人表里在岗的（队伍按人数）和出过力的；其中 {strangers} 人只有签到", "helpers who are active (teams by headcount) or gave hours; {strangers} of them only signed in"), Phrase("不知道：没有能人表", "not known: no list of helpers was given")),
    "volunteer_share": (Phrase("志愿者占居民", "volunteers as a share of residents"), Phrase("要求在设置“志愿者占比要求”里", "what is asked is setting volunteer_share"), Phrase("不知道：在“设置”里填 居民人数", "not known: set residents")),
    "logged": (Phrase("其中有工时的", "of whom with logged hours"), Phrase("历史或签到里有工时的；有工时的队伍按全队人数", "with hours in history or attendance; a team with hours counts as a whole"), Phrase("不知道：没有能人表", "not known: no list of helpers was given")),
    "logged_share": (Phrase("有工时的占志愿者", "with logged hours, as a share of volunteers"), Phrase("要求在设置“有工时占比要求”里", "what is asked is setting logged_share"), Phrase("不知道：没有能人表", "not known: no list of helpers was given")),
    "organisations": (Phrase("社区组织", "organisations"), Phrase("队伍 {teams} 支，共建单位 {units} 家（在岗的）", "{teams:team|teams} and {units:unit|units}, those active"), Phrase("不知道：没有能人表和共建单位表", "not known: no list of helpers or units was given")),
    "money_raised": (Phrase("筹到的资金（元）", "money raised (yuan)"), Phrase("每笔资金第一次的数，加上以后每月比上月余下多的；没有另记来源", "what each fund had first, and what it had more than was left the month before; where it came from is not told"), Phrase("不知道：没有资金表和资金账", "not known: no funds and no fund book were given")),
    "direct": (Phrase("直接受益人次", "direct beneficiaries"), Phrase("办结的 {needs} 件需求的受益人数相加，同一个人可能算几次", "of {needs:settled need|settled needs}, added up; the same person may count more than once"), Phrase("", "")),
    "indirect": (Phrase("间接受益人数", "indirect beneficiaries"), Phrase("设置“间接受益人数”", "setting indirect_beneficiaries"), Phrase("不知道：在“设置”里填 间接受益人数", "not known: set indirect_beneficiaries")),
    "sessions": (Phrase("活动场次", "sessions held"), Phrase("历史里同一需求同一天算一场；没有日期的 {undated} 项没有算", "one need on one day in history is one; {undated} without a date not counted"), Phrase("", "")),
}  # fmt: skip
"""Lines of the funders' table: what each is called, what is said beside it, and what where it is not known."""

TREND_CHARTS: Mapping[str, Phrase] = {
    "needs": Phrase("各月：收到、办结、月末在办", "Needs by month: collected, settled, in work at its end"),
    "groups": Phrase("各人群的匹配率", "Served share by group"),
    "groups_of": Phrase("各人群的匹配率（{number}/{count}）", "Served share by group ({number} of {count})"),
    "days": Phrase("各类别办结天数（中位）", "Days to settle by category (median)"),
    "helpers": Phrase("出力最多的能人（小时）", "Most hours given"),
    "units": Phrase("共建单位场次", "Sessions by unit"),
    "money": Phrase("各月资金：进账、支出、余下（元）", "Money by month: raised, spent, left (yuan)"),
    "rating": Phrase("各月平均评价", "Mean rating by month"),
    "hours": Phrase("各月出力（小时）", "Hours given by month"),
    "settled_by": Phrase("各月：办结 / 收到", "By month of collection: settled / collected"),
    "came": Phrase("各人群参加议事和活动（人次）", "Times at councils and events, by group"),
    "taking_part": Phrase("各人群来参加议事和活动的人", "People at councils and events, by group"),
}
"""Titles of charts."""

TREND_PAGE: Mapping[str, Phrase] = {
    "title": Phrase("{community} {months} 回顾", "{community}: {months}"),
    "internal_trends": Phrase(
        "内部资料：没有写居民和能人的姓名，但人少的人群、网格里还是可能认出是谁。给外面看之前先看一遍。",
        "Internal: no resident and no helper is named, but in a small group somebody may be recognised. Read it before "
        "others do.",
    ),
    "figures_trends": Phrase("这几个月", "The months"),
    "needs": Phrase("收到 / 办结 / 在办", "collected / settled / in work"),
    "left": Phrase("转办 {handed_on}，不受理 {refused}", "{handed_on} handed on, {refused} refused"),
    "days": Phrase("从提出到办结（天，中位）", "days from raised to settled (median)"),
    "days_note": Phrase("平均 {mean} 天，{count} 件有日期", "{mean} on average, of {count:need|needs} with dates"),
    "served": Phrase("匹配率", "served share"),
    "served_note": Phrase(
        "{count} 份项目清单：{served} / {needs}", "{count:project list|project lists}: {served} of {needs}"
    ),
    "no_lists": Phrase("没有给项目清单，不知道", "not known: no project list was given"),
    "hours": Phrase("能人出力（小时）", "hours given"),
    "hours_note": Phrase("{count} 位（队）出过力", "by {count:helper or team|helpers and teams}"),
    "burden": Phrase("用得太多 / 没请过的能人", "helpers asked too much / never asked"),
    "burden_note": Phrase(
        "用到提供工时的 {share} 以上算太多；名单在工作簿里",
        "too much: more than {share} of what they offered; who they are is in the workbook",
    ),
    "ending": Phrase("{days} 天内到期的协议", "agreements ending within {days} days"),
    "money": Phrase("资金筹到 / 用掉（元）", "money raised / spent (yuan)"),
    "rating": Phrase("平均评价（1–5）", "mean rating (1 to 5)"),
    "rating_note": Phrase("{count} 个评价", "of {count:rating|ratings}"),
    "short": Phrase("连续落后的人群", "groups that fall short"),
    "key_settled": Phrase("已办结", "settled"),
    "key_rest": Phrase("还没有", "not yet, or otherwise"),
    "key_served": Phrase("配上", "served"),
    "key_unserved": Phrase("没配上", "unserved"),
    "key_councils": Phrase("议事", "councils"),
    "key_events": Phrase("活动", "events"),
    "more": Phrase("还有 {count} 个，都在工作簿里", "{count} more, all of them in the workbook"),
    "months": Phrase("各月", "Months"),
    "groups": Phrase("各人群的匹配率", "Served share by group"),
    "groups_note": Phrase("红色的是连续落后的月份。", "Red: months in a row in which a group fell short."),
    "group": Phrase("人群", "group"),
    "evaluation": Phrase("参与效能", "Taking part"),
    "funds": Phrase("资金", "Funds"),
    "funders": Phrase("资助方口径", "What funders ask for"),
    "nothing": Phrase("没有。", "None."),
    "foot": Phrase(
        "commatch {version} 按各月的工作簿和项目清单写成，打开不用联网，也不向外发任何东西。",
        "Written by commatch {version} from the months' workbooks and project lists. It opens without a network and "
        "sends nothing anywhere.",
    ),
}
"""Words of the page."""
