"""The words of the project list workbook, in Chinese and in English.

``{name}`` stands for a figure. Words of a rule's own codes are the rule's (``PHRASES``); here are the rest.
"""

from __future__ import annotations

from collections.abc import Mapping

from commatch.matching.rules.base import Phrase
from commatch.texts.language import Language
from commatch.texts.papers import PAPER_WORDS
from commatch.texts.reports_look import FIGURES, LOOK_WORDS
from commatch.texts.reports_previous import PREVIOUS_OVERVIEW, PREVIOUS_REASONS, PREVIOUS_WORDS

__all__ = ["NOTES", "OUTPUT_ERRORS", "OVERVIEW", "REASONS", "SHORTFALLS", "STOPS", "TIERS", "WORDS", "output_words"]

WORDS: Mapping[str, Phrase] = {
    "list": Phrase("、", ", "),
    "also": Phrase("；", "; "),
    "then": Phrase("；\n", ";\n"),
    "comma": Phrase("，", ", "),
    "arrow": Phrase(" → ", " → "),
    "because": Phrase("：{why}", ": {why}"),
    "named": Phrase("{name}（{id}）", "{name} ({id})"),
    "share_changed": Phrase("{group} {before}→{after}", "{group} {before}→{after}"),
    "fairness_cost": Phrase(
        "公平让出优先分 {cost}（原来覆盖 {coverage} 的 {share}）",
        "fairness cost {cost} of the {coverage} covered before ({share})",
    ),
    "labelled": Phrase("{label}：{text}", "{label}: {text}"),
    "cant_come.decline": Phrase("婉拒", "declined"),
    "cant_come.away": Phrase("请假", "on leave"),
    "cant_come": Phrase("{name}（{reply}）", "{name} ({reply})"),
    "cant_come_then": Phrase("{name}（{when}{reply}）", "{name} ({when}: {reply})"),
    "day": Phrase("{month}月{day}日", "{year:04d}-{month:02d}-{day:02d}"),
    "month": Phrase("{year}年{month}月", "{year:04d}-{month:02d}"),
    "footer": Phrase("第 &P 页，共 &N 页", "Page &P of &N"),
    "cut": Phrase("…（文字过长，已截断）", "… (text too long, cut)"),
    "cut_on_paper": Phrase("…（全文见表格）", "… (in full in the workbook)"),
    "cut_note": Phrase(
        "{sheet} {cell}：文字超过 32767 个字符，已截断", "{sheet} {cell}: longer than 32,767 characters, cut"
    ),
    "no_group": Phrase("未填", "not given"),
    "budget": Phrase("经费", "budget"),
    "seats": Phrase("容纳{seats}人", "{seats:seat|seats}"),
    "kind_of": Phrase("{kind}（{what}）", "{kind} ({what})"),
    "any_venue": Phrase("场地", "venue"),
    "pieces": Phrase("{name}×{count}", "{name}×{count}"),
    "nobody": Phrase("无可替换", "nobody"),
    "nothing_else": Phrase("没有别的可用", "none other"),
    "fixed.pinned": Phrase("已锁定，不换", "pinned"),
    "fixed.confirmed": Phrase("已确认，不换", "confirmed"),
    "fixed.edited": Phrase("手工指定，不换", "set by hand"),
    "fixed.lent": Phrase("借自其他社区，不换", "borrowed"),
    "fixed.pair": Phrase("结对，沿用上月的人", "a pair keeps its people"),
    "all_met": Phrase("符合全部要求", "meets all requirements"),
    "times_over": Phrase("{name}（{count} 次，每次）", "{name} ({count} times, each)"),
    # action path
    "step": Phrase("{when} {step}", "{when}: {step}"),
    "step_by": Phrase("{when} {step}（{who}）", "{when}: {step} ({who})"),
    "days_before": Phrase("提前{days}天", "{days:day|days} before"),
    "same_day": Phrase("当天", "on the day"),
    "days_after": Phrase("之后{days}天", "{days:day|days} after"),
    "contact_event": Phrase("联系{names}确认时间", "confirm the time with {names}"),
    "contact_visit": Phrase("联系{names}约定时间", "arrange the time with {names}"),
    "collect": Phrase("领取{goods}", "collect {goods}"),
    "pay": Phrase("从{fund}列支{amount}元", "draw {amount} yuan from {fund}"),
    "notify": Phrase("通知居民", "tell the residents"),
    "hold": Phrase("{when}开展活动", "hold it on {when}"),
    "hold_at": Phrase("{when}在{venue}开展活动", "hold it on {when} at {venue}"),
    "hold_series": Phrase("分 {count} 次开展活动（见下）", "hold it {count} times (see below)"),
    "visit": Phrase("上门服务", "visit"),
    "visits": Phrase("上门服务 {count} 次", "{count} visits"),
    "visit_at": Phrase("{when}上门服务", "visit on {when}"),
    "visit_series": Phrase("分 {count} 次上门服务（见下）", "visit {count} times (see below)"),
    "carry_out": Phrase("落实", "carry it out"),
    "carry_out_at": Phrase("{when}落实", "carry it out on {when}"),
    "report_back": Phrase("回访反馈", "report back"),
    "occasion": Phrase("第{number}次 {when}", "No. {number}: {when}"),
    # notes of a project
    "bundle": Phrase("合并 {count} 件需求，共受益 {people} 人", "{count} needs in one, {people:person|people}"),
    "set_aside": Phrase("没有提供{sheet}表，{what}未安排", "no {sheet} sheet was given: {what} not arranged"),
    "agreement_of": Phrase("{name}的协议 {date} 到期", "the agreement of {name} ends on {date}"),
    # reminders of a resource
    "agreement_ends": Phrase("协议 {date} 到期", "agreement ends on {date}"),
    "agreement_ended": Phrase("协议已于 {date} 到期", "agreement ended on {date}"),
    "paused": Phrase("已暂停", "paused"),
    "borrowed": Phrase("借入", "borrowed"),
    "lent": Phrase("借出", "lent"),
    "lent_hours": Phrase("另借出 {count} 小时（{names}）", "{count:more hour|more hours} lent ({names})"),
    "lent_sessions": Phrase("另借出 {count} 场（{names}）", "{count:more session|more sessions} lent ({names})"),
    "lent_times": Phrase("另借出 {count} 次（{names}）", "lent {count:more time|more times} ({names})"),
    "unused": Phrase("本月未使用", "not used this month"),
    "much_used": Phrase("使用率超过 {share}", "more than {share} used"),
    # run record
    "optimal": Phrase("已证明最优", "proven optimal"),
    "not_optimal": Phrase("未证明最优：{tiers}", "not proven optimal: {tiers}"),
    "passed": Phrase("通过", "passed"),
    "broken": Phrase("{count} 处不符", "{count:violation|violations}"),
    **LOOK_WORDS,
    **PREVIOUS_WORDS,
    **PAPER_WORDS,
}
"""Words used all over the workbook."""

