"""Knot's configuration for the zones of an operation and the resolvers that may have them. Pure.

Only keys of permitted resolvers are in it, and only they may take the zone; plain questions are answered to their
networks alone. Knot finds the differences between one zone file and the next itself, and keeps them for IXFR.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from tidegate.dns.serving.endpoint import Endpoint
from tidegate.dns.serving.key import ALGORITHM, Key
from tidegate.dns.serving.resolvers import Resolver

_NOBODY = "0.0.0.0/32"


@dataclass(frozen=True)
class Receiver:
    """A resolver that may have its zone, with its key."""

    resolver: Resolver
    key: Key


@dataclass(frozen=True)
class Places:
    """Where Knot listens, keeps its journal and has its control socket."""

    listen: Sequence[Endpoint]
    journal: Path
    run: Path


def text(places: Places, zones: Mapping[Path, Sequence[Receiver]]) -> str:
    """The configuration for `zones`: the file of each, called like the zone, and who may have it."""
    everybody = [receiver for known in zones.values() for receiver in known]
    parts = [
        _server(places),
        _section("key", [_key(receiver.key) for receiver in everybody]),
        _section("remote", [_remote(receiver) for receiver in everybody]),
        _section("acl", [_acl(receiver) for receiver in everybody]),
        _section("mod-queryacl", [_query_acl(file.name, known) for file, known in zones.items()]),
        _section("zone", [_zone(file, known) for file, known in zones.items()]),
    ]
    return "\n".join(part for part in parts if part)


def _server(places: Places) -> str:
    return f"""\
server:
    listen: {_list(str(endpoint) for endpoint in places.listen)}
    rundir: {_quoted(places.run)}
    identity: ""
    version: ""
log:
  - target: stderr
    server: info
    control: warning
    zone: debug
database:
    storage: {_quoted(places.journal)}
"""


def _key(key: Key) -> str:
    return f"id: {key.name}\n    algorithm: {ALGORITHM}\n    secret: {key.secret}"


def _remote(receiver: Receiver) -> str:
    resolver = receiver.resolver
    return f"id: {resolver.name}\n    address: {resolver.notify}\n    key: {receiver.key.name}"


def _acl(receiver: Receiver) -> str:
    resolver = receiver.resolver
    return (
        f"id: {resolver.name}\n    address: {_list(resolver.sources)}\n    key: {receiver.key.name}\n"
        "    action: transfer"
    )


def _query_acl(zone: str, known: Sequence[Receiver]) -> str:
    networks = sorted({network for receiver in known for network in receiver.resolver.sources})
    return f"id: {_module(zone)}\n    address: {_list(networks or [_NOBODY])}"


def _zone(file: Path, known: Sequence[Receiver]) -> str:
    names = _list(receiver.resolver.name for receiver in known)
    lines = [
        f"domain: {file.name}",
        f"file: {_quoted(file)}",
        "zonefile-load: difference",
        "zonefile-sync: -1",
        "journal-content: changes",
        "journal-max-depth: 1000",
        "journal-max-usage: 1G",
        f"module: mod-queryacl/{_module(file.name)}",
        *([f"notify: {names}", f"acl: {names}"] if known else []),
    ]
    return "\n    ".join(lines)


def _module(zone: str) -> str:
    return zone.replace(".", "-")


def _section(name: str, items: Sequence[str]) -> str:
    return f"{name}:\n" + "".join(f"  - {item}\n" for item in items) if items else ""


def _list(items: Iterable[str]) -> str:
    return f"[{', '.join(items)}]"


def _quoted(path: Path) -> str:
    escaped = str(path).replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
