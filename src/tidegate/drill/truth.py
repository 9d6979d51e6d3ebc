"""The ground truth: what was really sent, in a file of its own that the platform never reads."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq


class Kind(StrEnum):
    """Who sent what."""

    CHECK_IN = "check-in"  # a bot
    RESOLVER = "resolver"  # a provider's resolver, to our name server
    BROWSER = "browser"
    CRAWLER = "crawler"
    MALFORMED = "malformed"  # no HTTP at all
    ENDLESS = "endless"  # a request that never comes to its end


FORM = pa.schema(
    [
        pa.field("hour", pa.int32(), nullable=False),  # from the first hour of the drill, UTC
        pa.field("kind", pa.string(), nullable=False),  # a Kind
        pa.field("machine", pa.int32(), nullable=False),  # -1: no bot
        pa.field("variant", pa.string()),
        pa.field("source", pa.string(), nullable=False),
        pa.field("port", pa.int32(), nullable=False),
        pa.field("host", pa.string(), nullable=False),
        pa.field("answered", pa.bool_(), nullable=False),
    ]
)


@dataclass(frozen=True)
class Deed:
    """One thing that was sent to the sinkhole."""

    hour: int
    kind: Kind
    machine: int
    variant: str | None
    source: str
    port: int
    host: str
    answered: bool


class Diary:
    """Writes deeds to a Parquet file as they happen; it can be read once it is closed."""

    def __init__(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self._file = pq.ParquetWriter(path, FORM)

    def write(self, deeds: Sequence[Deed]) -> None:
        """Add `deeds`."""
        if deeds:
            self._file.write_table(pa.Table.from_pylist([vars(deed) for deed in deeds], schema=FORM))

    def close(self) -> None:
        """Finish the file."""
        self._file.close()


def read(path: Path) -> pa.Table:
    """Everything that was sent, with the columns of `FORM`."""
    return pq.read_table(path, schema=FORM)
