"""Symmi: two halves of a month, and the streams that a labelled list was made with."""

from datetime import date

from tidegate.dga import generate
from tidegate.dga.catalogue import find
from tidegate.dga.primitives.rand import windows, windows_value

APRIL = "2018-04-15"


def test_second_half_begins_on_the_sixteenth():
    assert generate("symmi", "2018-05-16") == generate("symmi", "2018-05-31") != generate("symmi", "2018-05-15")


def test_longer_sets_go_on_where_the_bots_end():
    longer = generate("symmi", "2018-05-16", variant="run-on", limit=512)
    assert generate("symmi", "2018-05-16", variant="long") == longer
    assert generate("symmi", "2018-05-16") == longer[:64]


def test_thousands_begin_with_the_seed_6060():
    first = generate("symmi", APRIL, variant="thousands", limit=1)[0]
    assert len(first.removesuffix(".ddns.net")) == 8 + windows_value(windows(6060)) % 8
    assert first not in generate("symmi", APRIL, variant="run-on", limit=5000)


def test_lists_that_no_bot_has_are_of_one_half_of_a_month():
    spans = {name: find("symmi").variant(name) for name in ("run-on", "thousands")}
    days = {name: (variant.since, variant.until) for name, variant in spans.items()}
    assert days == {
        "run-on": (date(2018, 5, 16), date(2018, 5, 31)),
        "thousands": (date(2018, 4, 1), date(2018, 4, 15)),
    }
