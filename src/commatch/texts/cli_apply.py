"""The words of ``commatch apply``."""

from __future__ import annotations

__all__ = ["APPLY_COMMAND_WORDS"]

APPLY_COMMAND_WORDS: dict[str, tuple[str, str]] = {
    "apply": (
        "检查填在项目清单里的议事决定、状态、实际工时、完成情况和评价，写出往前走了一步的清单：状态改好，进程和历史记好。",
        "Check what was typed into a project list (decisions, statuses, actual hours, outcomes, ratings) and write the list's next state: statuses moved along, progress and history recorded.",
    ),
    "apply.more": (
        "有一处不对就一起列出来，什么也不写。你填的那份清单不会动，新的一份编号加一。需求、资源、签到按现在的表格；不写文件就在清单旁边找。什么时候都可以运行，再运行一次结果一样。",
        "Whatever can't be is listed all at once, and nothing is written then. The list that you filled in stays as it is; the new one has the next number. Needs, resources and attendance are those of the workbooks now, looked for beside the list where none are named. Run it whenever you like; run again it gives the same.",
    ),
    "apply.option.files": (
        "这个月的需求和资源工作簿，签到也可以在里面或另一个文件里；不写就在清单旁边找",
        "the month's workbooks of needs and resources, with attendance in them or in a file of its own; looked for beside the list where none are named",
    ),
    "apply.option.output": (
        "写到哪里（.xlsx 文件，或已有的文件夹）；默认在清单旁边，编号加一，如 项目清单-2026-12-3.xlsx",
        "where to write: an .xlsx file or a folder that exists; by default beside the list with the next number, such as project-list-2026-12-3.xlsx",
    ),
    "apply.option.on": (
        "这次填的是哪一天的事，如 2026-12-16：看不出日期的步骤记这一天；不写就按议事日、签到和月初月末",
        "the day of what is typed in now, such as 2026-12-16, for steps that have no day of their own; without it council day, attendance and the month's first and last day",
    ),
    "exit.apply.0": ("写好了", "the next state was written"),
    "exit.apply.1": ("commatch 自己的错误，请报告", "a bug of commatch; please report it"),
    "exit.apply.2": ("命令写错了，或文件不存在", "wrong usage, or no such file"),
    "exit.apply.3": (
        "填的有不对的地方，或文件读不了、找不到；什么也没写",
        "something that was typed in can't be, or a file can't be read or found; nothing was written",
    ),
    "exit.apply.6": ("写不了输出文件", "the output can't be written"),
    "exit.apply.130": ("被 Ctrl-C 或 SIGTERM 中断", "interrupted by Ctrl-C or SIGTERM"),
    "apply.refused": (
        "没有写：下面 {count} 处要先改好；清单没有动。",
        "Nothing was written; mend {count:point|points} first. The list is as it was.",
    ),
    "apply.title": ("{month} 的清单记好了", "The list for {month} is up to date"),
    "apply.counts": ("需求 {needs} 件：{statuses}", "{needs:need|needs}: {statuses}"),
    "apply.status": ("{status} {count}", "{count} {status}"),
    "apply.moved": ("{count} 个项目走到了下一步", "{count:project|projects} moved along"),
    "apply.moved.item": ("{project}：{before} → {after}", "{project}: {before} → {after}"),
    "apply.moved.more": ("……还有 {count} 个，见清单", "… and {count} more, in the list"),
    "apply.nothing": ("没有项目改了状态。", "No project's status has changed."),
    "apply.next.decide": (
        "{count} 个项目议事会还没定：在“{projects}”的“{decision}”里写",
        "{count:project is|projects are} undecided: write {decision} in {projects}",
    ),
    "apply.next.change": (
        "{count} 个项目议事会要求改：改好了就重新排，或月底结转到下月再排",
        "{count:project is|projects are} to change: match again, or roll over and match them next month",
    ),
    "apply.next.done": (
        "{count} 个项目定了还没做完：做完在“{assignments}”写“{actual_hours}”和“{outcome}”",
        "{count:project is|projects are} confirmed and not done: then write {actual_hours} and {outcome} in {assignments}",
    ),
    "apply.next.rate": (
        "{count} 个项目做完了还没有评价：在“{assignments}”的“{rating}”写 1 到 5 分",
        "{count:project is|projects are} done and not rated: write 1 to 5 under {rating} in {assignments}",
    ),
    "apply.next.match": ("人或时间有变，重新排：{command}", "Where people or times change, match again: {command}"),
    "apply.next.rollover": ("月底结转到下个月：{command}", "At the month's end roll over: {command}"),
}
"""Words by key, in Chinese and English."""
