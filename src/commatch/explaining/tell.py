"""Answers in words, whatever was asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from commatch.explaining.need import NeedFacts
from commatch.explaining.pair import PairFacts
from commatch.explaining.tell_need import tell_need
from commatch.explaining.tell_pair import tell_pair
from commatch.explaining.tell_resource import tell_resource
from commatch.explaining.telling import Teller, Told
from commatch.texts.language import Language

if TYPE_CHECKING:
    from commatch.explaining.answer import Explanation

__all__ = ["tell"]


def tell(answer: Explanation, lang: Language, *, by_id: bool) -> Told:
    """Return an answer in words.

    Parameters
    ----------
    answer : Explanation
        One with facts.
    lang : {'zh', 'en'}
        Language of the words.
    by_id : bool
        Resources are called by their ids, not by their names.
    """
    rebuilt, facts = answer.rebuilt, answer.facts
    assert rebuilt is not None
    assert facts is not None
    teller = Teller(rebuilt, lang, by_id=by_id)
    if isinstance(facts, NeedFacts):
        return tell_need(teller, facts)
    if isinstance(facts, PairFacts):
        return tell_pair(teller, facts)
    return tell_resource(teller, facts)
