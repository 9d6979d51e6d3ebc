"""What a model makes need not be a host's name; a forecast holds only what somebody could register."""

import csv
from datetime import date, timedelta

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tidegate.dga import Behaviour
from tidegate.dns.export.request import Request
from tidegate.dns.export.run import export
from tidegate.dns.orders import plan
from tidegate.forecast.hosts import hosts
from tidegate.forecast.run import run
from tidegate.forecast.spelled import hosts as compiled
from tidegate.names.days import Span
from tidegate.names.domain import is_domain
from tidegate.operation.model import Model, Operation, Playbook, Registry
from tidegate.operation.opening import OPENED
from tidegate.policy import Label
from tidegate.store import Draft, Home

BUGGY = Model("bazarbackdoor", "buggy", "", Behaviour())
UNREADABLE = Model("bazarbackdoor", "buggy2", "", Behaviour())
MADE, NO_NAMES, SYLLABLES = 55_125, 28_875, 304
DAYS = Span.of(date(2020, 9, 1), 2)


def is_host(name):
    return is_domain(name) and "_" not in name


@settings(deadline=None)
@given(st.lists(st.text(st.sampled_from("aZz09_-.?]^é"), max_size=9)))
@example(["a" * 63, "a" * 64, f"{'a' * 63}.b", ".".join(["a" * 62] * 4), ".".join(["a" * 63] * 4), "a.", ".a", "a..b"])
def test_names_are_judged_alike_one_by_one_and_in_bulk(names):
    expected = [is_host(name) for name in names]
    array = pa.array(["cut.off", *names], pa.string())[1:]
    assert hosts(array).tolist() == expected
    text = np.frombuffer("".join(names).encode(), np.uint8)
    ends = np.cumsum([0, *(len(name.encode()) for name in names)]).astype(np.int32)
    assert compiled(ends, text).tolist() == expected
    assert hosts(pa.concat_arrays([array] * (4_096 // max(1, len(names)) + 1))).tolist()[: len(names)] == expected


@pytest.fixture
def operation():
    registries = (Registry("all", "All", ("bazaar", "bazar")),)
    playbook = Playbook("small", "Small", Label(), timedelta(days=2), (BUGGY, UNREADABLE), registries, sinkholes=())
    return Operation("small", playbook, DAYS.first)


def test_names_that_nobody_can_register_are_left_out_and_counted(lake, operation):
    summary = run(lake, operation, DAYS)
    assert summary.left_out == {BUGGY.key: 2 * NO_NAMES, UNREADABLE.key: 2 * SYLLABLES}
    assert summary.names == {BUGGY.key: 2 * (MADE - NO_NAMES), UNREADABLE.key: 0}
    rows = lake.execute(lake.table("forecast", "small")).to_pylist()
    assert rows
    assert all(is_host(row["name"]) for row in rows)
    assert max(row["position"] for row in rows) > MADE - NO_NAMES, "the place is the one in the bots' own list"


def test_a_fixed_list_stays_whole(lake, watching):
    seen = Model("toy", "seen", "", Behaviour(), hosts=("_x.no-ip.org", "a.org"))
    summary = run(lake, watching(seen), DAYS)
    assert (summary.names, summary.left_out) == ({seen.key: 4}, {})


def test_days_that_are_kept_tell_what_was_left_out_of_them(lake, operation):
    assert run(lake, operation, DAYS).left_out == run(lake, operation, DAYS).left_out


def test_plan_and_export_hold_none_of_them(tmp_path, operation):
    home = Home(tmp_path / "home")
    member = {"member": "local", "organisation": "", "subgroups": [], "clearance": "RED", "compartments": []}
    home.records.append("local", [Draft("member.added", "", member), Draft(OPENED, operation.name, {})])
    run(home.lake, operation, DAYS)
    plan.run(home.lake, home.records, operation, "local")
    made = export(home, operation, Request("all", "csv"), tmp_path / "out", "local")
    with (made.folder / "small-all.csv").open() as lines:
        names = {row["domain"] for row in csv.DictReader(lines)}
    assert len(names) == MADE - NO_NAMES
    assert all(is_host(name) for name in names)
