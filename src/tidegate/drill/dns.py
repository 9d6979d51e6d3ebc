"""The stand-in for the world's DNS: a resolver on loopback (UDP and TCP) that says of each name what is true by now.

Run as `python -m tidegate.drill.dns ZONE CLOCK`: it prints the port that it serves on 127.0.0.1 and serves until its
standard input ends. Each line there names a zone that takes the place of the one before, and is repeated when it has.
"""

import asyncio
import socket
import sys
from pathlib import Path

import uvloop

from tidegate.drill.clock import Clock
from tidegate.drill.wire import Faces, read
from tidegate.drill.zone import Zone

HOST = "127.0.0.1"
_LONGEST = 512
_BUFFER = 4 << 20  # bytes of questions that may wait; the system may allow less


class World:
    """Answers questions out of a zone, by a clock."""

    def __init__(self, zone: Zone, clock: Clock) -> None:
        self._clock = clock
        self.turn(zone)

    def turn(self, zone: Zone) -> None:
        """Answer out of `zone` from now on."""
        self._zone, self._faces = zone, Faces(zone.answers)

    def answer(self, message: bytes) -> bytes | None:
        """The answer to `message`; None where it is no question."""
        question = read(message)
        if question is None:
            return None
        return self._faces.refuse(question) or self._faces.answer(
            question, self._zone.number(question.name, self._clock())
        )


class Udp(asyncio.DatagramProtocol):
    """One answer for each datagram."""

    def __init__(self, world: World) -> None:
        self._world = world

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = transport

    def datagram_received(self, data: bytes, addr: tuple[str, int]) -> None:
        answer = self._world.answer(data)
        if answer is not None:
            self._transport.sendto(answer, addr)  # type: ignore[attr-defined]


class Tcp(asyncio.Protocol):
    """Messages with their length in front, as many as a client sends."""

    def __init__(self, world: World) -> None:
        self._world, self._waiting = world, b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        self._waiting += data
        while len(self._waiting) >= 2:
            length = int.from_bytes(self._waiting[:2], "big")
            if length > _LONGEST:
                self._transport.close()
                return
            if len(self._waiting) < 2 + length:
                return
            answer = self._world.answer(self._waiting[2 : 2 + length])
            self._waiting = self._waiting[2 + length :]
            if answer is not None:
                self._transport.write(len(answer).to_bytes(2, "big") + answer)  # type: ignore[attr-defined]


async def serve(world: World) -> None:
    """Serve on a free port of loopback, print it, and take zones from standard input until it ends."""
    loop = asyncio.get_running_loop()
    server = await loop.create_server(lambda: Tcp(world), HOST, 0)
    port = server.sockets[0].getsockname()[1]
    datagrams = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    datagrams.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, _BUFFER)
    datagrams.bind((HOST, port))
    await loop.create_datagram_endpoint(lambda: Udp(world), sock=datagrams)
    print(port, flush=True)
    while line := await loop.run_in_executor(None, sys.stdin.readline):
        world.turn(Zone.open(Path(line.strip())))
        print(line.strip(), flush=True)


def main(zone: Path, clock: Path) -> None:
    """Serve the zone in `zone` by the clock in `clock`."""
    uvloop.run(serve(World(Zone.open(zone), Clock(clock))))


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
