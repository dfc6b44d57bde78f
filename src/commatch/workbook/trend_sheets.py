"""The sheets of the workbook of many months; nothing of them is read again."""

from __future__ import annotations

from commatch.workbook.declared import Column, Sheet, Type

__all__ = ["TRENDS", "TREND_SHEETS"]

_MONTH = Column("month", "月份", Type.MONTH)
_COLLECTED = Column("collected", "收到", Type.WHOLE)
_SETTLED = Column("settled", "办结", Type.WHOLE)
_IN_WORK = Column("in_work", "在办", Type.WHOLE)
_HANDED_ON = Column("handed_on", "转办", Type.WHOLE)
_REFUSED = Column("refused", "不受理", Type.WHOLE)
_MEDIAN = Column("median_days", "办结天数中位", Type.NUMBER)
_MEAN = Column("mean_days", "平均天数", Type.NUMBER)
_TIMED = Column("timed", "有天数的", Type.WHOLE)
_PLANNED = Column("needs", "排过的需求", Type.WHOLE)
_SERVED = Column("served", "已匹配", Type.WHOLE)
_SHARE_SERVED = Column("share_served", "匹配率", Type.NUMBER)
_WHOLE = Column("share_of_all_needs", "全体匹配率", Type.NUMBER)
_HOURS = Column("hours", "工时", Type.NUMBER, unit="h")
_RATING = Column("mean_rating", "平均评价", Type.NUMBER)
_NOTE = Column("note", "说明")
_TAKING_PART = (
    Column("raised", "提出需求", Type.WHOLE), _PLANNED, _SERVED, _SHARE_SERVED, _WHOLE,
    Column("councils", "参加议事", Type.WHOLE), Column("events", "参加活动", Type.WHOLE),
    Column("people", "来过的人", Type.WHOLE), Column("proposals", "提案", Type.WHOLE),
    Column("carried_out", "提案办成", Type.WHOLE), Column("volunteers", "出力的人", Type.WHOLE), _HOURS,
)  # fmt: skip

TREND_SHEETS: tuple[Sheet, ...] = (
    Sheet("trends", "趋势概览", (Column("item", "项"), Column("value", "值"), _NOTE)),
    Sheet("trend_months", "各月", (
        _MONTH, _COLLECTED, Column("settled_by_now", "其中已办结", Type.WHOLE), _SETTLED, _HANDED_ON, _REFUSED, _IN_WORK, _MEDIAN, _MEAN, _PLANNED, _SERVED,
        _SHARE_SERVED, _HOURS, Column("helpers", "出力的人", Type.WHOLE), Column("sessions", "活动场次", Type.WHOLE), _RATING,
        Column("ratings", "评价数", Type.WHOLE), Column("money_raised", "进账", Type.NUMBER, unit="元"),
        Column("money_spent", "支出", Type.NUMBER, unit="元"), Column("money_left", "余下", Type.NUMBER, unit="元"),
    )),
    Sheet("trend_parts", "分项", (
        Column("by", "分法"), Column("name", "名称"), _COLLECTED, _SETTLED, _IN_WORK, _HANDED_ON, _REFUSED, _MEDIAN, _MEAN,
        _TIMED,
    )),
    Sheet("trend_groups", "人群各月匹配", (
        Column("group", "人群"), _MONTH, _PLANNED, _SERVED, _SHARE_SERVED, _WHOLE, Column("below", "低多少", Type.NUMBER), _NOTE,
    )),
    Sheet("trend_helpers", "能人出力", (
        Column("helper_id", "编号", Type.ID), Column("name", "姓名", personal=True), Column("headcount", "人数", Type.WHOLE),
        _HOURS, Column("hours_offered", "提供工时", Type.NUMBER, unit="h"),
        Column("share_of_offered", "占提供", Type.NUMBER), Column("share_of_all", "占全部", Type.NUMBER),
        Column("months", "出力月数", Type.WHOLE), Column("needs", "需求数", Type.WHOLE), Column("led", "带队", Type.WHOLE),
        _RATING, _NOTE,
    )),
    Sheet("trend_units", "单位场次", (
        Column("unit_id", "编号", Type.ID), Column("name", "单位"), Column("type", "类型"),
        Column("sessions", "场次", Type.NUMBER), Column("months", "月数", Type.WHOLE), _RATING,
        Column("agreed_until", "协议截止", Type.DATE), Column("days_left", "还剩天数", Type.WHOLE), _NOTE,
    )),
    Sheet("trend_funds", "资金各月", (
        Column("fund_id", "编号", Type.ID), Column("name", "资金"), _MONTH, Column("opening", "期初", Type.NUMBER, unit="元"),
        Column("raised", "进账", Type.NUMBER, unit="元"), Column("spent", "支出", Type.NUMBER, unit="元"),
        Column("left", "期末", Type.NUMBER, unit="元"), _NOTE,
    )),
    Sheet("evaluation", "参与效能", (
        Column("group", "人群"), *_TAKING_PART, Column("residents", "人群人数", Type.NUMBER),
        Column("share_taking_part", "参与率", Type.NUMBER), Column("falls_short", "落后的月份"),
    )),
    Sheet("evaluation_months", "参与效能各月", (Column("group", "人群"), _MONTH, *_TAKING_PART)),
    Sheet("funders", "资助方口径", (
        Column("item", "项"), Column("value", "值"), Column("asked", "要求"), Column("met", "达到"), _NOTE,
    )),
)  # fmt: skip
"""The sheets of the workbook of many months."""

TRENDS: dict[str, Sheet] = {sheet.key: sheet for sheet in TREND_SHEETS}
