"""One process of a sensor: its listeners, its journal, and what has to be done every second."""

import asyncio
import contextlib
import gc
import signal
import socket
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from ipaddress import IPv4Address
from pathlib import Path

from tidegate.forecast.lookup import Window
from tidegate.names.days import Span
from tidegate.operation.model import Operation
from tidegate.sinkhole import kernel
from tidegate.sinkhole.binding import Bound
from tidegate.sinkhole.conversation import Connections
from tidegate.sinkhole.counters import Counters, Drop
from tidegate.sinkhole.desk import Desk
from tidegate.sinkhole.horizon import Horizon, around
from tidegate.sinkhole.journal import Journal
from tidegate.sinkhole.judge import Find, Judge
from tidegate.sinkhole.listeners import listeners
from tidegate.sinkhole.log import log
from tidegate.sinkhole.nameserver import Nameserver
from tidegate.sinkhole.reception import Reception
from tidegate.sinkhole.writer import Writer
from tidegate.sinkhole.zone import Zone
from tidegate.store import Home

_LOOK_AGAIN = 60
"""Seconds after which a forecast that was made meanwhile is noticed."""
_BETWEEN_COLLECTIONS = 50_000
"""Objects made and kept between two looks for garbage."""
_LAST_ANSWERS = 2.0
"""Seconds that clients have to read theirs when the sensor stops."""


@dataclass(frozen=True)
class Plan:
    """What all workers of a sensor need to know. Holds nothing that could not be sent to another process."""

    home: Path
    operation: Operation
    sensor: str
    clock: Callable[[], int]
    address: IPv4Address
    nameservers: tuple[str, ...]
    zones: frozenset[str]
    exempt: frozenset[str]
    days: Span | None
    slack: int

    @property
    def journal(self) -> Path:
        """The folder of the journal."""
        return Home(self.home).folder("journal", self.operation.name)


async def serve(plan: Plan, worker: int, sockets: Sequence[Bound], stop: asyncio.Event) -> None:
    """Take check-ins from `sockets` until `stop` is set; then answer for all that was taken, seal the journal
    and close the sockets."""
    counters = Counters.resume(plan.journal, plan.sensor, worker)
    watch = _Watch(plan)
    desk = Desk(
        plan.clock,
        Reception(watch.judge),
        Nameserver(Zone(plan.address, plan.nameservers, watch.judge.holds, plan.zones), watch.judge),
        Journal(Writer(plan.journal, plan.sensor, worker), counters),
        counters,
        Connections(counters),
    )
    await watch.look()
    stops = [await listeners()[bound.listener].listen(bound.socket, desk) for bound in sockets]
    log("taking check-ins", sensor=plan.sensor, worker=worker, names_of=watch.span)
    rounds = asyncio.create_task(_rounds(plan, desk, watch, [bound.socket for bound in sockets]))
    await stop.wait()
    for stop_listening in stops:
        stop_listening()
    rounds.cancel()
    await _finish(desk)
    for bound in sockets:
        bound.socket.close()
    counters.save(plan.journal)
    log("stopped", **counters.as_json())


class _Watch:
    """Keeps the names in memory those of the plan's days, or of the days around the clock's."""

    def __init__(self, plan: Plan) -> None:
        self._plan = plan
        self._lake = Home(plan.home).lake
        self._horizon = Horizon(self._load, plan.exempt)
        self.judge = Judge(self._horizon.find)

    @property
    def span(self) -> Span | None:
        """The days whose names are known."""
        return self._horizon.span

    async def look(self) -> None:
        """Move on, if there is a reason to."""
        today = datetime.fromtimestamp(self._plan.clock() / 1e9, UTC).date()
        days = self._lake.days("forecast", self._plan.operation.name)
        span = self._plan.days or around(today, days, self._plan.slack)
        if span != self._horizon.span:
            await asyncio.to_thread(self._horizon.hold, span)
            self.judge.forget()

    def _load(self, span: Span) -> Find:
        return Window(self._lake, self._plan.operation, span).find


async def _rounds(plan: Plan, desk: Desk, watch: _Watch, sockets: Sequence[socket.socket]) -> None:
    datagrams = [bound for bound in sockets if bound.type == socket.SOCK_DGRAM]
    seconds = known = 0
    while True:
        await asyncio.sleep(1)
        seconds += 1
        desk.connections.tick()
        lost = kernel.dropped(datagrams)
        if lost > known:
            desk.counters.drop("dns-udp", Drop.KERNEL, lost - known)
            known = lost
        desk.counters.save(plan.journal)
        if seconds % _LOOK_AGAIN == 0:
            await watch.look()


async def _finish(desk: Desk) -> None:
    desk.connections.close()
    await desk.journal.close()
    with contextlib.suppress(TimeoutError):
        async with asyncio.timeout(_LAST_ANSWERS):
            while len(desk.connections):
                await asyncio.sleep(0.01)


def collect_seldom() -> None:
    """Look for garbage in rings less often in this process: check-ins leave hardly any, but wait in great numbers."""
    gc.set_threshold(_BETWEEN_COLLECTIONS)


def on_signal() -> asyncio.Event:
    """An event that SIGTERM and SIGINT set."""
    stop = asyncio.Event()
    if threading.current_thread() is threading.main_thread():
        for number in (signal.SIGTERM, signal.SIGINT):
            asyncio.get_running_loop().add_signal_handler(number, stop.set)
    return stop
