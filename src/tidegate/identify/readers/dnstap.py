"""dnstap: Frame Streams of protocol buffers, each with a DNS message in wire form.

Sources: dnstap.info, `dnstap.proto`; "Frame Streams", github.com/farsightsec/fstrm.
"""

import struct
from collections.abc import Iterator
from itertools import islice
from typing import BinaryIO

import pyarrow as pa

from tidegate.identify.readers.message import question
from tidegate.identify.readers.tally import Tally

NAME = "dnstap"
LONGEST = 1024 * 1024
"""Bytes of a longest frame."""
_START = 2
_FRAMES = 16_384


def recognises(head: bytes) -> bool:
    return len(head) >= 12 and struct.unpack(">III", head[:12])[::2] == (0, _START)


def names(stream: BinaryIO, tally: Tally, column: str | None) -> Iterator[pa.BinaryArray]:
    found = _names(_frames(stream, tally), tally)
    while some := list(islice(found, _FRAMES)):
        yield pa.array(some, pa.binary())


def _names(frames: Iterator[bytes], tally: Tally) -> Iterator[bytes]:
    from dnstap_pb import Dnstap
    from google.protobuf.message import DecodeError

    for frame in frames:
        tally.records += 1
        told = Dnstap()
        try:
            told.ParseFromString(frame)
        except DecodeError:
            tally.skip("the frame is no dnstap")
            continue
        yield from question(told.message.query_message or told.message.response_message, tally)


def _frames(stream: BinaryIO, tally: Tally) -> Iterator[bytes]:
    """The data frames; control frames (a length of zero, then their own) are passed over."""
    while head := stream.read(4):
        size = int.from_bytes(head, "big") if len(head) == 4 else LONGEST + 1
        is_control = size == 0
        if is_control:
            size = int.from_bytes(stream.read(4), "big")
        if size > LONGEST:
            return tally.skip("the stream of frames is cut off or damaged")
        frame = stream.read(size)
        if len(frame) < size:
            return tally.skip("the stream of frames is cut off or damaged")
        if not is_control:
            yield frame
    return None
