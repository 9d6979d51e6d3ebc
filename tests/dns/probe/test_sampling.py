"""Which names a sample holds: chance decides, and no suffix is forgotten."""

from hypothesis import given
from hypothesis import strategies as st

from tidegate.dns.probe.sampling import drawn

NAMES = [f"n{number}.com" for number in range(90)] + ["one.ws", "one.tn"]
SUFFIXES = {name: name.partition(".")[2] for name in NAMES}


@given(st.randoms(), st.integers(3, 95))
def test_a_small_registry_is_never_missed(random, size):
    order = random.sample(NAMES, len(NAMES))
    names, first = drawn(order, SUFFIXES, size)
    assert {SUFFIXES[name] for name in names} == {"com", "ws", "tn"}
    assert len(names) == len(set(names)) <= size
    assert names[:first] == order[:first]


def test_a_sample_smaller_than_the_suffixes_is_left_to_chance():
    assert drawn(NAMES, SUFFIXES, 2) == (NAMES[:2], 2)


def test_what_is_added_takes_its_place_from_chance():
    assert drawn(NAMES, SUFFIXES, 10) == ([*NAMES[:8], "one.ws", "one.tn"], 8)


def test_a_sample_larger_than_the_day_is_the_day():
    assert drawn(NAMES, SUFFIXES, 1_000) == (NAMES, len(NAMES))
