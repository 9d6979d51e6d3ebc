"""How many questions may be out: more while answers come, half as many when too many do not."""

from hypothesis import given
from hypothesis import strategies as st

from tidegate.dns.probe.window import LEAST, MOST, Window


def after(*rounds, window=None):
    """The window's size after rounds with these shares of lost questions."""
    window = window or Window()
    for share in rounds:
        size = window.size
        for number in range(size):
            window.settle(answered=number >= share * size)
    return window.size


def test_answers_widen_the_window_step_by_step():
    assert after() == 128
    assert after(0) == 136
    assert after(0, 0) == 144


def test_too_many_losses_halve_it():
    assert after(0, 0.2) == 68


def test_a_few_losses_are_a_dead_suffix_and_not_an_overrun_resolver():
    assert after(0.04) == 136


def test_a_silent_resolver_is_still_asked_a_little():
    assert after(*[1] * 20) == LEAST


def test_a_quick_resolver_is_never_asked_without_bound():
    assert after(*[0] * 200) == MOST


@given(st.lists(st.booleans(), max_size=5_000))
def test_the_window_stays_within_its_bounds(results):
    window = Window()
    for answered in results:
        window.settle(answered)
        assert LEAST <= window.size <= MOST
