"""Families that other packages bring, by the entry points of the group `tidegate.families`.

An entry point names a module with a `FAMILY`, or a `Family` itself. A package that is broken is told of by its name,
and all others are there.
"""

from collections.abc import Iterator
from importlib.metadata import EntryPoint, entry_points

from tidegate.dga.entry import Entry
from tidegate.dga.family import Family
from tidegate.dga.naming import RULE, is_name

GROUP = "tidegate.families"


def found() -> Iterator[Entry | str]:
    """An entry for each family of an installed package, ordered by packages and names; a text where it is broken."""
    for point in sorted(entry_points(group=GROUP), key=lambda point: (_package(point), point.name)):
        try:
            loaded = point.load()
        except (Exception, SystemExit) as error:  # whatever somebody else's module does when it is imported
            yield f"{_named(point)}: {type(error).__name__}: {error}"
        else:
            family = getattr(loaded, "FAMILY", loaded)
            flaw = _flaw(family)
            yield f"{_named(point)}: {flaw}" if flaw else Entry(family, _package(point))


def _flaw(family: object) -> str | None:
    if not isinstance(family, Family):
        return "is neither a Family nor a module with a FAMILY"
    if not is_name(family.name):
        return f"{family.name!r} is no name of a family: use {RULE}"
    return None if family.variants else "has no variant"


def _package(point: EntryPoint) -> str:
    return f"package {point.dist.name} {point.dist.version}" if point.dist else "package without a name"


def _named(point: EntryPoint) -> str:
    return f"{_package(point)}: entry point {point.name} = {point.value}"
