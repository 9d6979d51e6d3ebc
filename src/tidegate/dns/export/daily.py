"""Rows for formats that write a file a day, and in it an object for each name and each model that makes it."""

from collections.abc import Iterator
from itertools import groupby, pairwise

import ibis
import pyarrow as pa
import pyarrow.compute as pc

from tidegate.dns.export.format import Batches
from tidegate.dns.orders.blocklist import to_act_on

ORDER = ("day", "name", "model")
_ROWS = 128
"""How many rows a piece has at most: what is written of one takes a thousand bytes and more."""


def by_model(listing: ibis.Table) -> ibis.Table:
    """The names to act on, a row for each day, name and model.

    Columns: day, name, model (`conficker/c`), leads (whether it is the name's first model that day), live_from,
    live_until, action, collision.
    """
    rows = to_act_on(listing)
    models = rows.models.split(" ")
    columns = ("day", "name", "live_from", "live_until", "action", "collision")
    rows = rows.select(*columns, first=models[0], model=models).unnest("model")
    return rows.mutate(leads=rows.model == rows.first).drop("first").distinct()


def worded(rows: ibis.Table, moment: str) -> ibis.Table:
    """`rows` of `by_model` in words: day (`2009-04-01`), live_from and live_until as `moment` (strftime) writes them,
    and note: the action, and what is known of a collision, as it stands inside a JSON string."""
    known = ibis.ifelse(rows.collision == "", "", ibis.literal("; ") + rows.collision)
    return rows.mutate(
        day=rows.day.strftime("%Y-%m-%d"),
        live_from=rows.live_from.strftime(moment),
        live_until=rows.live_until.strftime(moment),
        note=_escaped(rows.action + known),
    ).drop("action", "collision")


def days(batches: Batches) -> Iterator[tuple[str, Batches]]:
    """`batches`, whose rows are in the order of their day, cut into those of each day; each has to be read to its end
    before the next."""
    cut = (piece for batch in batches for piece in _cut(batch))
    yield from groupby(cut, key=lambda piece: piece["day"][0].as_py())


def _cut(batch: pa.RecordBatch) -> Batches:
    ends = pc.run_end_encode(batch["day"]).run_ends.to_pylist()
    for start, end in pairwise([0, *ends]):
        for first in range(start, end, _ROWS):
            yield batch.slice(first, min(_ROWS, end - first))


def _escaped(texts: ibis.expr.types.StringColumn) -> ibis.expr.types.StringColumn:
    """Texts of people's, as they stand between the quotes of JSON."""
    printable = texts.re_replace(r"[\x00-\x1f]", " ")
    return printable.replace("\\", "\\\\").replace('"', '\\"')
