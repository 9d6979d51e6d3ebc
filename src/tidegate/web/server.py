"""The server around the pages: bound before anything else, quiet, and rid of clients that stop reading."""

import socket

import uvicorn

from tidegate.errors import TidegateError
from tidegate.store import Home
from tidegate.web.app import create_app

_STUCK = 20_000
"""After so many milliseconds without reading, a client's connection is reset by the system, where it can do that."""


def bind(host: str, port: int) -> socket.socket:
    """A socket that listens; TidegateError where the address cannot be had."""
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
        listener = socket.socket(family, kind, protocol)
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        if hasattr(socket, "TCP_USER_TIMEOUT"):
            listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT, _STUCK)  # its connections inherit it
        listener.bind(address)
    except (OSError, OverflowError, UnicodeError) as error:
        raise TidegateError(f"cannot serve on {host} port {port}: {error}") from None
    return listener


def serve(home: Home, member: str, host: str, listener: socket.socket) -> None:
    """Serve the pages of `home`, as `member` may read them, until interrupted."""
    config = uvicorn.Config(
        create_app(home, member, host),
        loop="uvloop",
        http="httptools",
        ws="none",
        lifespan="off",
        log_level="warning",
        server_header=False,
        proxy_headers=False,
        timeout_graceful_shutdown=1,
        limit_concurrency=256,
    )
    uvicorn.Server(config).run(sockets=[listener])
