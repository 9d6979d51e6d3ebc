"""Which suffix a name is registered under."""

from collections.abc import Container
from functools import cache

from publicsuffixlist import PublicSuffixList


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
def _list() -> PublicSuffixList:
    return PublicSuffixList(only_icann=False)
