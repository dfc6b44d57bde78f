"""Settings: one frozen value, every field documented where it is declared.

Defaults are beaten by ``commatch.toml``, that by the sheet 设置, that by the command line.
"""

from __future__ import annotations

import datetime as dt
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields
from enum import Enum
from functools import cached_property
from typing import Any

from commatch.groups import GROUP_BONUS, GROUP_NAMES
from commatch.posting import DISCREET_GROUPS, NOTICE_CHOICES
from commatch.remit import REMIT_DECLINED, REMIT_HANDED_ON

TIER_NAMES = {
    "must": "兜底",
    "coverage": "覆盖",
    "stability": "稳定",
    "fairness": "公平",
    "quality": "质量",
    "balance": "均衡",
}
"""The objectives by name, with their Chinese names."""


WORD_SETTINGS: Mapping[str, Mapping[str, str]] = {
    **NOTICE_CHOICES,
    "fund_rollover": {"left": "余额", "refilled": "重拨"},
    "pool_own_first": {"needs": "需求", "people": "人员"},
}
"""Settings that take one of a few words: the words, with their Chinese names."""


def _setting(name_zh: str, default: Any, zh: str, en: str, low: float | None = None, high: float | None = None) -> Any:
    """Return a field: its Chinese name, its default, what it means in both languages, least and greatest number."""
    metadata = {"name_zh": name_zh, "zh": zh, "en": en, "low": low, "high": high}
    if isinstance(default, Mapping):
        return field(default_factory=lambda: dict(default), metadata=metadata)
    return field(default=default, metadata=metadata)


