"""The words of problems of a project list that is asked about, and of the files that it was made from."""

from __future__ import annotations

from collections.abc import Mapping

from commatch.texts.text import Text

__all__ = ["EXPLAIN_TEXTS"]

EXPLAIN_TEXTS: Mapping[str, Text] = {
    "result_without_record": Text(
        "{value} 的“运行记录”里没有月份或设置，看不出是怎样排出来的",
        "给出 commatch match 写的那个工作簿；“运行记录”删改过的，用最初写出的那份",
        "the sheet run of {value} has no month or no settings: it does not tell how the plan was made",
        "give the workbook that commatch match wrote; where that sheet was changed, the one first written",
    ),
    "result_without_inputs": Text(
        "{value} 的“运行记录”里没有输入文件，不知道是用哪些表排出来的",
        "用 commatch match 从表格重新排一份",
        "the sheet run of {value} names no input file: it does not tell what the plan was made from",
        "make a plan from workbooks with commatch match",
    ),
    "result_input_changed": Text(
        "{value} 和排这份清单时不一样了（内容改过），和清单对不上",
        "给出当时的文件；要按现在的表来，就用 commatch match 再排一份",
        "{value} is not what it was when this plan was made: the list is of other data",
        "give the file of then; to go by what it holds now, make a new plan with commatch match",
    ),
    "result_input_missing": Text(
        "缺 {value}：{result} 是用它排出来的，给出的文件和清单所在的文件夹里都没有",
        "把它放在清单旁边，或写在命令里",
        "{value} is missing: {result} was made from it, and it is neither given nor beside the project list",
        "put it beside the project list, or name it in the command",
    ),
    "result_input_foreign": Text(
        "{value} 不是排这份清单用的文件；用的是 {inputs}",
        "去掉它，给出上面说的文件；改过名的也认得，内容不能变",
        "{value} is none of the files that this plan was made from, which are {inputs}",
        "leave it out and give those; another name does not matter, other content does",
    ),
    "result_needs_previous": Text(
        "{value} 是接着上一份项目清单排的，要有那一份才行",
        "用 --previous 给出上一份项目清单（“运行记录”的“输入文件”里有它的名称）",
        "{value} was made with a project list of before, which is needed, too",
        "give that one with --previous; its name stands under input_file in the sheet run",
    ),
    "result_other_version": Text(
        "这份清单是 commatch {value} 写的，现在是 {version}，规则可能有不同",
        "对不上时，用现在的版本再排一份",
        "this plan was written by commatch {value}, and this is {version}: rules may differ",
        "where something does not fit, make the plan again with this version",
    ),
    "result_edited": Text(
        "清单里这些项目改动过，以现在写的为准：{value}",
        "要照改动重新安排，用 commatch match --previous",
        "these projects were changed by hand since, and what stands there now counts: {value}",
        "to plan anew by those changes use commatch match --previous",
    ),
    "result_breaks_rules": Text(
        "现在的清单有 {count} 处不合规则（{value}），只能供参考",
        "改动过的，用 commatch match --previous 再排一次；没有改动过，请报告",
        "the project list as it is breaks rules in {count:place|places} ({value}): take it with care",
        "where it was changed, run commatch match --previous; where it was not, please report it",
    ),
    "agenda_other_month": Text(
        "议事日 {value} 不在 {month} 月里：{planned} 月要做的事，要在上个月议定",
        "日子写错了，改 --date；真的在那天议，就不用管",
        "the council day {value} is not in {month}: what is done in {planned} is decided on in the month before",
        "where the day is wrong, change --date; where the council does meet then, leave it",
    ),
    "explain_unknown_need": Text(
        "需求清单里没有编号“{value}”",
        "{near}写需求清单里的编号",
        "there is no need with the id '{value}'",
        "{near}write an id of the needs sheet",
    ),
    "explain_unknown_resource": Text(
        "资源表里没有编号“{value}”",
        "{near}写资源表里的编号",
        "there is no resource with the id '{value}'",
        "{near}write an id of the resource sheets",
    ),
    "explain_is_resource": Text(
        "“{value}”是资源，不是需求",
        "问资源用 --resource",
        "'{value}' is a resource, not a need",
        "ask about it with --resource",
    ),
    "explain_is_need": Text(
        "“{value}”是需求，不是资源",
        "问需求用 --need",
        "'{value}' is a need, not a resource",
        "ask about it with --need",
    ),
}
