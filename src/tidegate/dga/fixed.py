"""A model without a generator: a fixed list of hosts, the same every day."""

from collections.abc import Iterator, Sequence
from datetime import date

from tidegate.dga.family import Variant
from tidegate.dga.period import ALWAYS


def fixed_list(name: str, hosts: Sequence[str], suffixes: Sequence[str]) -> Variant:
    """The variant `name` whose names are `hosts` in this order; `suffixes` are those that a host may be under."""

    def names(_day: date) -> Iterator[str]:
        return iter(hosts)

    return Variant(name, names, count=len(hosts), suffixes=tuple(suffixes), period=ALWAYS)
