"""An index tells of names that a family which the operation does not watch has too."""

from datetime import date

import pytest

from tidegate.dga.generation import generate
from tidegate.dns.collisions import finding
from tidegate.identify.index import writer
from tidegate.identify.models import models
from tidegate.names.days import Span

DAY = date(2009, 4, 1)


@pytest.fixture
def index(tmp_path):
    """The names of two families around the day: one that the operation watches, and one that it does not."""
    writer.build(tmp_path / "index", models(["conficker", "dircrypt"]), Span.of(date(2009, 3, 30), 4))
    return str(tmp_path / "index")


def test_a_name_that_another_family_has_is_shared_and_its_own_are_not(home, operation, forecast, index):
    [theirs], [ours] = generate("dircrypt", DAY, limit=1), generate("conficker", DAY, variant="a", limit=1)
    forecast(DAY, a=[theirs, ours, "free.com"])
    finding.find(home.lake, operation, given={"index": [index]})
    [row] = finding.rows(home.lake, "small")
    assert (row.name, row.kind) == (theirs, "shared")
    assert row.evidence.startswith("also dircrypt/")
    assert row.evidence.endswith(", by the index")


def test_an_index_without_a_word_for_the_forecast_finds_nothing(home, operation, forecast, index):
    forecast(DAY, a=["free.com"])
    finding.find(home.lake, operation, given={"index": [index]})
    assert finding.rows(home.lake, "small") == []
