"""The resident groups: their names, their English names, and what belonging to one adds to a need."""

from __future__ import annotations

from collections.abc import Mapping

__all__ = ["GROUP_BONUS", "GROUP_ENGLISH", "GROUP_NAMES"]

GROUP_NAMES: Mapping[str, tuple[str, ...]] = {
    "高龄独居老人": (
        "高龄独居",
        "80岁以上独居老人",
        "独居高龄老人",
        "elderly 80+ living alone",
        "over-80s living alone",
    ),
    "失能老人": ("失能", "半失能老人", "失能半失能老人", "disabled elderly"),
    "困境儿童": ("困难儿童", "困境未成年人", "children in difficulty"),
    "独居老人": ("空巢独居老人", "elderly living alone"),
    "残障人士": ("残疾人", "残障", "残疾人士", "people with disabilities", "disabled people"),
    "流动住户": ("租户", "租客", "流动人口", "短租住户", "short-stay tenants", "tenants"),
    "骑手": ("外卖骑手", "快递员", "快递小哥", "外卖小哥", "新就业群体", "riders", "rider"),
    "老年人": ("老人", "老年", "elderly", "older people"),
    "活力老人": ("低龄老人", "active elderly"),
    "原住业主": ("业主", "老业主", "原住民", "original owners", "owners"),
    "新生代家庭": ("年轻家庭", "青年家庭", "young families"),
    "儿童青少年": ("儿童", "青少年", "未成年人", "children and youth", "children"),
    "商户": ("商家", "沿街商户", "merchants"),
}
"""Resident groups by their standard name, with their other spellings in both languages: the closed list."""

GROUP_ENGLISH: Mapping[str, str] = {
    "高龄独居老人": "elderly 80+ living alone",
    "失能老人": "disabled elderly",
    "困境儿童": "children in difficulty",
    "独居老人": "elderly living alone",
    "残障人士": "people with disabilities",
    "流动住户": "short-stay tenants",
    "骑手": "riders",
    "老年人": "elderly",
    "活力老人": "active elderly",
    "原住业主": "original owners",
    "新生代家庭": "young families",
    "儿童青少年": "children and youth",
    "商户": "merchants",
}
"""How each group is written in English workbooks."""

GROUP_BONUS: Mapping[str, float] = {
    "高龄独居老人": 0.5,
    "失能老人": 0.5,
    "困境儿童": 0.5,
    "独居老人": 0.3,
    "残障人士": 0.3,
    "流动住户": 0.2,
    "骑手": 0.2,
}
"""What belonging to a group adds to a need's weight, as a share of it."""
