"""Datagrams by the dozen: Linux's `recvmmsg` and `sendmmsg`, which Python's `socket` does not have.

A system call for each datagram, and an address made for it each time, would cost more than the answer itself. The
buffers are made once; addresses stay as the kernel has them until somebody wants to read one.

Source: recvmmsg(2), sendmmsg(2), ip(7), ipv6(7).
"""

import ctypes
import socket
import struct
from collections.abc import Sequence
from functools import lru_cache
from ipaddress import IPv6Address, ip_address
from typing import Any

DOZENS = 64
"""Datagrams that one call receives or sends at most."""
LONGEST = 2048
"""Bytes of a datagram that are received, and that can be sent; of a longer one the end is cut off."""
_DONT_WAIT = 0x40
_ADDRESS_BYTES = {socket.AF_INET: 16, socket.AF_INET6: 28}
_REMEMBERED = 16_384


class _Vector(ctypes.Structure):
    _fields_ = (("base", ctypes.c_void_p), ("length", ctypes.c_size_t))


class _Header(ctypes.Structure):
    _fields_ = (
        ("name", ctypes.c_void_p),
        ("name_length", ctypes.c_uint),
        ("vector", ctypes.POINTER(_Vector)),
        ("vectors", ctypes.c_size_t),
        ("control", ctypes.c_void_p),
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
    """Room for DOZENS datagrams and their addresses, laid out as the kernel wants it."""

    def __init__(self, address_bytes: int) -> None:
        self._kept = (
            ctypes.create_string_buffer(DOZENS * LONGEST),
            ctypes.create_string_buffer(DOZENS * address_bytes),
            (_Vector * DOZENS)(),
            (_Message * DOZENS)(),
        )
        data, names, vectors, messages = self._kept
        for index in range(DOZENS):
            vectors[index] = _Vector(ctypes.addressof(data) + index * LONGEST, LONGEST)
            header = messages[index].header
            header.name = ctypes.addressof(names) + index * address_bytes
            header.name_length = address_bytes
            header.vector = ctypes.pointer(vectors[index])
            header.vectors = 1
        self.data = memoryview(data).cast("B")
        self.names = memoryview(names).cast("B")
        self.lengths_to_send = _every(vectors, "N", _Vector.length.offset)
        self.lengths_received = _every(messages, "I", _Message.length.offset)
        self.start = ctypes.addressof(messages)


def _every(array: ctypes.Array[Any], kind: str, offset: int) -> Any:
    """One number of each structure of `array`: that at byte `offset`, of a `kind` as in the module `struct`."""
    size = struct.calcsize(kind)
    numbers: Any = memoryview(array).cast("B")
    return numbers.cast(kind)[offset // size :: ctypes.sizeof(array._type_) // size]


class Datagrams:
    """What `bound`, a socket for datagrams, receives and sends. A sender is its address as the kernel has it."""

    def __init__(self, bound: socket.socket) -> None:
        bound.setblocking(False)
        self._file = bound.fileno()
        self._size = _ADDRESS_BYTES[socket.AddressFamily(bound.family)]
        self._in, self._out = _Sack(self._size), _Sack(self._size)

    def receive(self) -> list[tuple[bytes, bytes]]:
        """The next datagrams with their senders: what there is, up to DOZENS."""
        sack, size = self._in, self._size
        count = _receive(self._file, sack.start, DOZENS, _DONT_WAIT, None)
        data, names, lengths = sack.data, sack.names, sack.lengths_received
        return [
            (
                data[index * LONGEST : index * LONGEST + lengths[index]].tobytes(),
                names[index * size : index * size + size].tobytes(),
            )
            for index in range(count)
        ]

    def send(self, answers: Sequence[tuple[bytes, bytes]]) -> int:
        """Send each answer to its receiver; returns how many could not be sent."""
        return sum(self._send(answers[first : first + DOZENS]) for first in range(0, len(answers), DOZENS))

    def _send(self, answers: Sequence[tuple[bytes, bytes]]) -> int:
        sack, size = self._out, self._size
        data, names, lengths = sack.data, sack.names, sack.lengths_to_send
        for index, (answer, receiver) in enumerate(answers):
            data[index * LONGEST : index * LONGEST + len(answer)] = answer
            names[index * size : index * size + size] = receiver
            lengths[index] = len(answer)
        unsent = done = 0
        while done < len(answers):
            count = _send(self._file, sack.start + done * ctypes.sizeof(_Message), len(answers) - done, _DONT_WAIT)
            if count <= 0:  # it is the first of them that cannot be sent
                unsent, count = unsent + 1, 1
            done += count
        return unsent


def endpoint(sender: bytes) -> tuple[bytes, int]:
    """A sender as address, in ASCII, and port."""
    return _host(sender[8:24] if len(sender) > 16 else sender[4:8]), sender[2] << 8 | sender[3]


@lru_cache(_REMEMBERED)
def _host(packed: bytes) -> bytes:
    address = ip_address(packed)
    if isinstance(address, IPv6Address):  # IPv4 may come in IPv6's clothes
        address = address.ipv4_mapped or address
    return str(address).encode("ascii")
