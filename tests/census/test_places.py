"""The largest first, the rest summed, the unknown never dropped."""

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from tidegate.census.enrichment import Network
from tidegate.census.places import addresses, located, ranked


class Book:
    """Stands for an MMDB file."""

    def __init__(self, known):
        self.network = self.country = known.get


def test_an_address_is_looked_up_once_however_often_it_checks_in(lake, fill, sighting, question, noise):
    fill(lake, [sighting(f"2009-04-0{day} 01:00", f"198.51.100.{n}") for day in (1, 2) for n in (1, 2)])
    fill(lake, [question("2009-04-01 01:00", "198.51.100.8"), noise("2009-04-01 01:00", "198.51.100.9")], part="two")
    assert list(addresses(lake, "conficker")) == ["198.51.100.1", "198.51.100.2"]


def test_a_place_that_the_file_does_not_know_is_counted_as_unknown():
    networks, countries = located(["a", "b", "c"], Book({"a": Network(64500, "Net")}), Book({"a": "DE", "b": "DE"}))
    assert [(row.place, row.addresses) for row in ranked(networks)] == [("AS64500 Net", 1), ("unknown", 2)]
    assert [(row.place, row.addresses) for row in ranked(countries)] == [("DE", 2), ("unknown", 1)]


def test_without_a_file_there_is_nothing_to_rank():
    networks, countries = located(["a"], None, Book({}))
    assert ranked(networks) == []
    assert [row.place for row in ranked(countries)] == ["unknown"]


def test_what_is_below_the_top_is_one_row():
    rows = ranked(Counter({"DE": 5, "FR": 3, "BR": 3, "US": 1, "CN": 1, None: 7}), top=2)
    assert [(row.place, row.addresses) for row in rows] == [("DE", 5), ("BR", 3), ("unknown", 7), ("3 others", 5)]


@given(st.dictionaries(st.one_of(st.none(), st.text(min_size=1)), st.integers(1, 9)), st.integers(1, 5))
def test_the_rows_add_up_to_all(counts, top):
    rows = ranked(counts, top)
    assert sum(row.addresses for row in rows) == sum(counts.values())
    assert len(rows) <= top + 2  # with the unknown and the others, or one more place and the unknown
    assert not rows or abs(sum(row.share for row in rows) - 1) < 1e-9
