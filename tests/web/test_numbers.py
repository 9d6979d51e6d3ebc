"""Numbers in an address."""

import pytest
from starlette.datastructures import QueryParams

from tidegate.web import numbers
from tidegate.web.gate import Gate
from tidegate.web.page import NotFoundError


@pytest.fixture
def visit(opened_home):
    return lambda query: Gate(opened_home, "local").enter("conficker", {}, QueryParams(query))


def test_what_is_not_given_is_nothing_or_what_is_usual(visit):
    assert numbers.whole(visit("most="), "most", 10) is None
    assert numbers.share(visit(""), "below", 0.01) == 0.01


def test_what_is_given_counts(visit):
    assert numbers.whole(visit("most=10"), "most", 10) == 10
    assert numbers.share(visit("below=1e-6"), "below", 0.01) == 1e-6


@pytest.mark.parametrize("text", ["0", "11", "-1", "1.5", "ten", "99999999999999999999", "¹"])
def test_what_is_no_whole_number_in_the_range_is_not_found(visit, text):
    with pytest.raises(NotFoundError, match="is not a number from 1 to 10"):
        numbers.whole(visit(f"most={text}"), "most", 10)


@pytest.mark.parametrize("text", ["1.01", "-0.1", "nan", "inf", "half"])
def test_what_is_no_share_is_not_found(visit, text):
    with pytest.raises(NotFoundError, match="is not a number from 0 to 1"):
        numbers.share(visit(f"below={text}"), "below", 0.01)
