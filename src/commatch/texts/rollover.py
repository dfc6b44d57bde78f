"""The words of a rollover: the log of what it changed, and what stops it."""

from __future__ import annotations

from collections.abc import Mapping

from commatch.matching.rules.base import Phrase
from commatch.texts.text import Text

__all__ = ["CARRIED_ON", "CARRY_ITEMS", "CARRY_KINDS", "CARRY_NOTES", "ROLLOVER_TEXTS"]

CARRIED_ON = Phrase("上月已定，接着做", "settled last month, goes on")
"""The reason in opinions that a rollover wrote: by it the next one knows them."""

CARRY_KINDS: Mapping[str, Phrase] = {
    "need": Phrase("需求", "need"),
    "file": Phrase("文件", "file"),
    "setting": Phrase("设置", "setting"),
}

CARRY_ITEMS: Mapping[str, Phrase] = {
    "end": Phrase("去向", "end"),
    "status": Phrase("状态", "status"),
    "deadline": Phrase("期限", "deadline"),
    "times": Phrase("可行时段", "times"),
    "opinion": Phrase("匹配意见", "opinion"),
    "requirements": Phrase("需求拆解", "requirements"),
    "row": Phrase("跟着离开的行", "row that goes along"),
    "new": Phrase("新需求", "new need"),
    "agreement": Phrase("协议", "agreement"),
    "loan": Phrase("借用", "loan"),
    "amount": Phrase("可用金额", "amount"),
    "quantity": Phrase("数量", "quantity"),
    "history": Phrase("历史", "history"),
    "month": Phrase("月份", "month"),
    "given": Phrase("没写进“设置”的", "not in settings"),
    "start": Phrase("起始日", "first day"),
    "sheet": Phrase("工作表", "sheet"),
    "tidied": Phrase("格式", "form"),
}
"""What a line of the log is about."""

