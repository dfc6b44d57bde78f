"""The words of ``commatch whatif``."""

from __future__ import annotations

__all__ = ["WHATIF_WORDS"]

WHATIF_WORDS: dict[str, tuple[str, str]] = {
    "whatif": (
        "先算一算：多一个人、少一处场地、多一笔钱，这个月的安排会怎样。改前改后对照，文件不动。",
        "Find out what a change would bring: one helper more, a venue less, more money. The plan before and after, side by side; files stay as they are.",
    ),
    "whatif.more": (
        "先加、再去掉、再改，各按写的先后。在一样好的安排里，改后的取离改前最近的，所以不同之处都是改动带来的。"
        "\n\n加：先写 能人、单位、场地、资金、物资 或 需求，再写内容，先后不限；看不懂的词会说出来，不猜。"
        "\n\n改：编号 列名=值；“列名+=值”是往上加：数相加，时间和一串的添一段。",
        "Rows are added first, then taken away, then cells are set, each in the order given. Of plans that are equally good the one "
        "after is the nearest to the one before, so that what differs is due to the changes."
        "\n\n--add: helper, unit, venue, fund, goods or need, then its words in any order; a word that means nothing is an error."
        "\n\n--set: an id, then column=value; column+=value adds to what is there: numbers are summed, times and lists get an entry.",
    ),
    "option.whatif.add": (
        '加一行，如 "能人 水电工:4 周二晚上 6小时"；也可以写 列名=值',
        'add a row, such as "helper plumber:4 Tue evening 6 hours"; column=value may stand in it too',
    ),
    "option.whatif.remove": (
        "去掉一条需求或一样资源，写它的编号，如 V02；说到它的拆解和意见一起去掉",
        "take away a need or a resource by its id, such as V02; requirements and opinions about it go along",
    ),
    "option.whatif.set": (
        '改一行的几格，如 "F01 可用金额=5000" 或 "H012 每月工时+=2"；等号后空着是清空',
        'set cells of a row, such as "F01 amount=5000" or "H012 hours+=2"; nothing after = makes the cell blank',
    ),
    "meta.whatif.add": ("一行", "ROW"),
    "meta.whatif.remove": ("编号", "ID"),
    "meta.whatif.set": ("改法", "CHANGE"),
    "exit.whatif.0": ("比较好了", "both plans were made and compared"),
    "exit.whatif.1": ("commatch 自己的错误，请报告", "a bug of commatch; please report it"),
    "exit.whatif.2": (
        "命令写错了，文件不存在，或改动看不懂、做不了",
        "wrong usage, no such file, or a change that can't be understood or carried out",
    ),
    "exit.whatif.3": ("数据有错误，或改了以后有错误", "errors in the input, or after the changes"),
    "exit.whatif.4": (
        "改了以后没有方案：锁定或已确认的互相冲突，或限时内没找到",
        "no plan after the changes: pins or confirmed projects clash, or none was found in time",
    ),
    "exit.whatif.5": ("方案没有通过审核", "a plan failed its audit"),
    "exit.whatif.130": ("被 Ctrl-C 或 SIGTERM 中断", "interrupted by Ctrl-C or SIGTERM"),
    "usage.whatif.nothing": (
        "写明要改什么：--add、--remove 或 --set 至少一个",
        "say what is to be different: at least one of --add, --remove, --set",
    ),
    "whatif.title": (
        "如果这样改，{month} 的安排会怎样（文件没有动）",
        "What {month} would be like with these changes (no file was touched)",
    ),
    "whatif.changes": ("改动", "Changes"),
    "whatif.add": ("加 {id}（{sheet}）：{cells}", "add {id} ({sheet}): {cells}"),
    "whatif.remove": ("去掉 {id}（{sheet}）{cells}", "take away {id} ({sheet}){cells}"),
    "whatif.set": ("改 {id}（{sheet}）：{cells}", "set {id} ({sheet}): {cells}"),
    "whatif.cell": ("{column} {before} → {after}", "{column} {before} → {after}"),
    "whatif.cell.new": ("{column} {after}", "{column} {after}"),
    "whatif.blank": ("（空）", "(blank)"),
    "whatif.rows_too": ("，连同说到它的 {count} 行", ", with {count:row|rows} about it"),
    "whatif.figures": ("改前改后", "Before and after"),
    "whatif.figure.needs": ("参与匹配的需求", "needs that take part"),
    "whatif.figure.served": ("配上", "served"),
    "whatif.figure.unserved": ("没配上", "unserved"),
    "whatif.figure.covered": ("优先分覆盖", "priority covered"),
    "whatif.figure.must": ("一定要办的（兜底、已确认）", "must be served (must, confirmed)"),
    "whatif.figure.projects": ("项目", "projects"),
    "column.whatif.figure": ("项", "figure"),
    "column.whatif.group": ("人群", "group"),
    "column.whatif.resource": ("资源", "resource"),
    "column.whatif.before": ("改前", "before"),
    "column.whatif.after": ("改后", "after"),
    "column.whatif.difference": ("差", "difference"),
    "whatif.no_plan_before": (
        "改前没有方案：锁定或已确认的互相冲突，或限时内没找到。",
        "Before the changes there is no plan: pins or confirmed projects clash, or none was found in time.",
    ),
    "whatif.same": ("没有差别：改了以后，安排和原来一样。", "No difference: the plan stays as it is."),
    "whatif.nobody": ("没有需求因此配上，也没有需求因此落空。", "No need is newly served, and none is lost."),
    "whatif.gained": ("新配上的需求（{count}）", "Needs newly served ({count})"),
    "whatif.lost": ("不再配上的需求（{count}）", "Needs no longer served ({count})"),
    "whatif.gone": ("去掉的需求里原来配上的（{count}）", "Needs taken away that were served ({count})"),
    "whatif.why": ("（{reason}）", " ({reason})"),
    "whatif.takes_no_part": ("按状态不参与匹配", "takes no part by its status"),
    "whatif.more_needs": ("还有 {count} 条", "{count} more"),
    "whatif.moved": (
        "照样配上、但换了人、场地、资金或时间的 {count} 条：{ids}",
        "{count:need is|needs are} served by other people, elsewhere, from another fund or at another time: {ids}",
    ),
    "whatif.uses": ("用量的变化（已用/可用）", "Use that changes (used/available)"),
    "whatif.many_uses": (
        "{count} 样资源的用量有变化，--json 里有全部",
        "the use of {count:resource|resources} changes; --json has all of it",
    ),
    "whatif.not_proven": (
        "有一边没有证明最优：小的出入可能来自求解，不一定是改动带来的。",
        "One of the plans is not proven optimal: small differences may come of the search, not of the changes.",
    ),
    "whatif.note.before": ("改前：{message}", "before: {message}"),
    "whatif.note.after": ("改后：{message}", "after: {message}"),
    "whatif.note.given": (
        "原来没有“{sheet}”这张表，{count} 条需求对它的要求没有算；加了以后就算了",
        "without a sheet {sheet} what {count:need asks|needs ask} of it did not count; with the change it does",
    ),
    "whatif.warnings": ("改动带来的提醒", "Warnings that the changes bring"),
    "whatif.errors.before": (
        "数据有 {errors} 处错误，没有比较。改好后再运行一次。",
        "The input has {errors:error|errors}; nothing was compared. Correct the input and run again.",
    ),
    "whatif.errors.after": (
        "改了以后有 {errors} 处错误，没有比较。看看改动写得对不对，再运行一次。",
        "With the changes the input has {errors:error|errors}; nothing was compared. See whether they say what is meant, and run again.",
    ),
}
"""Words by key, in Chinese and English."""
