"""Zones for those who carry a sinkhole: the registry that delegates the names, the operator who answers for them.

- `SUFFIX.delegations`: for the registry, NS records of all its names towards the sinkhole's name servers, to be
  included in its own zone. It is no zone by itself on purpose: a zone called `co.uk` that holds our names only would
  make every other name in co.uk vanish wherever somebody loads it.
- `OPERATION-REGISTRY.catalog`: for the operator, a catalog zone (RFC 9432) of the names, each a member zone of its own.
- `sinkhole.zone`: what every member zone holds, the same for all: the sinkhole's name servers and addresses, for the
  name and for all below it;
- `OPERATION-REGISTRY.named.conf`, `.nsd.conf`, `.knot.conf`: the lines by which his server serves them (`servers`).

So a sinkhole's server is the authority for exactly the names it was given. Had it one zone a suffix instead, it would
speak for the whole suffix, and its negative answers (there is no AAAA) would carry the SOA of a zone above the one that
was delegated to it, which resolvers take for a lame server. All owners are relative, so the catalog can be loaded
under any name; a delta is for the zone name `OPERATION-REGISTRY.catalog`.
"""

from collections.abc import Iterator

import ibis

from tidegate.dns.export import servers
from tidegate.dns.export.format import ALL, Batches, File, Format, Rows, Sheet, address_record, begun
from tidegate.dns.export.lines import filled
from tidegate.dns.export.updates import Zone, line, messages, script
from tidegate.dns.orders.blocklist import to_act_on

_TTL = 300
_DELEGATION_TTL = 86_400
_MEMBER = "{member}.zones"


def _view(listing: ibis.Table) -> ibis.Table:
    rows = to_act_on(listing)
    names = rows.group_by("suffix", "name").agg(action=rows.action.min())
    return names.mutate(member=names.name.hexdigest("md5"))


def _full(sheet: Sheet, rows: Rows) -> Iterator[File]:
    yield File(f"{sheet.stem}.catalog", _catalog(sheet, rows()))
    yield File("sinkhole.zone", iter([_sinkhole(sheet).encode()]))
    yield from servers.files(sheet, rows)
    for suffix in _suffixes(sheet):
        if batches := begun(rows(suffix=suffix)):
            yield File(f"{suffix}.delegations", _delegations(sheet, suffix, batches))


def _delta(sheet: Sheet, rows: Rows) -> Iterator[File]:
    origin = f"{sheet.stem}.catalog."
    catalog = Zone(origin, _catalog_soa, sheet.serial)

    def members(change: str, action: str) -> str:
        return line(change, f"{_MEMBER}.{origin}", _TTL, "PTR {name}.")

    def delegated(change: str, action: str) -> str:
        return "".join(line(change, "{name}.", _DELEGATION_TTL, f"NS {server}.") for server in sheet.nameservers)

    yield File(f"{sheet.stem}.catalog.nsupdate", script(sheet.heading, catalog, sheet.changes, rows(), members))
    for suffix in _suffixes(sheet):
        if batches := begun(rows(suffix=suffix)):
            pieces = script(sheet.heading, Zone(f"{suffix}."), 0, batches, delegated)
            yield File(f"{suffix}.delegations.nsupdate", pieces)


def _catalog(sheet: Sheet, batches: Batches) -> Iterator[bytes]:
    yield f"; {sheet.heading}\n$TTL {_TTL}\n@ IN {_catalog_soa(sheet.serial)}\n@ IN NS invalid.\n".encode()
    yield b'version IN TXT "2"\n'
    for batch in batches:
        yield filled(f"{_MEMBER} IN PTR {{name}}.\n", batch)


def _catalog_soa(serial: int) -> str:
    return f"SOA invalid. invalid. {serial} 3600 600 604800 {_TTL}"


def _sinkhole(sheet: Sheet) -> str:
    servers = sheet.nameservers
    records = [f"SOA {servers[0]}. hostmaster.{servers[0]}. {sheet.serial} 3600 600 604800 {_TTL}"]
    records += [f"NS {server}." for server in servers]
    addresses = [address_record(address) for address in sheet.addresses]
    lines = [f"@ IN {record}" for record in records + addresses] + [f"* IN {record}" for record in addresses]
    return "\n".join([f"; {sheet.heading}", f"$TTL {_TTL}", *lines, ""])


def _delegations(sheet: Sheet, suffix: str, batches: Batches) -> Iterator[bytes]:
    yield f"; {sheet.heading}\n; to be included in the zone {suffix}; not a zone by itself\n".encode()
    template = "".join(f"{{name}}. {_DELEGATION_TTL} IN NS {server}.\n" for server in sheet.nameservers)
    for batch in batches:
        yield filled(template, batch)


def _suffixes(sheet: Sheet) -> tuple[str, ...]:
    """The suffixes whose zones the reader of this export runs."""
    return () if sheet.registry == ALL else sheet.operation.playbook.registry(sheet.registry).suffixes


FORMAT = Format("zone", _view, key=("name",), order=("name",), full=_full, delta=_delta, steps=messages)
