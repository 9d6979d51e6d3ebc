"""A promise that does not hold is never lost on the way."""

from tidegate.drill.promises import Promises


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
