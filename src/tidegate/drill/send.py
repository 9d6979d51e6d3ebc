"""The real senders: sockets bound to a bot's own address, to a sinkhole on loopback and to nothing else."""

import asyncio
import socket
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from ipaddress import ip_address, ip_network

LOOPBACK = ip_network("127.0.0.0/8")
WAIT = 60.0
"""Seconds until an answer that did not come is given up; a sensor that is still starting lets its callers wait."""
_BIND_ADDRESS_NO_PORT = 24  # Linux: let the kernel choose the port when it knows the peer, per pair of addresses
_ANSWER = 4096


@dataclass(frozen=True)
class Sent:
    """What became of one message: the port it came from and the first bytes of the answer, empty where none came."""

    port: int
    answer: bytes


@cache
def require_loopback(address: str) -> str:
    """`address`, if it is one of 127.0.0.0/8; the drill sends nothing anywhere else."""
    if ip_address(address) not in LOOPBACK:
        raise AssertionError(f"the drill sends to and from 127.0.0.0/8 only, not {address}")
    return address


class Sender:
    """Sends to one sinkhole's address on loopback, at most `limit` messages at once."""

    def __init__(self, host: str, http: int, dns: int, limit: int = 64) -> None:
        self._host = require_loopback(host)
        self._http, self._dns = http, dns
        self._free = asyncio.Semaphore(limit)

    async def http(self, source: str, message: bytes) -> Sent:
        """One connection from `source` that says `message` and hears the answer."""
        return await self._exchange(source, message, socket.SOCK_STREAM, self._http)

    async def dns(self, source: str, message: bytes) -> Sent:
        """One datagram from `source` to the sinkhole's name server, and the answer."""
        return await self._exchange(source, message, socket.SOCK_DGRAM, self._dns)

    async def _exchange(self, source: str, message: bytes, kind: socket.SocketKind, port: int) -> Sent:
        async with self._free:
            with socket.socket(socket.AF_INET, kind | socket.SOCK_NONBLOCK) as wire:
                wire.setsockopt(socket.IPPROTO_IP, _BIND_ADDRESS_NO_PORT, 1)
                wire.bind((require_loopback(source), 0))
                try:
                    async with asyncio.timeout(WAIT):
                        return await self._converse(wire, message, port)
                except (TimeoutError, OSError):
                    return Sent(0, b"")

    async def _converse(self, wire: socket.socket, message: bytes, port: int) -> Sent:
        loop = asyncio.get_running_loop()
        with suppress(BlockingIOError):  # under way; what is sent next waits for it
            wire.connect((self._host, port))
        await loop.sock_sendall(wire, message)
        answer = await loop.sock_recv(wire, _ANSWER)
        return Sent(wire.getsockname()[1], answer)
