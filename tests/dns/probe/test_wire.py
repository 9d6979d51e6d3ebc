"""Questions as bytes are what dnspython would write, and nothing but an answer is opened as one."""

import dns.flags
import dns.message
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tidegate.dns.probe import wire
from tidegate.dns.probe.answer import Question, Type
from tidegate.dns.probe.wire import MalformedError

QUESTION = Question("oubezepg.com.mx")


def answer(question=QUESTION, id=7):
    query = dns.message.from_wire(wire.ask(id, wire.encode(question)))
    return dns.message.make_response(query)


@pytest.mark.parametrize("type", Type)
def test_a_question_reads_back_as_what_was_asked(type):
    query = dns.message.from_wire(wire.ask(513, wire.encode(Question("oubezepg.com.mx", type))))
    assert query.id == 513
    assert query.flags == dns.flags.RD | dns.flags.AD
    assert query.question[0].to_text() == f"oubezepg.com.mx. IN {type}"
    assert query.payload == wire.LARGEST


def test_a_question_can_do_without_edns():
    assert dns.message.from_wire(wire.ask(1, wire.encode(QUESTION), edns=False)).edns == -1


def test_an_answer_to_our_question_answers_it():
    message = wire.opened(answer().to_wire())
    assert message.id == 7
    assert message.answers(wire.encode(QUESTION))


def test_an_answer_in_other_letters_of_case_answers_it():
    assert wire.opened(answer(Question("OUBEzepg.com.MX")).to_wire()).answers(wire.encode(QUESTION))


@pytest.mark.parametrize("other", [Question("other.com.mx"), Question("oubezepg.com.mx", Type.NS)])
def test_an_answer_to_another_question_does_not(other):
    assert not wire.opened(answer(other).to_wire()).answers(wire.encode(QUESTION))


def test_a_failure_need_not_repeat_the_question_but_a_denial_must():
    bare = answer()
    bare.question = []
    bare.set_rcode(1)
    assert wire.opened(bare.to_wire()).answers(wire.encode(QUESTION))
    bare.set_rcode(3)
    assert not wire.opened(bare.to_wire()).answers(wire.encode(QUESTION))


def test_truncation_is_seen():
    cut = answer()
    cut.flags |= dns.flags.TC
    assert wire.opened(cut.to_wire()).truncated


@pytest.mark.parametrize(
    ("flags", "own"),
    [
        (dns.flags.AA, True),
        (dns.flags.AA | dns.flags.RA, False),
        (dns.flags.RA, False),
        (0, False),
    ],
)
def test_a_server_speaks_for_itself_where_it_is_authoritative_and_offers_no_recursion(flags, own):
    response = answer()
    response.flags |= flags
    assert wire.opened(response.to_wire()).own is own


def test_a_question_is_no_answer():
    with pytest.raises(MalformedError):
        wire.opened(wire.ask(1, wire.encode(QUESTION)))


@given(st.binary(max_size=60))
def test_any_bytes_are_opened_or_refused(body):
    try:
        wire.opened(body)
    except MalformedError:
        return
    assert len(body) >= 12


@given(st.integers(0, 100))
def test_a_cut_answer_is_opened_or_refused(length):
    try:
        wire.opened(answer().to_wire()[:length])
    except MalformedError:
        return
    assert length >= 12
