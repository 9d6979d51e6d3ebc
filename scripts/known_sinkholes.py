"""Make the list of known sinkholes that the package carries, from three public lists and the marks noted beside them:

    python scripts/known_sinkholes.py MALTRAIL.csv BRAKMIC.csv MISP.json MARKERS.csv

MALTRAIL.csv  stamparm/maltrail, trails/static/malware/sinkhole_*.txt, as operator,indicator,kind,reference
BRAKMIC.csv   brakmic/Sinkholes, Sinkholes_List.csv
MISP.json     MISP/misp-warninglists, lists/sinkholes
MARKERS.csv   what registration data of known sinkholes say, as kind,where,pattern,operator,source

An entry is sure where it is a name server's name, or an address that two lists agree on and that no content delivery
network shares among its customers; any other is a hint. Rows that hold neither address nor host name are left out.
"""

import csv
import gzip
import io
import json
import re
import sys
from collections import defaultdict
from collections.abc import Iterator
from ipaddress import IPv4Address, ip_address, ip_network, summarize_address_range
from pathlib import Path

from tidegate.errors import TidegateError
from tidegate.names.domain import normalise

TARGET = Path(__file__).parent.parent / "src" / "tidegate" / "dns" / "collisions" / "sinkholes" / "known.csv.gz"
HEAD = """\
# Known sinkholes. Made by scripts/known_sinkholes.py; do not edit.
# maltrail: stamparm/maltrail 8adace1 (MIT, Copyright (c) 2014-present Maltrail developers).
# brakmic: brakmic/Sinkholes 36eb2be (MIT, Copyright (c) the contributors of brakmic/Sinkholes).
# misp: MISP/misp-warninglists 84f0610 (CC0).
# marks: facts noted in those lists, and at jpmens.net.
"""
UNNAMED = "unnamed"
SHARED = [ip_network(text) for text in ("104.16.0.0/12", "172.64.0.0/13", "13.107.0.0/16", "188.114.96.0/20")]
"""Addresses that content delivery networks share among their customers."""
RANGE = re.compile(r"(\d+\.\d+\.\d+\.)(\d+)-(\d+)\Z")
SINK = re.compile(r"(^|[.-])(sink|sn?khole|zinkhole)|sinkhole")

Entry = tuple[str, str]
"""Kind (`network`, `host` or `mark`) and value."""


def main(maltrail: Path, brakmic: Path, misp: Path, markers: Path) -> None:
    """Write the list."""
    found: dict[Entry, dict[str, str]] = defaultdict(dict)
    for name, rows in (
        ("misp", of_misp(misp)),
        ("maltrail", of_maltrail(maltrail)),
        ("brakmic", of_brakmic(brakmic)),
        ("marks", of_markers(markers)),
    ):
        for entry, operator in rows:
            found[entry].setdefault(name, operator)
    table = io.StringIO()
    rows = csv.writer(table, lineterminator="\n")
    rows.writerow(("kind", "value", "operator", "sure", "lists"))
    for (kind, value), lists in sorted(found.items()):
        operator = next((lists[name] for name in ("marks", "brakmic", "maltrail") if name in lists), UNNAMED)
        rows.writerow((kind, value, operator, int(is_sure(kind, value, lists)), " ".join(sorted(lists))))
    TARGET.write_bytes(gzip.compress((HEAD + table.getvalue()).encode(), mtime=0))


def is_sure(kind: str, value: str, lists: dict[str, str]) -> bool:
    if kind != "network":
        return True
    network = ip_network(value)
    return len(lists) > 1 and not any(network.version == 4 and network.subnet_of(shared) for shared in SHARED)


def of_maltrail(path: Path) -> Iterator[tuple[Entry, str]]:
    for row in csv.DictReader(path.open(encoding="utf-8", newline="")):
        yield from entries(row["indicator"].partition("/")[0].partition(":")[0], row["operator"])


def of_brakmic(path: Path) -> Iterator[tuple[Entry, str]]:
    for row in csv.DictReader(path.open(encoding="utf-8", newline="")):
        yield from entries(row["IP Range"], row["Organization"])
        if SINK.search(row["Whois"] or "") and "@" not in row["Whois"]:
            yield from entries(row["Whois"], row["Organization"])


def of_misp(path: Path) -> Iterator[tuple[Entry, str]]:
    for value in json.loads(path.read_text("utf-8"))["list"]:
        yield from entries(value, UNNAMED)


def of_markers(path: Path) -> Iterator[tuple[Entry, str]]:
    for row in csv.DictReader(path.open(encoding="utf-8", newline="")):
        if row["kind"] == "whois" and row["where"] == "name_server":
            yield from entries(row["pattern"], row["operator"])
        elif row["kind"] == "whois" and "(" not in row["pattern"]:  # those are names that a person could have
            yield ("mark", row["pattern"].lower()), row["operator"]


def entries(text: str, operator: str) -> Iterator[tuple[Entry, str]]:
    """What `text` names: an address, a network, a range of addresses, or a host."""
    text = text.strip()
    if match := RANGE.match(text):
        first, last = IPv4Address(match[1] + match[2]), IPv4Address(match[1] + match[3])
        yield from ((("network", str(network)), operator) for network in summarize_address_range(first, last))
        return
    try:
        yield ("network", str(ip_network(text, strict=False))), operator
        return
    except ValueError:
        pass
    try:
        host = normalise(text)
        ip_address(host.rpartition(".")[2]) if host.rpartition(".")[2].isdigit() else None
    except (TidegateError, ValueError):
        return
    if "." in host:
        yield ("host", host), operator


if __name__ == "__main__":
    if len(sys.argv) != 5:
        sys.exit(__doc__)
    main(*map(Path, sys.argv[1:]))
