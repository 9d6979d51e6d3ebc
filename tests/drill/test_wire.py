"""The stand-in speaks DNS as dnspython reads and writes it."""

import dns.message
import dns.rcode
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tidegate.drill import wire
from tidegate.drill.wire import Faces
from tidegate.drill.zone import UNREGISTERED, Answer

SINKHOLE = Answer(addresses=("127.0.0.2", "127.0.0.3"), nameservers=("ns1.sinkhole.invalid", "ns2.sinkhole.invalid"))
FACES = Faces((UNREGISTERED, SINKHOLE))
LABEL = st.text("abcdefghijklmnopqrstuvwxyz0123456789", min_size=1, max_size=20)


def ask(name: str, type: str, number: int) -> dns.message.Message:
    question = wire.read(dns.message.make_query(name, type).to_wire())
    assert question is not None
    return dns.message.from_wire(FACES.answer(question, number))


def test_an_address_is_answered_with_the_question_repeated():
    answer = ask("Abc.COM", "A", 1)
    assert str(answer.question[0].name) == "Abc.COM."
    assert sorted(record.address for record in answer.answer[0]) == ["127.0.0.2", "127.0.0.3"]


def test_a_zone_says_who_serves_it_and_where_it_starts():
    assert {str(record.target) for record in ask("abc.com", "NS", 1).answer[0]} == {
        "ns1.sinkhole.invalid.",
        "ns2.sinkhole.invalid.",
    }
    assert str(ask("abc.com", "SOA", 1).answer[0][0].mname) == "ns1.sinkhole.invalid."


@pytest.mark.parametrize("type", ["A", "NS", "AAAA"])
def test_an_unregistered_name_does_not_exist(type: str):
    answer = ask("abc.com.mx", type, 0)
    assert answer.rcode() == dns.rcode.NXDOMAIN
    assert answer.authority[0].rdtype == dns.rdatatype.SOA
    assert str(answer.authority[0].name) == "com.mx."  # the registry's zone denies it


def test_a_type_that_a_name_lacks_is_no_error():
    answer = ask("abc.com", "AAAA", 1)
    assert answer.rcode() == dns.rcode.NOERROR
    assert not answer.answer


def test_what_is_no_query_is_refused():
    update = dns.message.make_query("abc.com", "A")
    update.set_opcode(dns.opcode.NOTIFY)
    question = wire.read(update.to_wire())
    assert question is not None
    assert dns.message.from_wire(FACES.refuse(question) or b"").rcode() == dns.rcode.NOTIMP
    assert wire.read(dns.message.make_response(dns.message.make_query("abc.com", "A")).to_wire()) is None


@given(st.binary(max_size=80))
def test_any_bytes_are_a_question_or_nothing(noise: bytes):
    question = wire.read(noise)
    assert question is None or question.raw == noise[12 : 12 + len(question.raw)]


@given(st.lists(LABEL, min_size=1, max_size=4))
def test_a_bot_reads_back_what_the_world_says(labels: list[str]):
    name = ".".join(labels)
    message = wire.query(7, name)
    assert dns.message.from_wire(message).question[0].name.to_text(True) == name
    question = wire.read(message)
    assert question is not None
    assert question.name == name.encode()
    assert wire.addresses(FACES.answer(question, 1), len(question.raw)) == (0, SINKHOLE.addresses)
    assert wire.addresses(FACES.answer(question, 0), len(question.raw)) == (3, ())
