"""The words of ``commatch rollover``."""

from __future__ import annotations

__all__ = ["ROLLOVER_COMMAND_WORDS"]

ROLLOVER_COMMAND_WORDS: dict[str, tuple[str, str]] = {
    "rollover": (
        "结转：从本月填好的项目清单和表格，写出下月开头用的工作簿；一条需求也不丢。",
        "Roll over: from the month's filled project list and workbooks, write the one that the next month begins with; no "
        "need is lost.",
    ),
    "rollover.more": (
        "办结、转办、不受理的离开需求清单，其余的带到下月；定了没做完的，原来的人锁定。资源、资金余额、历史、签到、积分一起带上；"
        "进程、转办、结转、资金账接着往下记。改了什么，一条一条写在“结转明细”里。原来的文件不动；再运行一次，写出的文件一样。",
        "What is settled, handed on or refused leaves the list of needs, all else is carried over; what was settled and is "
        "unfinished keeps its people. Resources, what is left of funds, history, attendance and points come along; progress, "
        "handed_on, balance and fund_book grow. Every change is a line of carried_over. Your files are left as they are; run "
        "again, it writes the same file.",
    ),
    "rollover.option.files": (
        "需求和资源的工作簿，就是现在的样子，签到也在里面；不写就在清单旁边找",
        "the workbooks of needs and resources as they are now, attendance among them; looked for beside the list where none "
        "is named",
    ),
    "rollover.option.output": (
        "下月的工作簿（.xlsx 文件，或已有的文件夹）；不写就在清单旁边，以下月命名",
        "the workbook of the next month: an .xlsx file or a folder that exists; named for the month, beside the list, where "
        "not given",
    ),
    "rollover.option.new": (
        "有下月新需求的工作簿，可以写几次；按编号合并",
        "a workbook with new needs; may be given several times; merged by id",
    ),
    "rollover.option.pause": (
        "下月起暂停的资源的编号，可以写几次",
        "id of a resource to pause; may be given several times",
    ),
    "rollover.option.on": (
        "本次新走的几步记在哪一天，如 2026-12-31；不写就按议事日、活动日期和月末",
        "the day of the steps that are new, such as 2026-12-31; else the council day, the days of the sessions and the "
        "month's end",
    ),
    "exit.rollover.0": ("写好了下月的工作簿", "the next month's workbook was written"),
    "exit.rollover.1": ("commatch 自己的错误，请报告", "a bug of commatch; please report it"),
    "exit.rollover.2": ("命令写错了，或文件不存在", "wrong usage, or no such file"),
    "exit.rollover.3": ("数据有错误；什么也没写", "errors in the input; nothing was written"),
    "exit.rollover.6": ("写不了输出文件", "the output can't be written"),
    "exit.rollover.130": ("被 Ctrl-C 或 SIGTERM 中断", "interrupted by Ctrl-C or SIGTERM"),
    "rollover.refused": (
        "没有结转：下面 {count} 处要先弄好；什么也没写。",
        "The month was not rolled over and nothing was written; see to {count:point|points} first.",
    ),
    "rollover.title": ("{month} 结转到 {following}", "{month} rolled over to {following}"),
    "rollover.came": (
        "需求 {opened} 条：上月结转 {carried_in}，本月新提 {raised}",
        "{opened:need|needs}: {carried_in} carried in, {raised} raised",
    ),
    "rollover.went": (
        "办结 {settled}，结转下月 {carried}，转办 {handed_on}，不受理 {refused}；差额 {difference}",
        "{settled} settled, {carried} carried over, {handed_on} handed on, {refused} refused; difference {difference}",
    ),
    "rollover.new": ("加进来的新需求 {count} 条", "{count:new need|new needs} added"),
    "rollover.to_see": ("要看一看的（{count}）", "To look at ({count})"),
    "rollover.more_lines": ("还有 {count} 条，见“{log}”", "{count} more, in {log}"),
    "rollover.next.look": ("打开它，先看“{log}”，再看“结转”", "open it: look at {log} first, then at the balance"),
    "rollover.next.check": (
        "补上新的需求，改好要看的，再检查：{command}",
        "add what is new, mend what is to be seen, then {command}",
    ),
    "rollover.next.match": ("然后匹配：{command}", "then {command}"),
    "rollover.next.internal": (
        "里面有姓名和电话：不要张贴，不要转发到群里",
        "it holds names and telephone numbers: do not post it, do not send it on",
    ),
    "meta.id": ("编号", "ID"),
}
"""Words by key, in Chinese and English."""
