"""The words of the public notice: plain ones, that somebody who has never seen a project list understands."""

from __future__ import annotations

from collections.abc import Mapping

from commatch.matching.rules.base import Phrase

__all__ = ["NOTICE_WORDS", "STATES", "WHY"]

NOTICE_WORDS: Mapping[str, Phrase] = {
    "title": Phrase("{community}{month}办事公示", "{community}: notice for {month_name} {year}"),
    "lead": Phrase(
        "居民们提的事，这个月打算办 {doing} 项，时间、地点和谁来做写在下面；还有 {open} 件暂时办不了，也写明原因。",
        "Of what residents asked for, {doing:matter is|matters are} to be done this month: when, where and by whom stands "
        "below. {open:matter|matters} can't be done yet, and why is said, too.",
    ),
    "lead.all": Phrase(
        "居民们提的事，这个月打算办 {doing} 项，时间、地点和谁来做写在下面。",
        "Of what residents asked for, {doing:matter is|matters are} to be done this month: when, where and by whom stands "
        "below.",
    ),
    "lead.none": Phrase(
        "这个月还没有定下来要办的事；暂时办不了的 {open} 件写明原因。",
        "Nothing is settled for this month yet; why {open:matter|matters} can't be done is said below.",
    ),
    "planned": Phrase(
        "标着“拟办”的，还要经居民议事会讨论，以讨论结果为准。",
        "What is marked “planned” is still to be discussed by the residents' council, which decides.",
    ),
    "waiting": Phrase(
        "另有 {count} 项在等居民议事会讨论，定了再公示。",
        "{count:more waits|more wait} for the residents' council and will be posted once decided.",
    ),
    "done": Phrase(
        "已经办完 {count} 件：{what}。",
        "{count:matter is|matters are} done already: {what}.",
    ),
    "private": Phrase(
        "为保护个人隐私，这里不写姓名、住址和电话；标“**”的是隐去的文字。",
        "To protect people's privacy no name, address or telephone number is shown; ** stands for words left out.",
    ),
    "ask": Phrase(
        "有意见、有疑问，或者愿意来帮忙的，请到社区居委会说一声。",
        "With questions or doubts, or if you would like to help, please come to the community office.",
    ),
    "ask.at": Phrase(
        "有意见、有疑问，或者愿意来帮忙的，请联系：{contact}",
        "With questions or doubts, or if you would like to help: {contact}",
    ),
    "signed": Phrase("{community}（盖章）", "{community} (seal)"),
    "signed_on": Phrase("　　　　年　　月　　日", "Date: ______________"),
    "doing": Phrase("要办的事", "What will be done"),
    "open": Phrase("暂时办不了的", "What can't be done yet"),
    "number": Phrase("序号", "No."),
    "what": Phrase("办什么", "What"),
    "when": Phrase("时间", "When"),
    "where": Phrase("地点", "Where"),
    "when_where": Phrase("时间、地点", "When and where"),
    "who": Phrase("谁来做", "By whom"),
    "state": Phrase("进展", "Stage"),
    "why": Phrase("为什么", "Why"),
    "slot": Phrase("{month}月{day}日（{weekday}）{half}", "{weekday} {day} {month_name}, {half}"),
    "days": Phrase("{month}月{days}日{half}", "{days} {month_name}, {half}"),
    "at": Phrase("{when}　{place}", "{when}: {place}"),
    "by_arrangement": Phrase("{month}月内，时间另约", "within {month_name}, by arrangement"),
    "by_arrangement.times": Phrase(
        "{month}月内 {count} 次，时间另约", "{count} times within {month_name}, by arrangement"
    ),
    "at_home": Phrase("上门或约定的地点", "at home or where arranged"),
    "on_site": Phrase("现场", "on the spot"),
    "to_be_named": Phrase("地点另行通知", "to be announced"),
    "people": Phrase("{what} {count} 人", "{what}: {count:person|people}"),
    "people.discreet": Phrase("志愿者或专业人员", "volunteers or professionals"),
    "people.missing": Phrase("人手还在落实", "helpers are still being found"),
    "community": Phrase("社区", "the community"),
    "several": Phrase("{title}（合并 {count} 件）", "{title} ({count} alike)"),
    "discreet": Phrase("{category}（具体内容不公开）", "{category} (details are not posted)"),
    "discreet.plain": Phrase("上门服务（具体内容不公开）", "help at home (details are not posted)"),
    "discreet.sort": Phrase("给这类人群上门做的事，只写类别", "done at the home of such a group: the category alone"),
    "long.sort": Phrase("文字太长，只写开头", "too long: its beginning alone"),
    "masks.title": Phrase(
        "{community} {month} 公示遮盖记录（内部）", "{community}: what the notice {month} does not show (internal)"
    ),
    "name.notice": Phrase("公示-{month}", "notice-{month}"),
    "name.masks": Phrase("内部-公示遮盖记录-{month}", "internal-notice-masks-{month}"),
}
"""Words of the notice and of the record beside it."""

