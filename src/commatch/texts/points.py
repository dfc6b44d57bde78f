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
    "balances": Phrase("{community} 积分余额", "{community}: balances of points"),
}

POINTS_TEXTS: Mapping[str, Text] = {
    "points_overspent": Text(
        "{who} 到这一天只有 {balance} 分，兑换不了 {value} 分",
        "改小这里的积分，或改日期（哪天挣的就从哪天起能用），或补上漏掉的签到、历史",
        "{who} has {balance} points by that day and can't spend {value}",
        "lower the points here, or correct the date (points can be spent from the day they are earned), or add the "
        "attendance or history that is missing",
    ),
    "points_nothing_told": Text(
        "这些文件里没有历史、签到、积分兑换中的任何一张表，算不出积分",
        "给出有这些表的工作簿，如结转写出的下月工作簿",
        "none of these files has a sheet of history, attendance or redemptions, so there are no points to count",
        "name the workbooks that have them, such as the one that a rollover wrote",
    ),
    "points_default_rules": Text(
        "这些文件里没有“设置”表，按默认的规则计分",
        "规则是自己定的，就把有“设置”表的工作簿也写上",
        "none of these files has a sheet of settings; points are counted by the default rules",
        "where your rules are others, name the workbook with the sheet of settings, too",
    ),
    "attendance_twice": Text(
        "“{value}”的签到，同一个人同一场写了两次（另一次在 {other}），只算一次，工时取多的",
        "删掉一行；是两场不同的活动，就把活动写得不一样",
        "somebody is down for '{value}' twice (the other time in {other}); it counts once, with the longer hours",
        "delete one of the rows; where they are two events, tell them apart by their names",
    ),
    "history_twice": Text(
        "历史里“{value}”写了两次，工时一次 {low}、一次 {high}，积分按多的算",
        "核对是哪一个，删掉另一行",
        "the history has '{value}' twice, with {low} and with {high} hours; the longer hours earn the points",
        "see which is right and delete the other row",
    ),
    "hours_over_a_day": Text(
        "同一个人这一天记了 {value} 小时，超过 {limit} 小时",
        "这里写的是小时，不是分钟（90 分钟写 1.5）；写错了就改，没错就不用管，照写的算",
        "somebody has {value} hours on this one day, more than {limit}",
        "hours belong here, no minutes (90 minutes are 1.5); mend it where it is wrong, else leave it: it counts as written",
    ),
    "history_given_way": Text(
        "{month} 的历史以 {used} 为准：{value} 里有 {count} 行那里没有，或者工时不同（{rows}），没有算",
        "{used} 里少了、错了，就在它的“{at_history}”里补上、改好；不是，就不用再给 {value}",
        "the history of {month} is as {used} tells it: {count:row|rows} of {value} that it does not have, or with other "
        "hours ({rows}), are not counted",
        "where {used} lacks something or is wrong mend its {at_history}; else {value} need not be given",
    ),
    "redemption_differs": Text(
        "{who} 这一天兑换的这样东西，这里是 {value} 分，{other} 不是：两处都算",
        "是同一次就改成一样，或删掉旧的那一行",
        "what {who} redeemed on this day is {value} points here and something else in {other}: both count",
        "where it was the same time make them alike, or delete the old row",
    ),
    "attendance_nobody": Text(
        "这行签到没有编号，也没有姓名，谁也不计分",
        "填上能人的编号；没有编号的填姓名",
        "nobody is named here, by id or by name, so nobody gets points",
        "fill in the helper's id, or the name of somebody who has none",
    ),
    "attendance_known_name": Text(
        "这行签到没有编号，姓名“{value}”和 {ids} 一样；没有编号的分另记，不算到 {ids} 名下",
        "是同一个人就填上编号",
        "this row has no id, and the name '{value}' is that of {ids}; without an id its points are kept apart from theirs",
        "fill in the id where it is the same person",
    ),
    "attendance_without_event": Text(
        "这行签到没有写是什么活动，不计分",
        "填上活动：项目编号、议事会，或活动的名称",
        "this row does not say what the event was, so it earns no points",
        "fill in a project id, a council, or the name of the event",
    ),
    "redemption_nobody": Text(
        "兑换“{value}”没有写是谁的积分",
        "填上能人的编号",
        "whose points were spent on '{value}' is not said",
        "fill in the helper's id",
    ),
    "redemption_without_points": Text(
        "兑换“{value}”没有写用了多少分，不扣分",
        "填上积分",
        "how many points '{value}' cost is not said, so none are taken off",
        "fill in the points",
    ),
    "day_missing": Text(
        "“{value}”没有写日期",
        "填上日期；没有日期的，挣的排在最前，兑换的排在最后",
        "'{value}' has no date",
        "fill it in; without one, what was earned is put first and what was spent last",
    ),
    "day_to_come": Text(
        "日期 {value} 在 {last} 之后，还没到",
        "核对年月日",
        "the date {value} is after {last}, the last day of the month",
        "correct the year, the month or the day",
    ),
}
