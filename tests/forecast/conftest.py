"""A lake, models of each kind, and operations that watch some of them."""

from datetime import date, timedelta

import pytest

from tidegate.dga import Behaviour
from tidegate.dga.catalogue import find
from tidegate.operation.model import Model, Operation, Playbook, Registry
from tidegate.policy import Label
from tidegate.store.lake import Lake

FIRST = date(2009, 3, 31)
OTHERS = Registry(
    "three",
    "Three",
    tuple(sorted({suffix for variant in find("conficker").variants for suffix in variant.suffixes} - {"org", "in"})),
)


@pytest.fixture
def lake(tmp_path):
    return Lake(tmp_path / "lake")


@pytest.fixture
def a():
    return Model("conficker", "a", "", Behaviour())


@pytest.fixture
def c():
    """Conficker C, whose bots begin on the day after FIRST."""
    return Model("conficker", "c", "", Behaviour(starts=FIRST + timedelta(days=1)))


@pytest.fixture
def necurs():
    """A model whose sets are valid for up to four days."""
    return Model("necurs", "default", "magic=5", Behaviour())


@pytest.fixture
def listed():
    """A model without a generator."""
    return Model("butterfly", "mariposa", "", Behaviour(), hosts=("x.no-ip.org", "binaryfeed.in", "a.example"))


@pytest.fixture
def watching():
    """Make an operation, from FIRST on, that watches the given models."""

    def make(*models):
        registries = (Registry("one", "One", ("org", "in")), Registry("two", "Two", ("no-ip.org",)), OTHERS)
        playbook = Playbook("small", "Small", Label(), timedelta(days=3), models, registries, sinkholes=())
        return Operation("small", playbook, FIRST)

    return make
