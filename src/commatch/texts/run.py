"""The words of the keys of a run file: what each says, and what may stand there."""

from __future__ import annotations

from collections.abc import Mapping

from commatch.matching.rules.base import Phrase
from commatch.texts.language import Language

__all__ = ["RUN_KEYS", "run_key_words"]

RUN_KEYS: Mapping[str, Phrase] = {
    "command": Phrase(
        "做什么：batch（一个文件夹里的所有社区）或 match（一个社区）",
        "what is done: batch (all communities of a folder) or match (one community)",
    ),
    "inputs": Phrase(
        'batch 的，是放社区的文件夹；match 的，是一个或几个文件，如 ["需求.xlsx", "资源*.xlsx"]',
        'for batch the folder of the communities; for match one or several files, such as ["needs.xlsx", "res*.xlsx"]',
    ),
    "output": Phrase(
        "结果写到哪里：batch 的是文件夹，match 的是文件，或已有的文件夹",
        "where the results go: for batch a folder, for match a file, or a folder that is there",
    ),
    "month": Phrase(
        "哪个月：next（下个月）、this（本月），或 2026-12；按这台电脑的日期算",
        "which month: next, this, or such as 2026-12; by the date of this computer",
    ),
    "log": Phrase("记录文件的名字；空着就不记", "name of the log; none is kept where it is blank"),
    "timeout": Phrase("最多做多久，如 90m、6h", "how long it may take, such as 90m or 6h"),
    "lang": Phrase("zh（中文）或 en（英文）", "zh (Chinese) or en (English)"),
    "do": Phrase(
        '步骤，如 ["match", "notice"]；可用 check、match、notice、agenda、tasks、report',
        'steps, such as ["match", "notice"]; some of check, match, notice, agenda, tasks, report',
    ),
    "jobs": Phrase("同时用几个进程：1 以上的整数", "processes at once: a whole number from 1 on"),
    "cluster": Phrase("Dask 调度器的地址", "address of a Dask scheduler"),
    "pool": Phrase("整条街一起排：true 或 false", "one plan for all communities: true or false"),
    "resume": Phrase(
        "没有变、做好了的社区不再做：true 或 false", "pass over what is unchanged and done: true or false"
    ),
    "previous": Phrase("填过的上一版项目清单", "the project list that came back"),
    "force": Phrase("覆盖已有的结果：true 或 false", "replace results that are there: true or false"),
    "accept_proposals": Phrase("采用起草时的建议：true 或 false", "take what a draft proposed: true or false"),
    "remedies": Phrase("找补救办法：true 或 false", "seek remedies: true or false"),
    "gaps": Phrase("列缺口清单：true 或 false", "make the list of gaps: true or false"),
}
"""What each key of the table ``[run]`` says, in the order in which they are documented."""


def run_key_words(key: str, lang: Language) -> str:
    """Return what a key says and what may stand there; '' for one that is not known."""
    if key not in RUN_KEYS:
        return ""
    return RUN_KEYS[key].zh if lang == "zh" else RUN_KEYS[key].en
