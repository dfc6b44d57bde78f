"""The words of remedies and gaps, in Chinese and in English."""

from __future__ import annotations

from collections.abc import Mapping

from commatch.matching.rules.base import Phrase

__all__ = ["GAPS", "REMEDIES"]

REMEDIES: Mapping[str, Phrase] = {
    "hours": Phrase("{who}本月多出 {amount} 小时", "{amount:more hour|more hours} of {who}"),
    "sessions": Phrase("{who}本月多出 {amount} 场", "{amount:more session|more sessions} of {who}"),
    "money": Phrase("{who}增加 {amount} 元", "{amount} yuan more in {who}"),
    "goods": Phrase("{who}增加 {amount} 件", "{amount:piece|pieces} more of {who}"),
    "free": Phrase("{who}在 {slots} 也有空", "{who} is free on {slots} too"),
    "free.venue": Phrase("{who}在 {slots} 也开放", "{who} is open on {slots} too"),
    "walk": Phrase("{who}步行上限放宽到 {amount} 分钟", "{who} walks up to {amount:minute|minutes}"),
    "checks": Phrase("{who}取得资质：{names}", "{who} gets the checks: {names}"),
    "cap": Phrase("{who}单项上限提高到 {amount} 元", "the cap of {who} becomes {amount} yuan"),
    "agreement": Phrase("{who}的协议续到 {day}", "the agreement of {who} lasts until {day}"),
    "resume": Phrase("{who}恢复在岗", "{who} is active again"),
    "date": Phrase("本需求也可以在 {slots}", "this need may be on {slots} too"),
    "move": Phrase("{need} 也可以改到 {slots}", "{need} may be moved to {slots}"),
    "due": Phrase("期限延到 {day}", "its due date becomes {day}"),
    "due.other": Phrase("{need} 期限延到 {day}", "the due date of {need} becomes {day}"),
    "new_helper": Phrase("找 1 位能人：{asks}", "find 1 helper: {asks}"),
    "new_helper.several": Phrase("找 {count} 位能人，每位：{asks}", "find {count:helper|helpers}, each: {asks}"),
    "new_team": Phrase("找 {count} 支队伍：{asks}", "find {count:team|teams}: {asks}"),
    "new_unit": Phrase("找 {count} 家单位：{asks}", "find {count:unit|units}: {asks}"),
    "new_venue": Phrase("找 {count} 处场地：{asks}", "find {count:venue|venues}: {asks}"),
    "new_fund": Phrase("另筹经费 {amount} 元", "raise {amount} yuan"),
    "new_goods": Phrase("另备 {what} {amount} 件", "get {amount:piece|pieces} of {what}"),
    "several": Phrase("没有找到只改一项的办法，需同时：{all}", "no single change was found; together: {all}"),
    "one_of_several": Phrase("{number}. {text}", "{number}. {text}"),
    "moved": Phrase(
        "{remedy}（例如 {needs} 的安排跟着调整，都不落下）",
        "{remedy} (say with {needs} arranged anew, none is lost)",
    ),
    "moved_alone": Phrase(
        "不用增加资源：调整 {needs} 的安排就能配上",
        "nothing is lacking: it fits if {needs} are arranged anew",
    ),
    "none": Phrase("没有找到办法", "none was found"),
    "break_down": Phrase(
        "先写明要求：可套用模板“{nearest}”", "say what it asks first: template “{nearest}” is the nearest"
    ),
    "break_down.plain": Phrase("先写明要求", "say what it asks first"),
}
"""What a remedy asks, by code."""

ASKS: Mapping[str, Phrase] = {
    "skill": Phrase("{what} {level} 级以上", "{what}, level {level} or more"),
    "skill.any": Phrase("{what}", "{what}"),
    "level": Phrase("{level} 级以上", "level {level} or more"),
    "team": Phrase("{count} 人", "{count:person|people}"),
    "service": Phrase("{what}", "{what}"),
    "checks": Phrase("有{names}", "with {names}"),
    "seats": Phrase("容纳 {seats} 人", "{seats:seat|seats}"),
    "facilities": Phrase("有{names}", "with {names}"),
    "hours": Phrase("{amount} 小时", "{amount:hour|hours}"),
    "hours_a_month": Phrase("每月 {amount} 小时", "{amount:hour|hours} a month"),
    "sessions": Phrase("{amount} 场", "{amount:session|sessions}"),
    "when": Phrase("{slots} 有空", "free on {slots}"),
    "when.venue": Phrase("{slots} 开放", "open on {slots}"),
    "say": Phrase("例如 {slots}", "say {slots}"),
    "near": Phrase("在{grid}或步行 {minutes} 分钟以内", "in {grid} or within {minutes:minute|minutes} of it"),
}
"""What somebody or something new must have."""

GAPS: Mapping[str, Phrase] = {
    "helper": Phrase("1 人（{asks}）", "1 helper ({asks})"),
    "unit": Phrase("{amount} 场", "{amount:session|sessions}"),
    "venue": Phrase("1 处（{asks}），每周一个半天", "1 venue ({asks}), a half-day a week"),
    "venue.any": Phrase("1 处（{asks}），任何时间", "1 venue ({asks}), at any time"),
    "fund": Phrase("{amount} 元", "{amount} yuan"),
    "goods": Phrase("{amount} 件", "{amount:piece|pieces}"),
    "at_least": Phrase(
        "{text}；增加的优先分是下限，上限 {bound}", "{text}; the priority is a lower bound, at most {bound}"
    ),
    "gives_way": Phrase("{text}；要换下 {needs}", "{text}; {needs} would give way"),
    "not_alone": Phrase(
        "添下面哪一样都还配不上的：{needs}；怎么办看“未匹配”的“最小补救”",
        "None of these alone serves {needs}: see the smallest remedy of each among the unserved",
    ),
    "not_alone.some": Phrase(
        "添下面哪一样都还配不上的 {count} 件：{needs} 等；怎么办看“未匹配”的“最小补救”",
        "None of these alone serves {count:need|needs}, {needs} and others: "
        "see the smallest remedy of each among the unserved",
    ),
    "with_must": Phrase("{text}；其中兜底 {count} 件", "{text}; {count:must-serve need|must-serve needs} among them"),
    "weekly": Phrase("{day}{half}", "{day} {half}"),
}
"""Increases of the sheet of gaps."""

WEEKDAYS: tuple[Phrase, ...] = (
    Phrase("周一", "Monday"),
    Phrase("周二", "Tuesday"),
    Phrase("周三", "Wednesday"),
    Phrase("周四", "Thursday"),
    Phrase("周五", "Friday"),
    Phrase("周六", "Saturday"),
    Phrase("周日", "Sunday"),
)
"""Days of the week, Monday first."""
