"""Where the population is: networks or countries, the largest first."""

from typing import Any

import altair as alt

from tidegate.charts.bars import bars
from tidegate.charts.frame import Chart, nothing, picture
from tidegate.charts.rows import Rows, plain

_UNIT = "distinct addresses, and their share of all"
_ROW = 20


def places(rows: Rows, what: str = "country") -> Chart:
    """Rows in the order shown: `place` (its name), `addresses`, `share` (0 to 1); `what` says what a place is."""
    text = f"Population per {what}"
    made = [_bar(row) for row in plain(rows)]
    if not made:
        return nothing(text, _UNIT)
    tooltip = [
        alt.Tooltip("place:N", title=what),
        alt.Tooltip("addresses:Q", format=","),
        alt.Tooltip("share:Q", format=".1%"),
    ]
    layers = bars(made, named="place", value="addresses", tooltip=tooltip)
    said = "; ".join(f"{row['place']} {row['label']}" for row in made[:10])
    return picture(*layers, text=text, unit=_UNIT, height=_ROW * len(made), said=said)


def _bar(row: dict[str, Any]) -> dict[str, Any]:
    return {**row, "label": f"{row['addresses']:,} ({100 * row['share']:.1f} %)"}
