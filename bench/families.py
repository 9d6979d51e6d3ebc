"""Names per second of every modelled family on one core: ours in bulk, and CPython's.

CPython runs two things: some families as a plain script would have them (`bench/_plain_families.py`), and every
family's own generator as it stands, uncompiled. The second is slower than the first, for it calls a function for each
letter; by how much is measured where both are there, and taken off for the others of the same scheme: it is most for
names that are hashed, since a script writes a whole message and a whole hash at once.
"""

import statistics
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from datetime import date, timedelta
from functools import partial
from itertools import islice
from typing import Any

from rich.console import Console
from rich.table import Table

from bench._plain_families import PLAIN, Plain
from tidegate.dga.catalogue import families, find
from tidegate.dga.config import resolve
from tidegate.dga.family import Scheme, Variant
from tidegate.dga.generation import readings

SECONDS, ROUNDS = 0.2, 3
FIRST = date(2015, 1, 1)
WANTED_MEAN, WANTED_LEAST = 50, 3


def main() -> None:
    everything(plain_scripts())


def plain_scripts() -> dict[Scheme, float]:
    """Ours beside the plain scripts; how much quicker a script is than our own generator in CPython, in the geometric
    mean over those of a scheme."""
    table, ratios = _table("families as plain scripts", "plain CPython", "uncompiled"), []
    factors = defaultdict[Scheme, list[float]](list)
    for script in PLAIN:
        variant, config = chosen(script)
        expected = list(script.names(script.day))
        given = [name for batch in readings(variant)["compiled"]([script.day], config, None) for name in batch.names]
        assert [name.as_py() for name in given] == expected, script.family
        rates = in_turns(
            partial(bulk, variant, config),
            partial(counted, partial(scripted, script)),
            partial(counted, partial(uncompiled, variant, config)),
        )
        ratios.append(rates[0] / rates[1])
        factors[find(script.family).scheme].append(rates[1] / rates[2])
        table.add_row(script.family, *(f"{rate:,.0f}" for rate in rates), f"{ratios[-1]:,.0f} x")
    Console(width=110).print(table)
    print(f"geometric mean {statistics.geometric_mean(ratios):,.0f} x, least {min(ratios):,.0f} x")
    return {scheme: statistics.geometric_mean(some) for scheme, some in factors.items()}


def everything(factors: Mapping[Scheme, float]) -> None:
    """Every variant that can be made, ours beside its own generator in CPython, made quicker by its scheme's factor."""
    told = ", ".join(f"{factor:.2f} ({scheme})" for scheme, factor in factors.items())
    table, ratios = _table(f"every model; CPython's rate is that of our generator times {told}", "CPython"), {}
    for family in families().values():
        factor = factors.get(family.scheme, factors[Scheme.ARITHMETIC])
        for variant in family.variants:
            if "compiled" in (readings(variant) if variant.predictable else {}):
                name = f"{family.name}/{variant.name}"
                config = resolve(variant.config, next(iter(variant.configs().values())), name)
                slowly = partial(counted, partial(uncompiled, variant, config))
                fast, slow = in_turns(partial(bulk, variant, config), slowly)
                ratios[name] = fast / (slow * factor)
                table.add_row(name, f"{fast:,.0f}", f"{slow * factor:,.0f}", f"{ratios[name]:,.0f} x")
    Console(width=110).print(table)
    print(
        f"{len(ratios)} models: geometric mean {statistics.geometric_mean(ratios.values()):,.0f} x plain CPython "
        f"(wanted {WANTED_MEAN}), least {min(ratios.values()):,.1f} x, {min(ratios, key=ratios.__getitem__)} "
        f"(wanted {WANTED_LEAST})"
    )


def chosen(script: Plain) -> tuple[Variant, dict[str, Any]]:
    variant = find(script.family).variant(script.variant)
    return variant, resolve(variant.config, script.config, script.family)


def in_turns(*contestants: Callable[[], float]) -> list[float]:
    """Median rates, measured in turns; the first turn only warms up."""
    rounds = [[run() for run in contestants] for _ in range(1 + ROUNDS)][1:]
    return [statistics.median(rates) for rates in zip(*rounds, strict=True)]


def bulk(variant: Variant, config: dict[str, Any]) -> float:
    """Names per second of our bulk interface, Arrow buffers included."""
    days = list(islice(periods(variant), max(1, min(2000, 400_000 // variant.count))))
    names, begin = 0, time.thread_time()
    while (spent := time.thread_time() - begin) < SECONDS:
        names += sum(len(batch) for batch in readings(variant)["compiled"](days, config, None))
    return names / spent


def uncompiled(variant: Variant, config: dict[str, Any], day: date) -> int:
    (batch,) = readings(variant)["plain"]([day], config, None)
    return len(batch)


def scripted(script: Plain, day: date) -> int:
    return sum(1 for _ in script.names(day))


def counted(make: Callable[[date], int]) -> float:
    """Names per second of what makes a day's names one period at a time."""
    names, begin, day = 0, time.thread_time(), FIRST
    while (spent := time.thread_time() - begin) < SECONDS:
        names += make(day)
        day += timedelta(days=1)
    return names / spent


def periods(variant: Variant) -> Iterator[date]:
    """A day of each period from FIRST on; for a set that never changes, the same day again and again."""
    day = FIRST
    while True:
        yield day
        last = variant.period.span(day).last
        day = last + timedelta(days=1) if last.year < 9000 else day


def _table(title: str, *columns: str) -> Table:
    table = Table(title=f"names a second on one core: {title}", title_justify="left", box=None, pad_edge=False)
    for column in ("", "ours", *columns, "ours is"):
        table.add_column(column, justify="right" if column else "left")
    return table
