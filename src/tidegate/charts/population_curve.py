"""How many distinct addresses check in: live per hour or day, and the footprint since the first day."""

from collections.abc import Sequence
from typing import Any

import altair as alt

from tidegate.charts.frame import HEIGHT, Chart, data, nothing, picture, utc
from tidegate.charts.labels import end_labels
from tidegate.charts.rows import Rows, plain
from tidegate.charts.series import ALL, colour, ordered, shape

_MANY = 90
"""More points than this in a row are a blur: then a thin line stands alone."""


def population(rows: Rows) -> Chart:
    """The live population. Rows: `at` (day or moment, UTC), `model`, `addresses`, and for days `low` and `high`."""
    made = plain(rows)
    hourly = any("T" in row["at"] for row in made)
    banded = _banded(made) is not None
    unit = f"distinct addresses per UTC {'hour' if hourly else 'day'}"
    return _curve(made, "Live population", unit + ("; shaded to the busiest hour" if banded else ""))


def footprint(rows: Rows) -> Chart:
    """The footprint. Rows: `at` (UTC day), `model`, `addresses` and `since`, the first day that is counted."""
    made = plain(rows)
    since = f" since {made[0]['since']}" if made and made[0].get("since") else " so far"
    return _curve(made, "Footprint", f"distinct addresses{since}, by UTC day")


def _curve(rows: Sequence[dict[str, Any]], text: str, unit: str) -> Chart:
    if not rows:
        return nothing(text, unit)
    models = ordered(row["model"] for row in rows)
    top = 1.04 * max(1, *(row.get("high") or row["addresses"] for row in rows))
    base = alt.Chart(data([_told(row) for row in rows])).encode(
        x=utc("at", [row["at"] for row in rows]),
        y=alt.Y("addresses:Q", scale=alt.Scale(domain=[0, top], nice=False), axis=alt.Axis(format=",d", tickCount=4)),
        color=colour("model", models),
    )
    layers = [
        *_band(base, _banded(rows)),
        *_lines(base, models, len({row["at"] for row in rows})),
        end_labels(rows, models, value="addresses", form="{:,}".format, height=lambda value: value / top),
    ]
    said = "; ".join(f"{model} {_last(rows, model):,}" for model in models)
    return picture(*layers, text=text, unit=unit, height=HEIGHT, said=said)


def _banded(rows: Sequence[dict[str, Any]]) -> str | None:
    """The model whose range is shaded: the sum, or the only one. The others' stand in their tooltips, for calm."""
    ranged = {row["model"] for row in rows if row.get("low") is not None}
    if ALL in ranged:
        return ALL
    return ranged.pop() if len(ranged) == 1 else None


def _band(base: alt.Chart, model: str | None) -> list[alt.Chart]:
    if model is None:
        return []
    mine = base.transform_filter(alt.FieldEqualPredicate(field="model", equal=model))
    return [mine.mark_area(opacity=0.1).encode(y="low:Q", y2="high:Q")]


def _lines(base: alt.Chart, models: list[str], moments: int) -> list[alt.Chart]:
    if moments > _MANY:
        return [base.mark_line(strokeWidth=1)]
    tooltip = [
        alt.Tooltip("when:N", title="UTC"),
        alt.Tooltip("model:N"),
        alt.Tooltip("addresses:Q", format=","),
        alt.Tooltip("range:N", title="busiest hour to whole"),
    ]
    points = base.mark_point(filled=True, size=32, opacity=1)
    return [base.mark_line(strokeWidth=2), points.encode(shape=shape("model", models), tooltip=tooltip)]


def _told(row: dict[str, Any]) -> dict[str, Any]:
    """`row` with its moment and its range in words."""
    low, high = row.get("low"), row.get("high")
    span = f"{low:,} to {high:,}" if low is not None and high is not None else "–"
    kept = {key: row[key] for key in ("at", "model", "addresses")}
    return {**kept, "low": low, "high": high, "when": row["at"].replace("T", " ").removesuffix(":00Z"), "range": span}


def _last(rows: Sequence[dict[str, Any]], model: str) -> int:
    return int(max((row for row in rows if row["model"] == model), key=lambda row: row["at"])["addresses"])
