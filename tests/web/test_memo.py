"""What was computed is kept until what it was computed from changes, and no longer."""

from tidegate.web.memo import MOST, Memo


class Making:
    def __init__(self):
        self.made = 0

    def __call__(self):
        self.made += 1
        return self.made


def test_what_was_made_is_kept_while_the_state_is_the_same():
    memo, make = Memo(), Making()
    assert [memo("key", 1, make) for _ in range(3)] == [1, 1, 1]


def test_another_state_has_it_made_anew():
    memo, make = Memo(), Making()
    assert [memo("key", state, make) for state in (1, 2, 1)] == [1, 2, 3]


def test_a_change_that_concerns_one_leaves_the_others():
    memo, make = Memo(), Making()
    memo("population", ("sightings", 1), make)
    memo("coverage", ("probes", 1), make)
    memo("coverage", ("probes", 2), make)
    assert memo("population", ("sightings", 1), make) == 1


def test_nothing_is_kept_of_a_making_that_failed():
    memo, make = Memo(), Making()

    def fail():
        raise ValueError

    for making in (fail, fail):
        try:
            memo("key", 1, making)
        except ValueError:
            continue
    assert memo("key", 1, make) == 1


def test_no_more_than_a_bounded_number_is_kept_and_the_least_wanted_goes():
    memo, make = Memo(), Making()
    for key in range(MOST):
        memo(key, 1, make)
    memo(0, 1, make)
    memo("one more", 1, make)
    assert memo(0, 1, make) == 1
    assert memo(1, 1, make) == MOST + 2
