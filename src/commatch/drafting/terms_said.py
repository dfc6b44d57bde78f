"""Standard terms in free text: the longest known names, those left out that a clause denies."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from commatch.drafting.wording import clauses, denied, plain
from commatch.library import split, table
from commatch.vocabulary import TermKind, Vocabulary, built_in_terms

__all__ = ["Said", "terms_said"]

_SHORTEST = 2
_NO_TERMS = (
    "水电费", "停车场边", "工会活动", "家政课", "燃气费", "电话费", "会记录", "@社工", "社工你好", "你好社工", "急救证", "急救培训", "急救护",
    "电工证", "社工证", "护士证", "健康证", "摄影机", "hrs", "医生说", "护士站",
)  # fmt: skip
"""Words that hold a term and mean something else."""
_KINDS = {"技能": TermKind.SKILL, "服务": TermKind.SERVICE, "设施": TermKind.FACILITY, "资质": TermKind.CHECK}
_OF_PEOPLE = frozenset({TermKind.SKILL, TermKind.CHECK})

_KIN = r"女儿|闺女|儿子|爱人|老公|老婆|丈夫|妻子|媳妇|儿媳|女婿|孙子|孙女|外孙女?|爸爸|妈妈|(?<=[我他她])[爸妈哥姐弟妹]|哥哥|姐姐|弟弟|妹妹|父亲|母亲|(?<!小)朋友|邻居|同事|同学|亲戚|老乡|室友"
_NOT_ONE_S_OWN = re.compile(
    rf"(?:不想|想(?:跟|和|找|请)?[^,]{{0,4}}学|想报|想请|想找|请(?:了|过|个|位|来|人)?|没(?:学会|学过|做过|干过)|找(?:了|过|来|个|位|人)|(?<!教)求|住(?:在|(?!户|民))|家在|搬到)[^,]{{0,5}}$|(?:喜欢|爱)看[^,]{{0,2}}$"
    rf"|(?<![和跟与同教给帮陪])(?:{_KIN})(?:以前|原来|从前|都|也|就|倒|才)*(?:(?:是|会|能|做|当|干|在|懂|学|开)[^,]{{0,6}})?$"
)
"""What stands before a skill that is wished for, hired, or somebody else's."""
_ONLY_NEAR = re.compile(
    r"^(?:很|也)?(?:感|有)兴趣|^(?:的|店|馆|室|站|所|铺|师傅?家)*(?:楼上|楼下|隔壁|旁边|边上|对面|后面|附近|门口)"
)
_NOT_YET = re.compile(
    r"(?:正在|准备|打算|想|要|去|还在|在)(?:办|考|补办|申请)[^,]{0,4}$|(?:没|未)(?:考|拿|取得|通过)[^,]{0,3}$"
)
"""What stands before a certificate that is not there yet."""
_NOT_VALID = re.compile(
    r"^[^,]{0,5}?(?:办理中|补办|没考|没过|没拿|没发|没批|审批|下个?[周月]|丢|作废|失效|(?:快|去年|前年|已经?|早|都)[^,]{0,2}到期|到期了)"
)
_TAKEN_BACK = re.compile(
    r"^(?:但是?|可是?|不过|只是)?(?:现在|如今|最近|近来|这两年|眼下)?(?:[^,]{0,4}?(?:抖|花|疼|痛|坏|伤|不好|不行|大|老|小)了?)?,?(?:我|都|也|就|已经|已)*"
    r"(?:[剪修做教干开唱跳写弄]不(?:了|动)|(?:不|没)(?:再)?(?:做|干|教|开|剪|修|来|办|搞)了|人走了|说不会|登错|(?:还|都)?(?:在办|没下来|没办|没拿到|没考|没发|没到手)|正在办|(?:现在|如今|目前|今年)(?:已经)?(?:没有|没了|停|取消)|(?:证|驾?照|本)?(?:子)?(?:被|给|让人)?(?:扣|吊销|注销|没收)(?:了|掉)(?:证|驾?照|本)?)"
)
"""How a clause begins that takes back what the one before it says."""
_LOST = re.compile(r"^[^,]{0,3}(?:被|给)(?:扣|吊销|注销|没收)")
_AND = r"(?:[^,、和与及]{1,8}[、和与及])*"
_BUT = re.compile(rf"除(?:了|去|掉)?{_AND}$")
_ALL_ELSE = re.compile(
    r"^(?:[、和与及][^,、和与及]{1,8}?)*(?:以外|之外|外)?,?(?:别的|其[他它余]的?|什么|啥|样样)*(?:都|全|齐)(?![^,]{0,3}[没不无])"
)
"""What stands before and after the one thing that is missing where all else is there."""
_TO_BRING = re.compile(
    rf"(?:需要?|须|要|请|得|自己)(?:您|你们?|大家)?(?:自[带备]|自己[带备搬拿]){_AND}$"
    r"|(?:以后|将来|今后|明年|打算|准备|计划|说要)[^,]{0,3}(?:装|添|配|买|建|搭|摆)[^,]{0,6}$"
)
_NOT_IN_USE = re.compile(
    r"^[^,。;、√]{0,8}?(?:不制[冷热]|不[凉响亮转灵通出]|[吹开弹写放]不|不敢[开用]|不让|不对外|拆|等着?修|在修|修着|坏着|烧了|没(?:到|声|电|水|通|反应|地方)|哑了|堵|锁(?!匠)"
    r"|得去|要去|要跑|在(?:对面|隔壁|楼下|马路)|紧张|要停到|只能停(?!车)|走音|断网|断了|[让被][^,。;、]{0,4}占|空着|空的|要自己|拿去|淘汰|不够|还差|要借|临时|碎|除外|么得|没得|歇菜|喊装|要装|下个?月|明年"
    r"|流程|排期|预算|自理|不外[借给]|漏|停用)"
    r"|^(?:[、和与及][^,、和与及]{1,8})+(?:都|全|也都)(?:没|坏|不|么|冇|莫|要自|得自)"
    r"|^(?:外机|灯泡|遥控)?[^,。;、]{0,4},(?:都|也|早就|早|已经?|一直)?(?:坏(?!了?[一二三两几\d])|用不了|不能用|没通|锁着|停了|不好使)"
)
"""What follows a facility that is there and of no use, or that one has to go elsewhere for."""
_ELSEWHERE = re.compile(
    r"(?:没处|不让|没地方|不准|不好|不方便|难|离|靠着?|靠近|挨着?|临近|出门(?:就是)?|(?:对面|旁边|边上|隔壁|附近|门口|外面)就?是|(?:对面|隔壁)的?)[^,]{0,2}$"
)
_BESIDE = re.compile(
    r"^(?:的?(?:边上|旁边|附近|对面|隔壁|近)|社区|路|街|店|小学|派出所|[^,。]{0,3}[一二三四五六]楼|[^,。]{0,3}室)"
)
"""What follows an open place that the venue only is near, or is called after."""
_OUTSIDE = re.compile(r"(?:外头|外面|楼下|隔壁|旁边)的?$")
_OPEN_PLACES = frozenset({"广场", "操场", "院子", "草坪", "空地", "停车"})
_BUT_NOT = re.compile(r"(?:但是?|可是|不过|只是|就是|却)\s*(?:也|还)?(?:没有?|无|缺|冇)\s*")
"""What denies the term after it and leaves those before it."""
_ABSENT = re.compile(r"(?:没有?|无|缺|冇)\s*$")


