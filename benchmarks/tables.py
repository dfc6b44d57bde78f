"""A run's figures as Markdown tables."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from targets import Target, coverage, within

Figures = Mapping[str, Any]
LABELS = {"start": "greedy start"}
MET = {True: "yes", False: "**no**", None: "open"}


def across(rows: Sequence[Mapping[str, str]]) -> str:
    """Return rows as a Markdown table with a column a row, and a line a key."""
    keys = list(dict.fromkeys(key for row in rows for key in row))
    lines = ["| " + " | ".join([keys[0], *(row[keys[0]] for row in rows)]) + " |", "|" + " --- |" * (len(rows) + 1)]
    lines += ["| " + " | ".join([key, *(row.get(key, "–") for row in rows)]) + " |" for key in keys[1:]]
    return "\n".join(lines)


def down(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Return rows as a Markdown table."""
    return "\n".join("| " + " | ".join(row) + " |" for row in (head, ["---"] * len(head), *rows))


def number(value: float) -> str:
    """Return a figure with thousands apart, and a decimal where it has one."""
    return f"{value:,.2f}".rstrip("0").rstrip(".") if "." in f"{value:.2f}" else f"{value}"


def of_targets(found: Sequence[Target]) -> str:
    """Return the targets' table."""
    rows = [(one.size, one.target, one.measured, one.peer, MET[one.met]) for one in found]
    return down(("case", "target", "measured", "peer", "met"), rows)


def of_months(months: Sequence[Figures]) -> str:
    """Return the table of phases, tiers, ratios and memory."""
    return across([_month(one) for one in months])


def _month(one: Figures) -> dict[str, str]:
    ratios, seconds, phases = one["ratios"], one["seconds"], one["phases"]
    row = {"case": one["case"], **one["kind"], "columns × rows": f"{one['columns']:,} × {one['rows']:,}"}
    row["drawn"] = f"{seconds['draw']:.2f} s"
    if "read" in seconds:
        row["read"] = f"{seconds['read']:.2f} s"
    row |= {LABELS.get(name, name): f"{took:.2f} s" for name, took in phases.items()}
    if "write" in seconds:
        row["write"] = f"{seconds['write']:.2f} s"
    row["all of match"] = f"{seconds['match']:.1f} s"
    if "command" in one:
        row["whole command"] = f"{one['command']:.2f} s"
    row["peak memory"] = f"{max(one['megabytes'].values()):,.0f} MB"
    row["hand over, stock PuLP"] = f"{ratios['handover']:.3f} s, {ratios['handover_stock']:.2f} s"
    row["hand over ÷ stock"] = f"{ratios['handover_ratio']:.3f}"
    row["build ÷ raw arrays"] = f"{ratios['build_ratio']:.2f}"
    if "solves_ratio" in ratios:
        row["solves ÷ raw HiGHS"] = f"{ratios['solves_ratio']:.2f} ({ratios['solves']} solves)"
    row["greedy coverage"] = f"{one['greedy']:,.1f}"
    for tier in one["tiers"]:
        stopped = "" if tier["proven"] else f" (stopped by {tier['stopped_by'] or 'the solver'})"
        row[f"tier {tier['name']}"] = (
            f"{number(tier['value'])} of {number(tier['bound'])}{stopped}, {tier['seconds']:.2f} s"
        )
    row["violations"] = str(one["violations"])
    return row


def of_peers(months: Sequence[Figures]) -> str:
    """Return the table of peers: value, bound and seconds of coverage, ours first."""
    rows: list[Sequence[str]] = []
    for one in months:
        tiers = [tier for tier in within(one)["tiers"] if tier["name"] == "coverage"]
        for tier in tiers:
            took, said = f"{tier['seconds']:.1f} s", "proven" if tier["proven"] else ""
            audited = f"{within(one)['violations']} violations"
            rows.append(
                (one["case"], "commatch", f"{coverage(one):,.1f}", f"{tier['bound']:,.1f}", took, said, audited)
            )
        for peer in one.get("peers", {}).values():
            rows.append((one["case"], *_peer(peer)))
    return down(("case", "who", "coverage", "bound", "seconds", "ended", "audit"), rows)


def _peer(peer: Figures) -> Sequence[str]:
    value, bound, took = (peer.get(name) for name in ("value", "bound", "seconds"))
    spent = "–" if took is None else f"{took:.1f} s"
    if "building" in peer:
        spent += f" + {peer['building']:.1f} s building"
    return (
        str(peer["peer"]),
        "–" if value is None else f"{value:,.1f}",
        "–" if bound is None else f"{bound:,.1f}",
        spent,
        "proven" if peer["proven"] else str(peer["status"]).casefold(),
        f"{peer['violations']} violations" if "violations" in peer else "–",
    )


def of_pairs(pairs: Sequence[Figures]) -> str:
    """Return the table of the generalised assignment problems."""
    rows = []
    for one in pairs:
        peers = [f"{peer['value']:g}, {peer['seconds']:.1f} s" for peer in one["peers"] if peer["value"] is not None]
        got = f"{one['value']:,g}{'' if one['proven'] else ' (not proven)'}, {one['seconds']:.1f} s"
        reached = "yes" if one["value"] == one["optimum"] and one["served"] == one["jobs"] else "**no**"
        size = f"{one['agents']} × {one['jobs']}"
        rows.append((one["case"], size, f"{one['optimum']:,}", got, reached, "; ".join(peers) or "–"))
    return down(("case", "agents × jobs", "optimum", "commatch", "reached", "CP-SAT; HiGHS, plain formulation"), rows)