@dataclass(frozen=True)
class Settings:
    """All settings of a run; every field is a key of ``commatch.toml``, of the sheet 设置 and of ``--set``.

    Each has a Chinese name too (``name_zh`` of the field's metadata), which is read as the key.

    Raises
    ------
    ValueError
        A number is outside its range, or a text is not one of those allowed.
    """

    month: dt.date | None = _setting(
        "月份", None, "月份，如 2026-12；空=下个月", "month, such as 2026-12; blank = the next one"
    )
    start: dt.date | None = _setting(
        "起始日", None, "从哪一天起安排；空=月初", "first day that is planned; blank = the month's first"
    )
    community_name: str = _setting(
        "社区名称", "社区", "社区名称，没有牵头单位时写它", "the community's name, lead where no unit is"
    )
    worker: str = _setting(
        "责任社工", "", "责任社工；空=匹配分最高的能人", "worker responsible; blank = the helper who scores highest"
    )
    default_hours: float = _setting("默认每月工时", 8.0, "每月工时空着时", "hours a month where blank", 0, 744)
    default_sessions: int = _setting("默认每月场次", 1, "每月场次空着时", "sessions a month where blank", 0, 1000)
    need_hours: float = _setting("默认需求工时", 2.0, "需求工时空着时", "hours of a need where blank", 0, 744)
    venue_walk: float = _setting(
        "场地步行上限", 15.0, "场地离需求最多步行几分钟", "walking minutes from need to venue at most", 0
    )
    series_gap: int = _setting(
        "系列间隔", 6, "系列活动两次之间最少几天", "days between two slots of a series at least", 0, 31
    )
    pair_categories: tuple[str, ...] = _setting(
        "结对类别", ("结对", "pairing"), "这些类别每次都由同样的人做", "categories whose people are the same every time"
    )
    weight_level: float = _setting("等级加分", 2.0, "每高一级加分", "points for each level above what is asked", 0)
    weight_level_cap: float = _setting("等级加分上限", 6.0, "等级加分上限", "most points for levels", 0)
    weight_near: float = _setting("就近加分", 10.0, "就近加分", "points for nearness: this × max(0, 1 − minutes/30)", 0)
    weight_group: float = _setting("人群加分", 3.0, "专门服务该人群加分", "points for serving this group by choice", 0)
    weight_served: float = _setting(
        "熟悉加分", 8.0, "服务过该需求或提出人加分", "points for having served this need or its requester", 0
    )
    weight_rating: float = _setting("评价加分", 1.0, "历史评价：(均分−3)×", "times (mean rating − 3)", 0)
    weight_prefer: float = _setting("优先加分", 10.0, "优先加分", "points for the opinion prefer", 0)
    weight_avoid: float = _setting("避免扣分", 10.0, "避免扣分", "points off for the opinion avoid", 0)
    weight_score: float = _setting("评分倍数", 1.0, "评分的倍数", "times the opinion's score", 0)
    weight_beneficiaries: float = _setting(
        "受益人数权重", 0.25, "受益人数的权重", "in the need's weight: this × log10(beneficiaries)", 0
    )
    weight_waiting: float = _setting(
        "等待权重", 0.15, "每等一个月的权重", "in the need's weight: this × months waited", 0
    )
    group_bonus: Mapping[str, float] = _setting(
        "人群加权",
        GROUP_BONUS,
        "人群加权，如 独居老人=0.3；骑手=0.2",
        "bonus of groups, such as riders=0.2; elderly=0.1",
    )
    group_aliases: Mapping[str, str] = _setting(
        "人群别名", {}, "人群的其他叫法，如 老伯=老年人", "further spellings of groups, such as seniors=elderly"
    )
    header_aliases: Mapping[str, str] = _setting(
        "表头别名",
        {},
        "本社区表头的叫法，如 居民诉求=需求；谁=提出人",
        "further words for headers, such as wish=title; who=requester",
    )
    sheet_aliases: Mapping[str, str] = _setting(
        "工作表别名", {}, "本社区工作表的叫法，如 民情本=需求清单", "further names of sheets, such as wishes=needs"
    )
    draft_confidence: float = _setting(
        "建议把握", 0.6, "把握不到多少就不提建议", "least confidence, 0 to 1, at which something is proposed", 0, 1
    )
    remit_taken: tuple[str, ...] = _setting(
        "可议事项", (), "七议：说到这些词的，议事会可以议", "words of what the council may take, whatever stands below"
    )
    remit_handed_on: tuple[str, ...] = _setting(
        "转办事项",
        REMIT_HANDED_ON,
        "说到这些词的，建议转办；借…不还 这样的，中间可隔六个字",
        "words of what is handed on to the street office or a department; … stands for up to six characters",
    )
    remit_declined: tuple[str, ...] = _setting(
        "不议事项", REMIT_DECLINED, "五不议：说到这些词的，建议不受理", "words of what is outside the council's remit"
    )
    tiers: tuple[str, ...] = _setting(
        "目标顺序",
        ("must", "coverage", "stability", "fairness", "quality", "balance"),
        "目标的先后：兜底、覆盖、稳定、公平、质量、均衡；不写的不考虑",
        "objectives in their order: must, coverage, stability, fairness, quality, balance; one left out is not sought",
    )
    fair_groups: tuple[str, ...] = _setting(
        "公平人群", (), "哪些人群计入公平；空=所有人群", "groups that count for fairness; blank = all"
    )
    fair_tolerance: float = _setting(
        "公平让步", 0.01, "公平最多让出多少覆盖", "share of coverage that fairness may give up", 0, 1
    )
    quality_tolerance: float = _setting(
        "均衡让步", 0.01, "均衡最多让出多少匹配分", "share of the match score that balance may give up", 0, 1
    )
    balance_months: int = _setting(
        "均衡月数", 2, "均衡计入前几个月的工时", "months before whose hours count for balance", 0, 24
    )
    fair_group_size: int = _setting(
        "公平人群下限", 3, "几个需求以上的人群计入公平", "needs a group must have to count for fairness", 1
    )
    solver: str = _setting("求解器", "highs", "求解器：highs 或 cbc", "solver: highs or cbc")
    time_limit: float = _setting("求解时限", 600.0, "求解最多几秒", "seconds for all solving at most", 0.1)
    gap: float = _setting("允许差距", 0.0, "允许的相对差距", "relative gap at which a tier is left", 0, 1)
    seed: int = _setting("随机种子", 0, "随机种子", "random seed", 0, 2147483647)
    threads: int = _setting("求解线程数", 1, "求解线程数", "threads of the solver", 1, 256)
    work: float = _setting("求解工作量", 1.0, "每层求解工作量的倍数", "times the work that a later tier may take", 0)
    remedies_up_to: int = _setting(
        "补救上限",
        600,
        "需求不多于几件时，给配不上的需求找最小补救",
        "needs up to which the smallest remedy of each unserved one is sought",
        0,
    )
    gaps_up_to: int = _setting(
        "缺口上限", 600, "需求不多于几件时，列缺口清单", "needs up to which the sheet of gaps is made", 0
    )
    agreement_reminder: int = _setting(
        "协议提醒天数", 60, "协议还剩几天时提醒", "days left of an agreement that bring a reminder", 0
    )
    usage_reminder: float = _setting(
        "使用率提醒", 0.8, "使用率超过多少时提醒", "share used above which there is a reminder", 0, 1
    )
    notice_names: str = _setting(
        "公示姓名",
        "none",
        "公示里遮住的居民姓名：不写（**）或 姓（张**）；能人的姓名总是不写",
        "a resident's name that is masked in the notice: none (**) or surname (张**); helpers' are never shown",
    )
    notice_undecided: str = _setting(
        "公示未议项目",
        "planned",
        "议事会还没定的项目在公示里：拟（写，标“拟办”）或 不写",
        "projects that the council has not decided on: planned (posted as such) or omit",
    )
    notice_descriptions: str = _setting(
        "公示说明",
        "public",
        "公示里写不写需求的说明：不写、公共（只写活动和公共的事）、都写",
        "descriptions in the notice: none, public (of gatherings and of what many share), all",
    )
    notice_discreet: tuple[str, ...] = _setting(
        "公示隐去人群",
        DISCREET_GROUPS,
        "给这些人群上门做的事，公示里只写类别",
        "of what is done at the home of these groups the notice names the category alone",
    )
    notice_kept: tuple[str, ...] = _setting(
        "公示保留词",
        (),
        "公示里不遮的词，如 国庆叔叔合唱团；电话和证件号照样遮",
        "words that the notice shows as they are; telephone and identity numbers are masked all the same",
    )
    notice_contact: str = _setting(
        "公示联系方式",
        "",
        "公示末尾的联系方式，照写不遮，如 社区服务大厅 021-6543210",
        "where residents may ask, at the foot of the notice, as it is typed",
    )
    council_day: int = _setting(
        "议事日",
        20,
        "每月几日议事；上月这一天议本月的清单",
        "day of the month before on which the council meets",
        1,
        28,
    )
    proposal_limit: float = _setting(
        "提案上限", 500.0, "用钱不超过几元的算小额提案", "yuan up to which a project is a fund proposal", 0
    )
    half_day_starts: tuple[str, ...] = _setting(
        "半天开始",
        ("9:00", "14:00", "19:00"),
        "日历里上午、下午、晚上几点开始",
        "when the morning, the afternoon and the evening begin in calendars",
    )
    fund_rollover: str = _setting(
        "资金结转",
        "left",
        "下月资金：余额（剩多少是多少）或 重拨（回到月初的数）",
        "a fund next month: left (what is left) or refilled (as at the beginning of the month)",
    )
    pool_minutes: float = _setting(
        "社区间步行",
        0.0,
        "共享时，没写距离的两个社区之间步行几分钟；0=不知道，有步行上限的能人和场地就不外借",
        "when communities share, walking minutes between two of which no distance is given; 0 = not known: then no venue "
        "and no helper with a walking limit is lent",
        0,
    )
    pool_own_first: str = _setting(
        "自用优先",
        "needs",
        "共享时本社区自己的什么优先：需求（自己能办的照办，可以换人换时间）或 人员（自己的安排不动，余下的才外借）",
        "when communities share, what of a community's own plan comes first: needs (all stay served, perhaps by others "
        "or at another time) or people (whom it uses of what is shared stays where it is, only the rest is lent)",
    )
    points_hour: float = _setting("每小时积分", 1.0, "出力一小时得几分", "points for an hour given", 0, 1000)
    points_council: float = _setting("议事积分", 3.0, "参加一次议事会得几分", "points for a council attended", 0, 1000)
    points_proposal: float = _setting("提案积分", 5.0, "提一个提案得几分", "points for a proposal", 0, 1000)
    points_session: float = _setting("带队积分", 2.0, "带一场活动得几分", "points for a session led", 0, 1000)
    council_events: tuple[str, ...] = _setting(
        "议事活动",
        ("议事会", "议事日", "council"),
        "签到里的活动写有这些词的，算议事",
        "an event of the attendance sheet that holds one of these words is a council",
    )
    proposal_events: tuple[str, ...] = _setting(
        "提案活动",
        ("提案", "proposal"),
        "签到里的活动写有这些词的，算提案；后面可写需求编号，如 提案 N012",
        "an event that holds one of these words is a proposal; the need's id may follow: proposal N012",
    )
    led_events: tuple[str, ...] = _setting(
        "带队活动",
        ("带队", "主持", "led"),
        "签到里的活动写有这些词和项目编号的，算带了一场，如 带队 2026-12-N012",
        "an event that holds one of these words and a project id is a session led: led 2026-12-N012",
    )
    residents: int = _setting("居民人数", 0, "社区有多少居民；0=不知道", "residents of the community; 0 = not known", 0)
    group_residents: Mapping[str, float] = _setting(
        "人群人数",
        {},
        "各人群有多少居民，如 老年人=1437；骑手=100",
        "residents of groups, such as elderly=1437; riders=100",
    )
    indirect_beneficiaries: int = _setting(
        "间接受益人数", 0, "这一段时间间接受益多少人；0=不知道", "people who benefit indirectly; 0 = not known", 0
    )
    volunteer_share: float = _setting(
        "志愿者占比要求", 0.2, "志愿者要占居民的多少", "volunteers as a share of residents that funders ask for", 0, 1
    )
    logged_share: float = _setting(
        "有工时占比要求",
        0.5,
        "志愿者里要有多少记了工时",
        "share of volunteers with logged hours that is asked for",
        0,
        1,
    )
    shortfall_share: float = _setting(
        "人群落差", 0.1, "匹配率比全体低多少算落后", "how far below the whole a group's served share falls short", 0, 1
    )
    shortfall_months: int = _setting(
        "落后月数", 2, "连续几个月落后要提醒", "months in a row of falling short that bring a reminder", 1, 24
    )
    limit_file_mb: float = _setting("文件上限", 100.0, "一个文件最多几 MB", "megabytes of a file at most", 0.001, 1000)
    limit_unpacked_mb: float = _setting(
        "展开上限", 300.0, "一个文件展开后最多几 MB", "megabytes of a file unpacked at most", 0.001, 3000
    )
    limit_rows: int = _setting("行数上限", 200_000, "一张工作表最多几行", "rows of a sheet at most", 1, 1_048_576)
    limit_cells: int = _setting(
        "格数上限", 3_000_000, "一个文件的工作表共最多几格", "cells of a file's sheets at most", 1, 1_000_000_000
    )
    limit_merged_cells: int = _setting(
        "合并上限", 500_000, "一张工作表最多合并几格", "merged cells of a sheet at most", 1, 1_000_000_000
    )

    def __post_init__(self) -> None:
        """Refuse what is out of range."""
        for item in fields(self):
            low, high = item.metadata["low"], item.metadata["high"]
            value = getattr(self, item.name)
            if low is not None and (not value >= low or (high is not None and value > high)):
                raise ValueError(f"{item.name}={value}: outside {low} to {high if high is not None else 'any'}")
        if self.solver not in ("highs", "cbc"):
            raise ValueError(f"solver={self.solver}: highs or cbc")
        for name, words in WORD_SETTINGS.items():
            if getattr(self, name) not in words:
                raise ValueError(f"{name}={getattr(self, name)}: one of {', '.join(words)}")
        if len(set(self.tiers)) < len(self.tiers) or not set(self.tiers) <= set(TIER_NAMES):
            raise ValueError(f"tiers={self.tiers}: some of {', '.join(TIER_NAMES)}, each once")
        half_day_times(self.half_day_starts)

    def canonical_group(self, name: str) -> str | None:
        """Return the standard name of a resident group, or ``None`` where nobody knows it."""
        return self._groups.get(name) or self._groups.get(_folded(name))

    @cached_property
    def _groups(self) -> Mapping[str, str]:
        """Standard names of groups by spelling: the aliases set here first, then the closed list and the weights'."""
        found: dict[str, str] = {}
        weighted = ((name, name) for name in self.group_bonus)
        for spelling, standard in (*self.group_aliases.items(), *_GROUP_INDEX.items(), *weighted):
            found.setdefault(_folded(spelling), standard)
        return found


