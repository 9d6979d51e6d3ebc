"""Passive DNS in the common output format: one JSON object a line, which says what a name led to, and when.

Source: draft-dulaunoy-dnsop-passive-dns-cof. Only what is needed is read: rrname, rrtype, rdata, time_first, time_last
(or zone_time_first and zone_time_last) and count.
"""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Any

from tidegate.errors import TidegateError
from tidegate.names.domain import normalise

_EPOCH, _SECONDS_A_DAY = date(1970, 1, 1), 86_400


@dataclass(frozen=True, slots=True)
class Observation:
    """`name` led to `data` by records of a type, from the UTC day `first` to `last`, seen `count` times."""

    name: str
    type: str
    data: tuple[str, ...]
    first: date
    last: date
    count: int


def observations(lines: Iterable[bytes], file: str, flaws: list[str]) -> Iterator[Observation]:
    """The observations in `lines`, in order; what is wrong with a line is added to `flaws` as `FILE:LINE: reason`."""
    for number, line in enumerate(lines, start=1):
        if line.strip():
            try:
                yield _observation(json.loads(line))
            except (ValueError, RecursionError):
                flaws.append(f"{file}:{number}: {line[:60].decode('utf-8', 'replace').strip()!r} is no JSON object")
            except TidegateError as error:
                flaws.append(f"{file}:{number}: {error}")


def _observation(record: Any) -> Observation:
    if not isinstance(record, dict):
        raise TidegateError(f"{str(record)[:60]!r} is no JSON object")
    first, last = _day(record, "time_first"), _day(record, "time_last")
    if last < first:
        raise TidegateError(f"time_last: {last} is before time_first, {first}")
    return Observation(normalise(_text(record, "rrname")), _type(record), _data(record), first, last, _count(record))


def _text(record: dict[str, Any], key: str) -> str:
    value = record.get(key)
    if not isinstance(value, str):
        raise TidegateError(f"{key}: {str(value)[:60]!r} is no text")
    return value


def _type(record: dict[str, Any]) -> str:
    value = record.get("rrtype")
    return f"TYPE{value}" if isinstance(value, int) else _text(record, "rrtype").upper()


def _data(record: dict[str, Any]) -> tuple[str, ...]:
    value = record.get("rdata")
    texts = [each for each in (value if isinstance(value, list) else [value]) if isinstance(each, str)]
    if not texts or (isinstance(value, list) and len(texts) < len(value)):
        raise TidegateError(f"rdata: {str(value)[:60]!r} is neither a text nor a list of texts")
    return tuple(text.rstrip(".").lower() for text in texts)


def _day(record: dict[str, Any], key: str) -> date:
    value = record.get(key, record.get(f"zone_{key}"))
    try:
        return _utc_day(int(value) // _SECONDS_A_DAY)  # type: ignore[arg-type]
    except (TypeError, ValueError, OverflowError):
        raise TidegateError(f"{key}: {str(value)[:60]!r} is no moment in seconds") from None


@lru_cache(1 << 16)
def _utc_day(number: int) -> date:
    """The UTC day that is so many days after 1970-01-01."""
    return _EPOCH + timedelta(days=number)


def _count(record: dict[str, Any]) -> int:
    value = record.get("count", 1)
    if not isinstance(value, int) or value < 0:
        raise TidegateError(f"count: {str(value)[:60]!r} is no number")
    return value
