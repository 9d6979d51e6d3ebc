"""A probe that is repeated begins on time, leaves out what it overran, and ends."""

from datetime import UTC, datetime, timedelta

import pytest

from tidegate.dns.probe.rounds import Rounds, parse_interval, parse_moment
from tidegate.errors import TidegateError


def at(hour, minute=0):
    return datetime(2009, 4, 1, hour, minute, tzinfo=UTC)


ROUNDS = Rounds(at(6), timedelta(hours=2), at(11))


def test_the_next_round_begins_on_time_however_long_the_last_one_took():
    assert ROUNDS.after(at(6, 1)) == ROUNDS.after(at(7, 59)) == at(8)


def test_a_round_that_was_overrun_is_left_out():
    assert ROUNDS.after(at(8, 30)) == at(10)


def test_no_round_begins_after_the_end():
    assert ROUNDS.after(at(10)) is None
    assert Rounds(at(6), timedelta(hours=2)).after(at(20)) == at(22)


@pytest.mark.parametrize(("text", "minutes"), [("30m", 30), ("2h", 120), ("1d", 1440)])
def test_an_interval_is_a_number_and_a_unit(text, minutes):
    assert parse_interval(text) == timedelta(minutes=minutes)


@pytest.mark.parametrize("text", ["", "2", "h", "0m", "-1h", "2 h", "1.5h", "99999d"])
def test_anything_else_is_refused(text):
    with pytest.raises(TidegateError, match="is not an interval"):
        parse_interval(text)


def test_a_moment_is_in_utc():
    assert parse_moment("2009-04-01T18:00") == parse_moment("2009-04-01T20:00+02:00") == at(18)
    assert parse_moment("2009-04-01") == at(0)
    with pytest.raises(TidegateError, match="'soon' is not a moment"):
        parse_moment("soon")
