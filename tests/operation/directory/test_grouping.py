"""Everybody whom the directory has by name, once."""

from tidegate.operation.directory.grouping import everyone, grouped
from tidegate.operation.directory.root import top_levels
from tidegate.operation.model import LegalBasis, Registry


def test_registries_with_one_id_become_one():
    found = grouped([Registry("a", "A", ("x",)), Registry("b", "B", ("y",)), Registry("a", "A", ("z", "x"))])
    assert [(one.id, one.suffixes) for one in found] == [("a", ("x", "z")), ("b", ("y",))]


def test_a_basis_that_is_not_the_same_for_each_is_unknown():
    bases = (LegalBasis.WAIVER, LegalBasis.VOLUNTARY)
    (one,) = grouped(Registry("a", "A", (basis.value,), legal_basis=basis) for basis in bases)
    assert one.legal_basis is LegalBasis.UNKNOWN


def test_everybody_has_an_id_and_suffixes_of_their_own():
    found = everyone()
    suffixes = [suffix for registry in found for suffix in registry.suffixes]
    assert len({registry.id for registry in found}) == len(found)
    assert len(suffixes) == len(set(suffixes))
    assert top_levels().keys() <= set(suffixes)
