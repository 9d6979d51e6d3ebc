"""Linear congruential generators, each as `step`, from state to state. A state is 32 bits unless said otherwise.

Sources: the C runtimes' `rand`; ISO C's example; Numerical Recipes; Park and Miller, "Random number generators: good
ones are hard to find", CACM 1988; Java's `java.util.Random`. To go ahead: Brown, "Random number generation with
arbitrary strides", Transactions of the American Nuclear Society 71 (1994).
"""

_WORD = 0xFFFFFFFF
_WINDOWS_FACTOR, _WINDOWS_INCREMENT = 214013, 2531011
_JAVA = (1 << 48) - 1
_JAVA_FACTOR = 0x5DEECE66D


def windows(state: int) -> int:
    """The state of Microsoft's C runtime after `state`; `windows_value` reads it."""
    return (state * _WINDOWS_FACTOR + _WINDOWS_INCREMENT) & _WORD


def windows_value(state: int) -> int:
    """The number from 0 to 32767 that Microsoft's `rand` returns for a state."""
    return (state >> 16) & 0x7FFF


def windows_ahead(state: int, steps: int) -> int:
    """The state of Microsoft's C runtime `steps` after `state`, in as many turns as `steps` has bits.

    Each turn has the affine map of twice as many steps as the turn before.
    """
    factor, increment = _WINDOWS_FACTOR, _WINDOWS_INCREMENT
    while steps > 0:
        if steps & 1:
            state = (state * factor + increment) & _WORD
        increment = (increment * (factor + 1)) & _WORD
        factor = (factor * factor) & _WORD
        steps >>= 1
    return state


def ansi(state: int) -> int:
    """The state of ISO C's example generator after `state`."""
    return (state * 1103515245 + 12345) & _WORD


def recipes(state: int) -> int:
    """The state of the quick generator of Numerical Recipes after `state`."""
    return (state * 1664525 + 1013904223) & _WORD


def minimal(state: int) -> int:
    """Park and Miller's minimal standard by Schrage's method, after `state` (32 bits). It may be negative, as the
    method leaves it, down to about -2^27: what to add then is what malware differs in."""
    return 16807 * (state % 127773) - 2836 * (state // 127773)


def java(state: int) -> int:
    """The 48-bit state of `java.util.Random` after `state`."""
    return (state * _JAVA_FACTOR + 11) & _JAVA


def java_seed(seed: int) -> int:
    """The first state of `java.util.Random` for a seed, of which the low 48 bits count."""
    return (seed ^ _JAVA_FACTOR) & _JAVA


def java_next(state: int, bits: int) -> int:
    """The topmost `bits` of a state: what `next(bits)` returns, unsigned."""
    return state >> (48 - bits)
