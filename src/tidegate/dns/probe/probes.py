"""What was said of the names that were asked for, as values and as rows of the lake."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import pyarrow as pa

from tidegate.dns.probe.agreement import Agreement, Statement
from tidegate.dns.probe.verdict import Finding, Rendezvous
from tidegate.store.tables import TABLES


@dataclass(frozen=True, slots=True)
class Probe:
    """What was said of one name: by whom, and what it comes to."""

    asked: Rendezvous
    probed_at: datetime
    agreement: Agreement
    attempts: int

    @property
    def finding(self) -> Finding:
        return self.agreement.finding

    @property
    def lead(self) -> Statement:
        """The statement that the finding rests on."""
        return self.agreement.lead


def table(probes: Sequence[Probe], asked: str, registration: Mapping[str, str]) -> pa.Table:
    """`probes` as rows of lake table `probes`; `asked` are all who were, `registration` what RDAP says, by name."""
    leads = [probe.lead for probe in probes]
    columns: dict[str, list[Any]] = {
        "name": [probe.asked.name for probe in probes],
        "suffix": [probe.asked.suffix for probe in probes],
        "probed_at": [probe.probed_at.astimezone(UTC).replace(tzinfo=None) for probe in probes],
        "resolver": [asked] * len(probes),
        "rcode": [lead.rcode for lead in leads],
        "addresses": [list(lead.addresses) for lead in leads],
        "nameservers": [list(lead.nameservers) for lead in leads],
        "verdict": [probe.finding.verdict.value for probe in probes],
        "reason": [probe.finding.reason for probe in probes],
        "attempts": [probe.attempts for probe in probes],
        "server": [lead.server for lead in leads],
        "ttl": [lead.details.ttl for lead in leads],
        "mname": [lead.details.mname for lead in leads],
        "serial": [lead.details.serial for lead in leads],
        "dnssec": [probe.agreement.dnssec for probe in probes],
        "dissent": [[str(other) for other in probe.agreement.dissent] for probe in probes],
        "rdap": [registration.get(probe.asked.name) for probe in probes],
    }
    return pa.table(columns, schema=TABLES["probes"])


def verdicts(probes: Sequence[Probe]) -> dict[str, int]:
    """How many of `probes` came to which verdict."""
    return dict(Counter(probe.finding.verdict.value for probe in probes))
