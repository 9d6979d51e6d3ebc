"""How long each registry took from the list that was sent to the action that was done."""

from typing import Any

import altair as alt

from tidegate.charts.bars import beside, row_chart
from tidegate.charts.frame import Chart, nothing, picture
from tidegate.charts.rows import Rows, plain

_TEXT, _UNIT = "Time to act", "from list sent to action done; a triangle still runs"
_ROW = 20
_SHAPES = alt.Scale(domain=["done", "open"], range=["circle", "triangle-right"])


def time_to_act(rows: Rows, top: int = 40) -> Chart:
    """Rows: `registry`, `days` (a number), `done` (False: it still runs, or was refused). Open ones first, then the
    slowest; at most `top`."""
    made = sorted(map(_bar, plain(rows)), key=lambda row: (row["state"] == "done", -row["days"], row["registry"]))
    if not made:
        return nothing(_TEXT, _UNIT)
    shown = made[:top]
    base = row_chart(shown, named="registry", value="days")
    tooltip = [alt.Tooltip("registry:N"), alt.Tooltip("label:N", title="time to act")]
    layers = [
        base.mark_rule(strokeWidth=1.5, opacity=0.5),
        base.mark_point(size=50, filled=True, opacity=1).encode(
            shape=alt.Shape("state:N", scale=_SHAPES, legend=None), tooltip=tooltip
        ),
        beside(base),
    ]
    said = "; ".join(f"{row['registry']} {row['label']}" for row in shown[:10])
    return picture(*layers, text=_TEXT, unit=_UNIT, height=_ROW * len(shown), said=said)


def _bar(row: dict[str, Any]) -> dict[str, Any]:
    days = float(row["days"])
    text = f"{days:.1f} days" if days >= 1 else f"{days * 24:.1f} hours"
    state = "done" if row["done"] else "open"
    return {
        "registry": row["registry"],
        "days": days,
        "state": state,
        "label": text if row["done"] else f"{text}, open",
    }
