"""A generator's inputs beside the date: from `K=V` to values, and back to one canonical text."""

from collections.abc import Iterable, Mapping
from typing import Any

from tidegate.dga.family import Parameter
from tidegate.errors import TidegateError, UnknownNameError


def read_pairs(pairs: Iterable[str]) -> dict[str, str]:
    """`["seed=7", "set=a"]` as a mapping; TidegateError names the text that is no `K=V`, or the key given twice."""
    config: dict[str, str] = {}
    for pair in pairs:
        key, equals, value = pair.partition("=")
        if not equals or not key:
            raise TidegateError(f"config {pair!r} is not of the form K=V")
        if key in config:
            raise TidegateError(f"config key {key!r} is given twice: {config[key]!r} and {value!r}")
        config[key] = value
    return config


def given(texts: Iterable[str], known: Mapping[str, Mapping[str, Any]], owner: str) -> dict[str, Any]:
    """What was asked for, as `resolve` takes it: each of `texts` is `K=V`, or the name of one of the `known` configs.

    `K=V` goes before what a known config says. UnknownNameError lists the known ones; `owner` stands in it.
    """
    listed = list(texts)
    named = [text for text in listed if "=" not in text] if known else []
    config: dict[str, Any] = {}
    for name in named:
        if name not in known:
            raise UnknownNameError(f"config of {owner}", name, known)
        config |= known[name]
    return config | read_pairs(text for text in listed if text not in named)


def read_text(text: str) -> dict[str, str]:
    """`K=V,K=V` (the canonical text) as a mapping; the empty text is the empty config. A value may hold commas: what
    has no `=` belongs to the value before."""
    pairs: list[str] = []
    for part in text.split(",") if text else []:
        if "=" in part or not pairs:
            pairs.append(part)
        else:
            pairs[-1] += f",{part}"
    return read_pairs(pairs)


def canonical(config: Mapping[str, Any]) -> str:
    """`config` as one text that is the same for the same config: `K=V,K=V`, sorted by key."""
    return ",".join(f"{key}={config[key]}" for key in sorted(config))


def written(parameters: Mapping[str, Parameter], config: Mapping[str, Any]) -> dict[str, str]:
    """Texts that `resolve` reads as the values of `config`; what is a text already stays as it is."""
    return {key: _text(parameters[key], value) for key, value in config.items()}


def resolve(parameters: Mapping[str, Parameter], config: Mapping[str, Any], owner: str) -> dict[str, Any]:
    """Every parameter's value: from `config` (a text that is read, one known by name, or a value), else its default.

    `owner` (`conficker/b`) stands in the message: UnknownNameError for a key, TidegateError for a value.
    """
    for key in config:
        if key not in parameters:
            raise UnknownNameError(f"config key of {owner}", key, parameters)
    return {
        key: _value(parameter, key, config[key], owner) if key in config else parameter.default
        for key, parameter in parameters.items()
    }


def _text(parameter: Parameter, given: Any) -> str:
    if isinstance(given, str):
        return given
    try:
        return parameter.write(given)
    except (TypeError, ValueError):  # no value of this parameter; what is wrong with it is said where it is read
        return str(given)


def _value(parameter: Parameter, key: str, given: Any, owner: str) -> Any:
    text = _text(parameter, given)
    if text in parameter.known:
        return parameter.known[text]
    try:
        return parameter.parse(text)
    except ValueError as error:
        known = f"; known by name: {', '.join(parameter.known)}" if parameter.known else ""
        raise TidegateError(f"config {key}={text} of {owner}: {error}{known}") from None
