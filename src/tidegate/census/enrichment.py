"""Network and country of an address, from the MMDB files that the user brings. One file may hold both.

Looked up once for each distinct address. An address that a file does not know is counted as unknown, never dropped.
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from typing import Any

import maxminddb

from tidegate.errors import TidegateError

_ENOUGH = 1000
"""Records to look at before a file counts as one of another kind."""


@dataclass(frozen=True)
class Network:
    """An autonomous system: its number, which alone tells it from others, and its name where the file has one."""

    asn: int
    name: str = field(default="", compare=False)

    def __str__(self) -> str:
        return f"AS{self.asn} {self.name}".rstrip()


@dataclass(frozen=True)
class Source:
    """Which file an answer comes from, and when (UTC) that file was built."""

    file: str
    built: datetime


class Database:
    """One open MMDB file. Every error names the file."""

    def __init__(self, path: Path, reader: maxminddb.Reader) -> None:
        self.path = path
        self._reader = reader

    @property
    def source(self) -> Source:
        return Source(self.path.name, datetime.fromtimestamp(self._reader.metadata().build_epoch, UTC))

    def network(self, address: str) -> Network | None:
        """The network that announces `address`, None where the file does not know."""
        return network_of(self._record(address))

    def country(self, address: str) -> str | None:
        """The ISO 3166 code of the country of `address`, None where the file does not know."""
        return country_of(self._record(address))

    def require(self, read: Callable[[Mapping[str, Any]], object], what: str) -> None:
        """Raise TidegateError unless `read` finds something in one of the file's first records."""
        try:
            found = any(isinstance(record, dict) and read(record) for _, record in islice(self._reader, _ENOUGH))
        except (maxminddb.InvalidDatabaseError, UnicodeDecodeError) as error:
            raise TidegateError(f"{self.path}: damaged MMDB file: {error}") from None
        if not found:
            kind = self._reader.metadata().database_type
            raise TidegateError(f"{self.path}: holds no {what}; it says it is of type {kind!r}")

    def _record(self, address: str) -> Mapping[str, Any]:
        try:
            record = self._reader.get(address)
        except (maxminddb.InvalidDatabaseError, UnicodeDecodeError) as error:
            raise TidegateError(f"{self.path}: damaged MMDB file: {error}") from None
        except ValueError:
            return {}  # not an address, or an IPv6 address and a file of IPv4 only
        return record if isinstance(record, dict) else {}


@contextmanager
def databases(asn: Path | None, country: Path | None) -> Iterator[tuple[Database | None, Database | None]]:
    """The two files, open, None for None. TidegateError names the one that cannot be read or holds something else."""
    with ExitStack() as stack:
        networks = Database(asn, stack.enter_context(_open(asn))) if asn else None
        countries = Database(country, stack.enter_context(_open(country))) if country else None
        if networks:
            networks.require(network_of, "network numbers")
        if countries:
            countries.require(country_of, "country codes")
        yield networks, countries


def network_of(record: Mapping[str, Any]) -> Network | None:
    """The network in an MMDB record, by the names that MaxMind (and DB-IP) or IPinfo give their fields."""
    number = record.get("autonomous_system_number") or str(record.get("asn", "")).removeprefix("AS")
    name = record.get("autonomous_system_organization") or record.get("as_name") or ""
    return Network(int(number), str(name)) if str(number).isdecimal() else None


def country_of(record: Mapping[str, Any]) -> str | None:
    """The country in an MMDB record, by the names that MaxMind (and DB-IP) or IPinfo give their fields."""
    country = record.get("country")
    code = country.get("iso_code") if isinstance(country, dict) else record.get("country_code") or country
    return code.upper() if isinstance(code, str) and len(code) == 2 else None


def _open(path: Path) -> maxminddb.Reader:
    try:
        return maxminddb.open_database(path)
    except OSError as error:
        raise TidegateError(f"{path}: {error.strerror or error}") from None
    except (maxminddb.InvalidDatabaseError, ValueError) as error:
        raise TidegateError(f"{path}: not an MMDB file: {error}") from None
