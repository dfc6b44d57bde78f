"""The answer about a pair in words: whether it may be, and what it would cost."""

from __future__ import annotations

from collections.abc import Iterator

from commatch.explaining.pair import PairFacts, Trial
from commatch.explaining.telling import Section, Teller, Told
from commatch.matching.book import EPSILON
from commatch.matching.candidates import Judged
from commatch.matching.plan import Assignment, Unserved
from commatch.reports.rows import number
from commatch.texts.problems import describe

__all__ = ["tell_pair"]

_APART = frozenset({"fairness", "stability", "stability_slots", "stability_days", "continuity"})
"""Objectives that are said where they differ, beside those that always are."""


def tell_pair(teller: Teller, facts: PairFacts) -> Told:
    """Return the answer about a pair in words."""
    who = teller.who(facts.resource_id)
    title = teller.say("pair.title", need=facts.need_id, who=who)
    asked = teller.join(teller.what(part) for part in _all_parts(teller, facts))
    hopeless = facts.trial is not None and facts.trial.outcome in ("clash", "failed")
    lead = [teller.say("pair.no_plan" if hopeless else f"pair.{facts.state}", need=facts.need_id, who=who, asked=asked)]
    if facts.demand is not None and len(facts.demand.need_ids) > 1:
        others = teller.join(need_id for need_id in facts.demand.need_ids if need_id != facts.need_id)
        lead.append(teller.say("need.bundle", needs=others))
    sections = [_why(teller, facts)]
    if facts.trial is not None:
        sections += _trial(teller, facts, facts.trial)
    return Told(title, tuple(lead), tuple(part for part in sections if part.lines))


def _all_parts(teller: Teller, facts: PairFacts) -> Iterator[Judged]:
    if facts.demand is not None:
        yield from teller.rebuilt.items[facts.demand.demand_id].parts


def _why(teller: Teller, facts: PairFacts) -> Section:
    lines = [_row(teller, rows) for rows in _by_requirement(facts.rows)]
    if facts.state == "allowed":
        for part, standing in facts.standings:
            lines.append(teller.say("pair.by", what=teller.what(part), how=teller.one(standing)))
    for part, rejection in facts.rejections:
        why = teller.rejected(rejection.code, rejection.figures)
        lines.append(teller.say("pair.part", what=teller.what(part), why=why))
    return Section(teller.say("pair.why"), tuple(lines))


def _by_requirement(rows: tuple[Assignment, ...]) -> list[list[Assignment]]:
    groups: dict[int, list[Assignment]] = {}
    for row in rows:
        groups.setdefault(row.requirement, []).append(row)
    return list(groups.values())


def _row(teller: Teller, rows: list[Assignment]) -> str:
    part = teller.rebuilt.items[rows[0].demand_id].parts[rows[0].requirement]
    about = teller.also([teller.when(rows), teller.charge(rows), teller.terms(rows[0])])
    return teller.say("resource.row", need=rows[0].demand_id, what=teller.what(part), about=about)


def _trial(teller: Teller, facts: PairFacts, trial: Trial) -> Iterator[Section]:
    title = teller.say("pair.trial")
    if trial.outcome == "clash":
        yield Section(teller.say("pair.clash"), tuple(teller.reason(code, given) for code, given in trial.clash))
    elif trial.outcome == "time":
        yield Section(title, (teller.say("pair.time"),))
    elif trial.outcome == "failed":
        messages = (describe(problem, teller.view.lang)[0] for problem in trial.problems)
        yield Section(title, tuple(messages) or (teller.say("pair.failed"),))
    else:
        yield Section(title, tuple(_difference(teller, facts, trial)))


def _code(item: Unserved) -> str:
    """Return the leading reason of a need that is lost; that a pin holds what it lacks is what was asked."""
    return next((code for code, _ in item.reasons if code != "pinned_out"), item.code)


def _difference(teller: Teller, facts: PairFacts, trial: Trial) -> Iterator[str]:
    before, after = trial.before, trial.after
    assert before is not None
    assert after is not None
    if before == after and not (trial.lost or trial.gained):
        yield teller.say("pair.same")
    else:
        yield teller.say("pair.needs", before=before.needs, after=after.needs)
        if before.must != after.must:
            yield teller.say("pair.must", before=before.must, after=after.must)
        yield teller.say("pair.priority", before=number(before.priority), after=number(after.priority))
        yield teller.say("pair.score", before=number(before.score), after=number(after.score))
    for name, was, now in trial.tiers:
        if name in _APART and abs(was - now) > EPSILON:
            before_said, after_said = (f"{value:.0%}" if name == "fairness" else f"{value:g}" for value in (was, now))
            yield teller.say("pair.tier", tier=teller.words.tier(name), before=before_said, after=after_said)
    codes = {item.need_id: _code(item) for item in trial.reasons}
    if trial.lost:
        named = (
            teller.say("pair.named", need=need_id, reason=teller.words.reason_name(codes[need_id]))
            if need_id in codes
            else need_id
            for need_id in trial.lost
        )
        yield teller.say("pair.lost", needs=teller.join(named))
    if trial.gained:
        yield teller.say("pair.gained", needs=teller.join(trial.gained))
    who = teller.who(facts.resource_id)
    for rows in _by_requirement(trial.rows):
        part = teller.rebuilt.items[rows[0].demand_id].parts[rows[0].requirement]
        about = teller.also([teller.what(part), teller.when(rows), teller.charge(rows)])
        yield teller.say("pair.then", who=who, about=about)
    if trial.instead_of:
        yield teller.say("pair.instead", who=teller.join(map(teller.who, trial.instead_of)))
    if not trial.proven:
        yield teller.say("pair.unproven")
    yield teller.say("pair.how", need=facts.need_id, who=facts.resource_id)
