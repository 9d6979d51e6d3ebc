"""Which suffix a name is registered under."""

from collections.abc import Container
from functools import cache
from pathlib import Path

from publicsuffixlist import PSLFILE, PublicSuffixList

from tidegate.names.domain import normalise
from tidegate.names.zones import dynamic_zones


def suffix_of(name: str, known: Container[str]) -> str | None:
    """The longest suffix of `name` that is in `known` and shorter than the name itself; None where there is none."""
    rest = name
    while "." in rest:
        rest = rest.partition(".")[2]
        if rest in known:
            return rest
    return None


def public_suffix(name: str) -> str:
    """The public suffix of `name`: by the Public Suffix List that is installed, private section included, or the zone
    of a dynamic-DNS provider where that is longer."""
    listed = str(_list().publicsuffix(name, accept_unknown=True) or name)
    zones = dynamic_zones()
    zone = name if name in zones else suffix_of(name, zones)
    return listed if zone is None else max(listed, zone, key=len)


def is_public_suffix(name: str) -> bool:
    """Whether `name` itself is a public suffix, so that others register names below it (`co.uk`, `no-ip.org`)."""
    return public_suffix(name) == name


def registered_under(name: str) -> str:
    """The public suffix below which `name` is registered: shorter than the name, except for a top-level domain."""
    _, dot, above = name.partition(".")
    suffix = public_suffix(name)
    return public_suffix(above) if suffix == name and dot else suffix


@cache
def suffix_rules() -> tuple[frozenset[str], frozenset[str]]:
    """The rules for use on many names at once: the public suffixes themselves, zones of dynamic-DNS providers among
    them, and the names of which every child is one (`*.ck`), exceptions not regarded. A-labels."""
    lines = Path(PSLFILE).read_text("utf-8").splitlines()
    rules = [line.split()[0] for line in lines if line.strip() and not line.startswith(("//", "!"))]
    listed = frozenset(normalise(rule) for rule in rules if "*" not in rule)
    parents = frozenset(normalise(rule.removeprefix("*.")) for rule in rules if rule.startswith("*."))
    return listed | dynamic_zones(), parents


@cache
def _list() -> PublicSuffixList:
    return PublicSuffixList(only_icann=False)
