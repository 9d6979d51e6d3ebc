"""Names written at the ends of their lines, instead of a legend, and kept from lying on each other."""

from collections.abc import Callable, Sequence
from typing import Any

import altair as alt

from tidegate.charts.frame import HEIGHT, data
from tidegate.charts.series import colour

_LINE = 14
"""Pixels from one label to the next."""


def end_labels(
    rows: Sequence[dict[str, Any]],
    models: list[str],
    *,
    value: str,
    form: Callable[[Any], str],
    height: Callable[[float], float],
) -> alt.Chart:
    """A text at the right of the plot for each model: its name and its last value. `rows` have `at` and `model`.

    `height` gives a value's place as a share of the plot's height, 0 at the bottom and 1 at the top.
    """
    last = [max((row for row in rows if row["model"] == model), key=lambda row: row["at"]) for model in models]
    places = apart([HEIGHT * (1 - height(row[value])) for row in last], _LINE, HEIGHT)
    texts = [
        {"model": model, "label": f"{model}  {form(row[value])}", "place": place}
        for model, row, place in zip(models, last, places, strict=True)
    ]
    drawn: alt.Chart = alt.Chart(data(texts)).mark_text(align="left", baseline="middle", dx=10, fontWeight=600)
    y = alt.Y("place:Q", scale=None, axis=None)
    return drawn.encode(x=alt.value("width"), y=y, text="label:N", color=colour("model", models))


def apart(places: Sequence[float], gap: float, last: float) -> list[float]:
    """`places`, moved as little as needed so that each is at least `gap` from the next, none below 0 nor above `last`.

    Any unit. Where there is no room for all, the gap shrinks.
    """
    if not places:
        return []
    gap = min(gap, last / max(1, len(places) - 1))
    order = sorted(range(len(places)), key=lambda index: places[index])
    moved = [0.0] * len(places)
    floor = 0.0
    for index in order:
        moved[index] = max(places[index], floor)
        floor = moved[index] + gap
    ceiling = last
    for index in reversed(order):
        moved[index] = min(moved[index], ceiling)
        ceiling = moved[index] - gap
    return moved
