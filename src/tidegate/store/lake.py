"""The lake: facts that only grow, as Parquet, partitioned by operation and day.

`LAKE/TABLE/operation=NAME/day=YYYY-MM-DD/PART.parquet`. A part appears whole or not at all. Queries are Ibis
expressions on DuckDB; nothing else in Tidegate talks to an engine.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any

import ibis
import pyarrow as pa
import pyarrow.parquet as pq

from tidegate.names.days import Span
from tidegate.store.files import whole
from tidegate.store.tables import TABLES

_ENGINE_MEMORY = "1GB"
_AHEAD = "1MB"
"""How much of a stream of rows the engine may make before it is read."""
_ENCODINGS = {"name": "DELTA_LENGTH_BYTE_ARRAY", "position": "DELTA_BINARY_PACKED"}
"""Columns that hardly repeat a value: without a dictionary they are a third quicker to write, and half the size."""
_MADE_FROM = b"made_from"
_NOTES = b"notes"


class Lake:
    """The Parquet tables below `root`, whose schemas are in `store.tables`."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def write(
        self,
        table: str,
        operation: str,
        day: date,
        part: str,
        rows: pa.Table,
        made_from: str = "",
        notes: Mapping[str, int] | None = None,
    ) -> Path:
        """Write `rows` as the part named `part` of one day, replacing that part; atomic and durable.

        `rows` must have the columns of the table's schema (without the partition columns), in any order; columns may be
        dictionary-encoded, and one that may be null may be left out. `made_from` says what a derived part was computed
        from, to tell whether it still holds; `notes` are figures about it that its rows do not tell.
        """
        target = self._part(table, operation, day, part)
        target.parent.mkdir(parents=True, exist_ok=True)
        typed = _typed(rows, TABLES[table])
        with whole(target) as stream, pq.ParquetWriter(stream, typed.schema, **_options(typed.schema)) as writer:
            writer.add_key_value_metadata({_MADE_FROM: made_from, _NOTES: json.dumps(dict(notes or {}))})
            writer.write_table(typed)
        return target

    def days(self, table: str, operation: str) -> list[date]:
        """The days of `operation` that have at least one part in `table`, in order."""
        parts = (self.root / table / f"operation={operation}").glob("day=*/[!.]*.parquet")
        return sorted({date.fromisoformat(part.parent.name.removeprefix("day=")) for part in parts})

    def has(self, table: str, operation: str, day: date, part: str) -> bool:
        """Whether that part was written."""
        return self._part(table, operation, day, part).exists()

    def made_from(self, table: str, operation: str, day: date, part: str) -> str | None:
        """What `write` was told that the part was made from; None where there is no such part."""
        metadata = self._metadata(table, operation, day, part)
        return None if metadata is None else str(metadata.get(_MADE_FROM, b""), "utf-8")

    def notes(self, table: str, operation: str, day: date, part: str) -> dict[str, int]:
        """The figures that `write` was given about the part; none where there is no such part."""
        metadata = self._metadata(table, operation, day, part) or {}
        return dict(json.loads(metadata.get(_NOTES, b"{}")))

    def version(self, operation: str, tables: Iterable[str] = TABLES) -> int:
        """A number that differs whenever a part of `operation` in `tables` was written, replaced or removed since."""
        folders = [folder for table in tables for folder in self.root.glob(f"{table}/operation={operation}/day=*")]
        return hash(frozenset((str(folder), folder.stat().st_mtime_ns) for folder in folders))

    def drop(self, table: str, operation: str, days: Iterable[date]) -> None:
        """Remove all parts of these days, for a derived table that is made anew."""
        for day in days:
            for part in self._folder(table, operation, day).glob("[!.]*.parquet"):
                part.unlink()

    def table(self, table: str, operation: str, days: Span | None = None) -> ibis.Table:
        """`table` as an Ibis expression, of `operation` and, where given, of `days` only; columns `operation` (string)
        and `day` (date) come first. A table without rows is an empty one, not an error; in a part that is older than a
        column the column is null."""
        files = [str(part) for part in self._parts(table, operation, days)]
        if not files:
            empty = partitioned(TABLES[table]).empty_table()
            return ibis.memtable(empty, schema=ibis.Schema.from_pyarrow(empty.schema))
        rows = self._engine.read_parquet(files, hive_partitioning=True, hive_types_autocast=False, union_by_name=True)
        rows = rows.mutate(day=rows.day.cast("date"))
        younger = {field.name: ibis.null(_ibis(field)) for field in TABLES[table] if field.name not in rows.columns}
        return rows.mutate(**younger).select("operation", "day", *TABLES[table].names)

    def file(self, path: Path) -> ibis.Table:
        """A Parquet file that is in no table of the lake, such as a list that was sent, as an Ibis expression."""
        return self._engine.read_parquet(str(path))

    def execute(self, expression: ibis.Expr) -> pa.Table:
        """The rows of an Ibis expression as an Arrow table."""
        return self._engine.to_pyarrow(expression)

    def batches(self, expression: ibis.Expr, rows: int = 65_536) -> pa.RecordBatchReader:
        """The rows of an Ibis expression as a stream of Arrow batches of at most `rows` rows. Read it to its end before
        this lake is asked anything else: the engine drops an unfinished stream for the next question."""
        relation = self._engine._to_duckdb_relation(expression)  # to_pyarrow_batches of ibis 12 fails on DuckDB 2
        return relation.to_arrow_reader(rows)

    @contextmanager
    def one_thread(self) -> Iterator[None]:
        """While it lasts the engine works in one thread: it holds less then, and questions about some ten thousand rows
        take no longer."""
        self._engine.raw_sql("SET threads = 1")
        try:
            yield
        finally:
            self._engine.raw_sql("RESET threads")

    @cached_property
    def _engine(self) -> ibis.BaseBackend:
        engine = ibis.duckdb.connect(
            memory_limit=_ENGINE_MEMORY,
            temp_directory=str(self.root / ".spill"),
            autoinstall_known_extensions=False,  # nothing is ever fetched behind the user's back
            enable_external_file_cache=False,  # the system caches files, and gives the memory back
        )
        engine.raw_sql(f"SET streaming_buffer_size = '{_AHEAD}'")
        return engine

    def _metadata(self, table: str, operation: str, day: date, part: str) -> Mapping[bytes | str, bytes] | None:
        try:
            return pq.read_metadata(self._part(table, operation, day, part)).metadata or {}
        except FileNotFoundError:
            return None

    def _part(self, table: str, operation: str, day: date, part: str) -> Path:
        return self._folder(table, operation, day) / f"{part}.parquet"

    def _folder(self, table: str, operation: str, day: date) -> Path:
        return self.root / table / f"operation={operation}" / f"day={day}"

    def _parts(self, table: str, operation: str, days: Span | None) -> list[Path]:
        return [
            part
            for day in self.days(table, operation)
            if days is None or day in days
            for part in sorted(self._folder(table, operation, day).glob("[!.]*.parquet"))
        ]


