"""The session's states, without a connection."""

import pytest

from tidegate.exchange.epp.domain import Info
from tidegate.exchange.epp.errors import ProtocolError, StopError
from tidegate.exchange.epp.frame import framed
from tidegate.exchange.epp.session import LOGIN, LOGOUT, Account, Session, State
from tidegate.exchange.epp.xml import DOMAIN, EPP, HOST


def greeting(version="1.0", language="en", objects=(DOMAIN, HOST)):
    uris = "".join(f"<objURI>{uri}</objURI>" for uri in objects)
    menu = f"<svcMenu><version>{version}</version><lang>{language}</lang>{uris}</svcMenu>"
    return framed(f'<epp xmlns="{EPP}"><greeting><svID>x</svID>{menu}</greeting></epp>'.encode())


def answer(id, code=1000):
    result = f'<result code="{code}"><msg>words</msg></result>'
    ids = f"<trID><clTRID>{id}</clTRID><svTRID>server-1</svTRID></trID>"
    return framed(f'<epp xmlns="{EPP}"><response>{result}{ids}</response></epp>'.encode())


@pytest.fixture
def session():
    """Logged in, with a window of two."""
    session = Session(Account("tidegate", "secret"), window=2)
    assert list(session.receive(greeting())) == []
    assert b"<pw>secret</pw>" in session.login()
    assert list(session.receive(answer(LOGIN))) == []
    return session


def test_nothing_can_be_sent_before_the_login_is_answered():
    session = Session(Account("tidegate", "secret"), window=2)
    assert session.room == 0
    with pytest.raises(ProtocolError, match="not greeted yet"):
        session.login()
    list(session.receive(greeting()))
    session.login()
    assert session.room == 0
    list(session.receive(answer(LOGIN)))
    assert (session.state, session.room) == (State.OPEN, 2)


def test_the_window_closes_and_opens_with_the_answers(session):
    session.send(Info("one.com"), "a-1")
    session.send(Info("two.com"), "a-2")
    with pytest.raises(ProtocolError, match="no room for info"):
        session.send(Info("three.com"), "a-3")
    assert [id for id, _ in session.receive(answer("a-1"))] == ["a-1"]
    assert session.room == 1


def test_answers_come_in_the_order_of_the_commands(session):
    session.send(Info("one.com"), "a-1")
    session.send(Info("two.com"), "a-2")
    assert [id for id, _ in session.receive(answer("a-1") + answer("a-2"))] == ["a-1", "a-2"]
    session.send(Info("one.com"), "a-3")
    session.send(Info("two.com"), "a-4")
    with pytest.raises(ProtocolError, match="answered 'a-4' where 'a-3' was next"):
        list(session.receive(answer("a-4")))


def test_an_answer_to_nothing_is_refused(session):
    with pytest.raises(ProtocolError, match="answered what was not asked"):
        list(session.receive(answer("a-1")))


@pytest.mark.parametrize("code", [1500, 2500, 2501, 2502])
def test_a_closing_result_ends_the_session(session, code):
    session.send(Info("one.com"), "a-1")
    assert [response.code for _, response in session.receive(answer("a-1", code))] == [code]
    assert session.ended
    assert session.room == 0


def test_a_logout_ends_it(session):
    assert b"<logout" in session.logout()
    assert session.room == 0
    assert list(session.receive(answer(LOGOUT, 1500))) == []
    assert session.ended


@pytest.mark.parametrize(
    ("code", "state"), [(2200, None), (2501, None), (2306, None), (2502, "ended"), (2400, "ended")]
)
def test_a_login_is_refused_for_good_or_for_now(code, state):
    session = Session(Account("tidegate", "secret"), window=2)
    list(session.receive(greeting()))
    session.login()
    if state is None:
        with pytest.raises(StopError, match=f"tidegate may not log in: {code} words"):
            list(session.receive(answer(LOGIN, code)))
    else:
        list(session.receive(answer(LOGIN, code)))
        assert session.ended


@pytest.mark.parametrize(
    ("offered", "wanted", "words"),
    [
        ({"version": "2.0"}, {}, "version 1.0; it offers 2.0"),
        ({"language": "fr"}, {}, "language en; it offers fr"),
        ({"objects": [HOST]}, {}, f"object {DOMAIN}"),
        ({"objects": [DOMAIN]}, {"hosts": True}, f"object {HOST}"),
        ({}, {"extensions": ("urn:x",)}, "extension urn:x; it offers none"),
    ],
)
def test_no_password_goes_to_a_server_that_does_not_speak_what_we_need(offered, wanted, words):
    session = Session(Account("tidegate", "secret", **wanted), window=2)
    list(session.receive(greeting(**offered)))
    with pytest.raises(StopError, match=words):
        session.login()
