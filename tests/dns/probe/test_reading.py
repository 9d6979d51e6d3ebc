"""Our reader of answers says what dnspython says, and refuses what cannot be read."""

import dns.edns
import dns.exception
import dns.message
import dns.name
import dns.rcode
import dns.rrset
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tidegate.dns.probe import wire
from tidegate.dns.probe.answer import Answer, Question
from tidegate.dns.probe.reading import read
from tidegate.dns.probe.wire import MalformedError

NAME = "abcd.co.uk"


def said(*, rcode="NOERROR", answer=(), authority=(), options=(), question=NAME):
    """A message with these records, each as `OWNER TTL CLASS TYPE DATA`."""
    response = dns.message.make_response(dns.message.make_query(question, "A", use_edns=0))
    response.use_edns(options=list(options))
    response.set_rcode(dns.rcode.from_text(rcode))
    for section, records in ((response.answer, answer), (response.authority, authority)):
        section.extend(dns.rrset.from_text(*record.split(None, 4)) for record in records)
    return response.to_wire()


def reading(body, name=NAME):
    return read(wire.opened(body), name)


def test_addresses_are_those_of_the_name():
    answer = reading(said(answer=[f"{NAME}. 60 IN A 192.0.2.1", f"{NAME}. 60 IN A 192.0.2.9"]))
    assert answer == Answer("NOERROR", addresses=("192.0.2.1", "192.0.2.9"))


def test_ipv6_addresses_are_written_in_their_short_form():
    assert reading(said(answer=[f"{NAME}. 60 IN AAAA 2001:db8:0:0::1"])).addresses == ("2001:db8::1",)


def test_an_alias_is_followed_in_whatever_order_it_comes():
    chain = ["end.test. 60 IN A 192.0.2.1", "next.test. 60 IN CNAME end.test.", f"{NAME}. 60 IN CNAME next.test."]
    answer = reading(said(answer=chain))
    assert (answer.alias, answer.addresses) == ("next.test", ("192.0.2.1",))


def test_an_address_of_another_name_is_not_the_names():
    assert reading(said(answer=["other.test. 60 IN A 192.0.2.1"])).addresses == ()


def test_aliases_in_a_circle_lead_nowhere():
    circle = [f"{NAME}. 60 IN CNAME b.test.", f"b.test. 60 IN CNAME {NAME}."]
    assert reading(said(answer=circle)).addresses == ()


def test_the_zone_that_denies_is_told():
    answer = reading(said(rcode="NXDOMAIN", authority=["co.uk. 60 IN SOA ns.uk. root.uk. 1 2 3 4 5"]))
    assert answer == Answer("NXDOMAIN", zone="co.uk")


def test_a_referrals_name_servers_are_the_names_own():
    answer = reading(said(authority=[f"{NAME}. 60 IN NS ns.test.", "co.uk. 60 IN NS ns.nic.uk."]))
    assert answer.nameservers == ("ns.test",)


def test_names_are_compared_without_regard_to_case():
    answer = reading(said(answer=["ABCD.co.UK. 60 IN A 192.0.2.1"], question="AbCd.Co.uK"))
    assert answer.addresses == ("192.0.2.1",)


@pytest.mark.parametrize(
    ("code", "is_filtered"), [(15, True), (16, True), (17, True), (4, True), (3, False), (9, False)]
)
def test_a_filter_that_owns_up_is_seen(code, is_filtered):
    options = [dns.edns.GenericOption(10, b"cookie..").to_generic(), dns.edns.EDEOption(code, "why").to_generic()]
    assert reading(said(rcode="NXDOMAIN", options=options)).filtered is is_filtered


def test_a_policy_zone_in_the_additional_section_is_seen():
    response = dns.message.from_wire(said(rcode="NXDOMAIN"))
    response.additional.append(dns.rrset.from_text("rpz.example.", 60, "IN", "SOA", "ns.test. root.test. 1 2 3 4 5"))
    answer = reading(response.to_wire())
    assert (answer.filtered, answer.zone) == (True, None)


