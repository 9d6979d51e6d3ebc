"""Names as a stream of bytes: a line a name, CSV, JSON lines or Parquet, written period by period."""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import BinaryIO

import pyarrow as pa
import pyarrow.csv
import pyarrow.parquet as pq

from tidegate.dga.block import Block

ROWS = pa.schema(
    [
        pa.field("family", pa.string()),
        pa.field("variant", pa.string()),
        pa.field("config", pa.string()),
        pa.field("day", pa.date32()),  # null where the names do not depend on it
        pa.field("position", pa.int32()),
        pa.field("name", pa.string()),
        pa.field("suffix", pa.string()),
    ]
)

Tables = Iterable[pa.Table]


def rows(blocks: Iterable[Block], family: str, variant: str, config: str, *, dated: bool) -> Iterator[pa.Table]:
    """Each block as a table of ROWS."""
    for block in blocks:
        day = pa.repeat(pa.scalar(block.day if dated else None, pa.date32()), len(block))
        table = block.table(family, variant, config).append_column("day", day)
        yield table.select(ROWS.names).cast(ROWS)


def write_text(tables: Tables, stream: BinaryIO) -> None:
    """One name a line."""
    options = pa.csv.WriteOptions(include_header=False, quoting_style="none")
    schema = pa.schema([ROWS.field("name")])
    with pa.csv.CSVWriter(stream, schema, write_options=options) as writer:
        for table in tables:
            writer.write_table(table.select(["name"]))


def write_csv(tables: Tables, stream: BinaryIO) -> None:
    """The columns of ROWS under a header."""
    with pa.csv.CSVWriter(stream, ROWS) as writer:
        for table in tables:
            writer.write_table(table)


def write_jsonl(tables: Tables, stream: BinaryIO) -> None:
    """One JSON object a name, with the columns of ROWS."""
    for table in tables:
        for row in table.to_pylist():
            stream.write(json.dumps(row, default=str).encode() + b"\n")


def write_parquet(tables: Tables, stream: BinaryIO) -> None:
    """One Parquet file with the columns of ROWS, a row group a period."""
    with pq.ParquetWriter(stream, ROWS, compression="zstd") as writer:
        for table in tables:
            writer.write_table(table)


FORMATS: Mapping[str, Callable[[Tables, BinaryIO], None]] = {
    "text": write_text,
    "csv": write_csv,
    "jsonl": write_jsonl,
    "parquet": write_parquet,
}