MONTH_NAMES = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
"""Months in English."""

STATES: Mapping[str, Phrase] = {
    "planned": Phrase("拟办", "planned"),
    "confirmed": Phrase("已定", "settled"),
    "in_progress": Phrase("正在办", "under way"),
    "done": Phrase("已办完", "done"),
}
"""How far a project is."""

WHY: Mapping[str, Phrase] = {
    "not_broken_down": Phrase("还没弄清楚具体要做什么，正在了解", "what exactly is wanted is still being found out"),
    "past_due": Phrase("需要的日子已经过了", "the day by which it was needed has passed"),
    "no_slot": Phrase("这个月没有合适的日子", "no day of this month suits"),
    "no_skill": Phrase("还没有会做这件事的人", "nobody who can do it has been found yet"),
    "level_too_low": Phrase("需要更有经验的人，还没有找到", "it takes more experience than anybody here has"),
    "checks_missing": Phrase(
        "需要有相应资格的人，还没有找到", "nobody with the clearance that it needs has been found yet"
    ),
    "group_not_served": Phrase("现有的人和单位暂时帮不上这类需求", "those who could do it serve others"),
    "too_far": Phrase("能做的人离得太远", "those who could do it live too far away"),
    "paused": Phrase("能做的人或单位暂时停了服务", "those who could do it are not available at present"),
    "banned": Phrase("能做的人或单位暂时不合适", "those who could do it are not suitable at present"),
    "declined": Phrase("能做的人或单位这次来不了", "those who could do it can't come this time"),
    "lent_for_other": Phrase("能做的人或单位另有安排", "those who could do it have other engagements"),
    "no_common_time": Phrase("大家的时间凑不到一起", "no time suits everybody who is needed"),
    "too_few": Phrase("人手不够", "too few people can do it"),
    "hours_short": Phrase("能做的人时间不够", "those who could do it have too little time"),
    "hours_taken": Phrase("能做的人这个月已经排满", "those who could do it are fully booked this month"),
    "no_service": Phrase("还没有单位能提供这项服务", "no unit that offers it has been found yet"),
    "agreement": Phrase("能做的单位，协议不在有效期内", "there is no agreement in force with a unit that could do it"),
    "sessions_short": Phrase("能做的单位次数不够", "the unit that could do it can't come that often"),
    "sessions_taken": Phrase("能做的单位这个月已经排满", "the units that could do it are fully booked this month"),
    "venue_too_small": Phrase("没有坐得下的场地", "no venue is large enough"),
    "no_facilities": Phrase("没有设施合适的场地", "no venue has what it needs"),
    "venue_too_far": Phrase("附近没有合适的场地", "there is no suitable venue nearby"),
    "no_venue": Phrase("还没有可用的场地", "there is no venue for it yet"),
    "slots_taken": Phrase("合适的时段已经排满", "every half-day that would suit is taken"),
    "fund_category": Phrase("还没有能用在这上面的资金", "there is no money yet that may be used for it"),
    "over_cap": Phrase("要的钱超过了单项上限", "it costs more than may be given to one matter"),
    "money_short": Phrase("资金不够", "there is too little money"),
    "money_gone": Phrase("这个月的资金已经安排完", "this month's money is spent"),
    "no_goods": Phrase("还没有需要的物资", "what it needs is not in stock"),
    "goods_short": Phrase("物资不够", "there is too little in stock of what it needs"),
    "goods_gone": Phrase("需要的物资这个月已经用完", "what it needs is used up this month"),
    "clash": Phrase("需要的人、场地和时间这个月凑不齐", "the people, place and time that it needs don't come together"),
    "outranked": Phrase(
        "人手和场地有限，这个月先办了更急的事", "people and places are few; what is more urgent came first"
    ),
    "pinned_out": Phrase("需要的人或场地已经留给定下来的事", "the people or places that it needs are promised already"),
    "not_proven": Phrase("这个月还没能排上", "no place for it was found this month"),
    "rejected": Phrase("居民议事会讨论后，决定不办", "the residents' council decided against it"),
    "postponed": Phrase("居民议事会讨论后，决定缓一缓再办", "the residents' council decided to postpone it"),
    "change_asked": Phrase("居民议事会要求调整方案，改好了再公示", "the residents' council asked for changes"),
    "status.handed_on": Phrase("已转给有关部门办理", "handed on to the department in charge"),
    "status.postponed": Phrase("暂缓，以后再办", "postponed"),
    "status.out_of_remit": Phrase("不在居民议事会能议的范围里", "outside what the residents' council may discuss"),
    "about": Phrase("{why}（{what}）", "{why} ({what})"),
}
"""Why something can't be done yet, by reason code: nobody else's need is named."""
