"""By which protocols a sensor is reached: one module each, found here.

Each module has `NAME`, by which the command line calls it; `KINDS`, the kinds of socket it needs at one address; and
`listen(bound, desk)`, which takes check-ins from a bound socket of such a kind until the function that it returns is
called.
"""

import importlib
import pkgutil
import socket
from collections.abc import Awaitable, Callable, Mapping
from functools import cache
from typing import Protocol, cast

from tidegate.sinkhole.desk import Desk

Stop = Callable[[], None]


class Listener(Protocol):
    """A module of this package."""

    NAME: str
    KINDS: tuple[socket.SocketKind, ...]
    listen: Callable[[socket.socket, Desk], Awaitable[Stop]]


@cache
def listeners() -> Mapping[str, Listener]:
    """The listeners by name."""
    modules = [importlib.import_module(f"{__name__}.{found.name}") for found in pkgutil.iter_modules(__path__)]
    return {module.NAME: cast(Listener, module) for module in modules}
