"""What residents' councils commonly hand on, and what they don't take; a community's own lists replace these."""

from __future__ import annotations

__all__ = ["REMIT_DECLINED", "REMIT_HANDED_ON"]

_HANDED_ON = (
    "红绿灯、信号灯、斑马线、公交改线、公交线路、公交站牌、路改线、改线、共享单车、人行道结冰、人行道坑、大马路上、路面拱起、路面塌、"
    "市政、环卫车、违建、违章建筑、违章搭建、工地噪音、工地施工、夜间施工、外墙、墙上瓷砖、屋面漏、房顶漏、顶楼漏、"
    "屋里下、维修基金、维修金、电梯困人、困人、立管、总管塌、总管堵、总管爆、主管道、主管堵、污水井、化粪池、粪坑、井往回返、往外冒黑水、"
    "供热公司、高压线、变电箱、街上的路灯"
)
_DECLINED = (
    "借条、不还钱、欠钱不还、欠我钱、年不还、帮我要回来、给我要回来、给要要、帮我讨债、开庭、在打官司、官司打、正在起诉、已经起诉、"
    "撤诉、立案、争遗产、争房产、争老屋、分家产、归我、提上去的、弄下来、抢我生意、抢生意、把他家店关"
)

REMIT_HANDED_ON = tuple(_HANDED_ON.split("、"))
"""Words of matters of the street office and of departments: public roads, lines, pipes, walls and lifts."""

REMIT_DECLINED = tuple(_DECLINED.split("、"))
"""Words of matters that no council may discuss: debts, what is before a court or the police, officials, competition."""
