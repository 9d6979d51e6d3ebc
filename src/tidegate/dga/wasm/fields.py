"""The fields of a JSON object from somebody else: each with its type, and refused by its place."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from tidegate.errors import TidegateError
from tidegate.names.days import parse_day

_LONGEST = 1_000


class Fields:
    """A JSON object at `place`, such as `variants[0]`. A TidegateError names place, key, value and what is wrong."""

    def __init__(self, values: Any, place: str, keys: Sequence[str] = ()) -> None:
        if not isinstance(values, dict):
            raise TidegateError(f"{place or 'it'}: is no JSON object")
        self.place = place
        self.values: dict[str, Any] = values
        for key in self.values:
            if keys and key not in keys:
                raise self.flaw(key, f"is no field; fields: {', '.join(keys)}")

    def flaw(self, key: str, what: str) -> TidegateError:
        """The error that says what is wrong with `key`."""
        where = ".".join(part for part in (self.place, ascii(key)[1:81].rstrip("'")) if part)
        return TidegateError(f"{where}: {what}")

    def text(self, key: str, default: str | None = None) -> str:
        """A printable text that is not empty."""
        return self._text(self._value(key, default), key)

    def texts(self, key: str, default: tuple[str, ...] | None = None) -> tuple[str, ...]:
        """A list of such texts."""
        listed = self._list(key, default)
        return tuple(self._text(value, f"{key}[{index}]") for index, value in enumerate(listed))

    def whole(self, key: str, low: int, high: int, default: int | None = None) -> int:
        """A whole number from `low` to `high`."""
        value = self._value(key, default)
        if isinstance(value, bool) or not isinstance(value, int):
            raise self.flaw(key, "is no whole number")
        if not low <= value <= high:
            raise self.flaw(key, f"{value} is not from {low} to {high}")
        return value

    def number(self, key: str, low: float, high: float, default: float) -> float:
        """A number from `low` to `high`."""
        value = self.values.get(key, default)
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise self.flaw(key, "is no number")
        if not low <= value <= high:
            raise self.flaw(key, f"{value} is not from {low} to {high}")
        return float(value)

    def truth(self, key: str, default: bool) -> bool:
        """true or false."""
        value = self.values.get(key, default)
        if not isinstance(value, bool):
            raise self.flaw(key, "is neither true nor false")
        return value

    def one_of(self, key: str, options: Sequence[str], default: str | None = None) -> str:
        """One of some texts."""
        value = self.text(key, default)
        if value not in options:
            raise self.flaw(key, f"{value!a} is none of {', '.join(options)}")
        return value

    def day(self, key: str) -> date | None:
        """A day as YYYY-MM-DD, or None where there is none."""
        if self.values.get(key) is None:
            return None
        try:
            return parse_day(self.text(key))
        except TidegateError as error:
            raise self.flaw(key, str(error)) from None

    def inner(self, key: str, keys: Sequence[str] = ()) -> "Fields":
        """An object within this one; an empty one where there is none."""
        return Fields(self.values.get(key, {}), f"{self.place}.{key}".lstrip("."), keys)

    def each(self, key: str, keys: Sequence[str]) -> Iterator["Fields"]:
        """The objects of a list."""
        for index, value in enumerate(self._list(key, None)):
            yield Fields(value, f"{self.place}.{key}[{index}]".lstrip("."), keys)

    def _list(self, key: str, default: tuple[str, ...] | None) -> list[Any]:
        value = self._value(key, list(default) if default is not None else None)
        if not isinstance(value, list):
            raise self.flaw(key, "is no list")
        return value

    def _value(self, key: str, default: Any) -> Any:
        if key not in self.values and default is None:
            raise self.flaw(key, "is missing")
        return self.values.get(key, default)

    def _text(self, value: Any, key: str) -> str:
        if not isinstance(value, str) or not value:
            raise self.flaw(key, "is no text, or an empty one")
        if not value.isprintable() or len(value) > _LONGEST:
            raise self.flaw(key, f"is no printable text of at most {_LONGEST:,} characters")
        return value
