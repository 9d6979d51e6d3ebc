"""A stated rate is kept exactly, by a clock that comes from outside."""

from hypothesis import given
from hypothesis import strategies as st

from tidegate.dns.probe.pace import Pace


def leave(pace, now, count):
    """When each of `count` questions that want to leave at `now` may do so."""
    return [round(now + pace.wait(now), 9) for _ in range(count)]


def test_questions_leave_one_by_one_at_the_stated_rate():
    assert leave(Pace(rate=10), 5.0, 4) == [5.0, 5.1, 5.2, 5.3]


def test_a_burst_may_leave_together_and_is_then_paid_for():
    assert leave(Pace(rate=10, burst=3), 0.0, 5) == [0.0, 0.0, 0.0, 0.1, 0.2]


def test_a_pause_saves_up_no_more_than_a_burst():
    pace = Pace(rate=10, burst=2)
    leave(pace, 0.0, 5)
    assert leave(pace, 1000.0, 4) == [1000.0, 1000.0, 1000.1, 1000.2]


@given(
    rate=st.floats(0.5, 5_000),
    burst=st.integers(1, 50),
    pauses=st.lists(st.floats(0, 2), min_size=2, max_size=60),
)
def test_no_stretch_of_time_sees_more_than_its_rate_and_one_burst(rate, burst, pauses):
    pace, now, left = Pace(rate, burst), 0.0, []
    for pause in pauses:
        now += pause
        left.append(now + pace.wait(now))
    for first in range(len(left)):
        for last in range(first, len(left)):
            allowed = burst + rate * (left[last] - left[first])
            assert last - first + 1 <= allowed + 1e-6 * len(left) + 1e-6 * allowed
