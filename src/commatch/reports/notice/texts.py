"""Texts of the sheets as a notice shows them: screened, without what can't be seen, short enough for a notice board."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from commatch.community import Kind, Need
from commatch.reports.notice.screening import Found, Screen, is_topic
from commatch.reports.view import View
from commatch.settings import Settings
from commatch.texts.notice import NOTICE_WORDS
from commatch.workbook.safe import clean
from commatch.workbook.schema import RESOURCE_SHEETS

__all__ = ["Masked", "NoticeTexts"]

_MANY = 10
"""People from whom on a matter is not one home's."""
_LONGEST_TITLE, _LONGEST, _LOOKED_AT, _TAIL = 60, 160, 4000, 40
_UNSEEN = ("Cf", "Cc", "Cs", "Co", "Cn")


@dataclass(frozen=True, slots=True)
class Masked:
    """Something that a notice does not show.

    Attributes
    ----------
    sheet, row_id, column : str
        Where it stands: keys of the sheet and the column, id of the row.
    text : str
        The whole cell.
    found : Found
        What was masked of it; its sort may be ``discreet`` or ``long``, too.
    posted : str
        What the notice shows instead of the cell.
    """

    sheet: str
    row_id: str
    column: str
    text: str
    found: Found
    posted: str


class NoticeTexts:
    """The texts of a notice, and what was masked in them.

    Parameters
    ----------
    view : View
        The month.
    screen : Screen
        Masks what is personal.
    settings : Settings
        What the community chose about its notice.
    """

    def __init__(self, view: View, screen: Screen, settings: Settings) -> None:
        self.view = view
        self.settings = settings
        self.screen = screen
        self.masked: list[Masked] = []

    def word(self, key: str, **figures: object) -> str:
        """Return one of the notice's own words."""
        return self.view.words.fill(NOTICE_WORDS[key], **figures)

    def community(self) -> str:
        """Return the community's name."""
        return self._shown("settings", "", "value", self.settings.community_name)

    def what(self, members: Sequence[Need]) -> str:
        """Return what needs ask for: the first one's title, the category alone where that is discreet."""
        need = members[0]
        if self.category_alone(members):
            category = self._shown("needs", need.need_id, "category", need.category_said or need.category)
            posted = self.word("discreet", category=category) if category else self.word("discreet.plain")
            self._note("needs", need.need_id, "title", need.title, Found(need.title, "discreet"), posted)
            return posted
        title = self._shown(
            "needs",
            need.need_id,
            "title",
            need.title,
            health=not self._on_health(need),
            alone=not is_public(need),
            most=_LONGEST_TITLE,
        )
        return self.word("several", title=title, count=len(members)) if len(members) > 1 else title

    def category_alone(self, members: Sequence[Need]) -> bool:
        """Tell whether of needs the category alone is posted: what they ask for would tell the rest."""
        return not is_public(members[0]) and any(map(self._is_discreet, members))

    def about(self, need: Need) -> str:
        """Return a need's description where the settings allow it, '' where not."""
        shown = self.settings.notice_descriptions
        public = is_public(need)
        if shown == "none" or (shown == "public" and not public) or (not public and self._is_discreet(need)):
            return ""
        return self._shown("needs", need.need_id, "description", need.description, alone=not public)

    def name(self, kind: Kind, resource_id: str) -> str:
        """Return the name of a unit or a venue; the name of its kind where it has none."""
        resource = self.view.inst.resource.get(resource_id)
        text = resource.name if resource is not None else ""
        if not text:
            return self.view.words.kind(kind)
        return self._shown(RESOURCE_SHEETS[kind.value], resource_id, "name", text, health=False, homes=False)

    def term(self, need: Need, what: str) -> str:
        """Return a skill, a service or goods as a need calls it."""
        return self._shown("needs", need.need_id, "skills", what, health=False)

    def lacking(self, what: str, need: Need) -> str:
        """Return what a reason says is lacking, without the names of kinds."""
        kinds = {kind.value for kind in Kind}
        names = [name for name in what.split("、") if name and name not in kinds]
        return self.view.words.join(self.term(need, name) for name in names)

    def _is_discreet(self, need: Need) -> bool:
        canonical = self.settings.canonical_group
        discreet = {canonical(name) or name for name in self.settings.notice_discreet}
        return any((canonical(name) or name) in discreet for name in need.groups)

    @staticmethod
    def _on_health(need: Need) -> bool:
        """Tell whether a need is a lecture or the like, in whose title a word of health is nobody's."""
        return is_public(need) and is_topic(need.title)

    def _shown(
        self,
        sheet: str,
        row_id: str,
        column: str,
        text: str,
        *,
        health: bool = True,
        homes: bool = True,
        alone: bool = False,
        most: int = _LONGEST,
    ) -> str:
        hidden, found = self.screen.hide(clean(text)[:_LOOKED_AT], health=health, homes=homes, alone=alone)
        if len(text) > _LOOKED_AT:
            hidden = hidden[:-_TAIL]  # a name may have been cut there
        posted = " ".join("".join(char for char in hidden if _is_seen(char)).split())
        if len(posted) > most:
            found = (*found, Found(text, "long"))
            posted = posted[: most - 1].rstrip() + "…"
        for one in found:
            self._note(sheet, row_id, column, text, one, posted)
        return posted

    def _note(self, sheet: str, row_id: str, column: str, text: str, found: Found, posted: str) -> None:
        noted = Masked(sheet, row_id, column, text, found, posted)
        if noted not in self.masked:
            self.masked.append(noted)


def is_public(need: Need) -> bool:
    """Tell whether a need is a gathering or many people's: not what somebody needs at home."""
    asked = (*need.requirements, *need.set_aside)
    return need.beneficiaries >= _MANY or any(one.kind is Kind.VENUE for one in asked)


def _is_seen(char: str) -> bool:
    return char.isspace() or unicodedata.category(char) not in _UNSEEN
