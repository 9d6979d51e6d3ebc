"""An order's names as its registry's answers leave them, against the list that the registry was sent."""

from collections.abc import Sequence

import ibis

from tidegate.dns.answers.reconcile import opened, reconciled
from tidegate.dns.export import sent
from tidegate.dns.export.sent import EXPORTED
from tidegate.dns.orders import asked as names
from tidegate.dns.orders import blocklist
from tidegate.dns.orders.answered import words
from tidegate.dns.orders.order import Order
from tidegate.operation.model import Operation
from tidegate.store import Home


def asked(home: Home, operation: Operation, order: Order) -> ibis.Table:
    """The names (`name`, once each) that `order`'s registry was sent with it last, or, where its list went another way,
    those that the forecast has. TidegateError where the list that was sent is gone."""
    serial = _serial(home, operation, order)
    if serial is None:
        rows = names.asked(home, operation, [order], order.span)
    else:
        rows = blocklist.to_act_on(home.lake.file(sent.kept(home, operation.name, order.registry, serial)))
        rows = rows.filter(rows.order == order.id)
    return rows.select("name").distinct()


def standing(home: Home, operation: Operation, order: Order) -> ibis.Table:
    """See `reconciled`: by the newest word on each name, and by the newest probes."""
    said = words(home.lake, operation.name, [order])
    found = opened(home.lake, operation.name, order.span)
    return reconciled(asked(home, operation, order), said, found)


def _serial(home: Home, operation: Operation, order: Order) -> int | None:
    events: Sequence[int] = [
        event.body["serial"]
        for event in home.records.events(operation.name, {EXPORTED})
        if event.body["sent"] and event.body["registry"] == order.registry and order.id in event.body["orders"]
    ]
    return events[-1] if events else None
