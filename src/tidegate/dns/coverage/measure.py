"""Coverage: how many of a day's rendezvous are denied to the adversary, as claimed and as verified; and the exposure.

Everything is computed from forecast, orders, exemptions and probes whenever it is asked for; nothing is kept.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from tidegate.dns.coverage import tally
from tidegate.dns.coverage.alike import MODEL, PLACE, names_alike, of_model
from tidegate.dns.coverage.counts import COUNTS
from tidegate.dns.coverage.exposure import exposure
from tidegate.dns.coverage.gaps import Gap, gaps
from tidegate.dns.live import window
from tidegate.names.days import Span, midnight
from tidegate.operation.model import Model, Operation
from tidegate.store import Records
from tidegate.store.lake import Lake

__all__ = ["COUNTS", "Coverage", "Exposure", "Gap", "exposures", "gaps", "measure", "roll_up", "rows", "total"]


@dataclass(frozen=True)
class Exposure:
    """What one model's bots could reach on one day.

    `names` counts what a bot chooses from, repeats included, and `gaps` what is open of it by the best knowledge: the
    probe where there is one, else the claim. Beside them the same if only the claims counted, and if only proof did. A
    gap is open from `opens` until `closes` (UTC), the hours in which some bot takes `day` for today.
    """

    day: date
    model: str
    family: str
    variant: str
    config: str
    names: int
    tries: int | None
    gaps: int
    claimed_gaps: int
    verified_gaps: int
    exposure: float
    claimed_exposure: float
    verified_exposure: float
    opens: datetime
    closes: datetime


@dataclass(frozen=True)
class Coverage:
    """The coverage of some days.

    `rows` are per day, model, suffix and registry; `totals` per day, suffix and registry, where a name that two models
    share counts once. Both have the `COUNTS` and the `state` of the order that came furthest. `as_of` is the moment
    (UTC) of the newest probe, None where nothing was probed.
    """

    rows: pa.Table
    totals: pa.Table
    exposures: list[Exposure]
    as_of: datetime | None


def measure(lake: Lake, records: Records, operation: Operation, span: Span) -> Coverage:
    """The coverage of `span`, in windows of a few days, so that a year needs no more memory than a week."""
    alike = names_alike(lake, records, operation, span)
    models = list(zip(operation.playbook.models, tally.copies(operation), strict=True))
    found = [(model, of_model(alike, copies, model)) for model, copies in models]
    rows = pa.concat_tables([table for _, table in found])
    exposures = [row for model, table in found for row in _exposures(table, model)]
    exposures.sort(key=lambda row: (row.day, row.model))
    return Coverage(
        roll_up(rows, (*PLACE, *MODEL)), roll_up(alike, PLACE), exposures, _newest_probe(lake, operation, span)
    )


def rows(lake: Lake, records: Records, operation: Operation, span: Span) -> pa.Table:
    """The coverage of `span` per day, model, suffix and registry."""
    return measure(lake, records, operation, span).rows


def exposures(lake: Lake, records: Records, operation: Operation, span: Span) -> list[Exposure]:
    """The exposure of `span` per day and model."""
    return measure(lake, records, operation, span).exposures


def roll_up(table: pa.Table, by: Sequence[str]) -> pa.Table:
    """The `COUNTS` of `table` summed up for each of what `by` names, in its order."""
    summed = table.group_by(list(by)).aggregate([(count, "sum") for count in COUNTS])
    named = summed.select([*by, *(f"{count}_sum" for count in COUNTS)]).rename_columns([*by, *COUNTS])
    return named.sort_by([(column, "ascending") for column in by])


def total(table: pa.Table) -> dict[str, int]:
    """The `COUNTS` of all of `table` together."""
    return {count: pc.sum(table[count]).as_py() or 0 for count in COUNTS}


def _newest_probe(lake: Lake, operation: Operation, span: Span) -> datetime | None:
    newest = lake.execute(lake.table("probes", operation.name, span).probed_at.max()).as_py()
    return newest.replace(tzinfo=UTC) if newest else None


def _exposures(table: pa.Table, model: Model) -> list[Exposure]:
    contested = pc.subtract(table["names"], table["exempt"])
    counts = {
        "names": table["names"],
        "gaps": table["gaps"],
        "claimed_gaps": pc.subtract(contested, table["claimed"]),
        "verified_gaps": pc.subtract(contested, table["verified"]),
    }
    weighed = {name: pc.multiply(count, table["copies"]) for name, count in counts.items()}
    days = pa.table({"day": table["day"], **weighed}).group_by("day").aggregate([(name, "sum") for name in counts])
    return [_exposure(row, model) for row in days.to_pylist()]


def _exposure(row: dict[str, Any], model: Model) -> Exposure:
    names, tries, rounds = row["names_sum"], model.behaviour.tries, model.behaviour.rounds
    gaps, claimed_gaps, verified_gaps = row["gaps_sum"], row["claimed_gaps_sum"], row["verified_gaps_sum"]
    opens, closes = window(model.behaviour)
    return Exposure(
        day=row["day"],
        model=model.key,
        family=model.family,
        variant=model.variant,
        config=model.config,
        names=names,
        tries=tries,
        gaps=gaps,
        claimed_gaps=claimed_gaps,
        verified_gaps=verified_gaps,
        exposure=exposure(names, gaps, tries, rounds),
        claimed_exposure=exposure(names, claimed_gaps, tries, rounds),
        verified_exposure=exposure(names, verified_gaps, tries, rounds),
        opens=midnight(row["day"]) + opens,
        closes=midnight(row["day"]) + closes,
    )
