"""A census: everything that was counted over some days."""

from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Literal

from tidegate.census.enrichment import Source, databases
from tidegate.census.kinds import ALL
from tidegate.census.places import Place, addresses, located, ranked
from tidegate.census.population import Footprint, Live, Seen, as_of, footprint, live, seen, whole_days
from tidegate.names.days import Span
from tidegate.store.lake import Lake


@dataclass(frozen=True)
class Census:
    """What `take` found. `days` are the UTC days that were counted, None where nothing was seen; `whole` those that are
    over. `networks` and `countries` say where the footprint of these days is; empty without a file for them."""

    operation: str
    days: Span | None = None
    whole: tuple[date, ...] = ()
    as_of: datetime | None = None
    daily: tuple[Live, ...] = ()
    live: tuple[Live, ...] = ()  # per day or hour, as asked
    footprint: tuple[Footprint, ...] = ()
    seen: tuple[Seen, ...] = ()  # per day or hour, as asked
    networks: tuple[Place, ...] = ()
    countries: tuple[Place, ...] = ()
    sources: tuple[Source, ...] = ()

    @property
    def today(self) -> Live | None:
        """The population of all models on the newest whole day; on the newest day of all where none is over yet."""
        days = [row for row in self.daily if row.model == ALL]
        return max(days, key=lambda row: (row.at in self.whole, row.at), default=None)


def take(
    lake: Lake,
    operation: str,
    span: Span | None = None,
    by: Literal["day", "hour"] = "day",
    asn: Path | None = None,
    country: Path | None = None,
    top: int = 10,
) -> Census:
    """Count the sightings of `span`, or of all days; with MMDB files, also per network and country.

    TidegateError names a file that cannot be read.
    """
    with databases(asn, country) as (networks, countries):
        days = [day for day in lake.days("sightings", operation) if span is None or day in span]
        if not days:
            return Census(operation)
        counted = span or Span(days[0], days[-1])
        sources = addresses(lake, operation, counted) if networks or countries else ()
        per_network, per_country = located(sources, networks, countries)
        files = tuple(dict.fromkeys(database.source for database in (networks, countries) if database))
    daily = tuple(live(lake, operation, counted))
    return Census(
        operation,
        counted,
        tuple(whole_days(days, as_of(lake, operation))),
        as_of(lake, operation, counted),
        daily,
        tuple(live(lake, operation, counted, by)) if by == "hour" else daily,
        tuple(footprint(lake, operation, counted)),
        tuple(seen(lake, operation, counted, by)),
        tuple(ranked(per_network, top)),
        tuple(ranked(per_country, top)),
        files,
    )
