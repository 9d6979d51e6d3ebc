"""The models that names are held against: every variant with each of its known configs."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from tidegate.dga.catalogue import families, find
from tidegate.dga.config import canonical, resolve
from tidegate.dga.family import Family, Variant


@dataclass(frozen=True)
class Model:
    """A variant with one config: `config` as its canonical text, `values` as the generator takes it."""

    family: str
    variant: Variant = field(compare=False)
    config: str
    values: Mapping[str, Any] = field(compare=False, repr=False)
    name: str = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "name", self.variant.name)

    def __str__(self) -> str:
        return " ".join(filter(None, (f"{self.family}/{self.name}", self.config)))


def models(wanted: Iterable[str] = ()) -> list[Model]:
    """The predictable models of the families called so, or of all; UnknownNameError for a family that is none."""
    return [
        model_of(family, variant, config)
        for family in chosen(wanted)
        for variant in family.variants
        if variant.predictable
        for config in variant.configs().values()
    ]


def model_of(family: Family, variant: Variant, config: Mapping[str, Any]) -> Model:
    """A variant with a config as `resolve` takes it; TidegateError for one that cannot be."""
    values = resolve(variant.config, config, f"{family.name}/{variant.name}")
    return Model(family.name, variant, canonical(config), values)


def chosen(wanted: Iterable[str]) -> list[Family]:
    """The families called so, each once, or all where none is."""
    named = {family.name: family for family in map(find, wanted)}
    return list((named or families()).values())
