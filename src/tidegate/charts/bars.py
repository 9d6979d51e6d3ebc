"""Horizontal bars with their figures written beside them: nothing to look up on an axis."""

from collections.abc import Sequence
from typing import Any

import altair as alt

from tidegate.charts.frame import data


def bars(rows: Sequence[dict[str, Any]], *, named: str, value: str, tooltip: list[alt.Tooltip]) -> list[alt.Chart]:
    """A bar a row, in the rows' order: `named` and `value` are columns, and `label` is written beside the bar."""
    base = row_chart(rows, named=named, value=value)
    drawn: alt.Chart = base.mark_bar(height=13, cornerRadiusEnd=2).encode(tooltip=tooltip)
    return [drawn, beside(base)]


def beside(base: alt.Chart) -> alt.Chart:
    """The column `label` at the right of the plot, where there is room at any width."""
    words: alt.Chart = base.mark_text(align="left", baseline="middle", dx=10)
    return words.encode(x=alt.value("width"), text="label:N")


def row_chart(rows: Sequence[dict[str, Any]], *, named: str, value: str) -> alt.Chart:
    """A line of its own for each row; the longest takes the whole width."""
    longest = max(row[value] for row in rows) or 1
    names = [row[named] for row in rows]
    return alt.Chart(data(rows)).encode(
        x=alt.X(value, type="quantitative", axis=None, scale=alt.Scale(domain=[0, longest], nice=False)),
        y=alt.Y(named, type="nominal", sort=names, axis=alt.Axis(grid=False, labelLimit=260)),
    )
