"""Spoilt files: each is read, or refused with a code, in ten seconds and a gigabyte, without a word elsewhere."""

from __future__ import annotations

import sys

import pytest
from mutants.make import mutant

if sys.platform == "win32":  # no way there to hold a process to its memory, nor to copy one
    pytest.skip("needs fork and a limit of address space", allow_module_level=True)

from mutants.run import outcomes

SEED = 1


def test_a_mutant_is_the_same_every_time() -> None:
    for number in range(0, 200, 7):
        assert mutant(SEED, number) == mutant(SEED, number)
    assert mutant(SEED, 11).data != mutant(SEED + 1, 11).data


def test_two_hundred_spoilt_files_are_read_or_refused_in_good_order() -> None:
    found = list(outcomes(SEED, range(200)))
    assert {one.name: one.fault for one in found if one.fault} == {}
    assert len({code for one in found for code in one.codes or []}) > 10


@pytest.mark.slow
@pytest.mark.parametrize("seed", [SEED, 2, 3, 4])
def test_two_thousand_spoilt_files_are_read_or_refused_in_good_order(seed: int) -> None:
    found = list(outcomes(seed, range(2_000)))
    assert {one.name: one.fault for one in found if one.fault} == {}
    assert max(one.megabytes for one in found) < 800
