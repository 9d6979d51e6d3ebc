"""Whom a sighting comes from. Only an infected machine's own check-in counts towards the population."""

from enum import StrEnum

import ibis

from tidegate.sinkhole.sighting import UNKNOWN

ALL = "all"
"""Stands for all models together: an address that several models use counts once."""

_PROGRAM = (
    r"(?i)(bot|crawler|spider|slurp)\b|\+https?://"
    r"|^(curl|wget|python|go-http-client|libwww|java/|okhttp|ruby|scrapy|zgrab|masscan|nmap)"
)
"""User agents that say of themselves that they are crawlers, or tools of people who look around."""


class Kind(StrEnum):
    """Who sent it, in the order in which they matter."""

    BOTS = "bots"  # a request in the form of a check-in: the address is the machine's, or its gateway's
    RESOLVERS = "resolvers"  # a DNS question: the address is a resolver's, and behind it may be any number of machines
    NOISE = "noise"  # anything else: crawlers, researchers, scanners, browsers


def kind(sightings: ibis.Table) -> ibis.expr.types.StringColumn:
    """The Kind of each row of the lake table `sightings`."""
    return ibis.cases(
        (sightings.protocol.startswith("dns"), Kind.RESOLVERS.value),
        (sightings.form == UNKNOWN, Kind.NOISE.value),
        (sightings.agent.re_search(_PROGRAM), Kind.NOISE.value),
        else_=Kind.BOTS.value,
    )


def model(sightings: ibis.Table) -> ibis.expr.types.StringColumn:
    """The model of each row: `conficker/b`; the family alone where the variant is not known, else `unknown`."""
    both = sightings.family + "/" + sightings.variant
    return ibis.coalesce(both, sightings.family, ibis.literal(UNKNOWN))


def bots(sightings: ibis.Table) -> ibis.Table:
    """The check-ins of infected machines, with their `model`; each row once more for all models together."""
    mine = sightings.filter(kind(sightings) == Kind.BOTS.value)
    mine = mine.mutate(model=model(mine))
    return mine.union(mine.mutate(model=ibis.literal(ALL)))
