"""An operation's models as sources of rendezvous: generators and fixed lists alike."""

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import pyarrow as pa

from tidegate import __version__
from tidegate.dga import Variant
from tidegate.dga.catalogue import find
from tidegate.dga.config import read_text, resolve
from tidegate.dga.fixed import fixed_list
from tidegate.dga.generation import variant_blocks
from tidegate.operation.model import Model, Operation


@dataclass(frozen=True)
class Source:
    """A model with the variant that makes its names, and the variant's inputs."""

    model: Model
    variant: Variant
    config: Mapping[str, Any]

    def runs_on(self, day: date) -> bool:
        """Whether the model's bots look up anything on `day`."""
        return self.model.behaviour.starts is None or day >= self.model.behaviour.starts

    def tables(self, days: Sequence[date]) -> Iterator[pa.Table]:
        """Each of `days` as rows of the lake's `forecast`."""
        for block in variant_blocks(self.variant, days, self.config):
            yield block.table(self.model.family, self.model.variant, self.model.config)


def sources(operation: Operation) -> list[Source]:
    """A source for each model of the operation, in the playbook's order."""
    playbook = operation.playbook
    return [_source(model, sorted(playbook.registry_of_suffix)) for model in playbook.models]


def fingerprint(operation: Operation) -> str:
    """A text that changes when the operation's rendezvous may: its models, the suffixes it knows, or this program."""
    models = [
        [model.family, model.variant, model.config, str(model.behaviour.starts), model.hosts]
        for model in operation.playbook.models
    ]
    facts = [__version__, models, sorted(operation.playbook.registry_of_suffix)]
    return hashlib.sha256(json.dumps(facts).encode()).hexdigest()


def _source(model: Model, suffixes: Sequence[str]) -> Source:
    if model.hosts:
        return Source(model, fixed_list(model.variant, model.hosts, suffixes), {})
    variant = find(model.family).variant(model.variant)
    return Source(model, variant, resolve(variant.config, read_text(model.config), model.key))