OVERVIEW: Mapping[str, tuple[Phrase, Phrase]] = {
    "community": (Phrase("社区", "community"), Phrase("", "")),
    "month": (Phrase("月份", "month"), Phrase("从 {first} 起安排", "planned from {first}")),
    "needs": (
        Phrase("参与匹配的需求", "needs planned"),
        Phrase("另有 {left_out} 件按状态不参与匹配", "{left_out:more takes|more take} no part, by the status"),
    ),
    "served": (Phrase("已匹配", "served"), Phrase("占 {share}", "{share} of them")),
    "unserved": (
        Phrase("未匹配", "unserved"),
        Phrase("占 {share}；原因见“{unserved}”", "{share} of them; the reasons are on sheet {unserved}"),
    ),
    "all_served": (Phrase("未匹配", "unserved"), Phrase("", "")),
    "must": (
        Phrase("兜底需求已匹配", "must-serve needs served"),
        Phrase("共 {all} 件紧急程度为兜底的需求", "of {all:need|needs} of the highest urgency"),
    ),
    "coverage": (
        Phrase("覆盖的优先分", "priority covered"),
        Phrase("总分 {all}，占 {share}", "of {all} in all, {share}"),
    ),
    "fairness": (
        Phrase("公平让出的优先分", "priority that fairness cost"),
        Phrase(
            "匹配率最低的人群是 {group}，{share}；不顾公平时最低 {before}",
            "the least served group is {group}, {share}; without regard to fairness the least is {before}",
        ),
    ),
    "projects": (
        Phrase("项目", "projects"),
        Phrase("合并的需求算一个项目", "a bundle of needs is one project"),
    ),
    "helpers": (
        Phrase("安排的能人", "helpers at work"),
        Phrase("在岗 {all} 位（队）", "of {all} active helpers and teams"),
    ),
    "hours": (
        Phrase("安排的工时", "hours given"),
        Phrase("在岗能人每月共 {all} 小时", "of {all} hours offered"),
    ),
    "units": (
        Phrase("参与的共建单位", "units taking part"),
        Phrase("在岗 {all} 家", "of {all} active units"),
    ),
    "venue_slots": (
        Phrase("使用的场地时段", "venue half-days used"),
        Phrase("共开放 {all} 个半天", "of {all} half-days open"),
    ),
    "single_points": (
        Phrase("无可替换的安排", "assignments without standby"),
        Phrase(
            "能人、单位、场地共 {all} 条安排中，临时来不了就没有人（场地）能替的；见“{assignments}”的“{standby}”列",
            "of {all:assignment|assignments} of helpers, units and venues: should one fall out, nobody could step in; "
            "see {standby} on sheet {assignments}",
        ),
    ),
    "money": (
        Phrase("安排的资金（元）", "money used (yuan)"),
        Phrase("可用 {all} 元", "of {all} yuan available"),
    ),
    "reason": (Phrase("未匹配原因：{reason}", "reason: {reason}"), Phrase("{needs}", "{needs}")),
    "other_reasons": (Phrase("未匹配原因：其他", "reason: others"), Phrase("{reasons}", "{reasons}")),
    "gap": (
        Phrase("最值得补的：{kind} {what}", "most worth finding: {kind}, {what}"),
        Phrase(
            "可多服务的需求数；增加优先分 {priority}：{needs}", "needs more; {priority} of priority gained: {needs}"
        ),
    ),
    "not_proven": (
        Phrase("未证明最优：{tier}", "not proven: {tier}"),
        Phrase("与上界的差距；可加大求解时间再试", "gap to the bound; more solving time may close it"),
    ),
    "within_gap": (
        Phrase("未证明最优：{tier}", "not proven: {tier}"),
        Phrase("与上界的差距，在允许的范围内", "gap to the bound, within what is allowed"),
    ),
    "warnings": (Phrase("数据提醒", "data warnings"), Phrase("见“{problems}”", "see sheet {problems}")),
    "next": (
        Phrase("下一步", "next step"),
        Phrase(
            "把“{projects}”提交议事会，在“{decision}”列填 确认、改、否 或 缓；联系能人后在“{assignments}”的“{reply}”列填 同意、婉拒 或 请假",
            "put sheet {projects} before the council and type confirm, change, reject or postpone into {decision}; "
            "ask the helpers and type agree, decline or on leave into {reply} of sheet {assignments}",
        ),
    ),
    "next_nothing": (
        Phrase("下一步", "next step"),
        Phrase(
            "没有要安排的需求：在“需求清单”里填上状态为待匹配的需求，再运行一次",
            "there was no need to plan: add needs whose status is open to the sheet of needs, and run again",
        ),
    ),
    "next_empty": (
        Phrase("下一步", "next step"),
        Phrase(
            "没有需求能匹配：先看“{unserved}”的原因和“{problems}”，补充资源或放宽条件后再运行",
            "nothing could be served: read the reasons on {unserved} and {problems}, add resources or ask less, run again",
        ),
    ),
    **FIGURES,
    **PREVIOUS_OVERVIEW,
}
"""Lines of the overview: the item and the note beside its value."""

