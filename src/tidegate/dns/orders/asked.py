"""Which names orders ask for, by the forecast as it is now. An expression."""

from collections.abc import Iterable, Sequence

import ibis
import pyarrow as pa

from tidegate.dns.orders import blocklist
from tidegate.dns.orders.order import Order
from tidegate.names.days import Span
from tidegate.operation.model import Operation
from tidegate.store import Home

_ORDERS = pa.schema(
    [
        pa.field("order", pa.string()),
        pa.field("under", pa.string()),
        pa.field("first", pa.date32()),
        pa.field("last", pa.date32()),
        pa.field("since", pa.timestamp("us", "UTC")),
    ]
)


def asked(home: Home, operation: Operation, orders: Sequence[Order], span: Span) -> ibis.Table:
    """Each name that `orders` ask for on a day of `span`: order, since (its claim stands, UTC), day, suffix, name."""
    suffixes = blocklist.suffixes(operation, orders)
    spared = blocklist.left_alone(home.lake, home.records, operation, span, suffixes)
    alone = ibis.memtable(pa.table({"name": pa.array(sorted(spared.all), pa.string())}))
    names = home.lake.table("forecast", operation.name, span).select("day", "suffix", "name").distinct()
    names = names.filter(names.suffix.isin(suffixes)).anti_join(alone, "name")
    known = _known(operation, orders)
    covered = [names.suffix == known.under, names.day >= known.first, names.day <= known.last]
    return names.inner_join(known, covered).select("order", "since", "day", "suffix", "name")


def _known(operation: Operation, orders: Iterable[Order]) -> ibis.Table:
    rows = [
        {"order": order.id, "under": suffix, "first": order.first, "last": order.last, "since": order.claimed_at}
        for order in orders
        for suffix in operation.playbook.registry(order.registry).suffixes
    ]
    table = pa.Table.from_pylist(rows, schema=_ORDERS)
    without_zone = table["since"].cast(pa.timestamp("us"))  # as the lake has its moments
    return ibis.memtable(table.set_column(table.schema.get_field_index("since"), "since", without_zone))
