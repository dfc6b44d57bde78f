"""What a community may choose about its public notice."""

from __future__ import annotations

from collections.abc import Mapping

__all__ = ["DISCREET_GROUPS", "NOTICE_CHOICES"]

NOTICE_CHOICES: Mapping[str, Mapping[str, str]] = {
    "notice_names": {"none": "不写", "surname": "姓"},
    "notice_undecided": {"planned": "拟", "omit": "不写"},
    "notice_descriptions": {"none": "不写", "public": "公共", "all": "都写"},
}
"""Settings of the notice that take one of a few words: the words, with their Chinese names."""

DISCREET_GROUPS = ("失能老人", "高龄独居老人", "残障人士", "困境儿童")
"""Groups to which nobody should be seen to belong: of what is done at their homes the category alone is posted."""
