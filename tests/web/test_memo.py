"""What was computed is kept until the stores change, and no longer."""

from tidegate.web.memo import MOST, Memo


class Making:
    def __init__(self):
        self.made = 0

    def __call__(self):
        self.made += 1
        return self.made


def test_what_was_made_is_kept_while_the_state_is_the_same():
    memo, make = Memo(), Making()
    assert [memo("conficker", 1, "key", make) for _ in range(3)] == [1, 1, 1]


def test_another_state_forgets_what_was_made_in_the_last():
    memo, make = Memo(), Making()
    memo("conficker", 1, "key", make)
    assert memo("conficker", 2, "key", make) == 2
    assert memo("conficker", 1, "key", make) == 3


def test_operations_do_not_forget_for_each_other():
    memo, make = Memo(), Making()
    memo("conficker", 1, "key", make)
    memo("mariposa", 9, "key", make)
    assert memo("conficker", 1, "key", make) == 1


def test_what_is_made_during_a_change_is_not_kept_for_the_new_state():
    memo, make = Memo(), Making()

    def make_while_the_state_moves_on():
        memo("conficker", 2, "other", make)
        return "old"

    assert memo("conficker", 1, "key", make_while_the_state_moves_on) == "old"
    assert memo("conficker", 2, "key", make) == 2


def test_no_more_than_a_bounded_number_is_kept():
    memo, make = Memo(), Making()
    for key in range(MOST + 1):
        memo("conficker", 1, key, make)
    assert memo("conficker", 1, MOST, make) == MOST + 1
    assert memo("conficker", 1, 0, make) == MOST + 2
