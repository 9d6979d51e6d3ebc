"""What becomes of a list at a registry: it reads the CSV file that it was sent, and what it does shows in the DNS."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv as pa_csv

from tidegate.drill.world import LEADS, Part
from tidegate.drill.zone import RESERVED, Answer, Entry, Names
from tidegate.operation.model import Playbook, Registry, Sinkhole

ADVERSARY = Answer(addresses=("198.51.100.66",), nameservers=("ns1.bulletproof.invalid", "ns2.bulletproof.invalid"))
OWNER = Answer(addresses=("203.0.113.80",), nameservers=("ns1.hosting.invalid", "ns2.hosting.invalid"))


@dataclass(frozen=True)
class Acted:
    """What one registry did: the list it read, and what the DNS says of the names from when on."""

    registry: str
    names: Names
    answer: Answer
    since: datetime

    @property
    def entry(self) -> Entry:
        """The same for a zone."""
        return Entry(self.names, self.answer, self.since)


def read(path: Path) -> pa.Table:
    """The list in a CSV export: columns date (string) and domain."""
    columns = ["date", "domain"]
    types = dict.fromkeys(columns, pa.string())
    return pa_csv.read_csv(path, convert_options=pa_csv.ConvertOptions(include_columns=columns, column_types=types))


def act(playbook: Playbook, part: Part, path: Path, elsewhere: Collection[str]) -> Acted | None:
    """What `part` makes of the list at `path`; None where it never acts. Who is in `elsewhere` leads its names to
    another operator's sinkhole instead of ours."""
    if part.acts is None:
        return None
    answer = answer_of(playbook, playbook.registry(part.registry), part.registry in elsewhere)
    names = pc.unique(read(path)["domain"].combine_chunks())
    return Acted(part.registry, as_bytes(names.to_pylist()), answer, part.acts)


def answer_of(playbook: Playbook, registry: Registry, elsewhere: bool = False) -> Answer:
    """What the DNS says of the names that `registry` has acted on."""
    if registry.action not in LEADS:
        return RESERVED
    others = [sinkhole for sinkhole in playbook.sinkholes if not sinkhole.ours and sinkhole.nameservers]
    return of_sinkhole(others[0] if elsewhere and others else ours(playbook))


def ours(playbook: Playbook) -> Sinkhole:
    """The operation's own sinkhole."""
    return next(sinkhole for sinkhole in playbook.sinkholes if sinkhole.ours)


def of_sinkhole(sinkhole: Sinkhole) -> Answer:
    """A name that leads to `sinkhole`."""
    return Answer(addresses=(str(sinkhole.networks[0].network_address),), nameservers=sinkhole.nameservers)


def sinkholed_suffixes(playbook: Playbook, parts: Iterable[Part], elsewhere: Collection[str]) -> tuple[str, ...]:
    """The suffixes whose registries lead, sooner or later, to our sinkhole."""
    mine = of_sinkhole(ours(playbook))
    acting = [playbook.registry(part.registry) for part in parts if part.acts and part.registry not in elsewhere]
    return tuple(suffix for registry in acting if answer_of(playbook, registry) == mine for suffix in registry.suffixes)


def as_bytes(names: Sequence[str]) -> Names:
    """Names as a zone holds them."""
    return np.array([name.encode("ascii") for name in names], dtype=np.bytes_)
