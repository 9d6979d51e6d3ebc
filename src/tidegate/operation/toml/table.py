"""A TOML text read key by key, where everything wrong is refused with file, line, key and reason."""

import math
import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from tidegate.errors import TidegateError
from tidegate.operation.toml.positions import Path, lines

_AT_LINE = re.compile(r"(.*) \(at line (\d+), column \d+\)\Z", re.DOTALL)


class FlawError(TidegateError):
    """`FILE:LINE: key.path: reason`."""


@dataclass(frozen=True)
class Source:
    """The file a table came from, and where its keys stand."""

    file: str
    lines: Mapping[Path, int]

    def flaw(self, path: Path, reason: str, index: int | None = None) -> FlawError:
        """The error for what stands at `path`, on the line of its element `index` where one is named.

        What is missing counts as standing at the head of its table.
        """
        exact = path if index is None else (*path, index)
        line = next(self.lines[exact[:depth]] for depth in range(len(exact), -1, -1) if exact[:depth] in self.lines)
        return FlawError(f"{self.file}:{line}: {_dotted(path)}: {reason}")


@dataclass(frozen=True)
class Table:
    """One table of the file. Each reader names the key, takes a default where the key may be missing, and returns the
    value in the type it says; FlawError otherwise."""

    source: Source
    path: Path
    values: Mapping[str, Any]

    def flaw(self, key: str, reason: str, index: int | None = None) -> FlawError:
        """The error for `key` of this table (for element `index` of it)."""
        return self.source.flaw((*self.path, key), reason, index)

    def only(self, *known: str) -> None:
        """Refuse every key that is not one of `known`."""
        for key in self.values:
            if key not in known:
                raise self.flaw(key, f"unknown key; known: {', '.join(sorted(known))}")

    def text(self, key: str, default: str | None = None) -> str:
        value = self._get(key, (str,), "a text", default)
        if value != value.strip():
            raise self.flaw(key, f"{_quoted(value)} {_ragged(value)}")
        if not value and default is None:
            raise self.flaw(key, "is empty")
        return str(value)

    def whole(self, key: str, default: int | None = None, *, least: int, most: int) -> int:
        value = self._get(key, (int,), "a whole number", default)
        return int(self._within(key, value, least, most))

    def number(self, key: str, default: float | None = None, *, least: float, most: float) -> float:
        value = float(self._get(key, (int, float), "a number", default))
        return self._within(key, value, least, most)

    def flag(self, key: str, default: bool | None = None) -> bool:
        return bool(self._get(key, (bool,), "true or false", default))

    def day(self, key: str) -> date:
        value: date = self._get(key, (date,), "a day such as 2009-04-01", None)
        return value

    def texts(self, key: str, default: Sequence[str] | None = None) -> tuple[str, ...]:
        items = self._get(key, (list, tuple), "a list of texts", default)
        for index, item in enumerate(items):
            if not isinstance(item, str):
                raise self.flaw(key, f"{item!r} is not a text", index)
            if item != item.strip() or not item:
                raise self.flaw(key, f"{_quoted(item)} {_ragged(item)}", index)
            if item in items[:index]:
                raise self.flaw(key, f"{_quoted(item)} stands here twice", index)
        return tuple(items)

    def table(self, key: str, *, needed: bool = False) -> "Table":
        """The table under `key`; an empty one where it may be missing."""
        value = self._get(key, (dict,), "a table", None if needed else {})
        return Table(self.source, (*self.path, key), value)

    def tables(self, key: str, *, needed: bool = False) -> list["Table"]:
        """The list of tables (`[[key]]`) under `key`."""
        items = self._get(key, (list,), f"a list of tables, each under [[{key}]]", None if needed else [])
        for index, item in enumerate(items):
            if not isinstance(item, dict):
                raise self.flaw(key, f"{item!r} is not a table", index)
        return [Table(self.source, (*self.path, key, index), item) for index, item in enumerate(items)]

    def __contains__(self, key: str) -> bool:
        return key in self.values

    def _get(self, key: str, kinds: tuple[type, ...], words: str, default: Any) -> Any:
        if key not in self.values:
            if default is None:
                raise self.flaw(key, f"is missing; it must be {words}")
            return default
        value = self.values[key]
        if type(value) not in kinds or isinstance(value, datetime):
            raise self.flaw(key, f"{_quoted(value)} is not {words}")
        return value

    def _within(self, key: str, value: float, least: float, most: float) -> float:
        if not (math.isfinite(value) and least <= value <= most):
            raise self.flaw(key, f"{value} is not between {least} and {most}")
        return value


def read(text: str, file: str) -> Table:
    """The top table of `text`; a FlawError with the line where it is not TOML."""
    try:
        values = tomllib.loads(text)
        return Table(Source(file, {(): 1, **lines(text)}), (), values)
    except RecursionError:
        raise FlawError(f"{file}:1: is not TOML that can be read: it is nested too deeply") from None
    except ValueError as error:
        raise _syntax(file, text, str(error)) from None


def _syntax(file: str, text: str, message: str) -> FlawError:
    match = _AT_LINE.match(message)
    reason, line = (match[1], int(match[2])) if match else (message, text.count("\n") + 1)
    return FlawError(f"{file}:{line}: is not TOML: {reason[:1].lower()}{reason[1:]}")


def _dotted(path: Path) -> str:
    dotted = "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in path)
    return dotted.removeprefix(".")


def _quoted(value: object) -> str:
    return f'"{value}"' if isinstance(value, str) else repr(value)


def _ragged(value: str) -> str:
    if not value.strip():
        return "is empty"
    return "ends in a space" if value != value.rstrip() else "begins with a space"
