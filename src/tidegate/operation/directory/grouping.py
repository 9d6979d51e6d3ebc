"""One registry for all suffixes that an organisation runs."""

from collections.abc import Iterable
from dataclasses import replace
from functools import cache

from tidegate.names.zones import private_rules
from tidegate.operation.directory.finding import registry_of
from tidegate.operation.directory.root import top_levels
from tidegate.operation.model import LegalBasis, Registry


def grouped(found: Iterable[Registry]) -> list[Registry]:
    """The registries in `found`, those with the same id made one. What it needs to act is unknown where that is not
    the same for each."""
    groups: dict[str, Registry] = {}
    for one in found:
        group = groups.get(one.id, one)
        suffixes = dict.fromkeys((*group.suffixes, *one.suffixes))
        basis = group.legal_basis if group.legal_basis is one.legal_basis else LegalBasis.UNKNOWN
        groups[one.id] = replace(group, suffixes=tuple(suffixes), legal_basis=basis)
    return list(groups.values())


@cache
def everyone() -> tuple[Registry, ...]:
    """Everybody whom the directory has by name: the managers of top-level domains, then the operators of zones."""
    zones = dict.fromkeys(rule.removeprefix("*.") for rule in private_rules() if not rule.startswith("!"))
    return tuple(grouped(registry_of(suffix) for suffix in (*top_levels(), *zones)))
