"""The words of sharing between communities: what is borrowed, and the street's sheets."""

from __future__ import annotations

from collections.abc import Mapping

from commatch.matching.rules.base import Phrase
from commatch.texts.language import Language
from commatch.texts.text import fill

__all__ = ["ASIDE", "POOL_OVERVIEW", "POOL_WORDS", "said"]

POOL_WORDS: Mapping[str, Phrase] = {
    "borrowed_name": Phrase("{name}（借自{lender}）", "{name} (lent by {lender})"),
    "borrowed_note": Phrase("借自{lender}，只在约定的时间", "lent by {lender} for what was agreed alone"),
    "book": Phrase("社区间借用-{month}.xlsx", "street-loans-{month}.xlsx"),
    "street_check": Phrase(
        "和其他社区的安排放在一起有冲突（{what}），没有写出；这是程序的错误，请报告",
        "its plan clashes with those of other communities ({what}) and was not written; that is a bug, please report it",
    ),
    "street_failed": Phrase(
        "没有写出：它的清单指望着 {names}，那边没有做成；改好后把整条街重做",
        "not written: its list counts on {names}, which could not be made; mend that and make the street again",
    ),
    "total": Phrase("合计", "total"),
    "street": Phrase("共享·{tier}（值 / 上界）", "sharing, {tier} (value / bound)"),
    "street.projects": Phrase(
        "共享·{tier}（项目数，合并的需求算一个；值 / 上界）",
        "sharing, {tier} (projects, needs merged into one count once; value / bound)",
    ),
}
"""Words by key."""

ASIDE: Mapping[str, Phrase] = {
    "failed": Phrase("没做好，不借入也不借出", "failed: it neither borrows nor lends"),
    "broken": Phrase("单独排不出来，不借入也不借出", "can't be planned alone: it neither borrows nor lends"),
    "settings": Phrase(
        "设置和多数社区不同（{about}），按单独安排，不借入也不借出",
        "its settings differ from those of most ({about}): planned alone, it neither borrows nor lends",
    ),
    "ids": Phrase(
        "编号 {about} 和“社区/编号”的写法混淆，按单独安排",
        "its id {about} could be taken for another community's: planned alone",
    ),
    "loans": Phrase(
        "文件夹里有以前的社区间借用，按它单独安排，不再借入借出；要重新约定，先把那个工作簿拿走",
        "its folder holds loans agreed on before: planned with these, it borrows and lends no more; take that workbook out "
        "to agree anew",
    ),
    "few": Phrase("能共享的社区不到两个，按单独安排", "fewer than two communities can share: planned alone"),
    "audit": Phrase(
        "共享方案没有通过审核，各社区按单独安排", "the shared plan failed its audit: all are planned alone"
    ),
    "lost": Phrase(
        "排整条街的进程两次意外结束，可能是内存不够；各社区按单独安排",
        "the process that planned the street ended unexpectedly twice, perhaps for lack of memory: all are planned alone",
    ),
    "bug": Phrase(
        "共享时程序出错，各社区按单独安排；请报告", "sharing failed by a bug, please report it: all are planned alone"
    ),
}
"""Why a community takes no part in sharing."""

POOL_OVERVIEW: Mapping[str, tuple[Phrase, Phrase]] = {
    "gained": (
        Phrase("共享多办的需求", "needs gained by sharing"),
        Phrase(
            "各社区单独能办 {alone} 件，共享后 {shared} 件；兜底 {urgent_alone} → {urgent}，优先分 {weight_alone} → {weight}",
            "alone {alone} are served, shared {shared}; urgent ones {urgent_alone} → {urgent}, priority {weight_alone} → "
            "{weight}",
        ),
    ),
    "worse": (
        Phrase("因共享变差的社区", "communities worse off by sharing"),
        Phrase(
            "每件单独能办的需求共享后都照办；逐个社区的数见“{sheet}”",
            "every need that is served alone is served shared; the sheet {sheet} has the figures of each",
        ),
    ),
}
"""Lines of the overview: the item and the note beside its value."""


def said(lang: Language, key: str, **values: object) -> str:
    """Return the words of a key in a language."""
    phrase = POOL_WORDS[key]
    return fill(phrase.zh if lang == "zh" else phrase.en, values)
