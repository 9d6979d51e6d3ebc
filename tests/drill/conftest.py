"""A sinkhole that answers everything and remembers it, for the tests of those who send."""

import asyncio
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest

HOST = "127.0.0.2"
OK = b"HTTP/1.0 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"


@dataclass
class Listener:
    """Where it listens, and what it was told: (source address, source port, message)."""

    http: int = 0
    dns: int = 0
    heard: list[tuple[str, int, bytes]] = field(default_factory=list)
    questions: list[tuple[str, int, bytes]] = field(default_factory=list)

    async def converse(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            message = await reader.readuntil(b"\r\n\r\n")
            self.heard.append((*writer.get_extra_info("peername")[:2], message))
            writer.write(OK)
            await writer.drain()
        except (asyncio.LimitOverrunError, asyncio.IncompleteReadError, ConnectionError):
            pass
        finally:
            writer.close()


class Echo(asyncio.DatagramProtocol):
    def __init__(self, listener: Listener) -> None:
        self.listener = listener

    def connection_made(self, transport: asyncio.DatagramTransport) -> None:
        self.transport = transport

    def datagram_received(self, data: bytes, addr: tuple[str, int]) -> None:
        self.listener.questions.append((*addr, data))
        self.transport.sendto(data, addr)


@pytest.fixture
def listener() -> Iterator[Listener]:
    listener, ready, loops = Listener(), threading.Event(), []

    async def listen() -> None:
        over = asyncio.Event()
        loops.append((asyncio.get_running_loop(), over))
        server = await asyncio.start_server(listener.converse, HOST, 0, backlog=512)
        transport, _ = await loops[0][0].create_datagram_endpoint(lambda: Echo(listener), local_addr=(HOST, 0))
        listener.http = server.sockets[0].getsockname()[1]
        listener.dns = transport.get_extra_info("sockname")[1]
        ready.set()
        await over.wait()
        server.close()
        transport.close()
        await asyncio.sleep(0)

    thread = threading.Thread(target=asyncio.run, args=(listen(),), daemon=True)
    thread.start()
    assert ready.wait(10)
    yield listener
    (loop, over), *_ = loops
    loop.call_soon_threadsafe(over.set)
    thread.join(10)
