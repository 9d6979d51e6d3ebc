"""What a probe's run proves of the work orders: the steps that it puts on the record."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from datetime import date

import ibis
import pyarrow as pa

from tidegate.dns.collisions import exemptions
from tidegate.dns.orders import blocklist
from tidegate.dns.orders import life as orders
from tidegate.dns.orders.answered import words
from tidegate.dns.orders.order import Order
from tidegate.dns.orders.state import CLAIMED, ENDED, State
from tidegate.dns.orders.verification import Seen, proof
from tidegate.dns.probe.newest import newest
from tidegate.dns.probe.verdict import DENIED, Verdict
from tidegate.names.days import Span
from tidegate.operation.model import Operation
from tidegate.store import Draft, Home

_OPEN = (Verdict.TAKEN.value, Verdict.UNREGISTERED.value)


def proofs(home: Home, operation: Operation, day: date, run: str) -> list[Draft]:
    """The steps that the newest probes prove after `run` has asked for names of `day`.

    A regression shows on the day itself. To verify an order, each of its days must have been probed: the others are
    looked at only then.
    """
    drafts = []
    concerned = [order for order in orders.rows(home.records, operation.name) if _concerns(order, day)]
    claimed = [order for order in concerned if order.state in CLAIMED]
    today = seen(home, operation, claimed, Span.of(day, 1))
    for order in concerned:
        found = today.get(order.id, [])
        if not any(one.open for one in found):
            whole = seen(home, operation, [order], order.span) if _is_probed(home, operation, order) else {}
            found = whole.get(order.id, [])
        if proved := proof(order, found, run):
            evidence = asdict(proved.evidence)
            drafts.append(orders.follow(operation.name, order, proved.state, str(proved.evidence), evidence))
    return drafts


def seen(home: Home, operation: Operation, asked: Sequence[Order], span: Span) -> dict[str, list[Seen]]:
    """What the newest probes saw of the names that each of `asked` asks for in `span`, by order.

    An open name counts from when its registry's word stands: what was seen before that is not seen yet.
    """
    if not asked:
        return {}
    lake = home.lake
    rows = _asked(home, operation, asked, span)
    rows = rows.left_join(newest(lake.table("probes", operation.name, span)), ["day", "name"], rname="{name}_probe")
    rows = rows.left_join(words(lake, operation.name, asked), ["order", "name"], rname="{name}_said")
    since = ibis.coalesce(rows.answered_at, rows.since)
    is_open = rows.verdict.isin(_OPEN) & (since.isnull() | (rows.probed_at >= since))
    grouped = rows.group_by("order", "day", "suffix").agg(
        asked=rows.count(),
        denied=_number(rows.verdict.isin([verdict.value for verdict in DENIED])),
        open=_number(is_open),
        unknown=_number(rows.verdict == Verdict.UNKNOWN.value),
    )
    found: dict[str, list[Seen]] = defaultdict(list)
    for row in lake.execute(grouped.order_by("order", "day", "suffix")).to_pylist():
        found[row.pop("order")].append(Seen(**row))
    return found


def _asked(home: Home, operation: Operation, asked: Sequence[Order], span: Span) -> ibis.Table:
    """Each name that `asked` ask for on a day: order, since, day, suffix, name."""
    suffixes = blocklist.suffixes(operation, asked)
    accepted = exemptions.accepted(home.records, operation.name)
    spared = blocklist.spared(home.lake, operation.name, accepted, span, suffixes)
    names = home.lake.table("forecast", operation.name, span).select("day", "suffix", "name").distinct()
    names = names.filter(names.suffix.isin(suffixes))
    names = names.anti_join(_column("name", sorted(spared.all)), "name")
    known = _orders(operation, asked)
    covered = [names.suffix == known.under, names.day >= known.first, names.day <= known.last]
    return names.inner_join(known, covered).select("order", "since", "day", "suffix", "name")


def _orders(operation: Operation, asked: Iterable[Order]) -> ibis.Table:
    rows = [
        {"order": order.id, "under": suffix, "first": order.first, "last": order.last, "since": order.claimed_at}
        for order in asked
        for suffix in operation.playbook.registry(order.registry).suffixes
    ]
    moment = pa.timestamp("us", "UTC")
    types = {"order": pa.string(), "under": pa.string(), "first": pa.date32(), "last": pa.date32(), "since": moment}
    table = pa.Table.from_pylist(rows, schema=pa.schema(list(types.items())))
    without_zone = table["since"].cast(pa.timestamp("us"))  # as the lake has its moments
    return ibis.memtable(table.set_column(table.schema.get_field_index("since"), "since", without_zone))


def _concerns(order: Order, day: date) -> bool:
    return day in order.span and order.state is not State.DRAFTED and order.state not in ENDED


def _is_probed(home: Home, operation: Operation, order: Order) -> bool:
    probed = set(home.lake.days("probes", operation.name))
    return all(day in probed for day in home.lake.days("forecast", operation.name) if day in order.span)


def _number(condition: ibis.Column) -> ibis.Column:
    return condition.fill_null(False).cast("int64").sum()


def _column(name: str, values: Sequence[str]) -> ibis.Table:
    return ibis.memtable(pa.table({name: pa.array(values, pa.string())}))
