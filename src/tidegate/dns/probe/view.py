"""Who is asked: a resolver for all names, or the registries' own name servers, each for its suffixes."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from tidegate.dns.probe.flight import Lane
from tidegate.dns.probe.pace import Pace
from tidegate.dns.probe.resolver import Resolver

AUTHORITATIVE = "authoritative"
"""What the view of the registries' own name servers is called, in the lake too."""


@dataclass(frozen=True)
class View:
    """Where to ask for the names under a suffix: any of `servers(suffix)`, nobody where that is empty.

    `recursive` says that they are resolvers, who ask on; else their own word is the registry's.
    """

    name: str
    recursive: bool
    servers: Callable[[str | None], Sequence[Resolver]]

    @classmethod
    def of_resolver(cls, resolver: Resolver, address: Resolver) -> "View":
        """What `resolver` sees, which is reached at `address`."""
        servers = (address,)
        return cls(str(resolver), True, lambda suffix: servers)

    @classmethod
    def of_registries(cls, delegations: Mapping[str, Sequence[Resolver]]) -> "View":
        """What the name servers say to which the suffixes are delegated."""
        return cls(AUTHORITATIVE, False, lambda suffix: delegations.get(suffix or "", ()))


class Lanes:
    """The lanes of one run: one for each view of each registry, and one pace a registry for all views of it."""

    def __init__(self, registry_of: Callable[[str | None], str], rate_of: Callable[[str], float]) -> None:
        self._registry_of, self._rate_of = registry_of, rate_of
        self._paces: dict[str, Pace] = {}
        self._lanes: dict[tuple[str, str], Lane] = {}

    def of(self, view: View, suffix: str | None) -> Lane:
        """Where questions wait about names under `suffix`."""
        registry = self._registry_of(suffix)
        lane = self._lanes.get((view.name, registry))
        if lane is None:
            if registry not in self._paces:
                self._paces[registry] = Pace.of(self._rate_of(registry))
            lane = self._lanes[view.name, registry] = Lane(self._paces[registry])
        return lane
