"""An operation with few names, and sensors for it on loopback: in this process, or in one that can be killed."""

import asyncio
import contextlib
import socket
from datetime import UTC, date, datetime

import pyarrow as pa
import pytest
import uvloop

from tidegate.operation import opening
from tidegate.sinkhole.binding import bind
from tidegate.sinkhole.segment import segments
from tidegate.sinkhole.sensor import Sensor
from tidegate.sinkhole.worker import serve
from tidegate.store import Home
from tidegate.store.tables import TABLES

TODAY = date(2009, 4, 1)
NOON = int(datetime(2009, 4, 1, 12, tzinfo=UTC).timestamp()) * 1_000_000_000

PLAYBOOK = """
name = "small"
title = "A small botnet"
horizon_days = 30

[label]
tlp = "AMBER"
pap = "GREEN"

[[models]]
family = "conficker"
variant = "b"
behaviour = { tries = "all", rounds = 12, clock = "utc" }

[[sinkholes]]
operator = "ours"
ours = true
networks = ["192.0.2.2/32"]
nameservers = ["ns1.sinkhole.invalid", "ns2.sinkhole.invalid"]

[registries]
every = { name = "All", suffixes = ["cc", "cn", "ws", "com", "net", "org", "info", "biz"] }
"""

FORECAST = {
    date(2009, 3, 31): [("b", "praat.org"), ("a", "yesterday.com")],
    TODAY: [("b", "wytetvzvfb.ws"), ("a", "fvqcih.net"), ("c", "gzyh.nl"), ("c", "ktmybhf.co.uk")],
    date(2009, 4, 20): [("b", "farahead.com")],
}


def noon():
    """The clock of these tests stands still."""
    return NOON


def _rows(names):
    rows = [
        {"name": name, "suffix": None, "family": "conficker", "variant": variant, "config": "", "position": position}
        for position, (variant, name) in enumerate(names)
    ]
    return pa.Table.from_pylist(rows, schema=TABLES["forecast"])


@pytest.fixture
def home(tmp_path):
    """A home with the operation `small`, forecast for three days of 2009."""
    home = Home(tmp_path / "home")
    opening.open_operation(home.records, "small", PLAYBOOK, "small.toml", date(2009, 3, 1), "local")
    for day, names in FORECAST.items():
        home.lake.write("forecast", "small", day, "forecast", _rows(names))
    return home


@pytest.fixture
def journal(home):
    """The folder of the operation's journal."""
    return home.folder("journal", "small")


async def until_end(reader, wait=10.0):
    """All that comes until the other side ends the connection, one way or the other."""
    got = b""
    async with asyncio.timeout(wait):
        with contextlib.suppress(ConnectionError):
            while more := await reader.read(65_536):
                got += more
    return got


class Running:
    """A sensor that runs in this process's loop: its addresses, and what it journalled."""

    until_end = staticmethod(until_end)

    def __init__(self, sockets):
        self.http, self.dns = (
            next(bound.socket.getsockname() for bound in sockets if bound.listener == listener)
            for listener in ("http", "dns")
        )

    @contextlib.asynccontextmanager
    async def connected(self, address):
        """A client's reader and writer, closed afterwards."""
        reader, writer = await asyncio.open_connection(*address)
        try:
            yield reader, writer
        finally:
            writer.close()
            with contextlib.suppress(ConnectionError):
                await writer.wait_closed()

    async def say(self, *messages, address=None, wait=5.0):
        """All that a client gets back that sends these messages one after the other, and then no more."""
        async with self.connected(address or self.http) as (reader, writer):
            with contextlib.suppress(ConnectionError):
                for message in messages:
                    writer.write(message)
                    await asyncio.sleep(0.01)
                writer.write_eof()
            return await until_end(reader, wait)

    async def ask(self, query, wait=5.0):
        """The answer to a datagram."""
        loop = asyncio.get_running_loop()
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as client:
            client.setblocking(False)
            await loop.sock_connect(client, self.dns)
            await loop.sock_sendall(client, query)
            return await asyncio.wait_for(loop.sock_recv(client, 65_535), wait)

    async def ask_by_stream(self, *queries, wait=5.0):
        """The answers to these queries over one TCP connection."""
        answers = []
        async with self.connected(self.dns) as (reader, writer):
            writer.write(b"".join(len(query).to_bytes(2, "big") + query for query in queries))
            for _ in queries:
                length = int.from_bytes(await asyncio.wait_for(reader.readexactly(2), wait), "big")
                answers.append(await asyncio.wait_for(reader.readexactly(length), wait))
        return answers


@pytest.fixture
def run_sensor(home):
    """`run_sensor(story)`: run the coroutine `story(running)` against a sensor, stop it, and return what it returned.

    Its clock stands at noon of 2009-04-01, unless told otherwise.
    """

    def run(story, **options):
        async def main():
            plan = Sensor(home, "small", http=[ANY], dns=[ANY], **{"clock": noon, **options}).plan()
            [sockets] = bind({"http": [ANY], "dns": [ANY]})
            stop = asyncio.Event()
            sensor = asyncio.create_task(serve(plan, 0, sockets, stop))
            try:
                return await story(Running(sockets))
            finally:
                stop.set()
                await sensor

        return uvloop.run(main())

    return run


ANY = ("127.0.0.1", 0)


@pytest.fixture
def sightings(home):
    """`sightings()`: what the lake holds, as rows, oldest first."""

    def rows():
        table = home.lake.table("sightings", "small")
        return home.lake.execute(table.order_by("seen_at", "host", "request")).to_pylist()

    return rows


@pytest.fixture
def only_segment(journal):
    """`only_segment()`: the one segment that there is."""

    def find():
        [found] = segments(journal)
        return found

    return find
