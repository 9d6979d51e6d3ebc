"""One reading serves all who look, and nobody's place is another run's."""

import asyncio
from datetime import UTC, datetime

import pytest

from tidegate.web.feed import Feed
from tidegate.web.window import Window


class Journal:
    def __init__(self):
        self.total = 0
        self.polled = 0

    def poll(self):
        self.polled += 1
        self.total += 7
        return []


@pytest.fixture
def feed():
    return Feed(Journal(), Window(datetime(2009, 4, 1, tzinfo=UTC)))


def test_many_who_look_at_once_read_the_journals_once(feed):
    async def look():
        await asyncio.gather(*(feed.read(at_most_every=5) for _ in range(10)))

    asyncio.run(look())
    assert (feed.source.polled, feed.window.seen) == (1, 7)


def test_a_client_that_comes_back_goes_on_where_it_was(feed):
    feed.window.seen = 100
    assert feed.place(feed.id(40)) == 40


@pytest.mark.parametrize(
    "id", ["", "40", "-", "deadbeef-40", "{run}-", "{run}--1", "{run}-x", "{run}-٣", "{run}-" + "9" * 30]
)
def test_an_id_of_another_run_or_of_nobody_is_no_place(feed, id):
    assert feed.place(id.replace("{run}", feed.run)) is None


def test_an_id_ahead_of_us_does_not_hide_what_comes(feed):
    feed.window.seen = 100
    assert feed.place(feed.id(101)) == 100
