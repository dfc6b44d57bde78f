"""The words of ``commatch apply``."""

from __future__ import annotations

__all__ = ["APPLY_COMMAND_WORDS"]

APPLY_COMMAND_WORDS: dict[str, tuple[str, str]] = {
    "usage.bad_date": (
        "{option} 要写成 2026-11-20 这样的日期，不是“{value}”",
        "{option} takes a date such as 2026-11-20, not '{value}'",
    ),
    "apply": (
        "核对项目清单里填的议事决定、实际工时、完成情况和评价，把每个项目的状态往前走，写出下一份清单。",
        "Check what was typed into a project list: decisions, actual hours, outcomes, ratings; move every status along and write the list's next state.",
    ),
    "apply.more": (
        "有一处不对就什么也不写，全部问题一次说完。填过的清单不动；新的一份里“进程”写着每条需求走到哪一步、哪天走的，“历史”写着这个月做了什么。"
        "排清单用的表格可以不写，会到清单所在的文件夹里找；签到、状态可以接着填。",
        "Where anything is wrong nothing is written and all of it is told at once. The list that was filled in stays as it is; in the new one the sheet progress says how far every need has come, and on which days, and history what was carried out in the month. The workbooks of needs and resources need not be named where they are beside it; attendance and statuses may have been filled in since.",
    ),
    "apply.option.files": (
        "需求和资源的表格；不写就到清单所在的文件夹里找",
        "the workbooks of needs and resources; by default those beside the list that it was made of",
    ),
    "apply.option.output": (
        "写到哪里（.xlsx 文件，或已有的文件夹）；默认在清单旁边，用清单的名称加下一个编号",
        "where to write: an .xlsx file or a folder that exists; by default beside the list, under its name with the next number",
    ),
    "apply.option.on": (
        "没有自己日期的新步骤算在哪一天，如 2026-12-28；不写时，决定算在议事日，没定日子的项目按签到，再没有就算月初开始、月底完成",
        "the day of new steps that have none of their own, such as 2026-12-28; by default decisions are of the council day, and what has no date of its own goes by the attendance sheet, else from the month's first day to its last",
    ),
    "apply.done": ("{month} 的状态写好了", "The state of {month} is written"),
    "apply.counts": (
        "待议 {proposed} 件，已确认 {confirmed} 件，实施中 {in_progress} 件，已完成 {done} 件，已评价 {reviewed} 件，没排上 {open} 件",
        "{proposed} proposed, {confirmed} confirmed, {in_progress} in progress, {done} done, {reviewed} reviewed, {open} not planned",
    ),
    "apply.aside": (
        "转办 {handed_on} 件，暂缓 {postponed} 件，不受理 {out_of_remit} 件",
        "{handed_on} handed on, {postponed} postponed, {out_of_remit} out of remit",
    ),
    "apply.moves": ("往前走了的项目（{count}）", "Projects that moved along ({count})"),
    "apply.move": ("{project}：{before} → {after}", "{project}: {before} → {after}"),
    "apply.moves.more": ("……还有 {count} 个，见“进程”", "… and {count} more: see the sheet progress"),
    "apply.notes": ("请过目", "To be looked at"),
    "apply.refused": (
        "什么也没有写：下面 {count} 处要先弄好。",
        "Nothing was written; see to {count:point|points} first.",
    ),
    "apply.next.match": (
        "有 {count} 个项目要改：commatch match 表格 --previous {list}",
        "{count:project is|projects are} to change: commatch match FILE --previous {list}",
    ),
    "apply.next.on": (
        "接着填这一份，做完再运行一次；月底结转：commatch rollover {list} 表格 -o 下个月.xlsx",
        "go on with this list and run it again; at the end of the month: commatch rollover {list} FILE -o NEXT.xlsx",
    ),
    **{
        f"exit.apply.{code}": words
        for code, words in (
            (0, ("写出了", "it was written")),
            (1, ("commatch 自己的错误，请报告", "a bug of commatch; please report it")),
            (2, ("命令写错了，或文件不存在", "wrong usage, or no such file")),
            (3, ("清单或表格里有要先弄好的地方", "something in the list or the workbooks is to be mended first")),
            (6, ("写不了输出文件", "the output can't be written")),
            (130, ("被 Ctrl-C 中断", "interrupted by Ctrl-C")),
        )
    },
}
