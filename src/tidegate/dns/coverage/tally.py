"""One row a rendezvous, with everything that is known of it: forecast, order, exemption and newest probe. Expressions.

A name that several models generate on a day is one row; `copies_0`, `copies_1` ... say how often each model of the
playbook has it that day. What is not exempt is contested, and of that

- claimed: its registry says that it acted on the name, or, where it did not answer name by name, on its whole order;
- verified: the newest probe saw a sinkhole, or saw it blocked and the claim still stands;
- a gap: not verified, and either nobody claims it or the probe contradicts the claim: it saw the name taken, or it saw
  it unregistered after the registry had said that it was done. A probe from before the claim proves nothing of it.
"""

from collections.abc import Iterable, Iterator

import ibis
import pyarrow as pa

from tidegate.dns.collisions import exemptions
from tidegate.dns.orders import life as orders
from tidegate.dns.orders.answered import words
from tidegate.dns.orders.claims import NO_ORDER, Standing, standings
from tidegate.dns.probe.newest import newest
from tidegate.dns.probe.verdict import SINKHOLED, Verdict
from tidegate.names.days import Span
from tidegate.operation.model import Model, Operation
from tidegate.store import Records
from tidegate.store.lake import Lake

MEASURES = ("exempt", "claimed", "probed", "verified", "gap", "contradicted", "taken")
"""What is true or false of each row."""
_WINDOW = 7  # days that the engine groups at once: few enough to stay in memory
_STANDING = pa.schema(
    [
        pa.field("day", pa.date32()),
        pa.field("suffix", pa.string()),
        pa.field("registry", pa.string()),
        pa.field("state", pa.string()),
        pa.field("action", pa.string()),
        pa.field("order", pa.string()),
        pa.field("since", pa.timestamp("us", "UTC")),
        pa.field("claimed", pa.bool_()),
        pa.field("by_name", pa.bool_()),
    ]
)


def rendezvous(lake: Lake, records: Records, operation: Operation, span: Span) -> ibis.Table:
    """The rows of `span`: day, suffix, name, copies, registry, state, action, order, the newest probe, the measures."""
    names = forecast(lake, operation, span)
    order_rows = orders.rows(records, operation.name)
    known = _memory(standings(operation.playbook, order_rows, span))
    exempt = ibis.memtable(
        pa.table({"name": pa.array(sorted(exemptions.accepted(records, operation.name)), pa.string())})
    )
    said = words(lake, operation.name, [order for order in order_rows if order.last >= span.first])
    joined = (
        names.left_join(known, ["day", "suffix"], rname="{name}_order")
        .left_join(said, ["order", "name"], rname="{name}_said")
        .left_join(newest(lake.table("probes", operation.name, span)), ["day", "name"], rname="{name}_probe")
        .left_join(exempt.mutate(exempt=True), ["name"], rname="{name}_exempt")
    )
    return _judged(joined)


def windows(span: Span) -> Iterator[Span]:
    """`span` in pieces that the engine can group at once."""
    days = list(span)
    return (Span(days[start], days[min(start + _WINDOW, len(days)) - 1]) for start in range(0, len(days), _WINDOW))


def copies(operation: Operation) -> list[str]:
    """The columns that hold each model's copies, in the playbook's order of models."""
    return [f"copies_{index}" for index in range(len(operation.playbook.models))]


def forecast(lake: Lake, operation: Operation, span: Span) -> ibis.Table:
    """The names of `span`, each once a day: day, suffix, name and copies."""
    rows = lake.table("forecast", operation.name, span)
    of_model = {
        column: ibis.ifelse(_is_of(rows, model), rows.times.fill_null(1), 0).sum().cast("int32")
        for column, model in zip(copies(operation), operation.playbook.models, strict=True)
    }
    return rows.group_by("day", "suffix", "name").agg(**of_model)


def _is_of(rows: ibis.Table, model: Model) -> ibis.Column:
    return (rows.family == model.family) & (rows.variant == model.variant) & (rows.config == model.config)


def _judged(rows: ibis.Table) -> ibis.Table:
    state, verdict = rows.state.fill_null(NO_ORDER), rows.verdict
    exempt = rows.exempt.fill_null(False)
    claimed = ~exempt & ibis.ifelse(rows.by_name, rows.done, rows.claimed).fill_null(False)
    since = ibis.ifelse(rows.by_name, rows.answered_at, rows.since)
    sinkholed = verdict.isin([found.value for found in SINKHOLED])
    verified = ~exempt & (sinkholed | (claimed & (verdict == Verdict.BLOCKED.value))).fill_null(False)
    taken = ~exempt & (verdict == Verdict.TAKEN.value).fill_null(False)
    unregistered = (verdict == Verdict.UNREGISTERED.value) & (rows.probed_at >= since)
    contradicted = claimed & (taken | unregistered.fill_null(False))
    return rows.mutate(
        state=state,
        exempt=exempt,
        claimed=claimed,
        probed=verdict.notnull(),
        verified=verified,
        contradicted=contradicted,
        taken=taken,
        gap=~exempt & ~verified & (~claimed | contradicted),
    )


def _memory(found: Iterable[Standing]) -> ibis.Table:
    listed = list(found)
    columns = {
        field.name: pa.array([getattr(standing, field.name) for standing in listed], field.type) for field in _STANDING
    }
    made = pa.table(columns, schema=_STANDING)
    without_zone = made["since"].cast(pa.timestamp("us"))  # as the lake has its moments
    return ibis.memtable(made.set_column(made.schema.get_field_index("since"), "since", without_zone))
