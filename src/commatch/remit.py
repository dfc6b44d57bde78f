"""What residents' councils commonly hand on, and what they don't take; a community's own lists replace these.

A phrase is found where it stands in what was said. A … in it stands for up to six characters of the same clause:
借我…不还 is found in 借我八万不还.
"""

from __future__ import annotations

__all__ = ["REMIT_DECLINED", "REMIT_HANDED_ON"]

_HANDED_ON = (
    "红绿灯、信号灯、斑马线、公交线路、公交站牌、公交…改线、路改线、路车改线、共享单车、人行道结冰、人行道…坑、大马路上、路面拱起、路面塌、"
    "市政、环卫车、违建、违章建筑、违章搭建、工地噪音、工地施工、工地…打桩、夜间施工、半夜施工、外墙、墙上瓷砖、屋面漏、房顶…漏、屋顶…漏、"
    "顶楼…漏、维修基金、维修金、电梯困人、困人、立管、总管塌、总管堵、总管爆、主管道、主管堵、污水井、化粪池、粪坑、井…返水、井…往回返、"
    "井…往上冒、井…往外冒、供热公司、高压线、变电箱、街上的路灯、路灯…不亮、路灯…黑、路灯…坏、路灯…灭、路灯…瞎、马路上、马路…坑、街上…坑、路面…坑、路面…积水、整条街、公交站、公交…不停、"
    "公交末班、公交车少、公交少、绿灯…短、绿灯…秒、改单行、高架桥、高架…吵、打桩、渣土车、扬尘、河水…臭、河道…臭、河里…臭、河…又…臭、偷排、违章搭、"
    "学区、划片、环保局、供热站、热力公司、暖气不热、水厂、水务公司、手机信号、信号差、基站、占道、流浪狗、没主的狗、交管局、车被拖走、拆迁"
)
_DECLINED = (
    "借条、欠条、不还钱、欠钱不还、欠我钱、借我…不还、借了我…不还、借给…不还、借钱…不还、欠我…不还、借我…万、借了我…万、借给…万、帮我讨债、"
    "帮我要债、开庭、开过…庭、庭…开过、在打官司、打着官司、官司打了、正在起诉、已经起诉、撤诉、立案、判给谁、争遗产、争房产、争老屋、分家产、"
    "借出去…要不回、要不回来、讨债、追讨、官司还在打、官司输、官司在打、官司打到、判决…不公、法院…审、法院…判、到法院了、案子…判、案子…下文、案子…进展、"
    "案子…侦查、破案、抓起来、举报我、谁举报、举报…贪、贪污、升迁、凭什么升、凭什么进、合伙…亏、合伙…散、合伙…还、彩礼、抽成、派单算法、压价、比我低、"
    "价…压得、帮我告、我要告、打官司告、出轨、科长…提上去、科长…提拔、主任…提拔、书记…提拔、罢免、撤他的职、抢我生意、抢生意、把他家店关、把他…店关了"
)

REMIT_HANDED_ON = tuple(_HANDED_ON.split("、"))
"""Words of matters of the street office and of departments: public roads, lines, pipes, walls and lifts."""

REMIT_DECLINED = tuple(_DECLINED.split("、"))
"""Words of matters that no council may discuss: debts, what is before a court or the police, officials, competition."""
