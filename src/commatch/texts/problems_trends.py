"""The words of problems of many months' files taken together."""

from __future__ import annotations

from collections.abc import Mapping

from commatch.texts.text import Text

__all__ = ["TREND_TEXTS"]

TREND_TEXTS: Mapping[str, Text] = {
    "trends_file_twice": Text(
        "{value} 和 {other} 是同一个文件，算两次数就错了",
        "同一个文件只给一次",
        "{value} and {other} are the same file: it would count twice",
        "give the file once",
    ),
    "trends_nothing_told": Text(
        "{value} 里没有可以用来看趋势的表",
        "给出各月的工作簿（有 需求清单、进程、历史 等表）和项目清单；这个文件去掉",
        "{value} has no sheet that tells anything of the months",
        "give the months' workbooks (with sheets such as needs, progress, history) and the project lists, without this file",
    ),
    "trends_own_result": Text(
        "{value} 是 commatch 写的另一种结果，没有读",
        "不必管",
        "{value} is a result of another kind that commatch wrote, and was not read",
        "nothing need be done",
    ),
    "trends_nothing_at_all": Text(
        "这些文件里没有一条需求、历史、签到或结转",
        "给出各月的工作簿和项目清单",
        "these files tell of no need, history, attendance or balance at all",
        "give the months' workbooks and project lists",
    ),
    "trends_no_month": Text(
        "不知道 {value} 是哪个月的",
        "在“设置”表里写 月份，如 2026-12；或把月份写进文件名，如 2026-12.xlsx",
        "{value} does not tell its month",
        "write month into the sheet settings, such as 2026-12; or name the file after it: 2026-12.xlsx",
    ),
    "trends_month_by_name": Text(
        "{value} 的“设置”里没有月份，按文件名算作 {month}",
        "不对的话，在“设置”表里写上月份",
        "{value} has no month among its settings: by its name it is {month}",
        "if it is another, write month into its sheet settings",
    ),
    "trends_earlier_list": Text(
        "{month} 有几份项目清单，用了 {used}，没用 {value}",
        "要用另一份，就只给那一份",
        "of the project lists of {month} {used} was used and {value} was not",
        "to use the other one, give that alone",
    ),
    "trends_list_behind": Text(
        "{month} 用的是编号最大的 {used}，可 {value} 的“{sheet}”里记得更多：{more} 行，用的那份 {fewer} 行",
        "{used} 要是从旧的清单做出来的，就不给它，只给 {value}",
        "{used} has the highest number of the lists of {month}, but {value} has more in its sheet {sheet}: {more} rows against "
        "{fewer}",
        "where {used} was made of an older list, leave it out and give {value}",
    ),
    "trends_other_community": Text(
        "这个文件的社区名称是“{value}”，最近的是“{community}”",
        "不是同一个社区的文件不要放在一起",
        "the community of this file is '{value}', that of the latest file '{community}'",
        "do not give the files of several communities together",
    ),
    "trends_far_month": Text(
        "“{sheet}”里有 {value} 的事，最近的文件是 {last} 的",
        "改正那里的年份；是以后月份的，把那个月的文件也给出来",
        "{sheet} tells of {value}, and the latest file is of {last}",
        "correct the year there; if it is right, give the file of that month as well",
    ),
    "trends_undated": Text(
        "“{sheet}”有 {count} 行没有月份也没有日期：算在总数里，不在任何一个月",
        "补上月份",
        "{count:row|rows} of {sheet} without month or date: counted in all and in no month",
        "fill in the month",
    ),
    "trends_balance_apart": Text(
        "{value} 的结转写着“{column}” {told} 条，按进程数是 {found} 条",
        "看看是不是少给了哪个月的文件，或手工改过",
        "the balance of {value} tells {told} at {column}, and the sheet progress comes to {found}",
        "see whether a month's file is missing, or something was changed by hand",
    ),
}
"""Text by code."""
