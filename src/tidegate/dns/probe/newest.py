"""What the newest probe said of each name and day. An expression."""

import ibis


def newest(probes: ibis.Table) -> ibis.Table:
    """The newest of `probes` (lake table) for each day and name: probed_at, verdict, reason, addresses, nameservers."""
    kept = ("probed_at", "verdict", "reason", "addresses", "nameservers")
    return probes.group_by("day", "name").agg(**{column: probes[column].argmax(probes.probed_at) for column in kept})
