"""A registry's answer, imported: the order follows it, coverage counts by it, and nothing is half written."""

from datetime import date, datetime, timedelta

import pyarrow as pa
import pytest

from tidegate.dns.answers.importing import answer
from tidegate.dns.answers.reconcile import count, examples
from tidegate.dns.answers.standing import standing
from tidegate.dns.coverage import tally
from tidegate.dns.export.request import Request as Wanted
from tidegate.dns.export.run import export
from tidegate.dns.orders import life as orders
from tidegate.dns.orders import plan
from tidegate.errors import TidegateError
from tidegate.names.days import Span
from tidegate.store.tables import TABLES

DAY = date(2009, 4, 1)


@pytest.fixture
def sent(home, operation, forecast, tmp_path):
    """The id of Nominet's order for three names, whose list was sent."""
    forecast(DAY, c=["a.co.uk", "b.co.uk", "c.co.uk", "x.com"])
    plan.run(home.lake, home.records, operation, "anna")
    export(home, operation, Wanted("nominet", "csv", send=True), tmp_path / "out", "local")
    return "nominet-2009-04-01"


@pytest.fixture
def told(home, operation, tmp_path):
    """Import an answer: `told(order, "a.co.uk,done", ...)`."""

    def write(order, *lines, name="answer.csv"):
        path = tmp_path / name
        path.write_text("name,outcome\n" + "".join(f"{line}\n" for line in lines))
        found = [orders.get(home.records, operation.name, order)]
        return answer(home, operation, found, path, "anna")

    return write


def state(home, order):
    return orders.get(home.records, "small", order).state


def claimed(home, operation):
    rows = tally.rendezvous(home.lake, home.records, operation, Span.of(DAY, 1))
    return set(home.lake.execute(rows.filter(rows.claimed).select("name"))["name"].to_pylist())


def test_an_order_is_acted_on_when_every_name_is_done(home, operation, sent, told):
    made = told(sent, "a.co.uk,done", "B.CO.UK.,ok", "c.co.uk,blocked")
    assert (made.counts[sent].left, state(home, sent)) == (0, "acted")
    assert claimed(home, operation) == {"a.co.uk", "b.co.uk", "c.co.uk"}


def test_an_order_with_names_left_stays_acknowledged_and_only_what_is_done_is_claimed(home, operation, sent, told):
    made = told(sent, "a.co.uk,done", "b.co.uk,refused")
    assert (made.counts[sent].left, state(home, sent)) == (2, "acknowledged")
    assert claimed(home, operation) == {"a.co.uk"}


def test_a_second_answer_completes_the_first(home, operation, sent, told):
    told(sent, "a.co.uk,done", "b.co.uk,pending")
    made = told(sent, "b.co.uk,done", "c.co.uk,done", name="second.csv")
    assert (made.counts[sent].done, state(home, sent)) == (3, "acted")
    assert orders.get(home.records, "small", sent).answers == (f"{sent}.answer-1", f"{sent}.answer-2")


def test_a_later_answer_takes_a_word_back(home, operation, sent, told):
    told(sent, "a.co.uk,done", "b.co.uk,done", "c.co.uk,done")
    told(sent, "a.co.uk,refused", name="second.csv")
    assert state(home, sent) == "acknowledged"
    assert claimed(home, operation) == {"b.co.uk", "c.co.uk"}


def test_an_answer_that_refuses_every_name_is_a_refusal(home, operation, sent, told):
    told(sent, *(f"{letter}.co.uk,no" for letter in "abc"))
    assert state(home, sent) == "refused"
    assert claimed(home, operation) == set()


def test_contradictions_and_strangers_are_kept_and_claim_nothing(home, operation, sent, told):
    made = told(sent, "a.co.uk,done", "a.co.uk,refused", "b.co.uk,done", "other.co.uk,done", "nonsense")
    counts = made.counts[sent]
    assert (counts.contradictory, counts.unasked, counts.unanswered, counts.done) == (1, 1, 1, 1)
    assert [(one.line, one.flaw[:8]) for one in made.unread] == [(6, "nonsense")]
    assert claimed(home, operation) == {"b.co.uk"}
    rows = home.lake.execute(home.lake.table("answers", "small").order_by("line")).to_pylist()
    assert [(row["line"], row["asked"]) for row in rows] == [(2, True), (3, True), (4, True), (5, False), (6, False)]
    assert rows[4]["flaw"].startswith("nonsense")


