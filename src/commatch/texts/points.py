"""The words of points: the ledger's sheet, what is wrong with attendance and redemptions."""

from __future__ import annotations

from collections.abc import Mapping

from commatch.matching.rules.base import Phrase
from commatch.texts.text import Text

__all__ = ["POINTS_TEXTS", "POINTS_WORDS"]

POINTS_WORDS: Mapping[str, Phrase] = {
    "hours": Phrase("出力", "hours given"),
    "council": Phrase("参加议事", "council attended"),
    "proposal": Phrase("提案", "proposal"),
    "led": Phrase("带队", "session led"),
    "redeemed": Phrase("兑换", "redeemed"),
    "without_id": Phrase("{name}（无编号）", "{name} (no id)"),
    "source": Phrase("{sheet}：{what}", "{sheet}: {what}"),
    "title": Phrase("{community} 积分", "{community}: points"),
    "file": Phrase("积分-{month}", "points-{month}"),
}

POINTS_TEXTS: Mapping[str, Text] = {
    "points_overspent": Text(
        "{who} 到这一天只有 {balance} 分，兑换不了 {value} 分",
        "改小这里的积分，或改日期（哪天挣的就从哪天起能用），或补上漏掉的签到、历史",
        "{who} has {balance} points by that day and can't spend {value}",
        "lower the points here, or correct the date (points can be spent from the day they are earned), or add the "
        "attendance or history that is missing",
    ),
    "attendance_twice": Text(
        "同一个人同一天的“{value}”签到写了两次（另一次在 {other}），只算一次，工时取多的",
        "删掉一行；是两场不同的活动，就把活动写得不一样",
        "the same person is down for '{value}' on that day already (in {other}); it counts once, with the longer hours",
        "delete one of the rows; where they are two events, tell them apart by their names",
    ),
}
