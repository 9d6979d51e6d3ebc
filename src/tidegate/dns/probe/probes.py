"""What was said of the names that were asked for, as values and as rows of the lake."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import pyarrow as pa

from tidegate.dns.probe.verdict import Finding, Rendezvous
from tidegate.store.tables import TABLES


@dataclass(frozen=True, slots=True)
class Probe:
    """What was said of one name: the response code to the first question, what else came to light, the finding."""

    asked: Rendezvous
    probed_at: datetime
    rcode: str
    addresses: tuple[str, ...]
    nameservers: tuple[str, ...]
    finding: Finding
    attempts: int


def table(probes: Sequence[Probe], resolver: str) -> pa.Table:
    """`probes` as rows of lake table `probes`."""
    columns: dict[str, list[Any]] = {
        "name": [probe.asked.name for probe in probes],
        "suffix": [probe.asked.suffix for probe in probes],
        "probed_at": [probe.probed_at.astimezone(UTC).replace(tzinfo=None) for probe in probes],
        "resolver": [resolver] * len(probes),
        "rcode": [probe.rcode for probe in probes],
        "addresses": [list(probe.addresses) for probe in probes],
        "nameservers": [list(probe.nameservers) for probe in probes],
        "verdict": [probe.finding.verdict.value for probe in probes],
        "reason": [probe.finding.reason for probe in probes],
        "attempts": [probe.attempts for probe in probes],
    }
    return pa.table(columns, schema=TABLES["probes"])


def verdicts(probes: Sequence[Probe]) -> dict[str, int]:
    """How many of `probes` came to which verdict."""
    return dict(Counter(probe.finding.verdict.value for probe in probes))
