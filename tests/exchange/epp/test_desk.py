"""The desk takes names as there is room, and never holds more than are under way."""

from itertools import count

from tidegate.exchange.epp.desk import Desk
from tidegate.exchange.epp.domain import Check, Create
from tidegate.exchange.epp.response import Response, Result
from tidegate.exchange.epp.wish import Action
from tidegate.exchange.epp.xml import DOMAIN, parse


def free(names):
    checked = "".join(f'<cd><name avail="1">{name}</name></cd>' for name in names)
    data = parse(f'<resData><chkData xmlns="{DOMAIN}">{checked}</chkData></resData>'.encode())
    return Response((Result(1000, ""),), "", "", data)


DONE = Response((Result(1000, ""),), "", "")


def desk(names, terms, **options):
    ids = (f"id-{number}" for number in count())
    return Desk(((name, Action.REGISTER) for name in names), terms, lambda: next(ids), **options)


def test_names_are_taken_from_their_stream_only_as_they_are_needed(terms):
    taken = []

    def stream():
        for number in range(1_000_000):
            taken.append(number)
            yield f"n{number}.com"

    at_work = desk(stream(), terms, batch=5)
    for _ in range(20):
        asked = at_work.next()
        at_work.answered(asked.id, free(asked.names) if isinstance(asked.command, Check) else DONE)
    assert len(at_work.settled) == 16
    assert len(taken) <= 20 + 5


def test_nothing_to_do_is_finished_before_it_begins(terms):
    assert desk([], terms).finished


def test_names_are_checked_together_and_then_go_their_own_ways(terms):
    at_work = desk(["a.com", "b.com", "c.com"], terms, batch=2)
    check = at_work.next()
    assert check.command == Check(("a.com", "b.com"))
    at_work.answered(check.id, free(["a.com", "b.com"]))
    assert [at_work.next().names for _ in range(3)] == [("a.com",), ("b.com",), ("c.com",)]
    assert at_work.next() is None


def test_a_name_that_is_not_in_the_answer_failed(terms):
    at_work = desk(["a.com", "b.com"], terms)
    at_work.answered(at_work.next().id, free(["a.com"]))
    assert [(one.name, one.outcome.word) for one in at_work.settled] == [("b.com", "failed")]
    assert isinstance(at_work.next().command, Create)


def test_a_connection_that_is_lost_again_and_again_with_a_name_gives_that_name_up(terms):
    at_work = desk(["a.com"], terms, restarts=2)
    for _ in range(3):
        assert at_work.next()
        at_work.lost("the line is dead")
    assert [(one.name, one.outcome.word, one.outcome.note) for one in at_work.settled] == [
        ("a.com", "failed", "the line is dead")
    ]
    assert at_work.next() is None
    assert at_work.finished
