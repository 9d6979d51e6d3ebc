"""Before the first name is asked for: who is there to ask, and what is said of names that cannot exist."""

from collections.abc import Callable, Collection, Sequence

from tidegate.dns.probe.asker import Asker
from tidegate.dns.probe.controls import Controls, ask_controls, confronted
from tidegate.dns.probe.delegation import Servers, delegations
from tidegate.dns.probe.evidence import Sinkholes
from tidegate.dns.probe.inquiry import Surroundings
from tidegate.dns.probe.prober import Watch
from tidegate.dns.probe.resolver import Resolver, located
from tidegate.dns.probe.view import Lanes, View
from tidegate.dns.probe.wanted import Wanted
from tidegate.errors import TidegateError


async def outlook(
    asker: Asker, wanted: Wanted, suffixes: Collection[str], sinkholes: Sinkholes, lanes: Lanes
) -> list[tuple[Watch, Controls]]:
    """A watch for each view that is wanted, the registries' own first. TidegateError where one of them is silent."""
    views = [await _registries(asker, wanted, suffixes)] if wanted.authoritative else []
    for resolver in dict.fromkeys(wanted.resolvers):
        address = await located(resolver)
        asker.reach(address)
        views.append(View.of_resolver(resolver, address))
    said = [await ask_controls(asker, view, suffixes, lanes) for view in views]
    known = confronted(said, said[0] if wanted.authoritative else None)
    return [(_watch(view, controls, sinkholes), controls) for view, controls in zip(views, known, strict=True)]


async def _registries(asker: Asker, wanted: Wanted, suffixes: Collection[str]) -> View:
    found = await delegations(asker, suffixes, wanted.roots)
    if suffixes and not any(found.values()):
        raise TidegateError("no name server of any registry was found from the root")
    return View.of_registries({suffix: _reachable(asker, servers) for suffix, servers in found.items()})


def _reachable(asker: Asker, servers: Servers) -> Servers:
    return tuple(server for server in servers if _is_reachable(asker, server))


def _is_reachable(asker: Asker, server: Resolver) -> bool:
    try:
        asker.reach(server)
    except TidegateError:
        return False
    return True


def _watch(view: View, controls: Controls, sinkholes: Sinkholes) -> Watch:
    around = Surroundings(sinkholes, controls.invented, controls.wildcards, registry=not view.recursive)
    return Watch(view, around, view.servers if view.recursive else _answering(view, controls))


def _answering(view: View, controls: Controls) -> Callable[[str | None], Sequence[Resolver]]:
    """The servers of a suffix without those that stayed silent: nobody waits for them name by name."""
    kept: dict[str | None, Sequence[Resolver]] = {}

    def servers(suffix: str | None) -> Sequence[Resolver]:
        if suffix not in kept:
            kept[suffix] = [server for server in view.servers(suffix) if server not in controls.silent]
        return kept[suffix]

    return servers
