"""The names that a sensor knows move with the day."""

from datetime import date, timedelta

from tidegate.names.days import Span
from tidegate.sinkhole.horizon import Horizon, around

APRIL = [date(2009, 4, 1) + timedelta(days=offset) for offset in range(30)]


def test_the_days_around_today_are_held():
    assert around(date(2009, 4, 10), APRIL, slack=2) == Span(date(2009, 4, 8), date(2009, 4, 12))


def test_at_the_edge_of_the_forecast_only_what_there_is():
    assert around(date(2009, 3, 31), APRIL, slack=2) == Span(date(2009, 4, 1), date(2009, 4, 2))


def test_when_no_forecast_is_near_today_all_of_it_is_held():
    assert around(date(2026, 1, 1), APRIL) == Span(APRIL[0], APRIL[-1])


def test_without_a_forecast_nothing_is_held():
    assert around(date(2026, 1, 1), []) is None


def test_names_are_those_of_the_span_that_is_held():
    horizon = Horizon(lambda span: lambda name: [span] if name == str(span) else [])
    assert horizon.find("2009-04-01") == ()
    for day in APRIL[:2]:
        horizon.hold(Span(day, day))
    assert not horizon.find("2009-04-01")
    assert horizon.find("2009-04-02")
    horizon.hold(None)
    assert not horizon.find("2009-04-02")


def test_an_exempt_name_is_nobodys_rendezvous():
    horizon = Horizon(lambda span: lambda name: [name], exempt={"praat.org"})
    horizon.hold(Span(APRIL[0], APRIL[0]))
    assert horizon.find("other.org")
    assert not horizon.find("praat.org")
