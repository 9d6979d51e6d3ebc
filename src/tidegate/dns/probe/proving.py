"""What a probe's run proves of the work orders: the steps that it puts on the record."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import asdict
from datetime import date

import ibis

from tidegate.dns.orders import life as orders
from tidegate.dns.orders.answered import words
from tidegate.dns.orders.asked import asked as names_asked
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
    looked at only then, and those of all orders together.
    """
    drafts = []
    concerned = [order for order in orders.rows(home.records, operation.name) if _concerns(order, day)]
    claimed = [order for order in concerned if order.state in CLAIMED]
    today = seen(home, operation, claimed, Span.of(day, 1))
    regressed = {id for id, found in today.items() if any(one.open for one in found)}
    probed = _probed(home, operation, [order for order in concerned if order.id not in regressed])
    whole = seen(home, operation, probed, _span(probed)) if probed else {}
    for order in concerned:
        found = today[order.id] if order.id in regressed else whole.get(order.id, [])
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
    rows = names_asked(home, operation, asked, span)
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


def _concerns(order: Order, day: date) -> bool:
    return day in order.span and order.state is not State.DRAFTED and order.state not in ENDED


def _probed(home: Home, operation: Operation, known: Sequence[Order]) -> list[Order]:
    """Those of which every day that is forecast has been probed."""
    missing = {*home.lake.days("forecast", operation.name)} - {*home.lake.days("probes", operation.name)}
    return [order for order in known if not any(day in order.span for day in missing)]


def _span(known: Sequence[Order]) -> Span:
    """From the first of their days to the last."""
    return Span(min(order.first for order in known), max(order.last for order in known))


def _number(condition: ibis.Column) -> ibis.Column:
    return condition.fill_null(False).cast("int64").sum()
