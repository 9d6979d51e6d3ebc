"""The Mersenne Twister MT19937, 32-bit: a state is 624 words and the place of the next one.

Source: Matsumoto, Nishimura, "Mersenne Twister", ACM TOMACS 1998, with the initialisation of 2002.
"""

from collections.abc import MutableSequence

from tidegate.dga.spelling import numbers

_WORD = 0xFFFFFFFF
_SIZE, _MIDDLE = 624, 397
State = MutableSequence[int]


def seeded(seed: int) -> State:
    """The state for one 32-bit seed."""
    state = numbers(_SIZE + 1)
    state[0] = seed & _WORD
    for index in range(1, _SIZE):
        before = state[index - 1]
        state[index] = (1812433253 * (before ^ before >> 30) + index) & _WORD
    state[_SIZE] = _SIZE
    return state


def draw(state: State, fresh: int = _SIZE) -> int:
    """The next number, 32 bits; the state goes on. Whoever makes only the first `fresh` of its words anew differs from
    the standard."""
    word = untempered(state, fresh)
    word ^= word >> 11
    word ^= (word << 7) & 0x9D2C5680
    word ^= (word << 15) & 0xEFC60000
    return word ^ word >> 18


def untempered(state: State, fresh: int = _SIZE) -> int:
    """The next word as the state holds it, which `draw` tempers; the state goes on."""
    if state[_SIZE] >= _SIZE:
        _refill(state, fresh)
    word = state[state[_SIZE]]
    state[_SIZE] += 1
    return word


def _refill(state: State, fresh: int) -> None:
    for index in range(fresh):
        mixed = state[index] & 0x80000000 | state[(index + 1) % _SIZE] & 0x7FFFFFFF
        state[index] = state[(index + _MIDDLE) % _SIZE] ^ mixed >> 1 ^ (mixed & 1) * 0x9908B0DF
    state[_SIZE] = 0
