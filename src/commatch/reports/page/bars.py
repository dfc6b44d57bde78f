"""Bars for a page, drawn by pygal: still pictures whose colours are the page's, in light and in dark.

What pygal adds to be a file of its own (a script, styles, the day it was made) is taken out, and nothing but shapes and
text is let through. It takes every character for as wide as a Latin one; room for Chinese labels is made here.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup, escape

from commatch.reports.page.pages import safe_text
from commatch.workbook.look import width_of

__all__ = ["Bar", "bars"]

_WIDTH, _ROW, _FRAME, _GAP = 360, 30, 16, 4
_FONT, _DIGIT = 13, 7.0
"""Size of labels, and how wide a digit of that size is, in pixels."""
_LONGEST = 26
"""The widest that a label gets, in digits."""
_SHAPES = frozenset({"svg", "g", "rect", "text"})
_KEPT = frozenset({"viewBox", "class", "transform", "x", "y", "width", "height"})


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar: its name, what it says in figures, and the lengths of its pieces."""

    name: str
    figures: str
    pieces: tuple[float, ...]


def bars(found: Sequence[Bar], longest: float | None = None) -> Markup:
    """Return bars from top to bottom as SVG.

    Parameters
    ----------
    found : sequence of Bar
        With as many pieces each.
    longest : float, optional
        What a bar over the whole width would be; the longest bar where not given.
    """
    import pygal
    from pygal.style import Style

    labels = [f"{_cut(bar.name)} {bar.figures}" for bar in found]
    most = longest or max((sum(bar.pieces) for bar in found), default=0) or 1
    room = max((width_of(label) * _DIGIT for label in labels), default=0)
    taken = max(map(len, labels), default=0) * 0.6 * _FONT  # what pygal leaves for them
    chart = pygal.HorizontalStackedBar(
        style=Style(label_font_size=_FONT, major_label_font_size=_FONT),
        width=_WIDTH,
        height=_ROW * len(found) + _FRAME,
        margin=_GAP,
        margin_left=round(room - taken) + _GAP,
        range=(0, most),
        js=(),
        css=(),
        no_prefix=True,
        show_legend=False,
        show_x_labels=False,  # of a chart that lies on its side these are the figures below
        show_x_guides=False,
        show_y_guides=False,
        print_values=False,
        truncate_label=-1,
    )
    chart.x_labels = labels[::-1]  # pygal begins at the bottom
    for number in range(max((len(bar.pieces) for bar in found), default=0)):
        chart.add("", [bar.pieces[number] for bar in reversed(found)])
    return Markup(_drawn(chart.render_tree()))


def _cut(name: str) -> str:
    text = str(safe_text(name)).replace("\n", " ")
    if width_of(text) <= _LONGEST:
        return text
    cut = text[:_LONGEST]
    while width_of(cut) > _LONGEST - 2:
        cut = cut[:-1]
    return f"{cut}…"


def _drawn(node: Any) -> str:
    """Return an element of pygal's as text: shapes, where they are, and what class they are of; nothing else."""
    tag = node.tag.rpartition("}")[2] if isinstance(node.tag, str) else ""
    if tag not in _SHAPES:
        return ""
    said = "".join(f' {name}="{escape(value)}"' for name, value in node.attrib.items() if name in _KEPT)
    inside = str(escape((node.text or "").strip())) + "".join(map(_drawn, node))
    return f"<{tag}{said}>{inside}</{tag}>" if inside or tag == "rect" else ""
