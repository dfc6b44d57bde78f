"""The words of ``commatch tidy``."""

from __future__ import annotations

__all__ = ["TIDY_WORDS"]

TIDY_WORDS: dict[str, tuple[str, str]] = {
    "tidy": (
        "把手工做的表整理成标准的一本：标准的表名和表头，真正的日期和数字，带下拉，每一处改动都有记录。",
        "Turn hand-made sheets into one standard workbook: known sheets and headers, real dates and numbers, drop-downs, and a log of every change.",
    ),
    "tidy.more": (
        "原来的文件不动。看不懂的格子照原样留着并列出来，没改好以前，再整理还会再列；没填的不替你填。",
        "The files stay as they are. A cell that can't be read is kept as it is and listed, each time until it is mended; "
        "what is blank stays blank.",
    ),
    "tidy.option.output": (
        "写到哪里（.xlsx 文件，或已有的文件夹）；默认在第一个文件旁边，如 需求登记-整理.xlsx，已有同名文件就加编号",
        "where to write: an .xlsx file or a folder that exists; by default beside the first file, such as needs-tidied.xlsx, numbered if it exists",
    ),
    "tidy.option.month": (
        "日期没写年份时，按离哪个月最近来补，如 2026-12；默认看“设置”表，再是下个月",
        "the month that dates without a year are near, such as 2026-12; by default that of the settings sheet, then the next one",
    ),
    "exit.tidy.0": ("整理好了，没有错误", "the tidied workbook was written, without errors"),
    "exit.tidy.1": ("commatch 自己的错误，请报告", "a bug of commatch; please report it"),
    "exit.tidy.2": ("命令写错了，或文件不存在", "wrong usage, or no such file"),
    "exit.tidy.3": (
        "写出了，但还有错误要改；有文件读不了，或没有认识的表时，什么也没写",
        "it was written and errors remain; nothing was written where a file can't be read or no sheet is known",
    ),
    "exit.tidy.6": ("写不了输出文件", "the output can't be written"),
    "exit.tidy.130": ("被 Ctrl-C 或 SIGTERM 中断", "interrupted by Ctrl-C or SIGTERM"),
    "tidy.name": ("{stem}-整理.xlsx", "{stem}-tidied.xlsx"),
    "tidy.title": (
        "整理好了：{sheets} 张表，{rows} 行数据",
        "Tidied: {sheets:sheet|sheets}, {rows:row|rows} of data",
    ),
    "tidy.same": ("本来就是标准的，没有要改的地方", "It was in standard form already; nothing had to change."),
    "tidy.changes": ("改了什么（每一处见“{log}”表）", "What changed (each one is in the sheet {log})"),
    "column.rule": ("改动", "change"),
    "column.count": ("处数", "count"),
    "tidy.left_out": ("没有带过来的", "Left behind"),
    "tidy.left_out.rows": ("{place}：{words}", "{place}: {words}"),
    "tidy.left_out.some": ("{name} {count}", "{name} {count}"),
    "tidy.left_out.sheet": ("{place}：整张表，{rows} 行", "{place}: the whole sheet, {rows:row|rows}"),
    "tidy.errors": (
        "还有 {count} 处错误要你来改（位置是整理后的表）",
        "{count:error|errors} left to mend by hand (at their place in the tidied workbook)",
    ),
    "tidy.errors.more": ("还有 {count} 处", "{count} more"),
    "tidy.warnings": (
        "还有 {count} 条提醒，用 check 看",
        "{count:warning|warnings} left; check shows them",
    ),
    "tidy.next.mend": (
        "打开 {file} 改好这些错误，再检查：{command}",
        "Open {file}, mend these errors, and check: {command}",
    ),
    "tidy.next.look": (
        "打开 {file} 看一遍“{log}”；以后就用这一本",
        "Open {file} and go through the sheet {log}; use this workbook from now on",
    ),
    "tidy.next.unknown": (
        "不认识的表没有带过来：要用的话，在原来的文件里给它标准的表名或表头（{command} 里有），再整理一次",
        "Sheets that are not known stay behind: to use one, give it a standard name or headers in its file ({command} lists them) and tidy again",
    ),
    "tidy.next.check": ("检查：{command}", "Check it: {command}"),
    "tidy.undecided": (
        "什么也没有写：里面还有建议没有定下来。定好了再运行一次。",
        "Nothing was written: proposals in it are not decided yet. Decide them and run again.",
    ),
    "tidy.unread": (
        "什么也没有写：有文件读不了，或没有一张认识的表。改好后再运行一次。",
        "Nothing was written: a file can't be read, or no sheet is known. Mend it and run again.",
    ),
}
"""Words by key, in Chinese and English."""
