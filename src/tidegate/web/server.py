"""The server around the pages: bound before anything else, quiet, and rid of clients that stop reading."""

import socket
from typing import Any

import uvicorn

from tidegate.errors import TidegateError
from tidegate.store import Home
from tidegate.web.app import create_app

_STUCK = 20_000
"""After so many milliseconds without reading, a client's connection is reset by the system, where it can do that."""


def bind(host: str, port: int) -> socket.socket:
    """A socket that listens, so that who is told of it can connect; TidegateError where the address cannot be had."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
        return _listener(*found[0][:3], address=found[0][4])
    except (OSError, OverflowError, UnicodeError) as error:
        raise TidegateError(f"cannot serve on {host} port {port}: {error}") from None


def _listener(family: int, kind: int, protocol: int, *, address: Any) -> socket.socket:
    listener = socket.socket(family, kind, protocol)
    try:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        if hasattr(socket, "TCP_USER_TIMEOUT"):
            listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT, _STUCK)  # its connections inherit it
        listener.bind(address)
        listener.listen()
    except BaseException:
        listener.close()
        raise
    return listener


def serve(home: Home, member: str, host: str, listener: socket.socket) -> None:
    """Serve the pages of `home`, as `member` may read them, until interrupted."""
    config = uvicorn.Config(
        create_app(home, member, host),
        loop="uvloop",
        http="httptools",
        ws="none",
        lifespan="on",
        log_level="warning",
        server_header=False,
        proxy_headers=False,
        timeout_graceful_shutdown=1,
        limit_concurrency=256,
    )
    uvicorn.Server(config).run(sockets=[listener])
