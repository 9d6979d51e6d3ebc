"""The forecast: every rendezvous of an operation over a horizon, a Parquet part a day."""

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date

import pyarrow as pa

from tidegate.forecast.sources import Source, fingerprint, sources
from tidegate.names.days import Span
from tidegate.operation.model import Operation
from tidegate.store import Draft, Records
from tidegate.store.lake import Lake
from tidegate.store.tables import TABLES

TABLE = PART = "forecast"
MADE = "forecast.made"
_DAYS_AT_ONCE = 16
"""Days that one worker holds in memory; kernels draw so many side by side."""


@dataclass(frozen=True)
class Summary:
    """What stands in the lake after a forecast: rendezvous by model (`conficker/b`), repeats counted.

    `written` days were made now; `kept` days were there, made from the same models.
    """

    span: Span
    names: Mapping[str, int]
    written: int
    kept: int


def run(
    lake: Lake,
    operation: Operation,
    span: Span,
    *,
    workers: int | None = None,
    progress: Callable[[int], None] | None = None,
) -> Summary:
    """Write the rendezvous of each day of `span`, all models together, from each model's first day on.

    Days already there are kept unless the models changed since, so a killed forecast simply runs again. `workers`
    threads (default: one a processor) make days side by side; `progress` hears how many days were just finished, from
    any of them.
    """
    mark = fingerprint(operation)
    missing = [day for day in span if lake.made_from(TABLE, operation.name, day, PART) != mark]
    tell = progress or (lambda _: None)
    tell(len(span) - len(missing))
    made_by = sources(operation)

    def write(days: Sequence[date]) -> None:
        for day, rows in _rows(made_by, days):
            lake.write(TABLE, operation.name, day, PART, rows, made_from=mark)
            tell(1)

    workers = workers or os.cpu_count() or 1
    _each(write, _portions(missing, workers), workers)
    return Summary(span, _names(lake, operation, span), len(missing), len(span) - len(missing))


def record(records: Records, operation: str, summary: Summary, actor: str) -> None:
    """Put on the record which days `actor` forecast, and how many names they have; nothing where all were there."""
    if summary.written:
        body = {
            "first": summary.span.first.isoformat(),
            "last": summary.span.last.isoformat(),
            "names": dict(summary.names),
            "written": summary.written,
        }
        records.append(actor, [Draft(MADE, operation, body)])


def _rows(made_by: Sequence[Source], days: Sequence[date]) -> Iterator[tuple[date, pa.Table]]:
    streams = [(source, source.tables([day for day in days if source.runs_on(day)])) for source in made_by]
    for day in days:
        tables = [next(stream) for source, stream in streams if source.runs_on(day)]
        yield day, pa.concat_tables(tables).unify_dictionaries() if tables else TABLES[TABLE].empty_table()


def _portions(days: Sequence[date], workers: int) -> list[Sequence[date]]:
    size = max(1, min(_DAYS_AT_ONCE, -(-len(days) // workers)))
    return [days[first : first + size] for first in range(0, len(days), size)]


def _each(write: Callable[[Sequence[date]], None], portions: Sequence[Sequence[date]], workers: int) -> None:
    pool = ThreadPoolExecutor(workers)
    try:
        for _ in pool.map(write, portions):
            pass
    finally:
        pool.shutdown(cancel_futures=True)


def _names(lake: Lake, operation: Operation, span: Span) -> dict[str, int]:
    rows = lake.table(TABLE, operation.name, span)
    counted = lake.execute(rows.group_by("family", "variant", "config").agg(names=rows.count())).to_pylist()
    by_model = {(row["family"], row["variant"], row["config"]): row["names"] for row in counted}
    models = operation.playbook.models
    return {model.key: by_model.get((model.family, model.variant, model.config), 0) for model in models}
