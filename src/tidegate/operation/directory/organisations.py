"""The organisations that manage top-level domains: IANA's data, put together by `organisations.toml`."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from tidegate.operation.directory.root import TopLevel, top_levels
from tidegate.operation.toml.table import Table, read

_FILE = "organisations.toml"
_LONGEST_ID = 40
UTC = "UTC"


@dataclass(frozen=True)
class Organisation:
    """One manager of top-level domains. Its people are taken to work in `time_zone`; UTC where that is not known."""

    id: str
    name: str
    tlds: tuple[str, ...]
    time_zone: str = UTC


@cache
def by_tld() -> Mapping[str, Organisation]:
    """Who manages each top-level domain. Each is managed by one, and no two organisations have the same id."""
    names = _names()
    domains: dict[str, list[TopLevel]] = defaultdict(list)
    for top in top_levels().values():
        domains[names.key(top)].append(top)
    made = [names.organisation(key, found) for key, found in domains.items()]
    return {tld: organisation for organisation in made for tld in organisation.tlds}


@dataclass(frozen=True)
class _Names:
    """What the TOML file says: which managers are one organisation, and which of one name are several."""

    table: Table
    ids: Mapping[str, str]  # the organisation's id by the spelling of a manager
    namesakes: frozenset[str]

    def key(self, top: TopLevel) -> str:
        spelling = _spelling(top.manager)
        alone = not spelling or spelling in self.namesakes
        return f".{top.tld}" if alone else self.ids.get(spelling, spelling)

    def organisation(self, key: str, domains: list[TopLevel]) -> Organisation:
        said = self.table.table("organisations").table(key)
        tlds = tuple(sorted(top.tld for top in domains))
        name = said.text("name", domains[0].manager or f"The manager of .{tlds[0]}, whom IANA's data does not name yet")
        return Organisation(
            key if said.values else _id(name, tlds), name, tlds, said.text("time_zone", self._time_zone(domains))
        )

    def _time_zone(self, domains: Iterable[TopLevel]) -> str:
        """That of the organisation's first country."""
        countries = self.table.table("time_zones")
        zones = [top.time_zone or countries.text(top.tld, "") for top in sorted(domains, key=lambda top: top.tld)]
        return next(filter(None, zones), UTC)


def _names() -> _Names:
    table = read(files("tidegate.operation.directory").joinpath(_FILE).read_text("utf-8"), _FILE)
    table.only("namesakes", "organisations", "time_zones")
    organisations = table.table("organisations")
    ids = {_spelling(name): id for id in organisations.values for name in organisations.table(id).texts("managers")}
    return _Names(table, ids, frozenset(map(_spelling, table.texts("namesakes"))))


def _spelling(manager: str) -> str:
    """What two ways to write the same name have in common: `Inc.` and `INC`, `Exchange` and `eXchange`."""
    return "".join(letter for letter in manager.casefold() if letter.isalnum())


def _id(name: str, tlds: Sequence[str]) -> str:
    """The only domain in plain letters, or the only one; else the name."""
    plain = [tld for tld in tlds if not tld.startswith("xn--")] or tlds
    return plain[0] if len(plain) == 1 else slug(name)


def slug(name: str) -> str:
    """`name` as an id, cut where a word ends."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    words = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")
    return words if len(words) <= _LONGEST_ID else words[: _LONGEST_ID + 1].rpartition("-")[0] or words[:_LONGEST_ID]
