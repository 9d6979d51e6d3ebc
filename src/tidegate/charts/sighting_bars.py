"""What the sensors saw, hour by hour, and from whom."""

from collections import Counter
from typing import Any

import altair as alt

from tidegate.charts.frame import HEIGHT, Chart, data, nothing, picture, utc
from tidegate.charts.rows import Rows, plain
from tidegate.charts.series import palette

KINDS = {"bots": "category[0]", "resolvers": "category[2]", "noise": "muted"}
"""Whom a sighting can come from, in the order they are stacked, and their colours in the theme."""
_TEXT, _UNIT = "Sightings", "check-ins and DNS questions per UTC hour"


def sightings(rows: Rows) -> Chart:
    """Rows: `at` (the hour, UTC), `kind` (bots, resolvers or noise), `sightings`."""
    made = plain(rows)
    if not made:
        return nothing(_TEXT, _UNIT)
    totals: Counter[str] = Counter()
    for row in made:
        totals[row["kind"]] += row["sightings"]
    told = {kind: f"{kind} {totals[kind]:,}" for kind in KINDS if kind in totals}
    bars = (
        alt.Chart(data([_hour(row, told) for row in made]))
        .mark_bar(binSpacing=0)
        .encode(
            x=utc("at", [row["at"] for row in made], fill_hours=True),
            y=alt.Y("sightings:Q", stack="zero", axis=alt.Axis(format=",d", tickCount=4)),
            color=palette("from", {told[kind]: KINDS[kind] for kind in told}, alt.Legend(symbolType="square")),
            order="rank:Q",
            tooltip=[alt.Tooltip("hour:N", title="UTC hour"), "kind:N", alt.Tooltip("sightings:Q", format=",")],
        )
    )
    return picture(bars, text=_TEXT, unit=_UNIT, height=HEIGHT, said="; ".join(told.values()))


def _hour(row: dict[str, Any], told: dict[str, str]) -> dict[str, Any]:
    kind = row["kind"]
    return {**row, "hour": row["at"][:16].replace("T", " "), "rank": list(KINDS).index(kind), "from": told[kind]}
