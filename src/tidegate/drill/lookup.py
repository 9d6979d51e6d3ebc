"""A bot's resolver: asks the stand-in for the world's DNS, and remembers for a day what it heard."""

import asyncio

from tidegate.drill import wire
from tidegate.drill.send import require_loopback

_WAIT = 1.0
_TRIES = 5


class Resolver(asyncio.DatagramProtocol):
    """IPv4 addresses of names; several questions at once over one socket."""

    def __init__(self) -> None:
        self._open: dict[int, tuple[int, asyncio.Future[tuple[str, ...]]]] = {}
        self._known: dict[str, tuple[str, ...]] = {}
        self._id = 0
        self.asked = 0

    @classmethod
    async def at(cls, host: str, port: int) -> "Resolver":
        """A resolver that asks the server at `host`, which is on loopback."""
        loop = asyncio.get_running_loop()
        _, resolver = await loop.create_datagram_endpoint(cls, remote_addr=(require_loopback(host), port))
        return resolver

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = transport

    def datagram_received(self, data: bytes, addr: tuple[str, int]) -> None:
        asked, waiting = self._open.get(int.from_bytes(data[:2], "big"), (0, None))
        if waiting is not None and not waiting.done():
            waiting.set_result(wire.addresses(data, asked)[1])

    def forget(self) -> None:
        """Forget what was heard: a new day."""
        self._known.clear()

    def knows(self, name: str) -> bool:
        """Whether `name` was heard of today."""
        return name in self._known

    async def addresses(self, name: str) -> tuple[str, ...]:
        """The addresses of `name`; none where it has none. TimeoutError where no answer comes at all."""
        if name not in self._known:
            self._known[name] = await self._ask(name)
        return self._known[name]

    async def _ask(self, name: str) -> tuple[str, ...]:
        id, message = self._free_id(), b""
        waiting: asyncio.Future[tuple[str, ...]] = asyncio.get_running_loop().create_future()
        message = wire.query(id, name)
        self._open[id] = (len(message) - 12, waiting)
        try:
            for _ in range(_TRIES):
                self.asked += 1
                self._transport.sendto(message)  # type: ignore[attr-defined]
                if await asyncio.wait([waiting], timeout=_WAIT) and waiting.done():
                    return waiting.result()
            raise TimeoutError(f"the stand-in for the world's DNS does not answer for {name}")
        finally:
            del self._open[id]

    def _free_id(self) -> int:
        while True:
            self._id = (self._id + 1) % 65_536
            if self._id not in self._open:
                return self._id
