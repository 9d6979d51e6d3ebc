"""The forecast: every rendezvous of an operation over a horizon, a Parquet part a day."""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

from tidegate.dga.period import Period
from tidegate.forecast import local
from tidegate.forecast.job import Engine, Job
from tidegate.forecast.sources import PART, TABLE, fingerprint, sources
from tidegate.names.days import Span
from tidegate.operation.model import Model, Operation
from tidegate.store import Draft, Records
from tidegate.store.lake import Lake

__all__ = ["MADE", "PART", "TABLE", "Summary", "record", "run"]

MADE = "forecast.made"


@dataclass(frozen=True)
class Summary:
    """What stands in the lake after a forecast, by model (`conficker/b`).

    `names` counts rendezvous: each place of each day's list. `distinct` counts each name once a period, however often
    the list repeats it and on however many days it is valid. `left_out` counts the places of each day's list that hold
    no host's name: nobody can register it, so it is not in the lake. `written` days were made now; `kept` days were
    there, made from the same models.
    """

    span: Span
    names: Mapping[str, int]
    distinct: Mapping[str, int]
    left_out: Mapping[str, int]
    written: int
    kept: int


def run(
    lake: Lake,
    operation: Operation,
    span: Span,
    *,
    engine: Engine | None = None,
    workers: int | None = None,
    progress: Callable[[int], None] | None = None,
) -> Summary:
    """Write the rendezvous of each day of `span`, all models together, from each model's first day on.

    Days already there are kept unless the models changed since, so a killed forecast simply runs again. `engine` does
    the work; without one, `workers` threads of this process (default: one a processor). `progress` hears how many days
    were just finished, from any thread.
    """
    tell = progress or (lambda _: None)
    wanted = Job(lake, operation, list(span), fingerprint(operation))
    missing = wanted.missing()
    tell(len(span) - len(missing))
    if missing:
        make = engine or partial(local.make, workers=workers)
        make(Job(lake, operation, missing, wanted.mark), tell)
    names, distinct = _counts(lake, operation, span)
    return Summary(span, names, distinct, _left_out(lake, operation, span), len(missing), len(span) - len(missing))


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


def _counts(lake: Lake, operation: Operation, span: Span) -> tuple[dict[str, int], dict[str, int]]:
    by = ["family", "variant", "config"]
    rows = lake.table(TABLE, operation.name, span)
    counted = rows.group_by([*by, "day"]).agg(names=rows.times.fill_null(1).sum(), distinct=rows.count())
    days: dict[tuple[str, ...], list[dict[str, Any]]] = {}
    for row in lake.execute(counted.order_by("day")).to_pylist():
        days.setdefault(tuple(row[key] for key in by), []).append(row)
    names, distinct = {}, {}
    for source in sources(operation):
        mine = days.get(_columns(source.model), [])
        names[source.model.key] = sum(row["names"] for row in mine)
        distinct[source.model.key] = _once_a_period(mine, source.variant.period)
    return names, distinct


def _left_out(lake: Lake, operation: Operation, span: Span) -> Counter[str]:
    """By model how many names were left out of all days together; only models that have some."""
    return sum((Counter(lake.notes(TABLE, operation.name, day, PART)) for day in span), Counter[str]())


def _columns(model: Model) -> tuple[str, ...]:
    return model.family, model.variant, model.config


def _once_a_period(days: list[dict[str, Any]], period: Period) -> int:
    """The names of the first of `days`, which are in order, of each period."""
    of_period: dict[date, int] = {}
    for row in days:
        of_period.setdefault(period.first(row["day"]), row["distinct"])
    return sum(of_period.values())
