"""A command opens an operation only for a member whom the policy lets, and tells nobody else what there is."""

from datetime import date

import pytest

from tidegate.cli.gate import opened
from tidegate.errors import NotAllowedError, UnknownNameError
from tidegate.operation import opening, playbook
from tidegate.policy import Action
from tidegate.store import Home


@pytest.fixture
def home(tmp_path):
    home = Home(tmp_path)
    _, text = playbook.load("mariposa")
    opening.open_operation(home.records, "mariposa", text, "mariposa.toml", date(2009, 12, 23), "local")
    return home


def test_who_is_cleared_comes_in(home):
    assert opened(home, "mariposa", "local", Action.READ, "the orders").name == "mariposa"


def test_who_is_not_cleared_stays_out(home):
    with pytest.raises(NotAllowedError, match="not allowed to read the orders of mariposa"):
        opened(home, "mariposa", "stranger", Action.READ, "the orders")


def test_a_wrong_name_lists_only_what_the_asker_may_read(home):
    with pytest.raises(UnknownNameError, match="known: mariposa"):
        opened(home, "maripossa", "local", Action.READ, "the orders")
    with pytest.raises(UnknownNameError, match="known: none"):
        opened(home, "maripossa", "stranger", Action.READ, "the orders")
