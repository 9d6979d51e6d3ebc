"""Make the data files of the registry directory from files that were downloaded:

    python scripts/top_level_data.py ROOT_ZONE.csv TLDS.txt RDAP.json WHOIS.json ZONE.tab DYNAMIC_DNS.txt

ROOT_ZONE.csv   datasets/top-level-domain-names on GitHub, from IANA's root zone database
TLDS.txt        lists/tlds of MISP/misp-warninglists on GitHub, IANA's list of top-level domains
RDAP.json       IANA's bootstrap file for domain names (RFC 9224)
WHOIS.json      data/tld.json of weppos/whois on GitHub
ZONE.tab        the time zone database's table of countries
DYNAMIC_DNS.txt lists/dynamic-dns of MISP/misp-warninglists on GitHub, one suffix a line

The head of each file that is made says where its data comes from; change the dates there (`ROOT_HEAD`, `ZONES_HEAD`)
with the data.
"""

import csv
import gzip
import io
import json
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tidegate.names.domain import normalise

HOUSE = Path(__file__).parent.parent / "src" / "tidegate"
ROOT = HOUSE / "operation" / "directory" / "root.csv"
ZONES = HOUSE / "names" / "dynamic_dns.txt.gz"

ROOT_HEAD = """\
# The top-level domains of the root zone. Made by scripts/top_level_data.py; do not edit.
# tld, kind, manager: IANA's root zone database of 2026-06-01 as collected by datasets/top-level-domain-names
#   (Public Domain Dedication and License 1.0); a TLD without kind and manager is only in IANA's list of 2026-08-11
#   (MISP warning list "tlds", CC0). TLDs that are assigned to nobody are left out.
# rdap: IANA's RDAP bootstrap file of 2026-07-23 (RFC 9224; no restriction stated).
# whois: weppos/whois, data/tld.json of 2025-10-15 (MIT, Copyright (c) 2009-2025 Simone Carletti).
# time_zone: that of a country which has one only, by the time zone database's zone.tab (public domain).
"""
ZONES_HEAD = """\
# Zones of dynamic-DNS providers. Made by scripts/top_level_data.py; do not edit.
# Source: MISP warning list "dynamic-dns" of 2026-08 (CC0), and zones that malware used (docs/models.md).
"""
MORE_ZONES = ("dynserv.com", "yi.org")  # Kraken's
COUNTRY = {"uk": "GB", "ac": "SH", "su": "RU"}
"""Country-code TLDs that are not called as their country in ISO 3166."""
MARKS = " .\u200e\u200f"
UNASSIGNED = "Not assigned"


def main(root: Path, tlds: Path, rdap: Path, whois: Path, zone_tab: Path, dynamic: Path) -> None:
    """Write both files."""
    known = dict(managers(root))
    bases, servers, zones = dict(rdap_bases(rdap)), dict(whois_hosts(whois)), dict(single_zones(zone_tab))
    live = {line.strip() for line in tlds.read_text("utf-8").splitlines() if line.strip()}
    table = io.StringIO()
    rows = csv.writer(table, lineterminator="\n")
    rows.writerow(("tld", "kind", "manager", "rdap", "whois", "time_zone"))
    for tld in sorted(known.keys() | live):
        kind, manager = known.get(tld, ("", ""))
        zone = zones.get(COUNTRY.get(tld, tld.upper()), "") if kind == "country-code" else ""
        rows.writerow((tld, kind, manager, bases.get(tld, ""), servers.get(tld, ""), zone))
    ROOT.write_text(ROOT_HEAD + table.getvalue(), "utf-8")
    listed = {normalise(line.strip().strip(".")) for line in dynamic.read_text("utf-8").splitlines() if line.strip()}
    names = sorted(listed.union(MORE_ZONES))
    ZONES.write_bytes(gzip.compress((ZONES_HEAD + "\n".join(names) + "\n").encode(), mtime=0))


def managers(path: Path) -> Iterator[tuple[str, tuple[str, str]]]:
    """Kind and manager of each TLD that is assigned; its name is an A-label, and the manager one line."""
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            manager = " ".join(row["Sponsoring Organization"].split())
            if manager != UNASSIGNED:
                yield normalise(row["Domain"].strip(MARKS)), (row["Type"], manager)


def rdap_bases(path: Path) -> Iterator[tuple[str, str]]:
    """The base URL of each TLD's RDAP service, the encrypted one where there are two."""
    for tlds, urls in json.loads(path.read_text("utf-8"))["services"]:
        best = min(urls, key=lambda url: not url.startswith("https:"))
        yield from ((tld, best) for tld in tlds)


def whois_hosts(path: Path) -> Iterator[tuple[str, str]]:
    """The WHOIS server of each TLD that has one."""
    servers: dict[str, dict[str, Any]] = json.loads(path.read_text("utf-8"))
    for tld, server in servers.items():
        if "." not in tld and tld != "_" and "host" in server:
            yield tld, server["host"]


def single_zones(path: Path) -> Iterator[tuple[str, str]]:
    """The time zone of each country that has only one."""
    lines = [line.split("\t") for line in path.read_text("utf-8").splitlines() if not line.startswith("#")]
    times = Counter(country for country, *_ in lines)
    yield from ((country, zone.strip()) for country, _, zone, *_ in lines if times[country] == 1)


if __name__ == "__main__":
    if len(sys.argv) != 7:
        sys.exit(__doc__)
    main(*map(Path, sys.argv[1:]))