def partitioned(schema: pa.Schema) -> pa.Schema:
    """A table's schema with its partition columns in front, as queries see it."""
    return pa.schema([pa.field("operation", pa.string()), pa.field("day", pa.date32()), *schema])


def _ibis(field: pa.Field) -> Any:
    return ibis.Schema.from_pyarrow(pa.schema([field]))[field.name]


def _typed(rows: pa.Table, schema: pa.Schema) -> pa.Table:
    """`rows` with the columns of `schema`, cast where needed; a dictionary of the right type serves as its values."""
    for field in schema:
        if field.nullable and field.name not in rows.column_names:
            rows = rows.append_column(field, pa.nulls(len(rows), field.type))
    columns = [_column(rows.column(field.name), field.type) for field in schema]
    fields = [field.with_type(column.type) for field, column in zip(schema, columns, strict=True)]
    return pa.table(columns, pa.schema(fields))


def _column(column: pa.ChunkedArray, wanted: pa.DataType) -> pa.ChunkedArray:
    is_encoded = pa.types.is_dictionary(column.type) and column.type.value_type == wanted
    return column if is_encoded else column.cast(wanted)


def _options(schema: pa.Schema) -> dict[str, Any]:
    encodings = {name: encoding for name, encoding in _ENCODINGS.items() if name in schema.names}
    paths = [f"{field.name}.list.element" if pa.types.is_list(field.type) else field.name for field in schema]
    return {
        "compression": "zstd",
        "compression_level": 1,
        "store_schema": False,
        "column_encoding": encodings,
        "use_dictionary": [path for path in paths if path not in encodings],
    }
