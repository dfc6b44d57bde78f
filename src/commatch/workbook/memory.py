"""The sheets that commatch writes for itself to read again: what came of a month, and what a street agreed on.

They are known by their names alone: nobody makes such a list by hand, and their headers are those of other lists.
"""

from __future__ import annotations

from commatch.workbook.declared import Column, Sheet, Type

__all__ = ["MEMORY", "MEMORY_SHEETS"]

_NEED = Column("need_id", "需求编号", Type.ID, required=True, help_zh="需求的编号", help_en="id of the need")
_TITLE = Column("title", "需求", Type.TEXT, help_zh="要的是什么", help_en="what is asked for")
_RAISED = Column("raised_on", "提出日期", Type.DATE, help_zh="提出的日期", help_en="date it was raised")
_MONTH = Column("month", "月份", Type.MONTH, required=True, help_zh="哪个月", help_en="which month")


def _count(key: str, zh: str, help_zh: str, help_en: str) -> Column:
    return Column(key, zh, Type.WHOLE, unit="条", help_zh=help_zh, help_en=help_en)


def _date(key: str, zh: str, help_zh: str, help_en: str) -> Column:
    return Column(key, zh, Type.DATE, help_zh=help_zh, help_en=help_en)


MEMORY_SHEETS: tuple[Sheet, ...] = (
    Sheet("progress", "进程", (
        _NEED, _TITLE,
        Column("category", "类别", Type.TEXT, help_zh="类别", help_en="category"),
        Column("source", "来源", Type.TEXT, help_zh="从哪里来", help_en="where it came from"),
        Column("groups", "人群", Type.LIST, help_zh="人群", help_en="resident groups"),
        Column("grid", "网格", Type.ID, help_zh="所在的网格", help_en="grid it is in"),
        Column("beneficiaries", "受益人数", Type.WHOLE, minimum=1, unit="人", help_zh="受益人数", help_en="people it is for"),
        _RAISED,
        Column("first_month", "首次月份", Type.MONTH, help_zh="第一次在清单里的月份", help_en="month in which it was first listed"),
        _date("planned_on", "商议日期", "第一次排进项目清单，交议事会的日子", "council day of the first list that it was planned in"),
        _date("decided_on", "决策日期", "议事会作出决定的日子", "when the council decided"),
        Column("decision", "议事决定", Type.CHOICE, choices="decision", help_zh="最近一次的决定", help_en="the latest decision"),
        _date("started_on", "执行日期", "开始做的日子", "when it was begun"),
        _date("done_on", "完成日期", "做完的日子", "when it was completed"),
        _date("reviewed_on", "反馈日期", "有了评价的日子", "when it was rated"),
        Column("rating", "评价", Type.NUMBER, minimum=1, maximum=5, help_zh="平均评价，1–5 分", help_en="mean rating, 1 to 5"),
        Column("status", "状态", Type.CHOICE, choices="need_status", help_zh="现在的状态", help_en="where it stands"),
        Column("waited", "已等月数", Type.WHOLE, minimum=0, unit="月", help_zh="结转过几个月", help_en="months it was carried over"),
        _date("ask_again_on", "再议日期", "暂缓到哪一天；空=下月再议", "until when it is postponed; blank = next month"),
        Column("end", "去向", Type.CHOICE, choices="need_end", help_zh="办结 结转 转办 不受理；空=本月还没结转",
               help_en="settled, carried, handed on, refused; blank = its month is not over"),
        Column("end_month", "去向月份", Type.MONTH, help_zh="哪个月定的去向", help_en="month in which that was so"),
        Column("project_id", "项目编号", Type.ID, help_zh="最近一次所在的项目", help_en="the latest project that it stood in"),
    ), help_zh="每条需求从提出到反馈走到了哪一步，哪天走的", help_en="how far every need has come, and on which days"),
    Sheet("handed_on", "转办", (
        _NEED, _TITLE, _RAISED,
        Column("month", "转办月份", Type.MONTH, help_zh="哪个月转出去的", help_en="month in which it was handed on"),
        Column("to", "转往", Type.TEXT, help_zh="转给了谁，自己填", help_en="to whom; yours to fill"),
        Column("answer", "答复", Type.TEXT, help_zh="对方怎么答复，自己填", help_en="what they answered; yours to fill"),
        _date("answered_on", "答复日期", "哪天答复的，自己填", "when they answered; yours to fill"),
        Column("notes", "备注", Type.TEXT, help_zh="备注", help_en="notes"),
    ), help_zh="转给街道或部门的需求，等着答复", help_en="needs handed to the street office or a department, until they are answered"),
    Sheet("balance", "结转", (
        _MONTH,
        _count("carried_in", "上月结转", "上月带过来的", "carried over from the month before"),
        _count("raised", "本月新提", "本月新提出的", "raised in the month"),
        _count("opened", "合计", "两项相加", "both together"),
        _count("settled", "办结", "已完成、已评价的", "done or reviewed"),
        _count("carried", "结转下月", "带到下月的", "carried over to the next month"),
        _count("handed_on", "转办", "转给别处的", "handed on"),
        _count("refused", "不受理", "不受理和议事否决的", "out of remit, or rejected by the council"),
        _count("difference", "差额", "合计减去向，应当是 0", "opened less all ends: should be 0"),
    ), help_zh="每个月的需求从哪里来、到哪里去，一月一行", help_en="where every month's needs came from and went, a row a month"),
    Sheet("fund_book", "资金账", (
        _MONTH,
        Column("fund_id", "编号", Type.ID, required=True, help_zh="资金的编号", help_en="id of the fund"),
        Column("name", "资金", Type.TEXT, help_zh="资金名称", help_en="name of the fund"),
        Column("opening", "期初", Type.NUMBER, unit="元", help_zh="月初可用", help_en="available at the beginning"),
        Column("spent", "支出", Type.NUMBER, unit="元", help_zh="本月用掉", help_en="spent in the month"),
        Column("left", "期末", Type.NUMBER, unit="元", help_zh="月末余下", help_en="left at the end"),
        Column("next_month", "下月可用", Type.NUMBER, unit="元", help_zh="下月月初可用", help_en="available next month"),
    ), help_zh="每笔资金每个月的收支，一月一行", help_en="what every fund had and spent, a row a month"),
    Sheet("street_loans", "社区间借用", (
        Column("way", "借入借出", Type.CHOICE, required=True, choices="loan_way", help_zh="借入 或 借出", help_en="borrowed or lent"),
        Column("community", "社区", Type.ID, required=True, help_zh="和哪个社区", help_en="the other community"),
        Column("kind", "类型", Type.CHOICE, required=True, choices="kind", help_zh="能人 单位 场地", help_en="helper, unit or venue"),
        Column("resource_id", "资源编号", Type.ID, required=True, help_zh="借入的写成 社区/编号", help_en="community/id of what is borrowed"),
        Column("name", "名称", Type.TEXT, personal=True, help_zh="叫什么，给人看的", help_en="what it is called, for people to read"),
        Column("requirement", "要求", Type.TEXT, help_zh="技能或服务", help_en="the skill or the service"),
        Column("date", "日期", Type.DATE, help_zh="哪一天；不定日子的空着", help_en="which day; blank where none is fixed"),
        Column("half_day", "时段", Type.CHOICE, choices="half", help_zh="哪个半天", help_en="which half-day"),
        Column("hours", "工时", Type.NUMBER, minimum=0, unit="h", help_zh="约定的工时", help_en="hours agreed on"),
        Column("sessions", "场次", Type.NUMBER, minimum=0, help_zh="约定的场次", help_en="sessions agreed on"),
        Column("project_id", "项目编号", Type.ID, required=True, help_zh="用在哪个项目：借出的，是对方的", help_en="the project it is for: the borrower's"),
    ), help_zh="整条街一起排时，本月和别的社区约定借入、借出什么", help_en="what is borrowed of and lent to other communities in the month, as the street agreed"),
)  # fmt: skip
"""Every such sheet; a workbook that has none is the first of its community."""

MEMORY = frozenset(sheet.key for sheet in MEMORY_SHEETS)
"""Their keys."""
