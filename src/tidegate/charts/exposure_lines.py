"""The probability that a bot would reach an adversary who holds the gaps, per day and model."""

from math import asinh
from typing import Any

import altair as alt

from tidegate.charts.frame import HEIGHT, Chart, data, nothing, picture, utc
from tidegate.charts.labels import end_labels
from tidegate.charts.rows import Rows, plain
from tidegate.charts.series import colour, ordered, shape

_TEXT = "Exposure"
_UNIT = "a bot's chance per UTC day to reach who takes the gaps"
_FINE = 0.001
"""Below about this the scale is linear, so that nought has its place; above, each tenfold takes the same height."""
_TICKS = [0, 0.001, 0.01, 0.1, 1]
_SMALLEST = 0.0001
"""Smaller chances are not told apart in writing."""


def exposure(rows: Rows, threshold: float | None = None) -> Chart:
    """Rows: `day`, `model`, `exposure` (0 to 1); `threshold` is the line that the playbook draws."""
    made = [_told(row) for row in plain(rows)]
    if not made:
        return nothing(_TEXT, _UNIT)
    models = ordered(row["model"] for row in made)
    base = alt.Chart(data(made)).encode(
        x=utc("at", [row["at"] for row in made]), y=_scale(), color=colour("model", models)
    )
    tooltip = [alt.Tooltip("day:N", title="UTC day"), alt.Tooltip("model:N"), alt.Tooltip("chance:N", title=_TEXT)]
    layers = [
        *(_threshold(threshold) if threshold else []),
        base.mark_line(strokeWidth=2, interpolate="step"),
        base.mark_point(filled=True, size=30, opacity=1).encode(shape=shape("model", models), tooltip=tooltip),
        end_labels(made, models, value="exposure", form=percent, height=_height),
    ]
    worst = max(made, key=lambda row: float(row["exposure"]))
    said = f"at worst {worst['chance']}, {worst['model']} on {worst['day']}"
    return picture(*layers, text=_TEXT, unit=_UNIT, height=HEIGHT, said=said)


def _told(row: dict[str, Any]) -> dict[str, Any]:
    kept = {key: row[key] for key in ("day", "model", "exposure")}
    return {**kept, "at": row["day"], "chance": percent(row["exposure"])}


def percent(share: float) -> str:
    """`share` for people: three digits, and no more noughts than anybody counts."""
    return f"{float(f'{100 * share:.3g}'):g} %" if share >= _SMALLEST or not share else f"< {100 * _SMALLEST:g} %"


def _scale() -> alt.Y:
    scale = alt.Scale(type="symlog", constant=_FINE, domain=[0, 1], nice=False)
    axis = alt.Axis(values=_TICKS, labelExpr="format(100 * datum.value, '~g') + ' %'")
    return alt.Y("exposure:Q", scale=scale, axis=axis)


def _height(share: float) -> float:
    """Where the scale puts `share`, from 0 at the bottom to 1 at the top."""
    return asinh(share / _FINE) / asinh(1 / _FINE)


def _threshold(share: float) -> list[alt.Chart]:
    base = alt.Chart(data([{"exposure": share, "text": f"alert above {percent(share)}"}])).encode(y="exposure:Q")
    words = base.mark_text(style="warning-text", align="right", baseline="bottom", dx=-2, dy=-3)
    return [base.mark_rule(style="warning-line"), words.encode(x=alt.value("width"), text="text:N")]
