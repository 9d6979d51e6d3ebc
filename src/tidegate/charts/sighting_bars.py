"""What the sensors saw, hour by hour or day by day, and from whom."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

import altair as alt

from tidegate.charts.frame import HEIGHT, Chart, data, nothing, picture, utc
from tidegate.charts.rows import Rows, plain
from tidegate.charts.series import palette

KINDS = {"bots": "category[0]", "resolvers": "category[2]", "noise": "muted"}
"""Whom a sighting can come from, in the order they are stacked, and their colours in the theme."""
_TEXT = "Sightings"
_MANY = 240
"""More hours than this are too thin to be seen: then they are summed up per day."""


def sightings(rows: Rows) -> Chart:
    """Rows: `at` (the UTC hour or day), `kind` (bots, resolvers or noise), `sightings`."""
    counts = _counts(plain(rows))
    hourly = any("T" in at for at, _ in counts)
    unit = f"check-ins and DNS questions per UTC {'hour' if hourly else 'day'}"
    if not counts:
        return nothing(_TEXT, unit)
    totals = {kind: sum(n for (_, one), n in counts.items() if one == kind) for kind in KINDS}
    told = {kind: f"{kind} {total:,}" for kind, total in totals.items() if total}
    return picture(_bars(counts, told), text=_TEXT, unit=unit, height=HEIGHT, said="; ".join(told.values()))


def _counts(rows: Sequence[dict[str, Any]]) -> Counter[tuple[str, str]]:
    """The sightings of each time and kind."""
    long = 10 if len({row["at"] for row in rows}) > _MANY else None  # a day is the first ten letters of a moment
    counts: Counter[tuple[str, str]] = Counter()
    for row in rows:
        counts[row["at"][:long], row["kind"]] += row["sightings"]
    return counts


def _bars(counts: Mapping[tuple[str, str], int], told: Mapping[str, str]) -> alt.Chart:
    rows = [
        {"at": at, "when": at[:16].replace("T", " "), "kind": kind, "from": told[kind], "rank": rank, "sightings": n}
        for rank, kind in enumerate(told)
        for (at, one), n in sorted(counts.items())
        if one == kind and n
    ]
    bars: alt.Chart = alt.Chart(data(rows)).mark_bar(binSpacing=0)
    return bars.encode(
        x=utc("at", [at for at, _ in counts], fill=True),
        y=alt.Y("sightings:Q", stack="zero", axis=alt.Axis(format=",d", tickCount=4)),
        color=palette("from", {told[kind]: KINDS[kind] for kind in told}, alt.Legend(symbolType="square")),
        order="rank:Q",
        tooltip=[alt.Tooltip("when:N", title="UTC"), alt.Tooltip("kind:N"), alt.Tooltip("sightings:Q", format=",")],
    )
