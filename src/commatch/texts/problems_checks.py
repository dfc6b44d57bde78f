"""The words of what only the lists together show: needs that nobody can serve, people nobody asks, things written twice."""

from __future__ import annotations

from collections.abc import Mapping

from commatch.texts.text import Text

__all__ = ["CHECK_TEXTS"]

CHECK_TEXTS: Mapping[str, Text] = {
    "nothing_asked": Text(
        "需求 {value} 没有写要谁做、要什么，没法安排",
        "{template}填上“模板”，或在“技能”“服务”“容纳人数”“经费”“物资”里写上要的",
        "nothing is asked for need {value}: no people, services, venue, money or goods; it can't be planned",
        "{template}name a template, or write what it takes as skills, services, seats, budget or goods",
    ),
    "due_past": Text(
        "期限 {value} 已经过了（从 {first} 开始安排），不会安排",
        "还要办就改期限；已经办完就把状态改成“已完成”",
        "it was due on {value}, before the first day planned ({first}): it will not be served",
        "change the date if it is still wanted; set the status to done if it is settled",
    ),
    "need_without_slot": Text(
        "“{value}”在 {month} 里没有能安排的半天（期限和法定节假日也算在内）",
        "放宽可行时段或期限；要放在节假日就写明日期",
        "'{value}' leaves not one half-day in {month} (due date and holidays counted)",
        "allow more times or a later date; to use a public holiday, write its date",
    ),
    "too_few_slots": Text(
        "要 {value} 次，在它的时段里每两次隔开 {gap} 天，最多 {there} 次",
        "减少次数，或放宽可行时段、期限",
        "{value} times are asked; within its times, {gap} days apart, there can be {there} at most",
        "ask fewer times, or allow more times or a later date",
    ),
    "no_time_together": Text(
        "需求 {value} 要的人、单位、场地凑不到同一个时段",
        "放宽可行时段、期限，或另找有空的人和场地",
        "the people, units and venues that need {value} takes are never free together",
        "allow more times or a later date, or find others who are free then",
    ),
    "skill_unknown": Text(
        "没有一个能人会“{value}”",
        "{near}改成“能人”表里的写法；真的没有人会，就登记新的能人或改求助单位",
        "no helper has the skill '{value}'",
        "{near}write it as in the sheet of helpers; if nobody has it, find a helper or ask a unit",
    ),
    "term_unknown": Text(
        "没有人认得这个{of}：“{value}”",
        "{near}写成常用的叫法；这是本社区的叫法，就在“词表”里写上它和标准词",
        "nobody knows this {of}: '{value}'",
        "{near}use the usual name; if it is a word of your own, put it and its standard term on the sheet vocabulary",
    ),
    "level_unreached": Text(
        "会“{value}”的人里，等级最高的是 {level}，不到要求的 {asked}",
        "降低要求的等级，或另找等级更高的人",
        "of those who have the skill '{value}' the best has level {level}, below the {asked} asked",
        "ask for a lower level, or find someone better at it",
    ),
    "checks_unheld": Text(
        "会“{value}”的人都没有要求的资质（{checks}）",
        "改资质的写法，或给能人补登资质；不需要就空着",
        "nobody with the skill '{value}' has passed the checks asked ({checks})",
        "write the checks alike, add them to the helpers, or leave the cell blank if none is needed",
    ),
    "service_unknown": Text(
        "没有一个单位提供“{value}”",
        "{near}改成“共建单位”表里的写法；真的没有，就联系新的单位",
        "no unit offers the service '{value}'",
        "{near}write it as in the sheet of units; if none offers it, find another unit",
    ),
    "goods_unknown": Text(
        "物资里没有“{value}”",
        "{near}改成“物资”表里的写法，或把它登记进去",
        "there are no goods named '{value}'",
        "{near}write it as in the sheet of goods, or add it there",
    ),
    "goods_too_few": Text(
        "“{value}”要 {asked} 件，全部加起来只有 {there} 件",
        "减少件数，或补充物资",
        "{asked} of '{value}' are asked; there are {there} in all",
        "ask for fewer, or get more",
    ),
    "too_few_suit": Text(
        "“{value}”要 {asked} 个，合适的{kind}只有 {there} 个",
        "减少要的数量，或再找{kind}；看看其余的为什么不合适（时段、距离、人群、工时）",
        "{asked} are asked for '{value}'; only {there} of the kind '{kind}' will do",
        "ask for fewer or find more; see why the others won't do (times, distance, groups, hours)",
    ),
    "nobody_suits": Text(
        "“{value}”有{kind}能做，但没有一个合适；最接近的 {resource}：{rule}",
        "改需求或资源里对不上的地方，或再找{kind}",
        "there are some who could do '{value}' (kind: {kind}), but none will do here; nearest is {resource}: {rule}",
        "change what does not fit in the need or in the resource, or find others",
    ),
    "venue_unfit": Text(
        "需求 {value} 没有合适的场地；最接近的 {resource}：{rule}",
        "改人数、设施或时段，或再找场地",
        "no venue will do for need {value}; nearest is {resource}: {rule}",
        "change its seats, facilities or times, or find another venue",
    ),
    "budget_unpaid": Text(
        "经费 {value} 元，没有一笔资金付得了；最接近的 {resource}：{rule}",
        "减少经费、改类别，或再筹一笔；一条需求由一笔资金全付",
        "no fund can pay the {value} yuan; nearest is {resource}: {rule}",
        "ask for less, change the category, or raise another fund: one fund pays the whole of a need",
    ),
    "nothing_there": Text(
        "需求 {value} 要{kind}，“{kind}”表里却是空的",
        "把{kind}登记进去，或去掉这项要求",
        "need {value} asks for something of the kind '{kind}', and that sheet is empty",
        "fill that sheet, or ask for nothing of it",
    ),
    "sheet_without_rows": Text(
        "“{value}”表里一行也没有，却有 {count} 条需求要{kind}",
        "把{kind}登记进去；真的一个也没有就不必管，那些需求这个月配不上",
        "the sheet '{value}' has not one row, and {count:need asks|needs ask} for something of the kind '{kind}'",
        "fill it in; if there are none at all leave it: those needs can't be served this month",
    ),
    "agreement_ended": Text(
        "{resource} 的协议 {value} 已到期（从 {first} 开始安排），这个月不会安排它",
        "续签了就改日期；不再合作就把状态改成“暂停”",
        "the agreement with {resource} ended on {value}, before the first day planned ({first})",
        "write the new date if it was renewed; set the status to paused if not",
    ),
    "agreement_not_begun": Text(
        "{resource} 的协议 {value} 才开始（安排到 {last}），这个月不会安排它",
        "日期写错了就改；没有错就不必管",
        "the agreement with {resource} starts on {value}, after the last day planned ({last})",
        "correct the date if it is wrong, else leave it",
    ),
    "not_asked": Text(
        "{value}（{kind}）能提供的，这个月没有一件需求要",
        "写法不一样就改成一样；这个月用不上就不必管",
        "{value} (kind: {kind}) offers nothing that a need of the month asks for",
        "if a need means the same in other words write both alike; else leave it",
    ),
    "suits_none": Text(
        "{value}（{kind}）能做的，要它的需求都对不上；如 {need}：{rule}",
        "检查它的时段、网格、人群、工时和等级；没有错就不必管",
        "{value} (kind: {kind}) suits none of the needs that ask for it; {need} for one: {rule}",
        "check its times, grid, groups, hours and levels; leave it if they are right",
    ),
    "need_twice": Text(
        "{value} 和 {first}（{other}）像是同一件事：同一个人或同一住址，说法相近",
        "是同一件事就删掉一行；不是就不必管",
        "{value} and {first} ({other}) look like the same: one person or home, and nearly the same words",
        "delete one of them if they are; else leave them",
    ),
    "need_told_alike": Text(
        "{value} 和 {first}（{other}）写得一字不差，人群、网格、提出日期也一样，没有电话和住址可以分清",
        "是同一件事就删掉一行；是两件，就写上住址或电话，或在“合并”里写一样的字",
        "{value} and {first} ({other}) say the same word for word, of the same group, grid and day, without a telephone or an "
        "address to tell them apart",
        "delete one of them if they are the same; else add an address or a telephone, or the same text under bundle",
    ),
    "helper_twice": Text(
        "{value} 和 {first}（{other}）的姓名、电话都一样",
        "是同一个人就只留一行，把技能写在一起",
        "{value} has the same name and telephone number as {first} ({other})",
        "if they are one person keep one row, with all the skills",
    ),
    "grid_unknown": Text(
        "网格“{value}”（{rows} 行写了它）不在“网格距离”里，远近不起作用",
        "{near}改成一样的写法，或在“网格距离”里补上",
        "the grid '{value}' ({rows:row|rows}) is not in the sheet of distances: how far it is plays no part",
        "{near}write it as it stands there, or add it there",
    ),
}
"""The words of problems between the lists."""