CARRY_NOTES: Mapping[str, Phrase] = {
    "settled": Phrase(
        "办结，离开需求清单；做了什么在“历史”里", "settled and off the list; what was done is in history"
    ),
    "settled_untold": Phrase(
        "办结，离开需求清单；“历史”里没有它的行，不用评价",
        "settled and off the list; history has no rows of it, so there is nothing to rate",
    ),
    "setting_given": Phrase(
        "排清单时用的是 {value}，“设置”表里是 {sheet}：下月还要 {value}，就写进“设置”，或照样在命令行给",
        "the list was made with {value}, the sheet settings says {sheet}: to keep {value} next month write it into the "
        "sheet, or give it again on the command line",
    ),
    "settled_unrated": Phrase(
        "办结，离开需求清单；还没有评价：有了就填在“历史”的“评价”里，下次结转时算已评价",
        "settled and off the list, not rated yet: type a rating into its rows of history, and the next rollover counts "
        "it as reviewed",
    ),
    "handed_on": Phrase(
        "转办，离开需求清单；转给谁、怎么答复，填在“转办”里",
        "handed on and off the list; fill in to whom, and the answer, in handed_on",
    ),
    "refused": Phrase("不受理或议事否决，离开需求清单", "out of remit or rejected by the council, off the list"),
    "carried": Phrase("结转下月，等了 {waited} 个月", "carried over, waiting for {waited:month|months}"),
    "to_change": Phrase(
        "议事会要求改：下月重新匹配；怎么改，写进需求或匹配意见",
        "the council wants it changed: it is matched anew; write how into the need or an opinion",
    ),
    "continues": Phrase(
        "接着做，等了 {waited} 个月；原来的人锁定了没有，看下面“匹配意见”的那几行",
        "goes on, after {waited:month|months}; the lines about opinions tell which of its people are pinned",
    ),
    "postponed": Phrase("暂缓到 {until}，到时候再议", "postponed until {until}, to be asked about then"),
    "ask_again": Phrase("暂缓期满，请再议", "no longer postponed: ask about it again"),
    "due_passed": Phrase(
        "期限在下月以前：给一个新的期限，不然排不上",
        "its deadline is before the month: give a new one, or it can't be planned",
    ),
    "due_passed_on": Phrase(
        "原来已定，可期限在下月以前：改为待匹配；给一个新的期限，再写回 {status}",
        "it was decided on, but its deadline is before the month: carried as open; give a new one and write {status} again",
    ),
    "no_day": Phrase(
        "可行时段里下月没有一天：给新的时段，不然排不上",
        "its times leave no day of the month: give others, or it can't be planned",
    ),
    "no_day_on": Phrase(
        "原来已定，可它的时段、期限在下月没有一天：改为待匹配；给新的时段，再写回 {status}",
        "it was decided on, but its times and deadline leave no day of the month: carried as open; give others and write "
        "{status} again",
    ),
    "cannot_go_on": Phrase(
        "原来已定，可照下月的人、地、钱排不成：改为待匹配，原来的人优先；缺什么，匹配以后看“未匹配”",
        "it was decided on, but what the month has can't serve it: carried as open, its people preferred; what it lacks is in "
        "unserved once the month is matched",
    ),
    "cannot_go_on_alone": Phrase(
        "原来已定，可照下月的人、地、钱排不成：改为待匹配；缺什么，匹配以后看“未匹配”",
        "it was decided on, but what the month has can't serve it: carried as open; what it lacks is in unserved once the month "
        "is matched",
    ),
    "pinned": Phrase("接着做：{need} 锁定 {resource}", "goes on: {resource} is pinned to {need}"),
    "preferred": Phrase("{need} 优先 {resource}，没有锁定", "{resource} is preferred for {need}, not pinned"),
    "pin_weakened": Phrase(
        "锁定在下月做不到，改为优先：{need} 和 {resource}",
        "the pin can't be kept in the month and became prefer: {need} and {resource}",
    ),
    "unpinned_paused": Phrase("{resource} 暂停了，{need} 要另找人", "{resource} is paused; {need} needs somebody else"),
    "unpinned_ended": Phrase(
        "{resource} 的协议到不了下月，{need} 要另找单位",
        "the agreement of {resource} ends before; {need} needs another",
    ),
    "unpinned_no_hours": Phrase(
        "{resource} 每月没有工时或场次，{need} 要另找人",
        "{resource} offers no hours or sessions; {need} needs somebody else",
    ),
    "unpinned_gone": Phrase(
        "{resource} 婉拒或请假，{need} 要另找人", "{resource} declined or is on leave; {need} needs somebody else"
    ),
    "unpinned_borrowed": Phrase(
        "{resource} 是借来的，约定只到月底：{need} 要另找人，或整条街重新排",
        "{resource} was borrowed for the month alone: {need} needs somebody else, or the street a new plan",
    ),
    "borrowed": Phrase(
        "借自{community}，约定只到月底，不带到下个月；做了多少写在“历史”，算在{community}",
        "lent by {community} for the month alone and not carried over; what it did is in history and counts with {community}",
    ),
    "lent": Phrase(
        "借给{community}，约定只到月底；下个月照表上的全算自己的",
        "lent to {community} for the month alone: all of it is one's own again",
    ),
    "lent_untold": Phrase(
        "借给{community}（{project}）没有填实际工时，没有记入“历史”：问清楚后填在清单的“借用”里再结转（没去填 0），或自己记进“历史”",
        "lent to {community} ({project}) without actual hours, and in no history: ask them and type the hours (0 for none) into "
        "the list's sheet of loans before rolling over, or into history yourself",
    ),
    "unpinned_unknown": Phrase(
        "表里没有 {resource} 了，{need} 要另找人", "{resource} is in no list any more; {need} needs somebody else"
    ),
    "kept_opinion": Phrase(
        "你写的意见照旧，没有改成锁定：{need} 和 {resource}",
        "your opinion stays and is not made a pin: {need} and {resource}",
    ),
    "row_gone": Phrase("{sheet}：{need} 离开了，这一行一起离开", "{sheet}: {need} left, and this row with it"),
    "missing": Phrase(
        "上月结转过来的，需求清单里没有了：没有办结，也没有转办，“结转”的“上月结转”不算它；误删了就补上",
        "carried over to this month, but no longer in needs: neither settled nor handed on, and not counted under "
        "carried_in of balance; add it where it was deleted by mistake",
    ),
    "missing_raised": Phrase(
        "{month} 提的，需求清单里没有了：没有办结，也没有转办，不算在“结转”里；误删了就在需求清单里补上，再结转一次；"
        "确实不要了，把下月“进程”里它那一行也删掉",
        "raised in {month}, but no longer in needs: neither settled nor handed on, and not counted in balance; where it was "
        "deleted by mistake add it to needs and roll over again; where not delete its row of progress, too",
    ),
    "missing_done": Phrase(
        "做完了，可需求清单里没有了：“结转”的办结不算它，“历史”里做了的照样在；误删了就在需求清单里补上，再结转一次",
        "it was done, but is no longer in needs: not counted as settled in balance, and what was done stays in history; where "
        "it was deleted by mistake add it to needs and roll over again",
    ),
    "found_again": Phrase(
        "{month} 以后不在需求清单里，现在又在了：“结转”的“上月结转”又算它",
        "it was not in needs after {month} and is there again: it counts under carried_in of balance once more",
    ),
    "back_again": Phrase(
        "以前已经离开过需求清单（{month}），这个月又在", "it had left the list in {month} and was there again"
    ),
    "added": Phrase("从 {file} 加进来", "added from {file}"),
    "added_once": Phrase("{file} 里也有，内容一样，只记一次", "it is in {file}, too, and says the same: kept once"),
    "told_once": Phrase("{file} 里写了两遍，内容一样，只记一次", "told twice in {file} in the same words: kept once"),
    "twice": Phrase(
        "可能和 {first} 是同一件事：看看，是就删掉一条", "perhaps the same as {first}: look, and delete one if so"
    ),
    "not_read": Phrase(
        "{file} 里的这张表有 {count} 行，没有读：新需求以外的不合并",
        "{count:row|rows} of {file} were not read: nothing but new needs is merged",
    ),
    "paused": Phrase("按要求暂停", "paused as asked"),
    "agreement_ended": Phrase(
        "协议 {date} 到期，下月用不了：续签了就改日期",
        "the agreement ended on {date}: where it is renewed change the date",
    ),
    "agreement_soon": Phrase(
        "协议 {date} 到期，从下月 1 日算起（1 日也算）还有 {days} 天",
        "the agreement ends on {date}: {days:day|days} of it are left, the first of the month among them",
    ),
    "spent": Phrase("本月用掉 {spent}，余下的带到下月", "{spent} used this month; what is left is carried over"),
    "overspent": Phrase(
        "本月用掉 {spent}，比原有的多；下月从 0 起，请核对",
        "{spent} used this month, more than there was; the month begins with 0, please look",
    ),
    "refilled": Phrase("本月用掉 {spent}，按设置下月重拨", "{spent} used this month; refilled, as the settings say"),
    "asked_again": Phrase(
        "{need} 没做完，下月再要 {amount} 元；本月已经花掉的，从资金里减去，把需求的经费改小",
        "{need} is unfinished and asks {amount} yuan again; take what is spent already off the fund and off the need's budget",
    ),
    "recorded": Phrase("记下本月做了的 {count} 行", "{count:row|rows} of what was done this month added"),
    "history_kept": Phrase("{text}：历史里已经有，照原来的", "{text} is there already and stays as it was"),
    "next_month": Phrase("下月", "next month"),
    "start_cleared": Phrase("起始日是上月的，清空", "the first day was one of the month before"),
    "told_in_two": Phrase(
        "{file} 的 {count} 行，{other} 里也有，内容一样，只带一份",
        "{count:row|rows} of {file}, also in {other} and saying the same: carried over once",
    ),
    "own_column_left": Phrase(
        "{file} {cell} 这一行和 {other} 的一样，只带了那一份；它在自己加的列里写的没有带过来：要留就补上",
        "the row of {file} {cell} is carried over as {other} has it; what it says in a column of your own is not: add it "
        "where it is to stay",
    ),
    "left_out": Phrase("{rule}：{where}", "not carried over ({rule}): {where}"),
    "own_left_out": Phrase(
        "{where}：commatch 自己写的表，下月的另外写；上月的还在原来的文件里",
        "{where}: written by commatch, which writes that of the month anew; the one of before stays in its file",
    ),
    "not_tidied": Phrase("读不懂，照原样带过来：{where}", "can't be read, carried as it is: {where}"),
    "tidied": Phrase(
        "写成标准样子（{rule}）：{count} 处，意思没有变",
        "brought into the standard form ({rule}) in {count:place|places}; the meaning is the same",
    ),
}
"""The note of a line, by what happened."""

ROLLOVER_TEXTS: Mapping[str, Text] = {
    "new_need_differs": Text(
        "新需求文件里的 {value} 和原来的（{other}）编号一样，内容不一样（{columns}）",
        "是同一条，就把两处改成一样，或从新文件里删掉；不是，就换一个编号",
        "{value} in the file of new needs has the id of another one ({other}) and says something else ({columns})",
        "where they are the same make them alike or delete the new one; where not give it another id",
    ),
    "new_need_taken": Text(
        "编号 {value} 以前用过：{month} 离开需求清单的一条",
        "换一个没用过的编号；是同一件事又来了，也换一个",
        "the id {value} was used before, by a need that left the list in {month}",
        "give it an id that nobody had, even where the same thing is asked again",
    ),
    "new_without_needs": Text(
        "{value} 里没有需求清单",
        "给出有“需求清单”表的工作簿",
        "{value} has no sheet of needs",
        "name a workbook with a sheet needs",
    ),
    "pause_unknown": Text(
        "要暂停的 {value} 不在能人、单位、场地、资金、物资里",
        "{near}照表里的编号写",
        "there is no resource {value} to pause",
        "{near}write the id as it stands in its sheet",
    ),
}
"""The words of what stops a rollover."""
