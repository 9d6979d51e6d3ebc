"""From a name to who can act on it: the suffix it is registered under, and the registry or zone's operator behind it.

A zone whose customers register single hosts below it, hosting or dynamic DNS, is its operator's and not the registry's
of its top-level domain, who could only take the whole zone: in 2014 that made millions of No-IP's hosts dark.
"""

import hashlib
from collections import Counter
from collections.abc import Container, Mapping
from functools import cache

from tidegate.errors import TidegateError
from tidegate.names.suffixes import is_public_suffix, registered_under, suffix_of
from tidegate.names.zones import is_zone, operator_of, private_rules
from tidegate.operation.directory.organisations import by_tld, slug
from tidegate.operation.directory.root import top_level
from tidegate.operation.model import LegalBasis, Origin, Registry
from tidegate.operation.naming import is_name

NOT_IN_THE_ROOT = "not-in-the-root"
_CUT = 31


def suffix_in(name: str, zones: Container[str] = ()) -> str:
    """The suffix below which `name` is registered: by the Public Suffix List, the zones of dynamic-DNS providers, and
    `zones`, where more of them are known."""
    return max(registered_under(name), suffix_of(name, zones) or "", key=len)


def whole(name: str, run: Container[str] = ()) -> bool:
    """Whether others register names below `name`, which may be one of the suffixes in `run`: nobody is ever asked to
    act on it."""
    return is_public_suffix(name) or name in run


def holder(name: str, run: Mapping[str, Registry], zones: Container[str] = ()) -> tuple[str, Registry]:
    """The suffix below which `name` is registered, and who runs it: one of the registries in `run` (by suffix), or
    else the directory's. A zone (one of `zones` too) is its operator's, even where `run` has the suffix above it."""
    covered = suffix_of(name, run)
    suffix = suffix_in(name, zones)
    listed = registry_of(suffix, zones)
    if covered is None or (listed.per_host and len(suffix) > len(covered)):
        return suffix, listed
    return covered, run[covered]


def asked(name: str, run: Mapping[str, Registry]) -> tuple[str, Registry]:
    """`holder` for a name on which somebody is to act; TidegateError for one below which others register theirs."""
    if whole(name, run):
        raise TidegateError(f"{name}: others register names below it, so nobody is asked to act on it as a whole")
    return holder(name, run)


def registry_of(suffix: str, zones: Container[str] = ()) -> Registry:
    """Who runs `suffix`, with that suffix alone and the defaults of docs/registries.md: the operator where it is a
    zone (one of `zones` too), else the manager of its top-level domain."""
    if suffix in zones or is_zone(suffix):
        return _operator(suffix)
    return _manager(suffix)


def _manager(suffix: str) -> Registry:
    top = top_level(suffix)
    if top is None:
        name = "Nobody: not in the root zone, only resolvers can block"
        return Registry(NOT_IN_THE_ROOT, name, (suffix,), clearance=None, can=("block",), origin=Origin.DIRECTORY)
    organisation = by_tld()[top.tld]
    return Registry(
        organisation.id,
        organisation.name,
        (suffix,),
        contact=top.page,
        legal_basis=LegalBasis.WAIVER if top.contracted else LegalBasis.UNKNOWN,
        time_zone=organisation.time_zone,
        origin=Origin.DIRECTORY,
    )


def _operator(zone: str) -> Registry:
    """The operator by name, where a list has it; else one for this zone alone, to whom nothing is sent before the
    group has found out who it is."""
    operator = operator_of(zone)
    if operator is None:
        name = f"The operator of {zone}, whom no list names"
        return Registry(_numbered(zone), name, (zone,), clearance=None, per_host=True, origin=Origin.DIRECTORY)
    return Registry(
        _operator_ids()[operator.name],
        operator.name,
        (zone,),
        contact=operator.page,
        legal_basis=LegalBasis.VOLUNTARY,
        per_host=True,
        origin=Origin.DIRECTORY,
    )


@cache
def _operator_ids() -> Mapping[str, str]:
    """Each operator's id: the name, where no other operator and no organisation has the same."""
    names = {operator.name for operator in private_rules().values()}
    times = Counter([slug(name) for name in names] + [organisation.id for organisation in set(by_tld().values())])
    return {name: slug(name) if times[slug(name)] == 1 and is_name(slug(name)) else _numbered(name) for name in names}


def _numbered(text: str) -> str:
    """An id that no other text has: eight hexadecimal digits of its hash stand behind it."""
    digest = hashlib.sha256(text.encode()).hexdigest()[:8]
    head = slug(text)[:_CUT].strip("-")
    return f"{head}-{digest}" if is_name(head) else f"zone-{digest}"
