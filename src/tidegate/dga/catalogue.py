"""Which families are modelled: every module of `tidegate.dga.families`, found by looking."""

import importlib
import pkgutil
from functools import cache

from tidegate.dga import families as _families
from tidegate.dga.family import Family
from tidegate.errors import UnknownNameError


@cache
def families() -> dict[str, Family]:
    """Every modelled family by its name, in alphabetical order."""
    modules = [
        importlib.import_module(f"{_families.__name__}.{found.name}")
        for found in pkgutil.iter_modules(_families.__path__)
    ]
    return {family.name: family for family in sorted((module.FAMILY for module in modules), key=lambda f: f.name)}


def find(name: str) -> Family:
    """The family called `name`, by its own name or an alias, in either case; UnknownNameError lists the names."""
    wanted = name.lower()
    for family in families().values():
        if wanted == family.name or wanted in family.aliases:
            return family
    raise UnknownNameError("family", name, families())
