"""The population of the newest day against the days before it."""

from datetime import UTC, date, datetime, timedelta

from tidegate.census.kinds import Kind
from tidegate.census.population import Live, Seen
from tidegate.group.headcount import headcounts, traffic
from tidegate.names.days import Span

FIRST = date(2009, 3, 20)


def days(model, *counts):
    return [Live(FIRST + timedelta(n), model, count, count, count // 2, count) for n, count in enumerate(counts)]


def test_the_newest_day_is_compared_with_the_median_of_the_days_before():
    (found,) = headcounts(days("conficker/b", 100, 120, 80, 90))
    assert (found.day, found.low, found.high, found.before) == (date(2009, 3, 23), 45, 90, 100)
    assert round(found.change, 3) == -0.1


def test_only_the_seven_days_before_count():
    (found,) = headcounts(days("conficker/b", 9000, *[100] * 8))
    assert found.before == 100


def test_all_models_together_come_first():
    rows = [*days("conficker/a", 5), *days("all", 9), *days("conficker/b", 4)]
    assert [found.model for found in headcounts(rows)] == ["all", "conficker/a", "conficker/b"]


def test_a_first_day_has_nothing_to_be_compared_with():
    (found,) = headcounts(days("conficker/b", 100))
    assert (found.before, found.change) == (None, None)


def test_a_model_not_seen_on_the_newest_day_is_not_told_as_if_it_were():
    assert [found.model for found in headcounts([*days("a", 5), *days("b", 5, 6)])] == ["b"]


def test_nothing_seen_is_nothing_counted():
    assert headcounts([]) == []
    assert headcounts([Live(datetime(2009, 3, 20, 5, tzinfo=UTC), "a", 5, 5)]) == []


def test_traffic_is_counted_by_whom_it_came_from_on_the_days_asked_for():
    seen = [Seen(FIRST, kind, 1, number) for kind, number in zip(Kind, (10, 20, 30), strict=True)]
    seen.append(Seen(FIRST + timedelta(7), Kind.BOTS, 1, 99))
    found = traffic(seen, Span.of(FIRST, 7))
    assert (found.bots, found.resolvers, found.noise) == (10, 20, 30)