def test_the_upper_bits_of_the_response_code_count():
    assert reading(said(rcode="BADVERS")).rcode == "BADVERS"


def test_data_of_the_wrong_length_is_refused():
    good = said(answer=[f"{NAME}. 60 IN A 192.0.2.1"])
    place = good.index(bytes([192, 0, 2, 1]))
    with pytest.raises(MalformedError):
        reading(good[: place - 2] + b"\x00\x03" + good[place : place + 3] + good[place + 4 :])


@pytest.mark.parametrize("pointer", [b"\xc0\x0c", b"\xc0\x1c", b"\xff\xff"])
def test_a_pointer_that_does_not_lead_backwards_is_refused(pointer):
    question = wire.encode(Question("ab.cd.co.uk"))
    head = b"\0\x01\x81\x80\0\x01\0\x01\0\0\0\0" + question
    record = pointer + b"\0\x05\0\x01\0\0\0\x3c\0\x02"
    at = len(head) + len(record)
    loop = bytes([0xC0 | at >> 8, at & 0xFF])
    with pytest.raises(MalformedError):
        reading(head + record + loop, "ab.cd.co.uk")


def test_a_name_of_256_octets_is_refused():
    label = b"\x3f" + b"a" * 63
    body = b"\0\x01\x81\x80\0\0\0\x01\0\0\0\0" + label * 4 + b"\0" + b"\0\x01\0\x01\0\0\0\x3c\0\x04\xc0\0\x02\x01"
    with pytest.raises(MalformedError):
        reading(body)


LABEL = st.binary(min_size=1, max_size=12)
NAMES = st.lists(LABEL, min_size=1, max_size=4).map(lambda labels: dns.name.Name([*labels, b""]))


@given(NAMES)
def test_any_name_is_read_as_dnspython_reads_it(owner):
    body = dns.message.make_response(dns.message.make_query(NAME, "A"))
    body.set_rcode(dns.rcode.NXDOMAIN)
    body.authority.append(dns.rrset.from_text(owner, 60, "IN", "SOA", "ns.test. root.test. 1 2 3 4 5"))
    zone = reading(body.to_wire()).zone
    assert dns.name.from_text(zone) == owner


OWNERS = st.sampled_from([NAME, "b.test", "c.test", "d.test"])
OTHERS = st.sampled_from([f'{NAME}. 60 IN TXT "text"', f"{NAME}. 60 IN MX 10 mail.test.", "d.test. 60 IN NS ns.test."])


@given(
    aliases=st.dictionaries(OWNERS, OWNERS, max_size=3),
    addresses=st.sets(st.tuples(OWNERS, st.sampled_from(["192.0.2.1", "8.8.8.8"])), max_size=4),
    others=st.lists(OTHERS, max_size=2),
)
@settings(max_examples=200)
def test_any_chain_of_aliases_ends_where_dnspython_sees_it_end(aliases, addresses, others):
    chain = [f"{owner}. 60 IN CNAME {target}." for owner, target in aliases.items()]
    body = said(answer=[*chain, *others, *(f"{owner}. 60 IN A {address}" for owner, address in sorted(addresses))])
    try:
        end = dns.message.from_wire(body).resolve_chaining()
    except dns.exception.DNSException:
        return
    found = sorted({data.to_text() for data in end.answer or ()})
    assert list(reading(body).addresses) == found


@given(st.data())
def test_a_damaged_answer_is_read_or_refused(data):
    good = said(
        answer=[f"{NAME}. 60 IN CNAME b.test.", "b.test. 60 IN A 192.0.2.1"],
        authority=["co.uk. 60 IN SOA ns.uk. root.uk. 1 2 3 4 5"],
        options=[dns.edns.EDEOption(15, "why")],
    )
    body = bytearray(good[: data.draw(st.integers(0, len(good)))])
    for place, octet in data.draw(st.lists(st.tuples(st.integers(0, len(good) - 1), st.integers(0, 255)), max_size=4)):
        if place < len(body):
            body[place] = octet
    try:
        reading(bytes(body))
    except MalformedError:
        return
