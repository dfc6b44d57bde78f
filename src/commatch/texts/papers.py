"""The words of papers: the council day's agenda, task sheets, calendars of venues and calendar files."""

from __future__ import annotations

from collections.abc import Mapping

from commatch.matching.rules.base import Phrase

__all__ = ["PAPER_WORDS"]

PAPER_WORDS: Mapping[str, Phrase] = {
    "paper.worker_of": Phrase("{community}的社工", "the social worker of {community}"),
    "paper.to_arrange": Phrase("时间另约", "time to be arranged"),
    "paper.to_arrange_times": Phrase("时间另约，共 {count} 次", "times to be arranged, {count} in all"),
    "paper.paid": Phrase("{fund} {amount} 元", "{fund}: {amount} yuan"),
    "paper.date": Phrase("{year}年{month}月{day}日（{weekday}）", "{weekday} {year:04d}-{month:02d}-{day:02d}"),
    "paper.nothing": Phrase("没有。", "None."),
    # -- agenda -----------------------------------------------------------------------------------------------
    "agenda.title": Phrase("{community}议事日议程", "{community}: agenda of the council day"),
    "agenda.about": Phrase("议题：{month}项目清单", "Before the council: the project list of {month}"),
    "agenda.internal": Phrase(
        "内部资料：写有居民的情况和能人的姓名，会后收回，不张贴、不外传。",
        "Internal: it tells of residents and names helpers. To be handed back after the meeting, not to be posted.",
    ),
    "agenda.date": Phrase("日期", "Date"),
    "agenda.where": Phrase("地点", "Place"),
    "agenda.chair": Phrase("主持", "Chair"),
    "agenda.minutes": Phrase("记录", "Minutes"),
    "agenda.figures": Phrase(
        "{needs} 件需求参与匹配：{served} 件配上了（{projects} 个项目），{unserved} 件没配上。",
        "{needs:need|needs} planned: {served} served ({projects:project|projects}), {unserved} not.",
    ),
    "agenda.numbered": Phrase("{number}、{title}", "{number}. {title}"),
    "agenda.numbers": Phrase("一二三四五六七八九", "123456789"),
    "agenda.urgent": Phrase("紧急事项（兜底）", "Urgent: must be served"),
    "agenda.urgent.why": Phrase("紧急程度为兜底的需求，先议。", "Needs of the highest urgency are taken first."),
    "agenda.urgent_unserved": Phrase("兜底而没配上的", "Must be served, and are not"),
    "agenda.unserved": Phrase("没配上的需求", "Unserved needs"),
    "agenda.unserved.why": Phrase(
        "逐件看原因和办法：能办的议定谁去办，办不了的缓议或转办。",
        "Each with its reason and a remedy: who sees to it, or is it put off or handed on?",
    ),
    "agenda.taken_out": Phrase(
        "议事会已经否了、缓了的，不再逐件看：", "Rejected or postponed by the council already, and not taken again:"
    ),
    "agenda.to_confirm": Phrase("待确认的项目", "Projects to confirm"),
    "agenda.to_confirm.why": Phrase(
        "逐项议定：确认、改、否、缓，记在后面的议事决定表里。",
        "One by one: confirm, change, reject or postpone, in the table of decisions below.",
    ),
    "agenda.going_on": Phrase("已经定了、正在办和办完的", "Settled: confirmed, going on, completed"),
    "agenda.going_on.why": Phrase(
        "按清单里的状态，不用再议，只通报。", "By their status in the list: not decided again, only told."
    ),
    "agenda.status": Phrase("状态：{status}", "status: {status}"),
    "agenda.proposals": Phrase("小额提案（用钱不超过 {limit} 元）", "Fund proposals (up to {limit} yuan)"),
    "agenda.proposals.why": Phrase(
        "要从资金里列支的小项目，逐项议定给不给、给多少。", "Small projects that draw on a fund: whether, and how much."
    ),
    "agenda.fund": Phrase(
        "{fund}：可用 {amount} 元；本清单共用 {used} 元，批后还剩 {left} 元。",
        "{fund}: {amount} yuan there, {used} in this list, {left} left once that is granted.",
    ),
    "agenda.ending": Phrase("快到期的协议", "Agreements that end soon"),
    "agenda.ending.why": Phrase(
        "到 {month}底再过 {days} 天为止要到期的共建单位协议，议定续不续。",
        "Agreements of partner units that end within {days:day|days} of the end of {month}: to be renewed or not?",
    ),
    "agenda.outside": Phrase("不在议事范围的", "Outside the council's remit"),
    "agenda.outside.why": Phrase(
        "按本社区的七议五不议（设置里的“转办事项”“不议事项”），这些不讨论，只说明去向。",
        "By the community's own lists (settings remit_handed_on and remit_declined): not discussed, only told.",
    ),
    "agenda.outside.status": Phrase("需求清单里已经标明", "so marked in the needs list"),
    "agenda.outside.words": Phrase("建议{status}：说到“{words}”", "suggested: {status}, since it says '{words}'"),
    "agenda.outside.planned": Phrase(
        "已排进清单（{id}），请社工先核实", "in the list as {id}: the worker sees to it first"
    ),
    "agenda.outside.first": Phrase("先核实该不该议", "first see whether it is for the council"),
    "agenda.decisions": Phrase("议事决定", "Decisions"),
    "agenda.decisions.why": Phrase(
        "在一格里打√，要改的写明改什么；会后照着填进项目清单的“议事决定”一栏。已经填了的印在上面。",
        "Tick one; say what is to change. Typed into the column 'decision' of the project list afterwards. What was typed in already is printed.",
    ),
    "agenda.signatures": Phrase("到会签名", "Present"),
    "agenda.column.project": Phrase("项目", "Project"),
    "agenda.column.when": Phrase("时间、地点", "When, where"),
    "agenda.column.who": Phrase("谁来做", "Who"),
    "agenda.column.means": Phrase("资金、物资", "Money, goods"),
    "agenda.column.need": Phrase("需求", "Need"),
    "agenda.column.reason": Phrase("为什么没配上", "Why not"),
    "agenda.column.remedy": Phrase("办法", "Remedy"),
    "agenda.column.opinion": Phrase("议事意见", "What was said"),
    "agenda.column.unit": Phrase("共建单位", "Unit"),
    "agenda.column.ends": Phrase("到期", "Ends"),
    "agenda.column.doing": Phrase("本月的项目", "Projects this month"),
    "agenda.column.renew": Phrase("续签意见", "Renewal"),
    "agenda.column.whither": Phrase("去向", "What becomes of it"),
    "agenda.column.notes": Phrase("说明", "Notes"),
    "agenda.column.name": Phrase("姓名", "Name"),
    "agenda.column.part": Phrase("身份", "On behalf of"),
    "agenda.column.sign": Phrase("签名", "Signature"),
    "agenda.tick": Phrase("√", "√"),
    "agenda.groups": Phrase("人群：{groups}", "Groups: {groups}"),
    "agenda.needs": Phrase("需求：{needs}", "Needs: {needs}"),
    "agenda.weight": Phrase("受益 {people} 人，优先分 {priority}", "{people:person|people}, priority {priority}"),
    "agenda.short": Phrase("缺口：{text}", "Missing: {text}"),
    # -- task sheets ------------------------------------------------------------------------------------------
    "tasks.folder": Phrase("内部-派工单-{month}", "internal-task-sheets-{month}"),
    "tasks.file": Phrase("内部-派工单-{month}.docx", "internal-task-sheets-{month}.docx"),
    "tasks.paper": Phrase("{community} {month} 派工单", "{community}: task sheets {month}"),
    "tasks.title": Phrase("{month} 派工单：{who}", "Task sheet {month}: {who}"),
    "tasks.about": Phrase("{community}　有事找：{worker}", "{community}. Whom to ask: {worker}"),
    "tasks.internal": Phrase(
        "内部资料：只给本人和办事的人看，不张贴、不外传。",
        "Internal: for you and those at work with you, not to be posted or passed on.",
    ),
    "tasks.reached": Phrase("联系方式：{contact}", "To be reached at: {contact}"),
    "tasks.half": Phrase("{weekday} {half}", "{weekday} {half}"),
    "tasks.goods": Phrase(
        "物资写的是整个项目一共要的数，不是每个人都带；谁带听{worker}安排。",
        "Goods are counted for all of the project together, not for each of you: {worker} says who brings them.",
    ),
    "tasks.contact": Phrase("单位联系人：{name}", "Contact at the unit: {name}"),
    "tasks.team": Phrase("{count} 人的队伍", "A team of {count}"),
    "tasks.hours": Phrase(
        "本月安排 {used} 小时，登记的是每月 {offered} 小时。", "{used} of {offered:hour|hours} offered this month."
    ),
    "tasks.sessions": Phrase(
        "本月安排 {used} 场，登记的是每月 {offered} 场。", "{used} of {offered:session|sessions} offered this month."
    ),
    "tasks.private": Phrase(
        "上门的门牌和电话向{worker}要：这张单子会传来传去，上面不写居民的全名、电话和住址。",
        "For the door and the telephone number ask {worker}: a sheet like this goes round, so no resident's full name, number or address is on it.",
    ),
    "tasks.clock": Phrase(
        "几点到、在哪里碰头，以{worker}通知的为准；来不了请早说。",
        "The hour and where to meet are as told by {worker}. If you can't come, say so early.",
    ),
    "tasks.column.when": Phrase("时间", "When"),
    "tasks.column.project": Phrase("项目、地点", "Project, place"),
    "tasks.column.what": Phrase("做什么", "What to do"),
    "tasks.column.others": Phrase("一起的", "Together with"),
    "tasks.column.goods": Phrase("物资（总数）", "Goods (in all)"),
    "tasks.column.hours": Phrase("小时", "Hours"),
    "tasks.column.sessions": Phrase("场", "Times"),
    "tasks.column.reply": Phrase("答复", "Answer"),
    "tasks.box": Phrase("□{choice}", "□\u00a0{choice}"),
    "tasks.for": Phrase("找谁：{who}（{grid}）", "For {who} ({grid})"),
    "tasks.first": Phrase("{letter}**", "{letter}**"),
    "tasks.undecided": Phrase("议事会还没定，定了再去", "not yet decided by the council: wait for its word"),
    "tasks.in_progress": Phrase("正在办", "going on"),
    "tasks.done": Phrase("已办完", "completed"),
    "tasks.to_change": Phrase("议事会要求改，等新的通知", "the council wants it changed: wait for news"),
    # -- a venue's month --------------------------------------------------------------------------------------
    "wall.file": Phrase("内部-场地月历-{month}.docx", "internal-venue-months-{month}.docx"),
    "wall.paper": Phrase("{community} {month} 场地月历", "{community}: venues in {month}"),
    "wall.title": Phrase("{venue}　{month}", "{venue}, {month}"),
    "wall.line": Phrase("{half} {project}（{people} 人）", "{half}: {project} ({people:person|people})"),
    "wall.internal": Phrase(
        "内部资料：只挂在办公室里，不对外张贴。拟办：议事会还没定；要改：议事会要求改。",
        "Internal: for the office wall alone. Planned: not yet decided by the council; to change: it wants it changed.",
    ),
    "wall.undecided": Phrase("{line}【拟办】", "{line} [planned]"),
    "wall.to_change": Phrase("{line}【要改】", "{line} [to change]"),
    "wall.shut": Phrase("不开放", "closed"),
    # -- calendar files ---------------------------------------------------------------------------------------
    "calendar.folder": Phrase("日历", "calendars"),
    "calendar.file": Phrase("内部-{kind}-{id}.ics", "internal-{kind}-{id}.ics"),
    "calendar.name": Phrase("{who} {month}", "{who} {month}"),
}
"""Words of papers, among those of reports."""
