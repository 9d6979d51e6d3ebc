"""Passive DNS in the common output format: a line is an observation, or told with what is wrong with it."""

import json
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tidegate.dns.collisions.cof import Observation, observations

LINE = {"rrname": "Jogli.com.", "rrtype": "a", "rdata": "192.0.2.1", "time_first": 1104537600, "time_last": 1236470400}


def read(*lines):
    flaws = []
    return list(observations(lines, "cof.json", flaws)), flaws


def line(**changes):
    return json.dumps({**LINE, **changes}).encode() + b"\n"


def test_a_line_says_where_a_name_led_and_when():
    found, flaws = read(line(count=12, sensor_id="x"), b"\n")
    assert found == [Observation("jogli.com", "A", ("192.0.2.1",), date(2005, 1, 1), date(2009, 3, 8), 12)]
    assert flaws == []


def test_data_may_be_a_list_and_times_those_of_a_zone_file():
    zone = {"rrname": "a.com", "rrtype": "NS", "rdata": ["NS1.x.net.", "ns2.x.net."]}
    [found], _ = read(json.dumps({**zone, "zone_time_first": 0, "zone_time_last": "86400"}).encode())
    assert (found.data, found.first, found.last) == (
        ("ns1.x.net", "ns2.x.net"),
        date(1970, 1, 1),
        date(1970, 1, 2),
    )


@pytest.mark.parametrize(
    ("raw", "message"),
    [
        (b"{", "'{' is no JSON object"),
        (b"[1]", "'[1]' is no JSON object"),
        (line(rrname=None), "rrname: 'None' is no text"),
        (line(rrname="not a name"), "'not a name' is not a domain name"),
        (line(rdata=[1]), "rdata: '[1]' is neither a text nor a list of texts"),
        (line(time_first="soon"), "time_first: 'soon' is no moment in seconds"),
        (line(time_last=1), "time_last: 1970-01-01 is before time_first, 2005-01-01"),
        (line(count=-1), "count: '-1' is no number"),
    ],
)
def test_a_flawed_line_is_told_with_file_line_and_value(raw, message):
    found, [flaw] = read(line(), raw)
    assert len(found) == 1
    assert flaw.startswith("cof.json:2: ")
    assert message in flaw


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from([*LINE, "count"]), inner, max_size=6),
    max_leaves=8,
)


@given(st.lists(JSON.map(lambda value: json.dumps(value).encode()) | st.binary(max_size=30), max_size=5))
def test_every_line_is_an_observation_or_a_flaw(lines):
    found, flaws = read(*lines)
    assert len(found) + len(flaws) == sum(bool(line.strip()) for line in lines)
