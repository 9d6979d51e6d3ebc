"""Datagrams by the dozen: Linux's `recvmmsg` and `sendmmsg`, which Python's `socket` does not have.

A system call for each datagram, and an address made for it each time, would cost more than the answer itself. The
buffers are made once; addresses stay as the kernel has them until somebody wants to read one.

Source: recvmmsg(2), sendmmsg(2), ip(7), ipv6(7).
"""

import ctypes
import socket
from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

DOZENS = 256
"""Datagrams that one call receives or sends at most."""
LONGEST = 2048
"""Bytes of a datagram that are received; of a longer one the end is cut off."""
_DONT_WAIT = 0x40
_ADDRESS_BYTES = {socket.AF_INET: 16, socket.AF_INET6: 28}
_IPV4_IN_IPV6 = bytes(10) + b"\xff\xff"


class _Vector(ctypes.Structure):
    """Here and below addresses are numbers, which NumPy can fill in."""

    _fields_ = (("base", ctypes.c_size_t), ("length", ctypes.c_size_t))


class _Header(ctypes.Structure):
    _fields_ = (
        ("name", ctypes.c_size_t),
        ("name_length", ctypes.c_uint),
        ("vector", ctypes.c_size_t),
        ("vectors", ctypes.c_size_t),
        ("control", ctypes.c_size_t),
        ("control_length", ctypes.c_size_t),
        ("flags", ctypes.c_int),
    )


class _Message(ctypes.Structure):
    _fields_ = (("header", _Header), ("length", ctypes.c_uint))


_libc = ctypes.CDLL(None, use_errno=True)
_receive = _libc.recvmmsg
_receive.argtypes = (ctypes.c_int, ctypes.c_void_p, ctypes.c_uint, ctypes.c_int, ctypes.c_void_p)
_send = _libc.sendmmsg
_send.argtypes = (ctypes.c_int, ctypes.c_void_p, ctypes.c_uint, ctypes.c_int)


class _Sack:
    """What the kernel wants to know of up to DOZENS datagrams: whose they are, where their bytes are and how many."""

    def __init__(self, address_bytes: int) -> None:
        self.names: Any = ctypes.create_string_buffer(DOZENS * address_bytes)
        vectors, messages = (_Vector * DOZENS)(), (_Message * DOZENS)()
        for index in range(DOZENS):
            header = messages[index].header
            header.name = ctypes.addressof(self.names) + index * address_bytes
            header.name_length = address_bytes
            header.vector = ctypes.addressof(vectors[index])
            header.vectors = 1
        self.bases, self.lengths = (_rows(vectors)[name] for name in ("base", "length"))
        self.received = _rows(messages)["length"]
        self.start = ctypes.addressof(messages)


def _rows(array: ctypes.Array[Any]) -> NDArray[Any]:
    return np.frombuffer(memoryview(array).cast("B"), np.dtype(array._type_))


class Datagrams:
    """What `bound`, a socket for datagrams, receives and sends. A sender is its address as the kernel has it."""

    def __init__(self, bound: socket.socket) -> None:
        bound.setblocking(False)
        self._file = bound.fileno()
        self._size = _ADDRESS_BYTES[socket.AddressFamily(bound.family)]
        self._in, self._out = _Sack(self._size), _Sack(self._size)
        self._data: Any = ctypes.create_string_buffer(DOZENS * LONGEST)
        self._in.bases[:] = ctypes.addressof(self._data) + np.arange(DOZENS) * LONGEST
        self._in.lengths[:] = LONGEST

    def receive(self) -> Iterator[tuple[bytes, bytes]]:
        """The next datagrams with their senders: what there is, up to DOZENS."""
        data, size = self._data, self._size
        count = max(0, _receive(self._file, self._in.start, DOZENS, _DONT_WAIT, None))
        places = zip(range(0, count * LONGEST, LONGEST), self._in.received[:count].tolist(), strict=True)
        names = self._in.names[: count * size]
        return zip(
            [data[start : start + length] for start, length in places],
            [names[start : start + size] for start in range(0, count * size, size)],
            strict=True,
        )

    def send(self, datagrams: Sequence[bytes], receivers: Sequence[bytes]) -> int:
        """Send each datagram to its receiver; returns how many could not be sent."""
        return sum(
            self._send(datagrams[first : first + DOZENS], receivers[first : first + DOZENS])
            for first in range(0, len(datagrams), DOZENS)
        )

    def _send(self, datagrams: Sequence[bytes], receivers: Sequence[bytes]) -> int:
        sack, count = self._out, len(datagrams)
        data = b"".join(datagrams)
        lengths = np.fromiter(map(len, datagrams), np.int64, count)
        sack.bases[:count] = np.frombuffer(data, np.uint8).ctypes.data + lengths.cumsum() - lengths
        sack.lengths[:count] = lengths
        ctypes.memmove(sack.names, b"".join(receivers), count * self._size)
        unsent = done = 0
        while done < count:
            sent = _send(self._file, sack.start + done * ctypes.sizeof(_Message), count - done, _DONT_WAIT)
            if sent <= 0:  # it is the first of them that cannot be sent
                unsent, sent = unsent + 1, 1
            done += sent
        return unsent


def endpoint(sender: bytes) -> tuple[bytes, int]:
    """A sender as address, in ASCII, and port. IPv4 may come in IPv6's clothes."""
    port = sender[2] << 8 | sender[3]
    host = sender[4:8] if len(sender) == _ADDRESS_BYTES[socket.AF_INET] else sender[8:24].removeprefix(_IPV4_IN_IPV6)
    return socket.inet_ntop(socket.AF_INET if len(host) == 4 else socket.AF_INET6, host).encode("ascii"), port
