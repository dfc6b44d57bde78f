"""The facts of an answer as plain data, by ids."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from commatch.explaining.answer import Explanation
from commatch.explaining.need import NeedFacts, PartFacts
from commatch.explaining.pair import PairFacts, Trial, Worth
from commatch.explaining.rebuild import Rebuilt
from commatch.explaining.resource import ResourceFacts
from commatch.explaining.standing import Standing, Turned
from commatch.matching.candidates import Judged
from commatch.matching.plan import Assignment
from commatch.matching.rules.base import Figures
from commatch.telling.document import slot_item
from commatch.telling.report import Report

__all__ = ["facts_item"]


def facts_item(answer: Explanation, report: Report) -> dict[str, Any]:
    """Return the facts of an answer under ``need``, ``resource`` or ``pair``; nothing where there are none."""
    rebuilt, facts = answer.rebuilt, answer.facts
    if rebuilt is None or facts is None:
        return {}
    of = _Facts(rebuilt, report)
    if isinstance(facts, NeedFacts):
        return {"need": of.need(facts)}
    return {"pair": of.pair(facts)} if isinstance(facts, PairFacts) else {"resource": of.resource(facts)}


class _Facts:
    def __init__(self, rebuilt: Rebuilt, report: Report) -> None:
        self.rebuilt, self.report = rebuilt, report

    def need(self, facts: NeedFacts) -> dict[str, Any]:
        demand, unserved = facts.demand, facts.unserved
        return {
            "need_id": facts.need.need_id,
            "title": self.report.shown(facts.need.title),
            "state": facts.state,
            "status": facts.need.status.value,
            "project_id": self._project(facts),
            "need_ids": list(demand.need_ids) if demand else [facts.need.need_id],
            "priority": float(demand.priority) if demand else None,
            "slots": [slot_item(slot) for slot in facts.slots],
            "reasons": [
                {"code": code, "figures": self.figures(given)} for code, given in (unserved.reasons if unserved else ())
            ],
            "requirements": [self.part(part) for part in facts.parts],
            "decision": facts.decision,
            "remedy": self.report.shown(facts.remedy),
        }

    def _project(self, facts: NeedFacts) -> str | None:
        if facts.state != "served" or facts.demand is None:
            return None
        return f"{self.rebuilt.inst.month:%Y-%m}-{facts.demand.demand_id}"

    def part(self, facts: PartFacts) -> dict[str, Any]:
        return {
            **self.asked(facts.part),
            "asked": facts.part.asked,
            "offers": facts.offers,
            "candidates": facts.part.of,
            "rows": [self.row(row) for row in facts.rows],
            "others": [self.standing(item) for item in facts.others],
            "turned_down": [self.turned(item) for item in facts.turned_down],
        }

    def resource(self, facts: ResourceFacts) -> dict[str, Any]:
        return {
            "resource_id": facts.resource.resource_id,
            **({"name": facts.resource.name} if self.report.show_personal else {}),
            "kind": facts.kind.value,
            "active": facts.resource.active,
            "why_not": facts.why_not,
            "capacity": [{"what": item.what, "used": item.used, "there": item.there} for item in facts.capacity],
            "rows": [self.row(row) for row in facts.rows],
            "openings": [
                {
                    "need_id": item.demand_id,
                    **self.asked(item.part),
                    **self.standing(item.standing),
                    "served_by": list(dict.fromkeys(row.resource_id for row in item.rows)),
                    "scores": [tenths / 10 for tenths in item.scores],
                    "unserved": item.reason or None,
                }
                for item in facts.openings
            ],
            "shut": [
                {
                    "code": item.code,
                    "needs": [
                        {"need_id": one.demand_id, "figures": self.figures(one.rejection.figures)}
                        for one in item.closed
                    ],
                }
                for item in facts.shut
            ],
            "asking": facts.asking,
            "demands": facts.demands,
            "opens": [
                {"code": item.code, "figures": self.figures(item.figures), "need_ids": list(item.demand_ids)}
                for item in facts.loosened
            ],
        }

    def pair(self, facts: PairFacts) -> dict[str, Any]:
        return {
            "need_id": facts.need_id,
            "resource_id": facts.resource_id,
            "state": facts.state,
            "rows": [self.row(row) for row in facts.rows],
            "stands": [{**self.asked(part), **self.standing(item)} for part, item in facts.standings],
            "turned_down": [
                {**self.asked(part), "code": item.code, "figures": self.figures(item.figures)}
                for part, item in facts.rejections
            ],
            "trial": None if facts.trial is None else self.trial(facts.trial),
        }

    def trial(self, trial: Trial) -> dict[str, Any]:
        return {
            "outcome": trial.outcome,
            "before": _worth(trial.before),
            "after": _worth(trial.after),
            "lost": list(trial.lost),
            "gained": list(trial.gained),
            "rows": [self.row(row, score=False) for row in trial.rows],
            "instead_of": list(trial.instead_of),
            "tiers": [{"name": name, "before": was, "after": now} for name, was, now in trial.tiers],
            "clash": [{"code": code, "figures": self.figures(given)} for code, given in trial.clash],
            "proven": trial.proven,
        }

    def asked(self, part: Judged) -> dict[str, Any]:
        return {"kind": part.requirement.kind.value, "requirement": self.report.shown(part.requirement.what)}

    def row(self, row: Assignment, *, score: bool = True) -> dict[str, Any]:
        found: dict[str, Any] = {
            "need_id": row.demand_id,
            "kind": row.kind.value,
            "resource_id": row.resource_id,
            "slot": slot_item(row.slot) if row.slot else None,
            "quantity": row.quantity,
            "hours": row.hours,
            "amount": row.amount,
        }
        if score:
            asking = self.rebuilt.items[row.demand_id].parts[row.requirement].asking
            tenths = self.rebuilt.score(row)
            terms = asking.terms(self.rebuilt.inst.resource[row.resource_id])
            found["score"] = None if tenths is None else tenths / 10
            found["terms"] = [{"code": item.code, "points": item.tenths / 10} for item in terms]
        return found

    def standing(self, item: Standing) -> dict[str, Any]:
        return {
            "resource_id": item.resource_id,
            "score": item.tenths / 10,
            "code": item.code,
            "by": list(item.by),
            "figures": self.figures(item.figures),
        }

    def turned(self, item: Turned) -> dict[str, Any]:
        return {
            "code": item.code,
            "count": item.count,
            "nearest": item.nearest,
            "figures": self.figures(item.figures),
        }

    def figures(self, figures: Figures) -> Mapping[str, str]:
        return {name: self.report.shown(value) for name, value in figures}


def _worth(worth: Worth | None) -> dict[str, Any] | None:
    if worth is None:
        return None
    return {"needs": worth.needs, "must": worth.must, "priority": worth.priority, "score": worth.score}
