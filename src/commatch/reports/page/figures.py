"""The figures and the charts of the month's page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from commatch.community import Kind, Need
from commatch.matching.demands import priority
from commatch.reports.fairness import by_group
from commatch.reports.page.bars import Bar, bars
from commatch.reports.page.said import MonthSaid
from commatch.reports.rows import number
from commatch.reports.usage import uses
from commatch.reports.view import View
from commatch.texts.month_page import PAGE_WORDS
from commatch.workbook.schema import CHOICES

__all__ = ["Chart", "Figure", "charts", "figures"]

_BARS = 14
"""The most bars of a chart; what is beyond is added up in one."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure: its name, its value, a note, and whether it is good, bad or neither."""

    name: str
    value: str
    note: str = ""
    mood: str = ""


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart: its title, what the colours of its pieces mean, its picture, what that says in words, and its mood."""

    title: str
    keys: tuple[str, ...]
    picture: Markup
    words: str
    note: str = ""
    mood: str = ""


class _Figures:
    def __init__(self, view: View, said: MonthSaid) -> None:
        self.view, self.given = view, said
        self.served = sum(map(view.served, view.planned))

    def say(self, key: str, **values: object) -> str:
        return self.view.words.fill(PAGE_WORDS[key], **values)

    def of(self, part: float, everything: float) -> str:
        return self.say("of", part=_plain(part), all=_plain(everything))

    def all(self) -> Iterator[Figure]:
        view, planned = self.view, self.view.planned
        left = len(view.result.unserved)
        note, out = _percent(self.served, len(planned)), len(planned) - left - self.served
        note += self.say("needs_out", count=out) if out else ""
        yield Figure(self.say("needs_served"), self.of(self.served, len(planned)), note)
        mood = "bad" if left else "good"
        yield Figure(self.say("needs_left"), str(left), "" if left else self.say("nothing_left"), mood)
        dated = sum(bool(project.slots) for project in view.projects)
        rest = len(view.projects) - dated
        yield Figure(self.say("projects_count"), str(len(view.projects)), self.say("dated", dated=dated, rest=rest))
        must = [demand for demand in view.inst.demands if demand.must]
        kept = sum(view.served(demand.lead) for demand in must)
        if must:
            yield Figure(self.say("must"), self.of(kept, len(must)), mood="good" if kept == len(must) else "bad")
        yield self._coverage()
        yield from self._resources()
        yield self._proof()
        if self.given.decisions:
            yield self._decisions()

    def _coverage(self) -> Figure:
        weights = [(float(priority(need, self.view.settings)), self.view.served(need)) for need in self.view.planned]
        whole, covered = sum(weight for weight, _ in weights), sum(weight for weight, served in weights if served)
        note = self.say("coverage_note", part=_plain(covered), all=_plain(whole))
        return Figure(self.say("coverage"), _percent(covered, whole), note)

    def _resources(self) -> Iterator[Figure]:
        found = _by_kind(self.view)
        helpers, units = found[Kind.HELPER], found[Kind.UNIT]
        note = self.say("hours_note", busy=helpers.busy, all=helpers.active)
        yield Figure(self.say("hours"), self.of(helpers.used, helpers.available), note)
        yield Figure(self.say("units"), self.of(units.busy, units.active), self.say("units_note"))
        yield Figure(self.say("rooms"), self.of(found[Kind.VENUE].used, found[Kind.VENUE].available))
        yield Figure(self.say("money"), self.of(found[Kind.FUND].used, found[Kind.FUND].available))

    def _proof(self) -> Figure:
        words, result = self.view.words, self.view.result
        open_ = [words.tier(tier.name) for tier in result.tiers if not tier.proven]
        if self.given.edited:
            return Figure(
                self.say("proof"), self.say("proof_edited"), self.say(f"proof_was_{'no' if open_ else 'yes'}")
            )
        note = words("not_optimal", tiers=words.join(open_)) if open_ else words("optimal")
        mood = "" if open_ else "good"  # what is not proven may be the best all the same
        return Figure(self.say("proof"), self.say("proof_no" if open_ else "proof_yes"), note, mood)

    def _decisions(self) -> Figure:
        counts = Counter(self.given.decisions.values())
        rest = len(self.view.projects) - counts.total()
        known = [choice for choice in CHOICES["decision"] if choice.key in counts]
        said = [self.say("decided", name=choice.name(self.view.lang), count=counts[choice.key]) for choice in known]
        said += [self.say("decided", name=self.say("undecided"), count=rest)] if rest > 0 else []
        return Figure(
            self.say("decisions"), self.of(counts.total(), len(self.view.projects)), self.view.words.join(said)
        )


@dataclass(frozen=True, slots=True)
class _Used:
    """What is there of a kind of resource and what is used, of those active; how many are at work."""

    used: float
    available: float
    busy: int
    active: int


def _by_kind(view: View) -> Mapping[Kind, _Used]:
    found = {}
    every = uses(view)
    for kind in Kind:
        own = [use for use in every if use.kind is kind]
        active = [use for use in own if use.resource.active]
        found[kind] = _Used(
            sum(use.used for use in own),
            sum(use.available for use in active),
            sum(bool(use.used) for use in own),
            len(active),
        )
    return found


def figures(view: View, said: MonthSaid) -> tuple[Figure, ...]:
    """Return the month in figures."""
    return tuple(_Figures(view, said).all())


def charts(view: View, gaps: Sequence[tuple[str, float]]) -> tuple[Chart, ...]:
    """Return the charts of a month; one that would show nothing is left out.

    Parameters
    ----------
    view : View
        The month.
    gaps : sequence of (str, float)
        What more of would gain how much priority.
    """
    say = _Figures(view, MonthSaid()).say
    none = say("none_given")
    served_and_left = (say("served"), say("left"))
    groups = {view.words.group(group) if group else none: needs for group, needs in by_group(view).items()}
    categories: dict[str, list[Need]] = {}
    for need in view.planned:
        categories.setdefault(need.category_said or need.category or none, []).append(need)
    by_size = dict(sorted(categories.items(), key=lambda item: (-len(item[1]), item[0])))
    reasons = Counter(view.words.reason_name(item.code) for item in view.result.unserved)
    by_count = sorted(reasons.items(), key=lambda item: (-item[1], item[0]))
    found = _by_kind(view)
    use = [
        Bar(view.words.kind(kind), _percent(one.used, one.available), (min(100.0, 100 * one.used / one.available),))
        for kind, one in found.items()
        if one.available and kind is not Kind.GOODS
    ]
    why = [Bar(name, str(count), (count,)) for name, count in by_count]
    more = [Bar(name, _plain(gain), (gain,)) for name, gain in gaps]
    made = (
        _chart(view, "chart_groups", _shares(view, groups), served_and_left, note=say("group_note")),
        _chart(view, "chart_categories", _shares(view, by_size), served_and_left),
        _chart(view, "chart_reasons", why, mood="bad"),
        _chart(view, "chart_use", use, longest=100),
        _chart(view, "chart_gaps", more),
    )
    return tuple(chart for chart in made if chart is not None)


def _shares(view: View, parts: Mapping[str, Sequence[Need]]) -> list[Bar]:
    found = []
    for name, needs in parts.items():
        served = sum(map(view.served, needs))
        found.append(Bar(name, f"{served}/{len(needs)}", (served, len(needs) - served)))
    return found


def _chart(
    view: View,
    key: str,
    found: Sequence[Bar],
    keys: tuple[str, ...] = (),
    *,
    longest: float | None = None,
    note: str = "",
    mood: str = "",
) -> Chart | None:
    if not found:
        return None
    words = view.words
    title = words.fill(PAGE_WORDS[key])
    said = words("also").join(f"{bar.name} {bar.figures}" for bar in found)
    return Chart(title, keys, bars(_few(found, view), longest), words("labelled", label=title, text=said), note, mood)


def _few(found: Sequence[Bar], view: View) -> list[Bar]:
    """Return the first bars, and the others added up in one."""
    if len(found) <= _BARS:
        return list(found)
    rest = found[_BARS - 1 :]
    pieces = tuple(map(sum, zip(*(bar.pieces for bar in rest), strict=True)))
    figures = f"{_plain(pieces[0])}/{_plain(sum(pieces))}" if len(pieces) > 1 else _plain(pieces[0])
    name = view.words.fill(PAGE_WORDS["others"], count=len(rest))
    return [*found[: _BARS - 1], Bar(name, figures, pieces)]


def _plain(value: float) -> str:
    return f"{number(round(value, 1)):g}" if abs(value) < 1e5 else f"{value:.0f}"


def _percent(part: float, whole: float) -> str:
    return f"{part / whole:.0%}" if whole else "–"
