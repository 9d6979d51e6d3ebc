"""Waiting for workers: a word after a while, and an end in time."""

import pytest

from tidegate.forecast.waiting import LIMIT, PATIENCE, Waiting


class World:
    """A clock, and workers who come and go."""

    def __init__(self):
        self.now, self.workers, self.said, self.stopped = 100.0, 0, [], 0
        self.waiting = Waiting("spark://a:1", lambda: self.workers, self.said.append, self.stop, lambda: self.now)

    def stop(self):
        self.stopped += 1

    def after(self, seconds, workers=0):
        self.now, self.workers = self.now + seconds, workers
        self.waiting.look()
        return len(self.said), self.stopped


@pytest.fixture
def world():
    return World()


def test_workers_that_come_soon_are_waited_for_in_silence(world):
    assert world.after(PATIENCE - 0.1) == (0, 0)
    assert world.after(1, workers=1) == (0, 0)


def test_after_a_while_it_is_said_once(world):
    assert world.after(PATIENCE) == world.after(10) == (1, 0)
    assert world.said == [f"spark://a:1: has no workers for this; waiting for {LIMIT:.0f} seconds"]


def test_after_too_long_it_ends_once(world):
    assert world.after(LIMIT) == world.after(1) == (1, 1)
    assert world.waiting.over
    assert str(world.waiting).startswith("spark://a:1: had no workers for this in 120 seconds: ")


def test_workers_that_come_back_begin_the_waiting_anew(world):
    world.after(LIMIT - 1)
    assert world.after(1, workers=2) == (1, 0)
    assert world.after(PATIENCE - 0.1) == (1, 0)
    assert world.after(0.1) == (2, 0)
    assert world.after(LIMIT - PATIENCE - 0.1) == (2, 0)
    assert world.after(0.2) == (2, 1)
