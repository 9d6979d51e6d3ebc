"""Domain names in EPP (RFC 5731): the commands about them, and what answers say of them. Pure."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import ClassVar
from xml.etree.ElementTree import Element

from tidegate.exchange.epp.nameservers import Delegation
from tidegate.exchange.epp.xml import DOMAIN, element, rooted, text

_NO_CHANGE = frozenset[str]()


@dataclass(frozen=True)
class Check:
    """Ask which of `names` could be registered."""

    verb: ClassVar[str] = "check"
    names: tuple[str, ...]

    def element(self) -> Element:
        return element("check", rooted("domain:check", *(element("domain:name", name) for name in self.names)))


@dataclass(frozen=True)
class Info:
    """Ask what the registry knows of `name`."""

    verb: ClassVar[str] = "info"
    name: str

    def element(self) -> Element:
        return element("info", rooted("domain:info", element("domain:name", self.name, hosts="del")))


@dataclass(frozen=True)
class Create:
    """Register `name` for `years`; `auth` is the secret that a transfer away would need."""

    verb: ClassVar[str] = "create"
    name: str
    years: int
    delegation: Delegation
    registrant: str
    contacts: tuple[tuple[str, str], ...]  # (type, id)
    auth: str = field(repr=False)

    def element(self) -> Element:
        parts = [element("domain:name", self.name), element("domain:period", str(self.years), unit="y")]
        parts += self.delegation.elements(self.delegation.servers)
        if self.registrant:
            parts.append(element("domain:registrant", self.registrant))
        parts += [element("domain:contact", id, type=kind) for kind, id in self.contacts]
        parts.append(element("domain:authInfo", element("domain:pw", self.auth)))
        return element("create", rooted("domain:create", *parts))


@dataclass(frozen=True)
class Change:
    """Name servers and statuses that an update adds or removes."""

    servers: frozenset[str] = _NO_CHANGE
    statuses: frozenset[str] = _NO_CHANGE

    def __bool__(self) -> bool:
        return bool(self.servers or self.statuses)


@dataclass(frozen=True)
class Update:
    """Change `name`: add and remove."""

    verb: ClassVar[str] = "update"
    name: str
    delegation: Delegation
    add: Change = Change()
    remove: Change = Change()

    def element(self) -> Element:
        parts = [element("domain:name", self.name)]
        for tag, change in (("domain:add", self.add), ("domain:rem", self.remove)):
            if change:
                parts.append(element(tag, *self._changed(change)))
        return element("update", rooted("domain:update", *parts))

    def _changed(self, change: Change) -> Iterator[Element]:
        yield from self.delegation.elements(sorted(change.servers))
        yield from (element("domain:status", s=status) for status in sorted(change.statuses))


@dataclass(frozen=True)
class Delete:
    """Give `name` back."""

    verb: ClassVar[str] = "delete"
    name: str

    def element(self) -> Element:
        return element("delete", rooted("domain:delete", element("domain:name", self.name)))


@dataclass(frozen=True)
class Transfer:
    """Ask for `name`, which another account holds, to be transferred to ours."""

    verb: ClassVar[str] = "transfer"
    name: str

    def element(self) -> Element:
        return element("transfer", rooted("domain:transfer", element("domain:name", self.name)), op="request")


@dataclass(frozen=True)
class Availability:
    """What a check says of `name`: whether it could be registered, and perhaps why not."""

    name: str
    available: bool
    reason: str = ""


@dataclass(frozen=True)
class Domain:
    """What the registry knows of a registered name: the account that holds it, and the one that registered it."""

    name: str
    client: str
    creator: str = ""
    servers: frozenset[str] = frozenset()
    statuses: frozenset[str] = frozenset()
    created: str = ""

    @property
    def pending(self) -> tuple[str, ...]:
        """What the registry is still at work on, such as `pendingTransfer`."""
        return tuple(sorted(status for status in self.statuses if status.startswith("pending")))


def availabilities(data: Element | None) -> Iterator[Availability]:
    """What the answer to a `Check` says of each name."""
    for checked in _all(data, "chkData", "cd"):
        name = checked.find(f"{{{DOMAIN}}}name")
        if name is not None and name.text:
            available = name.get("avail", "").strip() in ("1", "true")
            yield Availability(_canonical(name.text), available, text(checked, DOMAIN, "reason"))


def domain(data: Element | None) -> Domain | None:
    """What the answer to an `Info` says of the name; None where it says nothing."""
    for found in _all(data, "infData"):
        servers = [*_all(found, "ns", "hostObj"), *_all(found, "ns", "hostAttr", "hostName")]
        return Domain(
            name=_canonical(text(found, DOMAIN, "name")),
            client=text(found, DOMAIN, "clID"),
            creator=text(found, DOMAIN, "crID"),
            servers=frozenset(_canonical(server.text) for server in servers if server.text),
            statuses=frozenset(status.get("s", "") for status in _all(found, "status")) - {""},
            created=text(found, DOMAIN, "crDate"),
        )
    return None


def _all(parent: Element | None, *path: str) -> Iterable[Element]:
    return () if parent is None else parent.iterfind("/".join(f"{{{DOMAIN}}}{tag}" for tag in path))


def _canonical(name: str) -> str:
    """Servers may answer in capitals, or with the final dot."""
    return name.strip().rstrip(".").lower()
