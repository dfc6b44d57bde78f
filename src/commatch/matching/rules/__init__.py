"""The rules of a plan, one file each, in the order in which a worker would look at them."""

from __future__ import annotations

from collections.abc import Mapping

from commatch.matching.rules.availability import Availability
from commatch.matching.rules.base import Phrase, Rule
from commatch.matching.rules.booking import Booking
from commatch.matching.rules.budget import Budget
from commatch.matching.rules.checks import Checks
from commatch.matching.rules.cover import Cover
from commatch.matching.rules.goods import GoodsStock
from commatch.matching.rules.groups import Groups
from commatch.matching.rules.history import History
from commatch.matching.rules.hours import Hours
from commatch.matching.rules.lending import Lending
from commatch.matching.rules.opinions import Opinions
from commatch.matching.rules.pairing import Pairing
from commatch.matching.rules.sessions import Sessions
from commatch.matching.rules.skill import Skill
from commatch.matching.rules.slots import Slots
from commatch.matching.rules.status import Status
from commatch.matching.rules.steady import SteadyPlan
from commatch.matching.rules.venue import VenueFit
from commatch.matching.rules.walk import Walk

RULES: tuple[Rule, ...] = (
    Status(),
    Skill(),
    Checks(),
    Groups(),
    Lending(),
    VenueFit(),
    Walk(),
    Budget(),
    Opinions(),
    SteadyPlan(),
    Hours(),
    Sessions(),
    Availability(),
    History(),
    Slots(),
    Cover(),
    Booking(),
    GoodsStock(),
    Pairing(),
)
"""All rules; a further one is a further file and a line here."""

PHRASES: Mapping[str, Phrase] = {code: phrase for rule in RULES for code, phrase in rule.phrases.items()}
"""The words of every rule's codes."""
