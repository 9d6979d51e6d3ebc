"""What a source of evidence is: which of the forecast's names it knows something of."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import ibis
import pyarrow as pa

from tidegate.dns.collisions.sieve import Sieve
from tidegate.dns.collisions.sinkholes.known import KnownSinkholes
from tidegate.names.days import Span
from tidegate.operation.model import Operation
from tidegate.store.lake import Lake


@dataclass(frozen=True)
class Look:
    """Where a source looks: the forecast of `operation` (of `span`)."""

    lake: Lake
    operation: Operation
    span: Span | None = None

    @property
    def rendezvous(self) -> ibis.Table:
        return self.lake.table("forecast", self.operation.name, self.span)

    @cached_property
    def sieve(self) -> Sieve:
        """What sorts out the names that are no rendezvous."""
        return Sieve(self.lake, self.rendezvous)

    @cached_property
    def sinkholes(self) -> KnownSinkholes:
        return KnownSinkholes(self.operation.playbook.sinkholes)


@dataclass(frozen=True)
class Clues:
    """What a source found: hits (see `hits`; more than the forecast's names may be among them), and the flawed lines of
    what was read. They replace what the source found before in the same `scope`, such as the zone of a zone file."""

    hits: pa.Table
    scope: str = ""
    flaws: Sequence[str] = field(default=())


@dataclass(frozen=True)
class Source:
    """A source called `name`, of which `what` says what it is; each thing it is `given` is a `takes`, such as FILE."""

    name: str
    what: str
    takes: str
    find: Callable[[Look, Sequence[str]], Iterator[Clues]]
