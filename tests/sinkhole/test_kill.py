"""The promise: kill a sensor at any moment under load, and every check-in that it answered is in the lake, once."""

import asyncio
import contextlib
import multiprocessing
import random
import socket
from collections.abc import Iterator
from itertools import count

import pytest

from tidegate.sinkhole.ingest import ingest
from tidegate.sinkhole.sensor import Sensor
from tidegate.store import Home

ROUNDS = 20
PROCESSES = multiprocessing.get_context("forkserver")
PROCESSES.set_forkserver_preload(["tidegate.sinkhole.sensor", "tidegate.store.lake"])


class Load:
    """Each check-in is unlike any other, by its number; `answered` holds the numbers of those that were answered."""

    def __init__(self, http, dns, numbers):
        self._http, self._dns, self._numbers = http, dns, numbers
        self.sent: set[int] = set()
        self.answered: set[int] = set()
        self.protocols: set[str] = set()

    async def under_way(self):
        """Wait until each protocol has brought answers."""
        async with asyncio.timeout(60):
            while len(self.protocols) < 3:
                await asyncio.sleep(0.01)

    async def run(self, until, *, http=12, once=4, udp=8, tcp=4):
        """Send from so many clients at once, until the awaitable `until` is done and the last answers are in."""
        await self._listening()
        clients = [self._keep_alive() for _ in range(http)]
        clients += [self._one_by_one() for _ in range(once)]
        clients += [self._datagrams() for _ in range(udp)]
        clients += [self._stream() for _ in range(tcp)]
        tasks = [asyncio.create_task(client) for client in clients]
        await until
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def _listening(self):
        async with asyncio.timeout(60):
            while True:
                with contextlib.suppress(ConnectionError):
                    for address in (self._http, self._dns):
                        _, writer = await asyncio.open_connection(*address)
                        writer.close()
                    return
                await asyncio.sleep(0.01)

    def note(self, number, protocol):
        """This one was answered."""
        self.answered.add(number)
        self.protocols.add(protocol)

    def _next(self) -> int:
        number = next(self._numbers)
        self.sent.add(number)
        return number

    def _questions(self) -> Iterator[tuple[int, bytes]]:
        while True:
            number = self._next()
            name = b"n%d" % number
            yield number, (
                (number & 0xFFFF).to_bytes(2, "big")
                + b"\x01\x00\x00\x01\x00\x00\x00\x00\x00\x00"
                + bytes((len(name),)) + name + b"\x07example\x00\x00\x01\x00\x01"
            )  # fmt: skip

    async def _keep_alive(self):
        with contextlib.suppress(OSError, asyncio.IncompleteReadError):
            reader, writer = await asyncio.open_connection(*self._http)
            with contextlib.closing(writer):
                while True:
                    await self._check_in(reader, writer, b"HTTP/1.1\r\nHost: 192.0.2.2")

    async def _one_by_one(self):
        with contextlib.suppress(OSError, asyncio.IncompleteReadError):
            while True:
                reader, writer = await asyncio.open_connection(*self._http)
                with contextlib.closing(writer):
                    await self._check_in(reader, writer, b"HTTP/1.0")

    async def _check_in(self, reader, writer, rest):
        number = self._next()
        writer.write(b"GET /search?q=%d %b\r\n\r\n" % (number, rest))
        await reader.readuntil(b"\r\n\r\n")
        self.note(number, "http")

    async def _datagrams(self):
        loop = asyncio.get_running_loop()
        transport, _ = await loop.create_datagram_endpoint(lambda: _Answers(self), remote_addr=self._dns)
        with contextlib.closing(transport):
            for number, question in self._questions():
                transport.get_protocol().waiting[number & 0xFFFF] = number
                transport.sendto(question)
                await asyncio.sleep(0.001)

    async def _stream(self):
        with contextlib.suppress(OSError, asyncio.IncompleteReadError):
            reader, writer = await asyncio.open_connection(*self._dns)
            with contextlib.closing(writer):
                for number, question in self._questions():
                    writer.write(len(question).to_bytes(2, "big") + question)
                    await reader.readexactly(int.from_bytes(await reader.readexactly(2), "big"))
                    self.note(number, "tcp")


class _Answers(asyncio.DatagramProtocol):
    def __init__(self, load):
        self._load = load
        self.waiting = {}

    def datagram_received(self, data, _address):
        self._load.note(self.waiting[int.from_bytes(data[:2], "big")], "udp")


def free_address():
    """An address on loopback that nobody listens on, neither UDP nor TCP."""
    with socket.socket() as stream, socket.socket(type=socket.SOCK_DGRAM) as datagrams:
        stream.bind(("127.0.0.1", 0))
        datagrams.bind(stream.getsockname())
        return stream.getsockname()


def recorded(home):
    """The numbers of all check-ins in the lake."""
    rows = home.lake.execute(home.lake.table("sightings", "small").select("protocol", "host", "request")).to_pylist()
    return [
        int(row["request"].split()[1].removeprefix("/search?q=") if row["protocol"] == "http" else row["host"][1:-8])
        for row in rows
    ]


@pytest.fixture
def start(home):
    """`start(name)`: a sensor in a process of its own, with its addresses; ended when the test is."""
    processes = []

    def run(**options):
        http, dns = free_address(), free_address()
        sensor = Sensor(Home(home.path), "small", http=[http], dns=[dns], zones={"example"}, **options)
        process = PROCESSES.Process(target=sensor.run)
        process.start()
        processes.append(process)
        return process, http, dns

    yield run
    for process in processes:
        process.kill()
        process.join()
        process.close()


def test_every_answered_check_in_survives_kill_9(home, start):
    chance = random.Random(2009)
    sent, answered = set(), set()
    numbers = count()

    async def one_round():
        process, http, dns = start()
        load = Load(http, dns, numbers)

        async def killed():
            await load.under_way()
            await asyncio.sleep(chance.uniform(0.02, 0.3))
            process.kill()
            await asyncio.to_thread(process.join)
            await asyncio.sleep(0.02)  # what it sent last is still on its way

        await load.run(killed())
        return load

    for number in range(ROUNDS):
        load = asyncio.run(one_round())
        sent |= load.sent
        answered |= load.answered
        if number % 5 == 4:
            summary = ingest(home, "small")
            assert summary.damage == ()
            found = recorded(home)
            assert answered - set(found) == set(), "answered, and lost"
            assert set(found) - sent == set(), "never sent"
            assert len(found) == len(set(found)) == summary.sightings, "counted twice"


def test_a_sensor_that_is_asked_to_stop_answers_for_all_that_it_took(home, start):
    async def story():
        process, http, dns = start()
        load = Load(http, dns, count())

        async def stopped():
            await load.under_way()
            await asyncio.sleep(0.3)
            process.terminate()
            await asyncio.to_thread(process.join)

        await load.run(stopped())
        return process.exitcode, load

    exitcode, load = asyncio.run(story())
    assert exitcode == 0
    summary = ingest(home, "small")
    assert summary.unfinished == 0
    assert load.answered <= set(recorded(home)) <= load.sent
