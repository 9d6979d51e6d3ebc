"""What is served at a moment: one list of names, and the zone files made of it."""

from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

import ibis
import pyarrow.parquet as pq

from tidegate.dns.export import content, find, folder, snapshot
from tidegate.dns.export.format import ALL, Sheet
from tidegate.dns.orders import blocklist
from tidegate.dns.orders import life as work_orders
from tidegate.dns.orders.order import Order
from tidegate.dns.orders.state import State
from tidegate.dns.serving.resolvers import ZONES
from tidegate.dns.serving.rolling import Rolling
from tidegate.names.days import Span
from tidegate.operation.model import Operation
from tidegate.store import Home
from tidegate.store.files import whole
from tidegate.store.lake import Lake


@dataclass(frozen=True)
class Changes:
    """How a list `differs` from the one served before: names to act on, those that came and those that left, and of
    the latter the ones `released`: given back by a decision before their days were over."""

    differs: bool
    names: int
    added: int
    withdrawn: int
    released: tuple[str, ...]


def zone_name(operation: str, takes: str) -> str:
    """What the zone of a kind is called: `conficker-all.rpz`."""
    return f"{operation}-{ALL}.{takes}"


def write(path: Path, home: Home, operation: Operation, rolling: Rolling, now: datetime) -> None:
    """Write the list that is served at `now` to `path`: what the orders ask for, whatever was answered to them; only
    released ones are left out. TidegateError where the forecast holds what is no domain name."""
    span = rolling.span(now, operation.playbook.models)
    orders = [order for order in work_orders.rows(home.records, operation.name) if order.state is not State.RELEASED]
    clipped = [_clipped(order, span) for order in orders if order.first <= span.last and order.last >= span.first]
    with folder.staging(path.parent) as stage, pq.ParquetWriter(path, snapshot.SCHEMA, compression="zstd") as writer:
        if clipped:
            snapshot.make(stage / path.name, home, operation, clipped)
            rows = rolling.rows(home.lake.file(stage / path.name), now)
            for batch in home.lake.batches(rows):
                writer.write_batch(batch.cast(snapshot.SCHEMA))


def changes(lake: Lake, new: Path, old: Path | None, rolling: Rolling, now: datetime) -> Changes:
    """How the list at `new`, which is of `now`, differs from that at `old`."""
    after = _acted(lake, new)
    names = _count(lake, after)
    if old is None:
        return Changes(True, names, names, 0, ())
    before = _acted(lake, old)
    came, left = after.anti_join(before, "name"), before.anti_join(after, "name")
    still_live = rolling.rows(lake.file(old), now).select("name").distinct()
    released = left.semi_join(still_live, "name").order_by("name")
    return Changes(
        differs=_differ(lake, new, old),
        names=names,
        added=_count(lake, came),
        withdrawn=_count(lake, left),
        released=tuple(lake.execute(released)["name"].to_pylist()),
    )


def zone_file(lake: Lake, listing: Path, sheet: Sheet, takes: str, target: Path) -> None:
    """Write the zone of the list at `listing`; an older `target` is replaced when it is whole."""
    format = find(ZONES[takes])
    rows = content.full(lake, format, listing)
    with whole(target) as stream:
        for piece in next(iter(format.full(sheet, rows.rows))).pieces:
            stream.write(piece)


def sheet(operation: Operation, serial: int, span: Span) -> Sheet:
    """What the zones of one serial say of themselves."""
    return Sheet(operation, ALL, serial, (), span)


def _clipped(order: Order, span: Span) -> Order:
    return replace(order, first=max(order.first, span.first), last=min(order.last, span.last))


def _differ(lake: Lake, new: Path, old: Path) -> bool:
    """Whether a zone of the one would hold anything else than of the other: a name, or what is done about it."""
    listed, formerly = (lake.file(path).select("name", "action").distinct() for path in (new, old))
    both = ["name", "action"]
    return bool(_count(lake, listed.anti_join(formerly, both)) or _count(lake, formerly.anti_join(listed, both)))


def _acted(lake: Lake, path: Path) -> ibis.Table:
    return blocklist.to_act_on(lake.file(path)).select("name").distinct()


def _count(lake: Lake, rows: ibis.Table) -> int:
    return int(lake.execute(rows.count()).as_py())
