"""The legal basis: what a registry needs, what an order has, and what may be sent."""

from dataclasses import replace
from datetime import date, datetime

import pytest

from tidegate.dns.orders import basis
from tidegate.dns.orders.order import Order
from tidegate.dns.orders.state import State
from tidegate.errors import TidegateError
from tidegate.operation.model import LegalBasis, Registry

DAY = date(2009, 4, 1)
ORDER = Order("o", "nominet", "block", DAY, DAY, 5, DAY, State.DRAFTED, datetime(2009, 3, 20), "")
NOMINET = Registry("nominet", "Nominet", ("co.uk",))
UNKNOWN, VOLUNTARY, WAIVER, COURT = LegalBasis.UNKNOWN, LegalBasis.VOLUNTARY, LegalBasis.WAIVER, LegalBasis.COURT_ORDER


def lacking(needed, given, reference=""):
    order = replace(ORDER, legal_basis=given, reference=reference)
    return basis.lacking(order, replace(NOMINET, legal_basis=needed))


def sent(playbook, needed, given, reference=""):
    needs = replace(playbook, registries=(replace(NOMINET, legal_basis=needed),))
    basis.check([replace(ORDER, legal_basis=given, reference=reference)], needs)


def test_a_registry_that_has_not_said_what_it_needs_lacks_nothing():
    assert lacking(UNKNOWN, UNKNOWN) is None
    assert lacking(VOLUNTARY, VOLUNTARY) is None


def test_a_waiver_can_be_replaced_by_a_court_order_and_not_the_other_way_round():
    assert lacking(WAIVER, WAIVER) is None
    assert lacking(WAIVER, COURT, "1:10-cv-156") is None
    assert lacking(WAIVER, VOLUNTARY) == "nominet needs a security-response-waiver or a court-order"
    assert lacking(COURT, WAIVER) == "nominet needs a court-order"


def test_a_court_order_needs_its_reference():
    assert lacking(COURT, COURT) == "the court-order for nominet has no reference"
    assert lacking(COURT, COURT, "1:10-cv-156") is None


def test_nothing_is_sent_without_the_court_order_that_its_registry_needs(operation):
    with pytest.raises(
        TidegateError, match="order o cannot be sent: nominet needs a court-order; put it on the record"
    ):
        sent(operation.playbook, COURT, VOLUNTARY)
    sent(operation.playbook, COURT, COURT, "1:10-cv-156")


def test_a_list_may_go_out_while_its_registry_asks_for_the_waiver(operation):
    sent(operation.playbook, WAIVER, VOLUNTARY)


def test_an_unknown_basis_names_those_there_are():
    with pytest.raises(TidegateError, match="'friendship' is no legal basis; the bases are voluntary, security-resp"):
        basis.parse("friendship")
    with pytest.raises(TidegateError, match="'unknown' is no legal basis"):
        basis.parse("unknown")
