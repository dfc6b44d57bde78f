"""The words of a batch's summary: of what stopped a community, and of the workbook."""

from __future__ import annotations

from collections.abc import Mapping

from commatch.matching.rules.base import Phrase
from commatch.texts.language import Language
from commatch.texts.text import fill

__all__ = ["BATCH_OVERVIEW", "BATCH_WORDS", "said"]

BATCH_WORDS: Mapping[str, Phrase] = {
    # what stopped a community
    "no_workbook": Phrase("文件夹里没有工作簿", "there is no workbook in the folder"),
    "no_look": Phrase("没有权限看这个文件夹", "no permission to look into the folder"),
    "lost": Phrase(
        "处理它的进程两次意外结束（{fault}），可能是内存不够；其余社区不受影响",
        "the process that worked on it ended unexpectedly twice ({fault}), perhaps for lack of memory; the other "
        "communities are not affected",
    ),
    "timed_out": Phrase("时间到了，没有做", "time was up before it was done"),
    "more": Phrase("{line}（另有 {count} 处）", "{line} (and {count} more)"),
    "no_plan": Phrase("不能同时满足：{what}", "these can't be kept together: {what}"),
    "earlier": Phrase(
        "结果文件夹里的 {names} 是以前做的，这次没有做成，别再照它办",
        "{names} in its folder of results is of an earlier run, not of this one: go by it no more",
    ),
    "earlier.loans": Phrase(
        "结果文件夹里的 {names} 是以前做的，这次没有做成，别再照它办；其中的借用不再作数",
        "{names} in its folder of results are of an earlier run, not of this one: go by them no more; their loans are "
        "no longer agreed",
    ),
    "earlier.late": Phrase(
        "结果文件夹里的 {names} 是以前做的，接着做完以前别照它办",
        "{names} in its folder of results is of an earlier run: do not go by it before this one has been gone on with",
    ),
    "earlier.beside": Phrase("{line}；{what}", "{line}; {what}"),
    # files that were left alone
    "kept.itself": Phrase("{name}（还是它的结果）", "{name} (still its result)"),
    "kept.instead": Phrase("{name}（新的是 {new}）", "{name} (the new one is {new})"),
    "kept.list": Phrase(
        "{name}（新的是 {new}；这份里议过的，新的里没有，要接着这份排，用 commatch match --previous）",
        "{name} (the new one is {new}; what was decided in this one is not in it: to go on from it, commatch match --previous)",
    ),
    "kept.newer": Phrase(
        "{name}（编号比这次的 {new} 大，别的命令会当它是更新的清单）",
        "{name} (its number is higher than that of this run's {new}: other commands take it for the newer list)",
    ),
    "kept.loans": Phrase("{name}（以前约定的借用，不再作数）", "{name} (loans agreed before: they hold no more)"),
    "kept.language": Phrase("{name}（以前的清单，另一种语言的）", "{name} (of an earlier run, in the other language)"),
    # what to do next
    "next.failed": Phrase(
        "先改好没做好的社区，再运行一次加 --resume（commatch run 的写 resume = true），只做没做好的",
        "correct the communities that failed and run again with --resume (commatch run: resume = true), which does those alone",
    ),
    "next.street": Phrase(
        "先改好没做好的社区，再运行一次加 --resume（commatch run 的写 resume = true），把整条街重做",
        "correct the communities that failed and run again with --resume (commatch run: resume = true), which does the whole street again",
    ),
    "next.unwritten": Phrase(
        "写不了文件的社区，照它那一行说的腾出空间、给写入权限或换名字，再运行一次加 --resume（commatch run 的写 resume = true）",
        "where files can't be written make room, give the right or free the name, as its line says, and run again with "
        "--resume (commatch run: resume = true)",
    ),
    "next.late": Phrase(
        "用同样的命令加 --resume 再运行一次（commatch run 的写 resume = true），接着做没轮到的",
        "run the same with --resume (commatch run: resume = true) to go on with those that were not done",
    ),
    "next.least": Phrase("看“{sheet}”里匹配率低的社区", "see which communities are served least in the sheet {sheet}"),
    "next.checked": Phrase("看“{sheet}”里各社区的数据问题", "see the problems of each community in the sheet {sheet}"),
    "next.gaps": Phrase("看“{sheet}”：整条街最缺什么", "see in the sheet {sheet} what the street lacks most"),
    "next.then": Phrase("{first}；然后{then}", "{first}; then {then}"),
    # the workbook
    "name": Phrase("社区汇总-{month}.xlsx", "communities-{month}.xlsx"),
    "name.months": Phrase("社区汇总.xlsx", "communities.xlsx"),
    "title": Phrase("{month} 社区汇总", "Communities: summary {month}"),
    "title.months": Phrase("社区汇总", "Communities: summary"),
    "sheet_title": Phrase("{title} {sheet}", "{title}, {sheet}"),
    "status.planned": Phrase("做好了", "done"),
    "status.input_problems": Phrase("数据有错误", "errors in the input"),
    "status.no_plan": Phrase("没有方案", "no plan"),
    "status.audit_failed": Phrase("没有通过审核", "failed its audit"),
    "status.output_failed": Phrase("写不了文件", "can't be written"),
    "status.timed_out": Phrase("时间到了", "time was up"),
    "status.bug": Phrase("程序出错", "a bug of commatch"),
    "some": Phrase("{names} 等", "{names} …"),
    "steps": Phrase("步骤", "steps"),
    "communities": Phrase("社区数", "communities"),
    "failed": Phrase("没做好", "failed"),
}
"""Words by key."""

