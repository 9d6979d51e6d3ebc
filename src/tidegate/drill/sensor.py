"""The real sensor, with the drill's clock, in a process of its own.

Run as `python -m tidegate.drill.sensor HOME OPERATION CLOCK FIRST DAYS`: it listens on free ports of our sinkhole's
address, prints them (HTTP, DNS), and ends orderly when its standard input ends.
"""

import asyncio
import sys
from datetime import date
from pathlib import Path

import uvloop

from tidegate.dns.collisions import exemptions
from tidegate.drill.clock import Clock
from tidegate.drill.registries import ours
from tidegate.drill.send import require_loopback
from tidegate.names.days import Span
from tidegate.operation import opening
from tidegate.sinkhole.binding import bind
from tidegate.sinkhole.sensor import Sensor
from tidegate.sinkhole.worker import Plan, serve
from tidegate.store import Home

NAME = "drill"


def main(home: Home, operation: str, clock: Clock, days: Span) -> None:
    """Take check-ins until standard input ends."""
    playbook = opening.get(home.records, operation).playbook
    host = require_loopback(str(ours(playbook).networks[0].network_address))
    exempt = exemptions.accepted(home.records, operation)
    any_port = [(host, 0)]
    sensor = Sensor(home, operation, name=NAME, http=any_port, dns=any_port, clock=clock, days=days, exempt=exempt)
    uvloop.run(_listen(sensor.plan(), host))


async def _listen(plan: Plan, host: str) -> None:
    over = asyncio.Event()
    [sockets] = bind({"http": [(host, 0)], "dns": [(host, 0)]})
    ports = {bound.listener: bound.socket.getsockname()[1] for bound in sockets}
    taking = asyncio.create_task(serve(plan, 0, sockets, over))
    print(ports["http"], ports["dns"], flush=True)
    waiting = asyncio.create_task(asyncio.to_thread(sys.stdin.read))
    await asyncio.wait([taking, waiting], return_when=asyncio.FIRST_COMPLETED)
    over.set()
    await taking


if __name__ == "__main__":
    where, operation, clock, first, days = sys.argv[1:]
    main(Home(Path(where)), operation, Clock(Path(clock)), Span.of(date.fromisoformat(first), int(days)))
