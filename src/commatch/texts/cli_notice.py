"""The words of ``commatch notice``."""

from __future__ import annotations

__all__ = ["NOTICE_COMMAND_WORDS"]

NOTICE_COMMAND_WORDS: dict[str, tuple[str, str]] = {
    "notice": (
        "从项目清单写出公示：要办什么、什么时候、在哪里、谁来做，哪些暂时办不了、为什么。不写居民和能人的姓名。",
        "Write the public notice of a project list: what will be done, when, where and by whom, what can't be done yet and why. Nobody is named.",
    ),
    "notice.more": (
        "按清单现在的样子写，议事决定也算：否、缓、改的不写成要办。需求里的姓名、电话、住址、编号、病情会遮住；遮了什么，另写一份只给社工看的内部记录。贴出去之前请自己再看一遍。",
        "The notice shows the list as it stands: what the council rejected, postponed or wants changed is not announced. Names, numbers, homes, ids and matters of health are masked; what was masked is in an internal record of its own. Read the notice before you post it.",
    ),
    "notice.option.format": (
        "只写这些格式，用逗号分开：xlsx、docx、html；默认三种都写",
        "write these formats alone, with commas between: xlsx, docx, html; by default all three",
    ),
    "notice.option.output": (
        "写到哪个文件夹；默认在清单旁边，如 公示-2026-12.docx，已有同名文件就加编号",
        "folder to write to; by default beside the list, such as notice-2026-12.docx, numbered if it exists",
    ),
    "notice.option.set": (
        "公示的一项设置，如 公示姓名=姓；等号后空着就用默认值",
        "a setting of the notice, such as notice_names=surname; with nothing after = the default holds",
    ),
    "meta.formats": ("格式", "FORMATS"),
    "usage.bad_format": (
        "--format 只能是 xlsx、docx、html，不是“{value}”",
        "--format is some of xlsx, docx, html, not '{value}'",
    ),
    "usage.not_of_notice": (
        "--set 在这里只能改公示的设置：{known}；不是“{value}”",
        "--set takes the settings of the notice here: {known}; not '{value}'",
    ),
    "exit.notice.0": ("写出了公示", "the notice was written"),
    "exit.notice.1": ("commatch 自己的错误，请报告", "a bug of commatch; please report it"),
    "exit.notice.2": ("命令写错了，或文件不存在", "wrong usage, or no such file"),
    "exit.notice.3": (
        "清单读不了，或文件和排清单时的不一样、找不到；什么也没写",
        "the list can't be read, or its files are not there or not what they were; nothing was written",
    ),
    "exit.notice.6": ("写不了输出文件", "the output can't be written"),
    "exit.notice.130": ("被 Ctrl-C 或 SIGTERM 中断", "interrupted by Ctrl-C or SIGTERM"),
    "notice.title": ("{month} 的公示写好了", "The notice for {month} is written"),
    "notice.counts": (
        "要办的 {doing} 项，暂时办不了的 {open} 件",
        "{doing:matter|matters} to be done, {open} that can't be done yet",
    ),
    "notice.public": ("公示（可以张贴）", "The notice, to be posted"),
    "notice.internal": ("遮盖记录（内部，不要张贴）", "Record of what was masked: internal, not to be posted"),
    "notice.masked": ("遮住了 {count} 处", "{count:thing was|things were} masked"),
    "notice.masked.item": ("{sheet} {id} {column}：{posted}", "{sheet} {id} {column}: {posted}"),
    "notice.masked.sorts": ("（{sorts}）", " ({sorts})"),
    "notice.masked.more": ("……还有 {count} 处，都在 {file}", "… and {count} more; all of them are in {file}"),
    "notice.missing": (
        "{count} 个项目有人婉拒或请假，公示里写“人手还在落实”：{ids}。要重新安排，运行 commatch match，加 --previous 和这份清单",
        "Somebody declined or is on leave in {count:project|projects}, of which the notice says that helpers are still being "
        "found: {ids}. To arrange them anew run commatch match with --previous and this list",
    ),
    "notice.refused": (
        "没有写：下面 {count} 处要先弄好。",
        "Nothing was written; see to {count:point|points} first.",
    ),
    "notice.next.read": (
        "打开公示从头到尾看一遍：有没有还能认出是谁的话；遮错了的词，用 --set 公示保留词=词1、词2 保留",
        "Read the notice from top to bottom: can anybody still be recognised? Words that should stay: --set notice_kept=word1,word2",
    ),
    "notice.next.print": (
        "打印 {file}（A4），盖章张贴；网页可以发到居民群",
        "Print {file} (A4), seal it and post it",
    ),
}
"""Words by key, in Chinese and English."""
