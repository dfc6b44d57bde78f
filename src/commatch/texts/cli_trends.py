"""The words of ``commatch trends``."""

from __future__ import annotations

__all__ = ["TRENDS_COMMAND_WORDS"]

TRENDS_COMMAND_WORDS: dict[str, tuple[str, str]] = {
    "trends": (
        "几个月一起看：收到、办结、在办，快不快，哪些人群落后，谁出力太多，资金、满意度，资助方要的数；写一本带图的工作簿和一个网页。",
        "Look back on several months: needs collected, settled and in work, how long it takes, who falls short, who carries too much, money, ratings, what funders ask for; a workbook with charts and a page for a browser.",
    ),
    "trends.more": (
        "文件先后不限；几个文件说同一件事，以月份晚的为准，一个月有几份项目清单用编号最大的。不认得时钟：日期都从文件里来。",
        "Files come in any order; where several tell the same, the later month holds, and of a month's project lists the one with the highest number. No clock is read: all days come from the files.",
    ),
    "trends.option.files": (
        "各月的工作簿和项目清单，单独放的签到也一起给；可以写 *.xlsx",
        "the months' workbooks and project lists, and attendance that is kept apart; *.xlsx may be written",
    ),
    "trends.option.output": (
        "写到哪里（.xlsx 文件，或已有的文件夹），网页在它旁边；默认在第一个文件旁边，如 内部-趋势-2026-01至2026-12.xlsx，已有同名文件就加编号",
        "where to write: an .xlsx file or a folder that exists, the page beside it; by default beside the first file, such as internal-trends-2026-01-to-2026-12.xlsx, numbered if it exists",
    ),
    "usage.no_month_here": (
        "每个文件的月份是它自己的，--set 不能改“{value}”",
        "each file's month is its own: --set can't change '{value}'",
    ),
    "trends.title": ("{months} 的趋势写好了", "The trends of {months} are written"),
    "trends.counts": (
        "收到 {collected} 条，办结 {settled} 条，在办 {in_work} 条（转办 {handed_on}，不受理 {refused}）",
        "{collected:need|needs} collected, {settled} settled, {in_work} in work ({handed_on} handed on, {refused} refused)",
    ),
    "trends.served": (
        "项目清单 {lists} 份，匹配率 {share}",
        "{lists:project list|project lists}, {share} served",
    ),
    "trends.short": (
        "连续落后的人群：{names}",
        "Groups that fall short: {names}",
    ),
    "trends.no_short": ("没有连续落后的人群", "No group falls short"),
    "trends.unknown": (
        "给资助方的数里还不知道的",
        "Not known of what funders ask for",
    ),
    "trends.unknown.item": ("{item}：{said}", "{item}: {said}"),
    "trends.refused": (
        "没有写：下面 {count} 处要先弄好。",
        "Nothing was written; see to {count:point|points} first.",
    ),
    "trends.next.open": (
        "打开 {file} 看图和各张表；双击 {page} 看一页纸的",
        "Open {file} for charts and tables, {page} for all of it on a page",
    ),
    "trends.next.internal": (
        "工作簿里有能人的姓名，只给办事的人看；网页没有写姓名，给外面看之前先看一遍",
        "The workbook names helpers and is for those at work; the page names nobody: read it before others do",
    ),
    "exit.trends.0": ("写出了工作簿和网页", "the workbook and the page were written"),
    "exit.trends.1": ("commatch 自己的错误，请报告", "a bug of commatch; please report it"),
    "exit.trends.2": ("命令写错了，或文件不存在", "wrong usage, or no such file"),
    "exit.trends.3": (
        "有文件读不了、重复，或里面有错误；什么也没写",
        "a file can't be read, is given twice or holds errors; nothing was written",
    ),
    "exit.trends.6": ("写不了输出文件", "the output can't be written"),
    "exit.trends.130": ("被 Ctrl-C 或 SIGTERM 中断", "interrupted by Ctrl-C or SIGTERM"),
}
"""Words by key, in Chinese and English."""