REASONS: Mapping[str, Phrase] = {
    "not_broken_down": Phrase(
        "没有写明要求，无从匹配；可参考模板“{nearest}”",
        "nothing is asked that could be matched; template “{nearest}” is the nearest",
    ),
    "not_broken_down.plain": Phrase("没有写明要求，无从匹配", "nothing is asked that could be matched"),
    "no_slot.times": Phrase("本月没有符合“{times}”的日期", "no date of the month is within its times “{times}”"),
    "no_slot.due": Phrase(
        "期限 {due} 以前没有符合“{times}”的日期", "no date until its due date {due} is within its times “{times}”"
    ),
    "no_slot.first": Phrase(
        "{first} 以后没有符合“{times}”的日期", "no date from {first} on is within its times “{times}”"
    ),
    "no_common_time.some": Phrase(
        "要 {asked} 次，凑得齐的日期只有 {there} 个",
        "{asked} occasions asked, only {there:date|dates} when all can come",
    ),
    "no_fund": Phrase("没有可用的资金", "there is no fund"),
    "clash": Phrase(
        "各项要求单独都能满足，合在一起排不开",
        "each requirement could be met by itself, but not all together",
    ),
    "outranked": Phrase("所需资源给了总优先分更高的安排", "what it needs serves an arrangement of more priority"),
    "outranked.together": Phrase(
        "单独看都还有空，但已排好的安排之外，凑不到同一个半天",
        "each finds somebody free beside what is planned, but never in the same half-day",
    ),
    "pinned_out": Phrase(
        "所需资源被锁定、已确认的需求占着，它们的优先分更低",
        "what it needs is held by pinned or confirmed needs of less priority",
    ),
    "not_proven": Phrase(
        "求解停止时尚未证明（差距 {gap}），也许还能匹配",
        "the solver stopped before this was proven (gap {gap}); it may be possible yet",
    ),
    "only_seen": Phrase("（最接近：{name}；{others}）", " (nearest: {name}; {others})"),
    "others": Phrase("（其余不符：{others}）", " (the rest: {others})"),
    "busy_with": Phrase("（现在：{by}）", " (now: {by})"),
    "held_by": Phrase("（占用：{by}；本需求优先分 {weight}）", " (held by {by}; this need's priority {weight})"),
    **PREVIOUS_REASONS,
}
"""Why a need is not served, where no rule has the words, and what is added to a reason."""

