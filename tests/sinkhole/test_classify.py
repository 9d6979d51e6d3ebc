"""Verdicts: the host says whose rendezvous, the form whether a bot sent it."""

from datetime import date
from typing import NamedTuple

import pytest

from tidegate.sinkhole import classify
from tidegate.sinkhole.sighting import Verdict

APRIL_1 = date(2009, 4, 1)
SEARCH = "GET /search?q=5 HTTP/1.0"
SEARCH_A = "GET /search?q=5&aq=7 HTTP/1.0"
ROOT = "GET / HTTP/1.1"


class Match(NamedTuple):
    family: str
    variant: str
    day: date


def b(day=APRIL_1):
    return Match("conficker", "b", day)


def a(day=APRIL_1):
    return Match("conficker", "a", day)


def c(day=APRIL_1):
    return Match("conficker", "c", day)


def request(line, host, *matches):
    return classify.request(line, host, matches, APRIL_1)


def test_a_bot_at_its_rendezvous():
    assert request(SEARCH, "x.ws", b()) == Verdict("conficker-search", "conficker", "b", APRIL_1, 5)


def test_the_name_says_the_variant_where_the_form_leaves_it_open():
    assert request(SEARCH, "x.net", a()).variant == "a"


@pytest.mark.parametrize("host", ["192.0.2.2", "[2001:db8::1]", "2001:db8::1", ""])
@pytest.mark.parametrize(("line", "variant"), [(SEARCH, "b"), (SEARCH_A, "a")])
def test_a_bot_that_resolved_the_name_itself_says_only_its_form(host, line, variant):
    assert request(line, host) == Verdict("conficker-search", "conficker", variant, None, 5)


def test_the_same_form_at_somebody_elses_name_is_nobodys():
    assert request(SEARCH, "www.example.com") == Verdict()


def test_c_asks_for_the_root_of_its_rendezvous():
    assert request(ROOT, "gzyh.nl", c()) == Verdict("conficker-root", "conficker", "c", APRIL_1)


@pytest.mark.parametrize("host", ["192.0.2.2", "", "www.example.com"])
def test_whoever_asks_for_the_root_elsewhere_is_a_browser_or_a_scanner(host):
    assert request(ROOT, host) == Verdict()


def test_whoever_asks_for_the_root_of_b_is_not_b():
    assert request(ROOT, "x.ws", b()) == Verdict("unknown", "conficker", "b", APRIL_1)


def test_an_unknown_form_at_a_rendezvous_keeps_the_rendezvous():
    assert request("POST /new HTTP/1.1", "gzyh.nl", c()) == Verdict("unknown", "conficker", "c", APRIL_1)


def test_a_line_that_cannot_be_taken_apart_has_an_unknown_form():
    assert request("GET /a b HTTP/1.1", "gzyh.nl", c()).form == "unknown"


def test_a_rendezvous_seen_on_another_day_keeps_its_own():
    late = date(2009, 3, 20)
    assert request(SEARCH, "x.ws", b(late)).rendezvous_day == late


def test_of_several_days_the_nearest_counts_and_of_equals_the_earlier():
    days = [date(2009, 3, 30), date(2009, 4, 3), date(2009, 4, 9)]
    assert request(SEARCH, "x.ws", *map(b, days)).rendezvous_day == date(2009, 3, 30)


def test_of_several_variants_the_likeliest_for_the_form_counts():
    assert request(SEARCH, "x.net", a(), b()).variant == "b"
    assert request(SEARCH_A, "x.net", b(), a()).variant == "a"
    assert request(ROOT, "x.net", a(), c(), b()).variant == "c"


def test_another_familys_rendezvous_is_not_confickers_whatever_the_form():
    other = Match("tidal", "fixed", APRIL_1)
    assert request(SEARCH, "x.com", other) == Verdict("unknown", "tidal", "fixed", APRIL_1)


def test_a_question_for_a_rendezvous_is_a_check_in_by_way_of_a_resolver():
    assert classify.query([c()], APRIL_1) == Verdict("dns-query", "conficker", "c", APRIL_1)
    assert classify.query([], APRIL_1) == Verdict()
