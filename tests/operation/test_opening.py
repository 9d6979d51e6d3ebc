"""Opening an operation: once, from a playbook that is right, with everything it needs in the log."""

from datetime import date

import pytest

from tidegate.errors import TidegateError, UnknownNameError
from tidegate.names.days import Span
from tidegate.operation.clearance import viewer
from tidegate.operation.opening import OPENED, get, names, open_operation
from tidegate.operation.playbook import load
from tidegate.policy import TLP
from tidegate.store import Draft, Home

CONFICKER = load("conficker")[1]
FIRST = date(2009, 3, 1)


@pytest.fixture
def records(tmp_path):
    return Home(tmp_path).records


def test_an_opened_operation_is_found_again_with_its_playbook(records):
    opened = open_operation(records, "conficker", CONFICKER, "conficker.toml", FIRST, "local")
    assert get(records, "conficker") == opened
    assert opened.span == Span.of(FIRST, 180)


def test_several_operations_may_run_from_one_playbook(records):
    for name in ("north", "south"):
        open_operation(records, name, CONFICKER, "conficker.toml", FIRST, "local")
    assert names(records) == ["north", "south"]


def test_an_operation_is_opened_once(records):
    open_operation(records, "conficker", CONFICKER, "conficker.toml", FIRST, "local")
    with pytest.raises(TidegateError, match="operation 'conficker' exists already"):
        open_operation(records, "conficker", CONFICKER, "conficker.toml", FIRST, "local")
    assert names(records) == ["conficker"]


MODELS_ONLY = """\
name = "bare"
title = "Models and nothing else"
horizon_days = 30

[label]

[[models]]
family = "conficker"
variant = "b"

[[models]]
family = "corebot"
variant = "default"
"""


def test_a_playbook_of_models_alone_opens_with_the_directory_s_registries(records):
    playbook = open_operation(records, "bare", MODELS_ONLY, "bare.toml", FIRST, "local").playbook
    assert playbook.registry("verisign").suffixes == ("com", "net")
    assert {"com", "net", "org", "info", "biz", "cc", "cn", "ws", "ddns.net"} == set(playbook.registry_of_suffix)
    assert playbook.registry_of_suffix["ddns.net"].per_host
    assert get(records, "bare").playbook == playbook


def test_the_log_keeps_what_the_directory_said(records):
    opened = open_operation(records, "bare", MODELS_ONLY, "bare.toml", FIRST, "local").playbook
    (event,) = records.events("bare", {OPENED})
    assert [values["id"] for values in event.body["registries"]] == [one.id for one in opened.registries]


def test_an_operation_of_before_the_directory_keeps_its_registries(records):
    body = {"playbook_file": "conficker.toml", "playbook_text": CONFICKER, "first": FIRST.isoformat()}
    records.append("local", [Draft(OPENED, "old", body)])
    assert get(records, "old").playbook == load("conficker")[0]


@pytest.mark.parametrize("name", ["", "a b", "../up", "A", "-x", "x" * 41, "operation=x"])
def test_a_name_that_cannot_be_a_folder_or_an_address_is_refused(records, name):
    with pytest.raises(TidegateError, match="cannot be called"):
        open_operation(records, name, CONFICKER, "conficker.toml", FIRST, "local")


def test_a_wrong_playbook_opens_nothing(records, tmp_path):
    with pytest.raises(TidegateError):
        open_operation(records, "conficker", CONFICKER + "\n[", "conficker.toml", FIRST, "local")
    assert list(tmp_path.iterdir()) == []


def test_a_horizon_beyond_the_calendar_opens_nothing(records):
    with pytest.raises(TidegateError, match="beyond the year 9999"):
        open_operation(records, "late", CONFICKER, "conficker.toml", date(9999, 12, 1), "local")
    assert names(records) == []


def test_the_first_operation_makes_the_one_at_this_machine_a_member_and_nobody_else(records):
    open_operation(records, "conficker", CONFICKER, "conficker.toml", FIRST, "local")
    assert viewer(records, "local").clearance is TLP.RED
    assert viewer(records, "eve").clearance is None


def test_an_unknown_operation_lists_those_there_are(records):
    open_operation(records, "conficker", CONFICKER, "conficker.toml", FIRST, "local")
    with pytest.raises(UnknownNameError, match="unknown operation 'zeus'; known: conficker"):
        get(records, "zeus")
