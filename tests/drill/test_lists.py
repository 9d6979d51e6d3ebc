"""Bots make their names themselves."""

from datetime import date

import numpy as np

from tidegate.dga import generate
from tidegate.drill.bots import B, C
from tidegate.drill.lists import Lists

LISTS = Lists(date(2009, 4, 1), {"nl"})


def test_a_bot_of_b_tries_names_of_the_day():
    tried = LISTS.tried(B, 1, np.array([0.0, 0.999, 0.5]))
    names = generate("conficker", "2009-04-02", variant="b")
    assert tried == [names[0], names[249], names[125]]


def test_a_bot_of_c_looks_up_one_name_that_leads_to_the_sinkhole_and_one_elsewhere():
    names = set(generate("conficker", "2009-04-01", variant="c"))
    for draw in (0.0, 0.3, 0.9999):
        inside, elsewhere = LISTS.tried(C, 0, np.array([draw, draw, draw]))
        assert inside.endswith(".nl")
        assert not elsewhere.endswith(".nl")
        assert {inside, elsewhere} <= names


def test_where_no_registry_sinkholes_c_looks_up_any_name():
    (tried,) = Lists(date(2009, 4, 1), ()).tried(C, 0, np.array([0.5, 0.5, 0.5]))
    assert tried == generate("conficker", "2009-04-01", variant="c")[25_000]
