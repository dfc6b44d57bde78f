"""The words of a project list that was made from a previous one: what changed, and what stands from before."""

from __future__ import annotations

from collections.abc import Mapping

from commatch.matching.rules.base import Phrase

__all__ = ["PREVIOUS_OVERVIEW", "PREVIOUS_REASONS", "PREVIOUS_WORDS"]

PREVIOUS_WORDS: Mapping[str, Phrase] = {
    "change.project": Phrase("项目", "project"),
    "change.slots": Phrase("时间", "time"),
    "change.planned": Phrase("已安排", "planned"),
    "change.not_planned": Phrase("未安排", "not planned"),
    "used.helper": Phrase("{amount} 小时", "{amount:hour|hours}"),
    "used.unit": Phrase("{amount} 场", "{amount:session|sessions}"),
    "used.fund": Phrase("{amount} 元", "{amount} yuan"),
    "used.goods": Phrase("{amount} 件", "{amount:piece|pieces}"),
    "used_of": Phrase("{who}{amount}", "{who} {amount}"),
    "total.helper": Phrase("工时 {amount}", "{amount:hour|hours}"),
    "total.unit": Phrase("共建单位 {amount} 场", "{amount:session|sessions} of units"),
    "total.fund": Phrase("资金 {amount} 元", "{amount} yuan"),
    "total.goods": Phrase("物资 {amount} 件", "{amount:piece|pieces} of goods"),
    "done": Phrase("{need}：{status}", "{need}: {status}"),
    "done_used": Phrase(
        "{need}：{status}，用掉的已从本月可用的里扣除（{used}）",
        "{need}: {status}, and what it used is taken off what the month has ({used})",
    ),
}
"""Words used all over the workbook."""

PREVIOUS_OVERVIEW: Mapping[str, tuple[Phrase, Phrase]] = {
    "completed": (Phrase("已完成的需求", "needs completed"), Phrase("{needs}", "{needs}")),
    "completed_used": (
        Phrase("已完成的需求", "needs completed"),
        Phrase("{needs}。用掉的已从本月可用的里扣除：{used}", "{needs}. Taken off what the month has: {used}"),
    ),
}
"""Lines of the overview: the item and the note beside its value."""

PREVIOUS_REASONS: Mapping[str, Phrase] = {
    "completed": Phrase(
        "状态写成了“{status}”，用掉的从本月可用的里扣除",
        "it is {status} by its status, and what it used is taken off what the month has",
    ),
}
"""Why something changed."""
