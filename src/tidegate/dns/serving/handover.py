"""What a resolver's owner is given: the lines for their name server, and the key."""

from pathlib import Path

from tidegate.dns.serving import key as keys
from tidegate.dns.serving import resolvers, snippets
from tidegate.dns.serving.endpoint import Endpoint
from tidegate.dns.serving.listing import zone_name
from tidegate.dns.serving.snippets.snippet import Terms
from tidegate.operation.model import Operation
from tidegate.store import Home


def lines(home: Home, operation: Operation, name: str, server: str, primary: Endpoint, key_file: Path | None) -> str:
    """The lines that make `server`, which is the resolver `name`, take its zone of `operation` from `primary`.

    NotAllowedError where its owner may not have the operation; TidegateError where the server cannot take that zone.
    """
    resolver = resolvers.get(home.records, name)
    resolvers.require_permitted(home.records, resolver, operation)
    key = keys.key_name(name)
    terms = Terms(
        zone=zone_name(operation.name, resolver.takes),
        primary=primary,
        key=key,
        key_file=key_file.name if key_file else f"{key}.key",
        notify=resolver.notify,
    )
    return snippets.find(server).text(resolver.takes, terms)


def write_key(home: Home, name: str, server: str, target: Path, member: str) -> None:
    """Write the key of the resolver `name` to the new file `target`, as `server` reads it.

    NotAllowedError where `member` may not have all that the key opens; TidegateError where `target` exists.
    """
    resolver = resolvers.get(home.records, name)
    resolvers.require_deciding(home.records, member, resolver.owner, name)
    key = keys.read(home, name, resolver.fingerprint)
    keys.write(target, snippets.find(server).key(key))
