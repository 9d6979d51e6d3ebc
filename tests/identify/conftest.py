"""Models made up for tests, and an index of ten real families."""

from datetime import date

import pytest

from tidegate.dga.family import Family, Scheme, Variant
from tidegate.dga.parameters import whole
from tidegate.dga.period import ALWAYS, DAY, MONTH
from tidegate.identify.index import reader, writer
from tidegate.identify.models import model_of, models
from tidegate.names.days import Span

TEN = ["chinad", "conficker", "dircrypt", "locky", "pandabanker", "ranbyus", "sharkbot", "tofsee", "torpig", "zloader"]
"""Families with few names a day: they are made without a compiler."""
DAYS = Span.of(date(2014, 11, 10), 3)
WINDOW = 10


def daily(day, seed):
    yield from (f"{day:%Y%m%d}-{seed}-{number}.com" for number in range(5))


def sliding(day, seed):
    """Names of this day and of the nine before, the newest first."""
    for number in range(day.toordinal(), day.toordinal() - WINDOW, -1):
        yield from (f"slide{number}-{part}.net" for part in range(2))


def monthly(day, seed):
    yield from (f"{day:%Y-%m}-{number}.org" for number in range(3))


def weekdays(day, seed):
    yield f"{day:%A}.biz".lower()


def always(day, seed):
    yield from ("first.com", "twice.com", "twice.com", f"last{seed}.com")


def model(names, period=DAY, seed=1):
    variant = Variant(names.__name__, names, count=20, period=period, config={"seed": whole(1)})
    return model_of(_family(variant), variant, {"seed": seed})


def _family(variant):
    return Family("toy", "toy", (2000, None), Scheme.ARITHMETIC, True, True, (variant,), ())


@pytest.fixture
def toys():
    """Of `always` two configs."""
    days = [model(daily), model(sliding), model(monthly, MONTH), model(weekdays)]
    return [*days, model(always, ALWAYS), model(always, ALWAYS, seed=2)]


@pytest.fixture(scope="session")
def ten_families(tmp_path_factory):
    """Ten families over three days, and their models."""
    known = [one for one in models(TEN) if str(one) != "conficker/c" and any(one.variant.periods(DAYS))]
    folder = tmp_path_factory.mktemp("index")
    writer.build(folder, known, DAYS)
    return reader.load(folder), known
