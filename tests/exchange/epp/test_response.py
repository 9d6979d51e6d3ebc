"""Greetings and answers, as servers send them and as nobody should."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tidegate.exchange.epp.domain import Availability, Domain, availabilities, domain
from tidegate.exchange.epp.errors import ProtocolError
from tidegate.exchange.epp.host import missing
from tidegate.exchange.epp.response import Greeting, Response, Result, read
from tidegate.exchange.epp.xml import DOMAIN, EPP, HOST

IDS = "<trID><clTRID>tidegate-1</clTRID><svTRID>54321-XYZ</svTRID></trID>"


def said(inside):
    return f'<epp xmlns="{EPP}">{inside}</epp>'.encode()


def answer(data, code=1000):
    result = f'<result code="{code}"><msg>Done</msg></result>'
    return read(said(f"<response>{result}<resData>{data}</resData>{IDS}</response>"))


def test_a_greeting_says_what_the_server_speaks():
    greeting = read(
        said(
            "<greeting><svID>Example</svID><svDate>2009-04-01T00:00:00.0Z</svDate><svcMenu><version>1.0</version>"
            f"<lang>en</lang><lang>fr</lang><objURI>{DOMAIN}</objURI><svcExtension><extURI>urn:x</extURI>"
            "</svcExtension></svcMenu><dcp/></greeting>"
        )
    )
    assert greeting == Greeting("Example", "2009-04-01T00:00:00.0Z", ("1.0",), ("en", "fr"), (DOMAIN,), ("urn:x",))


def test_an_answer_has_results_ids_and_messages_that_wait():
    response = read(
        said(
            '<response><result code="2306"><msg>Policy</msg><value><x/>one.com</value><extValue><value/><reason>Not '
            'in\n this zone</reason></extValue></result><result code="2005"><msg lang="en">Syntax</msg></result>'
            f'<msgQ count="5" id="12345"/>{IDS}</response>'
        )
    )
    assert response == Response(
        (Result(2306, "Policy: Not in this zone: one.com"), Result(2005, "Syntax")), "tidegate-1", "54321-XYZ", None, 5
    )
    assert (response.code, response.ok) == (2306, False)
    assert response.words == "2306 Policy: Not in this zone: one.com; 2005 Syntax"


def test_a_check_says_which_names_could_be_had_and_why_not():
    response = answer(
        f'<d:chkData xmlns:d="{DOMAIN}"><d:cd><d:name avail="1">ONE.com.</d:name></d:cd>'
        '<d:cd><d:name avail="false">two.com</d:name><d:reason>In use</d:reason></d:cd></d:chkData>'
    )
    assert list(availabilities(response.data)) == [
        Availability("one.com", True),
        Availability("two.com", False, "In use"),
    ]


@pytest.mark.parametrize(
    "servers",
    ["<d:hostObj>NS.example</d:hostObj>", "<d:hostAttr><d:hostName>ns.example</d:hostName></d:hostAttr>"],
    ids=["objects", "attributes"],
)
def test_an_info_says_who_holds_a_name_and_how_it_stands(servers):
    response = answer(
        f'<d:infData xmlns:d="{DOMAIN}"><d:name>one.com</d:name><d:roid>X1-REP</d:roid><d:status s="clientHold"/>'
        f'<d:status s="pendingTransfer">why</d:status><d:ns>{servers}</d:ns><d:clID>us</d:clID><d:crID>them</d:crID>'
        "<d:crDate>2009-01-01T00:00:00.0Z</d:crDate></d:infData>"
    )
    assert domain(response.data) == Domain(
        "one.com",
        "us",
        "them",
        frozenset({"ns.example"}),
        frozenset({"clientHold", "pendingTransfer"}),
        "2009-01-01T00:00:00.0Z",
    )
    assert domain(response.data).pending == ("pendingTransfer",)


def test_a_host_check_says_which_hosts_are_missing():
    cd = '<h:cd><h:name avail="{}">{}</h:name></h:cd>'
    response = answer(
        f'<h:chkData xmlns:h="{HOST}">{cd.format(1, "NS1.example")}{cd.format(0, "ns2.example")}</h:chkData>'
    )
    assert missing(response.data) == ["ns1.example"]


@pytest.mark.parametrize(
    ("inside", "words"),
    [
        ("", "no message of EPP"),
        ("<command/>", "only clients say"),
        (f"<response>{IDS}</response>", "without a result"),
        (f'<response><result code="0x3E8"><msg/></result>{IDS}</response>', "no result code"),
        (f'<response><result code="9999"><msg/></result>{IDS}</response>', "'9999', which is no result code"),
        (f"<response><result><msg/></result>{IDS}</response>", "no result code"),
    ],
)
def test_what_is_no_answer_is_refused(inside, words):
    with pytest.raises(ProtocolError, match=words):
        read(said(inside))


@given(st.text(max_size=600))
def test_a_servers_words_become_one_line_that_can_be_printed(words):
    plain = "".join(letter for letter in words if letter not in "<&" and (letter.isprintable() or letter == "\n"))
    found = read(said(f'<response><result code="2400"><msg>{plain}</msg></result>{IDS}</response>')).words
    assert found.isprintable()
    assert len(found) < 400


PIECES = ["<response>", "</response>", '<result code="1000">', "</result>", "<msg>", "</msg>", IDS, "<greeting/>", "x"]


@given(st.lists(st.sampled_from(PIECES), max_size=8))
def test_any_pieces_are_a_message_or_refused(pieces):
    try:
        found = read(said("".join(pieces)))
    except ProtocolError:
        return
    assert isinstance(found, Greeting | Response)
