"""The targets, worked out from a run's figures: what was asked, what was measured, what a peer did, met or not."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

Figures = Mapping[str, Any]
LARGE = 100_000
"""Columns from which on handing over is judged."""
LEAST_BOUND = 1e-9
EASIER = frozenset({"dense", "dense-scarce"})
"""Cases with a line only where they were measured: there are harder ones of their size."""


@dataclass(frozen=True, slots=True)
class Target:
    """A target's line; ``met`` is ``None`` where nothing was measured that could tell."""

    size: str
    target: str
    measured: str
    peer: str
    met: bool | None


def targets(run: Figures) -> list[Target]:
    """Return every target's line.

    Parameters
    ----------
    run : mapping
        The figures of a run: ``months`` by case, ``many``, and the machine's.
    """
    months: Mapping[str, Figures] = run.get("months", {})
    return [
        *_community(months.get("community")),
        *_five_hundred(months),
        *_within(months, ("dense-scarce", "quarter-scarce"), 0.003),
        *_within(months, ("street",), 0.001),
        *_within(months, ("street-scarce",), 0.04, 0.02),
        *_within(months, ("city",), 0.006),
        _greedy(list(months.values())),
        *_ratios(list(months.values())),
        _many(run.get("many")),
    ]


def within(month: Figures) -> Figures:
    """Return the figures of the search that had the peers' limit: of coverage alone, or of all tiers if small."""
    return month.get("within", month)


def tier(month: Figures, name: str) -> Figures | None:
    """Return a tier's figures in the search that had the peers' limit."""
    return next((one for one in within(month)["tiers"] if one["name"] == name), None)


def coverage(month: Figures) -> float:
    """Return the coverage of the plan when its tier ended; what fairness gives up afterwards is its own."""
    found = tier(month, "coverage")
    return float(month["plan"] if found is None else found["value"])


def _peer(month: Figures, *names: str) -> Figures | None:
    return next((month["peers"][name] for name in names if name in month.get("peers", {})), None)


def best_bound(month: Figures) -> float:
    """Return the least bound of coverage that anyone proved."""
    own = tier(month, "coverage")
    bounds: list[float] = [own["bound"]] if own else []
    bounds += [one["bound"] for one in month.get("peers", {}).values() if one.get("bound") is not None]
    return min(bounds)


def _community(month: Figures | None) -> Iterator[Target]:
    size = "community, 60 × 80"
    proven = "every tier proven"
    if month is None:
        yield Target(size, proven, "–", "–", None)
        return
    tiers = month["tiers"]
    rest = [one["name"] for one in tiers if not one["proven"]]
    yield Target(size, proven, f"{len(tiers) - len(rest)} of {len(tiers)}", "–", not rest)
    if "command" in month:
        took = month["command"]
        yield Target(size, "whole `match` command ≤ 3 s", f"{took:.2f} s", "–", took <= 3)
    if "solves_ratio" in month["ratios"]:
        ratio = month["ratios"]["solves_ratio"]
        yield Target(size, "all solves ≤ 1.3 × raw HiGHS", f"{ratio:.2f}", "1", ratio <= 1.3)


def _five_hundred(months: Mapping[str, Figures]) -> Iterator[Target]:
    for name in ("dense", "quarter"):
        month = months.get(name)
        size = f"{name}, 500 × 600"
        if month is None and name in EASIER:
            continue
        if month is None:
            yield Target(size, "coverage ≥ 99.9 % of the optimum or the best bound", "–", "–", None)
            continue
        bound = best_bound(month)
        share = coverage(month) / max(LEAST_BOUND, bound)
        peer = _peer(month, "cp-sat", "cp-sat greedy")
        said = "–" if peer is None or peer["value"] is None else f"CP-SAT {peer['value'] / bound:.2%}"
        yield Target(size, "coverage ≥ 99.9 % of the optimum or the best bound", f"{share:.3%}", said, share >= 0.999)
        if peer is not None:
            yield _faster(size, month, peer)


