"""Names that are safe in a path, a command line and a playbook."""

import pytest

from tidegate.dga.catalogue import families
from tidegate.dga.naming import is_name, is_part


@pytest.mark.parametrize("name", ["a", "necurs", "ud-4", "3ve", "a" * 40])
def test_names_of_families(name):
    assert is_name(name)


@pytest.mark.parametrize("name", ["", "A", "a b", "-a", "a-", "a.b", "a/b", "é", "a\n", "a" * 41])
def test_what_no_family_is_called(name):
    assert not is_name(name)


@pytest.mark.parametrize(("name", "good"), [("v0.0-monday", True), ("TEST_SEE", True), ("a=b", False), ("a,b", False)])
def test_names_of_variants_and_configs(name, good):
    assert is_part(name) is good


def test_built_in_families_keep_to_it():
    assert [name for name in families() if not is_name(name)] == []
