"""The root zone's top-level domains: who manages each, and where its registration data is asked for."""

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

_CONTRACTED = frozenset({"generic", "generic-restricted", "sponsored"})


@dataclass(frozen=True)
class TopLevel:
    """One top-level domain as `root.csv` has it; what is not known is empty.

    `kind` is IANA's (`generic`, `country-code`, `sponsored` ...), `rdap` the base URL of the service with the last
    slash, `whois` a host name, `time_zone` that of its country.
    """

    tld: str
    kind: str
    manager: str
    rdap: str
    whois: str
    time_zone: str

    @property
    def contracted(self) -> bool:
        """Whether its registry works under a contract with ICANN."""
        return self.kind in _CONTRACTED

    @property
    def page(self) -> str:
        """IANA's page about it, with the contacts of its manager."""
        return f"https://www.iana.org/domains/root/db/{self.tld}.html"


@cache
def top_levels() -> Mapping[str, TopLevel]:
    """The assigned top-level domains by their A-label."""
    text = files("tidegate.operation.directory").joinpath("root.csv").read_text("utf-8")
    rows = csv.DictReader(line for line in text.splitlines() if not line.startswith("#"))
    return {row["tld"]: TopLevel(**row) for row in rows}


def top_level(suffix: str) -> TopLevel | None:
    """The top-level domain of `suffix`; None where it is not in the root zone (`bit`)."""
    return top_levels().get(suffix.rpartition(".")[2])
