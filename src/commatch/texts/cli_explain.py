"""The words of ``commatch explain``: help, answers about a need, and what all answers share."""

from __future__ import annotations

__all__ = ["EXPLAIN_WORDS"]

EXPLAIN_WORDS: dict[str, tuple[str, str]] = {
    # -- help -------------------------------------------------------------------------------------------------
    "explain": (
        "解释写好的项目清单：一件需求为什么这样排、为什么没配上，一位能人为什么没排上，换成某人要付什么代价。",
        "Explain a project list: why a need is served as it is or not at all, why somebody is not asked, what a pair would cost.",
    ),
    "explain.more": (
        "按清单里写的回答，不重新安排（只有 --pair 会另算一次来比较）。排清单用的文件可以不写，会到清单所在的文件夹里找；内容变了的不能用。设置按清单里记的。",
        "The answer goes by what the list says; nothing is planned anew (only --pair solves again, to compare). The files that it was made from need not be named where they are beside it; they must be unchanged. Settings are those that the list records.",
    ),
    "explain.option.result": ("commatch match 写的项目清单", "the project list that commatch match wrote"),
    "explain.option.files": (
        "排这份清单用的文件；不写就在清单旁边找",
        "the files that it was made from; looked for beside it where they are not named",
    ),
    "explain.option.need": ("问一件需求，写编号", "ask about a need, by its id"),
    "explain.option.resource": (
        "问一位能人、一家单位、一个场地、一笔资金或一样物资，写编号",
        "ask about a helper, a unit, a venue, a fund or goods, by the id",
    ),
    "explain.option.pair": (
        "问一件需求配某个资源行不行，不在清单里的另算一次代价",
        "ask whether a need may have a resource; where the plan has not, solve again to tell what it would cost",
    ),
    "explain.option.previous": (
        "这份清单是接着哪一份排的；在同一个文件夹里的不必写",
        "the project list of before that this one was made with; not needed where it is beside it",
    ),
    "explain.option.time_limit": (
        "--pair 另算时最多几秒；默认和排清单时一样",
        "seconds for solving again with --pair; by default as for the list",
    ),
    "meta.list": ("清单", "LIST"),
    "meta.need": ("需求", "NEED"),
    "meta.resource": ("资源", "RESOURCE"),
    "exit.explain.0": ("回答了", "there is an answer"),
    "exit.explain.1": ("commatch 自己的错误，请报告", "a bug of commatch; please report it"),
    "exit.explain.2": (
        "命令写错了，文件不存在，或没有这个编号",
        "wrong usage, no such file, or no such id",
    ),
    "exit.explain.3": (
        "清单读不了，或文件和排清单时的不一样、找不到",
        "the list can't be read, or its files are not there or not what they were",
    ),
    "exit.explain.130": ("被 Ctrl-C 或 SIGTERM 中断", "interrupted by Ctrl-C or SIGTERM"),
    "explain.one_question": (
        "--need、--resource、--pair 要写一个，只写一个",
        "give one of --need, --resource and --pair, and only one",
    ),
    "explain.refused": (
        "没有回答：下面 {count} 处要先弄好。",
        "There is no answer; see to {count:point|points} first.",
    ),
    "explain.careful": ("先说明", "To begin with"),
    "explain.next.pair": (
        "想知道指定它做一件的代价：{command}",
        "What it would cost to have it serve one of these: {command}",
    ),
    # -- needs ------------------------------------------------------------------------------------------------
    "explain.need.title": ("{need} {title}", "{need} {title}"),
    "explain.need.about": ("优先分 {priority}", "priority {priority}"),
    "explain.need.group": ("人群 {groups}", "groups {groups}"),
    "explain.need.grid": ("网格 {grid}", "grid {grid}"),
    "explain.need.times": ("可行时段 {times}", "possible {times}"),
    "explain.need.bundle": (
        "和 {needs} 合成一个项目，一起安排",
        "one project with {needs}, served together",
    ),
    "explain.need.served": ("已匹配：项目 {project}，{when}。", "Served: project {project}, {when}."),
    "explain.need.flexible": ("时间由双方约定", "at a time to be arranged"),
    "explain.need.series": ("{count} 次：{slots}", "{count} times: {slots}"),
    "explain.need.decision": ("议事决定栏里写着“{decision}”。", "Its decision says “{decision}”."),
    "explain.need.unserved": ("没有匹配上，主要原因：{reason}。", "Not served; the main reason: {reason}."),
    "explain.need.out": (
        "不参与匹配：状态是“{status}”。要安排它，把状态改成待匹配，再排一次。",
        "It takes no part in matching: its status is {status}. To have it planned set that to open and match again.",
    ),
    "explain.need.who": ("谁做什么", "Who does what"),
    "explain.need.row": ("{what}：{who}（{about}）", "{what}: {who} ({about})"),
    "explain.need.row.plain": ("{what}：{who}", "{what}: {who}"),
    "explain.need.released": ("上月结对的 {who} 换了：{why}", "{who} of last month's pair was changed: {why}"),
    "explain.score": ("匹配分 {score}", "score {score}"),
    "explain.score_of": ("匹配分 {score}：{terms}", "score {score}: {terms}"),
    "explain.hours": ("{hours} 小时", "{hours:hour|hours}"),
    "explain.amount": ("{amount} 元", "{amount} yuan"),
    "explain.pieces": ("{count} 件", "{count:piece|pieces}"),
    "explain.need.others": ("还有谁能做", "Who else could"),
    "explain.need.count": (
        "{what}：合要求的 {able}，排了 {used}",
        "{what}: {able:meets|meet} it, {used} chosen",
    ),
    "explain.need.nobody_else": ("没有别的可选", "there is no other"),
    "explain.need.more": ("还有 {count} 个", "{count} more"),
    "explain.need.turned": ("不合要求的 {count}：{turned}", "{count:does|do} not: {turned}"),
    "explain.turned.one": ("{code}×{count}", "{code}×{count}"),
    "explain.turned.nearest": ("{code}×{count}（最接近 {who}：{why}）", "{code}×{count} (nearest {who}: {why})"),
    "explain.need.why": ("原因", "Why"),
    "explain.need.shortfall": ("缺口：{shortfall}", "What is missing: {shortfall}"),
    "explain.need.remedy": ("最小补救（清单里写的）：{remedy}", "Smallest remedy, as the list says: {remedy}"),
    "explain.need.standby": ("候补：{standby}", "standby: {standby}"),
    "explain.need.parts": ("每项要求", "Each requirement"),
    "explain.need.asked": (
        "{what}：要 {asked}，合要求的 {able}",
        "{what}: {asked} asked, {able:meets|meet} it",
    ),
    "explain.need.nobody": ("{what}：要 {asked}，没有人（单位、物资）提供", "{what}: {asked} asked, nobody offers it"),
    # -- how somebody stands to it ----------------------------------------------------------------------------
    "explain.one.plain": ("{who}：{how}", "{who}: {how}"),
    "explain.one": ("{who} 匹配分 {score}：{how}", "{who}, score {score}: {how}"),
    "explain.stands.on_it": ("就是它在做", "does it"),
    "explain.stands.here": ("在这个项目里做别的", "does something else in this project"),
    "explain.stands.not_then": ("{slot} 没有空", "not free on {slot}"),
    "explain.stands.apart": (
        "有空的时候，别的人或场地凑不齐",
        "never free when the others it takes, or a venue, could be had",
    ),
    "explain.stands.apart_at": (
        "有空的时候（{times}），别的人或场地凑不齐",
        "free {times}, when the others it takes, or a venue, can't be had",
    ),
    "explain.stands.team": (
        "有空，但算 {weight} 人，和算 {people} 人的 {beside} 不能一个换一个",
        "could, but counts for {weight:person|people}, {beside} for {people}: no one-to-one exchange",
    ),
    "explain.stands.busy": ("{slot} 在做 {by}", "with {by} on {slot}"),
    "explain.stands.busy_all": ("能去的 {slots} 个半天都在做 {by}", "with {by} in all {slots} half-days it could come"),
    "explain.stands.hours": (
        "每月 {hours} 小时，只剩 {left}，这件要 {asked}（用在 {by}）",
        "{left} of {hours} hours left, {asked} asked (used for {by})",
    ),
    "explain.stands.sessions": (
        "每月 {sessions} 场，只剩 {left}，这件要 {asked}（用在 {by}）",
        "{left} of {sessions} sessions left, {asked} asked (used for {by})",
    ),
    "explain.stands.money": (
        "共 {amount} 元，只剩 {left}，这件要 {asked}（用在 {by}）",
        "{left} of {amount} yuan left, {asked} asked (used for {by})",
    ),
    "explain.stands.pieces": (
        "共 {quantity} 件，只剩 {left}，这件要 {asked}（用在 {by}）",
        "{left} of {quantity} pieces left, {asked} asked (used for {by})",
    ),
    "explain.stands.lower": ("有空，比 {beside} 低 {points} 分", "could, scores {points} less than {beside}"),
    "explain.stands.lower_all": (
        "有空，比 {beside} 合起来低 {points} 分",
        "could, scores {points} less than {beside} together",
    ),
    "explain.stands.equal": ("有空，和 {beside} 分数一样{because}", "could, scores the same as {beside}{because}"),
    "explain.stands.higher": (
        "有空，比 {beside} 高 {points} 分{because}",
        "could, scores {points} more than {beside}{because}",
    ),
    "explain.stands.free": ("有空", "could"),
    "explain.stands.free_at": ("有空的时间：{times}", "free {times}"),
    "explain.because.pinned": ("，但 {beside} 是锁定的", ", but {beside} is pinned"),
    "explain.because.paired": ("，但结对的人不换", ", but the people of a pair stay"),
    "explain.because.settled": (
        "，但上一份清单里是 {beside}，尽量不动",
        ", but {beside} was in the list of before, and changes are kept few",
    ),
    "explain.because.unproven": ("；这一层没有证明到最优", "; this objective was not proven optimal"),
    "explain.because.load": (
        "；换了大家的工时就没有这么均衡",
        "; with an exchange the load would be less even",
    ),
    "explain.because.order": (
        "；别的也一样，就取没有排过的、时间早的、编号小的",
        "; all else equal, those never asked come first, then earlier times and smaller ids",
    ),
    "explain.because.slack": (
        "；换了大家的工时就没有这么均衡，为此让出了一点匹配分",
        "; with an exchange the load would be less even, for which a little of the score was given up",
    ),
    "explain.because.either": ("；换也可以", "; either would do"),
    "explain.because.whole": ("；整体算下来是现在这样", "; the plan as a whole came out so"),
}
"""Words by key, in Chinese and English."""
