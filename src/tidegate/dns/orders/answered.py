"""What registries said name by name, as far as it stands: the newest word on each name of each order. Expressions."""

from collections.abc import Iterable

import ibis
import pyarrow as pa

from tidegate.dns.orders.order import Order
from tidegate.names.days import Span
from tidegate.store.lake import Lake

_WORD = pa.schema(
    [
        pa.field("order", pa.string()),
        pa.field("name", pa.string()),
        pa.field("done", pa.bool_()),
        pa.field("answered_at", pa.timestamp("us")),
    ]
)


def words(lake: Lake, operation: str, orders: Iterable[Order]) -> ibis.Table:
    """The newest word on each name of `orders`: order, name, whether it is done, and since when (UTC) it stands.

    A later answer leaves alone what it does not name. What stands is on the record (`Order.answers`), so that a part
    whose import was killed says nothing.
    """
    answered = [order for order in orders if order.answers]
    if not answered:
        return ibis.memtable(_WORD.empty_table(), schema=ibis.Schema.from_pyarrow(_WORD))
    days = [order.first for order in answered]
    rows = lake.table("answers", operation, Span(min(days), max(days)))
    standing = [answer for order in answered for answer in order.answers]
    said = rows.filter(rows.answer.isin(standing), rows.name.notnull())
    return said.group_by("order", "name").agg(
        done=said.done.argmax(said.answered_at), answered_at=said.answered_at.max()
    )
