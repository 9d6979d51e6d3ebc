"""Whether a name is a sinkhole already, by its name servers, its addresses, or what its registration says. Pure.

Lists of sinkholes go stale, and clouds give their addresses to others: only a name server, a mark, or an address on
which two lists agree is sure; all else is a hint. The playbook's own entries are always sure.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from ipaddress import ip_address, ip_network
from operator import attrgetter

from tidegate.dns.collisions.sinkholes import bundle
from tidegate.names.domain import is_address
from tidegate.operation.model import Network, Sinkhole


@dataclass(frozen=True, slots=True)
class Sign:
    """A sinkhole of `operator`, or of the operation itself (`ours`), seen by `how`; a hint where it is not `sure`."""

    operator: str
    how: str
    ours: bool = False
    sure: bool = True


class KnownSinkholes:
    """The playbook's sinkholes, and those of the list that comes with Tidegate."""

    def __init__(self, playbook: Iterable[Sinkhole] = (), entries: Iterable[bundle.Entry] | None = None) -> None:
        self._hosts: dict[str, Sign] = {}
        self._marks: dict[str, Sign] = {}
        self._networks: dict[Network, Sign] = {}
        for entry in bundle.entries() if entries is None else entries:
            self._add(entry.kind, entry.value, Sign(entry.operator, "", sure=entry.sure))
        for sinkhole in playbook:
            sign = Sign(sinkhole.operator, "", sinkhole.ours)
            self._networks |= dict.fromkeys(sinkhole.networks, sign)
            self._hosts |= dict.fromkeys(sinkhole.nameservers, sign)
        self._lengths = {version: self._prefixes(version) for version in (4, 6)}
        self._seen: dict[str, Sign | None] = {}

    def sign(self, nameservers: Collection[str], addresses: Collection[str] = ()) -> Sign | None:
        """The sinkhole that all `nameservers` belong to, or else all `addresses`; None where there is none, or where
        one of them is somebody else's."""
        return self._common(nameservers, "name server") or self._common(addresses, "address")

    def mark(self, texts: Iterable[str]) -> Sign | None:
        """The sinkhole whose mark stands in one of `texts`, which a registration says of its holder."""
        for text in texts:
            for mark, sign in self._marks.items():
                if mark in text.lower():
                    return Sign(sign.operator, f"its registration says {mark}")
        return None

    def _add(self, kind: str, value: str, sign: Sign) -> None:
        if kind == bundle.NETWORK:
            self._networks[ip_network(value)] = sign
        else:
            (self._hosts if kind == bundle.HOST else self._marks)[value] = sign

    def _common(self, values: Collection[str], what: str) -> Sign | None:
        found = [self._find(value) for value in values]
        if not found or None in found:
            return None
        weakest = min((sign for sign in found if sign), key=attrgetter("sure", "ours"))
        return Sign(weakest.operator, f"{what} {', '.join(sorted(values)[:2])}", weakest.ours, weakest.sure)

    def _find(self, value: str) -> Sign | None:
        if value not in self._seen:
            self._seen[value] = self._of_address(value) if is_address(value) else self._of_host(value)
        return self._seen[value]

    def _of_host(self, host: str) -> Sign | None:
        labels = host.split(".")
        names = (".".join(labels[cut:]) for cut in range(len(labels) - 1))
        return next((self._hosts[name] for name in names if name in self._hosts), None)

    def _of_address(self, text: str) -> Sign | None:
        address = ip_address(text)
        networks = (ip_network(f"{address}/{length}", strict=False) for length in self._lengths[address.version])
        return next((self._networks[network] for network in networks if network in self._networks), None)

    def _prefixes(self, version: int) -> list[int]:
        """The lengths of the networks there are, the longest first."""
        return sorted({net.prefixlen for net in self._networks if net.version == version}, reverse=True)
