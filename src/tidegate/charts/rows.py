"""What a chart may be given, made into what a chart's specification can carry."""

from collections.abc import Iterable, Mapping
from dataclasses import fields, is_dataclass
from datetime import UTC, date, datetime
from enum import Enum
from typing import Any, TypeAlias

import pyarrow as pa

Rows: TypeAlias = Iterable[Any] | pa.Table
"""Mappings, dataclasses, or an Arrow table."""


def plain(rows: Rows) -> list[dict[str, Any]]:
    """`rows` as dictionaries of JSON values: days as `2009-04-01`, moments as `2009-04-01T13:00:00Z`."""
    given = rows.to_pylist() if isinstance(rows, pa.Table) else rows
    return [{key: _value(value) for key, value in _mapping(row).items()} for row in given]


def _mapping(row: Any) -> Mapping[str, Any]:
    if is_dataclass(row):
        return {field.name: getattr(row, field.name) for field in fields(row)}
    return dict(row)


def _value(value: Any) -> Any:
    if isinstance(value, datetime):
        utc = value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)
        return utc.strftime("%Y-%m-%dT%H:%M:%SZ")
    if isinstance(value, date):
        return value.isoformat()
    return value.value if isinstance(value, Enum) else value
