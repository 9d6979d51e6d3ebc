"""The configs that could explain something: the known ones, or ranges of inputs to search."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import product
from typing import Any

from tidegate.dga.config import canonical, resolve
from tidegate.dga.family import Family, Parameter, Variant
from tidegate.errors import TidegateError, UnknownNameError
from tidegate.identify.models import Model, model_of

_MOST = 1_000_000


def candidates(family: Family, ranges: Mapping[str, str]) -> list[Model]:
    """The family's predictable variants with their known configs; with `ranges` (`seed`: `1..5000`, or `a|b|c`) those
    that have these inputs, with each combination of values, and else their defaults.

    TidegateError for a range that cannot be, UnknownNameError for an input that no variant has.
    """
    variants = [variant for variant in family.variants if variant.predictable]
    if not ranges:
        return [model_of(family, variant, config) for variant in variants for config in variant.configs().values()]
    fitting = [variant for variant in variants if set(ranges) <= set(variant.config)]
    if not fitting:
        known = {key: None for variant in variants for key in variant.config}
        missing = [key for key in ranges if key not in known]
        raise UnknownNameError(f"config key of {family.name}", (missing or list(ranges))[0], known)
    return [model for variant in fitting for model in _combinations(family, variant, ranges)]


def _combinations(family: Family, variant: Variant, ranges: Mapping[str, str]) -> Iterator[Model]:
    texts = [_values(variant.config[key], key, text) for key, text in ranges.items()]
    total = 1
    for options in texts:
        total *= len(options)
    if total > _MOST:
        raise TidegateError(f"{total:,} configs of {family.name}/{variant.name} are too many: at most {_MOST:,}")
    defaults = resolve(variant.config, {}, f"{family.name}/{variant.name}")
    for chosen in product(*texts):
        told = {key: text for key, (text, _) in zip(ranges, chosen, strict=True)}
        values = {key: value for key, (_, value) in zip(ranges, chosen, strict=True)}
        yield Model(family.name, variant, canonical(told), defaults | values)


def _values(parameter: Parameter, key: str, text: str) -> Sequence[tuple[str, Any]]:
    """Each value of a range, with a text that means it."""
    first, dots, last = text.partition("..")
    options = text.split("|") if not dots else [first, last]
    read = [(option, _read(parameter, key, option)) for option in options]
    if not dots:
        return read
    low, high = read[0][1], read[1][1]
    if not isinstance(low, int) or not isinstance(high, int) or low > high or high - low >= _MOST:
        raise TidegateError(f"config {key}={text}: is no range of at most {_MOST:,} whole numbers")
    return [(_text(parameter, number), number) for number in range(low, high + 1)]


def _read(parameter: Parameter, key: str, text: str) -> Any:
    if text in parameter.known:
        return parameter.known[text]
    try:
        return parameter.parse(text)
    except ValueError as error:
        raise TidegateError(f"config {key}={text}: {error}") from None


def _text(parameter: Parameter, number: int) -> str:
    """The number as the parameter reads it: in decimal, or in hexadecimal."""
    return str(number) if parameter.parse(str(number)) == number else f"{number:x}"
