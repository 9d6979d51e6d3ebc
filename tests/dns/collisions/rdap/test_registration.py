"""What registration data says of a name, in a line; asked once, kept for a week, None where nobody answers."""

from datetime import date

from tidegate.dns.collisions.rdap.answer import Answer
from tidegate.dns.collisions.rdap.asking import Manner
from tidegate.dns.collisions.rdap.client import Reply
from tidegate.dns.collisions.rdap.registration import Registration, words

SERVICES = {"com": "https://rdap.example/"}


class Registry:
    """Answers for one name, and counts how often it was asked."""

    def __init__(self, answer):
        self.answer, self.asked = answer, 0

    def ask(self, service, name):
        self.asked += 1
        return Reply(self.answer, flaw="" if self.answer else "no answer")


TAKEN = Answer("evil.com", True, ("client hold",), date(2009, 3, 30), registrar="Example Registrar")


def test_who_registered_a_name_and_when_is_told_in_a_line():
    assert words(TAKEN) == "registered 2009-03-30 through Example Registrar, client hold"
    assert words(Answer("free.com", False)) == "not registered"
    assert words(Answer("sunk.com", True, operator="Shadowserver")).endswith("known sinkhole of Shadowserver")


def test_a_name_is_asked_about_once(home):
    registry = Registry(TAKEN)
    said = Registration(home, registry, SERVICES)
    assert said("evil.com") == said("evil.com") == words(TAKEN)
    assert registry.asked == 1


def test_where_nobody_answers_nothing_is_said(home):
    said = Registration(home, Registry(None), SERVICES, Manner(rate=1000, sleep=lambda seconds: None))
    assert said("evil.com") is None
