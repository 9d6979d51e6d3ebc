"""RC4: a state is a permutation of the 256 bytes, and the two places that move through it.

Source: Schneier, "Applied Cryptography", 2nd edition (1996), section 17.1; answers in RFC 6229.
"""

from collections.abc import MutableSequence

from tidegate.dga.spelling import Bytes, numbers

_SIZE = 256
_FIRST, _SECOND = 256, 257
State = MutableSequence[int]


def scheduled(key: Bytes) -> State:
    """The state for a key of one byte at least."""
    state = numbers(_SIZE + 2)
    for index in range(_SIZE):
        state[index] = index
    other = 0
    for index in range(_SIZE):
        other = (other + state[index] + key[index % len(key)]) & 0xFF
        _swap(state, index, other)
    return state


def draw(state: State) -> int:
    """The next byte of the key stream; the state goes on."""
    first = (state[_FIRST] + 1) & 0xFF
    second = (state[_SECOND] + state[first]) & 0xFF
    _swap(state, first, second)
    state[_FIRST], state[_SECOND] = first, second
    return state[(state[first] + state[second]) & 0xFF]


def _swap(state: State, one: int, other: int) -> None:
    kept = state[one]
    state[one] = state[other]
    state[other] = kept