HALF_DAYS = ((6, 12), (12, 18), (18, 22))
"""The hours from which and to which a morning, an afternoon and an evening are, as in cells with times."""


def half_day_times(starts: Sequence[str]) -> tuple[dt.time, ...]:
    """Return when the half-days begin.

    Raises
    ------
    ValueError
        There are not three of them, or one is no time such as 9:00 within its half-day.
    """
    times = tuple(dt.datetime.strptime(text.strip().replace("：", ":"), "%H:%M").time() for text in starts)
    if len(times) != len(HALF_DAYS) or not all(
        first <= time.hour < last for time, (first, last) in zip(times, HALF_DAYS, strict=True)
    ):
        raise ValueError(f"half_day_starts={starts}: three times such as 9:00, one in each half-day")
    return times


def _folded(name: str) -> str:
    """Return a name as it is compared: plain forms, single spaces, folded case."""
    return " ".join(unicodedata.normalize("NFKC", name).split()).casefold()


_GROUP_INDEX = {
    _folded(spelling): standard for standard, others in GROUP_NAMES.items() for spelling in (standard, *others)
}

DEFAULTS = Settings()

FILE_LIMITS = frozenset(item.name for item in fields(Settings) if item.name.startswith("limit_")) | {
    "header_aliases",
    "sheet_aliases",
}
"""Settings that hold before a file is opened, so that its own sheet can't say them."""


