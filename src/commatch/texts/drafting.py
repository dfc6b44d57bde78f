"""The words of proposals: why something is proposed, what its note says, how a draft's log tells it."""

from __future__ import annotations

from collections.abc import Mapping

__all__ = ["DRAFT_TEXTS", "PROPOSAL_REASONS"]

PROPOSAL_REASONS: Mapping[str, tuple[str, str]] = {
    "template.words": ("话里有“{words}”", "it says “{words}”"),
    "template.like": ("和内置的例句很像", "it is much like built-in examples"),
    "template.own": ("和你们以前确认过的需求很像", "it is much like needs that you confirmed before"),
    "template.handed_on": (
        "“{template}”社区办不了，一般转办",
        "“{template}” is too large for the community; it is handed on",
    ),
    "category.of_template": ("模板“{template}”属于这一类", "the template “{template}” is of this category"),
    "category.like": ("和这一类的需求很像", "it is much like needs of this category"),
    "groups.said": ("话里有“{words}”", "it says “{words}”"),
    "groups.of_template": ("模板“{template}”就是为这些人的", "the template “{template}” is for these people"),
    "groups.said_and_template": (
        "话里有“{words}”，又是模板“{template}”",
        "it says “{words}”, and the template “{template}” is for such people",
    ),
    "urgency.said": ("话里有“{words}”", "it says “{words}”"),
    "beneficiaries.said": ("话里有“{words}”", "it says “{words}”"),
    "grid.said": ("话里有“{words}”", "it says “{words}”"),
    "remit.handed_on": ("“转办事项”里有“{words}”", "“{words}” is on the list of what is handed on"),
    "remit.out_of_remit": ("“不议事项”里有“{words}”", "“{words}” is on the list of what the council may not take"),
    "bundle.like": (
        "{count} 条都是“{template}”，可以合成一个项目（多半说到：{words}）",
        "{count:need|needs} of “{template}” could make one project (most of them say: {words})",
    ),
    "bundle.room": (
        "{count} 条都是“{template}”，共 {people} 人，最大的场地坐 {room} 人（多半说到：{words}）",
        "{count:need|needs} of “{template}” for {people:person|people}; the largest venue seats {room} (most of them say: {words})",
    ),
    "bundle.seats": (
        "合并后按各条的人数算座位，设施照模板“{template}”",
        "in a bundle each need counts its own people; facilities as in the template “{template}”",
    ),
    "said.skills": ("情况里写着“{words}”", "the text says “{words}”"),
    "said.services": ("情况里写着“{words}”", "the text says “{words}”"),
    "said.facilities": ("情况里写着“{words}”", "the text says “{words}”"),
    "said.checks": ("情况里写着“{words}”", "the text says “{words}”"),
    "said.times": ("情况里写着“{words}”", "the text says “{words}”"),
    "said.groups": ("情况里写着“{words}”", "the text says “{words}”"),
    "said.headcount": ("情况里写着“{words}”", "the text says “{words}”"),
    "said.hours": ("情况里写着“{words}”", "the text says “{words}”"),
    "said.max_walk": ("情况里写着“{words}”", "the text says “{words}”"),
    "said.sessions": ("情况里写着“{words}”", "the text says “{words}”"),
    "said.agreed_from": ("情况里写着“{words}”", "the text says “{words}”"),
    "said.agreed_until": ("情况里写着“{words}”", "the text says “{words}”"),
    "said.seats": ("情况里写着“{words}”", "the text says “{words}”"),
    "said.status": ("情况里写着“{words}”", "the text says “{words}”"),
    "twice.same_phone": ("同一个电话，说的是同一类事", "the same telephone, and much the same matter"),
    "twice.same_home": ("都说到“{words}”", "both name “{words}”"),
    "twice.same_name": ("同一个人说的，同一类事", "the same person, and the same sort of matter"),
    "twice.same_person": ("都说到“{words}”，同一类事", "both name “{words}”, and the same sort of matter"),
    "twice.same_words": ("话几乎一样", "almost the same words"),
}
"""Why something is proposed, by code, in Chinese and in English."""

DRAFT_TEXTS: Mapping[str, tuple[str, str]] = {
    "note": ("建议（把握 {confidence}）：{reason}", "Proposed (confidence {confidence}): {reason}"),
    "note.examples": ("像这样的：{examples}", "Like: {examples}"),
    "note.with": ("一起的：{examples}", "Together with: {examples}"),
    "note.do": (
        "对的清掉底色；不对的改掉或清空。",
        "Clear the colour if it is right; change or clear it if it is not.",
    ),
    "twice.note": (
        "疑似重复（把握 {confidence}）：{reason}。要合起来，自己把其中一条的状态改掉，或两条写同样的“合并”。",
        "Perhaps told twice (confidence {confidence}): {reason}. To join them, change the status of one, or write the same bundle in both.",
    ),
    "twice.header": ("疑似重复", "told twice"),
    "not_proposed": (
        "把握不到 {least}，不提建议；最接近的是“{nearest}”（{confidence}）",
        "below {least}: nothing is proposed; the nearest is “{nearest}” ({confidence})",
    ),
    "not_proposed.none": ("看不出是什么，不提建议", "nothing in it is known; nothing is proposed"),
    "not_proposed.declined": (
        "属于不议事项，不提模板；要照常办，清空状态，自己选模板",
        "the council may not take it, so no template is proposed; to serve it all the same clear the status and choose one",
    ),
    "template_learned": ("“{file}”里写过的模板，带过来的", "a template of {file}, carried over"),
    "template_added": (
        "用到的内置模板，写出来给你看、给你改；没有需求用它就没有作用",
        "a built-in template that is used, written out to be seen and changed; without effect where no need names it",
    ),
    "decisions": ("采纳,不采纳", "accepted,declined"),
}
"""Further words of drafts, in Chinese and in English."""
