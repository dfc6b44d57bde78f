"""What the reasons why needs go unserved are called inside an English sentence, where their codes would be no words."""

from __future__ import annotations

from collections.abc import Mapping

__all__ = ["REASON_NAMES"]

REASON_NAMES: Mapping[str, str] = {
    "not_broken_down": "not broken down",
    "past_due": "past its due date",
    "no_slot": "no possible date",
    "no_skill": "nobody with the skill",
    "level_too_low": "level too low",
    "checks_missing": "checks missing",
    "group_not_served": "group not served",
    "too_far": "too far",
    "paused": "paused",
    "banned": "banned",
    "declined": "declined",
    "lent_for_other": "borrowed for others",
    "no_common_time": "no time in common",
    "too_few": "too few people",
    "hours_short": "too few hours",
    "hours_taken": "hours used up",
    "no_service": "no unit with the service",
    "agreement": "no agreement in force",
    "sessions_short": "too few sessions",
    "sessions_taken": "sessions used up",
    "venue_too_small": "venue too small",
    "no_facilities": "facilities missing",
    "venue_too_far": "venue too far",
    "no_venue": "no venue",
    "slots_taken": "half-days taken",
    "fund_category": "fund not for this category",
    "over_cap": "over the cap",
    "money_short": "too little money",
    "money_gone": "money used up",
    "no_goods": "no such goods",
    "goods_short": "too few goods",
    "goods_gone": "goods used up",
    "clash": "not all at once",
    "outranked": "outranked",
    "pinned_out": "held by what is pinned",
    "not_proven": "not proven",
    "rejected": "rejected by the council",
    "postponed": "postponed by the council",
    "change_asked": "change asked",
}
