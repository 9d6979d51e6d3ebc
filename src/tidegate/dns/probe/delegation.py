"""To whom the suffixes are delegated: a walk down from the root (RFC 1034, 5.3.3), as a resolver makes it.

`walk` is pure: it yields what to ask and is sent the reply. The port of the root's servers is everybody's, so that a
world of one's own can stand on any port.
"""

import asyncio
from collections.abc import Collection, Generator, Sequence
from dataclasses import dataclass, field

import dns.asyncquery
import dns.exception
import dns.flags
import dns.message
import dns.name
import dns.rcode
import dns.rdatatype
import dns.rrset

from tidegate.dns.probe.asker import Asker
from tidegate.dns.probe.resolver import Resolver
from tidegate.errors import TidegateError

Servers = tuple[Resolver, ...]
_MOST = 3  # servers of one zone that are asked; a zone has up to thirteen
_DEEPEST = 8  # zones below the root
_FURTHEST = 3  # names of name servers that need a walk of their own, one within the other
_AT_ONCE = 20
_PATIENCE = (1.0, 2.0)


@dataclass(frozen=True)
class Ask:
    """A question to one server, without recursion."""

    server: Resolver
    name: str
    type: str


Walk = Generator[Ask, dns.message.Message | None, Servers]


@dataclass
class Map:
    """The zones that are known so far, each with some of its servers; it begins with the root's."""

    roots: Servers
    zones: dict[str, Servers] = field(default_factory=dict)

    def nearest(self, name: str) -> tuple[str, Servers]:
        """The deepest known zone at or above `name`."""
        while name:
            if name in self.zones:
                return name, self.zones[name]
            name = name.partition(".")[2]
        return "", self.roots


def walk(suffix: str, known: Map) -> Walk:
    """The servers that answer for the names under `suffix`: its own, or those of the zone that it is a part of.

    None of them where the root denies it, or where nobody answers on the way.
    """
    zone, servers, _ = yield from _descend(suffix, "NS", known, _FURTHEST)
    return servers if zone else ()


async def delegations(asker: Asker, suffixes: Collection[str], roots: Sequence[Resolver]) -> dict[str, Servers]:
    """The servers of each of `suffixes`; TidegateError where no root server answers."""
    known, slots = Map(tuple(roots)), asyncio.Semaphore(_AT_ONCE)
    heard = False

    async def one(suffix: str) -> Servers:
        nonlocal heard
        async with slots:
            steps, reply = walk(suffix, known), None
            while True:
                try:
                    step = steps.send(reply)
                except StopIteration as end:
                    return tuple(end.value)
                reply = await _reply(asker, step)
                heard = heard or reply is not None

    ordered = sorted(suffixes)
    found = await asyncio.gather(*(one(suffix) for suffix in ordered))
    if ordered and not heard:
        raise TidegateError(f"no root server answers: {', '.join(map(str, roots[:_MOST]))} were asked")
    return dict(zip(ordered, found, strict=True))


def _descend(
    name: str, type: str, known: Map, further: int
) -> Generator[Ask, dns.message.Message | None, tuple[str, Servers, dns.message.Message | None]]:
    """The last zone on the way down to `name`, its servers, and what they say."""
    zone, servers = known.nearest(name)
    reply = None
    for _ in range(_DEEPEST):
        reply = yield from _first(servers, name, type)
        referral = _referral(reply, name, zone) if reply else None
        if referral is None or reply is None:
            break
        below = yield from _servers(referral, reply, known, further)
        zone, servers = _text(referral.name), below
        known.zones[zone] = servers
    return zone, servers, reply


def _first(
    servers: Servers, name: str, type: str
) -> Generator[Ask, dns.message.Message | None, dns.message.Message | None]:
    """The first answer that is one."""
    for server in servers[:_MOST]:
        reply = yield Ask(server, name, type)
        if reply is not None and reply.rcode() in (dns.rcode.NOERROR, dns.rcode.NXDOMAIN):
            return reply
    return None


def _referral(reply: dns.message.Message, name: str, zone: str) -> dns.rrset.RRset | None:
    """The NS records of a zone below `zone` on the way to `name`; None where the server answers itself."""
    if reply.flags & dns.flags.AA or reply.answer:
        return None
    wanted, above = dns.name.from_text(name), dns.name.from_text(zone or ".")
    for rrset in reply.authority:
        is_below = rrset.name.is_subdomain(above) and rrset.name != above
        if rrset.rdtype == dns.rdatatype.NS and is_below and wanted.is_subdomain(rrset.name):
            return rrset
    return None


def _servers(
    referral: dns.rrset.RRset, reply: dns.message.Message, known: Map, further: int
) -> Generator[Ask, dns.message.Message | None, Servers]:
    """Where a referral's servers are: by the addresses that came with it, else by those that are looked up."""
    names = sorted(_text(record.target) for record in referral)
    port = known.roots[0].port
    glue = {_text(rrset.name): rrset for rrset in reply.additional if rrset.rdtype == dns.rdatatype.A}
    found = [Resolver(record.address, port) for name in names if name in glue for record in glue[name]]
    for name in names:
        if found or not further:
            break
        _, _, answer = yield from _descend(name, "A", known, further - 1)
        records = answer.answer if answer else []
        found = [
            Resolver(record.address, port) for rrset in records if rrset.rdtype == dns.rdatatype.A for record in rrset
        ]
    return tuple(dict.fromkeys(found))[:_MOST]


async def _reply(asker: Asker, step: Ask) -> dns.message.Message | None:
    query = dns.message.make_query(step.name, step.type, flags=0, use_edns=0)
    for patience in _PATIENCE:
        await asker.turn()
        try:
            reply, _ = await dns.asyncquery.udp_with_fallback(query, step.server.host, patience, step.server.port)
            return reply
        except (dns.exception.DNSException, OSError, EOFError):
            continue
    return None


def _text(name: dns.name.Name) -> str:
    return name.to_text(omit_final_dot=True).lower()
