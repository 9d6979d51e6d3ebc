"""How many datagrams the kernel had no room for: drops that no program sees unless it asks.

Source: Linux's /proc/net/udp, whose last columns are the socket's inode, its references, its address and its drops.
"""

import os
import socket
from collections.abc import Iterable
from pathlib import Path

_TABLES = (Path("/proc/net/udp"), Path("/proc/net/udp6"))
_INODE, _DROPS = 9, 12


def dropped(sockets: Iterable[socket.socket]) -> int:
    """Datagrams that were dropped at `sockets` since they were made; 0 where the system does not tell."""
    inodes = {str(os.fstat(bound.fileno()).st_ino) for bound in sockets}
    return sum(drops(table.read_text(), inodes) for table in _TABLES if table.exists())


def drops(table: str, inodes: Iterable[str]) -> int:
    """The drops of the sockets with these `inodes`, as text of /proc/net/udp has them. Pure."""
    wanted = set(inodes)
    rows = (line.split() for line in table.splitlines()[1:])
    return sum(int(row[_DROPS]) for row in rows if len(row) > _DROPS and row[_INODE] in wanted)
