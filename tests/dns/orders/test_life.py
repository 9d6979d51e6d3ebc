"""Work orders: every step is on the record, and only steps that make sense."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, invariant, rule

from tidegate.dns.orders import life as orders
from tidegate.dns.orders.order import Request
from tidegate.dns.orders.state import CLAIMED, NEXT, State
from tidegate.errors import TidegateError
from tidegate.operation.model import LegalBasis
from tidegate.store import Draft, Records

NOMINET = Request("nominet", "block", date(2009, 4, 1), date(2009, 4, 30), 12_345, date(2009, 3, 24))


@pytest.fixture
def records(tmp_path):
    moments = (datetime(2009, 3, 20, tzinfo=UTC) + timedelta(hours=hour) for hour in range(100))
    return Records(f"sqlite:///{tmp_path / 'records.sqlite'}", now=lambda: next(moments))


def test_a_drafted_order_has_an_id_that_can_be_read(records):
    [order] = orders.draft(records, "conficker", [NOMINET], "anna")
    assert (order.id, order.state, order.names) == ("nominet-2009-04-01", State.DRAFTED, 12_345)
    assert (order.span.first, order.span.last, order.send_by) == (NOMINET.first, NOMINET.last, NOMINET.send_by)


def test_a_second_order_from_the_same_day_has_its_own_id(records):
    made = orders.draft(records, "conficker", [NOMINET, NOMINET], "anna")
    made += orders.draft(records, "conficker", [NOMINET], "anna")
    assert [order.id for order in made] == ["nominet-2009-04-01", "nominet-2009-04-01-2", "nominet-2009-04-01-3"]


def test_an_order_keeps_its_history(records):
    orders.draft(records, "conficker", [NOMINET], "anna")
    orders.advance(records, "conficker", "nominet-2009-04-01", "sent", "anna")
    orders.advance(records, "conficker", "nominet-2009-04-01", "refused", "bert", "no legal ground")
    order = orders.get(records, "conficker", "nominet-2009-04-01")
    assert (order.state, order.note, order.updated_at) == (
        "refused",
        "no legal ground",
        datetime(2009, 3, 20, 2, tzinfo=UTC),
    )
    steps = [(step.state, step.actor, step.note) for step in orders.history(records, "conficker", order.id)]
    assert steps == [("drafted", "anna", ""), ("sent", "anna", ""), ("refused", "bert", "no legal ground")]


def test_orders_of_one_operation_are_not_those_of_another(records):
    orders.draft(records, "conficker", [NOMINET], "anna")
    assert orders.rows(records, "mariposa") == []
    assert orders.history(records, "mariposa") == []


def test_a_step_that_cannot_follow_names_the_state_and_what_is_possible(records):
    orders.draft(records, "conficker", [NOMINET], "anna")
    with pytest.raises(TidegateError, match="nominet-2009-04-01 is drafted, so it cannot become acted; possible: sent"):
        orders.advance(records, "conficker", "nominet-2009-04-01", "done", "anna")
    assert orders.get(records, "conficker", "nominet-2009-04-01").state is State.DRAFTED


def test_several_orders_advance_together_or_not_at_all(records):
    orders.draft(records, "conficker", [NOMINET, NOMINET], "anna")
    orders.advance(records, "conficker", "nominet-2009-04-01", "sent", "anna")
    with pytest.raises(TidegateError, match="nominet-2009-04-01 is sent"):
        orders.advance_all(records, "conficker", ["nominet-2009-04-01-2", "nominet-2009-04-01"], "sent", "anna")
    assert orders.get(records, "conficker", "nominet-2009-04-01-2").state is State.DRAFTED


@pytest.mark.parametrize(
    ("order", "state", "note", "message"),
    [
        ("nic-2009-04-01", "sent", "", "unknown order 'nic-2009-04-01'; known: nominet-2009-04-01"),
        ("nominet-2009-04-01", "lost", "", "unknown state of an order 'lost'; known: drafted, sent"),
        ("nominet-2009-04-01", "refused", "  ", "a refusal needs a note"),
    ],
)
def test_wrong_order_state_or_note_is_refused(records, order, state, note, message):
    orders.draft(records, "conficker", [NOMINET], "anna")
    with pytest.raises(TidegateError, match=message):
        orders.advance(records, "conficker", order, state, "anna", note)


def test_a_log_that_says_done_replays_as_acted(records):
    orders.draft(records, "conficker", [NOMINET], "anna")
    orders.advance(records, "conficker", "nominet-2009-04-01", "sent", "anna")
    records.append("anna", [Draft("order.done", "conficker", {"order": "nominet-2009-04-01", "note": "thanks"})])
    order = orders.get(records, "conficker", "nominet-2009-04-01")
    assert (order.state, order.note, order.claimed_at) == (State.ACTED, "thanks", order.updated_at)
    assert orders.history(records, "conficker")[-1].state is State.ACTED


def test_a_log_without_legal_basis_and_label_replays(records):
    body = {**vars(NOMINET), "first": "2009-04-01", "last": "2009-04-30", "send_by": "2009-03-24"}
    old = {key: value for key, value in body.items() if key not in ("legal_basis", "reference", "tlp")}
    records.append("anna", [Draft("order.drafted", "conficker", {"order": "old", **old})])
    order = orders.get(records, "conficker", "old")
    assert (order.legal_basis, order.reference, order.tlp) == (LegalBasis.UNKNOWN, "", None)


def test_done_is_a_spelling_of_acted(records):
    orders.draft(records, "conficker", [NOMINET], "anna")
    orders.advance(records, "conficker", "nominet-2009-04-01", "sent", "anna")
    assert orders.advance(records, "conficker", "nominet-2009-04-01", "done", "anna").state is State.ACTED


@pytest.mark.parametrize("state", ["verified", "regressed"])
def test_nobody_can_say_what_only_a_probe_can_show(records, state):
    orders.draft(records, "conficker", [NOMINET], "anna")
    orders.advance(records, "conficker", "nominet-2009-04-01", "sent", "anna")
    with pytest.raises(TidegateError, match="a probe shows it"):
        orders.advance(records, "conficker", "nominet-2009-04-01", state, "anna", "trust me")


def test_a_release_needs_a_note(records):
    orders.draft(records, "conficker", [NOMINET], "anna")
    orders.advance(records, "conficker", "nominet-2009-04-01", "sent", "anna")
    with pytest.raises(TidegateError, match="a release needs a note"):
        orders.advance(records, "conficker", "nominet-2009-04-01", "released", "anna")


def test_the_legal_basis_is_on_the_record_with_its_reference(records):
    orders.draft(records, "conficker", [NOMINET], "anna")
    order = orders.base(records, "conficker", "nominet-2009-04-01", LegalBasis.COURT_ORDER, " 1:10-cv-156 ", "anna")
    assert (order.legal_basis, order.reference, order.state) == (LegalBasis.COURT_ORDER, "1:10-cv-156", State.DRAFTED)


def test_an_order_that_its_registry_has_not_answered_in_full_cannot_be_called_acted(records):
    orders.draft(records, "conficker", [NOMINET], "anna")
    orders.advance(records, "conficker", "nominet-2009-04-01", "sent", "anna")
    answered = {"order": "nominet-2009-04-01", "answer": "nominet-2009-04-01.answer-1", "left": 3}
    records.append("anna", [Draft("order.answered", "conficker", answered)])
    with pytest.raises(TidegateError, match="3 names of order nominet-2009-04-01 are not done"):
        orders.advance(records, "conficker", "nominet-2009-04-01", "acted", "anna")


class Life(RuleBasedStateMachine):
    """Orders, and whatever somebody tries with them: the record against a plain account of what was allowed."""

    def __init__(self):
        super().__init__()
        self.records = Records("sqlite:///:memory:")
        self.states, self.answers = {}, {}

    made = Bundle("made")

    @rule(target=made)
    def drafted(self):
        [order] = orders.draft(self.records, "conficker", [NOMINET], "anna")
        self.states[order.id], self.answers[order.id] = State.DRAFTED, ()
        return order.id

    @rule(order=made, wanted=st.sampled_from([*State, "done"]), note=st.sampled_from(["", "noted"]))
    def said(self, order, wanted, note):
        state = State.parse(wanted)
        needs_note = state in (State.REFUSED, State.RELEASED) and not note
        if state in NEXT[self.states[order]] and state not in (State.VERIFIED, State.REGRESSED) and not needs_note:
            orders.advance(self.records, "conficker", order, wanted, "anna", note)
            self._is(order, state)
        else:
            with pytest.raises(TidegateError):
                orders.advance(self.records, "conficker", order, wanted, "anna", note)

    @rule(order=made, wanted=st.sampled_from([State.VERIFIED, State.REGRESSED]))
    def shown(self, order, wanted):
        known = orders.get(self.records, "conficker", order)
        if wanted in NEXT[self.states[order]]:
            event = orders.follow("conficker", known, wanted, "a probe", {"run": "r"})
            self.records.append("anna", [event])
            self._is(order, wanted)
        else:
            with pytest.raises(TidegateError):
                orders.follow("conficker", known, wanted, "a probe", {"run": "r"})

    @rule(order=made)
    def answered(self, order):
        answer = f"{order}.answer-{len(self.answers[order]) + 1}"
        body = {"order": order, "answer": answer, "left": 0}
        self.records.append("anna", [Draft("order.answered", "conficker", body)])
        self.answers[order] += (answer,)

    def _is(self, order, state):
        self.states[order] = state
        if state in (State.REFUSED, State.RELEASED):
            self.answers[order] = ()

    @invariant()
    def the_rows_are_what_was_allowed_and_a_replay_gives_the_same(self):
        rows = orders.rows(self.records, "conficker")
        assert {row.id: (row.state, row.answers) for row in rows} == {
            order: (state, self.answers[order]) for order, state in self.states.items()
        }
        assert all((row.claimed_at is not None) == (row.state in CLAIMED) for row in rows)
        anew = Records("sqlite:///:memory:", now=lambda: datetime(2009, 3, 20, tzinfo=UTC))
        anew.append("anna", [Draft(event.kind, "conficker", event.body) for event in self.records.events()])
        still = [replace(row, **TIMELESS) for row in rows]
        assert [replace(row, **TIMELESS) for row in orders.rows(anew, "conficker")] == still


TIMELESS = {"updated_at": None, "sent_at": None, "claimed_at": None}
TestLife = Life.TestCase
TestLife.settings = settings(max_examples=12, stateful_step_count=15, deadline=None)
