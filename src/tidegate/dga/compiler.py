"""A generator compiled: the same function that CPython reads, made into machine code by Numba when it is first needed.

Every function of Tidegate or of the family's own package that it calls is compiled with it, twins in the place of those
that have one (`tidegate.dga.spelling`). What was compiled is kept beside the code, under a name that changes with it.
"""

import hashlib
import sys
from collections.abc import Callable
from functools import cache
from importlib import import_module
from pathlib import Path
from types import FunctionType, ModuleType
from typing import Any, cast

import numpy as np
from numpy.typing import NDArray

from tidegate.dga.moment import moment_of
from tidegate.dga.spelling.sheet import Columns
from tidegate.dga.spelling.text import SLACK

Spell = Callable[..., None]
Drive = Callable[[Columns, NDArray[np.int64], tuple[Any, ...], NDArray[np.int64], int], int]
_HOUSE = Path(__file__).parent


def compiled(spell: Spell) -> Drive:
    """Machine code that runs `spell` for one day after the other: `_drive`, with `spell` in its place."""
    from numba import njit  # late: it takes half a second

    drive = _with_compiled(cast(FunctionType, _drive), spell=spell)
    drive.__qualname__ = f"drive_{spell.__module__}_{spell.__qualname__}_{_mark(spell)}".replace(".", "_")
    return njit(cache=True, nogil=True)(drive)


def _drive(
    sheet: Columns, days: NDArray[np.int64], inputs: tuple[Any, ...], firsts: NDArray[np.int64], limit: int
) -> int:
    """Spell the names of each of `days`, given by number, as far as the sheet reaches; how many of them are whole.

    `firsts` gets the number of names before each day, and after the last.
    """
    for index in range(len(days)):
        sheet.cursor[2] = sheet.cursor[1] + limit
        spell(sheet, moment_of(days[index]), *inputs)  # type: ignore[name-defined]  # noqa: F821 - `compiled` puts it in its place
        sheet.cursor[0] = sheet.cursor[3]  # a name that was begun and not ended is none
        if sheet.cursor[0] > len(sheet.text) - SLACK or sheet.cursor[1] > len(sheet.suffixes):
            return index
        firsts[index + 1] = sheet.cursor[1]
    return len(days)


@cache
def compiled_function(function: FunctionType) -> Any:
    """`function` compiled by itself, with what it calls; a generator's helper, not a generator.

    Unless it is marked `apart` it becomes part of whatever calls it: handing over a sheet costs more than most do.
    """
    from numba import njit

    return njit(nogil=True, forceinline=not hasattr(function, "apart"))(_with_compiled(function))


def _with_compiled(function: FunctionType, **more: Any) -> FunctionType:
    """`function` as one whose globals hold compiled functions in the place of plain ones."""
    names = {name: value for name, value in (function.__globals__ | more).items() if name in function.__code__.co_names}
    scope = function.__globals__ | {
        name: _compilable(value, function.__code__.co_names) for name, value in names.items()
    }
    made = FunctionType(function.__code__, scope, function.__name__, function.__defaults__, function.__closure__)
    made.__qualname__, made.__module__ = function.__qualname__, function.__module__
    return made


def _compilable(value: Any, attributes: tuple[str, ...]) -> Any:
    twin = getattr(value, "compiled", value)
    if isinstance(twin, str):
        module, _, name = twin.rpartition(".")
        twin = getattr(import_module(module), name)
    if isinstance(twin, FunctionType):
        return compiled_function(twin)
    if isinstance(value, ModuleType) and value.__name__.startswith("tidegate."):
        return _compilable_module(value, tuple(name for name in attributes if hasattr(value, name)))
    return value


@cache
def _compilable_module(module: ModuleType, attributes: tuple[str, ...]) -> ModuleType:
    made = ModuleType(module.__name__)
    for name in attributes:
        setattr(made, name, _compilable(getattr(module, name), ()))
    return made


def _mark(spell: Spell) -> str:
    """A text that changes with any code that `spell` may be compiled from."""
    own = Path(sys.modules[spell.__module__].__file__ or "")
    return hashlib.sha256(_shared() + own.read_bytes()).hexdigest()[:16]


@cache
def _shared() -> bytes:
    """A digest of the code that any generator may be compiled from beside its own."""
    files = [file for folder in (_HOUSE, _HOUSE / "primitives", _HOUSE / "spelling") for file in folder.glob("*.py")]
    return hashlib.sha256(b"\0".join(file.read_bytes() for file in sorted(files))).digest()
