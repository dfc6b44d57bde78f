"""Resident groups in free text: who a need is about, and whom a helper, a unit or a venue serves alone."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from commatch.drafting.wording import NUMBER, clauses, number, plain

__all__ = ["groups_of_need", "groups_served"]

_OLD, _VERY_OLD, _OLDEST = 60, 80, 105
_CN_AGE = r"[六七八九]十[一二三四五六七八九]?"
_AGE = re.compile(
    rf"(?<!\d)(?:(?P<years>{NUMBER})\s*(?:来|多|几)?\s*岁|(?:今年|年纪|都|快|已经|他|她|妈|爸|我|俩|伯|爷|婆|娘|老太|,)\s*(?P<bare>[6-9]\d)"
    rf"(?![\d号栋楼室元块.:\-年月分%度米斤])(?=[,。了\s的;,]|$)|(?P<cn>{_CN_AGE})(?:多|来|几|好几|出头|大几)*(?:岁|的人|了|[,。]|$))"
)
_ALONE = re.compile(
    r"一个人(?:住|在家|过|烧饭|睡|守|关在里头)|独居|独住|独自(?:一人|居住|生活|住|过)|一人居住|一人住|冇儿冇女|没儿没女|自己过|单独过|单过|孤身|孤寡|孤老|自己住|无儿无女|一家头住|"
    r"(?:岁|\d)[了,]{0,2}(?:就|自己|平时|平常)?一个人(?=[,。]|住|$)|平时自己一个人|"
    r"(?:屋头|家里|家头|屋里)(?:就|只)?(?:剩)?(?:我|他|她|老人)?(?:一个人|一人)|就(?:我|他|她|剩我|剩他|剩她)一个(?:人)?(?!老太婆拖)|"
    r"老(?:伴|头|头子|太婆)(?:上个?月|去年|前年|春天|早|都)?(?:走了|没了|不在了|死了|去世|过世)"
)
_BY_SELF = re.compile(r"(?<![有找没哪另每派喊来请叫])一个人(?!抬|架|帮|护|忙|次|来|照)")
"""Beside an age: who does everything alone."""
_DISABLED_OLD = re.compile(
    r"失能|痴呆|老年痴呆|瘫|卧床|躺床|起不来床|下不了床|下不得床|半身不遂|老年痴呆|失智|阿尔茨海默|不能自理|大小便失禁|换尿片|喂饭|翻身"
)
_ELDER = re.compile(
    r"老人(?!机)|老太|大爷|大妈|奶奶|婆婆|外婆|姥姥|老爹|老汉|老妈|老娘|老母|老父|老爷子|太婆|爹爹|阿公|阿婆|阿嬷|老的|老家伙|老骨头|老寒腿|"
    r"老姐妹|老姊妹|老同志|大娘|大伯|年纪大|上了年纪|一把年纪|老两口|老花|老眼|我姥|我奶|他奶|退休"
)
_SOMEBODY = re.compile(
    r"(?:[我你她他俺您]们?|阿拉|阿姨|[妈爸爹娘爷奶婆公伯姨姑叔俩]|老(?:头|头子|太|太太|伴|人|两口|姐妹)|大家|自己|[两三四五六七八九几]个人?|年纪|年龄|高龄|高寿)(?:[,今年都也快已经就是有满刚到又]|虚岁|周岁)*$"
)
_AT_START = re.compile(r"(?:^|[,。;!?\s])(?:今年|都|也|快|已经|已|满|刚|听说|又|有|是)*$")
_PERSON = re.compile(rf"{_ELDER.pattern}|{_ALONE.pattern}|岁|老伴|[我他她俺][^,。]|耳背|[妈爸爹娘爷奶婆伯]")
_OF_THINGS = re.compile(r"[费钱价寸斤瓦]|块|(?<!单)元|度电|平米|平方|打车|雇人|工资|补贴|电表|水表|一趟|户|栋|号楼")
_MEASURED = re.compile(r"^的(?![人老])")
"""What tells a number from sixty that is an age from one of money and of things."""
_FIT = re.compile(
    r"退休(?!教师|老师|医生|工资|金)|退下来|退了休|姐妹|老哥们|文艺队|身体(?:还|交关|蛮|挺)?好|身板|姨们|大妈们|闲得慌"
)
_HARDSHIP = re.compile(
    r"困境|留守|孤儿|低保(?:户)?(?:家)?(?:的)?(?:孩子|娃)|(?:爸爸?|他爸|她爸)(?:坐牢|在里头|在监狱|在服刑|进去|没了)|爸妈(?:都)?(?:不在|没了)|(?:她|他)?妈妈?(?:跑了|走了|又住院)"
    r"|没爹|没妈|父母(?:双亡|都不在|离异|服刑|重病)|事实无人"
)
_CHILD_SPEAKS = re.compile(
    r"我(?:读|上)[一二三四五六]年级|我们班|我(?:爸爸|妈妈)(?:晚上|看不|八点|九点|六点|说|上班|都)|我们(?:小朋友|小喇叭|小学生)|我放学|长大了?我|我跟大人|小喇叭|我姥"
)
_CHILD = re.compile(
    r"孩子|小孩|娃儿?|囡囡|细伢|伢(?!子毛)|小囡|小人|学生|小朋友|孙子|孙女|外孙|细路|毛毛头|宝宝|放学|年级"
)
_PARENT = re.compile(
    r"宝宝|宝妈|奶爸|家长|二胎|两个娃|带娃|我跟?(?:和)?老公|两口子|我俩|我们两个都|我家(?:娃|孩子|囡囡|宝|小)|我(?:儿子?|女儿|姑娘|囡囡|屋里的伢)|下班|爸爸妈妈带|姆妈|月子|新妈妈|童车|孩子车|我铺子"
)
_SMALL = re.compile(
    r"宝宝|二胎|新手[妈爸父]|新妈|奶爸|宝[妈爸]|月子|婴儿|童车|奶粉|毛毛头|幼儿园|[一二两三四五1-5]岁|绘本|生完|[喂吃]奶|早教|小班|中班|大班"
)
"""Of a child below school age: its family asks. Of a pupil either may be meant, the child or the family."""
_TENANT = re.compile(
    r"(?<![公廉])租房(?!子?给)|我(?:们)?(?:是|也)?租|租客短信|合租|(?:刚搬|搬来(?![^,。]{0,3}[十好]几?年))(?!来?的(?!$|[,。;!?\s]|人|邻|住|租|户|一家|小|年轻)|来?(?:一|两|几|[二三四五六七八九\d])?(?:张|把|台|套|箱|堆|些东西))|外地来|(?<!搬走的)落脚客|短租|租的(?:房|屋|地方)|租过来|俺是租|押金.{0,6}(?:不退|不给)|租住|我是[^,。]{0,6}租客|出租屋"
)
_OF_SHOPS = re.compile(r"铺|店|门面|商户|租车")
_RIDER = re.compile(
    r"跑外卖|我(?:是|们)?送外卖|送外卖的,|(?<!是)送快递的(?!给|把|帮|说|来)|跑单|送单|送一单|跑夜宵|我们站点(?!的|门口|旁|边|附近|前|后|对面)|我们骑手|我是(?:站长|骑手)|骑手(?:兄弟|家庭|们)|手下[^,。]{0,6}小哥|骑手(?=[^,。:]{0,12}(?:没|冇|想|要|歇|充|热))"
)
_MERCHANT = re.compile(
    r"我(?:家|们|这|的|开的?)(?:这)?(?:个|间|家)?(?:小)?(?:店|铺子?|档口|摊子?|饭馆|面馆|理发店)(?!愿意)|我开(?:了)?(?:个|家|间)(?:小)?[^,。]{0,4}(?:店|铺|馆|档)|店主|我店(?!愿)|我们[^,。]{0,4}家铺子|还是[^,。]{0,3}店,|商户反映"
)
_DISABLED = re.compile(
    r"残疾|残障|盲人|视障|我?眼睛(?:看不到|看不见|瞎|全盲)|聋哑|听障|假肢|(?:在|去|找|跟)残联(?:登记|评|办)|肢体(?=残|障|不便|不灵|重度|[一二三四]级)|腿截|探路"
)
_OWNER = re.compile(r"我(?:是|们是?)(?:[^,。]{0,4})业主|老业主|老住户|原住|单位分的|住了?(?:二|三|四|几)十(?:多|来)?年")
_LYING = re.compile(r"下不(?:了|得)楼|躺|轮椅|走不动|胃管|鼻子里那根管|鼻饲|中风|离不了床|喂饭|卧床|瘫|出不(?:了|得)门")
_AT_HOME_ASK = frozenset({"上门理发", "上门护理"})
_ELDERS_ASK = frozenset(
    {
        "手机课",
        "义诊日",
        "就医陪同",
        "上门护理",
        "助餐送餐",
        "健康讲座",
        "反诈讲座",
        "适老化改造",
        "康复训练",
        "上门理发",
        "跑腿帮办",
    }
)
_FIT_ASK = frozenset({"合唱排练", "健身活动", "兴趣班", "读书会"})
_PARENTS_ASK = frozenset({"课后托管", "课业辅导", "家长课堂", "亲子活动"})
_SHOPS_ASK = frozenset({"商户税务辅导", "商户招聘对接"})
_ONLY = re.compile(
    r"(?<![不没])只(?:想)?(?:给|服务|剪|管|接|为|对|做|限|收|教|帮|陪|支持|畀|面向|看|送|带|跟|招|(?=老人|老年|孩子|儿童|骑手|商户))|仅(?:限|对|供|面向|服务|(?=商户|老人|儿童))"
    r"|就(?:接|帮|给)(?=[^,。;]{0,6}(?:老|孩|学生|骑手|租))|净系帮|限(?=老人|老年|儿童|残障|商户|孩子)|专(?:门)?(?:给|为|服务|做|教|陪|帮|接|照顾)|服务仅限|面向|only for|专供|only"
)
_SERVED: Sequence[tuple[str, str]] = (
    (r"高龄独居|独居高龄", "高龄独居老人"), (r"独居|空巢", "独居老人"), (r"失能|半失能|卧床", "失能老人"), (r"困境儿童|困难儿童|留守", "困境儿童"),
    (r"残障|残疾|盲人|聋", "残障人士"), (r"租客|租户|租房|流动|外来|新来的", "流动住户"), (r"骑手|外卖|快递|小哥|riders", "骑手"),
    (r"亲子|年轻家庭|带小孩", "新生代家庭"), (r"小朋友|孩子|儿童|青少年|学生|小孩|kids|children|teenagers", "儿童青少年"),
    (r"商户|商家|店主", "商户"), (r"活力老人", "活力老人"), (r"业主", "原住业主"), (r"老人|老年|老的|爷爷奶奶|长者|seniors|elderly", "老年人"),
)  # fmt: skip
_JOINED = re.compile(r"\s*(?:以及|[、和与及或跟]|\band\b|\bor\b)\s*")
_LIST_ON = re.compile(r"^(?:老人|老年人|人士?|群体|朋友|家庭|们|户)*$")
"""What ends the name of a group that another is joined to."""


def groups_served(text: str) -> tuple[tuple[str, ...], str] | None:
    """Return the groups that a helper, a unit or a venue says it serves alone, with the words that say so."""
    for clause in clauses(plain(text)):
        match = _ONLY.search(clause)
        if match:
            at = clause if match[0] in ("only", "专供") else clause[match.start() :]
            rest = re.sub("一个人(?:住|过日子)的老", "独居老", at)
            if found := _listed(rest):
                return found, rest
    return None


def _listed(said: str) -> tuple[str, ...]:
    """Return the groups that stand in one list, 老人和残疾人; else the first part's, else the clause's."""
    listed: list[str] = []
    for part in _JOINED.split(said):
        group, match = _group(part)
        if not match or (listed and match.start()):
            break
        listed.append(group)
        if not _LIST_ON.match(part[match.end() :]):
            break
    if listed:
        return tuple(dict.fromkeys(listed))
    group, match = _group(said)
    return (group,) if match else ()


def _group(said: str) -> tuple[str, re.Match[str] | None]:
    """Return the most specific group that is named, and where."""
    found = ((group, re.search(pattern, said)) for pattern, group in _SERVED)
    return next(((group, match) for group, match in found if match), ("", None))


def groups_of_need(text: str, template: str = "") -> list[tuple[str, str, float]]:
    """Return the groups that the words of a need show, with those words and how sure they are, 0 to 1.

    Of one line only the most specific is named: an old person of 85 who lives alone is 高龄独居老人 and no more.

    Parameters
    ----------
    text : str
        What was said.
    template : str
        The template that is known or proposed, ``''`` for none: who asks for shop staff is a shop.
    """
    said = plain(text)
    found = list(_old(said, template))
    child = _CHILD.search(said)
    if (match := _HARDSHIP.search(said)) and (template == "困境儿童结对" or child):
        found = [("困境儿童", match[0], 0.92 if template == "困境儿童结对" else 0.7)]
    elif template == "困境儿童结对":
        found = [("困境儿童", template, 0.85)]
    elif (match := _CHILD_SPEAKS.search(said)) or (template == "儿童议事会" and (match := child)):
        found = [("儿童青少年", match[0], 0.9)]
    elif child and (match := _PARENT.search(said)):
        small = _SMALL.search(said)
        found = [item for item in found if item[0] != "老年人"]
        found.append(("新生代家庭", small[0] if small else match[0], 0.85 if small else 0.5))
    elif template in _PARENTS_ASK and (match := _SMALL.search(said)):
        found.append(("新生代家庭", match[0], 0.8))
    disabled_old = any(item[0] == "失能老人" for item in found)
    if template != "困境儿童结对" and not disabled_old and (match := _DISABLED.search(said)):
        found.append(("残障人士", match[0], 0.88))
    if (match := _TENANT.search(said)) and not _OF_SHOPS.search(said):
        found.append(("流动住户", match[0], 0.88))
    if match := _RIDER.search(said):
        found.append(("骑手", match[0], 0.93))
    elif template == "骑手驿站":
        found.append(("骑手", template, 0.85))
    if match := _OWNER.search(said):
        found.append(("原住业主", match[0], 0.55))
    if match := _MERCHANT.search(said):
        found.append(("商户", match[0], 0.95 if template in _SHOPS_ASK else 0.85))
    elif template in _SHOPS_ASK:
        found.append(("商户", template, 0.92))
    return found


def _old(said: str, template: str) -> Iterator[tuple[str, str, float]]:
    """Yield which group of old people a text speaks of; one at the most."""
    ages = [
        (age, match[0].strip(",。 "))
        for match in _AGE.finditer(said)
        if _OLD <= (age := _years(match)) <= _OLDEST and _is_age(said, match)
    ]
    elder = _ELDER.search(said)
    if not ages and not elder:
        return
    oldest, words = max(ages, default=(0, elder[0] if elder else ""))
    lying = _LYING.search(said) if template in _AT_HOME_ASK else None
    if match := _DISABLED_OLD.search(said) or lying:
        yield "失能老人", _joined(words, match[0]), 0.85
    elif template in _FIT_ASK and (match := _FIT.search(said)):
        yield "活力老人", match[0], 0.88
    elif match := _ALONE.search(said) or (_BY_SELF.search(said) if ages else None):
        yield ("高龄独居老人" if oldest >= _VERY_OLD else "独居老人"), _joined(words, match[0]), (0.9 if ages else 0.7)
    elif template == "一对一结对":
        yield ("高龄独居老人" if oldest >= _VERY_OLD else "独居老人"), words, 0.45
    elif ages:
        yield "老年人", words, 0.82
    elif template in _ELDERS_ASK:
        yield "老年人", words, 0.78


def _is_age(said: str, match: re.Match[str]) -> bool:
    """Tell whether a number from sixty is somebody's age: by 岁, by whom it stands at, else by whom the text is about."""
    if match["years"] or re.search("岁|的人", match[0]):
        return True
    start = match.start("bare") if match["bare"] else match.start()
    clause = re.split(r"[,。;!?\n]", said[:start])[-1] + re.split(r"[,。;!?\n]", said[start:])[0]
    if _MEASURED.match(said[match.end() :]):
        return False
    if _SOMEBODY.search(said[:start]):
        return True
    if _OF_THINGS.search(clause):
        return False
    earlier = [part for part in re.split(r"[,。;!?\n]", said[:start])[:-1] if part.strip()]
    at_start = _AT_START.search(said[:start])
    of_things = bool(earlier) and bool(_OF_THINGS.search(earlier[-1]))
    return bool(at_start) and not of_things and bool(_PERSON.search(said))


def _joined(words: str, more: str) -> str:
    """Return two findings as one, digits of the first left out of the second."""
    return f"{words}、{more.lstrip('0123456789岁了, ')}"


def _years(match: re.Match[str]) -> int:
    said = match["years"] or match["bare"] or match["cn"]
    return number(said) or 0
