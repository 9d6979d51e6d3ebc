"""Congruential generators, held against the numbers that their runtimes print."""

from hypothesis import given
from hypothesis import strategies as st

from tidegate.dga.primitives.rand import windows, windows_ahead, windows_value


def test_windows_gives_the_first_numbers_of_its_runtime():
    state, values = 1, []
    for _ in range(5):
        state = windows(state)
        values.append(windows_value(state))
    assert values == [41, 18467, 6334, 26500, 19169]


@given(st.integers(0, 2**32 - 1), st.integers(0, 300))
def test_going_ahead_is_stepping(state, steps):
    ahead = windows_ahead(state, steps)
    for _ in range(steps):
        state = windows(state)
    assert ahead == state


@given(st.integers(0, 2**32 - 1), st.integers(0, 2**40), st.integers(0, 2**40))
def test_going_ahead_twice_is_going_ahead_once(state, steps, more):
    assert windows_ahead(windows_ahead(state, steps), more) == windows_ahead(state, steps + more)
