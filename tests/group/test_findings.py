"""What worked and what did not: every verdict follows from the figures that stand beside it."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from tidegate.census.population import Live
from tidegate.dns.collisions.exemptions import Exemption
from tidegate.dns.collisions.exemptions import State as ExemptionState
from tidegate.dns.orders.life import Order, State, Step
from tidegate.group.findings import findings
from tidegate.group.stocktaking import Stock
from tidegate.names.days import Span
from tidegate.operation.model import Operation
from tidegate.operation.playbook import load

FIRST = date(2009, 3, 1)
SENT = datetime(2009, 3, 10, 9, tzinfo=UTC)
NOTHING = Stock(
    operation=Operation("conficker", load("conficker")[0], FIRST),
    days=Span.of(FIRST, 61),
    as_of=datetime(2009, 4, 30, tzinfo=UTC),
    **dict.fromkeys(("events", "totals", "exposures", "live", "footprint", "exemptions"), ()),
    **dict.fromkeys(("orders", "history", "alerts", "decisions", "answers"), ()),
)


def only(stock, begins):
    (found,) = [finding for finding in findings(stock) if finding.text.startswith(begins)]
    return found


def order(id, state, sent=SENT, done=None, send_by=date(2009, 3, 20)):
    days = (date(2009, 4, 1), date(2009, 4, 30))
    steps = [Step(id, State.SENT, sent, "local", "")] if sent else []
    if done:
        steps.append(Step(id, State.ACTED, done, "local", ""))
    return Order(id, id, "block", *days, 9, send_by, State(state), SENT, ""), steps


def with_orders(*made):
    return replace(NOTHING, orders=[order for order, _ in made], history=[step for _, steps in made for step in steps])


def test_of_nothing_nothing_is_said():
    assert findings(NOTHING) == []


def test_lists_that_went_out_late_or_never_are_named():
    late = order("b", "sent", sent=datetime(2009, 3, 21, tzinfo=UTC))
    found = only(with_orders(order("a", "sent"), late, order("c", "drafted", sent=None)), "Lists sent")
    assert not found.worked
    assert found.text.endswith("1 of 3 (33.3 %); late or never: b and c.")


def test_orders_done_are_counted_with_the_time_they_took():
    done = order("a", "acted", done=SENT + timedelta(days=3))
    found = only(with_orders(done, order("b", "refused")), "Orders done, of those sent")
    assert not found.worked
    assert found.text.endswith("1 of 2 (50.0 %), in a median of 3.0 days; refused: b.")
    assert only(with_orders(done), "Orders done, of those sent").worked


def test_an_order_that_is_done_on_its_first_day_is_done_too_late():
    early = order("a", "acted", done=datetime(2009, 3, 31, 23, tzinfo=UTC))
    late = order("b", "acted", done=datetime(2009, 4, 1, tzinfo=UTC))
    assert only(with_orders(early), "Orders done before").worked
    assert not only(with_orders(early, late), "Orders done before").worked


def totals(**counts):
    zero = dict.fromkeys(("names", "exempt", "claimed", "probed", "verified", "gaps", "contradicted", "taken"), 0)
    return replace(NOTHING, totals=[{"day": FIRST, "suffix": "x", "registry": "x", "state": "acted", **zero, **counts}])


def test_claims_that_the_live_dns_contradicts_do_not_count_as_proved():
    assert only(totals(names=100, probed=100, contradicted=5), "Names said to be done").worked
    found = only(totals(names=100, probed=100, contradicted=6), "Names said to be done")
    assert not found.worked
    assert found.text.endswith("6 of 100 (6.0 %).")


def test_one_name_in_an_outsiders_hands_is_a_failure():
    assert only(totals(names=100, probed=100), "Names in the hands").worked
    assert not only(totals(names=100, probed=100, taken=1), "Names in the hands").worked


def test_without_probes_nothing_is_said_about_proof():
    assert [found.text.split(":")[0] for found in findings(totals(names=100))] == ["Days with an exposure above 1.0 %"]


def exemption(name, decided):
    return Exemption(
        *(name, ExemptionState.ACCEPTED, (date(2009, 3, 13),), ("legitimate",), "local", SENT, "local"),
        decided_at=decided,
        decision="",
    )


def test_an_owner_spared_too_late_is_named():
    early = exemption("wnsux.com", datetime(2009, 3, 12, tzinfo=UTC))
    late = exemption("praat.org", datetime(2009, 3, 13, tzinfo=UTC))
    assert only(replace(NOTHING, exemptions=[early]), "Owners' names").worked
    found = only(replace(NOTHING, exemptions=[early, late]), "Owners' names")
    assert not found.worked
    assert found.text.endswith("1 of 2 (50.0 %); too late: praat.org.")


@pytest.mark.parametrize(("last", "worked"), [(900, True), (1000, False), (1100, False)])
def test_the_population_has_to_have_fallen(last, worked):
    counts = [1000] * 7 + [last] * 7
    live = [Live(FIRST + timedelta(n), "all", count, count, 1, count) for n, count in enumerate(counts)]
    assert only(replace(NOTHING, live=live), "The live population").worked is worked
    assert findings(replace(NOTHING, live=live[:-1])) == []  # too few days to compare