@dataclass(frozen=True, slots=True)
class Said:
    """A term in free text: the standard term, the words that stand for it and the clause that they are in."""

    term: str
    words: str
    clause: str
    start: int


def terms_said(text: str, kind: TermKind, vocabulary: Vocabulary) -> list[Said]:
    """Return the terms of one kind that a text says, each once, in their order.

    Parameters
    ----------
    text : str
        Free text.
    kind : TermKind
        What sort of term is looked for.
    vocabulary : Vocabulary
        The community's words beside the built-in ones.
    """
    own = tuple(sorted((alias, term) for (of, alias), term in vocabulary.own.items() if of is kind))
    terms = tuple(sorted(term for (of, _), term in vocabulary.own_terms.items() if of is kind))
    pattern, names = _names(kind, own, terms)
    found: dict[str, Said] = {}
    absent: set[str] = set()
    parts = list(clauses(plain(text)))
    for index, clause in enumerate(parts):
        following = ",".join(parts[index + 1 : index + 3])
        if kind is not TermKind.FACILITY and _TAKEN_BACK.match(following):
            continue
        matches = list(pattern.finditer(clause))
        starts = {match.start() for match in matches}
        cuts = [cut.start() for cut in _BUT_NOT.finditer(clause) if cut.end() in starts]
        for match in matches:
            entry = vocabulary.find(kind, names[match[0]]) if names[match[0]] else None
            term = entry.term if entry else names[match[0]]
            judged = clause[: min((cut for cut in cuts if cut >= match.end()), default=None)]
            if kind is TermKind.FACILITY and _ABSENT.search(clause[: match.start()]):
                absent.add(term)
            if (
                term
                and term not in found
                and not (
                    _denied(kind, judged, match.start(), match.end(), following)
                    or (
                        _BUT.search(clause[: match.start()]) and _ALL_ELSE.match(f"{clause[match.end() :]},{following}")
                    )
                )
            ):
                found[term] = Said(term, match[0], clause, match.start())
    return [said for term, said in found.items() if term not in absent]


