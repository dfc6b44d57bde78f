"""Many months on one page for a browser: figures, charts, groups over time, what funders ask for. Nobody is named."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import dropwhile

from commatch import __version__
from commatch.month.money import money_in
from commatch.reports.page.bars import Bar, bars
from commatch.reports.page.figures import Chart, Figure
from commatch.reports.page.pages import rendered
from commatch.reports.page.table import Cell, Head, Row, Table, cell
from commatch.reports.rows import Share, SheetRows, number
from commatch.reports.trends.needs import months
from commatch.reports.trends.parts import evaluation, funders
from commatch.reports.trends.view import TrendView
from commatch.texts.month_page import PAGE_WORDS
from commatch.texts.problems import describe
from commatch.texts.trends import TREND_CHARTS, TREND_PAGE
from commatch.workbook.schema import Type
from commatch.workbook.trend_sheets import TRENDS

__all__ = ["trends_page"]

_BARS, _NAMED = 12, 6
_SHARE_OF = 100
_NUMBERS = (Type.NUMBER, Type.WHOLE)
_FUND = ("name", "raised", "spent", "left")


def trends_page(view: TrendView) -> str:
    """Return the page of many months: the same files, the same page."""
    page = _Page(view)
    words = {key: view.words.fill(phrase) for key, phrase in PAGE_WORDS.items() if "{" not in phrase.zh}
    words |= {key: view.words.fill(phrase) for key, phrase in TREND_PAGE.items() if "{" not in phrase.zh}
    return rendered(
        "trends.html",
        view.lang,
        title=page.say("title", community=view.settings.community_name, months=view.span),
        styles=("month.css", "trends.css"),
        say=words,
        patterns=dict.fromkeys(("shown", "upwards", "downwards"), ""),
        notes=[
            (message, view.words.fill(PAGE_WORDS["hint"], hint=hint) if hint else "")
            for message, hint in (describe(problem, view.lang) for problem in view.gathered.problems)
        ],
        figures=tuple(page.figures()),
        charts=tuple(page.charts()),
        tables=tuple(page.tables()),
        foot=page.say("foot", version=__version__),
    )


class _Page:
    def __init__(self, view: TrendView) -> None:
        self.view = view

    def say(self, key: str, **figures: object) -> str:
        return self.view.words.fill(TREND_PAGE[key], **figures)

    def figures(self) -> Iterable[Figure]:
        """Yield the months in figures."""
        view, figures = self.view, self.view.figures
        needs = figures.needs
        rest = self.say("left", handed_on=needs.handed_on, refused=needs.refused)
        yield Figure(self.say("needs"), f"{needs.collected} / {needs.settled} / {needs.in_work}", rest)
        days = "–" if needs.median_days is None else f"{needs.median_days:.3g}"
        mean = "–" if needs.mean_days is None else f"{needs.mean_days:.3g}"
        yield Figure(self.say("days"), days, self.say("days_note", mean=mean, count=needs.timed))
        plans = view.gathered.plans
        planned, served = sum(plan.needs for plan in plans), sum(plan.served for plan in plans)
        note = (
            self.say("served_note", served=served, needs=planned, count=len(plans)) if plans else self.say("no_lists")
        )
        yield Figure(self.say("served"), _percent(served, planned), note)
        working = sum(bool(one.hours) for one in figures.helpers)
        hours = sum(one.hours for one in figures.helpers)
        yield Figure(self.say("hours"), _plain(hours), self.say("hours_note", count=working))
        much, idle = sum(map(view.too_much, figures.helpers)), sum(map(view.never_asked, figures.helpers))
        note = self.say("burden_note", share=f"{view.settings.usage_reminder:.0%}")
        yield Figure(self.say("burden"), f"{much} / {idle}", note, "bad" if much else "")
        ending = [one.name for one in figures.units if view.ends_soon(one)]
        note = view.words.join(ending[:_NAMED]) + (" …" if len(ending) > _NAMED else "")
        days_soon = view.settings.agreement_reminder
        yield Figure(self.say("ending", days=days_soon), str(len(ending)), note, "bad" if ending else "")
        if figures.funds:
            money = money_in(figures.funds)
            yield Figure(self.say("money"), f"{_known(money.raised)} / {_known(money.spent)}")
        if figures.rating is not None:
            count = sum(month.ratings for month in figures.months)
            yield Figure(self.say("rating"), f"{figures.rating:.2f}", self.say("rating_note", count=count))
        short = dict.fromkeys(view.group(item.group) for item in figures.shortfalls)
        if plans:
            yield Figure(self.say("short"), str(len(short)), view.words.join(short), "bad" if short else "good")

    def charts(self) -> Iterable[Chart]:
        """Yield the charts that show anything."""
        figures, view = self.view.figures, self.view
        settled = (self.say("key_settled"), self.say("key_rest"))
        made = [
            self._chart("settled_by", [
                Bar(f"{told.month:%Y-%m}", f"{told.settled_since}/{told.needs.collected}",
                    (told.settled_since, told.needs.collected - told.settled_since))
                for told in figures.months if told.needs
            ], settled),
            self._chart("groups", [
                Bar(view.group(part.group), f"{part.served}/{part.needs}",
                    (part.served / part.needs * _SHARE_OF, (1 - part.served / part.needs) * _SHARE_OF))
                for part in figures.evaluation if part.needs and part.served is not None
            ], (self.say("key_served"), self.say("key_unserved")), _SHARE_OF),
            self._chart("days", [
                Bar(part.name or view.say("none"), f"{part.tally.median_days:.3g}", (part.tally.median_days,))
                for part in figures.parts if part.by == "category" and part.tally.median_days is not None
            ]),
            self._chart("hours", [
                Bar(f"{told.month:%Y-%m}", _plain(told.hours), (told.hours,))
                for told in dropwhile(lambda told: not told.hours, figures.months)
            ]),
            self._chart("units", [Bar(one.name, _plain(one.sessions), (one.sessions,)) for one in figures.units
                                  if one.sessions]),
            self._chart("came", [
                Bar(view.group(part.group), str(councils + events), (councils, events))
                for part in figures.evaluation
                if (councils := part.councils or 0) + (events := part.events or 0)
            ], (self.say("key_councils"), self.say("key_events"))),
        ]  # fmt: skip
        return (chart for chart in made if chart is not None)

    def _chart(
        self, key: str, found: Sequence[Bar], keys: tuple[str, ...] = (), longest: float | None = None
    ) -> Chart | None:
        if not any(sum(bar.pieces) for bar in found):
            return None
        words = self.view.words
        title, shown = words.fill(TREND_CHARTS[key]), found[:_BARS] if key not in ("settled_by", "hours") else found
        said = words("also").join(f"{bar.name} {bar.figures}" for bar in shown)
        picture = bars(shown, longest)
        more = self.say("more", count=len(found) - len(shown)) if len(found) > len(shown) else ""
        return Chart(title, keys, picture, words("labelled", label=title, text=said), more)

    def tables(self) -> Iterable[Table]:
        """Yield the tables."""
        view = self.view
        yield self._table("months", months(view), "month collected settled handed_on refused in_work median_days "
                          "share_served hours sessions mean_rating")  # fmt: skip
        yield self._groups()
        yield self._table("evaluation", evaluation(view), "group raised share_served councils events proposals "
                          "carried_out volunteers hours share_taking_part falls_short")  # fmt: skip
        yield self._funds()
        yield self._table("funders", funders(view), "item value asked met note")

    def _table(self, key: str, rows: SheetRows, columns: str, note: str = "") -> Table:
        chosen = [rows.sheet.column(name) for name in columns.split()]
        heads = tuple(
            Head(column.header(self.view.lang).replace("_", " "), "number" if column.type in _NUMBERS else "text")
            for column in chosen
        )
        at = [rows.at(column.key) for column in chosen]
        found = tuple(Row(tuple(cell(row[number]) for number in at)) for row in rows.rows)
        return Table(key, self.say(key), heads, found, self.say("nothing"), note=note)

    def _funds(self) -> Table:
        """Return what every fund got and spent in all, and what is left at the end of its last month that is told."""
        funds = self.view.figures.funds
        sheet = TRENDS["trend_funds"]
        heads = [Head(sheet.column(key).header(self.view.lang), "number" if key != "name" else "text") for key in _FUND]
        rows = []
        for fund_id in dict.fromkeys(row.fund_id for row in funds):
            own = [row for row in funds if row.fund_id == fund_id]
            money, left = money_in(own), [row.left for row in own if row.left is not None]
            told = (own[-1].name, money.raised, money.spent, left[-1] if left else None)
            rows.append(Row(tuple(cell(number(one) if isinstance(one, float) else one) for one in told)))
        return Table("funds", self.say("funds"), tuple(heads), tuple(rows), self.say("nothing"))

    def _groups(self) -> Table:
        """Return the served share of every group over the months."""
        view, figures = self.view, self.view.figures
        months = [plan.month for plan in view.gathered.plans]
        heads = (Head(self.say("group")), *(Head(f"{month:%Y-%m}", "number") for month in months))
        short = {(item.group, item.month) for item in figures.shortfalls}
        rows = [
            Row((Cell(view.say("all_needs")), *(
                cell(Share(plan.served / plan.needs), f"{plan.served}/{plan.needs}") if plan.needs else Cell()
                for plan in view.gathered.plans
            )))
        ]  # fmt: skip
        for group in dict.fromkeys(part.group for part in figures.groups):
            own = {part.month: part for part in figures.groups if part.group == group}
            if any(part.needs for part in own.values()):
                cells = []
                for month in months:
                    share, needs = own[month].share, own[month].needs
                    text, below = ("", "") if share is None else (f"{share:.0%}", f"{own[month].served}/{needs}")
                    style = "number short" if (group, month) in short else "number"
                    cells.append(Cell(text, below=below, style=style))
                rows.append(Row((Cell(view.group(group)), *cells)))
        return Table("groups", self.say("groups"), heads, tuple(rows) if months else (), self.say("no_lists"),
                     note=self.say("groups_note"))  # fmt: skip


def _plain(value: float) -> str:
    return f"{number(round(value, 1)):,.10g}"


def _known(value: float | None) -> str:
    return "–" if value is None else _plain(value)


def _percent(part: float, whole: float) -> str:
    return f"{part / whole:.0%}" if whole else "–"
