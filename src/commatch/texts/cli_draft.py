"""The words of ``commatch draft``."""

from __future__ import annotations

__all__ = ["DRAFT_WORDS"]

DRAFT_WORDS: dict[str, tuple[str, str]] = {
    "draft": (
        "从居民的原话和随手记的资源，写出一本带建议的标准工作簿：用哪个模板、哪类人群、急不急、能不能合并。",
        "From what people said and what was noted of resources: a standard workbook with proposals for template, groups, urgency, bundles and the like.",
    ),
    "draft.more": (
        "只往空格里提建议，你写的一个字也不改。建议有底色，批注里有理由和把握，“整理记录”里都列着；把握不够的不提。对的清掉底色，不对的改掉，再用 match；没看过的建议 match 不用。",
        "Only blank cells get proposals; nothing that you wrote changes. They are coloured, with reason and confidence in a note, and all listed in tidy_log; "
        "below a confidence nothing is proposed. Clear the colour of a right one, mend a wrong one, then match: it refuses proposals that nobody has confirmed.",
    ),
    "draft.option.output": (
        "写到哪里（.xlsx 文件，或已有的文件夹）；默认在第一个文件旁边，如 居民反映-草稿.xlsx，已有同名文件就加编号",
        "where to write: an .xlsx file or a folder that exists; by default beside the first file, such as needs-draft.xlsx, numbered if it exists",
    ),
    "draft.option.learn": (
        "以前确认过的月份（工作簿）：学里面填了“模板”的需求，越用越准",
        "workbooks of months that were confirmed: needs with a template are learned from, so that it gets better with use",
    ),
    "exit.draft.0": ("写出了草稿", "the draft was written"),
    "exit.draft.1": ("commatch 自己的错误，请报告", "a bug of commatch; please report it"),
    "exit.draft.2": ("命令写错了，或文件不存在", "wrong usage, or no such file"),
    "exit.draft.3": (
        "写出了，但还有错误要改；有文件读不了、没有认识的表，或里面还有以前的建议没定下来时，什么也没写",
        "it was written and errors remain; nothing was written where a file can't be read, no sheet is known or proposals of an earlier draft are undecided",
    ),
    "exit.draft.6": ("写不了输出文件", "the output can't be written"),
    "exit.draft.130": ("被 Ctrl-C 或 SIGTERM 中断", "interrupted by Ctrl-C or SIGTERM"),
    "draft.name": ("{stem}-草稿.xlsx", "{stem}-draft.xlsx"),
    "draft.title": (
        "草稿写好了：{sheets} 张表，{rows} 行，提了 {proposals} 处建议",
        "Drafted: {sheets:sheet|sheets}, {rows:row|rows}, {proposals:proposal|proposals}",
    ),
    "draft.none": (
        "没有能提的建议：空格都填了，或没有把握",
        "There is nothing to propose: the cells are filled, or nothing is sure enough.",
    ),
    "draft.table": ("提了哪些建议（底色是淡紫的格子）", "What is proposed (cells in pale violet)"),
    "column.list": ("表", "sheet"),
    "column.field": ("栏目", "column"),
    "column.proposed": ("建议", "proposed"),
    "column.left": ("没把握，没提", "not sure enough"),
    "draft.learned": ("学了 {count} 条以前确认过的需求", "Learned from {count:confirmed need|confirmed needs}"),
    "draft.learned_none": (
        "{file}：没有填了“模板”又确认过的需求（自己的模板还要有“服务模板”里的行），没学到东西",
        "{file}: no need with a confirmed template (one of your own also needs its rows), so nothing was learned",
    ),
    "draft.twice": (
        "{count} 条疑似重复，在“{header}”一列标着；软件不会自己合并",
        "{count:need|needs} perhaps told twice, marked in the column “{header}”; nothing is merged by itself",
    ),
    "draft.errors": (
        "还有 {count} 处错误要你来改（位置是草稿里的表）",
        "{count:error|errors} left to mend by hand (at their place in the draft)",
    ),
    "draft.next.look": (
        "打开 {file}，看有底色的格子：对的清掉底色（或在“{log}”的“决定”里写采纳），不对的改掉或清空",
        "Open {file} and go through the coloured cells: clear the colour of a right one (or write accepted under decision in {log}), change or clear a wrong one",
    ),
    "draft.next.match": ("看完就匹配：{command}", "Then match: {command}"),
    "draft.next.accept": (
        "来不及逐格看，全部采纳：{command}",
        "With no time to look at each, take them all: {command}",
    ),
    "phase.draft": ("提建议", "drafting"),
}
"""Words by key, in Chinese and English."""
