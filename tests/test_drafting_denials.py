"""What free text denies, or says of other things and other people, is not proposed; what it says plainly is."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from commatch.drafting import figures_said as figure
from commatch.drafting.groups_said import groups_of_need, groups_served
from commatch.drafting.remit_said import remit_said
from commatch.drafting.terms_said import terms_said
from commatch.drafting.times_said import times_said
from commatch.drafting.urgency_said import urgency_said
from commatch.remit import REMIT_DECLINED, REMIT_HANDED_ON
from commatch.settings import DEFAULTS, Settings
from commatch.vocabulary import BUILT_IN, TermKind
from commatch.workbook import cells

FIRST, LAST = dt.date(2026, 11, 2), dt.date(2026, 11, 29)
SKILL, SERVICE, FACILITY, CHECK = TermKind.SKILL, TermKind.SERVICE, TermKind.FACILITY, TermKind.CHECK


# -- times -----------------------------------------------------------------------------------------


def slots(said: str) -> frozenset[Any]:
    found = times_said(said)
    return found[0].slots(FIRST, LAST) if found else frozenset()


def meant(times: str) -> frozenset[Any]:
    value = cells.times(times).value
    assert value is not None
    return value.slots(FIRST, LAST)


@pytest.mark.parametrize(
    ("said", "day"),
    [
        ("周一闭馆", "周一"), ("周二休", "周二"), ("周三限行", "周三"), ("周末不能来", "周末"),
        ("周六上午，不能来", "周六"), ("周一有课，其他时间可以", "周一"), ("周二有事", "周二"), ("周四加班", "周四"),
        ("周三透析", "周三"), ("周五不在家", "周五"), ("不是周一", "周一"), ("not on Monday", "周一"),
        ("closed on Monday", "周一"), ("except Sunday", "周日"), ("off on Friday", "周五"), ("Mondays closed", "周一"),
        ("can't come on Tuesday", "周二"), ("周一到周五上班时间", "工作日"), ("周一到周五上班时间不行", "工作日"),
        ("周一至周五上班，周末有空", "工作日"), ("周六上午 不能来", "周六"), ("周日下午，来不了", "周日"),
        ("周三要去医院透析", "周三"), ("周三陪女儿产检", "周三"), ("周二值夜班", "周二"), ("周四没法来", "周四"),
        ("周一全天休", "周一"), ("周二不方便", "周二"), ("避开周三", "周三"), ("周日要去教堂", "周日"),
        ("周六另有安排", "周六"), ("周二暂停开放", "周二"), ("周二上午复查", "周二"), ("I work on Mondays", "周一"),
        ("Tuesday is my day off", "周二"), ("every day but Sunday", "周日"), ("not available Mon or Tue", "周一、周二"),
    ],
)  # fmt: skip
def test_a_day_that_is_denied_is_not_proposed(said: str, day: str) -> None:
    assert not slots(said) & meant(day)


@pytest.mark.parametrize("said", ["不是周一", "周六上午，不能来", "周一到周五上班时间", "周一织毛衣"])
def test_no_times_are_proposed_where_nothing_says_that_one_can_come(said: str) -> None:
    assert times_said(said) is None


@pytest.mark.parametrize(
    ("said", "times"),
    [
        ("周一开馆", "周一"), ("周六上午，能来", "周六上午"), ("周三", "周三"), ("周三下午绘本课", "周三下午"),
        ("周五关爱老人", "周五"), ("周二有休闲活动", "周二"), ("周五不收费义诊", "周五"),
        ("周三下午教跳舞，不收费", "周三下午"), ("周三不上班可以来", "周三"),
        ("周四下班后不忙，周六有空", "周四晚上；周六"), ("周二上午在家，下午不在家", "周二上午"), ("on Monday", "周一"),
        ("Mon-Fri", "周一至周五"), ("Mon to Fri mornings", "周一至周五上午"), ("Mon, Wed and Fri", "周一、周三、周五"),
        ("周一到周五上班时间开放", "周一至周五上午；周一至周五下午"), ("周一有课，其他时间可以", "除周一"),
        ("周一闭馆", "除周一"), ("周一以外都行", "除周一"), ("周一至周五除周三", "周一、周二、周四、周五"),
        ("每周2小时", ""),
    ],
)  # fmt: skip
def test_a_day_that_is_said_plainly_is_proposed(said: str, times: str) -> None:
    assert slots(said) == (meant(times) if times else frozenset())


# -- terms -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "said", "terms"),
    [
        (SKILL, "想学摄影", ""), (SKILL, "我不是医生，是护士", "护士"), (SKILL, "爱看下象棋", ""),
        (SKILL, "对摄影感兴趣", ""), (SKILL, "没学会做饭", ""), (SKILL, "教过英语，嗓子坏了教不了", ""),
        (SKILL, "给女儿补课", "教师"), (SKILL, "想跟人学书法", ""), (SKILL, "不想做饭", ""), (SKILL, "女儿是护士", ""),
        (SKILL, "爱人会修空调", ""), (SKILL, "朋友是律师", ""), (SKILL, "我妈妈以前是医生，我会书法", "书法老师"),
        (SKILL, "请了电工来修", ""), (SKILL, "找了个木工", ""), (SKILL, "住在理发店楼上", ""),
        (SKILL, "理发店隔壁那家", ""), (SKILL, "会开车，被扣了证", ""), (SKILL, "司机，驾照被吊销了", ""),
        (SKILL, "剪头发，现在手抖剪不了", ""), (SKILL, "理发剪不了了", ""), (SKILL, "修空调修不了", ""),
        (SKILL, "做饭做不了", ""), (SKILL, "以前教书，现在不教了", ""), (SKILL, "会摄影", "摄影师"),
        (SKILL, "我是护士，女儿在外地", "护士"), (SKILL, "和爱人都会书法", "书法老师"),
        (SKILL, "教女儿画画", "美术老师"), (SKILL, "李姐会理发", "理发师"), (SKILL, "开理发店", "理发师"),
        (SKILL, "想做志愿者", "志愿者"), (SKILL, "退休电工，爬高的做不了", "水电工"), (SKILL, "会开车，有驾照", "司机"),
        (CHECK, "健康证在办", ""), (CHECK, "健康证下周拿", ""), (CHECK, "电工证没考过", ""),
        (CHECK, "急救证去年到期", ""), (CHECK, "健康证办好了", "健康证"), (CHECK, "健康证没下来", ""),
        (CHECK, "健康证还没", ""), (CHECK, "健康证，还没下来", ""), (CHECK, "正在考电工证", ""),
        (CHECK, "电工证被扣了", ""), (CHECK, "有健康证", "健康证"), (FACILITY, "没桌椅", ""),
        (FACILITY, "没桌椅，能摆6张桌", ""), (FACILITY, "能摆6张桌", "桌椅"), (FACILITY, "空调夏天不开", ""),
        (FACILITY, "投影锁着", ""), (FACILITY, "投影借出去了", ""), (FACILITY, "厕所不让用", ""),
        (FACILITY, "空调常开", "空调"), (SERVICE, "不只给老人理发服务", "理发服务"),
        (SERVICE, "不只义诊，也做法律咨询", "义诊、法律咨询"), (SERVICE, "义诊暂停过现在恢复了", "义诊"),
        (SERVICE, "不做义诊", ""), (SERVICE, "义诊停了", ""), (SERVICE, "法律咨询以前有，现在没有", ""),
    ],
)  # fmt: skip
def test_terms_that_are_there_and_one_s_own(kind: TermKind, said: str, terms: str) -> None:
    assert "、".join(item.term for item in terms_said(said, kind, BUILT_IN)) == terms


# -- numbers ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("said", "number"),
    [
        ("能坐二三十人", 20), ("容纳五六十人", 50), ("二三十人", 20), ("三四十", None), ("能坐30-40人", 30),
        ("几十人", None), ("坐二十到三十人", 20), ("管理员2人", None), ("管理员12人", None), ("需要4人抬", None),
        ("需要12人抬", None), ("活动室，8人", None), ("活动室，30人", 30), ("能坐8人", 8), ("一百二十人", 120),
        ("康复室 12人 轮椅可进", 12),
    ],
)  # fmt: skip
def test_seats_are_a_whole_number_of_people_who_sit(said: str, number: int | None) -> None:
    found = figure.seats(said)
    assert (found and found[0]) == number


@pytest.mark.parametrize(
    ("said", "minutes"),
    [
        ("离社区走路10分钟", None), ("家近，走路5分钟", None), ("走路10分钟到社区", None), ("每天走路30分钟锻炼", None),
        ("最远走20分钟", 20), ("走路不超过十五分钟", 15), ("范围：步行15分钟", 15), ("走半小时没问题", 30),
        ("步行一刻钟", 15),
    ],
)  # fmt: skip
def test_a_walk_is_a_limit_where_something_says_so(said: str, minutes: int | None) -> None:
    found = figure.max_walk(said)
    assert (found and found[0]) == minutes


@pytest.mark.parametrize(
    ("said", "people"),
    [
        ("等了五个多小时", None), ("我们等了五个多小时", None), ("三个孩子在外地", None), ("三个女儿都出国了", None),
        ("来了三个人", None), ("派了五个师傅", None), ("十个人里有八个", None), ("十个人里头有八个不会用", None),
        ("我们五个老人等了三个多小时", 5), ("三个孩子在家没人管", 3), ("我们楼十个人都想学", 10), ("二三十人报名", 20),
    ],
)  # fmt: skip
def test_people_are_those_a_need_is_for(said: str, people: int | None) -> None:
    found = figure.beneficiaries(said)
    assert (found and found[0]) == people


# -- groups, urgency, remit ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("said", "groups"),
    [
        ("公租房申请", ""), ("廉租房怎么办", ""), ("搬来的沙发", ""), ("刚搬来的沙发坏了", ""), ("搬来一张桌子", ""),
        ("我是租房的", "流动住户"), ("搬来三个月了", "流动住户"), ("刚搬来的", "流动住户"), ("水费八十多", ""),
        ("今年80的电费", ""), ("我家今年80的电费", ""), ("水费都八十了", ""), ("物业费，都八十了", ""),
        ("打车六十", ""), ("我妈八十多了", "老年人"), ("我今年80", "老年人"), ("他今年80岁", "老年人"),
        ("大爷都八十了", "老年人"), ("李桂芳，82，独居", "高龄独居老人"), ("我们站点的路灯坏了", ""),
        ("我们站点没地方热饭", "骑手"), ("我是骑手", "骑手"), ("残联发的表不会填", ""), ("肢体语言课", ""),
        ("肢体残疾", "残障人士"), ("我是盲人", "残障人士"),
    ],
)  # fmt: skip
def test_groups_are_of_people(said: str, groups: str) -> None:
    assert "、".join(name for name, _, _ in groups_of_need(said)) == groups


@pytest.mark.parametrize(("said", "groups"), [("不只给老人", None), ("只给老人", ("老年人",)), ("没只给骑手", None)])
def test_whom_one_serves_alone_is_not_whom_one_serves_too(said: str, groups: tuple[str, ...] | None) -> None:
    found = groups_served(said)
    assert (found and found[0]) == groups


@pytest.mark.parametrize(
    ("said", "urgency"),
    [
        ("不想活动了", None), ("不想活了", 5), ("救命药没了", None), ("救命啊", 4), ("今天必须表扬师傅", None),
        ("今天必须表扬来修水管的师傅", None), ("今天必须来人", 4), ("今天一定要修好", 4), ("物业不急，我们急", None),
        ("物业不急", None), ("不是不急", None), ("今天必须得有人来", 4), ("他们一点不急", None), ("我们不急", 1),
        ("灯坏了，不急", 1), ("我们不着急", 1),
    ],
)  # fmt: skip
def test_urgency_is_the_speaker_s(said: str, urgency: int | None) -> None:
    found = urgency_said(said)
    assert (found and found[0]) == urgency


@pytest.mark.parametrize(
    ("said", "status"),
    [
        ("老同事借我八万不还", "out_of_remit"), ("借给小舅子三万八，三年了", "out_of_remit"),
        ("庭都开过两回了", "out_of_remit"), ("院里井往回返", "handed_on"), ("318路改线了", "handed_on"),
        ("顶楼两家漏水", "handed_on"), ("钥匙归我保管", None), ("箱子弄下来", None), ("屋里下不去脚", None),
        ("十年不还房贷行不行", None), ("合唱队提上去的节目", None), ("借我梯子，用完不还给他了", None),
    ],
)  # fmt: skip
def test_the_phrases_of_the_remit_mean_what_they_say(said: str, status: str | None) -> None:
    found = remit_said(said, DEFAULTS)
    assert (found and found[0]) == status


def test_a_gap_in_a_phrase_of_the_remit_is_short_and_within_one_clause() -> None:
    own = Settings(remit_taken=("书…不还",), remit_declined=("借…不还", "…", ""), remit_handed_on=("路灯…灭",))
    assert remit_said("他借我八万不还", own) == ("out_of_remit", "借我八万不还", 0.8)
    assert remit_said("他借钱，不还", own) is None
    assert remit_said("他借我的那把新买的长梯子不还", own) is None
    assert remit_said("借书半年不还", own) is None
    assert remit_said("路灯又灭了", own) == ("handed_on", "路灯又灭", 0.8)
    assert remit_said("水管坏了", own) is None


def test_the_phrases_of_the_remit_are_each_told_once() -> None:
    phrases = (*REMIT_HANDED_ON, *REMIT_DECLINED)
    assert len(set(phrases)) == len(phrases)
    assert all(len(phrase.replace("…", "")) >= 2 for phrase in phrases)
