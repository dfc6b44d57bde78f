"""The words of problems of a project list that comes back with decisions, replies and changes."""

from __future__ import annotations

from collections.abc import Mapping

from commatch.texts.text import Text

__all__ = ["PREVIOUS_TEXTS"]

PREVIOUS_TEXTS: Mapping[str, Text] = {
    "previous_not_a_list": Text(
        "{value} 不是 commatch 写的项目清单：里面没有“{sheet}”这张表",
        "给出 commatch match 写的那个工作簿；改过表名的，把名称改回“{sheet}”",
        "{value} is no project list written by commatch: it has no sheet {sheet}",
        "give the workbook that commatch match wrote; where the sheet was renamed, name it {sheet} again",
    ),
    "list_of_street": Text(
        "{value} 是整条街一起排出来的，里面有借来或借出的，给出的表里没有这些约定",
        "把清单旁边那份 社区间借用-{month}.xlsx 也一起给出；有和清单同编号的，给那一份",
        "{value} was planned with the whole street and says what is borrowed and lent, which the files given don't",
        "give the workbook street-loans-{month}.xlsx that lies beside the list as well; where one has the list's number, give that",
    ),
    "loan_of_another": Text(
        "“{at_loans}”里项目 {project} 的这一行写的是 {value}，约定的是 {resources}",
        "改回约定的编号；换了人，“{at_loans}”改不了约定，要整条街重新排",
        "{at_loans} has {value} for the project {project}; agreed was {resources}",
        "write the id that was agreed; who comes is changed by planning the street again, not in this sheet",
    ),
    "loan_for_another": Text(
        "“{at_loans}”里 {who} 的这一行写的是项目 {value}，约定的是 {projects}",
        "改回约定的项目编号",
        "{at_loans} has {who} for the project {value}; agreed was {projects}",
        "write the project that was agreed",
    ),
    "loan_not_agreed": Text(
        "“{at_loans}”里 {value} 和项目 {project} 的这一行，社区间借用里没有约定",
        "照社区间借用改，或者删掉这一行；清单和社区间借用不是同一次排的，就给出同一次的那一份",
        "{at_loans} has {value} for the project {project}, which the workbook of loans does not agree on",
        "write what was agreed, or delete the row; where list and loans are of two plannings give the loans of this one",
    ),
    "borrowed_idle": Text(
        "项目 {value} 不做了（{need_status}），为它借来的 {resources} 空着",
        "告诉原社区（{communities}）不用来了；“{at_loans}”里的行留着，不用改",
        "the project {value} is not carried out ({need_status}), and {resources}, borrowed for it, stand idle",
        "tell their community ({communities}); their rows stay in {at_loans} as they are",
    ),
    "loan_hours_borrowed": Text(
        "借来的 {resource} 的实际工时 {value} 写在“借用”里，没有读",
        "写在“匹配明细”那一行；“借用”里只写借出的",
        "the actual hours {value} of {resource}, which is borrowed, stand in the sheet of loans and were not read",
        "type them into its row of assignments; the sheet of loans takes those of what is lent",
    ),
    "previous_used": Text(
        "需求 {value} 已完成，用掉的 {resources} 已从本月可用的里扣除",
        "资源表里要写的是整个月的量；已自己扣过的，就加回来",
        "need {value} is done: what it used of {resources} is taken off what the month has",
        "the resource sheets say what there is for the whole month; where you took it off yourself, add it again",
    ),
    "previous_sheet_twice": Text(
        "工作表“{value}”看名称也是“{sheet}”，没有读",
        "要读的是它，就把它改名为“{sheet}”，另一张改成别的名称；不是就不必管",
        "the sheet '{value}' is named like {sheet} too and was not read",
        "if it is the one to read, name it {sheet} and the other one otherwise; else leave it",
    ),
    "previous_extra_column": Text(
        "“{sheet}”里有 {count} 列不认识，没有读：{value}",
        "决定写在“{at_decision}”，进度写在“{at_status}”，答复写在“{at_reply}”；只是自己用的列不必管",
        "{count:column|columns} of {sheet} not known, left unread: {value}",
        "decisions go into {at_decision}, progress into {at_status}, answers into {at_reply}; columns of your own may stay",
    ),
    "previous_no_month": Text(
        "{value} 里看不出是哪个月的项目清单",
        "把“运行记录”里的“月份”改回来，写成 2026-12",
        "{value} does not tell the month of its projects",
        "write the month into the sheet run again, as 2026-12",
    ),
    "previous_other_month": Text(
        "这是 {value} 的项目清单，现在安排的是 {month}",
        "给出 {month} 的项目清单，或把要安排的月份改成 {value}",
        "this is the project list of {value}, and the month that is planned is {month}",
        "give the project list of {month}, or plan {value}",
    ),
    "previous_record_unreadable": Text(
        "“运行记录”里“{value}”的内容被改过，读不了；按表上现在写的算",
        "有最初写出的工作簿，就把这一格复制回来",
        "what the sheet run holds of '{value}' was changed and can't be read; the sheets are taken as they stand",
        "copy the cell from the workbook as it was first written, if you have it",
    ),
    "previous_project_twice": Text(
        "项目“{value}”写了两行，另一行在 {other}",
        "只留一行",
        "the project '{value}' has two rows, the other in {other}",
        "keep one of them",
    ),
    "previous_need_twice": Text(
        "需求“{value}”写在两个项目里，另一处在 {other}",
        "只留在一个项目里",
        "the need '{value}' is in two projects, the other in {other}",
        "keep it in one of them",
    ),
    "previous_ids_apart": Text(
        "这一行的项目编号“{project}”和需求编号“{value}”对不上，可能排序时只排了一部分列",
        "撤销排序，或从最初写出的工作簿里把编号复制回来；排序时选中整张表",
        "the project id '{project}' of this row does not go with the need '{value}'; perhaps only some columns were sorted",
        "undo the sorting, or copy the ids from the workbook as it was first written; sort whole rows",
    ),
    "previous_row_without_project": Text(
        "“{at_assignments}”里有需求“{value}”的行，“{at_projects}”里没有它的项目",
        "在“{at_projects}”里把这个项目写上，或删掉这些行",
        "there are rows of the need '{value}' in {at_assignments}, and no project of it in {at_projects}",
        "write its project into {at_projects}, or delete the rows",
    ),
    "previous_project_deleted": Text(
        "项目“{value}”在“{at_projects}”里的一行删掉了，仍算在原来的计划里",
        "不做了就留着这一行，在“{at_decision}”里写“否”或“缓”",
        "the row of the project '{value}' was deleted from {at_projects}; it still counts as planned",
        "to drop it, keep the row and write reject or postpone under {at_decision}",
    ),
    "previous_decided_deleted": Text(
        "项目“{value}”记的是“{need_status}”（{other}），它在“{at_projects}”里的一行却删掉了",
        "从上一份清单把这一行复制回来；要改决定，就在这一行的“{at_decision}”里改，不要删行",
        "the project '{value}' is recorded as '{need_status}' ({other}), but its row was deleted from {at_projects}",
        "copy the row back from the list of before; to change what was decided write it under {at_decision} there and keep the row",
    ),
    "previous_row_deleted": Text(
        "“{at_assignments}”里 {need} 的 {value}（{kind}）这一行删掉了，仍算在原来的计划里",
        "不来的，留着这一行，在“{at_reply}”里写“婉拒”或“请假”",
        "the row of {value} ({kind}) for {need} was deleted from {at_assignments}; it still counts as planned",
        "to release somebody keep the row and write decline or on leave under {at_reply}",
    ),
    "previous_unknown_need": Text(
        "需求清单里没有编号“{value}”",
        "{near}改成需求清单里的编号；不要删行，不做的在“{at_decision}”里写“否”或“缓”",
        "there is no need with the id '{value}'",
        "{near}write an id of the needs sheet, and keep the row; to drop a project write reject or postpone under {at_decision}",
    ),
    "previous_unknown_resource": Text(
        "资源表里没有编号“{value}”",
        "{near}改成任一资源表里的编号，不换就写回原来的；不要删行，来不了的在“{at_reply}”里写“婉拒”或“请假”",
        "there is no resource with the id '{value}'",
        "{near}write an id of a resource sheet, or the one that stood here; keep the row: who can't come declines under {at_reply}",
    ),
    "previous_need_gone": Text(
        "需求“{value}”已经不在需求清单里，原来的安排不算了",
        "还要安排它，就在需求清单里把它写上，编号不变",
        "the need '{value}' is no longer in the needs sheet, so its part of the plan is gone",
        "to keep it, write it into the needs sheet with the same id",
    ),
    "previous_done_gone": Text(
        "需求“{value}”已经不在需求清单里；它做完了，“{at_history}”里记着的照样算",
        "误删了就在需求清单里补上，编号不变",
        "the need '{value}' is no longer in the needs sheet; it was done, and what {at_history} has of it still counts",
        "where it was deleted by mistake write it into the needs sheet with the same id",
    ),
    "previous_resource_gone": Text(
        "“{value}”已经不在资源表里，原来安排它的地方要另找",
        "还能用，就在资源表里把它写上，编号不变",
        "'{value}' is no longer in a resource sheet: what it was to do goes to another",
        "if it can still serve, write it into its sheet with the same id",
    ),
    "previous_date_outside": Text(
        "“{column}”里的 {value} 不在 {month}",
        "改成 {month} 里的一天；要放到别的月份，在“{at_decision}”里写“缓”",
        "{column}: {value} is not in {month}",
        "write a day of {month}; to leave it for another month write postpone under {at_decision}",
    ),
    "previous_slot_incomplete": Text(
        "这一行的日期和时段没有写全",
        "日期和时段都写上；要换时间又还没定，就在“{at_decision}”里写“改”",
        "date and half_day of this row are not both filled in",
        "write both; where another time is wanted and not yet fixed write change under {at_decision}",
    ),
    "previous_slot_clash": Text(
        "同一次活动改成了两个时间：这里是 {value}，{other} 是 {said}",
        "改成一样",
        "the same occasion was moved to two times: {value} here, {said} in {other}",
        "make them the same",
    ),
    "previous_name_not_read": Text(
        "“{column}”里的“{value}”和“{at_assignments}”里的资源编号对不上，这一格没有读",
        "要换人、换单位、换场地或换资金，改“{at_assignments}”里的“{at_resource_id}”",
        "{column}: '{value}' does not go with the resource ids in {at_assignments}, and was not read",
        "to change a person, a unit, a venue or a fund, change {at_resource_id} in {at_assignments}",
    ),
    "previous_requirement_not_read": Text(
        "“要求”从“{said}”改成了“{value}”，没有读",
        "要改要求，改需求清单或需求拆解",
        "the requirement was changed from '{said}' to '{value}', which was not read",
        "to change what a need asks for, change the needs or the requirements sheet",
    ),
    "previous_reply_idle": Text(
        "{kind}不用回复，“{value}”没有读",
        "回复写在能人、单位和场地的行里",
        "'{value}' was not read: the kind {kind} gives no reply",
        "replies go into the rows of helpers, units and venues",
    ),
    "previous_decision_counts": Text(
        "项目“{project}”的议事决定是“{value}”，状态却是“{need_status}”；按议事决定算",
        "决定没有变，就改掉“{at_status}”；要照常做，就改掉“{at_decision}”",
        "the decision on the project '{project}' is '{value}', but its status is '{need_status}'; the decision counts",
        "if that is right change {at_status}; to go on with it change {at_decision}",
    ),
}
