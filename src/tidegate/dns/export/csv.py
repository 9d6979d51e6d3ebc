"""CSV: one line for each name and day, for a registry's own tools and for people.

`date,domain,suffix,models,action,order,live_from,live_until,collision,tlp`. The domain has to be out of the adversary's
reach from `live_from` to `live_until`; `collision` says what is known of the name and not decided for its owner.
Exempted names are in no line. A delta has `change` (`withdraw` or `add`) in front.
"""

from collections.abc import Iterator

import ibis
import pyarrow as pa
import pyarrow.compute as pc

from tidegate.dns.export.format import File, Format, Rows, Sheet
from tidegate.dns.export.lines import joined
from tidegate.dns.orders.blocklist import to_act_on

HEADER = "date,domain,suffix,models,action,order,live_from,live_until,collision,tlp"
_MOMENT = "%Y-%m-%dT%H:%M:%SZ"


def _details(rows: ibis.Table) -> ibis.Table:
    return rows.mutate(
        day=rows.day.strftime("%Y-%m-%d"),
        live_from=rows.live_from.strftime(_MOMENT),
        live_until=rows.live_until.strftime(_MOMENT),
    )


def _full(sheet: Sheet, rows: Rows) -> Iterator[File]:
    yield File(f"{sheet.stem}.csv", _pieces(sheet, HEADER, rows))


def _delta(sheet: Sheet, rows: Rows) -> Iterator[File]:
    yield File(f"{sheet.stem}.delta.csv", _pieces(sheet, f"change,{HEADER}", rows))


def _pieces(sheet: Sheet, header: str, rows: Rows) -> Iterator[bytes]:
    yield f"{header}\r\n".encode()
    columns = ["day" if name == "date" else "name" if name == "domain" else name for name in header.split(",")[:-1]]
    for batch in rows():
        cells = [_quoted(batch["collision"]) if name == "collision" else batch[name] for name in columns]
        yield joined(*(part for cell in cells for part in (cell, ",")), f"{sheet.label.tlp}\r\n")


def _quoted(texts: pa.Array) -> pa.Array:
    """Texts of people's, which may hold commas and quotes, as RFC 4180 writes them."""
    quoted = pc.binary_join_element_wise('"', pc.replace_substring(texts, '"', '""'), '"', "")
    return pc.if_else(pc.equal(texts, ""), "", quoted)


FORMAT = Format(
    "csv", to_act_on, key=("day", "name", "action"), order=("day", "name"), full=_full, delta=_delta, details=_details
)
