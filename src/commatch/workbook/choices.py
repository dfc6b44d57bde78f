"""The closed lists: every value that a column of choices takes, with its names and other spellings."""

from __future__ import annotations

from commatch.workbook.declared import Choice, Lang

__all__ = ["CHOICES", "choice_name"]

CHOICES: dict[str, tuple[Choice, ...]] = {
    "need_status": (
        Choice("open", "待匹配", "open", ("待处理", "待办", "未匹配", "to match", "unmatched")),
        Choice("proposed", "已匹配(待议)", "proposed", ("已匹配", "待议", "matched", "已匹配待议")),
        Choice("confirmed", "已确认", "confirmed", ("确认",)),
        Choice("in_progress", "实施中", "in progress", ("进行中", "办理中", "in_progress", "ongoing")),
        Choice("done", "已完成", "done", ("完成", "已办结", "办结", "completed")),
        Choice("reviewed", "已评价", "reviewed", ("evaluated",)),
        Choice("handed_on", "转办", "handed on", ("已转办", "handed_on", "referred")),
        Choice("postponed", "暂缓", "postponed", ("缓办",)),
        Choice("out_of_remit", "不受理", "out of remit", ("out_of_remit", "not accepted")),
    ),
    "resource_status": (
        Choice("active", "在岗", "active", ("正常", "可用", "有效", "启用", "on duty", "available")),
        Choice("paused", "暂停", "paused", ("停用", "请假", "不可用", "离岗", "离职", "inactive", "unavailable")),
    ),
    "kind": (
        Choice(
            "helper",
            "能人",
            "helper",
            ("队伍", "志愿者", "能人/队伍", "人员", "社区能人", "helpers", "people"),
        ),
        Choice("unit", "单位", "unit", ("共建单位", "units", "partner unit")),
        Choice("venue", "场地", "venue", ("可用场地", "venues")),
        Choice("fund", "资金", "fund", ("经费", "funds", "money", "budget")),
        Choice("goods", "物资", "goods", ("物品",)),
    ),
    "loan_way": (Choice("borrowed", "借入", "borrowed"), Choice("lent", "借出", "lent")),
    "opinion": (
        Choice("pin", "锁定", "pin", ("指定", "pinned")),
        Choice("ban", "禁止", "ban", ("不可", "banned")),
        Choice("prefer", "优先", "prefer", ("preferred",)),
        Choice("avoid", "避免", "avoid", ("尽量避免",)),
    ),
    "term_kind": (
        Choice("skill", "技能", "skill", ("能人技能", "skills")),
        Choice("service", "服务", "service", ("单位服务", "services")),
        Choice("facility", "设施", "facility", ("场地设施", "facilities")),
        Choice("goods", "物资", "goods", ("物品",)),
        Choice("group", "人群", "group", ("居民人群", "groups")),
        Choice("category", "类别", "category", ("需求类别", "categories")),
        Choice("check", "资质", "check", ("checks",)),
        Choice("grid", "网格", "grid", ("微网格", "grids")),
    ),
    "half": (
        Choice("morning", "上午", "morning", ("早上", "早晨", "am", "a.m.")),
        Choice("afternoon", "下午", "afternoon", ("午后", "pm", "p.m.")),
        Choice("evening", "晚上", "evening", ("晚间", "傍晚", "夜间", "night")),
    ),
    "decision": (
        Choice(
            "confirm",
            "确认",
            "confirm",
            ("同意", "通过", "已确认", "已通过", "√", "✓", "✔", "confirmed", "agree", "agreed", "approved", "yes"),
        ),
        Choice("change", "改", "change", ("修改", "调整", "变更", "要改", "需修改", "需调整", "changed", "to change")),
        Choice(
            "reject",
            "否",
            "reject",
            ("否决", "已否决", "不通过", "未通过", "不同意", "取消", "×", "✗", "✘", "rejected", "declined", "no"),
        ),
        Choice(
            "postpone",
            "缓",
            "postpone",
            (
                "暂缓",
                "缓办",
                "延期",
                "延后",
                "推迟",
                "下月再议",
                "下次再议",
                "再议",
                "postponed",
                "later",
                "next month",
            ),
        ),
    ),
    "reply": (
        Choice(
            "agree", "同意", "agree", ("可以", "好", "好的", "行", "能", "确认", "√", "✓", "✔", "agreed", "yes", "ok")
        ),
        Choice(
            "decline",
            "婉拒",
            "decline",
            ("谢绝", "拒绝", "不行", "不能", "不同意", "不去", "不来", "×", "✗", "✘", "declined", "refused", "no"),
        ),
        Choice("away", "请假", "on leave", ("有事", "外出", "不在", "away", "absent", "leave")),
    ),
    "outcome": (
        Choice("done", "完成", "done", ("已完成", "做完了", "办好了", "到了", "completed", "finished", "√", "✓", "✔")),
        Choice("partly", "部分完成", "partly done", ("部分", "未全部完成", "partly", "partial")),
        Choice("absent", "缺席", "absent", ("未到", "没来", "没到", "爽约", "缺勤", "missed", "no show")),
        Choice(
            "not_done",
            "未完成",
            "not done",
            ("没完成", "没做", "没做成", "取消", "cancelled", "not_done", "×", "✗", "✘"),
        ),
    ),
    "need_end": (
        Choice("settled", "办结", "settled", ("已办结",)),
        Choice("carried", "结转", "carried over", ("carried",)),
        Choice("handed_on", "转办", "handed on", ("已转办", "handed_on")),
        Choice("refused", "不受理", "refused", ("否决",)),
    ),
    "hours_basis": (
        Choice("typed", "填写", "typed in", ("实际", "typed", "actual")),
        Choice("signed", "签到", "attendance", ("signed",)),
        Choice("planned", "计划", "planned", ("按计划", "plan")),
    ),
    "severity": (
        Choice("error", "错误", "error"),
        Choice("warning", "提醒", "warning"),
    ),
}


def choice_name(choices: str, key: str, lang: Lang) -> str:
    """Return how a value of a closed list is written in a language."""
    return next(choice.name(lang) for choice in CHOICES[choices] if choice.key == key)
