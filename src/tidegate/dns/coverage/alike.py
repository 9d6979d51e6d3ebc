"""Names that are alike: of one day, suffix and standing, with as many copies in each model. Few rows, many names."""

import pyarrow as pa
import pyarrow.compute as pc

from tidegate.dns.coverage import tally
from tidegate.dns.coverage.counts import COUNTS
from tidegate.names.days import Span
from tidegate.operation.model import Model, Operation
from tidegate.store import Records
from tidegate.store.lake import Lake

PLACE = ("day", "suffix", "registry", "state")
MODEL = ("model", "family", "variant", "config")


def names_alike(lake: Lake, records: Records, operation: Operation, span: Span) -> pa.Table:
    """How many names are alike, with the columns `PLACE`, the copies in each model, and `COUNTS`; in windows of a few
    days, so that a year needs no more memory than a week."""
    return pa.concat_tables([_window(lake, records, operation, days) for days in tally.windows(span)])


def of_model(alike: pa.Table, copies: str, model: Model) -> pa.Table:
    """The rows of one model, with its own columns, and its copies under the name `copies`."""
    mine = alike.filter(pc.greater(alike[copies], 0))
    table = mine.select([*PLACE, *COUNTS]).append_column("copies", mine[copies].cast(pa.int64()))
    for column, value in zip(MODEL, (model.key, model.family, model.variant, model.config), strict=True):
        table = table.append_column(column, pa.array([value] * len(table), pa.string()))
    return table


def _window(lake: Lake, records: Records, operation: Operation, span: Span) -> pa.Table:
    names = tally.rendezvous(lake, records, operation, span)
    sums = {_plural(measure): names[measure].sum().fill_null(0).cast("int64") for measure in tally.MEASURES}
    grouped = names.group_by(*PLACE, *tally.copies(operation)).agg(names=names.count(), **sums)
    return lake.execute(grouped)


def _plural(measure: str) -> str:
    return "gaps" if measure == "gap" else measure
