"""Requests of unknown form, by their shape."""

import ibis
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tidegate.census.shapes import first_seen, shape


def shaped(*requests):
    """The shapes that the engine makes of `requests`."""
    rows = ibis.memtable(pa.table({"number": range(len(requests)), "request": requests}))
    made = ibis.duckdb.connect().to_pyarrow(rows.mutate(made=shape(rows.request)).order_by("number"))
    return made.column("made").to_pylist()


@pytest.mark.parametrize(
    ("request_line", "made"),
    [
        ("GET /search?q=17&aq=7 HTTP/1.0", "GET /search?q=0&aq=0"),
        ("GET /a?k=9f86d081884c7d659a2feaa0c55ad015 HTTP/1.1", "GET /a?k=H"),
        ("GET /Zm9vYmFyYmF6cXV4Zm9vYmFyYmF6 HTTP/1.1", "GET /W"),
        ("GET /%41%e2 HTTP/1.1", "GET /%%"),
        ("GET /\x1b[2J\u202e HTTP/1.1", "GET /?[0J?"),
        ("", ""),
    ],
)
def test_numbers_and_random_parts_make_no_new_shape(request_line, made):
    assert shaped(request_line) == [made]


@given(st.lists(st.text(), min_size=1, max_size=20))
@settings(max_examples=30, deadline=None)
def test_a_shape_is_short_and_printable_whatever_was_sent(requests):
    for made in shaped(*requests):
        assert len(made) <= 120
        assert made.isascii()
        assert made.isprintable()


def test_a_shape_is_told_on_the_first_day_it_was_seen(lake, fill, noise):
    knock = "POST /knock/{} HTTP/1.1"
    fill(
        lake,
        [
            noise("2009-04-01 01:00", "198.51.100.1"),
            noise("2009-04-02 01:00", "198.51.100.1"),
            noise("2009-04-02 02:00", "198.51.100.2", request=knock.format(17), rendezvous_day=None),
            noise("2009-04-02 03:00", "198.51.100.3", request=knock.format(4), agent="bot"),
            noise("2009-04-03 03:00", "198.51.100.4", request=knock.format(9)),
        ],
    )
    robots, found = first_seen(lake, "conficker")
    assert (robots.shape, robots.day.day) == ("GET /robots.txt", 1)
    assert (found.shape, found.day.day) == ("POST /knock/0", 2)
    assert (found.sightings, found.addresses, found.to_rendezvous) == (2, 2, 0)


def test_check_ins_and_questions_have_a_form_already(lake, fill, sighting, question):
    fill(lake, [sighting("2009-04-01 01:00"), question("2009-04-01 01:00", "198.51.100.2")])
    assert first_seen(lake, "conficker") == []
