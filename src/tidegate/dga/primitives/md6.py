"""MD6 with 256 bits and no key, of what fits into one compression; no library has it.

Source: Rivest and others, "The MD6 hash function" (2008).
"""

from collections.abc import MutableSequence

from tidegate.dga.primitives.hashes import Digest
from tidegate.dga.primitives.word64 import shift_right, wrap
from tidegate.dga.spelling import Text, length, numbers, written

_CONSTANTS = """
7311c2812425cfa0 6432286434aac8e7 b60450e9ef68b7c1 e8fb23908d9f06f1 dd2e76cba691e5bf 0cd0d63b2c30bc41 1f8ccf6823058f8a
54e5ed5b88e3775d 4ad12aae0a6d6031 3e7f16bb88222e0d 8af8671d3fb50c2c 995ad1178bd25c31 c878c1dd04c4b633 3b72066c7a1552ac
0d6f3522631effcb
"""
_Q = tuple(int.from_bytes(bytes.fromhex(word), "big", signed=True) for word in _CONSTANTS.split())
_PLACE, _KIND, _MESSAGE, _FIRST = 23, 24, 25, 89
"""Words of a block: the constants, a key of zeros, the place in the tree, the kind of block, the message."""
_ROUNDS, _STEPS = 104, 16
_BYTES = 512
_RIGHT = (10, 5, 13, 10, 11, 12, 2, 7, 14, 15, 7, 13, 11, 7, 6, 12)
_LEFT = (11, 24, 9, 16, 15, 9, 27, 15, 6, 2, 29, 8, 15, 5, 31, 9)


def md6(text: Text, digest: Digest) -> None:
    """Put the MD6-256 of `text`, at most 512 bytes, into `digest`."""
    words = _block(text)
    constant = 0x0123456789ABCDEF
    for turn in range(_ROUNDS):
        for step in range(_STEPS):
            at = _FIRST + turn * _STEPS + step
            words[at] = _mixed(words, at, constant, step)
        constant = wrap(constant << 1) ^ shift_right(constant, 63) ^ (constant & _Q[0])
    for index in range(32):
        word = words[_FIRST + _ROUNDS * _STEPS - 4 + index // 8]
        digest[index] = (word >> (56 - index % 8 * 8)) & 0xFF


def _block(text: Text) -> MutableSequence[int]:
    """The words that are mixed, with room for those to come."""
    words, size = numbers(_FIRST + _ROUNDS * _STEPS), length(text)
    for index in range(15):
        words[index] = _Q[index]
    words[_PLACE] = 1 << 56
    words[_KIND] = (_ROUNDS << 48) + (64 << 40) + (1 << 36) + ((8 * (_BYTES - size)) << 20) + 256
    for index in range(size):
        words[_MESSAGE + index // 8] |= written(text, index) << (56 - index % 8 * 8)
    return words


def _mixed(words: MutableSequence[int], at: int, constant: int, step: int) -> int:
    word = constant ^ words[at - 89] ^ words[at - 17] ^ (words[at - 18] & words[at - 21])
    word ^= words[at - 31] & words[at - 67]
    word ^= shift_right(word, _RIGHT[step])
    return wrap(word ^ (word << _LEFT[step]))