def _faster(size: str, month: Figures, peer: Figures) -> Target:
    """Compare the seconds to a proof where both gave one, else those to our coverage."""
    search = within(month)
    solving = sum(one["seconds"] for one in search["tiers"] if one["name"] in ("must", "coverage"))
    ours = search["phases"].get("start", 0.0) + solving
    own = tier(month, "coverage")
    text = f"{ours:.1f} s"
    if peer["proven"] and own is not None and own["proven"]:
        theirs, said = peer["seconds"], f"CP-SAT {peer['seconds']:.1f} s to its proof"
    else:
        value = coverage(month)
        when = next((seconds for seconds, found in peer.get("found", ()) if found >= value - 1e-6), None)
        theirs = peer.get("seconds", 0.0) if when is None else when
        said = f"CP-SAT not there after {theirs:.0f} s" if when is None else f"CP-SAT there after {when:.1f} s"
    enough = theirs >= 3 * ours
    stopped = "not there" in said  # it may have needed any time beyond its limit
    return Target(size, "≥ 3 × faster than CP-SAT", text, said, None if stopped and not enough else enough)


def _within(months: Mapping[str, Figures], names: Sequence[str], *limits: float) -> Iterator[Target]:
    """Compare with the relaxation's bound, and with CP-SAT from the same start."""
    for name in names:
        month = months.get(name)
        asked = ", then ".join(f"≤ {limit * 100:g} %" for limit in limits) + " below the LP bound"
        if month is None and name in EASIER:
            continue
        if month is None:
            yield Target(name, asked, "–", "–", None)
            continue
        size = f"{name}, {month['needs']:,} × {month['helpers']:,}, {month['limit']:g} s"
        relaxed = _peer(month, "relaxation")
        value, peer = coverage(month), _peer(month, "cp-sat greedy fewer", "cp-sat greedy", "cp-sat")
        if relaxed is None or relaxed["bound"] is None:
            yield Target(size, asked, f"coverage {value:,.1f}", "–", None)
        else:
            bound = relaxed["bound"]
            gap = 1 - value / bound
            said = "–" if peer is None or peer["value"] is None else f"CP-SAT {1 - peer['value'] / bound:.2%}"
            measured, best = f"{gap:.2%}", best_bound(month)
            if best < bound - 0.05:
                measured += f", {1 - value / best:.2%} below the best bound"
            if len(limits) > 1 and gap <= limits[-1]:
                measured += " (the second too)"
            yield Target(size, asked, measured, said, gap <= limits[0])
        if peer is not None:
            theirs = peer["value"]
            said = peer["status"] if theirs is None else f"{theirs:,.1f}"
            behind = theirs is not None and value < theirs - 1e-6
            yield Target(size, f"not behind {peer['peer']}", f"{value:,.1f}", said, not behind)


def _greedy(months: Sequence[Figures]) -> Target:
    below = [
        one["case"]
        for one in months
        if (one["must"] or 0, coverage(one) + 1e-6) < (one["greedy_must"] if one["must"] else 0, one["greedy"])
    ]
    gains = [coverage(one) / one["greedy"] - 1 for one in months if one["greedy"]]
    measured = f"coverage {min(gains):+.1%} to {max(gains):+.1%}" if gains else "–"
    measured += f"; below in {', '.join(below)}" if below else ""
    return Target(
        "all", "never below greedy, by must and then by coverage", measured, "greedy", not below if months else None
    )


def _ratios(months: Sequence[Figures]) -> Iterator[Target]:
    builds = [one["ratios"]["build_ratio"] for one in months]
    yield Target(
        "all",
        "building ≤ 5 × raw arrays",
        f"{max(builds):.2f} at most" if builds else "–",
        "1",
        max(builds) <= 5 if builds else None,
    )
    large = [one["ratios"]["handover_ratio"] for one in months if one["columns"] >= LARGE]
    yield Target(
        f"{LARGE // 1000}k columns and more",
        "handing over ≤ .1 × stock PuLP",
        f"{max(large):.3f} at most" if large else "–",
        "1",
        max(large) <= 0.1 if large else None,
    )


def _many(found: Mapping[str, float] | None) -> Target:
    target = "≤ 1 core-second each beyond start-up, no more for many than for few"
    if not found:
        return Target("many communities", target, "–", "–", None)
    counts = sorted(found, key=int)
    measured = ", ".join(f"{found[count]:.2f} s each of {count}" for count in counts)
    flat = found[counts[-1]] <= 1.1 * found[counts[0]]
    return Target("many communities", target, measured, "–", flat and max(found.values()) <= 1)
