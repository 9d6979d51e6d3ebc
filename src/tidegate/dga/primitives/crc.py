"""CRC-32 in compiled code. Source: ISO 3309 as in RFC 1952."""

import numpy as np

from tidegate.dga.spelling.room import CompiledScratch

_ONES = np.uint32(0xFFFFFFFF)


def _entry(byte: int) -> int:
    for _ in range(8):
        byte = byte >> 1 ^ (byte & 1) * 0xEDB88320
    return byte


_TABLE = np.array([_entry(byte) for byte in range(256)], np.uint32)


def crc32(text: CompiledScratch) -> int:
    crc = _ONES
    for index in range(text.cursor[0]):
        crc = np.uint32(crc >> np.uint32(8) ^ _TABLE[(crc ^ text.text[index]) & np.uint32(0xFF)])
    return int(np.int64(crc ^ _ONES))