SHORTFALLS: Mapping[str, Phrase] = {
    "helper": Phrase("{what} 缺{missing}人", "{what}: helpers short by {missing}"),
    "unit": Phrase("{what} 缺{missing}家单位", "{what}: units short by {missing}"),
    "venue": Phrase("缺{missing}个场地", "venues short by {missing}"),
    "fund": Phrase("缺{missing}元", "yuan short by {missing}"),
    "cap": Phrase("单项上限差{missing}元", "the cap is short by {missing} yuan"),
    "past_due": Phrase("期限已过{missing}天", "due {missing} days too early"),
    "goods": Phrase("{what} 缺{missing}件", "{what}: pieces short by {missing}"),
    "level_too_low": Phrase(
        "{level}级以上的{what} 缺{missing}人", "{what} of level {level}: helpers short by {missing}"
    ),
    "checks_missing": Phrase(
        "有“{checks}”资质的{what} 缺{missing}人", "{what} with {checks}: helpers short by {missing}"
    ),
    "hours": Phrase("{what} 缺{missing}小时", "{what}: hours short by {missing}"),
    "sessions": Phrase("{what} 缺{missing}场", "{what}: sessions short by {missing}"),
    "seats": Phrase("场地缺{missing}个座位", "seats short by {missing}"),
    "facilities": Phrase("场地缺 {lacking}", "no venue with {lacking}"),
    "near_venue": Phrase("{limit}分钟内缺{missing}个场地", "venues within {limit} minutes short by {missing}"),
    "occasions": Phrase("缺{missing}个可行日期", "possible dates short by {missing}"),
    "times": Phrase("{what} 缺空闲时段", "{what}: no free slot"),
    "common_time": Phrase("{what} 缺共同时段", "{what}: no slot in common"),
    "breakdown": Phrase("缺需求拆解", "its requirements are missing"),
}
"""What is missing for a need that is not served."""

