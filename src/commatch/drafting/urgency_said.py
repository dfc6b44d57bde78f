"""How urgent a need is, where its words say so: danger to life, what can't wait, what may."""

from __future__ import annotations

import re

from commatch.drafting.wording import plain

__all__ = ["urgency_said"]

_FIRE = r"冒火(?:星|花)?|打火星|冒烟|着火|火花|煤气味|漏煤气|漏气|闻到点味|焦糊味|胶皮糊味|糊味"
_WATER = r"水管爆|爆管|爆水管|飙水|水射到|漫到|淹到|淹了|粪水|关不动|关不死.{0,6}(?:漫|淹)|往外喷|呲水|一直喷"
_TRAPPED = r"关在里头|困在(?:里|屋|电梯)|打不开.{0,12}一个人|没人管.{0,4}一个人在家|家里就(?:他|她)一个"
_NOTHING = r"断水|停水(?:三|两|几|好几)天|断电|揭不开锅|没有吃的|饿(?:了|着)(?:一|两|三)天"
_MUST = (rf"(?:{_FIRE}).{{0,30}}(?:不敢|噼|味)|打火星|冒火星", _TRAPPED, _NOTHING, r"水都淹到|粪水都")
_URGENT = (
    _FIRE,
    _WATER,
    r"急急急|十万火急|快来人|快喊|赶紧(?:来|派|找|换|叫)|今天(?:务必|必须|一定)|马上来|等不(?:得|了)|救命",
    r"活着没(?:什么|啥)?意思|不想活|跟(?:到)?她?他?去算了|跳楼|自杀",
    r"褥疮|烂(?:了|开)(?:个|一|鸡)",
    r"差点(?:砸|打起来|出事)|砸到人|要出(?:人命|事)|出大事|打起来",
    r"瓷砖.{0,8}(?:往下)?(?:落|掉)",
    r"泡在水",
    r"困人",
    r"透析",
)
_LOW = (
    r"不着急|不急(?!用)|不紧急|有空再|几时都(?:行|得)|啥时候都(?:行|成)|等得到",
    r"凑得?满人?再",
    r"闲得(?:慌|发慌|没事)",
)


def urgency_said(text: str) -> tuple[int, str, float] | None:
    """Return how urgent a need is, 1 to 5, with the words that say so and how sure they are, 0 to 1.

    Parameters
    ----------
    text : str
        What was said.
    """
    said = plain(text)
    for level, patterns, sure in ((5, _MUST, 0.7), (4, _URGENT, 0.75), (1, _LOW, 0.75)):
        for pattern in patterns:
            if match := re.search(pattern, said):
                return level, match[0], sure
    return None
