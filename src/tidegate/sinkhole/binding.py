"""The sockets that a sensor listens on, bound before anything starts, so that a wrong address stops it at once."""

import contextlib
import resource
import socket
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from ipaddress import ip_address

from tidegate.errors import TidegateError
from tidegate.sinkhole.conversation import BACKLOG
from tidegate.sinkhole.listeners import listeners

Address = tuple[str, int]
_ANY_PORT_TRIES = 20
_ROOM = 8 * 1024 * 1024
"""Bytes of datagrams that may wait in the kernel while a frame is synced."""
_FORCE = 33  # SO_RCVBUFFORCE, for those who may go beyond net.core.rmem_max


@dataclass(frozen=True)
class Bound:
    """A socket, and the name of the listener that it is for."""

    listener: str
    socket: socket.socket


def parse_address(text: str) -> Address:
    """`127.0.0.1:8080` or `[::1]:8080` as host and port; TidegateError otherwise."""
    host, _, port = text.rpartition(":")
    try:
        number = int(port) if port.isascii() and port.isdigit() else -1
        if 0 <= number <= 65_535:
            return str(ip_address(host.removeprefix("[").removesuffix("]"))), number
    except ValueError:
        pass
    raise TidegateError(f"{text!r} is not an address to listen on: write it as ADDRESS:PORT or [ADDRESS]:PORT")


def bind(addresses: Mapping[str, Iterable[Address]], workers: int = 1) -> list[list[Bound]]:
    """For each of `workers` one socket of each kind that each listener (by name) needs at each of its addresses.

    Port 0 stands for any free one, the same for all kinds and workers. Where there are several workers the kernel
    spreads clients over them. TidegateError names an address that cannot be had.
    """
    allow_many_files()
    shares: list[list[Bound]] = [[] for _ in range(workers)]
    for name, wanted in addresses.items():
        for address in wanted:
            for share, sockets in zip(shares, _bind_all(name, address, workers), strict=True):
                share.extend(Bound(name, each) for each in sockets)
    return shares


def allow_many_files() -> int:
    """Let this process have as many files and connections open as the system allows; returns how many."""
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
    return most


def _bind_all(name: str, address: Address, workers: int) -> list[list[socket.socket]]:
    kinds = listeners()[name].KINDS
    for left in reversed(range(_ANY_PORT_TRIES if address[1] == 0 else 1)):
        try:
            return _bind_kinds(kinds, address, workers)
        except OSError as error:
            if not left:
                raise TidegateError(f"--{name} {address[0]}:{address[1]}: {error.strerror or error}") from None
    raise AssertionError("unreachable")


def _bind_kinds(kinds: Sequence[socket.SocketKind], address: Address, workers: int) -> list[list[socket.socket]]:
    host, port = address
    made: list[list[socket.socket]] = []
    try:
        for _ in range(workers):
            made.append([])
            for kind in kinds:
                bound = _bind(kind, host, port, shared=workers > 1)
                made[-1].append(bound)
                port = bound.getsockname()[1]
    except OSError:
        for sockets in made:
            for bound in sockets:
                bound.close()
        raise
    return made


def _bind(kind: socket.SocketKind, host: str, port: int, *, shared: bool) -> socket.socket:
    if kind == socket.SOCK_DGRAM and host in ("", "0.0.0.0", "::"):
        raise OSError("name servers need each address by itself, or answers come from the wrong one")
    bound = socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET, kind)
    try:
        if kind == socket.SOCK_STREAM:
            bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        if shared:
            bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
        bound.bind((host, port))
        if kind == socket.SOCK_STREAM:  # whoever comes before the workers are ready waits
            bound.listen(BACKLOG)
        else:
            _make_room(bound)
    except OSError:
        bound.close()
        raise
    return bound


def _make_room(bound: socket.socket) -> None:
    bound.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, _ROOM)
    with contextlib.suppress(PermissionError):
        bound.setsockopt(socket.SOL_SOCKET, _FORCE, _ROOM)
