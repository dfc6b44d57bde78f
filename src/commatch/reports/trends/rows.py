"""The sheets of many months as rows."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from commatch.month.gathered import Gathered, month_after
from commatch.month.needs_told import Tally
from commatch.month.people_told import HelperTold, UnitTold
from commatch.month.taking_part import Part, Shortfall
from commatch.month.trends import Figures
from commatch.reports.rows import Share, SheetRows, Value, number, rows_in
from commatch.reports.words import Words
from commatch.texts.trends import FUNDERS, TREND_WORDS
from commatch.workbook.schema import Lang
from commatch.workbook.trend_sheets import TRENDS

__all__ = ["TrendView"]

_DAYS_SHOWN = 1


class TrendView:
    """Many months in a language.

    Parameters
    ----------
    gathered : Gathered
        What the files say.
    figures : Figures
        What was counted.
    lang : Lang
        Language of words and headers.
    """

    def __init__(self, gathered: Gathered, figures: Figures, lang: Lang) -> None:
        self.gathered, self.figures, self.lang = gathered, figures, lang
        self.settings, self.words = gathered.settings, Words(lang)

    def say(self, key: str, **figures: object) -> str:
        """Return one of the words of these sheets."""
        return self.words.fill(TREND_WORDS[key], **figures)

    @property
    def span(self) -> str:
        """The months in words."""
        months = self.gathered.months
        if not months:
            return ""
        first, last = f"{months[0]:%Y-%m}", f"{months[-1]:%Y-%m}"
        return first if first == last else self.say("span", first=first, last=last)

    def group(self, name: str) -> str:
        """Return a group as it is written in the language."""
        return self.words.group(name) if name else self.say("none")

    def titled(self, rows: SheetRows, said: str = "") -> SheetRows:
        """Return rows with the title of their sheet."""
        sheet = rows.sheet.name(self.lang).replace("_", " ")
        title = self.say("title", community=self.settings.community_name, months=self.span, sheet=sheet)
        return replace(rows, title=title, said=said)

    # -- needs -------------------------------------------------------------------------------------------------

    def months(self) -> SheetRows:
        """Return the sheet 各月."""
        records: list[dict[str, Value]] = []
        for told in self.figures.months:
            records.append(
                {
                    "month": f"{told.month:%Y-%m}",
                    **_tally(told.needs),
                    "settled_by_now": told.settled_since,
                    "needs": told.planned,
                    "served": told.served,
                    "share_served": _share(told.served, told.planned),
                    "hours": number(told.hours),
                    "helpers": told.helpers,
                    "sessions": told.sessions,
                    "mean_rating": _rounded(told.rating, 2),
                    "ratings": told.ratings,
                    "money_raised": _money(told.money.raised),
                    "money_spent": _money(told.money.spent),
                    "money_left": _money(told.money.left),
                }
            )
        return self.titled(rows_in(TRENDS["trend_months"], records))

    def parts(self) -> SheetRows:
        """Return the sheet 分项, with the rows of each way to tell needs apart as a block."""
        records: list[dict[str, Value]] = []
        blocks: dict[str, range] = {}
        for at, part in enumerate(self.figures.parts):
            name = self.group(part.name) if part.by == "group" else part.name or self.say("none")
            records.append({
                "by": self.say(f"by.{part.by}"), "name": name, **_tally(part.tally), "timed": part.tally.timed,
            })  # fmt: skip
            blocks[part.by] = range(blocks.get(part.by, range(at, at)).start, at + 1)
        rows = self.titled(rows_in(TRENDS["trend_parts"], records), self.say("several_groups"))
        return replace(rows, blocks=blocks)

    def groups(self) -> SheetRows:
        """Return the sheet 人群各月匹配: a block for each group, every month in it, then one for all needs."""
        short = {(item.group, item.month): item for item in self.figures.shortfalls}
        records: list[dict[str, Value]] = []
        blocks: dict[str, range] = {}
        for part in self._drawn_groups():
            below = None if part.share is None or part.whole is None else part.whole - part.share
            records.append(
                {
                    "group": self.group(part.group),
                    "month": f"{part.month:%Y-%m}",
                    "needs": part.needs,
                    "served": part.served,
                    "share_served": _of(part.share),
                    "share_of_all_needs": _of(part.whole),
                    "below": _of(below),
                    "note": self._short(part, short.get((part.group, part.month or dt.date.min))),
                }
            )
            blocks[part.group] = range(blocks.get(part.group, range(len(records) - 1, 0)).start, len(records))
        rows = self.titled(rows_in(TRENDS["trend_groups"], records), self.say("several_groups"))
        return replace(rows, blocks=blocks)

    def _drawn_groups(self) -> Iterator[Part]:
        """Yield every month of the groups that any project list tells of."""
        known = {part.group for part in self.figures.groups if part.needs}
        return (part for part in self.figures.groups if part.group in known)

    def _short(self, part: Part, short: Shortfall | None) -> str:
        if part.needs is None:
            return self.say("no_list")
        if not part.needs:
            return self.say("no_need")
        return self.say("short", **_figures(short)) if short else ""

    # -- people ------------------------------------------------------------------------------------------------

    def helpers(self) -> SheetRows:
        """Return the sheet 能人出力, the most hours first."""
        records: list[dict[str, Value]] = [
            {
                "helper_id": one.helper_id,
                "name": one.name if one.helper_id else self.say("no_id", name=one.name),
                "headcount": one.headcount,
                "hours": number(one.hours),
                "hours_offered": None if one.offered is None else number(one.offered),
                "share_of_offered": _of(one.share_offered),
                "share_of_all": _of(one.share_all),
                "months": one.months,
                "needs": one.needs,
                "led": one.led,
                "mean_rating": _rounded(one.rating, 2),
                "note": self._helper_note(one),
            }
            for one in self.figures.helpers
        ]
        return self.titled(rows_in(TRENDS["trend_helpers"], records))

    def too_much(self, one: HelperTold) -> bool:
        """Tell whether somebody carries too much: more of what was offered than brings a reminder."""
        return one.share_offered is not None and one.share_offered > self.settings.usage_reminder

    def never_asked(self, one: HelperTold) -> bool:
        """Tell whether a helper who is there was never asked."""
        return one.present and one.active and not one.asked

    def _helper_note(self, one: HelperTold) -> str:
        said = [
            self.say("too_much", share=f"{self.settings.usage_reminder:.0%}") if self.too_much(one) else "",
            self.say("never_asked") if self.never_asked(one) else "",
        ]
        return self._also(said, one)

    def units(self) -> SheetRows:
        """Return the sheet 单位场次, the most sessions first."""
        records: list[dict[str, Value]] = [
            {
                "unit_id": one.unit_id,
                "name": one.name,
                "type": one.type,
                "sessions": number(one.sessions),
                "months": one.months,
                "mean_rating": _rounded(one.rating, 2),
                "agreed_until": one.agreed_until,
                "days_left": one.days_left,
                "note": self._unit_note(one),
            }
            for one in self.figures.units
        ]
        return self.titled(rows_in(TRENDS["trend_units"], records))

    def ends_soon(self, one: UnitTold) -> bool:
        """Tell whether the agreement of a unit that is there ends soon, or has ended."""
        return one.present and one.days_left is not None and one.days_left <= self.settings.agreement_reminder

    def _unit_note(self, one: UnitTold) -> str:
        said = []
        if self.ends_soon(one) and one.days_left is not None:
            said.append(self.say("ended") if one.days_left < 0 else self.say("ends", days=one.days_left))
        if one.present and one.active and not one.asked:
            said.append(self.say("never_asked"))
        return self._also(said, one)

    def _also(self, said: Sequence[str], one: HelperTold | UnitTold) -> str:
        more = ["" if one.active else self.say("paused"), "" if one.present else self.say("gone")]
        return self.words("also").join(filter(None, (*said, *more)))

    @property
    def last_day(self) -> dt.date:
        """The last day of the last month."""
        return month_after(self.gathered.months[-1]) - dt.timedelta(days=1)

    def funds(self) -> SheetRows:
        """Return the sheet 资金各月, by fund and month."""
        records: list[dict[str, Value]] = [
            {
                "fund_id": row.fund_id,
                "name": row.name,
                "month": f"{row.month:%Y-%m}",
                "opening": number(row.opening),
                "raised": number(row.raised),
                "spent": _money(row.spent),
                "left": _money(row.left),
                "note": self.say("spent_unknown") if row.spent is None else "",
            }
            for row in self.figures.funds
        ]
        return self.titled(rows_in(TRENDS["trend_funds"], records))

    # -- groups and funders ------------------------------------------------------------------------------------

    def evaluation(self) -> SheetRows:
        """Return the sheet 参与效能: every group, with the months in which it fell short."""
        records: list[dict[str, Value]] = []
        for part in self.figures.evaluation:
            short = [item for item in self.figures.shortfalls if item.group == part.group]
            records.append(
                {
                    "group": self.group(part.group),
                    **_part(part),
                    "residents": None if part.residents is None else number(part.residents),
                    "share_taking_part": _share(part.people, part.residents),
                    "falls_short": "\n".join(self.say("short_item", **_figures(item)) for item in short),
                }
            )
        return self.titled(rows_in(TRENDS["evaluation"], records), self.say("groups_of_people"))

    def evaluation_months(self) -> SheetRows:
        """Return the sheet 参与效能各月."""
        records: list[dict[str, Value]] = [
            {"group": self.group(part.group), "month": f"{part.month:%Y-%m}", **_part(part)}
            for part in self.figures.groups
        ]
        return self.titled(rows_in(TRENDS["evaluation_months"], records), self.say("groups_of_people"))

    def funders(self) -> SheetRows:
        """Return the sheet 资助方口径; what is not known says what to set."""
        records: list[dict[str, Value]] = []
        for asked in self.figures.funders:
            name, note, unknown = FUNDERS[asked.key]
            value: Value = self.words.fill(unknown)
            if asked.value is not None:
                value = Share(round(asked.value, 6)) if asked.share else number(asked.value)
            records.append(
                {
                    "item": self.words.fill(name),
                    "value": value,
                    "asked": None if asked.wanted is None else Share(asked.wanted),
                    "met": None if asked.met is None else self.say("yes" if asked.met else "no"),
                    "note": self.words.fill(note, **dict(asked.figures)),
                }
            )
        return self.titled(rows_in(TRENDS["funders"], records))


def _figures(short: Shortfall | None) -> Mapping[str, object]:
    assert short is not None
    return {
        "month": f"{short.month:%Y-%m}",
        "served": short.served,
        "needs": short.needs,
        "all_served": short.whole_served,
        "all_needs": short.whole_needs,
    }


def _tally(tally: Tally) -> dict[str, Value]:
    return {
        "collected": tally.collected,
        "settled": tally.settled,
        "handed_on": tally.handed_on,
        "refused": tally.refused,
        "in_work": tally.in_work,
        "median_days": _rounded(tally.median_days, _DAYS_SHOWN),
        "mean_days": _rounded(tally.mean_days, _DAYS_SHOWN),
    }


def _part(part: Part) -> dict[str, Value]:
    return {
        "raised": part.raised,
        "needs": part.needs,
        "served": part.served,
        "share_served": _of(part.share),
        "share_of_all_needs": _of(part.whole),
        "councils": part.councils,
        "events": part.events,
        "people": part.people,
        "proposals": part.proposals,
        "carried_out": part.carried_out,
        "volunteers": part.volunteers,
        "hours": number(part.hours),
    }


def _money(value: float | None) -> Value:
    return None if value is None else number(value)


def _of(share: float | None) -> Value:
    return None if share is None else Share(round(share, 6))


def _share(part: float | None, whole: float | None) -> Value:
    return _of(part / whole if part is not None and whole else None)


def _rounded(value: float | None, digits: int) -> Value:
    return None if value is None else number(round(value, digits))