TIERS: Mapping[str, Phrase] = {
    "must": Phrase("兜底", "must"),
    "coverage": Phrase("覆盖", "coverage"),
    "coverage_count": Phrase("覆盖数", "coverage, number"),
    "continuity": Phrase("结对延续", "people of pairs kept"),
    "stability": Phrase("稳定（变动的匹配）", "stability (assignments changed)"),
    "stability_slots": Phrase("稳定（变动的时段）", "stability (slots changed)"),
    "stability_days": Phrase("稳定（变动的场次）", "stability (days of a series changed)"),
    "fairness": Phrase("公平（最低匹配率）", "fairness (lowest share)"),
    "fair_coverage": Phrase("公平后覆盖", "coverage after fairness"),
    "fair_count": Phrase("公平后覆盖数", "number after fairness"),
    "quality": Phrase("质量", "quality"),
    "balance": Phrase("均衡（工时负荷）", "balance (load of hours)"),
    "never_asked": Phrase("新人", "never asked before"),
    "earliest": Phrase("最早", "earliest slots"),
    "ids": Phrase("编号", "smallest ids"),
}
"""Names of the tiers."""

STOPS: Mapping[str, Phrase] = {
    "time": Phrase("到时间上限", "the time limit"),
    "work": Phrase("到工作量上限", "the work limit"),
    "gap": Phrase("到允许的差距", "the gap allowed"),
    "solver": Phrase("求解器停止", "the solver"),
}
"""What stopped a solver."""

NOTES: Mapping[str, Phrase] = {
    "tier_not_proven": Phrase("{tier}：未证明最优（{by}），差距 {gap}", "{tier}: not proven optimal ({by}), gap {gap}"),
    "in_parts": Phrase(
        "需求多，分批求解：{parts} 批，每项要求每批最多取 {width} 个候选",
        "a large month, solved in parts: {parts} of them, each requirement with up to {width} candidates at a time",
    ),
    "candidates_kept": Phrase(
        "候选太多，求解时每项要求只留一部分：共 {kept}，原有 {of}；没配上的原因仍按全部候选判断",
        "too many candidates: the search kept some of each requirement, {kept} of {of}; reasons look at all of them",
    ),
    "clock_struck": Phrase(
        "到了 {seconds} 秒的时限，同样的数据再算一次可能得出另一个方案",
        "the limit of {seconds} seconds was reached: the same data may give another plan next time",
    ),
    "remedies_sought": Phrase(
        "最小补救：{asked} 件没配上的需求，{found} 件找到了办法，都试排并审核过",
        "smallest remedies: of {asked:unserved need|unserved needs}, {found} found; each was carried out and audited",
    ),
    "gaps_sought": Phrase(
        "缺口清单：比较了 {screened} 种补充，重新求解 {solved} 次",
        "gaps: {screened:addition|additions} screened, the month solved again {solved:time|times}",
    ),
    "no_plan_in_time": Phrase("{seconds} 秒内没有找到方案", "no plan was found within {seconds} seconds"),
}
"""What was decided or not proven while solving."""

OUTPUT_ERRORS: Mapping[str, Phrase] = {
    "no_folder": Phrase("文件夹不存在：{path}", "there is no such folder: {path}"),
    "not_writable": Phrase(
        "不能写入：{path}；请换一个有写入权限的文件夹", "can't write {path}; choose a folder you may write to"
    ),
    "name_taken": Phrase(
        "名字 {path} 已被占用：要建文件夹的地方是一个文件，或者反过来；请把它移走或改名",
        "the name {path} is taken: there is a file where a folder is to be, or the other way round; move or rename it",
    ),
    "disk_full": Phrase(
        "磁盘空间不足：{path}；请删掉些不要的文件，或换一个盘",
        "the disk is full: {path}; delete what is not needed, or choose another disk",
    ),
    "busy": Phrase(
        "另一次运行正在往这里写：{path}；等它做完再运行",
        "another run is writing here: {path}; run again when it is done",
    ),
    "not_verified": Phrase(
        "写出的文件读回时不完整，已放弃：{path}",
        "the file written did not read back whole, and was dropped: {path}",
    ),
}
"""Why a workbook could not be written."""


def output_words(lang: Language, code: str, path: object) -> str:
    """Return why something could not be written."""
    phrase = OUTPUT_ERRORS[code]
    return (phrase.zh if lang == "zh" else phrase.en).format(path=path)
