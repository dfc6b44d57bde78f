"""The words of ``commatch points``."""

from __future__ import annotations

__all__ = ["POINTS_COMMAND_WORDS"]

POINTS_COMMAND_WORDS: dict[str, tuple[str, str]] = {
    "points": (
        "按历史、签到和积分兑换算每个人的积分：挣了多少、换了多少、还有多少。同一件事只算一次。",
        "Count everybody's points from history, attendance and redemptions: earned, spent, left. No event counts twice.",
    ),
    "points.more": (
        "给最近一个月的工作簿就够（结转写出的，以前的历史和签到都在里面）；本月做了的还没结转，就把 apply 写出的项目清单也写上。几个月的一起给也行，说的同一件事只算一次。姓名打码，--show-personal 显示。",
        "The workbook of the latest month is enough (the one that a rollover wrote: all history and attendance are in it); add the project list that apply wrote for what was done since. Several months may be given; what they tell alike counts once. Names are masked; --show-personal shows them.",
    ),
    "points.name": ("积分-{month}.xlsx", "points-{month}.xlsx"),
    "points.option.files": (
        "有历史、签到或积分兑换的工作簿，和填过的项目清单",
        "workbooks with history, attendance or redemptions, and project lists that were applied",
    ),
    "points.option.output": (
        "把每一笔积分和每个人的余额写成工作簿（.xlsx 文件，或已有的文件夹）；里面有姓名，内部用；不写这一项就只显示",
        "write every line and all balances as a workbook: an .xlsx file or a folder that exists; internal, for it holds names; without it they are only shown",
    ),
    "exit.points.0": ("算好了", "the points were counted"),
    "exit.points.1": ("commatch 自己的错误，请报告", "a bug of commatch; please report it"),
    "exit.points.2": ("命令写错了，或文件不存在", "wrong usage, or no such file"),
    "exit.points.3": (
        "数据有错误，如兑换的比有的多；什么也没写",
        "errors in the input, such as more spent than there is; nothing was written",
    ),
    "exit.points.6": ("写不了输出文件", "the output can't be written"),
    "exit.points.130": ("被 Ctrl-C 或 SIGTERM 中断", "interrupted by Ctrl-C or SIGTERM"),
    "points.title": ("积分：{people} 人", "Points of {people:person|people}"),
    "points.counts": (
        "挣得 {earned} 分，兑换 {spent} 分，还有 {balance} 分（{lines} 笔）",
        "{earned:point|points} earned, {spent} spent, {balance} left ({lines:line|lines})",
    ),
    "points.refused": (
        "积分没有算成：下面 {count} 处要先弄好；什么也没写。",
        "The points could not be counted and nothing was written; see to {count:point|points} first.",
    ),
    "points.balances": ("每个人的积分", "Everybody's points"),
    "points.none": ("还没有人有积分。", "Nobody has any points yet."),
    "points.next.write": (
        "要每一笔的事由和依据：{command}",
        "For the cause and source of every line: {command}",
    ),
    "points.next.internal": (
        "工作簿里有姓名：不要张贴，不要转发到群里",
        "The workbook holds names: do not post it, do not send it on",
    ),
    "column.person": ("谁", "who"),
    "column.earned": ("挣得", "earned"),
    "column.spent": ("兑换", "spent"),
    "column.balance": ("余额", "balance"),
}
"""Words by key, in Chinese and English."""
