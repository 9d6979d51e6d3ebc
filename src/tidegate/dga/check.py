"""Known answers: does each reading of a model give the names that it must?

A known-answer file holds one JSON object a line: `family`, `variant`, `config` (inputs beside the date), `date`
(YYYY-MM-DD or null), `domains` in generation order, and `truncated` where they are only the first ones. Of a variant
whose names cannot be predicted, the pattern must match them; where there is `decoded`, that is what they must tell.
"""

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import zip_longest
from typing import Any

from tidegate.dga import catalogue, decoding
from tidegate.dga.config import canonical, resolve
from tidegate.dga.family import Family, Variant
from tidegate.dga.generation import day_of, readings
from tidegate.errors import TidegateError, UnknownNameError
from tidegate.names.days import parse_day

_JSON_NAMES = {str: "text", list: "list", dict: "object", bool: "truth value", type(None): "null"}


@dataclass(frozen=True)
class KnownAnswer:
    """One line of a known-answer file; `place` is its file and line."""

    place: str
    family: str
    variant: str
    config: Mapping[str, Any]
    day: date | None
    domains: tuple[str, ...]
    truncated: bool
    decoded: Mapping[str, Any] | None = None

    def __str__(self) -> str:
        parts = [f"{self.family}/{self.variant}", canonical(self.config), str(self.day or "")]
        return " ".join(part for part in parts if part)


@dataclass(frozen=True)
class Outcome:
    """What became of a known answer: `flaw` is None where it passed; where `modelled` is False nothing was run."""

    answer: KnownAnswer
    flaw: str | None
    modelled: bool = True


def read(lines: Iterable[str], file: str) -> Iterator[KnownAnswer]:
    """The known answers of a file, as they are asked for; TidegateError with file and line for one that is none."""
    for number, line in enumerate(lines, 1):
        place = f"{file}:{number}"
        try:
            if line.strip():
                yield _parse(json.loads(line), place)
        except ValueError as error:
            raise TidegateError(f"{place}: is not JSON: {error}") from None
        except TidegateError as error:
            raise TidegateError(f"{place}: {error}") from None


def check(answer: KnownAnswer, find: Callable[[str], Family] = catalogue.find) -> Outcome:
    """Hold every reading of the model, the plain and the compiled one, or else its pattern, against `answer`.

    `find` gives the family of a name, and an UnknownNameError where there is none.
    """
    try:
        family = find(answer.family)
        variant = family.variant(answer.variant)
    except UnknownNameError as error:
        return Outcome(answer, str(error), modelled=False)
    try:
        return Outcome(answer, _flaw(family, variant, answer))
    except TidegateError as error:
        return Outcome(answer, str(error))


def _flaw(family: Family, variant: Variant, answer: KnownAnswer) -> str | None:
    config = resolve(variant.config, answer.config, f"{family.name}/{variant.name}")
    if not variant.predictable:
        return _mismatch(variant.pattern or "", answer.domains) or _misreading(family, answer)
    limit = len(answer.domains) if answer.truncated else None
    for reading, make in readings(variant).items():
        (batch,) = make([day_of(family, variant, answer.day)], config, limit)
        flaw = _difference(answer.domains, batch.names.to_pylist())
        if flaw:
            return f"{reading} reading, {flaw}"
    return None


def _mismatch(pattern: str, domains: Iterable[str]) -> str | None:
    for index, domain in enumerate(domains):
        if not re.fullmatch(pattern, domain):
            return f"index {index}: {domain} does not match the pattern {pattern}"
    return None


def _misreading(family: Family, answer: KnownAnswer) -> str | None:
    if answer.decoded is None:
        return None
    told = decoding.find(family.name).decode(answer.domains)
    for key, value in answer.decoded.items():
        if key not in told or told[key] != value:
            return f"decoded {key}: expected {value!r}, got {told.get(key, 'nothing')!r}"
    return None


def _difference(expected: Iterable[str], got: Iterable[str]) -> str | None:
    for index, (one, other) in enumerate(zip_longest(expected, got, fillvalue="nothing")):
        if one != other:
            return f"index {index}: expected {one}, got {other}"
    return None


def _parse(fields: Any, place: str) -> KnownAnswer:
    if not isinstance(fields, dict):
        raise TidegateError("is not a JSON object")
    day = _field(fields, "date", str, type(None))
    domains = _field(fields, "domains", list)
    if not all(isinstance(domain, str) for domain in domains):
        raise TidegateError("domains: holds something that is not a text")
    return KnownAnswer(
        place,
        family=_field(fields, "family", str),
        variant=_field(fields, "variant", str),
        config=_field({"config": {}, **fields}, "config", dict),
        day=None if day is None else parse_day(day),
        domains=tuple(domains),
        truncated=_field({"truncated": False, **fields}, "truncated", bool),
        decoded=_field({"decoded": None, **fields}, "decoded", dict, type(None)),
    )


def _field(fields: Mapping[str, Any], key: str, *types: type) -> Any:
    if key not in fields:
        raise TidegateError(f"{key}: is missing")
    if not isinstance(fields[key], types):
        raise TidegateError(f"{key}: {fields[key]!r} is no {' or '.join(_JSON_NAMES[kind] for kind in types)}")
    return fields[key]