BATCH_OVERVIEW: Mapping[str, tuple[Phrase, Phrase]] = {
    "communities": (Phrase("社区", "communities"), Phrase("做好了 {whole} 个", "{whole} done")),
    "failed": (
        Phrase("没做好的社区", "communities that failed"),
        Phrase("{names}；原因见“{sheet}”", "{names}; the sheet {sheet} says why"),
    ),
    "none_failed": (Phrase("没做好的社区", "communities that failed"), Phrase("没有", "none")),
    "needs": (
        Phrase("需求", "needs"),
        Phrase("参与匹配的，做好了的社区合计", "that take part, of the communities done"),
    ),
    "served": (Phrase("已匹配", "served"), Phrase("占 {share}", "{share} of them")),
    "unserved": (Phrase("未匹配", "unserved"), Phrase("占 {share}", "{share} of them")),
    "least_community": (
        Phrase("匹配率最低的社区", "community served least"),
        Phrase("{name}：{served}/{all} 件", "{name}: {served} of {all}"),
    ),
    "least_group": (
        Phrase("匹配率最低的人群", "group served least"),
        Phrase("{name}：{served}/{all} 件", "{name}: {served} of {all}"),
    ),
    "reason": (
        Phrase("未匹配：{reason}", "unserved: {reason}"),
        Phrase("{count} 个社区", "in {count:community|communities}"),
    ),
    "gap": (
        Phrase("最值得补：{kind} {what}", "most worth finding: {kind}, {what}"),
        Phrase(
            "增加优先分 {priority}，缺它的有 {count} 个社区",
            "would gain {priority} of priority; lacking in {count:community|communities}",
        ),
    ),
    "warnings": (
        Phrase("数据提醒", "warnings about the input"),
        Phrase("各社区项目清单的“{problems}”", "in the sheets {problems} of the communities' lists"),
    ),
    "kept": (
        Phrase("没有动的文件", "files left alone"),
        Phrase(
            "有人改过、正开着，或是这个月的另一份清单：{names}",
            "changed by somebody, open in another program, or another list of the month: {names}",
        ),
    ),
    "absent": (
        Phrase("这次没有给的社区", "communities not among these"),
        Phrase(
            "结果文件夹里有它们这个月的清单，以前和它们约定的借用不再作数：{names}",
            "their lists of the month lie among the results; loans agreed with them hold no more: {names}",
        ),
    ),
    "aside": (
        Phrase("没有用的文件", "files left aside"),
        Phrase("不是工作簿，或者是项目清单：{names}", "no workbooks, or project lists: {names}"),
    ),
    "next": (Phrase("接下来", "next"), Phrase("{what}", "{what}")),
}
"""Lines of the overview: the item and the note beside its value."""


def said(lang: Language, key: str, **values: object) -> str:
    """Return the words of a key in a language."""
    phrase = BATCH_WORDS[key]
    return fill(phrase.zh if lang == "zh" else phrase.en, values)
