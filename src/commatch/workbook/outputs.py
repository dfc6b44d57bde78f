"""The sheets of a project list workbook, the log of tidying, and the closed lists that only results use.

Like :mod:`commatch.workbook.schema`, which holds what is read, this is the one place where they are declared.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from commatch.workbook.schema import INPUT, Choice, Column, Sheet, Type

_PROJECT = Column("project_id", "项目编号", Type.ID)
_NEED = Column("need_id", "需求编号", Type.ID)
_DATE = Column("date", "日期", Type.DATE)
_HALF = Column("half_day", "时段", Type.CHOICE, choices="half")
_KIND = Column("kind", "类型", Type.CHOICE, choices="kind")
_PRIORITY = Column("priority", "优先分", Type.NUMBER)
_GROUPS = Column("groups", "人群", Type.TEXT)
_GRID = Column("grid", "网格", Type.ID)
_RESOURCE = Column("resource_id", "资源编号", Type.ID)
_SCORE = Column("score", "匹配分", Type.NUMBER)

OUTPUT_SHEETS: tuple[Sheet, ...] = (
    Sheet("overview", "概览", (
        Column("item", "项"), Column("value", "值"), Column("note", "说明"),
    )),
    Sheet("projects", "项目清单", (
        _PROJECT, Column("need_ids", "需求编号", Type.ID), Column("project", "项目"), Column("category", "类别"),
        _GROUPS, _GRID, _PRIORITY, Column("lead", "牵头"), Column("responsible", "责任人", personal=True),
        Column("helpers", "能人", personal=True), Column("units", "共建单位"), Column("venue", "场地"), _DATE, _HALF,
        Column("fund", "资金"), Column("budget", "经费", Type.NUMBER, unit="元"), Column("goods", "物资"),
        Column("action_path", "行动路径"), Column("complete_by", "完成时限", Type.DATE), _SCORE,
        Column("match_reason", "匹配理由"), Column("status", "状态", Type.CHOICE, choices="need_status"),
        Column("decision", "议事决定", Type.CHOICE, choices="decision"), Column("notes", "备注"),
    )),
    Sheet("assignments", "匹配明细", (
        _PROJECT, _NEED, _KIND, Column("requirement", "要求"), _RESOURCE,
        Column("resource_name", "资源名称", personal=True), _DATE, _HALF, Column("quantity", "数量", Type.NUMBER),
        Column("hours", "工时", Type.NUMBER, unit="h"), Column("amount", "金额", Type.NUMBER, unit="元"), _SCORE,
        Column("walk_minutes", "步行分钟", Type.NUMBER, unit="min"), Column("reason", "理由"), Column("standby", "候补", personal=True),
        Column("reply", "回复", Type.CHOICE, choices="reply"), Column("actual_hours", "实际工时", Type.NUMBER, minimum=0, unit="h"), Column("outcome", "完成情况", Type.CHOICE, choices="outcome"),
        Column("rating", "评价", Type.NUMBER, minimum=1, maximum=5),
    )),
    Sheet("unserved", "未匹配", (
        _NEED, Column("title", "需求"), _GROUPS, _GRID, _PRIORITY, Column("reason_code", "原因代码"),
        Column("reason", "原因"), Column("shortfall", "缺口"), Column("smallest_remedy", "最小补救"),
    )),
    Sheet("gaps", "缺口清单", (
        _KIND, Column("requirement", "要求"), _HALF, _GRID, Column("increase", "增加"),
        Column("more_needs_served", "可多服务需求", Type.NUMBER), Column("priority_gained", "增加优先分", Type.NUMBER),
        Column("need_ids", "涉及需求"),
    )),
    Sheet("tasks", "能人派工", (
        _RESOURCE, Column("name", "姓名", personal=True), _DATE, _HALF, Column("project", "项目"),
        Column("place", "地点"), Column("hours", "工时", Type.NUMBER, unit="h"),
        Column("hours_so_far", "本月累计", Type.NUMBER, unit="h"), Column("hours_a_month", "每月工时", Type.NUMBER, unit="h"),
    )),
    Sheet("venue_calendar", "场地日程", (
        Column("venue_id", "编号", Type.ID), Column("venue", "场地"), _DATE, _HALF, Column("project", "项目"),
        Column("expected_people", "预计人数", Type.NUMBER), Column("seats", "容纳人数", Type.NUMBER),
    )),
    Sheet("usage", "资源使用", (
        _KIND, _RESOURCE, Column("name", "名称", personal=True), Column("available", "可用", Type.NUMBER),
        Column("used", "已用", Type.NUMBER), Column("share_used", "使用率", Type.NUMBER), Column("reminder", "提醒"),
    )),
    Sheet("loans", "借用", (
        Column("way", "借入借出", Type.CHOICE, choices="loan_way"), Column("community", "社区"), _KIND, _RESOURCE, Column("name", "名称", personal=True),
        Column("requirement", "要求"), _DATE, _HALF, Column("hours", "工时", Type.NUMBER, unit="h"),
        Column("sessions", "场次", Type.NUMBER), _PROJECT,
        Column("actual_hours", "实际工时", Type.NUMBER, minimum=0, unit="h"),
    )),
    Sheet("fairness", "人群公平", (
        Column("group", "人群"), Column("needs", "需求数", Type.NUMBER), Column("served", "已匹配", Type.NUMBER),
        Column("share_served", "匹配率", Type.NUMBER), Column("priority_coverage", "优先分覆盖", Type.NUMBER),
    )),
    Sheet("problems", "数据问题", (
        Column("severity", "级别"), Column("code", "代码"), Column("file", "文件"), Column("sheet", "工作表"),
        Column("cell", "单元格"), Column("problem", "问题"), Column("suggestion", "建议"),
    )),
    Sheet("changes", "变更", (
        _NEED, Column("item", "项"), Column("before", "原"), Column("after", "现"), Column("reason", "原因"),
    )),
    Sheet("run", "运行记录", (
        Column("item", "项"), Column("value", "值"),
    )),
)  # fmt: skip

MASK_LOG = Sheet("notice_masks", "公示遮盖记录", (
    Column("sheet", "工作表"), Column("id", "编号", Type.ID), Column("column", "栏目"), Column("text", "原文", personal=True),
    Column("masked", "遮住的", personal=True), Column("sort", "种类"), Column("known_from", "出处"), Column("posted", "公示上写"),
))  # fmt: skip
"""What a public notice does not show, a row for each thing that was masked: for the worker alone."""

POINTS = Sheet("points", "积分", (
    _DATE, Column("person_id", "编号", Type.ID), Column("name", "姓名", personal=True), Column("cause", "事由"),
    Column("source", "依据"), Column("quantity", "数量", Type.NUMBER), Column("points", "积分", Type.NUMBER),
    Column("balance", "余额", Type.NUMBER),
))  # fmt: skip
"""The ledger of points, a row for each event that earned or spent any, in the order of the days."""

POINT_BALANCES = Sheet("point_balances", "积分余额", (
    Column("person_id", "编号", Type.ID), Column("name", "姓名", personal=True), Column("earned", "挣得", Type.NUMBER),
    Column("spent", "兑换", Type.NUMBER), Column("balance", "余额", Type.NUMBER), Column("last", "最近日期", Type.DATE),
))  # fmt: skip
"""What everybody has, a row a person: those with an id by it, then the others by name."""

CARRY_LOG = Sheet("carried_over", "结转明细", (
    _KIND, Column("id", "编号", Type.ID), Column("name", "名称", personal=True), Column("item", "项"),
    Column("before", "原"), Column("after", "现"), Column("note", "说明"),
))  # fmt: skip
"""What a rollover changed, left out or wants to be looked at, a row for each: needs first, then resources."""

TIDY_LOG = Sheet("tidy_log", "整理记录", (
    Column("file", "文件"), Column("sheet", "工作表"), Column("cell", "单元格"), Column("before", "原值"),
    Column("new_sheet", "新工作表"), Column("new_cell", "新单元格"), Column("after", "新值"), Column("rule", "规则"),
    Column("note", "说明"),
))  # fmt: skip
"""What tidying changed, a row for each change; the sheet that it adds to the tidied workbook."""

DRAFT_LOG = Sheet("tidy_log", "整理记录", (
    *TIDY_LOG.columns,
    Column("id", "编号", Type.ID), Column("column", "栏目"), Column("confidence", "把握", Type.NUMBER),
    Column("examples", "参照"), Column("decision", "决定"),
))  # fmt: skip
"""The log of a draft: what tidying changed, then every proposal, with the id of its row and what the worker decides."""

TIDY_RULES: tuple[Choice, ...] = (
    Choice("sheet_renamed", "工作表改名", "sheet renamed"),
    Choice("tables_joined", "并成一张表", "tables joined"),
    Choice("sheet_as_it_was", "照原样带过来", "sheet as it was"),
    Choice("hidden_sheet_shown", "隐藏的表已显示", "hidden sheet shown"),
    Choice("hidden_column_shown", "隐藏的列已显示", "hidden column shown"),
    Choice("hidden_row_shown", "隐藏的行已显示", "hidden row shown"),
    Choice("header_renamed", "表头改名", "header renamed"),
    Choice("header_given", "补上表头", "header given"),
    Choice("column_moved", "换了列的位置", "column moved"),
    Choice("columns_added", "加上标准列", "columns added"),
    Choice("id_derived", "补上编号", "id derived"),
    Choice("merged_filled", "合并格逐行填上", "merged filled"),
    Choice("number_from_text", "文字改成数字", "number from text"),
    Choice("year_assumed", "补上年份", "year assumed"),
    Choice("date_made_real", "改成真正的日期", "date made real"),
    Choice("month_form", "月份写法", "month form"),
    Choice("times_form", "时段写法", "times form"),
    Choice("list_form", "列表写法", "list form"),
    Choice("choice_form", "选项写法", "choice form"),
    Choice("group_name", "人群标准名称", "group name"),
    Choice("spelling", "统一写法", "spelling"),
    Choice("plain_form", "全角和多余空格", "plain form"),
    Choice("phone_as_text", "号码改成文本", "phone as text"),
    Choice("stored_as_text", "改成文本", "stored as text"),
    Choice("setting_renamed", "设置项标准名称", "setting renamed"),
    Choice("setting_form", "设置值写法", "setting form"),
    Choice("title_left_out", "没带标题行", "title left out"),
    Choice("upper_header_left_out", "没带上层表头", "upper header left out"),
    Choice("header_left_out", "没带重复的表头", "header left out"),
    Choice("total_left_out", "没带合计行", "total left out"),
    Choice("note_left_out", "没带说明行", "note left out"),
    Choice("sample_left_out", "没带示例行", "sample left out"),
    Choice("row_left_out", "没带没有数据的行", "row left out"),
    Choice("sheet_left_out", "没带这张表", "sheet left out"),
    Choice("not_tidied", "没有整理", "not tidied"),
)
"""What tidying does, in the order in which it is told; ``key`` is the code in the program."""

PROPOSED = Choice("proposed", "建议", "proposed")
DRAFT_RULES: tuple[Choice, ...] = (
    PROPOSED,
    Choice("told_twice", "疑似重复", "told twice"),
    Choice("not_proposed", "没有建议", "not proposed"),
    Choice("template_added", "加上模板", "template added"),
)
"""What drafting does beyond tidying, in the order in which it is told."""

LEFT_OUT_RULES = frozenset(rule.key for rule in TIDY_RULES if rule.key.endswith("_left_out"))
"""Rules that say what the tidied workbook does not hold."""

OUTPUT: dict[str, Sheet] = {sheet.key: sheet for sheet in OUTPUT_SHEETS}

_READ_COLUMNS: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "projects": {
        "project_id": ("项目号",), "need_ids": ("需求", "涉及需求", "need_id"), "helpers": (), "units": ("单位",), "venue": (),
        "date": ("活动日期", "时间"), "half_day": ("半天", "时间段", "half"), "fund": (), "status": ("项目状态", "进度"),
        "decision": ("决定", "决议", "议事结果", "会议决定", "议事会决定"), "notes": ("说明", "note"),
    },
    "assignments": {
        "project_id": ("项目号",), "need_id": ("需求", "need_ids"), "kind": ("资源类型", "种类"), "requirement": ("内容", "what"),
        "resource_id": ("编号", "资源"), "resource_name": ("名称", "姓名", "name"), "date": ("活动日期", "时间"),
        "half_day": ("半天", "时间段", "half"), "quantity": ("人数",), "hours": ("小时",), "amount": ("金额(元)",),
        "reason": ("原因",), "reply": ("答复", "回复情况", "能人回复"),
        "actual_hours": ("实际小时",), "rating": ("评分", "满意度"),
    },
    "unserved": {"need_id": ("编号",), "title": (), "reason_code": ()},
    "loans": {
        "way": (), "community": (), "kind": (), "resource_id": (), "date": (), "hours": ("小时",), "sessions": (),
        "project_id": ("项目号",), "actual_hours": ("实际小时",),
    },
    "run": {"item": (), "value": ()},
}  # fmt: skip
"""Columns that are read from a project list that comes back, by sheet, each with other headers that are read as it."""
_READ_REQUIRED = {("projects", "need_ids"), ("assignments", "kind"), ("assignments", "resource_id")}

READ_BACK: dict[str, Sheet] = {
    key: replace(OUTPUT[key], columns=tuple(
        replace(column, aliases=columns[column.key], required=(key, column.key) in _READ_REQUIRED)
        if column.key in columns else replace(column, type=Type.TEXT)
        for column in OUTPUT[key].columns
    ))
    for key, columns in _READ_COLUMNS.items()
} | {key: INPUT[key] for key in ("progress", "history")}  # fmt: skip
"""The sheets of a project list that are read when it comes back; what is not used of them is any text."""

READ: dict[str, Sheet] = {**INPUT, **READ_BACK}
"""Every sheet that is read."""

PROJECT_STATUS: tuple[Choice, ...] = (
    Choice("proposed", "已匹配(待议)", "proposed"),
    Choice("confirmed", "已确认", "confirmed"),
    Choice("in_progress", "实施中", "in progress"),
)

REASON_CODES: tuple[Choice, ...] = (
    Choice("not_broken_down", "未拆解", "not_broken_down"),
    Choice("past_due", "过期", "past_due"),
    Choice("no_slot", "无可行时段", "no_slot"),
    Choice("no_skill", "无此技能", "no_skill"),
    Choice("level_too_low", "等级不足", "level_too_low"),
    Choice("checks_missing", "资质不符", "checks_missing"),
    Choice("group_not_served", "人群不符", "group_not_served"),
    Choice("too_far", "距离过远", "too_far"),
    Choice("paused", "资源暂停", "paused"),
    Choice("banned", "已禁止", "banned"),
    Choice("declined", "已婉拒", "declined"),
    Choice("lent_for_other", "借作他用", "lent_for_other"),
    Choice("no_common_time", "无共同时段", "no_common_time"),
    Choice("too_few", "人手不足", "too_few"),
    Choice("hours_short", "工时不足", "hours_short"),
    Choice("hours_taken", "工时用尽", "hours_taken"),
    Choice("no_service", "无此服务", "no_service"),
    Choice("agreement", "协议不在期", "agreement"),
    Choice("sessions_short", "场次不足", "sessions_short"),
    Choice("sessions_taken", "场次用尽", "sessions_taken"),
    Choice("venue_too_small", "场地太小", "venue_too_small"),
    Choice("no_facilities", "场地设施不足", "no_facilities"),
    Choice("venue_too_far", "场地过远", "venue_too_far"),
    Choice("no_venue", "无可用场地", "no_venue"),
    Choice("slots_taken", "时段占满", "slots_taken"),
    Choice("fund_category", "无适用资金", "fund_category"),
    Choice("over_cap", "超单项上限", "over_cap"),
    Choice("money_short", "资金不足", "money_short"),
    Choice("money_gone", "资金用尽", "money_gone"),
    Choice("no_goods", "无此物资", "no_goods"),
    Choice("goods_short", "物资不足", "goods_short"),
    Choice("goods_gone", "物资用尽", "goods_gone"),
    Choice("clash", "条件不能兼顾", "clash"),
    Choice("pinned_out", "锁定占用", "pinned_out"),
    Choice("outranked", "让位", "outranked"),
    Choice("not_proven", "未证明", "not_proven"),
    Choice("rejected", "议事否决", "rejected"),
    Choice("postponed", "议事暂缓", "postponed"),
    Choice("change_asked", "要求修改", "change_asked"),
)
"""Why a need is not served; ``key`` is the code in the program and in English workbooks."""

TIER_ITEMS: tuple[tuple[str, str, bool], ...] = (
    ("must", "兜底", True),
    ("coverage", "覆盖", True),
    ("coverage_count", "覆盖数", True),
    ("continuity", "结对延续", True),
    ("stability", "稳定", False),
    ("stability_slots", "稳定时段", False),
    ("stability_days", "稳定场次", False),
    ("fairness", "公平", True),
    ("fair_coverage", "公平后覆盖", True),
    ("fair_count", "公平后覆盖数", True),
    ("quality", "质量", True),
    ("balance", "均衡", False),
    ("never_asked", "新人", True),
    ("earliest", "最早", False),
    ("ids", "编号", False),
)
"""The objectives in the run record: key, Chinese name, and whether more is better."""


def _tier_items() -> tuple[Choice, ...]:
    items = []
    for key, name, more in TIER_ITEMS:
        for part, words in (("value", "值"), ("bound", "上界" if more else "下界"), ("gap", "差距")):
            items.append(Choice(f"{key}.{part}", f"{name}·{words}", f"{key}.{part}"))
        if key == "quality":
            items.append(Choice("quality.held", "质量·底线", "quality.held"))
    return tuple(items)


RUN_ITEMS: tuple[Choice, ...] = (
    Choice("version", "版本", "version"),
    Choice("community", "社区", "community"),
    Choice("month", "月份", "month"),
    Choice("planned_from", "起始日", "planned_from"),
    Choice("input_file", "输入文件", "input_file"),
    Choice("solver", "求解器", "solver"),
    Choice("status", "求解状态", "status"),
    *_tier_items(),
    Choice("audit", "审核", "audit"),
    Choice("alias", "别名", "alias"),
    Choice("setting", "设置", "setting"),
    Choice("left_out", "不参与匹配", "left_out"),
    Choice("note", "备注", "note"),
    Choice("plan", "计划", "plan"),
    Choice("declined", "婉拒", "declined"),
    Choice("away", "请假", "away"),
    Choice("pinned", "手工锁定", "pinned"),
    Choice("completed", "已完成", "completed"),
    Choice("did_before", "先前做过", "did_before"),
)
"""Items of the run record; an item may be followed by ``: `` and a name (a file, a setting, a project)."""
