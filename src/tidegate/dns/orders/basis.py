"""On which legal basis a registry is asked, and whether that is the one it needs. Pure.

A registry that has not said what it needs is asked on any basis. One that needs ICANN's Security Response Waiver asks
ICANN for it itself, and a court's order serves as well: where both are missing, people are told and the list may go.
One that needs a court's order is sent nothing without, and wants to know which it is.
"""

from collections.abc import Iterable

from tidegate.dns.orders.order import Order, Request
from tidegate.errors import TidegateError
from tidegate.operation.model import LegalBasis, Playbook, Registry


def parse(text: str) -> LegalBasis:
    """The basis called `text`; TidegateError lists those that an order can have."""
    known = [basis for basis in LegalBasis if basis is not LegalBasis.UNKNOWN]
    if text not in known:
        raise TidegateError(f"{text!r} is no legal basis; the bases are {', '.join(known)}")
    return LegalBasis(text)


def lacking(asked: Order | Request, registry: Registry) -> str | None:
    """What `registry` needs and `asked` has not, in words; None where nothing is missing."""
    needed, given = registry.legal_basis, asked.legal_basis
    if needed is LegalBasis.WAIVER and given not in (LegalBasis.WAIVER, LegalBasis.COURT_ORDER):
        return f"{registry.id} needs a security-response-waiver or a court-order"
    if needed is LegalBasis.COURT_ORDER and given is not LegalBasis.COURT_ORDER:
        return f"{registry.id} needs a court-order"
    if given is LegalBasis.COURT_ORDER and not asked.reference:
        return f"the court-order for {registry.id} has no reference"
    return None


def check(orders: Iterable[Order], playbook: Playbook) -> None:
    """TidegateError where one of `orders` lacks what its registry needs before it may be sent."""
    for order in orders:
        registry = playbook.registry(order.registry)
        missing = lacking(order, registry)
        if missing and LegalBasis.COURT_ORDER in (registry.legal_basis, order.legal_basis):
            raise TidegateError(
                f"order {order.id} cannot be sent: {missing}; put it on the record with `tidegate orders OPERATION "
                f"{order.id} --legal-basis BASIS --reference TEXT`"
            )
