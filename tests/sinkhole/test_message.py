"""DNS messages: what dnspython writes we read, what we write dnspython reads, and nothing breaks us."""

import dns.edns
import dns.flags
import dns.message
import dns.opcode
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tidegate.sinkhole import rdata
from tidegate.sinkhole.message import MalformedError, Question, Rcode, read, reply


def query(name="gzyh.nl", type_="A", **options):
    return dns.message.make_query(name, type_, **options).to_wire()


def test_a_question_is_read():
    wire = query("GZYH.nl")
    assert read(wire) == Question(b"gzyh.nl", 1, 1, len(wire), None)


def test_edns_and_its_version_are_noticed():
    assert read(query(use_edns=0)).edns == 0
    assert read(query(use_edns=1)).edns == 1
    assert read(query(use_edns=0, options=[dns.edns.GenericOption(10, b"12345678")], pad=64)).edns == 0


def test_the_root_has_an_empty_name():
    assert read(query(".", "NS")).name == b""


def test_bytes_that_no_host_has_stand_escaped():
    assert read(query(r"a\.b\000\\.com")).name == rb"a\046b\000\092.com"


@pytest.mark.parametrize(
    ("change", "rcode"),
    [
        (lambda wire: wire[:2] + b"\x28" + wire[3:], Rcode.NOTIMP),  # an update
        (lambda wire: wire[:-1], Rcode.FORMERR),
        (lambda wire: wire + b"\x00", Rcode.FORMERR),
        (lambda wire: wire[:4] + b"\x00\x02" + wire[6:], Rcode.FORMERR),
        (lambda wire: wire[:4] + b"\x00\x00" + wire[6:], Rcode.FORMERR),
        (lambda wire: wire[:6] + b"\x00\x01" + wire[8:], Rcode.FORMERR),
        (lambda wire: wire[:12] + b"\xc0\x0c" + wire[-4:], Rcode.FORMERR),
        (lambda wire: wire[:12] + b"\x01a" * 130 + b"\x00" + wire[-4:], Rcode.FORMERR),
    ],
)
def test_what_is_no_question_gets_a_header_and_no_more(change, rcode):
    with pytest.raises(MalformedError) as error:
        read(change(query()))
    answer = error.value.reply
    assert len(answer) == 12
    assert answer[3] & 0xF == rcode
    assert answer[2] & 0x80


@pytest.mark.parametrize(
    "wire",
    [b"", b"short", query()[:11], reply(query(), read(query()))],
    ids=["nothing", "no header", "half a header", "an answer"],
)
def test_what_is_too_short_or_an_answer_itself_gets_nothing(wire):
    with pytest.raises(MalformedError) as error:
        read(wire)
    assert error.value.reply == b""


def answer_to(wire):
    """An answer without records, or what a malformed message deserves."""
    try:
        return reply(wire, read(wire))
    except MalformedError as error:
        return error.reply


@given(st.binary(max_size=100))
@example(b"\x00" * 12)
def test_any_bytes_are_a_question_or_malformed_and_echoed_at_most(wire):
    assert len(answer_to(wire)) <= len(wire)


@given(st.data())
def test_so_is_a_question_with_any_byte_changed(data):
    wire = bytearray(query(use_edns=0))
    wire[data.draw(st.integers(0, len(wire) - 1))] = data.draw(st.integers(0, 255))
    assert len(answer_to(bytes(wire))) <= len(wire)


def test_an_answer_echoes_identity_question_and_the_wish_for_recursion():
    asked = dns.message.make_query("GzYh.nl", "A")
    answer = dns.message.from_wire(reply(asked.to_wire(), read(asked.to_wire()), Rcode.REFUSED))
    assert asked.is_response(answer)
    assert answer.question[0].name.to_text() == "GzYh.nl."
    assert dns.flags.to_text(answer.flags) == "QR RD"


def test_answers_over_edns_have_edns():
    wire = query(use_edns=0, payload=4096)
    answer = dns.message.from_wire(reply(wire, read(wire), authoritative=True, truncated=True))
    assert (answer.edns, answer.payload) == (0, 1232)
    assert answer.flags & dns.flags.AA
    assert answer.flags & dns.flags.TC


def test_an_unknown_version_of_edns_is_told_ours():
    wire = query(use_edns=3)
    answer = dns.message.from_wire(reply(wire, read(wire), Rcode.BADVERS))
    assert (answer.rcode(), answer.edns) == (16, 0)


def test_types_have_names_where_they_have_any():
    assert [rdata.type_word(type_) for type_ in (1, 28, 4711)] == ["A", "AAAA", "TYPE4711"]
