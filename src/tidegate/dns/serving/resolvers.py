"""The resolvers that take the group's zones: whose each is, where it is told of changes, and which key it has.

A resolver belongs to a member, and what the member may have, it may have: the policy is asked for each operation.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from ipaddress import ip_network

from tidegate.dns.serving import key as keys
from tidegate.dns.serving.endpoint import Endpoint
from tidegate.errors import TidegateError, UnknownNameError
from tidegate.operation import clearance
from tidegate.operation.model import Operation
from tidegate.operation.naming import RULE, is_name
from tidegate.policy import PAP, TLP, Action, Label, decide, require
from tidegate.store import Draft, Event, Home, Records

ADDED, REMOVED = "resolver.added", "resolver.removed"
ZONES: Mapping[str, str] = {"rpz": "rpz", "catalog": "zone"}
"""What a resolver can take, and the format whose first file it is: a response policy zone, or, for a sinkhole's name
server, the catalog of the names that it answers for."""

ROSTER = Label(TLP.GREEN, PAP.CLEAR)
"""Which resolvers there are is for the members."""


@dataclass(frozen=True)
class Resolver:
    """A resolver: its `owner` is a member, `notify` where it is told of changes, `sources` the networks from which it
    asks, `takes` the kind of zone, and `fingerprint` that of its key. `since` is when (UTC) it was added."""

    name: str
    owner: str
    notify: Endpoint
    sources: tuple[str, ...]
    takes: str
    fingerprint: str
    since: datetime


def rows(records: Records) -> list[Resolver]:
    """All resolvers, by name."""
    known: dict[str, Resolver] = {}
    for event in records.events(kinds={ADDED, REMOVED}):
        known.pop(event.body["name"], None)
        if event.kind == ADDED:
            known[event.body["name"]] = _resolver(event)
    return sorted(known.values(), key=lambda resolver: resolver.name)


def get(records: Records, name: str) -> Resolver:
    """The resolver called `name`; UnknownNameError lists those there are."""
    known = {resolver.name: resolver for resolver in rows(records)}
    if name not in known:
        raise UnknownNameError("resolver", name, known)
    return known[name]


def add(
    home: Home, name: str, owner: str, notify: Endpoint, actor: str, sources: Collection[str] = (), takes: str = "rpz"
) -> Resolver:
    """Add a resolver, or change it; either way it gets a new key.

    Nobody adds one for an owner who may read more than they: NotAllowedError. TidegateError for a name that cannot be,
    an owner without a clearance, or what is no network.
    """
    if not is_name(name):
        raise TidegateError(f"a resolver cannot be called {name!r}: use {RULE}")
    if takes not in ZONES:
        raise UnknownNameError("kind of zone", takes, ZONES)
    if clearance.viewer(home.records, owner).clearance is None:
        raise TidegateError(f"{owner!r} has no clearance here, so no resolver of theirs may have anything")
    require_deciding(home.records, actor, owner, name)
    networks = [_network(text) for text in sources or (notify.host,)]
    key = keys.make(name)
    body = {"name": name, "owner": owner, "notify": str(notify), "sources": networks, "takes": takes}
    former = [resolver for resolver in rows(home.records) if resolver.name == name]
    keys.keep(home, name, key)
    home.records.append(actor, [Draft(ADDED, "", {**body, "fingerprint": key.fingerprint})])
    for resolver in former:
        keys.forget(home, name, resolver.fingerprint)
    return get(home.records, name)


def remove(home: Home, name: str, actor: str) -> None:
    """Take a resolver off the list, and its key with it."""
    resolver = get(home.records, name)
    require_deciding(home.records, actor, resolver.owner, name)
    home.records.append(actor, [Draft(REMOVED, "", {"name": name})])
    keys.forget(home, name, resolver.fingerprint)


def permitted(records: Records, known: Iterable[Resolver], label: Label) -> list[Resolver]:
    """Those of `known` that may have what bears `label`: those whose owners may."""
    return [one for one in known if decide(clearance.viewer(records, one.owner), Action.EXPORT, label)]


def require_permitted(records: Records, resolver: Resolver, operation: Operation) -> None:
    """NotAllowedError unless `resolver` may have the zones of `operation`."""
    viewer = clearance.viewer(records, resolver.owner)
    require(viewer, Action.EXPORT, operation.label, f"the zones of {operation.name} for {resolver.name}")


def require_deciding(records: Records, actor: str, owner: str, name: str) -> None:
    """Whoever decides of a resolver must be cleared to all that it can get."""
    theirs = clearance.viewer(records, owner)
    label = Label(theirs.clearance or TLP.CLEAR, PAP.CLEAR, theirs.compartments)
    require(clearance.viewer(records, actor), Action.DECIDE, label, f"the resolver {name} of {owner}")


def _network(text: str) -> str:
    try:
        return str(ip_network(text))
    except ValueError:
        raise TidegateError(f"{text!r} is not a network; write it as ADDRESS or ADDRESS/LENGTH") from None


def _resolver(event: Event) -> Resolver:
    body = event.body
    return Resolver(
        name=body["name"],
        owner=body["owner"],
        notify=Endpoint.parse(body["notify"]),
        sources=tuple(body["sources"]),
        takes=body["takes"],
        fingerprint=body["fingerprint"],
        since=event.at,
    )
