"""A project list read again is the plan that was written: nothing is solved, nothing is lost, in either language."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from explained import again, as_recorded, planned, written
from oracle.random_communities import random_community
from oracle.random_tiers import random_month
from previous_books import COMMUNITY, ListBook, plan

from commatch.explaining.listed import listed_plan
from commatch.explaining.rebuild import rebuild
from commatch.explaining.written import read_written
from commatch.matching.instance import Instance
from commatch.matching.plan import Outcome, SolveStatus, Tier
from commatch.previous_projects import Decision
from commatch.settings import Settings, as_text, setting_names
from commatch.times import Half, Slot
from commatch.workbook.schema import Lang

LANGUAGES: list[Any] = ["zh", "en"]
SEEDS = (2, 3, 8, 10, 11, 20, 21, 23, 25, 26, 28, 29)
"""Random months of which there is a plan."""
TIERED = (1, 2, 3, 5, 7)
"""The same of months in which every objective counts."""


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("seed", SEEDS)
def test_the_plan_and_the_reasons_of_a_month_come_back_as_they_were(seed: int, lang: Any, tmp_path: Path) -> None:
    result = planned(random_community(seed))
    rebuilt = again(result, tmp_path, lang)
    complete = rebuilt.complete()
    assert rebuilt.plan == result.plan
    assert complete.unserved == result.unserved
    assert complete.standby == result.standby
    assert complete.outcome is Outcome.PLANNED
    assert rebuilt.listed.edited == ()
    assert as_recorded(rebuilt.tiers) == as_recorded(result.tiers)
    assert rebuilt.worth == pytest.approx(sum(result.candidate(row).tenths for row in result.plan.assignments) / 10)


@pytest.mark.parametrize("seed", TIERED)
def test_a_month_with_every_objective_comes_back_too(seed: int, tmp_path: Path) -> None:
    result = planned(random_month(seed))
    rebuilt = again(result, tmp_path)
    assert rebuilt.plan == result.plan
    assert rebuilt.complete().unserved == result.unserved


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_second_round_comes_back_with_what_it_kept_and_changed(lang: Any, tmp_path: Path) -> None:
    from commatch.assemble.joined import joined

    first = plan().as_previous()
    projects = (
        replace(item, decision=Decision.CONFIRM) if item.demand_id == "N02"
        else replace(item, decision=Decision.REJECT, note="下月再说") if item.demand_id == "N03"
        else item
        for item in first.projects
    )  # fmt: skip
    result = planned(joined(COMMUNITY, replace(first, projects=tuple(projects))))
    found = written(result, tmp_path, lang)
    rebuilt = rebuild(found, result.community)
    assert found.again
    assert not written(plan(), tmp_path, lang).again
    assert rebuilt.plan == result.plan
    complete = rebuilt.complete()
    assert complete.unserved == result.unserved
    assert complete.changes == result.changes
    assert {item.need_id: item.code for item in complete.unserved}["N03"] == "rejected"


def test_every_setting_comes_back_to_its_last_digit(tmp_path: Path) -> None:
    settings = Settings(
        month=dt.date(2026, 12, 1),
        start=dt.date(2026, 12, 3),
        community_name="梧桐里",
        worker="",
        venue_walk=17.123456789,
        weight_near=1 / 3,
        pair_categories=(),
        group_bonus={"骑手": 0.25, "老年人": 0.1},
        group_aliases={"老伯": "老年人", "外卖小哥": "骑手"},
        tiers=("coverage", "quality"),
        fair_groups=("骑手", "老年人"),
        limit_rows=1_048_576,
    )
    found = written(planned(replace(COMMUNITY, settings=settings)), tmp_path)
    assert found.settings is not None
    for name in setting_names():
        said: Any = found.settings[name]
        wanted = getattr(settings, name)
        if isinstance(wanted, int | float) and not isinstance(said, int | float):
            said = type(wanted)(float(said))
        assert said == wanted or said == pytest.approx(wanted, rel=1e-14), name


def test_a_setting_is_written_with_all_its_digits() -> None:
    assert as_text(0.123456789012) == "0.123456789012"
    assert as_text(1234567.5) == "1234567.5"
    assert as_text(20.0) == "20"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_which_objectives_were_not_proven_comes_back(lang: Any, tmp_path: Path) -> None:
    open_tiers = {"coverage_count", "quality"}
    tiers = tuple(
        Tier(tier.name, tier.value, tier.bound + 1, False, SolveStatus.FEASIBLE, "time")
        if tier.name in open_tiers
        else tier
        for tier in plan().tiers
    )
    found = written(replace(plan(), tiers=tiers), tmp_path, lang)
    assert {tier.name for tier in found.tiers if not tier.proven} == open_tiers
    assert {tier.name for tier in written(plan(), tmp_path, lang).tiers if not tier.proven} == set()


# -- edited by hand ------------------------------------------------------------------------------------------------


@pytest.fixture(params=list(Lang))
def edited(request: pytest.FixtureRequest, tmp_path: Path) -> ListBook:
    return ListBook(tmp_path, request.param)


def saved(book: ListBook) -> Any:
    book.book.save(book.path)
    return rebuild(read_written(book.path), COMMUNITY)


def test_sorting_replies_and_decisions_change_nothing(edited: ListBook) -> None:
    import random

    edited.put("projects", {"need_ids": "N01"}, "decision", "改" if edited.lang is Lang.ZH else "change")
    edited.put("assignments", {"need_id": "N02"}, "reply", "同意" if edited.lang is Lang.ZH else "agree")
    for key in ("projects", "assignments", "run"):
        edited.rebuilt(key, random.Random(7), title="梧桐里", extra="自己的一列")
    rebuilt = saved(edited)
    assert rebuilt.plan == plan().plan
    assert rebuilt.listed.edited == ()
    assert rebuilt.listed.decisions == {"N01": "change"}


def test_another_resource_typed_in_is_the_plan_as_it_stands_and_is_audited(edited: ListBook) -> None:
    edited.put("assignments", {"need_id": "N01", "resource_id": "H1"}, "resource_id", "H6")
    rebuilt = saved(edited)
    people = [row.resource_id for row in rebuilt.plan.of("N01") if row.kind == "helper"]
    assert people == ["H6"]
    assert rebuilt.listed.edited == ("N01",)
    assert {item.code for item in rebuilt.violations} == {"level"}
    others = [row for row in plan().plan.assignments if row.demand_id != "N01"]
    assert [row for row in rebuilt.plan.assignments if row.demand_id != "N01"] == others


def test_another_date_in_the_projects_row_moves_all_that_stood_there(edited: ListBook) -> None:
    moved = Slot(dt.date(2026, 12, 9), Half.AFTERNOON)
    edited.put("projects", {"need_ids": "N01"}, "date", moved.date)
    edited.put("projects", {"need_ids": "N01"}, "half_day", edited.half(1))
    rebuilt = saved(edited)
    assert rebuilt.plan.slots["N01"] == (moved,)
    assert {row.slot for row in rebuilt.plan.of("N01")} == {moved, None}
    assert rebuilt.listed.edited == ("N01",)
    assert rebuilt.violations == ()


def test_a_row_that_was_deleted_is_not_in_the_plan(edited: ListBook) -> None:
    edited.delete("assignments", {"need_id": "N02"})
    rebuilt = saved(edited)
    assert len(rebuilt.plan.of("N02")) == len(plan().plan.of("N02")) - 1
    assert rebuilt.listed.edited == ("N02",)
    assert {item.demand_id for item in rebuilt.violations} == {"N02"}


def test_a_project_that_was_deleted_is_not_served(edited: ListBook) -> None:
    edited.delete("projects", {"need_ids": "N08"})
    rebuilt = saved(edited)
    assert "N08" not in rebuilt.plan.slots
    assert rebuilt.listed.edited == ("N08",)


def test_a_resource_of_another_kind_typed_in_is_left_out(edited: ListBook) -> None:
    edited.put("assignments", {"need_id": "N01", "resource_id": "H1"}, "resource_id", "V1")
    rebuilt = saved(edited)
    assert not [row for row in rebuilt.plan.of("N01") if row.kind == "helper"]
    assert rebuilt.listed.edited == ("N01",)
    assert {item.demand_id for item in rebuilt.complete().violations} == {"N01"}


def test_standby_and_remedies_are_read_where_the_list_has_them(edited: ListBook) -> None:
    edited.put("assignments", {"need_id": "N01", "resource_id": "H1"}, "standby", "H6")
    edited.put("unserved", {"need_id": "N06"}, "smallest_remedy", "手语翻译 2 人")
    edited.book.save(edited.path)
    listed = listed_plan(read_written(edited.path), Instance(COMMUNITY))
    assert (listed.standby or {})["N01", "H1"] == "H6"
    assert (listed.remedies or {})["N06"] == "手语翻译 2 人"
