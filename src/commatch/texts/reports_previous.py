"""The words of a project list that was made from a previous one: what changed, and what stands from before."""

from __future__ import annotations

import re
from collections.abc import Mapping

from commatch.matching.rules.base import Phrase

__all__ = ["PREVIOUS_OVERVIEW", "PREVIOUS_REASONS", "PREVIOUS_WORDS", "said_by_hand"]

PREVIOUS_WORDS: Mapping[str, Phrase] = {
    "by_hand": Phrase("手工指定", "set by hand"),
    "by_hand_because": Phrase("手工指定（{why}）", "set by hand ({why})"),
    "change.of": Phrase("{title} · {part}", "{title} · {part}"),
    "change.project": Phrase("项目", "project"),
    "change.slots": Phrase("时间", "time"),
    "change.planned": Phrase("已安排", "planned"),
    "change.not_planned": Phrase("未安排", "not planned"),
    "change.instead": Phrase("{new}代替{old}（{what}）：{why}", "{new} in place of {old} ({what}): {why}"),
    "change.more": Phrase("加上{new}（{what}）：{why}", "{new} too ({what}): {why}"),
    "used.helper": Phrase("{amount} 小时", "{amount:hour|hours}"),
    "used.unit": Phrase("{amount} 场", "{amount:session|sessions}"),
    "used.venue": Phrase("{amount} 个半天", "{amount:half-day|half-days}"),
    "used.fund": Phrase("{amount} 元", "{amount} yuan"),
    "used.goods": Phrase("{amount} 件", "{amount:piece|pieces}"),
    "used_before": Phrase("用于本月已做的", "used by what is done"),
    "used_up_before": Phrase("用于本月已做的：{amount}", "used by what is done: {amount}"),
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
    "read_as": Phrase("“{column}”里的“{said}”按“{name}”算", "{column}: '{said}' was read as {name}"),
    "stands.declined": Phrase(
        "{who}来不了“{need}”，以后各轮不再派", "{who} can't come for '{need}' and is not asked for it again"
    ),
    "stands.away": Phrase("{who}在{when}请假，那时不派", "{who} is on leave on {when} and not asked then"),
    "stands.pinned": Phrase("“{need}”手工指定由{who}承担", "'{need}' was given to {who} by hand"),
    "count.declined": Phrase("不再派 {count} 处", "{count} not to be asked again"),
    "count.away": Phrase("请假 {count} 次", "{count:half-day on leave|half-days on leave}"),
    "count.pinned": Phrase("手工指定 {count} 处", "{count:resource set by hand|resources set by hand}"),
}
"""Words used all over the workbook."""

PREVIOUS_OVERVIEW: Mapping[str, tuple[Phrase, Phrase]] = {
    "completed": (Phrase("已完成的需求", "needs completed"), Phrase("{needs}", "{needs}")),
    "completed_used": (
        Phrase("已完成的需求", "needs completed"),
        Phrase("{needs}。用掉的已从本月可用的里扣除：{used}", "{needs}. Taken off what the month has: {used}"),
    ),
    "standing": (
        Phrase("一直算数的答复和指定", "answers that stand"),
        Phrase(
            "{counts}；以后各轮不用再写，逐条见“{run}”的备注",
            "{counts}; they hold in every later round, and each has a note on sheet {run}",
        ),
    ),
}
"""Lines of the overview: the item and the note beside its value."""

PREVIOUS_REASONS: Mapping[str, Phrase] = {
    "rearranged": Phrase("整体重新安排", "the whole was arranged anew"),
    "added": Phrase("新安排的项目", "a project that is new"),
    "need_gone": Phrase("需求清单里已没有这件需求", "the need is no longer in the list"),
    "need_closed": Phrase("需求已是“{status}”", "the need is {status} now"),
    "edited_by_hand": Phrase("手工修改", "changed by hand"),
    "other_days": Phrase("各次由谁来有调整", "they share its days in another way"),
    "away": Phrase("{resource}：请假", "{resource}: on leave"),
    "resource_gone": Phrase("资源清单里已没有 {resource}", "{resource} is no longer in the lists"),
    "change_wanted": Phrase("议事会要求修改", "the council asked for a change"),
    "slot_moved": Phrase("时间改了", "its time has changed"),
    "not_free_then": Phrase("原来的时间已不可行", "its former time is no longer possible"),
    "before_start": Phrase("原来的时间早于 {first}", "its former time was before {first}"),
    "serves_others": Phrase("资源改做别的需求", "what it had serves other needs now"),
    "rejected": Phrase("议事会否决了", "the council rejected it"),
    "postponed": Phrase("议事会决定暂缓", "the council postponed it"),
    "change_asked": Phrase(
        "议事会要求修改，没有别的时间或资源可换",
        "the council asked for a change, and there is no other time or resource for it",
    ),
    "completed": Phrase(
        "状态写成了“{status}”，用掉的从本月可用的里扣除",
        "it is {status} by its status, and what it used is taken off what the month has",
    ),
}
"""Why something changed, or was left out."""

_BY_HAND = re.compile(
    "|".join(
        rf"{re.escape(phrase.zh if zh else phrase.en)}(?:{'；' if zh else '; '}|$)".replace(r"\{why\}", "(.*?)")
        for phrase in (PREVIOUS_WORDS["by_hand_because"], PREVIOUS_WORDS["by_hand"])
        for zh in (True, False)
    ),
    re.DOTALL,
)


def said_by_hand(reason: str) -> str | None:
    """Return why somebody was set by hand, '' where nothing tells; ``None`` for a reason of any other kind."""
    found = _BY_HAND.match(reason)
    return None if found is None else next(filter(None, found.groups()), "")
