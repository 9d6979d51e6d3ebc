"""The calendar of gaps: a row a suffix, a column a day, the worst suffixes on top."""

from collections.abc import Sequence
from typing import Any, Literal

import altair as alt

from tidegate.charts.calendar import Cell, Line, worst_first
from tidegate.charts.frame import DAY_LABEL, Chart, data, nothing, picture
from tidegate.charts.rows import Rows, plain

_MEASURES = {
    "gaps": "by probe, else claim",
    "claimed": "if every claim is true",
    "verified": "if only proof counts",
}
_ROW = 15
"""Pixels a row: the least at which its name can be read."""
_STEPS = ((0.0, "0"), (0.01, "≤1 %"), (0.1, "≤10 %"), (0.5, "≤50 %"), (0.9999, "most"), (1.0, "all"))
"""Upper ends of the shades: a single open name must be seen, and so must the difference between most and all."""

_TIGHT = alt.Scale(paddingInner=0.08)
"""A gap between cells that stays narrow where they are."""


def coverage(
    rows: Rows,
    *,
    by: Literal["suffix", "registry"] = "suffix",
    measure: Literal["gaps", "claimed", "verified"] = "gaps",
    top: int = 40,
) -> Chart:
    """A heat map of the share of names that are open: by the best knowledge (`gaps`), or if only claims or only proof
    counted. Rows: `day`, `suffix`, `registry`, `names`, `exempt` and the measure's column, summed where several are of
    one day and line; the `top` worst lines stand alone and the rest in one."""
    text = f"Coverage calendar by {by}, worst first"
    unit = f"open share of each UTC day's names, {_MEASURES[measure]}"
    lines = worst_first(plain(rows), by=by, measure=measure, top=top)
    if not lines:
        return nothing(text, unit)
    said = "; ".join(f"{line.label} {_open(line)} open" for line in lines[:10])
    return picture(_cells(lines, by), _figures(lines), text=text, unit=unit, height=_ROW * len(lines), said=said)


def _cells(lines: Sequence[Line], by: str) -> alt.Chart:
    cells = [_drawn(line.label, day, cell) for line in lines for day, cell in sorted(line.cells.items())]
    tooltip = [
        alt.Tooltip("day:N", title="UTC day"),
        alt.Tooltip("line:N", title=by),
        *(alt.Tooltip(f"{count}:Q", format=",") for count in ("names", "exempt", "denied", "open")),
        alt.Tooltip("share:Q", format=".2%", title="open share"),
    ]
    days = sorted({cell["day"] for cell in cells})
    drawn: alt.Chart = alt.Chart(data(cells)).mark_rect(aria=False)
    return drawn.encode(
        x=alt.X("day:O", scale=_TIGHT, axis=_days(days)), y=_rows(lines), color=_shade(), tooltip=tooltip
    )


def _figures(lines: Sequence[Line]) -> alt.Chart:
    """At the right of each row, how many of its names are open."""
    texts = [{"line": line.label, "open": _open(line)} for line in lines]
    texts[0]["open"] += " open"
    drawn: alt.Chart = alt.Chart(data(texts)).mark_text(style="muted-text", align="left", baseline="middle", dx=8)
    return drawn.encode(x=alt.value("width"), y=_rows(lines), text="open:N")


def _open(line: Line) -> str:
    return f"{line.open:,} of {line.contested:,}"


def _drawn(line: str, day: str, cell: Cell) -> dict[str, Any]:
    step = next(step for end, step in _STEPS if cell.share <= end)
    counts = {"names": cell.names, "exempt": cell.exempt, "denied": cell.denied, "open": cell.open}
    return {"line": line, "day": day, "share": round(cell.share, 6), "step": step, **counts}


def _rows(lines: Sequence[Line]) -> alt.Y:
    names = [line.label for line in lines]
    return alt.Y("line:N", scale=alt.Scale(domain=names, paddingInner=0.08), axis=alt.Axis(grid=False, labelLimit=220))


def _days(days: Sequence[str]) -> alt.Axis:
    """About eight days written out, the first among them."""
    shown = list(days[:: -(-len(days) // 8)])
    return alt.Axis(
        values=shown, labelExpr=DAY_LABEL, labelAngle=0, labelAlign="left", labelOverlap="greedy", grid=False
    )


def _shade() -> alt.Color:
    steps = [step for _, step in _STEPS]
    legend = alt.Legend(symbolType="square", symbolSize=64, columnPadding=7)  # narrow enough for a phone
    return alt.Color("step:O", scale=alt.Scale(domain=steps), legend=legend)
