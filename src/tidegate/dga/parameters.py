"""How the text of a generator's input is read. Each gives a ValueError that says what was expected."""

import re
from collections.abc import Sequence
from functools import cache
from importlib import resources
from typing import Any

from tidegate.dga.family import Parameter
from tidegate.names.domain import is_domain


def whole(default: int, low: int = 0, high: int = (1 << 32) - 1, help: str = "") -> Parameter:
    """A whole number, in decimal or as 0x and hexadecimal."""

    def parse(text: str) -> int:
        return _bounded(int(text, 0) if text.lower().lstrip("-").startswith("0x") else int(text), low, high)

    return Parameter(parse, default, help=help)


def hexadecimal(default: int, bits: int = 32, help: str = "") -> Parameter:
    """A whole number in hexadecimal."""

    def parse(text: str) -> int:
        return _bounded(int(text, 16), 0, (1 << bits) - 1)

    return Parameter(parse, default, help=help, write="{:X}".format)


def text(default: str, least: int = 0, most: int = 255, help: str = "") -> Parameter:
    """Printable ASCII, of `least` to `most` characters."""

    def parse(given: str) -> str:
        if not given.isascii() or not given.isprintable():
            raise ValueError(f"{given!r} is not printable ASCII")
        if not least <= len(given) <= most:
            raise ValueError(f"{given!r} has {len(given)} characters, not {least} to {most}")
        return given

    return Parameter(parse, default, help=help)


def domain(default: str, help: str = "the ending of its names") -> Parameter:
    """One domain, a TLD among them."""

    def parse(given: str) -> str:
        if not is_domain(given):
            raise ValueError(f"{given!r} is no domain")
        return given

    return Parameter(parse, parse(default), help=help)


def label(default: str, longest: int = 63, help: str = "") -> Parameter:
    """Letters, digits and hyphens as a label of a domain has them."""

    def parse(given: str) -> str:
        if "." in given or not is_domain(given) or len(given) > longest:
            raise ValueError(f"{given!r} is no label of at most {longest} characters")
        return given

    return Parameter(parse, default, help=help)


def endings(default: str, many: int | None = None, help: str = "the endings of its names, in its order") -> Parameter:
    """Domains with commas between, `many` if given, kept in order with repeats; the value is a tuple of texts."""

    def parse(given: str) -> tuple[str, ...]:
        listed = tuple(given.split(","))
        wrong = [ending for ending in listed if not is_domain(ending)]
        if wrong:
            raise ValueError(f"{wrong[0]!r} is no domain")
        if many not in (None, len(listed)):
            raise ValueError(f"{given!r} has {len(listed)} endings, not {many}")
        return listed

    return Parameter(parse, parse(default), help=help, write=_listed)


def numbers(
    default: str, low: int = 0, high: int = (1 << 32) - 1, many: int | None = None, help: str = ""
) -> Parameter:
    """Whole numbers with commas between, `many` of them if given; the value is a tuple of them."""

    def parse(given: str) -> tuple[int, ...]:
        listed = tuple(_bounded(int(number), low, high) for number in given.split(","))
        if many not in (None, len(listed)):
            raise ValueError(f"{given!r} has {len(listed)} numbers, not {many}")
        return listed

    return Parameter(parse, parse(default), help=help, write=_listed)


def choice(default: str, options: Sequence[str], help: str = "") -> Parameter:
    """One of some texts."""

    def parse(given: str) -> str:
        if given not in options:
            raise ValueError(f"is none of {', '.join(options)}")
        return given

    return Parameter(parse, default, help=help)


def truth(default: bool, help: str = "") -> Parameter:
    """`true` or `false`, in either case."""

    def parse(given: str) -> bool:
        return _TRUTHS[choice("true", list(_TRUTHS)).parse(given.lower())]

    return Parameter(parse, default, help=help)


_TRUTHS = {"true": True, "false": False}


def one_or_any(high: int, help: str) -> Parameter:
    """A whole number from 0 to `high`, or `any`, the default; the value is the first and the last that it may be."""

    def parse(given: str) -> tuple[int, int]:
        if given == "any":
            return 0, high
        number = _bounded(int(given), 0, high)
        return number, number

    return Parameter(parse, (0, high), help=help, write=lambda span: "any" if span[0] != span[1] else str(span[0]))


def time_of_day(default: str, help: str = "HH:MM:SS in UTC; any: all moments of the day") -> Parameter:
    """A moment of the day, `HH:MM:SS`, or `any`; the value is the first and the last second of the day it may be."""

    def parse(given: str) -> tuple[int, int]:
        if given == "any":
            return 0, 86_399
        if not re.fullmatch(r"([01]\d|2[0-3]):[0-5]\d:[0-5]\d", given, re.ASCII):
            raise ValueError(f"{given!r} is no time of the day")
        hours, minutes, seconds = map(int, given.split(":"))
        at = (hours * 60 + minutes) * 60 + seconds
        return at, at

    def write(moments: tuple[int, int]) -> str:
        first, last = moments
        return f"{first // 3600:02}:{first // 60 % 60:02}:{first % 60:02}" if first == last else "any"

    return Parameter(parse, parse(default), help=help, write=write)


@cache
def word_list(name: str) -> tuple[str, ...]:
    """A list that comes with Tidegate, in its order with repeats: a word a line of `wordlists/NAME.txt`."""
    return tuple((resources.files("tidegate.dga") / "wordlists" / f"{name}.txt").read_text("ascii").split("\n")[:-1])


def _listed(values: Sequence[Any]) -> str:
    return ",".join(map(str, values))


def _bounded(number: int, low: int, high: int) -> int:
    if not low <= number <= high:
        raise ValueError(f"{number} is not from {low} to {high}")
    return number
