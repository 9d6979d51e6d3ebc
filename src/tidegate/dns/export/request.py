"""What somebody wants exported, whether they may have it, and which work orders it is about."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from tidegate.dns.export.format import ALL
from tidegate.dns.orders.order import Order
from tidegate.dns.orders.state import CLAIMED, ENDED, State
from tidegate.errors import TidegateError, UnknownNameError
from tidegate.operation import clearance
from tidegate.operation.model import Operation
from tidegate.policy import Action, Viewer, decide, require
from tidegate.store import Records

UNSENT = (State.DRAFTED, *ENDED)
ANSWERED = (State.ACKNOWLEDGED, *CLAIMED)
"""The states of orders that a registry is at work on, or done with."""


@dataclass(frozen=True)
class Request:
    """For which registry (or "all"), in which format, full or as a delta, of which orders (where none are named: those
    that are neither refused nor released), and whether it is sent with that."""

    registry: str
    format: str
    delta: bool = False
    send: bool = False
    orders: tuple[str, ...] = ()


def ask(records: Records, operation: Operation, registry: str, member: str) -> None:
    """Ask the policy: `member` must be allowed to export, and the registry to have what is made for it.

    UnknownNameError for an unknown registry, NotAllowedError where the answer is no.
    """
    what = f"the list of {operation.name} for {registry}"
    if registry != ALL:
        require(_reader(operation, registry), Action.EXPORT, operation.label, what)
    require(clearance.viewer(records, member), Action.EXPORT, operation.label, what)


def each(known: Sequence[Order], operation: Operation, request: Request) -> tuple[list[Request], list[str]]:
    """`request` for every registry by itself that has orders which have not ended, by registry; and the registries left
    out because the policy does not let them have their list."""
    asked = sorted({order.registry for order in known if order.state not in ENDED})
    if not asked:
        raise TidegateError("there is no work order to write to anybody for: plan first")
    refused = [id for id in asked if not _may_have(operation, id)]
    return [replace(request, registry=id) for id in asked if id not in refused], refused


def chosen(known: Sequence[Order], request: Request) -> list[Order]:
    """The orders of `known` that `request` is about; TidegateError where there are none."""
    mine = [order for order in known if request.registry in (ALL, order.registry)]
    if not mine:
        raise TidegateError(f"there is no work order for {request.registry} yet: plan first")
    if not request.orders:
        standing = [order for order in mine if order.state not in ENDED]
        if not standing:
            ended = "refused" if all(order.state is State.REFUSED for order in mine) else "refused or was released from"
            raise TidegateError(f"{request.registry} {ended} every order: name those to be sent again")
        return standing
    by_id = {order.id: order for order in mine}
    for id in request.orders:
        if id not in by_id:
            raise UnknownNameError(f"order for {request.registry}", id, by_id)
    return [by_id[id] for id in dict.fromkeys(request.orders)]


def moved(orders: Sequence[Order], grown: set[str]) -> list[str]:
    """Which of `orders` become sent when their list is: those that were not, and those that the registry has answered
    already if their list has `grown` since."""
    return [order.id for order in orders if order.state in UNSENT or (order.id in grown and order.state in ANSWERED)]


def _reader(operation: Operation, registry: str) -> Viewer:
    return clearance.registry_viewer(operation.playbook.registry(registry))


def _may_have(operation: Operation, registry: str) -> bool:
    return bool(decide(_reader(operation, registry), Action.EXPORT, operation.label))
