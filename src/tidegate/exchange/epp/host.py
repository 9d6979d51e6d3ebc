"""Host objects (RFC 5732), which some registries want to be there before a name can be delegated to them. Pure."""

from dataclasses import dataclass
from typing import ClassVar
from xml.etree.ElementTree import Element

from tidegate.exchange.epp.nameservers import Address, address_element
from tidegate.exchange.epp.xml import HOST, element, rooted


@dataclass(frozen=True)
class HostCheck:
    """Ask which of `names` are not there yet."""

    verb: ClassVar[str] = "check"
    names: tuple[str, ...]

    def element(self) -> Element:
        return element("check", rooted("host:check", *(element("host:name", name) for name in self.names)))


@dataclass(frozen=True)
class HostCreate:
    """Make the host `name`; addresses only where the registry needs glue."""

    verb: ClassVar[str] = "create"
    name: str
    addresses: tuple[Address, ...] = ()

    def element(self) -> Element:
        addresses = [address_element("host:addr", address) for address in self.addresses]
        return element("create", rooted("host:create", element("host:name", self.name), *addresses))


def missing(data: Element | None) -> list[str]:
    """The hosts that the answer to a `HostCheck` says could be made: they are not there."""
    found = () if data is None else data.iterfind(f"{{{HOST}}}chkData/{{{HOST}}}cd/{{{HOST}}}name")
    return [name.text.strip().lower() for name in found if name.text and name.get("avail") in ("1", "true")]
