"""A list as it stands at one moment, in one Parquet file: every file of an export is made from it, and it is kept as
what was sent. Written some days at a time, so that no list has to fit into the memory."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import ibis
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from tidegate.dns.collisions import exemptions
from tidegate.dns.collisions.exemptions import Exemption, State
from tidegate.dns.export.ranges import ranges
from tidegate.dns.orders import blocklist
from tidegate.dns.orders.blocklist import EXEMPT, WITHHELD, Spared
from tidegate.dns.orders.life import Order
from tidegate.errors import TidegateError
from tidegate.names.days import Span
from tidegate.operation.model import Operation
from tidegate.store import Home
from tidegate.store.lake import Lake

_MOMENT = pa.timestamp("us")
_TYPES = {"day": pa.date32(), "live_from": _MOMENT, "live_until": _MOMENT}
SCHEMA = pa.schema([pa.field(name, _TYPES.get(name, pa.string()), nullable=False) for name in blocklist.COLUMNS])
_ROWS = 50_000
"""How many rendezvous the engine makes into rows at once, about."""
_NAMES = 100_000
"""How many names it holds to tell which are the same, about."""
UNDECIDED = "undecided: "
"""What a list says of a collision that waits for a person begins so."""
_LABEL = "[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?"
_DOMAIN = rf"^(?:{_LABEL}\.)+{_LABEL}$"


@dataclass(frozen=True)
class Facts:
    """What a list holds: rendezvous (a name on a day) and names to act on, how many names are let through, which are
    withheld, which collide and wait for a decision; and from when to when they are live, in UTC."""

    rendezvous: int
    names: int
    exempted: int
    withheld: tuple[str, ...]
    undecided: tuple[str, ...]
    valid_from: datetime
    valid_until: datetime


def write(
    path: Path, lake: Lake, operation: Operation, orders: Sequence[Order], spared: Spared, doubts: Mapping[str, str]
) -> None:
    """Write the list that `orders` make to `path`, some days at a time, by order, day and name.

    TidegateError where a name is no domain name.
    """
    with pq.ParquetWriter(path, SCHEMA, compression="zstd") as writer:
        for part in _parts(lake, operation, orders):
            for batch in lake.batches(blocklist.listing(lake, operation, part, spared, doubts)):
                _check(batch["name"])
                writer.write_batch(batch.cast(SCHEMA))


def make(path: Path, home: Home, operation: Operation, orders: Sequence[Order]) -> None:
    """Write the list that `orders` make now to `path`: without what is exempt by now, and with what is still in doubt.

    TidegateError where the forecast holds what is no domain name.
    """
    span = Span(min(order.first for order in orders), max(order.last for order in orders))
    suffixes = blocklist.suffixes(operation, orders)
    spared = blocklist.left_alone(home.lake, home.records, operation, span, suffixes)
    write(path, home.lake, operation, orders, spared, doubts(exemptions.rows(home.records, operation.name)))


def cut(lake: Lake, whole: Path, orders: Sequence[Order], path: Path) -> None:
    """Write the part of the list at `whole` that belongs to `orders` to `path`."""
    rows = lake.file(whole)
    with pq.ParquetWriter(path, SCHEMA, compression="zstd") as writer:
        for batch in lake.batches(rows.filter(rows.order.isin([order.id for order in orders]))):
            writer.write_batch(batch.cast(SCHEMA))


def check(path: Path, orders: Sequence[Order]) -> None:
    """TidegateError where the list at `path`, which `orders` make, has no row."""
    if not pq.read_metadata(path).num_rows:
        raise TidegateError(f"the forecast has no name for {', '.join(order.id for order in orders)}")


def facts(lake: Lake, path: Path) -> Facts:
    """What the list at `path` holds."""
    rows = lake.file(path)
    asked = blocklist.to_act_on(rows)
    [live] = lake.execute(rows.agg(first=rows.live_from.min(), last=rows.live_until.max())).to_pylist()
    return Facts(
        rendezvous=lake.execute(asked.count()).as_py(),
        names=sum(_count(lake, part.of(asked)) for part in ranges(lake, [asked], "name", _NAMES)),
        exempted=_count(lake, rows.filter(rows.action == EXEMPT)),
        withheld=_names(lake, rows.filter(rows.action == WITHHELD)),
        undecided=_names(lake, asked.filter(asked.collision.startswith(UNDECIDED))),
        valid_from=live["first"].replace(tzinfo=UTC),
        valid_until=live["last"].replace(tzinfo=UTC),
    )


def _count(lake: Lake, rows: ibis.Table) -> int:
    number: int = lake.execute(rows.name.nunique()).as_py()
    return number


def _names(lake: Lake, rows: ibis.Table) -> tuple[str, ...]:
    return tuple(lake.execute(rows.select("name").distinct().order_by("name"))["name"].to_pylist())


def doubts(known: Iterable[Exemption]) -> dict[str, str]:
    """What a list says of the names whose collision a person has still to decide, or has decided against."""
    said = {}
    for exemption in known:
        if exemption.state is State.PROPOSED:
            said[exemption.name] = UNDECIDED + _line("; ".join(exemption.reasons))
        elif exemption.state is State.REJECTED:
            said[exemption.name] = f"not exempted: {_line(exemption.decision or '')}"
    return said


def _line(text: str) -> str:
    return " ".join(text.split())


def _parts(lake: Lake, operation: Operation, orders: Sequence[Order]) -> Iterator[list[Order]]:
    """`orders`, cut into spans of days that have no more rendezvous together than the engine should sort at once."""
    for span in _spans(lake, operation, orders):
        cut = [replace(order, first=max(order.first, span.first), last=min(order.last, span.last)) for order in orders]
        if part := [order for order in cut if order.first <= order.last]:
            yield part


def _spans(lake: Lake, operation: Operation, orders: Sequence[Order]) -> Iterator[Span]:
    whole = Span(min(order.first for order in orders), max(order.last for order in orders))
    rows = lake.table("forecast", operation.name, whole)
    counts = lake.execute(rows.group_by("day").agg(names=rows.count()).order_by("day")).to_pylist()
    first, names = whole.first, 0
    for day in counts:
        if names and names + day["names"] > _ROWS:
            yield Span(first, day["day"] - timedelta(days=1))
            first, names = day["day"], 0
        names += day["names"]
    yield Span(first, whole.last)


def _check(names: pa.Array) -> None:
    """The last gate: nothing but domain names leaves the house, whatever a model made."""
    fine = pc.match_substring_regex(names, _DOMAIN)
    if not pc.all(fine).as_py():
        raise TidegateError(f"the forecast holds {names[pc.index(fine, False).as_py()].as_py()!r}: no domain name")