def _denied(kind: TermKind, clause: str, start: int, end: int, following: str) -> bool:
    """Tell whether a clause, or the one after it, says that a term is not there, not done or not one's own."""
    before, after = clause[:start], clause[end:]
    if denied(clause, start, end) or (kind in _OF_PEOPLE and _LOST.match(after)):
        return True
    if kind is TermKind.FACILITY:
        beside = clause[start:end] in _OPEN_PLACES and bool(_BESIDE.match(after))
        beside = beside or (clause[start:end] == "院子" and bool(_OUTSIDE.search(before)))
        return beside or any(
            (_TO_BRING.search(before), _ELSEWHERE.search(before), _NOT_IN_USE.match(f"{after},{following}"))
        )
    if kind is TermKind.SKILL:
        return bool(_NOT_ONE_S_OWN.search(before)) or bool(_ONLY_NEAR.match(after))
    return kind is TermKind.CHECK and bool(_NOT_YET.search(before) or _NOT_VALID.match(after))


@lru_cache(maxsize=32)
def _names(
    kind: TermKind, own: tuple[tuple[str, str], ...], own_terms: tuple[str, ...]
) -> tuple[re.Pattern[str], dict[str, str]]:
    """Return what finds the names of a kind, longest first, and the term that each stands for."""
    names: dict[str, str] = dict.fromkeys(_NO_TERMS, "")
    for said, term in _phrases(kind):
        names.setdefault(plain(said), term)
    for entry in built_in_terms():
        if entry.kind is kind:
            names |= {plain(name): entry.term for name in (entry.term, entry.english, *entry.aliases) if name}
    names |= {plain(alias): term for alias, term in own} | {plain(term): term for term in own_terms}
    known = sorted((name for name in names if len(name) >= _SHORTEST), key=lambda name: (-len(name), name))
    return re.compile("|".join(map(_whole, known))), names


def _whole(name: str) -> str:
    """Return what matches a name; one in Latin letters only as whole words, in singular or plural."""
    return rf"(?<![a-z]){re.escape(name)}(?=s?(?![a-z]))" if name.isascii() else re.escape(name)


def _phrases(kind: TermKind) -> Iterator[tuple[str, str]]:
    for row in table("phrases"):
        if _KINDS[row["kind"]] is kind:
            yield from ((phrase, row["term"]) for phrase in split(row["phrases"]))