def test_what_the_newest_probe_sees_open_is_disproved(home, operation, sent, told):
    told(sent, "a.co.uk,done", "b.co.uk,done", "c.co.uk,done")
    probe = {"suffix": "co.uk", "resolver": "r", "rcode": "NXDOMAIN", "addresses": [], "nameservers": [], "reason": ""}
    at = home.now().replace(tzinfo=None) + timedelta(hours=1)
    row = {"name": "a.co.uk", "verdict": "unregistered", "probed_at": at, "attempts": 1, **probe}
    home.lake.write("probes", "small", DAY, "p", pa.Table.from_pylist([row], schema=TABLES["probes"]))
    found = standing(home, operation, orders.get(home.records, "small", sent))
    assert count(home.lake, found).disproved == 1
    assert examples(home.lake, found, "disproved") == ["a.co.uk"]


def test_the_record_has_the_files_digest_and_counts(home, sent, told):
    made = told(sent, "a.co.uk,done")
    [event] = home.records.events("small", {"order.answered"})
    assert (event.body["sha256"], event.body["file"], event.body["left"]) == (made.sha256, "answer.csv", 2)
    assert event.body["counts"]["done"] == 1


def test_a_list_that_went_another_way_is_what_the_forecast_has(home, operation, forecast, told):
    forecast(DAY, c=["a.co.uk"])
    [order] = plan.run(home.lake, home.records, operation, "anna")
    orders.advance(home.records, "small", order.id, "sent", "anna")
    assert told(order.id, "a.co.uk,done").counts[order.id].left == 0


def test_one_file_answers_several_orders(home, operation, forecast, tmp_path):
    forecast(DAY, c=["a.co.uk"])
    forecast(date(2009, 5, 1), c=["b.co.uk"])
    made = plan.run(home.lake, home.records, operation, "anna")
    orders.advance_all(home.records, "small", [order.id for order in made], "sent", "anna")
    path = tmp_path / "both.csv"
    path.write_text("a.co.uk,done\nb.co.uk,done\nz.co.uk,done\n")
    counts = answer(home, operation, orders.rows(home.records, "small"), path, "anna").counts
    assert [(each.done, each.unasked) for each in counts.values()] == [(1, 1), (1, 0)]
    assert {order.state for order in orders.rows(home.records, "small")} == {"acted"}


@pytest.mark.parametrize(
    ("lines", "message"),
    [
        (["nonsense"], "holds no answer that can be read; line 2: nonsense: no outcome"),
        (["other.co.uk,done"], "none of its names was asked for with nominet-2009-04-01"),
    ],
)
def test_what_is_no_answer_to_the_order_changes_nothing(home, sent, told, lines, message):
    before = home.records.newest()
    with pytest.raises(TidegateError, match=message):
        told(sent, *lines)
    assert home.records.newest() == before
    assert home.lake.days("answers", "small") == []


def test_the_same_file_is_imported_once(sent, told):
    told(sent, "a.co.uk,done")
    with pytest.raises(TidegateError, match=r"answer\.csv: was imported on .* as nominet-2009-04-01\.answer-1"):
        told(sent, "a.co.uk,done")


def test_an_order_that_was_never_sent_cannot_be_answered(home, operation, forecast, told):
    forecast(DAY, c=["a.co.uk"])
    [order] = plan.run(home.lake, home.records, operation, "anna")
    with pytest.raises(TidegateError, match="was never sent"):
        told(order.id, "a.co.uk,done")


def test_a_part_whose_import_was_killed_claims_nothing(home, operation, sent):
    row = {"order": sent, "answer": f"{sent}.answer-1", "line": 1, "name": "a.co.uk", "outcome": "done", "note": ""}
    row |= {"flaw": None, "asked": True, "word": "done", "answered_at": datetime(2009, 3, 21)}
    part = pa.Table.from_pylist([row], schema=TABLES["answers"])
    home.lake.write("answers", "small", DAY, f"{sent}.answer-1", part)
    assert claimed(home, operation) == set()
