"""How a sinkhole's name server is told of its zones: lines to include in the configuration of BIND, NSD and Knot.

BIND and NSD get a zone for each name, since neither (BIND 9.18, NSD 4.6) can make a catalog's members of one file: its
file is `sinkhole.zone`, the same for all. Knot gets the catalog, and needs no more than a few lines. Files are looked
for where the server keeps its zones.
"""

from collections.abc import Iterator

from tidegate.dns.export.format import Batches, File, Rows, Sheet
from tidegate.dns.export.lines import filled

_NSD_PATTERN = """\
pattern:
    name: "tidegate-sinkhole"
    zonefile: "sinkhole.zone"
"""
_KNOT = """\
template:
  - id: tidegate-sinkhole
    file: "sinkhole.zone"
    zonefile-sync: -1
    journal-content: none
zone:
  - domain: {catalog}
    file: "{catalog}"
    zonefile-sync: -1
    catalog-role: interpret
    catalog-template: tidegate-sinkhole
"""


def files(sheet: Sheet, rows: Rows) -> Iterator[File]:
    """A file for each server; `rows` have the column `name`."""
    yield File(f"{sheet.stem}.named.conf", _bind(sheet, rows()))
    yield File(f"{sheet.stem}.nsd.conf", _nsd(sheet, rows()))
    yield File(f"{sheet.stem}.knot.conf", _knot(sheet))


def _bind(sheet: Sheet, batches: Batches) -> Iterator[bytes]:
    yield f"// {sheet.heading}\n".encode()
    for batch in batches:
        yield filled('zone "{name}" { type primary; file "sinkhole.zone"; };\n', batch)


def _nsd(sheet: Sheet, batches: Batches) -> Iterator[bytes]:
    yield f"# {sheet.heading}\n{_NSD_PATTERN}".encode()
    for batch in batches:
        yield filled('zone:\n    name: "{name}"\n    include-pattern: "tidegate-sinkhole"\n', batch)


def _knot(sheet: Sheet) -> Iterator[bytes]:
    yield f"# {sheet.heading}\n{_KNOT.format(catalog=f'{sheet.stem}.catalog')}".encode()
