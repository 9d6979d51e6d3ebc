"""Several workers on the same addresses: the kernel spreads the clients, and one who dies is replaced."""

import asyncio
import multiprocessing
import signal
import sys
import time
from collections.abc import Sequence
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess

import uvloop

from tidegate.errors import TidegateError
from tidegate.sinkhole.binding import Bound
from tidegate.sinkhole.log import log
from tidegate.sinkhole.worker import Plan, collect_seldom, on_signal, serve

_YOUNG = 2.0
"""A worker that ends by itself within so many seconds would not do better at another try; one that was killed may."""


def run(plan: Plan, shares: Sequence[Sequence[Bound]]) -> None:
    """Run one worker a share of sockets until SIGTERM or SIGINT; returns when all have finished what they took.

    TidegateError when a worker cannot even begin.
    """
    crew = _Crew(plan, shares)
    signal.signal(signal.SIGTERM, crew.stop)
    signal.signal(signal.SIGINT, crew.stop)
    crew.run()


class _Crew:
    def __init__(self, plan: Plan, shares: Sequence[Sequence[Bound]]) -> None:
        self._plan, self._shares = plan, shares
        self._context = multiprocessing.get_context("spawn")
        self._ours, self._theirs = self._context.Pipe()
        self._workers: dict[int, tuple[BaseProcess, float]] = {}
        self._stopping = False

    def stop(self, *_signal: object) -> None:
        """Ask every worker to finish: whoever holds the other end of the pipe sees it close."""
        self._stopping = True
        self._ours.close()

    def run(self) -> None:
        for number in range(len(self._shares)):
            self._start(number)
        try:
            while self._workers:
                self._mind()
        finally:
            self.stop()
            for process, _ in self._workers.values():
                process.join()

    def _start(self, number: int) -> None:
        arguments = (self._plan, number, list(self._shares[number]), self._theirs)
        process = self._context.Process(target=_work, args=arguments, name=f"worker-{number}")
        process.start()
        self._workers[number] = process, time.monotonic()

    def _mind(self) -> None:
        wait([process.sentinel for process, _ in self._workers.values()], timeout=1)
        for number, (process, began) in list(self._workers.items()):
            if process.is_alive():
                continue
            del self._workers[number]
            if self._stopping:
                continue
            log("worker died", sensor=self._plan.sensor, worker=number, exit=process.exitcode)
            ended_itself = (process.exitcode or 0) >= 0
            if ended_itself and time.monotonic() - began < _YOUNG:
                raise TidegateError(f"worker {number} of sensor {self._plan.sensor!r} cannot begin")
            self._start(number)


def _work(plan: Plan, number: int, share: Sequence[Bound], parent: Connection) -> None:
    collect_seldom()
    try:
        uvloop.run(_serve(plan, number, share, parent))
    except TidegateError as error:
        log("worker cannot begin", sensor=plan.sensor, worker=number, reason=str(error))
        sys.exit(1)


async def _serve(plan: Plan, number: int, share: Sequence[Bound], parent: Connection) -> None:
    stop = on_signal()
    asyncio.get_running_loop().add_reader(parent.fileno(), stop.set)
    await serve(plan, number, share, stop)
