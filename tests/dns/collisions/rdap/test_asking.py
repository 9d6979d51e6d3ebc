"""Names are asked for politely: at a rate, no sooner than a busy service allows, a few times at most, until stopped."""

from datetime import UTC, datetime, timedelta

import pytest

from tidegate.dns.collisions.rdap.answer import Answer
from tidegate.dns.collisions.rdap.asking import MOST_TRIES, Manner, Session
from tidegate.dns.collisions.rdap.cache import Cache
from tidegate.dns.collisions.rdap.client import Reply

NOW = datetime(2009, 3, 20, tzinfo=UTC)
COM, NET = "https://com.example/", "https://net.example/"


class World:
    """A clock that only sleep moves, and services that answer as they are told."""

    def __init__(self, tmp_path, *replies):
        self.at, self.asked, self.replies = 0.0, [], list(replies)
        self.cache, self.stopped = Cache(tmp_path / "rdap.sqlite"), False

    def ask(self, service, name):
        self.asked.append((round(self.at, 2), service, name))
        return self.replies.pop(0) if self.replies else Reply(Answer(name, registered=True))

    def sleep(self, seconds):
        self.at += seconds

    def run(self, *names, rate=1.0):
        manner = Manner(rate, lambda: self.stopped, lambda: self.at, self.sleep)
        session = Session(self, self.cache, {"com": COM, "net": NET}, lambda: NOW, manner)
        return session.ask(names)


@pytest.fixture
def world(tmp_path):
    return lambda *replies: World(tmp_path, *replies)


def test_each_service_is_asked_at_the_rate_and_not_for_anothers_sake(world):
    made = world()
    assert made.run("a.com", "b.com", "a.net", rate=0.5).answered == 3
    assert [(at, service) for at, service, _ in made.asked] == [(0, COM), (2, COM), (2, NET)]


def test_a_busy_service_is_asked_again_when_it_said_so(world):
    made = world(Reply(busy=True, retry_after=30), Reply(busy=True))
    assert made.run("a.com").answered == 1
    assert [at for at, *_ in made.asked] == [0, 30, 40]


def test_a_service_that_wants_hours_is_left_for_another_day(world):
    made = world(Reply(busy=True, retry_after=7200))
    tally = made.run("a.com", "b.com", "a.net")
    assert (tally.answered, tally.left) == (1, 2)
    assert tally.flaws == [f"a.com: {COM}: is busy for 7,200 s more"]
    assert len(made.asked) == 2


def test_a_name_is_asked_for_a_few_times_at_most(world):
    made = world(*[Reply(flaw="no answer in time")] * MOST_TRIES)
    assert made.run("a.com").left == 1
    assert len(made.asked) == MOST_TRIES


def test_a_service_that_only_fails_is_given_up(world):
    made = world(*[Reply(flaw="answers with status 500")] * 9)
    assert made.run("a.com", "b.com", "c.com").left == 3
    assert len(made.asked) == 5


def test_what_the_cache_knows_is_not_asked_again_until_it_expires(world):
    made = world(Reply(Answer("a.com", registered=True)), Reply(Answer("b.com", registered=False)))
    made.run("a.com", "b.com")
    assert made.run("a.com", "b.com").cached == 2
    assert made.cache.get("a.com", NOW + timedelta(days=6)) is not None
    assert made.cache.get("b.com", NOW + timedelta(days=1)) is None
    assert made.cache.get("a.com", NOW + timedelta(days=7)) is None


def test_the_stop_button_ends_it_and_keeps_what_was_answered(world):
    made = world()

    def ask(service, name):
        made.stopped = True
        return Reply(Answer(name, registered=True))

    made.ask = ask
    tally = made.run("a.com", "b.com", "c.com")
    assert (tally.answered, tally.left) == (1, 2)
    assert [answer.name for answer, _ in made.cache.all()] == ["a.com"]


def test_a_name_without_a_service_is_counted(world):
    assert world().run("a.org").without_service == 1
