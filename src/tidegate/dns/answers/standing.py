"""An order's names as its registry's answers leave them, against the list that the registry was sent."""

import ibis

from tidegate.dns.answers.reconcile import opened, reconciled
from tidegate.dns.export import sent
from tidegate.dns.orders import asked as names
from tidegate.dns.orders import blocklist, papers
from tidegate.dns.orders.answered import words
from tidegate.dns.orders.order import Order
from tidegate.operation.model import Operation
from tidegate.store import Home


def asked(home: Home, operation: Operation, order: Order) -> ibis.Table:
    """The names (`name`, once each) that `order`'s registry was sent with it last, or, where its list went another way,
    those that the forecast has. TidegateError where the list that was sent is gone."""
    lists = papers.lists(home.records, operation.name, order)
    if lists:
        kept = sent.kept(home, operation.name, order.registry, lists[-1].serial)
        rows = blocklist.to_act_on(home.lake.file(kept))
        rows = rows.filter(rows.order == order.id)
    else:
        rows = names.asked(home, operation, [order], order.span)
    return rows.select("name").distinct()


def standing(home: Home, operation: Operation, order: Order) -> ibis.Table:
    """See `reconciled`: by the newest word on each name, and by the newest probes."""
    said = words(home.lake, operation.name, [order])
    found = opened(home.lake, operation.name, order.span)
    return reconciled(asked(home, operation, order), said, found)
