"""Which day a page is about."""

from datetime import date

import pytest
from starlette.datastructures import QueryParams

from tidegate.web import days
from tidegate.web.gate import Gate
from tidegate.web.page import NotFoundError


@pytest.fixture
def visit(filled_home):
    return lambda path="", query="": Gate(filled_home, "local").enter(
        "conficker", {"day": path} if path else {}, QueryParams(query)
    )


def test_without_a_word_it_is_the_day_of_interest_with_the_days_beside_it(visit):
    place = days.asked(visit())
    assert (place.before, place.day, place.after) == (date(2009, 3, 31), date(2009, 4, 1), date(2009, 4, 2))


def test_at_the_end_of_the_forecast_there_is_none_after(visit):
    assert days.asked(visit(query="date=2009-04-02")).after is None
    assert days.asked(visit(query="date=2009-03-22")).before is None


def test_a_day_without_a_forecast_is_not_found(visit):
    with pytest.raises(NotFoundError, match="there is no forecast of 2009-05-01"):
        days.asked(visit(query="date=2009-05-01"))
    with pytest.raises(NotFoundError, match="there is no forecast of 2009-05-01"):
        days.known(visit(path="2009-05-01"))


def test_before_there_is_a_forecast_there_is_no_day(opened_home):
    gate = Gate(opened_home, "local")
    assert days.asked(gate.enter("conficker", {}, QueryParams())) == days.Place()
    with pytest.raises(NotFoundError):
        days.known(gate.enter("conficker", {"day": "2009-04-01"}, QueryParams()))
