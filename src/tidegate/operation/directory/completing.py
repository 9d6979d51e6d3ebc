"""The registries of a playbook: its own, and for what they do not run those of the directory."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from tidegate.dga.catalogue import find
from tidegate.dga.config import read_text, resolve
from tidegate.dga.family import Variant
from tidegate.names.suffixes import suffix_of
from tidegate.operation.directory.finding import holder
from tidegate.operation.directory.grouping import grouped
from tidegate.operation.model import Model, Registry


def complete(
    own: Sequence[Registry], models: Iterable[Model], recorded: Sequence[Registry] | None = None
) -> tuple[Registry, ...]:
    """`own` registries, and those of the directory for all suffixes of `models` that these do not run.

    A zone is its operator's, even where one of `own` runs the suffix above it. `recorded` is what the directory said
    when the operation was opened: it stays, and new data moves no name of a running operation to somebody else.
    """
    known = (*own, *(recorded or ()))
    run = {suffix: registry for registry in known for suffix in registry.suffixes}
    missing = [registry for model in models for registry in _missing(model, run, keep=recorded is not None)]
    taken = {registry.id for registry in known}
    return known + tuple(replace(one, id=_free(one.id, taken)) for one in grouped(missing))


def _missing(model: Model, run: Mapping[str, Registry], *, keep: bool) -> Iterator[Registry]:
    """Who runs those suffixes of the model's names that are not in `run`: a registry for each, with it alone."""
    variant = None if model.hosts else find(model.family).variant(model.variant)
    zones = variant.zones if variant else ()
    for name in _examples(model, variant) if variant else model.hosts:
        if not (keep and suffix_of(name, run)):
            suffix, registry = holder(name, run, zones)
            if suffix not in run:
                yield registry


def _examples(model: Model, variant: Variant) -> Iterator[str]:
    """A name for each of the generator's endings."""
    config = resolve(variant.config, read_text(model.config), model.key)
    yield from (f"x.{ending}" for ending in variant.endings_of(config))


def _free(id: str, taken: Collection[str]) -> str:
    """`id`, with a number behind it where the playbook means somebody else by it."""
    numbered = (f"{id[:37].rstrip('-')}-{number}" for number in range(2, 1000))
    return id if id not in taken else next(other for other in numbered if other not in taken)
