"""A name is found with everything that it is a rendezvous of, and only by exactly that name."""

from datetime import date, timedelta

import pyarrow as pa
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tidegate.dga import generate
from tidegate.forecast import lookup
from tidegate.forecast.lookup import Match, Window
from tidegate.forecast.run import run
from tidegate.names.days import Span
from tidegate.store.tables import TABLES

FIRST = date(2009, 3, 31)


@pytest.fixture
def window(lake, watching, a, c, listed):
    operation = watching(a, c, listed)
    run(lake, operation, Span.of(FIRST, 3))
    return Window(lake, operation, Span.of(FIRST, 2))


def test_every_name_of_the_window_is_found_at_its_first_place(window):
    names = generate("conficker", "2009-04-01", variant="c")
    assert len(window) == 2 * (250 + 3) + len(set(names)) == 2 * (250 + 3) + 49_998
    first = {name: position for position, name in reversed(list(enumerate(names)))}
    for name, position in first.items():
        assert Match("conficker", "c", date(2009, 4, 1), position, name.partition(".")[2]) in window.find(name)


def test_name_that_is_valid_on_several_days_has_a_match_for_each(window):
    assert window.find("x.no-ip.org") == tuple(
        Match("butterfly", "mariposa", FIRST + timedelta(days=day), 0, "no-ip.org") for day in range(2)
    )


def test_name_under_no_known_suffix_has_none(window):
    assert {match.suffix for match in window.find("a.example")} == {None}


def test_day_outside_of_the_window_is_not_found(window):
    (name,) = generate("conficker", "2009-04-02", variant="a", limit=1)
    assert window.find(name) == ()


@pytest.mark.parametrize(
    "name", ["", "com", "x.no-ip.org.", "X.no-ip.org", "y.x.no-ip.org", "x.no-ip.or", "x" * 10_000]
)
def test_other_names_are_not_found(window, name):
    assert window.find(name) == ()


def test_nothing_is_found_where_nothing_was_forecast(lake, watching, a):
    empty = Window(lake, watching(a), Span(FIRST, FIRST))
    assert len(empty) == 0
    assert empty.find("a.com") == ()


def test_names_of_one_hash_are_told_apart(lake, watching, a, monkeypatch):
    monkeypatch.setattr(lookup, "hash", len, raising=False)
    run(lake, watching(a), Span(FIRST, FIRST))
    window = Window(lake, watching(a), Span(FIRST, FIRST))
    for position, name in enumerate(generate("conficker", FIRST, variant="a")):
        assert [match.position for match in window.find(name)] == [position]
    assert window.find("a" * 9 + ".com") == ()


@settings(deadline=None, max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(names=st.lists(st.text(alphabet="ab.", min_size=1, max_size=3), max_size=30))
def test_every_place_of_a_repeated_name_is_found_in_order(lake, watching, a, names):
    lake.write("forecast", "small", FIRST, "forecast", pa.Table.from_pylist(_rows(names), TABLES["forecast"]))
    window = Window(lake, watching(a), Span(FIRST, FIRST))
    for name in {*names, "none"}:
        places = [position for position, other in enumerate(names) if other == name]
        assert [match.position for match in window.find(name)] == places


def _rows(names):
    model = {"suffix": None, "family": "f", "variant": "v", "config": ""}
    return [{"name": name, "position": position, **model} for position, name in enumerate(names)]
