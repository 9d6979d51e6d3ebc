"""What the census raises: a population that left its band, and a check-in form that was never seen before."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from itertools import groupby

from tidegate.census.band import Departure, departures
from tidegate.census.kinds import ALL
from tidegate.census.population import Live, as_of, live, whole_days
from tidegate.census.shapes import Shape, first_seen
from tidegate.operation.alerts import Finding, record
from tidegate.operation.model import Operation, Thresholds
from tidegate.store import Home

BAND, FORM = "population-band", "check-in-form"
MOST_FORMS = 10
"""New forms of one day that are told one by one; the rest is one alert, so that a scanner cannot drown the others."""


def raise_alerts(home: Home, operation: Operation, actor: str) -> list[str]:
    """Look at all sightings and put what is new on the record; the ids of the new alerts. Doing it again adds none."""
    lake = home.lake
    days = whole_days(lake.days("sightings", operation.name), as_of(lake, operation.name))
    findings = [
        *out_of_band(live(lake, operation.name), days, operation.playbook.thresholds),
        *new_forms(first_seen(lake, operation.name)),
    ]
    return record(home.records, operation.name, findings, actor)


def out_of_band(rows: Sequence[Live], days: Sequence[date], thresholds: Thresholds) -> Iterator[Finding]:
    """A finding for each of the whole `days` on which a model's daily population left the band before it. Pure."""
    for model in sorted({row.model for row in rows} - {ALL}):
        counts = {row.at: row.addresses for row in rows if row.model == model and not isinstance(row.at, datetime)}
        for found in departures(counts, days, thresholds.population_band, thresholds.band_days):
            yield _band_finding(model, found, thresholds.population_band)


def new_forms(shapes: Iterable[Shape]) -> Iterator[Finding]:
    """A finding for each shape, in the order given; beyond MOST_FORMS of one day one for all others together. Pure."""
    for day, group in groupby(shapes, key=lambda found: found.day):
        found = list(group)
        yield from map(_form_finding, found[:MOST_FORMS])
        if found[MOST_FORMS:]:
            yield _rest_finding(day, found[MOST_FORMS:])


def _band_finding(model: str, found: Departure, band: float) -> Finding:
    moved = f"{'rose' if found.change > 0 else 'fell'} by {abs(found.change):.0%}"
    return Finding(
        BAND,
        found.day,
        model,
        f"{model}: the live population {moved}, to {found.count:,} addresses",
        f"{found.count:,} distinct addresses on {found.day} (UTC); median of the {found.days} days before "
        f"{found.usual:,.0f}; the band is {band:.0%} around it",
    )


def _form_finding(found: Shape) -> Finding:
    where = "a host that the forecast names" if found.to_rendezvous else "a host that is in no forecast"
    return Finding(
        FORM,
        found.day,
        found.shape,
        f"a check-in of a form never seen before: {found.shape}",
        f"{found.sightings:,} sightings from {found.addresses:,} addresses on {found.day} (UTC), at {where}; "
        f"for example {found.example!r}, agent {found.agent!r}",
    )


def _rest_finding(day: date, rest: Sequence[Shape]) -> Finding:
    return Finding(
        FORM,
        day,
        "others",
        f"{len(rest):,} more check-in forms never seen before",
        f"{sum(found.sightings for found in rest):,} sightings on {day} (UTC); for example "
        + ", ".join(repr(found.shape) for found in rest[:3]),
    )
