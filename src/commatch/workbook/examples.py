"""Rows that show how every input sheet is filled: the samples of the blank workbook and the example of each column.

A sample row is known by its first identifier, which begins with 示例- or SAMPLE-. Nobody in them is real.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from functools import cache

from commatch.workbook.parsed import clean, displayed
from commatch.workbook.schema import INPUT, Lang, Sheet, Type

__all__ = ["example", "has_mark", "is_as_written", "mark_column", "sample_rows"]

_Plain = str | int | float | dt.date
_Value = _Plain | tuple[_Plain, _Plain]
"""A value for both languages, or one for Chinese and one for English; ``~`` stands for the mark of a sample."""

_MARKS = {Lang.ZH: "示例-", Lang.EN: "SAMPLE-"}
_MARK = re.compile(r"\s*(?:示例|sample)\s*[-－_–—]", re.IGNORECASE)

_GRID = ("~一网格", "~grid 1")
_CARE, _TALK = ("~结对陪伴", "~befriending"), ("~健康讲座", "~health talk")
_ROWS: Mapping[str, tuple[Mapping[str, _Value], ...]] = {
    "needs": (
        {
            "need_id": "~N1",
            "title": ("厨房水龙头漏水", "kitchen tap leaks"),
            "description": ("夜里一直滴水，自己拧不紧", "drips all night"),
            "category": ("维修", "repair"),
            "source": ("微网格走访", "home visit"),
            "requester": ("张三", "Zhang San"),
            "phone": "13800000001",
            "address": "3-2-301",
            "groups": ("独居老人", "elderly living alone"),
            "grid": _GRID,
            "urgency": ("高", "high"),
            "beneficiaries": 1,
            "raised_on": dt.date(2026, 11, 3),
            "due_on": dt.date(2026, 12, 20),
            "times": ("周二、周四下午", "Tue, Thu afternoon"),
            "skills": ("水电工≥3×1", "plumber≥3×1"),
            "hours": 1.5,
            "bundle": ("水龙头集中修", "taps in one go"),
            "status": ("待匹配", "open"),
        },
        {
            "need_id": "~N2",
            "title": ("老人想听一次健康讲座", "a health talk for older people"),
            "category": ("健康", "health"),
            "source": ("议事会", "residents' council"),
            "groups": ("老年人、独居老人", "elderly, elderly living alone"),
            "grid": _GRID,
            "urgency": 3,
            "beneficiaries": 25,
            "raised_on": dt.date(2026, 11, 5),
            "times": ("周六上午；12月15日下午", "Sat morning; 2026-12-15 afternoon"),
            "skills": ("志愿者×2", "volunteer×2"),
            "hours": 2,
            "services": ("健康讲座；义诊", "health talk; health check"),
            "seats": 30,
            "facilities": ("桌椅、投影", "tables and chairs, projector"),
            "budget": 300,
            "goods": ("折叠桌×4", "folding table×4"),
        },
        {
            "need_id": "~N3",
            "title": ("希望每周有人上门陪聊", "company once a week"),
            "category": ("结对", "pairing"),
            "requester": ("李四", "Li Si"),
            "phone": "13800000002",
            "groups": ("失能老人", "disabled elderly"),
            "grid": ("~二网格", "~grid 2"),
            "urgency": ("兜底", "must"),
            "template": _CARE,
            "checks": ("老人照护", "care of the elderly"),
            "sessions": 4,
        },
    ),
    "requirements": (
        {
            "need_id": "~N2",
            "kind": ("能人", "helper"),
            "what": ("志愿者", "volunteer"),
            "quantity": 2,
            "hours": 2,
            "level": 1,
            "checks": ("急救", "first aid"),
        },
        {
            "need_id": "~N2",
            "kind": ("场地", "venue"),
            "what": ("桌椅、投影", "tables and chairs, projector"),
            "quantity": 30,
        },
    ),
    "templates": (
        {
            "template": _CARE,
            "kind": ("能人", "helper"),
            "what": ("陪伴", "company"),
            "quantity": 1,
            "hours": 1.5,
            "level": 2,
            "checks": ("老人照护", "care of the elderly"),
        },
        {"template": _TALK, "kind": ("单位", "unit"), "what": ("健康讲座", "health talk"), "quantity": 1},
        {"template": _TALK, "kind": ("场地", "venue"), "what": ("桌椅、投影", "projector"), "quantity": 30},
    ),
    "steps": (
        {
            "template": _TALK,
            "order": 1,
            "step": ("在楼栋群和公告栏发通知", "put up the notice and tell the chat groups"),
            "days_before": 7,
            "who": ("社工", "social worker"),
        },
        {
            "template": _TALK,
            "order": 2,
            "step": ("收集意见，电话回访", "ask how it was"),
            "days_before": -2,
            "who": ("网格员", "grid worker"),
        },
    ),
    "helpers": (
        {
            "helper_id": "~H1",
            "name": ("王五", "Wang Wu"),
            "phone": "13800000003",
            "headcount": 1,
            "skills": ("水电工:4、木工", "plumber:4, carpenter"),
            "grid": _GRID,
            "max_walk": 15,
            "hours": 8,
            "times": ("周二至周四下午；周六全天", "Tue-Thu afternoon; Sat"),
            "groups": ("老年人、独居老人", "elderly, elderly living alone"),
            "checks": ("急救", "first aid"),
            "status": ("在岗", "active"),
            "shared": ("否", "no"),
            "notes": ("不爬高", "no ladders"),
        },
        {
            "helper_id": "~H2",
            "name": ("邻里互助队", "Good Neighbours team"),
            "headcount": 6,
            "skills": ("志愿者:3、陪伴:3", "volunteer:3, company:3"),
            "grid": ("~二网格", "~grid 2"),
            "hours": 20,
            "times": ("随时", "any time"),
            "checks": ("老人照护、急救", "care of the elderly, first aid"),
            "status": ("在岗", "active"),
        },
    ),
    "units": (
        {
            "unit_id": "~U1",
            "name": ("某社区卫生服务站", "a health station"),
            "type": ("医疗", "health"),
            "contact": ("赵六", "Zhao Liu"),
            "phone": "010-00000000",
            "services": ("健康讲座、义诊", "health talk, health check"),
            "grid": _GRID,
            "sessions": 2,
            "times": ("周六上午", "Sat morning"),
            "groups": ("老年人、独居老人", "elderly, elderly living alone"),
            "agreed_from": dt.date(2026, 1, 1),
            "agreed_until": dt.date(2027, 12, 31),
            "shared": ("是", "yes"),
            "status": ("在岗", "active"),
        },
    ),
    "venues": (
        {
            "venue_id": "~V1",
            "name": ("社区活动室", "community room"),
            "owner": ("社区居委会", "residents' committee"),
            "grid": _GRID,
            "seats": 40,
            "facilities": ("桌椅、投影、无障碍", "tables and chairs, projector, step-free"),
            "times": ("周一至周六 9:00-17:00；除12月25日", "Mon-Sat 9:00-17:00; except 2026-12-25"),
            "shared": ("否", "no"),
            "status": ("在岗", "active"),
        },
    ),
    "funds": (
        {
            "fund_id": "~F1",
            "name": ("社区公益金", "community fund"),
            "amount": 5000,
            "cap": 1000,
            "categories": ("健康、维修", "health, repair"),
            "status": ("在岗", "active"),
        },
    ),
    "goods": (
        {
            "goods_id": "~G1",
            "name": ("折叠桌", "folding table"),
            "quantity": 10,
            "reusable": ("是", "yes"),
            "status": ("在岗", "active"),
        },
    ),
    "distances": ({"from": _GRID, "to": ("~二网格", "~grid 2"), "minutes": 8},),
    "opinions": (
        {
            "need_id": "~N1",
            "resource_id": "~H1",
            "opinion": ("优先", "prefer"),
            "score": 2,
            "hours": 1,
            "reason": ("上次就是他修的", "he mended it last time"),
        },
    ),
    "history": (
        {
            "month": "2026-11",
            "need_id": "~N1",
            "resource_id": "~H1",
            "hours": 1.5,
            "rating": 5,
            "date": dt.date(2026, 11, 12),
            "quantity": 1,
            "led": 1,
            "basis": ("填写", "typed in"),
            "community": ("金桂", "Osmanthus"),
        },
    ),
    "vocabulary": (
        {
            "kind": ("~技能", "~skill"),
            "term": ("水电工", "plumber"),
            "aliases": ("修水管、管道工", "pipe fitter, plumbing"),
        },
    ),
    "attendance": (
        {
            "date": dt.date(2026, 12, 5),
            "event": ("议事会", "residents' council"),
            "helper_id": "~H1",
            "name": ("王五", "Wang Wu"),
            "groups": ("老年人", "elderly"),
            "hours": 1.5,
        },
    ),
    "redemptions": (
        {"date": dt.date(2026, 12, 20), "helper_id": "~H1", "item": ("洗衣液一瓶", "washing liquid"), "points": 20},
    ),
    "progress": (
        {
            "need_id": "~N1",
            "title": ("修楼道的灯", "mend the stair light"),
            "category": ("维修", "repairs"),
            "source": ("微网格走访", "grid visit"),
            "groups": ("老年人", "elderly"),
            "grid": _GRID,
            "beneficiaries": 12,
            "raised_on": dt.date(2026, 10, 9),
            "first_month": "2026-11",
            "planned_on": dt.date(2026, 10, 20),
            "decided_on": dt.date(2026, 10, 20),
            "decision": ("确认", "confirm"),
            "started_on": dt.date(2026, 11, 5),
            "done_on": dt.date(2026, 11, 12),
            "reviewed_on": dt.date(2026, 11, 12),
            "rating": 5,
            "status": ("已评价", "reviewed"),
            "waited": 0,
            "ask_again_on": dt.date(2026, 12, 1),
            "end": ("办结", "settled"),
            "end_month": "2026-11",
            "project_id": "2026-11-N1",
        },
    ),
    "handed_on": (
        {
            "need_id": "~N2",
            "title": ("马路上的井盖响", "a manhole cover rattles"),
            "raised_on": dt.date(2026, 11, 2),
            "month": "2026-11",
            "to": ("街道市政科", "street office, public works"),
            "answer": ("已派单", "an order is out"),
            "answered_on": dt.date(2026, 12, 3),
            "notes": ("月底再问", "ask again at the end of the month"),
        },
    ),
    "balance": (
        {
            "month": "2026-11",
            "carried_in": 12,
            "raised": 46,
            "opened": 58,
            "settled": 23,
            "carried": 31,
            "handed_on": 3,
            "refused": 1,
            "difference": 0,
        },
    ),
    "fund_book": (
        {
            "month": "2026-11",
            "fund_id": "~F1",
            "name": ("小红花提案基金", "proposal fund"),
            "opening": 5000,
            "spent": 1200,
            "left": 3800,
            "next_month": 3800,
        },
    ),
    "street_loans": (
        {
            "way": ("借出", "lent"),
            "community": ("金桂", "Osmanthus"),
            "kind": ("能人", "helper"),
            "resource_id": "~H1",
            "name": ("赵师傅", "Mr Zhao"),
            "requirement": ("水电工", "electrician"),
            "date": dt.date(2026, 12, 4),
            "half_day": ("上午", "morning"),
            "hours": 2,
            "sessions": 1,
            "project_id": "2026-12-N7",
        },
    ),
    "settings": ({"key": ("场地步行上限", "venue_walk"), "value": "20", "note": ("分钟", "minutes")},),
}


def example(sheet: str, column: str, lang: Lang) -> str:
    """Return how a cell of a column may look, ``''`` where there is no such column."""
    values = (row[column] for row in _ROWS.get(sheet, ()) if column in row)
    return displayed(next((_in(lang, value, "") for value in values), ""))


def sample_rows(sheet: Sheet, lang: Lang, *, marked: bool = True) -> list[list[object]]:
    """Return the sample rows of a sheet, in the order of its columns; without their mark they are data."""
    mark = _MARKS[lang] if marked else ""
    return [
        [_in(lang, row[column.key], mark) if column.key in row else None for column in sheet.columns]
        for row in _ROWS[sheet.key]
    ]


def mark_column(sheet: Sheet) -> str:
    """Return the key of the column whose mark makes a row a sample: the first identifier, else the first column."""
    return next((column.key for column in sheet.columns if column.type is Type.ID), sheet.columns[0].key)


def has_mark(value: object) -> bool:
    """Tell whether a raw value begins with the mark of a sample."""
    return isinstance(value, str) and _MARK.match(value) is not None


def is_as_written(sheet: Sheet, values: Mapping[str, object]) -> bool:
    """Tell whether a row, by column key, is one of the samples in either language, with nothing typed over."""
    return frozenset((key, clean(value)) for key, value in values.items() if value is not None) in _written(sheet.key)


@cache
def _written(sheet: str) -> frozenset[frozenset[tuple[str, str]]]:
    if sheet not in INPUT:
        return frozenset()
    keys = [column.key for column in INPUT[sheet].columns]
    rows = [row for lang in Lang for row in sample_rows(INPUT[sheet], lang)]
    return frozenset(
        frozenset((key, clean(value)) for key, value in zip(keys, row, strict=True) if value is not None)
        for row in rows
    )


def _in(lang: Lang, value: _Value, mark: str) -> _Plain:
    plain = value[lang is Lang.EN] if isinstance(value, tuple) else value
    return plain.replace("~", mark) if isinstance(plain, str) else plain
