"""How time and memory grow with the needs: two log-log panels as plain SVG."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

WIDTH, HEIGHT, PANEL, TOP, LEFT, ACROSS, DOWN = 900, 400, 450, 56, 56, 270, 280
COLOURS = ("#1b1b1b", "#2a6fbb", "#c2571a", "#2e8540", "#7b4fa3")
SHOWN = ("community", "quarter", "street", "city")
"""Cases of one kind, from small to large."""
PHASES = (("judge", "judge"), ("start", "greedy start"))
Points = list[tuple[float, float]]


@dataclass(frozen=True, slots=True)
class Series:
    """A line: its name, its points (needs, figure), its colour."""

    name: str
    points: Points
    colour: str


def draw(months: Mapping[str, Mapping[str, Any]]) -> str:
    """Return the picture of a run's months."""
    shown = [months[name] for name in SHOWN if name in months]
    limit = max((one["time_limit"] for one in shown), default=0)
    named: list[tuple[str, Points]] = [("all of match", [(one["needs"], one["seconds"]["match"]) for one in shown])]
    named += [
        (label, [(one["needs"], one["phases"][key]) for one in shown if key in one["phases"]]) for key, label in PHASES
    ]
    named += [
        (key, [(one["needs"], one["seconds"][key]) for one in shown if key in one["seconds"]])
        for key in ("read", "write")
    ]
    seconds = [Series(name, points, COLOURS[number]) for number, (name, points) in enumerate(named)]
    memory = [Series("peak", [(one["needs"], max(one["megabytes"].values())) for one in shown], COLOURS[1])]
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" font-family="sans-serif" '
            f'font-size="12" fill="#333">',
            f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#ffffff"/>',
            *_panel(0, f"Seconds, all tiers (solving stops at {limit:g} s)", seconds),
            *_panel(PANEL, "Peak memory, MB", memory),
            "</svg>\n",
        ]
    )


def write(months: Mapping[str, Mapping[str, Any]], path: Path) -> None:
    """Write the picture; nothing where there are fewer than two sizes."""
    if sum(name in months for name in SHOWN) > 1:
        path.write_text(draw(months), encoding="utf-8")


def _decades(values: Sequence[float]) -> tuple[int, int]:
    low, high = math.floor(math.log10(min(values))), math.ceil(math.log10(max(values)))
    return low, max(high, low + 1)


def _panel(left: int, title: str, lines: Sequence[Series]) -> list[str]:
    points = [point for line in lines for point in line.points if point[1] > 0]
    x_low, x_high = _decades([x for x, _ in points])
    y_low, y_high = _decades([y for _, y in points])

    def at(x: float, y: float) -> tuple[float, float]:
        return (
            left + LEFT + ACROSS * (math.log10(x) - x_low) / (x_high - x_low),
            TOP + DOWN * (1 - (math.log10(y) - y_low) / (y_high - y_low)),
        )

    found = [f'<text x="{left + LEFT}" y="{TOP - 24}" font-size="14" font-weight="bold">{title}</text>']
    bottom = 10.0**y_low
    for power in range(x_low, x_high + 1):
        x, y = at(10.0**power, bottom)
        found.append(f'<line x1="{x:.1f}" y1="{TOP}" x2="{x:.1f}" y2="{y:.1f}" stroke="#e4e4e4"/>')
        found.append(f'<text x="{x:.1f}" y="{y + 18:.1f}" text-anchor="middle">{10**power:,}</text>')
    for power in range(y_low, y_high + 1):
        x, y = at(10.0**x_low, 10.0**power)
        found.append(f'<line x1="{x:.1f}" y1="{y:.1f}" x2="{x + ACROSS:.1f}" y2="{y:.1f}" stroke="#e4e4e4"/>')
        found.append(f'<text x="{x - 8:.1f}" y="{y + 4:.1f}" text-anchor="end">{10.0**power:,g}</text>')
    found.append(f'<text x="{left + LEFT + ACROSS / 2}" y="{TOP + DOWN + 40}" text-anchor="middle">needs</text>')
    for line in lines:
        found += _line(line, [at(*point) for point in line.points if point[1] > 0])
    return found + _labels(lines, at)


def _line(line: Series, places: Sequence[tuple[float, float]]) -> list[str]:
    path = " ".join(f"{x:.1f},{y:.1f}" for x, y in places)
    dots = [f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3" fill="{line.colour}"/>' for x, y in places]
    return [f'<polyline points="{path}" fill="none" stroke="{line.colour}" stroke-width="2"/>', *dots]


def _labels(lines: Sequence[Series], at: Any) -> list[str]:
    """Name every line at its right end, kept apart from one another."""
    ends = sorted((at(*line.points[-1])[1], at(*line.points[-1])[0], line) for line in lines if line.points)
    found, lowest = [], -math.inf
    for y, x, line in ends:
        y = max(y, lowest + 15)
        lowest = y
        found.append(f'<text x="{x + 9:.1f}" y="{y + 4:.1f}" fill="{line.colour}">{line.name}</text>')
    return found
