"""Xorshift generators: a state is shifted and added to itself without carry. A word is 32 bits.

Source: Marsaglia, "Xorshift RNGs", Journal of Statistical Software 8 (2003).
"""

from collections.abc import MutableSequence

_WORD = 0xFFFFFFFF


def word(state: int) -> int:
    """The state after `state`, with Marsaglia's shifts 13, 17 and 5."""
    state ^= (state << 13) & _WORD
    state ^= state >> 17
    return state ^ (state << 5) & _WORD


def four_words(state: MutableSequence[int]) -> int:
    """The next number from four words of state, with Marsaglia's shifts 11, 8 and 19; the state goes on."""
    spread = state[0] ^ (state[0] << 11) & _WORD
    state[0], state[1], state[2] = state[1], state[2], state[3]
    state[3] ^= state[3] >> 19 ^ spread ^ spread >> 8
    return state[3]
