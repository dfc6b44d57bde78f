"""The words of problems of what was decided and carried out, and of months that follow each other."""

from __future__ import annotations

from collections.abc import Mapping

from commatch.texts.text import Text

__all__ = ["MONTH_TEXTS"]

MONTH_TEXTS: Mapping[str, Text] = {
    "newer_list": Text(
        "{value} 旁边有 {month} 更新的清单 {newer}，那里记的这里不算",
        "要的是新的，就改给 {newer}；就是要从这一份做起，不用管",
        "a newer list of {month} lies beside {value}: {newer}; what is recorded there does not count here",
        "give {newer} if that was meant; to go on from this one, leave it",
    ),
    "result_undecided": Text(
        "项目 {project} 议事会还没定，却已经填了“{value}”",
        "先在“{at_decision}”写 确认，再填做得怎样",
        "the council has not decided on the project {project}, but '{value}' is typed in of how it went",
        "write confirm under {at_decision} first, then what was done",
    ),
    "result_on_dropped": Text(
        "项目 {project} 的状态是“{need_status}”，不做了，却填了“{value}”",
        "真的做了，就把“{at_decision}”改成 确认；没有做，就把这一格清空",
        "the project {project} is '{need_status}' and not carried out, but '{value}' is typed in of how it went",
        "where it was done after all write confirm under {at_decision}; where it was not, clear the cell",
    ),
    "result_on_handed_on": Text(
        "项目 {project} 的状态是“{need_status}”，不做了，却填了“{value}”",
        "真的做了，就把“{at_status}”改成 已确认；没有做，就把这一格清空",
        "the project {project} is '{need_status}' and not carried out, but '{value}' is typed in of how it went",
        "where it was done after all write confirmed under {at_status}; where it was not, clear the cell",
    ),
    "result_of_leaving": Text(
        "需求清单里 {need} 的状态是“{need_status}”（{other}），项目 {project} 不做了，却填了“{value}”",
        "没有做，就把这一格清空；真的做了，就清空需求清单里的状态，再在“{at_decision}”写 确认",
        "the needs sheet has {need} as '{need_status}' ({other}), so the project {project} is not carried out, "
        "but '{value}' is typed in of how it went",
        "where it was not done clear the cell; where it was, clear the status in the needs sheet and write confirm under "
        "{at_decision}",
    ),
    "result_of_absent": Text(
        "{value} 在 {need} 上写的是婉拒或请假，却填了做得怎样",
        "没来就把“{at_actual_hours}”“{at_outcome}”“{at_rating}”清空；来了就把“{at_reply}”改成 同意；换了人就把“{at_resource_id}”改成来的那一位",
        "{value} declined {need} or was on leave, but the row says how it went",
        "for who did not come clear {at_actual_hours}, {at_outcome} and {at_rating}; who came after all has agree under {at_reply}; "
        "for somebody else type their id under {at_resource_id}",
    ),
    "hours_of_absent": Text(
        "{resource} 的“{at_outcome}”是“{outcome}”，“{at_actual_hours}”却是 {value}",
        "没来的工时写 0 或空着；来了就改“{at_outcome}”",
        "{resource} has '{outcome}' under {at_outcome}, but {value} hours under {at_actual_hours}",
        "who was not there gave 0 hours; who was has something else under {at_outcome}",
    ),
    "rated_before_done": Text(
        "项目 {project} 还没完成，就有了评价 {value}",
        "做完了，就在“{at_status}”写 已完成（有人没来也一样）；没做完先不评价",
        "the project {project} is rated {value} before it is done",
        "where it is done write done under {at_status}, also where somebody did not come; rate it then",
    ),
    "reviewed_unrated": Text(
        "项目 {value} 的状态是已评价，却没有一行有评价",
        "在“{at_assignments}”的“{at_rating}”里写 1 到 5 分，或把状态改成 已完成",
        "the project {value} is reviewed, but no row has a rating",
        "write 1 to 5 under {at_rating} in {at_assignments}, or set the status to done",
    ),
    "outcome_words": Text(
        "完成情况“{value}”照样留着，但看不出做完没有",
        "要算数就写：完成、部分完成、缺席、未完成",
        "the outcome '{value}' stays as it is, but does not tell whether it was done",
        "to make it count write done, partly done, absent or not done",
    ),
    "hours_idle": Text(
        "{resource}（{kind}）这一行的实际工时 {value} 没有读：工时只记能人的",
        "清空这一格；单位少做了几场改“数量”，别的照排好的记，实际不一样就写到项目的备注里",
        "the {value} actual hours in the row of {resource} ({kind}) are not read: only those of helpers are",
        "clear the cell; sessions that a unit gave fewer go under quantity, all else counts as planned; say in the notes what was not",
    ),
    "decided_on_done": Text(
        "项目 {value} 的状态是“{need_status}”，不能再否决、暂缓或要求修改",
        "决定写错了，就清空；还没做完，就改“{at_status}”",
        "the project {value} is '{need_status}': it can be rejected, postponed or changed no longer",
        "clear the decision where it is wrong, or mend {at_status} where it is not done yet",
    ),
    "status_backwards": Text(
        "项目 {value} 上次已经走到后面的一步了，状态不能退回“{need_status}”",
        "上次记错了，就从上一份工作簿改起，再运行一次",
        "the project {value} was further along already: its status can't go back to '{need_status}'",
        "where that was a mistake, mend the workbook of before and run again",
    ),
    "hours_as_planned": Text(
        "{value}：{resources} 没有写实际工时，按计划的记",
        "和实际不一样，就在“{at_actual_hours}”写上，再运行一次",
        "{value}: no actual hours of {resources} are given; those planned are taken",
        "where they differ write them under {at_actual_hours} and run again",
    ),
    "signed_not_held": Text(
        "签到里有人到过“{value}”，可项目 {project} 是“{need_status}”，没有定下来办：工时和积分先照签到算",
        "办过，就在项目清单的“{at_decision}”写 确认、“{at_status}”写 已完成；没有办，就改这一行的活动，或删掉这一行",
        "somebody signed in at '{value}', but the project {project} is '{need_status}', not settled to be held: for now "
        "hours and points count as signed for",
        "where it was held write confirm under {at_decision} and done under {at_status} in the project list; where it was "
        "not, mend the event of this row or delete the row",
    ),
    "day_before_raised": Text(
        "这里写的是 {value}，需求 {need} 却是 {raised} 才提出的：工时照算，进程里的日期从 {raised} 算起",
        "核对这一行的日期和需求的提出日期，把不对的改过来",
        "this is of {value}, but the need {need} was raised on {raised}: its hours count, and the need's steps begin with "
        "{raised}",
        "see whether this date or the day on which the need was raised is wrong, and mend it",
    ),
    "on_far_off": Text(
        "--on 给的是 {value}，不在 {first} 到 {last} 之间，不像是 {month} 的事：没有别的日期的步骤就记这一天",
        "写错了，换成对的日期再运行一次；没错就不用管",
        "--on says {value}, which is not from {first} to {last} and hardly of {month}: steps without another day have it",
        "where it is wrong run again with the right day, else leave it",
    ),
    "hours_as_signed": Text(
        "{value}：{resources} 的实际工时按签到记",
        "不对的话在“{at_actual_hours}”写上，再运行一次",
        "{value}: the hours of {resources} are taken from the attendance sheet",
        "where they are wrong write them under {at_actual_hours} and run again",
    ),
    "status_of_need": Text(
        "项目 {value} 议事会还没定，需求清单（{other}）里写的是“{need_status}”：项目的“{at_status}”跟着改",
        "不对就改需求清单里的状态，或在“{at_decision}”里写上议事会的决定",
        "the project {value} is undecided, and the needs sheet ({other}) says '{need_status}': its {at_status} follows",
        "where that is wrong mend the status of the need, or write the council's decision under {at_decision}",
    ),
    "status_only_of_need": Text(
        "{value} 的状态写的是“{need_status}”，可它的项目 {project} 议事会已经定了：按项目算，这里写的不算",
        "要按写的办，就在项目清单的“{at_decision}”或“{at_status}”里写，再运行一次；不然就清空这一格",
        "the status of {value} says '{need_status}', while its project {project} is decided: the project "
        "counts, not what is typed here",
        "to have it so, type it under {at_decision} or {at_status} in the project list and run again; else clear this cell",
    ),
    "status_of_one_need": Text(
        "{value} 的状态写的是“{need_status}”：只有它离开，项目 {project} 里别的需求照旧",
        "整个项目都不办，就在项目清单的“{at_decision}”里写，或给每条需求都写上状态",
        "the status of {value} says '{need_status}': it alone leaves, the other needs of the project {project} go on",
        "where the whole project is not to be, say so under {at_decision} in the project list, or give each need the status",
    ),
    "reviewed_by_history": Text(
        "{value} 已经离开清单，“历史”里有了评价（{rating}），记为已评价",
        "不对就把“历史”里的评价清空，再运行一次",
        "{value} has left the list, and the history has a rating of it by now ({rating}): it counts as reviewed",
        "where that is wrong clear the rating in the history and run again",
    ),
    "hours_far_above": Text(
        "项目 {project}：{who} 计划 {planned} 小时，这里写的是 {value} 小时",
        "这里写的是小时，不是分钟（90 分钟写 1.5）；写错了就改，没错就不用管，照写的算",
        "project {project}: {planned:hour|hours} planned of {who}, {value} written here",
        "hours belong here, no minutes (90 minutes are 1.5); mend it where it is wrong, else leave it: it counts as written",
    ),
    "hours_of_part": Text(
        "项目 {value}：{who} 做了一部分，“{at_actual_hours}”空着，也没有签到：没有记工时",
        "写上做了几小时，再运行一次",
        "project {value}: {who} did a part, but {at_actual_hours} is blank and nobody signed in: no hours are recorded",
        "type the hours given and run again",
    ),
    "hours_not_signed": Text(
        "项目 {project}：{who} 的实际工时填的是 {value}，签到（{other}）是 {signed}，按填的记",
        "核对一下，把不对的那一个改过来",
        "project {project}: {value} actual hours of {who} are typed in, {signed} signed for ({other}); those typed in count",
        "see which is right and mend the other",
    ),
    "status_column_gone": Text(
        "“{at_projects}”里没有“{at_status}”这一列：项目走到哪一步只记在“{at_progress}”里",
        "要在清单上看到，把这一列加回来",
        "{at_projects} has no column {at_status}: how far a project has come is in {at_progress} alone",
        "add the column again to see it there",
    ),
    "columns_not_kept": Text(
        "“{sheet}”每次重写，自己加的列不会带过去：{value}",
        "要留的写到“{at_projects}”的“{at_notes}”里",
        "{sheet} is made anew every time; columns of your own are not kept: {value}",
        "what is to stay goes into {at_notes} of {at_projects}",
    ),
    "postponed_unread": Text(
        "项目 {project} 的备注“{value}”看不出是哪一天，下个月就再议",
        "写成 缓至2027-02-01 这样的日期",
        "the notes of the project {project} say '{value}', which is no day: it is asked about again next month",
        "write a day, such as until 2027-02-01",
    ),
    "postponed_past": Text(
        "项目 {project} 的备注“{value}”，这一天已经过了，下个月就再议",
        "日期写错了就改过来",
        "the notes of the project {project} say '{value}', a day that is past: it is asked about again next month",
        "where the day is wrong mend it",
    ),
    "hours_column_gone": Text(
        "“{sheet}”里没有“{at_actual_hours}”这一列，做完的都按签到或计划的工时记",
        "填过实际工时的，用还有这一列的那一份",
        "{sheet} has no column {at_actual_hours}: what is done counts by the attendance sheet, or as planned",
        "where actual hours were typed in use the list that still has the column",
    ),
    "need_row_deleted": Text(
        "需求 {value}（{need_status}）已经不在需求清单里：“进程”里有它，月底的“结转”不算它",
        "误删了就在需求清单里补上，编号不变；确实不要了，不用管",
        "the need {value} ({need_status}) is no longer in the needs sheet: it stands in progress, and the month's balance will not "
        "count it",
        "where it was deleted by mistake write it into the needs sheet with the same id; where not leave it",
    ),
    "need_row_deleted_done": Text(
        "需求 {value}（{need_status}）已经不在需求清单里：做了什么照样记着，月底的“结转”却不把它算作办结",
        "在需求清单里补上，编号不变；办结的不用删，结转时自己会离开",
        "the need {value} ({need_status}) is no longer in the needs sheet: what was done stays recorded, but the month's balance "
        "will not count it as settled",
        "write it into the needs sheet with the same id; what is done need not be deleted, a rollover takes it off the list",
    ),
    "history_taken_off": Text(
        "{value} 的人或日子改过了：“{at_history}”里 {resource} {date} 那一行去掉，按现在的记",
        "两次都做过，就在“{at_assignments}”加一行，写上编号、日期和实际工时",
        "who or when was changed of {value}: the row of {resource} on {date} is taken off {at_history}, and what stands now counts",
        "where both were there add a row to {at_assignments} with the id, the date and the actual hours",
    ),
    "history_cleared": Text(
        "“{at_history}”里 {value} 原来记着 {resource} {date} 出力 {hours} 小时，现在“{at_actual_hours}”空着，这一行去掉",
        "做过就把工时填回去；没有做过，不用管",
        "{at_history} had {hours} hours of {resource} for {value} on {date}; {at_actual_hours} is empty now, and the row is taken off",
        "where they were given type them in again; where not leave it",
    ),
    "lent_cleared": Text(
        "“{at_history}”里原来记着 {resource} {date} 去做过 {value}，现在“{at_actual_hours}”空着，这一行去掉",
        "去过就填回去；没有去，不用管",
        "{at_history} had {resource} at {value} on {date}; {at_actual_hours} is empty now, and the row is taken off",
        "where it was there type it in again; where not leave it",
    ),
    "history_not_listed": Text(
        "“{at_history}”记着 {resource} 做过 {value}，项目里现在没有这一位：照样留着",
        "真的做过，不用管；没有做，就在清单的“{at_history}”里删掉这一行，再运行一次",
        "{at_history} has {resource} on {value}, who stands in no row of the project now: it is kept",
        "where that is so leave it; where it is not delete the row in {at_history} of the list and run again",
    ),
    "history_of_other_month": Text(
        "清单的“{at_history}”只记 {month} 的，这一行（{value}）不会带过去",
        "别的月份的写到需求和资源的工作簿的“{at_history}”里；月份写错了就改",
        "{at_history} of a list is of {month} alone; this row ({value}) is not kept",
        "rows of other months go into {at_history} of the workbook of needs and resources; mend the month where it is wrong",
    ),
    "not_carried_along": Text(
        "上一份清单里填的有不对的地方，这一次做得怎样没有记进“进程”和“历史”",
        "先运行 commatch apply，把它指出的改好，再用它写出的清单来排",
        "something that was typed into the list before can't be, so nothing of how things went is recorded this time",
        "run commatch apply first, mend what it names, and match with the list that it writes",
    ),
    "input_twice": Text(
        "{value} 和 {other} 是同一个文件，给了两次",
        "只给一次",
        "{value} and {other} are the same file, given twice",
        "give it once",
    ),
    "input_is_list": Text(
        "{value} 也是一份项目清单，前面已经给了 {other}",
        "清单只给一份，填得最新的那一份；后面给需求和资源的工作簿",
        "{value} is a project list, too, and {other} is given already",
        "give one list, the one that was filled in last; after it the workbooks of needs and resources",
    ),
    "input_other_month": Text(
        "这份清单是 {value} 月的，给出的表格“设置”里的月份却是 {month}",
        "给出 {value} 月的表格；表格没有给错，就把“设置”里的月份改成 {value}",
        "this list is of {value}, but the settings of the workbooks given say {month}",
        "give the workbooks of {value}; where they are the right ones set their month to {value}",
    ),
    "input_later_month": Text(
        "这份清单是 {value} 月的，给出的表格却已经结转过 {latest} 月",
        "给出 {value} 月的表格；那个月已经结转，不用再来一次",
        "this list is of {value}, but the workbooks given have {latest} rolled over already",
        "give the workbooks of {value}; what is rolled over needs it no more",
    ),
}
