"""A promise that does not hold is never lost on the way."""

from datetime import date

import pytest

from tidegate.drill.promises import Promises, figure


def test_a_promise_keeps_its_figures():
    promises = Promises()
    promises.equal("nothing is lost", 0, 0)
    promises.equal("every name is forecast", 1_530_499, 1_530_500)
    promises.check("the chain is whole", True, "634 events")
    assert [(made.held, made.figures) for made in promises.made] == [
        (True, "0"),
        (False, "1,530,499, expected 1,530,500"),
        (True, "634 events"),
    ]
    assert [broken.text for broken in promises.broken] == ["every name is forecast"]


@pytest.mark.parametrize(
    ("value", "told"),
    [
        (1_530_500, "1,530,500"),
        ({"conficker/a": 15_250, "conficker/b": 0}, "conficker/a 15,250, conficker/b 0"),
        ([(date(2009, 4, 14), "conficker/a")], "2009-04-14 conficker/a"),
        ([], "none"),
        ("brief-2009-W15.html", "brief-2009-W15.html"),
    ],
)
def test_figures_are_told_for_people(value: object, told: str):
    assert figure(value) == told
