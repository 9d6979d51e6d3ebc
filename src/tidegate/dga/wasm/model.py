"""A module as a family: what it declares, with its names as the generator, each of them looked at."""

import hashlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from tidegate.dga.family import Family, Variant
from tidegate.dga.moment import moment
from tidegate.dga.period import ALWAYS
from tidegate.dga.wasm.declaration import family_of
from tidegate.dga.wasm.instance import shown
from tidegate.dga.wasm.limits import LIMITS, Limits
from tidegate.dga.wasm.sandbox import Sandbox
from tidegate.errors import TidegateError
from tidegate.names.domain import is_domain
from tidegate.names.suffixes import suffix_of


def load(path: Path, limits: Limits = LIMITS) -> Family:
    """The family that the module at `path` is a model of; TidegateError begins with the path."""
    module = read(path, limits)
    sandbox, declaration = opened(module, str(path), limits)
    return family(declaration, lambda: sandbox, str(path))


def read(path: Path, limits: Limits = LIMITS) -> bytes:
    """The module at `path`, or as much of it as is too much."""
    try:
        with path.open("rb") as file:
            return file.read(limits.module + 1)
    except OSError as error:
        raise TidegateError(f"{path}: {error.strerror or error}") from None


def digest(module: bytes) -> str:
    """The SHA-256 of a module, in hexadecimal: what it is known by."""
    return hashlib.sha256(module).hexdigest()


def opened(module: bytes, owner: str, limits: Limits = LIMITS) -> tuple[Sandbox, bytes]:
    """`module` in its box, and the declaration that it gives; `owner` begins the message of an error."""
    try:
        sandbox = Sandbox(module, limits)
        declaration = sandbox.describe()
        if any(variant.config for variant in family_of(declaration).variants) and not sandbox.takes_values:
            raise TidegateError("has parameters, but exports no function room(i32) -> i32")
    except TidegateError as error:
        raise TidegateError(f"{owner}: {error}") from None
    return sandbox, declaration


def family(declaration: bytes, sandbox: Callable[[], Sandbox], owner: str) -> Family:
    """The family of a module that gave `declaration`; its `sandbox` is asked for when names are."""
    declared = family_of(declaration)
    variants = [
        replace(variant, names=partial(_names, sandbox, number, variant, owner))
        for number, variant in enumerate(declared.variants)
    ]
    return replace(declared, variants=tuple(variants))


def _names(
    sandbox: Callable[[], Sandbox], number: int, variant: Variant, owner: str, day: date, /, **config: Any
) -> Iterator[str]:
    """The names of the period that `day` is in. The module only ever sees the first day of it."""
    try:
        first = 0 if variant.period is ALWAYS else moment(variant.period.first(day)).number
        text = sandbox().generate(number, first, [str(config[key]) for key in variant.config])
        return iter(_checked(text, variant))
    except OverflowError:
        raise TidegateError(f"{owner}: {variant.name}: the calendar ends before the period of {day} begins") from None
    except TidegateError as error:
        raise TidegateError(f"{owner}: {variant.name}: {error}") from None


def _checked(text: bytes, variant: Variant) -> Sequence[str]:
    lines = text.count(b"\n") + (0 if text.endswith(b"\n") else 1)
    if text and lines > variant.count:
        raise TidegateError(f"stopped: it gave {lines:,} names, but declared at most {variant.count:,} a period")
    known = frozenset(variant.suffixes)
    names = _decoded(text)
    for index, name in enumerate(names):
        if not is_domain(name):
            raise TidegateError(f"stopped: index {index}: {shown(name)[:80]!a} is no domain in lower case")
        if suffix_of(name, known) is None:
            raise TidegateError(f"stopped: index {index}: {name} is under none of the suffixes that it declared")
    return names


def _decoded(text: bytes) -> Sequence[str]:
    try:
        names = text.decode("ascii").split("\n")
    except UnicodeDecodeError as error:
        raise TidegateError(f"stopped: byte {error.start} of its names is no ASCII") from None
    return names if names[-1] else names[:-1]
