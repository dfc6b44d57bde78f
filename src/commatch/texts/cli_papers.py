"""The words of ``commatch agenda`` and ``commatch tasks``."""

from __future__ import annotations

__all__ = ["PAPER_COMMAND_WORDS"]

PAPER_COMMAND_WORDS: dict[str, tuple[str, str]] = {
    "agenda": (
        "写出议事日用的议程（Word 文档，内部用）：紧急的、没配上的和办法、待确认的项目、小额提案、快到期的协议、决定表和签名。",
        "Write the council day's paper (a word processor's document, for internal use): what is urgent, what is unserved with its remedy, projects to confirm, fund proposals, agreements that end, decisions and signatures.",
    ),
    "agenda.more": (
        "按清单里写的印，已经填了的议事决定也印上。排清单用的文件可以不写，会到清单所在的文件夹里找；内容变了的不能用。",
        "It goes by what the list says, with the decisions typed in already. The files that it was made from need not be named where they are beside it; they must be unchanged.",
    ),
    "agenda.option.date": (
        "议事日是哪一天，如 2026-11-20；默认是清单月份的上个月 20 日（设置“议事日”可改）",
        "the council day, such as 2026-11-20; by default the 20th of the month before the list's (setting council_day)",
    ),
    "agenda.option.output": (
        "写到哪里（.docx 文件，或已有的文件夹）；默认在清单旁边，如 内部-议事议程-2026-12.docx，已有同名文件就加编号",
        "where to write: a .docx file or a folder that exists; by default beside the list, such as internal-agenda-2026-12.docx, numbered if it exists",
    ),
    "usage.bad_day": (
        "{option} 要写成 2026-11-20 这样的日期，不是“{value}”",
        "{option} takes a date such as 2026-11-20, not '{value}'",
    ),
    "agenda.name": ("内部-议事议程-{month}.docx", "internal-agenda-{month}.docx"),
    "agenda.done": (
        "{month} 的议程写好了，议事日 {date}",
        "The agenda for {month} is written; the council meets on {date}",
    ),
    "agenda.counts": (
        "紧急 {urgent} 项，没配上 {unserved} 件，待确认 {to_confirm} 项，正在办和办完的 {going_on} 项，小额提案 {proposals} 项，快到期协议 {ending} 份，不在议事范围 {outside} 件",
        "{urgent} urgent, {unserved} unserved, {to_confirm} to confirm, {going_on} settled, {proposals:fund proposal|fund proposals}, {ending:agreement|agreements} ending, {outside} outside the remit",
    ),
    "agenda.decided": ("其中 {decided} 项已经填了决定", "{decided} decided already"),
    "agenda.next": (
        "会后把决定填进项目清单的“议事决定”一栏，再接着排：commatch match 文件 --previous 项目清单",
        "After the meeting type the decisions into the list's column decision, then plan on: commatch match FILE --previous LIST",
    ),
    "tasks": (
        "写出派工单（内部用）：能人和单位每人一张纸，场地月历，还有可以导入手机的日历文件 .ics。",
        "Write task sheets (for internal use): a sheet of paper for each helper and unit, venues' months for the wall, and .ics files for calendars.",
    ),
    "tasks.more": (
        "议事会否了的、缓办的不印，婉拒和请假的人不派。排清单用的文件可以不写，会到清单所在的文件夹里找；内容变了的不能用。",
        "What the council rejected or postponed is left out, and so is whoever declined or is on leave. The files that the list was made from need not be named where they are beside it; they must be unchanged.",
    ),
    "tasks.option.output": (
        "写到哪个文件夹里；默认在清单旁边。会新建一个 内部-派工单-2026-12 这样的文件夹，已有就加编号",
        "the folder to write into; by default that of the list. A folder such as internal-task-sheets-2026-12 is made in it, numbered if it exists",
    ),
    "tasks.done": ("{month} 的派工单写好了", "The task sheets for {month} are written"),
    "tasks.counts": (
        "能人 {helpers} 位，单位 {units} 家，场地月历 {venues} 处，日历文件 {calendars} 个",
        "{helpers:helper|helpers}, {units:unit|units}, {venues:venue|venues}, {calendars:calendar file|calendar files}",
    ),
    "tasks.left_out": (
        "议事会否了或缓办的 {left_out} 个项目没有印",
        "{left_out:project that was|projects that were} rejected or postponed left out",
    ),
    "tasks.next": (
        "打印出来分给各人；.ics 文件可以发给本人，导入手机或电脑的日历",
        "Print them and hand them out; an .ics file goes to the one whom it is for, to be opened by a calendar",
    ),
    "planned.numbered.holds_other": (
        "{old} 里有别的文件，没有动它；新的写到 {new}",
        "{old} holds other files and was left alone; written to {new} instead",
    ),
    "papers.private": (
        "里面有姓名，只给办事的人看，不要张贴；文件只有你自己的账户能打开",
        "There are names in it: for those at work, not to be posted. No other account of this computer can open the files",
    ),
    "papers.refused": (
        "什么也没有写：下面 {count} 处要先弄好。",
        "Nothing was written; see to {count:point|points} first.",
    ),
    **{
        f"exit.{command}.{code}": words
        for command in ("agenda", "tasks")
        for code, words in (
            (0, ("写出了", "it was written")),
            (1, ("commatch 自己的错误，请报告", "a bug of commatch; please report it")),
            (2, ("命令写错了，或文件不存在", "wrong usage, or no such file")),
            (
                3,
                (
                    "清单读不了，或文件和排清单时的不一样、找不到",
                    "the list can't be read, or its files are not there or not what they were",
                ),
            ),
            (6, ("写不了输出文件", "the output can't be written")),
            (130, ("被 Ctrl-C 或 SIGTERM 中断", "interrupted by Ctrl-C or SIGTERM")),
        )
    },
}
