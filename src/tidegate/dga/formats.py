"""Names as a stream of bytes: a line a name, CSV, JSON lines or Parquet, written batch by batch."""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, BinaryIO

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

Batches = Iterable[pa.RecordBatch]


def rows(blocks: Iterable[Block], family: str, variant: str, config: str, *, dated: bool) -> Iterator[pa.RecordBatch]:
    """Each block as a batch of ROWS."""
    for block in blocks:
        size = len(block)
        columns = {
            **{name: pa.repeat(value, size) for name, value in _same(family, variant, config).items()},
            "day": pa.repeat(pa.scalar(block.day if dated else None, pa.date32()), size),
            "position": pa.array(range(size), pa.int32()),
            "name": block.names,
            "suffix": block.suffixes.cast(pa.string()),
        }
        yield pa.RecordBatch.from_pydict(columns, ROWS)


def write_text(batches: Batches, stream: BinaryIO) -> None:
    """One name a line."""
    options = pa.csv.WriteOptions(include_header=False, quoting_style="none")
    schema = pa.schema([ROWS.field("name")])
    with pa.csv.CSVWriter(stream, schema, write_options=options) as writer:
        for batch in batches:
            writer.write_batch(batch.select(["name"]))


def write_csv(batches: Batches, stream: BinaryIO) -> None:
    """The columns of ROWS under a header."""
    with pa.csv.CSVWriter(stream, ROWS) as writer:
        for batch in batches:
            writer.write_batch(batch)


def write_jsonl(batches: Batches, stream: BinaryIO) -> None:
    """One JSON object a name, with the columns of ROWS."""
    for batch in batches:
        for row in batch.to_pylist():
            stream.write(json.dumps(row, default=str).encode() + b"\n")


def write_parquet(batches: Batches, stream: BinaryIO) -> None:
    """One Parquet file with the columns of ROWS, a row group a period."""
    with pq.ParquetWriter(stream, ROWS, compression="zstd") as writer:
        for batch in batches:
            writer.write_batch(batch)


FORMATS: Mapping[str, Callable[[Batches, BinaryIO], None]] = {
    "text": write_text,
    "csv": write_csv,
    "jsonl": write_jsonl,
    "parquet": write_parquet,
}


def _same(family: str, variant: str, config: str) -> dict[str, Any]:
    return {"family": family, "variant": variant, "config": config}
