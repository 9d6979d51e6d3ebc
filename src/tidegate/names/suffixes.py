"""Which suffix a name is registered under."""

from collections.abc import Container
from functools import cache
from pathlib import Path

from publicsuffixlist import PSLFILE, PublicSuffixList

from tidegate.names.domain import normalise


def suffix_of(name: str, known: Container[str]) -> str | None:
    """The longest suffix of `name` that is in `known` and shorter than the name itself; None where there is none."""
    rest = name
    while "." in rest:
        rest = rest.partition(".")[2]
        if rest in known:
            return rest
    return None


def public_suffix(name: str) -> str:
    """The public suffix of `name` by the Public Suffix List that is installed, private section included."""
    return str(_list().publicsuffix(name, accept_unknown=True) or name)


def is_public_suffix(name: str) -> bool:
    """Whether `name` itself is a public suffix, so that others register names below it (`co.uk`, `no-ip.org`)."""
    return public_suffix(name) == name


@cache
def suffix_rules() -> tuple[frozenset[str], frozenset[str]]:
    """The list's rules for use on many names at once: the public suffixes themselves, and the names of which every
    child is one (`*.ck`), exceptions not regarded. A-labels."""
    lines = Path(PSLFILE).read_text("utf-8").splitlines()
    rules = [line.split()[0] for line in lines if line.strip() and not line.startswith(("//", "!"))]
    listed = frozenset(normalise(rule) for rule in rules if "*" not in rule)
    return listed, frozenset(normalise(rule.removeprefix("*.")) for rule in rules if rule.startswith("*."))


@cache
def _list() -> PublicSuffixList:
    return PublicSuffixList(only_icann=False)