class Reset(Enum):
    """What says that a setting is as it is by default, whatever stands below."""

    RESET = "reset"


RESET = Reset.RESET


def setting_names() -> tuple[str, ...]:
    """Return the keys of all settings in their documented order."""
    return tuple(item.name for item in fields(Settings))


def setting_key(name: object) -> str:
    """Return the key of a setting in any of its spellings; a name that is no setting's as it stands."""
    text = str(name).strip()
    return _KEYS.get(_folded(text).replace("-", "_").replace(" ", "_"), text)


def setting_label(key: str) -> str:
    """Return the Chinese name of a setting, ``''`` where there is no such key."""
    return next((str(item.metadata["name_zh"]) for item in fields(Settings) if item.name == key), "")


_KEYS: Mapping[str, str] = {
    **{name: item.name for item in fields(Settings) for name in (item.name, item.metadata["name_zh"])},
    "from": "start",
    "from_date": "start",
}


def as_text(value: object) -> str:
    """Return a setting's value as the run record writes it: the same for the same settings."""
    if value is None:
        return ""
    if isinstance(value, Mapping):
        return "；".join(f"{key}={as_text(value[key])}" for key in sorted(value))
    if isinstance(value, tuple):
        return "、".join(value)
    if isinstance(value, dt.date):
        return value.isoformat()
    return f"{value:.15g}" if isinstance(value, float) else str(value)
