"""An operation's models as sources of rendezvous: generators and fixed lists alike."""

import hashlib
import json
from collections.abc import Collection, Container, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import numpy as np
import pyarrow as pa

from tidegate import __version__
from tidegate.dga import Variant
from tidegate.dga.block import Block
from tidegate.dga.catalogue import entry, find
from tidegate.dga.config import read_text, resolve
from tidegate.dga.fixed import fixed_list
from tidegate.dga.generation import variant_blocks
from tidegate.forecast.hosts import hosts
from tidegate.forecast.repeats import times
from tidegate.names.suffixes import suffix_of
from tidegate.operation.model import Model, Operation
from tidegate.store.tables import TABLES

TABLE = PART = "forecast"
_LEFT_OUT = b"left out"


@dataclass(frozen=True)
class Source:
    """A model with the variant that makes its names, the variant's inputs, and the suffixes that somebody runs."""

    model: Model
    variant: Variant
    config: Mapping[str, Any]
    run: Container[str]

    def runs_on(self, day: date) -> bool:
        """Whether the model's bots look up anything on `day`."""
        return self.model.behaviour.starts is None or day >= self.model.behaviour.starts

    def tables(self, days: Sequence[date]) -> Iterator[pa.Table]:
        """The names of each of `days` as rows of the lake's `forecast`: each name once, at its first place.

        What is no host's name is left out, but for fixed lists; `left_out` tells how much of a table that was.
        """
        for block in variant_blocks(self.variant, days, self.config):
            suffixes = _under(block.suffixes, self.run)
            yield _once(replace(block, suffixes=suffixes), self.model)


def left_out(rows: pa.Table) -> int:
    """How many names of a source's table were left out, since they are no hosts' names."""
    return int((rows.schema.metadata or {}).get(_LEFT_OUT, b"0"))


def sources(operation: Operation) -> list[Source]:
    """A source for each model of the operation, in the playbook's order."""
    playbook = operation.playbook
    return [_source(model, playbook.registry_of_suffix) for model in playbook.models]


def fingerprint(operation: Operation) -> str:
    """A text that changes when the operation's rendezvous may: its models and who brings them, the suffixes it knows,
    this program, or how the lake keeps them."""
    models = [
        [model.family, model.variant, model.config, str(model.behaviour.starts), model.hosts, _origin(model)]
        for model in operation.playbook.models
    ]
    facts = [__version__, TABLES[TABLE].names, models, sorted(operation.playbook.registry_of_suffix)]
    return hashlib.sha256(json.dumps(facts).encode()).hexdigest()


def _origin(model: Model) -> str | None:
    return None if model.hosts else entry(model.family).origin


def _source(model: Model, run: Collection[str]) -> Source:
    if model.hosts:
        return Source(model, fixed_list(model.variant, model.hosts, sorted(run)), {}, run)
    variant = find(model.family).variant(model.variant)
    return Source(model, variant, resolve(variant.config, read_text(model.config), model.key), run)


def _under(endings: pa.DictionaryArray, run: Container[str]) -> pa.DictionaryArray:
    """For a generator's endings the suffixes in `run` that names with them are registered under; null for none."""
    written = endings.dictionary.to_pylist()
    found = [suffix_of(f"x.{ending}", run) for ending in written]
    if found == written:
        return endings
    suffixes = sorted({suffix for suffix in found if suffix is not None})
    places = pa.array([None if suffix is None else suffixes.index(suffix) for suffix in found], pa.int16())
    return pa.DictionaryArray.from_arrays(places.take(endings.indices), pa.array(suffixes, pa.string()))


def _once(block: Block, model: Model) -> pa.Table:
    rows = block.table(model.family, model.variant, model.config)
    places = times(block.names)
    rows = rows.append_column("times", pa.array(places, pa.int32(), mask=places == 1))
    fine = hosts(block.names) if not model.hosts else np.ones(len(rows), np.bool_)
    kept = (places > 0) & fine
    rows = rows.filter(pa.array(kept)) if not kept.all() else rows
    return rows if fine.all() else rows.replace_schema_metadata({_LEFT_OUT: str(np.count_nonzero(~fine))})
