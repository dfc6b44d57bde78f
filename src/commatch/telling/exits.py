"""How a command ends: the exit codes, kept from version to version."""

from __future__ import annotations

from enum import IntEnum


class Exit(IntEnum):
    """Exit codes; their words are ``exit.<number>`` in :mod:`commatch.texts.cli`."""

    PLANNED = 0
    BUG = 1
    USAGE = 2
    INPUT = 3
    NO_PLAN = 4
    AUDIT = 5
    OUTPUT = 6
    SOME_FAILED = 7
    BUSY = 8
    TIMED_OUT = 9
    INTERRUPTED = 130

    @property
    def outcome(self) -> str:
        """The outcome as the JSON names it."""
        return _OUTCOMES[self]

    @classmethod
    def of(cls, outcome: str) -> Exit:
        """Return how a command ends that gave such an outcome."""
        return next(code for code, name in _OUTCOMES.items() if name == outcome)


_OUTCOMES = {
    Exit.PLANNED: "planned",
    Exit.BUG: "bug",
    Exit.USAGE: "usage",
    Exit.INPUT: "input_problems",
    Exit.NO_PLAN: "no_plan",
    Exit.AUDIT: "audit_failed",
    Exit.OUTPUT: "output_failed",
    Exit.SOME_FAILED: "some_failed",
    Exit.BUSY: "busy",
    Exit.TIMED_OUT: "timed_out",
    Exit.INTERRUPTED: "interrupted",
}
