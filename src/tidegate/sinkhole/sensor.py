"""A sensor: listeners before a journal, in one process or several."""

import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import KW_ONLY, dataclass
from ipaddress import IPv4Address

import uvloop

from tidegate.errors import TidegateError
from tidegate.names.days import Span
from tidegate.operation import opening
from tidegate.operation.model import Playbook
from tidegate.sinkhole import crew
from tidegate.sinkhole.binding import Address, Bound, bind
from tidegate.sinkhole.horizon import SLACK
from tidegate.sinkhole.log import log
from tidegate.sinkhole.segment import check_sensor
from tidegate.sinkhole.worker import Plan, collect_seldom, on_signal, serve
from tidegate.store import Home


@dataclass(frozen=True)
class Sensor:
    """One sinkhole of `operation`. With several `workers`, `clock` is sent to other processes.

    `clock` gives nanoseconds since the epoch, UTC. `address` is what its DNS answers with, `nameservers` what it says
    it is called (default for both: the playbook's own sinkhole); `zones` are names that it is authoritative for besides
    the forecast. `days` are held in memory throughout where given, otherwise `slack` days around the clock's. `exempt`
    names are treated as foreign.
    """

    home: Home
    operation: str
    _: KW_ONLY
    name: str = "sensor"
    http: Sequence[Address] = ()
    dns: Sequence[Address] = ()
    workers: int = 1
    clock: Callable[[], int] = time.time_ns
    address: IPv4Address | None = None
    nameservers: Sequence[str] = ()
    zones: Iterable[str] = ()
    days: Span | None = None
    slack: int = SLACK
    exempt: Iterable[str] = ()

    def run(self) -> None:
        """Take check-ins until SIGTERM or SIGINT; all that was taken is answered for when it returns.

        TidegateError, before anything is taken, when the operation, an address or the name will not do.
        """
        plan = self.plan()
        shares = bind({"http": self.http, "dns": self.dns}, self.workers)
        log("listening", sensor=self.name, workers=self.workers, **_addresses(shares[0]))
        if self.workers > 1:
            crew.run(plan, shares)
        else:
            collect_seldom()
            uvloop.run(_alone(plan, shares[0]))

    def plan(self) -> Plan:
        """What each worker needs to know, looked up."""
        operation = opening.get(self.home.records, self.operation)
        if not self.http and not self.dns:
            raise TidegateError("a sensor needs an address to listen on: --http, --dns or both")
        return Plan(
            home=self.home.path,
            operation=operation,
            sensor=check_sensor(self.name),
            clock=self.clock,
            address=self.address or _own_address(operation.playbook),
            nameservers=tuple(self.nameservers) or _own_nameservers(operation.playbook),
            zones=frozenset(self.zones),
            exempt=frozenset(self.exempt),
            days=self.days,
            slack=self.slack,
        )


async def _alone(plan: Plan, share: Sequence[Bound]) -> None:
    await serve(plan, 0, share, on_signal())


def _own_address(playbook: Playbook) -> IPv4Address:
    for sinkhole in playbook.sinkholes:
        for network in sinkhole.networks:
            if sinkhole.ours and isinstance(network.network_address, IPv4Address):
                return network.network_address
    raise TidegateError(f"playbook {playbook.name!r} names no IPv4 address of our own sinkholes: give --address")


def _own_nameservers(playbook: Playbook) -> tuple[str, ...]:
    return tuple(name for sinkhole in playbook.sinkholes if sinkhole.ours for name in sinkhole.nameservers)


def _addresses(share: Sequence[Bound]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for bound in share:
        host, port = bound.socket.getsockname()[:2]
        texts = found.setdefault(bound.listener, [])
        if (text := f"{host}:{port}") not in texts:
            texts.append(text)
    return found
