"""Who may read: by default nobody; members by their newest clearance, registries by the playbook's."""

import pytest

from tidegate.operation.clearance import joining, local_joins, registry_viewer, viewer
from tidegate.operation.model import Registry
from tidegate.policy import PAP, TLP, Action, Label, Viewer, decide
from tidegate.store import Home

AMBER = Label(TLP.AMBER, PAP.GREEN)


@pytest.fixture
def records(tmp_path):
    return Home(tmp_path).records


def test_somebody_who_is_no_member_may_not_even_read_what_is_clear(records):
    assert not decide(viewer(records, "eve"), Action.READ, Label(TLP.CLEAR, PAP.CLEAR))


def test_the_newest_clearance_counts(records):
    records.append("local", [local_joins(), joining("anna", "CERT", TLP.RED)])
    assert decide(viewer(records, "anna"), Action.READ, AMBER)
    records.append("local", [joining("anna", "CERT", TLP.GREEN)])
    assert not decide(viewer(records, "anna"), Action.READ, AMBER)


def test_a_member_is_in_the_compartments_that_were_named(records):
    records.append("local", [joining("anna", "CERT", TLP.RED, compartments=["sinkholes"])])
    assert viewer(records, "anna") == Viewer("anna", TLP.RED, frozenset({"sinkholes"}))


def test_a_registry_reads_up_to_its_clearance_and_nothing_in_a_compartment():
    registry = registry_viewer(Registry("nominet", "Nominet UK", ("co.uk",)))
    assert decide(registry, Action.EXPORT, AMBER)
    assert not decide(registry, Action.EXPORT, Label(TLP.RED, PAP.GREEN))
    assert not decide(registry, Action.EXPORT, Label(TLP.AMBER, PAP.GREEN, frozenset({"sinkholes"})))


def test_a_registry_without_clearance_reads_nothing():
    registry = registry_viewer(Registry("x", "X", ("xx",), clearance=None))
    assert not decide(registry, Action.EXPORT, Label(TLP.CLEAR, PAP.CLEAR))
