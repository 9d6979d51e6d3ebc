"""The protocol's own messages: log in and out, and the envelope that every command travels in (RFC 5730). Pure."""

from dataclasses import dataclass, field
from typing import ClassVar, Protocol
from xml.etree.ElementTree import Element

from tidegate.exchange.epp.xml import element, rooted, written

VERSION = "1.0"


class Command(Protocol):
    """Something that can be asked of the server: its `verb`, and the element that says it."""

    verb: ClassVar[str]

    def element(self) -> Element: ...


@dataclass(frozen=True)
class Login:
    """Begin a session as `account`, to speak of `objects` with `extensions` (namespaces that the greeting offered)."""

    verb: ClassVar[str] = "login"
    account: str
    password: str = field(repr=False)
    objects: tuple[str, ...]
    extensions: tuple[str, ...] = ()
    language: str = "en"

    def element(self) -> Element:
        services = [element("objURI", uri) for uri in self.objects]
        if self.extensions:
            services.append(element("svcExtension", *(element("extURI", uri) for uri in self.extensions)))
        return element(
            "login",
            element("clID", self.account),
            element("pw", self.password),
            element("options", element("version", VERSION), element("lang", self.language)),
            element("svcs", *services),
        )


@dataclass(frozen=True)
class Logout:
    """End the session."""

    verb: ClassVar[str] = "logout"

    def element(self) -> Element:
        return element("logout")


def message(command: Command, id: str) -> bytes:
    """The message that asks for `command` under our transaction id."""
    return written(rooted("epp", element("command", command.element(), element("clTRID", id))))
