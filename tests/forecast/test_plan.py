"""Every period of every model is planned once, in the first window that has a day of it."""

from datetime import date, timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tidegate.forecast.plan import plan
from tidegate.forecast.sources import sources
from tidegate.names.days import Span

FIRST = date(2020, 3, 1)


def test_windows_hold_all_days_in_order_and_are_shared_by_workers(watching, a):
    days = list(Span.of(FIRST, 10))
    windows = list(plan(sources(watching(a)), days, workers=4))
    assert [len(window.days) for window in windows] == [3, 3, 3, 1]
    assert [day for window in windows for day in window.days] == days


def test_large_lists_make_small_windows(watching, c):
    one, *_ = plan(sources(watching(c, c, c, c)), list(Span.of(FIRST, 60)))
    assert len(one.days) == 4  # of 200,000 names each


def test_period_belongs_to_its_first_window_with_all_days_that_want_it(watching, necurs, listed):
    windows = list(plan(sources(watching(necurs, listed)), list(Span.of(FIRST, 20))))
    assert [len(window.days) for window in windows] == [16, 4]
    (of_necurs, of_list), (later,) = (window.tasks for window in windows)
    assert [(days[0].day, len(days)) for days in of_necurs.periods] == [(1, 3), (4, 4), (8, 4), (12, 4), (16, 4)]
    assert [len(days) for days in of_list.periods] == [20]
    assert [(days[0].day, len(days)) for days in later.periods] == [(20, 1)]


def test_model_has_no_task_before_its_bots_begin(watching, a, c):
    begins = c.behaviour.starts
    (window,) = plan(sources(watching(a, c)), list(Span(begins - timedelta(days=1), begins)))
    assert [len(task.periods) for task in window.tasks] == [2, 1]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(offsets=st.sets(st.integers(0, 400), min_size=1), workers=st.integers(1, 5))
def test_every_wanted_day_is_planned_once_whatever_is_missing(watching, a, necurs, listed, offsets, workers):
    planned = sources(watching(a, necurs, listed))
    days = [FIRST + timedelta(days=offset) for offset in sorted(offsets)]
    windows = list(plan(planned, days, workers))
    assert [day for window in windows for day in window.days] == days
    for place, source in enumerate(planned):
        periods = [days for window in windows for task in window.tasks if task.place == place for days in task.periods]
        assert [day for period in periods for day in period] == days
        firsts = [source.variant.period.first(period[0]) for period in periods]
        assert len(firsts) == len(set(firsts))
