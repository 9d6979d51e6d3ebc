"""Park and Miller's generator as scripts run it, in real numbers: the quotient of Schrage's method is not cut to a
whole number, so that the state gets a fraction and soon is another one. IEEE doubles throughout.

Source: Park and Miller, "Random number generators: good ones are hard to find", CACM 1988, with the factor of 1993.
"""

_FACTOR, _MODULUS = 48271.0, 2147483647.0
_QUOTIENT, _REST = _MODULUS / _FACTOR, _MODULUS % _FACTOR


def real_minimal(state: float) -> float:
    """The state after `state`: above 0, and not above the modulus."""
    after = _FACTOR * (state % _QUOTIENT) - _REST * (state / _QUOTIENT)
    return after if after > 0 else after + _MODULUS


def fraction(state: float) -> float:
    """The number from 0 to 1 that scripts make of a state."""
    return state * (1.0 / _MODULUS)
