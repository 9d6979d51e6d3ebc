"""What a format is: how it sees a list, and which files it makes of it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from ipaddress import IPv4Address, IPv6Address
from itertools import chain
from typing import Protocol

import ibis
import pyarrow as pa

from tidegate.errors import TidegateError
from tidegate.names.days import Span
from tidegate.operation.model import Operation, Sinkhole
from tidegate.policy import Label

ALL = "all"
"""The registry that stands for all of them, in a list for one's own resolvers and sinkholes."""

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)

Address = IPv4Address | IPv6Address
Batches = Iterator[pa.RecordBatch]


class Rows(Protocol):
    """What a format writes, as it sees it; of one suffix only where that is given. Each call begins again, and has to
    be read to its end before the next."""

    def __call__(self, suffix: str | None = None) -> Batches: ...


@dataclass(frozen=True)
class Sheet:
    """What the files of one export say of themselves. `changes` is the number of rows where they are a delta.

    `opened_at` and `made_at` (UTC) are when the operation was opened and when the export is made, for formats whose
    objects have versions.
    """

    operation: Operation
    registry: str
    serial: int
    orders: tuple[str, ...]
    span: Span
    changes: int = 0
    opened_at: datetime = _EPOCH
    made_at: datetime = _EPOCH

    @property
    def stem(self) -> str:
        """What the files are called, and the zones in them."""
        return f"{self.operation.name}-{self.registry}"

    @property
    def label(self) -> Label:
        return self.operation.label

    @property
    def heading(self) -> str:
        """One line for the head of a file."""
        return f"{self.label} | {self.operation.name} for {self.registry}, {self.span}, serial {self.serial}"

    @property
    def addresses(self) -> list[Address]:
        """The addresses of the operation's own sinkholes; TidegateError where the playbook gives no single one."""
        networks = [network for sinkhole in self._ours for network in sinkhole.networks]
        single = [network.network_address for network in networks if network.num_addresses == 1]
        if not single:
            raise TidegateError(f"the playbook of {self.operation.name} gives no single address of a sinkhole of ours")
        return single

    @property
    def nameservers(self) -> list[str]:
        """The name servers of the operation's own sinkholes; TidegateError where the playbook names none."""
        found = [server for sinkhole in self._ours for server in sinkhole.nameservers]
        if not found:
            raise TidegateError(f"the playbook of {self.operation.name} names no name server of a sinkhole of ours")
        return found

    @property
    def _ours(self) -> list[Sinkhole]:
        return [sinkhole for sinkhole in self.operation.playbook.sinkholes if sinkhole.ours]


@dataclass(frozen=True)
class File:
    """One file of an export: its name, and its bytes in pieces that are made as they are asked for."""

    name: str
    pieces: Iterator[bytes]


@dataclass(frozen=True)
class Format:
    """A format, called `name`.

    `view` turns a list (the columns of `blocklist`) into the rows that the format writes, in its `order`, whose first
    column is one of the list's own: rows that differ in it are never put together by the view. `key` are the columns
    by which two lists are compared, so that a delta is the keys that came and went. `details` adds what is made of a
    row's other columns: rows are compared and sorted without it. `full` makes the files of the rows, `delta` those of
    the changes, which have the column `change` ("withdraw" or "add") besides.
    """

    name: str
    view: Callable[[ibis.Table], ibis.Table]
    key: tuple[str, ...]
    order: tuple[str, ...]
    full: Callable[[Sheet, Rows], Iterator[File]]
    delta: Callable[[Sheet, Rows], Iterator[File]]
    steps: Callable[[int], int] = lambda changes: 1
    """By how many steps a delta of so many changes moves a zone's serial."""
    details: Callable[[ibis.Table], ibis.Table] = lambda rows: rows

    def bound(self, operation: str, registry: str) -> "Format":
        """The same, with the columns `operation` and `registry` for its details to be made of."""
        names = {"operation": ibis.literal(operation), "registry": ibis.literal(registry)}
        return replace(self, details=lambda rows: self.details(rows.mutate(**names)))


def begun(batches: Batches) -> Batches | None:
    """`batches`, or None where there is none."""
    first = next(batches, None)
    return None if first is None else chain([first], batches)


def address_record(address: Address) -> str:
    """`A 192.0.2.1` or `AAAA 2001:db8::1`."""
    return f"{'A' if address.version == 4 else 'AAAA'} {address}"
