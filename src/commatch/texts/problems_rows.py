"""The words of problems between cells, rows and sheets, and of settings."""

from __future__ import annotations

from collections.abc import Mapping

from commatch.texts.text import Text

__all__ = ["ROW_TEXTS"]

ROW_TEXTS: Mapping[str, Text] = {
    "no_needs_sheet": Text(
        "没有找到“需求清单”",
        "{renamed}加一张名为“需求清单”的工作表，或把有这张表的文件一起给出",
        "there is no needs sheet",
        "{renamed}add a sheet named needs, or give the file that has it too",
    ),
    "no_needs": Text(
        "“需求清单”里一条需求也没有",
        "把这个月的需求填上，或给出填好的文件",
        "there is not one need in the needs sheet",
        "write the month's needs, or give the file that has them",
    ),
    "no_resource_sheet": Text(
        "没有找到任何资源表（能人、共建单位、场地、资金、物资）",
        "至少加一张资源表，或把有这些表的文件一起给出",
        "there is no resource sheet (helpers, units, venues, funds, goods)",
        "add at least one of them, or give the file that has it too",
    ),
    "kind_not_given": Text(
        "没有“{kind}”表，{count} 条需求要的{kind}这次不安排",
        "把“{kind}”表一起给出；一个也没有时，留一张只有表头的表",
        "there is no sheet for the kind '{kind}': {count:need that asks for it goes|needs that ask for it go} without",
        "give that sheet too; where there are none at all, a sheet with headers only",
    ),
    "duplicate_id": Text(
        "编号“{value}”用了两次，另一处在 {other}",
        "给其中一行换一个编号，或删掉重复的一行；各资源表之间编号也不能相同",
        "the id '{value}' is used twice, also in {other}",
        "give one of the rows another id, or delete it; ids are unique across all resource sheets",
    ),
    "way_told_twice": Text(
        "“进程”里需求“{value}”有两行，说的不一样，另一处在 {other}",
        "留下对的一行，删掉另一行",
        "the sheet progress tells of the need '{value}' twice, and not the same; also in {other}",
        "keep the row that is right and delete the other",
    ),
    "month_told_twice": Text(
        "“结转”里月份 {value} 有两行，另一处在 {other}",
        "留下对的一行，删掉另一行",
        "the sheet balance has two rows for the month {value}, also in {other}",
        "keep the row that is right and delete the other",
    ),
    "unknown_need": Text(
        "需求清单里没有编号“{value}”",
        "{near}改成需求清单里的编号，或删掉这一行",
        "there is no need with the id '{value}'",
        "{near}write an id of the needs sheet, or delete the row",
    ),
    "unknown_resource": Text(
        "资源表里没有编号“{value}”",
        "{near}改成任一资源表里的编号，或删掉这一行",
        "there is no resource with the id '{value}'",
        "{near}write an id of a resource sheet, or delete the row",
    ),
    "unknown_template": Text(
        "没有名为“{value}”的服务模板",
        "{near}改成“服务模板”里的名称，或空着",
        "there is no template named '{value}'",
        "{near}write a name of the templates sheet, or leave the cell blank",
    ),
    "unknown_group": Text(
        "人群“{value}”不认识，照写法保留，没有加权",
        "{near}改成标准名称，或在“设置”的“人群别名”（group_aliases）里写“{value}=标准名称”",
        "the resident group '{value}' is not known; it is kept as written, without a bonus",
        "{near}write the standard name, or put '{value}=standard name' into the setting group_aliases",
    ),
    "proposals_pending": Text(
        "“{sheet}”里还有 {value} 个格子是软件提的建议，没有人确认（{columns}）",
        "逐格看：对的清掉底色，或在“整理记录”的“决定”里写采纳；不对的改掉或清空；全部采纳，匹配时加 --accept-proposals",
        "{value:cell|cells} of the sheet {sheet} with a proposal that nobody has confirmed ({columns})",
        "go through them: clear the colour of a right one, or write accepted under decision in tidy_log; change or clear a wrong one; to take them all, match with --accept-proposals",
    ),
    "proposals_accepted": Text(
        "“{sheet}”里有 {value} 个格子是软件提的建议，按你的要求全部采纳了（{columns}）",
        "看一遍结果；有不对的，在表里改好再匹配一次",
        "{value:proposal|proposals} of the sheet {sheet} taken as you asked ({columns})",
        "look over the result; where one is wrong, mend it in the sheet and match again",
    ),
    "proposals_declined": Text(
        "“{sheet}”里有 {value} 个格子的建议在“整理记录”里写了不采纳，格子里的字还在（{columns}）",
        "把格子改成对的，或者清空",
        "{value:cell|cells} of the sheet {sheet} still with a proposal that tidy_log says is declined ({columns})",
        "write what is right into the cell, or clear it",
    ),
    "alias_clash": Text(
        "别名“{value}”既写给“{term}”，又写给“{before}”（{other}）",
        "一个别名只能归一个标准词，删掉一处",
        "the alias '{value}' is given to '{term}' and also to '{before}' ({other})",
        "an alias stands for one standard term: delete it in one of the two",
    ),
    "alias_cycle": Text(
        "别名“{value}”绕了一圈：它归“{term}”，“{term}”又归到它自己",
        "定一个标准词，其余的都写成它的别名",
        "the alias '{value}' goes in a circle: it stands for '{term}', which leads back to it",
        "choose one standard term and make the others its aliases",
    ),
    "duplicate_opinion": Text(
        "同一对需求和资源“{value}”写了两行意见，另一处在 {other}",
        "只留一行",
        "there are two opinions about the same pair '{value}', the other in {other}",
        "keep one of them",
    ),
    "pin_without_effect": Text(
        "需求 {value} 的状态是“{need_status}”，不参加匹配，锁定 {resource} 不起作用",
        "要安排它就把状态改成“待匹配”，否则删掉这条锁定",
        "need {value} has the status '{need_status}' and is not matched: pinning {resource} has no effect",
        "set its status to open if it is to be planned, else delete the pin",
    ),
    "pin_declined": Text(
        "锁定的 {resource} 在项目清单里婉拒了 {value}，这条锁定不再算数，另找人",
        "不必管；下个月不想再锁定就删掉这一行",
        "the pinned {resource} declined {value} in the project list: the pin no longer holds, and somebody else is sought",
        "nothing to do; delete the row if it is not to hold next month either",
    ),
    "pin_breaks_rule": Text(
        "锁定的 {need} 和 {resource} 做不到：{rule}",
        "改掉这条锁定，或改需求、资源里对不上的地方",
        "the pinned pair {need} and {resource} can't be kept: {rule}",
        "change the pin, or what does not fit in the need or in the resource",
    ),
    "kept_breaks_rule": Text(
        "{need} 在项目清单里是 {resource}，现在做不到：{rule}",
        "把这一格改成别的编号，或在“回复”里填婉拒，或把议事决定改成“改”",
        "{need} has {resource} in the project list, which can't be kept: {rule}",
        "change the id in this cell, or put 'decline' into reply, or decide that the project is to change",
    ),
    "slot_breaks_rule": Text(
        "{need} 定在 {date} {half_day}，但那时不可行",
        "改掉这个时间，或把议事决定改成“改”",
        "{need} is set to {date}, {half_day}, which is not possible",
        "change the time, or decide that the project is to change",
    ),
    "confirmed_unplanned": Text(
        "需求 {value} 是“{need_status}”，但没有锁定的人员和时间，会重新安排",
        "想保留原来的安排，就在“匹配意见”里锁定",
        "need {value} is '{need_status}' but no one is pinned to it: it is planned anew",
        "to keep what was agreed, pin its people in the opinions sheet",
    ),
    "bundle_differs": Text(
        "合并“{bundle}”里，{value} 与 {first} 不一样（{columns}），按 {first} 安排",
        "改成一样，或把 {value} 从这一组里拿出来",
        "in the bundle '{bundle}' {value} differs from {first} ({columns}); {first} is what is planned",
        "make them alike, or take {value} out of the bundle",
    ),
    "opinions_clash": Text(
        "合并“{bundle}”里，{need} 和 {first} 对 {resource} 的意见矛盾：“{column}”这里是“{value}”，{other} 是“{said}”",
        "合并的需求一起安排，把两处改成一样，或删掉其中一处",
        "in the bundle '{bundle}' {need} and {first} contradict each other about {resource}: {column} is '{value}' "
        "here, '{said}' in {other}",
        "a bundle is planned as one: make the two alike, or delete one of them",
    ),
    "opinions_differ": Text(
        "合并“{bundle}”里，{need} 和 {first} 对 {resource} 的意见不一样：“{column}”这里是“{value}”，{other} 是“{said}”；"
        "按 {first} 的算",
        "改成一样，或只在一条需求上写",
        "in the bundle '{bundle}' {need} and {first} differ about {resource}: {column} is '{value}' here, '{said}' "
        "in {other}; that of {first} counts",
        "make the two alike, or write it for one need only",
    ),
    "duplicate_row": Text(
        "“{value}”的这一行（{kind} {what}）和 {other} 完全一样，两行都算，数量加在一起",
        "是同一件事就删掉其中一行",
        "this row of '{value}' ({kind} {what}) is the same as {other}; both count and are added up",
        "delete one of them if they are the same thing",
    ),
    "raised_after_month": Text(
        "提出日期 {value} 在 {month} 之后",
        "检查日期，或检查要安排的月份",
        "it was raised on {value}, after {month}",
        "check the date, or the month that is planned",
    ),
    "agreement_order": Text(
        "协议截止 {value} 早于协议开始 {start}",
        "检查两个日期，改掉写错的一个",
        "the agreement ends on {value}, before it starts on {start}",
        "check both dates and correct the wrong one",
    ),
    "venues_merged": Text(
        "“{value}”有 {rows} 行场地要求，合成一处：设施都要，座位取最多的",
        "合成一行；确实要两处场地就分成两条需求",
        "'{value}' asks for a venue in {rows:row|rows}; taken as one with all facilities and the most seats",
        "write one row; where two venues are wanted, make two needs",
    ),
    "fund_quantity_blank": Text(
        "资金要求没有写数量，按 1 元算",
        "在“数量”里写上金额（元）",
        "a fund row has no quantity and is taken as 1 yuan",
        "write the amount in yuan as its quantity",
    ),
    "distance_to_itself": Text(
        "网格“{grid}”到自己写了 {value} 分钟，按 0 算",
        "删掉这一行",
        "grid '{grid}' to itself says {value} minutes; taken as 0",
        "delete the row",
    ),
    "distance_differs": Text(
        "{pair} 的步行分钟写得不一样：这里 {value}，{other} 是 {high}，按 {high} 算",
        "改成一样，或只留一行",
        "the minutes of {pair} differ: {value} here, {high} in {other}; {high} is taken",
        "make them the same, or keep one row",
    ),
    "distance_unknown": Text(
        "有 {count} 对网格不知道步行多少分钟（如 {pairs}），这些不限制距离，也不加就近分",
        "在“网格距离”里补上",
        "the walking minutes are unknown for {count:pair|pairs} of grids (such as {pairs}); they limit nothing",
        "add them to the distances sheet",
    ),
    "loan_other_month": Text(
        "借用约定的是项目 {value}，现在安排的是 {month}",
        "给出 {month} 的社区间借用工作簿；上个月的，下个月不再用",
        "the loan is for project {value}, and the month that is planned is {month}",
        "give the workbook of loans of {month}; that of another month is of no use",
    ),
    "loans_not_apart": Text(
        "{value} 和“社区间借用”放错了文件：借来的要和这张表在一起，自己的不能在",
        "照 commatch batch --pool 写出的样子，社区间借用单独一个工作簿，不要抄进自己的表",
        "{value} stands in the wrong file: what is borrowed belongs with the sheet of loans, one's own rows don't",
        "keep the workbook of loans apart, as commatch batch --pool wrote it, and copy nothing of it into your own",
    ),
    "lent_more": Text(
        "{value} 借出了 {lent}，自己的表里现在只有 {there}：余下的按 0 算",
        "和借入的社区商量，或改回来",
        "{value} lends {lent} and has {there} by now: nothing is left",
        "agree on it with those who borrow, or write the number again",
    ),
    "calendar_unpublished": Text(
        "{year} 年的放假和调休安排还没有公布，只按法定节日算，没有调休",
        "公布后更新软件，再看一遍工作日和周末的安排",
        "the official calendar of {year} is not published: holidays are reckoned without make-up days",
        "once it is published update the program and check what falls on working days and weekends",
    ),
    "unknown_setting": Text(
        "没有名为“{value}”的设置",
        "{near}改成已有的设置名，或删掉这一行",
        "there is no setting named '{value}'",
        "{near}write the name of a setting, or delete the row",
    ),
    "bad_setting": Text(
        "设置 {named} 的值“{value}”不能用",
        "{setting}",
        "the setting {named} can't be '{value}'",
        "{setting}",
    ),
    "setting_conflict": Text(
        "设置 {named} 在这里是“{value}”，与 {other} 不一致",
        "只留一处",
        "the setting {named} is '{value}' here, which contradicts {other}",
        "keep one of them",
    ),
    "setting_without_key": Text(
        "“{value}”前面没有写是哪一项设置",
        "在“项”里填上设置名，或删掉这一行",
        "'{value}' stands without the name of its setting",
        "write the name as the key, or delete the row",
    ),
    "start_outside_month": Text(
        "开始安排的日子 {value} 不在 {month} 这个月里",
        "把“起始日”（start）改成这个月里的一天，或改“月份”（month），或空着（从月初开始）",
        "the first day planned, {value}, is not in {month}",
        "set start to a day of that month, or change month, or leave start blank for the first",
    ),
}
