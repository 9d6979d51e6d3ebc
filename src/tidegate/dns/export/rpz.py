"""RPZ: a response policy zone for resolvers, with the answers that they would get if every registry had acted.

Each name stands there twice, as `x` and as `*.x`, because a policy for `x` says nothing of the names below it. Blocked
and held names do not exist (`CNAME .`); names that are to be sinkholed or registered have the sinkhole's addresses.
Exempted names are let through, they and all below them: their owners are nearer than any wildcard that would block
them, and the nearest owner wins.

All owners are relative, so the zone can be loaded under any name; a delta is for `OPERATION-REGISTRY.rpz`.
Source of the format: draft-vixie-dnsop-dns-rpz-00.
"""

from collections.abc import Iterator

import ibis
import pyarrow.compute as pc

from tidegate.dns.export.format import File, Format, Rows, Sheet, address_record
from tidegate.dns.export.lines import filled
from tidegate.dns.export.updates import Zone, line, messages, script
from tidegate.dns.orders.blocklist import EXEMPT, WITHHELD

_TTL = 300
_OWNERS = ("{name}", "*.{name}")
_REDIRECTED = ("sinkhole", "register")


def _view(listing: ibis.Table) -> ibis.Table:
    rows = listing.filter(listing.action != WITHHELD)
    return rows.group_by("name").agg(action=rows.action.min())


def _full(sheet: Sheet, rows: Rows) -> Iterator[File]:
    yield File(f"{sheet.stem}.rpz", _zone(sheet, rows))


def _zone(sheet: Sheet, rows: Rows) -> Iterator[bytes]:
    yield f"; {sheet.heading}\n$TTL {_TTL}\n@ IN {_soa(sheet.serial)}\n@ IN NS localhost.\n".encode()
    for batch in rows():
        for action in pc.unique(batch["action"]).to_pylist():
            template = "".join(f"{owner} {record}\n" for record in _records(sheet, action) for owner in _OWNERS)
            yield filled(template, batch.filter(pc.equal(batch["action"], action)))


def _delta(sheet: Sheet, rows: Rows) -> Iterator[File]:
    origin = f"{sheet.stem}.rpz."

    def template(change: str, action: str) -> str:
        records = _records(sheet, action)
        return "".join(line(change, f"{owner}.{origin}", _TTL, record) for record in records for owner in _OWNERS)

    zone = Zone(origin, _soa, sheet.serial)
    yield File(f"{sheet.stem}.rpz.nsupdate", script(sheet.heading, zone, sheet.changes, rows(), template))


def _records(sheet: Sheet, action: str) -> list[str]:
    if action == EXEMPT:
        return ["CNAME rpz-passthru."]
    if action not in _REDIRECTED:
        return ["CNAME ."]
    return [address_record(address) for address in sheet.addresses]


def _soa(serial: int) -> str:
    return f"SOA localhost. hostmaster.localhost. {serial} 3600 600 604800 {_TTL}"


FORMAT = Format("rpz", _view, key=("name", "action"), order=("name",), full=_full, delta=_delta, steps=messages)
