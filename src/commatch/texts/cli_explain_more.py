"""More words of ``commatch explain``: answers about a resource and about a pair."""

from __future__ import annotations

__all__ = ["EXPLAIN_MORE_WORDS"]

EXPLAIN_MORE_WORDS: dict[str, tuple[str, str]] = {
    # -- resources --------------------------------------------------------------------------------------------
    "explain.resource.title": ("{kind} {who}", "{kind} {who}"),
    "explain.resource.busy": ("本月排了 {count} 件。", "It serves {count:need|needs} this month."),
    "explain.resource.idle": ("本月没有排上。{why}", "It is not asked this month. {why}"),
    "explain.idle.paused": ("它的状态是暂停。", "It is paused."),
    "explain.idle.not_asked": (
        "本月 {demands} 件需求，没有一件对口。",
        "None of the month's {demands:need|needs} asks for what it offers.",
    ),
    "explain.idle.shut": (
        "对口的需求有 {asking} 件，都不合条件，多数是因为{code}（{count} 件）。",
        "{asking:need asks|needs ask} for what it offers, and it may do none of them: mostly {code} ({count}).",
    ),
    "explain.idle.shut_all": (
        "对口的需求有 {asking} 件，不合条件：{code}。",
        "{asking:need asks|needs ask} for what it offers, and it may not: {code}.",
    ),
    "explain.idle.lower": (
        "能做的有 {count} 件，多数由匹配分更高的做了。",
        "It could serve {count:need|needs}; in most of them somebody with a higher score does.",
    ),
    "explain.idle.equal": (
        "能做的有 {count} 件，多数由同分的做了。",
        "It could serve {count:need|needs}; in most of them somebody with the same score does.",
    ),
    "explain.idle.higher": (
        "能做的有 {count} 件，分更高也没有排，见下面每一件的说明。",
        "It could serve {count:need|needs} with a higher score and does not; see below what stands above that.",
    ),
    "explain.idle.not_then": (
        "能做的有 {count} 件，多数定在没有空的时候。",
        "It could serve {count:need|needs}; most of them are at times when it is not free.",
    ),
    "explain.idle.unserved": (
        "能做的有 {count} 件，多数因为缺别的没有配上。",
        "It could serve {count:need|needs}; most of them go unserved since something else is missing.",
    ),
    "explain.idle.free": (
        "能做的有 {count} 件，有空，但这些需求因为缺别的没有配上。",
        "It could serve {count:need|needs} and is free; those go unserved since something else is missing.",
    ),
    "explain.idle.apart": (
        "能做的有 {count} 件，多数在有空的时候凑不齐别的人或场地。",
        "It could serve {count:need|needs}; in most of them the others it takes are never free when this is.",
    ),
    "explain.idle.other": (
        "能做的有 {count} 件，见下面每一件的说明。",
        "It could serve {count:need|needs}; see each below.",
    ),
    "explain.used.hours": ("每月 {there} 小时，用了 {used}", "{used} of {there:hour|hours} used"),
    "explain.used.sessions": ("每月 {there} 场，用了 {used}", "{used} of {there:session|sessions} used"),
    "explain.used.money": ("{there} 元，用了 {used}", "{used} of {there} yuan used"),
    "explain.used.pieces": ("{there} 件，最多时用 {used}", "at most {used} of {there:piece|pieces} at a time"),
    "explain.used.half_days": (
        "有空的半天 {there} 个，排了 {used} 个",
        "{used} of {there:free half-day|free half-days} used",
    ),
    "explain.resource.does": ("排了什么", "What it does"),
    "explain.resource.row": ("{need} {what}：{about}", "{need} {what}: {about}"),
    "explain.resource.open": ("能做、没有排的 {count} 件", "What it could do and does not: {count}"),
    "explain.open.served": (
        "{need} {what}：现在是 {who}（匹配分 {theirs}；{me} {own}）。{me} {how}",
        "{need} {what}: {who} (score {theirs}; {me} {own}). {me}: {how}",
    ),
    "explain.open.plain": ("{need} {what}：现在是 {who}。{me} {how}", "{need} {what}: {who}. {me}: {how}"),
    "explain.open.unserved": (
        "{need} {what}：没有匹配上（{reason}）。{me} {how}",
        "{need} {what}: unserved ({reason}). {me}: {how}",
    ),
    "explain.resource.shut": ("对口，但不合条件", "Asks for what it offers, but it may not"),
    "explain.shut.code": ("{code} {count} 件：{some}", "{code}, {count}: {some}"),
    "explain.shut.same": ("{code} {count} 件（{why}）：{some}", "{code}, {count} ({why}): {some}"),
    "explain.shut.one": ("{need} {why}", "{need} {why}"),
    "explain.shut.plain": ("{need}", "{need}"),
    "explain.and_more": (" 等", " and others"),
    "explain.resource.rest": (
        "其余 {count} 件不对口。",
        "The other {count:need does|needs do} not ask for what it offers.",
    ),
    "explain.resource.loosen": ("改一样，就多几件合条件", "What would open more to it"),
    "explain.opens": (
        "{change}：就合条件 {needs}{unserved}",
        "{change}: it would meet the conditions of {needs}{unserved}",
    ),
    "explain.opens.unserved": ("，其中 {count} 件现在没配上", ", {count} of them unserved now"),
    "explain.opens.unserved.one": ("，现在没配上", ", unserved now"),
    "explain.opens.nothing": (
        "（只改一样都不够：改了，还有别的条件不合）",
        "(no single change is enough: something else would be in the way)",
    ),
    "explain.count": ("{count} 件（{some}）", "{count} ({some})"),
    "explain.change.too_far": (
        "步行上限从 {now} 分钟放到 {to} 分钟",
        "a walking limit of {to} minutes instead of {now}",
    ),
    "explain.change.hours_short": ("每月再多 {more} 小时（到 {to}）", "{more} more hours a month ({to})"),
    "explain.change.sessions_short": ("每月再多 {more} 场（到 {to}）", "{more} more sessions a month ({to})"),
    "explain.change.venue_too_small": ("能坐 {to} 人（现在 {now}）", "{to} seats instead of {now}"),
    "explain.change.over_cap": ("单项上限放到 {to} 元（现在 {now}）", "a cap of {to} yuan instead of {now}"),
    "explain.change.money_short": ("再多 {more} 元（到 {to}）", "{more} more yuan ({to})"),
    "explain.change.checks_missing": ("有“{checks}”资质", "with the checks {checks}"),
    "explain.change.no_facilities": ("添上 {missing}", "with {missing}"),
    "explain.change.level_too_low": ("“{what}”等级到 {level}", "level {level} in {what}"),
    "explain.change.paused": ("恢复在岗", "active again"),
    "explain.change.group_not_served": ("不限服务人群", "without a limit to the groups served"),
    "explain.change.fund_category": ("不限适用类别", "without a limit to the categories paid for"),
    "explain.change.agreement": ("协议续到本月", "with an agreement for this month"),
    "explain.change.no_common_time": ("每{weekday}{half}有空", "free on {weekday} {half}s"),
    "explain.change.any_time": ("本月有空的半天", "any half-day free this month"),
    "explain.weekday.0": ("周一", "Monday"),
    "explain.weekday.1": ("周二", "Tuesday"),
    "explain.weekday.2": ("周三", "Wednesday"),
    "explain.weekday.3": ("周四", "Thursday"),
    "explain.weekday.4": ("周五", "Friday"),
    "explain.weekday.5": ("周六", "Saturday"),
    "explain.weekday.6": ("周日", "Sunday"),
    # -- pairs ------------------------------------------------------------------------------------------------
    "explain.pair.title": ("{need} 和 {who}", "{need} and {who}"),
    "explain.pair.planned": ("就是这样排的。", "The plan has it so."),
    "explain.pair.allowed": ("可以，但没有这样排。", "It may be, but the plan has it otherwise."),
    "explain.pair.no_plan": (
        "单看这一对可以，但没有一种安排做得到。",
        "The rules allow the pair, but there is no plan that has it.",
    ),
    "explain.pair.forbidden": ("不行。", "It may not be."),
    "explain.pair.not_asked": (
        "不行：{need} 要的是 {asked}，没有 {who} 能做的。",
        "It may not be: {need} asks for {asked}, none of which {who} offers.",
    ),
    "explain.pair.out": ("{need} 不参与匹配，谈不上配谁。", "{need} takes no part in matching."),
    "explain.pair.why": ("怎么回事", "How it stands"),
    "explain.pair.part": ("{what}：{why}", "{what}: {why}"),
    "explain.pair.by": ("{what}：{how}", "{what}: {how}"),
    "explain.pair.trial": ("一定要这样排的话（另算了一次）", "If it had to be so (the month was solved again)"),
    "explain.pair.needs": ("配上的需求：{before} → {after} 件", "Needs served: {before} → {after}"),
    "explain.pair.must": ("其中兜底：{before} → {after} 件", "Of the highest urgency: {before} → {after}"),
    "explain.pair.priority": ("覆盖的优先分：{before} → {after}", "Priority covered: {before} → {after}"),
    "explain.pair.score": (
        "匹配分（最高能到）：{before} → {after}",
        "Match score, the best to be had: {before} → {after}",
    ),
    "explain.pair.tier": ("{tier}：{before} → {after}", "{tier}: {before} → {after}"),
    "explain.pair.same": (
        "没有代价：配上的需求、优先分、匹配分都不变。",
        "It costs nothing: needs served, priority and match score stay as they are.",
    ),
    "explain.pair.lost": ("会少配上：{needs}", "Would go unserved: {needs}"),
    "explain.pair.gained": ("会多配上：{needs}", "Would be served: {needs}"),
    "explain.pair.then": ("{who} 做：{about}", "{who} does it: {about}"),
    "explain.pair.instead": ("不再做的：{who}", "No longer on it: {who}"),
    "explain.pair.named": ("{need}（{reason}）", "{need} ({reason})"),
    "explain.pair.clash": (
        "排不出来，下面几样不能同时满足",
        "There is no such plan: these can't be kept together",
    ),
    "explain.pair.time": (
        "限时内没有算出来；加大 --time-limit 再试。",
        "No plan was found in time; raise --time-limit and try again.",
    ),
    "explain.pair.failed": (
        "算不出来。",
        "It can't be solved.",
    ),
    "explain.pair.unproven": (
        "前后两次有没有证明到最优的，差别只能参考。",
        "Not all of both plans was proven optimal: the difference is only a guide.",
    ),
    "explain.pair.how": (
        "要这样排：在“匹配意见”里写 {need}、{who}、锁定，再运行 commatch match。",
        "To have it so: write {need}, {who}, pin into the sheet opinions and run commatch match again.",
    ),
}
"""Words by key, in Chinese and English."""
