"""The words of ``commatch report``."""

from __future__ import annotations

__all__ = ["REPORT_WORDS"]

REPORT_WORDS: dict[str, tuple[str, str]] = {
    "report": (
        "把项目清单写成一个网页：数字、图、月历，能排序、能筛选的项目和没配上的需求；手机上也能看，不用联网。内部用，里面有姓名。",
        "Write a project list as one page for a browser: figures, charts, a calendar, projects and unserved needs to sort and filter; on a phone too, without a network. Internal: names are in it.",
    ),
    "report.more": (
        "按清单现在的样子写，议事决定也在里面；不重新安排。排清单用的文件可以不写，会到清单所在的文件夹里找；内容变了的不能用。",
        "The page shows the list as it stands, the council's decisions too; nothing is planned anew. The files that it was made from need not be named where they are beside it; they must be unchanged.",
    ),
    "report.name": ("内部-总览-{month}.html", "internal-overview-{month}.html"),
    "report.option.html": (
        "写成网页。现在只有这一种，不写也是它",
        "write a page for a browser; so far the only kind, and what is written without it",
    ),
    "report.option.output": (
        "写到哪里（.html 文件，或已有的文件夹）；默认在清单旁边，如 内部-总览-2026-12.html，已有同名文件就加编号",
        "where to write: an .html file or a folder that exists; by default beside the list, such as internal-overview-2026-12.html, numbered if it exists",
    ),
    "exit.report.0": ("写出了网页", "the page was written"),
    "exit.report.1": ("commatch 自己的错误，请报告", "a bug of commatch; please report it"),
    "exit.report.2": ("命令写错了，或文件不存在", "wrong usage, or no such file"),
    "exit.report.3": (
        "清单读不了，或文件和排清单时的不一样、找不到；什么也没写",
        "the list can't be read, or its files are not there or not what they were; nothing was written",
    ),
    "exit.report.6": ("写不了输出文件", "the output can't be written"),
    "exit.report.130": ("被 Ctrl-C 或 SIGTERM 中断", "interrupted by Ctrl-C or SIGTERM"),
    "report.title": ("{month} 的总览写好了", "The overview of {month} is written"),
    "report.counts": (
        "{needs} 条需求，配上 {served} 条，没配上 {unserved} 条（{projects} 个项目）",
        "{needs:need|needs}: {served} served, {unserved} unserved ({projects:project|projects})",
    ),
    "report.refused": (
        "没有写：下面 {count} 处要先弄好。",
        "Nothing was written; see to {count:point|points} first.",
    ),
    "report.next.open": (
        "双击 {file}，用浏览器打开；不用联网",
        "Open {file} in a browser; no network is needed",
    ),
    "report.next.internal": (
        "里面有能人的姓名和居民的事：不要张贴，不要转发到群里",
        "It names helpers and speaks of residents: do not post it, do not send it on",
    ),
}
"""Words by key, in Chinese and English."""
