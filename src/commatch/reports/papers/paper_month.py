"""A month for papers at work: titles and notes without what is personal of residents.

Who is at work is named on these papers, so the names of helpers stay; and what somebody's health asks for must be known
to whoever goes there.
"""

from __future__ import annotations

from commatch.community import Need
from commatch.explaining.opened import Opened
from commatch.reports.listed_month import ListedMonth
from commatch.reports.notice.personal import secrets_in
from commatch.reports.notice.screening import Screen, own_name
from commatch.reports.papers.documents import on_paper
from commatch.reports.view import Project
from commatch.workbook.schema import Lang

__all__ = ["PaperMonth"]


class PaperMonth(ListedMonth):
    """What papers look up, and their texts.

    Parameters
    ----------
    opened : Opened
        The month with its files.
    lang : Lang
        Language of words.
    """

    def __init__(self, opened: Opened, lang: Lang) -> None:
        assert opened.rebuilt is not None
        super().__init__(opened.rebuilt, lang)
        self._screen = _screen(opened, lang)

    def title(self, need: Need) -> str:
        """Return what a need asks for."""
        return self.screened(need.title)

    def note(self, project: Project) -> str:
        """Return what stands under 备注 for a project."""
        return self.screened(self.listed.notes.get(project.demand.demand_id, ""))

    def screened(self, text: str) -> str:
        """Return a text with residents' names, numbers and addresses masked."""
        return self._screen.hide(on_paper(text, self.words), health=False)[0]


def _screen(opened: Opened, lang: Lang) -> Screen:
    """Return what masks names of residents, numbers and addresses; who is asked to help is named."""
    community = opened.community
    every = secrets_in(opened, lang)
    secrets = [secret for secret in every if secret.sort in ("number", "address") or secret.resident]
    residents = {secret.text for secret in secrets}
    helpers = {secret.text for secret in every if secret.sort == "name"} - residents
    return Screen(
        secrets,
        (*community.settings.notice_kept, *own_name(community.settings.community_name, secrets), *sorted(helpers)),
    )
