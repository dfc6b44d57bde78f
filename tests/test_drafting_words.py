"""What free text says: times, seats, hours, terms and what is denied, groups, agreements; phrases made up for this."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from commatch.drafting import figures_said as figure
from commatch.drafting.groups_said import groups_of_need, groups_served
from commatch.drafting.remit_said import remit_said
from commatch.drafting.terms_said import terms_said
from commatch.drafting.times_said import times_said
from commatch.drafting.urgency_said import urgency_said
from commatch.drafting.wording import clauses, number, plain
from commatch.groups import GROUP_NAMES
from commatch.settings import DEFAULTS, Settings
from commatch.times import Times
from commatch.vocabulary import BUILT_IN, TermKind, Vocabulary
from commatch.workbook import cells

FIRST, LAST = dt.date(2026, 11, 1), dt.date(2026, 12, 31)
YEAR = 2026


# -- times -----------------------------------------------------------------------------------------


def slots(times: Times | None) -> frozenset[Any] | None:
    return None if times is None else times.slots(FIRST, LAST)


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("周二和周四上午能来", "周二、周四上午"),
        ("礼拜六全天都在店里", "周六"),
        ("星期天下午得闲，别的时候上班", "周日下午"),
        ("每周三晚上可以", "周三晚上"),
        ("逢周二下午坐诊", "周二下午"),
        ("周1、周3下午", "周一、周三下午"),
        ("周二四六上午", "周二、周四、周六上午"),
        ("周一、三、五下午", "周一、周三、周五下午"),
        ("星期一至五晚上", "周一至周五晚上"),
        ("工作日晚上，周末白天", "工作日晚上；周末上午、下午"),
        ("平日晚上", "工作日晚上"),
        ("双休日上午", "周末上午"),
        ("天天有空", "每天"),
        ("周六日", "周六、周日"),
        ("周五晚上和周末", "周五晚上；周末"),
        ("周四傍晚；周五午后", "周四晚上；周五下午"),
        ("周一至周五朝早", "周一至周五上午"),
        ("每天早上和傍晚", "每天上午、晚上"),
        ("周六上午9点到11点", "周六 9:00-11:00"),
        ("周二下午两点到四点半", "周二 14:00-16:30"),
        ("每天晚上七点到九点", "每天 19:00-21:00"),
        ("星期二、星期四 14:00—16:00", "周二、周四 14:00-16:00"),
        ("周二晚上7:00—8:30", "周二 19:00-20:30"),
        ("周日关门，周一到周六9点到18点", "周一至周六 9:00-18:00"),
        ("上午可以", "每天上午"),
        ("晚上有空", "每天晚上"),
        ("周一至周五下午有空，周三不行", "周一、周二、周四、周五下午"),
        ("除周末外每天上午", "每天上午；除周末"),
        ("周一至周五上午，周末不接", "周一至周五上午"),
        ("除了周二都能来", "除周二"),
        ("周五不行", "除周五"),
        ("周六要上班", "除周六"),
        ("平时要上班，周日有空", "周日"),
        ("Sat mornings", "周六上午"),
        ("Mon and Wed afternoons", "周一、周三下午"),
        ("weekday evenings", "工作日晚上"),
        ("Tuesdays and Thursdays, 2-4 pm", "周二、周四 14:00-16:00"),
        ("週三、週五下午有空", "周三、周五下午"),
        ("周六周日整天", "周六、周日"),
        ("周三或周四上午", "周三、周四上午"),
        ("周二不在，周四在", "周四"),
        ("周三下午有课，其他时间都行", "除周三下午"),
        ("Mon-Fri 9:00-17:00", "周一至周五 9:00-17:00"),
        ("not on Fridays", "除周五"),
        ("周二上午关门，其他时间都开", "除周二上午"),
        ("每天早晚都行", "每天上午、晚上"),
        ("周一、周三早、晚", "周一、周三上午、晚上"),
        ("工作日下班后", "工作日晚上"),
        ("周六上午或者下午", "周六上午、下午"),
        ("上周二来过，周五下午有空", "周五下午"),
        ("周二晚上周三下午有空", "周二晚上；周三下午"),
        ("一三五上午有空", "周一、周三、周五上午"),
        ("每月第一个周六上午", "第一个周六上午"),
        ("第二、四个周六上午给社区用", "第二、四个周六上午"),
        ("最后一个周四下午", "最后一个周四下午"),
    ],
)
def test_times_that_are_said_plainly_are_read(said: str, meant: str) -> None:
    found = times_said(said)
    assert found is not None
    assert slots(found[0]) == slots(cells.times(meant).value)


@pytest.mark.parametrize(
    "said",
    [
        "", "   ", "有空就来", "看情况", "周三有时来", "寒假周一到周五上午", "隔周周六上午", "每天都忙，不外借",
        "没有固定时间", "中午有空", "每周一次", "每周二次", "周二晚饭后", "晚上7点以后", "8点到10点", 
        "周六25:00-26:00",
        "退休三年，一个人住", "三楼二单元", "2026年12月5日", "周师傅",
        "上班时间不行，下班后可以", "周一到周五9点到5点，中午12点到1点休息",
        "上个周三来过", "这周六有空", "下周二开始能来", "本周末上午可以", "明天周三有空", "这周六有空，上午可以",
        "周三下班前", "周三下午有课，其他时间都不行", "周三下午关门，晚上也不开，其他时间都行", "每天早晚7点到8点",
    ],
)  # fmt: skip
def test_of_times_that_are_not_plain_nothing_is_read(said: str) -> None:
    assert times_said(said) is None


def test_the_words_that_say_the_times_are_given() -> None:
    found = times_said("退休了，周二和周四上午能来，周三不行")
    assert found is not None
    assert found[1] == "周二和周四上午 周三"


# -- numbers ---------------------------------------------------------------------------------------

Figure = Callable[[str], tuple[int, str] | None]


def read(reader: Figure, said: str) -> int | None:
    """Return the number that was read, whose words stand in what was said."""
    found = reader(said)
    if found:
        assert found[1].strip() in plain(said)
    return found[0] if found else None


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("能坐三十五人，冬天有暖气", 35),
        ("可容纳120人", 120),
        ("坐得下两百人", 200),
        ("最多二十人", 20),
        ("五十个座位", 50),
        ("一百零五个座位", 105),
        ("60座", 60),
        ("平时5个人值班，能坐30人", 30),
        ("可坐18位老人", 18),
        ("一百二十平米，坐四十人", 40),
        ("fits 30 people", 30),
        ("seats 45", 45),
        ("capacity: 80", 80),
        ("两间，一间坐20人，一间坐40人", None),
        ("站100人坐60人", None),
        ("180平米", None),
        ("40张凳子", None),
        ("容纳5000人", None),
        ("在3楼302", None),
        ("2026年建的", None),
        ("", None),
        ("几十人没问题", None),
        ("容纳人数：36", 36),
    ],
)
def test_seats(said: str, meant: int | None) -> None:
    assert read(figure.seats, said) == meant


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("每月10小时", 10),
        ("一个月能出六个钟头", 6),
        ("每个月大概20个小时", 20),
        ("每月工时：12", 12),
        ("8小时/月", 8),
        ("每月至少6小时", 6),
        ("一周三小时", 12),
        ("每周2个钟头", 8),
        ("5 hours a month", 5),
        ("3 hours a week", 12),
        ("每次两小时", None),
        ("一天四小时", None),
        ("每月两次每次三小时", None),
        ("每月来4次，一次2小时", None),
        ("一个月300小时", None),
        ("每周一下午2小时", None),
        ("干了二十年", None),
        ("", None),
        ("每月八到十小时", 8),
    ],
)
def test_hours_a_month(said: str, meant: int | None) -> None:
    assert read(figure.hours, said) == meant


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("走路20分钟以内", 20),
        ("步行一刻钟", 15),
        ("走半小时没问题", 30),
        ("走路不超过十五分钟", 15),
        ("步行25分钟以内，开车10分钟", 25),
        ("walk 25 min", 25),
        ("骑车20分钟", None),
        ("每次20分钟", None),
        ("走不动，坐车20分钟", None),
        ("走了三十年夜路", None),
        ("", None),
    ],
)
def test_minutes_of_walking(said: str, meant: int | None) -> None:
    assert read(figure.max_walk, said) == meant


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("每月两次", 2),
        ("一个月三场", 3),
        ("每月2次，每次半天", 2),
        ("一个月做一回", 1),
        ("每周一次", 4),
        ("每周两场", 8),
        ("两周一次", 2),
        ("隔周一场", 2),
        ("once a month", 1),
        ("twice a month", 2),
        ("once a week", 4),
        ("每季度一次", None),
        ("一年四次", None),
        ("每月第二个周六一次", 1),
        ("每月第一、三个周五下午", 2),
        ("每月10号免费剪头", 1),
        ("一月四回", 4),
        ("每周三、周五各一次", None),
        ("每月100次", None),
        ("", None),
        ("每两个月一次", None),
        ("每半月一次", 2),
        ("隔月一次", None),
        ("三个月两场", None),
        ("上个月来了两次", None),
    ],
)
def test_sessions_a_month(said: str, meant: int | None) -> None:
    assert read(figure.sessions, said) == meant


@pytest.mark.parametrize(
    ("name", "said", "meant"),
    [
        ("红袖章队", "我们队有12人", 12),
        ("爱心编织组", "组员八名，周三聚", 8),
        ("太极队（15人）", "周六练", 15),
        ("志愿者小分队", "六位大姐", 6),
        ("骑手班", "有7名小哥", 7),
        ("妈妈团", "一共9个妈妈，其中3人会急救", 9),
        ("妈妈团", "其中5人有护士证", None),
        ("李师傅", "一个人来，带过5个徒弟", None),
        ("李师傅队", "", None),
        ("合唱团", "每周排两次", None),
    ],
)
def test_how_many_a_team_has(name: str, said: str, meant: int | None) -> None:
    found = figure.headcount(name, said)
    assert (found and found[0]) == meant


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("我们楼里十二个老人都想学", 12),
        ("大概30人报名", 30),
        ("一共二十五个孩子", 25),
        ("我们班有45个小朋友", 45),
        ("我们5个", 5),
        ("我一个人住", None),
        ("我们两口子", None),
        ("我家五口人", None),
        ("请两个人来教", None),
        ("他今年80岁", None),
        ("12楼3单元", None),
        ("十来个老人，二十个孩子", None),
        ("", None),
        ("我们九十来号人不会用灭火器，再来八个人引路", 90),
        ("要四个人手帮忙", None),
    ],
)
def test_how_many_people_a_need_is_for(said: str, meant: int | None) -> None:
    assert read(figure.beneficiaries, said) == meant


@pytest.mark.parametrize(
    ("said", "first", "last"),
    [
        ("协议2026年3月1日到2027年2月28日", (2026, 3, 1), (2027, 2, 28)),
        ("协议期限：2026.1.1-2026.12.31", (2026, 1, 1), (2026, 12, 31)),
        ("合同去年12月1日签的，今年11月30日到期", (2025, 12, 1), (2026, 11, 30)),
        ("协议2026年1月1日到12月31日", (2026, 1, 1), (2026, 12, 31)),
        ("合作到2026年12月31日", None, (2026, 12, 31)),
        ("协议有效期至2026/12/31", None, (2026, 12, 31)),
        ("签到明年6月底", None, (2027, 6, 30)),
        ("协议26年6月30日到期", None, (2026, 6, 30)),
        ("协议今年年底到期", None, (2026, 12, 31)),
        ("协议明年元旦起", (2027, 1, 1), None),
        ("agreement until 2026-12-31", None, (2026, 12, 31)),
        ("协议2027年1月1日至2026年1月1日", None, None),
        ("协议2026年2月30日到期", None, None),
        ("协议还没签", None, None),
        ("3月5日活动，协议已签", None, None),
        ("2026年3月1日到2027年2月28日住院", None, None),
        ("每月1日来", None, None),
        ("", None, None),
    ],
)
def test_the_first_and_the_last_day_of_an_agreement(
    said: str, first: tuple[int, int, int] | None, last: tuple[int, int, int] | None
) -> None:
    found = [day and day[0] for day in figure.agreed(said, YEAR)]
    assert found == [day and dt.date(*day) for day in (first, last)]


# -- terms -----------------------------------------------------------------------------------------


def terms(said: str, kind: TermKind) -> set[str]:
    return {item.term for item in terms_said(said, kind, BUILT_IN)}


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("有投影、音响、桌椅", {"投影", "音响", "桌椅"}),
        ("投影坏了，音响能用", {"音响"}),
        ("没有投影，有空调", {"空调"}),
        ("没有桌椅、投影和音响", set()),
        ("无无线网", set()),
        ("轮椅进得去", {"无障碍"}),
        ("没有电梯，轮椅进不去", set()),
        ("桌椅齐全，钢琴借走了", {"桌椅"}),
        ("空调还没装", set()),
        ("空调不能用", set()),
        ("投影仪在隔壁", set()),
        ("桌椅都有，就是没投影", {"桌椅"}),
        ("投影：没有；桌椅：有", {"桌椅"}),
        ("投影×，音响√", {"音响"}),
        ("带院子，能接电", {"户外", "电源"}),
        ("WiFi、投影仪", {"无线网络", "投影"}),
        ("wheelchair access, projector, no wifi", {"无障碍", "投影"}),
        ("projector is broken, tables and chairs", {"桌椅"}),
        ("", set()),
        ("要交水电费", set()),
        ("除了钢琴什么都有", set()),
        ("除了钢琴，别的都有", set()),
        ("除了钢琴，还有投影", {"钢琴", "投影"}),
        ("不是无障碍的", set()),
        ("需要自带投影", set()),
        ("请自备投影和音响，有桌椅", {"桌椅"}),
        ("有桌椅但没有投影", {"桌椅"}),
        ("有桌椅和空调，但是没投影", {"桌椅", "空调"}),
        ("有桌椅和空调但没投影", {"桌椅", "空调"}),
        ("投影有但坏了", set()),
    ],
)
def test_facilities_are_read_and_those_that_are_denied_are_not(said: str, meant: set[str]) -> None:
    assert terms(said, TermKind.FACILITY) == meant


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("干了十年电工，木匠活也会", {"水电工", "木工"}),
        ("不会修电器，只会木工", {"木工"}),
        ("会理发，不接烫发", {"理发师"}),
        ("没有电工证，会水电", {"水电工"}),
        ("不懂法律，会调解", {"调解员"}),
        ("不做饭，能开车", {"司机"}),
        ("退休会计，也能教书法", {"会计", "书法老师"}),
        ("plumber and hairdresser", {"水电工", "理发师"}),
        ("交水电费不方便", set()),
        ("我不是医生，是护士", {"护士"}),
        ("想找个律师", set()),
        ("想学摄影", set()),
        ("爱人是医生", set()),
    ],
)
def test_skills_are_read_and_those_that_are_denied_are_not(said: str, meant: set[str]) -> None:
    assert terms(said, TermKind.SKILL) == meant


@pytest.mark.parametrize(
    ("said", "kind", "meant"),
    [
        ("义诊、健康讲座都能做", TermKind.SERVICE, {"义诊", "健康讲座"}),
        ("不做义诊，可以做健康讲座", TermKind.SERVICE, {"健康讲座"}),
        ("can give anti-fraud talks", TermKind.SERVICE, {"反诈宣传"}),
        ("有护士证", TermKind.CHECK, {"护理资格"}),
        ("护士证过期了", TermKind.CHECK, set()),
        ("护理资格证还没办", TermKind.CHECK, set()),
        ("儿童服务审查过了", TermKind.CHECK, {"儿童服务"}),
    ],
)
def test_services_and_checks_likewise(said: str, kind: TermKind, meant: set[str]) -> None:
    assert terms(said, kind) == meant


def test_a_community_s_own_words_are_read_too() -> None:
    kind = TermKind.SKILL
    own = Vocabulary({(kind, "修家什的"): "水电工", (kind, "吹糖人"): "糖画师"}, {(kind, "糖画师"): "糖画师"})
    found = terms_said("我是修家什的，也吹糖人，不会木工", TermKind.SKILL, own)
    assert [(item.term, item.words) for item in found] == [("水电工", "修家什的"), ("糖画师", "吹糖人")]


# -- groups, urgency, remit ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("只给老人理发", ("老年人",)),
        ("仅限骑手", ("骑手",)),
        ("服务仅限租户", ("流动住户",)),
        ("只教小孩", ("儿童青少年",)),
        ("只帮独居老人", ("独居老人",)),
        ("kids only", ("儿童青少年",)),
        ("给老人理发", None),
        ("面向全体居民", None),
        ("只周三来", None),
        ("只收现金", None),
        ("只做木工", None),
        ("", None),
        ("不只给老人", None),
        ("专门陪独居老人", ("独居老人",)),
        ("只接老人和残疾人", ("老年人", "残障人士")),
        ("仅限骑手、租户", ("骑手", "流动住户")),
        ("只给独居老人送饭和陪聊", ("独居老人",)),
        ("只给老人理发和修孩子的车", ("老年人",)),
    ],
)
def test_whom_somebody_serves_alone(said: str, meant: tuple[str, ...] | None) -> None:
    found = groups_served(said)
    assert (set(found[0]) if found else None) == (set(meant) if meant else None)


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("我81了，一个人住，灯坏了", ["高龄独居老人"]),
        ("我今年70，老伴走了，孤零零的", ["独居老人"]),
        ("我妈75岁，腿脚不好", ["老年人"]),
        ("跑外卖的没地方歇脚", ["骑手"]),
        ("我是租房的，押金不退", ["流动住户"]),
        ("我开了个小店想招人", ["商户"]),
        ("我眼睛看不见，要人陪", ["残障人士"]),
        ("15岁的孩子不听话", []),
        ("88号楼的灯坏了", []),
        ("65寸电视坏了", []),
        ("60块钱一次", []),
        ("80后宝妈想找工作", []),
        ("一个人住，想学做饭", []),
        ("修一下楼道的灯", []),
        ("", []),
    ],
)
def test_whom_the_words_of_a_need_show(said: str, meant: list[str]) -> None:
    assert [name for name, _, _ in groups_of_need(said)] == meant


@pytest.mark.parametrize(
    ("said", "template", "meant"),
    [
        ("水管爆了，快来人", "上门维修", 4),
        ("插座冒烟", "上门维修", 5),
        ("讲一讲冒烟了怎么逃", "消防演练", None),
        ("今天必须来", "", 4),
        ("急急急", "", 4),
        ("灯坏了，不急", "", 1),
        ("什么时候都行", "", 1),
        ("急救知识想学", "", None),
        ("不急诊", "", None),
        ("", "", None),
    ],
)
def test_how_urgent_the_words_say_it_is(said: str, template: str, meant: int | None) -> None:
    found = urgency_said(said, template)
    assert (found and found[0]) == meant
    assert not found or found[1] in said


def test_what_may_be_taken_wins_then_what_is_declined_then_what_is_handed_on() -> None:
    settings = Settings(remit_taken=("停车",), remit_handed_on=("路灯", "公交"), remit_declined=("借条", "公交"))
    assert remit_said("路灯不亮", settings) == ("handed_on", "路灯", 0.8)
    assert remit_said("公交站边他写了借条", settings) == ("out_of_remit", "借条、公交", 0.8)
    assert remit_said("路灯边停车", settings) is None
    assert remit_said("红绿灯太短", settings) is None
    assert remit_said("红绿灯太短", DEFAULTS) == ("handed_on", "红绿灯、绿灯太短", 0.8)


# -- plain text ------------------------------------------------------------------------------------


def test_text_is_searched_in_plain_forms() -> None:
    assert plain("禮拜三　ＷｉＦｉ") == "周三 wifi"
    assert list(clauses(plain("有投影，音响。  没有空调（坏了）"))) == ["有投影", "音响", "没有空调", "坏了"]
    written = ("7", "十二", "二十五", "一百二十", "三百零五", "两百")
    assert [number(text) for text in written] == [7, 12, 25, 120, 305, 200]


# -- any text --------------------------------------------------------------------------------------

PIECES = (
    "周一", "周三", "周末", "每天", "上午", "晚上", "9点", "到", "除", "不行", "有空", "每月", "一周", "两次",
    "三十", "人", "座", "小时", "走路", "分钟", "协议", "2026年", "12月", "31日", "明年", "到期", "没有",
    "投影", "桌椅", "坏了", "只给", "老人", "骑手", "83岁", "一个人住", "快来人", "不急", "红绿灯", "借条",
    "，", "。", "、", "（", "）", "-", ":", " ", "\n", "百", "零", "０", "Mon", "pm", "seats", "a month",
)  # fmt: skip
ANY = st.one_of(st.text(max_size=40), st.lists(st.sampled_from(PIECES), max_size=10).map("".join))


@settings(max_examples=400, deadline=None)
@given(ANY, ANY)
def test_nothing_that_is_said_stops_the_reading_and_what_is_read_can_be_written(said: str, name: str) -> None:
    times = times_said(said)
    assert times is None or times[0].given
    largest = {figure.seats: 2000, figure.hours: 200, figure.max_walk: 120, figure.sessions: 124}
    for reader, most in (*largest.items(), (figure.beneficiaries, 2000)):
        found = reader(said)
        assert found is None or 0 < found[0] <= most
    team = figure.headcount(name, said)
    assert team is None or 1 < team[0] <= 200
    first, last = figure.agreed(said, YEAR)
    assert not (first and last) or first[0] <= last[0]
    for kind in READ:
        found_terms = [item.term for item in terms_said(said, kind, BUILT_IN)]
        assert all(BUILT_IN.find(kind, term) for term in found_terms)
        assert len(set(found_terms)) == len(found_terms)
    served = groups_served(said)
    assert served is None or set(served[0]) <= set(GROUP_NAMES)
    for template in ("", "上门维修", "困境儿童结对"):
        shown = groups_of_need(said, template)
        assert {group for group, _, _ in shown} <= set(GROUP_NAMES)
        assert all(0 < sure <= 1 for _, _, sure in shown)
        urgency = urgency_said(said, template)
        assert urgency is None or urgency[0] in (1, 4, 5)
    remit = remit_said(said, DEFAULTS)
    assert remit is None or remit[0] in ("handed_on", "out_of_remit")


READ = (TermKind.SKILL, TermKind.SERVICE, TermKind.FACILITY, TermKind.CHECK)


@given(st.text(alphabet=" \t\r\n\u3000\xa0，。、；", max_size=12))
def test_blank_text_says_nothing(blank: str) -> None:
    assert times_said(blank) is None
    for reader in (figure.seats, figure.hours, figure.max_walk, figure.sessions, figure.beneficiaries):
        assert reader(blank) is None
    assert figure.headcount(blank, blank) is None
    assert figure.agreed(blank, YEAR) == (None, None)
    assert [terms_said(blank, kind, BUILT_IN) for kind in READ] == [[]] * len(READ)
    assert groups_served(blank) is None
    assert groups_of_need(blank) == []
    assert urgency_said(blank) is None
    assert remit_said(blank, DEFAULTS) is None
