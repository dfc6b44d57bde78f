"""What funders ask for, each figure with what is asked; what is not known says so and is never 0."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from commatch.community import Helper
from commatch.memory import End
from commatch.month.gathered import Gathered
from commatch.month.ledger import Person
from commatch.month.money import funds_told, money_in
from commatch.month.people_told import Given, sessions_held

__all__ = ["Asked", "asked_by_funders"]


@dataclass(frozen=True, slots=True)
class Asked:
    """A figure that funders ask for.

    Attributes
    ----------
    key : str
        Which one.
    value : float, optional
        ``None`` where it is not known.
    share : bool
        It is a share of 1.
    wanted : float, optional
        What is asked for at least.
    figures : tuple of (str, str)
        What its words name.
    """

    key: str
    value: float | None
    share: bool = False
    wanted: float | None = None
    figures: tuple[tuple[str, str], ...] = ()

    @property
    def met(self) -> bool | None:
        """Whether it is what is asked for; ``None`` where nothing is asked, or it is not known."""
        return None if self.value is None or self.wanted is None else self.value >= self.wanted


def asked_by_funders(gathered: Gathered, given: Sequence[Given]) -> tuple[Asked, ...]:
    """Return the figures in the order in which they are asked for."""
    settings = gathered.settings
    gave = {one.person for one in given}
    here = [one for one in gathered.helpers if Person(one.helper_id) in gave or _counts(one, gathered)]
    strangers = {who for who in gave if who.person_id not in {one.helper_id for one in gathered.helpers}}
    volunteers = sum(one.headcount for one in here) + len(strangers)
    logged = sum(one.headcount for one in here if Person(one.helper_id) in gave) + len(strangers)
    teams = sum(one.headcount > 1 for one in gathered.helpers if _counts(one, gathered))
    units = sum(one.active and one.unit_id in gathered.present for one in gathered.units)
    settled = [need for need in gathered.needs if need.end is End.SETTLED]
    own = [row for row in gathered.history if row.need_id and not row.lent]
    dated = {(row.need_id, row.month) for row in own if row.date}  # who came on a day that is not told came then, too
    undated = len({(row.need_id, row.month) for row in own} - dated)
    known = bool(gathered.helpers)
    share = volunteers / settings.residents if settings.residents and known else None
    return (
        Asked("residents", settings.residents or None),
        Asked("volunteers", volunteers if known else None, figures=(("strangers", str(len(strangers))),)),
        Asked("volunteer_share", share, share=True, wanted=settings.volunteer_share),
        Asked("logged", logged if known else None),
        Asked("logged_share", logged / volunteers if known and volunteers else None, True, settings.logged_share),
        Asked("organisations", teams + units if known or gathered.units else None, figures=(
            ("teams", str(teams)), ("units", str(units)),
        )),
        Asked("money_raised", money_in(funds_told(gathered.funds, gathered.opened)).raised),
        Asked("direct", sum(need.way.beneficiaries for need in settled), figures=(("needs", str(len(settled))),)),
        Asked("indirect", settings.indirect_beneficiaries or None),
        Asked("sessions", len(sessions_held(gathered)), figures=(("undated", str(undated)),)),
    )  # fmt: skip


def _counts(helper: Helper, gathered: Gathered) -> bool:
    return helper.active and helper.helper_id in gathered.present
