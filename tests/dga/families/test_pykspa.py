"""Pykspa: two streams that all days of the precursor end in, and the list that was collected of years of them."""

from datetime import date, timedelta

from tidegate.dga import generate

APART = 14
"""Names of a day before it has fallen into one of the two streams."""


def precursor(day, count):
    return generate("pykspa", day, variant="precursor", limit=count)


def test_days_differ_in_their_first_names_only():
    some, others = precursor("2014-01-04", 500), precursor("2014-01-08", 500)
    assert not set(some[:5]) & set(others[:5])
    assert some[30:] == others[30:]


def test_a_collected_list_has_the_first_names_of_every_two_days():
    collected = generate("pykspa", "2018-04-24", variant="collected")
    first = date(2014, 1, 2)
    for period in (0, 1, 1000, 3178):
        names = collected[period * APART : (period + 1) * APART]
        assert names == precursor(first + timedelta(days=2 * period), APART)
    assert len(collected) == 3179 * APART
