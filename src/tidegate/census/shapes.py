"""The shape of a request that fits no known check-in form: what stays when its numbers and random parts are left out.

A bot's request carries counters, identifiers and random words, so the same form never looks the same twice.
"""

from dataclasses import dataclass
from datetime import date

import ibis

from tidegate.census import kinds
from tidegate.names.days import Span
from tidegate.sinkhole.sighting import UNKNOWN
from tidegate.store.lake import Lake

_LONGEST = 120
"""Characters that are compared; what comes after them does not make another shape."""
_RULES = (
    (r"[^ -~]+", "?"),  # what is no printable ASCII: nothing from outside reaches a terminal unseen
    (r" HTTP/[0-9.]+$", ""),  # the version of the protocol says nothing of the form
    (r"%[0-9A-Fa-f]{2}", "%"),  # escaped bytes
    (r"[0-9A-Fa-f]{16,}", "H"),  # hashes and identifiers in hexadecimal
    (r"[A-Za-z0-9+_-]{24,}", "W"),  # long random words
    (r"[0-9]+", "0"),
)


@dataclass(frozen=True)
class Shape:
    """A request's shape on the first UTC day on which it was seen: how often, from how many addresses, and one of them
    in full. `to_rendezvous` of the sightings asked for a host that the operation's forecast names for that day."""

    shape: str
    day: date
    sightings: int
    addresses: int
    to_rendezvous: int
    example: str
    agent: str


def shape(request: ibis.expr.types.StringColumn) -> ibis.expr.types.StringColumn:
    """The shape of each request: `GET /search?q=17&k=9f86d081884c7d65 HTTP/1.1` is `GET /search?q=0&k=H`."""
    made = request.strip()
    for pattern, stands_for in _RULES:
        made = made.re_replace(pattern, stands_for)
    return made.substr(0, _LONGEST)


def first_seen(lake: Lake, operation: str, span: Span | None = None) -> list[Shape]:
    """Each shape of the requests of unknown form, as seen on its first day; by day, those of most addresses first."""
    table = lake.table("sightings", operation, span)
    unknown = table.filter(kinds.kind(table) != kinds.Kind.RESOLVERS.value, table.form == UNKNOWN)
    unknown = unknown.mutate(shape=shape(unknown.request))
    first = unknown.group_by("shape").agg(first=unknown.day.min())
    rows = unknown.join(first, ["shape"]).filter(lambda both: both.day == both.first)
    found = rows.group_by("shape", "day").agg(
        sightings=rows.count(),
        addresses=rows.source.nunique(),
        to_rendezvous=rows.rendezvous_day.count(),
        example=rows.request.min(),
        agent=rows.agent.min(),
    )
    ordered = found.order_by("day", ibis.desc("addresses"), "shape")
    return [Shape(**row) for row in lake.execute(ordered).to_pylist()]
