"""One name without an index: only models that could make it are asked, around the days that are meant."""

from dataclasses import replace
from datetime import date

import pytest

from tidegate.identify.models import models
from tidegate.identify.search import could_make, search
from tidegate.names.days import Span

SPAN = Span(date(2020, 1, 20), date(2020, 2, 20))


def found(toys, name, span=SPAN):
    return [(match.variant, match.first, match.last, match.position) for match in search(name, toys, span)]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("20200203-1-4.com", [("daily", date(2020, 2, 3), date(2020, 2, 3), 4)]),
        ("20200101-1-4.com", []),
        ("2020-02-1.org", [("monthly", date(2020, 2, 1), date(2020, 2, 29), 1)]),
        ("last2.com", [("always", None, None, 3)]),
        (f"slide{date(2020, 2, 1).toordinal()}-1.net", [("sliding", date(2020, 2, 1), date(2020, 2, 10), 1)]),
        (f"slide{date(2020, 1, 15).toordinal()}-1.net", [("sliding", date(2020, 1, 20), date(2020, 1, 24), 11)]),
    ],
)
def test_a_name_is_found_with_its_days(toys, name, expected):
    assert found(toys, name) == expected


def test_models_that_cannot_fit_are_not_run(toys):
    def run(day, seed):
        raise AssertionError("was run")

    variants = [replace(toys[0].variant, names=run, suffixes=("net", "co.uk"), pattern=r"[a-z]{5}\..*")]
    for variant in variants:
        model = replace(toys[0], variant=variant)
        assert could_make(model, "abcde.co.uk")
        for name in ("abcde.com", "abcdef.net", "abcde.xnet"):
            assert not could_make(model, name)
            assert search(name, [model], SPAN) == []


def test_a_real_name_is_found_among_its_familys_models():
    (match,) = search("mxwvjhvkaa.org", models(["kido"])[:2], Span(date(2009, 3, 12), date(2009, 3, 14)))
    assert (match.family, match.variant, match.first, match.position) == ("conficker", "b", date(2009, 3, 13), 0)


def test_each_model_that_was_looked_through_is_told(toys):
    told = []
    search("other.com", toys, SPAN, told.append)
    assert told == [1] * len(toys)
