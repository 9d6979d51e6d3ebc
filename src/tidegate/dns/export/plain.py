"""A plain list: one name a line, for tools that want no more; each name once, on whichever days it is live.

The heading is a comment (`#`). A delta is two lists, of the names that came and of those that went.
"""

from collections.abc import Iterator

import ibis
import pyarrow.compute as pc

from tidegate.dns.export.delta import ADD, WITHDRAW
from tidegate.dns.export.format import Batches, File, Format, Rows, Sheet
from tidegate.dns.export.lines import filled
from tidegate.dns.orders.blocklist import to_act_on


def _view(listing: ibis.Table) -> ibis.Table:
    return to_act_on(listing).select("name").distinct()


def _full(sheet: Sheet, rows: Rows) -> Iterator[File]:
    yield File(f"{sheet.stem}.txt", _names(sheet.heading, rows()))


def _delta(sheet: Sheet, rows: Rows) -> Iterator[File]:
    for change, kind in ((ADD, "added"), (WITHDRAW, "withdrawn")):
        heading = f"{sheet.heading}, {kind} since the list before"
        changed = (batch.filter(pc.equal(batch["change"], change)) for batch in rows())
        yield File(f"{sheet.stem}.{kind}.txt", _names(heading, changed))


def _names(heading: str, batches: Batches) -> Iterator[bytes]:
    yield f"# {heading}\n".encode()
    for batch in batches:
        yield filled("{name}\n", batch)


FORMAT = Format("list", _view, key=("name",), order=("name",), full=_full, delta=_delta)
