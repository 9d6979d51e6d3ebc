"""The name servers that names are delegated to, in the one of EPP's two ways that the registry works in. Pure.

A registry has either host objects, which must be there before a domain can name them, or host attributes, which come
with each domain (RFC 5731, section 1.1).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from ipaddress import IPv4Address, IPv6Address
from xml.etree.ElementTree import Element

from tidegate.exchange.epp.xml import element

Address = IPv4Address | IPv6Address


@dataclass(frozen=True)
class Delegation:
    """Where names point to: `servers`, with the addresses of those that the registry needs glue for."""

    servers: tuple[str, ...] = ()
    addresses: Mapping[str, tuple[Address, ...]] = field(default_factory=dict)
    objects: bool = False

    def elements(self, servers: Iterable[str]) -> list[Element]:
        """The `domain:ns` that names `servers`, or nothing where there are none."""
        made = [self._server(server) for server in servers]
        return [element("domain:ns", *made)] if made else []

    def _server(self, server: str) -> Element:
        if self.objects:
            return element("domain:hostObj", server)
        addresses = [address_element("domain:hostAddr", address) for address in self.addresses.get(server, ())]
        return element("domain:hostAttr", element("domain:hostName", server), *addresses)


def address_element(tag: str, address: Address) -> Element:
    """An address, with its version said as both mappings want it."""
    return element(tag, str(address), ip=f"v{address.version}")
