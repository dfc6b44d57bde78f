"""How urgent a need is, where its words say so plainly: danger, what can't wait, what may."""

from __future__ import annotations

import re

from commatch.drafting.wording import plain

__all__ = ["urgency_said"]

_MUST, _URGENT, _LOW = 5, 4, 1
_MARKS = ",。;! "
_WORDS = re.compile(
    r"急急急|十万火急|快来人|快喊(?:个|人)|赶紧(?:来|派|叫)人?|今天(?:务必|必须|一定)(?:要|得|给我|把[^,。]{1,6}?|有人|派人|叫人)*(?:来|派|修|解决|处理|弄|搞|到|送|通|换|拆|关|看|上门|抢)"
    r"|马上来人|等不得|火烧眉毛|救命(?!恩|药|钱|稻草|的药)|活着没(?:什么|啥)?意思|跟(?:到)?[她他]去算了"
    r"|(?:^|[,。;!\s])(?:很|好|特|真|太|超|老|非常|十分|特别)?急(?:死)?(?:了|啊|呀|哈|嘞)?(?=[,。;!\s]|$)"
    r"|快(?:点|些)?来(?:个?人|看看|修|救)?(?=[,。;!\s]|$)"
)
_LIFE = re.compile(
    r"(?:打|冒|直打|直冒)火(?:星|花)|粪水(?:都|到|漫)|关在里头|水都?淹到?(?!楼下)|一个人困在|(?:电瓶|电池|插座|插板|电线|电表)[^,。]{0,3}冒烟"
)
_NOW = re.compile(r"冒烟|[煤燃]气味|漏[煤燃]?气|困人|困在|被困|掉砖|墙砖掉|漏电|触电")
_BEFORE = re.compile(
    r"过一?次|第[一二三四五六七八九十\d]+[次趟回]|总有|老有|有时|偶尔|闻到过|上个?月|上周|前[天阵]|昨[天日]|去年|怕|以前|还没修|关了|半个多?(?:钟头|小时)|第二天|[一二三四五几]次"
)
"""Danger that is over, or that comes and goes."""
_DESPAIR = re.compile(r"不想活(?!动|络|跃|泼|儿|计|捉|受)|割(?:手(?!续|工|机)|腕)|想(?:自杀|轻生|跳楼)|要跳楼|寻短见")
_HARM = re.compile(
    r"摔(?!坏|碎|破)|胸口|晕倒|昏|喘不|流血|抽筋|踩空|打起来|翻墙|要倒|塌|一天没吃|给骗子|[煤燃]气|总管爆|主管爆|掉砖|被困"
)
"""What may harm somebody now, where help is asked for at once."""
_DANGER = re.compile(
    r"冒烟|[煤燃]气味|漏煤气|糊味|水淹|淹到楼下|水管(?:爆|暴)|爆管|飙水|水射到|往外喷|一直喷|关不动|滋滋响|泡在水|瓷砖[^,。]{0,8}落"
    r"|砸到人|差点砸|困人"
)
_OF_DANGER = frozenset({"上门维修", "安全排查", "管网外墙报修", "楼道小修"})
_MAY_WAIT = re.compile(
    r"不着急|不急(?!用|诊)|不紧急|有空再(?:弄|说|来)|几时都(?:行|得)|啥时候都(?:行|成)|什么时候(?:弄)?都行|等得到"
)

_OTHERS = re.compile(
    r"不是$|(?:物业|他们?|她们?|人家|你们?|社区|街道|居委会?|师傅|单位|公司|领导|开发商|房东|楼上|邻居)(?:都|也|是|倒|可|一点|才|又|总|老|说|讲|,|\s)*$"
)
_IN_HASTE = re.compile(
    r"(?:我们?|俺们?|咱们?|阿拉|我家|大家)(?:可|很|都|是|真|好|却|倒|心里)*(?:着急|急(?!救|诊|用|性|事))"
)


def urgency_said(text: str, template: str = "") -> tuple[int, str, float] | None:
    """Return how urgent a need is, 5, 4 or 1, with the words that say so and how sure they are, 0 to 1.

    Parameters
    ----------
    text : str
        What was said.
    template : str
        What serves it, ``''`` where that isn't known: sparks are urgent in a wall, not in a talk on fires.
    """
    said = plain(text)
    if template in _OF_DANGER and (match := _LIFE.search(said)):
        return _MUST, match[0], 0.8
    if template in _OF_DANGER and (match := _NOW.search(said)) and not _BEFORE.search(said):
        return _MUST, match[0], 0.75
    if match := _DESPAIR.search(said):
        return _MUST, match[0], 0.8
    if asked := _WORDS.search(said):
        if match := _HARM.search(said):
            return _MUST, _joined(match, asked), 0.75
        return _URGENT, asked[0].strip(_MARKS), 0.75
    if template in _OF_DANGER and (match := _DANGER.search(said)):
        return _URGENT, match[0], 0.8
    match = _MAY_WAIT.search(said)
    if match and not _OTHERS.search(said[: match.start()]) and not _IN_HASTE.search(said):
        return _LOW, match[0], 0.85
    return None


def _joined(first: re.Match[str], second: re.Match[str]) -> str:
    return "、".join(match[0].strip(_MARKS) for match in sorted((first, second), key=lambda match: match.start()))
