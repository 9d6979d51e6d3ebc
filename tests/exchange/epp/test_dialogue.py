"""What is said about one name; most of it is told in `test_run`, against the test registry."""

import string

import pytest

from tidegate.exchange.epp.codes import Meaning, meaning
from tidegate.exchange.epp.dialogue import Outcome, new_secret, settle
from tidegate.exchange.epp.domain import Availability, Check, Create, Info
from tidegate.exchange.epp.response import Response, Result
from tidegate.exchange.epp.wish import Action


def answered(code):
    return Response((Result(code, "words"),), "", "")


def ended(dialogue, response):
    with pytest.raises(StopIteration) as stop:
        dialogue.send(response)
    return stop.value.value


def test_a_name_that_nothing_is_known_of_is_checked_first(terms):
    assert next(settle("one.com", Action.BLOCK, terms, None)) == Check(("one.com",))


def test_a_free_name_is_registered_at_once(terms):
    assert isinstance(next(settle("one.com", Action.BLOCK, terms, Availability("one.com", True))), Create)


def test_a_dialogue_that_broke_off_asks_before_it_acts(terms):
    dialogue = settle("one.com", Action.BLOCK, terms, Availability("one.com", True), anew=True)
    assert next(dialogue) == Info("one.com")
    assert isinstance(dialogue.send(answered(2303)), Create)


@pytest.mark.parametrize(
    ("action", "outcome"),
    [
        (Action.RELEASE, Outcome("done", "not registered")),
        (Action.TRANSFER, Outcome("refused", "not registered: nothing to transfer")),
    ],
)
def test_there_is_nothing_to_give_back_or_to_transfer_of_a_free_name(terms, action, outcome):
    with pytest.raises(StopIteration) as stop:
        next(settle("one.com", action, terms, Availability("one.com", True)))
    assert stop.value.value == outcome


def test_a_name_that_we_may_not_see_is_taken(terms):
    dialogue = settle("one.com", Action.BLOCK, terms, Availability("one.com", False))
    next(dialogue)
    assert ended(dialogue, answered(2201)) == Outcome("taken", "registered, and not for us to see: 2201 words")


def test_an_answer_that_says_nothing_of_the_name_is_a_failure(terms):
    dialogue = settle("one.com", Action.BLOCK, terms, None)
    next(dialogue)
    assert ended(dialogue, answered(1000)).word == "failed"


def test_secrets_hold_every_kind_of_character_and_do_not_repeat():
    secrets = {new_secret() for _ in range(200)}
    assert len(secrets) == 200
    for secret in secrets:
        assert len(secret) == 16
        for kind in (string.ascii_lowercase, string.ascii_uppercase, string.digits, "-_.+"):
            assert set(kind) & set(secret)


@pytest.mark.parametrize(
    ("code", "meant"),
    [
        (1000, Meaning.DONE),
        (1001, Meaning.PENDING),
        (2302, Meaning.REFUSED),
        (2400, Meaning.LATER),
        (2104, Meaning.STOP),
        (2501, Meaning.STOP),
        (2502, Meaning.ENDED),
        (1999, Meaning.DONE),
        (2999, Meaning.REFUSED),
    ],
)
def test_a_code_has_a_meaning_also_when_it_is_not_in_the_rfc(code, meant):
    assert meaning(code) is meant
