"""How far a name has gone: which registries were asked to act on it."""

from tidegate.dns.collisions.finding import days_of
from tidegate.dns.orders import life as orders
from tidegate.names.domain import normalise
from tidegate.names.suffixes import suffix_of
from tidegate.operation.model import Operation
from tidegate.store import Home


def asked(home: Home, operation: Operation, name: str) -> list[str]:
    """The registries that were sent an order which covers a day of the rendezvous `name`, by their ids."""
    wanted = normalise(name)
    suffix = suffix_of(wanted, operation.playbook.registry_of_suffix)
    if suffix is None:
        return []
    registry = operation.playbook.registry_of_suffix[suffix]
    days = days_of(home.lake, operation.name, wanted)
    sent = [
        order
        for order in orders.rows(home.records, operation.name)
        if order.registry == registry.id and order.sent_at is not None and any(day in order.span for day in days)
    ]
    return [registry.id] if sent else []
