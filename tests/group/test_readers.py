"""For whom a paper is made: never more than both the asker and the reader may see."""

import pytest

from tidegate.errors import NotAllowedError, UnknownNameError
from tidegate.group.readers import reader_of
from tidegate.operation.clearance import joining, local_joins
from tidegate.policy import TLP, Viewer
from tidegate.store import Home


@pytest.fixture
def records(tmp_path):
    records = Home(tmp_path).records
    green = joining("gina", "CERT", TLP.GREEN)
    records.append("local", [local_joins(), joining("anna", "CERT", TLP.AMBER, compartments=["a"]), green])
    return records


def test_a_member_reads_with_their_own_clearance(records):
    assert reader_of(records, "anna", None) == reader_of(records, "anna", "anna") == Viewer("anna", TLP.AMBER, {"a"})


def test_a_copy_for_another_is_cut_to_both(records):
    assert reader_of(records, "local", "gina") == Viewer("gina", TLP.GREEN)
    assert reader_of(records, "gina", "anna") == Viewer("anna", TLP.GREEN)


def test_who_is_no_member_learns_not_even_who_is(records):
    with pytest.raises(NotAllowedError):
        reader_of(records, "eve", "zoe")
    with pytest.raises(UnknownNameError, match="known: anna, gina, local"):
        reader_of(records, "anna", "zoe")
