"""Which families are modelled, found by looking: every module of `tidegate.dga.families`, those that other packages
bring, and the WebAssembly models of the home that is in use."""

import importlib
import pkgutil
from functools import cache, lru_cache
from pathlib import Path

from tidegate.dga import families as _families
from tidegate.dga import plugins
from tidegate.dga.entry import Entries, Entry
from tidegate.dga.family import Family
from tidegate.dga.wasm import shelf
from tidegate.errors import UnknownNameError
from tidegate.store import home


def families() -> dict[str, Family]:
    """Every modelled family by its name, in alphabetical order."""
    return {name: entry.family for name, entry in sorted(entries().families.items())}


def find(name: str) -> Family:
    """The family called `name`, by its own name or an alias, in either case; UnknownNameError lists the names."""
    return entry(name).family


def entry(name: str) -> Entry:
    """The same with where it comes from."""
    found = entries()
    entry = found.find(name)
    if entry is None:
        raise UnknownNameError("family", name, [*sorted(found.families), *(f"({flaw})" for flaw in found.flaws)])
    return entry


def find_or_load(name_or_path: str) -> Family:
    """The family called so, or the WebAssembly model at that path, which ends in `.wasm`."""
    if not name_or_path.endswith(shelf.ENDING):
        return find(name_or_path)
    from tidegate.dga.wasm.model import load  # late: for its machine

    return load(Path(name_or_path).expanduser())


def entries() -> Entries:
    """All families, and what is left out."""
    used = home.in_use()
    return installed() if used is None else _with_shelf(installed(), used, shelf.state(used))


@cache
def installed() -> Entries:
    """The families that come with Tidegate, and those of other packages; `installed.cache_clear()` looks anew."""
    modules = [
        importlib.import_module(f"{_families.__name__}.{found.name}")
        for found in pkgutil.iter_modules(_families.__path__)
    ]
    return Entries().add(Entry(module.FAMILY) for module in modules).add(plugins.found())


@lru_cache(maxsize=4)
def _with_shelf(others: Entries, used: home.Home, _state: int) -> Entries:
    return others.add(shelf.found(used))
