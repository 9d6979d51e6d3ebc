"""An RDAP answer is cut down to what a judgement needs, and no person's data stays."""

import json
from dataclasses import asdict
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tidegate.dns.collisions.rdap.answer import Answer, read
from tidegate.dns.collisions.sinkholes.bundle import Entry
from tidegate.dns.collisions.sinkholes.known import KnownSinkholes
from tidegate.errors import TidegateError

KNOWN = KnownSinkholes([], [Entry("mark", "conficker cabal", "Conficker Working Group", True)])


def card(*items):
    return ["vcard", [["version", {}, "text", "4.0"], *([kind, {}, "text", text] for kind, text in items)]]


DOMAIN = {
    "objectClassName": "domain",
    "ldhName": "JOGLI.COM",
    "status": ["client transfer prohibited", "active"],
    "events": [
        {"eventAction": "registration", "eventDate": "2004-05-06T23:30:00-05:00"},
        {"eventAction": "expiration", "eventDate": "2010-05-06T00:00:00Z"},
        {"eventAction": "last update of RDAP database", "eventDate": "2009-03-02T00:00:00Z"},
    ],
    "nameservers": [{"objectClassName": "nameserver", "ldhName": "NS1.EXAMPLE.NET"}, {"objectClassName": "nameserver"}],
    "entities": [
        {
            "roles": ["registrar"],
            "vcardArray": card(("fn", "Example Registrar")),
            "entities": [{"roles": ["abuse"], "vcardArray": card(("email", "abuse@registrar.example"))}],
        },
        {"roles": ["registrant"], "vcardArray": card(("fn", "Jane Roe"), ("email", "jane@jogli.com"))},
    ],
    "redacted": [{"name": {"description": "Registrant Phone"}, "method": "removal"}],
}


def answer(**changes):
    return read(json.dumps({**DOMAIN, **changes}).encode(), "jogli.com", KNOWN)


def test_an_answer_says_status_age_name_servers_and_registrar():
    assert answer() == Answer(
        name="jogli.com",
        registered=True,
        status=("active", "client transfer prohibited"),
        since=date(2004, 5, 7),
        expires=date(2010, 5, 6),
        nameservers=("ns1.example.net",),
        registrar="Example Registrar",
    )


def test_no_persons_data_stays():
    kept = str(asdict(answer()))
    assert "Jane" not in kept
    assert "@" not in kept


def test_a_name_that_was_registered_again_is_as_old_as_that():
    events = [*DOMAIN["events"], {"eventAction": "reregistration", "eventDate": "2009-03-20T00:00:00Z"}]
    assert answer(events=events).since == date(2009, 3, 20)


def test_the_mark_of_a_sinkhole_in_the_holders_name_is_kept_as_its_operator():
    entities = [{"roles": ["registrant"], "vcardArray": card(("fn", "The Conficker Cabal"))}]
    assert answer(entities=entities).operator == "Conficker Working Group"


def test_a_redacted_answer_is_an_answer():
    assert answer(entities=[], events=[], nameservers=None) == Answer("jogli.com", True, answer().status)


@pytest.mark.parametrize(
    ("document", "message"),
    [
        (b"<html>", "'<html>' is no JSON"),
        (b"[]", "objectClassName: the answer is about no domain"),
        (json.dumps({**DOMAIN, "ldhName": "other.com"}).encode(), r"ldhName: the answer is about 'other\.com', not"),
        (
            json.dumps({**DOMAIN, "events": [{"eventAction": "registration", "eventDate": "soon"}]}).encode(),
            "events: 'soon' is no moment",
        ),
    ],
)
def test_what_is_no_answer_is_told(document, message):
    with pytest.raises(TidegateError, match=message):
        read(document, "jogli.com", KNOWN)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=6),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from(sorted(DOMAIN)), inner, max_size=4),
    max_leaves=12,
)


@given(st.dictionaries(st.sampled_from(sorted(set(DOMAIN) - {"objectClassName", "ldhName"})), JSON))
def test_whatever_stands_in_the_rest_it_is_an_answer_or_a_flaw(changes):
    try:
        found = answer(**changes)
    except TidegateError:
        return
    assert found.name == "jogli.com"


@given(st.binary(max_size=80))
def test_no_bytes_make_the_reader_stumble(document):
    with pytest.raises(TidegateError):
        read(document, "jogli.com", KNOWN)
