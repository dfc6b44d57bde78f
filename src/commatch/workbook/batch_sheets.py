"""The sheets of a batch's summary, declared as those of the project list are."""

from __future__ import annotations

from collections.abc import Mapping

from commatch.workbook.outputs import OUTPUT
from commatch.workbook.schema import Column, Sheet, Type

__all__ = ["BATCH", "BATCH_SHEETS"]

_COMMUNITY = Column("community", "社区")
_COUNT = Column("communities", "社区数", Type.NUMBER)
_NEEDS = Column("needs", "需求数", Type.NUMBER)
_SERVED = Column("served", "已匹配", Type.NUMBER)
_SHARE = Column("share_served", "匹配率", Type.NUMBER)
_GAPS = OUTPUT["gaps"]
_LOANS = OUTPUT["loans"]

BATCH_SHEETS: tuple[Sheet, ...] = (
    OUTPUT["overview"],
    Sheet("communities", "社区", (
        _COMMUNITY, Column("month", "月份"), _NEEDS, _SERVED, _SHARE, Column("least_served", "匹配率最低的人群"),
        Column("least_share", "该人群匹配率", Type.NUMBER), Column("reasons", "未匹配的主要原因"),
        Column("errors", "错误", Type.NUMBER), Column("warnings", "提醒", Type.NUMBER), Column("state", "状态"),
        Column("exit_code", "退出码", Type.NUMBER), Column("message", "说明"),
    )),
    Sheet("sharing", "共享", (
        _COMMUNITY, Column("served_alone", "单独已匹配", Type.NUMBER),
        Column("served_shared", "共享已匹配", Type.NUMBER), Column("gained", "多办", Type.NUMBER),
        Column("urgent_alone", "单独兜底", Type.NUMBER),
        Column("urgent_shared", "共享兜底", Type.NUMBER), Column("coverage_alone", "单独优先分", Type.NUMBER),
        Column("coverage_shared", "共享优先分", Type.NUMBER), Column("borrowed", "借入次数", Type.NUMBER),
        Column("lent", "借出次数", Type.NUMBER), Column("note", "说明"),
    )),
    Sheet("all_loans", "借用明细", (
        Column("lender", "借出社区"), Column("borrower", "借入社区"), _LOANS.column("kind"),
        _LOANS.column("resource_id"), _LOANS.column("requirement"), _LOANS.column("date"),
        _LOANS.column("half_day"), _LOANS.column("hours"),
        _LOANS.column("sessions"), OUTPUT["assignments"].column("need_id"),
    )),
    Sheet("groups", "人群合计", (
        Column("group", "人群"), _COUNT, _NEEDS, _SERVED, _SHARE,
    )),
    Sheet("reasons", "原因合计", (
        Column("reason", "原因"), _COUNT, _NEEDS,
    )),
    Sheet("all_gaps", "缺口合计", (
        _GAPS.column("kind"), _GAPS.column("requirement"), _GAPS.column("half_day"),
        _COUNT, _GAPS.column("more_needs_served"), _GAPS.column("priority_gained"), Column("where", "哪些社区"),
    )),
    Sheet("batch_run", "运行记录", OUTPUT["run"].columns),
)  # fmt: skip
"""The sheets in their order; of communities those that failed come first, then those served least."""

BATCH: Mapping[str, Sheet] = {sheet.key: sheet for sheet in BATCH_SHEETS}
