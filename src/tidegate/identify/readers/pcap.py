"""Captured packets, pcap and pcapng: the questions of DNS over UDP and of single segments of DNS over TCP, port 53.

Sources: draft-ietf-opsawg-pcap, draft-ietf-opsawg-pcapng; read with dpkt.
"""

import struct
from collections.abc import Callable, Iterator
from itertools import islice
from typing import Any, BinaryIO

import pyarrow as pa

from tidegate.identify.readers.message import question
from tidegate.identify.readers.tally import Tally

NAME = "pcap"
_PACKETS = 16_384
_MAGIC = (b"\xd4\xc3\xb2\xa1", b"\xa1\xb2\xc3\xd4", b"\x4d\x3c\xb2\xa1", b"\xa1\xb2\x3c\x4d", b"\x0a\x0d\x0d\x0a")
_PORTS = (53, 5353)
_LOOPBACK, _ETHERNET, _RAW, _LINUX, _LINUX2 = 0, 1, (12, 14, 101, 228, 229), 113, 276


def recognises(head: bytes) -> bool:
    return head.startswith(_MAGIC)


def names(stream: BinaryIO, tally: Tally, column: str | None) -> Iterator[pa.BinaryArray]:
    found = _names(stream, tally)
    while some := list(islice(found, _PACKETS)):
        yield pa.array(some, pa.binary())


def _names(stream: BinaryIO, tally: Tally) -> Iterator[bytes]:
    for link, packet in _packets(stream, tally):
        tally.records += 1
        wire = _payload(link, packet)
        if wire:
            yield from question(wire, tally)
        else:
            tally.skip("the packet is no DNS")


def _packets(stream: BinaryIO, tally: Tally) -> Iterator[tuple[Callable[[bytes], Any] | None, bytes]]:
    import dpkt

    watched = _Watched(stream)
    new = watched.head == _MAGIC[-1]
    try:
        reader = dpkt.pcapng.Reader(watched) if new else dpkt.pcap.Reader(watched)
        link = _link(reader.datalink())
        for _, packet in reader:
            yield link, packet
    except (dpkt.dpkt.Error, ValueError, struct.error):
        watched.cut_off = True
    if watched.cut_off:
        tally.skip("the capture is cut off or damaged")


class _Watched:
    """A stream that notices when it ends in the middle of what was to be read, which dpkt takes for a short packet."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream, self.name = stream, NAME
        self.head = self._ahead = stream.read(len(_MAGIC[0]))
        self.cut_off = False

    def read(self, size: int) -> bytes:
        data = self._ahead[:size]
        self._ahead = self._ahead[size:]
        data += self._stream.read(size - len(data))
        self.cut_off |= 0 < len(data) < size
        return data


def _link(kind: int) -> Callable[[bytes], Any] | None:
    import dpkt

    if kind in _RAW:
        return _internet
    known = {
        _LOOPBACK: dpkt.loopback.Loopback,
        _ETHERNET: dpkt.ethernet.Ethernet,
        _LINUX: dpkt.sll.SLL,
        _LINUX2: dpkt.sll2.SLL2,
    }
    return known.get(kind)


def _internet(packet: bytes) -> Any:
    import dpkt

    return dpkt.ip6.IP6(packet) if packet[:1] and packet[0] >> 4 == 6 else dpkt.ip.IP(packet)


def _payload(link: Callable[[bytes], Any] | None, packet: bytes) -> bytes:
    """The DNS message in a packet; nothing where there is none."""
    import dpkt

    if link is None:
        return b""
    try:
        layer = link(packet)
        while layer is not None and not isinstance(layer, dpkt.udp.UDP | dpkt.tcp.TCP | bytes):
            layer = layer.data
    except (dpkt.dpkt.Error, ValueError, struct.error, IndexError, AttributeError, TypeError):
        return b""
    if isinstance(layer, bytes) or layer is None or not {layer.sport, layer.dport} & set(_PORTS):
        return b""
    data = bytes(layer.data)
    return data[2:] if isinstance(layer, dpkt.tcp.TCP) else data
