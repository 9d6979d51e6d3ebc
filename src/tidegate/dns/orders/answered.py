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
        pa.field("word", pa.string()),
        pa.field("done", pa.bool_()),
        pa.field("answered_at", pa.timestamp("us")),
    ]
)


def words(lake: Lake, operation: str, orders: Iterable[Order]) -> ibis.Table:
    """The newest word on each name of `orders`: order, name, word, whether it is `done`, and since when (UTC) it holds.

    A later answer leaves alone what it does not name. What stands is on the record (`Order.answers`), so that a part
    whose import was killed says nothing.
    """
    answered = [order for order in orders if order.answers]
    if not answered:
        return ibis.memtable(_WORD.empty_table(), schema=ibis.Schema.from_pyarrow(_WORD))
    days = [order.first for order in answered]
    rows = lake.table("answers", operation, Span(min(days), max(days)))
    standing = [(answer, place) for order in answered for place, answer in enumerate(order.answers)]
    said = rows.filter(rows.name.notnull()).inner_join(_places(standing), "answer")
    newest = said.group_by("order", "name").agg(
        word=said.word.argmax(said.place), answered_at=said.answered_at.argmax(said.place)
    )
    return newest.mutate(done=newest.word == "done").select(_WORD.names)


def _places(standing: list[tuple[str, int]]) -> ibis.Table:
    """The answers that stand, with the place of each among its order's."""
    return ibis.memtable(pa.table({"answer": [answer for answer, _ in standing], "place": [at for _, at in standing]}))
