"""How far the work orders are."""

from collections.abc import Sequence
from typing import Any

import altair as alt

from tidegate.charts.bars import bars
from tidegate.charts.frame import Chart, nothing, picture
from tidegate.charts.rows import Rows, plain

STATES = ("drafted", "sent", "acknowledged", "acted", "verified", "regressed", "refused", "released")
_TEXT, _UNIT = "Work orders", "orders in each state, and the names they ask for"
_ROW = 26


def orders(rows: Rows) -> Chart:
    """Rows: `state`, and `names` (themselves or how many). All states are shown, in the order an order goes through."""
    made = plain(rows)
    if not made:
        return nothing(_TEXT, _UNIT)
    states = [_bar(state, [row for row in made if row["state"] == state]) for state in STATES]
    tooltip = [alt.Tooltip("state:N"), alt.Tooltip("orders:Q", format=","), alt.Tooltip("names:Q", format=",")]
    layers = bars(states, named="state", value="orders", tooltip=tooltip)
    said = "; ".join(f"{bar['state']} {bar['label']}" for bar in states)
    return picture(*layers, text=_TEXT, unit=_UNIT, height=_ROW * len(STATES), said=said)


def _bar(state: str, rows: Sequence[dict[str, Any]]) -> dict[str, Any]:
    names = sum(_count(row["names"]) for row in rows)
    label = f"{len(rows):,} {'order' if len(rows) == 1 else 'orders'}, {names:,} names" if rows else "none"
    return {"state": state, "orders": len(rows), "names": names, "label": label}


def _count(names: int | Sequence[str]) -> int:
    return names if isinstance(names, int) else len(names)
